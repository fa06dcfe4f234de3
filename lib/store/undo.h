/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Taking back the commit of the last command, if nothing was built upon it.
 */
#ifndef WL_STORE_UNDO_H
#define WL_STORE_UNDO_H

#include "store/change.h"
#include "store/commits.h"

struct wl_undo {
	struct wl_arena arena;
	struct wl_commit commit; /* to be taken back */
	const char *parent;      /* what it was made on */
	struct wl_strv paths;    /* of the files that it touched, sorted */
};

/*
 * Look which commit that is, and whether it can be taken back without losing
 * anything; call it again under the lock before acting upon it.  Refuses, each
 * with the way out: a merge or the like is in progress; no command has recorded
 * anything here; the commit is not on this branch, is the first one, or brought
 * winloss.yaml; it was taken back already; a file of it has changes since,
 * recorded or not.  *out is the caller's to release, also after a failure.
 */
int wl_undo_find(
	struct wl_undo *out, const struct wl_place *place, struct wl_err *err);
void wl_undo_release(struct wl_undo *undo);
/* Add what its files were before to a change; bytes come through git's
 * filters, as a checkout would give them. */
int wl_undo_add(const struct wl_undo *undo, struct wl_change *change,
	struct wl_err *err);

#endif
