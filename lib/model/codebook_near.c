/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Themes that are probably the same one under two names. */
#include "base/path.h"
#include "base/utf8.h"
#include "model/codebook.h"

#define LONG_WORD 8  /* letters from which two may differ */
#define SHORT_WORD 4 /* letters below which none may */

static int slip(const char *word)
{
	size_t n = strlen(word);

	return n < SHORT_WORD ? 0 : n < LONG_WORD ? 1 : 2;
}

static bool nearly(const char *a, const char *b)
{
	int limit = slip(strlen(a) < strlen(b) ? a : b);

	return wl_distance(a, b, limit) <= limit;
}

static bool titles_nearly(const char *a, const char *b)
{
	struct wl_buf x = WL_BUF_INIT, y = WL_BUF_INIT;
	bool near;

	wl_utf8_fold(&x, a);
	wl_utf8_fold(&y, b);
	near = nearly(x.s, y.s);
	wl_buf_release(&x);
	wl_buf_release(&y);
	return near;
}

static bool is_near(
	const struct wl_theme *theme, const char *id, const char *title)
{
	if (nearly(theme->id, id))
		return true;
	for (size_t i = 0; i < theme->aliases.n; i++)
		if (nearly(theme->aliases.v[i], id))
			return true;
	return title && titles_nearly(theme->title, title);
}

const struct wl_theme *wl_codebook_near(
	const struct wl_codebook *codebook, const char *id, const char *title)
{
	for (size_t i = 0; i < codebook->n; i++)
		if (!wl_streq(codebook->themes[i].id, id) &&
			is_near(&codebook->themes[i], id, title))
			return &codebook->themes[i];
	return NULL;
}
