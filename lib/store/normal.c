/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/normal.h"

#include "base/utf8.h"

#define TAG_MAX 200 /* longest HTML tag that is taken for one */

/* Words */

static size_t char_length(const char *s, size_t n)
{
	unsigned char c = (unsigned char)*s;
	size_t length = c < 0x80 ? 1 : c < 0xe0 ? 2 : c < 0xf0 ? 3 : 4;

	return length < n ? length : n;
}

static int32_t code_point(const char *s, size_t length)
{
	static const unsigned char masks[] = { 0, 0x7f, 0x1f, 0x0f, 0x07 };
	int32_t c = (unsigned char)*s & masks[length];

	for (size_t i = 1; i < length; i++)
		c = (c << 6) | ((unsigned char)s[i] & 0x3f);
	return c;
}

enum sort { BETWEEN, LETTER, WIDE, NOTHING };

/* What a character beyond ASCII is to the search. */
static enum sort sort_of(int32_t c)
{
	static const struct {
		int32_t from, to;
		enum sort sort;
	} ranges[] = {
		{ 0x80, 0xa9, BETWEEN },
		{ 0xab, 0xac, BETWEEN },
		{ 0xad, 0xad, NOTHING }, /* soft hyphen */
		{ 0xae, 0xb4, BETWEEN },
		{ 0xb6, 0xb9, BETWEEN },
		{ 0xbb, 0xbf, BETWEEN },
		{ 0x200b, 0x200f, NOTHING }, /* joiners, marks of direction */
		{ 0x202a, 0x202e, NOTHING },
		{ 0x2060, 0x206f, NOTHING },
		{ 0x2000, 0x2bff, BETWEEN }, /* punctuation, arrows, boxes */
		{ 0x2e00, 0x2e7f, BETWEEN },
		{ 0x3000, 0x303f, BETWEEN },
		{ 0xfe00, 0xfe0f, NOTHING },
		{ 0xfeff, 0xfeff, NOTHING },
		{ 0xff00, 0xff0f, BETWEEN },
		{ 0x1100, 0x11ff, LETTER },
		{ 0x2e80, 0xd7ff, WIDE },
		{ 0xf900, 0xfaff, WIDE },
		{ 0x1f000, 0x1faff, BETWEEN },
		{ 0x20000, 0x3ffff, WIDE },
	};

	for (size_t i = 0; i < WL_LEN(ranges); i++)
		if (c >= ranges[i].from && c <= ranges[i].to)
			return ranges[i].sort;
	return LETTER;
}

/* ASCII: letters and digits in lower case, all else a space. */
static const char lower[] = "                                "
			    "                0123456789      "
			    " abcdefghijklmnopqrstuvwxyz     "
			    " abcdefghijklmnopqrstuvwxyz     ";

static bool is_ascii(char c)
{
	return (unsigned char)c < 0x80;
}

static bool ascii_letter(char c)
{
	return is_ascii(c) && lower[(unsigned char)c] != ' ';
}

struct writer {
	struct wl_buf *out;
	struct wl_buf word;
	bool ascii;
};

static void end_word(struct writer *writer)
{
	struct wl_buf *word = &writer->word;

	if (!word->n)
		return;
	if (writer->ascii)
		wl_buf_add(writer->out, word->s, word->n);
	else
		wl_utf8_fold(writer->out, word->s);
	wl_buf_addc(writer->out, ' ');
	wl_buf_clear(word);
	writer->ascii = true;
}

static void add_beyond(struct writer *writer, const char *s, size_t length)
{
	enum sort sort = sort_of(code_point(s, length));

	if (sort == NOTHING)
		return;
	if (sort == BETWEEN || sort == WIDE)
		end_word(writer);
	if (sort == BETWEEN)
		return;
	wl_buf_add(&writer->word, s, length);
	writer->ascii = false;
	if (sort == WIDE)
		end_word(writer);
}

/* The ASCII that ends a word which has other letters before. */
static size_t add_ascii(struct writer *writer, const char *s, size_t n)
{
	size_t length = 0;

	while (length < n && ascii_letter(s[length]))
		wl_buf_addc(&writer->word, lower[(unsigned char)s[length++]]);
	if (length)
		return length;
	end_word(writer);
	return 1;
}

/* Most of all text: straight to where it goes, which is behind a space.  What
 * may be the first half of a word is left in `word`. */
static size_t add_ascii_words(struct writer *writer, const char *s, size_t n)
{
	struct wl_buf *out = writer->out;
	char *to, *word, before = ' ';
	size_t i;

	wl_buf_reserve(out, n);
	to = out->s + out->n;
	for (i = 0; i < n && is_ascii(s[i]); i++) {
		char c = lower[(unsigned char)s[i]];

		/* Without a branch: no guess is right for most bytes */
		*to = c;
		to += (c != ' ') | (before != ' ');
		before = c;
	}
	for (word = to; word[-1] != ' ';)
		word--;
	wl_buf_add(&writer->word, word, (size_t)(to - word));
	out->n = (size_t)(word - out->s);
	*word = '\0';
	return i;
}

void wl_normal_words(struct wl_buf *out, const char *s, size_t n)
{
	struct writer writer = { .out = out, .ascii = true };
	size_t length;

	wl_buf_init(&writer.word);
	wl_buf_addc(out, ' ');
	for (size_t i = 0; i < n; i += length) {
		length = char_length(s + i, n - i);
		if (length > 1)
			add_beyond(&writer, s + i, length);
		else if (is_ascii(s[i]) && !writer.word.n)
			length = add_ascii_words(&writer, s + i, n - i);
		else
			length = add_ascii(&writer, s + i, n - i);
	}
	end_word(&writer);
	wl_buf_release(&writer.word);
}

/* Escapes */

static void add_code_point(struct wl_buf *out, unsigned long c)
{
	char bytes[4];
	size_t n;

	if (!c || c > 0x10ffff || (c >= 0xd800 && c < 0xe000))
		c = ' ';
	if (c < 0x80) {
		wl_buf_addc(out, (char)c);
		return;
	}
	n = c < 0x800 ? 2 : c < 0x10000 ? 3 : 4;
	for (size_t i = n - 1; i; i--, c >>= 6)
		bytes[i] = (char)(0x80 | (c & 0x3f));
	bytes[0] = (char)((0xf00 >> n) | c);
	wl_buf_add(out, bytes, n);
}

/* The number at s, of at most eight digits; *used: how many there are. */
static unsigned long number(
	const char *s, size_t n, unsigned base, size_t *used)
{
	unsigned long value = 0;
	size_t i = 0;

	for (; i < n && i < 8; i++) {
		char c = s[i];
		unsigned digit =
			c >= '0' && c <= '9'   ? (unsigned)(c - '0')
			: c >= 'a' && c <= 'f' ? (unsigned)(c - 'a' + 10)
			: c >= 'A' && c <= 'F' ? (unsigned)(c - 'A' + 10)
					       : base;

		if (digit >= base)
			break;
		value = value * base + digit;
	}
	*used = i;
	return value;
}

/* Each takes the escape at s and says how many bytes it is; 0: none. */

static size_t undo_backslash(struct wl_buf *out, const char *s, size_t n)
{
	size_t used;
	unsigned long c;

	if (n < 2)
		return 0;
	if (strchr("ntrbf", s[1])) {
		wl_buf_addc(out, ' ');
		return 2;
	}
	if (s[1] != 'u' || n < 6) {
		wl_buf_addc(out, s[1]);
		return 2;
	}
	c = number(s + 2, 4, 16, &used);
	if (used == 4)
		add_code_point(out, c);
	return 2 + used;
}

static size_t undo_entity(struct wl_buf *out, const char *s, size_t n)
{
	static const char *const names[] = { "&amp;", "&lt;", "&gt;", "&quot;",
		"&apos;", "&nbsp;", NULL };
	bool hex = n > 2 && (s[2] == 'x' || s[2] == 'X');
	size_t used, from = hex ? 3 : 2;
	unsigned long c;

	for (size_t i = 0; names[i]; i++) {
		size_t length = strlen(names[i]);

		if (length <= n && !memcmp(s, names[i], length)) {
			wl_buf_addc(out, ' ');
			return length;
		}
	}
	if (n < 4 || s[1] != '#')
		return 0;
	c = number(s + from, n - from, hex ? 16 : 10, &used);
	if (!used || from + used >= n || s[from + used] != ';')
		return 0;
	add_code_point(out, c);
	return from + used + 1;
}

/* Inline markup may stand inside a word; what makes a line may not. */
static size_t undo_tag(struct wl_buf *out, const char *s, size_t n)
{
	static const char *const inside[] = { "<b>", "</b>", "<i>", "</i>",
		"<em>", "</em>", "<mark>", "</mark>", "<strong>", "</strong>",
		"<wbr>" };
	const char *end = memchr(s, '>', n < TAG_MAX ? n : TAG_MAX);
	size_t length = end ? (size_t)(end - s) + 1 : 0;

	if (n < 3 || !end || (s[1] != '/' && !ascii_letter(s[1])))
		return 0;
	for (size_t i = 0; i < WL_LEN(inside); i++)
		if (length == strlen(inside[i]) &&
			!memcmp(s, inside[i], length))
			return length;
	wl_buf_addc(out, ' ');
	return length;
}

static size_t undo_colour(struct wl_buf *out, const char *s, size_t n)
{
	size_t i = 2;

	(void)out;
	if (n < 3 || s[1] != '[')
		return 0;
	while (i < n && ((s[i] >= '0' && s[i] <= '9') || s[i] == ';'))
		i++;
	return i < n ? i + 1 : 0;
}

static bool begins_escape(char c)
{
	return c == '\\' || c == '&' || c == '<' || c == '\033';
}

bool wl_normal_escaped(const char *s, size_t n)
{
	return memchr(s, '\\', n) || memchr(s, '&', n) || memchr(s, '<', n) ||
	       memchr(s, '\033', n);
}

void wl_normal_unescape(struct wl_buf *out, const char *s, size_t n)
{
	static const struct {
		char first;
		size_t (*undo)(struct wl_buf *out, const char *s, size_t n);
	} escapes[] = {
		{ '\\', undo_backslash },
		{ '&', undo_entity },
		{ '<', undo_tag },
		{ '\033', undo_colour },
	};

	for (size_t i = 0; i < n;) {
		size_t used = 0, from = i;

		while (i < n && !begins_escape(s[i]))
			i++;
		wl_buf_add(out, s + from, i - from);
		for (size_t j = 0; i < n && j < WL_LEN(escapes) && !used; j++)
			if (s[i] == escapes[j].first)
				used = escapes[j].undo(out, s + i, n - i);
		if (!used && i < n)
			wl_buf_addc(out, s[i]);
		i += used ? used : 1;
	}
}
