/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Columns beside each other: how many, which is next, and where the lines of
 * the second begin. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "publish/abreast.h"

#define RED "\033[31m"
#define OFF "\033[0m"
#define SECOND 77 /* the column where the second begins, of 150 */

static struct wl_abreast abreast;
static struct wl_buf page;

static void begin(int width, size_t pieces)
{
	struct wl_look look = { false, width };

	wl_abreast_init(&abreast, &look, pieces);
	wl_buf_init(&page);
}

static void piece(const char *text)
{
	wl_buf_adds(wl_abreast_next(&abreast), text);
}

static void x_times(struct wl_buf *out, size_t n)
{
	wl_buf_fill(out, 'x', n);
	wl_buf_addc(out, '\n');
}

/* Ends the page and compares it with rows of left, columns between, right. */
struct row {
	const char *left;
	size_t pad;
	const char *right;
};

static void is_page(const struct row *rows, size_t n)
{
	struct wl_buf want = WL_BUF_INIT;

	for (size_t i = 0; i < n; i++) {
		wl_buf_adds(&want, rows[i].left);
		wl_buf_fill(&want, ' ', rows[i].pad);
		wl_buf_adds(&want, rows[i].right);
		wl_buf_addc(&want, '\n');
	}
	wl_abreast_end(&abreast, &page);
	assert_string_equal(page.s, want.s);
	wl_buf_release(&page);
	wl_buf_release(&want);
}

static void as_many_columns_as_can_be_read(void **state)
{
	static const struct {
		int width;
		size_t pieces, n;
		int each;
	} rows[] = {
		{ 40, 3, 1, 40 },
		{ 149, 3, 1, 149 },
		{ 150, 3, 2, 73 },
		{ 150, 1, 1, 150 },
		{ 150, 0, 1, 150 },
		{ 151, 2, 2, 73 },
		{ 200, 2, 2, 98 },
		{ 200, 9, 2, 98 },
		{ 226, 3, 2, 111 },
		{ 227, 3, 3, 73 },
		{ 227, 2, 2, 111 },
		{ 999, 9, 3, 330 },
		{ 0, 9, 1, 0 },
	};

	(void)state;
	for (size_t i = 0; i < WL_LEN(rows); i++) {
		begin(rows[i].width, rows[i].pieces);
		assert_int_equal(abreast.n, rows[i].n);
		assert_int_equal(abreast.look.width, rows[i].each);
		assert_false(abreast.look.colour);
		is_page(NULL, 0);
	}
}

static void one_column_is_as_it_was(void **state)
{
	static const char text[] = "\n  a  \n\nb " RED "c" OFF "\n";

	(void)state;
	begin(149, 2);
	piece(text);
	piece("d\n");
	wl_abreast_end(&abreast, &page);
	assert_string_equal(page.s, "\n  a  \n\nb " RED "c" OFF "\nd\n");
	wl_buf_release(&page);
}

static void the_second_begins_in_one_column(void **state)
{
	static const struct row rows[] = {
		{ "ab", SECOND - 2, "1" },
		{ "", 0, "" },
		{ "", SECOND, "  2" },
		{ "c", 0, "" },
	};

	(void)state;
	begin(150, 2);
	piece("ab\n\n\nc\n");
	piece("1\n\n  2\n");
	is_page(rows, WL_LEN(rows));
}

static void the_right_one_may_be_longer(void **state)
{
	static const struct row rows[] = {
		{ "a", SECOND - 1, "1" },
		{ "", SECOND, "2" },
	};

	(void)state;
	begin(150, 2);
	piece("a\n");
	piece("1\n2\n");
	is_page(rows, WL_LEN(rows));
}

static void what_has_no_line_end_is_a_line(void **state)
{
	static const struct row rows[] = { { "a", SECOND - 1, "1" } };

	(void)state;
	begin(150, 2);
	wl_buf_adds(&abreast.columns[0], "a");
	wl_buf_adds(&abreast.columns[1], "1");
	is_page(rows, WL_LEN(rows));
}

static void colours_have_no_width(void **state)
{
	static const struct row rows[] = {
		{ RED "ab" OFF " \033[1mc" OFF, SECOND - 4, RED "1" OFF },
		{ "d", SECOND - 1, "2" },
	};

	(void)state;
	begin(150, 2);
	piece(RED "ab" OFF " \033[1mc" OFF "\nd\n");
	piece(RED "1" OFF "\n2\n");
	is_page(rows, WL_LEN(rows));
}

static void width_is_that_of_the_terminal(void **state)
{
	static const struct row rows[] = {
		{ "月次", SECOND - 4, "1" },
		{ "e\xcc\x81██ −", SECOND - 5, "2" },
	};

	(void)state;
	begin(150, 2);
	piece("月次\ne\xcc\x81██ −\n");
	piece("1\n2\n");
	is_page(rows, WL_LEN(rows));
}

static void a_full_line_leaves_the_gap_and_a_longer_one_the_row(void **state)
{
	struct wl_buf full = WL_BUF_INIT, longer = WL_BUF_INIT;
	struct wl_buf left = WL_BUF_INIT;

	(void)state;
	x_times(&full, WL_ABREAST_LEAST);
	x_times(&longer, WL_ABREAST_LEAST + 1);
	wl_buf_addf(&left, "%s%s%s", full.s, longer.s, longer.s);
	begin(150, 2);
	piece(left.s);
	piece("1\n2\n3\n");
	full.s[full.n - 1] = longer.s[longer.n - 1] = '\0';
	{
		const struct row rows[] = {
			{ full.s, WL_ABREAST_GAP, "1" },
			{ longer.s, 0, "" },
			{ longer.s, 0, "" },
			{ "", SECOND, "2" },
			{ "", SECOND, "3" },
		};

		is_page(rows, WL_LEN(rows));
	}
	wl_buf_release(&full);
	wl_buf_release(&longer);
	wl_buf_release(&left);
}

static void the_shortest_is_next_and_the_left_of_equals(void **state)
{
	static const struct row rows[] = {
		{ "a", SECOND - 1, "b" },
		{ "a", SECOND - 1, "c" },
		{ "d", 0, "" },
	};

	(void)state;
	begin(150, 4);
	piece("a\na\n");
	piece("b\n");
	piece("c\n");
	piece("d\n");
	is_page(rows, WL_LEN(rows));
}

static void three_columns(void **state)
{
	struct wl_buf want = WL_BUF_INIT;

	(void)state;
	begin(227, 3);
	piece("a\n");
	piece("b\n\n");
	piece("c\nd\n");
	wl_abreast_end(&abreast, &page);
	wl_buf_adds(&want, "a");
	wl_buf_fill(&want, ' ', SECOND - 1);
	wl_buf_adds(&want, "b");
	wl_buf_fill(&want, ' ', SECOND - 1);
	wl_buf_adds(&want, "c\n");
	wl_buf_fill(&want, ' ', 2 * SECOND);
	wl_buf_adds(&want, "d\n");
	assert_string_equal(page.s, want.s);
	wl_buf_release(&want);
	wl_buf_release(&page);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(as_many_columns_as_can_be_read),
		cmocka_unit_test(one_column_is_as_it_was),
		cmocka_unit_test(the_second_begins_in_one_column),
		cmocka_unit_test(the_right_one_may_be_longer),
		cmocka_unit_test(what_has_no_line_end_is_a_line),
		cmocka_unit_test(colours_have_no_width),
		cmocka_unit_test(width_is_that_of_the_terminal),
		cmocka_unit_test(
			a_full_line_leaves_the_gap_and_a_longer_one_the_row),
		cmocka_unit_test(the_shortest_is_next_and_the_left_of_equals),
		cmocka_unit_test(three_columns),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
