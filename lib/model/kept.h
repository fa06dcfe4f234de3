/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * syntheses/<id>.md: a synthesis that was kept.  It ends one cycle and begins
 * the next.
 */
#ifndef WL_MODEL_KEPT_H
#define WL_MODEL_KEPT_H

#include "base/date.h"
#include "text/front.h"

struct wl_kept {
	const char *path;
	const char *id; /* NULL: the file is no synthesis but somebody's text */
	wl_day as_of;   /* WL_NO_DAY: unknown */
};

/*
 * Parse its front matter (`winloss: 1`, `id`, `as-of`); a file that has none
 * is not a synthesis.  Strings live in the arena.
 */
int wl_kept_parse(struct wl_kept *out, struct wl_arena *arena,
	const struct wl_source *source, struct wl_err *err);

#endif
