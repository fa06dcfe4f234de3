/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What history said of hypotheses, kept from one run to the next in
 * winloss/declared of the repository's common folder: history does not change
 * behind a commit.  Only the last answer is kept, and in winloss/declared-past
 * the last one of a revision, since `check --against` asks for both.  As with
 * the cache of interviews, what a run says never depends on it, and nothing
 * that is wrong with it is an error.  It holds no words and no names.
 */
#ifndef WL_STORE_DECLARED_CACHE_H
#define WL_STORE_DECLARED_CACHE_H

#include "store/place.h"
#include "store/repo.h"

/* A question to history. */
struct wl_declared_key {
	char commit[WL_COMMIT_TEXT]; /* "": history has to be asked */
	uint64_t interviews;         /* digest of what is asked */
	uint64_t shallow;            /* does history end early? */
	uint64_t past;               /* is it asked of a revision? */
};

/*
 * Set key->commit to the commit that the revision is, or for "worktree" to
 * the one that is checked out, and the rest of it.  Leaves "" where that needs
 * libgit2, which takes longer than a short command.
 */
void wl_declared_key(struct wl_declared_key *key, const struct wl_place *place,
	const char *revision);
/* The n bytes of the answer; false if it is not known. */
bool wl_declared_recall(const struct wl_declared_key *key,
	const struct wl_place *place, unsigned char *answer, size_t n);
void wl_declared_remember(const struct wl_declared_key *key,
	const struct wl_place *place, const unsigned char *answer, size_t n);

#endif
