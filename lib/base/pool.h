/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A loop on all cores.  The job is called once for each index, each index on
 * some worker; the caller gives every worker a place of its own.
 */
#ifndef WL_BASE_POOL_H
#define WL_BASE_POOL_H

#include "base/base.h"

/* One step: index from 0 to n - 1, worker from 0 to wl_pool_workers(n) - 1. */
typedef void (*wl_pool_job)(void *context, size_t index, size_t worker);

/* How many workers a loop of n steps gets: 1 for less than 300 steps. */
size_t wl_pool_workers(size_t n);
/* Returns when all steps are done.  Steps are handed out in small runs. */
void wl_pool_run(size_t n, wl_pool_job job, void *context);

#endif
