/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "parse_test.h"

#include "model/answers.h"

static const char example[] =
	"interviewed: 2026-11-21T10:00:00+01:00\n"
	"minutes: 43\n"
	"interviewer: priya\n"
	"attendees: [priya, lee]\n"
	"consent: anonymous\n"
	"captures: {trigger: trigger-board, criteria: [a, b], root: sales,\n"
	"  evaluated: rivalco, chosen: }\n"
	"answers:\n"
	"  context.urgency:\n"
	"    - quote: The board asked.\n"
	"      themes: [trigger-board, deadline-, pricing+]\n"
	"      time: \"04:10\"\n"
	"    - note: She hesitated.\n"
	"      themes: pricing\n"
	"      level: confidential\n"
	"    - {quote: At once., time: 00:00}\n"
	"    - Just a text.\n"
	"  context.deadline: skipped\n"
	"  context.people: {note: By itself, level: public, time: 1:04:10}\n"
	"  context.inaction: One line.\n"
	"  closing.any:\n"
	"  closing.more: [skipped]\n"
	"notes: {surprise: S, gap: G, hypothesis: refuted}\n";

GIVEN(answers, "answers.yaml")

static void test_reads_head(void **state)
{
	struct wl_answers answers;
	struct wl_arena arena;
	char text[WL_TIME_TEXT];

	(void)state;
	given(&answers, &arena, example);
	assert_string_equal(wl_time_format(&answers.interviewed, text),
		"2026-11-21T10:00:00+01:00");
	assert_int_equal(answers.minutes, 43);
	assert_string_equal(answers.interviewer, "priya");
	assert_int_equal(answers.attendees.n, 2);
	assert_int_equal(answers.consent, WL_CONSENT_ANONYMOUS);
	assert_string_equal(answers.notes[0], "S");
	assert_null(answers.notes[1]);
	assert_string_equal(answers.notes[2], "G");
	assert_int_equal(answers.hypothesis, WL_REFUTED);
	wl_arena_release(&arena);
}

static void test_reads_captures(void **state)
{
	struct wl_answers answers;
	struct wl_arena arena;

	(void)state;
	given(&answers, &arena, example);
	assert_int_equal(answers.ncaptures, 4);
	assert_string_equal(answers.captures[0].key, "trigger");
	assert_string_equal(answers.captures[0].text, "trigger-board");
	assert_int_equal(answers.captures[0].line, 6);
	assert_null(answers.captures[1].text);
	assert_int_equal(answers.captures[1].list.n, 2);
	assert_string_equal(answers.captures[1].list.v[1], "b");
	assert_string_equal(answers.captures[3].key, "evaluated");
	assert_null(answers.captures[3].text);
	assert_string_equal(answers.captures[3].list.v[0], "rivalco");
	assert_int_equal(answers.captures[3].line, 7);
	wl_arena_release(&arena);
}

/* Each field once: which of them are lists. */
static void test_fields(void **state)
{
	static const struct {
		const char *key, *value;
		bool list;
	} cases[] = {
		{ "consent", "none", false },
		{ "role", "x", false },
		{ "trigger", "x", false },
		{ "criteria", "x", true },
		{ "buyer-reason", "x", false },
		{ "root", "product", false },
		{ "price-factor", "number", false },
		{ "chosen", "x", false },
		{ "incumbent", "x", false },
		{ "evaluated", "x", true },
		{ "objections", "x", true },
		{ "competitor", "x", false },
	};

	(void)state;
	for (size_t i = 0; i < WL_LEN(cases); i++) {
		struct wl_answers answers;
		struct wl_arena arena;
		char text[80];

		snprintf(text, sizeof(text), "captures: {%s: %s}\n",
			cases[i].key, cases[i].value);
		given(&answers, &arena, text);
		assert_int_equal(answers.ncaptures, 1);
		assert_string_equal(answers.captures[0].key, cases[i].key);
		assert_int_equal(answers.captures[0].list.n, cases[i].list);
		assert_int_equal(
			answers.captures[0].text == NULL, cases[i].list);
		wl_arena_release(&arena);
	}
}

static void expect_answer(
	const struct wl_answer *answer, bool quote, const char *words, int line)
{
	assert_int_equal(answer->quote, quote);
	assert_string_equal(answer->words, words);
	assert_int_equal(answer->line, line);
}

static void test_reads_passages(void **state)
{
	const struct wl_answered *urgency;
	struct wl_answers answers;
	struct wl_arena arena;

	(void)state;
	given(&answers, &arena, example);
	assert_int_equal(answers.n, 6);
	urgency = &answers.answered[0];
	assert_string_equal(urgency->question, "context.urgency");
	assert_int_equal(urgency->line, 9);
	assert_int_equal(urgency->n, 4);
	expect_answer(&urgency->answers[0], true, "The board asked.", 10);
	assert_int_equal(urgency->answers[0].ntags, 3);
	assert_string_equal(urgency->answers[0].tags[1].theme, "deadline");
	assert_int_equal(urgency->answers[0].tags[0].polarity, 0);
	assert_int_equal(urgency->answers[0].tags[1].polarity, -1);
	assert_int_equal(urgency->answers[0].tags[2].polarity, 1);
	assert_int_equal(urgency->answers[0].seconds, 250);
	assert_int_equal(urgency->answers[0].level, WL_INTERNAL);
	expect_answer(&urgency->answers[1], false, "She hesitated.", 13);
	assert_int_equal(urgency->answers[1].ntags, 1);
	assert_int_equal(urgency->answers[1].seconds, -1);
	assert_int_equal(urgency->answers[1].level, WL_CONFIDENTIAL);
	assert_int_equal(urgency->answers[2].seconds, 0);
	expect_answer(&urgency->answers[3], true, "Just a text.", 17);
	wl_arena_release(&arena);
}

static void test_reads_questions(void **state)
{
	struct wl_answers answers;
	struct wl_arena arena;

	(void)state;
	given(&answers, &arena, example);
	assert_false(answers.answered[0].skipped);
	assert_true(answers.answered[1].skipped);
	assert_int_equal(answers.answered[1].n, 0);
	assert_int_equal(answers.answered[2].n, 1);
	expect_answer(&answers.answered[2].answers[0], false, "By itself", 19);
	assert_int_equal(answers.answered[2].answers[0].level, WL_PUBLIC);
	assert_int_equal(answers.answered[2].answers[0].seconds, 3850);
	expect_answer(&answers.answered[3].answers[0], true, "One line.", 20);
	assert_false(answers.answered[4].skipped);
	assert_int_equal(answers.answered[4].n, 0);
	assert_false(answers.answered[5].skipped);
	expect_answer(&answers.answered[5].answers[0], true, "skipped", 22);
	wl_arena_release(&arena);
}

static void test_empty(void **state)
{
	struct wl_answers answers;
	struct wl_arena arena;

	(void)state;
	given(&answers, &arena, "winloss: 1\n");
	assert_false(answers.interviewed.set);
	assert_int_equal(answers.minutes, 0);
	assert_int_equal(answers.consent, WL_CONSENT_UNKNOWN);
	assert_int_equal(answers.n + answers.ncaptures, 0);
	assert_int_equal(answers.hypothesis, WL_VERDICT_NONE);
	wl_arena_release(&arena);
}

PARSE(answers)

#define TOP                                                                    \
	" is not one of winloss, interviewed, minutes, interviewer, "          \
	"attendees, consent, answers, captures, notes"
#define PASSAGE "answers:\n  a.b:\n    - "
#define QUOTES "words that hold a colon need quotes around them"

static const struct wrong wrongs[] = {
	{ "winloss: 3\n", 1, 10,
		"this file was made by a newer winloss: its format is 3, this "
		"release reads 1",
		NULL },
	{ "minuts: 43\n", 1, 1, "key 'minuts'" TOP, "did you mean 'minutes'?" },
	{ "minutes: 43\nThe words of a buyer: yes\n", 2, 1, "this key" TOP,
		QUOTES },
	{ "interviewed: yesterday\n", 1, 14,
		"interviewed 'yesterday' is not a time such as "
		"2026-11-21T10:00:00+01:00, nor a date",
		"" },
	{ "minutes: 43 min\n", 1, 10,
		"minutes '43 min' is not a whole number from 0 to 1440", "" },
	{ "minutes: 1441\n", 1, 10,
		"minutes '1441' is not a whole number from 0 to 1440", "" },
	{ "consent: anonymus\n", 1, 10,
		"consent 'anonymus' is not one of named, anonymous, none",
		"did you mean 'anonymous'?" },
	{ "answers: [a]\n", 1, 10,
		"answers is a list, not a map of keys and values", "" },
	{ "answers:\n  Context: skipped\n", 2, 3,
		"'Context' is not the id of a question", "" },
	{ "answers:\n  She said so: skipped\n", 2, 3,
		"this key is not the id of a question", "" },
	{ PASSAGE "[a]\n", 3, 7,
		"a passage is a list, not a map of keys and values", "" },
	{ PASSAGE "quot: W\n", 3, 7,
		"key 'quot' is not one of quote, note, themes, time, level",
		"did you mean 'quote'?" },
	{ PASSAGE "We said no: twice\n", 3, 7,
		"this key is not one of quote, note, themes, time, level",
		QUOTES },
	{ PASSAGE "{quote: W, note: W}\n", 3, 7,
		"a passage is either a 'quote' or a 'note', not both", "" },
	{ PASSAGE "themes: [a]\n", 3, 7, "the passage has no words", "" },
	{ PASSAGE "quote: \"  \"\n", 3, 7, "the passage has no words", "" },
	{ PASSAGE "\" \\n\"\n", 3, 7, "the passage has no words", "" },
	{ PASSAGE "{quote: [W]}\n", 3, 15, "quote is a list, not a text", "" },
	{ PASSAGE "{quote: W, themes: [a, \"#b\"]}\n", 3, 30,
		"theme '#b' is not the id of a theme, with + or - behind it "
		"or not",
		"" },
	{ PASSAGE "{quote: W, themes: [a++]}\n", 3, 27,
		"theme 'a++' is not the id of a theme, with + or - behind it "
		"or not",
		"" },
	{ PASSAGE "{quote: W, time: 4 min}\n", 3, 24,
		"time '4 min' is not a time in the conversation such as 04:10",
		"" },
	{ PASSAGE "{quote: W, level: secret}\n", 3, 25,
		"level 'secret' is not one of internal, public, confidential",
		"" },
	{ "captures: {triger: a}\n", 1, 12,
		"key 'triger' is not one of consent, role, trigger, criteria, "
		"buyer-reason, root, price-factor, chosen, incumbent, "
		"evaluated, objections, competitor",
		"did you mean 'trigger'?" },
	{ "captures: {trigger: [a]}\n", 1, 21, "trigger is a list, not a text",
		"" },
	{ "captures: {root: price}\n", 1, 18,
		"root 'price' is not one of product, messaging, sales", "" },
	{ "captures: {price-factor: numbers}\n", 1, 26,
		"price-factor 'numbers' is not one of none, number, "
		"value-case",
		"did you mean 'number'?" },
	{ "captures: {consent: nobody}\n", 1, 21,
		"consent 'nobody' is not one of named, anonymous, none", NULL },
	{ "notes: {surprize: S}\n", 1, 9,
		"key 'surprize' is not one of surprise, phrase, gap, "
		"hypothesis",
		"did you mean 'surprise'?" },
	{ "notes: {hypothesis: wrong}\n", 1, 21,
		"hypothesis 'wrong' is not one of confirmed, partly, refuted",
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
		cmocka_unit_test(test_reads_head),
		cmocka_unit_test(test_reads_captures),
		cmocka_unit_test(test_fields),
		cmocka_unit_test(test_reads_passages),
		cmocka_unit_test(test_reads_questions),
		cmocka_unit_test(test_empty),
		cmocka_unit_test(test_errors),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
