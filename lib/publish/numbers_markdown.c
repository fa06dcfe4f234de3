/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "publish/numbers.h"
#include "publish/phrase.h"
#include "publish/table.h"

#define PAIRS 3

static void point(struct wl_buf *out, const char *name, const char *text)
{
	if (!*text)
		return;
	wl_buf_addf(out, "- **%s:** ", name);
	wl_markdown_line(out, text);
	wl_buf_addc(out, '\n');
}

static void trends(struct wl_buf *out, const struct wl_synthesis *synthesis,
	const struct wl_group *group)
{
	const struct wl_drivers *drivers = &group->drivers;
	size_t n = wl_phrase_patterns(group);

	for (size_t i = 0;
		i < n && i < drivers->ntrend && drivers->nquarters > 1; i++) {
		struct wl_buf text = WL_BUF_INIT;

		wl_buf_addf(&text, "%s: ",
			wl_phrase_theme(synthesis, group->themes[i].id));
		wl_numbers_trend(&text, group, i);
		point(out, "Trend", text.s);
		wl_buf_release(&text);
	}
}

void wl_numbers_markdown_group(struct wl_buf *out,
	const struct wl_synthesis *synthesis, const struct wl_group *group)
{
	struct wl_buf text = WL_BUF_INIT;
	size_t start = out->n, empty;

	wl_buf_adds(out, "\n### What drove the decisions\n\n");
	empty = out->n;
	wl_numbers_hidden(&text, synthesis, group);
	point(out, "Hidden criteria", text.s);
	wl_buf_clear(&text);
	wl_numbers_price(&text, group);
	point(out, "Price", text.s);
	wl_buf_clear(&text);
	for (size_t i = 0, n = 0; i < group->drivers.ntogether && n < PAIRS;
		i++) {
		wl_numbers_together(&text, synthesis, group, i);
		n += text.n > 0;
		point(out, "Together", text.s);
		wl_buf_clear(&text);
	}
	trends(out, synthesis, group);
	wl_numbers_fresh(&text, group);
	point(out, "New themes of each interview", text.s);
	if (out->n == empty)
		wl_buf_cut(out, start);
	wl_buf_release(&text);
}

static void matrix(struct wl_buf *out, const struct wl_synthesis *synthesis)
{
	if (!synthesis->nstrata)
		return;
	wl_buf_adds(out,
		"\n| Segment | Competitor | Stage | Interviewed | Closed |\n"
		"|---|---|---|---|---|\n");
	for (size_t i = 0; i < synthesis->nstrata; i++) {
		const struct wl_stratum *one = &synthesis->strata[i];
		const char *cells[] = { one->segment,
			wl_programme_competitor_name(
				&synthesis->corpus->programme, one->competitor),
			one->stage };

		for (size_t j = 0; j < WL_LEN(cells); j++) {
			wl_buf_adds(out, "| ");
			wl_markdown_cell(out, *cells[j] ? cells[j] : "unknown");
			wl_buf_addc(out, ' ');
		}
		wl_buf_addf(
			out, "| %d | %d |\n", one->interviewed, one->closed);
	}
}

void wl_numbers_markdown_sample(
	struct wl_buf *out, const struct wl_synthesis *synthesis)
{
	struct wl_buf text = WL_BUF_INIT, title = WL_BUF_INIT;
	const char *name;

	if (!synthesis->nwhole)
		return;
	wl_buf_adds(out, "\n## Sample\n\n");
	for (size_t i = 0; wl_numbers_sample(&text, &name, synthesis, i); i++) {
		wl_buf_clear(&title);
		wl_buf_addf(&title, "%c%s", name[0] - 'a' + 'A', name + 1);
		point(out, title.s, text.s);
		wl_buf_clear(&text);
	}
	matrix(out, synthesis);
	wl_buf_release(&text);
	wl_buf_release(&title);
}
