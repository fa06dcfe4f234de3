/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What history said, kept from one run to the next in winloss/answers of the
 * repository's common folder: history does not change behind a commit.  Some
 * answers are kept, the oldest goes first: a command asks more than one
 * question, and several revisions take turns.  As with the cache of interviews,
 * what a run says never depends on it, and nothing that is wrong with it is an
 * error.  It holds no words and no names.
 */
#ifndef WL_STORE_DECLARED_CACHE_H
#define WL_STORE_DECLARED_CACHE_H

#include "store/place.h"
#include "store/repo.h"

/* A question to history.  Its bytes are compared and kept. */
struct wl_declared_key {
	char commit[48];   /* "": history has to be asked */
	uint64_t question; /* digest of what is asked */
	uint64_t shallow;  /* does history end early? */
};

/*
 * Set key->commit to the commit that the revision is, or for "worktree" to
 * the one that is checked out, and key->shallow.  Leaves "" where that needs
 * libgit2, which takes longer than a short command.
 */
void wl_declared_key(struct wl_declared_key *key, const struct wl_place *place,
	const char *revision);
/* Is nothing kept, though there is a history to ask? */
bool wl_declared_empty(const struct wl_place *place);
/* Add the bytes of the answer; false if it is not known. */
bool wl_declared_recall(const struct wl_declared_key *key,
	const struct wl_place *place, struct wl_buf *answer);
void wl_declared_remember(const struct wl_declared_key *key,
	const struct wl_place *place, const struct wl_buf *answer);

#endif
