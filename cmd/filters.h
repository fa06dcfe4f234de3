/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The options that choose interviews and an output's form, for the commands
 * that share them.
 */
#ifndef WL_CMD_FILTERS_H
#define WL_CMD_FILTERS_H

#include "cmd.h"

/* Rows of an option table. */
#define OPTIONS_FILTER                                                         \
	{ "outcome", 0, "OUTCOME", "win, loss or no-decision" },               \
		{ "segment", 0, "ID", "interviews of this segment" },          \
		{ "competitor", 0, "ID", "interviews against this one" },      \
		{ "where", 0, "DIMENSION=VALUE",                               \
			"of this value of a dimension; repeatable" },          \
		{ "since", 0, "DATE", "interviews from this date on" },        \
	{                                                                      \
		"until", 0, "DATE", "interviews up to this date"               \
	}

/* The filter that the options say; filter->where is the caller's to free. */
int filter_chosen(struct session *session, const struct cmd_args *args,
	const char *command, struct wl_filter *filter, struct wl_err *err);
/* --format; *format keeps its value without the option. */
int format_chosen(const struct cmd_args *args, const char *command,
	enum wl_format *format, struct wl_err *err);
/* The same for what has no table: text or json. */
int format_document(const struct cmd_args *args, const char *command,
	enum wl_format *format, struct wl_err *err);

#endif
