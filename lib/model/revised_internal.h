/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Inside the comparison of cards: the words of a claim, and which claim of the
 * older card became which of the newer.
 */
#ifndef WL_MODEL_REVISED_INTERNAL_H
#define WL_MODEL_REVISED_INTERNAL_H

#include "model/revised.h"

/* A run of letters and signs; punctuation at its ends and each wide character
 * (CJK) is a word of its own. */
struct wl_revised_word {
	const char *s; /* points into the text */
	size_t n;
	bool spaced; /* stands behind white space or at the beginning */
	bool sign;   /* nothing but punctuation */
};

/* The words of a text, the caller's to free; *n gets how many. */
struct wl_revised_word *wl_revised_split(const char *text, size_t *n);

#define WL_NO_PAIR SIZE_MAX

/*
 * Which claims are the same.  of[i] gets the index in `after` that claim i of
 * `before` has become, or WL_NO_PAIR.  Several that could be: the same words
 * before like ones, the same section before another, most in common, the
 * order of the files.
 */
void wl_revised_pair(
	size_t *of, const struct wl_card *before, const struct wl_card *after);

#endif
