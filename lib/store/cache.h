/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Interviews and deals of the working tree, kept from one run to the next in
 * winloss/cache and winloss/words of the repository's common folder.  A file is
 * not read again if it still has the size, times and inode that it had when it
 * was; a folder is not listed again if it has.  So a run costs one statx a
 * file. If nothing has changed at all, the corpus stands there as it was left.
 *
 * What a load gives never depends on it.  A cache that is missing, damaged,
 * somebody else's, or of another build or machine is made anew; where it cannot
 * be (no repository, no permission), there is none.  None of this is an error.
 * A file younger than two seconds is not kept: it could change once more
 * without a trace in its times.
 *
 * Its files are memory-mapped and interviews point into them, so the cache must
 * live as long as what it gave.
 */
#ifndef WL_STORE_CACHE_H
#define WL_STORE_CACHE_H

#include "base/err.h"
#include "base/strv.h"
#include "model/deal.h"
#include "store/numbers.h"
#include "store/place.h"

struct wl_cache;

/*
 * NULL, which all calls accept, is a cache that holds nothing: place (borrowed)
 * is NULL, WINLOSS_NO_CACHE is set and not empty, or there is no place for one.
 * To be opened before anything is read.
 */
struct wl_cache *wl_cache_open(const struct wl_place *place);
void wl_cache_free(struct wl_cache *cache);

/* The deals, if deals.csv and winloss.yaml are as they were; to be asked again
 * after wl_cache_look, which may find that they are damaged. */
bool wl_cache_deals(const struct wl_cache *cache, struct wl_deals *out);
/*
 * The files of all interviews: those that are known, if no folder has changed,
 * or listed anew.  Sorted by bytes; the array is the cache's.
 */
int wl_cache_list(struct wl_cache *cache, const char *const **paths, size_t *n,
	struct wl_err *err);
/* Look at the files on all cores; what changes later is not noticed.  True if
 * all is as it was, deals too: then wl_cache_interviews gives all. */
bool wl_cache_look(struct wl_cache *cache);
/* All interviews, complete, sorted by id; the caller may write to them.
 * *coded are their numbers. */
struct wl_interview *wl_cache_interviews(
	struct wl_cache *cache, struct wl_coded **coded, size_t *n);
/* What these numbers and those of wl_cache_coded are; tables without maps. */
struct wl_numbers wl_cache_numbers(const struct wl_cache *cache);
/* The numbers of an interview that wl_cache_get gave; NULL for others. */
const struct wl_coded *wl_cache_coded(
	const struct wl_cache *cache, const struct wl_interview *interview);
/*
 * Take the interview of paths[i], complete or not (wl_complete_undo), without
 * its passages; false if the file must be read.  Safe to call for different i
 * from several threads.
 */
bool wl_cache_get(
	const struct wl_cache *cache, size_t i, struct wl_interview *out);
/* Is there no interview after this moment? (seconds since 1970) */
bool wl_cache_before(const struct wl_cache *cache, int64_t moment);

/*
 * The passages of an interview that has none yet, into the arena; from its file
 * if those that were kept are damaged.  Fails if it has changed meanwhile.
 * Safe for different interviews from several threads.
 */
int wl_cache_passages(struct wl_cache *cache, struct wl_interview *interview,
	struct wl_arena *arena, struct wl_err *err);

/* What a load gave, all of it. */
struct wl_cache_load {
	const struct wl_interview *interviews; /* complete, sorted by id */
	const struct wl_coded *coded;          /* as interviews */
	size_t ninterviews;
	const struct wl_numbers *numbers;
	bool renumbered;              /* codebook or guides have changed */
	const struct wl_deals *deals; /* NULL: they could not be read */
	size_t ndimensions;
};

/* Keep it.  Does nothing if there is nothing worth keeping. */
void wl_cache_save(struct wl_cache *cache, const struct wl_cache_load *load);

#endif
