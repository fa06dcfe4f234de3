/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "publish/plan.h"

#include "publish/calendar.h"
#include "publish/table.h"

/* Markdown */

static void put_task(struct wl_buf *out, const struct wl_planned *planned)
{
	wl_buf_addf(out, "- [%c] ", planned->state == WL_TASK_DONE ? 'x' : ' ');
	wl_markdown_line(out, planned->task->what);
	wl_buf_adds(out, " (");
	wl_markdown_line(out, planned->owner ? planned->owner : "nobody");
	wl_buf_adds(out, ", ");
	if (planned->task->target) {
		wl_plan_counted(out, planned);
		wl_buf_addf(
			out, " %s, ", wl_plan_counts[planned->task->counts]);
	}
	if (planned->state == WL_TASK_LATE)
		wl_buf_adds(out, "**");
	wl_plan_when(out, planned);
	wl_buf_adds(out, planned->state == WL_TASK_LATE ? "**)\n" : ")\n");
}

static void put_retro(struct wl_buf *out, const char *title, const char *words)
{
	if (!words)
		return;
	wl_buf_addf(out, "\n## %s\n\n", title);
	wl_markdown_line(out, words);
	wl_buf_adds(out, "\n");
}

void wl_publish_plan_markdown(struct wl_buf *out,
	const struct wl_corpus *corpus, const struct wl_planning *planning)
{
	char from[WL_DATE_TEXT], to[WL_DATE_TEXT];

	wl_buf_adds(out, "# ");
	wl_markdown_line(out, corpus->programme.product);
	wl_buf_addf(out,
		": ninety days, %s to %s\n\n%d of %zu tasks done, %d late.\n",
		wl_day_format(planning->plan->start, from),
		wl_day_format(wl_plan_end(planning->plan), to),
		planning->states[WL_TASK_DONE], planning->ntasks,
		planning->states[WL_TASK_LATE]);
	for (int phase = 0; phase < WL_PHASES; phase++) {
		if (!planning->phases[phase][1])
			continue;
		wl_buf_addf(out, "\n## %s\n\n", wl_phase_titles[phase]);
		for (size_t i = 0; i < planning->ntasks; i++)
			if ((int)planning->tasks[i].task->phase == phase)
				put_task(out, &planning->tasks[i]);
	}
	put_retro(out, "What drove results", planning->plan->drove);
	put_retro(out, "What failed", planning->plan->failed);
}

/* JSON */

static void write_task(struct wl_json *json, const struct wl_planned *planned)
{
	const struct wl_task *task = planned->task;

	wl_json_object(json, NULL);
	wl_json_string(json, "id", task->id);
	wl_json_string(json, "phase", wl_phases[task->phase]);
	wl_json_ints(json, "weeks", task->weeks, WL_LEN(task->weeks));
	wl_json_string(json, "what", task->what);
	wl_json_string(json, "owner", planned->owner);
	wl_json_day(json, "due", planned->due);
	wl_json_string(json, "state", wl_task_states[planned->state]);
	wl_json_text(json, "counts", wl_plan_counts[task->counts]);
	if (task->target) {
		wl_json_int(json, "count", planned->count);
		wl_json_int(json, "target", task->target);
	} else {
		wl_json_null(json, "count");
		wl_json_null(json, "target");
	}
	wl_json_day(json, "done", planned->done);
	wl_json_bool(json, "by_count", planned->by_count);
	wl_json_end_object(json);
}

void wl_publish_plan_json(
	struct wl_buf *out, const struct wl_planning *planning)
{
	const struct wl_plan *plan = planning->plan;
	struct wl_json json;

	wl_json_init(&json, out, false);
	wl_json_object(&json, NULL);
	wl_json_int(&json, "winloss", 1);
	wl_json_day(&json, "as_of", planning->today);
	wl_json_string(&json, "id", plan->id);
	wl_json_day(&json, "start", plan->start);
	wl_json_day(&json, "end", wl_plan_end(plan));
	wl_json_string(&json, "owner", plan->owner);
	wl_json_string(&json, "segment", plan->segment);
	wl_json_string(&json, "use_case", plan->use_case);
	wl_json_int(&json, "week", planning->week);
	wl_json_array(&json, "tasks");
	for (size_t i = 0; i < planning->ntasks; i++)
		write_task(&json, &planning->tasks[i]);
	wl_json_end_array(&json);
	wl_json_object(&json, "retro");
	wl_json_string(&json, "drove", plan->drove);
	wl_json_string(&json, "failed", plan->failed);
	wl_json_end_object(&json);
	wl_json_end_object(&json);
}

/* Calendar */

void wl_publish_plan_calendar(struct wl_buf *out,
	const struct wl_corpus *corpus, const struct wl_planning *planning)
{
	struct wl_buf name = WL_BUF_INIT, id = WL_BUF_INIT, more = WL_BUF_INIT;

	wl_buf_addf(&name, "%s: plan %s", corpus->programme.product,
		planning->plan->id);
	wl_calendar_begin(out, name.s);
	for (size_t i = 0; i < planning->ntasks; i++) {
		const struct wl_planned *one = &planning->tasks[i];

		if (one->state == WL_TASK_DONE)
			continue;
		wl_buf_clear(&id);
		wl_buf_clear(&more);
		wl_buf_addf(&id, "%s/%s", planning->plan->id, one->task->id);
		wl_buf_addf(&more, "%s: %s\n", one->task->id,
			one->owner ? one->owner : "nobody");
		wl_plan_counted(&more, one);
		wl_calendar_add(out,
			&(struct wl_calendar_entry){ "plan", id.s, one->due,
				one->task->what, more.s },
			&corpus->as_of);
	}
	wl_calendar_end(out);
	wl_buf_release(&name);
	wl_buf_release(&id);
	wl_buf_release(&more);
}

/* The table of all */

enum { ID, OWNER, WEEK, DONE, LATE, TASKS };

static void get_text(struct wl_cell *cell, const void *record, size_t which)
{
	const struct wl_planning *planning = record;

	wl_cell_text(
		cell, which == ID ? planning->plan->id : planning->plan->owner);
}

static void get_day(struct wl_cell *cell, const void *record, size_t end)
{
	const struct wl_plan *plan = ((const struct wl_planning *)record)->plan;

	wl_cell_day(cell, end ? wl_plan_end(plan) : plan->start);
}

static void get_int(struct wl_cell *cell, const void *record, size_t which)
{
	const struct wl_planning *planning = record;
	const int values[] = {
		[WEEK] = planning->week,
		[DONE] = planning->states[WL_TASK_DONE],
		[LATE] = planning->states[WL_TASK_LATE],
		[TASKS] = (int)planning->ntasks,
	};

	wl_cell_int(cell, values[which]);
}

static const struct wl_column columns[] = {
	{ "id", get_text, ID },
	{ "start", get_day, 0 },
	{ "end", get_day, 1 },
	{ "owner", get_text, OWNER },
	{ "week", get_int, WEEK },
	{ "done", get_int, DONE },
	{ "late", get_int, LATE },
	{ "tasks", get_int, TASKS },
};

void wl_publish_plans(struct wl_buf *out, const struct wl_corpus *corpus,
	const struct wl_place *place, enum wl_format format)
{
	struct wl_table table = { .out = out,
		.format = format,
		.name = "plans",
		.columns = columns,
		.ncolumns = WL_LEN(columns) };

	wl_table_begin(&table);
	for (size_t i = 0; i < corpus->nplans; i++) {
		struct wl_planning planning;

		wl_planning_make(&planning, corpus, place, &corpus->plans[i]);
		wl_table_row(&table, &planning);
		wl_planning_release(&planning);
	}
	wl_table_end(&table);
}
