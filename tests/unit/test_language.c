/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "corpus_fixture.h"
#include "study/synthesis.h"

static struct wl_corpus corpus;
static struct wl_synthesis synthesis;
static struct wl_question questions[] = {
	{ .id = "p.referral", .role = "referral" },
	{ .id = "p.other", .role = "surprise" },
};
static struct wl_guide_block block = { .questions = questions,
	.nquestions = 2 };
static struct wl_guide guide = { .blocks = &block, .nblocks = 1 };
static struct wl_claim claims[4];
static struct wl_card cards[2];

static int set_up(void **state)
{
	(void)state;
	fixture_init(&corpus);
	memset(&synthesis, 0, sizeof(synthesis));
	corpus.guides = &guide;
	corpus.nguides = 1;
	corpus.cards = cards;
	cards[0] = (struct wl_card){
		.id = "value", .type = WL_MESSAGE_CARD, .claims = claims
	};
	cards[1] = (struct wl_card){
		.id = "b", .type = WL_BATTLECARD, .claims = claims + 3
	};
	return 0;
}

static int tear_down(void **state)
{
	(void)state;
	wl_synthesis_release(&synthesis);
	fixture_release(&corpus);
	return 0;
}

static const struct wl_language *make(void)
{
	struct wl_filter all = WL_FILTER_ALL;
	struct wl_err err = { 0 };

	wl_synthesis_release(&synthesis);
	if (wl_synthesis_make(&synthesis, &corpus, &all, &err))
		fail_msg("%s: %s", err.path, err.text);
	return &synthesis.language;
}

static void we_say(const char *text)
{
	corpus.ncards = 1;
	claims[cards[0].nclaims++] = (struct wl_claim){ .text = text };
}

static struct wl_passage *they_say(const char *deal, const char *words)
{
	size_t n = corpus.ninterviews + 1;
	struct wl_interview *one = fixture_interview(&corpus,
		wl_arena_printf(&corpus.arena, "2026-01-i%02zu", n), WL_LOSS,
		deal, "2026-01-01");
	struct wl_passage *passage = fixture_quote(&corpus, one, words, "");

	passage->question = "p.referral";
	fixture_asked(one, passage->question, false);
	return passage;
}

static void listed(const struct wl_word_list *list, const char *want)
{
	struct wl_buf text = WL_BUF_INIT;

	for (size_t i = 0; i < list->n; i++)
		wl_buf_addf(&text, "%s%s %d/%d", i ? ", " : "", list->v[i].word,
			list->v[i].claims, list->v[i].deals);
	assert_string_equal(text.s, want);
	wl_buf_release(&text);
}

static void nothing_is_nothing(void **state)
{
	const struct wl_language *language = make();

	(void)state;
	assert_int_equal(language->phrases, 0);
	assert_int_equal(language->cards, 0);
	assert_int_equal(language->ours, 0);
	assert_int_equal(language->theirs, 0);
	assert_int_equal(language->both.n, 0);
}

static void stems_meet_and_sides_differ(void **state)
{
	const struct wl_language *language;

	(void)state;
	we_say("Ledgerly closes the books, and closing is fast.");
	we_say("A fast close. The FASTEST approvals.");
	they_say("A", "Ledgerly: it closed our books. Closed, finally!");
	they_say("A", "You see who is waiting; closed.");
	they_say("B", "Nobody is waiting any more.");
	language = make();
	assert_int_equal(language->phrases, 3);
	assert_int_equal(language->deals, 2);
	assert_int_equal(language->cards, 1);
	assert_int_equal(language->claims, 2);
	/* close book fast fastest approv | close book final wait */
	assert_int_equal(language->ours, 5);
	assert_int_equal(language->theirs, 4);
	assert_int_equal(language->shared, 2);
	listed(&language->both, "closed 2/1, books 1/1");
	listed(&language->only_ours, "fast 2/0, approvals 1/0, fastest 1/0");
	listed(&language->only_theirs, "waiting 0/2, finally 0/1");
}

static void only_buyers_own_open_words_count(void **state)
{
	const struct wl_language *language;

	(void)state;
	they_say("A", "confidential words")->level = WL_CONFIDENTIAL;
	they_say("B", "an interviewer's note")->quote = false;
	they_say("C", "another question")->question = "p.other";
	they_say("D", "no question")->question = NULL;
	they_say("E", "without consent");
	corpus.interviews[4].consent = WL_CONSENT_NONE;
	they_say("F", "withdrawn");
	corpus.interviews[5].status = WL_WITHDRAWN;
	they_say("G", "only this");
	corpus.ncards = 2;
	claims[3] = (struct wl_claim){ .text = "a battlecard" };
	cards[1].nclaims = 1;
	language = make();
	assert_int_equal(language->phrases, 1);
	assert_int_equal(language->deals, 1);
	assert_int_equal(language->claims, 0);
	assert_int_equal(language->theirs, 0);
	they_say("H", "only these words");
	listed(&make()->only_theirs, "words 0/1");
}

static void lists_hold_twelve(void **state)
{
	const struct wl_language *language;

	(void)state;
	they_say("A", "aa bb cc dd ee ff gg hh ii jj kk ll mm nn");
	they_say("B", "nn mm");
	language = make();
	assert_int_equal(language->theirs, 14);
	listed(&language->only_theirs,
		"mm 0/2, nn 0/2, aa 0/1, bb 0/1, cc 0/1, dd 0/1, ee 0/1, "
		"ff 0/1, gg 0/1, hh 0/1, ii 0/1, jj 0/1");
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(nothing_is_nothing),
		TEST(stems_meet_and_sides_differ),
		TEST(only_buyers_own_open_words_count),
		TEST(lists_hold_twelve),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
