/* SPDX-License-Identifier: GPL-3.0-or-later */
/* theme stale: interviews that were coded before a definition changed. */
#include "publish/screen.h"
#include "publish/table.h"
#include "theme.h"

struct row {
	const struct wl_interview *interview;
	struct wl_list themes; /* whose definition changed since */
	size_t untagged;       /* passages */
	const char *command;   /* goes through them */
};

static size_t count_untagged(const struct wl_interview *interview)
{
	size_t n = 0;

	for (size_t i = 0; i < interview->npassages; i++)
		n += !interview->passages[i].ntags &&
		     (interview->passages[i].quote ||
			     interview->passages[i].question);
	return n;
}

static bool fill(struct theming *theming, const struct wl_interview *interview,
	struct row *row)
{
	const struct wl_codebook *book = &theming->session->corpus.codebook;

	*row = (struct row){ .interview = interview };
	if (interview->coded == WL_NO_DAY || interview->status == WL_WITHDRAWN)
		return false;
	row->themes.v = wl_arena_alloc(
		&theming->arena, book->n * sizeof(*row->themes.v));
	for (size_t i = 0; i < book->n; i++)
		if (book->themes[i].since != WL_NO_DAY &&
			interview->coded < book->themes[i].since)
			row->themes.v[row->themes.n++] = book->themes[i].id;
	row->untagged = count_untagged(interview);
	row->command = wl_arena_printf(&theming->arena, "winloss note %s --%s",
		interview->id, row->untagged ? "code" : "coded");
	return row->themes.n;
}

enum { ID, PATH, COMMAND };

static void get_text(struct wl_cell *cell, const void *record, size_t which)
{
	const struct row *row = record;
	const char *const texts[] = {
		[ID] = row->interview->id,
		[PATH] = row->interview->path,
		[COMMAND] = row->command,
	};

	wl_cell_text(cell, texts[which]);
}

static void get_coded(struct wl_cell *cell, const void *record, size_t index)
{
	(void)index;
	wl_cell_day(cell, ((const struct row *)record)->interview->coded);
}

static void get_themes(struct wl_cell *cell, const void *record, size_t index)
{
	(void)index;
	wl_cell_list(cell, &((const struct row *)record)->themes, " ");
}

static void get_untagged(struct wl_cell *cell, const void *record, size_t index)
{
	(void)index;
	wl_cell_int(cell, (long long)((const struct row *)record)->untagged);
}

static const struct wl_column columns[] = {
	{ "interview", get_text, ID },
	{ "path", get_text, PATH },
	{ "coded", get_coded, 0 },
	{ "themes", get_themes, 0 },
	{ "untagged", get_untagged, 0 },
	{ "command", get_text, COMMAND },
};

static void put_row(struct wl_screen *screen, const struct row *row)
{
	struct wl_buf themes = WL_BUF_INIT;
	char coded[WL_DATE_TEXT];

	wl_screen_put(screen, WL_STRONG, row->interview->id);
	wl_screen_space(screen, 2);
	wl_screen_putf(screen, WL_FAINT, "coded %s",
		wl_day_format(row->interview->coded, coded));
	wl_screen_end(screen);
	for (size_t i = 0; i < row->themes.n; i++)
		wl_buf_addf(&themes, "%s%s", i ? ", " : "", row->themes.v[i]);
	wl_screen_space(screen, 4);
	wl_screen_wrap(screen, WL_PLAIN, themes.s, 4);
	wl_screen_end(screen);
	wl_screen_space(screen, 4);
	wl_screen_put(screen, WL_ACCENT, row->command);
	wl_screen_end(screen);
	wl_buf_release(&themes);
}

static void on_screen(
	struct wl_screen *screen, const struct row *rows, size_t n)
{
	for (size_t i = 0; i < n; i++)
		put_row(screen, &rows[i]);
	if (n) {
		wl_screen_end(screen);
		wl_screen_wrap(screen, WL_FAINT,
			"Read each against the definitions that changed. "
			"--code walks through passages without a theme, "
			"--coded says that the tags were gone through.",
			0);
	} else {
		wl_screen_put(screen, WL_PLAIN,
			"No interview was coded before a definition changed.");
	}
	wl_screen_end(screen);
}

static void as_table(struct wl_buf *out, enum wl_format format,
	const struct row *rows, size_t n)
{
	struct wl_table table = { .out = out,
		.format = format,
		.name = "interviews",
		.columns = columns,
		.ncolumns = WL_LEN(columns) };

	wl_table_write(&table, rows, n, sizeof(*rows));
}

int theme_stale(struct theming *theming, struct wl_err *err)
{
	struct session *session = theming->session;
	const struct wl_corpus *corpus = &session->corpus;
	const struct wl_look look = { session->colour, session->width };
	struct wl_buf out = WL_BUF_INIT;
	struct wl_screen screen;
	struct row *rows;
	size_t n = 0;
	int rc = session_corpus(session, NULL, err);

	if (rc)
		return rc;
	rows = wl_arena_alloc(
		&theming->arena, (corpus->ninterviews + 1) * sizeof(*rows));
	for (size_t i = 0; i < corpus->ninterviews; i++)
		n += fill(theming, &corpus->interviews[i], &rows[n]);
	if (theming->format != WL_TEXT) {
		as_table(&out, theming->format, rows, n);
	} else {
		wl_screen_init(&screen, &out, &look);
		on_screen(&screen, rows, n);
		wl_screen_release(&screen);
	}
	rc = session_print(session, &out, err);
	wl_buf_release(&out);
	return rc;
}
