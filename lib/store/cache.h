/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Parsed interviews of the working tree, kept from one run to the next in
 * winloss/cache of the repository's common folder.  An interview is taken from
 * there if its file has still the size, times and inode that it had when it was
 * read; so a run costs one fstatat a file instead of reading them all.
 *
 * What a load gives never depends on it.  A cache that is missing, damaged,
 * somebody else's, or of another build or machine is made anew; where it cannot
 * be (no repository, no permission), there is none.  None of this is an error.
 * A file younger than two seconds is not kept: it could change once more
 * without a trace in its times.
 *
 * The file is memory-mapped and interviews point into it, so the cache must
 * live as long as what it gave.
 */
#ifndef WL_STORE_CACHE_H
#define WL_STORE_CACHE_H

#include "base/strv.h"
#include "model/interview.h"
#include "store/place.h"

struct wl_cache;

/*
 * Of the interviews with these paths, sorted by bytes; both are borrowed until
 * wl_cache_save.  NULL, which all calls accept, is a cache that holds nothing:
 * place is NULL, WINLOSS_NO_CACHE is set and not empty, or there is no place
 * for one.
 */
struct wl_cache *wl_cache_open(
	const struct wl_place *place, const struct wl_strv *paths);
void wl_cache_free(struct wl_cache *cache);
/*
 * Take the interview of paths[i]; false if the file must be read.  Looks at the
 * file in any case, so it comes before the reading.  Safe to call for different
 * i from several threads.
 */
bool wl_cache_get(struct wl_cache *cache, size_t i, struct wl_interview *out);
/*
 * Keep what was read anew: interviews by path, as they were parsed, readable[i]
 * false where that failed.  Does nothing if there is nothing worth keeping.
 */
void wl_cache_save(struct wl_cache *cache,
	const struct wl_interview *interviews, const bool *readable);

#endif
