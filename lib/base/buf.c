/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/buf.h"

void wl_buf_init(struct wl_buf *buf)
{
	*buf = (struct wl_buf)WL_BUF_INIT;
}

void wl_buf_release(struct wl_buf *buf)
{
	if (buf->cap)
		free(buf->s);
	wl_buf_init(buf);
}

void wl_buf_reserve(struct wl_buf *buf, size_t more)
{
	size_t need = buf->n + more + 1;

	if (need <= buf->cap)
		return;
	if (need < buf->cap * 2)
		need = buf->cap * 2;
	if (need < 64)
		need = 64;
	buf->s = wl_realloc(buf->cap ? buf->s : NULL, need);
	buf->s[buf->n] = '\0';
	buf->cap = need;
}

void wl_buf_cut(struct wl_buf *buf, size_t n)
{
	if (n >= buf->n)
		return;
	buf->n = n;
	buf->s[n] = '\0';
}

void wl_buf_clear(struct wl_buf *buf)
{
	wl_buf_cut(buf, 0);
}

void wl_buf_fill(struct wl_buf *buf, char c, size_t n)
{
	wl_buf_reserve(buf, n);
	memset(buf->s + buf->n, c, n);
	buf->n += n;
	buf->s[buf->n] = '\0';
}

void wl_buf_add_int(struct wl_buf *buf, long long value)
{
	unsigned long long rest = value < 0 ? 0 - (unsigned long long)value
					    : (unsigned long long)value;
	char text[24];
	size_t at = sizeof(text);

	do
		text[--at] = (char)('0' + rest % 10);
	while (rest /= 10);
	if (value < 0)
		text[--at] = '-';
	wl_buf_add(buf, text + at, sizeof(text) - at);
}

void wl_buf_addf(struct wl_buf *buf, const char *fmt, ...)
{
	size_t room = buf->cap - (buf->cap ? buf->n : 0);
	va_list ap, again;
	int n;

	va_start(ap, fmt);
	va_copy(again, ap);
	n = vsnprintf(room ? buf->s + buf->n : NULL, room, fmt, ap);
	if (n < 0)
		abort();
	if ((size_t)n >= room) {
		wl_buf_reserve(buf, (size_t)n);
		vsnprintf(buf->s + buf->n, (size_t)n + 1, fmt, again);
	}
	buf->n += (size_t)n;
	va_end(again);
	va_end(ap);
}

void wl_buf_splice(
	struct wl_buf *buf, size_t at, size_t drop, const void *bytes, size_t n)
{
	if (at > buf->n || drop > buf->n - at)
		abort();
	wl_buf_reserve(buf, n);
	memmove(buf->s + at + n, buf->s + at + drop, buf->n - at - drop + 1);
	if (n)
		memcpy(buf->s + at, bytes, n);
	buf->n = buf->n - drop + n;
}

void wl_buf_rtrim(struct wl_buf *buf)
{
	size_t n = buf->n;

	while (n && (buf->s[n - 1] == ' ' || buf->s[n - 1] == '\t' ||
			    buf->s[n - 1] == '\r' || buf->s[n - 1] == '\n'))
		n--;
	wl_buf_cut(buf, n);
}

char *wl_buf_detach(struct wl_buf *buf)
{
	char *s = buf->cap ? buf->s : wl_strdup("");

	wl_buf_init(buf);
	return s;
}
