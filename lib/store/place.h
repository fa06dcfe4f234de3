/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Where the programme is: the folder that holds winloss.yaml, looked for from
 * a starting folder upwards (not above the root of a git working tree, nor
 * across file systems).  Does not need libgit2.
 */
#ifndef WL_STORE_PLACE_H
#define WL_STORE_PLACE_H

#include "base/err.h"

struct wl_place {
	char *root; /* absolute, links resolved, no slash at its end */
	int dir;    /* open folder */
	/* Its files are read from revisions alone: there may be no working
	 * tree, and nothing is kept in the repository */
	bool recorded;
};

/*
 * Find it.  WL_ENOTFOUND with the hint `winloss init` if there is none; a
 * bare repository is named as what it is, with WL_EFAIL.  *out is the caller's
 * to release.  `wl_tree_find` also finds one that is only recorded.
 */
int wl_place_find(struct wl_place *out, const char *from, struct wl_err *err);
/* The folder itself, whether or not it is a programme. */
int wl_place_at(struct wl_place *out, const char *folder, struct wl_err *err);
/* Go one folder up; false at the top or where a file system is mounted. */
bool wl_place_up(struct wl_place *place);
void wl_place_release(struct wl_place *place);
/*
 * The folder that all working trees of the place's repository share, opened;
 * the caller closes it.  -1 if there is none, if the place is `recorded` or
 * if anything about it is unusual: for what can be done without (libgit2 takes
 * longer than a short command).
 */
int wl_place_common(const struct wl_place *place);
/* The same of this working tree's own folder, which holds HEAD. */
int wl_place_git(const struct wl_place *place);

#endif
