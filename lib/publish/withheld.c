/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Searching for many texts at once: each is filed under a hash of its first
 * bytes, which is looked up at every word of the output.
 */
#include "publish/normal.h"
#include "publish/redact.h"

struct entry {
	uint64_t hash; /* of the first bytes */
	size_t text;
	size_t next; /* entry of the same slot, from 1 */
};

struct index {
	const struct wl_strv *texts;
	size_t *lengths;
	size_t window; /* bytes that are hashed */
	size_t *slots; /* entry, from 1 */
	size_t mask;
	struct entry *entries;
};

static void index_make(
	struct index *index, const struct wl_strv *texts, size_t window)
{
	size_t slots = 64;

	while (slots < texts->n * 2)
		slots *= 2;
	index->texts = texts;
	index->window = window;
	index->mask = slots - 1;
	index->slots = wl_alloc(slots * sizeof(*index->slots));
	index->entries = wl_alloc(texts->n * sizeof(*index->entries));
	index->lengths = wl_alloc(texts->n * sizeof(*index->lengths));
	for (size_t i = 0; i < texts->n; i++) {
		struct entry *entry = &index->entries[i];
		size_t *slot;

		index->lengths[i] = strlen(texts->v[i]);
		entry->hash = wl_hash(texts->v[i], index->window);
		entry->text = i;
		slot = &index->slots[entry->hash & index->mask];
		entry->next = *slot;
		*slot = i + 1;
	}
}

static void index_release(struct index *index)
{
	free(index->slots);
	free(index->entries);
	free(index->lengths);
}

/* The text that stands at s, as its number from 1; 0: none. */
static size_t text_at(const struct index *index, const char *s, size_t n)
{
	uint64_t hash;

	if (n < index->window)
		return 0;
	hash = wl_hash(s, index->window);
	for (size_t i = index->slots[hash & index->mask]; i;
		i = index->entries[i - 1].next) {
		const struct entry *entry = &index->entries[i - 1];
		size_t length = index->lengths[entry->text];

		if (entry->hash == hash && length <= n &&
			!memcmp(s, index->texts->v[entry->text], length))
			return entry->text + 1;
	}
	return 0;
}

/* Every normalised text begins with the space before its first word. */
static size_t find(const struct index *index, const struct wl_buf *normal)
{
	const char *end = normal->s + normal->n, *s = normal->s;
	size_t found = 0;

	while (!found && s && index->texts->n) {
		found = text_at(index, s, (size_t)(end - s));
		s = memchr(s + 1, ' ', (size_t)(end - s - 1));
	}
	return found;
}

static int said(
	const struct wl_withheld *withheld, size_t i, struct wl_err *err)
{
	wl_err_set(err, WL_EFAIL,
		"the words of '%s', which are confidential, would be in this "
		"output",
		withheld->passages.v[i]);
	wl_err_rule(err, "confidential");
	return wl_err_hint(err,
		"the same words stand in another passage or note: mark that "
		"one !confidential, or reword it");
}

static int named(
	const struct wl_withheld *withheld, size_t i, struct wl_err *err)
{
	wl_err_set(err, WL_EFAIL,
		"the name or e-mail of '%s' (people.yaml) would be in this "
		"output",
		withheld->people.v[i]);
	wl_err_rule(err, "names");
	return wl_err_hint(err,
		"put the role for the name in the passage, note or field "
		"that holds it");
}

static int search(const struct wl_withheld *withheld,
	const struct index indexes[2], const struct wl_buf *normal,
	struct wl_err *err)
{
	size_t found = find(&indexes[0], normal);

	if (found)
		return said(withheld, found - 1, err);
	found = find(&indexes[1], normal);
	return found ? named(withheld, found - 1, err) : 0;
}

int wl_withheld_check(const struct wl_withheld *withheld,
	const struct wl_buf *bytes, struct wl_err *err)
{
	struct wl_buf normal = WL_BUF_INIT, plain = WL_BUF_INIT;
	struct index indexes[2];
	int code = 0;

	if (!bytes->n || (!withheld->words.n && !withheld->names.n))
		return 0;
	index_make(&indexes[0], &withheld->words, WL_WORDS_WINDOW);
	index_make(&indexes[1], &withheld->names, WL_NAME_WINDOW);
	wl_normal_words(&normal, bytes->s, bytes->n);
	code = search(withheld, indexes, &normal, err);
	if (code)
		goto done;
	wl_normal_unescape(&plain, bytes->s, bytes->n);
	wl_buf_clear(&normal);
	wl_normal_words(&normal, plain.s, plain.n);
	code = search(withheld, indexes, &normal, err);
done:
	index_release(&indexes[0]);
	index_release(&indexes[1]);
	wl_buf_release(&normal);
	wl_buf_release(&plain);
	return code;
}
