/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A loop on all cores.  The job is called once for each index, each index on
 * some worker; the caller gives every worker a place of its own.
 */
#ifndef WL_BASE_POOL_H
#define WL_BASE_POOL_H

#include <pthread.h>

#include "base/base.h"

/* One step: index from 0 to n - 1, worker from 0 to wl_pool_workers(n) - 1. */
typedef void (*wl_pool_job)(void *context, size_t index, size_t worker);

/* How many workers a loop of n steps gets: 1 for less than 300 steps. */
size_t wl_pool_workers(size_t n);
/* Returns when all steps are done.  Steps are handed out in small runs. */
void wl_pool_run(size_t n, wl_pool_job job, void *context);

/*
 * The same for a few long steps, which are handed out one by one; the first
 * ones first.  `size` says what all of them come to in short ones, so that
 * little work starts no thread.
 */
void wl_pool_few(size_t n, size_t size, wl_pool_job job, void *context);

/* A job on a thread of its own, beside what its starter does. */
struct wl_beside {
	pthread_t thread;
	bool running;
	void (*job)(void *context);
	void *context;
};

/* If there is but one core, or no thread to be had, the job is done here. */
void wl_beside_begin(
	struct wl_beside *beside, void (*job)(void *context), void *context);
/* Returns when it is done. */
void wl_beside_end(struct wl_beside *beside);

#endif
