/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The files of a programme at one moment: the working tree, or a revision
 * read from the object database.  Whoever reads does not see the difference.
 */
#ifndef WL_STORE_TREE_H
#define WL_STORE_TREE_H

#include "store/repo.h"

struct wl_tree;

/*
 * Find the programme as wl_place_find does or, where no file of it is found,
 * in the revision: in the starting folder and above, as far as the working
 * tree goes; in a repository without one, at its top.  The place is `recorded`
 * then.  Revision NULL: its files are needed; if HEAD has them, the hint of
 * the error says so.  *out is the caller's to release.
 */
int wl_tree_find(struct wl_place *out, const char *from, const char *revision,
	struct wl_err *err);

/* revision NULL: the working tree (needs no repository). */
int wl_tree_open(struct wl_tree **out, const struct wl_place *place,
	const char *revision, struct wl_err *err);
void wl_tree_free(struct wl_tree *tree);
/* The commit, 40 hex digits, or "worktree". */
const char *wl_tree_revision(const struct wl_tree *tree);
/* The place whose working tree it is; NULL for a revision. */
const struct wl_place *wl_tree_place(const struct wl_tree *tree);
/* As wl_file_list / wl_file_read; safe to call from several threads. */
int wl_tree_list(struct wl_tree *tree, const char *folder, const char *ending,
	struct wl_strv *out, struct wl_err *err);
int wl_tree_read(struct wl_tree *tree, const char *path, size_t max,
	struct wl_buf *out, struct wl_err *err);
/*
 * Read a file of a revision from the working tree, if that has the very same
 * bytes; `max` is not exceeded.  False: probably it has not, and out says
 * nothing.
 */
bool wl_tree_unchanged(struct wl_tree *tree, const char *path, size_t max,
	struct wl_buf *out);

#endif
