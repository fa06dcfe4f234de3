/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The formulas, over plain numbers: k of n deals.  z = 1.959963985 (95 %).
 */
#ifndef WL_STUDY_STATS_H
#define WL_STUDY_STATS_H

#include "base/base.h"

struct wl_interval {
	double lo, hi; /* NAN if undefined */
};

/* Wilson score interval of k/n (Wilson 1927), clamped to [0, 1]. */
struct wl_interval wl_stats_wilson(int k, int n);
/* Newcombe's hybrid score interval of k1/n1 - k2/n2 (Newcombe 1998). */
struct wl_interval wl_stats_newcombe(int k1, int n1, int k2, int n2);
/* Fisher's exact test, two-sided, by point probability with 1e-9 slack. */
double wl_stats_fisher(int k1, int n1, int k2, int n2);
/* Odds ratio with one half added to each cell (Haldane-Anscombe); its
 * interval goes to *interval. */
double wl_stats_odds(
	int k1, int n1, int k2, int n2, struct wl_interval *interval);
/* Chance to see a theme of prevalence p in at least k of n deals. */
double wl_stats_seen(int k, int n, double p);
/* Cohen's kappa of a both, b first only, c second only, d neither; NAN if
 * undefined. */
double wl_stats_kappa(int a, int b, int c, int d);
/*
 * Krippendorff's alpha for nominal data (Krippendorff 2011): values[unit *
 * coders + coder], from 0 on; negative is a gap.  A unit with fewer than two
 * values says nothing.  NAN if undefined: fewer than two values differ in all.
 */
double wl_stats_alpha(const int *values, size_t units, size_t coders);
/* Good-Turing coverage 1 - f1/n; NAN for n = 0. */
double wl_stats_coverage(int f1, int n);

#endif
