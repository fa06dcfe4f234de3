/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The lines of theme list: what is used of each theme, and what is odd. */
#include "publish/table.h"
#include "theme.h"

static void mark(struct theme_row *row, const char *what)
{
	row->marks[row->nmarks++] = what;
}

static struct theme_row known_row(const struct theming *theming,
	const struct theme_uses *uses, const struct wl_theme *theme)
{
	const struct theme_use *use = theme_use(uses, theme->id);
	const char *title =
		wl_streq(theme->title, theme->id) ? NULL : theme->title;
	const struct wl_theme *near = theme_near(theming, theme->id, title);
	struct theme_row row = { .theme = theme, .id = theme->id };

	if (use)
		row.use = *use;
	row.near = near ? near->id : NULL;
	return row;
}

/* Is it the one that stays of two: more used, or first in the codebook? */
static bool stays(const struct theme_row *one, const struct theme_row *other)
{
	const int uses[][2] = {
		{ one->use.passages, other->use.passages },
		{ one->use.all, other->use.all },
	};

	for (size_t i = 0; i < WL_LEN(uses); i++)
		if (uses[i][0] != uses[i][1])
			return uses[i][0] > uses[i][1];
	return one < other;
}

static struct theme_row *row_of(
	struct theme_row *rows, const struct wl_codebook *book, const char *id)
{
	const struct wl_theme *theme = wl_codebook_find(book, id);

	return &rows[theme - book->themes];
}

/* Of two that are near each other only the one that should go says so. */
static void turn_near(struct theme_row *rows, const struct wl_codebook *book)
{
	for (size_t i = 0; i < book->n; i++) {
		struct theme_row *one = &rows[i], *other;

		if (!one->near)
			continue;
		other = row_of(rows, book, one->near);
		if (!stays(one, other))
			continue;
		one->near = NULL;
		if (!other->near)
			other->near = one->id;
	}
}

static void mark_known(struct theme_row *row)
{
	if (!row->use.all)
		mark(row, "unused");
	if (row->near)
		mark(row, "near-duplicate");
	if (!row->theme->definition)
		mark(row, "no-definition");
}

static struct theme_row unknown_row(
	const struct theming *theming, const struct theme_use *use)
{
	struct theme_row row = { .id = use->id, .use = *use };

	mark(&row, "unknown");
	row.near = wl_codebook_suggest(
		&theming->session->corpus.codebook, use->id);
	return row;
}

struct theme_row *theme_rows(
	struct theming *theming, const struct theme_uses *uses, size_t *n)
{
	const struct wl_codebook *book = &theming->session->corpus.codebook;
	struct theme_row *rows = wl_arena_alloc(
		&theming->arena, (book->n + uses->n) * sizeof(*rows));

	*n = 0;
	for (size_t i = 0; i < book->n; i++)
		rows[(*n)++] = known_row(theming, uses, &book->themes[i]);
	turn_near(rows, book);
	for (size_t i = 0; i < book->n; i++)
		mark_known(&rows[i]);
	for (size_t i = 0; i < uses->n; i++)
		if (!wl_codebook_find(book, uses->v[i].id))
			rows[(*n)++] = unknown_row(theming, &uses->v[i]);
	return rows;
}

/* --- Tables --- */

enum { ID, KIND, TITLE, CONSUMER, PARENT, NEAR, PATH };
enum { DEALS, INTERVIEWS, PASSAGES, LINE };

static void get_text(struct wl_cell *cell, const void *record, size_t which)
{
	const struct theme_row *row = record;
	const struct wl_theme *theme = row->theme;
	const char *const texts[] = {
		[ID] = row->id,
		[KIND] = theme ? wl_theme_kinds[theme->kind] : NULL,
		[TITLE] = theme ? theme->title : NULL,
		[CONSUMER] = theme ? theme->consumer : NULL,
		[PARENT] = theme ? theme->parent : NULL,
		[NEAR] = row->near,
		[PATH] = theme ? NULL : row->use.path,
	};

	wl_cell_text(cell, texts[which]);
}

static void get_count(struct wl_cell *cell, const void *record, size_t which)
{
	const struct theme_row *row = record;
	const int counts[] = {
		[DEALS] = row->use.deals,
		[INTERVIEWS] = row->use.interviews,
		[PASSAGES] = row->use.passages,
		[LINE] = row->use.line,
	};

	if (which != LINE || !row->theme)
		wl_cell_int(cell, counts[which]);
}

static void get_since(struct wl_cell *cell, const void *record, size_t index)
{
	const struct wl_theme *theme =
		((const struct theme_row *)record)->theme;

	(void)index;
	if (theme)
		wl_cell_day(cell, theme->since);
}

static void get_aliases(struct wl_cell *cell, const void *record, size_t index)
{
	const struct wl_theme *theme =
		((const struct theme_row *)record)->theme;
	const struct wl_list none = { 0 };

	(void)index;
	wl_cell_list(cell, theme ? &theme->aliases : &none, " ");
}

static void get_marks(struct wl_cell *cell, const void *record, size_t index)
{
	const struct theme_row *row = record;
	const struct wl_list list = { (const char **)row->marks, row->nmarks };

	(void)index;
	wl_cell_list(cell, &list, " ");
}

static const struct wl_column columns[] = {
	{ "id", get_text, ID },
	{ "kind", get_text, KIND },
	{ "title", get_text, TITLE },
	{ "deals", get_count, DEALS },
	{ "interviews", get_count, INTERVIEWS },
	{ "passages", get_count, PASSAGES },
	{ "consumer", get_text, CONSUMER },
	{ "parent", get_text, PARENT },
	{ "aliases", get_aliases, 0 },
	{ "since", get_since, 0 },
	{ "marks", get_marks, 0 },
	{ "near", get_text, NEAR },
	{ "path", get_text, PATH },
	{ "line", get_count, LINE },
};

void theme_rows_table(struct wl_buf *out, enum wl_format format,
	const struct theme_row *rows, size_t n)
{
	struct wl_table table = { .out = out,
		.format = format,
		.name = "themes",
		.columns = columns,
		.ncolumns = WL_LEN(columns) };

	wl_table_write(&table, rows, n, sizeof(*rows));
}
