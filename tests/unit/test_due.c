/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include "corpus_fixture.h"
#include "rules/due.h"

/* A corpus with what is due in it. */
struct given {
	struct wl_corpus corpus;
	struct wl_subject subject;
	struct wl_synthesis synthesis;
	struct wl_trust trust;
	struct wl_dues_list due;
};

static wl_day day_of(const char *text)
{
	wl_day day = WL_NO_DAY;

	assert_true(wl_day_parse(&day, text));
	return day;
}

static void begin(struct given *given, const char *today)
{
	memset(given, 0, sizeof(*given));
	fixture_init(&given->corpus);
	given->corpus.programme.thresholds.note_hours = 2;
	given->corpus.as_of = wl_time_end_of(day_of(today));
	given->corpus.as_of.whole_day = true;
}

static void look(struct given *given)
{
	struct wl_filter all = WL_FILTER_ALL;
	struct wl_err err;

	if (wl_synthesis_make(&given->synthesis, &given->corpus, &all, &err))
		fail_msg("%s", err.text);
	wl_trust_make(&given->trust, &given->synthesis);
	given->subject.corpus = &given->corpus;
	given->subject.synthesis = &given->synthesis;
	given->subject.trust = &given->trust;
	wl_due_make(&given->due, &given->subject);
}

static void end(struct given *given)
{
	wl_due_release(&given->due);
	wl_trust_release(&given->trust);
	wl_synthesis_release(&given->synthesis);
	fixture_release(&given->corpus);
}

/* The only item of a kind; NULL if there is none. */
static const struct wl_due_item *only(
	const struct given *given, const char *kind)
{
	const struct wl_due_item *found = NULL;

	for (size_t i = 0; i < given->due.n; i++) {
		if (strcmp(given->due.v[i].kind, kind))
			continue;
		if (found)
			fail_msg("'%s' and '%s'", found->what,
				given->due.v[i].what);
		found = &given->due.v[i];
	}
	return found;
}

/* An interview that was held, with nothing left to do. */
static struct wl_interview *done_interview(
	struct given *given, const char *id, const char *day)
{
	struct wl_interview *one =
		fixture_interview(&given->corpus, id, WL_LOSS, id, day);

	one->noted = one->interviewed;
	for (int i = 0; i < WL_AFTERS; i++)
		one->after[i].day = day_of(day);
	for (int i = 0; i < WL_PREPS; i++)
		one->prepared[i].day = day_of(day);
	return one;
}

static void test_nothing_is_due(void **state)
{
	struct given given;

	(void)state;
	begin(&given, "2026-11-21");
	done_interview(&given, "a", "2026-11-20");
	look(&given);
	assert_int_equal(given.due.n, 0);
	end(&given);
}

static void test_notes_have_two_hours(void **state)
{
	static const struct {
		int minutes; /* after the start */
		const char *part;
		bool overdue;
	} rows[] = {
		{ 60, "in 1:40", false }, /* 40 long, two hours: 160 left */
		{ 159, "in 0:01", false },
		{ 161, "are missing", true },
		{ 60 * 24 * 3, "are missing", true },
	};

	(void)state;
	for (size_t i = 0; i < WL_LEN(rows); i++) {
		struct given given;
		struct wl_interview *one;
		const struct wl_due_item *item;

		begin(&given, "2026-11-21");
		one = done_interview(&given, "a", "2026-11-20");
		one->noted.set = false;
		one->minutes = 40;
		given.corpus.as_of = one->interviewed;
		given.corpus.as_of.utc += rows[i].minutes * 60;
		look(&given);
		item = only(&given, "notes");
		assert_non_null(item);
		if (!strstr(item->what, rows[i].part))
			fail_msg("row %zu: %s", i, item->what);
		assert_int_equal(item->overdue, rows[i].overdue);
		assert_string_equal(item->command, "winloss note a");
		end(&given);
	}
}

static void test_preparation_waits_for_thirty_days(void **state)
{
	static const struct {
		const char *closed;
		int days;
		bool overdue;
	} rows[] = {
		{ "2028-01-30", -1, false }, /* over a leap day */
		{ "2028-01-29", 0, false },
		{ "2028-01-28", 1, true },
	};

	(void)state;
	for (size_t i = 0; i < WL_LEN(rows); i++) {
		struct given given;
		struct wl_interview *one;
		const struct wl_due_item *item;

		begin(&given, "2028-02-28");
		one = fixture_interview(&given.corpus, "a", WL_LOSS, "a", "");
		one->status = WL_PLANNED;
		one->closed = day_of(rows[i].closed);
		for (int p = 0; p < WL_PREPS; p++)
			one->prepared[p].day =
				p ? day_of("2028-02-01") : WL_NO_DAY;
		for (int p = 0; p < WL_AFTERS; p++)
			one->after[p].day = WL_NO_DAY;
		look(&given);
		item = only(&given, "preparation");
		assert_non_null(item);
		assert_string_equal(item->what, "a: not prepared yet (crm)");
		assert_int_equal(item->days, rows[i].days);
		assert_int_equal(item->overdue, rows[i].overdue);
		end(&given);
	}
}

static void test_only_what_was_not_gone_through_is_to_be_tagged(void **state)
{
	struct given given;
	struct wl_interview *one;

	(void)state;
	begin(&given, "2026-11-21");
	one = done_interview(&given, "coded", "2026-11-01");
	fixture_quote(&given.corpus, one, "Words.", "");
	one->coded = day_of("2026-11-02");
	one = done_interview(&given, "noted", "2026-11-01");
	one->status = WL_NOTED;
	fixture_quote(&given.corpus, one, "Words.", "");
	fixture_quote(&given.corpus, one, "Words.", "a");
	look(&given);
	assert_string_equal(only(&given, "tagging")->what,
		"noted: 1 quote without a theme");
	assert_int_equal(only(&given, "tagging")->days, 13);
	end(&given);
}

static void test_what_follows(void **state)
{
	struct given given;
	struct wl_interview *one;

	(void)state;
	begin(&given, "2026-11-21");
	one = done_interview(&given, "a", "2026-11-14");
	one->after[WL_AFTER_CONFIRMED].day = WL_NO_DAY;
	one->after[WL_AFTER_SHARED].day = WL_NO_DAY;
	look(&given);
	assert_string_equal(only(&given, "following")->what,
		"a: still to do: telling the seller, sharing it");
	assert_string_equal(only(&given, "following")->command,
		"winloss note a --confirmed");
	assert_int_equal(only(&given, "following")->days, 0);
	assert_false(only(&given, "following")->overdue);
	end(&given);
}

static void test_cards(void **state)
{
	struct wl_card card = { .id = "r",
		.type = WL_BATTLECARD,
		.title = "R",
		.verifier = "marc",
		.retired = WL_NO_DAY };
	struct wl_member team[] = { { "marc", NULL, NULL, WL_ROLE_PMM } };
	struct given given;

	(void)state;
	begin(&given, "2026-11-21");
	card.verified = day_of("2026-08-30"); /* 90 days: 2026-11-28 */
	given.corpus.programme.team = team;
	given.corpus.programme.nteam = 1;
	given.corpus.programme.verify_days[0] = 90;
	given.corpus.cards = &card;
	given.corpus.ncards = 1;
	look(&given);
	assert_string_equal(only(&given, "card")->what,
		"battlecard/r: to be verified again");
	assert_string_equal(only(&given, "card")->owner, "marc");
	assert_int_equal(only(&given, "card")->days, -7);
	end(&given);
}

static void test_actions_and_reviews(void **state)
{
	struct wl_action actions[] = {
		{ .id = "over", .what = "Over", .owner = "ines" },
		{ .id = "soon", .what = "Soon" },
		{ .id = "late", .what = "Later" },
		{ .id = "done", .what = "Done" },
	};
	struct wl_review review = { .id = "2026-10",
		.kind = WL_MONTHLY,
		.actions = actions,
		.nactions = 4 };
	struct given given;
	size_t n = 0;

	(void)state;
	begin(&given, "2026-11-21");
	for (size_t i = 0; i < 4; i++)
		actions[i].done = actions[i].declined = WL_NO_DAY;
	actions[0].deadline = day_of("2026-11-20");
	actions[1].deadline = day_of("2026-11-28");
	actions[2].deadline = day_of("2026-11-29");
	actions[3].deadline = day_of("2026-11-01");
	actions[3].done = day_of("2026-11-02");
	review.held = review.as_of = day_of("2026-10-28");
	review.since = WL_NO_DAY;
	given.corpus.reviews = &review;
	given.corpus.nreviews = 1;
	look(&given);
	for (size_t i = 0; i < given.due.n; i++)
		n += !strcmp(given.due.v[i].kind, "action");
	assert_int_equal(n, 2);
	assert_string_equal(given.due.v[0].subject, "over");
	assert_true(given.due.v[0].overdue);
	assert_string_equal(
		given.due.v[0].command, "winloss review close over");
	assert_string_equal(only(&given, "review")->subject, "monthly");
	assert_int_equal(only(&given, "review")->days,
		day_of("2026-11-21") - day_of("2026-10-28") -
			WL_REVIEW_MONTHLY_DAYS);
	end(&given);
}

static void test_gaps(void **state)
{
	struct wl_competitor rivals[] = { { "rivalco", "RivalCo", { 0 } },
		{ "otherco", "OtherCo", { 0 } } };
	struct given given;
	struct wl_deal *deal;

	(void)state;
	begin(&given, "2026-11-21");
	given.corpus.programme.competitors = rivals;
	given.corpus.programme.ncompetitors = 2;
	deal = fixture_deal(&given.corpus, "D 1", WL_LOSS, "2026-10-01");
	deal->competitor = "RivalCo";
	deal = fixture_deal(&given.corpus, "old", WL_WIN, "2026-09-21");
	deal->competitor = "rivalco"; /* 61 days ago */
	deal = fixture_deal(&given.corpus, "heard", WL_LOSS, "2026-10-02");
	deal->competitor = "otherco";
	done_interview(&given, "heard", "2026-11-01")->competitor = "otherco";
	look(&given);
	assert_string_equal(only(&given, "gap")->what,
		"no loss to RivalCo heard in 60 days, and deals closed");
	assert_string_equal(only(&given, "gap")->command, "winloss prep 'D 1'");
	end(&given);
}

static void test_order_is_by_need(void **state)
{
	struct given given;

	(void)state;
	begin(&given, "2026-11-21");
	for (int i = 0; i < 3; i++) {
		static const char *const days[] = { "2026-11-18", "2026-10-26",
			"2026-11-01" };
		static const char *const ids[] = { "new", "old", "mid" };

		done_interview(&given, ids[i], days[i])
			->after[WL_AFTER_SHARED]
			.day = WL_NO_DAY;
	}
	look(&given);
	assert_int_equal(given.due.overdue, 2);
	assert_string_equal(given.due.v[0].subject, "old");
	assert_string_equal(given.due.v[1].subject, "mid");
	assert_string_equal(given.due.v[2].subject, "new");
	end(&given);
}

/* What has run out within the day cannot wait. */
static void test_the_clock_comes_first(void **state)
{
	struct wl_interview *one;
	struct given given;

	(void)state;
	begin(&given, "2026-11-21");
	given.corpus.as_of.whole_day = false;
	done_interview(&given, "old", "2026-10-26")
		->after[WL_AFTER_SHARED]
		.day = WL_NO_DAY;
	one = done_interview(&given, "now", "2026-11-21");
	one->noted.set = false;
	memset(one->notes, 0, sizeof(one->notes));
	look(&given);
	assert_string_equal(given.due.v[0].subject, "now");
	assert_true(given.due.v[0].overdue);
	assert_string_equal(given.due.v[1].subject, "old");
	end(&given);
}

/* Without deals there is nobody to ask. */
static void test_deals_come_first(void **state)
{
	struct given given;

	(void)state;
	begin(&given, "2026-11-21");
	look(&given);
	assert_non_null(only(&given, "deals"));
	end(&given);
	begin(&given, "2026-11-21");
	fixture_deal(&given.corpus, "D1", WL_LOSS, "2026-09-22");
	look(&given);
	assert_null(only(&given, "deals"));
	end(&given);
}

static void test_every_kind_is_one_row(void **state)
{
	size_t n = 0;

	(void)state;
	for (; wl_due_kind_at(n); n++)
		for (size_t i = 0; i < n; i++)
			assert_string_not_equal(wl_due_kind_at(i)->name,
				wl_due_kind_at(n)->name);
	assert_true(n >= 12);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_nothing_is_due),
		cmocka_unit_test(test_notes_have_two_hours),
		cmocka_unit_test(test_preparation_waits_for_thirty_days),
		cmocka_unit_test(
			test_only_what_was_not_gone_through_is_to_be_tagged),
		cmocka_unit_test(test_what_follows),
		cmocka_unit_test(test_cards),
		cmocka_unit_test(test_actions_and_reviews),
		cmocka_unit_test(test_gaps),
		cmocka_unit_test(test_order_is_by_need),
		cmocka_unit_test(test_the_clock_comes_first),
		cmocka_unit_test(test_deals_come_first),
		cmocka_unit_test(test_every_kind_is_one_row),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
