/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Whether the interview may be held: its state, its preparations, the people
 * in it; and whether what was answered was asked. */
#include "interview.h"

#include "base/path.h"

int check_status(const struct conduct *conduct, struct wl_err *err)
{
	const struct wl_interview *interview = conduct->interview;

	if (interview->status == WL_DECLINED ||
		interview->status == WL_WITHDRAWN) {
		wl_err_set(err, WL_EFAIL, "'%s' is %s", interview->id,
			wl_statuses[interview->status]);
		return wl_err_hint(err,
			"if that has changed, correct "
			"'status' in '%s'",
			interview->path);
	}
	if (!wl_interview_held(interview) ||
		args_has(conduct->args, "answers") ||
		args_has(conduct->args, "resume") || conduct->answers.n)
		return 0;
	wl_err_set(err, WL_EFAIL, "'%s' has been held already", interview->id);
	return wl_err_hint(
		err, "'winloss note %s' goes on with it", interview->id);
}

/* Once begun it may be finished: --resume does not ask again. */
int check_ready(struct conduct *conduct, struct wl_err *err)
{
	const struct wl_interview *interview = conduct->interview;
	struct wl_buf missing = WL_BUF_INIT;

	if (wl_interview_ready(interview) || interview->internal)
		return 0;
	conduct->forced = true;
	if (args_has(conduct->args, "force") || interview->forced ||
		conduct->resumed)
		return 0;
	for (int i = 0; i < WL_PREP_NEEDED; i++)
		if (interview->prepared[i].day == WL_NO_DAY)
			wl_buf_addf(&missing, "%s%s", missing.n ? ", " : "",
				wl_preparations[i]);
	wl_err_set(err, WL_EFAIL, "'%s' is not prepared: %s %s to do",
		interview->id, missing.s,
		strchr(missing.s, ',') ? "are" : "is");
	wl_buf_release(&missing);
	return wl_err_hint(err,
		"'winloss prep %s' shows how; --force goes "
		"ahead and records that it did",
		interview->id);
}

static int check_attendee(
	const struct conduct *conduct, const char *id, struct wl_err *err)
{
	const struct wl_member *member =
		wl_programme_member(&conduct->session->corpus.programme, id);

	if (!member) {
		wl_err_set(
			err, WL_EFAIL, "attendee '%s' is not in the team", id);
		return wl_err_hint(err, "add the person to 'team' in "
					"winloss.yaml");
	}
	if (member->role != WL_ROLE_SALES &&
		member->role != WL_ROLE_SALES_MANAGER)
		return 0;
	wl_err_set(err, WL_EFAIL,
		"'%s' is %s: sales is never present in an "
		"interview",
		id, wl_team_roles[member->role]);
	return wl_err_hint(err, "buyers are candid only without them; they "
				"read the notes afterwards");
}

int check_people(const struct conduct *conduct, struct wl_err *err)
{
	const struct wl_answers *answers = &conduct->answers;
	const struct wl_member *member = wl_programme_member(
		&conduct->session->corpus.programme, answers->interviewer);
	const struct wl_list *there = &conduct->interview->attendees;
	int rc = 0;

	if (!member || member->role != WL_ROLE_PMM) {
		wl_err_set(err, WL_EFAIL, "the interviewer '%s' is %s",
			answers->interviewer,
			member ? wl_team_roles[member->role]
			       : "not in the team");
		return wl_err_hint(err, "only a product marketing manager "
					"interviews: neutral enough for "
					"candour; name one with --by");
	}
	for (size_t i = 0; !rc && i < answers->attendees.n; i++)
		rc = check_attendee(conduct, answers->attendees.v[i], err);
	/* Whom the file names stays, if nobody is named anew */
	for (size_t i = 0; !rc && !answers->attendees.n && i < there->n; i++)
		rc = check_attendee(conduct, there->v[i], err);
	return rc;
}

static int no_question(const struct conduct *conduct, const char *path,
	const struct wl_answered *answered, struct wl_err *err)
{
	const struct wl_guide *guide = conduct->guide;
	struct wl_list ids = { 0 };
	const char *near;
	size_t n = 0;

	for (size_t i = 0; i < guide->nblocks; i++)
		n += guide->blocks[i].nquestions;
	ids.v = wl_alloc((n + 1) * sizeof(*ids.v));
	for (size_t i = 0; i < guide->nblocks; i++)
		for (size_t j = 0; j < guide->blocks[i].nquestions; j++)
			ids.v[ids.n++] = guide->blocks[i].questions[j].id;
	near = wl_nearest(answered->question, &ids);
	wl_err_at(err, path, answered->line, 1,
		"guide '%s' has no question '%s'", guide->id,
		answered->question);
	if (near)
		wl_err_hint(err, "did you mean '%s'?", near);
	else
		wl_err_hint(
			err, "guides/%s.yaml lists its questions", guide->id);
	free(ids.v);
	return err->code;
}

int check_questions(
	const struct conduct *conduct, const char *path, struct wl_err *err)
{
	const struct wl_answers *answers = &conduct->answers;

	for (size_t i = 0; i < answers->n; i++)
		if (!wl_guide_question(
			    conduct->guide, answers->answered[i].question))
			return no_question(
				conduct, path, &answers->answered[i], err);
	return 0;
}
