/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/codebook.h"

#include "base/path.h"
#include "base/utf8.h"
#include "model/schema.h"

/* A codebook being read: themes by id, and aliases to their themes. */
struct reader {
	struct wl_schema schema;
	struct wl_codebook book;
	struct wl_map by_alias;
};

static void read_kind(struct wl_schema *schema, const struct wl_yaml *entry,
	struct wl_theme *theme)
{
	int kind = WL_TRIGGER;

	wl_schema_require(schema, entry, "kind");
	wl_schema_term(schema, entry, "kind", wl_theme_kinds, &kind);
	theme->kind = (enum wl_theme_kind)kind;
}

static void read_questions(struct wl_schema *schema,
	const struct wl_yaml *entry, struct wl_theme *theme)
{
	const struct wl_yaml *list = wl_yaml_get(entry, "asked-by");
	const struct wl_yaml *item = NULL;

	wl_schema_list(schema, entry, "asked-by", &theme->asked_by);
	while (!schema->code && (item = wl_schema_item(list, item)))
		if (!wl_question_id_valid(item->s))
			wl_schema_fail(schema, item,
				"asked-by '%s' is not the id of a question",
				wl_schema_shown(schema, item->s));
}

static void read_theme(struct wl_schema *schema, const struct wl_yaml *entry,
	struct wl_theme *theme)
{
	if (!wl_theme_id_valid(entry->key))
		wl_schema_fail_key(schema, entry,
			"theme '%s' is not an id: small letters and digits "
			"(at least one letter), with single dashes between "
			"them, at most %d",
			wl_schema_shown(schema, entry->key), WL_ID_MAX);
	if (!wl_schema_map_of(schema, entry, entry->key))
		wl_schema_fail_key(schema, entry, "theme '%s' is empty",
			wl_schema_shown(schema, entry->key));
	theme->id = wl_arena_strdup(schema->arena, entry->key);
	theme->title = theme->id;
	theme->since = WL_NO_DAY;
	theme->line = wl_schema_line(schema, entry);
	wl_schema_text(schema, entry, "title", &theme->title);
	read_kind(schema, entry, theme);
	wl_schema_text(schema, entry, "definition", &theme->definition);
	wl_schema_list(schema, entry, "aliases", &theme->aliases);
	wl_schema_text(schema, entry, "parent", &theme->parent);
	wl_schema_text(schema, entry, "consumer", &theme->consumer);
	read_questions(schema, entry, theme);
	wl_schema_day(schema, entry, "since", &theme->since);
}

static void read_themes(struct reader *reader, const struct wl_yaml *map)
{
	struct wl_codebook *book = &reader->book;

	if (!map)
		return;
	book->themes = wl_arena_alloc(
		reader->schema.arena, map->n * sizeof(*book->themes));
	for (const struct wl_yaml *e = map->first; e && !reader->schema.code;
		e = e->next) {
		struct wl_theme *theme = &book->themes[book->n++];

		read_theme(&reader->schema, e, theme);
		wl_map_put(&book->by_id, theme->id, theme);
	}
}

static void check_aliases(struct reader *reader, struct wl_theme *theme,
	const struct wl_yaml *entry)
{
	const struct wl_yaml *list = wl_yaml_get(entry, "aliases");
	const struct wl_yaml *item = NULL;
	const struct wl_theme *other;

	while ((item = wl_schema_item(list, item))) {
		if (wl_map_get(&reader->book.by_id, item->s))
			wl_schema_fail(&reader->schema, item,
				"alias '%s' is the id of a theme",
				wl_schema_shown(&reader->schema, item->s));
		other = wl_map_put(&reader->by_alias, item->s, theme);
		if (other)
			wl_schema_fail(&reader->schema, item,
				"alias '%s' already stands for the theme '%s'",
				wl_schema_shown(&reader->schema, item->s),
				other->id);
	}
}

/* Two levels: a parent has none itself. */
static void check_parent(struct reader *reader, const struct wl_theme *theme,
	const struct wl_yaml *entry)
{
	const struct wl_yaml *at = wl_yaml_get(entry, "parent");
	const struct wl_theme *parent;
	const char *near;

	if (!theme->parent || reader->schema.code)
		return;
	parent = wl_map_get(&reader->book.by_id, theme->parent);
	if (!parent) {
		near = wl_codebook_suggest(&reader->book, theme->parent);
		wl_schema_fail(&reader->schema, at,
			"parent '%s' is not a theme",
			wl_schema_shown(&reader->schema, theme->parent));
		if (near)
			wl_err_hint(
				reader->schema.err, "did you mean '%s'?", near);
	} else if (parent == theme) {
		wl_schema_fail(&reader->schema, at,
			"theme '%s' is its own parent", theme->id);
	} else if (parent->parent) {
		wl_schema_fail(&reader->schema, at,
			"parent '%s' has a parent itself, '%s'; themes have "
			"two levels",
			parent->id,
			wl_schema_shown(&reader->schema, parent->parent));
	}
}

static void check_themes(struct reader *reader, const struct wl_yaml *map)
{
	struct wl_theme *theme = reader->book.themes;

	if (!map)
		return;
	for (const struct wl_yaml *e = map->first; e && !reader->schema.code;
		e = e->next, theme++) {
		check_aliases(reader, theme, e);
		check_parent(reader, theme, e);
	}
}

int wl_codebook_parse(struct wl_codebook *out, struct wl_arena *arena,
	const struct wl_source *source, struct wl_err *err)
{
	struct reader reader = {
		.schema = { .arena = arena, .source = source, .err = err },
	};
	const struct wl_yaml *root = wl_schema_parse(&reader.schema);
	const struct wl_yaml *map;

	wl_schema_version(&reader.schema, root);
	map = wl_schema_map(&reader.schema, root, "themes");
	read_themes(&reader, map);
	check_themes(&reader, map);
	wl_map_release(&reader.by_alias);
	if (reader.schema.code)
		wl_codebook_release(&reader.book);
	else
		*out = reader.book;
	return reader.schema.code;
}

void wl_codebook_release(struct wl_codebook *codebook)
{
	wl_map_release(&codebook->by_id);
	codebook->themes = NULL;
	codebook->n = 0;
}

const struct wl_theme *wl_codebook_find(
	const struct wl_codebook *codebook, const char *id)
{
	return wl_map_get(&codebook->by_id, id);
}

/* Does this theme go by that name? */
static bool is_called(const struct wl_theme *theme, const char *name)
{
	if (wl_utf8_same(theme->id, name))
		return true;
	for (size_t i = 0; i < theme->aliases.n; i++)
		if (wl_utf8_same(theme->aliases.v[i], name))
			return true;
	return false;
}

/* The id or alias that is nearest to a misspelt one. */
static const char *nearest(const struct wl_codebook *codebook, const char *id)
{
	struct wl_list names = { 0 };
	const char *near;
	size_t cap = 0;

	for (size_t i = 0; i < codebook->n; i++) {
		const struct wl_theme *theme = &codebook->themes[i];

		WL_GROW(names.v, names.n, cap);
		names.v[names.n++] = theme->id;
		for (size_t k = 0; k < theme->aliases.n; k++) {
			WL_GROW(names.v, names.n, cap);
			names.v[names.n++] = theme->aliases.v[k];
		}
	}
	near = wl_nearest(id, &names);
	free(names.v);
	return near;
}

static const char *called(const struct wl_codebook *codebook, const char *name)
{
	for (size_t i = 0; i < codebook->n; i++)
		if (is_called(&codebook->themes[i], name))
			return codebook->themes[i].id;
	return NULL;
}

const char *wl_codebook_suggest(
	const struct wl_codebook *codebook, const char *id)
{
	const char *near = called(codebook, id);

	if (!near) {
		near = nearest(codebook, id);
		near = near ? called(codebook, near) : NULL;
	}
	return near;
}
