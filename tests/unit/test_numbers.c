/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a synthesis says beside its themes: drivers, sample, split groups. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <math.h>

#include "corpus_fixture.h"
#include "study/synthesis.h"

static struct wl_corpus corpus;
static struct wl_synthesis synthesis;
static struct wl_filter filter;
static int count;

static int setup(void **state)
{
	(void)state;
	fixture_init(&corpus);
	filter = (struct wl_filter)WL_FILTER_ALL;
	count = 0;
	return 0;
}

static int teardown(void **state)
{
	(void)state;
	wl_synthesis_release(&synthesis);
	fixture_release(&corpus);
	return 0;
}

/* An interview of a deal of its own, in May 2026 unless a day is given. */
static struct wl_interview *hear(
	enum wl_outcome outcome, const char *day, const char *tags)
{
	const char *id =
		wl_arena_printf(&corpus.arena, "2026-05-%02d", ++count);
	const char *deal = wl_arena_printf(&corpus.arena, "D-%02d", count);
	struct wl_interview *one =
		fixture_interview(&corpus, id, outcome, deal, day ? day : id);

	for (size_t i = 0; i < WL_PREPS; i++)
		one->prepared[i].day = WL_NO_DAY;
	if (*tags)
		fixture_quote(&corpus, one, "Words.", tags);
	return one;
}

static void make(void)
{
	struct wl_err err = { 0 };

	wl_synthesis_release(&synthesis);
	assert_int_equal(
		wl_synthesis_make(&synthesis, &corpus, &filter, &err), 0);
}

#define assert_near(a, b) assert_float_equal((float)(a), (float)(b), 1e-4f)

/* Fisher .0801 of 5/6 v 1/6 and 1 of 6/6 v 6/6 and 3/6 v 3/6: times 3. */
static void holm(void **state)
{
	static const char *const wins[] = { "a b c", "a b c", "a b c", "a b",
		"a b", "b" };
	static const char *const losses[] = { "a b c", "b c", "b c", "b", "b",
		"b" };

	(void)state;
	for (int i = 0; i < 6; i++) {
		hear(WL_WIN, NULL, wins[i]);
		hear(WL_LOSS, NULL, losses[i]);
	}
	make();
	assert_int_equal(synthesis.ncontrast, 3);
	assert_string_equal(synthesis.contrast[0].id, "a");
	assert_near(synthesis.contrast[0].fisher, .0801);
	assert_near(synthesis.contrast[0].holm, 3 * .080087);
	assert_near(synthesis.contrast[1].holm, 1);
	assert_near(synthesis.contrast[2].holm, 1);
}

static void together(void **state)
{
	const struct wl_drivers *drivers;

	(void)state;
	hear(WL_LOSS, NULL, "a b");
	hear(WL_LOSS, NULL, "a b c");
	hear(WL_LOSS, NULL, "a c");
	hear(WL_LOSS, NULL, "a");
	make();
	drivers = &synthesis.groups[0].drivers;
	assert_int_equal(drivers->ntogether, 2); /* b and c only once */
	assert_string_equal(drivers->together[0].a, "a");
	assert_string_equal(drivers->together[0].b, "b");
	assert_int_equal(drivers->together[0].both, 2);
	assert_near(drivers->together[0].jaccard, 2.0 / 4);
	assert_near(drivers->together[0].expected, 4.0 * 2 / 4);
}

static void trend(void **state)
{
	const struct wl_drivers *drivers;

	(void)state;
	hear(WL_LOSS, "2026-07-01", "a");
	hear(WL_LOSS, "2026-06-30", "a b");
	hear(WL_LOSS, "", "a");
	hear(WL_LOSS, "2026-04-01", "b");
	make();
	drivers = &synthesis.groups[0].drivers;
	assert_int_equal(drivers->nquarters, 3);
	assert_int_equal(drivers->quarters[0].quarter, 4 * 2026 + 1);
	assert_int_equal(drivers->quarters[0].deals, 2);
	assert_int_equal(drivers->quarters[0].themes[0], 1); /* a */
	assert_int_equal(drivers->quarters[0].themes[1], 2); /* b */
	assert_int_equal(drivers->quarters[1].deals, 1);
	assert_int_equal(drivers->quarters[2].quarter, -1);
}

static void new_themes_of_each_interview(void **state)
{
	const struct wl_fresh *fresh;

	(void)state;
	hear(WL_LOSS, "2026-05-03", "a b");
	hear(WL_LOSS, "2026-05-01", "a");
	hear(WL_LOSS, "2026-05-02", "a");
	hear(WL_LOSS, "2026-05-04", "");
	make();
	fresh = synthesis.groups[0].drivers.fresh;
	assert_int_equal(synthesis.groups[0].saturation.n, 3);
	assert_string_equal(fresh[0].interview->id, "2026-05-02");
	assert_string_equal(fresh[0].themes[0], "a");
	assert_string_equal(fresh[1].interview->id, "2026-05-03");
	assert_int_equal(fresh[1].n, 0);
	assert_string_equal(fresh[2].themes[0], "b");
	assert_true(synthesis.groups[0].drivers.small_base);
}

static void a_closed_codebook_is_trivial(void **state)
{
	struct wl_theme *a = fixture_theme(&corpus, "a", "A", "");

	(void)state;
	hear(WL_LOSS, "2026-05-01", "a");
	make();
	assert_false(synthesis.groups[0].drivers.closed_codebook);
	wl_day_parse(&a->since, "2026-04-30");
	make();
	assert_true(synthesis.groups[0].drivers.closed_codebook);
	wl_day_parse(&a->since, "2026-05-01");
	make();
	assert_false(synthesis.groups[0].drivers.closed_codebook);
}

static void hidden_criteria_and_price(void **state)
{
	struct wl_question question = { .id = "e.hidden",
		.role = "hidden-criteria" };
	struct wl_guide_block block = { .questions = &question,
		.nquestions = 1 };
	struct wl_guide guide = {
		.id = "buyer", .blocks = &block, .nblocks = 1
	};
	struct wl_interview *one = hear(WL_LOSS, NULL, "a");
	const struct wl_drivers *drivers;

	(void)state;
	corpus.guides = &guide;
	corpus.nguides = 1;
	fixture_asked(one, "e.hidden", false);
	fixture_quote(&corpus, one, "The board.", "b")->question = "e.hidden";
	fixture_quote(&corpus, one, "Again.", "b")->question = "e.hidden";
	one->price = WL_PRICE_VALUE_CASE;
	fixture_asked(hear(WL_LOSS, NULL, "b"), "e.hidden", true);
	make();
	drivers = &synthesis.groups[0].drivers;
	assert_int_equal(drivers->asked_hidden, 1);
	assert_int_equal(drivers->nhidden, 1);
	assert_string_equal(drivers->hidden[0].id, "b");
	assert_int_equal(drivers->hidden[0].deals, 1);
	assert_int_equal(drivers->prices[WL_PRICE_VALUE_CASE], 1);
	assert_int_equal(drivers->prices[WL_PRICE_UNKNOWN], 1);
}

static void children_count_as_parents(void **state)
{
	const struct wl_theme_row *row;

	(void)state;
	fixture_theme(&corpus, "fit", "Fit", "q.fit");
	fixture_theme(&corpus, "rollout", "Rollout", "q.rollout")->parent =
		"fit";
	hear(WL_LOSS, NULL, "rollout- fit+");
	fixture_asked(hear(WL_LOSS, NULL, "rollout-"), "q.rollout", false);
	fixture_asked(hear(WL_LOSS, NULL, "x"), "q.rollout", false);
	hear(WL_LOSS, NULL, "")->trigger = "rollout";
	make();
	assert_int_equal(synthesis.groups[0].nthemes, 3);
	filter.parents = true;
	make();
	assert_int_equal(synthesis.groups[0].nthemes, 2);
	row = &synthesis.groups[0].themes[0];
	assert_string_equal(row->id, "fit");
	assert_int_equal(row->deals, 2);
	assert_int_equal(row->quotes, 2);
	assert_int_equal(row->mixed, 1);
	assert_int_equal(row->asked, 2);
	assert_int_equal(row->absent, 1);
	assert_string_equal(synthesis.groups[0].triggers[0].id, "fit");
}

static void splits(void **state)
{
	(void)state;
	hear(WL_LOSS, NULL, "a")->segment = "smb";
	hear(WL_LOSS, NULL, "a")->segment = "enterprise";
	hear(WL_LOSS, NULL, "b")->segment = "smb";
	hear(WL_LOSS, NULL, "a");
	hear(WL_WIN, NULL, "a")->segment = "smb";
	filter.by = WL_BY_SEGMENT;
	make();
	assert_int_equal(synthesis.ngroups, 4);
	assert_int_equal(synthesis.groups[0].outcome, WL_WIN);
	assert_string_equal(synthesis.groups[1].by, "enterprise");
	assert_string_equal(synthesis.groups[2].by, "smb");
	assert_int_equal(synthesis.groups[2].deals, 2);
	assert_int_equal(synthesis.groups[2].themes[0].deals, 1);
	assert_string_equal(synthesis.groups[3].by, "");
	assert_int_equal(wl_synthesis_group(&synthesis, WL_LOSS)->deals, 4);
	assert_int_equal(synthesis.contrast[0].loss[1], 4);
}

static void respondents_split_a_deal(void **state)
{
	struct wl_interview *one = hear(WL_LOSS, NULL, "a");

	(void)state;
	one->interviewer = "priya";
	for (int i = 0; i < 2; i++) {
		struct wl_interview *other = hear(WL_LOSS, NULL, "b");

		other->interviewer = i ? "marc" : "priya";
		other->deal = one->deal;
	}
	filter.by = WL_BY_INTERVIEWER;
	make();
	assert_int_equal(synthesis.ngroups, 2);
	assert_string_equal(synthesis.groups[0].by, "marc");
	assert_string_equal(synthesis.groups[1].by, "priya");
	assert_int_equal(synthesis.groups[1].deals, 1);
	assert_int_equal(synthesis.groups[1].interviews, 2);
}

static void hypotheses_by_interviewer(void **state)
{
	struct wl_declarations declarations = { 0 };
	struct wl_interview *late;

	(void)state;
	late = hear(WL_LOSS, NULL, "a");
	late->interviewer = "priya";
	late->hypothesis = WL_CONFIRMED;
	wl_declared_set(&declarations, late->id, WL_LATE);
	for (int i = 0; i < 3; i++) {
		struct wl_interview *one = hear(WL_WIN, NULL, "a");

		one->interviewer = i ? "priya" : "marc";
		one->hypothesis = i ? WL_PARTLY : WL_REFUTED;
		if (i)
			wl_declared_set(&declarations, one->id, WL_RECORDED);
	}
	filter.declarations = &declarations;
	make();
	assert_int_equal(synthesis.confirmed, 0);
	assert_int_equal(synthesis.partly, 2);
	assert_int_equal(synthesis.refuted, 1);
	assert_int_equal(synthesis.nlate, 1);
	assert_ptr_equal(synthesis.late[0], late);
	assert_int_equal(synthesis.hypotheses.declared, 1);
	assert_int_equal(synthesis.njudges, 2);
	assert_string_equal(synthesis.judges[0].id, "marc");
	assert_int_equal(synthesis.judges[1].late, 1);
	assert_int_equal(synthesis.judges[1].partly, 2);
	wl_declarations_release(&declarations);
}

static void reason(const char *seller, const char *buyer)
{
	struct wl_interview *one = hear(WL_LOSS, NULL, "x");

	one->reason = seller;
	one->buyer_reason = buyer;
}

/* 20, 5, 10, 15 of the statistics: kappa .40. */
static void reasons(void **state)
{
	static const struct {
		int n;
		const char *seller, *buyer;
	} cells[] = { { 20, "PRICE", "pricing" }, { 5, "The price", "other" },
		{ 10, "other", "pricing" }, { 15, "other", "other" } };
	struct wl_theme *pricing =
		fixture_theme(&corpus, "pricing", "The price", "");

	(void)state;
	pricing->aliases = fixture_list(&corpus, "price");
	fixture_theme(&corpus, "other", "Other", "");
	for (size_t i = 0; i < WL_LEN(cells); i++)
		for (int j = 0; j < cells[i].n; j++)
			reason(cells[i].seller, cells[i].buyer);
	reason("who knows", "pricing");
	reason("", "pricing");
	make();
	assert_int_equal(synthesis.reasons[1].deals, 50);
	assert_int_equal(synthesis.reasons[1].agree, 35);
	assert_int_equal(synthesis.reasons[1].unmatched, 1);
	assert_int_equal(synthesis.reasons[1].n, 4);
	assert_string_equal(synthesis.reasons[1].cells[0].seller, "pricing");
	assert_int_equal(synthesis.reasons[1].cells[0].deals, 20);
	assert_near(synthesis.reasons[1].kappa, .40);
}

/* A CRM writes an id, a title as it likes. */
static void a_reason_is_a_theme_however_spelled(void **state)
{
	static const char *const seller[] = { "Competitor Strength",
		"competitor_strength", "COMPETITOR STRENGTH",
		"competitor-strength", "They were STRONGER" };

	(void)state;
	fixture_theme(&corpus, "competitor-strength", "They were stronger", "");
	for (size_t i = 0; i < WL_LEN(seller); i++)
		reason(seller[i], "competitor-strength");
	reason("Competitor", "competitor-strength");
	reason("?", "competitor-strength");
	make();
	assert_int_equal(synthesis.reasons[1].deals, 5);
	assert_int_equal(synthesis.reasons[1].agree, 5);
	assert_int_equal(synthesis.reasons[1].unmatched, 2);
	assert_int_equal(synthesis.reasons[1].n, 1);
}

/* What is the title of one theme is not the spelling of another's id. */
static void a_title_is_before_a_spelling(void **state)
{
	(void)state;
	fixture_theme(&corpus, "lost-deal", "Other", "");
	fixture_theme(&corpus, "gone", "Lost deal", "");
	reason("LOST DEAL", "gone");
	make();
	assert_int_equal(synthesis.reasons[1].agree, 1);
}

static void no_reason_has_no_kappa(void **state)
{
	(void)state;
	hear(WL_LOSS, NULL, "a");
	make();
	assert_int_equal(synthesis.reasons[1].deals, 0);
	assert_true(isnan(synthesis.reasons[1].kappa));
}

static void closed(struct wl_interview *one, const char *day)
{
	wl_day_parse(&one->closed, day);
}

static void sample_and_bias(void **state)
{
	const struct wl_response *losses, *all;
	struct wl_interview *one;

	(void)state;
	closed(hear(WL_LOSS, "2026-05-31", "a"), "2026-05-01"); /* 30 days */
	closed(hear(WL_LOSS, "2026-06-01", "a"), "2026-05-01"); /* 31 */
	closed(hear(WL_LOSS, "2026-07-31", "a"), "2026-05-01"); /* 91 */
	closed(hear(WL_WIN, "2026-04-30", "a"), "2026-05-01");  /* before */
	hear(WL_LOSS, "", "")->status = WL_DECLINED;
	hear(WL_LOSS, "", "")->status = WL_PLANNED;
	one = hear(WL_LOSS, "", "");
	one->status = WL_READY;
	wl_day_parse(&one->prepared[WL_PREP_BRIEFED].day, "2026-05-01");
	for (int i = 1; i <= 4; i++) {
		const char *id = corpus.interviews[i - 1].deal;

		fixture_deal(
			&corpus, id, i == 4 ? WL_WIN : WL_LOSS, "2026-05-01")
			->owner = i > 1 ? "Emre" : "Jonah";
	}
	make();
	losses = &synthesis.bias.of[WL_LOSS - WL_WIN];
	all = &synthesis.bias.of[3];
	assert_int_equal(losses->approached, 5);
	assert_int_equal(losses->held, 3);
	assert_int_equal(losses->declined, 1);
	assert_int_equal(losses->dated, 3);
	assert_int_equal(losses->within_30, 1);
	assert_int_equal(losses->within_90, 2);
	assert_near(losses->median, 31);
	assert_int_equal(all->before, 1);
	assert_int_equal(synthesis.bias.wins, 1);
	assert_int_equal(synthesis.bias.losses, 3);
	assert_near(synthesis.bias.balance, 1.0 / 3);
	assert_string_equal(synthesis.bias.owner, "Emre");
	assert_int_equal(synthesis.bias.owner_deals, 3);
	assert_int_equal(synthesis.bias.owned, 4);
}

/* Of an even number the mean of the two in the middle, however far apart. */
static void median_of_days(void **state)
{
	static const char *const days[] = { "2026-05-01", "2026-05-02",
		"2026-05-02", "2036-05-02", "2026-06-30", "2026-05-04" };
	static const double medians[] = { 0, 0.5, 1, 1, 1, 2 };

	(void)state;
	for (size_t i = 0; i < WL_LEN(days); i++) {
		closed(hear(WL_WIN, days[i], "a"), "2026-05-01");
		make();
		assert_near(synthesis.bias.of[0].median, medians[i]);
		assert_near(synthesis.bias.of[3].median, medians[i]);
		assert_true(isnan(synthesis.bias.of[1].median));
	}
}

/* A second interview of a deal is a unit, but the deal closed once. */
static void by_interview_a_deal_is_covered_once(void **state)
{
	struct wl_interview *one, *two, *other;

	(void)state;
	corpus.programme.thresholds.unit_interview = true;
	hear(WL_LOSS, NULL, "a")->deal = "D-1";
	one = hear(WL_LOSS, NULL, "a");
	two = hear(WL_LOSS, NULL, "a");
	other = hear(WL_LOSS, NULL, "a");
	one->deal = "D-1";
	two->deal = other->deal = "unknown to the CRM";
	fixture_deal(&corpus, "D-1", WL_LOSS, "2026-05-01")->owner = "Emre";
	make();
	assert_int_equal(synthesis.groups[0].deals, 4);
	assert_int_equal(synthesis.bias.owner_deals, 1);
	assert_int_equal(synthesis.bias.owned, 1);
	assert_int_equal(synthesis.bias.held_closed, 2);
	assert_int_equal(synthesis.bias.closed, 2);
}

static void clock_skew_is_named(void **state)
{
	struct wl_interview *one = hear(WL_LOSS, "2026-05-10", "a");

	(void)state;
	make();
	assert_int_equal(synthesis.bias.nskews, 0);
	wl_day_parse(&one->created, "2026-05-11");
	one->noted = one->interviewed;
	one->noted.utc--;
	make();
	assert_int_equal(synthesis.groups[0].deals, 1);
	assert_int_equal(synthesis.bias.nskews, 2);
	assert_int_equal(synthesis.bias.skews[0].kind, WL_SKEW_CREATED);
	assert_int_equal(synthesis.bias.skews[1].kind, WL_SKEW_NOTED);
	one->whole_day = true; /* noon stands for the day */
	one->created = WL_NO_DAY;
	one->noted.utc = one->interviewed.utc + 60;
	make();
	assert_int_equal(synthesis.bias.nskews, 0);
	one->whole_day = false;
	one->noted = one->interviewed; /* at midnight */
	one->interviewed.utc += 3600;
	make();
	assert_int_equal(synthesis.bias.nskews, 1);
	one->noted_whole_day = true;
	make();
	assert_int_equal(synthesis.bias.nskews, 0);
}

static void strata(void **state)
{
	struct wl_interview *one = hear(WL_LOSS, NULL, "a");

	(void)state;
	one->segment = "smb";
	one->stage = "negotiation";
	fixture_deal(&corpus, "X-1", WL_WIN, "2026-01-01")->stage =
		"negotiation";
	fixture_deal(&corpus, "X-2", WL_LOSS, "2026-01-01")->segment = "smb";
	make();
	assert_int_equal(synthesis.nstrata, 3);
	assert_string_equal(synthesis.strata[2].stage, "negotiation");
	assert_int_equal(synthesis.strata[2].interviewed, 1);
	assert_int_equal(synthesis.strata[2].closed, 1);
	assert_near(synthesis.strata[2].difference, 1 - 1.0 / 3);
	assert_near(synthesis.strata[0].difference, -1.0 / 3);
}

/* What is the same is so by its words, wherever they stand. */
static void strata_by_words(void **state)
{
	static const char *const segments[] = { "smb", "enterprise" };

	(void)state;
	for (int i = 0; i < 12; i++) {
		struct wl_interview *one = hear(WL_LOSS, NULL, "a");

		one->segment = wl_arena_strdup(&corpus.arena, segments[i % 2]);
		one->stage =
			i % 3 ? wl_arena_strdup(&corpus.arena, "demo") : NULL;
	}
	make();
	assert_int_equal(synthesis.ncoverage, 2);
	assert_string_equal(synthesis.coverage[0].segment, "enterprise");
	assert_int_equal(synthesis.coverage[0].closed, 6);
	assert_int_equal(synthesis.coverage[1].interviewed, 6);
	assert_int_equal(synthesis.nstrata, 4);
	assert_string_equal(synthesis.strata[0].stage, "");
	assert_int_equal(synthesis.strata[0].closed, 2);
	assert_int_equal(synthesis.strata[1].closed, 4);
}

static void stratum(size_t i, const char *stage, int interviewed, int closed)
{
	assert_true(i < synthesis.nstrata);
	assert_string_equal(synthesis.strata[i].stage, stage);
	assert_int_equal(synthesis.strata[i].interviewed, interviewed);
	assert_int_equal(synthesis.strata[i].closed, closed);
}

/* What a CRM calls its last stage says how the deal ended, not how far it
 * came; the programme's own word is before ours. */
static void an_end_is_no_stage(void **state)
{
	static struct wl_pair own[] = { { "Stalled", "no-decision" },
		{ "Lost", "open" } };
	static const char *const crm[] = { "Closed Lost", "CLOSED LOST",
		"7 - Closed Won", "Stalled", "", "Lost", "proposal",
		"Negotiation/Review" };

	(void)state;
	corpus.programme.crm_stages = own;
	corpus.programme.ncrm_stages = WL_LEN(own);
	hear(WL_LOSS, NULL, "a")->stage = "proposal";
	hear(WL_LOSS, NULL, "a")->stage = "closed lost";
	fixture_deal(&corpus, "D-01", WL_LOSS, "2026-01-01")->stage =
		"Closed Lost";
	for (size_t i = 0; i < WL_LEN(crm); i++)
		fixture_deal(&corpus,
			wl_arena_printf(&corpus.arena, "X-%zu", i), WL_LOSS,
			"2026-01-01")
			->stage = crm[i];
	make();
	assert_int_equal(synthesis.nstrata, 4);
	stratum(0, "", 1, 6);
	stratum(1, "Lost", 0, 1);
	stratum(2, "Negotiation/Review", 0, 1);
	stratum(3, "proposal", 1, 2);
	assert_near(synthesis.strata[3].difference, .5 - .2);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, setup, teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(holm),
		TEST(together),
		TEST(trend),
		TEST(new_themes_of_each_interview),
		TEST(a_closed_codebook_is_trivial),
		TEST(hidden_criteria_and_price),
		TEST(children_count_as_parents),
		TEST(splits),
		TEST(respondents_split_a_deal),
		TEST(hypotheses_by_interviewer),
		TEST(reasons),
		TEST(a_reason_is_a_theme_however_spelled),
		TEST(a_title_is_before_a_spelling),
		TEST(no_reason_has_no_kappa),
		TEST(sample_and_bias),
		TEST(median_of_days),
		TEST(by_interview_a_deal_is_covered_once),
		TEST(clock_skew_is_named),
		TEST(strata),
		TEST(strata_by_words),
		TEST(an_end_is_no_stage),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
