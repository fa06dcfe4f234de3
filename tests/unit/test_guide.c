/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "parse_test.h"

#include "model/guide.h"
#include "model/starter.h"

static const char example[] =
	"winloss: 1\n"
	"id: buyer\n"
	"total: [30, 35]\n"
	"blocks:\n"
	"  - id: context\n"
	"    title: Decision context\n"
	"    minutes: [8, 10]\n"
	"    goal: Learn the trigger.\n"
	"    script: Let us start.\n"
	"    listen: {any: [A, B], win: C, loss: [D]}\n"
	"    questions:\n"
	"      - id: context.urgency\n"
	"        text: What made it urgent?\n"
	"        key: true\n"
	"        role: trigger\n"
	"        probes: [{when: vague, ask: When?}, {ask: Who?}]\n"
	"        captures: trigger\n"
	"      - {id: context.edge, text: Edge?, outcome: win, key: false}\n"
	"      - {id: context.tipped, text: Tipped?, outcome: loss}\n"
	"  - id: closing\n"
	"    questions:\n"
	"      - {id: closing.any, text: More?, outcome: any, role: consent,\n"
	"          captures: consent}\n";

GIVEN(guide, "guides/buyer.yaml")

static void test_reads_blocks(void **state)
{
	struct wl_guide guide;
	struct wl_arena arena;

	(void)state;
	given(&guide, &arena, example);
	assert_string_equal(guide.id, "buyer");
	assert_int_equal(guide.total[0], 30);
	assert_int_equal(guide.total[1], 35);
	assert_int_equal(guide.nblocks, 2);
	assert_string_equal(guide.blocks[0].id, "context");
	assert_string_equal(guide.blocks[0].title, "Decision context");
	assert_string_equal(guide.blocks[0].goal, "Learn the trigger.");
	assert_string_equal(guide.blocks[0].script, "Let us start.");
	assert_int_equal(guide.blocks[0].minutes[1], 10);
	assert_int_equal(guide.blocks[0].listen_any.n, 2);
	assert_string_equal(guide.blocks[0].listen_win.v[0], "C");
	assert_string_equal(guide.blocks[0].listen_loss.v[0], "D");
	assert_string_equal(guide.blocks[1].title, "closing");
	assert_int_equal(guide.blocks[1].minutes[0], 0);
	wl_arena_release(&arena);
}

static void test_reads_questions(void **state)
{
	const struct wl_question *question;
	struct wl_guide guide;
	struct wl_arena arena;

	(void)state;
	given(&guide, &arena, example);
	assert_int_equal(guide.blocks[0].nquestions, 3);
	question = wl_guide_question(&guide, "context.urgency");
	assert_ptr_equal(question, &guide.blocks[0].questions[0]);
	assert_string_equal(question->text, "What made it urgent?");
	assert_true(question->key);
	assert_int_equal(question->outcome, WL_OUTCOME_NONE);
	assert_string_equal(question->role, "trigger");
	assert_string_equal(question->captures, "trigger");
	assert_int_equal(question->nprobes, 2);
	assert_string_equal(question->probes[0].when, "vague");
	assert_string_equal(question->probes[0].ask, "When?");
	assert_null(question->probes[1].when);
	assert_int_equal(question->line, 12);
	question = wl_guide_question(&guide, "context.edge");
	assert_false(question->key);
	assert_null(question->role);
	assert_null(question->captures);
	assert_int_equal(question->outcome, WL_WIN);
	assert_int_equal(question->line, 18);
	question = wl_guide_question(&guide, "closing.any");
	assert_string_equal(question->role, "consent");
	assert_string_equal(question->captures, "consent");
	assert_null(wl_guide_question(&guide, "context"));
	wl_arena_release(&arena);
}

static void test_asks(void **state)
{
	static const struct {
		enum wl_outcome outcome;
		bool any, win, loss;
	} cases[] = {
		{ WL_WIN, true, true, false },
		{ WL_LOSS, true, false, true },
		{ WL_NO_DECISION, true, false, true },
		{ WL_OUTCOME_NONE, true, false, false },
	};
	struct wl_question any = { .outcome = WL_OUTCOME_NONE };
	struct wl_question win = { .outcome = WL_WIN };
	struct wl_question loss = { .outcome = WL_LOSS };

	(void)state;
	for (size_t i = 0; i < WL_LEN(cases); i++) {
		enum wl_outcome outcome = cases[i].outcome;

		assert_int_equal(wl_guide_asks(&any, outcome), cases[i].any);
		assert_int_equal(wl_guide_asks(&win, outcome), cases[i].win);
		assert_int_equal(wl_guide_asks(&loss, outcome), cases[i].loss);
	}
}

static void expect_filled(const char *text, const char *competitor,
	const char *product, const char *expected)
{
	struct wl_buf out = WL_BUF_INIT;

	wl_guide_fill(&out, text, competitor, product);
	assert_string_equal(out.s, expected);
	wl_buf_release(&out);
}

static void test_fill(void **state)
{
	(void)state;
	expect_filled("[product] or [competitor]?", "RivalCo", "Ledgerly",
		"Ledgerly or RivalCo?");
	expect_filled("[competitor][competitor", "A", "B", "A[competitor");
	expect_filled("How is [product] against [competitor]?", NULL, NULL,
		"How is our product against the alternative?");
	expect_filled("[competitor]", "[product]", "B", "[product]");
	expect_filled("", "A", "B", "");
}

static void test_starter(void **state)
{
	struct wl_guide guide;
	struct wl_arena arena;
	struct wl_buf text;
	const struct wl_starter_word none = { NULL, NULL, false };

	(void)state;
	wl_buf_init(&text);
	wl_starter_write(&text, "buyer.yaml", &none);
	given(&guide, &arena, text.s);
	assert_int_equal(guide.nblocks, 6);
	assert_string_equal(
		wl_guide_question(&guide, "comparison.price")->captures,
		"price-factor");
	for (size_t i = 0; i < guide.nblocks; i++) {
		bool key = false;

		for (size_t q = 0; q < guide.blocks[i].nquestions; q++)
			key |= guide.blocks[i].questions[q].key;
		assert_true(key);
	}
	wl_buf_release(&text);
	wl_arena_release(&arena);
}

PARSE(guide)

#define HEAD "winloss: 1\nid: g\n"
#define BLOCK HEAD "blocks:\n  - id: a\n    questions:\n"
#define QUESTION BLOCK "      - {id: a.b, text: T, "

static const struct wrong wrongs[] = {
	{ "id: g\n", 1, 1, "'winloss: 1' is missing", NULL },
	{ "winloss: 1\n", 1, 1, "'id' is missing", "" },
	{ "winloss: 1\nid: The Guide\n", 2, 5,
		"id 'The Guide' is not an id: small letters and digits, with "
		"single dashes between them, at most 64",
		"did you mean 'the-guide'?" },
	{ HEAD, 1, 1, "the guide has no blocks", "" },
	{ HEAD "blocks: []\n", 1, 1, "the guide has no blocks", "" },
	{ HEAD "blocks: {a: b}\n", 3, 9,
		"blocks is a map of keys and values, not a list", "" },
	{ HEAD "blocks: [a]\n", 3, 10,
		"a block is a text, not a map of keys and values", "" },
	{ HEAD "blocks:\n  - title: A\n", 4, 5, "'id' is missing", "" },
	{ HEAD "blocks:\n  - id: a\n", 4, 5, "block 'a' has no questions", "" },
	{ HEAD "blocks:\n  - id: a\n    questions: []\n", 4, 5,
		"block 'a' has no questions", "" },
	{ BLOCK "      - {id: a.b, text: T}\n  - id: a\n", 7, 9,
		"block 'a' stands here a second time", "" },
	{ BLOCK "      - a.b\n", 6, 9,
		"a question is a text, not a map of keys and values", "" },
	{ BLOCK "      - {text: T}\n", 6, 9, "'id' is missing", "" },
	{ BLOCK "      - {id: a.b}\n", 6, 9, "'text' is missing", "" },
	{ BLOCK "      - {id: a..b, text: T}\n", 6, 14,
		"id 'a..b' is not the id of a question: parts of small "
		"letters, digits and dashes, with dots between them",
		"" },
	{ BLOCK "      - {id: a.b, text: T}\n      - {id: a.b, text: U}\n", 7,
		14, "question 'a.b' stands here a second time, first in line 6",
		"" },
	{ QUESTION "outcome: no-decision}\n", 6, 37,
		"outcome 'no-decision' is not one of any, win, loss", "" },
	{ QUESTION "key: yes}\n", 6, 33, "key 'yes' is not one of false, true",
		"" },
	{ QUESTION "role: triger}\n", 6, 34,
		"role 'triger' is not one of consent, interviewee-role, "
		"trigger, people, deadline, inaction, vendors, elimination, "
		"criteria, hidden-criteria, wished, comparison, turning-point, "
		"counter-argument, runner-up, tipped, root, one-thing, "
		"compelling, price, referral, surprise, false-expectation, "
		"peer-advice, anything-else, introductions",
		"did you mean 'trigger'?" },
	{ QUESTION "captures: deal}\n", 6, 38,
		"captures 'deal' is not one of consent, role, trigger, "
		"criteria, buyer-reason, root, price-factor",
		"" },
	{ QUESTION "probes: [{when: vague}]}\n", 6, 37, "'ask' is missing",
		"" },
	{ QUESTION "probes: [When]}\n", 6, 37,
		"a probe is a text, not a map of keys and values", "" },
	{ HEAD "blocks:\n  - id: a\n    minutes: [10, 8]\n", 5, 14,
		"minutes is not two numbers, the lower one first", "" },
	{ HEAD "total: 45\nblocks: []\n", 3, 8, "total is a text, not a list",
		"" },
};

static void test_errors(void **state)
{
	(void)state;
	expect_wrongs(wrongs, WL_LEN(wrongs), parse);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_reads_blocks),
		cmocka_unit_test(test_reads_questions),
		cmocka_unit_test(test_asks),
		cmocka_unit_test(test_fill),
		cmocka_unit_test(test_starter),
		cmocka_unit_test(test_errors),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
