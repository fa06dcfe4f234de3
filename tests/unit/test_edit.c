/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>

#include "edit_test.h"
#include "model/edit.h"
#include "random.h"

static const char start[] =
	"---\nwinloss: 1\nid: 2026-11-acme\noutcome: loss\ndeal: D-1\n---\n"
	"\n# Acme\n\n## Preparation\n\n### Hypothesis\n\n"
	"## Decision context\n\n"
	"### Why then? <!-- context.urgency -->\n\n"
	"> The board asked.\n> #trigger-board ^b3f9k\n\n"
	"### Who? <!-- context.people skipped -->\n\n"
	"## First impressions\n\n### Most surprising finding\n";

#define open_text(text) edit_of("x.md", text)
#define is_with(edit, old, new) edit_is_with(edit, start, old, new)

static void adds_a_passage_behind_the_last(void **state)
{
	struct wl_tokens tokens = {
		.seconds = -1, .day = WL_NO_DAY, .id = "k7m2x"
	};
	struct wl_edit edit = open_text(start);
	struct wl_err err;

	(void)state;
	assert_int_equal(wl_edit_add_passage(&edit, "context.urgency", true,
				 "- no", &tokens, &err),
		0);
	is_with(&edit, "^b3f9k\n", "^b3f9k\n\n> \\- no\n> ^k7m2x\n");
	edit = open_text(start);
	assert_int_equal(wl_edit_add_passage(&edit, "context.people", false,
				 "She laughed.", &tokens, &err),
		0);
	is_with(&edit, "skipped -->\n\n",
		"skipped -->\n\nShe laughed. ^k7m2x\n\n");
	edit = open_text(start);
	assert_int_equal(
		wl_edit_add_passage(&edit, NULL, true, "End.", &tokens, &err),
		0);
	is_with(&edit, "## First impressions\n",
		"## Also said\n\n> End.\n> ^k7m2x\n\n"
		"## First impressions\n");
}

static void names_a_question_that_is_not_there(void **state)
{
	struct wl_tokens tokens = {
		.seconds = -1, .day = WL_NO_DAY, .id = "k7m2x"
	};
	struct wl_edit edit = open_text(start);
	struct wl_err err;

	(void)state;
	assert_int_not_equal(wl_edit_add_passage(&edit, "context.what", true,
				     "x", &tokens, &err),
		0);
	assert_string_equal(err.path, "x.md");
	assert_non_null(strstr(err.text, "'context.what'"));
	is_with(&edit, "Why", "Why");
}

static void refuses_a_place_inside_open_code(void **state)
{
	static const char text[] = "---\nwinloss: 1\nid: a\n---\n"
				   "### Q <!-- q.a -->\n\n```\ncode\n";
	struct wl_tokens tokens = {
		.seconds = -1, .day = WL_NO_DAY, .id = "k7m2x"
	};
	struct wl_edit edit = open_text(text);
	struct wl_err err;

	(void)state;
	assert_int_not_equal(
		wl_edit_add_passage(&edit, "q.a", true, "x", &tokens, &err), 0);
	assert_non_null(strstr(err.text, "code block"));
	assert_string_equal(edit.file.s, text);
	wl_buf_release(&edit.file);
}

static void writes_sections(void **state)
{
	struct wl_edit edit = open_text(start);

	(void)state;
	assert_int_equal(wl_edit_section(&edit, "Preparation", "Hypothesis",
				 "Lost on rollout.", true, NULL),
		0);
	is_with(&edit, "### Hypothesis\n\n",
		"### Hypothesis\n\nLost on rollout.\n\n");
	edit = open_text(start);
	assert_int_equal(wl_edit_section(&edit, "First impressions",
				 "Most surprising finding", "# not a heading",
				 true, NULL),
		0);
	is_with(&edit, "finding\n", "finding\n\n\\# not a heading\n");
	edit = open_text(start);
	assert_int_equal(wl_edit_section(&edit, "Preparation", "First call",
				 "They led with price.", true, NULL),
		0);
	is_with(&edit, "### Hypothesis\n\n",
		"### Hypothesis\n\n### First call\n\nThey led with price.\n\n");
	edit = open_text(start);
	assert_int_equal(wl_edit_section(&edit, "Seller review",
				 "What went well", "Fast.", true, NULL),
		0);
	is_with(&edit, "finding\n",
		"finding\n\n## Seller review\n\n"
		"### What went well\n\nFast.\n");
}

static void replaces_only_the_text_of_a_section(void **state)
{
	struct wl_edit edit = open_text(start);

	(void)state;
	wl_edit_section(&edit, "Preparation", "Hypothesis", "One.", true, NULL);
	wl_edit_section(&edit, "Preparation", "Hypothesis", "Two.", true, NULL);
	wl_edit_section(
		&edit, "Preparation", "Hypothesis", "Three.", false, NULL);
	is_with(&edit, "### Hypothesis\n\n",
		"### Hypothesis\n\nTwo.\n\nThree.\n\n");
}

static void marks_questions(void **state)
{
	struct wl_edit edit = open_text(start);

	(void)state;
	assert_int_equal(
		wl_edit_asked(&edit, "context.people", false, NULL), 0);
	is_with(&edit, "context.people skipped", "context.people");
	edit = open_text(start);
	assert_int_equal(
		wl_edit_asked(&edit, "context.urgency", true, NULL), 0);
	is_with(&edit, "context.urgency", "context.urgency skipped");
}

static void puts_a_question_at_its_place(void **state)
{
	struct wl_question questions[] = { { .id = "context.urgency" },
		{ .id = "context.deadline" }, { .id = "context.people" } };
	struct wl_guide_block block = { .title = "Decision context",
		.questions = questions,
		.nquestions = 3 };
	struct wl_guide guide = { .blocks = &block, .nblocks = 1 };
	struct wl_edit edit = open_text(start);

	(void)state;
	assert_int_equal(wl_edit_question(&edit, &guide, &questions[1],
				 "By when?", NULL),
		0);
	is_with(&edit, "^b3f9k\n",
		"^b3f9k\n\n### By when? <!-- context.deadline -->\n");
}

static void retags_without_touching_the_words(void **state)
{
	struct wl_tag tags[] = { { "pricing", -1 } };
	struct wl_tokens tokens = { .tags = tags,
		.ntags = 1,
		.seconds = -1,
		.day = WL_NO_DAY,
		.id = "b3f9k" };
	struct wl_edit edit = open_text(start);
	struct wl_source source = { "x.md", edit.file.s, edit.file.n };
	struct wl_passage *passages;
	struct wl_arena arena;
	size_t n;

	(void)state;
	wl_arena_init(&arena);
	assert_int_equal(wl_passages_parse(&passages, &n, &arena, &source,
				 strstr(start, "\n# ") - start, NULL),
		0);
	assert_int_equal(n, 1);
	assert_int_equal(wl_edit_retag(&edit, passages, &tokens, NULL), 0);
	is_with(&edit, "#trigger-board ^b3f9k", "#pricing- ^b3f9k");
	wl_arena_release(&arena);
}

/* However many passages: each is read back, and what was there stays. */
static void many_edits_keep_everything(void **state)
{
	static const char *const words[] = { "- no", "#x", "1. one", "[a]: b",
		"===", "plain words", "two\n\nparagraphs", "```", "<div>" };
	static const char *const questions[] = { "context.urgency",
		"context.people", NULL };
	struct random random = { 5 };
	char id[8];

	(void)state;
	for (int round = 0; round < 300; round++) {
		struct wl_edit edit = open_text(start);
		struct wl_passage *passages;
		struct wl_source source;
		struct wl_arena arena;
		size_t n;

		for (int i = 0; i < 8; i++) {
			struct wl_tokens tokens = {
				.seconds = -1, .day = WL_NO_DAY, .id = id
			};

			snprintf(id, sizeof(id), "id%d", i);
			assert_int_equal(
				wl_edit_add_passage(&edit,
					questions[random_below(&random, 3)],
					random_below(&random, 2),
					random_of(
						&random, words, WL_LEN(words)),
					&tokens, NULL),
				0);
		}
		wl_arena_init(&arena);
		source = (struct wl_source){ "x.md", edit.file.s, edit.file.n };
		assert_int_equal(
			wl_passages_parse(&passages, &n, &arena, &source,
				strstr(edit.file.s, "\n# ") - edit.file.s,
				NULL),
			0);
		if (n != 9 || !strstr(edit.file.s, "> The board asked."))
			fail_msg("round %d: %zu passages\n%s", round, n,
				edit.file.s);
		wl_arena_release(&arena);
		wl_buf_release(&edit.file);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(adds_a_passage_behind_the_last),
		cmocka_unit_test(names_a_question_that_is_not_there),
		cmocka_unit_test(refuses_a_place_inside_open_code),
		cmocka_unit_test(writes_sections),
		cmocka_unit_test(replaces_only_the_text_of_a_section),
		cmocka_unit_test(marks_questions),
		cmocka_unit_test(puts_a_question_at_its_place),
		cmocka_unit_test(retags_without_touching_the_words),
		cmocka_unit_test(many_edits_keep_everything),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
