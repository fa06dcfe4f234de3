/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <math.h>

#include "corpus_fixture.h"
#include "study/agreement.h"

#define assert_near(actual, expected)                                          \
	assert_float_equal((float)(actual), (float)(expected), 0.0005F)

static struct wl_corpus corpus;
static struct wl_interview *interview;

/* Four passages of the first coder. */
static void given(void)
{
	fixture_init(&corpus);
	interview = fixture_interview(
		&corpus, "2026-11-acme", WL_LOSS, "OPP-1", "2026-11-02");
	fixture_quote(&corpus, interview, "one", "pricing- deadline");
	fixture_quote(&corpus, interview, "two", "pricing");
	fixture_quote(&corpus, interview, "three", "");
	fixture_quote(&corpus, interview, "four", "security");
}

/* Tags such as "a b-"; "." is not gone through. */
static struct wl_coding coding(
	const char *coder, const char *const *tags, size_t n)
{
	struct wl_coding out = { .coder = coder, .interview = interview->id };

	out.v = wl_arena_alloc(&corpus.arena, n * sizeof(*out.v));
	for (size_t i = 0; i < n; i++) {
		struct wl_interview scratch = {
			.passages = wl_arena_alloc(
				&corpus.arena, sizeof(struct wl_passage))
		};
		const struct wl_passage *made;

		out.v[i].passage =
			wl_arena_printf(&corpus.arena, "p%zu", i + 1);
		out.v[i].done = !wl_streq(tags[i], ".");
		made = fixture_quote(&corpus, &scratch, "", tags[i]);
		out.v[i].tags = made->tags;
		out.v[i].ntags = out.v[i].done ? made->ntags : 0;
		out.n++;
	}
	return out;
}

static const struct wl_agreed *row(
	const struct wl_agreement *agreement, const char *theme)
{
	for (size_t i = 0; i < agreement->nthemes; i++)
		if (wl_streq(agreement->themes[i].theme, theme))
			return &agreement->themes[i];
	fail_msg("no row of %s", theme);
	return NULL;
}

static void test_two_coders(void **state)
{
	const char *tags[] = { "pricing+ deadline", "", "pricing", ".", "x" };
	struct wl_coding marc;
	struct wl_second second;
	struct wl_agreement got;
	const struct wl_agreed *one;

	(void)state;
	given();
	marc = coding("marc", tags, 5);
	second = (struct wl_second){ interview, &marc };
	wl_agreement_make(&got, &second, 1);
	assert_int_equal(got.ncoders, 1);
	assert_string_equal(got.coders[0], "marc");
	assert_int_equal(got.passages, 3);
	assert_int_equal(got.open, 1);
	assert_int_equal(got.lost, 1); /* p5 */
	/* Of themes on passages that only the first one went through: none */
	assert_int_equal(got.nthemes, 2);
	one = row(&got, "pricing");
	assert_int_equal(one->both, 1);
	assert_int_equal(one->first, 1);
	assert_int_equal(one->second, 1);
	assert_int_equal(one->neither, 0);
	assert_near(one->observed, 1.0 / 3);
	assert_near(one->prevalence, 4.0 / 6);
	assert_near(one->positive, .5);
	assert_near(one->kappa, -.5);
	assert_near(one->alpha, -.25);
	one = row(&got, "deadline");
	assert_near(one->kappa, 1);
	assert_near(one->alpha, 1);
	assert_int_equal(got.ndisagreed, 3);
	assert_true(got.disagreed[0].first && got.disagreed[0].second);
	assert_int_equal(got.disagreed[0].first_sign, -1);
	assert_int_equal(got.disagreed[0].second_sign, 1);
	assert_true(got.disagreed[1].first && !got.disagreed[1].second);
	assert_true(!got.disagreed[2].first && got.disagreed[2].second);
	assert_string_equal(got.disagreed[2].passage->id, "p3");
	wl_agreement_release(&got);
	fixture_release(&corpus);
}

static void test_three_coders(void **state)
{
	const char *one[] = { "pricing", "pricing", "", "security" };
	const char *two[] = { "pricing", ".", "", "pricing" };
	struct wl_coding marc, ruth;
	struct wl_agreement got;

	(void)state;
	given();
	marc = coding("marc", one, 4);
	ruth = coding("ruth", two, 4);
	{
		struct wl_second seconds[] = { { interview, &ruth },
			{ interview, &marc } };

		wl_agreement_make(&got, seconds, 2);
	}
	assert_int_equal(got.ncoders, 2);
	assert_string_equal(got.coders[0], "marc");
	assert_int_equal(row(&got, "pricing")->both, -1);
	assert_true(isnan(row(&got, "pricing")->kappa));
	/* units 111, 11., 000, 001: D_o = 2, n = 11, n_1 = 6 */
	assert_near(row(&got, "pricing")->alpha, 1 - 2.0 / 6);
	wl_agreement_release(&got);
	fixture_release(&corpus);
}

static void test_nothing(void **state)
{
	struct wl_agreement got;

	(void)state;
	wl_agreement_make(&got, NULL, 0);
	assert_int_equal(got.passages, 0);
	assert_int_equal(got.nthemes, 0);
	wl_agreement_release(&got);
}

static void test_verdict(void **state)
{
	(void)state;
	assert_string_equal(wl_agreement_verdict(.8), "reliable");
	assert_string_equal(wl_agreement_verdict(.799), "tentative");
	assert_string_equal(wl_agreement_verdict(.667), "tentative");
	assert_string_equal(
		wl_agreement_verdict(.66), "discuss the definition");
	assert_string_equal(wl_agreement_verdict(NAN), "");
}

static void test_draw(void **state)
{
	(void)state;
	assert_true(wl_agreement_draw("7", "a", "b") ==
		    wl_agreement_draw("7", "a", "b"));
	assert_true(wl_agreement_draw("7", "a", "b") !=
		    wl_agreement_draw("8", "a", "b"));
	assert_true(wl_agreement_draw("7", "a", "bc") !=
		    wl_agreement_draw("7", "ab", "c"));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_two_coders),
		cmocka_unit_test(test_three_coders),
		cmocka_unit_test(test_nothing),
		cmocka_unit_test(test_verdict),
		cmocka_unit_test(test_draw),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
