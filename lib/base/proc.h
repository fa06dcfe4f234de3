/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Running another program: the user's git, editor and pager.  Never through a
 * shell, except where the user's own setting is a shell command.
 */
#ifndef WL_BASE_PROC_H
#define WL_BASE_PROC_H

#include "base/buf.h"
#include "base/err.h"
#include "base/strv.h"

struct wl_proc {
	const struct wl_strv *argv;
	const struct wl_strv *env; /* NAME=value to set, NAME to unset; NULL */
	const char *dir;           /* where to run; NULL: here */
	const struct wl_buf *in;   /* standard input; NULL: /dev/null */
	struct wl_buf *out;        /* collects stdout; NULL: our own */
	struct wl_buf *errors;     /* collects stderr; NULL: our own */
	bool terminal;             /* standard input is our own */
};

/*
 * Run and wait.  *status is the exit status, or 128 + signal.  Fails only if
 * the program could not be started (WL_ENOTFOUND: there is none).
 */
int wl_proc_run(const struct wl_proc *proc, int *status, struct wl_err *err);

#endif
