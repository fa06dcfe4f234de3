/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/review_edit.h"

#include "model/yaml_edit.h"

#define LISTED "handed"

/* The file in the making, and the lines that it shall have in the end. */
struct editing {
	struct wl_buf file;
	const char *path;
	struct wl_arena arena;
	struct wl_front front;
	struct wl_strv wanted;
	struct wl_err *err;
};

static int parse(struct editing *editing)
{
	struct wl_source source = { .path = editing->path,
		.bytes = editing->file.s,
		.n = editing->file.n };

	return wl_front_parse(
		&editing->front, &editing->arena, &source, editing->err);
}

static int begin(struct editing *editing, const struct wl_buf *file,
	const char *path, struct wl_err *err)
{
	int rc;

	memset(editing, 0, sizeof(*editing));
	editing->path = path;
	editing->err = err;
	wl_buf_init(&editing->file);
	wl_buf_add(&editing->file, file->s, file->n);
	rc = parse(editing);
	if (!rc)
		wl_yaml_lines(&editing->wanted, editing->front.yaml, LISTED);
	return rc;
}

static int refuse(const struct editing *editing)
{
	wl_err_at(editing->err, editing->path, 0, 0,
		"cannot change this without changing other lines");
	if (editing->err)
		editing->err->code = WL_EFAIL;
	return wl_err_hint(editing->err, "write it into the file by hand");
}

static bool as_wanted(struct editing *editing)
{
	struct wl_strv after = { 0 };
	bool same;

	wl_yaml_lines(&after, editing->front.yaml, LISTED);
	wl_strv_sort(&after);
	wl_strv_sort(&editing->wanted);
	same = after.n == editing->wanted.n;
	for (size_t i = 0; same && i < after.n; i++)
		same = wl_streq(after.v[i], editing->wanted.v[i]);
	wl_strv_release(&after);
	return same;
}

static int check(struct editing *editing)
{
	struct wl_source source = { .path = editing->path,
		.bytes = editing->file.s,
		.n = editing->file.n };
	struct wl_review review;

	if (parse(editing) || !as_wanted(editing)) {
		refuse(editing);
		return WL_EFAIL;
	}
	return wl_review_parse(&review, &editing->arena, &source, editing->err);
}

/* Check the result and hand it out; the end of each change. */
static int finish(struct editing *editing, int rc, struct wl_buf *file)
{
	if (!rc)
		rc = check(editing);
	if (!rc) {
		wl_buf_clear(file);
		wl_buf_add(file, editing->file.s, editing->file.n);
	}
	wl_buf_release(&editing->file);
	wl_strv_release(&editing->wanted);
	wl_arena_release(&editing->arena);
	return rc;
}

int wl_review_set(struct wl_buf *file, const char *path, const char *key,
	const char *text, const struct wl_list *list, struct wl_err *err)
{
	const struct wl_value value = { text, list };

	return wl_front_set(file, path, key, &value, err);
}

/* "- key: value\n  key: value\n", each line behind `indent` columns. */
static void write_item(struct wl_buf *out, const struct editing *editing,
	size_t indent, const struct wl_entry *entries, size_t n)
{
	const char *eol = wl_yaml_eol(&editing->file);
	bool first = true;

	for (size_t i = 0; i < n; i++) {
		if (!entries[i].value || !*entries[i].value)
			continue;
		wl_buf_fill(out, ' ', indent);
		wl_buf_addf(out, "%s%s: ", first ? "- " : "  ", entries[i].key);
		wl_yaml_quote(out, entries[i].value, false);
		wl_buf_adds(out, eol);
		first = false;
	}
}

/* "{key: value, key: value}" */
static void write_flow(
	struct wl_buf *out, const struct wl_entry *entries, size_t n)
{
	bool first = true;

	wl_buf_addc(out, '{');
	for (size_t i = 0; i < n; i++) {
		if (!entries[i].value || !*entries[i].value)
			continue;
		wl_buf_addf(out, "%s%s: ", first ? "" : ", ", entries[i].key);
		wl_yaml_quote(out, entries[i].value, true);
		first = false;
	}
	wl_buf_addc(out, '}');
}

static void want(struct editing *editing, const char *under,
	const struct wl_entry *entries, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (entries[i].value && *entries[i].value)
			wl_strv_addf(&editing->wanted, "%s%s=%s", under,
				entries[i].key, entries[i].value);
}

/* Put the lines where an empty value stands, or behind the last key. */
static void put_first(struct editing *editing, const char *key,
	const struct wl_yaml *empty, const struct wl_buf *lines)
{
	const char *eol = wl_yaml_eol(&editing->file);
	struct wl_buf with = WL_BUF_INIT;
	size_t start;

	wl_buf_addf(&with, "%s%s", eol, lines->s);
	wl_buf_cut(&with, with.n - strlen(eol));
	if (empty) {
		for (start = empty->start; editing->file.s[start - 1] == ' ';)
			start--;
		wl_buf_splice(&editing->file, start, empty->end - start, with.s,
			with.n);
	} else {
		wl_yaml_add_entry(
			&editing->file, editing->front.yaml, key, with.s);
	}
	wl_buf_release(&with);
}

static void put_behind(struct editing *editing, const struct wl_yaml *seq,
	const struct wl_entry *entries, size_t n)
{
	const struct wl_yaml *last = seq->first;
	struct wl_buf with = WL_BUF_INIT;
	size_t at, dash;

	while (last->next)
		last = last->next;
	if (seq->flow) {
		wl_buf_adds(&with, ", ");
		write_flow(&with, entries, n);
		at = last->end;
	} else {
		at = wl_yaml_behind(&editing->file, last);
		dash = wl_yaml_line(&editing->file, last->start);
		write_item(&with, editing, strspn(editing->file.s + dash, " "),
			entries, n);
	}
	wl_buf_splice(&editing->file, at, 0, with.s, with.n);
	wl_buf_release(&with);
}

int wl_review_add(struct wl_buf *file, const char *path, const char *list,
	const struct wl_entry *entries, size_t n, struct wl_err *err)
{
	struct wl_buf lines = WL_BUF_INIT;
	const struct wl_yaml *seq;
	struct editing editing;
	char under[32];
	int rc = begin(&editing, file, path, err);

	if (rc)
		return finish(&editing, rc, file);
	seq = wl_yaml_get(editing.front.yaml, list);
	snprintf(under, sizeof(under), "%s//", list);
	want(&editing, under, entries, n);
	if (seq && seq->first) {
		put_behind(&editing, seq, entries, n);
	} else {
		write_item(&lines, &editing, 2, entries, n);
		put_first(&editing, list, seq, &lines);
	}
	wl_buf_release(&lines);
	return finish(&editing, 0, file);
}

int wl_review_judge(struct wl_buf *file, const char *path, const char *claim,
	enum wl_standing standing, struct wl_err *err)
{
	const struct wl_value value = { wl_standings[standing], NULL };
	struct wl_buf lines = WL_BUF_INIT;
	const struct wl_yaml *map;
	struct editing editing;
	char *key = NULL;
	int rc = begin(&editing, file, path, err);

	if (rc)
		return finish(&editing, rc, file);
	map = wl_yaml_get(editing.front.yaml, "verdicts");
	if (map && map->first) {
		finish(&editing, WL_EFAIL, file);
		if (asprintf(&key, "verdicts.%s", claim) < 0)
			abort();
		rc = wl_front_set(file, path, key, &value, err);
		free(key);
		return rc;
	}
	wl_buf_addf(&lines, "  %s: %s%s", claim, value.text,
		wl_yaml_eol(&editing.file));
	wl_strv_addf(&editing.wanted, "verdicts/%s=%s", claim, value.text);
	put_first(&editing, "verdicts", map, &lines);
	wl_buf_release(&lines);
	return finish(&editing, 0, file);
}

/* The map of a list in which a key has this value; NULL. */
static const struct wl_yaml *find_item(const struct editing *editing,
	const char *list, const struct wl_entry *which)
{
	const struct wl_yaml *seq = wl_yaml_get(editing->front.yaml, list);

	for (const struct wl_yaml *e = seq ? seq->first : NULL; e; e = e->next)
		if (wl_streq(wl_yaml_text(e, which->key), which->value))
			return e;
	return NULL;
}

static int no_item(const struct editing *editing, const struct wl_entry *which)
{
	return wl_err_set(editing->err, WL_ENOTFOUND, "'%s' has no '%s' there",
		editing->path, which->value);
}

/* Which lines of the whole are those of this map?  Only its own old line goes,
 * and one that is like it stays once less: the values are compared as a
 * whole. */
static void want_instead(struct editing *editing, const char *list,
	const struct wl_entry *entry, const char *old)
{
	char *line = NULL;

	if (asprintf(&line, "%s//%s=%s", list, entry->key, old ? old : "") < 0)
		abort();
	for (size_t i = 0; old && i < editing->wanted.n; i++) {
		if (!wl_streq(editing->wanted.v[i], line))
			continue;
		free(editing->wanted.v[i]);
		editing->wanted.v[i] = editing->wanted.v[--editing->wanted.n];
		editing->wanted.v[editing->wanted.n] = NULL;
		break;
	}
	free(line);
	wl_strv_addf(
		&editing->wanted, "%s//%s=%s", list, entry->key, entry->value);
}

int wl_review_change(struct wl_buf *file, const char *path, const char *list,
	const struct wl_entry *which, const struct wl_entry *entry,
	struct wl_err *err)
{
	struct wl_buf value = WL_BUF_INIT;
	const struct wl_yaml *item, *old;
	struct editing editing;
	int rc = begin(&editing, file, path, err);

	if (rc)
		return finish(&editing, rc, file);
	item = find_item(&editing, list, which);
	if (!item)
		return finish(&editing, no_item(&editing, which), file);
	old = wl_yaml_get(item, entry->key);
	want_instead(&editing, list, entry, wl_yaml_text(item, entry->key));
	wl_yaml_quote(&value, entry->value, item->flow);
	if (old && old->start < old->end)
		wl_buf_splice(&editing.file, old->start, old->end - old->start,
			value.s, value.n);
	else if (old)
		wl_yaml_put(&editing.file, old, value.s);
	else
		wl_yaml_add_entry(&editing.file, item, entry->key, value.s);
	wl_buf_release(&value);
	return finish(&editing, 0, file);
}

int wl_review_hand(struct wl_buf *file, const char *path, const char *action,
	wl_day day, const char *from, const char *to, struct wl_err *err)
{
	const struct wl_entry which = { "id", action };
	const struct wl_entry owner = { "owner", to };
	struct wl_buf text = WL_BUF_INIT;
	char date[WL_DATE_TEXT];
	const struct wl_yaml *item;
	struct editing editing;
	int rc = begin(&editing, file, path, err);

	if (rc)
		return finish(&editing, rc, file);
	item = find_item(&editing, "actions", &which);
	if (!item)
		return finish(&editing, no_item(&editing, &which), file);
	wl_buf_addf(&text, "%s %s", wl_day_format(day, date), from);
	wl_strv_addf(&editing.wanted, "actions//" LISTED "/=%s", text.s);
	wl_yaml_add_item(&editing.file, item, LISTED, text.s);
	wl_buf_release(&text);
	rc = finish(&editing, 0, file);
	return rc ? rc
		  : wl_review_change(
			    file, path, "actions", &which, &owner, err);
}
