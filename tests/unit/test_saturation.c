/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "study/saturation.h"

static struct wl_arena arena;
static struct wl_saturation saturation;

static void make(const int *fresh, size_t n)
{
	wl_arena_release(&arena);
	saturation = (struct wl_saturation){ 0 };
	wl_saturation_make(&saturation, &arena, fresh, n);
}

static int tear_down(void **state)
{
	(void)state;
	wl_arena_release(&arena);
	return 0;
}

static void assert_run(size_t i, int after, int fresh, double ratio)
{
	assert_true(i < saturation.nruns);
	assert_int_equal(saturation.runs[i].after, after);
	assert_int_equal(saturation.runs[i].fresh, fresh);
	assert_float_equal(
		(float)saturation.runs[i].ratio, (float)ratio, .0005f);
}

static void many_themes(void **state)
{
	static const int fresh[] = { 16, 9, 7, 5, 4, 3, 1, 0 };

	(void)state;
	make(fresh, WL_LEN(fresh));
	assert_true(saturation.computable);
	assert_int_equal(saturation.base, 37);
	assert_int_equal(saturation.nruns, 3);
	assert_run(0, 4, 7, .189);
	assert_run(1, 5, 4, .108);
	assert_run(2, 6, 1, .027);
	assert_int_equal(saturation.reached, 6);
}

static void few_themes(void **state)
{
	static const int fresh[] = { 5, 3, 2, 2, 1, 0, 1, 0, 0 };

	(void)state;
	make(fresh, WL_LEN(fresh));
	assert_int_equal(saturation.base, 12);
	assert_int_equal(saturation.nruns, 4);
	assert_run(0, 4, 1, .083);
	assert_run(1, 5, 1, .083);
	assert_run(2, 6, 1, .083);
	assert_run(3, 7, 0, 0);
	assert_int_equal(saturation.reached, 7);
}

static void not_reached(void **state)
{
	static const int fresh[] = { 5, 3, 2, 2, 1, 1, 0 };

	(void)state;
	make(fresh, WL_LEN(fresh));
	assert_int_equal(saturation.nruns, 2);
	assert_int_equal(saturation.reached, 0);
	assert_int_equal(wl_saturation_recent(&saturation), 1);
}

static void what_comes_later_does_not_undo_it(void **state)
{
	static const int fresh[] = { 5, 0, 0, 0, 0, 0, 4, 4 };

	(void)state;
	make(fresh, WL_LEN(fresh));
	assert_int_equal(saturation.reached, 4);
	assert_int_equal(wl_saturation_recent(&saturation), 2);
}

static void takes_six(void **state)
{
	static const int fresh[] = { 5, 3, 2, 2, 0, 0 };

	(void)state;
	make(fresh, 5);
	assert_false(saturation.computable);
	assert_int_equal(saturation.base, 12);
	assert_int_equal(saturation.nruns, 0);
	assert_int_equal(saturation.reached, 0);
	make(fresh, 6);
	assert_true(saturation.computable);
	assert_int_equal(saturation.reached, 4);
}

static void without_a_theme_nothing_is_saturated(void **state)
{
	static const int fresh[] = { 0, 0, 0, 0, 0, 0, 0 };

	(void)state;
	make(fresh, WL_LEN(fresh));
	assert_false(saturation.computable);
	assert_int_equal(saturation.reached, 0);
	make(fresh, 0);
	assert_int_equal(saturation.base, 0);
	assert_int_equal(wl_saturation_recent(&saturation), 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_teardown(many_themes, tear_down),
		cmocka_unit_test_teardown(few_themes, tear_down),
		cmocka_unit_test_teardown(not_reached, tear_down),
		cmocka_unit_test_teardown(
			what_comes_later_does_not_undo_it, tear_down),
		cmocka_unit_test_teardown(takes_six, tear_down),
		cmocka_unit_test_teardown(
			without_a_theme_nothing_is_saturated, tear_down),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
