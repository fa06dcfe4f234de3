/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "study/sample.h"

/* A theme that front matter names, as criterion or as trigger. */
struct named {
	struct wl_criterion criterion; /* rank is a sum until the end */
	size_t unit;                   /* the deal that counted last */
	size_t best;                   /* place in that deal, from 0 */
};

struct naming {
	struct wl_arena *arena;
	const struct wl_marks *marks;
	struct named *v; /* by theme */
};

static void naming_begin(struct naming *naming, struct wl_synthesis *synthesis)
{
	naming->arena = &synthesis->arena;
	naming->marks = synthesis->marks;
	naming->v = wl_alloc(naming->marks->nthemes * sizeof(*naming->v));
}

/* unit: its number, from 1 */
static void name_at(
	struct naming *naming, size_t unit, uint32_t theme, size_t place)
{
	struct named *named = &naming->v[theme];

	if (named->unit != unit) {
		named->unit = unit;
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
	size_t most = naming->marks->nthemes;
	struct wl_criterion *v =
		wl_arena_alloc(naming->arena, most * sizeof(*v));

	*n = 0;
	for (size_t i = 0; i < most; i++) {
		struct wl_criterion *one = &naming->v[i].criterion;

		if (!one->deals)
			continue;
		one->id = naming->marks->themes[i];
		one->rank /= one->deals;
		v[(*n)++] = *one;
	}
	qsort(v, *n, sizeof(*v), by_weight);
	free(naming->v);
	return v;
}

static void name_captured(struct naming *criteria, struct naming *triggers,
	size_t unit, const struct wl_coded *coded)
{
	for (size_t i = 0; i < coded->ncriteria; i++)
		name_at(criteria, unit, coded->criteria[i], i);
	if (coded->trigger != WL_NO_NUMBER)
		name_at(triggers, unit, coded->trigger, 0);
}

static void finish_triggers(struct wl_group *group, struct naming *triggers)
{
	struct wl_arena *arena = triggers->arena;
	struct wl_criterion *v = naming_end(triggers, &group->ntriggers);

	group->triggers = wl_arena_alloc(
		arena, group->ntriggers * sizeof(*group->triggers));
	for (size_t i = 0; i < group->ntriggers; i++)
		group->triggers[i] =
			(struct wl_count){ .id = v[i].id, .deals = v[i].deals };
}

/* Hidden criteria */

/* Which questions of which guide are about them. */
struct hiding {
	struct naming naming;
	const struct wl_corpus *corpus;
	bool *asks;   /* by guide, then by question; behind the guides: any */
	size_t width; /* questions */
	bool any;
	const char *last; /* guide that an interview named */
	const bool *asked_by;
};

static void hide(struct hiding *hiding, size_t guide, const char *question)
{
	uint32_t number = wl_marks_question(hiding->naming.marks, question);

	hiding->asks[guide * hiding->width + number] = true;
	hiding->asks[hiding->corpus->nguides * hiding->width + number] = true;
	hiding->any = true;
}

static void hiding_begin(struct hiding *hiding, struct wl_synthesis *synthesis)
{
	const struct wl_corpus *corpus = synthesis->corpus;

	naming_begin(&hiding->naming, synthesis);
	hiding->corpus = corpus;
	hiding->width = synthesis->marks->nquestions;
	hiding->asks = wl_alloc((corpus->nguides + 1) * hiding->width);
	hiding->any = false;
	for (size_t i = 0; i < corpus->nguides; i++)
		for (size_t b = 0; b < corpus->guides[i].nblocks; b++) {
			const struct wl_guide_block *block =
				&corpus->guides[i].blocks[b];

			for (size_t q = 0; q < block->nquestions; q++)
				if (wl_streq(block->questions[q].role,
					    "hidden-criteria"))
					hide(hiding, i, block->questions[q].id);
		}
}

static void name_answers(struct hiding *hiding, size_t unit,
	const struct wl_coded *coded, uint32_t question)
{
	for (size_t i = 0; i < coded->nmarks; i++)
		if (coded->marks[i].question == question)
			name_at(&hiding->naming, unit, coded->marks[i].theme,
				0);
}

/* What is about them by the interview's guide, or by any if it names none that
 * is there. */
static const bool *asks_of(struct hiding *hiding, const char *id)
{
	const struct wl_corpus *corpus = hiding->corpus;
	const struct wl_guide *guide;
	size_t row;

	if (hiding->asked_by && hiding->last == id)
		return hiding->asked_by;
	guide = wl_corpus_guide(corpus, id);
	row = guide ? (size_t)(guide - corpus->guides) : corpus->nguides;
	hiding->last = id;
	hiding->asked_by = hiding->asks + row * hiding->width;
	return hiding->asked_by;
}

/* Was a question about hidden criteria asked? */
static bool name_hidden(struct hiding *hiding, size_t unit,
	const struct wl_respondent *respondent)
{
	const struct wl_coded *coded = respondent->coded;
	const bool *asks = asks_of(hiding, respondent->interview->guide);
	bool asked = false;

	for (size_t i = 0; i < coded->nasked; i++) {
		if (!asks[coded->asked[i]])
			continue;
		asked = true;
		name_answers(hiding, unit, coded, coded->asked[i]);
	}
	return asked;
}

static void finish_hidden(struct wl_drivers *drivers, struct hiding *hiding)
{
	struct wl_arena *arena = hiding->naming.arena;
	struct wl_criterion *v = naming_end(&hiding->naming, &drivers->nhidden);

	drivers->hidden = wl_arena_alloc(
		arena, drivers->nhidden * sizeof(*drivers->hidden));
	for (size_t i = 0; i < drivers->nhidden; i++)
		drivers->hidden[i] = (struct wl_hidden){ v[i].id, v[i].deals };
	free(hiding->asks);
}

/* Roots and prices */

/* A deal counts once for each answer of its respondents, a bit for each; 0
 * counts those with none. */
static void count_answers(int counts[4], unsigned answers)
{
	for (size_t i = 1; i < 4; i++)
		counts[i] += answers >> i & 1;
	counts[0] += answers <= 1;
}

/* All of them */

struct capturing {
	struct naming criteria, triggers;
	struct hiding hiding;
};

static void count_unit(struct capturing *capturing, struct wl_group *group,
	const struct wl_unit *unit, size_t number)
{
	unsigned roots = 0, prices = 0;
	bool asked = false;

	for (const struct wl_respondent *r = unit->first; r; r = r->next) {
		name_captured(&capturing->criteria, &capturing->triggers,
			number, r->coded);
		if (capturing->hiding.any &&
			name_hidden(&capturing->hiding, number, r))
			asked = true;
		roots |= 1U << r->root;
		prices |= 1U << r->price;
	}
	group->drivers.asked_hidden += asked;
	count_answers(group->roots, roots);
	count_answers(group->drivers.prices, prices);
}

void wl_captures_make(struct wl_group *group, struct wl_synthesis *synthesis,
	const struct wl_sample *sample)
{
	struct capturing capturing = { .hiding = { .any = false } };
	size_t number = 0;

	naming_begin(&capturing.criteria, synthesis);
	naming_begin(&capturing.triggers, synthesis);
	hiding_begin(&capturing.hiding, synthesis);
	for (const struct wl_unit *u = sample->first; u; u = u->next)
		count_unit(&capturing, group, u, ++number);
	group->criteria = naming_end(&capturing.criteria, &group->ncriteria);
	finish_triggers(group, &capturing.triggers);
	finish_hidden(&group->drivers, &capturing.hiding);
}
