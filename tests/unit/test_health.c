/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include "corpus_fixture.h"
#include "study/health.h"

struct given {
	struct wl_corpus corpus;
	struct wl_synthesis synthesis;
	struct wl_trust trust;
	struct wl_declarations late;
	struct wl_health health;
};

static wl_day day_of(const char *text)
{
	wl_day day = WL_NO_DAY;

	assert_true(wl_day_parse(&day, text));
	return day;
}

/* On 2026-11-21 the last 90 days begin on 2026-08-24, those before on
 * 2026-05-26. */
static void begin(struct given *given)
{
	memset(given, 0, sizeof(*given));
	fixture_init(&given->corpus);
	given->corpus.programme.thresholds.note_hours = 2;
	given->corpus.as_of = wl_time_end_of(day_of("2026-11-21"));
	given->corpus.as_of.whole_day = true;
}

static void measure(struct given *given)
{
	struct wl_filter all = WL_FILTER_ALL;
	struct wl_err err;

	if (wl_synthesis_make(&given->synthesis, &given->corpus, &all, &err))
		fail_msg("%s", err.text);
	wl_trust_make(&given->trust, &given->synthesis);
	wl_health_make(
		&given->health, &given->trust, &given->synthesis, &given->late);
}

static void end(struct given *given)
{
	wl_trust_release(&given->trust);
	wl_synthesis_release(&given->synthesis);
	wl_declarations_release(&given->late);
	fixture_release(&given->corpus);
}

static void check(const struct given *given, enum wl_measure_name name,
	const int numbers[4], enum wl_trend trend)
{
	const struct wl_measure *one = &given->health.measures[name];

	assert_int_equal(one->now.k, numbers[0]);
	assert_int_equal(one->now.of, numbers[1]);
	assert_int_equal(one->before.k, numbers[2]);
	assert_int_equal(one->before.of, numbers[3]);
	assert_int_equal(one->trend, trend);
}

#define NUMBERS(...) ((const int[4]){ __VA_ARGS__ })

static void test_without_anything(void **state)
{
	struct given given;

	(void)state;
	begin(&given);
	measure(&given);
	for (int i = 0; i < WL_MEASURES; i++) {
		check(&given, (enum wl_measure_name)i, NUMBERS(0, 0, 0, 0),
			WL_TREND_UNKNOWN);
		assert_true(isnan(wl_share_of(&given.health.measures[i].now)));
	}
	end(&given);
}

static void test_borders_of_the_days(void **state)
{
	static const char *const days[] = { "2026-11-21", "2026-08-24",
		"2026-08-23", "2026-05-26", "2026-05-25" };
	static const char *const ids[] = { "a", "b", "c", "d", "e" };
	struct given given;

	(void)state;
	begin(&given);
	for (size_t i = 0; i < WL_LEN(days); i++) {
		fixture_deal(&given.corpus, ids[i], WL_WIN, days[i]);
		fixture_interview(
			&given.corpus, ids[i], WL_WIN, ids[i], days[i]);
	}
	fixture_deal(&given.corpus, "f", WL_LOSS, "2026-11-01");
	fixture_deal(&given.corpus, "open", WL_OPEN, "2026-11-01");
	measure(&given);
	check(&given, WL_PACE, NUMBERS(2, 0, 2, 0), WL_TREND_LEVEL);
	check(&given, WL_COVERAGE, NUMBERS(2, 3, 2, 2), WL_TREND_UNKNOWN);
	end(&given);
}

static void test_who_answers(void **state)
{
	struct given given;
	struct wl_interview *one;

	(void)state;
	begin(&given);
	for (int i = 0; i < 4; i++) {
		static const char *const ids[] = { "a", "b", "c", "d" };

		one = fixture_interview(&given.corpus, ids[i], WL_WIN, ids[i],
			i ? "" : "2026-11-01");
		for (int p = 0; p < WL_PREPS; p++)
			one->prepared[p].day = WL_NO_DAY;
		one->status = i ? WL_PLANNED : WL_CODED;
	}
	one->prepared[WL_PREP_BRIEFED].day = day_of("2026-11-02");
	given.corpus.interviews[1].prepared[WL_PREP_INTRODUCED].day =
		day_of("2026-11-03");
	given.corpus.interviews[1].status = WL_DECLINED;
	measure(&given);
	/* a was heard, b declined, d has not answered, c was not asked */
	check(&given, WL_RESPONSE, NUMBERS(1, 3, 0, 0), WL_TREND_UNKNOWN);
	end(&given);
}

static void test_notes_and_hypotheses(void **state)
{
	struct given given;

	(void)state;
	begin(&given);
	for (int i = 0; i < 8; i++) {
		static const char *const ids[] = { "a", "b", "c", "d", "e", "f",
			"g", "h" };
		struct wl_interview *one =
			fixture_interview(&given.corpus, ids[i], WL_WIN, ids[i],
				i < 4 ? "2026-11-01" : "2026-07-01");

		one->minutes = 40;
		one->noted = one->interviewed;
		one->noted.utc += (i % 4 ? 160 : 161) * 60;
		one->hypothesis = i < 4   ? WL_CONFIRMED
				  : i < 6 ? WL_PARTLY
					  : WL_REFUTED;
	}
	given.corpus.interviews[1].noted.set = false;
	wl_declared_set(&given.late, "h", WL_LATE);
	measure(&given);
	check(&given, WL_TWO_HOURS, NUMBERS(2, 4, 3, 4), WL_TREND_DOWN);
	check(&given, WL_HIT_RATE, NUMBERS(4, 4, 0, 3), WL_TREND_UNKNOWN);
	assert_int_equal(given.health.measures[WL_HIT_RATE].before.partly, 2);
	assert_true(
		fabs(wl_share_of(&given.health.measures[WL_HIT_RATE].before) -
			1.0 / 3) < 1e-9);
	end(&given);
}

static void test_trust_by_dates(void **state)
{
	struct wl_card cards[4];
	struct wl_member team[] = { { "marc", NULL, NULL, WL_ROLE_PMM } };
	static const char *const days[] = { "2026-11-01", "2026-08-01",
		"2026-08-23", "2026-01-01" };
	struct given given;

	(void)state;
	begin(&given);
	memset(cards, 0, sizeof(cards));
	for (size_t i = 0; i < 4; i++) {
		static const char *const ids[] = { "a", "b", "c", "d" };

		cards[i].id = cards[i].title = ids[i];
		cards[i].verifier = "marc";
		cards[i].verified = day_of(days[i]);
		cards[i].retired = WL_NO_DAY;
		cards[i].verify_days = 91;
	}
	given.corpus.programme.team = team;
	given.corpus.programme.nteam = 1;
	given.corpus.cards = cards;
	given.corpus.ncards = 4;
	measure(&given);
	check(&given, WL_TRUST, NUMBERS(2, 4, 2, 4), WL_TREND_LEVEL);
	end(&given);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_without_anything),
		cmocka_unit_test(test_borders_of_the_days),
		cmocka_unit_test(test_who_answers),
		cmocka_unit_test(test_notes_and_hypotheses),
		cmocka_unit_test(test_trust_by_dates),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
