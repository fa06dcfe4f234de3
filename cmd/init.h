/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The parts of `winloss init`: what the programme is told about itself, the
 * files that come of it, and what git does not carry.
 */
#ifndef WL_CMD_INIT_H
#define WL_CMD_INIT_H

#include "cmd.h"

/* Names as they are shown, and the id of each. */
struct init_names {
	struct wl_strv names, ids;
};

struct init_plan {
	struct wl_buf product, owner, owner_id, email;
	struct init_names competitors, segments;
};

/* init_plan.c: from options, questions, and what git knows. */
int init_plan_make(struct session *session, const struct cmd_args *args,
	struct init_plan *plan, struct wl_err *err);
void init_plan_release(struct init_plan *plan);

/* init_files.c: all files as one change.  A file that is there with other
 * content is an error, and nothing is written.  With `trying` it only looks,
 * and needs no repository. */
int init_write(struct session *session, const struct init_plan *plan,
	bool trying, struct wl_err *err);
/* Say which of them are there. */
void init_show(const struct session *session);

/* init_local.c: private folders, people.yaml, that git ignores them, and how
 * it merges and shows the rest. */
int init_local(struct session *session, const struct wl_repo *repo,
	struct wl_err *err);
/* init_attributes.c: in a programme that was made before, the lines of
 * .gitattributes that git merges by; recorded, unless git has nothing of the
 * programme yet. */
int init_attributes(struct session *session, const struct wl_repo *repo,
	bool recorded, struct wl_err *err);

#endif
