/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "parse_test.h"

#include "model/field.h"

static const char example[] = "---\r\n"
			      "winloss: 1\r\n"
			      "id: 2026-11\r\n"
			      "---\r\n"
			      "\r\n"
			      "# Field notes\r\n"
			      "\r\n"
			      "Text of ours.\r\n"
			      "\r\n"
			      "> A quote.\r\n"
			      "> #pricing- ~2026-11-04 @call ^f1\r\n"
			      "\r\n"
			      "## Preparation\r\n"
			      "\r\n"
			      "- Helped in two calls. #deadline @rep ^f2\r\n"
			      "- Nothing of note.\r\n"
			      "\r\n"
			      "### A question? <!-- context.urgency -->\r\n"
			      "\r\n"
			      "Only its source. @asset\r\n";

static void given(struct wl_field *field, struct wl_arena *arena,
	const char *path, const char *text)
{
	struct wl_source source = source_of(path, text);
	struct wl_err err = { 0 };

	wl_arena_init(arena);
	if (wl_field_parse(field, arena, &source, &err))
		fail_msg("%d:%d: %s", err.line, err.column, err.text);
}

static void test_reads_all(void **state)
{
	struct wl_field field;
	struct wl_arena arena;
	char text[WL_DATE_TEXT];

	(void)state;
	given(&field, &arena, "field/other.md", example);
	assert_string_equal(field.path, "field/other.md");
	assert_string_equal(field.id, "2026-11");
	assert_int_equal(field.npassages, 3);
	assert_true(field.passages[0].quote);
	assert_string_equal(field.passages[0].words, "A quote.");
	assert_string_equal(field.passages[0].id, "f1");
	assert_string_equal(field.passages[0].source, "call");
	assert_string_equal(
		wl_day_format(field.passages[0].day, text), "2026-11-04");
	assert_int_equal(field.passages[0].line, 10);
	assert_false(field.passages[1].quote);
	assert_string_equal(field.passages[1].words, "Helped in two calls.");
	assert_int_equal(field.passages[1].day, WL_NO_DAY);
	assert_string_equal(field.passages[2].source, "asset");
	assert_null(field.passages[2].question);
	wl_arena_release(&arena);
}

static void test_without_front(void **state)
{
	struct wl_field field;
	struct wl_arena arena;

	(void)state;
	given(&field, &arena, "field/2026-10.md",
		"\xef\xbb\xbf# Notes\n\n> Q\n");
	assert_string_equal(field.id, "2026-10");
	assert_int_equal(field.npassages, 1);
	assert_int_equal(field.passages[0].line, 3);
	wl_arena_release(&arena);
	given(&field, &arena, "2026-09", "");
	assert_string_equal(field.id, "2026-09");
	assert_int_equal(field.npassages, 0);
	wl_arena_release(&arena);
	given(&field, &arena, "field/2026-10.md",
		"\xef\xbb\xbf---\nwinloss: 1\n---\n> Q\n");
	assert_string_equal(field.id, "2026-10");
	assert_int_equal(field.npassages, 1);
	wl_arena_release(&arena);
}

PARSE(field)

static const struct wrong wrongs[] = {
	{ "---\nid: a\n---\n", 2, 1, "'winloss: 1' is missing", NULL },
	{ "---\nwinloss: 1\nid: A b\n---\n", 3, 5,
		"id 'A b' is not an id: small letters and digits, with single "
		"dashes between them, at most 64",
		"did you mean 'a-b'?" },
	{ "---\nwinloss: 1\n", 1, 1, "the front matter has no end", NULL },
	{ "# N\n\nA b. ^f1\n\n- C d. #x ^f1\n", 5, 1,
		"the passage '^f1' stands here a second time, first in line 3",
		"give one of the two another id, or remove it" },
	{ "A \xff\n", 1, 3, "the byte 0xFF is not UTF-8",
		"save the file in the encoding UTF-8" },
};

static void test_errors(void **state)
{
	(void)state;
	expect_wrongs(wrongs, WL_LEN(wrongs), parse);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_reads_all),
		cmocka_unit_test(test_without_front),
		cmocka_unit_test(test_errors),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
