/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The cadence: actions, plan, reviews, syntheses. */
#include "rules/due.h"
#include "study/planning.h"

#define AHEAD 7 /* days before its date that a thing is named */
#define GROWN 2 /* interviews since the last kept synthesis */

/* Actions of reviews */

static void look_actions(struct wl_dues_list *list)
{
	const struct wl_corpus *corpus = list->subject->corpus;

	for (size_t i = 0; i < corpus->nreviews; i++)
		for (size_t j = 0; j < corpus->reviews[i].nactions; j++) {
			const struct wl_action *one =
				&corpus->reviews[i].actions[j];
			struct wl_due_item *item;

			if (!wl_review_there(
				    &corpus->reviews[i], list->today) ||
				wl_action_state(one, list->today) >
					WL_ACTION_OPEN)
				continue;
			if (one->deadline != WL_NO_DAY &&
				one->deadline > list->today + AHEAD)
				continue;
			item = wl_due_add(list, one->id, one->deadline,
				"%s (review %s)",
				one->what ? one->what : one->id,
				corpus->reviews[i].id);
			item->since = wl_review_day(&corpus->reviews[i]);
			item->owner = one->owner;
			wl_due_command(
				list, "winloss review close %s", one->id);
		}
}

/* The plan */

static void look_plan(struct wl_dues_list *list)
{
	const struct wl_corpus *corpus = list->subject->corpus;
	const struct wl_plan *plan = wl_plan_current(corpus);
	struct wl_planning planning;

	if (!plan || wl_plan_end(plan) + WL_PLAN_DAYS < list->today)
		return;
	wl_planning_make(&planning, corpus, list->subject->place, plan);
	for (size_t i = 0; i < planning.ntasks; i++) {
		const struct wl_planned *one = &planning.tasks[i];
		struct wl_due_item *item;

		if (one->state != WL_TASK_LATE &&
			(one->state != WL_TASK_NOW || one->days > AHEAD))
			continue;
		item = wl_due_add(
			list, one->task->id, one->due, "%s", one->task->what);
		item->since = plan->start + 7 * (one->task->weeks[0] - 1);
		item->owner = one->owner;
		wl_due_command(list, "winloss plan %s%s",
			one->task->target ? "show" : "done ",
			one->task->target ? "" : one->task->id);
	}
	wl_planning_release(&planning);
}

/* Reviews */

static const struct cadence {
	enum wl_review_kind kind;
	const char *what, *command;
	int days;
} cadences[] = {
	{ WL_MONTHLY, "the monthly review", "winloss review",
		WL_REVIEW_MONTHLY_DAYS },
	{ WL_QUARTERLY, "the quarterly audit of deals and assets",
		"winloss review --quarterly", WL_REVIEW_QUARTERLY_DAYS },
};

/* The day of the first interview that was held; WL_NO_DAY. */
static wl_day first_held(const struct wl_corpus *corpus)
{
	wl_day first = WL_NO_DAY;

	for (size_t i = 0; i < corpus->ninterviews; i++) {
		wl_day day = wl_interview_day(&corpus->interviews[i]);

		if (wl_interview_counts(&corpus->interviews[i]) &&
			day != WL_NO_DAY && (first == WL_NO_DAY || day < first))
			first = day;
	}
	return first;
}

/* The last one up to today that was held, or that was made and waits. */
static const struct wl_review *last_of(
	const struct wl_dues_list *list, enum wl_review_kind kind, bool held)
{
	const struct wl_corpus *corpus = list->subject->corpus;
	const struct wl_review *last = NULL;

	for (size_t i = 0; i < corpus->nreviews; i++) {
		const struct wl_review *one = &corpus->reviews[i];

		if (one->kind == kind && (one->held != WL_NO_DAY) == held &&
			wl_review_there(one, list->today) &&
			(!last || wl_review_day(one) > wl_review_day(last)))
			last = one;
	}
	return last;
}

static void look_review_of(
	struct wl_dues_list *list, const struct cadence *cadence)
{
	const struct wl_corpus *corpus = list->subject->corpus;
	const struct wl_review *held = last_of(list, cadence->kind, true);
	const struct wl_review *made = last_of(list, cadence->kind, false);
	wl_day since = held ? held->held : first_held(corpus);
	struct wl_due_item *item;

	if (since == WL_NO_DAY || since + cadence->days > list->today + AHEAD)
		return;
	if (made && held && wl_review_day(made) <= held->held)
		made = NULL;
	item = wl_due_add(list, wl_review_kinds[cadence->kind],
		since + cadence->days, "%s%s", cadence->what,
		made   ? ": made, and waits to be held"
		: held ? ""
		       : ": never held");
	item->since = since;
	item->owner = corpus->programme.owner;
	if (made)
		wl_due_command(list, "winloss review --run %s", made->id);
	else
		wl_due_command(list, "%s", cadence->command);
}

static void look_reviews(struct wl_dues_list *list)
{
	for (size_t i = 0; i < WL_LEN(cadences); i++)
		look_review_of(list, &cadences[i]);
}

/* Syntheses */

/* The last day that a kept synthesis covers; WL_NO_DAY. */
static wl_day last_kept(const struct wl_corpus *corpus, wl_day today)
{
	wl_day last = WL_NO_DAY;

	for (size_t i = 0; i < corpus->nsyntheses; i++) {
		const struct wl_kept *kept = &corpus->syntheses[i];

		if (kept->id && kept->as_of != WL_NO_DAY &&
			kept->as_of <= today && kept->as_of > last)
			last = kept->as_of;
	}
	return last;
}

static int held_since(
	const struct wl_corpus *corpus, enum wl_outcome outcome, wl_day since)
{
	int n = 0;

	for (size_t i = 0; i < corpus->ninterviews; i++) {
		const struct wl_interview *one = &corpus->interviews[i];

		n += one->outcome == outcome && wl_interview_counts(one) &&
		     (since == WL_NO_DAY || wl_interview_day(one) > since);
	}
	return n;
}

static void look_syntheses(struct wl_dues_list *list)
{
	const struct wl_synthesis *synthesis = list->subject->synthesis;
	const struct wl_corpus *corpus = list->subject->corpus;
	wl_day last = last_kept(corpus, list->today);

	for (size_t i = 0; synthesis && i < synthesis->ngroups; i++) {
		const struct wl_group *group = &synthesis->groups[i];
		int fresh = held_since(corpus, group->outcome, last);
		struct wl_due_item *item;

		if (group->state == WL_COLLECTING || fresh < GROWN)
			continue;
		item = wl_due_add(list, wl_outcomes[group->outcome], WL_NO_DAY,
			"%d %s: %d interviews %s", group->deals,
			wl_outcome_noun(group->outcome, group->deals), fresh,
			last == WL_NO_DAY ? "and no synthesis kept yet"
					  : "since the last kept synthesis");
		item->since = last;
		item->owner = corpus->programme.owner;
		wl_due_command(list, "winloss synthesize --outcome %s --write",
			wl_outcomes[group->outcome]);
	}
}

const struct wl_due_kind wl_due_rhythm[] = {
	{ "action", "Actions", look_actions },
	{ "review", "Reviews", look_reviews },
	{ "synthesis", "Groups ready for a synthesis", look_syntheses },
	{ "plan", "The ninety days", look_plan },
	{ NULL, NULL, NULL },
};
