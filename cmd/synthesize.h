/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * winloss synthesize, the job that stands in a file of its own.
 */
#ifndef WL_CMD_SYNTHESIZE_H
#define WL_CMD_SYNTHESIZE_H

#include "cmd.h"

/* synthesize_compare.c: --compare A..B. */
int synthesize_compare(struct session *session, const struct cmd_args *args,
	struct wl_err *err);

#endif
