/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How an interview was prepared, held and kept. */
#include "rules/rules.h"

#define AFTER_DAYS 7 /* in which what follows an interview is done */

/* Only buyers' interviews that are, or were, to be held. */
static bool is_buyer(const struct wl_interview *one)
{
	return !one->internal && one->status != WL_DECLINED &&
	       one->status != WL_WITHDRAWN;
}

static bool is_held(const struct wl_interview *one)
{
	return is_buyer(one) && wl_interview_held(one);
}

/* Each rule below looks at one interview at a time. */
typedef void (*looker)(struct wl_findings *out, const struct wl_interview *one);

static void each(struct wl_findings *out, looker look)
{
	const struct wl_corpus *corpus = out->subject->corpus;

	for (size_t i = 0; i < corpus->ninterviews; i++)
		look(out, &corpus->interviews[i]);
}

/* Preparation */

/* The day that a prepared interview was, or claims to be, ready for. */
static bool is_due(const struct wl_interview *one)
{
	return is_buyer(one) &&
	       (wl_interview_held(one) || one->status == WL_READY ||
		       one->interviewed.set);
}

static void look_unprepared(
	struct wl_findings *out, const struct wl_interview *one)
{
	for (int i = 0; is_due(one) && i < WL_PREP_NEEDED; i++) {
		if (one->prepared[i].day != WL_NO_DAY)
			continue;
		wl_found_key(out, one->path, "prepared",
			"the preparation '%s' is missing", wl_preparations[i]);
		wl_found_subject(out, one->id);
		wl_found_hint(out, "'winloss prep %s' shows how", one->id);
	}
}

static void look_prepared_late(
	struct wl_findings *out, const struct wl_interview *one)
{
	wl_day held = wl_time_day(&one->interviewed);
	char key[64], day[WL_DATE_TEXT], done[WL_DATE_TEXT];

	for (int i = 0; is_held(one) && i < WL_PREP_NEEDED; i++) {
		if (held == WL_NO_DAY || one->prepared[i].day == WL_NO_DAY ||
			one->prepared[i].day <= held)
			continue;
		snprintf(key, sizeof(key), "prepared.%s", wl_preparations[i]);
		wl_found_key(out, one->path, key,
			"the preparation '%s' was done on %s, after the "
			"interview of %s",
			wl_preparations[i],
			wl_day_format(one->prepared[i].day, done),
			wl_day_format(held, day));
		wl_found_subject(out, one->id);
	}
}

static void look_hypothesis_late(
	struct wl_findings *out, const struct wl_interview *one)
{
	if (wl_declared_of(out->subject->declarations, one->id) != WL_LATE)
		return;
	wl_found_key(out, one->path, "hypothesis",
		"the hypothesis was recorded after the interview that tests "
		"it");
	wl_found_subject(out, one->id);
	wl_found_hint(out, "it does not count for the hit rate; commit the "
			   "next one before the interview");
}

/* The interview */

static void look_sales_present(
	struct wl_findings *out, const struct wl_interview *one)
{
	const struct wl_programme *programme = &out->subject->corpus->programme;

	for (size_t i = 0; is_buyer(one) && i < one->attendees.n; i++) {
		const char *who = one->attendees.v[i];
		const struct wl_member *member =
			wl_programme_member(programme, who);

		if (!member || (member->role != WL_ROLE_SALES &&
				       member->role != WL_ROLE_SALES_MANAGER))
			continue;
		wl_found_key(out, one->path, "attendees",
			"'%s' is %s: sales is never present in an interview",
			who, wl_team_roles[member->role]);
		wl_found_subject(out, one->id);
		wl_found_hint(out, "buyers are candid only without them; they "
				   "read the notes afterwards");
	}
}

static void look_interviewer(
	struct wl_findings *out, const struct wl_interview *one)
{
	const struct wl_member *member = wl_programme_member(
		&out->subject->corpus->programme, one->interviewer);

	if (!is_buyer(one) || !member || member->role == WL_ROLE_PMM)
		return;
	wl_found_key(out, one->path, "interviewer",
		"the interviewer '%s' is %s", one->interviewer,
		wl_team_roles[member->role]);
	wl_found_subject(out, one->id);
	wl_found_hint(out, "only a product marketing manager interviews: "
			   "neutral enough for candour, close enough to "
			   "sales to act on it");
}

static void look_short(struct wl_findings *out, const struct wl_interview *one)
{
	int least = out->subject->corpus->programme.thresholds.minutes[0];

	if (!is_held(one) || !one->minutes || one->minutes >= least)
		return;
	wl_found_key(out, one->path, "minutes",
		"the interview took %d minutes, not %d", one->minutes, least);
	wl_found_subject(out, one->id);
	wl_found_hint(out,
		"the best answers come after the first fifteen; "
		"agree on %d minutes beforehand",
		least);
}

/* Was any question with this role asked?  *line gets the place of one that
 * was skipped; with none in the guide the answer is yes. */
static bool asked_role(const struct wl_guide *guide,
	const struct wl_interview *one, const char *role, int *line)
{
	bool wanted = false;

	for (size_t b = 0; b < guide->nblocks; b++)
		for (size_t q = 0; q < guide->blocks[b].nquestions; q++) {
			const struct wl_question *question =
				&guide->blocks[b].questions[q];

			wanted |= wl_streq(question->role, role) &&
				  wl_guide_asks(question, one->outcome);
		}
	for (size_t i = 0; i < one->nasked; i++) {
		const struct wl_question *question =
			wl_guide_question(guide, one->asked[i].id);

		if (!question || !wl_streq(question->role, role))
			continue;
		if (!one->asked[i].skipped)
			return true;
		*line = one->asked[i].line;
	}
	return !wanted;
}

/* The guide by which it was held; NULL if it was held without one. */
static const struct wl_guide *guide_of(
	struct wl_findings *out, const struct wl_interview *one)
{
	if (!is_held(one) || !one->nasked)
		return NULL;
	return wl_corpus_guide(
		out->subject->corpus, one->guide ? one->guide : "buyer");
}

static void look_opening(
	struct wl_findings *out, const struct wl_interview *one)
{
	static const struct {
		const char *role, *message;
	} rows[] = {
		{ "consent", "nobody said what the answers are used for, and "
			     "asked for consent" },
		{ "interviewee-role", "the opening question was skipped" },
	};
	const struct wl_guide *guide = guide_of(out, one);

	for (size_t i = 0; guide && i < WL_LEN(rows); i++) {
		int line = 1;

		if (asked_role(guide, one, rows[i].role, &line))
			continue;
		wl_found_line(out, one->path, line, "%s", rows[i].message);
		wl_found_subject(out, one->id);
		wl_found_hint(out, "an interview that does not begin with "
				   "safety gets polite answers");
	}
}

static void look_root(struct wl_findings *out, const struct wl_interview *one)
{
	const struct wl_guide *guide = guide_of(out, one);
	int line = 1;

	if (!guide || one->outcome != WL_LOSS || one->root)
		return;
	if (asked_role(guide, one, "root", &line))
		wl_found_key(out, one->path, "root",
			"a loss without its root: product, messaging or "
			"sales");
	else
		wl_found_line(out, one->path, line,
			"nobody asked where they met the reason: in the "
			"product, the messaging or the sales process");
	wl_found_subject(out, one->id);
	wl_found_hint(out, "three different problems with three different "
			   "owners: always ask, and note it as 'root'");
}

static void look_consent(
	struct wl_findings *out, const struct wl_interview *one)
{
	if (!is_held(one) || one->consent != WL_CONSENT_UNKNOWN)
		return;
	wl_found_key(out, one->path, "consent",
		"nothing says what the interviewee agreed to");
	wl_found_subject(out, one->id);
	wl_found_hint(out, "set 'consent' to named, anonymous or none");
}

/* The notes and what follows */

static bool notes_due(
	const struct wl_corpus *corpus, const struct wl_interview *one)
{
	struct wl_time due = wl_interview_notes_due(
		one, corpus->programme.thresholds.note_hours);

	return due.set && wl_time_compare(&due, &corpus->as_of) < 0;
}

static void look_notes_missing(
	struct wl_findings *out, const struct wl_interview *one)
{
	static const char *const names[] = { "finding", "phrase", "gap" };
	struct wl_buf missing = WL_BUF_INIT;

	for (size_t i = 0; i < WL_LEN(names); i++)
		if (!one->notes[i])
			wl_buf_addf(&missing, "%s%s", missing.n ? ", " : "",
				names[i]);
	if (missing.n && is_held(one) && notes_due(out->subject->corpus, one)) {
		wl_found_key(out, one->path, "interviewed",
			"first impressions are missing: %s", missing.s);
		wl_found_subject(out, one->id);
		wl_found_hint(out,
			"'winloss note %s' writes them, while they "
			"are fresh",
			one->id);
	}
	wl_buf_release(&missing);
}

static void look_notes_late(
	struct wl_findings *out, const struct wl_interview *one)
{
	double hours = out->subject->corpus->programme.thresholds.note_hours;
	struct wl_time due = wl_interview_notes_due(one, hours);
	int64_t late;
	bool days;

	if (!is_held(one) || !one->noted.set || !due.set)
		return;
	late = one->noted.utc - due.utc;
	if (late <= 0)
		return;
	days = late >= 2 * 86400;
	late = days ? late / 86400 : (late + 59) / 60;
	wl_found_key(out, one->path, "noted",
		"first impressions were written %lld %s%s too late",
		(long long)late, days ? "day" : "minute", late == 1 ? "" : "s");
	wl_found_subject(out, one->id);
	wl_found_hint(out, "within %g hour%s, before the transcript is read",
		hours, hours == 1 ? "" : "s");
}

static void look_unjudged(
	struct wl_findings *out, const struct wl_interview *one)
{
	if (!is_held(one) || one->hypothesis ||
		one->prepared[WL_PREP_HYPOTHESIS].day == WL_NO_DAY ||
		!notes_due(out->subject->corpus, one))
		return;
	wl_found_key(out, one->path, "hypothesis",
		"the hypothesis has not been judged");
	wl_found_subject(out, one->id);
	wl_found_hint(out,
		"confirmed, partly or refuted: 'winloss note %s' "
		"asks for it",
		one->id);
}

static void look_after(struct wl_findings *out, const struct wl_interview *one)
{
	wl_day held = wl_time_day(&one->interviewed);
	wl_day today = wl_time_day(&out->subject->corpus->as_of);
	struct wl_buf missing = WL_BUF_INIT;

	for (size_t i = 0; i < WL_AFTERS; i++)
		if (one->after[i].day == WL_NO_DAY)
			wl_buf_addf(&missing, "%s%s", missing.n ? ", " : "",
				wl_afters[i]);
	if (missing.n && is_held(one) && held != WL_NO_DAY &&
		today - held > AFTER_DAYS) {
		wl_found_key(out, one->path, "after",
			"a week after the interview not done: %s", missing.s);
		wl_found_subject(out, one->id);
		wl_found_hint(out, "'winloss note %s' ticks them off", one->id);
	}
	wl_buf_release(&missing);
}

#define RULE(name, look)                                                       \
	static void name(struct wl_subject *subject, struct wl_findings *out)  \
	{                                                                      \
		(void)subject;                                                 \
		each(out, look);                                               \
	}

RULE(unprepared, look_unprepared)
RULE(prepared_late, look_prepared_late)
RULE(hypothesis_late, look_hypothesis_late)
RULE(sales_present, look_sales_present)
RULE(interviewer, look_interviewer)
RULE(too_short, look_short)
RULE(opening, look_opening)
RULE(root, look_root)
RULE(consent, look_consent)
RULE(notes_missing, look_notes_missing)
RULE(notes_late, look_notes_late)
RULE(unjudged, look_unjudged)
RULE(after, look_after)

const struct wl_rule wl_rules_conduct[] = {
	{ "preparation-missing", WL_WARNING,
		"one of the four preparations was not done", unprepared },
	{ "preparation-late", WL_WARNING,
		"a preparation that was done after the interview",
		prepared_late },
	{ "hypothesis-late", WL_WARNING,
		"a hypothesis that is younger than the interview, by its "
		"commit",
		hypothesis_late },
	{ "sales-present", WL_SEVERE, "somebody of sales in the interview",
		sales_present },
	{ "interviewer-role", WL_SEVERE,
		"an interviewer who is no product marketing manager",
		interviewer },
	{ "interview-short", WL_SEVERE, "an interview below the least minutes",
		too_short },
	{ "opening-skipped", WL_WARNING,
		"an interview without its opening or its confidentiality",
		opening },
	{ "root-missing", WL_WARNING,
		"a loss without the follow-up that is always asked", root },
	{ "consent-missing", WL_SEVERE,
		"an interview that does not say what was agreed to", consent },
	{ "notes-missing", WL_WARNING,
		"first impressions that are due and not written",
		notes_missing },
	{ "notes-late", WL_WARNING,
		"first impressions that were written too late", notes_late },
	{ "hypothesis-unjudged", WL_WARNING,
		"a hypothesis that was not judged after the interview",
		unjudged },
	{ "after-missing", WL_WARNING,
		"what follows an interview, not done after a week", after },
	{ NULL },
};
