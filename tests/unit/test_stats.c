/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Every vector of statistics.md. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <math.h>

#include "study/stats.h"

#define FOUR 0.00005 /* the vectors have four decimals */
#define THREE 0.0005

#define assert_near(actual, expected, within)                                  \
	assert_float_equal((float)(actual), (float)(expected), (float)(within))

static void wilson(void **state)
{
	static const struct {
		int k, n;
		double lo, hi;
	} rows[] = {
		{ 0, 6, 0, .3903 },
		{ 1, 6, .0301, .5635 },
		{ 3, 6, .1876, .8124 },
		{ 4, 6, .3000, .9032 },
		{ 3, 8, .1368, .6943 },
		{ 5, 8, .3057, .8632 },
		{ 3, 10, .1078, .6032 },
		{ 3, 12, .0889, .5323 },
		{ 9, 12, .4677, .9111 },
		{ 12, 12, .7575, 1 },
		{ 7, 50, .0695, .2619 },
	};

	(void)state;
	for (size_t i = 0; i < WL_LEN(rows); i++) {
		struct wl_interval got = wl_stats_wilson(rows[i].k, rows[i].n);

		assert_near(got.lo, rows[i].lo, FOUR);
		assert_near(got.hi, rows[i].hi, FOUR);
	}
}

static void wilson_stays_within_zero_and_one(void **state)
{
	(void)state;
	for (int n = 1; n < 300; n++) {
		assert_true(wl_stats_wilson(0, n).lo == 0);
		assert_true(wl_stats_wilson(n, n).hi == 1);
		for (int k = 0; k <= n; k++) {
			struct wl_interval got = wl_stats_wilson(k, n);

			assert_true(got.lo >= 0 && got.hi <= 1);
			assert_true(got.lo <= (double)k / n);
			assert_true(got.hi >= (double)k / n);
		}
	}
}

static void nothing_is_not_a_number(void **state)
{
	struct wl_interval odds;

	(void)state;
	assert_true(isnan(wl_stats_wilson(0, 0).lo));
	assert_true(isnan(wl_stats_wilson(0, 0).hi));
	assert_true(isnan(wl_stats_newcombe(0, 0, 1, 2).lo));
	assert_true(isnan(wl_stats_newcombe(1, 2, 0, 0).hi));
	assert_true(isnan(wl_stats_fisher(0, 0, 1, 2)));
	assert_true(isnan(wl_stats_odds(1, 2, 0, 0, &odds)));
	assert_true(isnan(odds.lo));
	assert_true(isnan(wl_stats_kappa(0, 0, 0, 0)));
	assert_true(isnan(wl_stats_coverage(0, 0)));
}

static void difference(void **state)
{
	static const struct {
		int k1, n1, k2, n2;
		double lo, hi;
	} rows[] = {
		{ 5, 6, 1, 6, .1055, .8599 },
		{ 4, 6, 2, 6, -.1852, .6679 },
		{ 3, 6, 0, 6, .0001, .8124 },
		{ 8, 12, 3, 12, .0218, .6697 },
	};

	(void)state;
	for (size_t i = 0; i < WL_LEN(rows); i++) {
		struct wl_interval got = wl_stats_newcombe(
			rows[i].k1, rows[i].n1, rows[i].k2, rows[i].n2);

		assert_near(got.lo, rows[i].lo, FOUR);
		assert_near(got.hi, rows[i].hi, FOUR);
	}
}

static void fisher(void **state)
{
	static const struct {
		int k1, n1, k2, n2;
		double p;
	} rows[] = {
		{ 5, 6, 1, 6, .0801 },
		{ 4, 6, 2, 6, .5671 },
		{ 3, 6, 0, 6, .1818 },
		{ 6, 8, 2, 8, .1319 },
		{ 8, 12, 3, 12, .0995 },
		{ 56, 70, 48, 80, .0125 },
		{ 3, 6, 3, 6, 1 },
		{ 0, 6, 0, 6, 1 },
		{ 6, 6, 6, 6, 1 },
	};

	(void)state;
	for (size_t i = 0; i < WL_LEN(rows); i++) {
		assert_near(wl_stats_fisher(rows[i].k1, rows[i].n1, rows[i].k2,
				    rows[i].n2),
			rows[i].p, FOUR);
		/* The groups change places */
		assert_near(wl_stats_fisher(rows[i].k2, rows[i].n2, rows[i].k1,
				    rows[i].n1),
			rows[i].p, FOUR);
	}
}

static void fisher_of_many_deals(void **state)
{
	(void)state;
	assert_near(wl_stats_fisher(30000, 60000, 30000, 60000), 1, FOUR);
	assert_true(wl_stats_fisher(60000, 60000, 0, 60000) < 1e-300);
	assert_true(wl_stats_fisher(60000, 60000, 0, 60000) >= 0);
}

static void odds(void **state)
{
	struct wl_interval interval;

	(void)state;
	assert_near(wl_stats_odds(5, 6, 1, 6, &interval), 13.44, .005);
	assert_near(interval.lo, 1.05, .005);
	assert_near(interval.hi, 172.7, .05);
	assert_near(wl_stats_odds(0, 6, 0, 6, &interval), 1, FOUR);
}

static void seen(void **state)
{
	static const struct {
		int k, n;
		double p, chance;
	} rows[] = {
		{ 3, 6, .2, .099 },
		{ 3, 6, .3, .256 },
		{ 3, 6, .4, .456 },
		{ 3, 6, .5, .656 },
		{ 3, 8, .3, .448 },
		{ 3, 12, .3, .747 },
		{ 3, 20, .3, .965 },
		{ 1, 9, .2, .866 },
		{ 3, 2, .9, 0 },
		{ 3, 3, 1, 1 },
		{ 1, 5, 0, 0 },
	};

	(void)state;
	for (size_t i = 0; i < WL_LEN(rows); i++)
		assert_near(wl_stats_seen(rows[i].k, rows[i].n, rows[i].p),
			rows[i].chance, THREE);
}

static void kappa(void **state)
{
	(void)state;
	assert_near(wl_stats_kappa(20, 5, 10, 15), .40, THREE);
	assert_near(wl_stats_kappa(45, 5, 5, 45), .80, THREE);
	assert_near(wl_stats_kappa(85, 5, 5, 5), .444, THREE);
	assert_near(wl_stats_kappa(118, 5, 2, 0), -.023, THREE);
	assert_true(isnan(wl_stats_kappa(10, 0, 0, 0)));
}

/* "0100" as values; '.' is a gap.  Coders one behind the other. */
static double alpha_of(const char *const *coders, size_t n)
{
	size_t units = strlen(coders[0]);
	int values[64];

	for (size_t u = 0; u < units; u++)
		for (size_t c = 0; c < n; c++)
			values[u * n + c] =
				coders[c][u] == '.' ? -1 : coders[c][u] - '0';
	return wl_stats_alpha(values, units, n);
}

static void alpha(void **state)
{
	static const char *const two[] = { "0100000010", "1110010000" };
	static const char *const same[] = { "0110", "0110" };
	static const char *const one_kind[] = { "1111", "1111" };
	static const char *const apart[] = { "01..", "..01" };
	/* Krippendorff's own example, four coders with gaps */
	static const char *const four[] = { "123321412...", "1233224125.3",
		".3332342251.", "12332441251." };

	(void)state;
	assert_near(alpha_of(two, 2), .0952, FOUR);
	assert_near(alpha_of(same, 2), 1, FOUR);
	assert_true(isnan(alpha_of(one_kind, 2)));
	assert_true(isnan(alpha_of(apart, 2)));
	assert_true(isnan(wl_stats_alpha(NULL, 0, 2)));
	assert_near(alpha_of(four, 4), .743, THREE);
}

static void coverage(void **state)
{
	(void)state;
	assert_near(wl_stats_coverage(3, 30), .90, FOUR);
	assert_near(wl_stats_coverage(0, 30), 1, FOUR);
	assert_near(wl_stats_coverage(30, 30), 0, FOUR);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(wilson),
		cmocka_unit_test(wilson_stays_within_zero_and_one),
		cmocka_unit_test(nothing_is_not_a_number),
		cmocka_unit_test(difference),
		cmocka_unit_test(fisher),
		cmocka_unit_test(fisher_of_many_deals),
		cmocka_unit_test(odds),
		cmocka_unit_test(seen),
		cmocka_unit_test(kappa),
		cmocka_unit_test(alpha),
		cmocka_unit_test(coverage),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
