/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/revised_internal.h"

#include "base/utf8.h"

/* More than this and what lies between the equal ends is one change. */
#define CELLS_MAX ((size_t)1 << 20)

/* Words */

struct words {
	struct wl_revised_word *v;
	size_t n, cap;
};

static bool is_space(char c)
{
	return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

static bool is_sign(char c)
{
	return c && strchr("!\"'(),-./:;?[]{}", c) != NULL;
}

static void add(struct words *words, const char *s, size_t n, bool spaced)
{
	if (!n)
		return;
	WL_GROW(words->v, words->n, words->cap);
	words->v[words->n++] = (struct wl_revised_word){ s, n, spaced, false };
}

static void add_sign(struct words *words, const char *s, size_t n, bool spaced)
{
	add(words, s, n, spaced);
	if (n)
		words->v[words->n - 1].sign = true;
}

/* Letters without white space: split where a wide character stands. */
static void add_letters(
	struct words *words, const char *s, size_t n, bool spaced)
{
	size_t from = 0, length;
	char one[8];

	for (size_t at = 0; at < n; at += length) {
		wl_utf8_next(s + at, n - at, &length);
		snprintf(one, sizeof(one), "%.*s", (int)length, s + at);
		if (wl_utf8_width(one) < 2)
			continue;
		add(words, s + from, at - from, spaced && !from);
		add(words, s + at, length, spaced && !at);
		from = at + length;
	}
	add(words, s + from, n - from, spaced && !from);
}

/* What stands between white space: signs, letters, signs. */
static void add_run(struct words *words, const char *s, size_t n)
{
	size_t from = 0, to = n;

	while (from < n && is_sign(s[from]))
		from++;
	while (to > from && is_sign(s[to - 1]))
		to--;
	add_sign(words, s, from, true);
	add_letters(words, s + from, to - from, !from);
	add_sign(words, s + to, n - to, false);
}

struct wl_revised_word *wl_revised_split(const char *text, size_t *n)
{
	struct words words = { 0 };

	while (*text) {
		const char *end = text;

		while (*end && !is_space(*end))
			end++;
		if (end > text)
			add_run(&words, text, (size_t)(end - text));
		text = *end ? end + 1 : end;
	}
	*n = words.n;
	return words.v;
}

/* What is the same */

struct comparison {
	struct wl_revised_word *side[2];
	size_t n[2];
	size_t head, tail; /* words that are the same at both ends */
	uint32_t *common;  /* longest common run of what is between, from
			      (i, j) on; NULL: taken as wholly different */
};

static bool same(
	const struct wl_revised_word *a, const struct wl_revised_word *b)
{
	return a->spaced == b->spaced && a->n == b->n &&
	       !memcmp(a->s, b->s, a->n);
}

static void find_ends(struct comparison *c)
{
	size_t least = c->n[0] < c->n[1] ? c->n[0] : c->n[1];

	while (c->head < least &&
		same(&c->side[0][c->head], &c->side[1][c->head]))
		c->head++;
	while (c->tail < least - c->head &&
		same(&c->side[0][c->n[0] - 1 - c->tail],
			&c->side[1][c->n[1] - 1 - c->tail]))
		c->tail++;
}

static size_t middle(const struct comparison *c, int side)
{
	return c->n[side] - c->head - c->tail;
}

static const struct wl_revised_word *inner(
	const struct comparison *c, int side, size_t i)
{
	return &c->side[side][c->head + i];
}

static void find_common(struct comparison *c)
{
	size_t n = middle(c, 0), m = middle(c, 1), row = m + 1;

	if (!n || !m || n > CELLS_MAX / m)
		return;
	c->common = wl_alloc((n + 1) * row * sizeof(*c->common));
	for (size_t i = n; i--;)
		for (size_t j = m; j--;) {
			uint32_t *at = &c->common[i * row + j];

			if (same(inner(c, 0, i), inner(c, 1, j)))
				*at = at[row + 1] + 1;
			else
				*at = at[row] > at[1] ? at[row] : at[1];
		}
}

/* Writing */

struct marking {
	struct wl_buf *out;
	size_t from; /* of out: where the claim begins */
	const char *const *open, *const *close;
};

static bool begun(const struct marking *m)
{
	return m->out->n > m->from;
}

static void put(struct marking *m, const struct wl_revised_word *words,
	size_t n, bool first)
{
	for (size_t i = 0; i < n; i++) {
		if (words[i].spaced && (i || first))
			wl_buf_addc(m->out, ' ');
		wl_buf_add(m->out, words[i].s, words[i].n);
	}
}

static void put_marked(struct marking *m, int side,
	const struct wl_revised_word *words, size_t n, bool first)
{
	if (!n)
		return;
	wl_buf_adds(m->out, m->open[side]);
	put(m, words, n, first);
	wl_buf_adds(m->out, m->close[side]);
}

/* What went and what came for it.  A space that both begin with stands before
 * the marks. */
static void put_change(struct marking *m, const struct wl_revised_word *gone,
	size_t ngone, const struct wl_revised_word *come, size_t ncome)
{
	bool spaced = (!ngone || gone->spaced) && (!ncome || come->spaced);
	bool inside = !spaced && begun(m);

	if (!ngone && !ncome)
		return;
	if (spaced && begun(m))
		wl_buf_addc(m->out, ' ');
	put_marked(m, 0, gone, ngone, inside);
	put_marked(m, 1, come, ncome, inside);
}

/* The middle, change by change. */
static void put_middle(struct marking *m, const struct comparison *c)
{
	size_t n = middle(c, 0), k = middle(c, 1), row = k + 1;
	size_t i = 0, j = 0, gone = 0, come = 0;

	while (c->common && i < n && j < k) {
		const uint32_t *at = &c->common[i * row + j];

		if (!same(inner(c, 0, i), inner(c, 1, j))) {
			if (at[row] >= at[1])
				i++;
			else
				j++;
			continue;
		}
		put_change(m, inner(c, 0, gone), i - gone, inner(c, 1, come),
			j - come);
		put(m, inner(c, 1, j), 1, begun(m));
		gone = ++i;
		come = ++j;
	}
	put_change(m, inner(c, 0, gone), n - gone, inner(c, 1, come), k - come);
}

void wl_revised_words(struct wl_buf *out, const char *before, const char *after,
	const char *const open[2], const char *const close[2])
{
	struct marking m = { out, out->n, open, close };
	struct comparison c = { .common = NULL };

	c.side[0] = wl_revised_split(before, &c.n[0]);
	c.side[1] = wl_revised_split(after, &c.n[1]);
	find_ends(&c);
	find_common(&c);
	put(&m, c.side[1], c.head, false);
	put_middle(&m, &c);
	put(&m, c.side[1] + (c.n[1] - c.tail), c.tail, begun(&m));
	free(c.common);
	free(c.side[0]);
	free(c.side[1]);
}
