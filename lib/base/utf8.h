/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * UTF-8 text: checking, normal form, case folding, width on a terminal, and
 * showing what must not reach a terminal.  Around utf8proc; no locale.
 */
#ifndef WL_BASE_UTF8_H
#define WL_BASE_UTF8_H

#include "base/buf.h"

/*
 * Length of the valid UTF-8 at the beginning of the n bytes: n if all of it
 * is.  Surrogates, overlong forms and NUL bytes are not valid.
 */
size_t wl_utf8_valid(const char *bytes, size_t n);
/*
 * The code point that the n bytes (at least one) begin with; an invalid byte
 * stands for itself.  *length gets its bytes.
 */
int32_t wl_utf8_next(const char *bytes, size_t n, size_t *length);
/* Code points in the n bytes of valid UTF-8. */
size_t wl_utf8_count(const char *bytes, size_t n);
/* Columns on a terminal: wide characters two, combining ones none. */
size_t wl_utf8_width(const char *s);
/* Bytes of the longest beginning of s that takes at most `columns`. */
size_t wl_utf8_fit(const char *s, size_t columns);
/* Add s case-folded (full folding) in NFC, for comparing. */
void wl_utf8_fold(struct wl_buf *out, const char *s);
/* As wl_utf8_fold, with compatibility forms (fullwidth, ligatures, letters of
 * mathematics) as the letters that they are forms of. */
void wl_utf8_fold_forms(struct wl_buf *out, const char *s);
/* Are both equal without regard to case? */
bool wl_utf8_same(const char *a, const char *b);
/* Code points from the first to the last. */
struct wl_utf8_range {
	int32_t from, to;
};
/* Is it in one of the n ranges, which are in order? */
bool wl_utf8_in(const struct wl_utf8_range *ranges, size_t n, int32_t c);
/* What a character is to words, by its Unicode category. */
enum wl_utf8_sort {
	WL_UTF8_GAP,     /* stands between words: all that is none of these */
	WL_UTF8_LETTER,  /* or a decimal digit */
	WL_UTF8_MARK,    /* belongs to the letter before */
	WL_UTF8_NOTHING, /* format characters and default ignorable ones */
};
enum wl_utf8_sort wl_utf8_sort(int32_t c);
/* Is it a control character, a bidirectional mark, a line separator: what a
 * terminal acts upon and does not show? */
bool wl_utf8_hidden(int32_t c);
/*
 * Add s with control characters (but not newline and tab if `lines`),
 * bidirectional marks and invalid bytes shown as <U+202E> or <0x1B>.
 * Everything that came from a file passes here on its way to a terminal.
 */
void wl_utf8_visible(struct wl_buf *out, const char *s, bool lines);
/* Would it add s as it is? */
bool wl_utf8_is_visible(const char *s, bool lines);
/*
 * Add words made an id: accents dropped, lower case, other characters than
 * a-z and 0-9 as single dashes, at most `max` bytes.  "" if nothing is left.
 */
void wl_utf8_slug(struct wl_buf *out, const char *s, size_t max);
/*
 * Add s as one line of plain words: white space runs (also no-break spaces)
 * become one space, ends trimmed, control characters dropped.
 */
void wl_utf8_line(struct wl_buf *out, const char *s);
/*
 * Add a spoken text tidied: line ends as LF, each line as wl_utf8_line does,
 * runs of empty lines as one, none at either end.  NFC.
 */
void wl_utf8_words(struct wl_buf *out, const char *s);

#endif
