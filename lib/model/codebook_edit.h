/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Changes to themes.yaml as bytes.  Each call splices at the parser's marks,
 * parses the result, compares it with what was wanted, and leaves the file as
 * it was if anything else would have changed (WL_EFAIL with the way out) or if
 * it could not be read (WL_EUNREADABLE with the place).  Comments, the order
 * of themes and unknown keys stay.
 */
#ifndef WL_MODEL_CODEBOOK_EDIT_H
#define WL_MODEL_CODEBOOK_EDIT_H

#include "model/codebook.h"

/* Add an entry behind the last one: the theme's id, title, kind, definition
 * and what else it holds (aliases are left out). */
int wl_codebook_add(struct wl_buf *file, const char *path,
	const struct wl_theme *theme, struct wl_err *err);
/*
 * Give a theme another id.  Parents follow; the old id becomes an alias.  If
 * the new id is an alias of this theme, the two change places.  It must not
 * be an id or the alias of another theme.
 */
int wl_codebook_rename(struct wl_buf *file, const char *path, const char *from,
	const char *to, struct wl_err *err);
/*
 * Make one theme of two: the entry `from` goes, its id and aliases become
 * aliases of `into`, its children get the parent `into`.  If `from` has no
 * entry, its name becomes an alias.  WL_EFAIL if a child would stand on a
 * third level.
 */
int wl_codebook_merge(struct wl_buf *file, const char *path, const char *from,
	const char *into, struct wl_err *err);
/* Set the day on which a theme's definition last changed. */
int wl_codebook_since(struct wl_buf *file, const char *path, const char *id,
	wl_day day, struct wl_err *err);

#endif
