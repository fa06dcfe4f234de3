/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Inside the study: which units of a group have which theme, as one bit for
 * each unit, so that units are counted 64 at a time whatever they have in
 * common.
 */
#ifndef WL_STUDY_SETS_H
#define WL_STUDY_SETS_H

#include "base/arena.h"

struct wl_group;
struct wl_marks;
struct wl_sample;

struct wl_sets {
	size_t words;     /* of each set */
	uint64_t *themes; /* a set for each theme of the group, as they stand */
};

/* Read the marks of the sample, once the themes of its group stand. */
void wl_sets_make(struct wl_sets *out, struct wl_arena *arena,
	const struct wl_group *group, const struct wl_marks *marks,
	const struct wl_sample *sample);
/* The units that have the theme at this place of the group. */
const uint64_t *wl_sets_theme(const struct wl_sets *sets, size_t theme);
/* A set of no unit. */
uint64_t *wl_sets_none(const struct wl_sets *sets, struct wl_arena *arena);
/* Put in the unit that stands there in the sample, from 0. */
void wl_set_add(uint64_t *set, size_t unit);
/* How many units are in both sets? */
int wl_sets_both(
	const struct wl_sets *sets, const uint64_t *a, const uint64_t *b);

#endif
