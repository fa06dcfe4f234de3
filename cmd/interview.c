/* SPDX-License-Identifier: GPL-3.0-or-later */
/* winloss interview: holds an interview at the terminal, or takes one from an
 * answers file. */
#include "interview.h"

#include "base/file.h"
#include "base/path.h"

static const struct cmd_option options[] = {
	{ "answers", 0, "FILE", "take the answers from a YAML file (- reads "
				"standard input)" },
	{ "resume", 0, NULL, "go on with an interview that was cut off" },
	{ "force", 0, NULL, "begin before the preparations are done" },
	{ "attendee", 0, "PERSON", "who of us is present; repeatable" },
	{ "minutes", 0, "N", "how long it took" },
	{ "consent", 0, "CONSENT", "named, anonymous or none" },
	OPTION_BY,
	OPTION_NO_COMMIT,
	OPTION_END,
};

static int check_ready(struct conduct *conduct, struct wl_err *err)
{
	const struct wl_interview *interview = conduct->interview;
	struct wl_buf missing = WL_BUF_INIT;

	if (wl_interview_ready(interview) || interview->internal)
		return 0;
	conduct->forced = true;
	if (args_has(conduct->args, "force"))
		return 0;
	for (int i = 0; i < WL_PREP_NEEDED; i++)
		if (interview->prepared[i].day == WL_NO_DAY)
			wl_buf_addf(&missing, "%s%s", missing.n ? ", " : "",
				wl_preparations[i]);
	wl_err_set(err, WL_EFAIL, "'%s' is not prepared: %s %s to do",
		interview->id, missing.s,
		strchr(missing.s, ',') ? "are" : "is");
	wl_buf_release(&missing);
	return wl_err_hint(err, "'winloss prep %s' shows how; --force goes "
				"ahead and records that it did",
		interview->id);
}

static int check_status(const struct conduct *conduct, struct wl_err *err)
{
	const struct wl_interview *interview = conduct->interview;

	if (interview->status == WL_DECLINED ||
		interview->status == WL_WITHDRAWN)
		return wl_err_set(err, WL_EFAIL, "'%s' is %s", interview->id,
			wl_statuses[interview->status]);
	if (!wl_interview_held(interview) ||
		args_has(conduct->args, "answers"))
		return 0;
	wl_err_set(err, WL_EFAIL, "'%s' has been held already", interview->id);
	return wl_err_hint(err, "'winloss note %s' goes on with it",
		interview->id);
}

static int check_attendee(struct conduct *conduct, const char *id,
	struct wl_err *err)
{
	const struct wl_member *member = wl_programme_member(
		&conduct->session->corpus.programme, id);

	if (!member) {
		wl_err_set(err, WL_EFAIL, "attendee '%s' is not in the team",
			id);
		return wl_err_hint(err, "add the person to 'team' in "
					"winloss.yaml");
	}
	if (member->role != WL_ROLE_SALES &&
		member->role != WL_ROLE_SALES_MANAGER)
		return 0;
	wl_err_set(err, WL_EFAIL, "'%s' is %s: sales is never present in an "
				  "interview",
		id, wl_team_roles[member->role]);
	return wl_err_hint(err, "buyers are candid only without them; they "
				"read the notes afterwards");
}

static int check_people(struct conduct *conduct, struct wl_err *err)
{
	const struct wl_programme *programme =
		&conduct->session->corpus.programme;
	struct wl_answers *answers = &conduct->answers;
	const struct wl_member *member;
	int rc = 0;

	member = wl_programme_member(programme, answers->interviewer);
	if (!member || member->role != WL_ROLE_PMM) {
		wl_err_set(err, WL_EFAIL, "the interviewer '%s' %s%s",
			answers->interviewer,
			member ? "is " : "is not in the team",
			member ? wl_team_roles[member->role] : "");
		return wl_err_hint(err, "only a product marketing manager "
					"interviews: neutral enough for "
					"candour; name one with --by");
	}
	for (size_t i = 0; !rc && i < answers->attendees.n; i++)
		rc = check_attendee(conduct, answers->attendees.v[i], err);
	return rc;
}

static int read_answers(struct conduct *conduct, const char *name,
	struct wl_err *err)
{
	struct wl_buf file = WL_BUF_INIT;
	int rc;

	rc = wl_file_slurp(&file, name, WL_YAML_MAX, err);
	if (!rc) {
		struct wl_source source = { .path = name,
			.bytes = file.s,
			.n = file.n };

		rc = wl_source_check(&source, WL_YAML_MAX, err);
		if (!rc)
			rc = wl_answers_parse(&conduct->answers,
				&conduct->arena, &source, err);
	}
	wl_buf_release(&file);
	return rc;
}

/* A question that the guide does not have: name the nearest. */
static int check_questions(const struct conduct *conduct, const char *path,
	struct wl_err *err)
{
	const char *ids[512];
	struct wl_list list = { ids, 0 };

	for (size_t i = 0; i < conduct->guide->nblocks; i++)
		for (size_t j = 0;
			j < conduct->guide->blocks[i].nquestions &&
			list.n < WL_LEN(ids);
			j++)
			ids[list.n++] =
				conduct->guide->blocks[i].questions[j].id;
	for (size_t i = 0; i < conduct->answers.n; i++) {
		const struct wl_answered *one = &conduct->answers.answered[i];
		const char *near;

		if (wl_list_has(&list, one->question))
			continue;
		near = wl_nearest(one->question, &list);
		wl_err_at(err, path, one->line, 1,
			"guide '%s' has no question '%s'", conduct->guide->id,
			one->question);
		return near ? wl_err_hint(err, "did you mean '%s'?", near)
			    : wl_err_hint(err,
				      "guides/%s.yaml lists its questions",
				      conduct->guide->id);
	}
	return 0;
}

static void take_attendees(struct conduct *conduct)
{
	struct wl_list given, *out = &conduct->answers.attendees;

	args_values(conduct->args, "attendee", &given);
	out->v = wl_arena_alloc(&conduct->arena, given.n * sizeof(*out->v));
	memcpy(out->v, given.v, given.n * sizeof(*out->v));
	out->n = given.n;
	free(given.v);
}

/* Options win over the answers file, which wins over who is at work. */
static int settle(struct conduct *conduct, struct wl_err *err)
{
	struct wl_answers *answers = &conduct->answers;
	const char *minutes = args_value(conduct->args, "minutes");
	const char *consent = args_value(conduct->args, "consent");
	const struct wl_member *person;
	int term, rc;

	if (consent) {
		term = wl_term(wl_consents, consent);
		if (term <= 0)
			return args_usage(err, "interview",
				"--consent takes named, anonymous or none, "
				"not '%s'",
				consent);
		answers->consent = (enum wl_consent)term;
	}
	if (minutes) {
		answers->minutes = (int)strtol(minutes, NULL, 10);
		if (answers->minutes < 1 || answers->minutes > 600)
			return args_usage(err, "interview",
				"--minutes takes 1 to 600, not '%s'", minutes);
	}
	if (args_has(conduct->args, "attendee"))
		take_attendees(conduct);
	if (args_has(conduct->args, "by") || !answers->interviewer) {
		rc = session_person(conduct->session, conduct->args, &person,
			err);
		if (rc)
			return rc;
		answers->interviewer = person->id;
	}
	if (!answers->interviewed.set)
		answers->interviewed = conduct->session->as_of;
	return check_people(conduct, err);
}

static int find_guide(struct conduct *conduct, struct wl_err *err)
{
	const char *id = conduct->interview->guide;

	conduct->guide = wl_corpus_guide(&conduct->session->corpus,
		id ? id : "buyer");
	if (conduct->guide)
		return 0;
	wl_err_at(err, conduct->interview->path, 1, 1,
		"there is no guide '%s'", id ? id : "buyer");
	return wl_err_hint(err, "put it into guides/, or correct 'guide' in "
				"the file");
}

static int conduct_it(struct conduct *conduct, struct wl_err *err)
{
	const char *file = args_value(conduct->args, "answers");
	int rc;

	if (file) {
		rc = read_answers(conduct, file, err);
		if (!rc)
			rc = check_questions(conduct, file, err);
		if (!rc)
			rc = settle(conduct, err);
		return rc;
	}
	rc = journal_load(conduct, err);
	if (rc == WL_ENOTFOUND && !args_has(conduct->args, "resume"))
		rc = 0;
	else if (!rc && !args_has(conduct->args, "resume")) {
		wl_err_set(err, WL_EFAIL, "an interview '%s' was cut off",
			conduct->interview->id);
		return wl_err_hint(err, "go on with 'winloss interview %s "
					"--resume'",
			conduct->interview->id);
	}
	if (!rc)
		rc = settle(conduct, err);
	return rc ? rc : interview_ask(conduct, err);
}

static int run(struct session *session, const struct cmd_args *args,
	struct wl_err *err)
{
	struct conduct conduct = { .session = session, .args = args };
	const char *id;
	int rc;

	wl_arena_init(&conduct.arena);
	rc = args_one_word(args, "interview", "an interview", &id, err);
	if (!rc)
		rc = session_interview(session, id, &conduct.interview, err);
	if (!rc)
		rc = check_status(&conduct, err);
	if (!rc)
		rc = check_ready(&conduct, err);
	if (!rc)
		rc = find_guide(&conduct, err);
	if (!rc)
		rc = conduct_it(&conduct, err);
	if (!rc)
		rc = interview_write(&conduct, err);
	if (!rc && !args_has(args, "answers"))
		journal_remove(&conduct);
	if (!rc)
		session_say(session, "next: winloss note %s; the three notes "
				     "are due within two hours",
			id);
	wl_arena_release(&conduct.arena);
	return rc;
}

const struct cmd cmd_interview = {
	.name = "interview",
	.usage = "<interview>",
	.summary = "hold an interview and keep what was said",
	.needs = CMD_CORPUS,
	.options = options,
	.run = run,
};
