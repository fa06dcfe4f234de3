/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Interviews in numbers, so that whatever counts them walks flat arrays and
 * compares no texts.
 *
 * The number of a theme is its place in the codebook; those that are not there
 * have the numbers behind.  Questions have numbers in the order of the guides,
 * then of what themes are asked by; all others those behind.  Which of the
 * others has which number depends on threads and on the past, so nothing that
 * is shown may.
 */
#ifndef WL_STORE_NUMBERS_H
#define WL_STORE_NUMBERS_H

#include <pthread.h>

#include "base/map.h"
#include "model/codebook.h"
#include "model/deal.h"
#include "model/guide.h"
#include "model/interview.h"

#define WL_NO_NUMBER UINT32_MAX

/* A tag of a passage. */
struct wl_mark {
	uint32_t theme;
	uint32_t passage;  /* its place in the interview */
	uint32_t question; /* that it answers; WL_NO_NUMBER */
	signed char polarity;
	bool quote;
	unsigned char level; /* enum wl_level, with the interview's consent */
};

/* What is counted of an interview, complete. */
struct wl_coded {
	const struct wl_mark *marks; /* in the order of the file */
	const uint32_t *asked; /* questions: nasked that were not skipped, then
				  the skipped ones, nheadings in all */
	const uint32_t *criteria; /* themes, as interview.criteria */
	uint32_t nmarks, nasked, nheadings, ncriteria;
	uint32_t trigger; /* a theme; WL_NO_NUMBER */
	uint32_t crm;     /* place of its deal in deals.v; WL_NO_NUMBER */
	int64_t moment;   /* wl_interview_moment */
	wl_day day;       /* wl_interview_day */
	wl_day closed;
	unsigned char outcome, root, price, hypothesis; /* of their enums */
	bool counts, internal; /* wl_interview_counts */
};

struct wl_numbers {
	const char **themes; /* id of each number (borrowed) */
	size_t nthemes, cap_themes;
	const char **questions;
	size_t nquestions, cap_questions;
	struct wl_map theme_of, question_of; /* number + 1 */
	pthread_mutex_t mutex;               /* of all these */
};

/* Number what the codebook and the guides hold; they are borrowed. */
void wl_numbers_init(struct wl_numbers *numbers,
	const struct wl_codebook *codebook, const struct wl_guide *guides,
	size_t nguides);
void wl_numbers_release(struct wl_numbers *numbers);
/* WL_NO_NUMBER if it has none. */
uint32_t wl_numbers_question(const struct wl_numbers *numbers, const char *id);

/* The numbers that others, of another time, are now.  Both tables live in the
 * arena; `same`: there is nothing to change. */
struct wl_renumbering {
	const uint32_t *theme, *question; /* by old number */
	bool same;
};
void wl_numbers_adopt(struct wl_numbers *numbers, struct wl_renumbering *out,
	struct wl_arena *arena, const struct wl_numbers *old);
/* The marks and lists of `old` in the new numbers. */
void wl_coded_renumber(struct wl_coded *out, const struct wl_coded *old,
	const struct wl_renumbering *numbers, struct wl_arena *arena);

/*
 * The numbers that were met last, by the address of their texts: those of one
 * corpus stand in memory once, so most are known without reading them.  For
 * one thread.
 */
struct wl_number_memory;

struct wl_number_memory *wl_number_memory_new(void);
void wl_number_memory_free(struct wl_number_memory *memory);

/* Number the tags, questions and captures of an interview.  Safe from several
 * threads. */
void wl_coded_number(struct wl_coded *out, struct wl_numbers *numbers,
	struct wl_number_memory *memory, const struct wl_interview *interview,
	struct wl_arena *arena);
/* What else is counted of it, complete. */
void wl_coded_fill(struct wl_coded *out, const struct wl_interview *interview,
	const struct wl_deals *deals);

#endif
