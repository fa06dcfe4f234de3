/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>

#include "study/reviewing_internal.h"

struct wl_topic_row *wl_topic_row_of(struct wl_topic *topic,
	struct wl_arena *arena, const char *id, const char *name)
{
	struct wl_topic_row *v;

	for (size_t i = 0; i < topic->nrows; i++)
		if (wl_streq(topic->rows[i].id, id))
			return &topic->rows[i];
	if (topic->nrows == topic->cap) {
		topic->cap = topic->cap ? topic->cap * 2 : 8;
		v = wl_arena_alloc(arena, topic->cap * sizeof(*v));
		if (topic->nrows)
			memcpy(v, topic->rows, topic->nrows * sizeof(*v));
		topic->rows = v;
	}
	v = &topic->rows[topic->nrows++];
	*v = (struct wl_topic_row){ .id = wl_arena_strdup(arena, id),
		.name = wl_arena_strdup(arena, name),
		.days = { NAN, NAN } };
	return v;
}

static int by_size(const void *a, const void *b)
{
	const struct wl_topic_row *x = a, *y = b;

	if (x->since != y->since)
		return y->since - x->since;
	if (x->before != y->before)
		return y->before - x->before;
	return strcmp(x->id, y->id);
}

void wl_topic_settle(struct wl_topic *topic)
{
	if (topic->nrows)
		qsort(topic->rows, topic->nrows, sizeof(*topic->rows), by_size);
	for (size_t i = 0; i < topic->nrows; i++)
		topic->rows[i].fresh =
			topic->rows[i].since && !topic->rows[i].before;
}

void wl_topic_count(struct wl_topic_row *row, bool since, int n, int of)
{
	*(since ? &row->since : &row->before) += n;
	*(since ? &row->of_since : &row->of_before) += of;
}
