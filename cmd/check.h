/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The parts of `winloss check`.
 */
#ifndef WL_CMD_CHECK_H
#define WL_CMD_CHECK_H

#include "cmd.h"
#include "publish/findings.h"

struct checking {
	struct session *session;
	const struct cmd_args *args;
	struct wl_selection selection;
	struct wl_strv paths; /* owns selection.paths */
	enum wl_findings_format format;
};

/* check_fix.c: put right what is safe, and say what; the session has no corpus
 * afterwards. */
int check_fix(struct session *session, struct wl_err *err);
/* check_options.c: the form, the rules and the paths that were asked for. */
int check_asked(struct checking *checking, struct wl_err *err);
/* check_options.c: say which rules there are. */
int check_rules(struct checking *checking, struct wl_err *err);

#endif
