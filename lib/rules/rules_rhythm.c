/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The sample, the cycle, reviews, actions and the plan. */
#include "rules/rules.h"
#include "store/layout.h"
#include "study/planning.h"

#define SAMPLE_LEAST 4 /* fewer say nothing about a sample */
#define REVIEW_DAYS 45 /* a monthly review and two weeks of grace */

static wl_day today(const struct wl_findings *out)
{
	return wl_time_day(&out->subject->corpus->as_of);
}

/* The sample */

static int deals_of(
	const struct wl_synthesis *synthesis, enum wl_outcome outcome)
{
	const struct wl_group *group = wl_synthesis_group(synthesis, outcome);

	return group ? group->deals : 0;
}

static void sample_one_sided(
	struct wl_subject *subject, struct wl_findings *out)
{
	const struct wl_synthesis *synthesis = subject->synthesis;
	int wins = synthesis ? deals_of(synthesis, WL_WIN) : 0;
	int losses = synthesis ? deals_of(synthesis, WL_LOSS) : 0;

	if ((wins && losses) || wins + losses < SAMPLE_LEAST)
		return;
	wl_found_line(out, WL_PROGRAMME_FILE, 1, "%d %s interviewed, and no %s",
		wins + losses,
		wl_outcome_noun(wins ? WL_WIN : WL_LOSS, wins + losses),
		wins ? "loss" : "win");
	wl_found_hint(out, "'winloss prep --suggest' ranks the others");
}

/* How many of the counted interviews name the competitor of the first. */
static void sample_one_competitor(
	struct wl_subject *subject, struct wl_findings *out)
{
	const struct wl_corpus *corpus = subject->corpus;
	const char *only = NULL;
	int n = 0;

	for (size_t i = 0; i < corpus->ninterviews; i++) {
		const struct wl_interview *one = &corpus->interviews[i];

		if (!wl_interview_counts(one) || !one->competitor)
			continue;
		if (only && !wl_streq(only, one->competitor))
			return;
		only = one->competitor;
		n++;
	}
	if (n < SAMPLE_LEAST || corpus->programme.ncompetitors < 2)
		return;
	wl_found_key(out, WL_PROGRAMME_FILE, "competitors",
		"all %d interviews compare with '%s'", n, only);
	wl_found_hint(out, "'winloss prep --suggest' ranks deals against the "
			   "others");
}

static void sample_one_owner(
	struct wl_subject *subject, struct wl_findings *out)
{
	const struct wl_synthesis *synthesis = subject->synthesis;
	const struct wl_bias *bias = synthesis ? &synthesis->bias : NULL;

	if (!bias || !bias->owner || 2 * bias->owner_deals <= bias->owned ||
		bias->owned < SAMPLE_LEAST)
		return;
	wl_found_line(out, WL_DEALS_FILE, 1,
		"%d of %d interviewed deals have one owner, '%s'",
		bias->owner_deals, bias->owned, bias->owner);
	wl_found_hint(out, "what looks like the market may be one seller");
}

/* The cycle */

static void cycle_output(struct wl_subject *subject, struct wl_findings *out)
{
	const struct wl_synthesis *synthesis = subject->synthesis;

	if (!synthesis || !wl_outputs_theatre(&synthesis->outputs))
		return;
	wl_found_line(out, WL_PROGRAMME_FILE, 1,
		"%d interview%s of this cycle, and no card cites them",
		synthesis->outputs.interviews,
		synthesis->outputs.interviews == 1 ? "" : "s");
	wl_found_hint(out, "'winloss synthesize' ends with the cards that they "
			   "call for");
}

static void pattern_output(struct wl_subject *subject, struct wl_findings *out)
{
	const struct wl_outputs *outputs =
		subject->synthesis ? &subject->synthesis->outputs : NULL;

	for (size_t i = 0; outputs && i < outputs->n; i++) {
		const struct wl_output *one = &outputs->v[i];
		const struct wl_theme *theme = wl_codebook_find(
			&subject->corpus->codebook, one->theme);

		if (one->due != WL_DUE_THIS_WEEK)
			continue;
		wl_found_line(out, WL_CODEBOOK_FILE, theme ? theme->line : 1,
			"'%s' is a pattern of %d of %d %s, %d closed lately, "
			"and no card cites it",
			one->theme, one->deals, one->group,
			wl_outcome_noun(one->outcome, one->group), one->recent);
		wl_found_subject(out, one->theme);
		wl_found_hint(out, "this week: '%s' takes it",
			one->path ? one->path : "winloss card new");
	}
}

/* Reviews and actions */

typedef void (*action_looker)(struct wl_findings *out,
	const struct wl_review *review, const struct wl_action *action);

/* Open ones: what is done or declined needs nothing any more. */
static void each_action(struct wl_findings *out, action_looker look)
{
	const struct wl_corpus *corpus = out->subject->corpus;

	for (size_t i = 0; i < corpus->nreviews; i++)
		for (size_t k = 0; k < corpus->reviews[i].nactions; k++) {
			const struct wl_action *action =
				&corpus->reviews[i].actions[k];
			enum wl_action_state state =
				wl_action_state(action, today(out));

			if (state == WL_ACTION_OVERDUE ||
				state == WL_ACTION_OPEN)
				look(out, &corpus->reviews[i], action);
		}
}

static void found_action(struct wl_findings *out,
	const struct wl_review *review, const struct wl_action *action,
	const char *message)
{
	wl_found_line(out, review->path, action->line, "the action '%s' %s",
		action->id, message);
	wl_found_subject(out,
		wl_arena_printf(&out->arena, "%s^%s", review->id, action->id));
}

static void look_action_owner(struct wl_findings *out,
	const struct wl_review *review, const struct wl_action *action)
{
	const struct wl_programme *programme = &out->subject->corpus->programme;

	if (action->owner && wl_programme_member(programme, action->owner))
		return;
	found_action(out, review, action,
		action->owner ? "belongs to somebody who is not in the team"
			      : "has no owner");
	wl_found_hint(out, "one person, not two and no department: 'winloss "
			   "review actions' hands it over");
}

static void look_deadline(struct wl_findings *out,
	const struct wl_review *review, const struct wl_action *action)
{
	if (action->deadline != WL_NO_DAY)
		return;
	found_action(out, review, action, "has no deadline");
	wl_found_hint(out, "write 'deadline:' with a date");
}

static void look_action_outcome(struct wl_findings *out,
	const struct wl_review *review, const struct wl_action *action)
{
	if (action->outcome && wl_outcome_single(action->outcome))
		return;
	found_action(out, review, action,
		action->outcome ? "has more than one outcome"
				: "has no outcome");
	wl_found_hint(out, "one sentence that is true when it is done; make "
			   "two actions of two outcomes");
}

static void look_overdue(struct wl_findings *out,
	const struct wl_review *review, const struct wl_action *action)
{
	int days = today(out) - action->deadline;

	if (wl_action_state(action, today(out)) != WL_ACTION_OVERDUE)
		return;
	found_action(out, review, action,
		wl_arena_printf(&out->arena, "is %d day%s overdue", days,
			days == 1 ? "" : "s"));
	wl_found_hint(out, "'winloss review actions' closes it or hands it "
			   "over");
}

#define ACTION(name, look)                                                     \
	static void name(struct wl_subject *subject, struct wl_findings *out)  \
	{                                                                      \
		(void)subject;                                                 \
		each_action(out, look);                                        \
	}

ACTION(action_owner, look_action_owner)
ACTION(action_deadline, look_deadline)
ACTION(action_outcome, look_action_outcome)
ACTION(action_overdue, look_overdue)

static void review_actions(struct wl_subject *subject, struct wl_findings *out)
{
	const struct wl_corpus *corpus = subject->corpus;

	for (size_t i = 0; i < corpus->nreviews; i++) {
		const struct wl_review *review = &corpus->reviews[i];
		int n = 0;

		for (size_t k = 0; k < review->nactions; k++)
			n += !review->actions[k].claim;
		if (review->held == WL_NO_DAY || n == WL_REVIEW_ACTIONS ||
			review->decision != WL_CHANGED)
			continue;
		wl_found_key(out, review->path, "actions",
			"the review changed the plan with %d action%s, not %d",
			n, n == 1 ? "" : "s", WL_REVIEW_ACTIONS);
		wl_found_subject(out, review->id);
		wl_found_hint(out, "fewer is no change, more is not done; "
				   "'decision: keep' says that nothing "
				   "changed");
	}
}

static bool has_role(const struct wl_programme *programme,
	enum wl_team_role role, const struct wl_list *among)
{
	for (size_t i = 0; i < programme->nteam; i++)
		if (programme->team[i].role == role &&
			(!among || wl_list_has(among, programme->team[i].id)))
			return true;
	return false;
}

/* Of those whom the team has; who was there need not be noted at all. */
static void review_group(struct wl_subject *subject, struct wl_findings *out)
{
	static const enum wl_team_role wanted[] = { WL_ROLE_PMM,
		WL_ROLE_SALES_MANAGER, WL_ROLE_FOUNDER };
	const struct wl_corpus *corpus = subject->corpus;

	for (size_t i = 0; i < corpus->nreviews * WL_LEN(wanted); i++) {
		const struct wl_review *one =
			&corpus->reviews[i / WL_LEN(wanted)];
		enum wl_team_role role = wanted[i % WL_LEN(wanted)];

		if (one->kind != WL_MONTHLY || one->held == WL_NO_DAY ||
			!one->present.n ||
			!has_role(&corpus->programme, role, NULL) ||
			has_role(&corpus->programme, role, &one->present))
			continue;
		wl_found_key(out, one->path, "present",
			"the review was held without a %s",
			wl_team_roles[role]);
		wl_found_subject(out, one->id);
		wl_found_hint(out, "a pmm, a sales-manager and a founder: what "
				   "they do not decide together is not done");
	}
}

/* The day since which a review is waited for: the last one, else the first
 * interview. */
static wl_day waiting_since(const struct wl_corpus *corpus)
{
	wl_day since = WL_NO_DAY;

	for (size_t i = 0; i < corpus->nreviews; i++)
		if (corpus->reviews[i].held != WL_NO_DAY &&
			(since == WL_NO_DAY || corpus->reviews[i].held > since))
			since = corpus->reviews[i].held;
	for (size_t i = 0; since == WL_NO_DAY && i < corpus->ninterviews; i++)
		if (wl_interview_counts(&corpus->interviews[i]))
			since = wl_interview_day(&corpus->interviews[i]);
	return since;
}

static void review_missing(struct wl_subject *subject, struct wl_findings *out)
{
	wl_day since = waiting_since(subject->corpus);

	if (since == WL_NO_DAY || today(out) - since <= REVIEW_DAYS)
		return;
	wl_found_line(out, WL_PROGRAMME_FILE, 1,
		"no review was held for %d days", today(out) - since);
	wl_found_hint(out,
		"'winloss review' makes the next one; it takes %d "
		"minutes",
		WL_REVIEW_MINUTES);
}

/* The plan */

static void plan_late(struct wl_subject *subject, struct wl_findings *out)
{
	const struct wl_plan *plan = wl_plan_current(subject->corpus);
	struct wl_planning planning;

	if (!plan)
		return;
	/* Of a revision too: two states must not differ in what is known */
	wl_planning_make(&planning, subject->corpus, subject->home, plan);
	for (size_t i = 0; i < planning.ntasks; i++) {
		const struct wl_planned *task = &planning.tasks[i];

		if (task->state != WL_TASK_LATE)
			continue;
		wl_found_line(out, plan->path, task->task->line,
			"the task '%s' is %d day%s late", task->task->id,
			task->days, task->days == 1 ? "" : "s");
		wl_found_subject(out, task->task->id);
		wl_found_hint(
			out, "'winloss plan done %s' notes it", task->task->id);
	}
	wl_planning_release(&planning);
}

static void plan_owner(struct wl_subject *subject, struct wl_findings *out)
{
	const struct wl_plan *plan = wl_plan_current(subject->corpus);

	for (size_t i = 0; plan && i < plan->ntasks; i++) {
		const struct wl_task *task = &plan->tasks[i];

		if (wl_task_owner(plan, task))
			continue;
		wl_found_line(out, plan->path, task->line,
			"nobody owns the task '%s'", task->id);
		wl_found_subject(out, task->id);
		wl_found_hint(out, "name one person as its 'owner', or as that "
				   "of the plan");
	}
}

const struct wl_rule wl_rules_rhythm[] = {
	{ "sample-one-sided", WL_WARNING,
		"only wins or only losses were interviewed", sample_one_sided },
	{ "sample-one-competitor", WL_WARNING,
		"all interviews compare with one competitor",
		sample_one_competitor },
	{ "sample-one-owner", WL_INFO,
		"over half of the interviewed deals have one owner",
		sample_one_owner },
	{ "cycle-output", WL_WARNING,
		"a cycle of interviews that changed no card", cycle_output },
	{ "pattern-output", WL_WARNING,
		"a pattern of current deals that no card cites",
		pattern_output },
	{ "action-owner", WL_WARNING, "an action without one owner",
		action_owner },
	{ "action-deadline", WL_WARNING, "an action without a deadline",
		action_deadline },
	{ "action-outcome", WL_WARNING,
		"an action without one outcome, or with several",
		action_outcome },
	{ "action-overdue", WL_WARNING, "an action behind its deadline",
		action_overdue },
	{ "review-actions", WL_WARNING,
		"a review that changed something with other than three actions",
		review_actions },
	{ "review-group", WL_WARNING,
		"a monthly review without sales manager, founder or pmm",
		review_group },
	{ "review-missing", WL_WARNING, "no review for more than 45 days",
		review_missing },
	{ "plan-late", WL_WARNING, "a task of the plan that is late",
		plan_late },
	{ "plan-owner", WL_WARNING, "a task of the plan that nobody owns",
		plan_owner },
	{ NULL },
};
