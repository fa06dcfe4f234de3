/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "text/csv.h"

#include <errno.h>
#include <iconv.h>

#include "base/utf8.h"

#define BOM "\xef\xbb\xbf"
#define GUESS "Windows-1252"
/* How many bytes tell whether it is UTF-16 without a BOM. */
#define EVIDENCE 512

static const struct mark {
	const char *bytes, *encoding;
} marks[] = {
	{ BOM, "UTF-8" },
	{ "\xff\xfe", "UTF-16LE" },
	{ "\xfe\xff", "UTF-16BE" },
};

static const struct mark *mark_of(const struct wl_source *source)
{
	for (size_t i = 0; i < WL_LEN(marks); i++) {
		size_t n = strlen(marks[i].bytes);

		if (source->n >= n && !memcmp(source->bytes, marks[i].bytes, n))
			return &marks[i];
	}
	return NULL;
}

/* Zero bytes at all odd places and no even one, or the other way round. */
static const char *wide(const struct wl_source *source)
{
	size_t n = source->n < EVIDENCE ? source->n : EVIDENCE;
	size_t zeros[2] = { 0, 0 };

	for (size_t i = 0; i < n; i++)
		zeros[i & 1] += !source->bytes[i];
	if (zeros[1] * 4 > n && !zeros[0])
		return "UTF-16LE";
	return zeros[0] * 4 > n && !zeros[1] ? "UTF-16BE" : NULL;
}

/* Line and column of the end of n bytes of text; CR alone ends a line too. */
static void place(const char *s, size_t n, int *line, int *column)
{
	size_t from = 0;

	*line = 1;
	for (size_t i = 0; i < n; i++) {
		if (s[i] != '\n' && s[i] != '\r')
			continue;
		if (s[i] == '\r' && i + 1 < n && s[i + 1] == '\n')
			continue;
		(*line)++;
		from = i + 1;
	}
	*column = 1 + (int)wl_utf8_count(s + from, n - from);
}

static int with_hint(struct wl_err *err)
{
	return wl_err_hint(err, "name the file's encoding with --encoding "
				"(iconv --list shows the names)");
}

/* The text before a bad byte says where that stands. */
static int bad_byte(const struct wl_source *text, char byte,
	const char *encoding, struct wl_err *err)
{
	int line, column;

	place(text->bytes, text->n, &line, &column);
	wl_err_at(err, text->path, line, column, "the byte 0x%02X is not %s",
		(unsigned char)byte, encoding);
	return with_hint(err);
}

static int cut_off(
	const struct wl_source *text, const char *encoding, struct wl_err *err)
{
	int line, column;

	place(text->bytes, text->n, &line, &column);
	wl_err_at(err, text->path, line, column,
		"the file ends within a character of %s", encoding);
	return with_hint(err);
}

static int refuse_nul(const struct wl_source *text, struct wl_err *err)
{
	const char *nul = memchr(text->bytes, '\0', text->n);
	int line, column;

	if (!nul)
		return 0;
	place(text->bytes, (size_t)(nul - text->bytes), &line, &column);
	return wl_err_at(err, text->path, line, column,
		"a NUL byte: this is not a text file");
}

/* The rest of source from `skip` on as it is, if it is UTF-8. */
static int take_utf8(struct wl_csv_text *out, const struct wl_source *source,
	size_t skip, struct wl_err *err)
{
	struct wl_source text = { source->path, source->bytes + skip,
		source->n - skip };
	size_t valid = wl_utf8_valid(text.bytes, text.n);

	out->source = text;
	if (valid == text.n || !text.bytes[valid])
		return 0; /* a NUL is told of later */
	text.n = valid;
	return bad_byte(&text, text.bytes[valid], "UTF-8", err);
}

static iconv_t open_encoding(const char *name, struct wl_err *err)
{
	iconv_t cd = (iconv_t)-1;

	/* "NAME//IGNORE" would drop bytes, "" would ask the locale. */
	if (*name && !strchr(name, '/'))
		cd = iconv_open("UTF-8", name);
	if (cd == (iconv_t)-1) {
		wl_err_set(err, WL_EUSAGE, "unknown encoding '%s'", name);
		wl_err_hint(err, "iconv --list shows the names");
	}
	return cd;
}

static int convert(struct wl_csv_text *out, const struct wl_source *source,
	const char *encoding, struct wl_err *err)
{
	char chunk[16384], *in = (char *)(uintptr_t)source->bytes;
	size_t left = source->n;
	iconv_t cd = open_encoding(encoding, err);
	int code = 0;
	bool more = true;

	if (cd == (iconv_t)-1)
		return WL_EUSAGE;
	while (more && !code) {
		char *to = chunk;
		size_t room = sizeof(chunk);
		bool flush = !left;
		size_t rc = iconv(cd, flush ? NULL : &in, &left, &to, &room);
		int why = rc == (size_t)-1 ? errno : 0;

		wl_buf_add(&out->memory, chunk, (size_t)(to - chunk));
		more = !flush;
		out->source.bytes = out->memory.s;
		out->source.n = out->memory.n;
		if (why == EINVAL)
			code = cut_off(&out->source, encoding, err);
		else if (why && why != E2BIG)
			code = bad_byte(&out->source, *in, encoding, err);
	}
	iconv_close(cd);
	return code;
}

static bool is_utf8(const char *encoding)
{
	return wl_utf8_same(encoding, "UTF-8") ||
	       wl_utf8_same(encoding, "UTF8");
}

static int decode(struct wl_csv_text *out, const struct wl_source *source,
	const char *encoding, struct wl_err *err)
{
	const struct mark *mark = mark_of(source);
	size_t skip = mark ? strlen(mark->bytes) : 0;
	int code;

	if (is_utf8(encoding))
		return take_utf8(out, source,
			mark && is_utf8(mark->encoding) ? skip : 0, err);
	code = convert(out, source, encoding, err);
	if (!code && wl_starts(out->source.bytes, BOM)) {
		out->source.bytes += strlen(BOM);
		out->source.n -= strlen(BOM);
	}
	return code;
}

/* The encoding that the bytes show. */
static const char *detect(
	const struct wl_source *source, struct wl_csv_found *found)
{
	const struct mark *mark = mark_of(source);
	const char *encoding = mark ? mark->encoding : wide(source);
	size_t valid;
	int column;

	if (encoding)
		return encoding;
	valid = wl_utf8_valid(source->bytes, source->n);
	if (valid == source->n || !source->bytes[valid])
		return "UTF-8";
	found->guessed = true;
	place(source->bytes, valid, &found->guessed_line, &column);
	return GUESS;
}

int wl_csv_decode(struct wl_csv_text *out, const struct wl_source *source,
	const char *encoding, struct wl_csv_found *found, struct wl_err *err)
{
	struct wl_csv_found what = { "", 0, false, 0 };
	struct wl_csv_text text = { { source->path, "", 0 }, WL_BUF_INIT };
	int code;

	if (source->n > WL_CSV_MAX)
		return wl_err_at(err, source->path, 0, 0,
			"the file has %zu bytes, at most %zu are read",
			source->n, WL_CSV_MAX);
	if (!encoding)
		encoding = detect(source, &what);
	snprintf(what.encoding, sizeof(what.encoding), "%s", encoding);
	code = decode(&text, source, encoding, err);
	if (!code)
		code = refuse_nul(&text.source, err);
	if (code) {
		wl_csv_text_release(&text);
		return code;
	}
	*out = text;
	if (found)
		*found = what;
	return 0;
}

void wl_csv_text_release(struct wl_csv_text *text)
{
	wl_buf_release(&text->memory);
	memset(&text->source, 0, sizeof(text->source));
}
