/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>

#include "random.h"
#include "text/front.h"
#include "text/markdown_brief.h"

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

static void takes_plain_words_from_the_file(void **state)
{
	struct read read = read_from("# A\n\n> one, two!\n> three (four)\n"
				     "> #price- ~01:00 ^k7\nlazy *five*\n\n"
				     "Six\nseven #x\n===\n\n"
				     "\xc3\x9c"
				     "ber\n- acht\n",
		0);
	const struct wl_block *v = read.blocks.v;

	(void)state;
	assert_int_equal(read.rc, 0);
	assert_int_equal(read.blocks.n, 5);
	is_block(&v[1], WL_QUOTE, 3, 6,
		"one, two!\nthree (four)\n#price- ~01:00 ^k7\nlazy five");
	assert_int_equal(v[2].level, 1);
	assert_int_equal(v[2].line, 8);
	assert_string_equal(v[2].text, "Six\nseven #x");
	is_block(&v[3], WL_PARAGRAPH, 12, 12,
		"\xc3\x9c"
		"ber");
	is_block(&v[4], WL_ITEM, 13, 13, "acht");
	wl_arena_release(&read.arena);
}

/* What cmark would be given of a text. */
static void is_brief(const char *text, const char *brief)
{
	struct wl_source source = { "x.md", text, strlen(text) };
	struct wl_arena memory;
	struct wl_brief made;

	wl_arena_init(&memory);
	assert_int_equal(
		wl_brief_make(&made, &memory, &source, 0, WL_BRIEF, NULL), 0);
	assert_int_equal(made.n, strlen(brief));
	assert_memory_equal(made.bytes, brief, made.n);
	wl_arena_release(&memory);
}

static void is_whole(const char *text)
{
	is_brief(text, text);
}

static void gives_cmark_one_word_for_plain_lines(void **state)
{
	(void)state;
	is_brief("\none\ntwo\n\n> a\n> b\n> #x ^id\nc\n", "\nx\n\n> x\nc\n");
	is_brief("\none\n*two*\nthree\n\nfour", "\nx\n*two*\nthree\n\nx\n");
	/* A BOM, or the rest of a block, would stand there */
	is_whole("first\nsecond\n");
	is_whole("\n- a\nb\n  c\n");
	is_whole("\n# a\n### b\n#\n");
	is_whole("\n[a]: b\n\n1. c\n2) d\n\n---\n===\n");
	is_whole("\n> > a\n>  b\n>c\n>\n> d\n");
	/* White at the end, a tab before it, or what means something */
	is_whole("\none \n\ntwo  \n\nthree\t\n\n\tfour\n\n five\n");
	is_whole("\na*\n\nb_\n\nc`\n\nd&\n\ne[\n\nf<\n\ng>\n\nh\\\n");
	is_whole("\na\x0c\n\n\x01"
		 "b\n\n1 c\n");
	/* The text of code is what stands there */
	is_whole("```\n\na\nb\n```\n");
	is_whole("~~~\n\na\nb\n~~~\n");
	is_whole("\na\nb\r\n");
}

static void same_blocks(const char *text, unsigned long seed)
{
	struct read brief = read_from(text, 0);
	struct wl_blocks whole;
	struct wl_arena arena;

	wl_arena_init(&arena);
	assert_int_equal(wl_markdown_blocks_how(&whole, &arena, &brief.source,
				 0, WL_WHOLE, &brief.err),
		0);
	if (whole.n != brief.blocks.n)
		fail_msg("seed %lu: other blocks: %s", seed, text);
	for (size_t i = 0; i < whole.n; i++) {
		const struct wl_block *a = &whole.v[i], *b = &brief.blocks.v[i];

		if (a->kind != b->kind || a->level != b->level ||
			a->line != b->line || a->last != b->last ||
			a->start != b->start || a->end != b->end ||
			a->open != b->open || !wl_streq(a->text, b->text) ||
			!wl_streq(a->comment, b->comment))
			fail_msg("seed %lu: block %zu of: %s", seed, i, text);
	}
	wl_arena_release(&arena);
	wl_arena_release(&brief.arena);
}

static void brief_and_whole_are_the_same(void **state)
{
	static const char *const parts[] = { "\n", "\n", "\n", "\n\n", "\n\n",
		"plain words\n", "more, of them\n", "> said so\n", "> and so\n",
		"> #a- ^b\n", "#a ^b\n", "> ", ">", "- ", "  ", "    ", "1. ",
		"# ", "### ", "# head\n", "## head <", " <!-- a.b -->\n", "#",
		"# #\n", "<!--\n", "-->\n", "<div>\n", "</div>\n", "<script>",
		"===\n", "---\n", "***\n", "~~\n", "``\n", "*", "_", "`",
		"&amp;", "\\", "\\\n", "  \n", "\t", "[a]: b\n", "[a]:\n",
		"'c'\n", "[a]", "![", "!", "word", "\xc3\xa9", "\xc2\xa0",
		"\xe2\x80\xa8", "\x0c", "~~~\n", "\xef\xbb\xbf" };
	struct wl_buf text = WL_BUF_INIT;

	(void)state;
	for (unsigned long seed = 0; seed < 6000; seed++) {
		struct random random = { seed * 2654435761u };
		size_t n = 1 + random_below(&random, 24);

		wl_buf_clear(&text);
		while (n--)
			wl_buf_adds(&text,
				random_of(&random, parts, WL_LEN(parts)));
		same_blocks(text.s, seed);
	}
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
		cmocka_unit_test(takes_plain_words_from_the_file),
		cmocka_unit_test(gives_cmark_one_word_for_plain_lines),
		cmocka_unit_test(brief_and_whole_are_the_same),
		cmocka_unit_test(front_matter_has_limits),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
