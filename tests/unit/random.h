/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A small generator of numbers for property tests: the same on every machine,
 * so that a failure can be seen again by its seed.
 */
#ifndef TESTS_RANDOM_H
#define TESTS_RANDOM_H

#include "base/buf.h"

struct random {
	uint64_t state;
};

static inline uint32_t random_next(struct random *random)
{
	random->state = random->state * UINT64_C(6364136223846793005) +
			UINT64_C(1442695040888963407);
	return (uint32_t)(random->state >> 33);
}

/* 0 to n - 1. */
static inline size_t random_below(struct random *random, size_t n)
{
	return random_next(random) % n;
}

static inline const char *random_of(
	struct random *random, const char *const *words, size_t n)
{
	return words[random_below(random, n)];
}

#endif
