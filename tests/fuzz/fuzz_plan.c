/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Any bytes as a plan: no crash, a failure has its message and leaves nothing
 * behind; what was read can be handed over and done without changing another
 * task, or is refused and stays as it was.
 */
#include "base/path.h"
#include "model/plan.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n);

static void check_task(const struct wl_plan *plan, const struct wl_task *task)
{
	if (!wl_id_valid(task->id) || !task->what || task->line < 1 ||
		task->weeks[0] < 1 || task->weeks[0] > task->weeks[1] ||
		wl_task_due(plan, task) == WL_NO_DAY)
		abort();
}

static void change(const struct wl_plan *plan, const char *bytes)
{
	struct wl_buf file = WL_BUF_INIT;
	struct wl_err err;
	const char *task = plan->tasks[0].id;

	wl_buf_adds(&file, bytes);
	if (wl_plan_hand(&file, plan->path, task, "somebody", &err) &&
		strcmp(file.s, bytes))
		abort();
	wl_buf_clear(&file);
	wl_buf_adds(&file, bytes);
	if (wl_plan_done(&file, plan->path, task, 20000, &err) &&
		strcmp(file.s, bytes))
		abort();
	wl_plan_done(&file, plan->path, task, WL_NO_DAY, &err);
	wl_buf_release(&file);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
	char *copy = wl_strndup((const char *)bytes, n);
	struct wl_source source = {
		.path = "plans/a.md", .bytes = copy, .n = n
	};
	struct wl_plan plan = { 0 };
	struct wl_err err = { 0 };
	struct wl_arena arena;
	int rc;

	wl_arena_init(&arena);
	rc = wl_plan_parse(&plan, &arena, &source, &err);
	if (rc && (rc != err.code || !*err.text || err.line < 1 || plan.id))
		abort();
	for (size_t i = 0; i < plan.ntasks; i++)
		check_task(&plan, &plan.tasks[i]);
	if (plan.ntasks && strlen(copy) == n)
		change(&plan, copy);
	wl_arena_release(&arena);
	free(copy);
	return 0;
}
