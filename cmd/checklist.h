/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A list of things to do and done, as prep and note show it.
 */
#ifndef WL_CMD_CHECKLIST_H
#define WL_CMD_CHECKLIST_H

#include "cmd.h"

struct check_row {
	const char *id;    /* as in front matter */
	const char *label; /* for people */
	bool done;
	char detail[160]; /* when and by whom, or the command that does it; "":
			   * done, nobody knows when */
	bool clock;       /* there is a moment by which it is due */
	char due[WL_TIME_TEXT]; /* that moment; "": not known yet */
	bool late;              /* was done, or still is not, behind it */
};

/* Add the heading line that names an interview: id, account, outcome. */
void checklist_title(struct wl_buf *out, const struct session *session,
	const struct wl_interview *interview);
/* Add the rows as text: "  [x] label   detail". */
void checklist_text(struct wl_buf *out, const struct session *session,
	const struct check_row *rows, size_t n);
/* Add {"winloss": 1, "interview": ..., key: [...]}. */
void checklist_json(struct wl_buf *out, const struct wl_interview *interview,
	const char *key, const struct check_row *rows, size_t n);
/* Fill a row from what front matter says, else with the command. */
void checklist_fill(struct check_row *row, const struct wl_done *done,
	const char *command, const char *interview);

#endif
