/* SPDX-License-Identifier: GPL-3.0-or-later */
/* plan done, hand, retro: what changes in a plan as it goes. */
#include "base/file.h"
#include "base/path.h"
#include "base/utf8.h"
#include "plan.h"

/* The task of the command line, or an error with the nearest one. */
static int find_task(struct planning *planning, const struct wl_task **out,
	struct wl_err *err)
{
	const char *id = planning->args->words.v[1];
	const struct wl_plan *plan;
	int rc = plan_choose(planning, err);

	if (rc)
		return rc;
	plan = planning->plan;
	*out = wl_plan_task(plan, id);
	if (*out)
		return 0;
	wl_err_set(err, WL_ENOTFOUND, "there is no task '%s' in '%s'", id,
		plan->path);
	return wl_err_near(err, WL_NEAREST(id, plan->tasks, plan->ntasks, id),
		"'winloss plan show' names them");
}

static int begin(struct planning *planning, struct wl_err *err)
{
	int rc = session_begin(planning->session, &planning->change, err);

	return rc ? rc
		  : wl_file_read(&planning->file, planning->session->place.dir,
			    planning->plan->path, WL_MARKDOWN_MAX, err);
}

static int apply(struct planning *planning, const char *what, const char *task,
	struct wl_err *err)
{
	struct wl_message message = { .area = "plan" };

	message.what = wl_arena_printf(&planning->arena, "%s %s", what, task);
	wl_change_add(&planning->change, planning->plan->path, &planning->file);
	return session_apply(
		planning->session, &planning->change, &message, err);
}

static int done_day(struct planning *planning, wl_day *day, struct wl_err *err)
{
	const char *on = args_value(planning->args, "on");
	wl_day today = session_today(planning->session);
	char text[WL_DATE_TEXT];

	if (args_has(planning->args, "undo")) {
		*day = WL_NO_DAY;
		return on ? args_usage(err, "plan",
				    "--on and --undo exclude each other")
			  : 0;
	}
	*day = today;
	if (on && !wl_day_parse(day, on))
		return args_usage(err, "plan", "--on '%s' is not a date", on);
	if (*day <= today)
		return 0;
	wl_err_set(err, WL_EFAIL, "%s has not come yet",
		wl_day_format(*day, text));
	return wl_err_hint(err, "say it when it is done");
}

int plan_done(struct planning *planning, struct wl_err *err)
{
	const struct wl_task *task;
	wl_day day = WL_NO_DAY;
	const char *id;
	int rc;

	rc = done_day(planning, &day, err);
	if (!rc)
		rc = find_task(planning, &task, err);
	if (rc)
		return rc;
	id = wl_arena_strdup(&planning->arena, task->id);
	rc = begin(planning, err);
	if (!rc)
		rc = wl_plan_done(
			&planning->file, planning->plan->path, id, day, err);
	return rc ? rc
		  : apply(planning, day == WL_NO_DAY ? "reopen" : "done", id,
			    err);
}

int plan_hand(struct planning *planning, struct wl_err *err)
{
	const struct wl_programme *programme =
		&planning->session->corpus.programme;
	const char *to = args_value(planning->args, "to");
	const struct wl_task *task;
	int rc;

	if (!to)
		return args_usage(
			err, "plan", "--to is missing: who takes it over?");
	rc = find_task(planning, &task, err);
	if (!rc && programme->nteam && !wl_programme_member(programme, to)) {
		wl_err_set(err, WL_EFAIL, "'%s' is not in the team", to);
		return wl_err_hint(
			err, "add the person to 'team' in winloss.yaml");
	}
	if (!rc)
		rc = begin(planning, err);
	if (!rc)
		rc = wl_plan_hand(&planning->file, planning->plan->path,
			task->id, to, err);
	return rc ? rc : apply(planning, "hand over", task->id, err);
}

/* What a retro asks, in its order. */
static const struct {
	const char *option, *key, *question;
} questions[] = {
	{ "drove", "retro.drove", "What drove results? " },
	{ "failed", "retro.failed", "What failed? " },
};

static int answer(struct planning *planning, size_t i, struct wl_buf *out,
	struct wl_err *err)
{
	const char *given = args_value(planning->args, questions[i].option);
	char *typed = NULL;
	int rc = 0;

	if (!given)
		rc = prompt_line(planning->session, questions[i].question,
			questions[i].option, &typed, err);
	if (!rc)
		wl_utf8_line(out, given ? given : typed);
	free(typed);
	return rc;
}

int plan_retro(struct planning *planning, struct wl_err *err)
{
	struct wl_buf words[WL_LEN(questions)] = { WL_BUF_INIT, WL_BUF_INIT };
	int rc = plan_choose(planning, err);

	for (size_t i = 0; !rc && i < WL_LEN(questions); i++)
		rc = answer(planning, i, &words[i], err);
	if (!rc)
		rc = begin(planning, err);
	for (size_t i = 0; !rc && i < WL_LEN(questions); i++)
		if (words[i].n)
			rc = wl_front_set(&planning->file, planning->plan->path,
				questions[i].key,
				&(struct wl_value){ .text = words[i].s }, err);
	if (!rc)
		rc = apply(planning, "retro", planning->plan->id, err);
	for (size_t i = 0; i < WL_LEN(questions); i++)
		wl_buf_release(&words[i]);
	return rc;
}
