/* SPDX-License-Identifier: GPL-3.0-or-later */
/* prep <interview>: the preparations, done and to do. */
#include "checklist.h"
#include "base/path.h"
#include "filters.h"
#include "prep.h"

/* What an option records: a text in the file, a preparation done. */
struct step {
	const char *option;
	const char *section; /* under "## Preparation"; NULL: no text */
	int preparation;     /* enum wl_preparation; -1: none */
};

static const struct step steps[] = {
	{ "crm-reviewed", NULL, WL_PREP_CRM },
	{ "first-call", "First call", -1 },
	{ "last-call", "Last call", -1 },
	{ "call-gap", "Gap between the calls", -1 },
	{ "no-recording", NULL, WL_PREP_CALLS },
	{ "hypothesis", "Hypothesis", WL_PREP_HYPOTHESIS },
	{ "briefed", NULL, WL_PREP_BRIEFED },
	{ "background", "Background", WL_PREP_BACKGROUND },
	{ "introduced", NULL, WL_PREP_INTRODUCED },
};

static const char section[] = "Preparation";
static const char no_recording[] = "No recording of a call exists.";

static const struct {
	const char *label, *command;
} rows[WL_PREPS] = {
	[WL_PREP_CRM] = { "CRM record reviewed",
		"winloss prep %s --crm-reviewed" },
	[WL_PREP_CALLS] = { "first and last call reviewed",
		"winloss prep %s --first-call TEXT --last-call TEXT" },
	[WL_PREP_HYPOTHESIS] = { "hypothesis written down",
		"winloss prep %s --hypothesis TEXT" },
	[WL_PREP_BRIEFED] = { "interviewee briefed",
		"winloss prep %s --briefed" },
	[WL_PREP_BACKGROUND] = { "background talk with the owner",
		"winloss prep %s --background TEXT" },
	[WL_PREP_INTRODUCED] = { "introduced by the AE",
		"winloss prep %s --introduced" },
};

static int mark(struct wl_edit *edit, int preparation, const char *when,
	struct wl_err *err)
{
	char key[32];

	snprintf(key, sizeof(key), "prepared.%s",
		wl_preparations[preparation]);
	return wl_edit_set(edit, key, when, NULL, err);
}

/* Both calls told: the calls are reviewed. */
static int mark_calls(struct wl_edit *edit, const char *when,
	struct wl_err *err)
{
	struct wl_arena arena;
	bool both;

	wl_arena_init(&arena);
	both = wl_edit_section_text(&arena, edit, section, "First call",
		       err) &&
	       wl_edit_section_text(&arena, edit, section, "Last call", err);
	wl_arena_release(&arena);
	return both ? mark(edit, WL_PREP_CALLS, when, err) : 0;
}

static int take_step(struct wl_edit *edit, const struct step *step,
	const char *text, const char *when, struct wl_err *err)
{
	int rc = 0;

	if (wl_streq(step->option, "no-recording"))
		rc = wl_edit_section(edit, section, "First call",
			no_recording, true, err);
	if (!rc && step->section)
		rc = wl_edit_section(edit, section, step->section, text, true,
			err);
	if (!rc && step->preparation >= 0)
		rc = mark(edit, step->preparation, when, err);
	if (!rc && step->section && wl_ends(step->section, "call"))
		rc = mark_calls(edit, when, err);
	return rc;
}

/* Parse the bytes as they are now and move planned to ready. */
static int settle_status(struct wl_edit *edit, struct wl_err *err)
{
	struct wl_source source = { .path = edit->path,
		.bytes = edit->file.s,
		.n = edit->file.n };
	struct wl_interview interview;
	struct wl_arena arena;
	int rc;

	wl_arena_init(&arena);
	rc = wl_interview_parse(&interview, &arena, &source, err);
	if (!rc && wl_interview_ready(&interview) &&
		interview.status <= WL_PLANNED)
		rc = wl_edit_set(edit, "status", "ready", NULL, err);
	wl_arena_release(&arena);
	return rc;
}

static int take_steps(struct wl_edit *edit, const struct cmd_args *args,
	const char *when, struct wl_err *err)
{
	int rc = 0;

	for (size_t i = 0; !rc && i < WL_LEN(steps); i++) {
		const char *text = args_value(args, steps[i].option);

		if (!args_has(args, steps[i].option))
			continue;
		if (steps[i].section && (!text || !*text))
			return args_usage(err, "prep", "--%s takes a text",
				steps[i].option);
		rc = take_step(edit, &steps[i], text, when, err);
	}
	return rc ? rc : settle_status(edit, err);
}

static bool any_step(const struct cmd_args *args)
{
	for (size_t i = 0; i < WL_LEN(steps); i++)
		if (args_has(args, steps[i].option))
			return true;
	return false;
}

static int record(struct session *session, const struct cmd_args *args,
	const struct wl_interview *interview, struct wl_err *err)
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
	wl_buf_addf(&when, "%s %s",
		wl_day_format(session_today(session), date), person->id);
	rc = session_begin(session, &change, err);
	if (!rc)
		rc = session_edit(session, interview, &edit, err);
	if (!rc)
		rc = take_steps(&edit, args, when.s, err);
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

static void fill_rows(struct check_row *out,
	const struct wl_interview *interview)
{
	for (int i = 0; i < WL_PREPS; i++) {
		out[i].id = wl_preparations[i];
		out[i].label = rows[i].label;
		checklist_fill(&out[i], &interview->prepared[i],
			rows[i].command, interview->id);
	}
}

static int show(struct session *session, const struct cmd_args *args,
	const struct wl_interview *interview, struct wl_err *err)
{
	struct check_row list[WL_PREPS];
	enum wl_format format = WL_TEXT;
	struct wl_buf out = WL_BUF_INIT;
	int rc;

	rc = format_chosen(args, "prep", &format, err);
	if (rc)
		return rc;
	fill_rows(list, interview);
	if (format == WL_JSON) {
		checklist_json(&out, interview, "preparations", list,
			WL_PREPS);
	} else {
		checklist_title(&out, session, interview);
		checklist_text(&out, session, list, WL_PREP_NEEDED);
		wl_buf_adds(&out, "  also\n");
		checklist_text(&out, session, list + WL_PREP_NEEDED,
			WL_PREPS - WL_PREP_NEEDED);
		if (wl_interview_ready(interview) &&
			!wl_interview_held(interview))
			wl_buf_addf(&out, "ready: winloss interview %s\n",
				interview->id);
	}
	rc = session_print(session, &out, err);
	wl_buf_release(&out);
	return rc;
}

int prep_interview(struct session *session, const struct cmd_args *args,
	const struct wl_interview *interview, struct wl_err *err)
{
	char id[WL_ID_MAX + 1];
	int rc;

	snprintf(id, sizeof(id), "%s", interview->id);
	if (any_step(args)) {
		rc = record(session, args, interview, err);
		if (rc)
			return rc;
		rc = session_reload(session, err);
		if (rc)
			return rc;
		interview = wl_corpus_interview(&session->corpus, id);
		if (!interview)
			return 0;
	}
	return show(session, args, interview, err);
}
