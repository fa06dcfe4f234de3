/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "study/planning.h"

#include "study/synthesis.h"

const char *const wl_task_states[] = { "late", "now", "later", "done", NULL };

/* The days on which something that counts happened. */
struct days {
	wl_day *v;
	size_t n, cap;
	wl_day since, until;
	const struct wl_card_revisions *revisions; /* NULL: not known */
};

static void take(struct days *days, wl_day day)
{
	if (day == WL_NO_DAY || day < days->since || day > days->until)
		return;
	WL_GROW(days->v, days->n, days->cap);
	days->v[days->n++] = day;
}

static void take_interviews(
	struct days *days, const struct wl_corpus *corpus, bool internal)
{
	for (size_t i = 0; i < corpus->ninterviews; i++) {
		const struct wl_interview *one = &corpus->interviews[i];

		if (one->internal == internal && one->status != WL_WITHDRAWN &&
			wl_interview_held(one))
			take(days, wl_interview_day(one));
	}
}

static void take_internal(struct days *days, const struct wl_corpus *corpus)
{
	take_interviews(days, corpus, true);
}

static void take_external(struct days *days, const struct wl_corpus *corpus)
{
	take_interviews(days, corpus, false);
}

static bool is_brief(enum wl_card_type type)
{
	return type == WL_OBJECTION_RESPONSE || type == WL_PROOF_POINT;
}

static void take_cards_of(
	struct days *days, const struct wl_corpus *corpus, bool briefs)
{
	const struct wl_card_revisions *known = days->revisions;

	for (size_t i = 0; known && i < known->n; i++)
		if (!briefs || is_brief(known->v[i].type))
			take(days, known->v[i].day);
	for (size_t i = 0; !known && i < corpus->ncards; i++)
		if (!briefs || is_brief(corpus->cards[i].type))
			take(days, corpus->cards[i].verified);
}

static void take_cards(struct days *days, const struct wl_corpus *corpus)
{
	take_cards_of(days, corpus, false);
}

static void take_briefs(struct days *days, const struct wl_corpus *corpus)
{
	take_cards_of(days, corpus, true);
}

static void take_flags(struct days *days, const struct wl_corpus *corpus)
{
	for (size_t i = 0; i < corpus->nfields; i++)
		for (size_t j = 0; j < corpus->fields[i].npassages; j++)
			if (wl_streq(corpus->fields[i].passages[j].source,
				    "rep"))
				take(days, corpus->fields[i].passages[j].day);
}

static void take_reviews(struct days *days, const struct wl_corpus *corpus)
{
	for (size_t i = 0; i < corpus->nreviews; i++)
		take(days, corpus->reviews[i].held);
}

static void (*const counters[])(
	struct days *days, const struct wl_corpus *corpus) = {
	[WL_COUNT_NOTHING] = NULL,
	[WL_COUNT_INTERNAL] = take_internal,
	[WL_COUNT_EXTERNAL] = take_external,
	[WL_COUNT_CARDS] = take_cards,
	[WL_COUNT_BRIEFS] = take_briefs,
	[WL_COUNT_FLAGS] = take_flags,
	[WL_COUNT_REVIEWS] = take_reviews,
};

static int by_day(const void *a, const void *b)
{
	wl_day x = *(const wl_day *)a, y = *(const wl_day *)b;

	return (x > y) - (x < y);
}

static void count(struct wl_planned *planned, const struct wl_corpus *corpus,
	struct days *days)
{
	int target = planned->task->target;

	if (!counters[planned->task->counts])
		return;
	days->n = 0;
	counters[planned->task->counts](days, corpus);
	if (days->n)
		qsort(days->v, days->n, sizeof(*days->v), by_day);
	planned->count = (int)days->n;
	if (planned->done == WL_NO_DAY && planned->count >= target) {
		planned->done = days->v[target - 1];
		planned->by_count = true;
	}
}

static enum wl_task_state state_of(
	const struct wl_planned *planned, const struct wl_planning *planning)
{
	if (planned->done != WL_NO_DAY && planned->done <= planning->today)
		return WL_TASK_DONE;
	if (planned->due < planning->today)
		return WL_TASK_LATE;
	return planned->task->weeks[0] <= planning->week ? WL_TASK_NOW
							 : WL_TASK_LATER;
}

static void judge(struct wl_planning *planning, struct wl_planned *planned)
{
	int *phase = planning->phases[planned->task->phase];

	planned->state = state_of(planned, planning);
	planned->days = planned->due < planning->today
				? planning->today - planned->due
				: planned->due - planning->today;
	planning->states[planned->state]++;
	phase[0] += planned->state == WL_TASK_DONE;
	phase[1]++;
}

/* From the start to the end, or to as_of before it. */
static void begin_days(struct days *days, struct wl_card_revisions *revisions,
	const struct wl_planning *planning, const struct wl_place *place)
{
	days->since = planning->plan->start;
	days->until = wl_plan_end(planning->plan);
	if (days->until > planning->today)
		days->until = planning->today;
	if (!place)
		return;
	wl_card_revisions_read(revisions, place, &planning->corpus->programme,
		(const wl_day[]){ days->since, days->until });
	days->revisions = revisions->known ? revisions : NULL;
}

void wl_planning_make(struct wl_planning *out, const struct wl_corpus *corpus,
	const struct wl_place *place, const struct wl_plan *plan)
{
	struct wl_card_revisions revisions = { .known = false };
	struct days days = { 0 };

	memset(out, 0, sizeof(*out));
	out->corpus = corpus;
	out->plan = plan;
	out->today = wl_time_day(&corpus->as_of);
	out->week = wl_plan_week(plan, out->today);
	out->tasks =
		wl_arena_alloc(&out->arena, plan->ntasks * sizeof(*out->tasks));
	begin_days(&days, &revisions, out, place);
	for (; out->ntasks < plan->ntasks; out->ntasks++) {
		struct wl_planned *planned = &out->tasks[out->ntasks];

		planned->task = &plan->tasks[out->ntasks];
		planned->owner = wl_task_owner(plan, planned->task);
		planned->due = wl_task_due(plan, planned->task);
		planned->done = planned->task->done;
		count(planned, corpus, &days);
		judge(out, planned);
	}
	wl_card_revisions_release(&revisions);
	free(days.v);
}

void wl_planning_release(struct wl_planning *planning)
{
	wl_arena_release(&planning->arena);
}

const struct wl_plan *wl_plan_current(const struct wl_corpus *corpus)
{
	wl_day today = wl_time_day(&corpus->as_of);
	const struct wl_plan *best = NULL;

	for (size_t i = 0; i < corpus->nplans; i++) {
		const struct wl_plan *plan = &corpus->plans[i];

		if (!best ||
			(plan->start > best->start && plan->start <= today))
			best = plan;
		else if (best->start > today && plan->start < best->start)
			best = plan;
	}
	return best;
}
