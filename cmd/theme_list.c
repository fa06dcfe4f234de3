/* SPDX-License-Identifier: GPL-3.0-or-later */
/* theme list: the codebook with what is used of it, and what is odd. */
#include "base/path.h"
#include "publish/screen.h"
#include "publish/table.h"
#include "theme.h"

/* Columns of a terminal. */
#define ID_COLUMNS 22
#define KIND_COLUMNS 10
#define COUNT_COLUMNS 5
#define CONSUMER_COLUMNS 9

/* A theme, or an id that only tags have. */
struct row {
	const struct wl_theme *theme; /* NULL: not in the codebook */
	const char *id;
	struct theme_use use;
	const char *marks[4];
	size_t nmarks;
	const char *near; /* the id of a theme like it; NULL */
};

static void mark(struct row *row, const char *what)
{
	row->marks[row->nmarks++] = what;
}

static struct row theme_row(const struct theming *theming,
	const struct theme_uses *uses, const struct wl_theme *theme)
{
	const struct theme_use *use = theme_use(uses, theme->id);
	const char *title =
		wl_streq(theme->title, theme->id) ? NULL : theme->title;
	const struct wl_theme *near = theme_near(theming, theme->id, title);
	struct row row = { .theme = theme, .id = theme->id };

	if (use)
		row.use = *use;
	else
		mark(&row, "unused");
	if (near)
		mark(&row, "near-duplicate");
	if (!theme->definition)
		mark(&row, "no-definition");
	row.near = near ? near->id : NULL;
	return row;
}

static struct row unknown_row(
	const struct theming *theming, const struct theme_use *use)
{
	struct row row = { .id = use->id, .use = *use };

	mark(&row, "unknown");
	row.near = wl_codebook_suggest(
		&theming->session->corpus.codebook, use->id);
	return row;
}

static struct row *make_rows(
	struct theming *theming, const struct theme_uses *uses, size_t *n)
{
	const struct wl_codebook *book = &theming->session->corpus.codebook;
	struct row *rows = wl_arena_alloc(
		&theming->arena, (book->n + uses->n) * sizeof(*rows));

	*n = 0;
	for (size_t i = 0; i < book->n; i++)
		rows[(*n)++] = theme_row(theming, uses, &book->themes[i]);
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
	const struct row *row = record;
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
	const struct row *row = record;
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
	const struct wl_theme *theme = ((const struct row *)record)->theme;

	(void)index;
	if (theme)
		wl_cell_day(cell, theme->since);
}

static void get_aliases(struct wl_cell *cell, const void *record, size_t index)
{
	const struct wl_theme *theme = ((const struct row *)record)->theme;
	const struct wl_list none = { 0 };

	(void)index;
	wl_cell_list(cell, theme ? &theme->aliases : &none, " ");
}

static void get_marks(struct wl_cell *cell, const void *record, size_t index)
{
	const struct row *row = record;
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

static void as_table(struct wl_buf *out, enum wl_format format,
	const struct row *rows, size_t n)
{
	struct wl_table table = { .out = out,
		.format = format,
		.name = "themes",
		.columns = columns,
		.ncolumns = WL_LEN(columns) };

	wl_table_begin(&table);
	for (size_t i = 0; i < n; i++)
		wl_table_row(&table, &rows[i]);
	wl_table_end(&table);
}

/* --- A terminal --- */

static void put_head(struct wl_screen *screen, size_t title)
{
	wl_screen_fit(screen, WL_FAINT, "theme", ID_COLUMNS);
	wl_screen_space(screen, 1);
	wl_screen_fit(screen, WL_FAINT, "kind", KIND_COLUMNS);
	wl_screen_space(screen, 1);
	wl_screen_fit(screen, WL_FAINT, "title", title);
	wl_screen_space(screen, 1);
	wl_screen_put(screen, WL_FAINT, "deals");
	wl_screen_space(screen, 1);
	wl_screen_put(screen, WL_FAINT, "passages");
	wl_screen_space(screen, 1);
	wl_screen_put(screen, WL_FAINT, "consumer");
	wl_screen_end(screen);
}

static void put_number(struct wl_screen *screen, int n, size_t columns)
{
	char text[16];

	snprintf(text, sizeof(text), "%*d", (int)columns, n);
	wl_screen_space(screen, 1);
	wl_screen_put(screen, n ? WL_PLAIN : WL_FAINT, text);
}

static void put_marks(struct wl_screen *screen, const struct row *row)
{
	for (size_t i = 0; i < row->nmarks; i++) {
		const char *what = row->marks[i];

		wl_screen_space(screen, 4);
		if (wl_streq(what, "unused"))
			wl_screen_put(screen, WL_MIXED, "not used anywhere");
		else if (wl_streq(what, "no-definition"))
			wl_screen_put(screen, WL_MIXED, "has no definition");
		else
			wl_screen_putf(screen, WL_MIXED,
				"close to '%s': winloss theme merge %s --into "
				"%s",
				row->near, row->id, row->near);
		wl_screen_end(screen);
	}
}

static void put_theme(
	struct wl_screen *screen, const struct row *row, size_t title)
{
	const struct wl_theme *theme = row->theme;
	size_t indent = theme->parent ? 2 : 0;

	wl_screen_space(screen, indent);
	wl_screen_fit(screen, WL_STRONG, theme->id, ID_COLUMNS - indent);
	wl_screen_space(screen, 1);
	wl_screen_fit(
		screen, WL_FAINT, wl_theme_kinds[theme->kind], KIND_COLUMNS);
	wl_screen_space(screen, 1);
	wl_screen_fit(screen, WL_PLAIN, theme->title, title);
	put_number(screen, row->use.deals, COUNT_COLUMNS);
	put_number(screen, row->use.passages, strlen("passages"));
	if (theme->consumer) {
		wl_screen_space(screen, 1);
		wl_screen_put(screen, WL_PLAIN, theme->consumer);
	}
	wl_screen_end(screen);
	put_marks(screen, row);
}

static void put_unknown(struct wl_screen *screen, const struct row *row)
{
	wl_screen_space(screen, 2);
	wl_screen_put(screen, WL_AGAINST, row->id);
	wl_screen_putf(screen, WL_PLAIN, ", %d time%s, first at %s:%d",
		row->use.all, row->use.all == 1 ? "" : "s", row->use.path,
		row->use.line);
	wl_screen_end(screen);
	wl_screen_space(screen, 4);
	if (row->near)
		wl_screen_putf(screen, WL_ACCENT,
			"winloss theme merge %s --into %s", row->id, row->near);
	else
		wl_screen_putf(
			screen, WL_ACCENT, "winloss theme add %s", row->id);
	wl_screen_end(screen);
}

static void on_screen(
	struct wl_screen *screen, const struct row *rows, size_t n)
{
	size_t title = wl_screen_width(screen) - ID_COLUMNS - KIND_COLUMNS -
		       COUNT_COLUMNS - strlen("passages") - CONSUMER_COLUMNS -
		       5;
	bool unknown = false;

	if (wl_screen_width(screen) < 75)
		title = 12;
	put_head(screen, title);
	for (size_t i = 0; i < n; i++) {
		if (rows[i].theme) {
			put_theme(screen, &rows[i], title);
			continue;
		}
		if (!unknown) {
			wl_screen_end(screen);
			wl_screen_put(screen, WL_STRONG,
				"Tags that the codebook does not have");
			wl_screen_end(screen);
		}
		unknown = true;
		put_unknown(screen, &rows[i]);
	}
}

int theme_list(struct theming *theming, struct wl_err *err)
{
	struct session *session = theming->session;
	const struct wl_look look = { session->colour, session->width };
	struct wl_buf out = WL_BUF_INIT;
	struct theme_uses uses = { 0 };
	struct wl_screen screen;
	const struct row *rows;
	size_t n;
	int rc = session_corpus(session, NULL, err);

	if (rc)
		return rc;
	theme_count(&uses, theming);
	rows = make_rows(theming, &uses, &n);
	if (theming->format != WL_TEXT) {
		as_table(&out, theming->format, rows, n);
	} else {
		wl_screen_init(&screen, &out, &look);
		on_screen(&screen, rows, n);
		wl_screen_release(&screen);
	}
	rc = session_print(session, &out, err);
	theme_uses_release(&uses);
	wl_buf_release(&out);
	return rc;
}
