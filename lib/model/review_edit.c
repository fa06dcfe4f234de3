/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/review_edit.h"

#include "model/yaml_change.h"
#include "model/yaml_edit.h"

#define LISTED "handed"

static int parse_review(struct wl_arena *arena, const struct wl_source *source,
	struct wl_err *err)
{
	struct wl_review review;

	return wl_review_parse(&review, arena, source, err);
}

static const struct wl_yaml_change_kind review_kind = { .front = true,
	.listed = LISTED,
	.by_hand = "write it into the file by hand",
	.parse = parse_review };

/* Nothing goes, unless a value is replaced. */
static int begin(struct wl_yaml_change *change, const struct wl_buf *file,
	const char *path, struct wl_err *err)
{
	int rc = wl_yaml_change_begin(change, &review_kind, file, path, err);

	if (!rc)
		wl_yaml_change_keep(change, NULL);
	return rc;
}

int wl_review_set(struct wl_buf *file, const char *path, const char *key,
	const char *text, const struct wl_list *list, struct wl_err *err)
{
	const struct wl_value value = { text, list };

	return wl_front_set(file, path, key, &value, err);
}

/* "- key: value\n  key: value\n", each line behind `indent` columns. */
static void write_item(struct wl_buf *out, const struct wl_yaml_change *change,
	size_t indent, const struct wl_entry *entries, size_t n)
{
	const char *eol = wl_yaml_eol(&change->file);
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

static void want(struct wl_yaml_change *change, const char *under,
	const struct wl_entry *entries, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (entries[i].value && *entries[i].value)
			wl_strv_addf(&change->wanted, "%s%s=%s", under,
				entries[i].key, entries[i].value);
}

/* Put the lines where an empty value stands, or behind the last key. */
static void put_first(struct wl_yaml_change *change, const char *key,
	const struct wl_yaml *empty, const struct wl_buf *lines)
{
	const char *eol = wl_yaml_eol(&change->file);
	struct wl_buf with = WL_BUF_INIT;
	size_t start;

	wl_buf_addf(&with, "%s%s", eol, lines->s);
	wl_buf_cut(&with, with.n - strlen(eol));
	if (empty) {
		for (start = empty->start; change->file.s[start - 1] == ' ';)
			start--;
		wl_buf_splice(&change->file, start, empty->end - start, with.s,
			with.n);
	} else {
		wl_yaml_add_entry(&change->file, change->root, key, with.s);
	}
	wl_buf_release(&with);
}

static void put_behind(struct wl_yaml_change *change, const struct wl_yaml *seq,
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
		at = wl_yaml_behind(&change->file, last);
		dash = wl_yaml_line(&change->file, last->start);
		write_item(&with, change, strspn(change->file.s + dash, " "),
			entries, n);
	}
	wl_buf_splice(&change->file, at, 0, with.s, with.n);
	wl_buf_release(&with);
}

int wl_review_add(struct wl_buf *file, const char *path, const char *list,
	const struct wl_entry *entries, size_t n, struct wl_err *err)
{
	struct wl_buf lines = WL_BUF_INIT;
	const struct wl_yaml *seq;
	struct wl_yaml_change change;
	char under[32];
	int rc = begin(&change, file, path, err);

	if (rc)
		return wl_yaml_change_finish(&change, rc, file);
	seq = wl_yaml_get(change.root, list);
	snprintf(under, sizeof(under), "%s//", list);
	want(&change, under, entries, n);
	if (seq && seq->first) {
		put_behind(&change, seq, entries, n);
	} else {
		write_item(&lines, &change, 2, entries, n);
		put_first(&change, list, seq, &lines);
	}
	wl_buf_release(&lines);
	return wl_yaml_change_finish(&change, 0, file);
}

int wl_review_judge(struct wl_buf *file, const char *path, const char *claim,
	enum wl_standing standing, struct wl_err *err)
{
	const struct wl_value value = { wl_standings[standing], NULL };
	struct wl_buf lines = WL_BUF_INIT;
	const struct wl_yaml *map;
	struct wl_yaml_change change;
	char *key = NULL;
	int rc = begin(&change, file, path, err);

	if (rc)
		return wl_yaml_change_finish(&change, rc, file);
	map = wl_yaml_get(change.root, "verdicts");
	if (map && map->first) {
		wl_yaml_change_finish(&change, WL_EFAIL, file);
		if (asprintf(&key, "verdicts.%s", claim) < 0)
			wl_no_memory();
		rc = wl_front_set(file, path, key, &value, err);
		free(key);
		return rc;
	}
	wl_buf_addf(&lines, "  %s: %s%s", claim, value.text,
		wl_yaml_eol(&change.file));
	wl_strv_addf(&change.wanted, "verdicts/%s=%s", claim, value.text);
	put_first(&change, "verdicts", map, &lines);
	wl_buf_release(&lines);
	return wl_yaml_change_finish(&change, 0, file);
}

/* The map of a list in which a key has this value; NULL. */
static const struct wl_yaml *find_item(const struct wl_yaml_change *change,
	const char *list, const struct wl_entry *which)
{
	const struct wl_yaml *seq = wl_yaml_get(change->root, list);

	for (const struct wl_yaml *e = seq ? seq->first : NULL; e; e = e->next)
		if (wl_streq(wl_yaml_text(e, which->key), which->value))
			return e;
	return NULL;
}

static int no_item(
	const struct wl_yaml_change *change, const struct wl_entry *which)
{
	return wl_err_set(change->err, WL_ENOTFOUND, "'%s' has no '%s' there",
		change->path, which->value);
}

/* Which lines of the whole are those of this map?  Only its own old line goes,
 * and one that is like it stays once less: the values are compared as a
 * whole. */
static void want_instead(struct wl_yaml_change *change, const char *list,
	const struct wl_entry *entry, const char *old)
{
	char *line = NULL;

	if (asprintf(&line, "%s//%s=%s", list, entry->key, old ? old : "") < 0)
		wl_no_memory();
	for (size_t i = 0; old && i < change->wanted.n; i++) {
		if (!wl_streq(change->wanted.v[i], line))
			continue;
		free(change->wanted.v[i]);
		change->wanted.v[i] = change->wanted.v[--change->wanted.n];
		change->wanted.v[change->wanted.n] = NULL;
		break;
	}
	free(line);
	wl_strv_addf(
		&change->wanted, "%s//%s=%s", list, entry->key, entry->value);
}

int wl_review_change(struct wl_buf *file, const char *path, const char *list,
	const struct wl_entry *which, const struct wl_entry *entry,
	struct wl_err *err)
{
	struct wl_buf value = WL_BUF_INIT;
	const struct wl_yaml *item, *old;
	struct wl_yaml_change change;
	int rc = begin(&change, file, path, err);

	if (rc)
		return wl_yaml_change_finish(&change, rc, file);
	item = find_item(&change, list, which);
	if (!item)
		return wl_yaml_change_finish(
			&change, no_item(&change, which), file);
	old = wl_yaml_get(item, entry->key);
	want_instead(&change, list, entry, wl_yaml_text(item, entry->key));
	wl_yaml_quote(&value, entry->value, item->flow);
	if (old && old->start < old->end)
		wl_buf_splice(&change.file, old->start, old->end - old->start,
			value.s, value.n);
	else if (old)
		wl_yaml_put(&change.file, old, value.s);
	else
		wl_yaml_add_entry(&change.file, item, entry->key, value.s);
	wl_buf_release(&value);
	return wl_yaml_change_finish(&change, 0, file);
}

int wl_review_hand(struct wl_buf *file, const char *path, const char *action,
	wl_day day, const char *from, const char *to, struct wl_err *err)
{
	const struct wl_entry which = { "id", action };
	const struct wl_entry owner = { "owner", to };
	struct wl_buf text = WL_BUF_INIT;
	char date[WL_DATE_TEXT];
	const struct wl_yaml *item;
	struct wl_yaml_change change;
	int rc = begin(&change, file, path, err);

	if (rc)
		return wl_yaml_change_finish(&change, rc, file);
	item = find_item(&change, "actions", &which);
	if (!item)
		return wl_yaml_change_finish(
			&change, no_item(&change, &which), file);
	wl_buf_addf(&text, "%s %s", wl_day_format(day, date), from);
	wl_strv_addf(&change.wanted, "actions//" LISTED "/=%s", text.s);
	wl_yaml_add_item(&change.file, item, LISTED, text.s);
	wl_buf_release(&text);
	rc = wl_yaml_change_finish(&change, 0, file);
	return rc ? rc
		  : wl_review_change(
			    file, path, "actions", &which, &owner, err);
}
