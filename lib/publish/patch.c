/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "publish/difference.h"

static enum wl_style style_of(const char *line)
{
	static const struct {
		const char *begins;
		enum wl_style style;
	} styles[] = {
		{ "diff ", WL_STRONG },
		{ "+++ ", WL_STRONG },
		{ "--- ", WL_STRONG },
		{ "@", WL_ACCENT },
		{ "+", WL_FOR },
		{ "-", WL_AGAINST },
	};

	for (size_t i = 0; i < WL_LEN(styles); i++)
		if (wl_starts(line, styles[i].begins))
			return styles[i].style;
	return WL_PLAIN;
}

/* A fence that no line of it can close. */
static void put_fence(
	struct wl_buf *out, const char *text, const char *language)
{
	size_t longest = 2;

	for (const char *s = text; *s; s++) {
		size_t n = strspn(s, "`");

		longest = n > longest ? n : longest;
		s += n ? n - 1 : 0;
	}
	wl_buf_fill(out, '`', longest + 1);
	wl_buf_addf(out, "%s\n", language);
}

void wl_publish_patch(struct wl_buf *out, const struct wl_buf *patch,
	enum wl_format format, const struct wl_look *look)
{
	struct wl_look plain = { false, look->width };
	struct wl_screen screen;
	const char *s = patch->s;

	if (!patch->n)
		return;
	wl_buf_addc(out, '\n');
	if (format == WL_MARKDOWN)
		put_fence(out, patch->s, "diff");
	wl_screen_init(&screen, out, format == WL_MARKDOWN ? &plain : look);
	while (*s) {
		size_t n = strcspn(s, "\n");
		char *line = wl_strndup(s, n);

		wl_screen_verbatim(&screen, style_of(line), line);
		wl_screen_end(&screen);
		free(line);
		s += n + (s[n] == '\n');
	}
	wl_screen_release(&screen);
	if (format == WL_MARKDOWN)
		put_fence(out, patch->s, "");
}
