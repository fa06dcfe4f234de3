/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/path.h"
#include "publish/screen.h"
#include "publish/table.h"

enum { DEAL, ACCOUNT, OUTCOME };

static void get_text(struct wl_cell *cell, const void *record, size_t which)
{
	const struct wl_deal *deal =
		((const struct wl_suggestion *)record)->deal;
	const char *const texts[] = {
		[DEAL] = deal->id,
		[ACCOUNT] = deal->account,
		[OUTCOME] = wl_outcomes[deal->outcome],
	};

	wl_cell_text(cell, texts[which]);
}

static void get_closed(struct wl_cell *cell, const void *record, size_t index)
{
	(void)index;
	wl_cell_day(cell, ((const struct wl_suggestion *)record)->deal->closed);
}

/* Two decimals are enough to compare; the locale has no say. */
static int hundredths(const struct wl_suggestion *suggestion)
{
	return (int)(suggestion->score * 100 + 0.5);
}

static void get_score(struct wl_cell *cell, const void *record, size_t index)
{
	int score = hundredths(record);

	(void)index;
	snprintf(cell->scratch, sizeof(cell->scratch), "%d.%02d", score / 100,
		score % 100);
	wl_cell_amount(cell, cell->scratch);
	cell->number = ((const struct wl_suggestion *)record)->score;
}

static void get_reasons(struct wl_cell *cell, const void *record, size_t index)
{
	(void)index;
	wl_cell_list(
		cell, &((const struct wl_suggestion *)record)->reasons, "; ");
}

static const struct wl_column columns[] = {
	{ "deal", get_text, DEAL },
	{ "account", get_text, ACCOUNT },
	{ "outcome", get_text, OUTCOME },
	{ "closed", get_closed, 0 },
	{ "score", get_score, 0 },
	{ "reasons", get_reasons, 0 },
};

/* For a terminal */

static enum wl_style outcome_style(enum wl_outcome outcome)
{
	return outcome == WL_WIN    ? WL_FOR
	       : outcome == WL_LOSS ? WL_AGAINST
				    : WL_MIXED;
}

static void put_head(
	struct wl_screen *screen, const struct wl_deal *deal, size_t rank)
{
	char closed[WL_DATE_TEXT];
	const size_t date = WL_DATE_TEXT - 1, outcome = 11;
	size_t width = wl_screen_width(screen);

	wl_screen_space(screen, rank < 10);
	wl_screen_putf(screen, WL_FAINT, "%zu", rank);
	wl_screen_space(screen, 2);
	wl_screen_fit(screen, outcome_style(deal->outcome),
		wl_outcomes[deal->outcome], outcome);
	wl_screen_space(screen, 2);
	wl_screen_fit(screen, WL_STRONG,
		*deal->account ? deal->account : deal->id,
		width - screen->column - screen->spaces - date - 2);
	wl_screen_space(screen, 2);
	wl_screen_put(screen, WL_PLAIN, wl_day_format(deal->closed, closed));
	wl_screen_end(screen);
}

static void put_suggestion(struct wl_screen *screen,
	const struct wl_suggestion *suggestion, size_t rank)
{
	struct wl_buf reasons = WL_BUF_INIT;

	put_head(screen, suggestion->deal, rank);
	for (size_t i = 0; i < suggestion->reasons.n; i++)
		wl_buf_addf(&reasons, "%s%s", i ? "; " : "",
			suggestion->reasons.v[i]);
	wl_screen_space(screen, 4);
	wl_screen_wrap(screen, WL_FAINT, reasons.s, 4);
	wl_screen_end(screen);
	wl_screen_space(screen, 4);
	wl_buf_clear(&reasons);
	wl_buf_adds(&reasons, "winloss prep ");
	wl_shell_word(&reasons, suggestion->deal->id);
	wl_screen_put(screen, WL_ACCENT, reasons.s);
	wl_screen_end(screen);
	wl_buf_release(&reasons);
}

static void on_screen(struct wl_buf *out,
	const struct wl_suggestions *suggestions, size_t n,
	const struct wl_look *look)
{
	struct wl_screen screen;

	wl_screen_init(&screen, out, look);
	for (size_t i = 0; i < n; i++)
		put_suggestion(&screen, &suggestions->v[i], i + 1);
	if (!n) {
		wl_screen_put(&screen, WL_PLAIN,
			"No closed deal is left to interview.");
		wl_screen_end(&screen);
	} else if (suggestions->n > n) {
		wl_screen_putf(
			&screen, WL_FAINT, "and %zu more", suggestions->n - n);
		wl_screen_end(&screen);
	}
	wl_screen_release(&screen);
}

void wl_publish_suggestions(struct wl_buf *out,
	const struct wl_suggestions *suggestions, size_t most,
	enum wl_format format, const struct wl_look *look)
{
	size_t n = suggestions->n < most ? suggestions->n : most;
	struct wl_table table = {
		.out = out,
		.format = format,
		.name = "deals",
		.columns = columns,
		.ncolumns = WL_LEN(columns),
	};

	if (format == WL_TEXT) {
		on_screen(out, suggestions, n, look);
		return;
	}
	wl_table_write(&table, suggestions->v, n, sizeof(*suggestions->v));
}
