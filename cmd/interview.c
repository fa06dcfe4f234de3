/* SPDX-License-Identifier: GPL-3.0-or-later */
/* winloss interview: holds an interview at the terminal, or takes one from an
 * answers file. */
#include "interview.h"

#include "base/file.h"

static const struct cmd_option options[] = {
	{ "answers", 0, "FILE",
		"take the answers from a YAML file (- reads "
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

static int read_answers(
	struct conduct *conduct, const char *name, struct wl_err *err)
{
	struct wl_buf file = WL_BUF_INIT;
	int rc;

	rc = wl_file_slurp(&file, name, WL_YAML_MAX, err);
	if (!rc) {
		struct wl_source source = {
			.path = name, .bytes = file.s, .n = file.n
		};

		rc = wl_source_check(&source, WL_YAML_MAX, err);
		if (!rc)
			rc = wl_answers_parse(&conduct->answers,
				&conduct->arena, &source, err);
	}
	wl_buf_release(&file);
	return rc;
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
		answers->minutes = minutes_parse(minutes);
		if (!answers->minutes)
			return args_usage(err, "interview",
				"--minutes takes 1 to 600, not '%s'", minutes);
	}
	if (args_has(conduct->args, "attendee"))
		take_attendees(conduct);
	if (!answers->interviewer && wl_interview_held(conduct->interview))
		answers->interviewer = conduct->interview->interviewer;
	if (args_has(conduct->args, "by") || !answers->interviewer) {
		rc = session_person(
			conduct->session, conduct->args, &person, err);
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

	conduct->guide =
		wl_corpus_guide(&conduct->session->corpus, id ? id : "buyer");
	if (conduct->guide)
		return 0;
	wl_err_at(err, conduct->interview->path, 1, 1, "there is no guide '%s'",
		id ? id : "buyer");
	return wl_err_hint(err, "put it into guides/, or correct 'guide' in "
				"the file");
}

/* An answers file says all; otherwise what was typed before a pause. */
static int read_before(
	struct conduct *conduct, const char *file, struct wl_err *err)
{
	bool resume = args_has(conduct->args, "resume");
	int rc;

	if (file && resume)
		return args_usage(err, "interview",
			"--answers and --resume do not go together");
	if (file)
		return read_answers(conduct, file, err);
	rc = journal_load(conduct, err);
	if (rc == WL_ENOTFOUND && !resume)
		return 0;
	if (rc)
		return rc;
	conduct->resumed = resume;
	if (resume)
		return 0;
	if (conduct->answers.n) {
		wl_err_set(err, WL_EFAIL, "an interview '%s' was cut off",
			conduct->interview->id);
		return wl_err_hint(err,
			"go on with 'winloss interview %s "
			"--resume'",
			conduct->interview->id);
	}
	memset(&conduct->answers, 0, sizeof(conduct->answers));
	return 0;
}

static int check(struct conduct *conduct, const char *file, struct wl_err *err)
{
	int rc;

	conduct->timed = conduct->answers.interviewed.set;
	rc = check_status(conduct, err);
	if (!rc)
		rc = check_ready(conduct, err);
	if (!rc)
		rc = find_guide(conduct, err);
	if (!rc)
		rc = check_questions(conduct, file ? file : "the journal", err);
	return rc ? rc : settle(conduct, err);
}

static void say_next(const struct conduct *conduct)
{
	const struct session *session = conduct->session;

	if (!conduct->answers.notes[0] || !conduct->answers.notes[1] ||
		!conduct->answers.notes[2])
		session_say(session,
			"next: 'winloss note %s' takes the three notes, "
			"within %g hours of the end",
			conduct->interview->id,
			session->corpus.programme.thresholds.note_hours);
	else
		session_say(session,
			"next: 'winloss note %s' shows what follows",
			conduct->interview->id);
}

static int hold(struct conduct *conduct, const char *file, struct wl_err *err)
{
	int rc = file ? 0 : interview_ask(conduct, err);

	if (rc)
		return rc;
	rc = interview_write(conduct, err);
	if (!rc && file && journal_there(conduct))
		session_warn(conduct->session,
			"what was typed before a pause is not in it yet: "
			"'winloss interview %s --resume' adds it",
			conduct->interview->id);
	if (rc && !file)
		session_warn(conduct->session,
			"the answers are kept; when this is mended, 'winloss "
			"interview %s --resume' writes them",
			conduct->interview->id);
	if (!rc && !file)
		journal_remove(conduct);
	if (!rc)
		say_next(conduct);
	return rc;
}

static int run(struct session *session, const struct cmd_args *args,
	struct wl_err *err)
{
	struct conduct conduct = { .session = session, .args = args };
	const char *file = args_value(args, "answers"), *id;
	int rc;

	wl_arena_init(&conduct.arena);
	rc = args_one_word(args, "interview", "an interview", &id, err);
	if (!rc)
		rc = session_interview(session, id, &conduct.interview, err);
	if (!rc)
		rc = read_before(&conduct, file, err);
	if (!rc)
		rc = check(&conduct, file, err);
	if (!rc)
		rc = hold(&conduct, file, err);
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
