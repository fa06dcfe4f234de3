/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/arena.h"

#include <stdalign.h>

#define CHUNK ((size_t)32 * 1024)

struct wl_arena_chunk {
	struct wl_arena_chunk *older;
	size_t used, size;
	alignas(max_align_t) char bytes[];
};

void wl_arena_init(struct wl_arena *arena)
{
	memset(arena, 0, sizeof(*arena));
}

void wl_arena_release(struct wl_arena *arena)
{
	struct wl_arena_chunk *chunk = arena->chunk;

	while (chunk) {
		struct wl_arena_chunk *older = chunk->older;

		free(chunk);
		chunk = older;
	}
	wl_arena_init(arena);
}

static struct wl_arena_chunk *chunk_new(size_t size)
{
	struct wl_arena_chunk *chunk = malloc(sizeof(*chunk) + size);

	if (!chunk)
		abort();
	chunk->older = NULL;
	chunk->used = 0;
	chunk->size = size;
	return chunk;
}

void *wl_arena_alloc(struct wl_arena *arena, size_t n)
{
	struct wl_arena_chunk *chunk = arena->chunk;
	void *p;

	n = (n + alignof(max_align_t) - 1) & ~(alignof(max_align_t) - 1);
	if (!chunk || chunk->size - chunk->used < n) {
		chunk = chunk_new(n > CHUNK / 4 ? n : CHUNK);
		/* A large piece goes behind the chunk in use, to not waste it
		 */
		if (arena->chunk && chunk->size == n && n != CHUNK) {
			chunk->older = arena->chunk->older;
			arena->chunk->older = chunk;
		} else {
			chunk->older = arena->chunk;
			arena->chunk = chunk;
		}
	}
	p = chunk->bytes + chunk->used;
	chunk->used += n;
	arena->used += n;
	return memset(p, 0, n);
}

char *wl_arena_strndup(struct wl_arena *arena, const char *s, size_t n)
{
	char *copy;

	if (!s)
		return NULL;
	copy = wl_arena_alloc(arena, n + 1);
	memcpy(copy, s, n);
	return copy;
}

char *wl_arena_strdup(struct wl_arena *arena, const char *s)
{
	return s ? wl_arena_strndup(arena, s, strlen(s)) : NULL;
}

char *wl_arena_printf(struct wl_arena *arena, const char *fmt, ...)
{
	va_list ap, again;
	char *s;
	int n;

	va_start(ap, fmt);
	va_copy(again, ap);
	n = vsnprintf(NULL, 0, fmt, ap);
	if (n < 0)
		abort();
	s = wl_arena_alloc(arena, (size_t)n + 1);
	vsnprintf(s, (size_t)n + 1, fmt, again);
	va_end(again);
	va_end(ap);
	return s;
}

void wl_arena_adopt(struct wl_arena *arena, struct wl_arena *other)
{
	struct wl_arena_chunk *last = other->chunk;

	if (!last)
		return;
	while (last->older)
		last = last->older;
	last->older = arena->chunk;
	arena->chunk = other->chunk;
	arena->used += other->used;
	wl_arena_init(other);
}
