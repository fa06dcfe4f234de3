/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include "corpus_fixture.h"
#include "study/planning.h"

static wl_day day_of(const char *text)
{
	wl_day day = WL_NO_DAY;

	assert_true(wl_day_parse(&day, text));
	return day;
}

static void set_today(struct wl_corpus *corpus, const char *text)
{
	corpus->as_of =
		(struct wl_time){ (int64_t)day_of(text) * 86400, 0, true };
}

static struct wl_task task_of(const char *id, enum wl_plan_count counts,
	int target, int first, int last)
{
	return (struct wl_task){ .id = id,
		.what = id,
		.counts = counts,
		.target = target,
		.weeks = { first, last },
		.due = WL_NO_DAY,
		.done = WL_NO_DAY };
}

/* One task of a plan from 2026-10-05 with a corpus on a day. */
static struct wl_planned planned(
	struct wl_corpus *corpus, struct wl_task task, const char *today)
{
	struct wl_plan plan = { .start = day_of("2026-10-05"),
		.owner = "priya",
		.tasks = &task,
		.ntasks = 1 };
	struct wl_planning planning;
	struct wl_planned one;

	set_today(corpus, today);
	wl_planning_make(&planning, corpus, NULL, &plan);
	one = planning.tasks[0];
	assert_int_equal(planning.states[one.state], 1);
	wl_planning_release(&planning);
	return one;
}

static void test_states_by_day(void **state)
{
	static const struct {
		const char *today;
		enum wl_task_state state;
		int days;
	} rows[] = {
		{ "2026-10-18", WL_TASK_LATER, 12 }, /* a Sunday, week 2 */
		{ "2026-10-19", WL_TASK_NOW, 11 },
		{ "2026-10-30", WL_TASK_NOW, 0 }, /* the day it is due */
		{ "2026-10-31", WL_TASK_LATE, 1 },
	};
	struct wl_corpus corpus;

	(void)state;
	fixture_init(&corpus);
	for (size_t i = 0; i < WL_LEN(rows); i++) {
		struct wl_planned one = planned(&corpus,
			task_of("a", WL_COUNT_NOTHING, 0, 3, 4), rows[i].today);

		assert_int_equal(one.state, rows[i].state);
		assert_int_equal(one.days, rows[i].days);
	}
	fixture_release(&corpus);
}

static void test_done_by_hand(void **state)
{
	struct wl_corpus corpus;
	struct wl_task task = task_of("a", WL_COUNT_NOTHING, 0, 1, 2);
	struct wl_planned one;

	(void)state;
	fixture_init(&corpus);
	task.done = day_of("2026-10-20");
	one = planned(&corpus, task, "2026-10-20");
	assert_int_equal(one.state, WL_TASK_DONE);
	assert_false(one.by_count);
	one = planned(&corpus, task, "2026-10-19"); /* not yet */
	assert_int_equal(one.state, WL_TASK_LATE);
	fixture_release(&corpus);
}

static void test_counts_interviews(void **state)
{
	struct wl_corpus corpus;
	struct wl_planned one;
	struct wl_interview *inside;

	(void)state;
	fixture_init(&corpus);
	fixture_interview(&corpus, "before", WL_WIN, "D0", "2026-10-04");
	fixture_interview(&corpus, "first", WL_WIN, "D1", "2026-10-05");
	fixture_interview(&corpus, "second", WL_LOSS, "D2", "2026-10-12");
	fixture_interview(&corpus, "gone", WL_LOSS, "D3", "2026-10-13")
		->status = WL_WITHDRAWN;
	fixture_interview(&corpus, "planned", WL_LOSS, "D4", "")->status =
		WL_PLANNED;
	inside = fixture_interview(&corpus, "inside", 0, NULL, "2026-10-06");
	inside->internal = true;
	one = planned(&corpus, task_of("a", WL_COUNT_EXTERNAL, 2, 1, 2),
		"2026-10-20");
	assert_int_equal(one.count, 2);
	assert_int_equal(one.state, WL_TASK_DONE);
	assert_true(one.by_count);
	assert_int_equal(one.done, day_of("2026-10-12"));
	one = planned(&corpus, task_of("a", WL_COUNT_EXTERNAL, 2, 1, 2),
		"2026-10-11");
	assert_int_equal(one.count, 1);
	assert_int_equal(one.state, WL_TASK_NOW);
	one = planned(&corpus, task_of("a", WL_COUNT_INTERNAL, 5, 1, 2),
		"2026-10-20");
	assert_int_equal(one.count, 1);
	assert_int_equal(one.state, WL_TASK_LATE);
	fixture_release(&corpus);
}

static void test_counts_cards_and_notes(void **state)
{
	struct wl_card cards[] = {
		{ .type = WL_BATTLECARD },
		{ .type = WL_PROOF_POINT },
		{ .type = WL_OBJECTION_RESPONSE },
		{ .type = WL_ICP },
	};
	struct wl_passage notes[] = {
		{ .source = "rep" },
		{ .source = "call" },
		{ .source = "rep" },
	};
	struct wl_field field = { .passages = notes, .npassages = 3 };
	struct wl_review review = { 0 };
	struct wl_corpus corpus;

	(void)state;
	fixture_init(&corpus);
	cards[0].verified = day_of("2026-10-10");
	cards[1].verified = day_of("2026-10-11");
	cards[2].verified = day_of("2026-09-11");
	cards[3].verified = WL_NO_DAY;
	notes[0].day = notes[1].day = day_of("2026-10-12");
	notes[2].day = WL_NO_DAY;
	review.held = day_of("2026-10-30");
	corpus.cards = cards;
	corpus.ncards = WL_LEN(cards);
	corpus.fields = &field;
	corpus.nfields = 1;
	corpus.reviews = &review;
	corpus.nreviews = 1;
	for (int i = WL_COUNT_CARDS; i <= WL_COUNT_REVIEWS; i++) {
		static const int counts[] = { [WL_COUNT_CARDS] = 2,
			[WL_COUNT_BRIEFS] = 1,
			[WL_COUNT_FLAGS] = 1,
			[WL_COUNT_REVIEWS] = 1 };
		struct wl_planned one = planned(&corpus,
			task_of("a", (enum wl_plan_count)i, 9, 1, 2),
			"2026-11-20");

		assert_int_equal(one.count, counts[i]);
	}
	fixture_release(&corpus);
}

static void test_which_plan_runs(void **state)
{
	static const struct {
		const char *today;
		size_t plan;
	} rows[] = {
		{ "2026-01-01", 1 }, /* the next one */
		{ "2026-05-01", 1 },
		{ "2026-11-21", 0 }, /* the youngest that has begun */
		{ "2027-06-01", 2 },
	};
	struct wl_plan plans[3] = { { .id = "b" }, { .id = "a" },
		{ .id = "c" } };
	struct wl_corpus corpus;

	(void)state;
	fixture_init(&corpus);
	assert_null(wl_plan_current(&corpus));
	plans[0].start = day_of("2026-10-05");
	plans[1].start = day_of("2026-04-06");
	plans[2].start = day_of("2027-01-04");
	corpus.plans = plans;
	corpus.nplans = WL_LEN(plans);
	for (size_t i = 0; i < WL_LEN(rows); i++) {
		set_today(&corpus, rows[i].today);
		assert_ptr_equal(
			wl_plan_current(&corpus), &plans[rows[i].plan]);
	}
	fixture_release(&corpus);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_states_by_day),
		cmocka_unit_test(test_done_by_hand),
		cmocka_unit_test(test_counts_interviews),
		cmocka_unit_test(test_counts_cards_and_notes),
		cmocka_unit_test(test_which_plan_runs),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
