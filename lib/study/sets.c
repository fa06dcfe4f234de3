/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "study/sets.h"

#include "study/sample.h"

#define BITS 64

const uint64_t *wl_sets_theme(const struct wl_sets *sets, size_t theme)
{
	return sets->themes + theme * sets->words;
}

uint64_t *wl_sets_none(const struct wl_sets *sets, struct wl_arena *arena)
{
	return wl_arena_alloc(arena, sets->words * sizeof(uint64_t));
}

void wl_set_add(uint64_t *set, size_t unit)
{
	set[unit / BITS] |= UINT64_C(1) << unit % BITS;
}

int wl_sets_both(
	const struct wl_sets *sets, const uint64_t *a, const uint64_t *b)
{
	int n = 0;

	for (size_t i = 0; i < sets->words; i++)
		n += __builtin_popcountll(a[i] & b[i]);
	return n;
}

/* Marks have the numbers of themes, not their places in the group. */
static uint64_t **by_number(const struct wl_sets *sets,
	const struct wl_group *group, const struct wl_marks *marks)
{
	uint64_t **out = wl_alloc(marks->nthemes * sizeof(uint64_t *));

	for (size_t i = 0; i < group->nthemes; i++)
		out[group->themes[i].number] = sets->themes + i * sets->words;
	return out;
}

static void add_marks(
	uint64_t **sets, const struct wl_coded *coded, size_t unit)
{
	uint64_t bit = UINT64_C(1) << unit % BITS;

	for (size_t i = 0; i < coded->nmarks; i++)
		sets[coded->marks[i].theme][unit / BITS] |= bit;
}

void wl_sets_make(struct wl_sets *out, struct wl_arena *arena,
	const struct wl_group *group, const struct wl_marks *marks,
	const struct wl_sample *sample)
{
	uint64_t **sets;
	size_t unit = 0;

	out->words = ((size_t)sample->units + BITS - 1) / BITS;
	out->themes = wl_arena_alloc(
		arena, group->nthemes * out->words * sizeof(uint64_t));
	sets = by_number(out, group, marks);
	for (const struct wl_unit *u = sample->first; u; u = u->next, unit++)
		for (const struct wl_respondent *r = u->first; r; r = r->next)
			add_marks(sets, r->coded, unit);
	free(sets);
}
