/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * One writer at a time: a file in the repository's winloss/ folder that names
 * its owner (pid, start time, boot id, command).  A lock whose owner is dead
 * is cleared; a living owner is waited for, a bounded time, then named.
 */
#ifndef WL_STORE_LOCK_H
#define WL_STORE_LOCK_H

#include "base/err.h"

struct wl_lock {
	int dir; /* the folder; -1: not held */
};

/* folder: absolute; made (0700) if missing.  Waits at most `seconds`. */
int wl_lock_take(struct wl_lock *lock, const char *folder, int seconds,
	struct wl_err *err);
void wl_lock_drop(struct wl_lock *lock);

#endif
