/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Inside the study: the interviews of a sample in numbers (store/numbers.h),
 * which a corpus that was loaded has already; a filter by parents gives child
 * themes the numbers of their parents.
 */
#ifndef WL_STUDY_MARKS_H
#define WL_STUDY_MARKS_H

#include "store/corpus.h"

struct wl_synthesis;
struct wl_sample;

struct wl_marks {
	const struct wl_synthesis *synthesis;
	const struct wl_corpus *corpus;
	struct wl_arena arena;
	struct wl_numbers own; /* of a corpus that has none: made by hand */
	struct wl_numbers *numbers;
	/* All that follows stands from wl_marks_read on. */
	const char *const *themes; /* id of each number */
	size_t nthemes, nquestions;
	const struct wl_codebook *codebook;
	uint32_t *counted; /* what a theme counts for */
	bool *referral;    /* is the question one of this role? */
	bool referrals;    /* is there any? */
};

void wl_marks_init(
	struct wl_marks *marks, const struct wl_synthesis *synthesis);
void wl_marks_release(struct wl_marks *marks);
/* Fill `coded` of all respondents of the WL_SAMPLES. */
void wl_marks_read(struct wl_marks *marks, const struct wl_sample *samples);
/* WL_NO_NUMBER if it has none. */
uint32_t wl_marks_question(const struct wl_marks *marks, const char *id);
/* Does a question of the role `referral` stand in the interview? */
bool wl_marks_refers(
	const struct wl_marks *marks, const struct wl_coded *coded);

#endif
