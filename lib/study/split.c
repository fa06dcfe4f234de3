/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "study/sample.h"

const char *const wl_bys[] = { "", "segment", "competitor", "quarter",
	"interviewer", NULL };

/* The part of a sample that has one value. */
struct part {
	const char *value; /* "" is unknown */
	struct wl_sample sample;
	const struct wl_unit *origin; /* of the unit that stands last */
};

struct splitting {
	struct wl_synthesis *synthesis;
	struct wl_arena scratch;
	struct wl_map by_value; /* struct part */
	struct part **v;
	size_t n, cap;
};

static const char *quarter_of(
	struct splitting *splitting, const struct wl_interview *one)
{
	wl_day day = wl_interview_day(one);
	int quarter = day == WL_NO_DAY ? 0 : wl_day_quarter(day);

	return day == WL_NO_DAY
		       ? NULL
		       : wl_arena_printf(&splitting->synthesis->arena,
				 "%04d-q%d", quarter / 4, quarter % 4 + 1);
}

static const char *value_of(
	struct splitting *splitting, const struct wl_interview *one)
{
	const char *value = NULL;

	switch (splitting->synthesis->filter.by) {
	case WL_BY_SEGMENT:
		value = one->segment;
		break;
	case WL_BY_COMPETITOR:
		value = one->competitor;
		break;
	case WL_BY_QUARTER:
		value = quarter_of(splitting, one);
		break;
	case WL_BY_INTERVIEWER:
		value = one->interviewer;
		break;
	default:
		break;
	}
	return value ? value : "";
}

static struct part *part_of(
	struct splitting *splitting, const struct wl_interview *one)
{
	const char *value = value_of(splitting, one);
	struct part *part = wl_map_get(&splitting->by_value, value);

	if (part)
		return part;
	part = wl_arena_alloc(&splitting->scratch, sizeof(*part));
	part->value = value;
	part->sample.outcome = one->outcome;
	wl_map_put(&splitting->by_value, value, part);
	WL_GROW(splitting->v, splitting->n, splitting->cap);
	splitting->v[splitting->n++] = part;
	return part;
}

/* Respondents of one deal with different values make a unit in each part. */
static void add(struct splitting *splitting, const struct wl_unit *unit,
	const struct wl_respondent *respondent)
{
	struct part *part = part_of(splitting, respondent->interview);
	struct wl_sample *sample = &part->sample;
	struct wl_respondent *copy =
		wl_arena_alloc(&splitting->scratch, sizeof(*copy));

	*copy = *respondent;
	copy->next = NULL;
	sample->interviews++;
	if (part->origin == unit) {
		sample->last->last->next = copy;
		sample->last->last = copy;
		return;
	}
	part->origin = unit;
	sample->units++;
	*(sample->last ? &sample->last->next : &sample->first) =
		wl_arena_alloc(&splitting->scratch, sizeof(struct wl_unit));
	sample->last = sample->last ? sample->last->next : sample->first;
	sample->last->first = sample->last->last = copy;
}

static int by_value(const void *left, const void *right)
{
	const struct part *const *a = left, *const *b = right;

	if (!*(*a)->value || !*(*b)->value)
		return !*(*a)->value - !*(*b)->value;
	return strcmp((*a)->value, (*b)->value);
}

static void split(struct splitting *splitting, const struct wl_sample *sample)
{
	size_t from = splitting->n;

	for (const struct wl_unit *u = sample->first; u; u = u->next)
		for (const struct wl_respondent *r = u->first; r; r = r->next)
			add(splitting, u, r);
	if (splitting->n > from)
		qsort(splitting->v + from, splitting->n - from,
			sizeof(struct part *), by_value);
	wl_map_release(&splitting->by_value);
	wl_map_init(&splitting->by_value);
}

void wl_split_make(struct wl_synthesis *synthesis,
	const struct wl_sample samples[WL_SAMPLES])
{
	struct splitting splitting = { .synthesis = synthesis };
	const struct wl_sample **parts;

	for (int i = 0; i < WL_SAMPLES; i++)
		split(&splitting, &samples[i]);
	parts = wl_alloc(splitting.n * sizeof(*parts));
	for (size_t i = 0; i < splitting.n; i++)
		parts[i] = &splitting.v[i]->sample;
	wl_groups_make(synthesis, parts, splitting.n, NULL);
	for (size_t i = 0; i < splitting.n; i++)
		synthesis->groups[i].by = splitting.v[i]->value;
	free(parts);
	free(splitting.v);
	wl_map_release(&splitting.by_value);
	wl_arena_release(&splitting.scratch);
}
