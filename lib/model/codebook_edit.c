/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/codebook_edit.h"

#include "model/yaml_change.h"
#include "model/yaml_edit.h"

#define LISTED "aliases"

static int parse_book(struct wl_arena *arena, const struct wl_source *source,
	struct wl_err *err)
{
	struct wl_codebook book = { 0 };
	int rc = wl_codebook_parse(&book, arena, source, err);

	wl_codebook_release(&book);
	return rc;
}

static const struct wl_yaml_change_kind codebook_kind = { .listed = LISTED,
	.by_hand = "change the codebook by hand",
	.parse = parse_book };

static struct wl_yaml *themes_of(const struct wl_yaml_change *change)
{
	return wl_yaml_get(change->root, "themes");
}

static int no_theme(const struct wl_yaml_change *change, const char *id)
{
	return wl_err_set(
		change->err, WL_ENOTFOUND, "there is no theme '%s'", id);
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
		wl_no_memory();
	same = rest && wl_streq(rest, wanted);
	free(wanted);
	return same;
}

/* --- Adding --- */

static void add_line(struct wl_yaml_change *change, struct wl_buf *out,
	const char *id, const char *const pair[2])
{
	if (!pair[1] || !*pair[1])
		return;
	wl_buf_addf(out, "%s: ", pair[0]);
	wl_yaml_quote(out, pair[1], true);
	wl_buf_addc(out, '\n');
	wl_strv_addf(&change->wanted, "themes/%s/%s=%s", id, pair[0], pair[1]);
}

/* The entry's lines "key: value\n", without indent. */
static void write_theme(struct wl_yaml_change *change, struct wl_buf *out,
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
		add_line(change, out, theme->id, pairs[i]);
	for (size_t i = 0; i < theme->asked_by.n; i++) {
		wl_buf_adds(out, i ? ", " : "asked-by: [");
		wl_yaml_quote(out, theme->asked_by.v[i], true);
		wl_strv_addf(&change->wanted, "themes/%s/asked-by/=%s",
			theme->id, theme->asked_by.v[i]);
	}
	wl_buf_adds(out, theme->asked_by.n ? "]\n" : "");
	wl_day_format(theme->since, since);
	add_line(change, out, theme->id,
		(const char *const[]){ "since", since });
}

/* The columns at which themes and their keys stand in this file. */
static void find_indents(
	const struct wl_yaml_change *change, size_t *theme, size_t *key)
{
	const struct wl_yaml *map = themes_of(change);
	const struct wl_yaml *first = map ? map->first : NULL;

	*theme = 2;
	if (first && !map->flow)
		*theme = first->key_start -
			 wl_yaml_line(&change->file, first->key_start);
	*key = *theme + 2;
	if (first && first->kind == WL_YAML_MAP && !first->flow && first->first)
		*key = first->first->key_start -
		       wl_yaml_line(&change->file, first->first->key_start);
}

/* The first theme of a file: behind "themes:", for an empty map if need be. */
static void put_first(struct wl_yaml_change *change, const char *id,
	size_t indent, const struct wl_buf *text)
{
	size_t start = themes_of(change)->start, end = themes_of(change)->end;
	struct wl_buf whole = WL_BUF_INIT;

	while (change->file.s[start - 1] == ' ')
		start--;
	wl_buf_adds(&whole, wl_yaml_eol(&change->file));
	wl_buf_fill(&whole, ' ', indent);
	wl_buf_addf(&whole, "%s:%s", id, text->s);
	wl_buf_splice(&change->file, start, end - start, whole.s, whole.n);
	wl_buf_release(&whole);
}

/* The lines as an entry of a block, or on one line as one of a flow map. */
static void put_entry(struct wl_yaml_change *change, const char *id,
	const struct wl_buf *lines)
{
	const struct wl_yaml *map = themes_of(change);
	bool flow = map && map->kind == WL_YAML_MAP && map->flow && map->first;
	const char *eol = wl_yaml_eol(&change->file);
	struct wl_buf text = WL_BUF_INIT;
	size_t theme, key;

	find_indents(change, &theme, &key);
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
		wl_yaml_add_entry(&change->file, map, id, text.s);
	} else {
		put_first(change, id, theme, &text);
	}
	wl_buf_release(&text);
}

int wl_codebook_add(struct wl_buf *file, const char *path,
	const struct wl_theme *theme, struct wl_err *err)
{
	struct wl_buf lines = WL_BUF_INIT;
	struct wl_yaml_change change;
	int rc = wl_yaml_change_begin(&change, &codebook_kind, file, path, err);

	if (!rc && !themes_of(&change)) {
		wl_yaml_add_entry(&change.file, change.root, "themes", "{}");
		rc = wl_yaml_change_again(&change);
	}
	if (!rc) {
		wl_yaml_change_keep(&change, NULL);
		write_theme(&change, &lines, theme);
		put_entry(&change, theme->id, &lines);
	}
	wl_buf_release(&lines);
	return wl_yaml_change_finish(&change, rc, file);
}

/* --- Renaming and merging --- */

/* A theme whose parent is `id`; not `except`. */
static const struct wl_yaml *find_child(
	const struct wl_yaml_change *change, const char *id, const char *except)
{
	for (const struct wl_yaml *e = themes_of(change)->first; e; e = e->next)
		if (!wl_streq(e->key, except) &&
			wl_streq(wl_yaml_text(e, "parent"), id))
			return e;
	return NULL;
}

/* Parent references follow, one at a time: each moves the marks. */
static int move_children(
	struct wl_yaml_change *change, const char *from, const char *to)
{
	const struct wl_yaml *child;
	int rc = 0;

	while (!rc && (child = find_child(change, from, to))) {
		wl_yaml_put(&change->file, wl_yaml_get(child, "parent"), to);
		rc = wl_yaml_change_again(change);
	}
	return rc;
}

static const struct wl_yaml *find_alias(
	const struct wl_yaml_change *change, const char *id, const char *alias)
{
	const struct wl_yaml *theme = wl_yaml_get(themes_of(change), id);
	const struct wl_yaml *list = wl_yaml_get(theme, LISTED);

	if (list && list->kind == WL_YAML_SCALAR)
		return wl_streq(list->s, alias) ? list : NULL;
	for (const struct wl_yaml *e = list ? list->first : NULL; e;
		e = e->next)
		if (wl_streq(e->s, alias))
			return e;
	return NULL;
}

static int add_alias(
	struct wl_yaml_change *change, const char *id, const char *alias)
{
	wl_yaml_add_item(&change->file, wl_yaml_get(themes_of(change), id),
		LISTED, alias);
	return wl_yaml_change_again(change);
}

static void want_renamed(struct wl_yaml_change *change, const char *from,
	const char *to, bool swap)
{
	for (size_t i = 0; i < change->before.n; i++) {
		const char *line = change->before.v[i];
		const char *rest = of_theme(line, from);

		if (rest && swap && says(line, LISTED "/", to))
			continue;
		if (rest)
			wl_strv_addf(&change->wanted, "themes/%s%s", to, rest);
		else if (says(line, "parent", from))
			wl_strv_addf(&change->wanted, "%.*s=%s",
				(int)strcspn(line, "="), line, to);
		else
			wl_strv_add(&change->wanted, line);
	}
	wl_strv_addf(&change->wanted, "themes/%s/" LISTED "/=%s", to, from);
}

int wl_codebook_rename(struct wl_buf *file, const char *path, const char *from,
	const char *to, struct wl_err *err)
{
	const struct wl_yaml *alias;
	struct wl_yaml_change change;
	int rc = wl_yaml_change_begin(&change, &codebook_kind, file, path, err);

	if (rc)
		return wl_yaml_change_finish(&change, rc, file);
	if (!wl_yaml_get(themes_of(&change), from))
		return wl_yaml_change_finish(
			&change, no_theme(&change, from), file);
	alias = find_alias(&change, from, to);
	want_renamed(&change, from, to, alias != NULL);
	if (alias) {
		wl_yaml_put(&change.file, alias, from);
		rc = wl_yaml_change_again(&change);
	} else {
		rc = add_alias(&change, from, from);
	}
	if (!rc)
		rc = move_children(&change, from, to);
	if (!rc)
		wl_yaml_rekey(&change.file,
			wl_yaml_get(themes_of(&change), from), to);
	return wl_yaml_change_finish(&change, rc, file);
}

static void want_merged(
	struct wl_yaml_change *change, const char *from, const char *into)
{
	const char *aliases = "/" LISTED "/=";

	for (size_t i = 0; i < change->before.n; i++) {
		const char *line = change->before.v[i];
		const char *rest = of_theme(line, from);

		if (rest && wl_starts(rest, aliases))
			wl_strv_addf(
				&change->wanted, "themes/%s%s", into, rest);
		else if (rest ||
			 (of_theme(line, into) && says(line, "parent", from)))
			continue;
		else if (says(line, "parent", from))
			wl_strv_addf(&change->wanted, "%.*s=%s",
				(int)strcspn(line, "="), line, into);
		else
			wl_strv_add(&change->wanted, line);
	}
	wl_strv_addf(&change->wanted, "themes/%s%s%s", into, aliases, from);
}

/* Themes have two levels: children cannot move below one that has a parent. */
static int check_levels(
	const struct wl_yaml_change *change, const char *from, const char *into)
{
	const struct wl_yaml *child = find_child(change, from, into);
	const char *parent =
		wl_yaml_text(wl_yaml_get(themes_of(change), into), "parent");

	if (!child || !parent || wl_streq(parent, from))
		return 0;
	wl_err_set(change->err, WL_EFAIL,
		"'%s' has the child '%s', and '%s' has the parent '%s': themes "
		"have two levels",
		from, child->key, into, parent);
	return wl_err_hint(change->err, "change 'parent' of '%s' in '%s' first",
		child->key, change->path);
}

/* The aliases of the entry that goes, before it goes. */
static int take_aliases(
	struct wl_yaml_change *change, const char *from, const char *into)
{
	const struct wl_yaml *theme = wl_yaml_get(themes_of(change), from);
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
		wl_yaml_drop_entry(&change->file, themes_of(change), theme);
		rc = wl_yaml_change_again(change);
	}
	for (size_t i = 0; !rc && i < names.n; i++) {
		struct wl_buf alias = WL_BUF_INIT;

		wl_yaml_quote(&alias, names.v[i], true);
		rc = add_alias(change, into, alias.s);
		wl_buf_release(&alias);
	}
	wl_strv_release(&names);
	return rc;
}

int wl_codebook_merge(struct wl_buf *file, const char *path, const char *from,
	const char *into, struct wl_err *err)
{
	const struct wl_yaml *target;
	struct wl_yaml_change change;
	int rc = wl_yaml_change_begin(&change, &codebook_kind, file, path, err);

	if (rc)
		return wl_yaml_change_finish(&change, rc, file);
	target = wl_yaml_get(themes_of(&change), into);
	if (!target)
		return wl_yaml_change_finish(
			&change, no_theme(&change, into), file);
	want_merged(&change, from, into);
	rc = check_levels(&change, from, into);
	if (!rc && wl_streq(wl_yaml_text(target, "parent"), from)) {
		wl_yaml_drop_entry(
			&change.file, target, wl_yaml_get(target, "parent"));
		rc = wl_yaml_change_again(&change);
	}
	if (!rc)
		rc = move_children(&change, from, into);
	if (!rc)
		rc = take_aliases(&change, from, into);
	return wl_yaml_change_finish(&change, rc, file);
}

int wl_codebook_since(struct wl_buf *file, const char *path, const char *id,
	wl_day day, struct wl_err *err)
{
	const struct wl_yaml *theme, *since;
	struct wl_yaml_change change;
	char date[WL_DATE_TEXT];
	int rc = wl_yaml_change_begin(&change, &codebook_kind, file, path, err);

	if (rc)
		return wl_yaml_change_finish(&change, rc, file);
	theme = wl_yaml_get(themes_of(&change), id);
	if (!theme)
		return wl_yaml_change_finish(
			&change, no_theme(&change, id), file);
	wl_day_format(day, date);
	wl_yaml_change_keep(
		&change, wl_arena_printf(&change.arena, "themes/%s/since", id));
	wl_strv_addf(&change.wanted, "themes/%s/since=%s", id, date);
	since = wl_yaml_get(theme, "since");
	if (since)
		wl_yaml_put(&change.file, since, date);
	else
		wl_yaml_add_entry(&change.file, theme, "since", date);
	return wl_yaml_change_finish(&change, 0, file);
}
