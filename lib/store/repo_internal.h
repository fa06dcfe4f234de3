/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Inside the repository: what repo*.c and commits.c share.  To be included
 * before all others.
 */
#ifndef WL_STORE_REPO_INTERNAL_H
#define WL_STORE_REPO_INTERNAL_H

#include "store/git2_load.h" /* first: git2.h names a field "ctime" */

#include "store/repo.h"

struct wl_repo_cache {
	/* The folder that was read last: parsing it anew for each file is
	 * slow. */
	char commit[WL_COMMIT_TEXT];
	char *folder; /* inside the repository */
	git_tree *tree;
	git_index *index; /* NULL: not to be had, or not asked for yet */
	bool asked;
};

struct wl_repo {
	git_repository *git;
	char *prefix; /* as wl_repo_prefix */
	struct wl_repo_cache *cache;
};

/* "cannot read 'what' of revision ...": libgit2's last error. */
int wl_repo_unreadable(
	const char *what, const char *commit, struct wl_err *err);
/* Go from a tree down to a folder; replaces *tree, by NULL on failure:
 * WL_ENOTFOUND if there is none, WL_EFAIL if an object is missing, both
 * without a message. */
int wl_repo_descend(
	const struct wl_repo *repo, git_tree **tree, const char *folder);

/* Find the entry of a file; *entry belongs to the cache. */
int wl_repo_find(const struct wl_repo *repo, const char *commit,
	const char *path, const git_tree_entry **entry, struct wl_err *err);

#endif
