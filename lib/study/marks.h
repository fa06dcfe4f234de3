/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Inside the study: the interviews of a sample in numbers, so that whatever
 * counts them walks flat arrays and looks nothing up.
 *
 * The number of a theme is its place in the codebook; those that are not there
 * have the numbers behind.  Which of them has which depends on the threads, so
 * nothing that is shown may.  The number of a question is any; one that no
 * guide and no theme's asked-by knows has none.
 */
#ifndef WL_STUDY_MARKS_H
#define WL_STUDY_MARKS_H

#include <pthread.h>

#include "store/corpus.h"

#define WL_NO_NUMBER UINT32_MAX

/* One tag of a passage. */
struct wl_mark {
	uint32_t theme;    /* that it counts for (filter.parents) */
	uint32_t passage;  /* its place in the interview */
	uint32_t question; /* that it answers; WL_NO_NUMBER */
	signed char polarity;
	bool quote;
	unsigned char level; /* enum wl_level, with the interview's consent */
};

/* An interview. */
struct wl_coded {
	const struct wl_mark *marks; /* in the order of the file */
	const uint32_t *asked;       /* questions that were not skipped */
	const uint32_t *criteria;    /* themes, as interview.criteria */
	size_t nmarks, nasked;
	uint32_t trigger; /* a theme */
	bool referral;    /* a passage answers a question of this role */
};

struct wl_marks {
	const struct wl_codebook *codebook;
	struct wl_arena arena;
	const char **themes; /* id of each number; sealed by wl_marks_read */
	size_t nthemes, cap;
	struct wl_map others;    /* not in the codebook: number + 1 */
	pthread_mutex_t mutex;   /* of these */
	uint32_t *counted;       /* what a theme of the codebook counts for */
	struct wl_map questions; /* number + 1 */
	size_t nquestions;
	bool *referral; /* by question */
	bool referrals; /* is there any? */
};

struct wl_synthesis;
struct wl_sample;

/* Number what the codebook and the guides hold. */
void wl_marks_init(
	struct wl_marks *marks, const struct wl_synthesis *synthesis);
void wl_marks_release(struct wl_marks *marks);
/* Fill `coded` of all respondents of the WL_SAMPLES, on all cores. */
void wl_marks_read(struct wl_marks *marks, const struct wl_sample *samples);
/* WL_NO_NUMBER if it has none. */
uint32_t wl_marks_question(const struct wl_marks *marks, const char *id);

#endif
