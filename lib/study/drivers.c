/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "study/sample.h"

#include <math.h>

#define SMALL_BASE 20
#define TOGETHER_LEAST 2

/* A walk over the units of a group, once its themes stand in order. */
struct driving {
	struct wl_synthesis *synthesis;
	struct wl_group *group;
	struct wl_drivers *drivers;
	uint32_t *rows;                     /* by theme: place in the group */
	const struct wl_respondent **first; /* by row: who brought it */
	int (*both)[WL_FREQUENT];           /* [a][b], a < b */
	size_t frequent;                    /* rows that may come together */
	size_t cap;                         /* of drivers->quarters */
};

/* The frequent themes of an interview as bits; notes who was first. */
static uint64_t themes_of(
	struct driving *driving, const struct wl_respondent *respondent)
{
	const struct wl_coded *coded = respondent->coded;
	uint64_t bits = 0;

	for (size_t i = 0; i < coded->nmarks; i++) {
		uint32_t row = driving->rows[coded->marks[i].theme];

		if (!driving->first[row] ||
			respondent->order < driving->first[row]->order)
			driving->first[row] = respondent;
		if (row < driving->frequent)
			bits |= UINT64_C(1) << row;
	}
	/* Also who brings nothing new is named */
	if (coded->nmarks)
		driving->drivers->fresh[respondent->order].interview =
			respondent->interview;
	return bits;
}

static void add_pairs(struct driving *driving, uint64_t bits)
{
	for (; bits; bits &= bits - 1) {
		int *with = driving->both[__builtin_ctzll(bits)];
		uint64_t rest = bits & (bits - 1);

		for (; rest; rest &= rest - 1)
			with[__builtin_ctzll(rest)]++;
	}
}

/* Quarters */

/* In order of time; without a date last. */
static int by_time(const void *left, const void *right)
{
	const struct wl_quarter *a = left, *b = right;

	if (a->quarter < 0 || b->quarter < 0)
		return (a->quarter < 0) - (b->quarter < 0);
	return a->quarter - b->quarter;
}

static struct wl_quarter *quarter_at(struct driving *driving, int quarter)
{
	struct wl_drivers *drivers = driving->drivers;
	struct wl_quarter *one;

	for (size_t i = 0; i < drivers->nquarters; i++)
		if (drivers->quarters[i].quarter == quarter)
			return &drivers->quarters[i];
	WL_GROW(drivers->quarters, drivers->nquarters, driving->cap);
	one = &drivers->quarters[drivers->nquarters++];
	*one = (struct wl_quarter){ .quarter = quarter };
	one->themes = wl_arena_alloc(&driving->synthesis->arena,
		driving->frequent * sizeof(*one->themes));
	return one;
}

static void add_quarter(
	struct driving *driving, const struct wl_unit *unit, uint64_t bits)
{
	const struct wl_respondent *first = unit->first;
	struct wl_quarter *quarter;

	/* They stand in the order of ids */
	for (const struct wl_respondent *r = first->next; r; r = r->next)
		if (r->moment < first->moment)
			first = r;
	quarter = quarter_at(driving,
		first->day == WL_NO_DAY ? -1 : wl_day_quarter(first->day));
	quarter->deals++;
	for (; bits; bits &= bits - 1)
		quarter->themes[__builtin_ctzll(bits)]++;
}

static void finish_quarters(struct driving *driving)
{
	struct wl_drivers *drivers = driving->drivers;
	struct wl_quarter *grown = drivers->quarters;
	size_t n = drivers->nquarters * sizeof(*grown);

	drivers->ntrend = driving->frequent;
	drivers->quarters = wl_arena_alloc(&driving->synthesis->arena, n);
	if (n) {
		qsort(grown, drivers->nquarters, sizeof(*grown), by_time);
		memcpy(drivers->quarters, grown, n);
	}
	free(grown);
}

/* Together */

static int most_together(const void *left, const void *right)
{
	const struct wl_together *a = left, *b = right;
	int order = strcmp(a->a, b->a);

	if (a->both != b->both)
		return b->both - a->both;
	if (a->jaccard < b->jaccard || a->jaccard > b->jaccard)
		return a->jaccard > b->jaccard ? -1 : 1;
	return order ? order : strcmp(a->b, b->b);
}

static void add_together(struct driving *driving, size_t a, size_t b)
{
	const struct wl_theme_row *x = &driving->group->themes[a];
	const struct wl_theme_row *y = &driving->group->themes[b];
	struct wl_drivers *drivers = driving->drivers;
	struct wl_together *one = &drivers->together[drivers->ntogether];
	int both = driving->both[a][b];

	if (both < TOGETHER_LEAST)
		return;
	*one = (struct wl_together){ x->id, y->id, both, { x->deals, y->deals },
		0, 0 };
	one->jaccard = (double)both / (x->deals + y->deals - both);
	one->expected = (double)x->deals * y->deals / driving->group->deals;
	drivers->ntogether++;
}

static void finish_together(struct driving *driving)
{
	struct wl_drivers *drivers = driving->drivers;
	size_t n = driving->frequent;

	drivers->together = wl_arena_alloc(&driving->synthesis->arena,
		n * n / 2 * sizeof(*drivers->together));
	for (size_t a = 0; a < n; a++)
		for (size_t b = a + 1; b < n; b++)
			add_together(driving, a, b);
	if (drivers->ntogether)
		qsort(drivers->together, drivers->ntogether,
			sizeof(*drivers->together), most_together);
}

/* What each interview brought */

static void finish_fresh(struct driving *driving)
{
	struct wl_arena *arena = &driving->synthesis->arena;
	const struct wl_group *group = driving->group;
	struct wl_fresh *fresh = driving->drivers->fresh;

	for (size_t i = 0; i < group->nthemes; i++) {
		const struct wl_respondent *who = driving->first[i];
		struct wl_fresh *one = &fresh[who->order];

		if (!one->themes)
			one->themes = wl_arena_alloc(arena,
				(size_t)group->saturation.fresh[who->order] *
					sizeof(*one->themes));
		one->themes[one->n++] = group->themes[i].id;
	}
}

/* Every theme has a date, and the newest is before the first interview. */
static bool is_closed(
	const struct driving *driving, const struct wl_sample *sample)
{
	const struct wl_codebook *codebook =
		&driving->synthesis->corpus->codebook;
	wl_day newest = WL_NO_DAY;

	for (size_t i = 0; i < codebook->n; i++) {
		if (codebook->themes[i].since == WL_NO_DAY)
			return false;
		if (codebook->themes[i].since > newest)
			newest = codebook->themes[i].since;
	}
	for (const struct wl_unit *u = sample->first; u; u = u->next)
		for (const struct wl_respondent *r = u->first; r; r = r->next)
			if (r->day <= newest)
				return false;
	return codebook->n > 0;
}

static void walk(struct driving *driving, const struct wl_sample *sample)
{
	for (const struct wl_unit *u = sample->first; u; u = u->next) {
		uint64_t bits = 0;

		for (const struct wl_respondent *r = u->first; r; r = r->next)
			bits |= themes_of(driving, r);
		add_pairs(driving, bits);
		add_quarter(driving, u, bits);
	}
}

void wl_drivers_make(struct wl_group *group, struct wl_synthesis *synthesis,
	const struct wl_sample *sample)
{
	struct driving driving = { .synthesis = synthesis, .group = group };
	struct wl_drivers *drivers = &group->drivers;

	driving.drivers = drivers;
	driving.frequent =
		group->nthemes < WL_FREQUENT ? group->nthemes : WL_FREQUENT;
	driving.first = wl_alloc((group->nthemes + 1) * sizeof(*driving.first));
	driving.both = wl_alloc(WL_FREQUENT * sizeof(*driving.both));
	driving.rows =
		wl_alloc(synthesis->marks->nthemes * sizeof(*driving.rows));
	for (size_t i = 0; i < group->nthemes; i++)
		driving.rows[group->themes[i].number] = (uint32_t)i;
	drivers->fresh = wl_arena_alloc(&synthesis->arena,
		group->saturation.n * sizeof(*drivers->fresh));
	walk(&driving, sample);
	finish_quarters(&driving);
	finish_together(&driving);
	finish_fresh(&driving);
	drivers->small_base = group->saturation.base < SMALL_BASE;
	drivers->closed_codebook = is_closed(&driving, sample);
	free(driving.rows);
	free(driving.first);
	free(driving.both);
}
