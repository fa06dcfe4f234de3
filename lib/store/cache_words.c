/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/cache_words.h"

/* A struct that has grown may hold a pointer that nobody below knows of. */
#define KNOWN(type, bytes)                                                     \
	_Static_assert(sizeof(void *) != 8 || sizeof(type) == (bytes),         \
		"is there a new pointer? see texts[]")
KNOWN(struct wl_passage, 80);
KNOWN(struct wl_tag, 16);

static const size_t texts[] = {
	offsetof(struct wl_passage, id),
	offsetof(struct wl_passage, words),
	offsetof(struct wl_passage, question),
	offsetof(struct wl_passage, source),
};

/* A text goes behind the passages; in its place how far behind `begin`. */
static void pack_text(struct wl_buf *out, size_t begin, char *field)
{
	const char *text;
	uintptr_t at = out->n - begin;

	memcpy(&text, field, sizeof(text));
	if (!text)
		return;
	wl_buf_add(out, text, strlen(text) + 1);
	memcpy(field, &at, sizeof(at));
}

void wl_words_pack(struct wl_buf *out, const struct wl_interview *interview)
{
	size_t begin = out->n, n = interview->npassages;
	struct wl_passage *v = wl_alloc(n * sizeof(*v));

	if (n)
		memcpy(v, interview->passages, n * sizeof(*v));
	wl_buf_add(out, v, n * sizeof(*v)); /* their place */
	for (size_t i = 0; i < n; i++) {
		for (size_t j = 0; j < WL_LEN(texts); j++)
			pack_text(out, begin, (char *)&v[i] + texts[j]);
		v[i].tags = NULL;
	}
	if (n)
		memcpy(out->s + begin, v, n * sizeof(*v));
	wl_buf_fill(out, '\0', -(out->n - begin) & 7);
	free(v);
}

static void unpack_text(const char *blob, char *field)
{
	const char *text;
	uintptr_t at;

	memcpy(&at, field, sizeof(at));
	if (!at)
		return;
	text = blob + at;
	memcpy(field, &text, sizeof(text));
}

struct wl_passage *wl_words_unpack(struct wl_arena *arena, const char *blob,
	size_t n, const struct wl_coded *coded, const char *const *themes)
{
	struct wl_passage *v = wl_arena_raw(arena, n * sizeof(*v));
	struct wl_tag *tags =
		wl_arena_raw(arena, coded->nmarks * sizeof(*tags));
	size_t at = 0;

	memcpy(v, blob, n * sizeof(*v));
	for (size_t i = 0; i < coded->nmarks; i++)
		tags[i] = (struct wl_tag){ themes[coded->marks[i].theme],
			coded->marks[i].polarity };
	for (size_t i = 0; i < n; i++) {
		for (size_t j = 0; j < WL_LEN(texts); j++)
			unpack_text(blob, (char *)&v[i] + texts[j]);
		v[i].tags = &tags[at];
		at += v[i].ntags;
	}
	return v;
}
