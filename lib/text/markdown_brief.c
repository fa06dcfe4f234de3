/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "text/markdown_brief.h"

#include "text/front.h"

/* What means something inside a line, or ends a block of HTML; what else than a
 * letter may begin a line. */
#define MEANING "\n\\`&_*[<>"
#define BEGINNING "\"'(!@^~"

#define QUOTE ((size_t)2) /* bytes of "> " */
#define LETTER "x\n"
#define LETTER_SIZE strlen(LETTER)

struct reading {
	struct wl_brief *brief;
	struct wl_arena *memory;
	const struct wl_source *source;
	char *copy; /* NULL: cmark reads the source */
	size_t cap;
	bool returns;  /* CR may end a line */
	bool empty;    /* the line above is */
	bool inside;   /* among plain lines */
	size_t prefix; /* of these: QUOTE or 0 */
};

/* Does c stand three times in a row? */
static bool is_fenced(const char *s, size_t n, char c)
{
	const char *end = s + n;

	while ((s = memchr(s, c, (size_t)(end - s)))) {
		if (end - s >= 3 && s[1] == c && s[2] == c)
			return true;
		s++;
	}
	return false;
}

static size_t prefix_of(const char *s)
{
	return s[0] == '>' && s[1] == ' ' ? QUOTE : 0;
}

/* Does no block begin with it?  All that is not ASCII is a letter to cmark. */
static bool is_first(char c)
{
	char lower = (char)(c | 0x20);

	return (lower >= 'a' && lower <= 'z') || c & 0x80 ||
	       (c && strchr(BEGINNING, c));
}

/* Where a line of plain words ends; 0: it is none. */
static size_t plain_end(const struct wl_source *source, size_t at)
{
	const char *s = source->bytes + at;

	if (!is_first(s[*s == '#']))
		return 0;
	at += strcspn(s, MEANING);
	s = source->bytes + at;
	if (at < source->n && *s != '\n')
		return 0;
	return (unsigned char)s[-1] > ' ' ? at : 0;
}

/* Where a line ends as cmark sees it, and where the next one begins: behind LF
 * or, in a file that has any, behind CR or CRLF. */
static size_t behind_line(const struct reading *reading, size_t at)
{
	const struct wl_source *source = reading->source;
	const char *s = source->bytes + at, *lf, *cr;
	size_t n = source->n - at;

	lf = n ? memchr(s, '\n', n) : NULL;
	if (lf)
		n = (size_t)(lf - s);
	cr = reading->returns && n ? memchr(s, '\r', n) : NULL;
	if (cr && cr + 1 != lf)
		return at + (size_t)(cr - s) + 1;
	return at + n + 1;
}

static void add_line(struct reading *reading, size_t at, int line, bool plain)
{
	struct wl_brief *brief = reading->brief;

	brief->lines = wl_arena_room(reading->memory, brief->lines,
		brief->nlines, &reading->cap, sizeof(*brief->lines));
	brief->lines[brief->nlines++] =
		(struct wl_brief_line){ at, line, plain };
}

/* Let cmark read the source from `at` to `end`. */
static void give(struct reading *reading, size_t at, size_t end)
{
	struct wl_brief *brief = reading->brief;

	if (reading->copy && end > at)
		memcpy(reading->copy + brief->n, reading->source->bytes + at,
			end - at);
	brief->n += end - at;
}

/* Read a line if it is one of plain words; returns where the next begins. */
static size_t read_plain(struct reading *reading, size_t at, int line)
{
	size_t prefix = prefix_of(reading->source->bytes + at), end;
	bool goes_on = reading->inside && prefix == reading->prefix;

	if (!reading->copy || (!goes_on && !reading->empty))
		return 0;
	end = plain_end(reading->source, at + prefix);
	if (!end)
		return 0;
	if (!goes_on) {
		add_line(reading, at, line, true);
		give(reading, at, at + prefix);
		memcpy(reading->copy + reading->brief->n, LETTER, LETTER_SIZE);
		reading->brief->n += LETTER_SIZE;
	}
	reading->prefix = prefix;
	reading->inside = true;
	reading->empty = false;
	return end + 1;
}

static bool is_empty(const struct wl_source *source, size_t at)
{
	const char *s = source->bytes;

	while (at < source->n &&
		(s[at] == ' ' || s[at] == '\t' || s[at] == '\r'))
		at++;
	return at >= source->n || s[at] == '\n';
}

static size_t read_line(struct reading *reading, size_t at, int line)
{
	size_t n = reading->source->n, next = read_plain(reading, at, line);

	if (next)
		return next;
	next = behind_line(reading, at);
	add_line(reading, at, line, false);
	give(reading, at, next < n ? next : n);
	reading->inside = false;
	reading->empty = is_empty(reading->source, at);
	return next;
}

static int too_long(
	const struct wl_source *source, size_t begin, struct wl_err *err)
{
	wl_source_error(
		err, source, begin, "more than 32 KiB without an empty line");
	return wl_err_hint(err, "divide it into paragraphs");
}

/* All lines.  cmark is quadratic in the length of a block. */
static int read_lines(struct reading *reading, size_t body, struct wl_err *err)
{
	const struct wl_source *source = reading->source;
	size_t at = body, begin = body, next;
	int line = 1;

	for (const char *s = source->bytes; s < source->bytes + body; s++)
		line += *s == '\n';
	for (; at <= source->n; at = next, line++) {
		next = read_line(reading, at, line);
		if (reading->empty)
			begin = next;
		else if (at - begin > WL_RUN_MAX)
			return too_long(source, begin, err);
	}
	if (begin < source->n && source->n - begin > WL_RUN_MAX)
		return too_long(source, begin, err);
	add_line(reading, at, line, false);
	reading->brief->nlines--;
	return 0;
}

int wl_brief_make(struct wl_brief *out, struct wl_arena *memory,
	const struct wl_source *source, size_t body, enum wl_brief_how how,
	struct wl_err *err)
{
	const char *s = source->bytes + body;
	size_t n = source->n - body;
	struct reading reading = {
		.brief = out, .memory = memory, .source = source
	};

	memset(out, 0, sizeof(*out));
	reading.returns = n && memchr(s, '\r', n);
	if (how == WL_BRIEF && !reading.returns && !is_fenced(s, n, '`') &&
		!is_fenced(s, n, '~'))
		reading.copy = wl_arena_raw(memory, n + LETTER_SIZE);
	out->bytes = reading.copy ? reading.copy : s;
	return read_lines(&reading, body, err);
}

void wl_brief_words(struct wl_buf *out, const struct wl_source *source,
	const struct wl_brief_line *line)
{
	const char *s = source->bytes + line->start, *lf;
	const char *end = source->bytes + line[1].start - 1;
	size_t prefix = prefix_of(s);

	s += prefix;
	while (prefix && (lf = memchr(s, '\n', (size_t)(end - s)))) {
		wl_buf_add(out, s, (size_t)(lf + 1 - s));
		s = lf + 1 + prefix;
	}
	wl_buf_add(out, s, (size_t)(end - s));
}
