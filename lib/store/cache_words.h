/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The cache's second file: what interviews said.  The passages of each are a
 * blob of their own, whose digest stands in the first file and which is looked
 * at only when somebody wants them.  A blob can lie anywhere: the pointers in
 * it count from where it begins.
 */
#ifndef WL_STORE_CACHE_WORDS_H
#define WL_STORE_CACHE_WORDS_H

#include "store/numbers.h"

/* Add the blob of an interview's passages; a multiple of 8 bytes. */
void wl_words_pack(struct wl_buf *out, const struct wl_interview *interview);
/*
 * The n passages of a blob as it was packed (the caller has seen to that).
 * They point into it; their tags are the marks of `coded`, by `themes`.
 */
struct wl_passage *wl_words_unpack(struct wl_arena *arena, const char *blob,
	size_t n, const struct wl_coded *coded, const char *const *themes);

#endif
