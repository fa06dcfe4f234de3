/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "rules/leading.h"

/* A question, the shapes that it has and the word that makes it so. */
static const struct {
	const char *text;
	enum wl_leading shape;
	size_t word;
} led[] = {
	{ "The demo went well, right?", WL_LEADING_TAG, 4 },
	{ "Isn't it slow?", WL_LEADING_TAG, 0 },
	{ "It is slow, isn\xE2\x80\x99t it?", WL_LEADING_TAG, 3 },
	{ "So, didn't the demo help?", WL_LEADING_TAG, 1 },
	{ "Is it not simpler now?", WL_LEADING_TAG, 0 },
	{ "Would you agree that we are faster?", WL_LEADING_AGREE, 0 },
	{ "Would you say that we listened?", WL_LEADING_AGREE, 0 },
	{ "All in all, is it fair to say it worked?", WL_LEADING_AGREE, 3 },
	{ "How much better was our rollout?", WL_LEADING_COMPARATIVE, 0 },
	{ "And how far easier did it get?", WL_LEADING_COMPARATIVE, 1 },
	{ "How much more efficient are you?", WL_LEADING_COMPARATIVE, 0 },
	{ "How happy were you with support?", WL_LEADING_FEELING, 0 },
	{ "How FRUSTRATED was your team?", WL_LEADING_FEELING, 0 },
	{ "How frustrating was the wait?", WL_LEADING_FEELING, 0 },
	{ "How much did you enjoy the demo?", WL_LEADING_FEELING, 0 },
	{ "Was it because of the price?", WL_LEADING_ANSWER, 0 },
	{ "Did you choose them because they were cheaper?", WL_LEADING_ANSWER,
		0 },
	{ "Was it the price?", WL_LEADING_ANSWER, 0 },
	{ "Were we too expensive?", WL_LEADING_ANSWER, 0 },
	{ "In the end, was price the reason?", WL_LEADING_ANSWER, 3 },
	{ "Why didn't you call us?", WL_LEADING_BLAME, 0 },
	{ "Why did you not ask for a trial?", WL_LEADING_BLAME, 0 },
	{ "Why did you reject our offer?", WL_LEADING_BLAME, 0 },
	{ "Did you know that we have an API?", WL_LEADING_SELLING, 0 },
	{ "Were you aware of the discount?", WL_LEADING_SELLING, 0 },
	{ "If we lowered the price, would you sign?", WL_LEADING_SELLING, 0 },
	{ "What was obviously missing?", WL_LEADING_LOADED, 2 },
	{ "What did you, of course, ask first?", WL_LEADING_LOADED, 3 },
	{ "What would just work?", WL_LEADING_LOADED, 2 },
	{ "Was it the product or the process?", WL_LEADING_EITHER, 0 },
	{ "Did either price or time matter?", WL_LEADING_EITHER, 0 },
	{ "What did you like and why did you choose it?", WL_LEADING_DOUBLE,
		0 },
	{ "Who decided, and when?", WL_LEADING_DOUBLE, 0 },
	{ "What came first? How did it end?", WL_LEADING_DOUBLE, 3 },
	{ "Ledgerly saves weeks. How was it for you?", WL_LEADING_STATEMENT,
		0 },
	{ "Our team is proud of [product]. What did you see?",
		WL_LEADING_STATEMENT, 0 },
	{ "When was it decided, and who was there?", WL_LEADING_DOUBLE, 0 },
	{ "Did you have a deadline?", WL_LEADING_CLOSED, 0 },
	{ "Was procurement involved?", WL_LEADING_CLOSED, 0 },
	{ "Was the board involved?", WL_LEADING_CLOSED, 0 },
	{ "What did you love about it?", WL_LEADING_PRAISE, 0 },
	{ "What did you like least?", WL_LEADING_OPPOSITE, 4 },
};

/* Whoever asks these leaves the answer to the buyer. */
static const char *const honest[] = {
	"What made this worth solving, and for whom?",
	"How would you describe it to a colleague, in a sentence or two?",
	"Who else had a say before it was signed off?",
	"What, if anything, didn't work the way you expected?",
	"What part, if any, did price play in the decision?",
	"Tell me about the week in which it was settled.",
	"Which of your criteria would you drop, looking back?",
	"What would you say that the others did best?",
	"How did you know that the rollout was on track?",
	"Where did it go right, and where wrong?",
	"If we could change one thing, what would you pick?",
	"What kept the trial from happening?",
	"How did [product] compare with the alternative?",
	"Take me through the first week with [product]. What happened?",
	"How clearly did the proposal answer your questions?",
	"What did they do that we did not?",
	"What would have happened if nothing had been done?",
	"At what point was it clear who would win?",
	"How did the price compare with what you had expected?",
	"What surprised you, if anything did?",
	"What part of the pitch did you not believe?",
	"How much time did the evaluation take?",
	"Why then, of all times?",
	"What reasons did the board give for waiting?",
	"Take me back to that week. What had just happened?",
	"Who spoke up just before the decision?",
	"When you first heard of us, what did you expect?",
	"When the board heard of it, who was against?",
	/* The shapes are English; "was" is a word of German too */
	"Was ist Ihre Rolle?",
	"Was hat den Ausschlag gegeben?",
};

static void each_shape_is_seen_at_its_word(void **state)
{
	(void)state;
	for (size_t i = 0; i < WL_LEN(led); i++) {
		size_t word = SIZE_MAX;

		if (!wl_leading_is(led[i].text, led[i].shape, "Ledgerly Close",
			    &word) ||
			word != led[i].word)
			fail_msg("%s: word %zu, not %zu", led[i].text, word,
				led[i].word);
	}
}

static void honest_questions_pass(void **state)
{
	(void)state;
	assert_true(WL_LEN(honest) >= 20);
	for (size_t i = 0; i < WL_LEN(honest); i++)
		for (int shape = 0; shape < WL_LEADING_PRAISE; shape++) {
			size_t word;

			if (wl_leading_is(honest[i], (enum wl_leading)shape,
				    "Ledgerly", &word))
				fail_msg("%s: shape %d at word %zu", honest[i],
					shape, word);
		}
}

static void each_shape_has_a_case(void **state)
{
	bool seen[WL_LEADING_SHAPES] = { false };

	(void)state;
	for (size_t i = 0; i < WL_LEN(led); i++)
		seen[led[i].shape] = true;
	for (size_t i = 0; i < WL_LEADING_SHAPES; i++)
		assert_true(seen[i]);
}

static void words_are_found_in_the_bytes(void **state)
{
	static const char folded[] = ">-\n   Was it\n   because of it?";

	(void)state;
	assert_int_equal(wl_leading_place(folded, sizeof(folded) - 1,
				 "Was it because of it?", 2),
		16);
	assert_int_equal(
		wl_leading_place("\"Isn't it?\"", 11, "Isn't it?", 0), 1);
	/* Other words than the text's */
	assert_int_equal(wl_leading_place("abc", 3, "Isn't it?", 0), 3);
	assert_int_equal(wl_leading_place("abc", 3, "abc", 7), 3);
	assert_int_equal(wl_leading_place("", 0, "", 0), 0);
}

static void nothing_is_no_question(void **state)
{
	static const char *const odd[] = { "", "?", "??", ",,,", "\xE2\x80\x99",
		"'", "...", "[product]", "\xC3\xA9", " . ? , " };

	(void)state;
	for (size_t i = 0; i < WL_LEN(odd); i++)
		for (int shape = 0; shape < WL_LEADING_SHAPES; shape++) {
			size_t word = 0;

			wl_leading_is(
				odd[i], (enum wl_leading)shape, NULL, &word);
			assert_true(word <= 1);
		}
}

static void a_long_text_takes_no_long_time(void **state)
{
	static char text[200001];
	size_t word;

	(void)state;
	for (size_t i = 0; i < sizeof(text) - 1; i++)
		text[i] = "either or was "[i % 14];
	for (int shape = 0; shape < WL_LEADING_SHAPES; shape++)
		wl_leading_is(text, (enum wl_leading)shape, NULL, &word);
	assert_int_equal(
		wl_leading_place(text, sizeof(text) - 1, text, 200), 934);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(each_shape_is_seen_at_its_word),
		cmocka_unit_test(honest_questions_pass),
		cmocka_unit_test(each_shape_has_a_case),
		cmocka_unit_test(words_are_found_in_the_bytes),
		cmocka_unit_test(nothing_is_no_question),
		cmocka_unit_test(a_long_text_takes_no_long_time),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
