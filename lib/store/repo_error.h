/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Inside the repository: what its errors say, each with its way out.  All
 * return the code that they set.
 */
#ifndef WL_STORE_REPO_ERROR_H
#define WL_STORE_REPO_ERROR_H

#include "base/err.h"

/* The folder `root` is in no repository. */
int wl_repo_none(struct wl_err *err, const char *root);
/* Its repository belongs to another user. */
int wl_repo_foreign(struct wl_err *err, const char *root);
/* It uses the extension of this name. */
int wl_repo_unsupported(struct wl_err *err, const char *root, const char *name);
/* It has no working tree; path is the repository's. */
int wl_repo_bare(struct wl_err *err, const char *path);
/* The folder is not in its working tree. */
int wl_repo_outside(struct wl_err *err, const char *root, const char *tree);

enum wl_repo_missing {
	WL_REPO_UNKNOWN,
	WL_REPO_AMBIGUOUS, /* several objects begin with these digits */
	WL_REPO_UNBORN,    /* nothing is recorded yet */
	WL_REPO_SHALLOW,   /* the clone has a part of the history */
};

/* A revision could not be found. */
int wl_repo_no_revision(
	struct wl_err *err, enum wl_repo_missing why, const char *revision);
/* A commit has no such file. */
int wl_repo_absent(const char *path, const char *commit, struct wl_err *err);

#endif
