/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "corpus_fixture.h"
#include "study/suggest.h"

static struct wl_competitor competitors[] = {
	{ "rivalco", "RivalCo", { NULL, 0 } },
	{ "acmesoft", "AcmeSoft", { NULL, 0 } },
};
static struct wl_corpus corpus;
static struct wl_suggestions suggestions;

static int set_up(void **state)
{
	(void)state;
	fixture_init(&corpus);
	corpus.programme.competitors = competitors;
	corpus.programme.ncompetitors = WL_LEN(competitors);
	memset(&suggestions, 0, sizeof(suggestions));
	return 0;
}

static int tear_down(void **state)
{
	(void)state;
	wl_suggest_release(&suggestions);
	fixture_release(&corpus);
	return 0;
}

static void make(void)
{
	wl_suggest_release(&suggestions);
	wl_suggest_make(&suggestions, &corpus);
}

static void assert_order(const char *ids)
{
	struct wl_list expected = fixture_list(&corpus, ids);

	assert_int_equal(suggestions.n, expected.n);
	for (size_t i = 0; i < expected.n; i++)
		assert_string_equal(suggestions.v[i].deal->id, expected.v[i]);
}

static const char *reason(size_t i, size_t j)
{
	assert_true(j < suggestions.v[i].reasons.n);
	return suggestions.v[i].reasons.v[j];
}

static void interviewed(const char *deal, enum wl_outcome outcome)
{
	fixture_interview(&corpus,
		wl_arena_printf(&corpus.arena, "2026-11-%s", deal), outcome,
		deal, "2026-11-01");
}

static void nothing_to_suggest(void **state)
{
	(void)state;
	make();
	assert_int_equal(suggestions.n, 0);
}

static void only_closed_deals_without_an_interview(void **state)
{
	(void)state;
	fixture_deal(&corpus, "open", WL_OPEN, "2026-11-01");
	fixture_deal(&corpus, "future", WL_WIN, "2027-01-01");
	fixture_deal(&corpus, "stuck", WL_NO_DECISION, "2026-11-01");
	fixture_deal(&corpus, "stalled", WL_NO_DECISION, "2026-11-01")->reason =
		"budget";
	fixture_deal(&corpus, "win", WL_WIN, "2026-11-01");
	fixture_deal(&corpus, "planned", WL_WIN, "2026-11-01");
	fixture_deal(&corpus, "declined", WL_WIN, "2026-11-01");
	fixture_deal(&corpus, "internal", WL_WIN, "2026-10-01");
	interviewed("planned", WL_WIN);
	corpus.interviews[0].status = WL_PLANNED;
	interviewed("declined", WL_WIN);
	corpus.interviews[1].status = WL_DECLINED;
	interviewed("internal", WL_WIN);
	corpus.interviews[2].internal = true;
	make();
	assert_order("stalled win internal");
}

static void newest_first(void **state)
{
	(void)state;
	fixture_deal(&corpus, "old", WL_LOSS, "2025-01-01");
	fixture_deal(&corpus, "older", WL_LOSS, "2024-01-01");
	fixture_deal(&corpus, "new", WL_LOSS, "2026-11-20");
	fixture_deal(&corpus, "undated", WL_LOSS, "");
	make();
	assert_order("new old older undated");
	assert_string_equal(reason(0, 1), "closed 10 days ago");
	assert_string_equal(reason(3, 1), "no close date");
}

static void the_rarer_outcome_comes_first(void **state)
{
	(void)state;
	fixture_deal(&corpus, "w1", WL_WIN, "2026-11-01");
	fixture_deal(&corpus, "w2", WL_WIN, "2026-11-01");
	fixture_deal(&corpus, "w3", WL_WIN, "2026-11-30");
	fixture_deal(&corpus, "l1", WL_LOSS, "2026-11-01");
	interviewed("w1", WL_WIN);
	interviewed("w2", WL_WIN);
	make();
	assert_order("l1 w3");
	assert_string_equal(reason(0, 0), "the only loss");
	assert_string_equal(reason(1, 0), "2 of 3 wins have an interview");
	/* Declined ones do not count */
	corpus.interviews[0].status = WL_DECLINED;
	corpus.interviews[1].status = WL_DECLINED;
	make();
	assert_order("w3 l1");
	assert_string_equal(reason(0, 0), "none of 3 wins has an interview");
}

static void the_rarer_competitor_and_segment_come_first(void **state)
{
	static const char *const ids[] = { "a", "b", "c", "d" };

	(void)state;
	for (size_t i = 0; i < WL_LEN(ids); i++) {
		struct wl_deal *deal =
			fixture_deal(&corpus, ids[i], WL_LOSS, "2026-11-01");

		deal->competitor = i < 2 ? "rivalco" : "acmesoft";
		deal->segment = "smb";
	}
	interviewed("a", WL_LOSS);
	make();
	assert_order("c d b");
	assert_string_equal(
		reason(0, 1), "none of 2 losses to AcmeSoft has an interview");
	assert_string_equal(
		reason(2, 1), "1 of 2 losses to RivalCo has an interview");
	assert_string_equal(reason(0, 2), "1 of 4 smb losses has an interview");
	for (size_t i = 2; i < WL_LEN(ids); i++)
		corpus.deals.v[i].competitor = "rivalco";
	corpus.deals.v[1].segment = "enterprise";
	make();
	assert_order("b c d");
}

/* Among alike deals the second of a kind gives way to the first of another. */
static void kinds_take_turns(void **state)
{
	(void)state;
	fixture_deal(&corpus, "a1", WL_LOSS, "2026-11-03")->competitor =
		"rivalco";
	fixture_deal(&corpus, "a2", WL_LOSS, "2026-11-02")->competitor =
		"rivalco";
	fixture_deal(&corpus, "b1", WL_LOSS, "2026-11-01")->competitor =
		"acmesoft";
	make();
	assert_order("a1 b1 a2");
}

static void scores_are_within_zero_and_one(void **state)
{
	(void)state;
	fixture_deal(&corpus, "best", WL_LOSS, "2026-11-30")->competitor =
		"rivalco";
	corpus.deals.v[0].segment = "smb";
	fixture_deal(&corpus, "worst", WL_WIN, "2020-01-01");
	fixture_deal(&corpus, "w1", WL_WIN, "2026-11-01");
	interviewed("w1", WL_WIN);
	make();
	assert_order("best worst");
	assert_float_equal((float)suggestions.v[0].score, 1.f, .0001f);
	assert_true(suggestions.v[1].score > 0);
	assert_true(suggestions.v[1].score < .5);
	assert_string_equal(reason(0, 3), "closed today");
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(nothing_to_suggest),
		TEST(only_closed_deals_without_an_interview),
		TEST(newest_first),
		TEST(the_rarer_outcome_comes_first),
		TEST(the_rarer_competitor_and_segment_come_first),
		TEST(kinds_take_turns),
		TEST(scores_are_within_zero_and_one),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
