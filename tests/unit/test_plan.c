/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "parse_test.h"

#include "model/plan.h"
#include "model/starter.h"

#define FRONT                                                                  \
	"winloss: 1\n"                                                         \
	"id: 2026-q4\n"                                                        \
	"start: 2026-10-05 # a Monday\n"

static const char example[] = "---\n" FRONT "owner: priya\n"
			      "tasks:\n"
			      "  talks: # inside\n"
			      "    phase: baseline\n"
			      "    what: Talk to five people\n"
			      "    counts: internal-interviews\n"
			      "    target: 5\n"
			      "  guides: {phase: scale, weeks: [7, 9],"
			      " what: Write guides, owner: marc}\n"
			      "  late:\n"
			      "    phase: operating-model\n"
			      "    weeks: [13, 13]\n"
			      "    what: The end\n"
			      "  fixed: {phase: scale, what: By hand,"
			      " due: 2026-12-06}\n"
			      "done: {guides: 2026-12-01}\n"
			      "retro: {drove: Candour, failed: Pace}\n"
			      "---\n\n# Plan\n";

static wl_day day_of(const char *text)
{
	wl_day day = WL_NO_DAY;

	assert_true(wl_day_parse(&day, text));
	return day;
}

GIVEN(plan, "plans/2026-q4.md")

static void test_reads_all(void **state)
{
	struct wl_plan plan;
	struct wl_arena arena;

	(void)state;
	given(&plan, &arena, example);
	assert_string_equal(plan.id, "2026-q4");
	assert_int_equal(plan.start, day_of("2026-10-05"));
	assert_string_equal(plan.owner, "priya");
	assert_int_equal(plan.ntasks, 4);
	assert_string_equal(plan.tasks[0].id, "talks");
	assert_int_equal(plan.tasks[0].counts, WL_COUNT_INTERNAL);
	assert_int_equal(plan.tasks[0].target, 5);
	assert_int_equal(plan.tasks[0].weeks[1], 2);
	assert_int_equal(plan.tasks[0].line, 7);
	assert_int_equal(plan.tasks[0].done, WL_NO_DAY);
	assert_int_equal(plan.tasks[1].done, day_of("2026-12-01"));
	assert_string_equal(wl_task_owner(&plan, &plan.tasks[1]), "marc");
	assert_string_equal(wl_task_owner(&plan, &plan.tasks[0]), "priya");
	assert_string_equal(plan.drove, "Candour");
	assert_string_equal(plan.failed, "Pace");
	wl_arena_release(&arena);
}

static void test_due_is_a_working_day(void **state)
{
	static const struct {
		const char *start, *due;
		int week;
	} rows[] = {
		{ "2026-10-05", "2026-10-16", 2 }, /* from a Monday: Friday */
		{ "2026-10-07", "2026-10-20", 2 }, /* Wednesday: Tuesday */
		{ "2026-10-04", "2026-10-16", 2 }, /* Sunday: before Saturday */
		{ "2026-10-05", "2027-01-01", 13 }, /* the 90th is Saturday */
		{ "2028-02-21", "2028-03-03", 2 },  /* over a leap day */
		{ "2026-12-28", "2027-01-08", 2 },  /* over a year's end */
		{ "2026-10-03", "2026-10-09", 1 },  /* from a Saturday */
	};

	(void)state;
	for (size_t i = 0; i < WL_LEN(rows); i++) {
		struct wl_plan plan = { .start = day_of(rows[i].start) };
		struct wl_task task = { .weeks = { 1, rows[i].week },
			.due = WL_NO_DAY };
		char text[WL_DATE_TEXT];

		assert_string_equal(
			wl_day_format(wl_task_due(&plan, &task), text),
			rows[i].due);
	}
}

static void test_weeks_count_from_the_start(void **state)
{
	struct wl_plan plan = { .start = day_of("2026-10-05") };

	(void)state;
	assert_int_equal(wl_plan_week(&plan, day_of("2026-10-04")), 0);
	assert_int_equal(wl_plan_week(&plan, day_of("2026-10-05")), 1);
	assert_int_equal(wl_plan_week(&plan, day_of("2026-10-11")), 1);
	assert_int_equal(wl_plan_week(&plan, day_of("2026-10-12")), 2);
	assert_int_equal(wl_plan_end(&plan), day_of("2027-01-02"));
	assert_int_equal(
		wl_next_monday(day_of("2026-10-05")), day_of("2026-10-05"));
	assert_int_equal(
		wl_next_monday(day_of("2026-10-06")), day_of("2026-10-12"));
	assert_int_equal(
		wl_next_monday(day_of("1969-12-30")), day_of("1970-01-05"));
}

static void test_refuses(void **state)
{
	static const struct {
		const char *lines, *part;
		int line;
	} rows[] = {
		{ "tasks: {a: {phase: scale}}", "'what'", 5 },
		{ "tasks: {a: {what: x}}", "'phase'", 5 },
		{ "tasks: {a: {what: x, phase: never}}", "never", 5 },
		{ "tasks: {a: {what: x, phase: scale, counts: flags}}",
			"no target", 5 },
		{ "tasks: {a: {what: x, phase: scale, target: 2}}",
			"does not say what it counts", 5 },
		{ "tasks: {a: {what: x, phase: scale, weeks: [9, 7]}}", "weeks",
			5 },
		{ "tasks: {A: {what: x, phase: scale}}", "not an id", 5 },
		{ "tasks: {a: }", "empty", 5 },
		{ "tasks: {a: {what: x, phase: scale}}\ndone: {b: 2026-10-10}",
			"no task 'b'", 6 },
		{ "tasks: {a: {what: x, phase: scale}}\ndone: {a: soon}",
			"soon", 6 },
	};

	(void)state;
	for (size_t i = 0; i < WL_LEN(rows); i++) {
		struct wl_buf text = WL_BUF_INIT;
		struct wl_source source;
		struct wl_err err = { 0 };
		struct wl_arena arena;
		struct wl_plan plan;

		wl_buf_addf(&text, "---\n" FRONT "%s\n---\n", rows[i].lines);
		source = source_of("plans/a.md", text.s);
		wl_arena_init(&arena);
		if (wl_plan_parse(&plan, &arena, &source, &err) !=
				WL_EUNREADABLE ||
			!strstr(err.text, rows[i].part) ||
			err.line != rows[i].line)
			fail_msg("row %zu: line %d: %s", i, err.line, err.text);
		wl_arena_release(&arena);
		wl_buf_release(&text);
	}
}

/* The example with one piece of text replaced. */
static void replaced(struct wl_buf *out, const char *from, const char *to)
{
	const char *at = strstr(example, from);

	assert_non_null(at);
	wl_buf_add(out, example, (size_t)(at - example));
	wl_buf_addf(out, "%s%s", to, at + strlen(from));
}

struct edited {
	struct wl_buf file, want;
	struct wl_err err;
};

static void begin(struct edited *edited, const char *from, const char *to)
{
	memset(edited, 0, sizeof(*edited));
	wl_buf_init(&edited->file);
	wl_buf_init(&edited->want);
	wl_buf_adds(&edited->file, example);
	replaced(&edited->want, from, to);
}

static void end(struct edited *edited, int rc)
{
	if (rc)
		fail_msg("%s", edited->err.text);
	assert_string_equal(edited->file.s, edited->want.s);
	wl_buf_release(&edited->file);
	wl_buf_release(&edited->want);
}

static void test_changes_only_what_it_means(void **state)
{
	struct edited e;

	(void)state;
	begin(&e, "owner: marc}", "owner: ines}");
	end(&e, wl_plan_hand(&e.file, "p", "guides", "ines", &e.err));
	begin(&e, "    target: 5\n", "    target: 5\n    owner: ines\n");
	end(&e, wl_plan_hand(&e.file, "p", "talks", "ines", &e.err));
	begin(&e, "{guides: 2026-12-01}",
		"{guides: 2026-12-01, talks: 2026-10-16}");
	end(&e, wl_plan_done(
			&e.file, "p", "talks", day_of("2026-10-16"), &e.err));
	begin(&e, "done: {guides: 2026-12-01}\n", "");
	end(&e, wl_plan_done(&e.file, "p", "guides", WL_NO_DAY, &e.err));
	begin(&e, "# Plan", "# Plan");
	end(&e, wl_plan_done(&e.file, "p", "talks", WL_NO_DAY, &e.err));
	begin(&e, "# Plan", "# Plan");
	assert_int_equal(wl_plan_done(&e.file, "p", "none",
				 day_of("2026-10-16"), &e.err),
		WL_EUNREADABLE);
	end(&e, 0);
}

static void test_starter_is_a_plan(void **state)
{
	const struct wl_starter_word words[] = {
		{ "@PLAN_ID@", "2026-q4", true },
		{ "@START@", "2026-10-05", true },
		{ "@OWNER@", "priya", true },
		{ "@FOCUS@", "segment: smb\nuse-case: closing\n", true },
		{ NULL, NULL, false },
	};
	struct wl_buf text = WL_BUF_INIT;
	struct wl_plan plan;
	struct wl_arena arena;
	size_t phases[WL_PHASES] = { 0 };

	(void)state;
	wl_starter_write(&text, "plan.md", words);
	given(&plan, &arena, text.s);
	assert_string_equal(plan.use_case, "closing");
	for (size_t i = 0; i < plan.ntasks; i++)
		phases[plan.tasks[i].phase]++;
	for (size_t i = 0; i < WL_PHASES; i++)
		assert_true(phases[i] >= 3);
	assert_null(plan.drove);
	wl_arena_release(&arena);
	wl_buf_release(&text);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_reads_all),
		cmocka_unit_test(test_due_is_a_working_day),
		cmocka_unit_test(test_weeks_count_from_the_start),
		cmocka_unit_test(test_refuses),
		cmocka_unit_test(test_changes_only_what_it_means),
		cmocka_unit_test(test_starter_is_a_plan),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
