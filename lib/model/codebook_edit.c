/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/codebook_edit.h"

#include "model/yaml_edit.h"
#include "text/front.h"

#define LISTED "aliases"

/* The file in the making, and the lines that it shall have in the end. */
struct editing {
	struct wl_buf file;
	const char *path;
	struct wl_arena arena;
	struct wl_yaml *root, *themes;
	struct wl_strv before, wanted;
	struct wl_err *err;
};

static int parse(struct editing *editing)
{
	struct wl_source source = { .path = editing->path,
		.bytes = editing->file.s,
		.n = editing->file.n };
	int rc;

	rc = wl_source_check(&source, WL_YAML_MAX, editing->err);
	if (!rc)
		rc = wl_yaml_parse(&editing->root, &editing->arena, &source, 0,
			source.n, editing->err);
	if (!rc)
		editing->themes = wl_yaml_get(editing->root, "themes");
	return rc;
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
		wl_yaml_lines(&editing->before, editing->root, LISTED);
	return rc;
}

static int refuse(const struct editing *editing)
{
	wl_err_at(editing->err, editing->path, 0, 0,
		"cannot change this without changing other lines");
	if (editing->err)
		editing->err->code = WL_EFAIL;
	wl_err_hint(editing->err, "change the codebook by hand");
	return WL_EFAIL;
}

/* Are the lines of the result those that were wanted? */
static bool as_wanted(struct editing *editing)
{
	struct wl_strv after = { 0 };
	bool same;

	wl_yaml_lines(&after, editing->root, LISTED);
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
	struct wl_codebook book = { 0 };
	int rc = 0;

	if (parse(editing) || !as_wanted(editing))
		return refuse(editing);
	rc = wl_codebook_parse(&book, &editing->arena, &source, editing->err);
	wl_codebook_release(&book);
	return rc;
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
	wl_strv_release(&editing->before);
	wl_strv_release(&editing->wanted);
	wl_arena_release(&editing->arena);
	return rc;
}

static int no_theme(const struct editing *editing, const char *id)
{
	return wl_err_set(
		editing->err, WL_ENOTFOUND, "there is no theme '%s'", id);
}

/* Does the line belong to this theme?  What is behind "themes/<id>". */
static const char *of_theme(const char *line, const char *id)
{
	size_t n = strlen(id);

	if (!wl_starts(line, "themes/"))
		return NULL;
	line += strlen("themes/");
	return !strncmp(line, id, n) && line[n] == '/' ? line + n : NULL;
}

/* Is it the line of a theme's `key` with this value? */
static bool says(const char *line, const char *key, const char *value)
{
	char *wanted = NULL;
	const char *rest =
		wl_starts(line, "themes/") ? strchr(line + 7, '/') : NULL;
	bool same;

	if (asprintf(&wanted, "/%s=%s", key, value) < 0)
		abort();
	same = rest && wl_streq(rest, wanted);
	free(wanted);
	return same;
}

/* --- Adding --- */

static void add_line(struct editing *editing, struct wl_buf *out,
	const char *id, const char *const pair[2])
{
	if (!pair[1] || !*pair[1])
		return;
	wl_buf_addf(out, "%s: ", pair[0]);
	wl_yaml_quote(out, pair[1], true);
	wl_buf_addc(out, '\n');
	wl_strv_addf(&editing->wanted, "themes/%s/%s=%s", id, pair[0], pair[1]);
}

/* The entry's lines "key: value\n", without indent. */
static void write_theme(struct editing *editing, struct wl_buf *out,
	const struct wl_theme *theme)
{
	char since[WL_DATE_TEXT];
	const char *const pairs[][2] = {
		{ "title", theme->title },
		{ "kind", wl_theme_kinds[theme->kind] },
		{ "definition", theme->definition },
		{ "parent", theme->parent },
		{ "consumer", theme->consumer },
	};

	for (size_t i = 0; i < WL_LEN(pairs); i++)
		add_line(editing, out, theme->id, pairs[i]);
	for (size_t i = 0; i < theme->asked_by.n; i++) {
		wl_buf_adds(out, i ? ", " : "asked-by: [");
		wl_yaml_quote(out, theme->asked_by.v[i], true);
		wl_strv_addf(&editing->wanted, "themes/%s/asked-by/=%s",
			theme->id, theme->asked_by.v[i]);
	}
	wl_buf_adds(out, theme->asked_by.n ? "]\n" : "");
	wl_day_format(theme->since, since);
	add_line(editing, out, theme->id,
		(const char *const[]){ "since", since });
}

/* The columns at which themes and their keys stand in this file. */
static void find_indents(
	const struct editing *editing, size_t *theme, size_t *key)
{
	const struct wl_yaml *map = editing->themes;
	const struct wl_yaml *first = map ? map->first : NULL;

	*theme = 2;
	if (first && !map->flow)
		*theme = first->key_start -
			 wl_yaml_line(&editing->file, first->key_start);
	*key = *theme + 2;
	if (first && first->kind == WL_YAML_MAP && !first->flow && first->first)
		*key = first->first->key_start -
		       wl_yaml_line(&editing->file, first->first->key_start);
}

/* The first theme of a file: behind "themes:", for an empty map if need be. */
static void put_first(struct editing *editing, const char *id, size_t indent,
	const struct wl_buf *text)
{
	size_t start = editing->themes->start, end = editing->themes->end;
	struct wl_buf whole = WL_BUF_INIT;

	while (editing->file.s[start - 1] == ' ')
		start--;
	wl_buf_adds(&whole, wl_yaml_eol(&editing->file));
	wl_buf_fill(&whole, ' ', indent);
	wl_buf_addf(&whole, "%s:%s", id, text->s);
	wl_buf_splice(&editing->file, start, end - start, whole.s, whole.n);
	wl_buf_release(&whole);
}

/* The lines as an entry of a block, or on one line as one of a flow map. */
static void put_entry(
	struct editing *editing, const char *id, const struct wl_buf *lines)
{
	const struct wl_yaml *map = editing->themes;
	bool flow = map && map->kind == WL_YAML_MAP && map->flow && map->first;
	const char *eol = wl_yaml_eol(&editing->file);
	struct wl_buf text = WL_BUF_INIT;
	size_t theme, key;

	find_indents(editing, &theme, &key);
	wl_buf_adds(&text, flow ? "{" : "");
	for (const char *p = lines->s; *p; p += strcspn(p, "\n") + 1) {
		if (flow) {
			wl_buf_adds(&text, p == lines->s ? "" : ", ");
		} else {
			wl_buf_adds(&text, eol);
			wl_buf_fill(&text, ' ', key);
		}
		wl_buf_add(&text, p, strcspn(p, "\n"));
	}
	wl_buf_adds(&text, flow ? "}" : "");
	if (map && map->kind == WL_YAML_MAP && map->first) {
		wl_yaml_add_entry(&editing->file, map, id, text.s);
	} else {
		put_first(editing, id, theme, &text);
	}
	wl_buf_release(&text);
}

static void keep_lines(struct editing *editing)
{
	for (size_t i = 0; i < editing->before.n; i++)
		wl_strv_add(&editing->wanted, editing->before.v[i]);
}

int wl_codebook_add(struct wl_buf *file, const char *path,
	const struct wl_theme *theme, struct wl_err *err)
{
	struct wl_buf lines = WL_BUF_INIT;
	struct editing editing;
	int rc = begin(&editing, file, path, err);

	if (!rc && !editing.themes) {
		wl_yaml_add_entry(&editing.file, editing.root, "themes", "{}");
		rc = parse(&editing);
	}
	if (!rc) {
		keep_lines(&editing);
		write_theme(&editing, &lines, theme);
		put_entry(&editing, theme->id, &lines);
	}
	wl_buf_release(&lines);
	return finish(&editing, rc, file);
}

/* --- Renaming and merging --- */

/* A theme whose parent is `id`; not `except`. */
static const struct wl_yaml *find_child(
	const struct editing *editing, const char *id, const char *except)
{
	for (const struct wl_yaml *e = editing->themes->first; e; e = e->next)
		if (!wl_streq(e->key, except) &&
			wl_streq(wl_yaml_text(e, "parent"), id))
			return e;
	return NULL;
}

/* Parent references follow, one at a time: each moves the marks. */
static int move_children(
	struct editing *editing, const char *from, const char *to)
{
	const struct wl_yaml *child;
	int rc = 0;

	while (!rc && (child = find_child(editing, from, to))) {
		wl_yaml_put(&editing->file, wl_yaml_get(child, "parent"), to);
		rc = parse(editing);
	}
	return rc;
}

static const struct wl_yaml *find_alias(
	const struct editing *editing, const char *id, const char *alias)
{
	const struct wl_yaml *theme = wl_yaml_get(editing->themes, id);
	const struct wl_yaml *list = wl_yaml_get(theme, LISTED);

	if (list && list->kind == WL_YAML_SCALAR)
		return wl_streq(list->s, alias) ? list : NULL;
	for (const struct wl_yaml *e = list ? list->first : NULL; e;
		e = e->next)
		if (wl_streq(e->s, alias))
			return e;
	return NULL;
}

static int add_alias(struct editing *editing, const char *id, const char *alias)
{
	wl_yaml_add_item(&editing->file, wl_yaml_get(editing->themes, id),
		LISTED, alias);
	return parse(editing);
}

static void want_renamed(
	struct editing *editing, const char *from, const char *to, bool swap)
{
	for (size_t i = 0; i < editing->before.n; i++) {
		const char *line = editing->before.v[i];
		const char *rest = of_theme(line, from);

		if (rest && swap && says(line, LISTED "/", to))
			continue;
		if (rest)
			wl_strv_addf(&editing->wanted, "themes/%s%s", to, rest);
		else if (says(line, "parent", from))
			wl_strv_addf(&editing->wanted, "%.*s=%s",
				(int)strcspn(line, "="), line, to);
		else
			wl_strv_add(&editing->wanted, line);
	}
	wl_strv_addf(&editing->wanted, "themes/%s/" LISTED "/=%s", to, from);
}

int wl_codebook_rename(struct wl_buf *file, const char *path, const char *from,
	const char *to, struct wl_err *err)
{
	const struct wl_yaml *alias;
	struct editing editing;
	int rc = begin(&editing, file, path, err);

	if (rc)
		return finish(&editing, rc, file);
	if (!wl_yaml_get(editing.themes, from))
		return finish(&editing, no_theme(&editing, from), file);
	alias = find_alias(&editing, from, to);
	want_renamed(&editing, from, to, alias != NULL);
	if (alias) {
		wl_yaml_put(&editing.file, alias, from);
		rc = parse(&editing);
	} else {
		rc = add_alias(&editing, from, from);
	}
	if (!rc)
		rc = move_children(&editing, from, to);
	if (!rc)
		wl_yaml_rekey(
			&editing.file, wl_yaml_get(editing.themes, from), to);
	return finish(&editing, rc, file);
}

static void want_merged(
	struct editing *editing, const char *from, const char *into)
{
	const char *aliases = "/" LISTED "/=";

	for (size_t i = 0; i < editing->before.n; i++) {
		const char *line = editing->before.v[i];
		const char *rest = of_theme(line, from);

		if (rest && wl_starts(rest, aliases))
			wl_strv_addf(
				&editing->wanted, "themes/%s%s", into, rest);
		else if (rest ||
			 (of_theme(line, into) && says(line, "parent", from)))
			continue;
		else if (says(line, "parent", from))
			wl_strv_addf(&editing->wanted, "%.*s=%s",
				(int)strcspn(line, "="), line, into);
		else
			wl_strv_add(&editing->wanted, line);
	}
	wl_strv_addf(&editing->wanted, "themes/%s%s%s", into, aliases, from);
}

/* Themes have two levels: children cannot move below one that has a parent. */
static int check_levels(
	const struct editing *editing, const char *from, const char *into)
{
	const struct wl_yaml *child = find_child(editing, from, into);
	const char *parent =
		wl_yaml_text(wl_yaml_get(editing->themes, into), "parent");

	if (!child || !parent || wl_streq(parent, from))
		return 0;
	wl_err_set(editing->err, WL_EFAIL,
		"'%s' has the child '%s', and '%s' has the parent '%s': themes "
		"have two levels",
		from, child->key, into, parent);
	return wl_err_hint(editing->err,
		"change 'parent' of '%s' in '%s' first", child->key,
		editing->path);
}

/* The aliases of the entry that goes, before it goes. */
static int take_aliases(
	struct editing *editing, const char *from, const char *into)
{
	const struct wl_yaml *theme = wl_yaml_get(editing->themes, from);
	const struct wl_yaml *list = wl_yaml_get(theme, LISTED);
	struct wl_strv names = { 0 };
	int rc = 0;

	if (list && list->kind == WL_YAML_SCALAR && *list->s)
		wl_strv_add(&names, list->s);
	for (const struct wl_yaml *e = list ? list->first : NULL; e;
		e = e->next)
		if (*e->s)
			wl_strv_add(&names, e->s);
	wl_strv_add(&names, from);
	if (theme) {
		wl_yaml_drop_entry(&editing->file, editing->themes, theme);
		rc = parse(editing);
	}
	for (size_t i = 0; !rc && i < names.n; i++) {
		struct wl_buf alias = WL_BUF_INIT;

		wl_yaml_quote(&alias, names.v[i], true);
		rc = add_alias(editing, into, alias.s);
		wl_buf_release(&alias);
	}
	wl_strv_release(&names);
	return rc;
}

int wl_codebook_merge(struct wl_buf *file, const char *path, const char *from,
	const char *into, struct wl_err *err)
{
	const struct wl_yaml *target;
	struct editing editing;
	int rc = begin(&editing, file, path, err);

	if (rc)
		return finish(&editing, rc, file);
	target = wl_yaml_get(editing.themes, into);
	if (!target)
		return finish(&editing, no_theme(&editing, into), file);
	want_merged(&editing, from, into);
	rc = check_levels(&editing, from, into);
	if (!rc && wl_streq(wl_yaml_text(target, "parent"), from)) {
		wl_yaml_drop_entry(
			&editing.file, target, wl_yaml_get(target, "parent"));
		rc = parse(&editing);
	}
	if (!rc)
		rc = move_children(&editing, from, into);
	if (!rc)
		rc = take_aliases(&editing, from, into);
	return finish(&editing, rc, file);
}

int wl_codebook_since(struct wl_buf *file, const char *path, const char *id,
	wl_day day, struct wl_err *err)
{
	const struct wl_yaml *theme, *since;
	struct editing editing;
	char date[WL_DATE_TEXT];
	int rc = begin(&editing, file, path, err);

	if (rc)
		return finish(&editing, rc, file);
	theme = wl_yaml_get(editing.themes, id);
	if (!theme)
		return finish(&editing, no_theme(&editing, id), file);
	wl_day_format(day, date);
	for (size_t i = 0; i < editing.before.n; i++) {
		const char *rest = of_theme(editing.before.v[i], id);

		if (!rest || !wl_starts(rest, "/since="))
			wl_strv_add(&editing.wanted, editing.before.v[i]);
	}
	wl_strv_addf(&editing.wanted, "themes/%s/since=%s", id, date);
	since = wl_yaml_get(theme, "since");
	if (since)
		wl_yaml_put(&editing.file, since, date);
	else
		wl_yaml_add_entry(&editing.file, theme, "since", date);
	return finish(&editing, 0, file);
}
