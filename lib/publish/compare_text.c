/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "publish/compare.h"

#include "base/utf8.h"
#include "publish/phrase.h"
#include "publish/screen.h"

#define FULL "█"
#define REST "░"
#define ARROW "→"
#define BAR 12
#define WIDE 80 /* columns from which on there are bars */
#define NAMED 8

const char *const wl_shift_words[] = {
	[WL_BECAME] = "became",
	[WL_STOPPED] = "stopped",
	[WL_ROSE] = "rose",
	[WL_FELL] = "fell",
	[WL_FRESH] = "new",
	[WL_GONE] = "gone",
	[WL_STAYED] = "stayed",
};

const char *const wl_shift_titles[] = {
	[WL_BECAME] = "became a pattern",
	[WL_STOPPED] = "a pattern no more",
	[WL_ROSE] = "rose to a higher level",
	[WL_FELL] = "fell to a lower level",
	[WL_FRESH] = "named for the first time",
	[WL_GONE] = "not named any more",
	[WL_STAYED] = "at the same level",
};

/* Phrases */

const char *wl_compare_level(const struct wl_theme_row *row)
{
	return row ? wl_strengths[row->level] : "not named";
}

int wl_compare_deals(const struct wl_theme_row *row)
{
	return row ? row->deals : 0;
}

int wl_compare_size(const struct wl_group *group)
{
	return group ? group->deals : 0;
}

void wl_compare_change(struct wl_buf *out, const struct wl_shift_row *row)
{
	if (row->shift == WL_BECAME)
		wl_buf_addf(out, "was %s", wl_compare_level(row->before));
	else if (row->shift == WL_STOPPED)
		wl_buf_addf(out, "now %s", wl_compare_level(row->after));
	else if (row->shift != WL_STAYED)
		wl_buf_addf(out, "%s %s %s", wl_compare_level(row->before),
			ARROW, wl_compare_level(row->after));
	if (row->was)
		wl_buf_addf(out, "%scalled %s before", out->n ? ", " : "",
			row->was);
}

void wl_compare_sizes(struct wl_buf *out, const struct wl_compare *compare,
	const struct wl_compared *group)
{
	int n = wl_compare_size(group->after);
	const char *unit = wl_phrase_unit(compare->after);

	wl_buf_addf(out, "%d %s %d %.*s", wl_compare_size(group->before), ARROW,
		n, (int)strlen(unit) - (n == 1), unit);
}

/* Periods are of one corpus. */
static bool of_periods(const struct wl_compare *compare)
{
	return compare->before->corpus == compare->after->corpus;
}

void wl_compare_as_of(struct wl_buf *out, const struct wl_compare *compare)
{
	const struct wl_corpus *corpus = compare->after->corpus;
	struct wl_filter filter = compare->after->filter;
	struct wl_buf chosen = WL_BUF_INIT;
	wl_day today = wl_time_day(&corpus->as_of);
	char day[WL_DATE_TEXT];

	wl_buf_adds(out, wl_day_format(today, day));
	if (of_periods(compare)) {
		if (filter.until > today)
			wl_buf_addf(out, ", before %s ends", compare->names[1]);
		filter.since = filter.until = WL_NO_DAY;
	}
	wl_phrase_filter(&chosen, &filter);
	if (chosen.n)
		wl_buf_addf(out, " · %s", chosen.s);
	wl_buf_release(&chosen);
}

void wl_compare_caution(struct wl_buf *out, const struct wl_compare *compare,
	const struct wl_compared *group)
{
	bool before = wl_compare_small(compare->before, group->before);
	bool after = wl_compare_small(compare->after, group->after);

	if (before && after)
		wl_buf_adds(out,
			"Both groups are too small for patterns: this shows "
			"what was said, not what changed.");
	else if (before)
		wl_buf_addf(out,
			"In '%s' the group is too small for patterns: what "
			"became one here may have been there before.",
			compare->names[0]);
	else if (after)
		wl_buf_addf(out,
			"In '%s' the group is too small for patterns: what "
			"is none there may still be one.",
			compare->names[1]);
}

static void stayed(struct wl_buf *out, const struct wl_compared *group)
{
	int n = group->shifts[WL_STAYED], patterns = 0;

	for (size_t i = 0; i < group->nrows; i++)
		patterns += group->rows[i].shift == WL_STAYED &&
			    group->rows[i].after->level >= WL_PATTERN;
	if (!n)
		return;
	wl_phrase_count(out, n, "theme stays at its level",
		"themes stay at their level");
	if (patterns)
		wl_buf_addf(out, ", %d of them %s", patterns,
			patterns == 1 ? "a pattern" : "patterns");
}

void wl_compare_empty(struct wl_buf *out, const struct wl_compare *compare)
{
	wl_buf_addf(out, "Neither %s nor %s has an interview that counts.",
		compare->names[0], compare->names[1]);
}

/* The page */

struct page {
	struct wl_screen screen;
	const struct wl_compare *compare;
	struct wl_buf text;
};

static struct wl_buf *phrase(struct page *page)
{
	wl_buf_clear(&page->text);
	return &page->text;
}

static void title(struct page *page)
{
	const struct wl_compare *compare = page->compare;
	const struct wl_corpus *corpus = compare->after->corpus;

	wl_screen_product(&page->screen, corpus);
	wl_buf_addf(phrase(page), "%s %s %s", compare->names[0], ARROW,
		compare->names[1]);
	wl_screen_wrap(&page->screen, WL_ACCENT, page->text.s, 2);
	wl_buf_adds(phrase(page), "as of ");
	wl_compare_as_of(&page->text, compare);
	wl_screen_space(&page->screen, 2);
	wl_screen_wrap(&page->screen, WL_FAINT, page->text.s, 2);
	wl_screen_end(&page->screen);
}

static const char *state_of(const struct wl_group *group)
{
	return group ? wl_state_words[group->state] : "no interview";
}

static void group_head(struct page *page, const struct wl_compared *group)
{
	wl_screen_end(&page->screen);
	wl_screen_put(&page->screen, WL_STRONG, wl_group_heads[group->outcome]);
	if (group->by) {
		wl_screen_space(&page->screen, 1);
		wl_screen_putf(&page->screen, WL_STRONG, "· %s",
			*group->by ? group->by : "unknown");
	}
	wl_screen_space(&page->screen, 2);
	wl_compare_sizes(phrase(page), page->compare, group);
	wl_screen_put(&page->screen, WL_PLAIN, page->text.s);
	wl_screen_space(&page->screen, 2);
	wl_buf_addf(phrase(page), "%s %s %s", state_of(group->before), ARROW,
		state_of(group->after));
	wl_screen_place(&page->screen, WL_FAINT, page->text.s, 2);
	wl_screen_end(&page->screen);
	wl_screen_rule(&page->screen);
	wl_compare_caution(phrase(page), page->compare, group);
	wl_screen_paragraph(&page->screen, WL_MIXED, page->text.s, 2);
}

/* Rows */

static size_t bar_width(const struct page *page, int n)
{
	if (wl_screen_width(&page->screen) < WIDE)
		return 0;
	return n < BAR ? (size_t)n : BAR;
}

static void put_blocks(
	struct page *page, enum wl_style style, const char *block, size_t n)
{
	phrase(page);
	while (n--)
		wl_buf_adds(&page->text, block);
	wl_screen_put(&page->screen, style, page->text.s);
}

static size_t digits(int n)
{
	char text[16];

	return (size_t)snprintf(text, sizeof(text), "%d", n);
}

/* Against us, for us, or as it came. */
static enum wl_style side_style(const struct wl_theme_row *row)
{
	if (!row || row->positive == row->negative)
		return WL_PLAIN;
	return row->positive > row->negative ? WL_FOR : WL_AGAINST;
}

static void put_side(struct page *page, const struct wl_theme_row *row, int n)
{
	int k = wl_compare_deals(row);
	size_t width = bar_width(page, n), full = 0;

	if (n)
		full = ((size_t)k * width * 2 + (size_t)n) / ((size_t)n * 2);
	if (k && width && !full)
		full = 1;
	put_blocks(page, side_style(row), FULL, full);
	put_blocks(page, WL_FAINT, REST, width - full);
	wl_screen_space(&page->screen, (width > 0) + digits(n) - digits(k));
	wl_screen_putf(
		&page->screen, k ? WL_STRONG : WL_FAINT, "%d of %d", k, n);
}

static void put_row(struct page *page, const struct wl_compared *group,
	const struct wl_shift_row *row)
{
	struct wl_screen *screen = &page->screen;
	size_t at;

	wl_screen_space(screen, 4);
	put_side(page, row->before, wl_compare_size(group->before));
	wl_screen_space(screen, 1);
	wl_screen_put(screen, WL_FAINT, ARROW);
	wl_screen_space(screen, 1);
	put_side(page, row->after, wl_compare_size(group->after));
	wl_screen_space(screen, 2);
	at = screen->column + 2;
	wl_screen_wrap(screen, WL_STRONG,
		wl_phrase_theme(page->compare->after, row->id), at);
	wl_screen_space(screen, 2);
	wl_compare_change(phrase(page), row);
	wl_screen_place(screen, WL_FAINT, page->text.s, at);
	wl_screen_end(screen);
}

static void put_shift(
	struct page *page, const struct wl_compared *group, enum wl_shift shift)
{
	static const enum wl_style styles[] = {
		[WL_BECAME] = WL_ACCENT,
		[WL_STOPPED] = WL_ACCENT,
		[WL_ROSE] = WL_PLAIN,
		[WL_FELL] = WL_PLAIN,
	};

	if (!group->shifts[shift])
		return;
	wl_screen_end(&page->screen);
	wl_screen_paragraph(
		&page->screen, styles[shift], wl_shift_titles[shift], 2);
	for (size_t i = 0; i < group->nrows; i++)
		if (group->rows[i].shift == shift)
			put_row(page, group, &group->rows[i]);
}

/* "named for the first time: Security (2), Deadline (1)" */
static void put_names(
	struct page *page, const struct wl_compared *group, enum wl_shift shift)
{
	int n = 0;

	if (!group->shifts[shift])
		return;
	wl_buf_addf(phrase(page), "%s: ", wl_shift_titles[shift]);
	for (size_t i = 0; i < group->nrows && n < NAMED; i++) {
		const struct wl_shift_row *row = &group->rows[i];

		if (row->shift != shift)
			continue;
		wl_buf_addf(&page->text, "%s%s (%d)", n++ ? ", " : "",
			wl_phrase_theme(page->compare->after, row->id),
			wl_compare_deals(row->after) +
				(shift == WL_GONE) *
					wl_compare_deals(row->before));
	}
	if (group->shifts[shift] > n)
		wl_buf_addf(
			&page->text, " and %d more", group->shifts[shift] - n);
	wl_screen_paragraph(&page->screen, WL_PLAIN, page->text.s, 2);
}

static void put_group(struct page *page, const struct wl_compared *group)
{
	group_head(page, group);
	if (!group->shifts[WL_BECAME] && !group->shifts[WL_STOPPED] &&
		!page->text.n)
		wl_screen_paragraph(&page->screen, WL_PLAIN,
			"no theme became a pattern, none stopped being one", 2);
	for (int shift = WL_BECAME; shift <= WL_FELL; shift++)
		put_shift(page, group, (enum wl_shift)shift);
	if (group->shifts[WL_STAYED] < (int)group->nrows)
		wl_screen_end(&page->screen);
	put_names(page, group, WL_FRESH);
	put_names(page, group, WL_GONE);
	stayed(phrase(page), group);
	wl_screen_paragraph(&page->screen, WL_FAINT, page->text.s, 2);
}

static const struct wl_compared *first_became(const struct wl_compare *compare)
{
	for (size_t i = compare->ngroups; i-- > 0;)
		if (compare->groups[i].shifts[WL_BECAME])
			return &compare->groups[i];
	return NULL;
}

static void ending(struct page *page)
{
	const struct wl_compared *group = first_became(page->compare);
	enum wl_by by = page->compare->after->filter.by;

	wl_screen_end(&page->screen);
	wl_screen_paragraph(&page->screen, WL_FAINT, WL_COMPARE_CHANCE, 0);
	if (!group)
		return;
	wl_screen_put(&page->screen, WL_FAINT, "next:");
	wl_screen_space(&page->screen, 1);
	wl_buf_addf(phrase(page), "winloss quotes --theme %s --outcome %s",
		group->rows[0].id, wl_outcomes[group->outcome]);
	if (group->by && *group->by &&
		(by == WL_BY_SEGMENT || by == WL_BY_COMPETITOR))
		wl_buf_addf(&page->text, " --%s %s", wl_bys[by], group->by);
	wl_screen_wrap(&page->screen, WL_STRONG, page->text.s, 6);
	wl_screen_end(&page->screen);
}

void wl_publish_compare_text(struct wl_buf *out,
	const struct wl_compare *compare, const struct wl_look *look)
{
	struct page page = { .compare = compare };

	wl_screen_init(&page.screen, out, look);
	wl_buf_init(&page.text);
	title(&page);
	for (size_t i = 0; i < compare->ngroups; i++)
		put_group(&page, &compare->groups[i]);
	if (compare->ngroups) {
		ending(&page);
	} else {
		wl_screen_end(&page.screen);
		wl_compare_empty(phrase(&page), compare);
		wl_screen_paragraph(&page.screen, WL_PLAIN, page.text.s, 0);
	}
	wl_screen_release(&page.screen);
	wl_buf_release(&page.text);
}
