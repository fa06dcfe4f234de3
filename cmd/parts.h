/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A command whose second word says what to do: one table of its parts, each
 * with the words and options that it takes.
 */
#ifndef WL_CMD_PARTS_H
#define WL_CMD_PARTS_H

#include "cmd.h"

struct part {
	const char *name;
	size_t least, most;  /* words behind the name */
	const char *what;    /* they are: "a card" */
	const char *options; /* of the command's own: " type format " */
	const char *formats; /* of --format: " text json "; NULL: any */
};

/* The table: its rows begin with a struct part and have one size. */
struct parts {
	const struct cmd *command;
	const void *rows;
	size_t size, n;
};

/* The row of the second word, or an error that names what there is; its words,
 * options and format are checked. */
int parts_choose(const struct parts *parts, const struct cmd_args *args,
	const void **row, struct wl_err *err);

#endif
