/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "study/sample.h"

struct covering {
	struct wl_arena *arena;
	struct wl_buf key;
	struct wl_map cells; /* by key: struct cell */
	struct cell *all;
	size_t n;
	struct wl_map interviewed; /* by deal: non-NULL */
};

struct cell {
	struct wl_cover cover;
	struct cell *next;
};

static const char *text(const char *s)
{
	return s ? s : "";
}

static struct wl_cover *cell_of(struct covering *covering, const char *segment,
	const char *competitor, enum wl_outcome outcome)
{
	struct cell *cell;

	wl_buf_clear(&covering->key);
	wl_buf_adds(&covering->key, text(segment));
	wl_buf_addc(&covering->key, '\x1f');
	wl_buf_adds(&covering->key, text(competitor));
	wl_buf_addc(&covering->key, '\x1f');
	wl_buf_adds(&covering->key, wl_outcomes[outcome]);
	cell = wl_map_get(&covering->cells, covering->key.s);
	if (cell)
		return &cell->cover;
	cell = wl_arena_alloc(covering->arena, sizeof(*cell));
	cell->cover.segment = text(segment);
	cell->cover.competitor = text(competitor);
	cell->cover.outcome = outcome;
	cell->next = covering->all;
	covering->all = cell;
	covering->n++;
	wl_map_put(&covering->cells,
		wl_arena_strdup(covering->arena, covering->key.s), cell);
	return &cell->cover;
}

/* What an interview says of its deal counts, not what deals.csv says. */
static void cover_interviewed(
	struct covering *covering, const struct wl_sample *sample)
{
	for (const struct wl_unit *u = sample->first; u; u = u->next) {
		const struct wl_interview *one = u->first->interview;
		struct wl_cover *cover;

		if (wl_map_get(&covering->interviewed, one->deal))
			continue;
		cover = cell_of(
			covering, one->segment, one->competitor, one->outcome);
		if (one->deal)
			wl_map_put(&covering->interviewed, one->deal, cover);
		cover->interviewed++;
		cover->closed++;
	}
}

static void cover_closed(
	struct covering *covering, const struct wl_synthesis *synthesis)
{
	const struct wl_corpus *corpus = synthesis->corpus;
	struct wl_filter filter = synthesis->filter;
	wl_day today = wl_time_day(&corpus->as_of);

	filter.since = filter.until = WL_NO_DAY;
	for (size_t i = 0; i < corpus->deals.n; i++) {
		const struct wl_deal *deal = &corpus->deals.v[i];

		if (deal->outcome < WL_WIN || deal->outcome > WL_NO_DECISION)
			continue;
		if (today != WL_NO_DAY && deal->closed > today)
			continue;
		if (wl_map_get(&covering->interviewed, deal->id) ||
			!wl_filter_passes_deal(
				&filter, &corpus->programme, deal))
			continue;
		cell_of(covering, deal->segment, deal->competitor,
			deal->outcome)
			->closed++;
	}
}

static int by_stratum(const void *left, const void *right)
{
	const struct wl_cover *a = left, *b = right;
	int order = strcmp(a->segment, b->segment);

	if (!order)
		order = strcmp(a->competitor, b->competitor);
	return order ? order : (int)a->outcome - (int)b->outcome;
}

void wl_coverage_make(struct wl_synthesis *synthesis,
	const struct wl_sample samples[WL_SAMPLES])
{
	struct covering covering = { .arena = &synthesis->arena };
	struct wl_cover *out;

	wl_buf_init(&covering.key);
	for (int i = 0; i < WL_SAMPLES; i++)
		cover_interviewed(&covering, &samples[i]);
	cover_closed(&covering, synthesis);
	out = wl_arena_alloc(&synthesis->arena, covering.n * sizeof(*out));
	for (struct cell *cell = covering.all; cell; cell = cell->next)
		out[synthesis->ncoverage++] = cell->cover;
	qsort(out, synthesis->ncoverage, sizeof(*out), by_stratum);
	synthesis->coverage = out;
	wl_map_release(&covering.cells);
	wl_map_release(&covering.interviewed);
	wl_buf_release(&covering.key);
}
