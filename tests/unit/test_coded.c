/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Interviews in numbers: store/numbers.h. */
#include "corpus_fixture.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

static struct wl_corpus corpus;
static struct wl_question questions[] = { { .id = "g.one" },
	{ .id = "g.two" } };
static struct wl_guide_block block = { .questions = questions,
	.nquestions = 2 };
static struct wl_guide guide = {
	.id = "buyer", .blocks = &block, .nblocks = 1
};
static struct wl_numbers numbers;

static int begin(void **state)
{
	(void)state;
	fixture_init(&corpus);
	fixture_theme(&corpus, "pricing", "Pricing", "g.two t.asked");
	fixture_theme(&corpus, "rollout", "Roll-out", "");
	wl_numbers_init(&numbers, &corpus.codebook, &guide, 1);
	return 0;
}

static int end(void **state)
{
	(void)state;
	wl_numbers_release(&numbers);
	fixture_release(&corpus);
	return 0;
}

static struct wl_coded number(const struct wl_interview *one)
{
	struct wl_number_memory *memory = wl_number_memory_new();
	struct wl_coded coded;

	wl_coded_number(&coded, &numbers, memory, one, &corpus.arena);
	wl_coded_fill(&coded, one, &corpus.deals);
	wl_number_memory_free(memory);
	return coded;
}

static struct wl_interview *interview(const char *id)
{
	struct wl_interview *one =
		fixture_interview(&corpus, id, WL_LOSS, "OPP-1", "2026-02-03");

	fixture_quote(&corpus, one, "Dear.", "rollout- strange+")->question =
		"g.two";
	fixture_note(&corpus, one, "Ours.", "pricing")->level = WL_CONFIDENTIAL;
	fixture_asked(one, "x.new", false);
	fixture_asked(one, "g.one", true);
	fixture_asked(one, "g.two", false);
	one->criteria = fixture_list(&corpus, "strange pricing");
	one->trigger = "odd";
	return one;
}

/* What is known comes first, in its order, the rest behind. */
static void test_numbers_what_is_known(void **state)
{
	(void)state;
	assert_int_equal(numbers.nthemes, 2);
	assert_string_equal(numbers.themes[1], "rollout");
	assert_int_equal(numbers.nquestions, 3);
	assert_int_equal(wl_numbers_question(&numbers, "g.one"), 0);
	assert_int_equal(wl_numbers_question(&numbers, "t.asked"), 2);
	assert_int_equal(wl_numbers_question(&numbers, "x.new"), WL_NO_NUMBER);
}

static void test_numbers_an_interview(void **state)
{
	struct wl_coded coded;

	(void)state;
	fixture_deal(&corpus, "OPP-0", WL_WIN, "2026-01-01");
	fixture_deal(&corpus, "OPP-1", WL_LOSS, "2026-01-05");
	coded = number(interview("2026-02-a"));
	assert_int_equal(coded.nmarks, 3);
	assert_int_equal(coded.marks[0].theme, 1);
	assert_int_equal(coded.marks[0].question, 1);
	assert_int_equal(coded.marks[0].polarity, -1);
	assert_true(coded.marks[0].quote);
	assert_int_equal(coded.marks[1].theme, 2);
	assert_string_equal(numbers.themes[2], "strange");
	assert_int_equal(coded.marks[1].passage, 0);
	assert_int_equal(coded.marks[2].theme, 0);
	assert_int_equal(coded.marks[2].passage, 1);
	assert_int_equal(coded.marks[2].question, WL_NO_NUMBER);
	assert_int_equal(coded.marks[2].level, WL_CONFIDENTIAL);
	assert_false(coded.marks[2].quote);
	assert_int_equal(coded.nasked, 2);
	assert_int_equal(coded.nheadings, 3);
	assert_int_equal(coded.asked[0], 3);
	assert_int_equal(coded.asked[1], 1);
	assert_int_equal(coded.asked[2], 0);
	assert_int_equal(coded.ncriteria, 2);
	assert_int_equal(coded.criteria[0], 2);
	assert_int_equal(coded.criteria[1], 0);
	assert_int_equal(coded.trigger, 3);
	assert_int_equal(coded.crm, 1);
	assert_int_equal(coded.outcome, WL_LOSS);
	assert_true(coded.counts);
	assert_int_equal(coded.closed, WL_NO_DAY);
}

/* Themes that were turned round, and one that is new. */
static void test_numbers_anew(void **state)
{
	const char *themes[] = { "rollout", "strange", "pricing" };
	const char *asked[] = { "g.one", "x.new", "g.two" };
	const struct wl_numbers old = { .themes = themes,
		.nthemes = 3,
		.questions = asked,
		.nquestions = 3 };
	const struct wl_mark marks[] = { { 0, 4, 2, 1, true, WL_PUBLIC },
		{ 1, 5, WL_NO_NUMBER, 0, false, WL_INTERNAL } };
	const uint32_t headings[] = { 1, 2 }, criteria[] = { 2, 0 };
	const struct wl_coded was = { .marks = marks,
		.asked = headings,
		.criteria = criteria,
		.nmarks = 2,
		.nasked = 1,
		.nheadings = 2,
		.ncriteria = 2,
		.trigger = 1,
		.crm = 7 };
	struct wl_renumbering renumbering;
	struct wl_coded now;

	(void)state;
	wl_numbers_adopt(&numbers, &renumbering, &corpus.arena, &old);
	assert_false(renumbering.same);
	wl_coded_renumber(&now, &was, &renumbering, &corpus.arena);
	assert_int_equal(now.marks[0].theme, 1);
	assert_int_equal(now.marks[0].question, 1);
	assert_int_equal(now.marks[0].passage, 4);
	assert_int_equal(now.marks[1].theme, 2);
	assert_int_equal(now.marks[1].question, WL_NO_NUMBER);
	assert_string_equal(numbers.themes[2], "strange");
	assert_int_equal(now.asked[0], 3);
	assert_int_equal(now.asked[1], 1);
	assert_int_equal(now.criteria[0], 0);
	assert_int_equal(now.criteria[1], 1);
	assert_int_equal(now.trigger, 2);
	assert_int_equal(now.crm, 7);
	assert_int_equal(marks[0].theme, 0); /* they may be mapped */
}

/* What has not changed is taken as it is. */
static void test_takes_the_same(void **state)
{
	const char *themes[] = { "pricing", "rollout", "more" };
	const struct wl_numbers old = { .themes = themes, .nthemes = 3 };
	const struct wl_mark mark = { 2, 0, WL_NO_NUMBER, 0, true, WL_PUBLIC };
	const struct wl_coded was = { .marks = &mark, .nmarks = 1 };
	struct wl_renumbering renumbering;
	struct wl_coded now;

	(void)state;
	wl_numbers_adopt(&numbers, &renumbering, &corpus.arena, &old);
	assert_true(renumbering.same);
	wl_coded_renumber(&now, &was, &renumbering, &corpus.arena);
	assert_ptr_equal(now.marks, &mark);
}

int main(void)
{
#define TEST(test) cmocka_unit_test_setup_teardown(test, begin, end)
	const struct CMUnitTest tests[] = {
		TEST(test_numbers_what_is_known),
		TEST(test_numbers_an_interview),
		TEST(test_numbers_anew),
		TEST(test_takes_the_same),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
