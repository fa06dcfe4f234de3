/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Saturation: do new interviews still bring new themes?  After Guest, Namey
 * and Chen (2020): the base is the number of distinct themes in the first
 * four interviews in order of date; a run is two interviews and advances by
 * one; it is reached with the first run whose new themes are at most 5 % of
 * the base.  With a base below 20 that means no new theme at all.
 */
#ifndef WL_STUDY_SATURATION_H
#define WL_STUDY_SATURATION_H

#include "base/arena.h"

#define WL_SATURATION_BASE 4
#define WL_SATURATION_RUN 2

struct wl_run {
	int after; /* interviews before this run */
	int fresh; /* themes that first appear in it */
	double ratio;
};

struct wl_saturation {
	bool computable;  /* 6 interviews, and a theme in the first 4 */
	int base;         /* distinct themes in the first 4 */
	const int *fresh; /* new themes of each interview, in order of date */
	size_t n;         /* interviews with a theme; others tell nothing */
	struct wl_run *runs;
	size_t nruns;
	int reached;     /* interviews before the run; 0: not reached */
	double coverage; /* Good-Turing, over theme-interview incidences */
};

/*
 * From the number of new themes of each of n interviews in order of date;
 * `fresh` must live as long as *out.  Leaves `coverage` alone.
 */
void wl_saturation_make(struct wl_saturation *out, struct wl_arena *arena,
	const int *fresh, size_t n);
/* How many of the last two interviews brought a new theme. */
int wl_saturation_recent(const struct wl_saturation *saturation);

#endif
