/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The parts of `winloss note`.
 */
#ifndef WL_CMD_NOTE_H
#define WL_CMD_NOTE_H

#include "cmd.h"
#include "model/answers.h"

struct noting {
	struct session *session;
	const struct cmd_args *args;
	const struct wl_interview *interview; /* of the corpus */
	struct wl_change change;
	struct wl_edit edit;
	struct wl_arena arena;
	struct wl_interview now; /* the file as it is under the lock */
};

/* Begin the change, read and parse the file. */
int noting_begin(struct noting *noting, struct wl_err *err);
/* Parse the edited bytes again: offsets and passages are fresh. */
int noting_parse(struct noting *noting, struct wl_err *err);
/* Record with "note: <what> <interview>". */
int noting_apply(struct noting *noting, const char *what, struct wl_err *err);
void noting_end(struct noting *noting);

/* The passages that the options describe: --quote or --note, and the options
 * behind each of them.  (arena) */
int note_passages(struct noting *noting, struct wl_answer **out, size_t *n,
	struct wl_err *err);
/* Add them, behind --question. */
int note_add_passages(struct noting *noting, struct wl_err *err);
/* note --passage ID --tag THEME */
int note_tag_passage(struct noting *noting, struct wl_err *err);
/* note --field SOURCE */
int note_field(struct noting *noting, struct wl_err *err);
/* note --code */
int note_code(struct noting *noting, struct wl_err *err);
/* note --ids */
int note_ids(struct noting *noting, struct wl_err *err);
/* Move a passage's words to private/; tags of more, if it has any. */
int note_withhold(struct noting *noting, const struct wl_passage *passage,
	const struct wl_answer *more, struct wl_err *err);
/* Passages that count as answers and have no theme. */
size_t note_untagged(const struct wl_interview *interview);
/* What is done and to do behind an interview. */
int note_show(struct session *session, const struct cmd_args *args,
	const struct wl_interview *interview, struct wl_err *err);

#endif
