/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "study/sample.h"

/* A theme that front matter names, as criterion or as trigger. */
struct named {
	struct wl_criterion criterion; /* rank is a sum until the end */
	struct named *next;
	size_t unit; /* the deal that counted last */
	size_t best; /* place in that deal, from 0 */
};

struct naming {
	struct wl_arena *arena;
	struct wl_map by_id; /* struct named */
	struct named *all;
	size_t n;
	size_t unit;
};

static struct named *named_get(struct naming *naming, const char *id)
{
	struct named *named = wl_map_get(&naming->by_id, id);

	if (named)
		return named;
	named = wl_arena_alloc(naming->arena, sizeof(*named));
	named->criterion.id = id;
	named->next = naming->all;
	naming->all = named;
	naming->n++;
	wl_map_put(&naming->by_id, id, named);
	return named;
}

static void name_at(struct naming *naming, const char *id, size_t place)
{
	struct named *named = named_get(naming, id);

	if (named->unit != naming->unit) {
		named->unit = naming->unit;
		named->criterion.deals++;
	} else if (place >= named->best) {
		return;
	} else {
		named->criterion.rank -= (double)named->best + 1;
	}
	named->best = place;
	named->criterion.rank += (double)place + 1;
	named->criterion.first += !place;
}

static int by_weight(const void *left, const void *right)
{
	const struct wl_criterion *a = left, *b = right;

	if (a->deals != b->deals)
		return b->deals - a->deals;
	if (a->rank < b->rank || a->rank > b->rank)
		return a->rank < b->rank ? -1 : 1;
	return strcmp(a->id, b->id);
}

/* All that was named, in order (arena). */
static struct wl_criterion *naming_end(struct naming *naming, size_t *n)
{
	struct wl_criterion *v =
		wl_arena_alloc(naming->arena, naming->n * sizeof(*v));

	*n = 0;
	for (struct named *one = naming->all; one; one = one->next) {
		one->criterion.rank /= one->criterion.deals;
		v[(*n)++] = one->criterion;
	}
	qsort(v, *n, sizeof(*v), by_weight);
	wl_map_release(&naming->by_id);
	return v;
}

static void count_criteria(struct wl_group *group, struct wl_arena *arena,
	const struct wl_sample *sample)
{
	struct naming naming = { .arena = arena };

	for (const struct wl_unit *u = sample->first; u; u = u->next) {
		naming.unit++;
		for (const struct wl_respondent *r = u->first; r; r = r->next) {
			const struct wl_list *list = &r->interview->criteria;

			for (size_t i = 0; i < list->n; i++)
				name_at(&naming, list->v[i], i);
		}
	}
	group->criteria = naming_end(&naming, &group->ncriteria);
}

static void count_triggers(struct wl_group *group, struct wl_arena *arena,
	const struct wl_sample *sample)
{
	struct naming naming = { .arena = arena };
	struct wl_criterion *v;

	for (const struct wl_unit *u = sample->first; u; u = u->next) {
		naming.unit++;
		for (const struct wl_respondent *r = u->first; r; r = r->next)
			if (r->interview->trigger)
				name_at(&naming, r->interview->trigger, 0);
	}
	v = naming_end(&naming, &group->ntriggers);
	group->triggers = wl_arena_alloc(
		arena, group->ntriggers * sizeof(*group->triggers));
	for (size_t i = 0; i < group->ntriggers; i++)
		group->triggers[i] = (struct wl_count){
			.id = v[i].id, .deals = v[i].deals };
}

static void count_roots(struct wl_group *group, const struct wl_unit *unit)
{
	bool named[WL_LEN(group->roots)] = { false };
	bool any = false;

	for (const struct wl_respondent *r = unit->first; r; r = r->next)
		named[r->interview->root] = true;
	for (size_t i = 1; i < WL_LEN(named); i++) {
		group->roots[i] += named[i];
		any = any || named[i];
	}
	group->roots[WL_ROOT_NONE] += !any;
}

void wl_captures_make(struct wl_group *group, struct wl_arena *arena,
	const struct wl_sample *sample)
{
	count_criteria(group, arena, sample);
	count_triggers(group, arena, sample);
	for (const struct wl_unit *u = sample->first; u; u = u->next)
		count_roots(group, u);
}
