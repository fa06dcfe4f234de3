/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sandbox.h"

#include "store/layout.h"

static void check(struct wl_buf *path, const char *expect)
{
	assert_string_equal(path->s, expect);
	wl_buf_release(path);
}

static void test_interviews_lie_in_the_folder_of_their_year(void **state)
{
	struct wl_buf path = WL_BUF_INIT;

	(void)state;
	wl_layout_interview(&path, "2026-11-acme");
	check(&path, "interviews/2026/2026-11-acme.md");
	wl_layout_interview(&path, "acme-2026");
	check(&path, "interviews/acme-2026.md");
	wl_layout_interview(&path, "20261-acme");
	check(&path, "interviews/20261-acme.md");
	wl_layout_interview(&path, "2026");
	check(&path, "interviews/2026.md");
}

static void test_the_other_files(void **state)
{
	struct wl_buf path = WL_BUF_INIT;
	wl_day day;

	(void)state;
	wl_layout_private(&path, "2026-11-acme");
	check(&path, "private/2026-11-acme.md");
	wl_layout_synthesis(&path, "2026-q4-loss");
	check(&path, "syntheses/2026-q4-loss.md");
	assert_true(wl_day_make(&day, 2026, 11, 3));
	wl_layout_field(&path, day);
	check(&path, "field/2026-11.md");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(
			test_interviews_lie_in_the_folder_of_their_year),
		cmocka_unit_test(test_the_other_files),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
