/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>

#include "base/utf8.h"
#include "random.h"
#include "text/front.h"
#include "text/passage.h"

struct read {
	struct wl_arena arena;
	struct wl_source source;
	struct wl_blocks blocks;
	struct wl_tokens tokens; /* of the last block */
	const char *words;
};

static void read_text(struct read *read, const char *text)
{
	struct wl_err err;

	wl_arena_init(&read->arena);
	read->source = (struct wl_source){ "x.md", text, strlen(text) };
	if (wl_markdown_blocks(
		    &read->blocks, &read->arena, &read->source, 0, &err))
		fail_msg("%s", err.text);
	assert_true(read->blocks.n > 0);
	wl_passage_split(&read->tokens, &read->words, &read->arena,
		&read->source, &read->blocks.v[read->blocks.n - 1]);
}

static void reads(const char *text, const char *words, const char *tokens)
{
	struct wl_buf out = WL_BUF_INIT;
	struct read read;

	read_text(&read, text);
	assert_string_equal(read.words, words);
	wl_tokens_write(&out, &read.tokens);
	assert_string_equal(out.s, tokens);
	wl_buf_release(&out);
	wl_arena_release(&read.arena);
}

static void reads_tokens_of_a_quote(void **state)
{
	(void)state;
	reads("> The board asked.\n> #trigger-board #deadline- ~04:10 ^b3f9k\n",
		"The board asked.", "#trigger-board #deadline- ~04:10 ^b3f9k");
	reads("> a\n> b  \n> c\\\n> #x+ !public\n", "a\nb\nc", "#x+ !public");
	reads("> a\n#x ^id\n", "a", "#x ^id"); /* lazy continuation */
	reads("> a\r\n> #x ^id\r\n", "a", "#x ^id");
	reads("> (confidential)\n> #x- !confidential ^k7m2x\n",
		"(confidential)", "#x- !confidential ^k7m2x");
	reads("> one\n>\n> two\n> ~1:04:10\n", "one\n\ntwo", "~1:04:10");
}

static void leaves_words_that_are_not_alone(void **state)
{
	(void)state;
	reads("> said #x ^id\n", "said #x ^id", "");
	reads("> a\n> #x and more\n", "a\n#x and more", "");
	reads("> a\n> #x.\n", "a\n#x.", "");
	reads("> a\n>\n> ```\n> #x\n> ```\n", "a\n\n#x", "");
	reads("> a\n> `#x`\n", "a\n#x", "");
	reads("> a\n> [#x](https://e.example)\n", "a\n#x", "");
	reads("> a\n> \\#x\n", "a\n#x", "");
	reads("> a\n> #1\n", "a\n#1", "");
}

static void reads_tokens_of_a_note(void **state)
{
	(void)state;
	reads("She hesitated. #pricing ^n1\n", "She hesitated.",
		"#pricing ^n1");
	reads("- An item #x- @call ~2026-10-14 ^f1\n", "An item",
		"#x- ~2026-10-14 @call ^f1");
	reads("A note\nover lines #x\n#y ^id\n", "A note\nover lines",
		"#x #y ^id");
	reads("#x is a word here\n", "#x is a word here", "");
	reads("ends in \\#x ^id\n", "ends in #x", "^id");
}

static void says_where_tokens_are(void **state)
{
	static const char text[] = "> a\n> #x ^id\n";
	struct read read;

	(void)state;
	read_text(&read, text);
	assert_int_equal(read.tokens.start, 6);
	assert_int_equal(read.tokens.end, 12);
	wl_arena_release(&read.arena);
}

static void an_id_is_of_the_words(void **state)
{
	char a[WL_PASSAGE_ID], b[WL_PASSAGE_ID], c[WL_PASSAGE_ID];

	(void)state;
	wl_passage_id(a, "The board asked.", NULL, NULL);
	wl_passage_id(b, "  The board\tasked. ", NULL, NULL);
	wl_passage_id(c, "The board asks.", NULL, NULL);
	assert_int_equal(strlen(a), 5);
	assert_string_equal(a, b);
	assert_string_not_equal(a, c);
}

static bool always_shorter_than_seven(void *context, const char *id)
{
	(void)context;
	return strlen(id) < 7;
}

static void an_id_grows_on_collision(void **state)
{
	char a[WL_PASSAGE_ID], b[WL_PASSAGE_ID];

	(void)state;
	wl_passage_id(a, "x", NULL, NULL);
	wl_passage_id(b, "x", always_shorter_than_seven, NULL);
	assert_int_equal(strlen(b), 7);
	assert_memory_equal(a, b, 5);
}

/* Speech that Markdown would read as something else. */
static const char *const parts[] = { "[laughs]: yes", "- no", "===", "~~~",
	"<div>", "1.", "12)", "#x", "#x+ ^id", "# a", "> b", "*", "**b**", "_",
	"a_b", "`", "```", "\\", "![", "](x)", "[a]", "&amp;", "&#35;", "<!--",
	"-->", "<a@b.example>", "https://e.example", "+", "|", "---", "a", "we",
	"4.", "\n", "\n\n", " ", "  ", "\t", "^id", "~04:10", "@call",
	"!public", "\xc3\xa4", "\xe2\x80\x9c", "!", "(confidential)", "\r\n",
	"    code", "...", "#", "\xf0\x9f\x98\x80", ":", "<", ">" };

static void round_trip(struct random *random, bool quote, int round)
{
	struct wl_tag tags[] = { { "x-theme", -1 }, { "y", 0 } };
	struct wl_tokens tokens = { .tags = tags,
		.ntags = random_below(random, 3),
		.level = (enum wl_level)random_below(random, 3),
		.seconds = random_below(random, 2) ? 250 : -1,
		.day = WL_NO_DAY,
		.id = "abcde" };
	struct wl_buf said = WL_BUF_INIT, tidy = WL_BUF_INIT;
	struct wl_buf text = WL_BUF_INIT, want = WL_BUF_INIT;
	struct wl_buf got = WL_BUF_INIT;
	const char *eol = random_below(random, 2) ? "\n" : "\r\n";
	struct read read;

	for (size_t n = 1 + random_below(random, 8); n--;)
		wl_buf_adds(&said, random_of(random, parts, WL_LEN(parts)));
	wl_passage_tidy(&tidy, said.s, quote);
	if (!tidy.n)
		wl_buf_adds(&tidy, "a");
	wl_buf_addf(&text, "## before%s%s", eol, eol);
	(quote ? wl_passage_write_quote : wl_passage_write_note)(
		&text, tidy.s, &tokens, eol);
	read_text(&read, text.s);
	wl_tokens_write(&want, &tokens);
	wl_tokens_write(&got, &read.tokens);
	if (read.blocks.n != 2 || strcmp(read.words, tidy.s) ||
		strcmp(want.s, got.s))
		fail_msg("round %d\nsaid: %s\nfile: %s\nread: %s\ntokens: %s",
			round, tidy.s, text.s, read.words, got.s);
	wl_arena_release(&read.arena);
	wl_buf_release(&said);
	wl_buf_release(&tidy);
	wl_buf_release(&text);
	wl_buf_release(&want);
	wl_buf_release(&got);
}

static void what_is_written_renders_to_what_was_said(void **state)
{
	struct random random = { 3 };

	(void)state;
	for (int round = 0; round < 30000; round++)
		round_trip(&random, round % 2 == 0, round);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(reads_tokens_of_a_quote),
		cmocka_unit_test(leaves_words_that_are_not_alone),
		cmocka_unit_test(reads_tokens_of_a_note),
		cmocka_unit_test(says_where_tokens_are),
		cmocka_unit_test(an_id_is_of_the_words),
		cmocka_unit_test(an_id_grows_on_collision),
		cmocka_unit_test(what_is_written_renders_to_what_was_said),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
