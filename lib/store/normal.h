/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Inside redaction: text brought to a form in which two copies of the same
 * words are the same bytes, however they were escaped, quoted or wrapped.
 */
#ifndef WL_STORE_NORMAL_H
#define WL_STORE_NORMAL_H

#include "base/buf.h"

/*
 * Add n bytes as words of letters and digits, case-folded, NFC, each behind
 * one space, and a space at the end; a wide character (CJK) is a word.
 */
void wl_normal_words(struct wl_buf *out, const char *s, size_t n);
/* Add n bytes with the escapes of JSON, entities and tags of HTML and colours
 * of a terminal undone. */
void wl_normal_unescape(struct wl_buf *out, const char *s, size_t n);
/* Is there anything that may be one of them? */
bool wl_normal_escaped(const char *s, size_t n);

#endif
