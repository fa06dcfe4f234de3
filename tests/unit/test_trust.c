/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "corpus_fixture.h"
#include "study/impact.h"

static struct wl_corpus corpus;
static struct wl_synthesis synthesis;
static struct wl_trust trust;
static struct wl_card cards[4], retired[2];
static struct wl_claim claims[4];
static struct wl_citation cited[4][4];
static struct wl_leaning leanings[4];
static struct wl_field fields[1];
static struct wl_passage note;
static struct wl_member team[] = {
	{ "priya", "P", "priya@x", WL_ROLE_PMM },
	{ "marc", "M", "marc@x", WL_ROLE_PMM },
	{ "ruth", "R", "ruth@x", WL_ROLE_SALES_MANAGER },
	{ "founder", "F", "f@x", WL_ROLE_OTHER },
	{ "ines", "I", "ines@x", WL_ROLE_FOUNDER },
};

static wl_day day(const char *text)
{
	wl_day day = WL_NO_DAY;

	assert_true(wl_day_parse(&day, text));
	return day;
}

static void on(const char *text)
{
	corpus.as_of =
		(struct wl_time){ (int64_t)day(text) * 86400 + 43200, 0, true };
}

static int set_up(void **state)
{
	(void)state;
	fixture_init(&corpus);
	memset(&synthesis, 0, sizeof(synthesis));
	memset(&trust, 0, sizeof(trust));
	memset(cards, 0, sizeof(cards));
	memset(retired, 0, sizeof(retired));
	memset(claims, 0, sizeof(claims));
	memset(leanings, 0, sizeof(leanings));
	memset(&note, 0, sizeof(note));
	corpus.programme.team = team;
	corpus.programme.nteam = WL_LEN(team);
	for (size_t i = 0; i < WL_LEN(corpus.programme.verify_days); i++)
		corpus.programme.verify_days[i] = 90;
	corpus.cards = cards;
	corpus.retired = retired;
	note = (struct wl_passage){ .id = "f1", .words = "heard again" };
	fields[0] = (struct wl_field){
		.id = "2026-10", .passages = &note, .npassages = 1
	};
	corpus.fields = fields;
	corpus.nfields = 1;
	fixture_theme(&corpus, "speed", "Speed", "");
	fixture_theme(&corpus, "price", "Price", "");
	on("2026-11-21");
	return 0;
}

static int tear_down(void **state)
{
	(void)state;
	wl_trust_release(&trust);
	wl_synthesis_release(&synthesis);
	fixture_release(&corpus);
	return 0;
}

static void make(void)
{
	struct wl_filter all = WL_FILTER_ALL;
	struct wl_err err = { 0 };

	wl_trust_release(&trust);
	wl_synthesis_release(&synthesis);
	if (wl_synthesis_make(&synthesis, &corpus, &all, &err))
		fail_msg("%s: %s", err.path, err.text);
	wl_trust_make(&trust, &synthesis);
}

/* Losses D-1 ... of which the first `with` say it; a loss is "2026-10-l1". */
static void losses(size_t n, size_t with, const char *tags)
{
	for (size_t i = 0; i < n; i++) {
		size_t at = corpus.ninterviews + 1;
		struct wl_interview *one = fixture_interview(&corpus,
			wl_arena_printf(&corpus.arena, "2026-10-l%zu", at),
			WL_LOSS, wl_arena_printf(&corpus.arena, "D-%zu", at),
			"2026-10-01");

		fixture_quote(&corpus, one, "words", i < with ? tags : "price");
	}
}

/* A battlecard that marc verified on 2026-11-01, with one claim that cites p1
 * of the sources, divided by spaces. */
static struct wl_card *card(const char *sources)
{
	size_t n = corpus.ncards++;
	struct wl_list list = fixture_list(&corpus, sources);

	claims[n] = (struct wl_claim){ .id = "c1",
		.text = "A claim.",
		.citations = cited[n],
		.ncitations = list.n,
		.unproven = !list.n,
		.line = 9 };
	for (size_t i = 0; i < list.n; i++)
		cited[n][i] = (struct wl_citation){ list.v[i],
			wl_streq(list.v[i], "2026-10") ? "f1" : "p1" };
	cards[n] = (struct wl_card){ .path = "cards/x.md",
		.id = wl_arena_printf(&corpus.arena, "card-%zu", n),
		.type = WL_BATTLECARD,
		.verifier = "marc",
		.verified = day("2026-11-01"),
		.retired = WL_NO_DAY,
		.claims = &claims[n],
		.nclaims = 1 };
	return &cards[n];
}

/* What the claim of a card leaned on. */
static void leaned(
	struct wl_card *card, const char *theme, int level, int deals)
{
	struct wl_leaning *one = &leanings[card - cards];

	*one = (struct wl_leaning){ "c1", theme, level, deals };
	card->leanings = one;
	card->nleanings = 1;
}

static void check_state(enum wl_card_state state, enum wl_card_reason reason)
{
	make();
	assert_string_equal(
		wl_card_states[trust.cards[0].state], wl_card_states[state]);
	assert_string_equal(wl_card_reasons[trust.cards[0].reason],
		wl_card_reasons[reason]);
}

static const struct wl_claim_trust *first(void)
{
	return &trust.cards[0].claims[0];
}

static void check_support(enum wl_support support)
{
	make();
	assert_string_equal(wl_support_names[first()->supports[0].support],
		wl_support_names[support]);
	assert_int_equal(first()->fall,
		wl_support_lost(support) ? WL_CITATION_LOST : WL_STANDS);
	assert_int_equal(trust.cards[0].fallen, wl_support_lost(support));
}

static void explains(const char *expect)
{
	struct wl_buf text = WL_BUF_INIT;

	wl_trust_explain(&text, &trust, first());
	assert_string_equal(text.s, expect);
	wl_buf_release(&text);
}

/* States */

static void days_have_borders(void **state)
{
	static const struct {
		const char *today, *verified;
		enum wl_card_state state;
		enum wl_card_reason reason;
	} rows[] = {
		/* 90 days: the last one is 2026-11-29 */
		{ "2026-11-14", "2026-08-31", WL_VERIFIED, WL_REASON_NONE },
		{ "2026-11-15", "2026-08-31", WL_DUE, WL_REASON_NONE },
		{ "2026-11-29", "2026-08-31", WL_DUE, WL_REASON_NONE },
		{ "2026-11-30", "2026-08-31", WL_UNVERIFIED, WL_EXPIRED },
		/* a day ahead may be the day of another zone */
		{ "2026-08-30", "2026-08-31", WL_VERIFIED, WL_REASON_NONE },
		{ "2026-08-29", "2026-08-31", WL_UNVERIFIED,
			WL_VERIFIED_LATER },
		/* over a leap day: 2028-02-29 is the 90th */
		{ "2028-02-14", "2027-12-01", WL_VERIFIED, WL_REASON_NONE },
		{ "2028-02-15", "2027-12-01", WL_DUE, WL_REASON_NONE },
		{ "2028-02-29", "2027-12-01", WL_DUE, WL_REASON_NONE },
		{ "2028-03-01", "2027-12-01", WL_UNVERIFIED, WL_EXPIRED },
	};

	(void)state;
	card("");
	for (size_t i = 0; i < WL_LEN(rows); i++) {
		cards[0].verified = day(rows[i].verified);
		on(rows[i].today);
		check_state(rows[i].state, rows[i].reason);
	}
	assert_int_equal(trust.cards[0].due, day("2028-02-29"));
}

static void a_card_has_its_own_interval(void **state)
{
	(void)state;
	card("")->verify_days = 30;
	on("2026-12-01");
	check_state(WL_DUE, WL_REASON_NONE);
	assert_int_equal(trust.cards[0].due, day("2026-12-01"));
	assert_int_equal(trust.cards[0].days, 30);
	on("2026-12-02");
	check_state(WL_UNVERIFIED, WL_EXPIRED);
}

static void somebody_must_have_verified(void **state)
{
	(void)state;
	card("")->verifier = NULL;
	check_state(WL_UNVERIFIED, WL_NO_VERIFIER);
	assert_int_equal(trust.cards[0].due, day("2027-01-30"));
	cards[0].verifier = "marc";
	cards[0].verified = WL_NO_DAY;
	check_state(WL_UNVERIFIED, WL_NEVER_VERIFIED);
	assert_int_equal(trust.cards[0].due, WL_NO_DAY);
}

static void a_verifier_may_be_a_role(void **state)
{
	static const struct {
		const char *verifier, *by;
		enum wl_card_reason reason;
	} rows[] = {
		{ "marc", NULL, WL_REASON_NONE },
		{ "marc", "marc", WL_REASON_NONE },
		{ "marc", "priya", WL_VERIFIER_CHANGED },
		{ "marc", "gone", WL_VERIFIER_CHANGED },
		{ "gone", NULL, WL_VERIFIER_LEFT },
		{ "gone", "gone", WL_VERIFIER_LEFT },
		{ "pmm", "priya", WL_REASON_NONE },
		{ "pmm", "marc", WL_REASON_NONE },
		{ "pmm", "ruth", WL_VERIFIER_CHANGED },
		{ "pmm", NULL, WL_REASON_NONE },
		{ "cs", NULL, WL_VERIFIER_LEFT }, /* nobody has the role */
		/* the person of this id, not the role */
		{ "founder", "founder", WL_REASON_NONE },
		{ "founder", "ines", WL_VERIFIER_CHANGED },
	};

	(void)state;
	card("");
	for (size_t i = 0; i < WL_LEN(rows); i++) {
		cards[0].verifier = rows[i].verifier;
		cards[0].verified_by = rows[i].by;
		check_state(rows[i].reason ? WL_UNVERIFIED : WL_VERIFIED,
			rows[i].reason);
	}
	assert_false(wl_trust_may_verify(&corpus.programme, &cards[0], NULL));
}

static void a_digest_knows_edits(void **state)
{
	struct wl_buf digest = WL_BUF_INIT;

	(void)state;
	card("");
	wl_card_digest(&digest, &cards[0]);
	cards[0].verified_as = digest.s;
	check_state(WL_VERIFIED, WL_REASON_NONE);
	claims[0].text = "Another claim.";
	check_state(WL_UNVERIFIED, WL_EDITED_SINCE);
	cards[0].verified_as = NULL; /* by hand: its date counts */
	check_state(WL_VERIFIED, WL_REASON_NONE);
	wl_buf_release(&digest);
}

static void a_review_disputes(void **state)
{
	const char *keys[] = { "c1" }, *values[] = { "2026-11" };

	(void)state;
	card("")->disputed = (struct wl_pair_list){ keys, values, 1 };
	check_state(WL_UNVERIFIED, WL_CARD_DISPUTED);
	assert_int_equal(first()->fall, WL_DISPUTED);
	explains("the review 2026-11 found it no longer true");
	keys[0] = "gone"; /* a claim that was taken out */
	check_state(WL_VERIFIED, WL_REASON_NONE);
	assert_int_equal(first()->fall, WL_STANDS);
	explains("");
}

static void the_first_reason_is_given(void **state)
{
	const char *keys[] = { "c1" }, *values[] = { "2026-11" };

	(void)state;
	card("2026-10-nobody");
	cards[0].verified = day("2026-01-01");
	cards[0].verified_as = "000000000000";
	check_state(WL_UNVERIFIED, WL_EVIDENCE_LOST);
	cards[0].disputed = (struct wl_pair_list){ keys, values, 1 };
	check_state(WL_UNVERIFIED, WL_CARD_DISPUTED);
	assert_int_equal(first()->fall, WL_CITATION_LOST);
	cards[0].verified_by = "priya";
	check_state(WL_UNVERIFIED, WL_VERIFIER_CHANGED);
	cards[0].verifier = "gone";
	check_state(WL_UNVERIFIED, WL_VERIFIER_LEFT);
	cards[0].verified = WL_NO_DAY;
	check_state(WL_UNVERIFIED, WL_NEVER_VERIFIED);
	cards[0].verifier = NULL;
	check_state(WL_UNVERIFIED, WL_NO_VERIFIER);
}

static void retired_ones_are_left_out(void **state)
{
	(void)state;
	card("");
	card("")->verified = WL_NO_DAY;
	card("")->retired = day("2026-11-01"); /* not moved yet */
	retired[0] = cards[0];
	corpus.nretired = 1;
	make();
	assert_int_equal(trust.ncards, 4);
	assert_int_equal(trust.verified, 1);
	assert_int_equal(trust.unverified, 1);
	assert_int_equal(trust.retired, 2);
	assert_true(fabs(trust.score - 0.5) < 1e-9);
	assert_int_equal(trust.cards[2].state, WL_RETIRED);
	assert_int_equal(trust.cards[3].state, WL_RETIRED);
	assert_int_equal(trust.cards[3].reason, WL_REASON_NONE);
	assert_ptr_equal(wl_trust_of(&trust, &retired[0]), &trust.cards[3]);
	assert_null(wl_trust_of(&trust, &retired[1]));
}

static void without_cards_there_is_no_score(void **state)
{
	(void)state;
	make();
	assert_true(isnan(trust.score));
	assert_int_equal(trust.ncards, 0);
}

/* Citations */

static void each_citation_has_a_worth(void **state)
{
	struct wl_interview *one, later = { 0 };
	struct wl_passage *passage;

	(void)state;
	losses(1, 1, "speed");
	one = &corpus.interviews[0];
	passage = &one->passages[0];
	card("2026-10-l1");
	check_support(WL_SUPPORTS);
	claims[0].outcome = WL_LOSS;
	check_support(WL_SUPPORTS);
	claims[0].outcome = WL_WIN;
	check_support(WL_OTHER_OUTCOME);
	assert_int_equal(first()->deals, 1);
	passage->level = WL_CONFIDENTIAL;
	check_support(WL_PASSAGE_WITHHELD);
	explains("[@2026-10-l1^p1] is confidential");
	passage->level = WL_INTERNAL;
	one->consent = WL_CONSENT_NONE;
	check_support(WL_PASSAGE_WITHHELD);
	one->consent = WL_CONSENT_ANONYMOUS;
	one->status = WL_WITHDRAWN;
	check_support(WL_SOURCE_WITHDRAWN);
	explains("[@2026-10-l1^p1] was withdrawn");
	one->status = WL_PLANNED;
	check_support(WL_SOURCE_NOT_HELD);
	one->status = WL_DECLINED;
	check_support(WL_SOURCE_NOT_HELD);
	one->status = WL_CODED;
	one->internal = true;
	check_support(WL_UNCOUNTED);
	assert_int_equal(first()->deals, 0);
	assert_null(first()->theme);
	one->internal = false;
	passage->id = "p9";
	check_support(WL_NO_PASSAGE);
	one->status = WL_WITHDRAWN; /* also where the passage went with it */
	check_support(WL_SOURCE_WITHDRAWN);
	cited[0][0].source = "2026-10-nobody";
	check_support(WL_NO_SOURCE);
	later.id = "2026-10-nobody";
	corpus.later = &later;
	corpus.nlater = 1;
	check_support(WL_SOURCE_LATER);
	corpus.later = NULL;
	corpus.nlater = 0;
}

static void a_passage_needs_a_theme(void **state)
{
	struct wl_passage *passage;

	(void)state;
	losses(1, 1, "speed");
	passage = &corpus.interviews[0].passages[0];
	card("2026-10-l1");
	passage->tags[0].theme = "nonesuch";
	check_support(WL_PASSAGE_UNTAGGED);
	explains("[@2026-10-l1^p1] carries no theme of the codebook");
	passage->ntags = 0;
	check_support(WL_PASSAGE_UNTAGGED);
}

static void field_notes_are_cited_and_not_counted(void **state)
{
	(void)state;
	card("2026-10");
	check_support(WL_UNCOUNTED);
	assert_null(first()->supports[0].interview);
	assert_ptr_equal(first()->supports[0].passage, &note);
	assert_int_equal(first()->deals, 0);
	note.level = WL_CONFIDENTIAL;
	check_support(WL_PASSAGE_WITHHELD);
	note.id = "f2";
	check_support(WL_NO_PASSAGE);
}

static void all_lost_citations_are_named(void **state)
{
	(void)state;
	losses(2, 2, "speed");
	card("2026-10-l1 2026-10-l2 2026-10-x");
	corpus.interviews[0].status = WL_WITHDRAWN;
	make();
	assert_int_equal(first()->deals, 1);
	explains("[@2026-10-l1^p1] was withdrawn, [@2026-10-x^p1] names no "
		 "interview and no field notes");
}

static void claims_without_evidence_are_unproven(void **state)
{
	(void)state;
	losses(1, 1, "speed");
	card("2026-10-l1");
	make();
	assert_int_equal(trust.cards[0].unproven, 0);
	claims[0].unproven = true;
	make();
	assert_int_equal(trust.cards[0].unproven, 1);
	claims[0].unproven = false;
	claims[0].ncitations = 0;
	make();
	assert_int_equal(trust.cards[0].unproven, 1);
	assert_int_equal(first()->fall, WL_STANDS);
}

/* Themes */

static void check_leaning(const char *expect)
{
	struct wl_buf text = WL_BUF_INIT;

	make();
	assert_int_equal(wl_trust_leaning(&text, first()), *expect != 0);
	assert_string_equal(text.s, expect);
	wl_buf_release(&text);
}

static void the_theme_of_most_deals_is_leaned_on(void **state)
{
	(void)state;
	losses(6, 4, "speed- price");
	card("2026-10-l1 2026-10-l2 2026-10-l5");
	/* price: 3 cited deals; speed: 2 */
	check_leaning("price pattern 3");
	assert_int_equal(first()->deals, 3);
	assert_int_equal(first()->row->deals, 6);
	assert_int_equal(first()->outcome, WL_LOSS);
	/* as many: the higher level, and both are patterns: the id */
	claims[0].ncitations = 2;
	check_leaning("price pattern 2");
	/* as many, one a pattern and one an anecdote */
	fixture_theme(&corpus, "aaa", "A", "");
	corpus.interviews[0].passages[0].tags[1].theme = "aaa";
	claims[0].ncitations = 1;
	check_leaning("speed pattern 1");
	claims[0].ncitations = 0;
	check_leaning("");
}

static void a_deal_counts_once(void **state)
{
	(void)state;
	losses(4, 4, "speed");
	corpus.interviews[1].deal = corpus.interviews[0].deal;
	card("2026-10-l1 2026-10-l2 2026-10-l1");
	check_leaning("speed signal 1");
	assert_int_equal(first()->deals, 1);
	corpus.programme.thresholds.unit_interview = true;
	check_leaning("speed pattern 2");
	assert_int_equal(first()->deals, 2);
	/* Without a deal it is a unit by itself */
	corpus.programme.thresholds.unit_interview = false;
	corpus.interviews[1].deal = NULL;
	check_leaning("speed pattern 2");
}

static void parents_are_not_counted(void **state)
{
	(void)state;
	fixture_theme(&corpus, "fit", "Fit", "");
	corpus.codebook.themes[0].parent = "fit"; /* speed */
	losses(4, 4, "speed");
	card("2026-10-l1");
	leaned(card("2026-10-l1"), "fit", WL_PATTERN, 1);
	check_leaning("speed pattern 1");
	assert_int_equal(trust.cards[1].claims[0].fall, WL_THEME_LOST);
}

static void a_renamed_theme_is_the_same(void **state)
{
	(void)state;
	corpus.codebook.themes[0].aliases = fixture_list(&corpus, "pace haste");
	losses(4, 4, "speed");
	leaned(card("2026-10-l1 2026-10-l2"), "pace", WL_PATTERN, 2);
	make();
	assert_int_equal(first()->fall, WL_STANDS);
	/* and where a tag still has the old name */
	for (size_t i = 0; i < 4; i++)
		corpus.interviews[i].passages[0].tags[0].theme = "haste";
	check_leaning("speed pattern 2");
	assert_int_equal(first()->fall, WL_STANDS);
	leanings[0].theme = "nonesuch";
	make();
	assert_int_equal(first()->fall, WL_THEME_LOST);
	explains("2 cited deals spoke of 'nonesuch' when it was verified, now "
		 "the codebook does not have it");
}

static void retagging_lets_a_claim_fall(void **state)
{
	(void)state;
	losses(5, 5, "speed");
	leaned(card("2026-10-l1 2026-10-l2"), "speed", WL_PATTERN, 2);
	make();
	assert_int_equal(first()->fall, WL_STANDS);
	corpus.interviews[0].passages[0].tags[0].theme = "price";
	check_state(WL_UNVERIFIED, WL_EVIDENCE_LOST);
	assert_int_equal(first()->fall, WL_THEME_LOST);
	explains("2 cited deals spoke of 'speed' when it was verified, now 1");
	corpus.interviews[1].passages[0].tags[0].theme = "price";
	make();
	explains("2 cited deals spoke of 'speed' when it was verified, now "
		 "none");
}

static void taking_a_citation_away_is_an_edit(void **state)
{
	struct wl_buf digest = WL_BUF_INIT;

	(void)state;
	losses(5, 5, "speed");
	leaned(card("2026-10-l1 2026-10-l2"), "speed", WL_PATTERN, 2);
	wl_card_digest(&digest, &cards[0]);
	cards[0].verified_as = digest.s;
	check_state(WL_VERIFIED, WL_REASON_NONE);
	claims[0].ncitations = 1;
	check_state(WL_UNVERIFIED, WL_EDITED_SINCE);
	assert_int_equal(first()->fall, WL_STANDS);
	corpus.interviews[0].passages[0].tags[0].theme = "price";
	check_state(WL_UNVERIFIED, WL_EVIDENCE_LOST);
	assert_int_equal(first()->fall, WL_THEME_LOST);
	wl_buf_release(&digest);
}

static void a_pattern_can_fall(void **state)
{
	(void)state;
	losses(6, 3, "speed");
	leaned(card("2026-10-l1"), "speed", WL_PATTERN, 1);
	make();
	assert_int_equal(first()->fall, WL_STANDS);
	assert_int_equal(first()->level, WL_PATTERN);
	corpus.interviews[2].status = WL_WITHDRAWN; /* which it does not cite */
	check_state(WL_UNVERIFIED, WL_EVIDENCE_LOST);
	assert_int_equal(first()->fall, WL_PATTERN_FELL);
	explains("'speed' was a pattern when it was verified, now 2 of 5 "
		 "losses");
	leanings[0].level = WL_SIGNAL; /* it leaned on no pattern */
	check_state(WL_VERIFIED, WL_REASON_NONE);
	leanings[0].level = WL_ESTABLISHED;
	make();
	explains("'speed' was established when it was verified, now 2 of 5 "
		 "losses");
}

static void a_pattern_less_established_stands(void **state)
{
	(void)state;
	losses(6, 3, "speed");
	leaned(card("2026-10-l1"), "speed", WL_ESTABLISHED, 1);
	check_state(WL_VERIFIED, WL_REASON_NONE);
}

static void evidence_ages(void **state)
{
	(void)state;
	losses(2, 2, "speed");
	corpus.interviews[0].interviewed.utc =
		(int64_t)day("2025-01-10") * 86400;
	corpus.interviews[1].interviewed.utc =
		(int64_t)day("2025-11-21") * 86400;
	card("2026-10-l1 2026-10-l2");
	make();
	assert_int_equal(first()->oldest, day("2025-01-10"));
	assert_int_equal(first()->newest, day("2025-11-21"));
	assert_false(first()->ageing); /* 365 days */
	on("2026-11-22");
	make();
	assert_true(first()->ageing);
	claims[0].ncitations = 0;
	make();
	assert_false(first()->ageing);
	assert_int_equal(first()->newest, WL_NO_DAY);
}

/* Impact */

static void weigh(
	struct wl_impact *impact, const char *source, const char *passage)
{
	const struct wl_citation which = { source, passage };
	struct wl_err err = { 0 };

	make();
	if (wl_impact_make(impact, &trust, &which, &err))
		fail_msg("%s", err.text);
}

static void an_interview_bears_patterns_and_claims(void **state)
{
	struct wl_impact impact;

	(void)state;
	losses(6, 3, "speed");
	card("2026-10-l1");
	leaned(card("2026-10-l2"), "speed", WL_PATTERN, 1);
	card("2026-10-l4");
	weigh(&impact, "2026-10-l1", NULL);
	assert_int_equal(impact.nthemes, 1);
	assert_string_equal(impact.themes[0].theme, "speed");
	assert_int_equal(impact.themes[0].deals, 3);
	assert_int_equal(impact.themes[0].group, 6);
	assert_int_equal(impact.themes[0].without, 2);
	assert_int_equal(impact.themes[0].group_without, 5);
	assert_true(impact.themes[0].falls);
	assert_int_equal(impact.nclaims, 2);
	assert_true(impact.claims[0].cites && impact.claims[0].falls);
	assert_int_equal(impact.claims[0].without->fall, WL_CITATION_LOST);
	assert_true(!impact.claims[1].cites && impact.claims[1].falls);
	assert_int_equal(impact.claims[1].without->fall, WL_PATTERN_FELL);
	/* The corpus itself is as it was */
	assert_int_equal(corpus.interviews[0].status, WL_CODED);
	assert_int_equal(first()->fall, WL_STANDS);
	wl_impact_release(&impact);
}

static void a_passage_bears_its_own(void **state)
{
	struct wl_impact impact;

	(void)state;
	losses(6, 3, "speed");
	fixture_quote(&corpus, &corpus.interviews[0], "again", "speed price");
	card("2026-10-l1"); /* p1 */
	weigh(&impact, "2026-10-l1", "p1");
	/* p2 says it as well */
	assert_int_equal(impact.nthemes, 0);
	assert_int_equal(impact.nclaims, 1);
	assert_true(impact.claims[0].falls);
	wl_impact_release(&impact);
	weigh(&impact, "2026-10-l1", "p2");
	assert_int_equal(impact.nthemes, 1);
	assert_string_equal(impact.themes[0].theme, "price");
	assert_int_equal(impact.themes[0].deals, 4);
	assert_int_equal(impact.themes[0].without, 3);
	assert_false(impact.themes[0].falls);
	assert_int_equal(impact.nclaims, 0);
	wl_impact_release(&impact);
}

static void a_field_note_bears_claims_alone(void **state)
{
	struct wl_impact impact;
	struct wl_err err = { 0 };
	const struct wl_citation month = { "2026-10", NULL };
	const struct wl_citation nobody = { "2026-10-nobody", NULL };
	const struct wl_citation nothing = { "2026-10", "f9" };

	(void)state;
	card("2026-10");
	weigh(&impact, "2026-10", "f1");
	assert_int_equal(impact.nthemes, 0);
	assert_int_equal(impact.nclaims, 1);
	assert_true(impact.claims[0].falls);
	wl_impact_release(&impact);
	assert_int_equal(
		wl_impact_make(&impact, &trust, &month, &err), WL_EUSAGE);
	assert_int_equal(
		wl_impact_make(&impact, &trust, &nobody, &err), WL_ENOTFOUND);
	assert_int_equal(
		wl_impact_make(&impact, &trust, &nothing, &err), WL_ENOTFOUND);
}

#define TEST(f) cmocka_unit_test_setup_teardown(f, set_up, tear_down)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(days_have_borders),
		TEST(a_card_has_its_own_interval),
		TEST(somebody_must_have_verified),
		TEST(a_verifier_may_be_a_role),
		TEST(a_digest_knows_edits),
		TEST(a_review_disputes),
		TEST(the_first_reason_is_given),
		TEST(retired_ones_are_left_out),
		TEST(without_cards_there_is_no_score),
		TEST(each_citation_has_a_worth),
		TEST(a_passage_needs_a_theme),
		TEST(field_notes_are_cited_and_not_counted),
		TEST(all_lost_citations_are_named),
		TEST(claims_without_evidence_are_unproven),
		TEST(the_theme_of_most_deals_is_leaned_on),
		TEST(a_deal_counts_once),
		TEST(parents_are_not_counted),
		TEST(a_renamed_theme_is_the_same),
		TEST(retagging_lets_a_claim_fall),
		TEST(taking_a_citation_away_is_an_edit),
		TEST(a_pattern_can_fall),
		TEST(a_pattern_less_established_stands),
		TEST(evidence_ages),
		TEST(an_interview_bears_patterns_and_claims),
		TEST(a_passage_bears_its_own),
		TEST(a_field_note_bears_claims_alone),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
