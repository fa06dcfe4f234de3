/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Two moments of a programme file by file.  A moment is a revision; the later
 * one may be NULL: the working tree.
 */
#ifndef WL_STORE_PATCH_H
#define WL_STORE_PATCH_H

#include "base/strv.h"
#include "store/place.h"
#include "store/repo.h"

/* Add the paths, sorted by bytes, of files that were added, removed or changed
 * between the moments; of the working tree those that a programme consists of
 * (.md, .yaml, .csv), not what git must never see. */
int wl_patch_files(struct wl_strv *out, const struct wl_place *place,
	const char *const moments[2], struct wl_err *err);
/* Add what the user's own git says of them, as `git diff` does: no colours, no
 * external program or text conversion; new files that git does not know are
 * left out. */
int wl_patch_text(struct wl_buf *out, const struct wl_place *place,
	const char *const moments[2], struct wl_err *err);
/* Add what a patch shows of the older moment, then what of the newer one, as
 * they read without their signs. */
void wl_patch_sides(struct wl_buf *out, const struct wl_buf *patch);
/* Write the commit in which two histories part: what A...B begins with. */
int wl_patch_base(char commit[WL_COMMIT_TEXT], const struct wl_place *place,
	const char *const revisions[2], struct wl_err *err);

#endif
