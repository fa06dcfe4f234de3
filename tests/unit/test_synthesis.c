/* SPDX-License-Identifier: GPL-3.0-or-later */
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

static int set_up(void **state)
{
	(void)state;
	fixture_init(&corpus);
	memset(&synthesis, 0, sizeof(synthesis));
	return 0;
}

static int tear_down(void **state)
{
	(void)state;
	wl_synthesis_release(&synthesis);
	fixture_release(&corpus);
	return 0;
}

static void make_filtered(const struct wl_filter *filter)
{
	struct wl_err err = { 0 };

	wl_synthesis_release(&synthesis);
	if (wl_synthesis_make(&synthesis, &corpus, filter, &err))
		fail_msg("%s: %s", err.path, err.text);
}

static void make(void)
{
	struct wl_filter all = WL_FILTER_ALL;

	make_filtered(&all);
}

/* A loss of its own deal, held in the order of the calls. */
static struct wl_interview *loss(void)
{
	size_t n = corpus.ninterviews + 1;

	return fixture_interview(&corpus,
		wl_arena_printf(&corpus.arena, "2026-01-loss-%02zu", n),
		WL_LOSS, wl_arena_printf(&corpus.arena, "L-%zu", n),
		wl_arena_printf(&corpus.arena, "2026-01-%02zu", n));
}

static struct wl_interview *win(void)
{
	size_t n = corpus.ninterviews + 1;

	return fixture_interview(&corpus,
		wl_arena_printf(&corpus.arena, "2026-02-win-%02zu", n), WL_WIN,
		wl_arena_printf(&corpus.arena, "W-%zu", n),
		wl_arena_printf(&corpus.arena, "2026-02-%02zu", n));
}

static void say(struct wl_interview *one, const char *tags)
{
	fixture_quote(&corpus, one, "some words", tags);
}

static const struct wl_theme_row *row_of(
	enum wl_outcome outcome, const char *id)
{
	const struct wl_group *group = wl_synthesis_group(&synthesis, outcome);

	assert_non_null(group);
	for (size_t i = 0; i < group->nthemes; i++)
		if (!strcmp(group->themes[i].id, id))
			return &group->themes[i];
	fail_msg("no theme '%s'", id);
	return NULL;
}

static void no_interview_is_no_error(void **state)
{
	struct wl_interval interval;

	(void)state;
	make();
	assert_int_equal(synthesis.ngroups, 0);
	assert_int_equal(synthesis.ncontrast, 0);
	assert_int_equal(synthesis.ncoverage, 0);
	assert_true(isnan(wl_synthesis_hits(&synthesis, &interval)));
	assert_true(isnan(interval.lo));
}

static void a_deal_counts_once(void **state)
{
	struct wl_interview *first = loss(), *second = loss();
	const struct wl_theme_row *row;

	(void)state;
	second->deal = first->deal;
	say(first, "pricing-");
	say(first, "pricing- pricing");
	fixture_note(&corpus, first, "a note", "pricing");
	say(second, "pricing+");
	make();
	row = row_of(WL_LOSS, "pricing");
	assert_int_equal(synthesis.groups[0].deals, 1);
	assert_int_equal(synthesis.groups[0].interviews, 2);
	assert_int_equal(row->deals, 1);
	assert_int_equal(row->interviews, 2);
	assert_int_equal(row->quotes, 3);
	assert_int_equal(row->notes, 1);
	assert_int_equal(row->positive, 1);
	assert_int_equal(row->negative, 1);
	assert_int_equal(row->mixed, 1);
	assert_int_equal(row->level, WL_ANECDOTE);
}

static void by_interview_each_counts(void **state)
{
	struct wl_interview *first = loss(), *second = loss();

	(void)state;
	corpus.programme.thresholds.unit_interview = true;
	second->deal = first->deal;
	say(first, "pricing-");
	say(second, "pricing-");
	make();
	assert_int_equal(synthesis.groups[0].deals, 2);
	assert_int_equal(row_of(WL_LOSS, "pricing")->deals, 2);
	assert_int_equal(row_of(WL_LOSS, "pricing")->level, WL_SIGNAL);
}

static void outcomes_are_never_mixed(void **state)
{
	(void)state;
	say(loss(), "pricing-");
	say(win(), "pricing+");
	fixture_interview(
		&corpus, "2026-03-stuck", WL_NO_DECISION, "N-1", "2026-03-01");
	fixture_interview(
		&corpus, "2026-03-open", WL_OPEN, "O-1", "2026-03-01");
	fixture_interview(&corpus, "2026-03-unknown", WL_OUTCOME_NONE, "U-1",
		"2026-03-01");
	make();
	assert_int_equal(synthesis.ngroups, 3);
	assert_int_equal(synthesis.groups[0].outcome, WL_WIN);
	assert_int_equal(synthesis.groups[1].outcome, WL_LOSS);
	assert_int_equal(synthesis.groups[2].outcome, WL_NO_DECISION);
	for (int i = 0; i < 3; i++)
		assert_int_equal(synthesis.groups[i].interviews, 1);
	assert_int_equal(row_of(WL_WIN, "pricing")->negative, 0);
	assert_int_equal(row_of(WL_LOSS, "pricing")->positive, 0);
}

static void only_what_counts_is_counted(void **state)
{
	(void)state;
	say(loss(), "pricing");
	loss()->status = WL_PLANNED;
	loss()->status = WL_DECLINED;
	loss()->status = WL_WITHDRAWN;
	loss()->internal = true;
	make();
	assert_int_equal(synthesis.groups[0].interviews, 1);
	assert_int_equal(synthesis.internal, 1);
}

static void levels(void **state)
{
	struct wl_interview *all[4];

	(void)state;
	for (int i = 0; i < 3; i++)
		say(all[i] = loss(), "a");
	make();
	assert_int_equal(synthesis.groups[0].state, WL_COLLECTING);
	assert_int_equal(row_of(WL_LOSS, "a")->level, WL_SIGNAL);
	all[3] = loss();
	say(all[2], "b");
	say(all[3], "b");
	say(all[3], "c");
	make();
	assert_int_equal(synthesis.groups[0].state, WL_READY_STATE);
	assert_int_equal(row_of(WL_LOSS, "a")->level, WL_PATTERN);
	assert_int_equal(row_of(WL_LOSS, "b")->level, WL_SIGNAL);
	assert_int_equal(row_of(WL_LOSS, "c")->level, WL_ANECDOTE);
	assert_string_equal(synthesis.groups[0].themes[0].id, "a");
	corpus.programme.thresholds.pattern = 4;
	make();
	assert_int_equal(row_of(WL_LOSS, "a")->level, WL_SIGNAL);
}

static void established_takes_eight_and_saturation(void **state)
{
	(void)state;
	for (int i = 0; i < 7; i++)
		say(loss(), "a");
	make();
	assert_int_equal(synthesis.groups[0].state, WL_SATURATED);
	assert_int_equal(row_of(WL_LOSS, "a")->level, WL_PATTERN);
	say(loss(), "a");
	make();
	assert_int_equal(row_of(WL_LOSS, "a")->level, WL_ESTABLISHED);
	/* A new theme in every other interview: never saturated */
	for (size_t i = 0; i < corpus.ninterviews; i += 2)
		say(&corpus.interviews[i],
			wl_arena_printf(&corpus.arena, "n%zu", i));
	make();
	assert_int_equal(synthesis.groups[0].state, WL_READY_STATE);
	assert_int_equal(row_of(WL_LOSS, "a")->level, WL_PATTERN);
}

static void rows_have_intervals_and_order(void **state)
{
	const struct wl_group *group;

	(void)state;
	for (int i = 0; i < 6; i++)
		say(loss(), i < 1 ? "z b c" : i < 3 ? "z b" : "z");
	make();
	group = &synthesis.groups[0];
	assert_int_equal(group->nthemes, 3);
	assert_string_equal(group->themes[0].id, "z");
	assert_string_equal(group->themes[1].id, "b");
	assert_string_equal(group->themes[2].id, "c");
	assert_float_equal(
		(float)group->themes[2].interval.lo, .0301f, .00005f);
	assert_float_equal(
		(float)group->themes[2].interval.hi, .5635f, .00005f);
}

/* Asked */

static void without_asked_by_the_group_is_asked(void **state)
{
	(void)state;
	fixture_theme(&corpus, "a", "A", "");
	say(loss(), "a-");
	say(loss(), "a+ b-");
	say(loss(), "b");
	make();
	assert_int_equal(row_of(WL_LOSS, "a")->asked, 3);
	assert_int_equal(row_of(WL_LOSS, "a")->absent, 1);
	assert_non_null(row_of(WL_LOSS, "a")->theme);
	assert_null(row_of(WL_LOSS, "b")->theme);
	assert_int_equal(row_of(WL_LOSS, "b")->asked, 3);
}

static void a_skipped_question_was_not_asked(void **state)
{
	struct wl_interview *one;

	(void)state;
	fixture_theme(&corpus, "a", "A", "q.one q.two");
	one = loss();
	say(one, "a");
	fixture_asked(one, "q.one", false);
	fixture_asked(one, "q.two", false);
	fixture_asked(loss(), "q.one", false);
	fixture_asked(loss(), "q.two", true);
	fixture_asked(loss(), "q.other", false);
	say(loss(), "a"); /* said without being asked */
	make();
	assert_int_equal(synthesis.groups[0].deals, 5);
	assert_int_equal(row_of(WL_LOSS, "a")->deals, 2);
	assert_int_equal(row_of(WL_LOSS, "a")->asked, 2);
	assert_int_equal(row_of(WL_LOSS, "a")->absent, 1);
	assert_int_equal(row_of(WL_LOSS, "a")->counter, 1);
}

static void asked_of_one_respondent_is_asked_of_the_deal(void **state)
{
	struct wl_interview *first = loss(), *second = loss();

	(void)state;
	fixture_theme(&corpus, "a", "A", "q.one");
	second->deal = first->deal;
	fixture_asked(first, "q.one", false);
	fixture_asked(second, "q.one", false);
	say(second, "a");
	make();
	assert_int_equal(row_of(WL_LOSS, "a")->asked, 1);
	assert_int_equal(row_of(WL_LOSS, "a")->absent, 0);
}

static void counter_evidence_is_the_rarer_sign_and_silence(void **state)
{
	(void)state;
	say(loss(), "a- even+");
	say(loss(), "a- even-");
	say(loss(), "a+");
	say(loss(), "b");
	say(win(), "even+");
	say(win(), "even-");
	make();
	assert_int_equal(row_of(WL_LOSS, "a")->absent, 1);
	assert_int_equal(row_of(WL_LOSS, "a")->counter, 2);
	assert_int_equal(row_of(WL_LOSS, "even")->counter, 2 + 1);
	assert_int_equal(row_of(WL_WIN, "even")->counter, 1);
}

/* Evidence */

static void the_strongest_comes_first(void **state)
{
	struct wl_interview *old = loss(), *new = loss();
	const struct wl_theme_row *row;

	(void)state;
	fixture_quote(&corpus, new, "secret", "a")->level = WL_CONFIDENTIAL;
	fixture_note(&corpus, new, "note", "a");
	fixture_quote(&corpus, new, "new", "a-");
	fixture_quote(&corpus, new, "new, later", "a");
	fixture_quote(&corpus, old, "old", "a");
	fixture_note(&corpus, old, "public note", "a")->level = WL_PUBLIC;
	fixture_quote(&corpus, old, "public", "a")->level = WL_PUBLIC;
	make();
	row = row_of(WL_LOSS, "a");
	assert_int_equal(row->nevidence, 7);
	assert_int_equal(row->confidential, 1);
	assert_string_equal(row->evidence[0].passage->words, "public");
	assert_string_equal(row->evidence[1].passage->words, "public note");
	assert_string_equal(row->evidence[2].passage->words, "new");
	assert_int_equal(row->evidence[2].polarity, -1);
	assert_string_equal(row->evidence[3].passage->words, "new, later");
	assert_string_equal(row->evidence[4].passage->words, "old");
	assert_string_equal(row->evidence[5].passage->words, "note");
	assert_string_equal(row->evidence[6].passage->words, "secret");
	assert_int_equal(row->evidence[6].level, WL_CONFIDENTIAL);
}

static void without_consent_all_is_confidential(void **state)
{
	struct wl_interview *one = loss();

	(void)state;
	one->consent = WL_CONSENT_NONE;
	fixture_quote(&corpus, one, "said", "a")->level = WL_PUBLIC;
	make();
	assert_int_equal(row_of(WL_LOSS, "a")->deals, 1);
	assert_int_equal(row_of(WL_LOSS, "a")->confidential, 1);
	assert_int_equal(
		row_of(WL_LOSS, "a")->evidence[0].level, WL_CONFIDENTIAL);
}

/* A limit keeps what sorting all of it would put first. */
static void a_limit_keeps_the_strongest(void **state)
{
	struct wl_filter filter = WL_FILTER_ALL;
	const struct wl_passage *best[3 * WL_EVIDENCE_CHOICE];

	(void)state;
	for (int i = 0; i < 20; i++) {
		struct wl_interview *one = loss();

		for (int j = 0; j < 20; j++)
			fixture_quote(&corpus, one, "words", "a")->level =
				(i * 7 + j * 5) % 11 ? WL_INTERNAL : WL_PUBLIC;
	}
	make();
	assert_int_equal(row_of(WL_LOSS, "a")->nevidence, 400);
	for (size_t i = 0; i < WL_LEN(best); i++)
		best[i] = row_of(WL_LOSS, "a")->evidence[i].passage;
	for (filter.evidence = 1; filter.evidence <= 3; filter.evidence++) {
		make_filtered(&filter);
		assert_int_equal(row_of(WL_LOSS, "a")->nevidence,
			filter.evidence * WL_EVIDENCE_CHOICE);
		assert_int_equal(row_of(WL_LOSS, "a")->quotes, 400);
		for (size_t i = 0; i < row_of(WL_LOSS, "a")->nevidence; i++)
			assert_ptr_equal(
				row_of(WL_LOSS, "a")->evidence[i].passage,
				best[i]);
	}
}

/* What several workers count is what one counts. */
static void many_deals_in_any_order_of_dates(void **state)
{
	struct wl_filter filter = WL_FILTER_ALL;
	const struct wl_theme_row *row;
	const size_t n = 1000;

	(void)state;
	filter.evidence = 2;
	corpus.interviews =
		wl_arena_alloc(&corpus.arena, n * sizeof(*corpus.interviews));
	for (size_t i = 0; i < n; i++) {
		struct wl_interview *one = loss();

		one->interviewed =
			(struct wl_time){ (int64_t)(i * 7919 % n), 0, true };
		/* Every tenth is a second respondent of the deal before it */
		if (i % 10 == 9)
			one->deal = corpus.interviews[i - 1].deal;
		say(one, i % 2 ? "odd+" : "even- even+");
		if (i == 500)
			say(one, "rare");
	}
	make_filtered(&filter);
	assert_int_equal(synthesis.groups[0].deals, 900);
	row = row_of(WL_LOSS, "odd");
	assert_int_equal(row->deals, 500);
	assert_int_equal(row->interviews, 500);
	assert_int_equal(row->positive, 500);
	assert_int_equal(row->negative, 0);
	assert_int_equal(row->asked, 900);
	assert_int_equal(row->nevidence, 2 * WL_EVIDENCE_CHOICE);
	for (size_t i = 0; i < row->nevidence; i++)
		assert_int_equal(
			row->evidence[i].interview->interviewed.utc / 2,
			(int64_t)(999 - 2 * i) / 2);
	row = row_of(WL_LOSS, "even");
	assert_int_equal(row->mixed, 500);
	assert_int_equal(row->quotes, 500);
	assert_int_equal(row_of(WL_LOSS, "rare")->deals, 1);
	assert_int_equal(synthesis.groups[0].saturation.n, 1000);
	assert_int_equal(synthesis.groups[0].saturation.base, 2);
}

/* Saturation goes by date, not by id. */
static void saturation_goes_by_date(void **state)
{
	const struct wl_saturation *saturation;

	(void)state;
	for (int i = 0; i < 6; i++)
		say(loss(), i ? "a" : "a b c");
	loss(); /* untagged: tells nothing */
	corpus.interviews[0].interviewed.utc += 30 * 86400;
	make();
	saturation = &synthesis.groups[0].saturation;
	assert_int_equal(saturation->n, 6);
	assert_int_equal(saturation->fresh[0], 1);
	assert_int_equal(saturation->fresh[5], 2);
	assert_int_equal(saturation->base, 1);
	assert_int_equal(saturation->reached, 0);
	/* b and c once each, of 8 */
	assert_float_equal((float)saturation->coverage, .75f, .0001f);
}

/* Front matter */

static void criteria_in_the_order_said(void **state)
{
	struct wl_interview *first = loss(), *second = loss();
	const struct wl_group *group;

	(void)state;
	second->deal = first->deal;
	first->criteria = fixture_list(&corpus, "security pricing rollout");
	second->criteria = fixture_list(&corpus, "rollout security");
	loss()->criteria = fixture_list(&corpus, "pricing rollout");
	make();
	group = &synthesis.groups[0];
	assert_int_equal(group->ncriteria, 3);
	assert_string_equal(group->criteria[0].id, "pricing");
	assert_int_equal(group->criteria[0].deals, 2);
	assert_int_equal(group->criteria[0].first, 1);
	assert_float_equal((float)group->criteria[0].rank, 1.5f, .0001f);
	assert_string_equal(group->criteria[1].id, "rollout");
	assert_int_equal(group->criteria[1].first, 1);
	assert_float_equal((float)group->criteria[1].rank, 1.5f, .0001f);
	assert_string_equal(group->criteria[2].id, "security");
	assert_int_equal(group->criteria[2].deals, 1);
	assert_float_equal((float)group->criteria[2].rank, 1.f, .0001f);
}

static void triggers_and_roots(void **state)
{
	struct wl_interview *first = loss(), *second = loss();

	(void)state;
	second->deal = first->deal;
	first->trigger = second->trigger = "board";
	first->root = WL_ROOT_SALES;
	second->root = WL_ROOT_PRODUCT;
	loss()->trigger = "audit";
	loss()->trigger = "audit";
	make();
	assert_int_equal(synthesis.groups[0].ntriggers, 2);
	assert_string_equal(synthesis.groups[0].triggers[0].id, "audit");
	assert_int_equal(synthesis.groups[0].triggers[0].deals, 2);
	assert_int_equal(synthesis.groups[0].triggers[1].deals, 1);
	assert_int_equal(synthesis.groups[0].roots[WL_ROOT_SALES], 1);
	assert_int_equal(synthesis.groups[0].roots[WL_ROOT_PRODUCT], 1);
	assert_int_equal(synthesis.groups[0].roots[WL_ROOT_MESSAGING], 0);
	assert_int_equal(synthesis.groups[0].roots[WL_ROOT_NONE], 2);
}

static void hypotheses(void **state)
{
	struct wl_interval interval;

	(void)state;
	loss()->hypothesis = WL_CONFIRMED;
	loss()->hypothesis = WL_PARTLY;
	win()->hypothesis = WL_REFUTED;
	win();
	make();
	assert_int_equal(synthesis.confirmed, 1);
	assert_int_equal(synthesis.partly, 1);
	assert_int_equal(synthesis.refuted, 1);
	assert_float_equal(
		(float)wl_synthesis_hits(&synthesis, &interval), .5f, .0001f);
	assert_float_equal(
		(float)interval.lo, (float)wl_stats_wilson(1, 3).lo, .0001f);
}

/* Contrast and coverage */

static void contrast(void **state)
{
	(void)state;
	for (int i = 0; i < 6; i++)
		say(win(), i < 5 ? "a" : "b");
	for (int i = 0; i < 6; i++)
		say(loss(), i < 1 ? "a c" : "b");
	make();
	assert_int_equal(synthesis.ncontrast, 3);
	assert_string_equal(synthesis.contrast[0].id, "a");
	assert_int_equal(synthesis.contrast[0].win[0], 5);
	assert_int_equal(synthesis.contrast[0].win[1], 6);
	assert_int_equal(synthesis.contrast[0].loss[0], 1);
	assert_int_equal(synthesis.contrast[0].loss[1], 6);
	assert_float_equal(
		(float)synthesis.contrast[0].difference, .6667f, .0001f);
	assert_float_equal((float)synthesis.contrast[0].fisher, .0801f, .0001f);
	assert_float_equal((float)synthesis.contrast[0].odds, 13.44f, .005f);
	assert_string_equal(synthesis.contrast[1].id, "b");
	assert_string_equal(synthesis.contrast[2].id, "c");
	assert_int_equal(synthesis.contrast[2].win[0], 0);
}

static void one_group_has_no_contrast(void **state)
{
	(void)state;
	say(loss(), "a");
	make();
	assert_int_equal(synthesis.ncontrast, 0);
}

static void assert_cover(size_t i, const char *competitor,
	enum wl_outcome outcome, int interviewed, int closed)
{
	assert_true(i < synthesis.ncoverage);
	assert_string_equal(synthesis.coverage[i].competitor, competitor);
	assert_int_equal(synthesis.coverage[i].outcome, outcome);
	assert_int_equal(synthesis.coverage[i].interviewed, interviewed);
	assert_int_equal(synthesis.coverage[i].closed, closed);
}

static void coverage(void **state)
{
	struct wl_interview *one = loss();

	(void)state;
	one->segment = "smb";
	one->competitor = "rivalco"; /* against deals.csv, which has none */
	fixture_deal(&corpus, one->deal, WL_LOSS, "2026-01-01");
	fixture_deal(&corpus, "D-2", WL_LOSS, "2026-01-01")->competitor =
		"rivalco";
	fixture_deal(&corpus, "D-3", WL_WIN, "2026-01-01");
	fixture_deal(&corpus, "D-4", WL_OPEN, "2026-01-01");
	fixture_deal(&corpus, "D-5", WL_WIN, "2027-01-01"); /* after as_of */
	for (size_t i = 0; i < corpus.deals.n; i++)
		corpus.deals.v[i].segment = "smb";
	make();
	assert_int_equal(synthesis.ncoverage, 2);
	assert_cover(0, "", WL_WIN, 0, 1);
	assert_cover(1, "rivalco", WL_LOSS, 1, 2);
}

/* The filter */

static void filters(void **state)
{
	static const char *const keys[] = { "motion" };
	static const char *const values[] = { "partner" };
	struct wl_pair where = { "motion", "partner" };
	struct wl_filter filter = WL_FILTER_ALL;
	struct wl_interview *one = loss();

	(void)state;
	one->segment = "smb";
	one->competitor = "rivalco";
	one->extra.key = (const char **)keys;
	one->extra.value = (const char **)values;
	one->extra.n = 1;
	filter.outcome = WL_LOSS;
	filter.segment = "smb";
	filter.competitor = "rivalco";
	filter.where = &where;
	filter.nwhere = 1;
	wl_day_parse(&filter.since, "2026-01-01");
	wl_day_parse(&filter.until, "2026-01-01");
	assert_true(wl_filter_passes(&filter, one));
	filter.outcome = WL_WIN;
	assert_false(wl_filter_passes(&filter, one));
	filter.outcome = WL_OUTCOME_NONE;
	filter.segment = "enterprise";
	assert_false(wl_filter_passes(&filter, one));
	filter.segment = NULL;
	filter.competitor = "acmesoft";
	assert_false(wl_filter_passes(&filter, one));
	filter.competitor = NULL;
	where.to = "sales-led";
	assert_false(wl_filter_passes(&filter, one));
	where.to = "partner";
	filter.since++;
	filter.until++;
	assert_false(wl_filter_passes(&filter, one));
	filter.since -= 2;
	filter.until -= 2;
	assert_false(wl_filter_passes(&filter, one));
	filter.until++;
	assert_true(wl_filter_passes(&filter, one));
	one->interviewed.set = false; /* coded says nothing either */
	assert_false(wl_filter_passes(&filter, one));
	wl_day_parse(&one->coded, "2026-01-01");
	assert_true(wl_filter_passes(&filter, one));
}

static void two_outcomes_of_one_deal_are_an_error(void **state)
{
	struct wl_filter filter = WL_FILTER_ALL;
	struct wl_interview *first = loss(), *second = win();
	struct wl_err err = { 0 };

	(void)state;
	second->deal = first->deal;
	filter.outcome = WL_LOSS; /* also if only one of them passes */
	assert_int_equal(wl_synthesis_make(&synthesis, &corpus, &filter, &err),
		WL_EUNREADABLE);
	assert_string_equal(err.path, second->path);
	assert_non_null(strstr(err.text, first->path));
	assert_non_null(strstr(err.text, "L-1"));
	assert_true(*err.hint);
	second->status = WL_PLANNED; /* not counted, so no conflict */
	make();
	assert_int_equal(synthesis.ngroups, 1);
}

static void without_a_deal_each_is_its_own(void **state)
{
	(void)state;
	loss()->deal = NULL;
	loss()->deal = NULL;
	win()->deal = NULL;
	make();
	assert_int_equal(synthesis.groups[0].deals, 1);
	assert_int_equal(synthesis.groups[1].deals, 2);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(no_interview_is_no_error),
		TEST(a_deal_counts_once),
		TEST(by_interview_each_counts),
		TEST(outcomes_are_never_mixed),
		TEST(only_what_counts_is_counted),
		TEST(levels),
		TEST(established_takes_eight_and_saturation),
		TEST(rows_have_intervals_and_order),
		TEST(without_asked_by_the_group_is_asked),
		TEST(a_skipped_question_was_not_asked),
		TEST(asked_of_one_respondent_is_asked_of_the_deal),
		TEST(counter_evidence_is_the_rarer_sign_and_silence),
		TEST(the_strongest_comes_first),
		TEST(without_consent_all_is_confidential),
		TEST(a_limit_keeps_the_strongest),
		TEST(many_deals_in_any_order_of_dates),
		TEST(saturation_goes_by_date),
		TEST(criteria_in_the_order_said),
		TEST(triggers_and_roots),
		TEST(hypotheses),
		TEST(contrast),
		TEST(one_group_has_no_contrast),
		TEST(coverage),
		TEST(filters),
		TEST(two_outcomes_of_one_deal_are_an_error),
		TEST(without_a_deal_each_is_its_own),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
