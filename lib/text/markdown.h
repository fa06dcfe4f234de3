/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The blocks of a Markdown text, as cmark sees them, with their lines.  The
 * one reader of Markdown.  Text is what a reader would see: rendered plain
 * text, soft and hard breaks as newlines, paragraphs divided by an empty line.
 */
#ifndef WL_TEXT_MARKDOWN_H
#define WL_TEXT_MARKDOWN_H

#include "base/arena.h"
#include "base/buf.h"
#include "text/source.h"

enum wl_block_kind {
	WL_HEADING,
	WL_QUOTE, /* a whole block quote */
	WL_PARAGRAPH,
	WL_ITEM,  /* the first paragraph of a list item */
	WL_OTHER, /* code, HTML, a rule */
};

struct wl_block {
	enum wl_block_kind kind;
	int level;           /* of a heading, 1..6 */
	int line, last;      /* first and last line in the file, from 1 */
	size_t start, end;   /* bytes of these lines, without the last's end */
	bool open;           /* its last line is plain paragraph text: tokens
				may stand there (not code, HTML, a heading) */
	const char *text;    /* rendered; of a heading without its comment */
	const char *comment; /* of a heading: inside <!-- -->, trimmed; NULL */
};

struct wl_blocks {
	struct wl_block *v;
	size_t n;
};

/*
 * The blocks behind byte `body` of the source, in order.  Refuses a run of
 * lines without an empty one of more than 32 KiB (cmark is quadratic in it).
 */
int wl_markdown_blocks(struct wl_blocks *out, struct wl_arena *arena,
	const struct wl_source *source, size_t body, struct wl_err *err);

/* Whose reading it is, "0.30.2": another release may see other blocks. */
const char *wl_markdown_version(void);

/*
 * Add words escaped so that they render to exactly these words, each line
 * behind `prefix` ("" or "> ").  Words are tidied before (wl_utf8_words).
 * No newline behind the last line; lines end in eol.
 */
void wl_markdown_escape(struct wl_buf *out, const char *words,
	const char *prefix, const char *eol);
/* The same for one line inside a heading. */
void wl_markdown_escape_heading(struct wl_buf *out, const char *words);

#endif
