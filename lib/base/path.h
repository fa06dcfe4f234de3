/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Ids and paths.  An id can never name a path: it holds no slash, no dot at
 * its beginning, nothing but small letters, digits and dashes.
 */
#ifndef WL_BASE_PATH_H
#define WL_BASE_PATH_H

#include "base/buf.h"

#define WL_ID_MAX 64

/* [a-z0-9]+(-[a-z0-9]+)*, 1 to 64 characters. */
bool wl_id_valid(const char *s);
/* The same with at least one letter: the id of a theme. */
bool wl_theme_id_valid(const char *s);
/* Parts as of wl_id_valid, divided by single dots, 64 characters in all: the
 * id of a question. */
bool wl_question_id_valid(const char *s);
/* [A-Za-z0-9][A-Za-z0-9_-]*, 1 to 64: the id of a passage. */
bool wl_passage_id_valid(const char *s);
/*
 * Writes the id of n characters (at most 13) that a hash gives, of the
 * letters and digits that are not easily confused (no 0 1 l o), beginning with
 * a letter so that YAML never takes it for a number.
 */
void wl_id_from_hash(char *out, uint64_t hash, size_t n);

/* Is s a relative path without "..", ".", "//", NUL or a leading slash? */
bool wl_path_beneath(const char *s);
/* Add a and b with one slash between them. */
void wl_path_join(struct wl_buf *out, const char *a, const char *b);
/* The part behind the last slash. */
const char *wl_path_base(const char *s);

/*
 * How far two words are apart: insertions, deletions, changes and swaps of
 * neighbours, at most `limit` + 1.  For "did you mean".
 */
int wl_distance(const char *a, const char *b, int limit);
/* The nearest candidate within a third of the length of s, or NULL. */
const char *wl_nearest(const char *s, const struct wl_list *candidates);
/* The same among the words of a table that ends with NULL. */
const char *wl_nearest_term(const char *s, const char *const *table);
/* The same among a text member (which may be NULL) of the structs of an array:
 * n of this size, the member at this offset. */
const char *wl_nearest_of(
	const char *s, const void *array, size_t n, size_t size, size_t offset);
#define WL_NEAREST(s, array, n, member)                                        \
	wl_nearest_of(s, array, n, sizeof(*(array)),                           \
		offsetof(__typeof__(*(array)), member))

/* Add a word as a shell takes it: as it is, or in quotes; for commands that
 * people paste, with ids of a CRM in them. */
void wl_shell_word(struct wl_buf *out, const char *word);

#endif
