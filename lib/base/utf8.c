/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/utf8.h"

#include <endian.h>
#include <utf8proc.h>

#define ONES UINT64_C(0x0101010101010101)
#define HIGHS UINT64_C(0x8080808080808080)
#define REPLACEMENT "\xef\xbf\xbd"

bool wl_utf8_in(const struct wl_utf8_range *ranges, size_t n, int32_t c)
{
	for (size_t i = 0; i < n && c >= ranges[i].from; i++)
		if (c <= ranges[i].to)
			return true;
	return false;
}

/* How many of the n bytes at the beginning are ASCII and not NUL. */
static size_t ascii_run(const char *bytes, size_t n)
{
	size_t i = 0;
	uint64_t word;

	for (; n - i >= sizeof(word); i += sizeof(word)) {
		memcpy(&word, bytes + i, sizeof(word));
		if ((word | (word - ONES)) & HIGHS)
			break;
	}
	while (i < n && (unsigned char)(bytes[i] - 1) < 0x7f)
		i++;
	return i;
}

/* Is each byte printable ASCII?  None is above it, none borrows from 0x80, none
 * grows to it. */
static bool printable(uint64_t word)
{
	return !((word | (word - ONES * 0x20) | (word + ONES)) & HIGHS);
}

/* How many of the n bytes at the beginning are printable ASCII. */
static size_t printable_run(const char *bytes, size_t n)
{
	size_t i = 0;
	uint64_t word;

	for (; n - i >= sizeof(word); i += sizeof(word)) {
		memcpy(&word, bytes + i, sizeof(word));
		if (!printable(word))
			break;
	}
	while (i < n && bytes[i] >= 0x20 && bytes[i] < 0x7f)
		i++;
	return i;
}

/* The code point at bytes and its length; -1 and length 1 if it is invalid. */
static int32_t decode(const char *bytes, size_t n, size_t *length)
{
	utf8proc_ssize_t most = n > 4 ? 4 : (utf8proc_ssize_t)n;
	utf8proc_int32_t c;
	utf8proc_ssize_t used;

	used = utf8proc_iterate((const utf8proc_uint8_t *)bytes, most, &c);
	*length = used > 0 ? (size_t)used : 1;
	return used > 0 ? c : -1;
}

int32_t wl_utf8_next(const char *bytes, size_t n, size_t *length)
{
	int32_t c = decode(bytes, n, length);

	return c < 0 ? (unsigned char)*bytes : c;
}

size_t wl_utf8_valid(const char *bytes, size_t n)
{
	size_t i = 0, length;

	while (i < n) {
		i += ascii_run(bytes + i, n - i);
		if (i == n || decode(bytes + i, n - i, &length) <= 0)
			break;
		i += length;
	}
	return i;
}

size_t wl_utf8_count(const char *bytes, size_t n)
{
	size_t count = 0;

	for (size_t i = 0; i < n; i++)
		count += ((unsigned char)bytes[i] & 0xc0) != 0x80;
	return count;
}

/* Columns of the character at s; one for an invalid byte. */
static size_t columns_of(const char *s, size_t n, size_t *length)
{
	int32_t c = decode(s, n, length);

	return c < 0 ? 1 : (size_t)utf8proc_charwidth(c);
}

size_t wl_utf8_width(const char *s)
{
	size_t n = strlen(s), width = 0, length;

	for (size_t i = 0; i < n; i += length) {
		length = printable_run(s + i, n - i);
		width += length ? length : columns_of(s + i, n - i, &length);
	}
	return width;
}

size_t wl_utf8_fit(const char *s, size_t columns)
{
	size_t n = strlen(s), i, length;

	for (i = 0; i < n; i += length) {
		size_t rest = n - i, most = rest < columns ? rest : columns;
		size_t width = length = printable_run(s + i, most);

		if (!length)
			width = columns_of(s + i, rest, &length);
		if (width > columns)
			break;
		columns -= width;
	}
	return i;
}

/* Add what utf8proc makes of s; false: s is not UTF-8, nothing added. */
static bool map(
	struct wl_buf *out, const char *s, size_t n, utf8proc_option_t options)
{
	utf8proc_uint8_t *mapped = NULL;
	utf8proc_ssize_t length;

	length = utf8proc_map((const utf8proc_uint8_t *)s, (utf8proc_ssize_t)n,
		&mapped, UTF8PROC_STABLE | options);
	if (length == UTF8PROC_ERROR_NOMEM)
		abort();
	if (length > 0)
		wl_buf_add(out, mapped, (size_t)length);
	free(mapped);
	return length >= 0;
}

static void nfc(struct wl_buf *out, const char *s, size_t n)
{
	if (ascii_run(s, n) == n || !map(out, s, n, UTF8PROC_COMPOSE))
		wl_buf_add(out, s, n);
}

/* Add s with the capitals of ASCII as small letters. */
static void lower(struct wl_buf *out, const char *s, size_t n)
{
	size_t start = out->n;

	wl_buf_add(out, s, n);
	for (char *c = out->s + start; n--; c++)
		if (*c >= 'A' && *c <= 'Z')
			*c = (char)(*c + 'a' - 'A');
}

static void fold(struct wl_buf *out, const char *s, utf8proc_option_t also)
{
	size_t n = strlen(s);

	if (ascii_run(s, n) == n ||
		!map(out, s, n, UTF8PROC_COMPOSE | UTF8PROC_CASEFOLD | also))
		lower(out, s, n);
}

void wl_utf8_fold(struct wl_buf *out, const char *s)
{
	fold(out, s, 0);
}

void wl_utf8_fold_forms(struct wl_buf *out, const char *s)
{
	fold(out, s, UTF8PROC_COMPAT);
}

bool wl_utf8_same(const char *a, const char *b)
{
	struct wl_buf x = WL_BUF_INIT, y = WL_BUF_INIT;
	bool same;

	wl_utf8_fold(&x, a);
	wl_utf8_fold(&y, b);
	same = x.n == y.n && !memcmp(x.s, y.s, x.n);
	wl_buf_release(&x);
	wl_buf_release(&y);
	return same;
}

enum wl_utf8_sort wl_utf8_sort(int32_t c)
{
	static const enum wl_utf8_sort sorts[] = {
		[UTF8PROC_CATEGORY_LU] = WL_UTF8_LETTER,
		[UTF8PROC_CATEGORY_LL] = WL_UTF8_LETTER,
		[UTF8PROC_CATEGORY_LT] = WL_UTF8_LETTER,
		[UTF8PROC_CATEGORY_LM] = WL_UTF8_LETTER,
		[UTF8PROC_CATEGORY_LO] = WL_UTF8_LETTER,
		[UTF8PROC_CATEGORY_ND] = WL_UTF8_LETTER,
		[UTF8PROC_CATEGORY_MN] = WL_UTF8_MARK,
		[UTF8PROC_CATEGORY_MC] = WL_UTF8_MARK,
		[UTF8PROC_CATEGORY_ME] = WL_UTF8_MARK,
		[UTF8PROC_CATEGORY_CF] = WL_UTF8_NOTHING,
		[UTF8PROC_CATEGORY_CO] = WL_UTF8_GAP,
	};
	const utf8proc_property_t *property = utf8proc_get_property(c);

	return property->ignorable ? WL_UTF8_NOTHING
				   : sorts[property->category];
}

/* Interlinear annotation as well. */
bool wl_utf8_hidden(int32_t c)
{
	static const struct wl_utf8_range ranges[] = {
		{ 0x00, 0x1f },
		{ 0x7f, 0x9f },
		{ 0x61c, 0x61c },
		{ 0x200e, 0x200f },
		{ 0x2028, 0x202e },
		{ 0x2066, 0x206f },
		{ 0xfff9, 0xfffb },
	};

	return wl_utf8_in(ranges, WL_LEN(ranges), c);
}

/* How many of the n bytes at the beginning may be shown as they are. */
static size_t visible_run(const char *s, size_t n, bool lines)
{
	size_t i = 0, length;
	int32_t c;

	for (; i < n; i += length) {
		length = printable_run(s + i, n - i);
		if (length)
			continue;
		length = lines && (s[i] == '\n' || s[i] == '\t');
		if (length)
			continue;
		c = decode(s + i, n - i, &length);
		if (c < 0 || wl_utf8_hidden(c))
			break;
	}
	return i;
}

bool wl_utf8_is_visible(const char *s, bool lines)
{
	size_t n = strlen(s);

	return visible_run(s, n, lines) == n;
}

void wl_utf8_visible(struct wl_buf *out, const char *s, bool lines)
{
	size_t n = strlen(s), i = 0, length;

	for (;;) {
		size_t shown = visible_run(s + i, n - i, lines);
		int32_t c;

		wl_buf_add(out, s + i, shown);
		i += shown;
		if (i == n)
			return;
		c = decode(s + i, n - i, &length);
		if (c < 0x80)
			wl_buf_addf(out, "<0x%02X>", (unsigned char)s[i]);
		else
			wl_buf_addf(out, "<U+%04X>", (unsigned)c);
		i += length;
	}
}

/* Letters of the Latin script that no normal form takes apart. */
static const char *latin(int32_t c)
{
	static const struct {
		int32_t c;
		const char *text;
	} letters[] = {
		{ 0xe6, "ae" },
		{ 0xf0, "d" },
		{ 0xf8, "o" },
		{ 0xfe, "th" },
		{ 0x111, "d" },
		{ 0x127, "h" },
		{ 0x131, "i" },
		{ 0x142, "l" },
		{ 0x14b, "n" },
		{ 0x153, "oe" },
		{ 0x167, "t" },
	};

	for (size_t i = 0; i < WL_LEN(letters); i++)
		if (letters[i].c == c)
			return letters[i].text;
	return NULL;
}

static bool slug_char(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
}

void wl_utf8_slug(struct wl_buf *out, const char *s, size_t max)
{
	struct wl_buf flat = WL_BUF_INIT;
	size_t start = out->n, length;
	bool dash = false;

	if (!map(&flat, s, strlen(s),
		    UTF8PROC_DECOMPOSE | UTF8PROC_COMPAT | UTF8PROC_STRIPMARK |
			    UTF8PROC_CASEFOLD | UTF8PROC_IGNORE))
		lower(&flat, s, strlen(s));
	for (size_t i = 0; i < flat.n; i += length) {
		int32_t c = decode(flat.s + i, flat.n - i, &length);
		const char *text = latin(c);

		if (!text && !slug_char(flat.s[i])) {
			dash = out->n > start;
			continue;
		}
		if (dash)
			wl_buf_addc(out, '-');
		dash = false;
		wl_buf_add(
			out, text ? text : flat.s + i, text ? strlen(text) : 1);
	}
	if (out->n - start > max)
		wl_buf_cut(out, start + max);
	if (out->n > start && out->s[out->n - 1] == '-')
		wl_buf_cut(out, out->n - 1);
	wl_buf_release(&flat);
}

static bool white(int32_t c)
{
	static const struct wl_utf8_range ranges[] = {
		{ 0x09, 0x0d },
		{ 0x20, 0x20 },
		{ 0x85, 0x85 },
		{ 0xa0, 0xa0 },
		{ 0x1680, 0x1680 },
		{ 0x2000, 0x200a },
		{ 0x2028, 0x2029 },
		{ 0x202f, 0x202f },
		{ 0x205f, 0x205f },
		{ 0x3000, 0x3000 },
	};

	return wl_utf8_in(ranges, WL_LEN(ranges), c);
}

static bool control(int32_t c)
{
	return (c >= 0 && c < 0x20) || (c >= 0x7f && c < 0xa0);
}

static bool graphic(char c)
{
	return c > 0x20 && c < 0x7f;
}

/* How many of the n bytes at the beginning are words of ASCII with one space
 * between them.  The highest bit of each byte of `spaces` says where one is. */
static size_t words_run(const char *s, size_t n)
{
	size_t i = 0;
	uint64_t word, spaces, before = 0x80;

	for (; n - i >= sizeof(word); i += sizeof(word)) {
		memcpy(&word, s + i, sizeof(word));
		word = le64toh(word);
		if (!printable(word))
			break;
		spaces = ~((word ^ ONES * 0x20) + ONES * 0x7f) & HIGHS;
		if (spaces & (spaces << 8 | before))
			break;
		before = spaces >> 56;
	}
	while (i < n &&
		(graphic(s[i]) || (s[i] == ' ' && i && s[i - 1] != ' ')))
		i++;
	return i && s[i - 1] == ' ' ? i - 1 : i;
}

/* As wl_utf8_line, of n bytes. */
static void add_line(struct wl_buf *out, const char *s, size_t n)
{
	size_t start = out->n, length;
	bool space = false;

	for (size_t i = 0; i < n; i += length) {
		int32_t c = 0;

		length = words_run(s + i, n - i);
		if (!length) {
			c = decode(s + i, n - i, &length);
			if (white(c)) {
				space = out->n > start;
				continue;
			}
			if (control(c))
				continue;
		}
		if (space)
			wl_buf_addc(out, ' ');
		space = false;
		if (c < 0)
			wl_buf_adds(out, REPLACEMENT);
		else
			wl_buf_add(out, s + i, length);
	}
}

void wl_utf8_line(struct wl_buf *out, const char *s)
{
	add_line(out, s, strlen(s));
}

void wl_utf8_words(struct wl_buf *out, const char *s)
{
	struct wl_buf text = WL_BUF_INIT, line = WL_BUF_INIT;
	bool gap = false;

	while (*s) {
		size_t n = strcspn(s, "\r\n");

		wl_buf_clear(&line);
		add_line(&line, s, n);
		if (!line.n)
			gap = text.n > 0;
		if (line.n && text.n)
			wl_buf_adds(&text, gap ? "\n\n" : "\n");
		if (line.n)
			gap = false;
		wl_buf_add(&text, line.s, line.n);
		s += n;
		if (*s)
			s += wl_starts(s, "\r\n") ? 2 : 1;
	}
	nfc(out, text.s, text.n);
	wl_buf_release(&text);
	wl_buf_release(&line);
}
