/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A change of many files that is killed midway.  Before the first file is
 * written, winloss/intent in the repository's folder holds the message, and of
 * each file its path, the hash of what is there and the bytes that will be.
 * The next command that begins a change reads it:
 *
 *	no file has its new bytes		nothing was written: forgotten
 *	all others have their old bytes		the rest is written, recorded
 *	a file has neither, and not all of
 *	them had been written			an error that says so
 *
 * so that what is in the end is always all of it or nothing.  A write that
 * fails (a full disk) takes back at once what was written.  Internal to this
 * layer but for wl_intent_left; private files are never part of it.
 */
#ifndef WL_STORE_INTENT_H
#define WL_STORE_INTENT_H

#include "store/change.h"

/* For who reads: is there an intent, so that files may be half changed?  No
 * lock is needed. */
bool wl_intent_left(const struct wl_place *place);
/* Is there an intent of a killed command?  The lock is held. */
bool wl_intent_pending(const struct wl_change *change);
/* Finish or forget it; the lock is held, and recording would be allowed. */
int wl_intent_recover(const struct wl_change *change, struct wl_err *err);
/* Note the intent durably, write all files that are not private; if that
 * fails, take back what was written. */
int wl_intent_write(const struct wl_change *change,
	const struct wl_buf *message, struct wl_err *err);
/* The change is recorded, or git refused it and the user was told. */
void wl_intent_drop(const struct wl_change *change);

#endif
