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
	struct wl_map done; /* by deal: non-NULL */
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

/* What an interview says of its deal counts, not what deals.csv says. */
static void cover_interviewed(
	struct covering *covering, const struct wl_sample *sample)
{
	for (const struct wl_unit *u = sample->first; u; u = u->next) {
		const struct wl_interview *one = u->first->interview;
		const struct cell like = { { one->segment, one->competitor,
						   one->stage, 0, 0, 0 },
			one->outcome, NULL };
		struct wl_stratum *cell;

		if (wl_map_get(&covering->done, one->deal))
			continue;
		cell = cell_of(covering, &like);
		if (one->deal)
			wl_map_put(&covering->done, one->deal, cell);
		cell->interviewed++;
		cell->closed++;
		covering->interviewed++;
		covering->closed++;
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
		const struct cell like = { { deal->segment, deal->competitor,
						   deal->stage, 0, 0, 0 },
			deal->outcome, NULL };

		if (deal->outcome < WL_WIN || deal->outcome > WL_NO_DECISION)
			continue;
		if (today != WL_NO_DAY && deal->closed > today)
			continue;
		if (wl_map_get(&covering->done, deal->id) ||
			!wl_filter_passes_deal(
				&filter, &corpus->programme, deal))
			continue;
		cell_of(covering, &like)->closed++;
		covering->closed++;
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

/* Fill the cells and sort them; the array is the caller's to free. */
static struct cell **cover(struct covering *covering,
	const struct wl_synthesis *synthesis,
	const struct wl_sample samples[WL_SAMPLES])
{
	struct cell **v;
	size_t n = 0;

	wl_buf_init(&covering->key);
	for (int i = 0; i < WL_SAMPLES; i++)
		cover_interviewed(covering, &samples[i]);
	cover_closed(covering, synthesis);
	v = wl_alloc((covering->n + 1) * sizeof(*v));
	for (struct cell *cell = covering->all; cell; cell = cell->next)
		v[n++] = cell;
	qsort(v, n, sizeof(struct cell *), by_cell);
	wl_map_release(&covering->cells);
	wl_map_release(&covering->done);
	wl_buf_release(&covering->key);
	return v;
}

static void by_outcome(struct wl_synthesis *synthesis,
	const struct wl_sample samples[WL_SAMPLES])
{
	struct covering covering = { .arena = &synthesis->arena };
	struct cell **v = cover(&covering, synthesis, samples);

	synthesis->ncoverage = covering.n;
	synthesis->coverage = wl_arena_alloc(
		&synthesis->arena, covering.n * sizeof(*synthesis->coverage));
	for (size_t i = 0; i < covering.n; i++) {
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

static void by_stage(struct wl_synthesis *synthesis,
	const struct wl_sample samples[WL_SAMPLES])
{
	struct covering covering = {
		.arena = &synthesis->arena,
		.by_stage = true,
	};
	struct cell **v = cover(&covering, synthesis, samples);

	synthesis->nstrata = covering.n;
	synthesis->strata = wl_arena_alloc(
		&synthesis->arena, covering.n * sizeof(*synthesis->strata));
	for (size_t i = 0; i < covering.n; i++) {
		struct wl_stratum *stratum = &synthesis->strata[i];

		*stratum = v[i]->stratum;
		stratum->difference =
			share(stratum->interviewed, covering.interviewed) -
			share(stratum->closed, covering.closed);
	}
	free(v);
}

void wl_coverage_make(struct wl_synthesis *synthesis,
	const struct wl_sample samples[WL_SAMPLES])
{
	by_outcome(synthesis, samples);
	by_stage(synthesis, samples);
}
