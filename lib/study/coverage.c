/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "study/sample.h"

struct cell {
	struct wl_stratum stratum; /* the stage is "" by outcome */
	enum wl_outcome outcome;   /* none by stage */
	struct cell *next;
};

struct covering {
	struct wl_arena *arena;
	bool by_stage; /* else by outcome */
	struct wl_buf key;
	struct wl_map cells; /* by key: struct cell */
	struct cell *all;
	size_t n;
	int interviewed, closed;
};

static const char *text(const char *s)
{
	return s ? s : "";
}

static struct wl_stratum *cell_of(
	struct covering *covering, const struct cell *like)
{
	const char *parts[] = { text(like->stratum.segment),
		text(like->stratum.competitor),
		covering->by_stage ? text(like->stratum.stage) : "",
		covering->by_stage ? "" : wl_outcomes[like->outcome] };
	struct cell *cell;

	wl_buf_clear(&covering->key);
	for (size_t i = 0; i < WL_LEN(parts); i++) {
		wl_buf_adds(&covering->key, parts[i]);
		wl_buf_addc(&covering->key, '\x1f');
	}
	cell = wl_map_get(&covering->cells, covering->key.s);
	if (cell)
		return &cell->stratum;
	cell = wl_arena_alloc(covering->arena, sizeof(*cell));
	cell->stratum.segment = parts[0];
	cell->stratum.competitor = parts[1];
	cell->stratum.stage = parts[2];
	cell->outcome = covering->by_stage ? WL_OUTCOME_NONE : like->outcome;
	cell->next = covering->all;
	covering->all = cell;
	covering->n++;
	wl_map_put(&covering->cells,
		wl_arena_strdup(covering->arena, covering->key.s), cell);
	return &cell->stratum;
}

static void cover_cell(
	struct covering *covering, const struct cell *like, bool interviewed)
{
	struct wl_stratum *cell = cell_of(covering, like);

	cell->interviewed += interviewed;
	cell->closed++;
	covering->interviewed += interviewed;
	covering->closed++;
}

/* What an interview says of its deal counts, not what deals.csv says. */
static void cover_interviewed(struct covering both[2], struct wl_map *done,
	const struct wl_sample *sample)
{
	for (const struct wl_unit *u = sample->first; u; u = u->next) {
		const struct wl_interview *one = u->first->interview;
		const struct cell like = { { one->segment, one->competitor,
						   one->stage, 0, 0, 0 },
			one->outcome, NULL };

		if (one->deal && wl_map_put(done, one->deal, both))
			continue;
		cover_cell(&both[0], &like, true);
		cover_cell(&both[1], &like, true);
	}
}

static void cover_closed(struct covering both[2], const struct wl_map *done,
	const struct wl_synthesis *synthesis)
{
	const struct wl_corpus *corpus = synthesis->corpus;
	struct wl_filter filter = synthesis->filter;
	wl_day today = wl_time_day(&corpus->as_of);

	filter.since = filter.until = WL_NO_DAY;
	for (size_t i = 0; i < corpus->deals.n; i++) {
		const struct wl_deal *deal = &corpus->deals.v[i];
		const struct cell like = { { deal->segment, deal->competitor,
						   deal->stage, 0, 0, 0 },
			deal->outcome, NULL };

		if (deal->outcome < WL_WIN || deal->outcome > WL_NO_DECISION)
			continue;
		if (today != WL_NO_DAY && deal->closed > today)
			continue;
		if (wl_map_get(done, deal->id) ||
			!wl_filter_passes_deal(
				&filter, &corpus->programme, deal))
			continue;
		cover_cell(&both[0], &like, false);
		cover_cell(&both[1], &like, false);
	}
}

static int by_cell(const void *left, const void *right)
{
	const struct cell *const *a = left, *const *b = right;
	const struct wl_stratum *x = &(*a)->stratum, *y = &(*b)->stratum;
	int order = strcmp(x->segment, y->segment);

	if (!order)
		order = strcmp(x->competitor, y->competitor);
	if (!order)
		order = strcmp(x->stage, y->stage);
	return order ? order : (int)(*a)->outcome - (int)(*b)->outcome;
}

/* The cells in order; the array is the caller's to free. */
static struct cell **sorted(struct covering *covering)
{
	struct cell **v = wl_alloc((covering->n + 1) * sizeof(*v));
	size_t n = 0;

	for (struct cell *cell = covering->all; cell; cell = cell->next)
		v[n++] = cell;
	qsort(v, n, sizeof(struct cell *), by_cell);
	return v;
}

static void by_outcome(
	struct wl_synthesis *synthesis, struct covering *covering)
{
	struct cell **v = sorted(covering);

	synthesis->ncoverage = covering->n;
	synthesis->coverage = wl_arena_alloc(
		&synthesis->arena, covering->n * sizeof(*synthesis->coverage));
	for (size_t i = 0; i < covering->n; i++) {
		const struct wl_stratum *from = &v[i]->stratum;

		synthesis->coverage[i] = (struct wl_cover){ from->segment,
			from->competitor, v[i]->outcome, from->interviewed,
			from->closed };
	}
	free(v);
}

static double share(int k, int n)
{
	return n ? (double)k / n : 0;
}

static void by_stage(struct wl_synthesis *synthesis, struct covering *covering)
{
	struct cell **v = sorted(covering);

	synthesis->nstrata = covering->n;
	synthesis->strata = wl_arena_alloc(
		&synthesis->arena, covering->n * sizeof(*synthesis->strata));
	for (size_t i = 0; i < covering->n; i++) {
		struct wl_stratum *stratum = &synthesis->strata[i];

		*stratum = v[i]->stratum;
		stratum->difference =
			share(stratum->interviewed, covering->interviewed) -
			share(stratum->closed, covering->closed);
	}
	free(v);
}

void wl_coverage_make(struct wl_synthesis *synthesis,
	const struct wl_sample samples[WL_SAMPLES])
{
	struct covering both[2] = {
		{ .arena = &synthesis->arena },
		{ .arena = &synthesis->arena, .by_stage = true },
	};
	struct wl_map done = { 0 }; /* by deal */

	for (size_t i = 0; i < WL_LEN(both); i++)
		wl_buf_init(&both[i].key);
	wl_map_reserve(&done, synthesis->corpus->ninterviews);
	for (int i = 0; i < WL_SAMPLES; i++)
		cover_interviewed(both, &done, &samples[i]);
	cover_closed(both, &done, synthesis);
	by_outcome(synthesis, &both[0]);
	by_stage(synthesis, &both[1]);
	for (size_t i = 0; i < WL_LEN(both); i++) {
		wl_map_release(&both[i].cells);
		wl_buf_release(&both[i].key);
	}
	wl_map_release(&done);
}
