/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The history of the programme, for reading only: commits, what they changed
 * and the order in which they came about.  Paths are relative to the
 * programme; what lies outside it in a larger repository does not exist here.
 */
#ifndef WL_STORE_COMMITS_H
#define WL_STORE_COMMITS_H

#include "base/arena.h"
#include "base/date.h"
#include "store/repo.h"

/* All strings live in an arena, as the bytes that git has. */
struct wl_commit {
	char id[WL_COMMIT_TEXT];
	struct wl_list parents;   /* ids, also of those that are not there */
	const char *name, *email; /* of the author; "" if it has none */
	struct wl_time when;      /* the author's date with its offset */
	const char *subject;      /* first paragraph, on one line */
	const char *message;      /* all of it, the subject too */
	bool cut; /* a shallow clone: its parents are not there, so what it
		     changed is not known */
};

/* Read the commit that a revision names; errors as wl_repo_resolve. */
int wl_repo_commit(const struct wl_repo *repo, const char *revision,
	struct wl_arena *arena, struct wl_commit *out, struct wl_err *err);
/* Add the paths, sorted by bytes, that were added, removed or changed from one
 * revision (NULL: the empty tree) to another. */
int wl_repo_changed(const struct wl_repo *repo, const char *before,
	const char *after, struct wl_strv *paths, struct wl_err *err);

/* Write the youngest commit that two revisions both come from, "" if they have
 * none in common. */
int wl_repo_fork(const struct wl_repo *repo, const char *a, const char *b,
	char commit[WL_COMMIT_TEXT], struct wl_err *err);

struct wl_walk {
	const char *from;    /* revision; NULL: what is checked out */
	const char *without; /* what this revision reaches is left out; NULL */
	/* Give out only commits that change one of these, and of their paths
	 * only these: a file, or a folder with a slash at its end.  n = 0:
	 * every commit, every path. */
	struct wl_list paths;
	struct wl_arena *arena; /* the commits given out live in it */
	/*
	 * A commit and what it changed: against its parent; of a merge only
	 * what is as in none of its parents (the side branch's commits come on
	 * their own); all files of a first commit, and of one that is `cut`.
	 * Return false to see no more.
	 */
	bool (*see)(void *context, const struct wl_commit *commit,
		const struct wl_strv *changed);
	void *context;
	bool *cut; /* set if the history ends too early (shallow); or NULL */
};

/*
 * Show commits, newest first by the time of the commit, none before those
 * that were built on it; the same order each time.  Before the first commit
 * there is nothing to show, which is no error.
 */
int wl_repo_walk(const struct wl_repo *repo, const struct wl_walk *walk,
	struct wl_err *err);

#endif
