/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>

#include "text/front.h"
#include "text/markdown.h"

struct read {
	struct wl_arena arena;
	struct wl_source source;
	struct wl_blocks blocks;
	struct wl_err err;
	int rc;
};

static struct read read_from(const char *text, size_t body)
{
	struct read read = { .source = { "x.md", text, strlen(text) } };

	wl_arena_init(&read.arena);
	read.rc = wl_markdown_blocks(
		&read.blocks, &read.arena, &read.source, body, &read.err);
	return read;
}

static void is_block(const struct wl_block *block, enum wl_block_kind kind,
	int line, int last, const char *text)
{
	assert_int_equal(block->kind, kind);
	assert_int_equal(block->line, line);
	assert_int_equal(block->last, last);
	assert_string_equal(block->text, text);
}

static void tells_blocks_and_lines(void **state)
{
	struct read read = read_from("---\na: 1\n---\n"
				     "# Title\n\npara\nmore\n\n"
				     "- one\n  - two\n\n    rest\n"
				     "> q1\n> q2\n\n```\ncode\n```\n",
		13);
	const struct wl_block *v = read.blocks.v;

	(void)state;
	assert_int_equal(read.rc, 0);
	assert_int_equal(read.blocks.n, 7);
	is_block(&v[0], WL_HEADING, 4, 4, "Title");
	is_block(&v[1], WL_PARAGRAPH, 6, 7, "para\nmore");
	is_block(&v[2], WL_ITEM, 9, 9, "one");
	is_block(&v[3], WL_ITEM, 10, 10, "two");
	is_block(&v[4], WL_PARAGRAPH, 12, 12, "rest");
	is_block(&v[5], WL_QUOTE, 13, 14, "q1\nq2");
	assert_int_equal(v[6].kind, WL_OTHER);
	wl_arena_release(&read.arena);
}

static void reads_the_comment_of_a_heading(void **state)
{
	struct read read = read_from(
		"### What happened? <!-- context.urgency skipped -->\n\n"
		"### None\n",
		0);

	(void)state;
	assert_string_equal(read.blocks.v[0].text, "What happened?");
	assert_string_equal(
		read.blocks.v[0].comment, "context.urgency skipped");
	assert_int_equal(read.blocks.v[0].level, 3);
	assert_null(read.blocks.v[1].comment);
	wl_arena_release(&read.arena);
}

static void renders_what_a_reader_sees(void **state)
{
	struct read read = read_from(
		"a *b* `c` [d](https://e.example) &amp; \\* x<br>y\n", 0);

	(void)state;
	assert_string_equal(read.blocks.v[0].text, "a b c d & * xy");
	wl_arena_release(&read.arena);
}

static void counts_a_lone_return_as_a_line(void **state)
{
	struct read read = read_from("a\rb\r\r> c\r> #x ^id", 0);

	(void)state;
	assert_int_equal(read.rc, 0);
	assert_int_equal(read.blocks.n, 2);
	is_block(&read.blocks.v[1], WL_QUOTE, 4, 5, "c\n#x ^id");
	wl_arena_release(&read.arena);
}

static void refuses_a_run_without_an_empty_line(void **state)
{
	struct wl_buf text = WL_BUF_INIT;
	struct read read;

	(void)state;
	wl_buf_adds(&text, "fine\n\n");
	for (int i = 0; i < 500; i++) {
		wl_buf_fill(&text, 'x', 79);
		wl_buf_addc(&text, '\n');
	}
	read = read_from(text.s, 0);
	assert_int_equal(read.rc, WL_EUNREADABLE);
	assert_int_equal(read.err.line, 3);
	assert_non_null(strstr(read.err.text, "32 KiB"));
	wl_arena_release(&read.arena);
	wl_buf_release(&text);
}

static void a_long_text_of_paragraphs_is_read(void **state)
{
	struct wl_buf text = WL_BUF_INIT;
	struct read read;

	(void)state;
	for (int i = 0; i < 2000; i++) {
		wl_buf_fill(&text, 'x', 79);
		wl_buf_adds(&text, "\n\n");
	}
	read = read_from(text.s, 0);
	assert_int_equal(read.rc, 0);
	assert_int_equal(read.blocks.n, 2000);
	is_block(&read.blocks.v[1999], WL_PARAGRAPH, 3999, 3999,
		read.blocks.v[0].text);
	wl_arena_release(&read.arena);
	wl_buf_release(&text);
}

static void front_refuses(const char *text, int line, const char *part)
{
	struct wl_source source = { "x.md", text, strlen(text) };
	struct wl_front front;
	struct wl_arena arena;
	struct wl_err err;

	wl_arena_init(&arena);
	assert_int_equal(
		wl_front_parse(&front, &arena, &source, &err), WL_EUNREADABLE);
	assert_int_equal(err.line, line);
	if (!strstr(err.text, part))
		fail_msg("'%s' does not say '%s'", err.text, part);
	wl_arena_release(&arena);
}

static void front_matter_has_limits(void **state)
{
	struct wl_buf text = WL_BUF_INIT;

	(void)state;
	front_refuses("# no\n", 1, "does not begin with front matter");
	front_refuses("---\na: 1\n", 1, "has no end");
	front_refuses("---\n- a\n---\n", 2, "not a list of keys");
	front_refuses("---\na: 1\nb: \xff\n---\n", 3, "UTF-8");
	wl_buf_adds(&text, "---\n");
	for (int i = 0; i < 9000; i++)
		wl_buf_addf(&text, "k%d: v\n", i);
	wl_buf_adds(&text, "---\n");
	front_refuses(text.s, 1, "64 KiB");
	wl_buf_fill(&text, 'x', WL_MARKDOWN_MAX);
	front_refuses(text.s, 0, "at most 262144");
	wl_buf_release(&text);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(tells_blocks_and_lines),
		cmocka_unit_test(reads_the_comment_of_a_heading),
		cmocka_unit_test(renders_what_a_reader_sees),
		cmocka_unit_test(counts_a_lone_return_as_a_line),
		cmocka_unit_test(refuses_a_run_without_an_empty_line),
		cmocka_unit_test(a_long_text_of_paragraphs_is_read),
		cmocka_unit_test(front_matter_has_limits),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
