/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "publish/screen.h"

#include "base/utf8.h"

#define LEAST_WIDTH 40
#define READING_WIDTH 110
#define ELLIPSIS "…"
#define RULE "─"

static const char *const codes[] = {
	[WL_PLAIN] = "",
	[WL_STRONG] = "\033[1m",
	[WL_FAINT] = "\033[2m",
	[WL_FOR] = "\033[32m",
	[WL_AGAINST] = "\033[31m",
	[WL_MIXED] = "\033[33m",
	[WL_ACCENT] = "\033[36m",
};

void wl_screen_init(struct wl_screen *screen, struct wl_buf *out,
	const struct wl_look *look)
{
	*screen = (struct wl_screen){ .out = out, .look = look };
	wl_buf_init(&screen->clean);
}

void wl_screen_release(struct wl_screen *screen)
{
	wl_buf_release(&screen->clean);
}

size_t wl_screen_full(const struct wl_screen *screen)
{
	int width = screen->look->width;

	return width < LEAST_WIDTH ? LEAST_WIDTH : (size_t)width;
}

size_t wl_screen_width(const struct wl_screen *screen)
{
	size_t full = wl_screen_full(screen);

	return full > READING_WIDTH ? READING_WIDTH : full;
}

void wl_clean_line(struct wl_buf *out, const char *text)
{
	struct wl_buf visible = WL_BUF_INIT;

	if (wl_utf8_is_visible(text, true)) {
		wl_utf8_line(out, text);
		return;
	}
	wl_utf8_visible(&visible, text, true);
	wl_utf8_line(out, visible.s);
	wl_buf_release(&visible);
}

/* Clean text of so many bytes; the only place that writes to out. */
static void put(struct wl_screen *screen, enum wl_style style, const char *text,
	size_t n)
{
	bool coloured = screen->look->colour && style != WL_PLAIN;
	size_t start;

	if (!n)
		return;
	wl_buf_fill(screen->out, ' ', screen->spaces);
	screen->column += screen->spaces;
	screen->spaces = 0;
	if (coloured)
		wl_buf_adds(screen->out, codes[style]);
	start = screen->out->n;
	wl_buf_add(screen->out, text, n);
	screen->column += wl_utf8_width(screen->out->s + start);
	if (coloured)
		wl_buf_adds(screen->out, "\033[0m");
}

static const char *clean(struct wl_screen *screen, const char *text)
{
	wl_buf_clear(&screen->clean);
	wl_clean_line(&screen->clean, text);
	return screen->clean.s;
}

void wl_screen_put(
	struct wl_screen *screen, enum wl_style style, const char *text)
{
	text = clean(screen, text);
	put(screen, style, text, strlen(text));
}

void wl_screen_verbatim(
	struct wl_screen *screen, enum wl_style style, const char *text)
{
	wl_buf_clear(&screen->clean);
	wl_utf8_visible(&screen->clean, text, true);
	put(screen, style, screen->clean.s, screen->clean.n);
}

void wl_screen_putf(
	struct wl_screen *screen, enum wl_style style, const char *fmt, ...)
{
	char text[256];
	va_list ap;

	va_start(ap, fmt);
	vsnprintf(text, sizeof(text), fmt, ap);
	va_end(ap);
	wl_screen_put(screen, style, text);
}

void wl_screen_fit(struct wl_screen *screen, enum wl_style style,
	const char *text, size_t columns)
{
	size_t end = screen->column + screen->spaces + columns;

	text = clean(screen, text);
	if (wl_utf8_width(text) > columns) {
		wl_buf_cut(&screen->clean, wl_utf8_fit(text, columns - 1));
		wl_buf_rtrim(&screen->clean);
		wl_buf_adds(&screen->clean, ELLIPSIS);
	}
	put(screen, style, screen->clean.s, screen->clean.n);
	wl_screen_to(screen, end);
}

void wl_screen_space(struct wl_screen *screen, size_t n)
{
	screen->spaces += n;
}

void wl_screen_to(struct wl_screen *screen, size_t column)
{
	if (screen->column + screen->spaces < column)
		screen->spaces = column - screen->column;
}

void wl_screen_end(struct wl_screen *screen)
{
	wl_buf_addc(screen->out, '\n');
	screen->column = screen->spaces = 0;
}

static void go_on(struct wl_screen *screen, size_t indent)
{
	wl_screen_end(screen);
	wl_screen_space(screen, indent);
}

/* Bytes of words that go on this line; 0: none do. */
static size_t fitting(const char *words, size_t room, bool fresh)
{
	size_t fit = wl_utf8_fit(words, room), n = fit;

	if (!words[n])
		return n;
	while (n && words[n] != ' ')
		n--;
	if (n || !fresh)
		return n;
	/* A word that is longer than a line, or a wide character at its end */
	return fit ? fit : wl_utf8_fit(words, 2);
}

void wl_screen_wrap(struct wl_screen *screen, enum wl_style style,
	const char *words, size_t indent)
{
	size_t width = wl_screen_width(screen);
	struct wl_buf line = WL_BUF_INIT;
	const char *rest;

	wl_clean_line(&line, words);
	for (rest = line.s; *rest;) {
		size_t at = screen->column + screen->spaces;
		size_t n = fitting(
			rest, at < width ? width - at : 0, at <= indent);

		put(screen, style, rest, n);
		rest += n;
		rest += *rest == ' ';
		if (*rest)
			go_on(screen, indent);
	}
	wl_buf_release(&line);
}

void wl_screen_place(struct wl_screen *screen, enum wl_style style,
	const char *text, size_t indent)
{
	size_t at = screen->column + screen->spaces;

	text = clean(screen, text);
	if (at > indent && at + wl_utf8_width(text) > wl_screen_width(screen))
		go_on(screen, indent);
	put(screen, style, text, strlen(text));
}

void wl_screen_rule(struct wl_screen *screen)
{
	size_t width = wl_screen_full(screen);
	struct wl_buf rule = WL_BUF_INIT;

	while (width--)
		wl_buf_adds(&rule, RULE);
	put(screen, WL_FAINT, rule.s, rule.n);
	wl_buf_release(&rule);
	wl_screen_end(screen);
}

void wl_screen_paragraph(struct wl_screen *screen, enum wl_style style,
	const char *words, size_t indent)
{
	if (!*words)
		return;
	wl_screen_space(screen, indent);
	wl_screen_wrap(screen, style, words, indent);
	wl_screen_end(screen);
}

void wl_screen_product(struct wl_screen *screen, const struct wl_corpus *corpus)
{
	const char *product = corpus->programme.product;

	wl_screen_put(screen, WL_STRONG, product ? product : "winloss");
	wl_screen_space(screen, 2);
}
