/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Writing words so that Markdown renders just these words.  Escapes only what
 * would otherwise be read as something else, so that files stay pleasant.
 */
#include "base/utf8.h"
#include "text/markdown.h"
#include "text/passage.h"

static bool is_word(char c)
{
	return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') ||
	       (c >= 'A' && c <= 'Z') || (unsigned char)c >= 0x80;
}

static bool is_letter(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/* Would this character, within a line, be read as markup? */
static bool inline_special(const char *line, const char *p)
{
	switch (*p) {
	case '\\':
	case '`':
	case '*':
	case '[':
		return true;
	case '_': /* a_b is no emphasis */
		return p == line || !is_word(p[-1]) || !is_word(p[1]);
	case '<':
		return is_letter(p[1]) || (p[1] && strchr("/!?", p[1]));
	case '&':
		return is_letter(p[1]) || p[1] == '#';
	case '!':
		return p[1] == '[';
	default:
		return false;
	}
}

/* Is it "12." or "12)" at the beginning of a line?  Length of the digits. */
static size_t list_number(const char *s)
{
	size_t n = strspn(s, "0123456789");

	return n && (s[n] == '.' || s[n] == ')') ? n : 0;
}

static bool is_token_at(const char *line, const char *p, const char *end)
{
	const char *q = p;

	if (p > line && p[-1] != ' ')
		return false;
	while (q < end && *q != ' ')
		q++;
	return wl_token_valid(p, (size_t)(q - p));
}

static void escape_line(struct wl_buf *out, const char *line, size_t n)
{
	const char *end = line + n;
	size_t digits = list_number(line);

	for (const char *p = line; p < end; p++) {
		bool first = p == line && strchr("#>-+=~", *p);

		if (first || (digits && p == line + digits) ||
			inline_special(line, p) || is_token_at(line, p, end))
			wl_buf_addc(out, '\\');
		wl_buf_addc(out, *p);
	}
}

void wl_markdown_escape(struct wl_buf *out, const char *words,
	const char *prefix, const char *eol)
{
	struct wl_buf tidy = WL_BUF_INIT;
	const char *line;

	wl_utf8_words(&tidy, words);
	for (line = tidy.s;;) {
		size_t n = strcspn(line, "\n");

		wl_buf_adds(out, prefix);
		escape_line(out, line, n);
		if (!n && *prefix) /* no space at the end of a line */
			wl_buf_rtrim(out);
		if (!line[n])
			break;
		wl_buf_adds(out, eol);
		line += n + 1;
	}
	wl_buf_release(&tidy);
}

void wl_markdown_escape_heading(struct wl_buf *out, const char *words)
{
	struct wl_buf tidy = WL_BUF_INIT;

	wl_utf8_line(&tidy, words);
	for (const char *p = tidy.s; *p; p++) {
		if (inline_special(tidy.s, p) || *p == '#')
			wl_buf_addc(out, '\\');
		wl_buf_addc(out, *p);
	}
	wl_buf_release(&tidy);
}
