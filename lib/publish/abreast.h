/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Pieces of a page in columns beside each other, where the terminal is wide
 * enough for reading two; else there is one column, and the pieces stand one
 * below the other as they are.  Each piece is written by its own wl_screen,
 * so its lines are clean and close every colour that they open.
 */
#ifndef WL_PUBLISH_ABREAST_H
#define WL_PUBLISH_ABREAST_H

#include "publish/screen.h"

/* Columns of a terminal: what a column of text needs, and what is between
 * two.  So two stand beside each other from 150 on, three from 227 on. */
#define WL_ABREAST_LEAST 73
#define WL_ABREAST_GAP 4
#define WL_ABREAST_MOST 3

struct wl_abreast {
	struct wl_look look; /* of one column: what a piece is written with */
	struct wl_buf columns[WL_ABREAST_MOST];
	size_t n; /* 1 or more */
};

/* How many columns there is room for: 1 or more. */
size_t wl_abreast_across(const struct wl_look *look);
/* As many columns as there is room for, and no more than there are pieces. */
void wl_abreast_init(
	struct wl_abreast *abreast, const struct wl_look *look, size_t pieces);
/* Where the next piece goes: whole lines below the column with the fewest,
 * the left one of equals.  Borrowed. */
struct wl_buf *wl_abreast_next(struct wl_abreast *abreast);
/*
 * Add the columns line by line, and release them.  No line ends in padding;
 * where a line is wider than its column (a path, which is never broken), the
 * columns right of it go on in the next line.
 */
void wl_abreast_end(struct wl_abreast *abreast, struct wl_buf *out);

#endif
