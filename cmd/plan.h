/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The parts of `winloss plan`.
 */
#ifndef WL_CMD_PLAN_H
#define WL_CMD_PLAN_H

#include "cmd.h"
#include "study/planning.h"

/* One run. */
struct planning {
	struct session *session;
	const struct cmd_args *args;
	enum wl_format format;
	bool calendar;              /* --format ics */
	const struct wl_plan *plan; /* --id, else the current one */
	struct wl_arena arena;
	struct wl_change change;
	struct wl_buf file; /* the plan's bytes */
};

int plan_new(struct planning *planning, struct wl_err *err);
int plan_show(struct planning *planning, struct wl_err *err);
int plan_list(struct planning *planning, struct wl_err *err);
int plan_done(struct planning *planning, struct wl_err *err);
int plan_hand(struct planning *planning, struct wl_err *err);
int plan_retro(struct planning *planning, struct wl_err *err);

/* The plan that is meant: --plan, else the current one; a hint if none. */
int plan_choose(struct planning *planning, struct wl_err *err);

#endif
