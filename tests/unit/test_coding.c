/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "parse_test.h"

#include "model/coding.h"

#define HEAD "winloss: 1\ninterview: 2026-11-acme\ncoder: marc\npassages:\n"

static void test_parse(void **state)
{
	struct wl_source source = source_of("codings/2026-11-acme.marc.yaml",
		HEAD "  b3f9k: [rollout-time-, pricing]\n  q47z7: []\n"
		     "  k7m2x:\n  x: deadline+\n");
	struct wl_coding coding;
	struct wl_arena arena;
	struct wl_err err = { 0 };

	(void)state;
	wl_arena_init(&arena);
	if (wl_coding_parse(&coding, &arena, &source, &err))
		fail_msg("%s", err.text);
	assert_string_equal(coding.interview, "2026-11-acme");
	assert_string_equal(coding.coder, "marc");
	assert_int_equal(coding.n, 4);
	assert_true(coding.v[0].done);
	assert_int_equal(coding.v[0].ntags, 2);
	assert_int_equal(coding.v[0].tags[0].polarity, -1);
	assert_string_equal(coding.v[0].tags[1].theme, "pricing");
	assert_int_equal(coding.v[0].line, 5);
	assert_true(coding.v[1].done);
	assert_int_equal(coding.v[1].ntags, 0);
	assert_false(coding.v[2].done);
	assert_string_equal(coding.v[3].tags[0].theme, "deadline");
	assert_ptr_equal(wl_coding_find(&coding, "k7m2x"), &coding.v[2]);
	assert_null(wl_coding_find(&coding, "nope"));
	wl_arena_release(&arena);
}

PARSE(coding)

static void test_wrong(void **state)
{
	static const struct wrong wrongs[] = {
		{ HEAD "  a: [Not a theme]\n", 5, 7,
			"theme 'Not a theme' is not the id of a theme, with + "
			"or - behind it or not",
			"" },
		{ HEAD "  'a b': []\n", 5, 3,
			"'a b' is not the id of a passage", "" },
		{ HEAD "  a: []\n  a: []\n", 6, 3,
			"key 'a' stands here a second time", NULL },
		{ "winloss: 1\ncoder: m\n", 1, 1, "'interview' is missing",
			NULL },
		{ "winloss: 1\ninterview: i\n", 1, 1, "'coder' is missing",
			NULL },
		{ "winloss: 1\ninterview: i\ncoder: m\npassages: [a]\n", 4, 11,
			"passages is a list, not a map of keys and values",
			"" },
	};

	(void)state;
	expect_wrongs(wrongs, WL_LEN(wrongs), parse);
}

static const struct wl_to_code two[] = {
	{ "b3f9k", "First line.\nSecond: line #no", "context.urgency", true },
	{ "123", "A note", NULL, false },
};

static void test_begin_and_add(void **state)
{
	struct wl_buf file = WL_BUF_INIT, before = WL_BUF_INIT;
	struct wl_err err = { 0 };
	const char *list;

	(void)state;
	wl_coding_begin(&file, "2026-11-acme", "marc");
	if (wl_coding_add(&file, "c.yaml", two, 1, &err))
		fail_msg("%s", err.text);
	list = strstr(file.s, "\npassages:\n");
	assert_non_null(list);
	assert_string_equal(list, "\npassages:\n  # context.urgency\n"
				  "  # > First line.\n  # > Second: line #no\n"
				  "  b3f9k:\n");
	/* What was coded stays, what is there is not added again */
	file.n -= 1;
	wl_buf_cut(&file, file.n);
	wl_buf_adds(&file, " [pricing]  # sure\n");
	assert_int_equal(wl_coding_add(&file, "c.yaml", two, 2, &err), 0);
	assert_string_equal(strstr(file.s, "\n  b3f9k") + 1,
		"  b3f9k: [pricing]  # sure\n  # A note\n  123:\n");
	wl_buf_add(&before, file.s, file.n);
	assert_int_equal(wl_coding_add(&file, "c.yaml", two, 2, &err), 0);
	assert_string_equal(file.s, before.s);
	wl_buf_release(&file);
	wl_buf_release(&before);
}

static void test_add_to_a_file_by_hand(void **state)
{
	struct wl_buf file = WL_BUF_INIT;
	struct wl_err err = { 0 };

	(void)state;
	/* In its own columns and line ends, also behind a block of items */
	wl_buf_adds(&file, "winloss: 1\r\ninterview: i\r\npassages:\r\n"
			   "    x:\r\n      - pricing\r\ncoder: m");
	assert_int_equal(wl_coding_add(&file, "c.yaml", two + 1, 1, &err), 0);
	assert_string_equal(file.s,
		"winloss: 1\r\ninterview: i\r\npassages:\r\n"
		"    x:\r\n      - pricing\r\n  # A note\r\n    123:\r\n"
		"coder: m");
	/* A map on one line is not pulled apart */
	wl_buf_clear(&file);
	wl_buf_adds(&file, "winloss: 1\ninterview: i\ncoder: m\n"
			   "passages: {x: []}\n");
	assert_int_equal(
		wl_coding_add(&file, "c.yaml", two + 1, 1, &err), WL_EFAIL);
	assert_true(wl_ends(file.s, "passages: {x: []}\n"));
	wl_buf_release(&file);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_parse),
		cmocka_unit_test(test_wrong),
		cmocka_unit_test(test_begin_and_add),
		cmocka_unit_test(test_add_to_a_file_by_hand),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
