/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The programme at two moments, for commands that show what lies between.
 */
#ifndef WL_CMD_SIDES_H
#define WL_CMD_SIDES_H

#include "cmd.h"
#include "study/difference.h"

struct sides {
	struct session *session;
	const char *moments[2];  /* revisions; the later NULL: working tree */
	const char *names[2];    /* as they are shown */
	struct wl_corpus before; /* the later one is session->corpus */
	const struct wl_corpus *corpora[2];
	/* Texts of which the page shows what differs, word by word or line by
	 * line: no search of the page finds what such a text says.  Begins as
	 * WL_BUF_INIT; the command adds them. */
	struct wl_buf whole;
};

/* Load both; a file that cannot be read is named with its side, "v1:path".
 * The session and what the moments and names point to must live as long. */
int sides_load(struct sides *sides, struct wl_err *err);
void sides_release(struct sides *sides);
/* Print the page, if neither it nor `whole` holds confidential words or names
 * of either side; leaves: it goes elsewhere, see session_publish. */
int sides_publish(struct sides *sides, const struct wl_buf *out, bool leaves,
	struct wl_err *err);

#endif
