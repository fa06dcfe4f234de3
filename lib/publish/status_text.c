/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/utf8.h"
#include "publish/screen.h"
#include "publish/status.h"

#define MARGIN 2
#define WHEN 14  /* columns of when */
#define WIDE 120 /* from which on the command stands beside the thing */
#define WHAT 66  /* columns of the thing there */
#define TITLE 28 /* columns of a measure's name */
#define NOW 18   /* columns of its numbers */
#define BEFORE 19

bool wl_status_shows(
	const struct wl_standing_now *status, const struct wl_due_item *item)
{
	return !status->owner || wl_streq(item->owner, status->owner);
}

void wl_status_when(struct wl_buf *out, const struct wl_due_item *item)
{
	int days = item->days < 0 ? -item->days : item->days;

	if (item->due == WL_NO_DAY)
		return;
	if (!days)
		wl_buf_adds(out, item->overdue ? "over" : "today");
	else if (item->days > 0)
		wl_buf_addf(out, "%d day%s over", days, days == 1 ? "" : "s");
	else
		wl_buf_addf(out, "in %d day%s", days, days == 1 ? "" : "s");
}

void wl_status_share(struct wl_buf *out, const struct wl_share *share)
{
	if (share->of)
		wl_buf_addf(out, "%d of %d", share->k, share->of);
	else
		wl_buf_addf(out, "%d", share->k);
	if (share->partly)
		wl_buf_addf(out, ", %d partly", share->partly);
}

/* Where an item stands: overdue, dated, or without a date. */
static const struct {
	const char *title, *empty;
	enum wl_style style;
	size_t most; /* on a screen */
} parts[] = {
	{ "OVERDUE", "nothing is overdue", WL_AGAINST, 5 },
	{ "NEXT", NULL, WL_ACCENT, 4 },
	{ "WHEN THERE IS TIME", NULL, WL_PLAIN, 3 },
};

static size_t part_of(const struct wl_due_item *item)
{
	return item->overdue ? 0 : item->due != WL_NO_DAY ? 1 : 2;
}

static size_t count_part(const struct wl_standing_now *status, size_t part)
{
	size_t n = 0;

	for (size_t i = 0; i < status->due->n; i++)
		n += part_of(&status->due->v[i]) == part &&
		     wl_status_shows(status, &status->due->v[i]);
	return n;
}

static void put_command(
	struct wl_screen *screen, const struct wl_due_item *item, size_t at)
{
	if (wl_screen_full(screen) >= WIDE) {
		wl_screen_to(screen, at + WHAT + 2);
		wl_screen_put(screen, WL_FAINT, item->command);
		wl_screen_end(screen);
		return;
	}
	wl_screen_end(screen);
	wl_screen_space(screen, at);
	wl_screen_put(screen, WL_FAINT, item->command);
	wl_screen_end(screen);
}

static void put_item(
	struct wl_screen *screen, const struct wl_due_item *item, size_t part)
{
	size_t at = part == 2 ? MARGIN + 2 : MARGIN + WHEN;
	struct wl_buf text = WL_BUF_INIT;

	wl_screen_space(screen, MARGIN);
	wl_status_when(&text, item);
	if (text.n)
		wl_screen_put(screen, parts[part].style, text.s);
	wl_screen_to(screen, at);
	wl_buf_clear(&text);
	wl_buf_adds(&text, item->what);
	if (item->owner)
		wl_buf_addf(&text, " (%s)", item->owner);
	if (wl_screen_full(screen) >= WIDE && wl_utf8_width(text.s) <= WHAT)
		wl_screen_put(screen, WL_PLAIN, text.s);
	else
		wl_screen_wrap(screen, WL_PLAIN, text.s, at);
	if (wl_screen_full(screen) >= WIDE && wl_utf8_width(text.s) > WHAT)
		wl_screen_end(screen);
	put_command(screen, item, at);
	wl_buf_release(&text);
}

/* At most so many of each kind and of all; returns how many were left out. */
static size_t put_items(struct wl_screen *screen,
	const struct wl_standing_now *status, size_t part)
{
	size_t shown[32] = { 0 }, n = 0, left = 0, most = status->most;

	if (most && part == WL_LEN(parts) - 1)
		most = 1; /* what can wait */
	for (size_t i = 0; i < status->due->n; i++) {
		const struct wl_due_item *item = &status->due->v[i];

		if (part_of(item) != part || !wl_status_shows(status, item))
			continue;
		if (most && (n == parts[part].most ||
				    (item->order < WL_LEN(shown) &&
					    shown[item->order]++ >= most))) {
			left++;
		} else {
			put_item(screen, item, part);
			n++;
		}
	}
	return left;
}

static void put_part(struct wl_screen *screen,
	const struct wl_standing_now *status, size_t part)
{
	size_t n = count_part(status, part), left;

	if (!n && !parts[part].empty)
		return;
	wl_screen_end(screen);
	if (!n) {
		wl_screen_put(screen, WL_FOR, parts[part].empty);
		wl_screen_end(screen);
		return;
	}
	wl_screen_put(screen, WL_STRONG, parts[part].title);
	wl_screen_space(screen, 2);
	wl_screen_putf(screen, WL_FAINT, "%zu", n);
	wl_screen_end(screen);
	left = put_items(screen, status, part);
	if (!left)
		return;
	wl_screen_space(screen, MARGIN);
	wl_screen_putf(
		screen, WL_FAINT, "and %zu more: winloss status --all", left);
	wl_screen_end(screen);
}

/* Health */

static const struct {
	const char *text;
	enum wl_style style;
} trends[] = {
	[WL_TREND_UNKNOWN] = { "", WL_PLAIN },
	[WL_TREND_DOWN] = { "↓", WL_AGAINST },
	[WL_TREND_LEVEL] = { "→", WL_FAINT },
	[WL_TREND_UP] = { "↑", WL_FOR },
};

static void put_share(struct wl_screen *screen, enum wl_style style,
	const struct wl_share *share, const char *around, size_t width)
{
	struct wl_buf text = WL_BUF_INIT;

	wl_buf_addf(&text, "%.1s", around);
	wl_status_share(&text, share);
	wl_buf_adds(&text, *around ? around + 1 : "");
	wl_screen_fit(screen, style, text.s, width);
	wl_buf_release(&text);
}

static void put_measure(
	struct wl_screen *screen, const struct wl_measure *measure)
{
	bool below = measure->bar > 0 && measure->now.of &&
		     wl_share_of(&measure->now) < measure->bar;

	wl_screen_space(screen, MARGIN);
	wl_screen_fit(screen, WL_PLAIN, measure->title, TITLE);
	put_share(
		screen, below ? WL_AGAINST : WL_STRONG, &measure->now, "", NOW);
	if (measure->past)
		put_share(screen, WL_FAINT, &measure->before, "()", BEFORE);
	else
		wl_screen_space(screen, BEFORE);
	wl_screen_put(screen, trends[measure->trend].style,
		trends[measure->trend].text);
	if (below) {
		wl_screen_space(screen, 2);
		wl_screen_putf(screen, WL_AGAINST, "below %d/10",
			(int)(measure->bar * 10 + 0.5));
	}
	wl_screen_end(screen);
}

static void put_health(struct wl_screen *screen, const struct wl_health *health)
{
	wl_screen_end(screen);
	wl_screen_put(screen, WL_STRONG, "HEALTH");
	wl_screen_space(screen, 2);
	wl_screen_putf(screen, WL_FAINT, "the last %d days (and the %d before)",
		WL_HEALTH_DAYS, WL_HEALTH_DAYS);
	wl_screen_end(screen);
	for (size_t i = 0; i < WL_MEASURES; i++)
		put_measure(screen, &health->measures[i]);
}

static void put_head(
	struct wl_screen *screen, const struct wl_standing_now *status)
{
	char day[WL_DATE_TEXT];

	wl_screen_product(screen, status->corpus);
	wl_screen_putf(screen, WL_PLAIN, "as of %s",
		wl_day_format(status->due->today, day));
	if (status->owner)
		wl_screen_putf(screen, WL_FAINT, ", %s", status->owner);
	wl_screen_end(screen);
}

void wl_publish_status_text(struct wl_buf *out,
	const struct wl_standing_now *status, const struct wl_look *look)
{
	struct wl_screen screen;

	wl_screen_init(&screen, out, look);
	put_head(&screen, status);
	for (size_t i = 0; i < WL_LEN(parts); i++)
		put_part(&screen, status, i);
	if (status->health)
		put_health(&screen, status->health);
	wl_screen_release(&screen);
}
