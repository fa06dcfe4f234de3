/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "publish/abreast.h"

#include "base/utf8.h"

size_t wl_abreast_across(const struct wl_look *look)
{
	int n = (look->width + WL_ABREAST_GAP) /
		(WL_ABREAST_LEAST + WL_ABREAST_GAP);

	return n < 1 ? 1 : n > WL_ABREAST_MOST ? WL_ABREAST_MOST : (size_t)n;
}

void wl_abreast_init(
	struct wl_abreast *abreast, const struct wl_look *look, size_t pieces)
{
	size_t across = wl_abreast_across(look);
	int n = (int)(pieces < across ? pieces : across);

	n = n < 1 ? 1 : n;
	*abreast = (struct wl_abreast){ .look = *look, .n = (size_t)n };
	abreast->look.width = (look->width - (n - 1) * WL_ABREAST_GAP) / n;
	for (size_t i = 0; i < abreast->n; i++)
		wl_buf_init(&abreast->columns[i]);
}

static size_t lines(const char *text)
{
	size_t n = 0;

	for (; (text = strchr(text, '\n')); text++)
		n++;
	return n;
}

struct wl_buf *wl_abreast_next(struct wl_abreast *abreast)
{
	struct wl_buf *shortest = abreast->columns;

	for (size_t i = 1; i < abreast->n; i++)
		if (lines(abreast->columns[i].s) < lines(shortest->s))
			shortest = &abreast->columns[i];
	return shortest;
}

/* On the terminal, without the colours; `bare` is for the work. */
static size_t width_of(struct wl_buf *bare, const char *line, size_t n)
{
	wl_buf_clear(bare);
	for (size_t i = 0; i < n; i++) {
		if (line[i] != '\033') {
			wl_buf_addc(bare, line[i]);
			continue;
		}
		while (i < n && line[i] != 'm')
			i++;
	}
	return wl_utf8_width(bare->s);
}

/* One line from each of the columns; `rest` moves behind what was taken. */
static void put_row(struct wl_buf *out, const struct wl_abreast *abreast,
	const char **rest, struct wl_buf *bare)
{
	size_t column = 0, step = (size_t)abreast->look.width + WL_ABREAST_GAP;

	for (size_t i = 0; i < abreast->n; i++) {
		size_t n = strcspn(rest[i], "\n");

		if (column && column + WL_ABREAST_GAP > i * step)
			break;
		if (n) {
			wl_buf_fill(out, ' ', i * step - column);
			wl_buf_add(out, rest[i], n);
			column = i * step + width_of(bare, rest[i], n);
		}
		rest[i] += n + (rest[i][n] == '\n');
	}
	wl_buf_addc(out, '\n');
}

static bool any_left(const char *const *rest, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (*rest[i])
			return true;
	return false;
}

void wl_abreast_end(struct wl_abreast *abreast, struct wl_buf *out)
{
	const char *rest[WL_ABREAST_MOST];
	struct wl_buf bare = WL_BUF_INIT;

	for (size_t i = 0; i < abreast->n; i++)
		rest[i] = abreast->columns[i].s;
	if (abreast->n == 1)
		wl_buf_add(out, rest[0], abreast->columns->n);
	while (abreast->n > 1 && any_left(rest, abreast->n))
		put_row(out, abreast, rest, &bare);
	for (size_t i = 0; i < abreast->n; i++)
		wl_buf_release(&abreast->columns[i]);
	wl_buf_release(&bare);
}
