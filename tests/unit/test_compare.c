/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "base/utf8.h"
#include "corpus_fixture.h"
#include "publish/compare.h"

static struct wl_corpus corpora[2];
static struct wl_synthesis sides[2];
static struct wl_compare compare;
static const char *const names[] = { "v1", "v2" };

static int set_up(void **state)
{
	(void)state;
	memset(sides, 0, sizeof(sides));
	memset(&compare, 0, sizeof(compare));
	fixture_init(&corpora[0]);
	fixture_init(&corpora[1]);
	return 0;
}

static int tear_down(void **state)
{
	(void)state;
	wl_compare_release(&compare);
	for (int i = 0; i < 2; i++) {
		wl_synthesis_release(&sides[i]);
		fixture_release(&corpora[i]);
	}
	return 0;
}

/* So many losses, each of its own deal, the first k with the theme. */
static void losses(int side, int n, int k, const char *theme)
{
	struct wl_corpus *corpus = &corpora[side];

	for (int i = (int)corpus->ninterviews; i < n; i++)
		fixture_interview(corpus,
			wl_arena_printf(&corpus->arena, "2026-01-l%02d", i),
			WL_LOSS, wl_arena_printf(&corpus->arena, "L%02d", i),
			"2026-01-10");
	for (int i = 0; i < k; i++)
		fixture_quote(corpus, &corpus->interviews[i], "words", theme);
}

static void make(void)
{
	struct wl_filter all = WL_FILTER_ALL;
	struct wl_err err = { 0 };

	for (int i = 0; i < 2; i++)
		if (wl_synthesis_make(&sides[i], &corpora[i], &all, &err))
			fail_msg("%s", err.text);
	wl_compare_make(&compare, &sides[0], &sides[1], names);
}

static const struct wl_shift_row *row_of(const char *id)
{
	assert_int_equal(compare.ngroups, 1);
	for (size_t i = 0; i < compare.groups[0].nrows; i++)
		if (!strcmp(compare.groups[0].rows[i].id, id))
			return &compare.groups[0].rows[i];
	fail_msg("no theme '%s'", id);
	return NULL;
}

static void nothing_is_nothing(void **state)
{
	struct wl_buf out = WL_BUF_INIT;
	struct wl_look look = { false, 80 };

	(void)state;
	make();
	assert_int_equal(compare.ngroups, 0);
	wl_publish_compare_text(&out, &compare, &look);
	assert_non_null(strstr(out.s, "Neither v1 nor v2"));
	wl_buf_release(&out);
}

static void every_shift(void **state)
{
	static const struct {
		const char *id;
		int before, after; /* of 5 deals */
		enum wl_shift shift;
	} cases[] = {
		{ "became", 2, 3, WL_BECAME },
		{ "sprang", 0, 4, WL_BECAME },
		{ "stopped", 3, 2, WL_STOPPED },
		{ "vanished", 5, 0, WL_STOPPED },
		{ "rose", 1, 2, WL_ROSE },
		{ "fell", 2, 1, WL_FELL },
		{ "fresh", 0, 2, WL_FRESH },
		{ "gone", 2, 0, WL_GONE },
		{ "pattern", 3, 5, WL_STAYED },
		{ "anecdote", 1, 1, WL_STAYED },
	};

	(void)state;
	for (size_t i = 0; i < WL_LEN(cases); i++) {
		losses(0, 5, cases[i].before, cases[i].id);
		losses(1, 5, cases[i].after, cases[i].id);
	}
	make();
	assert_int_equal(compare.groups[0].nrows, WL_LEN(cases));
	for (size_t i = 0; i < WL_LEN(cases); i++) {
		const struct wl_shift_row *row = row_of(cases[i].id);

		assert_int_equal(row->shift, cases[i].shift);
		assert_int_equal(
			wl_compare_deals(row->before), cases[i].before);
		assert_int_equal(wl_compare_deals(row->after), cases[i].after);
		assert_null(row->was);
	}
	assert_int_equal(compare.groups[0].shifts[WL_BECAME], 2);
	assert_string_equal(compare.groups[0].rows[0].id, "sprang");
	assert_string_equal(compare.groups[0].rows[1].id, "became");
	for (size_t i = 1; i < WL_LEN(cases); i++)
		assert_true(compare.groups[0].rows[i - 1].shift <=
			    compare.groups[0].rows[i].shift);
}

static void a_pattern_may_become_established(void **state)
{
	(void)state;
	losses(0, 10, 7, "x");
	losses(1, 10, 8, "x");
	make();
	assert_int_equal(row_of("x")->before->level, WL_PATTERN);
	assert_int_equal(row_of("x")->after->level, WL_ESTABLISHED);
	assert_int_equal(row_of("x")->shift, WL_ROSE);
}

/* Three of three are no pattern; that of the other side is not gone. */
static void a_small_group_is_named(void **state)
{
	struct wl_buf out = WL_BUF_INIT;

	(void)state;
	losses(0, 5, 4, "x");
	losses(1, 3, 3, "x");
	make();
	assert_int_equal(row_of("x")->shift, WL_STOPPED);
	assert_false(wl_compare_small(&sides[0], compare.groups[0].before));
	assert_true(wl_compare_small(&sides[1], compare.groups[0].after));
	assert_true(wl_compare_small(&sides[1], NULL));
	wl_compare_caution(&out, &compare, &compare.groups[0]);
	assert_string_equal(out.s,
		"In 'v2' the group is too small for patterns: what is none "
		"there may still be one.");
	wl_buf_release(&out);
}

static void a_group_of_one_side(void **state)
{
	(void)state;
	losses(1, 4, 4, "x");
	make();
	assert_null(compare.groups[0].before);
	assert_int_equal(row_of("x")->shift, WL_BECAME);
	assert_int_equal(wl_compare_size(compare.groups[0].before), 0);
	assert_int_equal(wl_compare_size(compare.groups[0].after), 4);
}

static void a_rename_is_no_change(void **state)
{
	(void)state;
	fixture_theme(&corpora[0], "speed", "Speed", "");
	fixture_theme(&corpora[1], "rollout", "Time to roll out", "")->aliases =
		fixture_list(&corpora[1], "speed");
	losses(0, 5, 4, "speed");
	losses(1, 5, 4, "rollout");
	make();
	assert_int_equal(compare.groups[0].nrows, 1);
	assert_int_equal(row_of("rollout")->shift, WL_STAYED);
	assert_string_equal(row_of("rollout")->was, "speed");
}

/* The union of two themes cannot be counted from their rows. */
static void a_merge_is_not_added_up(void **state)
{
	(void)state;
	fixture_theme(&corpora[0], "speed", "Speed", "");
	fixture_theme(&corpora[0], "rollout", "Time to roll out", "");
	fixture_theme(&corpora[1], "rollout", "Time to roll out", "")->aliases =
		fixture_list(&corpora[1], "speed");
	losses(0, 5, 2, "speed");
	losses(0, 5, 2, "rollout");
	losses(1, 5, 4, "rollout");
	make();
	assert_int_equal(row_of("rollout")->shift, WL_BECAME);
	assert_int_equal(row_of("rollout")->before->deals, 2);
	assert_int_equal(row_of("speed")->shift, WL_GONE);
}

static void two_names_of_one_new_theme(void **state)
{
	(void)state;
	fixture_theme(&corpora[0], "a", "A", "");
	fixture_theme(&corpora[0], "b", "B", "");
	fixture_theme(&corpora[1], "c", "C", "")->aliases =
		fixture_list(&corpora[1], "a b");
	losses(0, 5, 2, "a");
	losses(0, 5, 1, "b");
	losses(1, 5, 3, "c");
	make();
	assert_int_equal(compare.groups[0].nrows, 2);
	assert_string_equal(row_of("c")->was, "a");
	assert_int_equal(row_of("b")->shift, WL_GONE);
}

static void the_terminal_keeps_to_its_width(void **state)
{
	struct wl_buf out = WL_BUF_INIT;

	(void)state;
	fixture_theme(&corpora[1], "long",
		"A title that goes on and on with Ünglaublich, and \033[31m "
		"what else there is to say about it",
		"");
	losses(0, 14, 2, "long");
	losses(1, 12, 9, "long");
	losses(1, 12, 1, "other");
	make();
	for (int width = 40; width <= 160; width += 5) {
		struct wl_look look = { false, width };

		wl_buf_clear(&out);
		wl_publish_compare_text(&out, &compare, &look);
		for (char *line = out.s, *end; (end = strchr(line, '\n'));
			line = end + 1) {
			*end = '\0';
			if (wl_utf8_width(line) > (size_t)width)
				fail_msg("more than %d: %s", width, line);
			if (end > line && end[-1] == ' ')
				fail_msg("space at the end: '%s'", line);
			assert_null(strchr(line, '\033'));
			*end = '\n';
		}
	}
	assert_non_null(strstr(out.s, "2 of 14"));
	assert_non_null(strstr(out.s, "9 of 12"));
	assert_null(strstr(out.s, "significant"));
	wl_buf_release(&out);
}

/* Periods */

static void assert_period(const char *s, const char *since, const char *until)
{
	struct wl_period period;
	char day[WL_DATE_TEXT];

	if (!wl_period_parse(&period, s))
		fail_msg("'%s' is a period", s);
	assert_string_equal(wl_day_format(period.since, day), since);
	assert_string_equal(wl_day_format(period.until, day), until);
}

static void periods(void **state)
{
	static const char *const others[] = { "", "v1", "HEAD", "2026-q0",
		"2026-q5", "2026-q1x", "2026-13", "2026-00", "2026-1", "26",
		"20266", "2026-", "2026-07-01", "abcd",
		"2026-07-01:", ":2026-07-01", "2026-07-02:2026-07-01",
		"2026-02-30:2026-03-01", "2026-q1:2026-q2", "HEAD:path" };
	struct wl_period period;

	(void)state;
	assert_period("2026", "2026-01-01", "2026-12-31");
	assert_period("2026-q1", "2026-01-01", "2026-03-31");
	assert_period("2026-q2", "2026-04-01", "2026-06-30");
	assert_period("2026-Q3", "2026-07-01", "2026-09-30");
	assert_period("2026-q4", "2026-10-01", "2026-12-31");
	assert_period("2024-02", "2024-02-01", "2024-02-29");
	assert_period("2026-12", "2026-12-01", "2026-12-31");
	assert_period("2026-03-04:2026-05-06", "2026-03-04", "2026-05-06");
	assert_period("2026-03-04:2026-03-04", "2026-03-04", "2026-03-04");
	for (size_t i = 0; i < WL_LEN(others); i++)
		if (wl_period_parse(&period, others[i]))
			fail_msg("'%s' is no period", others[i]);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(nothing_is_nothing),
		TEST(every_shift),
		TEST(a_pattern_may_become_established),
		TEST(a_small_group_is_named),
		TEST(a_group_of_one_side),
		TEST(a_rename_is_no_change),
		TEST(a_merge_is_not_added_up),
		TEST(two_names_of_one_new_theme),
		TEST(the_terminal_keeps_to_its_width),
		TEST(periods),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
