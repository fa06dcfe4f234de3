/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * One change of the programme by one command: files written whole, then one
 * commit of exactly these files, made by the user's own git (so that hooks
 * run, filters apply, signing works), then made durable.
 *
 *	wl_change_begin(&change, place, record, err)  lock; refuses early
 *	read, edit in memory, wl_change_add(...)
 *	wl_change_apply(&change, &message, err)
 *	wl_change_end(&change)                        always
 *
 * Nothing is written before apply, so a command that fails leaves everything
 * as it was.  Input from the user is gathered before begin.
 */
#ifndef WL_STORE_CHANGE_H
#define WL_STORE_CHANGE_H

#include "base/map.h"
#include "base/strv.h"
#include "store/lock.h"
#include "store/repo.h"

struct wl_change {
	const struct wl_place *place;
	struct wl_repo *repo; /* NULL: not in a repository (record off) */
	struct wl_lock lock;
	bool record; /* make a commit (false: --no-commit) */
	bool whole;  /* set by the caller before apply: all files or none, even
			if killed midway (store/intent.h) */
	struct wl_change_file *files;
	size_t n, cap;
	struct wl_map by_path; /* index in files, from 1 */
};

/* What the commit says.  Each becomes one line, white space runs one space;
 * NULL or "" is left out.  Subject is "<area>: <what>", at most 72 columns. */
struct wl_message {
	const char *area, *what;
	const char *why;         /* Why: */
	const char *apply_first; /* Apply-First: */
	const char *evidence;    /* Evidence: */
	const char *card;        /* Card: */
	const char *interview;   /* Interview: */
};

/*
 * Take the lock (waits at most ten seconds), then check all that could refuse
 * the commit later: not a repository, bare, a merge in progress, a lock of
 * git's, no identity, no git program.  What a killed command left behind is
 * brought in order.  Without `record` only the lock is taken, and a place
 * outside any repository will do.
 */
int wl_change_begin(struct wl_change *change, const struct wl_place *place,
	bool record, struct wl_err *err);
/* A file to be written and committed; takes the bytes over (content is empty
 * afterwards).  Bytes equal to what is there are not written again, but the
 * path is still recorded if git does not have it so.  A path that was added
 * before gets the new content. */
void wl_change_add(
	struct wl_change *change, const char *path, struct wl_buf *content);
/* A file that git ignores (private/, people.yaml), mode 0600; apply first sees
 * to it that git does (store/ignore.h). */
void wl_change_add_private(
	struct wl_change *change, const char *path, struct wl_buf *content);
/* A file to be removed, from the working tree and by the commit; it need not be
 * there.  Also takes back what was added for the path. */
void wl_change_remove(struct wl_change *change, const char *path);
/* The content that was added for a path, to build on; NULL if none was, or if
 * it is to be removed. */
const struct wl_buf *wl_change_content(
	const struct wl_change *change, const char *path);
/* The path of file i of change->n, as it was added. */
const char *wl_change_path(const struct wl_change *change, size_t i);
bool wl_change_is_private(const struct wl_change *change, size_t i);
/*
 * Write all files, private ones first, and record.  A path that git ignores
 * is refused before anything is written.  commit gets 40 hex
 * digits, or "" if there was nothing to record or `record` is off.  If a hook
 * or git refuses, the files stay written and the error says how to go on.
 */
int wl_change_apply(struct wl_change *change, const struct wl_message *message,
	char commit[WL_COMMIT_TEXT], struct wl_err *err);
/* Write the commit that the last change of this working tree made, "" if that
 * is not known (none, or killed midway). */
void wl_change_last(const struct wl_repo *repo, char commit[WL_COMMIT_TEXT]);
/* Also after begin failed; may be called twice. */
void wl_change_end(struct wl_change *change);

/*
 * For init: `git init` in a folder that is in no repository yet.  The branch
 * is the user's init.defaultBranch, else main.
 */
int wl_repo_create(const char *folder, struct wl_err *err);
/* Add who git says the author is; WL_ENOTFOUND with the way out if it does
 * not know or would have to guess.  name and email may be NULL. */
int wl_repo_identity(const struct wl_place *place, struct wl_buf *name,
	struct wl_buf *email, struct wl_err *err);

#endif
