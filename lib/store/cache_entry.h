/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Interviews as they stand in the cache: the structs of model/interview.h as
 * they are in memory, with pointers that are right when the file is mapped at
 * WL_CACHE_BASE.  So nothing is copied and nothing looked at before it is
 * used; where that address is taken, the pointers are moved one interview at a
 * time.  Ids and other short texts stand there once, whoever names them.
 *
 * What one save adds is a segment: interviews, a record of each, their paths.
 * A segment whose digest is wrong is not there.  Only the same build on the
 * same machine can read it, which is the caller's to see to.
 */
#ifndef WL_STORE_CACHE_ENTRY_H
#define WL_STORE_CACHE_ENTRY_H

#include "base/map.h"
#include "model/interview.h"

/* Far from what the system, or a sanitizer, puts anywhere by itself. */
#define WL_CACHE_BASE                                                          \
	(sizeof(void *) == 8 ? (uintptr_t)UINT64_C(0x5a0000000000)             \
			     : (uintptr_t)0x50000000)

/* What tells a file from the one that it was; times in nanoseconds. */
struct wl_cache_stat {
	int64_t size, modified, changed;
	uint64_t inode;
};

struct wl_cache_record {
	const char *path;
	const struct wl_interview *interview;
	struct wl_cache_stat stat;
	uint64_t size; /* bytes that came into the file with it */
};

/* A segment being written. */
struct wl_cache_writer {
	int fd;
	size_t at;           /* of the segment in the file; a multiple of 8 */
	size_t gone;         /* bytes of it that are in the file */
	struct wl_buf bytes; /* that are not */
	struct wl_buf records, paths, digests;
	struct wl_map texts; /* where each short text stands */
	struct wl_arena scratch;
	bool failed;
};

void wl_cache_write_begin(struct wl_cache_writer *writer, int fd, size_t at);
/* The interview must live until the end, and paths come in order. */
void wl_cache_write(struct wl_cache_writer *writer,
	const struct wl_interview *interview, const struct wl_cache_stat *stat);
/* Finish the segment, and free what the writer holds.  False if it could not
 * be written. */
bool wl_cache_write_end(struct wl_cache_writer *writer);

/* What a mapped file holds, in the order in which it was written. */
struct wl_cache_records {
	struct wl_cache_record *v;
	size_t n, cap;
	bool damaged;  /* something is there that cannot be read */
	bool sorted;   /* by path */
	intptr_t away; /* from WL_CACHE_BASE to where it is mapped */
};

/*
 * Read the records of all segments from the offset `at` of the file that is
 * mapped at `map`, on all cores; checks every byte of them.  Release with
 * free(records->v).
 */
void wl_cache_read(
	struct wl_cache_records *records, char *map, size_t size, size_t at);
/* Take the interview of a record.  Once for each: its pointers may move. */
void wl_cache_take(struct wl_interview *out,
	const struct wl_cache_records *records,
	const struct wl_cache_record *record);

#endif
