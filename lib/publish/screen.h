/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Writing for a terminal: pieces of text put side by side, cut, padded or
 * wrapped by their width in columns.  All text passes through
 * wl_utf8_visible; colour is added only if the look has it.
 */
#ifndef WL_PUBLISH_SCREEN_H
#define WL_PUBLISH_SCREEN_H

#include "publish/publish.h"

enum wl_style {
	WL_PLAIN,
	WL_STRONG,
	WL_FAINT,
	WL_FOR,     /* speaks for us */
	WL_AGAINST, /* speaks against us */
	WL_MIXED,   /* both */
	WL_ACCENT,
};

struct wl_screen {
	struct wl_buf *out;
	const struct wl_look *look;
	size_t column, spaces; /* used so far; wanted before the next piece */
	struct wl_buf clean;
};

void wl_screen_init(struct wl_screen *screen, struct wl_buf *out,
	const struct wl_look *look);
void wl_screen_release(struct wl_screen *screen);
/* Columns of a line of text: at least 40, at most 110, for reading. */
size_t wl_screen_width(const struct wl_screen *screen);
/* Columns of the terminal; at least 40. */
size_t wl_screen_full(const struct wl_screen *screen);
/* Put text where the line stands. */
void wl_screen_put(
	struct wl_screen *screen, enum wl_style style, const char *text);
void wl_screen_putf(struct wl_screen *screen, enum wl_style style,
	const char *fmt, ...) WL_PRINTF(3, 4);
/* The same with all of its spaces: a line of a file. */
void wl_screen_verbatim(
	struct wl_screen *screen, enum wl_style style, const char *text);
/* As wl_screen_put in exactly so many columns: padded, or cut with an
 * ellipsis. */
void wl_screen_fit(struct wl_screen *screen, enum wl_style style,
	const char *text, size_t columns);
/* Spaces, or as many as lead to this column; none at the end of a line. */
void wl_screen_space(struct wl_screen *screen, size_t n);
void wl_screen_to(struct wl_screen *screen, size_t column);
/* Put words, going on at column `indent` of the next lines where needed. */
void wl_screen_wrap(struct wl_screen *screen, enum wl_style style,
	const char *words, size_t indent);
/* Words that begin and end their own lines; nothing if there are none. */
void wl_screen_paragraph(struct wl_screen *screen, enum wl_style style,
	const char *words, size_t indent);
/* How a page begins: the product's name, and room for what is said of it. */
void wl_screen_product(
	struct wl_screen *screen, const struct wl_corpus *corpus);
/* Put text on this line if it fits, else at `indent` of the next. */
void wl_screen_place(struct wl_screen *screen, enum wl_style style,
	const char *text, size_t indent);
/* End the line. */
void wl_screen_end(struct wl_screen *screen);
/* A line of ─ from the margin to the margin. */
void wl_screen_rule(struct wl_screen *screen);
/* Add one line of text, control and bidirectional characters shown. */
void wl_clean_line(struct wl_buf *out, const char *text);

#endif
