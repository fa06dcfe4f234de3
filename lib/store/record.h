/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * How the files of a change become one commit.  Internal to this layer.
 *
 * The commit is made from a temporary index, which holds HEAD and these files,
 * so that what else the user has staged is neither in it nor touched, and a
 * refused commit leaves no trace.  (`git commit --only` does the same inside,
 * but refuses untracked files and compares each path with each: 20,000 files
 * take it 4.5 s, this way 1.4.)  Afterwards git's own index learns of these
 * files.  A kill between the two would leave them looking as if staged for
 * being undone: the file winloss/recording remembers them until it is done.
 */
#ifndef WL_STORE_RECORD_H
#define WL_STORE_RECORD_H

#include "store/change.h"

struct wl_change_file {
	char *path;
	struct wl_buf content;
	bool private;
	bool gone; /* to be removed; no content */
};

/* Finish what a killed command had begun; the lock is held. */
int wl_record_recover(const struct wl_change *change, struct wl_err *err);
/* Fail if git ignores one of the paths that are to be recorded. */
int wl_record_allowed(const struct wl_change *change, struct wl_err *err);
/* Record the files as they are in the working tree.  commit is "" if HEAD
 * has them so. */
int wl_record_commit(const struct wl_change *change,
	const struct wl_buf *message, char commit[WL_COMMIT_TEXT],
	struct wl_err *err);

/* The last command's commit (wl_change_last); nothing of it is an error. */
void wl_last_note(const struct wl_change *change, const char *commit);
void wl_last_forget(const struct wl_change *change);

#endif
