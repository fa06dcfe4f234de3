/* SPDX-License-Identifier: GPL-3.0-or-later */
/* prep <interview>: the preparations, done and to do. */
#include <unistd.h>

#include "base/path.h"
#include "checklist.h"
#include "prep.h"

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

/* Both calls told: what lies between them is a finding of its own. */
static bool has_gap_row(const struct prep_state *state)
{
	return state->told[PREP_STEP_GAP] ||
	       (state->recorded && state->told[PREP_STEP_FIRST] &&
		       state->told[PREP_STEP_LAST]);
}

static void fill_gap(struct check_row *row, const struct prep_state *state,
	const char *interview)
{
	row->id = "gap";
	row->label = "gap between the calls";
	row->done = state->told[PREP_STEP_GAP];
	*row->detail = '\0';
	if (!row->done)
		snprintf(row->detail, sizeof(row->detail),
			"winloss prep %s --call-gap TEXT", interview);
}

/* Fill the rows; returns how many there are. */
static size_t fill_rows(struct check_row *out, const struct prep_state *state,
	const struct wl_interview *interview)
{
	for (int i = 0; i < WL_PREPS; i++) {
		out[i].id = wl_preparations[i];
		out[i].label = rows[i].label;
		checklist_fill(&out[i], &interview->prepared[i],
			rows[i].command, interview->id);
	}
	if (!has_gap_row(state))
		return WL_PREPS;
	fill_gap(&out[WL_PREPS], state, interview->id);
	return WL_PREPS + 1;
}

/* Is it still before the interview? */
static bool is_ahead(const struct wl_interview *interview)
{
	return !wl_interview_held(interview) &&
	       interview->status != WL_DECLINED &&
	       interview->status != WL_WITHDRAWN;
}

static void add_text(struct wl_buf *out, const struct session *session,
	const struct wl_interview *interview, const struct check_row *list,
	size_t n)
{
	checklist_title(out, session, interview);
	if (n) {
		checklist_text(out, session, list, WL_PREP_NEEDED);
		wl_buf_adds(out, "  also\n");
		checklist_text(out, session, list + WL_PREP_NEEDED,
			n - WL_PREP_NEEDED);
	}
	if ((!n || wl_interview_ready(interview)) && is_ahead(interview))
		wl_buf_addf(
			out, "ready: winloss interview %s\n", interview->id);
}

/* What is shown, and whether something was recorded meanwhile. */
struct view {
	const struct wl_interview *interview;
	struct prep_state state;
	enum wl_format format;
	bool changed;
};

static int show(
	struct session *session, const struct view *view, struct wl_err *err)
{
	struct check_row list[WL_PREPS + 1] = { { 0 } };
	struct wl_buf out = WL_BUF_INIT;
	/* A stakeholder's interview needs no preparations */
	size_t n = view->interview->internal
			   ? 0
			   : fill_rows(list, &view->state, view->interview);
	int rc;

	if (view->format == WL_JSON)
		checklist_json(&out, view->interview, "preparations", list, n);
	else
		add_text(&out, session, view->interview, list, n);
	rc = session_print(session, &out, err);
	wl_buf_release(&out);
	return rc;
}

/* Load anew after a change and read what the file says now. */
static int look_again(struct session *session, const char *id,
	struct view *view, struct wl_err *err)
{
	int rc = session_reload(session, err);

	if (!rc)
		rc = session_interview(session, id, &view->interview, err);
	return rc ? rc
		  : prep_state_read(
			    session, view->interview, &view->state, err);
}

/* Record what the options say, or what is answered on a terminal. */
static int fill(struct session *session, const struct cmd_args *args,
	struct view *view, struct wl_err *err)
{
	struct prep_answers answers = { { NULL } };
	char id[WL_ID_MAX + 1];
	int rc = 0;

	snprintf(id, sizeof(id), "%s", view->interview->id);
	if (prep_given(args))
		rc = prep_answers_given(args, &answers, &view->changed, err);
	else if (!view->interview->internal)
		rc = prep_answers_asked(
			session, &view->state, &answers, &view->changed, err);
	if (!rc && view->changed)
		rc = prep_record(session, args, view->interview, &answers, err);
	if (!rc && view->changed)
		rc = look_again(session, id, view, err);
	prep_answers_release(&answers);
	return rc;
}

static bool asks(const struct session *session, const struct view *view)
{
	return session->input && view->format == WL_TEXT &&
	       isatty(STDOUT_FILENO) && is_ahead(view->interview);
}

int prep_interview(struct session *session, const struct cmd_args *args,
	const struct wl_interview *interview, struct wl_err *err)
{
	struct view view = { .interview = interview, .format = WL_TEXT };
	bool given = prep_given(args);
	int rc;

	rc = format_document(args, "prep", &view.format, err);
	if (!rc)
		rc = prep_state_read(session, interview, &view.state, err);
	if (!rc && !given)
		rc = show(session, &view, err);
	if (!rc && (given || asks(session, &view)))
		rc = fill(session, args, &view, err);
	if (!rc && view.changed)
		rc = show(session, &view, err);
	return rc;
}
