/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Searching for many texts at once.  The texts are sorted; at every word of
 * the output the last text that is not greater is looked up, if any text
 * begins alike at all.  A text that the output has there is that one or a
 * beginning of it.
 */
#include "store/normal.h"
#include "store/redact.h"

#define BITS ((size_t)1 << 16)

struct text {
	const char *s;
	size_t n;
	size_t number;  /* in the vector that it comes from */
	size_t shorter; /* place of the longest beginning of it, from 1 */
};

struct index {
	struct text *texts;
	size_t n;
	size_t window;             /* bytes that every text has */
	uint64_t begin[BITS / 64]; /* hashes of these bytes, of 16 bits */
};

static int by_text(const void *left, const void *right)
{
	const struct text *a = left, *b = right;
	int order = strcmp(a->s, b->s);

	return order ? order : a->number < b->number ? -1 : 1;
}

static bool begins(const char *s, size_t n, const struct text *text)
{
	return text->n <= n && !memcmp(s, text->s, text->n);
}

/* The bytes at s that every text has.  Not by one memcpy, whose two writes a
 * processor would wait for before it reads them as one number. */
static uint64_t window_at(const char *s)
{
	uint32_t begin;
	uint16_t end;

	_Static_assert(sizeof(begin) + sizeof(end) == WL_NAME_WINDOW,
		"two parts of a window");
	memcpy(&begin, s, sizeof(begin));
	memcpy(&end, s + sizeof(begin), sizeof(end));
	return begin | (uint64_t)end << 32;
}

/* Of the first and the last bytes of the window, which may be the same. */
static size_t bit_of(const struct index *index, const char *s)
{
	uint64_t first = window_at(s);
	uint64_t last = window_at(s + index->window - WL_NAME_WINDOW);

	first = (first * 31 + last) * UINT64_C(0x9e3779b97f4a7c15);
	return first >> 48;
}

static void index_make(
	struct index *index, const struct wl_strv *texts, size_t window)
{
	memset(index, 0, sizeof(*index));
	index->window = window;
	index->n = texts->n;
	index->texts = wl_alloc(texts->n * sizeof(*index->texts));
	for (size_t i = 0; i < texts->n; i++) {
		const char *s = texts->v[i];
		size_t bit = bit_of(index, s);

		index->texts[i] = (struct text){ s, strlen(s), i, 0 };
		index->begin[bit / 64] |= UINT64_C(1) << bit % 64;
	}
	qsort(index->texts, index->n, sizeof(*index->texts), by_text);
	for (size_t i = 1; i < index->n; i++) {
		struct text *text = &index->texts[i];
		size_t at = i; /* the one before, from 1 */

		while (at && !begins(text->s, text->n, &index->texts[at - 1]))
			at = index->texts[at - 1].shorter;
		text->shorter = at;
	}
}

static void index_release(struct index *index)
{
	free(index->texts);
}

/* How many texts are not greater than s. */
static size_t not_greater(const struct index *index, const char *s, size_t n)
{
	size_t lo = 0, hi = index->n;

	while (lo < hi) {
		size_t middle = lo + (hi - lo) / 2;
		const struct text *text = &index->texts[middle];
		int order = memcmp(text->s, s, text->n < n ? text->n : n);

		if (order < 0 || (!order && text->n <= n))
			lo = middle + 1;
		else
			hi = middle;
	}
	return lo;
}

/* The text that stands at s, as its number from 1; 0: none. */
static size_t text_at(const struct index *index, const char *s, size_t n)
{
	size_t bit, at;

	if (!index->n || n < index->window)
		return 0;
	bit = bit_of(index, s);
	if (!(index->begin[bit / 64] >> bit % 64 & 1))
		return 0;
	at = not_greater(index, s, n);
	while (at && !begins(s, n, &index->texts[at - 1]))
		at = index->texts[at - 1].shorter;
	return at ? index->texts[at - 1].number + 1 : 0;
}

enum { WORDS, NAMES, SORTS };

/* Each sort's first text that stands there, from 1; 0: none. */
struct found {
	size_t of[SORTS];
};

/* Every normalised text begins with the space before its first word. */
static void find(struct found *found, const struct index indexes[SORTS],
	const struct wl_buf *normal)
{
	const char *s = normal->s, *end = s + normal->n;

	for (; !found->of[WORDS] && (s = memchr(s, ' ', (size_t)(end - s)));
		s++)
		for (size_t i = 0; i < SORTS; i++)
			if (!found->of[i])
				found->of[i] = text_at(
					&indexes[i], s, (size_t)(end - s));
}

/* Texts that are alike in their first k bytes. */
struct span {
	size_t from, to, k;
};

/* The first of them that does not go on with less than c. */
static size_t going_on(
	const struct index *index, const struct span *span, int c)
{
	size_t lo = span->from, hi = span->to;

	while (lo < hi) {
		size_t middle = lo + (hi - lo) / 2;

		if ((unsigned char)index->texts[middle].s[span->k] < c)
			lo = middle + 1;
		else
			hi = middle;
	}
	return lo;
}

static struct span narrow(
	const struct index *index, const struct span *span, char c)
{
	return (struct span){ going_on(index, span, (unsigned char)c),
		going_on(index, span, (unsigned char)c + 1), span->k + 1 };
}

/* As text_at, of texts that have gone on to s.  What is soft is tried as a
 * space and as nothing: no text goes on in both ways, so each is looked at
 * once. */
static size_t soft_at(
	const struct index *index, struct span span, const char *s)
{
	size_t found;

	for (; span.from < span.to; s++) {
		const struct text *first = &index->texts[span.from];
		struct span next =
			narrow(index, &span, *s == WL_NORMAL_SOFT ? ' ' : *s);

		if (first->n == span.k)
			return first->number + 1;
		if (!*s)
			return 0;
		if (*s != WL_NORMAL_SOFT) {
			span = next;
			continue;
		}
		found = soft_at(index, next, s + 1);
		if (found)
			return found;
	}
	return 0;
}

static void find_soft(struct found *found, const struct index indexes[SORTS],
	const struct wl_buf *normal)
{
	static const char begins[] = { ' ', WL_NORMAL_SOFT, '\0' };
	struct span begun[SORTS];
	const char *s = normal->s;

	for (size_t i = 0; i < SORTS; i++)
		begun[i] = (struct span){ 0, indexes[i].n, 1 };
	for (; !found->of[WORDS] && *(s += strcspn(s, begins)); s++)
		for (size_t i = 0; i < SORTS; i++)
			if (!found->of[i])
				found->of[i] =
					soft_at(&indexes[i], begun[i], s + 1);
}

static bool any(const struct found *found)
{
	return found->of[WORDS] || found->of[NAMES];
}

/* With what cannot be seen as nothing; if there is some, as a gap too. */
static void look(struct found *found, const struct index indexes[SORTS],
	const struct wl_buf *bytes)
{
	struct wl_buf normal = WL_BUF_INIT;
	bool hidden = wl_normal_words(&normal, bytes->s, bytes->n);

	find(found, indexes, &normal);
	if (hidden && !any(found)) {
		wl_buf_clear(&normal);
		wl_normal_soft(&normal, bytes->s, bytes->n);
		find_soft(found, indexes, &normal);
	}
	wl_buf_release(&normal);
}

/* In the bytes as they are, with escapes undone if there are any, and with
 * those undone that this has left or made. */
static struct found search(
	const struct index indexes[SORTS], const struct wl_buf *bytes)
{
	struct wl_buf undone[2] = { WL_BUF_INIT, WL_BUF_INIT };
	struct found found = { 0 };

	look(&found, indexes, bytes);
	for (size_t i = 0; i < WL_LEN(undone) && !any(&found); i++) {
		if (!wl_normal_unescape(&undone[i], bytes->s, bytes->n, i > 0))
			continue;
		bytes = &undone[i];
		look(&found, indexes, bytes);
	}
	for (size_t i = 0; i < WL_LEN(undone); i++)
		wl_buf_release(&undone[i]);
	return found;
}

static int said(
	const struct wl_withheld *withheld, size_t i, struct wl_err *err)
{
	wl_err_set(err, WL_EFAIL,
		"confidential words of '%s' would leave with this",
		withheld->passages.v[i]);
	wl_err_rule(err, "confidential");
	return wl_err_hint(err,
		"the same words stand in another passage, note or claim: mark "
		"that passage !confidential, or reword it");
}

static int named(
	const struct wl_withheld *withheld, size_t i, struct wl_err *err)
{
	wl_err_set(err, WL_EFAIL,
		"the name or e-mail of '%s' (people.yaml) would leave with "
		"this",
		withheld->people.v[i]);
	wl_err_rule(err, "names");
	return wl_err_hint(err,
		"put the role for the name in the passage, note or field "
		"that holds it");
}

int wl_withheld_check(const struct wl_withheld *withheld,
	const struct wl_buf *bytes, struct wl_err *err)
{
	struct index indexes[SORTS];
	struct found found;

	if (!bytes->n || (!withheld->words.n && !withheld->names.n))
		return 0;
	index_make(&indexes[WORDS], &withheld->words, WL_WORDS_WINDOW);
	index_make(&indexes[NAMES], &withheld->names, WL_NAME_WINDOW);
	found = search(indexes, bytes);
	index_release(&indexes[WORDS]);
	index_release(&indexes[NAMES]);
	if (found.of[WORDS])
		return said(withheld, found.of[WORDS] - 1, err);
	return found.of[NAMES] ? named(withheld, found.of[NAMES] - 1, err) : 0;
}

size_t wl_withheld_find(const struct wl_withheld *withheld,
	const struct wl_buf *bytes, bool names)
{
	static const struct wl_strv nothing = { 0 };
	const struct wl_strv *texts =
		names ? &withheld->names : &withheld->words;
	struct index indexes[SORTS];
	struct found found;

	if (!bytes->n || !texts->n)
		return 0;
	index_make(&indexes[WORDS], names ? &nothing : texts, WL_WORDS_WINDOW);
	index_make(&indexes[NAMES], names ? texts : &nothing, WL_NAME_WINDOW);
	found = search(indexes, bytes);
	index_release(&indexes[WORDS]);
	index_release(&indexes[NAMES]);
	return found.of[names ? NAMES : WORDS];
}
