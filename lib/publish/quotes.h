/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Passages that were found.  Tables and the terminal leave out the words of
 * confidential ones.
 */
#ifndef WL_PUBLISH_QUOTES_H
#define WL_PUBLISH_QUOTES_H

#include "publish/publish.h"
#include "study/find.h"

/* A table: md (also for text), json, ndjson, csv, with the columns of `export
 * quotes`.  Where the query has context there is one more, `match`: 1, or 0
 * for a passage that only stands beside one. */
void wl_publish_found(struct wl_buf *out, const struct wl_found *found,
	enum wl_format format);
/* The terminal: interview by interview, what was searched for highlighted,
 * the counts at the end. */
void wl_publish_found_text(struct wl_buf *out, const struct wl_found *found,
	const struct wl_look *look);
/* Why nothing was found, and the command that may help. */
void wl_found_nothing(
	struct wl_buf *why, struct wl_buf *hint, const struct wl_found *found);

#endif
