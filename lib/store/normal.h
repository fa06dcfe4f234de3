/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Inside redaction: text brought to a form in which two copies of the same
 * words are the same bytes, however they were escaped, quoted or wrapped.
 */
#ifndef WL_STORE_NORMAL_H
#define WL_STORE_NORMAL_H

#include "base/buf.h"

/*
 * Add n bytes as words of letters and digits, case-folded, NFKC, each behind
 * one space, and a space at the end; a wide character (CJK) is a word.  What
 * cannot be seen (zero-width spaces, soft hyphens, marks without a letter) is
 * nothing; true: there was some of it between two letters.
 */
bool wl_normal_words(struct wl_buf *out, const char *s, size_t n);
/* The same with WL_NORMAL_SOFT there, which may be nothing or a space. */
#define WL_NORMAL_SOFT '\x01'
void wl_normal_soft(struct wl_buf *out, const char *s, size_t n);
/*
 * Add n bytes with the escapes of JSON, entities and tags of HTML, colours of
 * a terminal and what wl_utf8_visible shows undone, with `percent` also those
 * of an address (%20).  False: there was nothing to be undone.
 */
bool wl_normal_unescape(
	struct wl_buf *out, const char *s, size_t n, bool percent);

#endif
