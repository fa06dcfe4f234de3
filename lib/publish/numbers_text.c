/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/utf8.h"
#include "publish/numbers.h"
#include "publish/phrase.h"

#define MARGIN 2
#define NAME 10
#define LONG_NAME 12
#define MOST_TITLE 40
#define PAIRS 3
#define TRENDS 3
#define ROWS 12
#define TITLE 24
#define CELL 9

static void line(struct wl_screen *screen, const char *name, size_t width,
	const char *text)
{
	if (!*text)
		return;
	wl_screen_space(screen, MARGIN);
	wl_screen_fit(screen, WL_ACCENT, name, width);
	wl_screen_wrap(screen, WL_PLAIN, text, MARGIN + width);
	wl_screen_end(screen);
}

static void pairs(struct wl_screen *screen,
	const struct wl_synthesis *synthesis, const struct wl_group *group)
{
	struct wl_buf text = WL_BUF_INIT;

	for (size_t i = 0, n = 0; i < group->drivers.ntogether && n < PAIRS;
		i++) {
		wl_buf_clear(&text);
		wl_numbers_together(&text, synthesis, group, i);
		if (text.n)
			line(screen, n++ ? "" : "TOGETHER", NAME, text.s);
	}
	wl_buf_release(&text);
}

static void trends(struct wl_screen *screen,
	const struct wl_synthesis *synthesis, const struct wl_group *group)
{
	const struct wl_drivers *drivers = &group->drivers;
	size_t n = wl_phrase_patterns(group);

	for (size_t i = 0; i < n && i < drivers->ntrend && i < TRENDS &&
			   drivers->nquarters > 1;
		i++) {
		struct wl_buf text = WL_BUF_INIT;

		wl_buf_addf(&text, "%s: ",
			wl_phrase_theme(synthesis, group->themes[i].id));
		wl_numbers_trend(&text, group, i);
		line(screen, i ? "" : "TREND", NAME, text.s);
		wl_buf_release(&text);
	}
}

void wl_numbers_text_group(struct wl_screen *screen,
	const struct wl_synthesis *synthesis, const struct wl_group *group)
{
	struct wl_buf text = WL_BUF_INIT;

	wl_numbers_hidden(&text, synthesis, group);
	line(screen, "HIDDEN", NAME, text.s);
	wl_buf_clear(&text);
	wl_numbers_price(&text, group);
	line(screen, "PRICE", NAME, text.s);
	pairs(screen, synthesis, group);
	trends(screen, synthesis, group);
	wl_buf_clear(&text);
	wl_numbers_fresh(&text, group);
	line(screen, "NEW", NAME, text.s);
	wl_buf_release(&text);
}

void wl_numbers_text_sample(
	struct wl_screen *screen, const struct wl_synthesis *synthesis)
{
	struct wl_buf text = WL_BUF_INIT;
	const char *name;

	if (!synthesis->nwhole)
		return;
	wl_screen_end(screen);
	wl_screen_put(screen, WL_STRONG, "SAMPLE");
	wl_screen_space(screen, 2);
	wl_screen_wrap(
		screen, WL_FAINT, "(what these interviews can stand for)", 2);
	wl_screen_end(screen);
	wl_screen_rule(screen);
	for (size_t i = 0; wl_numbers_sample(&text, &name, synthesis, i); i++) {
		line(screen, name, LONG_NAME, text.s);
		wl_buf_clear(&text);
	}
	wl_buf_release(&text);
}

/* Side by side */

static const struct wl_theme_row *find_row(
	const struct wl_group *group, const char *id)
{
	for (size_t i = 0; i < group->nthemes; i++)
		if (!strcmp(group->themes[i].id, id))
			return &group->themes[i];
	return NULL;
}

static size_t column_of(
	const struct wl_synthesis *synthesis, const struct wl_group *group)
{
	size_t width = wl_utf8_width(wl_numbers_part(synthesis, group));

	return (width < CELL ? CELL : width) + 2;
}

static void parts_row(struct wl_screen *screen,
	const struct wl_synthesis *synthesis, const struct wl_group *whole,
	size_t title, const struct wl_theme_row *row)
{
	wl_screen_space(screen, MARGIN);
	wl_screen_fit(screen, WL_PLAIN,
		row ? wl_phrase_theme(synthesis, row->id) : "", title);
	wl_screen_space(screen, 2);
	for (size_t i = 0; i < synthesis->ngroups; i++) {
		const struct wl_group *group = &synthesis->groups[i];
		const struct wl_theme_row *cell =
			row ? find_row(group, row->id) : NULL;
		char text[32];

		if (group->outcome != whole->outcome)
			continue;
		snprintf(text, sizeof(text), "%d of %d", cell ? cell->deals : 0,
			group->deals);
		wl_screen_fit(screen, row && cell ? WL_PLAIN : WL_FAINT,
			row ? text : wl_numbers_part(synthesis, group),
			column_of(synthesis, group));
	}
	wl_screen_end(screen);
}

static void parts(struct wl_screen *screen,
	const struct wl_synthesis *synthesis, const struct wl_group *whole)
{
	size_t width = MARGIN + TITLE + 2, n = 0, title;

	for (size_t i = 0; i < synthesis->ngroups; i++)
		if (synthesis->groups[i].outcome == whole->outcome) {
			width += column_of(synthesis, &synthesis->groups[i]);
			n++;
		}
	if (n < 2 || width > wl_screen_full(screen))
		return;
	title = TITLE + wl_screen_full(screen) - width;
	title = title > MOST_TITLE ? MOST_TITLE : title;
	wl_screen_end(screen);
	wl_screen_putf(screen, WL_STRONG, "%s by %s",
		wl_outcome_noun(whole->outcome, 2),
		wl_bys[synthesis->filter.by]);
	wl_screen_end(screen);
	wl_screen_rule(screen);
	parts_row(screen, synthesis, whole, title, NULL);
	for (size_t i = 0; i < whole->nthemes && i < ROWS; i++)
		parts_row(screen, synthesis, whole, title, &whole->themes[i]);
}

void wl_numbers_text_parts(
	struct wl_screen *screen, const struct wl_synthesis *synthesis)
{
	for (size_t i = 0; synthesis->filter.by && i < synthesis->nwhole; i++)
		parts(screen, synthesis, &synthesis->whole[i]);
}
