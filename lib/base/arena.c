/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/arena.h"

#include <stdalign.h>
#include <sys/mman.h>
#include <unistd.h>

/* A chunk is as large as all before it, within these. */
#define LEAST ((size_t)32 * 1024)
#define MOST ((size_t)512 * 1024)

/* Of Linux 5.14; its headers may be older. */
#ifndef MADV_POPULATE_WRITE
#define MADV_POPULATE_WRITE 23
#endif

struct wl_arena_chunk {
	struct wl_arena_chunk *older;
	size_t size;
	alignas(max_align_t) char bytes[];
};

/* What one file needed the next one will need too, and finds it in the
 * processor's cache.  A sanitizer would rather see it freed. */
#if defined(__SANITIZE_ADDRESS__)
#define SPARES 0
#else
#define SPARES ((size_t)2 * 1024 * 1024)
#endif
static _Thread_local struct wl_arena_chunk *spare;
static _Thread_local size_t spare_bytes;

void wl_arena_init(struct wl_arena *arena)
{
	memset(arena, 0, sizeof(*arena));
}

static void drop(struct wl_arena_chunk *chunk)
{
	if (chunk->size < LEAST || chunk->size > MOST ||
		spare_bytes + chunk->size > SPARES) {
		free(chunk);
		return;
	}
	chunk->older = spare;
	spare = chunk;
	spare_bytes += chunk->size;
}

/* A spare chunk of at least `size`, but not of much more; NULL. */
static struct wl_arena_chunk *take_spare(size_t size)
{
	struct wl_arena_chunk **at = &spare, *chunk;

	while (*at && ((*at)->size < size || (*at)->size / 2 > size))
		at = &(*at)->older;
	chunk = *at;
	if (chunk) {
		*at = chunk->older;
		spare_bytes -= chunk->size;
	}
	return chunk;
}

void wl_arena_end_thread(void)
{
	while (spare) {
		struct wl_arena_chunk *chunk = spare;

		spare = chunk->older;
		free(chunk);
	}
	spare_bytes = 0;
}

void wl_arena_release(struct wl_arena *arena)
{
	struct wl_arena_chunk *chunk = arena->chunk;

	while (chunk) {
		struct wl_arena_chunk *older = chunk->older;

		drop(chunk);
		chunk = older;
	}
	wl_arena_init(arena);
}

static struct wl_arena_chunk *chunk_new(size_t size)
{
	struct wl_arena_chunk *chunk = take_spare(size);

	if (!chunk) {
		chunk = malloc(sizeof(*chunk) + size);
		if (!chunk)
			wl_no_memory();
		chunk->size = size;
	}
	chunk->older = NULL;
	return chunk;
}

static size_t next_size(const struct wl_arena *arena)
{
	return arena->used < LEAST  ? LEAST
	       : arena->used > MOST ? MOST
				    : arena->used;
}

/*
 * Have the pages of a chunk at once rather than by a fault each.  Not huge
 * ones: a virtual machine that gives memory it does not use back to its host
 * gets them several times as slowly.  Where the system cannot, they come by
 * faults.
 */
static void populate(struct wl_arena_chunk *chunk)
{
	uintptr_t page = (uintptr_t)sysconf(_SC_PAGESIZE);
	uintptr_t from = (uintptr_t)chunk & ~(page - 1);
	uintptr_t end = (uintptr_t)chunk->bytes + chunk->size;

	madvise((void *)from, end - from, MADV_POPULATE_WRITE);
}

/* n bytes of a new chunk; a large piece goes behind the chunk in use, to not
 * waste that. */
static char *make_room(struct wl_arena *arena, size_t n)
{
	size_t size = next_size(arena);
	bool large = n > size / 4;
	struct wl_arena_chunk *chunk = chunk_new(large ? n : size);

	arena->used += n;
	if (large && arena->chunk) {
		chunk->older = arena->chunk->older;
		arena->chunk->older = chunk;
		return chunk->bytes;
	}
	if (size == MOST)
		populate(chunk);
	chunk->older = arena->chunk;
	arena->chunk = chunk;
	arena->at = chunk->bytes + n;
	arena->end = chunk->bytes + chunk->size;
	return chunk->bytes;
}

/* n bytes at a multiple of `align`, a power of two. */
static inline char *take(struct wl_arena *arena, size_t n, size_t align)
{
	size_t skip = -(uintptr_t)arena->at & (align - 1);

	if (!arena->at || (size_t)(arena->end - arena->at) < skip ||
		(size_t)(arena->end - arena->at) - skip < n)
		return make_room(arena, n);
	arena->at += skip + n;
	arena->used += n;
	return arena->at - n;
}

void *wl_arena_raw(struct wl_arena *arena, size_t n)
{
	return take(arena, n, alignof(max_align_t));
}

void *wl_arena_alloc(struct wl_arena *arena, size_t n)
{
	return memset(wl_arena_raw(arena, n), 0, n);
}

void *wl_arena_grow(struct wl_arena *arena, void *p, size_t had, size_t n)
{
	size_t more = n > had ? n - had : 0;

	if (!more)
		return p;
	if ((char *)p + had == arena->at &&
		(size_t)(arena->end - arena->at) >= more) {
		arena->at += more;
		arena->used += more;
		return p;
	}
	return memcpy(wl_arena_raw(arena, n), p, had);
}

void *wl_arena_room(
	struct wl_arena *arena, void *v, size_t n, size_t *cap, size_t size)
{
	size_t had = *cap * size;

	if (n < *cap)
		return v;
	*cap = *cap ? *cap * 2 : 64;
	return v ? wl_arena_grow(arena, v, had, *cap * size)
		 : wl_arena_raw(arena, *cap * size);
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

/* Among how many words one is looked for, and how long they may be. */
#define WORDS 1024
#define WORD_MAX 40

/* Two words of one place take turns. */
static size_t place_of(const char *s, size_t n)
{
	uint64_t first = 0, last = 0;

	if (n < sizeof(first)) {
		for (size_t i = 0; i < n; i++)
			first = first << 8 | (unsigned char)s[i];
	} else {
		memcpy(&first, s, sizeof(first));
		memcpy(&last, s + n - sizeof(last), sizeof(last));
	}
	first = (first ^ n) * UINT64_C(0x9e3779b97f4a7c15);
	first = (first ^ last ^ first >> 32) * UINT64_C(0x9e3779b97f4a7c15);
	return first >> 32 & (WORDS - 1);
}

const char *wl_arena_word(struct wl_arena *arena, const char *s, size_t n)
{
	const char **place;

	if (!s || n > WORD_MAX)
		return wl_arena_strndup(arena, s, n);
	if (!arena->words)
		arena->words =
			wl_arena_alloc(arena, WORDS * sizeof(*arena->words));
	place = &arena->words[place_of(s, n)];
	if (!*place || strncmp(*place, s, n) || (*place)[n])
		*place = wl_arena_strndup(arena, s, n);
	return *place;
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
	arena->at = other->at;
	arena->end = other->end;
	arena->used += other->used;
	wl_arena_init(other);
}
