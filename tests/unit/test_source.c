/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "base/buf.h"
#include "text/source.h"

static struct wl_source source_of(const char *bytes, size_t n)
{
	return (struct wl_source){ .path = "a.md", .bytes = bytes, .n = n };
}

static void place_of_an_offset(void **state)
{
	static const char text[] = "ab\n\xc3\xa9\xe2\x82\xacx\r\n\ny";
	static const struct {
		size_t offset;
		int line, column;
	} cases[] = {
		{ 0, 1, 1 }, { 1, 1, 2 },
		{ 2, 1, 3 }, /* the newline is in the line it ends */
		{ 3, 2, 1 }, { 5, 2, 2 }, /* behind a character of two bytes */
		{ 8, 2, 3 },              /* and one of three */
		{ 9, 2, 4 }, { 11, 3, 1 }, { 12, 4, 1 },
		{ 13, 4, 2 }, /* the end */
		{ 99, 4, 2 }, /* behind it */
	};
	struct wl_source source = source_of(text, sizeof(text) - 1);
	int line, column;

	(void)state;
	for (size_t i = 0; i < WL_LEN(cases); i++) {
		wl_source_place(&source, cases[i].offset, &line, &column);
		assert_int_equal(line, cases[i].line);
		assert_int_equal(column, cases[i].column);
	}
}

/* No editor counts the byte order mark. */
static void place_behind_a_bom(void **state)
{
	static const char text[] = "\xef\xbb\xbf"
				   "ab\ncd";
	struct wl_source source = source_of(text, sizeof(text) - 1);
	int line, column;

	(void)state;
	wl_source_place(&source, 3, &line, &column);
	assert_int_equal(line, 1);
	assert_int_equal(column, 1);
	wl_source_place(&source, 4, &line, &column);
	assert_int_equal(column, 2);
	wl_source_place(&source, 7, &line, &column);
	assert_int_equal(line, 2);
	assert_int_equal(column, 2);
	source = source_of("", 0);
	wl_source_place(&source, 0, &line, &column);
	assert_int_equal(line, 1);
	assert_int_equal(column, 1);
}

static void error_has_the_place(void **state)
{
	struct wl_source source = source_of("ab\ncd", 5);
	struct wl_err err = { .hint = "old" };

	(void)state;
	assert_int_equal(
		wl_source_error(&err, &source, 4, "no %s in %d%%", "date", 5),
		WL_EUNREADABLE);
	assert_int_equal(err.code, WL_EUNREADABLE);
	assert_string_equal(err.path, "a.md");
	assert_int_equal(err.line, 2);
	assert_int_equal(err.column, 2);
	assert_string_equal(err.text, "no date in 5%");
	assert_string_equal(err.hint, "");
	source.path = NULL;
	wl_source_error(&err, &source, 0, "x");
	assert_string_equal(err.path, "");
	assert_int_equal(
		wl_source_error(NULL, &source, 0, "x"), WL_EUNREADABLE);
}

static int check(const char *bytes, size_t n, size_t max, struct wl_err *err)
{
	struct wl_source source = source_of(bytes, n);
	int code = wl_source_check(&source, max, err);

	assert_int_equal(code, err->code);
	return code;
}

static void text_is_checked(void **state)
{
	struct wl_err err = { 0 };

	(void)state;
	assert_int_equal(check("", 0, 0, &err), 0);
	assert_int_equal(check("M\xc3\xbcller\n", 8, 8, &err), 0);
	assert_int_equal(check("a\nb\xff", 4, 9, &err), WL_EUNREADABLE);
	assert_int_equal(err.line, 2);
	assert_int_equal(err.column, 2);
	assert_string_equal(err.text, "the byte 0xFF is not UTF-8");
	assert_non_null(strstr(err.hint, "UTF-8"));
}

static void bytes_are_refused(void **state)
{
	struct wl_err err = { 0 };

	(void)state;
	assert_int_equal(check("\xc3\xbc\0x", 4, 9, &err), WL_EUNREADABLE);
	assert_int_equal(err.line, 1);
	assert_int_equal(err.column, 2);
	assert_non_null(strstr(err.text, "NUL"));
}

static void size_is_checked(void **state)
{
	struct wl_err err = { 0 };

	(void)state;
	assert_int_equal(check("12345", 5, 4, &err), WL_EUNREADABLE);
	assert_string_equal(err.path, "a.md");
	assert_int_equal(err.line, 0);
	assert_non_null(strstr(err.text, "at most 4"));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(place_of_an_offset),
		cmocka_unit_test(place_behind_a_bom),
		cmocka_unit_test(error_has_the_place),
		cmocka_unit_test(text_is_checked),
		cmocka_unit_test(bytes_are_refused),
		cmocka_unit_test(size_is_checked),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
