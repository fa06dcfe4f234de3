/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which units of two versions are the same. */
#include "base/map.h"
#include "text/merge.h"

#define NONE (-1L)
#define HALF                                                                   \
	500    /* of the words, in thousandths: what a changed claim keeps     \
		*/
#define FAR 64 /* units that are looked at for one that looks the same */
#define SPACES " \t\r\n"

/* How units are matched, one way after the other: with the same key; then
 * with the same words, if not both have a key. */
enum way { KEYS, WORDS_OF_UNNAMED, WORDS_OF_NAMED, WAYS };

static const char *mark_from(const struct wl_unit *unit, enum way way)
{
	if (way == KEYS)
		return unit->key;
	return !unit->key == (way == WORDS_OF_UNNAMED) ? unit->words : NULL;
}

static const char *mark_to(const struct wl_unit *unit, enum way way)
{
	if (way == KEYS)
		return unit->key;
	return way == WORDS_OF_NAMED && unit->key ? NULL : unit->words;
}

/* Units with one mark in the order of the file: the map has the first, `next`
 * the one behind each. */
struct marks {
	struct wl_map first;
	long *next;
};

static void collect(struct marks *marks, const struct wl_units *units,
	const long *used, enum way way)
{
	marks->next = wl_alloc((units->n + 1) * sizeof(*marks->next));
	for (size_t i = units->n; i-- > 0;) {
		const char *mark = mark_from(&units->v[i], way);

		if (!mark || (used && used[i] != NONE))
			continue;
		marks->next[i] = (long)(intptr_t)wl_map_put(
			&marks->first, mark, (void *)(intptr_t)(i + 1));
	}
}

/* The first that is left; it is taken away. */
static long take(struct marks *marks, const char *mark)
{
	long at = (long)(intptr_t)wl_map_get(&marks->first, mark);

	if (at)
		wl_map_put(&marks->first, mark,
			(void *)(intptr_t)marks->next[at - 1]);
	return at - 1;
}

static void match_marks(const struct wl_units *from, long *used,
	const struct wl_units *to, long *out, enum way way)
{
	struct marks marks = { 0 };

	collect(&marks, from, used, way);
	for (size_t i = 0; i < to->n; i++) {
		const char *mark = mark_to(&to->v[i], way);
		long at = out[i] == NONE && mark ? take(&marks, mark) : NONE;

		if (at == NONE)
			continue;
		out[i] = at;
		used[at] = (long)i;
	}
	wl_map_release(&marks.first);
	free(marks.next);
}

/* The word at *s, its length; *s moves behind it. */
static size_t next_word(const char **s, const char **word)
{
	size_t n;

	*s += strspn(*s, SPACES);
	*word = *s;
	n = strcspn(*s, SPACES);
	*s += n;
	return n;
}

static bool has_word(const char *s, const char *word, size_t n)
{
	const char *other;
	size_t length;

	while ((length = next_word(&s, &other)))
		if (length == n && !memcmp(other, word, n))
			return true;
	return false;
}

/* How many of the words of a stand in b, in thousandths. */
static size_t share(const char *a, const char *b)
{
	size_t all = 0, common = 0, n;
	const char *word;

	while ((n = next_word(&a, &word))) {
		all++;
		common += has_word(b, word, n);
	}
	return all ? common * 1000 / all : 0;
}

/*
 * How much two units that no mark tells to be the same look so; 0: they are
 * not.  Two that have names are two things, unless both are headings: those
 * get another text.
 */
static size_t likeness(const struct wl_unit *a, const struct wl_unit *b)
{
	size_t one, other;

	if (a->kind != b->kind || a->level != b->level)
		return 0;
	if (a->level)
		return HALF;
	if ((a->key && b->key) || !a->words || !b->words)
		return 0;
	one = share(a->words, b->words);
	other = share(b->words, a->words);
	one = one < other ? one : other;
	return one < HALF ? 0 : one;
}

/* Is the unit at i the one that looks most like this, of those that are left
 * behind the same match? */
static bool is_best(const struct wl_unit *unit, const struct wl_units *to,
	const long *out, size_t i)
{
	size_t most = likeness(unit, &to->v[i]);

	for (size_t k = i + 1; k < to->n && k < i + FAR && out[k] == NONE; k++)
		if (likeness(unit, &to->v[k]) > most)
			return false;
	return true;
}

/* What is left behind two units that are the same, by how it looks. */
static void match_places(const struct wl_units *from, long *used,
	const struct wl_units *to, long *out)
{
	long at = NONE; /* in `from`: the one that the last match gave */

	for (size_t i = 0; i < to->n; i++) {
		size_t most = 0;
		long best = NONE;

		for (long k = at + 1; out[i] == NONE && k < (long)from->n &&
				      k <= at + FAR && used[k] == NONE;
			k++) {
			size_t like = likeness(&from->v[k], &to->v[i]);

			if (like > most) {
				most = like;
				best = k;
			}
		}
		if (best != NONE && is_best(&from->v[best], to, out, i)) {
			out[i] = best;
			used[best] = (long)i;
		}
		at = out[i] != NONE ? out[i] : at;
	}
}

void wl_units_match(
	const struct wl_units *from, const struct wl_units *to, long *out)
{
	long *used = wl_alloc((from->n + 1) * sizeof(*used));

	for (size_t i = 0; i < from->n; i++)
		used[i] = NONE;
	for (size_t i = 0; i < to->n; i++)
		out[i] = NONE;
	for (enum way way = KEYS; way < WAYS; way++)
		match_marks(from, used, to, out, way);
	match_places(from, used, to, out);
	free(used);
}

void wl_units_twins(const struct wl_units *from, const long *used,
	const struct wl_units *to, long *out)
{
	long *taken = wl_alloc((from->n + 1) * sizeof(*taken));

	memcpy(taken, used, from->n * sizeof(*taken));
	for (enum way way = KEYS; way < WAYS; way++)
		match_marks(from, taken, to, out, way);
	free(taken);
}
