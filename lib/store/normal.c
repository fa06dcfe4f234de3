/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/normal.h"

#include "base/utf8.h"

#define TAG_MAX 200 /* longest HTML tag that is taken for one */

/* Words */

/* Each of these letters is a word; or a mark behind one. */
static bool is_wide(int32_t c)
{
	static const struct wl_utf8_range ranges[] = {
		{ 0x2e80, 0xd7ff },
		{ 0xf900, 0xfaff },
		{ 0xff66, 0xff9f },
		{ 0x20000, 0x3ffff },
	};

	return wl_utf8_in(ranges, WL_LEN(ranges), c);
}

/* What a character beyond ASCII is to the search. */
static enum wl_utf8_sort sort_of(int32_t c)
{
	static const struct {
		struct wl_utf8_range range;
		enum wl_utf8_sort sort;
	} others[] = {
		/* Numbers and letters of notes, behind the word they are on */
		{ { 0x2070, 0x209f }, WL_UTF8_GAP },
		/* Marks of symbols */
		{ { 0x20d0, 0x20ff }, WL_UTF8_NOTHING },
		/* Halfwidth forms of marks of kana */
		{ { 0xff9e, 0xff9f }, WL_UTF8_MARK },
	};

	for (size_t i = 0; i < WL_LEN(others); i++)
		if (wl_utf8_in(&others[i].range, 1, c))
			return others[i].sort;
	return wl_utf8_sort(c);
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
	bool ascii, wide; /* the word */
	bool hidden;      /* there is something unseen behind it */
	bool soft;        /* which is to be written */
	bool any;         /* letters follow on some of it */
};

static void end_word(struct writer *writer)
{
	struct wl_buf *word = &writer->word;

	if (!word->n)
		return;
	if (writer->ascii)
		wl_buf_add(writer->out, word->s, word->n);
	else
		wl_utf8_fold_forms(writer->out, word->s);
	wl_buf_addc(writer->out, ' ');
	wl_buf_clear(word);
	writer->ascii = true;
	writer->wide = writer->hidden = false;
}

static void before_letter(struct writer *writer)
{
	if (writer->wide)
		end_word(writer);
	if (!writer->hidden)
		return;
	if (writer->soft)
		wl_buf_addc(&writer->word, WL_NORMAL_SOFT);
	writer->any = true;
	writer->hidden = false;
}

static void add(struct writer *writer, const char *s, size_t length)
{
	wl_buf_add(&writer->word, s, length);
	writer->ascii = false;
}

static void add_letter(struct writer *writer, const char *s, size_t length)
{
	bool wide = is_wide(wl_utf8_next(s, length, &length));

	if (wide)
		end_word(writer);
	before_letter(writer);
	add(writer, s, length);
	writer->wide = wide;
}

/* Behind a gap a mark is nothing, so it may be behind what may be one; and it
 * is behind a word of another kind. */
static void add_mark(struct writer *writer, const char *s, size_t length)
{
	bool wide = is_wide(wl_utf8_next(s, length, &length));

	if (!writer->word.n || (writer->wide && !wide))
		return;
	writer->any |= writer->hidden;
	if (!writer->hidden || !writer->soft)
		add(writer, s, length);
}

static size_t add_beyond(struct writer *writer, const char *s, size_t n)
{
	size_t length;
	int32_t c = wl_utf8_next(s, n, &length);
	/* A byte alone is none of UTF-8 */
	enum wl_utf8_sort sort = length > 1 ? sort_of(c) : WL_UTF8_GAP;

	if (sort == WL_UTF8_LETTER)
		add_letter(writer, s, length);
	else if (sort == WL_UTF8_MARK)
		add_mark(writer, s, length);
	else if (sort == WL_UTF8_GAP)
		end_word(writer);
	else
		writer->hidden = writer->word.n;
	return length;
}

/* The ASCII that ends a word which has other letters before. */
static size_t add_ascii(struct writer *writer, const char *s, size_t n)
{
	size_t length = 0;

	if (!ascii_letter(*s)) {
		end_word(writer);
		return 1;
	}
	before_letter(writer);
	while (length < n && ascii_letter(s[length]))
		wl_buf_addc(&writer->word, lower[(unsigned char)s[length++]]);
	return length;
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

static bool add_words(struct wl_buf *out, const char *s, size_t n, bool soft)
{
	struct writer writer = { .out = out, .ascii = true, .soft = soft };
	size_t length;

	wl_buf_init(&writer.word);
	wl_buf_addc(out, ' ');
	for (size_t i = 0; i < n; i += length) {
		if (!is_ascii(s[i]))
			length = add_beyond(&writer, s + i, n - i);
		else if (!writer.word.n)
			length = add_ascii_words(&writer, s + i, n - i);
		else
			length = add_ascii(&writer, s + i, n - i);
	}
	end_word(&writer);
	wl_buf_release(&writer.word);
	return writer.any;
}

bool wl_normal_words(struct wl_buf *out, const char *s, size_t n)
{
	return add_words(out, s, n, false);
}

void wl_normal_soft(struct wl_buf *out, const char *s, size_t n)
{
	add_words(out, s, n, true);
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

/* What wl_utf8_visible writes for a character, behind its `<`. */
static size_t undo_visible(struct wl_buf *out, const char *s, size_t n)
{
	static const char *const ends[] = { ">", "&gt;" };
	unsigned long c;
	size_t used;

	if (n < 2 || (memcmp(s, "U+", 2) && memcmp(s, "0x", 2)))
		return 0;
	c = number(s + 2, n - 2, 16, &used);
	used += 2;
	if (!wl_utf8_hidden((int32_t)c))
		return 0;
	for (size_t i = 0; i < WL_LEN(ends); i++) {
		size_t length = strlen(ends[i]);

		if (length > n - used || memcmp(s + used, ends[i], length))
			continue;
		add_code_point(out, c);
		return used + length;
	}
	return 0;
}

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
	used = s[1] == '<' ? undo_visible(out, s + 2, n - 2) : 0;
	if (used)
		return 2 + used;
	if (s[1] != 'u' || n < 6) {
		wl_buf_addc(out, s[1]);
		return 2;
	}
	c = number(s + 2, 4, 16, &used);
	if (used == 4)
		add_code_point(out, c);
	return 2 + used;
}

static size_t undo_number(struct wl_buf *out, const char *s, size_t n)
{
	bool hex = n > 2 && (s[2] == 'x' || s[2] == 'X');
	size_t used, from = hex ? 3 : 2;
	unsigned long c;

	if (n < 4 || s[1] != '#')
		return 0;
	c = number(s + from, n - from, hex ? 16 : 10, &used);
	if (!used || from + used >= n || s[from + used] != ';')
		return 0;
	add_code_point(out, c);
	return from + used + 1;
}

static size_t undo_entity(struct wl_buf *out, const char *s, size_t n)
{
	static const struct {
		const char *name;
		unsigned long c;
	} entities[] = {
		{ "&amp;", ' ' },
		{ "&lt;", ' ' },
		{ "&gt;", ' ' },
		{ "&quot;", ' ' },
		{ "&apos;", ' ' },
		{ "&nbsp;", ' ' },
		{ "&shy;", 0xad },
		{ "&zwnj;", 0x200c },
		{ "&zwj;", 0x200d },
	};
	size_t used = 0;

	for (size_t i = 0; i < WL_LEN(entities); i++) {
		size_t length = strlen(entities[i].name);

		if (length > n || memcmp(s, entities[i].name, length))
			continue;
		if (s[1] == 'l')
			used = undo_visible(out, s + length, n - length);
		if (!used)
			add_code_point(out, entities[i].c);
		return length + used;
	}
	return undo_number(out, s, n);
}

/* Inline markup may stand inside a word; what makes a line may not. */
static size_t undo_tag(struct wl_buf *out, const char *s, size_t n)
{
	static const char *const inside[] = { "<b>", "</b>", "<i>", "</i>",
		"<em>", "</em>", "<mark>", "</mark>", "<strong>", "</strong>",
		"<wbr>" };
	const char *end = memchr(s, '>', n < TAG_MAX ? n : TAG_MAX);
	size_t length = end ? (size_t)(end - s) + 1 : 0;
	size_t used = undo_visible(out, s + 1, n - 1);

	if (used)
		return 1 + used;
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

static size_t undo_percent(struct wl_buf *out, const char *s, size_t n)
{
	size_t used;
	unsigned long c = number(s + 1, n - 1 < 2 ? n - 1 : 2, 16, &used);

	if (used < 2)
		return 0;
	wl_buf_addc(out, (char)(c ? c : ' '));
	return 3;
}

static const struct {
	char first;
	size_t (*undo)(struct wl_buf *out, const char *s, size_t n);
} escapes[] = {
	{ '\\', undo_backslash }, { '&', undo_entity }, { '<', undo_tag },
	{ '\033', undo_colour },
	{ '%', undo_percent }, /* last: left out unless asked for */
};

/* Bytes from s up to the next that may begin one of the n first escapes. */
static size_t plain_run(const char *s, const char *end, size_t n)
{
	const char *at = s;

	for (; at < end; at++)
		for (size_t i = 0; i < n; i++)
			if (*at == escapes[i].first)
				return (size_t)(at - s);
	return (size_t)(at - s);
}

bool wl_normal_unescape(
	struct wl_buf *out, const char *s, size_t n, bool percent)
{
	size_t kinds = WL_LEN(escapes) - !percent;
	bool any = false;

	for (size_t i = 0; i < n;) {
		size_t used = 0, run = plain_run(s + i, s + n, kinds);

		wl_buf_add(out, s + i, run);
		i += run;
		for (size_t j = 0; i < n && j < kinds && !used; j++)
			if (s[i] == escapes[j].first)
				used = escapes[j].undo(out, s + i, n - i);
		any |= used > 0;
		if (!used && i < n)
			wl_buf_addc(out, s[i]);
		i += used ? used : 1;
	}
	return any;
}
