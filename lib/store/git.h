/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Running the user's own git: what records.  Internal to this layer.
 */
#ifndef WL_STORE_GIT_H
#define WL_STORE_GIT_H

#include "base/buf.h"
#include "base/err.h"
#include "store/repo.h"

struct wl_git {
	const char *dir;            /* where it runs; borrowed */
	const struct wl_repo *repo; /* NULL: the one that git finds from dir */
	const char *index;          /* another index than git's own; NULL */
	const struct wl_buf *in;    /* its standard input; NULL: nothing */
	struct wl_buf out, errors;  /* what the last run said */
	int status;                 /* its exit status */
};

/* The words of a command line behind "git". */
#define WL_ARGS(...) ((const char *const[]){ __VA_ARGS__, NULL })

/* For the working tree's root, or (repo NULL) for a folder. */
void wl_git_init(
	struct wl_git *git, const char *dir, const struct wl_repo *repo);
void wl_git_release(struct wl_git *git);
/* Run; the status says how it went.  Fails only if there is no git. */
int wl_git_run(struct wl_git *git, const char *const *args, struct wl_err *err);
/*
 * The error of a run that git refused: "<text>: <first lines that git or a
 * hook said>", with the way out if a lock of git's is in the way.
 */
int wl_git_failed(const struct wl_git *git, struct wl_err *err, const char *fmt,
	...) WL_PRINTF(3, 4);
/* Add "Name <mail> seconds zone" for GIT_AUTHOR_IDENT or GIT_COMMITTER_IDENT;
 * WL_ENOTFOUND with the way out if git would have to guess it. */
int wl_git_ident(struct wl_git *git, const char *variable, struct wl_buf *out,
	struct wl_err *err);
/* The nearest folder above or at root that holds .git, else root: what
 * safe.directory must name.  The caller's to free. */
char *wl_git_top(const char *root);
/* Does the user's git take the repository around root, whoever owns it? */
bool wl_git_trusts(const char *root);

#endif
