/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "study/sample.h"
#include "study/sets.h"

#define SMALL_BASE 20
#define TOGETHER_LEAST 2

/* A quarter of a group while its units are sorted. */
struct quarter {
	int number; /* as wl_day_quarter; NO_QUARTER */
	int units;
	uint64_t *set;
};
#define NO_QUARTER (-1)

/* A walk over the units of a group, once its themes stand in order. */
struct driving {
	struct wl_arena *arena;
	const struct wl_codebook *codebook;
	const struct wl_group *group;
	const struct wl_sets *sets;
	struct wl_drivers *drivers;
	size_t frequent; /* themes that may come together */
	struct quarter *quarters;
	size_t n, cap;
	wl_day earliest; /* interview */
	wl_day last_day; /* and the quarter of it, which is often asked again */
	int last_quarter;
	const struct wl_respondent **first; /* by number: who brought it */
};

/* Quarters */

/* In order of time; without a date last. */
static int by_time(const void *left, const void *right)
{
	const struct wl_quarter *a = left, *b = right;

	if (a->quarter < 0 || b->quarter < 0)
		return (a->quarter < 0) - (b->quarter < 0);
	return a->quarter - b->quarter;
}

static int quarter_of(struct driving *driving, wl_day day)
{
	if (day == WL_NO_DAY)
		return NO_QUARTER;
	if (day != driving->last_day) {
		driving->last_day = day;
		driving->last_quarter = wl_day_quarter(day);
	}
	return driving->last_quarter;
}

static struct quarter *quarter_at(struct driving *driving, int number)
{
	struct quarter *one;

	for (size_t i = 0; i < driving->n; i++)
		if (driving->quarters[i].number == number)
			return &driving->quarters[i];
	WL_GROW(driving->quarters, driving->n, driving->cap);
	one = &driving->quarters[driving->n++];
	*one = (struct quarter){ .number = number };
	one->set = wl_sets_none(driving->sets, driving->arena);
	return one;
}

static void add_to_quarter(
	struct driving *driving, const struct wl_unit *unit, size_t place)
{
	const struct wl_respondent *first = unit->first;
	struct quarter *quarter;

	/* They stand in the order of ids */
	for (const struct wl_respondent *r = first->next; r; r = r->next)
		if (r->moment < first->moment)
			first = r;
	quarter = quarter_at(driving, quarter_of(driving, first->day));
	quarter->units++;
	wl_set_add(quarter->set, place);
}

static void finish_quarters(struct driving *driving)
{
	struct wl_drivers *drivers = driving->drivers;

	drivers->ntrend = driving->frequent;
	drivers->nquarters = driving->n;
	drivers->quarters = wl_arena_alloc(
		driving->arena, driving->n * sizeof(*drivers->quarters));
	for (size_t i = 0; i < driving->n; i++) {
		const struct quarter *from = &driving->quarters[i];
		struct wl_quarter *to = &drivers->quarters[i];

		to->quarter = from->number;
		to->deals = from->units;
		to->themes = wl_arena_alloc(driving->arena,
			driving->frequent * sizeof(*to->themes));
		for (size_t j = 0; j < driving->frequent; j++)
			to->themes[j] = wl_sets_both(driving->sets, from->set,
				wl_sets_theme(driving->sets, j));
	}
	if (driving->n)
		qsort(drivers->quarters, drivers->nquarters,
			sizeof(*drivers->quarters), by_time);
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
	int both = wl_sets_both(driving->sets, wl_sets_theme(driving->sets, a),
		wl_sets_theme(driving->sets, b));

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

	drivers->together = wl_arena_alloc(
		driving->arena, n * n / 2 * sizeof(*drivers->together));
	for (size_t a = 0; a < n; a++)
		for (size_t b = a + 1; b < n; b++)
			add_together(driving, a, b);
	if (drivers->ntogether)
		qsort(drivers->together, drivers->ntogether,
			sizeof(*drivers->together), most_together);
}

/* What each interview brought */

static void see_fresh(
	struct driving *driving, const struct wl_respondent *respondent)
{
	const struct wl_coded *coded = respondent->coded;

	if (!coded->nmarks)
		return;
	/* Also who brings nothing new is named */
	driving->drivers->fresh[respondent->order].interview =
		respondent->interview;
	if (!driving->group->saturation.fresh[respondent->order])
		return;
	for (size_t i = 0; i < coded->nmarks; i++) {
		const struct wl_respondent **first =
			&driving->first[coded->marks[i].theme];

		if (!*first || respondent->order < (*first)->order)
			*first = respondent;
	}
}

static void finish_fresh(struct driving *driving)
{
	const struct wl_group *group = driving->group;

	for (size_t i = 0; i < group->nthemes; i++) {
		const struct wl_theme_row *row = &group->themes[i];
		size_t who = driving->first[row->number]->order;
		struct wl_fresh *one = &driving->drivers->fresh[who];
		size_t n = (size_t)group->saturation.fresh[who];

		if (!one->themes)
			one->themes = wl_arena_alloc(
				driving->arena, n * sizeof(*one->themes));
		one->themes[one->n++] = row->id;
	}
}

/* Every theme has a date, and the newest is before the first interview. */
static bool is_closed(const struct driving *driving)
{
	const struct wl_codebook *codebook = driving->codebook;

	for (size_t i = 0; i < codebook->n; i++)
		if (codebook->themes[i].since == WL_NO_DAY ||
			codebook->themes[i].since >= driving->earliest)
			return false;
	return codebook->n > 0;
}

static void walk(struct driving *driving, const struct wl_sample *sample)
{
	size_t place = 0;

	for (const struct wl_unit *u = sample->first; u; u = u->next) {
		add_to_quarter(driving, u, place++);
		for (const struct wl_respondent *r = u->first; r; r = r->next) {
			if (r->day < driving->earliest)
				driving->earliest = r->day;
			see_fresh(driving, r);
		}
	}
}

void wl_drivers_make(struct wl_group *group, struct wl_synthesis *synthesis,
	const struct wl_sample *sample)
{
	struct wl_drivers *drivers = &group->drivers;
	struct driving driving = {
		.arena = &synthesis->arena,
		.codebook = &synthesis->corpus->codebook,
		.group = group,
		.sets = group->sets,
		.drivers = drivers,
		.earliest = INT32_MAX,
		.last_day = WL_NO_DAY,
	};

	driving.frequent =
		group->nthemes < WL_FREQUENT ? group->nthemes : WL_FREQUENT;
	driving.first =
		wl_alloc(synthesis->marks->nthemes * sizeof(*driving.first));
	drivers->fresh = wl_arena_alloc(
		driving.arena, group->saturation.n * sizeof(*drivers->fresh));
	walk(&driving, sample);
	finish_quarters(&driving);
	finish_together(&driving);
	finish_fresh(&driving);
	drivers->small_base = group->saturation.base < SMALL_BASE;
	drivers->closed_codebook = is_closed(&driving);
	free(driving.quarters);
	free(driving.first);
}
