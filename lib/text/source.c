/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "text/source.h"

#include "base/utf8.h"

#define BOM "\xef\xbb\xbf"

void wl_source_place(
	const struct wl_source *source, size_t offset, int *line, int *column)
{
	const char *from = source->bytes, *at, *newline;

	if (offset > source->n)
		offset = source->n;
	at = from + offset;
	*line = 1;
	if (offset >= strlen(BOM) && wl_starts(from, BOM))
		from += strlen(BOM);
	while ((newline = memchr(from, '\n', (size_t)(at - from)))) {
		from = newline + 1;
		(*line)++;
	}
	*column = 1 + (int)wl_utf8_count(from, (size_t)(at - from));
}

int wl_source_error(struct wl_err *err, const struct wl_source *source,
	size_t offset, const char *fmt, ...)
{
	char text[sizeof(err->text)];
	int line, column;
	va_list ap;

	va_start(ap, fmt);
	vsnprintf(text, sizeof(text), fmt, ap);
	va_end(ap);
	wl_source_place(source, offset, &line, &column);
	return wl_err_at(err, source->path, line, column, "%s", text);
}

int wl_source_check(
	const struct wl_source *source, size_t max, struct wl_err *err)
{
	size_t valid;

	if (source->n > max) {
		wl_err_at(err, source->path, 0, 0,
			"the file has %zu bytes, at most %zu are read",
			source->n, max);
		return WL_EUNREADABLE;
	}
	valid = wl_utf8_valid(source->bytes, source->n);
	if (valid == source->n)
		return 0;
	if (!source->bytes[valid])
		return wl_source_error(err, source, valid,
			"a NUL byte: this is not a text file");
	wl_source_error(err, source, valid, "the byte 0x%02X is not UTF-8",
		(unsigned char)source->bytes[valid]);
	wl_err_hint(err, "save the file in the encoding UTF-8");
	return WL_EUNREADABLE;
}
