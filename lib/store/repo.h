/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The git repository, for reading only, through libgit2: the one file that
 * knows it.  One handle belongs to one thread.
 */
#ifndef WL_STORE_REPO_H
#define WL_STORE_REPO_H

#include "base/buf.h"
#include "base/err.h"
#include "base/pool.h"
#include "base/strv.h"
#include "store/place.h"

struct wl_repo;

#define WL_COMMIT_TEXT 41

/*
 * Open the repository that holds the place.  Errors, each with its way out:
 * none (git init / winloss init), bare (unless the place is `recorded`: then
 * it is at the top wherever it is in no working tree), foreign-owned
 * (safe.directory), unsupported extension (sha256 ...).  Does not use GIT_*
 * variables other than GIT_DIR and GIT_INDEX_FILE when git itself runs us (a
 * hook).
 */
int wl_repo_open(
	struct wl_repo **out, const struct wl_place *place, struct wl_err *err);
/*
 * Load libgit2 beside what is done until it is wanted, if there is a
 * repository; to be ended in any case (wl_beside_end).  That it cannot be
 * loaded is said by who opens a repository.
 */
void wl_repo_prepare(struct wl_beside *beside, const struct wl_place *place);
/*
 * Did wl_repo_open fail for want of libgit2, which is loaded then?  To be asked
 * at the end: whoever can do without history went on as if there were none.
 */
int wl_repo_wanted(struct wl_err *err);
void wl_repo_free(struct wl_repo *repo);
/* Path of the programme inside the working tree, "" or ending in a slash. */
const char *wl_repo_prefix(const struct wl_repo *repo);
/* Absolute path of the working tree's root, ending in a slash. */
const char *wl_repo_workdir(const struct wl_repo *repo);
/* The repository's own folder (shared by worktrees), ending in a slash;
 * "winloss/" below it is ours. */
const char *wl_repo_commondir(const struct wl_repo *repo);
/* The git folder of this working tree (its index is there). */
const char *wl_repo_gitdir(const struct wl_repo *repo);
bool wl_repo_is_shallow(const struct wl_repo *repo);
/* Fails if a merge, cherry-pick, revert, rebase ... is going on, naming it. */
int wl_repo_check_idle(const struct wl_repo *repo, struct wl_err *err);
/* Write the commit that a revision names; in a shallow clone a revision that
 * is not there is explained with `git fetch --unshallow`. */
int wl_repo_resolve(const struct wl_repo *repo, const char *revision,
	char commit[WL_COMMIT_TEXT], struct wl_err *err);
/* Write the commit that is checked out, "" before the first one. */
int wl_repo_head(const struct wl_repo *repo, char commit[WL_COMMIT_TEXT],
	struct wl_err *err);
/* Add the paths (relative to the programme) of all files of a commit below
 * `folder` ("" for all) whose name ends in `ending`, sorted by bytes; names
 * that begin with a dot and links are left out, a missing folder gives
 * nothing. */
int wl_repo_list(const struct wl_repo *repo, const char *commit,
	const char *folder, const char *ending, struct wl_strv *out,
	struct wl_err *err);
/* Read a file of a commit; WL_ENOTFOUND if it is not in it.  Fast for many
 * files of one folder: the folder's list is kept. */
int wl_repo_read(const struct wl_repo *repo, const char *commit,
	const char *path, size_t max, struct wl_buf *out, struct wl_err *err);

/* Does a commit hold something at this path? */
bool wl_repo_has(
	const struct wl_repo *repo, const char *commit, const char *path);
/* Has git's index the file as the commit has it?  Then the working tree
 * probably has, too; fast for many files. */
bool wl_repo_staged(
	const struct wl_repo *repo, const char *commit, const char *path);
/* Does the commit have a file of these very bytes there?  Does not read it. */
bool wl_repo_holds(const struct wl_repo *repo, const char *commit,
	const char *path, const struct wl_buf *bytes);

/* Larger files are not handed out by wl_repo_edit_read. */
#define WL_EDIT_MAX ((size_t)256 * 1024)

/* A file that a commit adds or changes. */
struct wl_repo_edit {
	const struct wl_repo *repo;
	const char *path; /* relative to the programme */
	int64_t moment;   /* seconds since 1970: the earlier of the commit's
			     two dates, so that a rebase makes nothing late */
	bool added;       /* it was not there before */
	const void *delta;
};

struct wl_repo_watch {
	const char *folder; /* relative to the programme */
	/* Return false to see no more. */
	bool (*see)(void *context, const struct wl_repo_edit *edit);
	void *context;
};

/*
 * Show the edits of all files of a folder, newest commit first.  Only commits
 * with one parent: what a merge brings stands in its branches, and a first
 * commit is an import.  Not for a shallow clone: its history ends too early.
 */
int wl_repo_edits(const struct wl_repo *repo, const char *commit,
	const struct wl_repo_watch *watch, struct wl_err *err);
/* The file before (not if it was added) or after the edit; WL_EFAIL without a
 * message if it cannot be read. */
int wl_repo_edit_read(
	const struct wl_repo_edit *edit, bool before, struct wl_buf *out);

#endif
