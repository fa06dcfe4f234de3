/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What a clone's own configuration must say so that git merges the files of
 * the programme by what they are (`winloss merge-driver`), and the attributes
 * of the files that send git there.
 */
#ifndef WL_STORE_DRIVER_H
#define WL_STORE_DRIVER_H

#include "base/strv.h"
#include "store/repo.h"

/*
 * Set merge.winloss.* and diff.winloss.xfuncname in the clone where they are
 * not set, or where an earlier call set another path of the program.  A value
 * of the user's own stays.  The program is called by its name if PATH has it,
 * else by where it is now.
 */
int wl_driver_set(const struct wl_repo *repo, struct wl_err *err);
/*
 * Add those of the lines ("<pattern> merge=winloss ...") for which git does
 * not know how to merge yet: nothing of the user's own is said for such a
 * file.  Other lines of `attributes` are left out.
 */
int wl_driver_missing(const struct wl_repo *repo, const char *attributes,
	struct wl_strv *out, struct wl_err *err);

#endif
