/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/base.h"

#include <unistd.h>

#define FAILED 128 /* as any other failure */

void wl_no_memory(void)
{
	static const char said[] = "winloss: out of memory\n";
	ssize_t n = write(STDERR_FILENO, said, sizeof(said) - 1);

	(void)n;
	_exit(FAILED);
}

void *wl_alloc(size_t n)
{
	void *p = calloc(1, n ? n : 1);

	if (!p)
		wl_no_memory();
	return p;
}

void *wl_realloc(void *p, size_t n)
{
	p = realloc(p, n ? n : 1);
	if (!p)
		wl_no_memory();
	return p;
}

char *wl_strndup(const char *s, size_t n)
{
	char *copy;

	if (!s)
		return NULL;
	copy = wl_alloc(n + 1);
	memcpy(copy, s, n);
	return copy;
}

char *wl_strdup(const char *s)
{
	return s ? wl_strndup(s, strlen(s)) : NULL;
}

bool wl_streq(const char *a, const char *b)
{
	if (!a || !b)
		return a == b;
	return strcmp(a, b) == 0;
}

bool wl_starts(const char *s, const char *part)
{
	return strncmp(s, part, strlen(part)) == 0;
}

bool wl_ends(const char *s, const char *part)
{
	size_t n = strlen(s), m = strlen(part);

	return n >= m && strcmp(s + n - m, part) == 0;
}

bool wl_list_has(const struct wl_list *list, const char *s)
{
	for (size_t i = 0; i < list->n; i++)
		if (wl_streq(list->v[i], s))
			return true;
	return false;
}

static uint64_t fnv(uint64_t hash, const void *bytes, size_t n)
{
	const unsigned char *p = bytes;

	for (size_t i = 0; i < n; i++) {
		hash ^= p[i];
		hash *= UINT64_C(0x100000001b3);
	}
	return hash;
}

static uint64_t mix(uint64_t hash)
{
	hash ^= hash >> 33;
	hash *= UINT64_C(0xff51afd7ed558ccd);
	hash ^= hash >> 33;
	hash *= UINT64_C(0xc4ceb9fe1a85ec53);
	return hash ^ (hash >> 33);
}

uint64_t wl_hash_more(uint64_t hash, const void *bytes, size_t n)
{
	return mix(fnv(hash, bytes, n));
}

uint64_t wl_hash(const void *bytes, size_t n)
{
	return wl_hash_more(UINT64_C(0xcbf29ce484222325), bytes, n);
}
