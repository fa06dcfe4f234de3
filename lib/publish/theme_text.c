/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "publish/theme_text.h"

#include "base/utf8.h"
#include "publish/phrase.h"
#include "store/redact.h"

#define FULL "█"
#define REST "░"
#define MINUS "−"
#define MARGIN 2
#define SIGNS 8     /* "+12 −12" */
#define FEW_SIGNS 7 /* "+1 −1" */
#define LEVELS 12   /* "established" */
#define NARROW 60
#define POINT 38 /* columns of a data point */

/* Bars */

static size_t bar_width(const struct wl_screen *screen, int n)
{
	size_t width = wl_screen_width(screen);
	size_t most = width < NARROW ? 0
		      : width < 100  ? 12
		      : width < 140  ? 16
				     : 24;

	return (size_t)n < most ? (size_t)n : most;
}

/* Blocks of the first k of n deals in a bar; at least one for any. */
static size_t blocks(int k, int n, size_t width)
{
	size_t full = ((size_t)k * width * 2 + (size_t)n) / ((size_t)n * 2);

	return k && width && !full ? 1 : full;
}

static void put_blocks(struct wl_screen *screen, enum wl_style style,
	const char *block, size_t n)
{
	struct wl_buf bar = WL_BUF_INIT;

	while (n--)
		wl_buf_adds(&bar, block);
	wl_screen_put(screen, style, bar.s);
	wl_buf_release(&bar);
}

/* Against us, both, neither, for us; then the deals without the theme. */
static void put_bar(struct wl_screen *screen, const struct wl_group *group,
	const struct wl_theme_row *row)
{
	const struct {
		enum wl_style style;
		int deals;
	} parts[] = {
		{ WL_AGAINST, row->negative - row->mixed },
		{ WL_MIXED, row->mixed },
		{ WL_PLAIN, row->deals - row->negative - row->positive +
				    row->mixed },
		{ WL_FOR, row->positive - row->mixed },
	};
	size_t width = bar_width(screen, group->deals), at = 0;
	int deals = 0;

	for (size_t i = 0; i < WL_LEN(parts); i++) {
		size_t end;

		deals += parts[i].deals;
		end = blocks(deals, group->deals, width);
		put_blocks(screen, parts[i].style, FULL, end - at);
		at = end;
	}
	put_blocks(screen, WL_FAINT, REST, width - at);
	if (width)
		wl_screen_space(screen, 2);
}

static void put_plain_bar(
	struct wl_screen *screen, enum wl_style style, const int of[2])
{
	size_t width = bar_width(screen, of[1]);
	size_t full = blocks(of[0], of[1], width);

	put_blocks(screen, style, FULL, full);
	put_blocks(screen, WL_FAINT, REST, width - full);
	if (width)
		wl_screen_space(screen, 1);
}

/* Counts */

static size_t digits(int n)
{
	char text[16];

	return (size_t)snprintf(text, sizeof(text), "%d", n);
}

static void put_share(
	struct wl_screen *screen, enum wl_style style, int k, int n)
{
	wl_screen_space(screen, digits(n) - digits(k));
	wl_screen_putf(screen, style, "%d of %d", k, n);
	wl_screen_space(screen, 2);
}

void wl_theme_text_share(struct wl_screen *screen, int k, int n)
{
	put_share(screen, WL_STRONG, k, n);
}

static size_t put_sign(
	struct wl_screen *screen, enum wl_style style, const char *sign, int n)
{
	if (n)
		wl_screen_putf(screen, style, "%s%d", sign, n);
	else
		wl_screen_space(screen, 2);
	return n ? 1 + digits(n) : 2;
}

static void put_signs(struct wl_screen *screen, const struct wl_theme_row *row,
	size_t columns)
{
	size_t used = put_sign(screen, WL_FOR, "+", row->positive);

	wl_screen_space(screen, 1);
	used += 1 + put_sign(screen, WL_AGAINST, MINUS, row->negative);
	wl_screen_space(screen, used < columns ? columns - used : 1);
}

/* Evidence */

static size_t quote_at(const struct wl_screen *screen)
{
	return wl_screen_width(screen) < NARROW ? MARGIN : 6;
}

static void put_place(struct wl_screen *screen, const struct wl_evidence *one)
{
	struct wl_buf text = WL_BUF_INIT;

	wl_screen_space(screen, quote_at(screen) + 2);
	wl_phrase_citation(&text, one->interview, one->passage);
	wl_screen_put(screen, WL_FAINT, text.s);
	wl_screen_space(screen, 2);
	wl_buf_clear(&text);
	wl_buf_adds(&text, one->interview->path);
	wl_buf_addc(&text, ':');
	wl_buf_add_int(&text, one->passage->line);
	wl_screen_place(screen, WL_FAINT, text.s, quote_at(screen) + 2);
	wl_screen_end(screen);
	wl_buf_release(&text);
}

/* "+ “words”": which way it speaks, then what was said. */
static void put_words(struct wl_screen *screen, const struct wl_evidence *one)
{
	static const struct {
		const char *text;
		enum wl_style style;
	} signs[] = { { MINUS, WL_AGAINST }, { "", WL_PLAIN },
		{ "+", WL_FOR } };
	const char *words = wl_redact_words(one->interview, one->passage);
	bool quoted = words && one->passage->quote;
	struct wl_buf text = WL_BUF_INIT;
	size_t at = quote_at(screen);

	wl_screen_space(screen, at - 2);
	wl_screen_put(screen, signs[one->polarity + 1].style,
		signs[one->polarity + 1].text);
	wl_screen_to(screen, at);
	wl_buf_adds(&text, quoted ? "“" : words ? "note: " : "");
	wl_buf_adds(&text, words ? words : "(confidential)");
	wl_buf_adds(&text, quoted ? "”" : "");
	wl_screen_wrap(screen, words ? WL_PLAIN : WL_FAINT, text.s,
		quoted ? at + 1 : at);
	if (one->level == WL_PUBLIC) {
		wl_screen_space(screen, 1);
		wl_screen_place(screen, WL_ACCENT, "(public)", at + 1);
	}
	wl_screen_end(screen);
	wl_buf_release(&text);
}

/* What a theme comes to in a group, and what of it was shown. */
struct rest {
	const struct wl_group *group;
	const struct wl_theme_row *row;
	size_t shown;
};

/* "4 more, 2 confidential, asked in 5 of 8, against it: 3 deals asked and
 * silent" */
static void put_rest(struct wl_screen *screen,
	const struct wl_synthesis *synthesis, const struct rest *rest)
{
	const struct wl_theme_row *row = rest->row;
	struct wl_buf text = WL_BUF_INIT;
	size_t shown = rest->shown, start,
	       all = (size_t)row->quotes + (size_t)row->notes;

	if (all > shown)
		wl_buf_addf(&text, "%zu more, ", all - shown);
	if (row->confidential)
		wl_buf_addf(&text, "%d confidential, ", row->confidential);
	start = text.n;
	wl_phrase_reach(&text, rest->group, row);
	wl_buf_adds(&text, text.n > start ? ", " : "");
	wl_phrase_counter(&text, synthesis, row);
	if (wl_ends(text.s, ", "))
		wl_buf_cut(&text, text.n - 2);
	if (text.n) {
		wl_screen_space(screen, quote_at(screen));
		wl_screen_wrap(screen, WL_FAINT, text.s, quote_at(screen));
		wl_screen_end(screen);
	}
	wl_buf_release(&text);
}

void wl_theme_text_pattern(struct wl_screen *screen,
	const struct wl_synthesis *synthesis, const struct wl_group *group,
	const struct wl_theme_row *row, int evidence)
{
	const struct wl_evidence **picked =
		wl_alloc((row->nevidence + 1) * sizeof(*picked));
	size_t n = wl_evidence_pick(row, (size_t)evidence, picked);
	size_t width = wl_screen_width(screen);
	size_t tail = SIGNS + (width < NARROW ? 0 : LEVELS);

	wl_screen_end(screen);
	wl_screen_space(screen, MARGIN);
	put_bar(screen, group, row);
	put_share(screen, WL_STRONG, row->deals, group->deals);
	wl_screen_fit(screen, WL_STRONG, wl_phrase_theme(synthesis, row->id),
		width - tail - 2 - screen->column - screen->spaces);
	wl_screen_space(screen, 2);
	put_signs(screen, row, SIGNS);
	if (width >= NARROW && row->level == WL_ESTABLISHED)
		wl_screen_put(screen, WL_ACCENT, wl_strengths[row->level]);
	wl_screen_end(screen);
	for (size_t i = 0; i < n; i++) {
		put_words(screen, picked[i]);
		put_place(screen, picked[i]);
	}
	put_rest(screen, synthesis, &(struct rest){ group, row, n });
	free(picked);
}

/* Data points */

static void put_point(struct wl_screen *screen,
	const struct wl_synthesis *synthesis, const struct wl_group *group,
	const struct wl_theme_row *row, size_t columns)
{
	size_t start = screen->column + screen->spaces;

	put_share(screen, row->level == WL_SIGNAL ? WL_STRONG : WL_FAINT,
		row->deals, group->deals);
	wl_screen_fit(screen, WL_PLAIN, wl_phrase_theme(synthesis, row->id),
		start + columns - FEW_SIGNS - 1 - screen->column -
			screen->spaces);
	wl_screen_space(screen, 1);
	put_signs(screen, row, FEW_SIGNS);
	wl_screen_to(screen, start + columns);
}

/* Columns of data points: as many as leave each title whole. */
static size_t points_across(size_t width, const struct wl_synthesis *synthesis,
	const struct wl_group *group, size_t from)
{
	size_t across = width / POINT ? width / POINT : 1, widest = 0;

	for (size_t i = from; i < group->nthemes; i++) {
		size_t title = wl_utf8_width(
			wl_phrase_theme(synthesis, group->themes[i].id));

		widest = title > widest ? title : widest;
	}
	widest += 2 * digits(group->deals) + 6 + FEW_SIGNS + 1;
	while (across > 1 && width / across < widest)
		across--;
	return across;
}

void wl_theme_text_points(struct wl_screen *screen,
	const struct wl_synthesis *synthesis, const struct wl_group *group,
	size_t from)
{
	size_t width = wl_screen_full(screen) - MARGIN;
	size_t across = points_across(width, synthesis, group, from);
	size_t down = (group->nthemes - from + across - 1) / across;

	for (size_t y = 0; y < down; y++) {
		wl_screen_space(screen, MARGIN);
		for (size_t x = 0; x < across; x++) {
			size_t i = from + x * down + y;

			if (i < group->nthemes)
				put_point(screen, synthesis, group,
					&group->themes[i], width / across);
		}
		wl_screen_end(screen);
	}
}

/* Contrast */

/* Columns of "1 of 8" with the bar before it and the gap behind. */
static size_t side_width(const struct wl_screen *screen, int n, bool bar)
{
	size_t blocks_and_gap = bar ? bar_width(screen, n) + 1 : 0;

	return blocks_and_gap + 2 * digits(n) + 4 + 2;
}

static void put_side(struct wl_screen *screen, enum wl_style style,
	const int of[2], bool bar)
{
	if (bar)
		put_plain_bar(screen, style, of);
	put_share(screen, WL_PLAIN, of[0], of[1]);
}

void wl_theme_text_contrast(struct wl_screen *screen,
	const struct wl_synthesis *synthesis, size_t n)
{
	const struct wl_contrast *all = synthesis->contrast;
	size_t width = wl_screen_width(screen);
	bool bars = width >= NARROW;
	size_t win = side_width(screen, all->win[1], bars);
	size_t loss = side_width(screen, all->loss[1], bars);
	size_t title = width - MARGIN - win - loss - 2;

	wl_screen_space(screen, MARGIN + title + 2);
	wl_screen_fit(screen, WL_FAINT, "wins", win);
	wl_screen_put(screen, WL_FAINT, "losses");
	wl_screen_end(screen);
	for (size_t i = 0; i < n; i++) {
		const struct wl_contrast *c = &all[i];

		wl_screen_space(screen, MARGIN);
		wl_screen_fit(screen, WL_PLAIN,
			wl_phrase_theme(synthesis, c->id), title);
		wl_screen_space(screen, 2);
		put_side(screen, WL_FOR, c->win, bars);
		put_side(screen, WL_AGAINST, c->loss, bars);
		wl_screen_end(screen);
	}
}
