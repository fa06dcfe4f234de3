/* SPDX-License-Identifier: GPL-3.0-or-later */
/* plan new: the ninety days of the method from a start date. */
#include "base/file.h"
#include "base/path.h"
#include "base/utf8.h"
#include "model/starter.h"
#include "plan.h"
#include "store/layout.h"
#include "text/yaml.h"

/* What a new plan says. */
struct making {
	wl_day start;
	const char *id, *owner, *segment, *use_case, *path;
};

static int take_start(
	struct planning *planning, struct making *making, struct wl_err *err)
{
	const char *start = args_value(planning->args, "start");

	making->start = wl_next_monday(session_today(planning->session));
	if (!start || wl_day_parse(&making->start, start))
		return 0;
	args_usage(err, "plan", "--start '%s' is not a date", start);
	return wl_err_hint(err, "write --start 2026-11-23");
}

/* "2026-q4", of the quarter in which most of it lies: that of its middle. */
static int take_id(
	struct planning *planning, struct making *making, struct wl_err *err)
{
	int quarter = wl_day_quarter(making->start + WL_PLAN_DAYS / 2);

	making->id = args_value(planning->args, "id");
	if (!making->id)
		making->id = wl_arena_printf(&planning->arena, "%04d-q%d",
			quarter / 4, quarter % 4 + 1);
	if (!wl_id_valid(making->id)) {
		args_usage(err, "plan", "'%s' is not an id", making->id);
		return wl_err_hint(err, "an id is made of a-z, 0-9 and -, "
					"such as '2026-q4'");
	}
	making->path = wl_arena_printf(
		&planning->arena, WL_PLANS_FOLDER "/%s.md", making->id);
	for (size_t i = 0; i < planning->session->corpus.nplans; i++)
		if (wl_streq(planning->session->corpus.plans[i].id,
			    making->id)) {
			wl_err_set(err, WL_EEXISTS,
				"there is a plan '%s' already", making->id);
			return wl_err_hint(err,
				"'winloss plan show --plan %s' "
				"shows it, --id names another",
				making->id);
		}
	return 0;
}

static int take_owner(
	struct planning *planning, struct making *making, struct wl_err *err)
{
	const struct wl_programme *programme =
		&planning->session->corpus.programme;
	const char *given = args_value(planning->args, "owner");

	making->owner = given ? given : programme->owner;
	if (!making->owner) {
		args_usage(err, "plan", "a plan needs an owner");
		return wl_err_hint(err, "--owner PERSON");
	}
	if (!programme->nteam || wl_programme_member(programme, making->owner))
		return 0;
	wl_err_set(err, WL_EFAIL, "'%s' is not in the team", making->owner);
	return wl_err_hint(err, "add the person to 'team' in winloss.yaml");
}

static int take_focus(
	struct planning *planning, struct making *making, struct wl_err *err)
{
	const struct wl_list *segments =
		&planning->session->corpus.programme.segments;

	making->use_case = args_value(planning->args, "use-case");
	making->segment = args_value(planning->args, "segment");
	if (!making->segment || !segments->n ||
		wl_list_has(segments, making->segment))
		return 0;
	wl_err_set(err, WL_EFAIL, "winloss.yaml has no segment '%s'",
		making->segment);
	return wl_err_near(err, wl_nearest(making->segment, segments),
		"add it to 'segments'");
}

static void add_focus(struct wl_buf *out, const char *key, const char *value)
{
	struct wl_buf line = WL_BUF_INIT;

	if (!value)
		return;
	wl_utf8_line(&line, value);
	wl_buf_addf(out, "%s: ", key);
	wl_yaml_quote(out, line.s, false);
	wl_buf_adds(out, "\n");
	wl_buf_release(&line);
}

static void write(struct planning *planning, const struct making *making)
{
	char start[WL_DATE_TEXT];
	struct wl_buf focus = WL_BUF_INIT, owner = WL_BUF_INIT;

	add_focus(&focus, "segment", making->segment);
	add_focus(&focus, "use-case", making->use_case);
	wl_yaml_quote(&owner, making->owner, false);
	wl_starter_write(&planning->file, "plan.md",
		(const struct wl_starter_word[]){
			{ "@PLAN_ID@", making->id, true },
			{ "@START@", wl_day_format(making->start, start),
				true },
			{ "@OWNER@", owner.s, true },
			{ "@FOCUS@", focus.s, true },
			{ NULL, NULL, false },
		});
	wl_buf_release(&focus);
	wl_buf_release(&owner);
}

int plan_new(struct planning *planning, struct wl_err *err)
{
	struct wl_message message = { .area = "plan" };
	struct making making = { 0 };
	int rc;

	rc = take_start(planning, &making, err);
	if (!rc)
		rc = take_id(planning, &making, err);
	if (!rc)
		rc = take_owner(planning, &making, err);
	if (!rc)
		rc = take_focus(planning, &making, err);
	if (!rc)
		rc = session_begin(planning->session, &planning->change, err);
	if (!rc && wl_file_exists(planning->session->place.dir, making.path))
		rc = wl_err_set(err, WL_EEXISTS,
			"there is something at '%s' already", making.path);
	if (rc)
		return rc;
	write(planning, &making);
	message.what = wl_arena_printf(&planning->arena, "new %s", making.id);
	wl_change_add(&planning->change, making.path, &planning->file);
	rc = session_apply(planning->session, &planning->change, &message, err);
	if (!rc)
		session_say(planning->session,
			"hint: give each task its owner with 'winloss plan "
			"hand', see it with 'winloss plan show'");
	return rc;
}
