/* SPDX-License-Identifier: GPL-3.0-or-later */
/* winloss plan: the ninety days in which the method becomes a habit. */
#include "plan.h"

#include "base/path.h"
#include "filters.h"
#include "parts.h"
#include "publish/plan.h"

static const struct cmd_option options[] = {
	{ "plan", 0, "ID", "this plan, not the one that runs today" },
	{ "start", 0, "DATE", "the first day; the next Monday if not given" },
	{ "id", 0, "ID", "what the new plan is called, such as 2026-q4" },
	{ "owner", 0, "PERSON", "who answers for the plan" },
	{ "segment", 0, "ID", "the one segment of the field test" },
	{ "use-case", 0, "TEXT", "the one core use case of the field test" },
	{ "on", 0, "DATE", "the day on which it was done" },
	{ "undo", 0, NULL, "it is not done after all" },
	{ "to", 0, "PERSON", "who takes the task over" },
	{ "drove", 0, "TEXT", "what drove results" },
	{ "failed", 0, "TEXT", "what failed" },
	OPTION_FORMAT("text, md, json, ndjson, csv or ics"),
	OPTION_NO_COMMIT,
	OPTION_END,
};

static const struct row {
	struct part part;
	int (*run)(struct planning *planning, struct wl_err *err);
} rows[] = {
	{ { "new", 0, 0, "nothing",
		  " start id owner segment use-case no-commit ", NULL },
		plan_new },
	{ { "show", 0, 0, "nothing", " plan format ", " text md json " },
		plan_show },
	{ { "list", 0, 0, "nothing", " format ", NULL }, plan_list },
	{ { "done", 1, 1, "a task", " plan on undo no-commit ", NULL },
		plan_done },
	{ { "hand", 1, 1, "a task", " plan to no-commit ", NULL }, plan_hand },
	{ { "retro", 0, 0, "nothing", " plan drove failed no-commit ", NULL },
		plan_retro },
};

static int unknown_plan(
	const struct wl_corpus *corpus, const char *id, struct wl_err *err)
{
	wl_err_set(err, WL_ENOTFOUND, "there is no plan '%s'", id);
	return wl_err_near(err,
		WL_NEAREST(id, corpus->plans, corpus->nplans, id),
		"'winloss plan list' names them");
}

int plan_choose(struct planning *planning, struct wl_err *err)
{
	const struct wl_corpus *corpus = &planning->session->corpus;
	const char *id = args_value(planning->args, "plan");

	planning->plan = id ? NULL : wl_plan_current(corpus);
	for (size_t i = 0; id && i < corpus->nplans; i++)
		if (wl_streq(corpus->plans[i].id, id))
			planning->plan = &corpus->plans[i];
	if (planning->plan)
		return 0;
	if (id)
		return unknown_plan(corpus, id, err);
	wl_err_set(err, WL_ENOTFOUND, "there is no plan yet");
	return wl_err_hint(err, "'winloss plan new' makes one");
}

int plan_show(struct planning *planning, struct wl_err *err)
{
	struct session *session = planning->session;
	struct wl_look look = { session->colour, session->width };
	struct wl_buf out = WL_BUF_INIT;
	struct wl_planning now;
	int rc = plan_choose(planning, err);

	if (rc)
		return rc;
	wl_planning_make(
		&now, &session->corpus, &session->place, planning->plan);
	if (planning->calendar)
		wl_publish_plan_calendar(&out, &session->corpus, &now);
	else if (planning->format == WL_JSON)
		wl_publish_plan_json(&out, &now);
	else if (planning->format == WL_MARKDOWN)
		wl_publish_plan_markdown(&out, &session->corpus, &now);
	else
		wl_publish_plan_text(&out, &session->corpus, &now, &look);
	rc = session_publish(session, &out, false, err);
	wl_planning_release(&now);
	wl_buf_release(&out);
	return rc;
}

int plan_list(struct planning *planning, struct wl_err *err)
{
	struct session *session = planning->session;
	struct wl_buf out = WL_BUF_INIT;
	int rc;

	if (!session->corpus.nplans && planning->format == WL_TEXT) {
		session_say(session, "there is no plan yet\n"
				     "hint: 'winloss plan new' makes one");
		return 0;
	}
	wl_publish_plans(
		&out, &session->corpus, &session->place, planning->format);
	rc = session_publish(session, &out, false, err);
	wl_buf_release(&out);
	return rc;
}

static int run(struct session *session, const struct cmd_args *args,
	struct wl_err *err)
{
	const struct parts parts = { &cmd_plan, rows, sizeof(*rows),
		WL_LEN(rows) };
	struct planning planning = { .session = session,
		.args = args,
		.format = WL_TEXT,
		.change = { .lock = { .dir = -1, .file = -1 } },
		.file = WL_BUF_INIT };
	const void *row = NULL;
	int rc;

	rc = parts_choose(&parts, args, &row, err);
	planning.calendar = !rc &&
			    wl_streq(args_value(args, "format"), "ics") &&
			    ((const struct row *)row)->run == plan_show;
	if (!rc && !planning.calendar)
		rc = format_chosen(args, "plan", &planning.format, err);
	if (!rc)
		rc = session_corpus(session, NULL, err);
	if (!rc)
		rc = ((const struct row *)row)->run(&planning, err);
	wl_change_end(&planning.change);
	wl_buf_release(&planning.file);
	wl_arena_release(&planning.arena);
	return rc;
}

const struct cmd cmd_plan = {
	.name = "plan",
	.usage = "new [--start <date>] [<options>]\n"
		 "show [--plan <id>]\n"
		 "list\n"
		 "done <task> [--on <date>]\n"
		 "hand <task> --to <person>\n"
		 "retro [--drove <text>] [--failed <text>]",
	.summary = "the ninety days from a start date, and where they stand",
	.needs = CMD_PLACE,
	.options = options,
	.run = run,
};
