/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "study/stats.h"

#include <math.h>

#define Z 1.959963985
#define SLACK 1e-9

static struct wl_interval interval(double lo, double hi)
{
	return (struct wl_interval){ lo, hi };
}

struct wl_interval wl_stats_wilson(int k, int n)
{
	double p, scale, centre, half;

	if (n <= 0)
		return interval(NAN, NAN);
	p = (double)k / n;
	scale = 1 + Z * Z / n;
	centre = (p + Z * Z / (2.0 * n)) / scale;
	half = Z * sqrt(p * (1 - p) / n + Z * Z / (4.0 * n * n)) / scale;
	return interval(k <= 0 ? 0 : fmax(0, centre - half),
		k >= n ? 1 : fmin(1, centre + half));
}

struct wl_interval wl_stats_newcombe(int k1, int n1, int k2, int n2)
{
	struct wl_interval a = wl_stats_wilson(k1, n1);
	struct wl_interval b = wl_stats_wilson(k2, n2);
	double p1, p2;

	if (n1 <= 0 || n2 <= 0)
		return interval(NAN, NAN);
	p1 = (double)k1 / n1;
	p2 = (double)k2 / n2;
	return interval(p1 - p2 - hypot(p1 - a.lo, b.hi - p2),
		p1 - p2 + hypot(a.hi - p1, p2 - b.lo));
}

struct tables {
	double all, extreme; /* weights; the observed table has 1 */
};

static void add_table(struct tables *tables, double weight)
{
	tables->all += weight;
	if (weight <= 1 + SLACK)
		tables->extreme += weight;
}

/*
 * Weights relative to the observed table, by the ratio of neighbours: no
 * factorials, and a sum that overflows means a p of 0 to all digits.
 */
double wl_stats_fisher(int k1, int n1, int k2, int n2)
{
	struct tables tables = { 1, 1 };
	double seen = (double)k1 + k2, rest = n2 - seen, weight = 1;

	if (n1 <= 0 || n2 <= 0)
		return NAN;
	for (double a = k1; a < n1 && a < seen; a++) {
		weight *= (seen - a) * (n1 - a) / ((a + 1) * (rest + a + 1));
		add_table(&tables, weight);
	}
	weight = 1;
	for (double a = k1; a > 0 && rest + a > 0; a--) {
		weight *= a * (rest + a) / ((seen - a + 1) * (n1 - a + 1));
		add_table(&tables, weight);
	}
	return fmin(1, tables.extreme / tables.all);
}

double wl_stats_odds(
	int k1, int n1, int k2, int n2, struct wl_interval *interval_out)
{
	double a = k1 + 0.5, b = n1 - k1 + 0.5;
	double c = k2 + 0.5, d = n2 - k2 + 0.5;
	double log_odds = log(a * d / (b * c));
	double half = Z * sqrt(1 / a + 1 / b + 1 / c + 1 / d);

	if (n1 <= 0 || n2 <= 0) {
		*interval_out = interval(NAN, NAN);
		return NAN;
	}
	*interval_out = interval(exp(log_odds - half), exp(log_odds + half));
	return exp(log_odds);
}

double wl_stats_seen(int k, int n, double p)
{
	double missed = 0, term = pow(1 - p, n);

	if (k > n)
		return 0;
	if (p >= 1)
		return 1;
	for (int i = 0; i < k; i++) {
		missed += term;
		term *= (n - i) * p / ((i + 1) * (1 - p));
	}
	return fmin(1, fmax(0, 1 - missed));
}

double wl_stats_kappa(int a, int b, int c, int d)
{
	double n = (double)a + b + c + d, observed, expected;

	if (n <= 0)
		return NAN;
	observed = (a + d) / n;
	expected = (((double)a + b) * ((double)a + c) +
			   ((double)c + d) * ((double)b + d)) /
		   (n * n);
	return expected >= 1 ? NAN : (observed - expected) / (1 - expected);
}

/* The highest value in use, -1 for none. */
static int highest(const int *values, size_t n)
{
	int most = -1;

	for (size_t i = 0; i < n; i++)
		if (values[i] > most)
			most = values[i];
	return most;
}

/* Pairs of a unit that differ, each weighing 1/(m-1); its values are counted
 * into n_c. */
static double unit_disagreement(
	const int *values, size_t coders, double *counts, size_t kinds)
{
	double m = 0, squares = 0;

	for (size_t i = 0; i < coders; i++)
		m += values[i] >= 0;
	if (m < 2)
		return 0;
	for (size_t c = 0; c < kinds; c++) {
		double here = 0;

		for (size_t i = 0; i < coders; i++)
			here += values[i] == (int)c;
		counts[c] += here;
		squares += here * here;
	}
	return (m * m - squares) / (m - 1);
}

double wl_stats_alpha(const int *values, size_t units, size_t coders)
{
	size_t kinds = (size_t)(highest(values, units * coders) + 1);
	double *counts = wl_alloc((kinds + 1) * sizeof(*counts));
	double observed = 0, n = 0, squares = 0, expected;

	for (size_t u = 0; u < units; u++)
		observed += unit_disagreement(
			values + u * coders, coders, counts, kinds);
	for (size_t c = 0; c < kinds; c++) {
		n += counts[c];
		squares += counts[c] * counts[c];
	}
	free(counts);
	expected = n > 1 ? (n * n - squares) / (n - 1) : 0;
	return expected > 0 ? 1 - observed / expected : NAN;
}

double wl_stats_coverage(int f1, int n)
{
	return n > 0 ? 1 - (double)f1 / n : NAN;
}
