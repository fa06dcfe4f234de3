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

static void count_criteria(struct wl_group *group,
	struct wl_synthesis *synthesis, const struct wl_sample *sample)
{
	struct naming naming = { .arena = &synthesis->arena };

	for (const struct wl_unit *u = sample->first; u; u = u->next) {
		naming.unit++;
		for (const struct wl_respondent *r = u->first; r; r = r->next) {
			const struct wl_list *list = &r->interview->criteria;

			for (size_t i = 0; i < list->n; i++)
				name_at(&naming,
					wl_theme_counted(synthesis, list->v[i]),
					i);
		}
	}
	group->criteria = naming_end(&naming, &group->ncriteria);
}

static void count_triggers(struct wl_group *group,
	struct wl_synthesis *synthesis, const struct wl_sample *sample)
{
	struct naming naming = { .arena = &synthesis->arena };
	struct wl_criterion *v;

	for (const struct wl_unit *u = sample->first; u; u = u->next) {
		naming.unit++;
		for (const struct wl_respondent *r = u->first; r; r = r->next)
			if (r->interview->trigger)
				name_at(&naming,
					wl_theme_counted(synthesis,
						r->interview->trigger),
					0);
	}
	v = naming_end(&naming, &group->ntriggers);
	group->triggers = wl_arena_alloc(
		&synthesis->arena, group->ntriggers * sizeof(*group->triggers));
	for (size_t i = 0; i < group->ntriggers; i++)
		group->triggers[i] =
			(struct wl_count){ .id = v[i].id, .deals = v[i].deals };
}

/* Hidden criteria */

static bool asks_hidden(const struct wl_guide *guide, const char *question)
{
	const struct wl_question *found = wl_guide_question(guide, question);

	return found && wl_streq(found->role, "hidden-criteria");
}

/* By the interview's guide, or by any if it names none that is there. */
static bool is_hidden(const struct wl_corpus *corpus,
	const struct wl_interview *interview, const char *question)
{
	const struct wl_guide *guide =
		wl_corpus_guide(corpus, interview->guide);

	if (guide)
		return asks_hidden(guide, question);
	for (size_t i = 0; i < corpus->nguides; i++)
		if (asks_hidden(&corpus->guides[i], question))
			return true;
	return false;
}

static void name_answers(struct naming *naming,
	const struct wl_synthesis *synthesis, const struct wl_interview *one,
	const char *question)
{
	for (size_t i = 0; i < one->npassages; i++) {
		const struct wl_passage *passage = &one->passages[i];

		if (!wl_streq(passage->question, question))
			continue;
		for (size_t j = 0; j < passage->ntags; j++)
			name_at(naming,
				wl_theme_counted(
					synthesis, passage->tags[j].theme),
				0);
	}
}

/* Was a question about hidden criteria asked? */
static bool name_hidden(struct naming *naming,
	const struct wl_synthesis *synthesis, const struct wl_interview *one)
{
	bool asked = false;

	for (size_t i = 0; i < one->nasked; i++) {
		const struct wl_asked *question = &one->asked[i];

		if (question->skipped ||
			!is_hidden(synthesis->corpus, one, question->id))
			continue;
		asked = true;
		name_answers(naming, synthesis, one, question->id);
	}
	return asked;
}

static void count_hidden(struct wl_group *group, struct wl_synthesis *synthesis,
	const struct wl_sample *sample)
{
	struct naming naming = { .arena = &synthesis->arena };
	struct wl_drivers *drivers = &group->drivers;
	struct wl_criterion *v;

	for (const struct wl_unit *u = sample->first; u; u = u->next) {
		bool asked = false;

		naming.unit++;
		for (const struct wl_respondent *r = u->first; r; r = r->next)
			if (name_hidden(&naming, synthesis, r->interview))
				asked = true;
		drivers->asked_hidden += asked;
	}
	v = naming_end(&naming, &drivers->nhidden);
	drivers->hidden = wl_arena_alloc(
		&synthesis->arena, drivers->nhidden * sizeof(*drivers->hidden));
	for (size_t i = 0; i < drivers->nhidden; i++)
		drivers->hidden[i] = (struct wl_hidden){ v[i].id, v[i].deals };
}

/* Roots and prices */

static int root_of(const struct wl_interview *interview)
{
	return (int)interview->root;
}

static int price_of(const struct wl_interview *interview)
{
	return (int)interview->price;
}

/* A deal counts once for each answer of its respondents; 0: for none. */
static void count_answer(int counts[4], const struct wl_unit *unit,
	int (*answer)(const struct wl_interview *))
{
	bool named[4] = { false }, any = false;

	for (const struct wl_respondent *r = unit->first; r; r = r->next)
		named[answer(r->interview)] = true;
	for (size_t i = 1; i < WL_LEN(named); i++) {
		counts[i] += named[i];
		any = any || named[i];
	}
	counts[0] += !any;
}

void wl_captures_make(struct wl_group *group, struct wl_synthesis *synthesis,
	const struct wl_sample *sample)
{
	count_criteria(group, synthesis, sample);
	count_triggers(group, synthesis, sample);
	count_hidden(group, synthesis, sample);
	for (const struct wl_unit *u = sample->first; u; u = u->next) {
		count_answer(group->roots, u, root_of);
		count_answer(group->drivers.prices, u, price_of);
	}
}
