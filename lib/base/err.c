/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/err.h"

#include <errno.h>

/* Cut a text that did not fit at the last whole character. */
static void trim(char *s, size_t size)
{
	size_t n = strlen(s);

	if (n + 1 < size)
		return;
	while (n && ((unsigned char)s[n - 1] & 0xc0) == 0x80)
		n--;
	if (n)
		s[n - 1] = '\0';
}

/* Through a copy: an argument may be a field of the same error. */
static void fill(char *field, size_t size, const char *fmt, va_list ap)
{
	char copy[sizeof(((struct wl_err *)0)->text)];

	vsnprintf(copy, size, fmt, ap);
	memcpy(field, copy, size);
	trim(field, size);
}

static void clear_all_but_text(struct wl_err *err)
{
	err->code = err->line = err->column = 0;
	*err->path = *err->rule = *err->hint = '\0';
}

int wl_err_set(struct wl_err *err, int code, const char *fmt, ...)
{
	va_list ap;

	if (!err)
		return code;
	va_start(ap, fmt);
	fill(err->text, sizeof(err->text), fmt, ap);
	va_end(ap);
	clear_all_but_text(err);
	err->code = code;
	return code;
}

int wl_err_at(struct wl_err *err, const char *path, int line, int column,
	const char *fmt, ...)
{
	va_list ap;

	if (!err)
		return WL_EUNREADABLE;
	va_start(ap, fmt);
	fill(err->text, sizeof(err->text), fmt, ap);
	va_end(ap);
	clear_all_but_text(err);
	err->code = WL_EUNREADABLE;
	err->line = line;
	err->column = column;
	snprintf(err->path, sizeof(err->path), "%s", path ? path : "");
	trim(err->path, sizeof(err->path));
	return WL_EUNREADABLE;
}

int wl_err_errno(struct wl_err *err, const char *fmt, ...)
{
	int saved = errno;
	size_t used;
	va_list ap;

	if (!err)
		return WL_EFAIL;
	va_start(ap, fmt);
	fill(err->text, sizeof(err->text), fmt, ap);
	va_end(ap);
	clear_all_but_text(err);
	err->code = WL_EFAIL;
	used = strlen(err->text);
	snprintf(err->text + used, sizeof(err->text) - used, ": %s",
		strerror(saved));
	errno = saved;
	return WL_EFAIL;
}

int wl_err_hint(struct wl_err *err, const char *fmt, ...)
{
	va_list ap;

	if (!err)
		return WL_EFAIL;
	va_start(ap, fmt);
	fill(err->hint, sizeof(err->hint), fmt, ap);
	va_end(ap);
	return err->code;
}

int wl_err_near(struct wl_err *err, const char *near, const char *fmt, ...)
{
	va_list ap;

	if (near || !err)
		return wl_err_hint(err, "did you mean '%s'?", near);
	va_start(ap, fmt);
	fill(err->hint, sizeof(err->hint), fmt, ap);
	va_end(ap);
	return err->code;
}

int wl_err_rule(struct wl_err *err, const char *rule)
{
	if (!err)
		return WL_EFAIL;
	snprintf(err->rule, sizeof(err->rule), "%s", rule);
	return err->code;
}

void wl_errs_add(struct wl_errs *errs, const struct wl_err *err)
{
	WL_GROW(errs->v, errs->n, errs->cap);
	errs->v[errs->n++] = *err;
}

static int by_place(const void *a, const void *b)
{
	const struct wl_err *x = a, *y = b;
	int order = strcmp(x->path, y->path);

	if (!order)
		order = (x->line > y->line) - (x->line < y->line);
	if (!order)
		order = (x->column > y->column) - (x->column < y->column);
	return order ? order : strcmp(x->text, y->text);
}

void wl_errs_sort(struct wl_errs *errs)
{
	if (errs->n)
		qsort(errs->v, errs->n, sizeof(*errs->v), by_place);
}

void wl_errs_release(struct wl_errs *errs)
{
	free(errs->v);
	memset(errs, 0, sizeof(*errs));
}
