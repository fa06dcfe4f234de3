/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/strv.h"

#include "base/buf.h"

void wl_strv_init(struct wl_strv *strv)
{
	memset(strv, 0, sizeof(*strv));
}

void wl_strv_release(struct wl_strv *strv)
{
	for (size_t i = 0; i < strv->n; i++)
		free(strv->v[i]);
	free(strv->v);
	wl_strv_init(strv);
}

void wl_strv_take(struct wl_strv *strv, char *s)
{
	if (strv->n + 1 >= strv->cap) {
		strv->cap = strv->cap ? strv->cap * 2 : 8;
		strv->v = wl_realloc(strv->v, strv->cap * sizeof(*strv->v));
	}
	strv->v[strv->n++] = s;
	strv->v[strv->n] = NULL;
}

void wl_strv_add(struct wl_strv *strv, const char *s)
{
	wl_strv_take(strv, wl_strdup(s));
}

void wl_strv_addf(struct wl_strv *strv, const char *fmt, ...)
{
	va_list ap;
	char *s = NULL;

	va_start(ap, fmt);
	if (vasprintf(&s, fmt, ap) < 0)
		wl_no_memory();
	va_end(ap);
	wl_strv_take(strv, s);
}

bool wl_strv_has(const struct wl_strv *strv, const char *s)
{
	for (size_t i = 0; i < strv->n; i++)
		if (wl_streq(strv->v[i], s))
			return true;
	return false;
}

void wl_strv_add_once(struct wl_strv *strv, const char *s)
{
	if (!wl_strv_has(strv, s))
		wl_strv_add(strv, s);
}

static int by_bytes(const void *a, const void *b)
{
	return strcmp(*(char *const *)a, *(char *const *)b);
}

void wl_strv_sort(struct wl_strv *strv)
{
	if (strv->n)
		qsort(strv->v, strv->n, sizeof(*strv->v), by_bytes);
}
