/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The bytes of one file and where they come from, so that each error has a
 * place.
 */
#ifndef WL_TEXT_SOURCE_H
#define WL_TEXT_SOURCE_H

#include "base/err.h"

struct wl_source {
	const char *path;  /* as it is named to the user; may be NULL */
	const char *bytes; /* borrowed; NUL-terminated behind n */
	size_t n;
};

/* Line (from 1) and column (from 1, code points) of a byte offset. */
void wl_source_place(
	const struct wl_source *source, size_t offset, int *line, int *column);
/* wl_err_at at a byte offset. */
int wl_source_error(struct wl_err *err, const struct wl_source *source,
	size_t offset, const char *fmt, ...) WL_PRINTF(4, 5);
/*
 * Is it UTF-8 without NUL bytes and at most max bytes?  If not, the error
 * says where it stops being so.
 */
int wl_source_check(
	const struct wl_source *source, size_t max, struct wl_err *err);

#endif
