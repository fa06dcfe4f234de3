/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The steps of a preparation: what the options say of them, what the file
 * does, and how they are recorded in it. */
#include "base/utf8.h"
#include "prep.h"

static const char section[] = "Preparation";
static const char no_recording[] = "No recording exists.";

static const struct step {
	const char *option;
	const char *title; /* of its text below "## Preparation"; NULL: none */
	int preparation;   /* that it does by itself; -1: none */
} steps[PREP_STEPS] = {
	[PREP_STEP_CRM] = { "crm-reviewed", NULL, WL_PREP_CRM },
	[PREP_STEP_FIRST] = { "first-call", "First call", -1 },
	[PREP_STEP_LAST] = { "last-call", "Last call", -1 },
	[PREP_STEP_NO_RECORDING] = { "no-recording", NULL, WL_PREP_CALLS },
	[PREP_STEP_GAP] = { "call-gap", "Gap between the calls", -1 },
	[PREP_STEP_HYPOTHESIS] = { "hypothesis", "Hypothesis",
		WL_PREP_HYPOTHESIS },
	[PREP_STEP_BRIEFED] = { "briefed", NULL, WL_PREP_BRIEFED },
	[PREP_STEP_BACKGROUND] = { "background", "Background",
		WL_PREP_BACKGROUND },
	[PREP_STEP_INTRODUCED] = { "introduced", NULL, WL_PREP_INTRODUCED },
};

bool prep_given(const struct cmd_args *args)
{
	for (size_t i = 0; i < PREP_STEPS; i++)
		if (args_has(args, steps[i].option))
			return true;
	return false;
}

void prep_answers_release(struct prep_answers *answers)
{
	for (size_t i = 0; i < PREP_STEPS; i++)
		free(answers->v[i]);
	memset(answers, 0, sizeof(*answers));
}

int prep_answers_given(const struct cmd_args *args,
	struct prep_answers *answers, bool *any, struct wl_err *err)
{
	*any = prep_given(args);
	for (size_t i = 0; i < PREP_STEPS; i++) {
		const char *given = args_value(args, steps[i].option);
		struct wl_buf words = WL_BUF_INIT;

		if (!args_has(args, steps[i].option))
			continue;
		wl_utf8_words(&words, given ? given : "");
		if (steps[i].title && !words.n) {
			wl_buf_release(&words);
			return args_usage(err, "prep", "--%s takes a text",
				steps[i].option);
		}
		answers->v[i] = wl_buf_detach(&words);
	}
	return 0;
}

/* Read what stands below a heading; "" if nothing does. */
static const char *text_of(
	struct wl_arena *arena, const struct wl_edit *edit, const char *title)
{
	const char *text =
		title ? wl_edit_section_text(arena, edit, section, title, NULL)
		      : NULL;

	return text ? text : "";
}

int prep_state_read(struct session *session,
	const struct wl_interview *interview, struct prep_state *state,
	struct wl_err *err)
{
	struct wl_edit edit = { .file = WL_BUF_INIT };
	struct wl_arena arena;
	int rc;

	memset(state, 0, sizeof(*state));
	state->recorded = true;
	wl_arena_init(&arena);
	rc = session_edit(session, interview, &edit, err);
	for (size_t i = 0; !rc && i < PREP_STEPS; i++) {
		const char *text = text_of(&arena, &edit, steps[i].title);
		int preparation = steps[i].preparation;

		state->told[i] = *text;
		state->done[i] =
			preparation < 0
				? *text != '\0'
				: interview->prepared[preparation].day !=
					  WL_NO_DAY;
		state->recorded &= !wl_streq(text, no_recording);
	}
	wl_arena_release(&arena);
	wl_buf_release(&edit.file);
	return rc;
}

static int mark(struct wl_edit *edit, int preparation, const char *when,
	struct wl_err *err)
{
	char key[32];

	snprintf(key, sizeof(key), "prepared.%s", wl_preparations[preparation]);
	return wl_edit_set(edit, key, when, NULL, err);
}

/* A call that nothing is told of was not recorded. */
static int tell_no_recording(struct wl_edit *edit, struct wl_err *err)
{
	static const int calls[] = { PREP_STEP_FIRST, PREP_STEP_LAST };
	struct wl_arena arena;
	int rc = 0;

	wl_arena_init(&arena);
	for (size_t i = 0; !rc && i < WL_LEN(calls); i++) {
		const char *title = steps[calls[i]].title;

		if (!*text_of(&arena, edit, title))
			rc = wl_edit_section(
				edit, section, title, no_recording, true, err);
	}
	wl_arena_release(&arena);
	return rc;
}

/* Both calls told: the calls are reviewed. */
static int mark_calls(
	struct wl_edit *edit, const char *when, struct wl_err *err)
{
	struct wl_arena arena;
	bool both;

	wl_arena_init(&arena);
	both = *text_of(&arena, edit, steps[PREP_STEP_FIRST].title) &&
	       *text_of(&arena, edit, steps[PREP_STEP_LAST].title);
	wl_arena_release(&arena);
	return both ? mark(edit, WL_PREP_CALLS, when, err) : 0;
}

static int take_step(struct wl_edit *edit, int step, const char *text,
	const char *when, struct wl_err *err)
{
	int rc = 0;

	if (step == PREP_STEP_NO_RECORDING)
		rc = tell_no_recording(edit, err);
	if (!rc && steps[step].title && *text)
		rc = wl_edit_section(
			edit, section, steps[step].title, text, true, err);
	if (!rc && steps[step].preparation >= 0)
		rc = mark(edit, steps[step].preparation, when, err);
	if (!rc && (step == PREP_STEP_FIRST || step == PREP_STEP_LAST))
		rc = mark_calls(edit, when, err);
	return rc;
}

/* Parse the bytes as they are now and move planned to ready. */
static int settle_status(struct wl_edit *edit, struct wl_err *err)
{
	struct wl_source source = {
		.path = edit->path, .bytes = edit->file.s, .n = edit->file.n
	};
	struct wl_interview interview;
	struct wl_arena arena;
	int rc;

	wl_arena_init(&arena);
	rc = wl_interview_parse(&interview, &arena, &source, err);
	if (!rc && wl_interview_ready(&interview) &&
		!wl_interview_held(&interview) &&
		interview.status <= WL_PLANNED)
		rc = wl_edit_set(edit, "status", "ready", NULL, err);
	wl_arena_release(&arena);
	return rc;
}

static int take_steps(struct wl_edit *edit, const struct prep_answers *answers,
	const char *when, struct wl_err *err)
{
	int rc = 0;

	for (int i = 0; !rc && i < PREP_STEPS; i++)
		if (answers->v[i])
			rc = take_step(edit, i, answers->v[i], when, err);
	return rc ? rc : settle_status(edit, err);
}

int prep_record(struct session *session, const struct cmd_args *args,
	const struct wl_interview *interview,
	const struct prep_answers *answers, struct wl_err *err)
{
	struct wl_message message = { .area = "prep",
		.interview = interview->id };
	const struct wl_member *person;
	struct wl_edit edit = { .file = WL_BUF_INIT };
	struct wl_change change = { 0 };
	struct wl_buf what = WL_BUF_INIT, when = WL_BUF_INIT;
	char date[WL_DATE_TEXT];
	int rc;

	rc = session_person(session, args, &person, err);
	if (rc)
		return rc;
	wl_buf_addf(&when, "%s %s", wl_day_format(session_today(session), date),
		person->id);
	rc = session_begin(session, &change, err);
	if (!rc)
		rc = session_edit(session, interview, &edit, err);
	if (!rc)
		rc = take_steps(&edit, answers, when.s, err);
	if (!rc) {
		wl_buf_addf(&what, "prepare %s", interview->id);
		message.what = what.s;
		wl_change_add(&change, interview->path, &edit.file);
		rc = session_apply(session, &change, &message, err);
	}
	wl_change_end(&change);
	wl_buf_release(&edit.file);
	wl_buf_release(&what);
	wl_buf_release(&when);
	return rc;
}
