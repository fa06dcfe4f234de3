/* SPDX-License-Identifier: GPL-3.0-or-later */
/* theme list: the codebook with what is used of it, and what is odd. */
#include "publish/screen.h"
#include "theme.h"

/* Columns of a terminal. */
#define ID_COLUMNS 22
#define KIND_COLUMNS 10
#define DEAL_COLUMNS 5
#define PASSAGE_COLUMNS 8
#define CONSUMER_COLUMNS 9

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

static void put_number(struct wl_screen *screen, int n, size_t width)
{
	char text[16];

	snprintf(text, sizeof(text), "%d", n);
	wl_screen_space(screen, 1 + width - strlen(text));
	wl_screen_put(screen, n ? WL_PLAIN : WL_FAINT, text);
}

static void put_marks(struct wl_screen *screen, const struct theme_row *row)
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
	struct wl_screen *screen, const struct theme_row *row, size_t title)
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
	put_number(screen, row->use.deals, DEAL_COLUMNS);
	put_number(screen, row->use.passages, PASSAGE_COLUMNS);
	if (theme->consumer) {
		wl_screen_space(screen, 1);
		wl_screen_put(screen, WL_PLAIN, theme->consumer);
	}
	wl_screen_end(screen);
	put_marks(screen, row);
}

static void put_unknown(struct wl_screen *screen, const struct theme_row *row)
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
	struct wl_screen *screen, const struct theme_row *rows, size_t n)
{
	size_t title = wl_screen_width(screen) - ID_COLUMNS - KIND_COLUMNS -
		       DEAL_COLUMNS - PASSAGE_COLUMNS - CONSUMER_COLUMNS - 5;
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
	const struct theme_row *rows;
	size_t n;
	int rc = session_corpus(session, NULL, err);

	if (rc)
		return rc;
	theme_count(&uses, theming);
	rows = theme_rows(theming, &uses, &n);
	if (theming->format != WL_TEXT) {
		theme_rows_table(&out, theming->format, rows, n);
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
