/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The content words of English text, for comparing what two people say.
 */
#ifndef WL_TEXT_WORDS_H
#define WL_TEXT_WORDS_H

#include "base/base.h"

/*
 * Call take with each word of the UTF-8 text, case-folded, in order: letters
 * and digits of any script with single apostrophes inside ("it's"; ’ becomes
 * ').  Left out are words of one character and those without a letter.  The
 * word is borrowed for the call.
 */
void wl_words_each(const char *text,
	void (*take)(void *context, const char *word), void *context);
/* Does the folded word say nothing by itself ("the", "don't", "would")? */
bool wl_word_stops(const char *word);

/* Snowball's English stemmer (Porter 2), of libstemmer. */
struct wl_stemmer;

struct wl_stemmer *wl_stemmer_new(void);
void wl_stemmer_free(struct wl_stemmer *stemmer);
/* The stem of a folded word, borrowed until the next call: "close" and
 * "closing" give "close". */
const char *wl_stemmer_stem(struct wl_stemmer *stemmer, const char *word);

#endif
