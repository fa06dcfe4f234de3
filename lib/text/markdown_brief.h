/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A Markdown text made brief for cmark, whose time goes by bytes and lines.
 * Inside the reading of Markdown only.
 *
 * Where a paragraph begins with lines that mean nothing to Markdown but their
 * own words, cmark reads one letter for all of them; the words are then taken
 * from the file.  These lines
 *
 *	- stand behind an empty line, one below the other, all at the margin or
 *	  all in a quote behind "> ", so that they can only begin a paragraph,
 *	  whatever is above (but for fenced code: a text with a fence is left
 *	  whole);
 *	- begin with a letter, with "#" and a letter, or with what else begins
 *	  no block; hold no character that means anything inside a line; and do
 *	  not end in one that is white.
 *
 * What comes behind them, in the same paragraph too, cmark reads as it is.  So
 * it is cmark alone that says what is which block; a test and a fuzz target
 * hold brief and whole to the same.
 */
#ifndef WL_TEXT_MARKDOWN_BRIEF_H
#define WL_TEXT_MARKDOWN_BRIEF_H

#include "text/markdown.h"

/* A line that cmark reads; it stands for all up to the next of these. */
struct wl_brief_line {
	size_t start; /* byte of the source where it begins */
	int line;     /* of the source, from 1 */
	bool plain;   /* it is one letter */
};

struct wl_brief {
	const char *bytes; /* for cmark; the source's own if it is whole */
	size_t n;
	struct wl_brief_line *lines; /* and one more, behind the last */
	size_t nlines;
};

/* What was read: briefly wherever that is safe, or all of it. */
enum wl_brief_how { WL_BRIEF, WL_WHOLE };

/*
 * Lives in the memory.  Refuses a run of lines without an empty one of more
 * than 32 KiB.
 */
int wl_brief_make(struct wl_brief *out, struct wl_arena *memory,
	const struct wl_source *source, size_t body, enum wl_brief_how how,
	struct wl_err *err);
/* Add the words that a letter stands for. */
void wl_brief_words(struct wl_buf *out, const struct wl_source *source,
	const struct wl_brief_line *line);

/* As wl_markdown_blocks. */
int wl_markdown_blocks_how(struct wl_blocks *out, struct wl_arena *arena,
	const struct wl_source *source, size_t body, enum wl_brief_how how,
	struct wl_err *err);

#endif
