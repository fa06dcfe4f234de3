/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The buyers' referral language beside our messages: which content words both
 * use, and which only one side does (statistics.md, Language).  Theirs are
 * the quotes under questions whose role in a guide is `referral`, confidential
 * ones left out; ours are the claims of the cards of type message.  Words are
 * compared by their English stems, without stop words and the product's name.
 */
#ifndef WL_STUDY_LANGUAGE_H
#define WL_STUDY_LANGUAGE_H

#include "store/corpus.h"

struct wl_synthesis;
struct wl_sample;

#define WL_LANGUAGE_WORDS 12 /* the most of a list */

/* A stem, by the form of it that is said most. */
struct wl_word {
	const char *word;
	int claims; /* of ours that say it */
	int deals;  /* whose buyers say it */
};

struct wl_word_list {
	struct wl_word *v; /* most frequent first, then by the word */
	size_t n;          /* at most WL_LANGUAGE_WORDS */
};

struct wl_language {
	int phrases, deals;       /* quotes that answer it, deals they are of */
	int cards, claims;        /* messages */
	int ours, theirs, shared; /* distinct stems of each side, of both */
	struct wl_word_list both, only_ours, only_theirs;
};

/* Fill synthesis->language. */
void wl_language_make(
	struct wl_synthesis *synthesis, const struct wl_sample *samples);

#endif
