/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What every other file stands on: the standard headers, memory that never
 * fails by returning NULL, and the macros of the house.  Without memory the
 * process ends at once: files are only ever replaced whole, so nothing is left
 * half-written.
 */
#ifndef WL_BASE_BASE_H
#define WL_BASE_BASE_H

#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "base/banned.h"

#define WL_VERSION "0.1.0"

#define WL_LEN(array) (sizeof(array) / sizeof((array)[0]))
#define WL_PRINTF(fmt, first) __attribute__((format(printf, fmt, first)))

/* End the process: "winloss: out of memory" on stderr, status 128. */
_Noreturn void wl_no_memory(void);
/* Memory of n bytes, zeroed; never NULL.  Free with free(). */
void *wl_alloc(size_t n);
/* As realloc; never NULL.  New bytes are not initialised. */
void *wl_realloc(void *p, size_t n);
/* A copy of s, or of its first n bytes; NULL gives NULL. */
char *wl_strdup(const char *s);
char *wl_strndup(const char *s, size_t n);

/* Are both equal?  NULL equals only NULL. */
bool wl_streq(const char *a, const char *b);
/* Does s begin / end with part? */
bool wl_starts(const char *s, const char *part);
bool wl_ends(const char *s, const char *part);

/*
 * Make room for one more element in a growing array: p points to the
 * elements, n holds how many are used, cap how many fit.
 */
#define WL_GROW(p, n, cap)                                                     \
	do {                                                                   \
		if ((n) == (cap)) {                                            \
			(cap) = (cap) ? (cap)*2 : 8;                           \
			(p) = wl_realloc((p), (cap) * sizeof(*(p)));           \
		}                                                              \
	} while (0)

/* An array of strings that belong to somebody else (usually an arena). */
struct wl_list {
	const char **v;
	size_t n;
};

/* Is s one of the list? */
bool wl_list_has(const struct wl_list *list, const char *s);

/*
 * A hash of bytes that is the same on every machine and release: FNV-1a of
 * 64 bits with a final mix.  Not for secrets.
 */
uint64_t wl_hash(const void *bytes, size_t n);
/* Continue a hash begun with wl_hash over the next bytes. */
uint64_t wl_hash_more(uint64_t hash, const void *bytes, size_t n);

#endif
