/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * One interview as it stands in the cache: the structs of model/interview.h as
 * they are in memory, in one run of bytes, and behind them their strings.
 * Pointers to strings are offsets (0: NULL, else one more than where it begins
 * among the strings); arrays come in the order of cache_entry.c, so their
 * pointers need no place.  Only the same build on the same machine can read it,
 * which is the caller's to see to.
 */
#ifndef WL_STORE_CACHE_ENTRY_H
#define WL_STORE_CACHE_ENTRY_H

#include "model/interview.h"

/* What tells a file from the one that it was; times in nanoseconds. */
struct wl_cache_stat {
	int64_t size, modified, changed;
	uint64_t inode;
};

struct wl_cache_entry {
	uint64_t digest; /* of all bytes behind it */
	uint32_t size;   /* of the whole entry; a multiple of 8 */
	uint32_t fixed;  /* bytes of the structs; the rest is strings */
	struct wl_cache_stat stat;
	char bytes[];
};

/* Add the interview as an entry; out must end at a multiple of 8. */
void wl_cache_pack(struct wl_buf *out, const struct wl_interview *interview,
	const struct wl_cache_stat *stat);
/*
 * The entry that n bytes (at a multiple of 8) begin with; NULL if its size
 * cannot be true.  That its digest is right is looked at by unpack alone.
 */
const struct wl_cache_entry *wl_cache_entry_at(const char *bytes, size_t n);
/* The path of its interview.  Any text if the entry is damaged. */
const char *wl_cache_entry_path(const struct wl_cache_entry *entry);
/*
 * Make the interview again: structs in the arena, strings in the entry.  False
 * if it is damaged.
 */
bool wl_cache_unpack(struct wl_interview *out, struct wl_arena *arena,
	const struct wl_cache_entry *entry);

#endif
