/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/plan.h"
#include "model/yaml_edit.h"

/* A plan's bytes while they are changed, and what they shall say. */
struct editing {
	struct wl_buf *file;
	const char *path, *task;
	struct wl_arena arena;
	struct wl_front front;
	struct wl_err *err;
};

static int parse(struct editing *editing)
{
	struct wl_source source = { .path = editing->path,
		.bytes = editing->file->s,
		.n = editing->file->n };
	struct wl_plan plan;
	int rc;

	rc = wl_plan_parse(&plan, &editing->arena, &source, editing->err);
	if (!rc)
		rc = wl_front_parse(&editing->front, &editing->arena, &source,
			editing->err);
	if (!rc && !wl_plan_task(&plan, editing->task))
		rc = wl_err_at(editing->err, editing->path, 0, 0,
			"there is no task '%s' in this plan", editing->task);
	return rc;
}

/* The lines of all values but those below `prefix`. */
static char *others(const struct editing *editing, const char *prefix)
{
	struct wl_strv lines = { 0 };
	struct wl_buf out = WL_BUF_INIT;

	wl_yaml_lines(&lines, editing->front.yaml, NULL);
	for (size_t i = 0; i < lines.n; i++)
		if (!wl_starts(lines.v[i], prefix))
			wl_buf_addf(&out, "%s\n", lines.v[i]);
	wl_strv_release(&lines);
	return wl_buf_detach(&out);
}

static void set_owner(struct editing *editing, const char *person)
{
	struct wl_yaml *tasks = wl_yaml_get(editing->front.yaml, "tasks");
	struct wl_yaml *task = wl_yaml_get(tasks, editing->task);
	struct wl_yaml *owner = wl_yaml_get(task, "owner");

	if (owner)
		wl_yaml_put(editing->file, owner, person);
	else
		wl_yaml_add_entry(editing->file, task, "owner", person);
}

static void take_back(struct editing *editing)
{
	struct wl_yaml *done = wl_yaml_get(editing->front.yaml, "done");
	struct wl_yaml *entry = wl_yaml_get(done, editing->task);

	if (!entry)
		return;
	if (done->n == 1) /* a map without entries is written {} */
		wl_yaml_drop_entry(editing->file, editing->front.yaml, done);
	else
		wl_yaml_drop_entry(editing->file, done, entry);
}

/* Parse again; what `prefix` does not name must say what it said. */
static int settle(struct editing *editing, struct wl_buf *before, char *said,
	const char *prefix)
{
	char *says = NULL;
	int rc = parse(editing);

	if (!rc)
		says = others(editing, prefix);
	if (!rc && !wl_streq(said, says)) {
		wl_err_at(editing->err, editing->path, 0, 0,
			"cannot change task '%s' without changing other lines",
			editing->task);
		rc = wl_err_hint(editing->err, "change the plan by hand");
		if (editing->err)
			editing->err->code = rc = WL_EFAIL;
	}
	if (rc) {
		wl_buf_clear(editing->file);
		wl_buf_add(editing->file, before->s, before->n);
	}
	free(says);
	return rc;
}

static int edit(struct editing *editing, const char *person, const char *prefix)
{
	struct wl_buf before = WL_BUF_INIT;
	char *said = NULL;
	int rc;

	wl_arena_init(&editing->arena);
	wl_buf_add(&before, editing->file->s, editing->file->n);
	rc = parse(editing);
	if (rc)
		goto done;
	said = others(editing, prefix);
	if (person)
		set_owner(editing, person);
	else
		take_back(editing);
	rc = settle(editing, &before, said, prefix);
done:
	free(said);
	wl_buf_release(&before);
	wl_arena_release(&editing->arena);
	return rc;
}

int wl_plan_hand(struct wl_buf *file, const char *path, const char *task,
	const char *person, struct wl_err *err)
{
	struct editing editing = {
		.file = file, .path = path, .task = task, .err = err
	};
	char prefix[160];

	snprintf(prefix, sizeof(prefix), "tasks/%s/owner=", task);
	return edit(&editing, person, prefix);
}

int wl_plan_done(struct wl_buf *file, const char *path, const char *task,
	wl_day day, struct wl_err *err)
{
	struct editing editing = {
		.file = file, .path = path, .task = task, .err = err
	};
	char key[96], prefix[160], text[WL_DATE_TEXT];
	int rc;

	snprintf(prefix, sizeof(prefix), "done/%s=", task);
	if (day == WL_NO_DAY)
		return edit(&editing, NULL, prefix);
	wl_arena_init(&editing.arena);
	rc = parse(&editing);
	wl_arena_release(&editing.arena);
	if (rc)
		return rc;
	snprintf(key, sizeof(key), "done.%s", task);
	return wl_front_set(file, path, key,
		&(struct wl_value){ .text = wl_day_format(day, text) }, err);
}
