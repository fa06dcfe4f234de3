/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A growing run of bytes, always NUL-terminated, for building text and for
 * splicing files.
 */
#ifndef WL_BASE_BUF_H
#define WL_BASE_BUF_H

#include "base/base.h"

struct wl_buf {
	char *s; /* never NULL after wl_buf_init */
	size_t n, cap;
};

#define WL_BUF_INIT                                                            \
	{                                                                      \
		(char *)"", 0, 0                                               \
	}

void wl_buf_init(struct wl_buf *buf);
void wl_buf_release(struct wl_buf *buf);
/* Empty it, keep the memory. */
void wl_buf_clear(struct wl_buf *buf);
/* Make room for that many bytes more. */
void wl_buf_reserve(struct wl_buf *buf, size_t more);
/* Inline, for most outputs are made of little else. */
static inline void wl_buf_add(struct wl_buf *buf, const void *bytes, size_t n)
{
	if (!n)
		return;
	if (buf->n + n >= buf->cap)
		wl_buf_reserve(buf, n);
	memcpy(buf->s + buf->n, bytes, n);
	buf->n += n;
	buf->s[buf->n] = '\0';
}

static inline void wl_buf_adds(struct wl_buf *buf, const char *s)
{
	wl_buf_add(buf, s, strlen(s));
}

static inline void wl_buf_addc(struct wl_buf *buf, char c)
{
	wl_buf_add(buf, &c, 1);
}

/* n times the character c. */
void wl_buf_fill(struct wl_buf *buf, char c, size_t n);
/* As %lld, which takes longer than all the rest of a line. */
void wl_buf_add_int(struct wl_buf *buf, long long value);
void wl_buf_addf(struct wl_buf *buf, const char *fmt, ...) WL_PRINTF(2, 3);
/* Replace `drop` bytes at `at` by the n bytes. */
void wl_buf_splice(struct wl_buf *buf, size_t at, size_t drop,
	const void *bytes, size_t n);
/* Cut to n bytes. */
void wl_buf_cut(struct wl_buf *buf, size_t n);
/* Drop white space (space, tab, CR, LF) from the end. */
void wl_buf_rtrim(struct wl_buf *buf);
/* The bytes, now the caller's to free; buf is empty. */
char *wl_buf_detach(struct wl_buf *buf);

#endif
