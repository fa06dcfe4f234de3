/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/arena.h"

#include <stdalign.h>

/* A chunk is as large as all before it, within these. */
#define LEAST ((size_t)32 * 1024)
#define MOST ((size_t)512 * 1024)

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

/* A chunk that has n bytes left; a large piece goes behind the chunk in use,
 * to not waste that. */
static struct wl_arena_chunk *make_room(struct wl_arena *arena, size_t n)
{
	size_t size = arena->used < LEAST  ? LEAST
		      : arena->used > MOST ? MOST
					   : arena->used;
	bool large = n > size / 4;
	struct wl_arena_chunk *chunk = chunk_new(large ? n : size);

	if (large && arena->chunk) {
		chunk->older = arena->chunk->older;
		arena->chunk->older = chunk;
	} else {
		chunk->older = arena->chunk;
		arena->chunk = chunk;
	}
	return chunk;
}

/* n bytes at a multiple of `align`, a power of two. */
static void *take(struct wl_arena *arena, size_t n, size_t align)
{
	struct wl_arena_chunk *chunk = arena->chunk;
	size_t at = 0;

	if (chunk)
		at = (chunk->used + align - 1) & ~(align - 1);
	if (!chunk || at > chunk->size || chunk->size - at < n) {
		chunk = make_room(arena, n);
		at = 0;
	}
	chunk->used = at + n;
	arena->used += n;
	return chunk->bytes + at;
}

void *wl_arena_raw(struct wl_arena *arena, size_t n)
{
	return take(arena, n, alignof(max_align_t));
}

void *wl_arena_alloc(struct wl_arena *arena, size_t n)
{
	return memset(wl_arena_raw(arena, n), 0, n);
}

char *wl_arena_strndup(struct wl_arena *arena, const char *s, size_t n)
{
	char *copy;

	if (!s)
		return NULL;
	copy = take(arena, n + 1, 1);
	memcpy(copy, s, n);
	copy[n] = '\0';
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
	s = take(arena, (size_t)n + 1, 1);
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
