/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/plan.h"
#include "model/yaml_change.h"
#include "model/yaml_edit.h"

static int parse_plan(struct wl_arena *arena, const struct wl_source *source,
	struct wl_err *err)
{
	struct wl_plan plan;

	return wl_plan_parse(&plan, arena, source, err);
}

static const struct wl_yaml_change_kind plan_kind = {
	.front = true, .by_hand = "change the plan by hand", .parse = parse_plan
};

/* The plan as it is, which must have this task. */
static int begin(struct wl_yaml_change *change, const struct wl_buf *file,
	const char *path, const char *task, struct wl_err *err)
{
	struct wl_source source;
	struct wl_plan plan;
	int rc = wl_yaml_change_begin(change, &plan_kind, file, path, err);

	if (rc)
		return rc;
	change->what = wl_arena_printf(&change->arena, "task '%s'", task);
	source = wl_yaml_change_source(change);
	rc = wl_plan_parse(&plan, &change->arena, &source, err);
	if (!rc && !wl_plan_task(&plan, task))
		rc = wl_err_at(err, path, 0, 0,
			"there is no task '%s' in this plan", task);
	return rc;
}

int wl_plan_hand(struct wl_buf *file, const char *path, const char *task,
	const char *person, struct wl_err *err)
{
	struct wl_yaml_change change;
	struct wl_yaml *map, *owner;
	int rc = begin(&change, file, path, task, err);

	if (rc)
		return wl_yaml_change_finish(&change, rc, file);
	map = wl_yaml_get(wl_yaml_get(change.root, "tasks"), task);
	owner = wl_yaml_get(map, "owner");
	wl_yaml_change_keep(&change,
		wl_arena_printf(&change.arena, "tasks/%s/owner", task));
	wl_strv_addf(&change.wanted, "tasks/%s/owner=%s", task, person);
	if (owner)
		wl_yaml_put(&change.file, owner, person);
	else
		wl_yaml_add_entry(&change.file, map, "owner", person);
	return wl_yaml_change_finish(&change, 0, file);
}

static void take_back(struct wl_yaml_change *change, const char *task)
{
	struct wl_yaml *done = wl_yaml_get(change->root, "done");
	struct wl_yaml *entry = wl_yaml_get(done, task);

	wl_yaml_change_keep(
		change, wl_arena_printf(&change->arena, "done/%s", task));
	if (!entry)
		return;
	if (done->n == 1) /* a map without entries is written {} */
		wl_yaml_drop_entry(&change->file, change->root, done);
	else
		wl_yaml_drop_entry(&change->file, done, entry);
}

int wl_plan_done(struct wl_buf *file, const char *path, const char *task,
	wl_day day, struct wl_err *err)
{
	struct wl_yaml_change change;
	char key[96], text[WL_DATE_TEXT];
	int rc = begin(&change, file, path, task, err);

	if (!rc && day == WL_NO_DAY)
		take_back(&change, task);
	else if (!rc)
		wl_yaml_change_keep(&change, NULL);
	rc = wl_yaml_change_finish(&change, rc, file);
	if (rc || day == WL_NO_DAY)
		return rc;
	snprintf(key, sizeof(key), "done.%s", task);
	return wl_front_set(file, path, key,
		&(struct wl_value){ .text = wl_day_format(day, text) }, err);
}
