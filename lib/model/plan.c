/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/plan.h"

#include "base/path.h"
#include "model/schema.h"

const char *const wl_phases[] = { "baseline", "field-test", "scale",
	"operating-model", NULL };
const char *const wl_phase_titles[] = { "Baseline and alignment",
	"Field test in live motions", "Scale what worked",
	"Lock the operating model", NULL };
const char *const wl_plan_counts[] = { "", "internal-interviews",
	"external-interviews", "cards", "briefs", "flags", "reviews", NULL };

/* The weeks of each phase in method.md 7, for a task that names none. */
static const int phase_weeks[WL_PHASES][2] = {
	{ 1, 2 },
	{ 3, 6 },
	{ 7, 10 },
	{ 11, 12 },
};

#define TARGET_MOST 1000

static void read_count(struct wl_task *task, struct wl_schema *schema,
	const struct wl_yaml *map)
{
	int counts = 0;

	wl_schema_term(schema, map, "counts", wl_plan_counts, &counts);
	wl_schema_int(schema, map, "target", 1, TARGET_MOST, &task->target);
	task->counts = (enum wl_plan_count)counts;
	if (counts && !task->target)
		wl_schema_fail(schema, map,
			"task '%s' counts '%s' but has no target", task->id,
			wl_plan_counts[counts]);
	if (task->target && !counts)
		wl_schema_fail(schema, wl_yaml_get(map, "target"),
			"task '%s' has a target but does not say what it "
			"counts",
			task->id);
}

static void read_task(struct wl_task *task, struct wl_schema *schema,
	const struct wl_yaml *entry)
{
	const struct wl_yaml *map = wl_schema_map_of(schema, entry, entry->key);
	int phase = 0;

	task->id = wl_arena_strdup(schema->arena, entry->key);
	task->line = wl_schema_line(schema, entry);
	task->due = task->done = WL_NO_DAY;
	if (!wl_id_valid(entry->key))
		wl_schema_fail_key(schema, entry,
			"'%s' is not an id of a task, such as 'call-guides'",
			wl_schema_shown(schema, entry->key));
	if (!map && !schema->code)
		wl_schema_fail_key(
			schema, entry, "task '%s' is empty", task->id);
	wl_schema_require(schema, map, "what");
	wl_schema_require(schema, map, "phase");
	wl_schema_text(schema, map, "what", &task->what);
	wl_schema_term(schema, map, "phase", wl_phases, &phase);
	task->phase = (enum wl_phase)phase;
	task->weeks[0] = phase_weeks[phase][0];
	task->weeks[1] = phase_weeks[phase][1];
	wl_schema_range(schema, map, "weeks", 1, WL_PLAN_WEEKS, task->weeks);
	wl_schema_text(schema, map, "owner", &task->owner);
	wl_schema_day(schema, map, "due", &task->due);
	read_count(task, schema, map);
}

static struct wl_task *find_task(const struct wl_plan *plan, const char *id)
{
	for (size_t i = 0; i < plan->ntasks; i++)
		if (wl_streq(plan->tasks[i].id, id))
			return &plan->tasks[i];
	return NULL;
}

static void read_done(struct wl_plan *plan, struct wl_schema *schema,
	const struct wl_yaml *root)
{
	const struct wl_yaml *map = wl_schema_map(schema, root, "done");

	for (const struct wl_yaml *e = map ? map->first : NULL;
		e && !schema->code; e = e->next) {
		struct wl_task *task = find_task(plan, e->key);

		if (!task)
			wl_schema_fail_key(schema, e,
				"there is no task '%s' in this plan",
				wl_schema_shown(schema, e->key));
		else
			wl_schema_day_of(schema, e, e->key, &task->done);
	}
}

static void read_tasks(struct wl_plan *plan, struct wl_schema *schema,
	const struct wl_yaml *root)
{
	const struct wl_yaml *map = wl_schema_map(schema, root, "tasks");

	if (!map)
		return;
	plan->tasks =
		wl_arena_alloc(schema->arena, map->n * sizeof(*plan->tasks));
	for (const struct wl_yaml *e = map->first; e && !schema->code;
		e = e->next)
		read_task(&plan->tasks[plan->ntasks++], schema, e);
	read_done(plan, schema, root);
}

static int read_front(
	void *out, struct wl_schema *schema, const struct wl_yaml *root)
{
	struct wl_plan *plan = out;
	const struct wl_yaml *retro;

	plan->start = WL_NO_DAY;
	wl_schema_version(schema, root);
	wl_schema_id(schema, root, "id", true, &plan->id);
	wl_schema_require(schema, root, "start");
	wl_schema_day(schema, root, "start", &plan->start);
	wl_schema_text(schema, root, "owner", &plan->owner);
	wl_schema_text(schema, root, "segment", &plan->segment);
	wl_schema_text(schema, root, "use-case", &plan->use_case);
	read_tasks(plan, schema, root);
	retro = wl_schema_map(schema, root, "retro");
	wl_schema_text(schema, retro, "drove", &plan->drove);
	wl_schema_text(schema, retro, "failed", &plan->failed);
	return schema->code;
}

int wl_plan_parse(struct wl_plan *out, struct wl_arena *arena,
	const struct wl_source *source, struct wl_err *err)
{
	struct wl_schema schema = {
		.arena = arena, .source = source, .err = err
	};
	struct wl_plan plan = { 0 };
	int rc = wl_schema_front(&schema, read_front, &plan, NULL);

	if (rc)
		return rc;
	plan.path = wl_arena_strdup(arena, source->path);
	*out = plan;
	return 0;
}

const struct wl_task *wl_plan_task(const struct wl_plan *plan, const char *id)
{
	return find_task(plan, id);
}

wl_day wl_plan_end(const struct wl_plan *plan)
{
	return plan->start + WL_PLAN_DAYS - 1;
}

int wl_plan_week(const struct wl_plan *plan, wl_day day)
{
	return day < plan->start ? 0 : (day - plan->start) / 7 + 1;
}

/* 0 is Monday; 1970-01-01 was a Thursday. */
static int weekday(wl_day day)
{
	int n = (int)((day + 3) % 7);

	return n < 0 ? n + 7 : n;
}

wl_day wl_next_monday(wl_day day)
{
	return day + (7 - weekday(day)) % 7;
}

wl_day wl_task_due(const struct wl_plan *plan, const struct wl_task *task)
{
	wl_day day = plan->start + 7 * task->weeks[1] - 1;

	if (task->due != WL_NO_DAY)
		return task->due;
	if (day > wl_plan_end(plan))
		day = wl_plan_end(plan);
	while (weekday(day) > 4 && day > plan->start)
		day--;
	return day;
}

const char *wl_task_owner(
	const struct wl_plan *plan, const struct wl_task *task)
{
	return task->owner ? task->owner : plan->owner;
}
