/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What git must never see: names of interviewees and the words of confidential
 * passages.  A programme's .gitignore says so, but one that was written by hand
 * may not; info/exclude then says it for this clone, and the user's own file
 * stays as it is.
 */
#ifndef WL_STORE_IGNORE_H
#define WL_STORE_IGNORE_H

#include "store/repo.h"

/*
 * See to it that git ignores people.yaml (also an editor's copies and our own
 * temporary files), private/ and transcripts/.  Patterns that are missing are
 * added to info/exclude, and to `added` (NULL: nobody asks).  Fails if git
 * would take one of them in all the same, because a rule says so.
 */
int wl_ignore_private(
	const struct wl_repo *repo, struct wl_strv *added, struct wl_err *err);
/* Add those of them that git has in its index, relative to the working tree. */
int wl_ignore_recorded(
	const struct wl_repo *repo, struct wl_strv *out, struct wl_err *err);

#endif
