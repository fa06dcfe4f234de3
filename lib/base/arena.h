/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Memory that is given out piece by piece and freed all at once.  What lives
 * as long as a corpus lives in its arena.  One arena belongs to one thread at
 * a time; wl_arena_adopt joins the arenas of several threads.
 */
#ifndef WL_BASE_ARENA_H
#define WL_BASE_ARENA_H

#include "base/base.h"

struct wl_arena_chunk;

struct wl_arena {
	struct wl_arena_chunk *chunk; /* the newest; NULL while empty */
	size_t used;                  /* bytes given out in all */
	char *at, *end;               /* what is left of the newest */
	const char **words;           /* of wl_arena_word, in the arena */
};

void wl_arena_init(struct wl_arena *arena);
void wl_arena_release(struct wl_arena *arena);
/* Zeroed memory, aligned for any type; never NULL. */
void *wl_arena_alloc(struct wl_arena *arena, size_t n);
/* The same with whatever was there before, for what is written over. */
void *wl_arena_raw(struct wl_arena *arena, size_t n);
/* A piece of `had` bytes made n bytes long, in its place if it is the newest;
 * the new bytes are as they were. */
void *wl_arena_grow(struct wl_arena *arena, void *p, size_t had, size_t n);
/* Make room in the array v of *cap elements of `size` for one more than n;
 * where it stands then.  It begins as NULL with *cap 0. */
void *wl_arena_room(
	struct wl_arena *arena, void *v, size_t n, size_t *cap, size_t size);
/* A copy of s (or its first n bytes), NUL-terminated; NULL gives NULL. */
char *wl_arena_strdup(struct wl_arena *arena, const char *s);
char *wl_arena_strndup(struct wl_arena *arena, const char *s, size_t n);
/*
 * The same for ids and other words that come again and again: one that was
 * given not long ago is given again.  Nobody may write to it.
 */
const char *wl_arena_word(struct wl_arena *arena, const char *s, size_t n);
char *wl_arena_printf(struct wl_arena *arena, const char *fmt, ...)
	WL_PRINTF(2, 3);
/* Take over all memory of other, which is empty afterwards. */
void wl_arena_adopt(struct wl_arena *arena, struct wl_arena *other);
/* Free what this thread keeps back of arenas released, before it ends. */
void wl_arena_end_thread(void);

#endif
