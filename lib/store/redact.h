/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What may leave.  Every output goes through here twice: the words of a
 * passage are asked for with wl_redact_words, and the finished bytes are
 * searched for what must not be in them.
 *
 * The search compares letters and digits alone, case-folded: white space,
 * punctuation, Markdown and CSV escapes, quoting and line prefixes make no
 * difference, nor do characters that cannot be seen, be they between words or
 * in them.  It is done over the bytes as they are, with JSON escapes, HTML
 * entities, tags, terminal colours and the visible form of hidden characters
 * undone, and once more with what that left and percent escapes undone.  It
 * takes time linear in the bytes.
 */
#ifndef WL_STORE_REDACT_H
#define WL_STORE_REDACT_H

#include "base/strv.h"
#include "store/corpus.h"
#include "store/place.h"

/* The words, or NULL if they are withheld (confidential, no consent). */
const char *wl_redact_words(
	const struct wl_interview *interview, const struct wl_passage *passage);

/* Bytes that a normalised text of each sort has at least, with a space at
 * both ends; the search begins with them. */
#define WL_WORDS_WINDOW 12
#define WL_NAME_WINDOW 6

/*
 * Words that must not leave, collected from private/, from confidential
 * passages that were committed with their words (of interviews and field
 * notes), and from people.yaml.  In each pair of vectors the same index is
 * the same thing.
 */
struct wl_withheld {
	struct wl_strv words;    /* normalised; of passages of 20 characters or
				    more */
	struct wl_strv passages; /* "2026-11-acme^k7m2x" */
	struct wl_strv names;    /* normalised full names and e-mails */
	struct wl_strv people;   /* their keys in people.yaml */
	bool private_missing; /* confidential words are not on this machine */
	bool people_missing;  /* an interviewee is not in people.yaml, or there
				 is none: names could not be checked */
};

int wl_withheld_collect(struct wl_withheld *out, const struct wl_corpus *corpus,
	const struct wl_place *place, struct wl_err *err);
/* Add one passage or name by hand; too short ones are left out. */
void wl_withheld_add_words(
	struct wl_withheld *withheld, const char *passage, const char *words);
void wl_withheld_add_name(
	struct wl_withheld *withheld, const char *person, const char *name);
void wl_withheld_release(struct wl_withheld *withheld);
/* The passage (or the person, with `names`) of which there is something in the
 * bytes: its index from 1; 0: none. */
size_t wl_withheld_find(const struct wl_withheld *withheld,
	const struct wl_buf *bytes, bool names);
/* Search finished bytes; a hit is an error that names the interview and
 * passage (never the words) or the key of the person, and nothing may be
 * printed then. */
int wl_withheld_check(const struct wl_withheld *withheld,
	const struct wl_buf *bytes, struct wl_err *err);

#endif
