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
	size_t unit;
};

static void naming_begin(struct naming *naming, struct wl_synthesis *synthesis)
{
	naming->arena = &synthesis->arena;
	naming->marks = synthesis->marks;
	naming->v = wl_alloc(naming->marks->nthemes * sizeof(*naming->v));
	naming->unit = 0;
}

static void name_at(struct naming *naming, uint32_t theme, size_t place)
{
	struct named *named = &naming->v[theme];

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

static void count_criteria(struct wl_group *group,
	struct wl_synthesis *synthesis, const struct wl_sample *sample)
{
	struct naming naming;

	naming_begin(&naming, synthesis);
	for (const struct wl_unit *u = sample->first; u; u = u->next) {
		naming.unit++;
		for (const struct wl_respondent *r = u->first; r; r = r->next)
			for (size_t i = 0; i < r->interview->criteria.n; i++)
				name_at(&naming, r->coded->criteria[i], i);
	}
	group->criteria = naming_end(&naming, &group->ncriteria);
}

static void count_triggers(struct wl_group *group,
	struct wl_synthesis *synthesis, const struct wl_sample *sample)
{
	struct naming naming;
	struct wl_criterion *v;

	naming_begin(&naming, synthesis);
	for (const struct wl_unit *u = sample->first; u; u = u->next) {
		naming.unit++;
		for (const struct wl_respondent *r = u->first; r; r = r->next)
			if (r->coded->trigger != WL_NO_NUMBER)
				name_at(&naming, r->coded->trigger, 0);
	}
	v = naming_end(&naming, &group->ntriggers);
	group->triggers = wl_arena_alloc(
		&synthesis->arena, group->ntriggers * sizeof(*group->triggers));
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

static void name_answers(struct hiding *hiding,
	const struct wl_respondent *respondent, uint32_t question)
{
	const struct wl_coded *coded = respondent->coded;

	for (size_t i = 0; i < coded->nmarks; i++)
		if (coded->marks[i].question == question)
			name_at(&hiding->naming, coded->marks[i].theme, 0);
}

/* Was a question about hidden criteria asked?  By the interview's guide, or by
 * any if it names none that is there. */
static bool name_hidden(
	struct hiding *hiding, const struct wl_respondent *respondent)
{
	const struct wl_corpus *corpus = hiding->corpus;
	const struct wl_guide *guide =
		wl_corpus_guide(corpus, respondent->interview->guide);
	size_t row = guide ? (size_t)(guide - corpus->guides) : corpus->nguides;
	const bool *asks = hiding->asks + row * hiding->width;
	bool asked = false;

	for (size_t i = 0; i < respondent->coded->nasked; i++) {
		uint32_t question = respondent->coded->asked[i];

		if (!asks[question])
			continue;
		asked = true;
		name_answers(hiding, respondent, question);
	}
	return asked;
}

static void count_hidden(struct wl_group *group, struct wl_synthesis *synthesis,
	const struct wl_sample *sample)
{
	struct wl_drivers *drivers = &group->drivers;
	struct hiding hiding;
	struct wl_criterion *v;

	hiding_begin(&hiding, synthesis);
	for (const struct wl_unit *u = hiding.any ? sample->first : NULL; u;
		u = u->next) {
		bool asked = false;

		hiding.naming.unit++;
		for (const struct wl_respondent *r = u->first; r; r = r->next)
			if (name_hidden(&hiding, r))
				asked = true;
		drivers->asked_hidden += asked;
	}
	free(hiding.asks);
	v = naming_end(&hiding.naming, &drivers->nhidden);
	drivers->hidden = wl_arena_alloc(
		&synthesis->arena, drivers->nhidden * sizeof(*drivers->hidden));
	for (size_t i = 0; i < drivers->nhidden; i++)
		drivers->hidden[i] = (struct wl_hidden){ v[i].id, v[i].deals };
}

/* Roots and prices */

static int root_of(const struct wl_respondent *respondent)
{
	return respondent->root;
}

static int price_of(const struct wl_respondent *respondent)
{
	return respondent->price;
}

/* A deal counts once for each answer of its respondents; 0: for none. */
static void count_answer(int counts[4], const struct wl_unit *unit,
	int (*answer)(const struct wl_respondent *))
{
	bool named[4] = { false }, any = false;

	for (const struct wl_respondent *r = unit->first; r; r = r->next)
		named[answer(r)] = true;
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
