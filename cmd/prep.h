/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The four jobs of `winloss prep`, a file each.
 */
#ifndef WL_CMD_PREP_H
#define WL_CMD_PREP_H

#include "cmd.h"

/* prep --crm FILE */
int prep_crm(struct session *session, const struct cmd_args *args,
	struct wl_err *err);
/* prep <deal>, prep --internal TITLE */
int prep_deal(struct session *session, const struct cmd_args *args,
	const struct wl_deal *deal, struct wl_err *err);
/* prep <interview> */
int prep_interview(struct session *session, const struct cmd_args *args,
	const struct wl_interview *interview, struct wl_err *err);

#endif
