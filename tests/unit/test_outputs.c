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
static struct wl_competitor competitors[] = {
	{ .id = "rivalco", .name = "RivalCo" },
	{ .id = "saldovar", .name = "Saldovar" },
};
static struct wl_card cards[8];
static struct wl_claim claims[8];
static struct wl_citation citations[8];
static struct wl_kept kept[2];

static int set_up(void **state)
{
	(void)state;
	fixture_init(&corpus);
	memset(&synthesis, 0, sizeof(synthesis));
	memset(cards, 0, sizeof(cards));
	memset(claims, 0, sizeof(claims));
	corpus.programme.competitors = competitors;
	corpus.programme.ncompetitors = WL_LEN(competitors);
	corpus.cards = cards;
	corpus.syntheses = kept;
	return 0;
}

static int tear_down(void **state)
{
	(void)state;
	wl_synthesis_release(&synthesis);
	fixture_release(&corpus);
	return 0;
}

static const struct wl_outputs *make(void)
{
	struct wl_filter all = WL_FILTER_ALL;
	struct wl_err err = { 0 };

	wl_synthesis_release(&synthesis);
	if (wl_synthesis_make(&synthesis, &corpus, &all, &err))
		fail_msg("%s: %s", err.path, err.text);
	return &synthesis.outputs;
}

/* A deal of its own; `closed` may be "". as_of of the fixture: 2026-11-30. */
static struct wl_interview *held(
	enum wl_outcome outcome, const char *day, const char *closed)
{
	size_t n = corpus.ninterviews + 1;
	struct wl_interview *one = fixture_interview(&corpus,
		wl_arena_printf(&corpus.arena, "2026-01-i%02zu", n), outcome,
		wl_arena_printf(&corpus.arena, "D-%zu", n), day);

	wl_day_parse(&one->closed, closed);
	return one;
}

/* Four losses of which `with` carry the tags. */
static void losses(size_t with, const char *tags, const char *closed)
{
	for (size_t i = 0; i < 4; i++) {
		struct wl_interview *one = held(WL_LOSS, "2026-05-01", closed);

		one->competitor = i ? "saldovar" : "rivalco";
		if (i < with)
			fixture_quote(&corpus, one, "words", tags);
	}
}

/* A card with one claim that cites a passage (NULL: none). */
static struct wl_card *card(enum wl_card_type type, const char *id,
	const char *source, const char *passage)
{
	size_t n = corpus.ncards++;

	citations[n] = (struct wl_citation){ source, passage };
	claims[n] = (struct wl_claim){ .id = "c1",
		.text = "A claim.",
		.citations = &citations[n],
		.ncitations = source != NULL,
		.line = 9 };
	cards[n] = (struct wl_card){ .path = "cards/x.md",
		.id = id,
		.type = type,
		.claims = &claims[n],
		.nclaims = 1 };
	return &cards[n];
}

static void the_kind_follows_the_theme(void **state)
{
	static const struct {
		enum wl_theme_kind kind;
		const char *tags;
		enum wl_card_type want;
		const char *path;
	} rows[] = {
		{ WL_COMPETITOR, "x", WL_BATTLECARD,
			"cards/battlecard/saldovar.md" },
		{ WL_PROCESS, "x+", WL_BATTLECARD,
			"cards/battlecard/saldovar.md" },
		{ WL_OBJECTION, "x-", WL_OBJECTION_RESPONSE,
			"cards/objection/x.md" },
		{ WL_CRITERION, "x+", WL_PROOF_POINT,
			"cards/proof-point/x.md" },
		{ WL_CRITERION, "x-", WL_BATTLECARD,
			"cards/battlecard/saldovar.md" },
		{ WL_CRITERION, "x", WL_BATTLECARD,
			"cards/battlecard/saldovar.md" },
		{ WL_PRODUCT, "x+", WL_PROOF_POINT, "cards/proof-point/x.md" },
		{ WL_PRODUCT, "x-", WL_BATTLECARD,
			"cards/battlecard/saldovar.md" },
		{ WL_TRIGGER, "x", WL_ICP, "cards/icp/core.md" },
		{ WL_MESSAGE, "x-", WL_MESSAGE_CARD, "cards/message/value.md" },
	};

	for (size_t i = 0; i < WL_LEN(rows); i++) {
		const struct wl_output *one;

		fixture_theme(&corpus, "x", "X", "")->kind = rows[i].kind;
		losses(4, rows[i].tags, "");
		assert_int_equal(make()->n, 1);
		one = &synthesis.outputs.v[0];
		assert_int_equal(one->kind, rows[i].want);
		assert_string_equal(one->path, rows[i].path);
		assert_null(one->card);
		assert_int_equal(one->due, WL_DUE_REVIEW);
		assert_int_equal(one->deals, 4);
		tear_down(state);
		set_up(state);
	}
}

static void only_patterns_are_due(void **state)
{
	(void)state;
	fixture_theme(&corpus, "x", "X", "");
	losses(2, "x", "2026-11-29");
	assert_int_equal(make()->n, 0);
	assert_false(wl_outputs_theatre(&synthesis.outputs));
}

static void a_theme_outside_the_codebook_has_no_kind(void **state)
{
	(void)state;
	losses(3, "unheard-of", "");
	assert_int_equal(make()->n, 1);
	assert_int_equal(synthesis.outputs.v[0].kind, WL_NO_KIND);
	assert_null(synthesis.outputs.v[0].path);
}

static void nobody_named_is_nobodys_battlecard(void **state)
{
	(void)state;
	fixture_theme(&corpus, "x", "X", "")->kind = WL_COMPETITOR;
	losses(4, "x", "");
	for (size_t i = 0; i < corpus.ninterviews; i++)
		corpus.interviews[i].competitor = NULL;
	make();
	assert_null(synthesis.outputs.v[0].competitor);
	assert_null(synthesis.outputs.v[0].path);
}

/* as_of is 2026-11-30: thirty days back is 2026-10-31. */
static void what_repeats_in_current_deals_is_due_this_week(void **state)
{
	static const struct {
		const char *closed[4];
		int recent;
		enum wl_due due;
	} rows[] = {
		{ { "2026-10-31", "2026-11-30", "", "" }, 2, WL_DUE_THIS_WEEK },
		{ { "2026-10-30", "2026-11-30", "", "" }, 1, WL_DUE_REVIEW },
		{ { "2026-12-01", "2026-11-30", "", "" }, 1, WL_DUE_REVIEW },
		{ { "", "", "", "" }, 0, WL_DUE_REVIEW },
		{ { "2026-11-01", "2026-11-01", "2026-11-01", "" }, 3,
			WL_DUE_THIS_WEEK },
		/* The fourth does not carry the theme */
		{ { "2026-11-01", "", "", "2026-11-01" }, 1, WL_DUE_REVIEW },
	};

	for (size_t i = 0; i < WL_LEN(rows); i++) {
		fixture_theme(&corpus, "x", "X", "");
		losses(3, "x x+", "");
		for (size_t j = 0; j < 4; j++)
			wl_day_parse(&corpus.interviews[j].closed,
				rows[i].closed[j]);
		make();
		assert_int_equal(synthesis.outputs.v[0].recent, rows[i].recent);
		assert_int_equal(synthesis.outputs.v[0].due, rows[i].due);
		tear_down(state);
		set_up(state);
	}
}

static void what_repeats_is_named_though_nothing_is_due(void **state)
{
	static const struct {
		enum wl_theme_kind kind;
		size_t with;
		const char *closed, *source;
		size_t again;
	} rows[] = {
		{ WL_OBJECTION, 4, "2026-11-01", "2026-01-i01", 1 },
		{ WL_PROCESS, 4, "2026-11-01", "2026-01-i01", 1 },
		{ WL_OBJECTION, 4, "2026-06-01", "2026-01-i01", 0 },
		/* A pattern that no card cites is due this week */
		{ WL_OBJECTION, 4, "2026-11-01", NULL, 0 },
		{ WL_OBJECTION, 2, "2026-11-01", NULL, 1 },
		{ WL_COMPETITOR, 2, "2026-11-01", NULL, 1 },
		{ WL_CRITERION, 2, "2026-11-01", NULL, 1 },
		{ WL_PROCESS, 2, "2026-11-01", NULL, 0 },
		{ WL_OBJECTION, 1, "2026-11-01", NULL, 0 },
		{ WL_OBJECTION, 2, "", NULL, 0 },
	};

	for (size_t i = 0; i < WL_LEN(rows); i++) {
		const struct wl_outputs *outputs = &synthesis.outputs;

		fixture_theme(&corpus, "x", "X", "");
		corpus.codebook.themes[0].kind = rows[i].kind;
		losses(rows[i].with, "x-", rows[i].closed);
		card(WL_BATTLECARD, "rivalco", rows[i].source, "p1");
		make();
		assert_int_equal(outputs->nagain, rows[i].again);
		if (outputs->nagain) {
			assert_string_equal(outputs->again->row->id, "x");
			assert_int_equal(
				outputs->again->recent, rows[i].with);
			assert_int_equal(outputs->again->group, 4);
			assert_int_equal(outputs->again->outcome, WL_LOSS);
		}
		tear_down(state);
		set_up(state);
	}
}

static void a_citation_of_the_pattern_is_an_output(void **state)
{
	static const struct {
		const char *source, *passage;
		enum wl_due due;
	} rows[] = {
		{ "2026-01-i01", "p1", WL_DUE_DONE },
		{ "2026-01-i01", "p2", WL_DUE_REVIEW }, /* another theme */
		{ "2026-01-i01", "p9", WL_DUE_REVIEW }, /* no such passage */
		{ "2026-01-i05", "p1", WL_DUE_REVIEW }, /* a win */
		{ "2026-11", "p1", WL_DUE_REVIEW },     /* a field note */
		{ NULL, NULL, WL_DUE_REVIEW },
	};

	for (size_t i = 0; i < WL_LEN(rows); i++) {
		const struct wl_output *one;

		fixture_theme(&corpus, "x", "X", "");
		losses(3, "x-", "");
		fixture_quote(&corpus, &corpus.interviews[0], "words", "y");
		fixture_quote(
			&corpus, held(WL_WIN, "2026-05-01", ""), "words", "x");
		card(WL_ICP, "core", rows[i].source, rows[i].passage);
		make();
		one = &synthesis.outputs.v[0];
		assert_int_equal(synthesis.outputs.n, 1);
		assert_int_equal(one->due, rows[i].due);
		assert_int_equal(one->ncited, rows[i].due == WL_DUE_DONE);
		if (one->ncited) {
			assert_ptr_equal(one->cited->card, &cards[0]);
			assert_ptr_equal(one->cited->claim, &claims[0]);
			assert_ptr_equal(one->card, &cards[0]);
		}
		tear_down(state);
		set_up(state);
	}
}

static void the_card_that_fits(void **state)
{
	struct wl_card *rival, *x;

	(void)state;
	fixture_theme(&corpus, "x", "X", "");
	losses(4, "x-", "");
	rival = card(WL_BATTLECARD, "rivalco", NULL, NULL);
	rival->competitor = "rivalco";
	make();
	assert_null(synthesis.outputs.v[0].card);
	x = card(WL_BATTLECARD, "other", NULL, NULL);
	x->competitor = "saldovar";
	make();
	assert_ptr_equal(synthesis.outputs.v[0].card, x);
	assert_string_equal(synthesis.outputs.v[0].path, "cards/x.md");
	corpus.codebook.themes[0].kind = WL_OBJECTION;
	card(WL_OBJECTION_RESPONSE, "a", NULL, NULL);
	make();
	assert_null(synthesis.outputs.v[0].card);
	x = card(WL_OBJECTION_RESPONSE, "x", NULL, NULL);
	make();
	assert_ptr_equal(synthesis.outputs.v[0].card, x);
}

static void the_cycle_begins_behind_the_last_synthesis(void **state)
{
	(void)state;
	fixture_theme(&corpus, "x", "X", "");
	losses(4, "x-", "");
	make();
	assert_int_equal(synthesis.outputs.since, WL_NO_DAY);
	assert_int_equal(synthesis.outputs.interviews, 4);
	assert_true(wl_outputs_theatre(&synthesis.outputs));
	card(WL_ICP, "core", "2026-01-i01", "p1");
	assert_int_equal(make()->claims, 1);
	assert_false(wl_outputs_theatre(&synthesis.outputs));
	/* A synthesis of the same day is this one, written */
	kept[0] = (struct wl_kept){ .id = "a" };
	kept[1] = (struct wl_kept){ .id = "b" };
	wl_day_parse(&kept[0].as_of, "2026-05-01");
	wl_day_parse(&kept[1].as_of, "2026-11-30");
	corpus.nsyntheses = 2;
	/* No interview since: it is still the cycle that was kept */
	make();
	assert_int_equal(synthesis.outputs.since, WL_NO_DAY);
	assert_int_equal(synthesis.outputs.interviews, 4);
	assert_int_equal(synthesis.outputs.claims, 1);
	assert_false(wl_outputs_theatre(&synthesis.outputs));
	corpus.ncards = 0;
	make();
	assert_true(wl_outputs_theatre(&synthesis.outputs));
	corpus.ncards = 1;
	fixture_quote(&corpus, held(WL_LOSS, "2026-05-02", ""), "words", "x");
	make();
	assert_int_equal(synthesis.outputs.since, kept[0].as_of);
	assert_int_equal(synthesis.outputs.interviews, 1);
	assert_int_equal(synthesis.outputs.claims, 0);
	assert_true(wl_outputs_theatre(&synthesis.outputs));
}

static void the_most_urgent_comes_first(void **state)
{
	const struct wl_outputs *outputs;

	(void)state;
	for (size_t i = 0; i < 3; i++)
		fixture_theme(&corpus, i ? i > 1 ? "c" : "b" : "a", "T", "");
	losses(3, "b- c-", "2026-11-01");
	losses(3, "a-", "");
	fixture_quote(&corpus, &corpus.interviews[7], "words", "a- c");
	card(WL_ICP, "core", "2026-01-i01", "p1");
	outputs = make();
	assert_int_equal(outputs->n, 3);
	assert_string_equal(outputs->v[0].theme, "a");
	assert_string_equal(outputs->v[1].theme, "c");
	assert_string_equal(outputs->v[2].theme, "b");
	assert_int_equal(outputs->v[1].due, WL_DUE_DONE);
	corpus.ncards = 0;
	outputs = make();
	assert_string_equal(outputs->v[0].theme, "c");
	assert_string_equal(outputs->v[1].theme, "b");
	assert_string_equal(outputs->v[2].theme, "a");
}

static void triggers_are_looked_up_in_the_icp(void **state)
{
	static const struct {
		const char *text;
		enum wl_in_icp want;
	} rows[] = {
		{ "trigger-board: it asks.", WL_ICP_KNOWS },
		{ "They ask (trigger-board).", WL_ICP_KNOWS },
		{ "trigger-boards", WL_ICP_SILENT },
		{ "a-trigger-board", WL_ICP_SILENT },
		{ "trigger-boards, trigger-board", WL_ICP_KNOWS },
		{ "", WL_ICP_SILENT },
	};

	(void)state;
	losses(1, "trigger-board", "");
	corpus.interviews[0].trigger = "trigger-board";
	make();
	assert_int_equal(
		synthesis.groups[0].triggers[0].in_icp, WL_ICP_MISSING);
	card(WL_ICP, "core", NULL, NULL);
	for (size_t i = 0; i < WL_LEN(rows); i++) {
		claims[0].text = rows[i].text;
		make();
		assert_int_equal(
			synthesis.groups[0].triggers[0].in_icp, rows[i].want);
	}
	card(WL_BATTLECARD, "b", "2026-01-i01", "p1");
	make();
	assert_int_equal(synthesis.groups[0].triggers[0].in_icp, WL_ICP_SILENT);
	card(WL_ICP, "more", "2026-01-i01", "p1");
	make();
	assert_int_equal(synthesis.groups[0].triggers[0].in_icp, WL_ICP_KNOWS);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(the_kind_follows_the_theme),
		TEST(only_patterns_are_due),
		TEST(a_theme_outside_the_codebook_has_no_kind),
		TEST(nobody_named_is_nobodys_battlecard),
		TEST(what_repeats_in_current_deals_is_due_this_week),
		TEST(what_repeats_is_named_though_nothing_is_due),
		TEST(a_citation_of_the_pattern_is_an_output),
		TEST(the_card_that_fits),
		TEST(the_cycle_begins_behind_the_last_synthesis),
		TEST(the_most_urgent_comes_first),
		TEST(triggers_are_looked_up_in_the_icp),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
