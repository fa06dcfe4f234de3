/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The options of a synthesis that say how interviews are grouped.
 */
#ifndef WL_CMD_GROUPING_H
#define WL_CMD_GROUPING_H

#include "cmd.h"

/* Rows of an option table. */
#define OPTIONS_GROUPING                                                       \
	{ "by", 0, "WHAT",                                                     \
		"split groups: segment, competitor, quarter or interviewer" }, \
		{ "depth", 0, "N",                                             \
			"1: count children in their parent themes" },          \
	{                                                                      \
		"lift", 0, NULL, "win-rate lift: refused, with the reason"     \
	}

/* Refuse what cannot be said of interviews, and values that are not one. */
int grouping_check(const struct cmd_args *args, struct wl_err *err);
/* Set the filter's part, once that has passed. */
void grouping_set(const struct cmd_args *args, struct wl_filter *filter);

#endif
