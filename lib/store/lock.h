/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * One writer at a time: a file in the repository's winloss/ folder that names
 * its owner (pid, start time, boot id, command).  A lock whose owner is dead
 * is cleared; a living owner is waited for, a bounded time, then named.
 *
 * The owner also keeps the file open under flock(2): a process whose pid this
 * one cannot see (in another container) is not taken for dead, and of several
 * that would clear one dead lock only one does.
 */
#ifndef WL_STORE_LOCK_H
#define WL_STORE_LOCK_H

#include "base/err.h"

struct wl_lock {
	int dir;  /* the folder; -1: not held */
	int file; /* the lock itself */
};

/* The command that later locks name: a string that lives as long as the
 * process.  Called once, by main. */
void wl_lock_command(const char *name);
/* folder: absolute; made (0700) if missing.  Waits at most `seconds`. */
int wl_lock_take(struct wl_lock *lock, const char *folder, int seconds,
	struct wl_err *err);
/* May be called for a lock that is not held. */
void wl_lock_drop(struct wl_lock *lock);
/* Remove the files whose name begins with `stem` and a dot from the lock's
 * folder: what killed processes left there. */
void wl_lock_sweep(const struct wl_lock *lock, const char *stem);

#endif
