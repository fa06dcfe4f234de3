/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Leading questions, by their shape (statistics.md): what a buyer hears as the
 * answer that is wanted.  English; a shape is a row of patterns over words.
 */
#ifndef WL_RULES_LEADING_H
#define WL_RULES_LEADING_H

#include "base/base.h"

enum wl_leading {
	WL_LEADING_TAG,         /* "isn't it ...?", "..., right?" */
	WL_LEADING_AGREE,       /* "would you agree ..." */
	WL_LEADING_COMPARATIVE, /* "how much better ..." */
	WL_LEADING_FEELING,     /* "how happy were you ..." */
	WL_LEADING_ANSWER,      /* "was it because of the price?" */
	WL_LEADING_BLAME,       /* "why didn't you ..." */
	WL_LEADING_SELLING,     /* "did you know that we ..." */
	WL_LEADING_LOADED,      /* obviously, just */
	WL_LEADING_EITHER,      /* "... or ...?" as a choice of two */
	WL_LEADING_DOUBLE,      /* two questions in one */
	WL_LEADING_STATEMENT,   /* our name in a statement before it */
	WL_LEADING_CLOSED,      /* begins with did, was, is ... */
	WL_LEADING_PRAISE,      /* "what did you love" */
	WL_LEADING_OPPOSITE,    /* ... and what did not work */
	WL_LEADING_SHAPES,
};

/* Does a question have a shape?  *word gets the number, from 0, of the first
 * word that makes it so.  product, the name of ours, may be NULL. */
bool wl_leading_is(const char *question, enum wl_leading shape,
	const char *product, size_t *word);
/* Where word `number` (as above) of a text stands in n bytes that hold the
 * same words, however they are wrapped or quoted; n if it is not there. */
size_t wl_leading_place(
	const char *bytes, size_t n, const char *text, size_t number);

#endif
