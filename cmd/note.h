/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The parts of `winloss note`.
 */
#ifndef WL_CMD_NOTE_H
#define WL_CMD_NOTE_H

#include "cmd.h"
#include "model/answers.h"
#include "notes.h"

struct noting {
	struct session *session;
	const struct cmd_args *args;
	const struct wl_interview *interview; /* of the corpus */
	struct wl_change change;
	struct wl_edit edit;
	struct wl_arena arena;
	struct wl_interview now; /* the file as it is under the lock */
	const char *why;         /* of the commit; NULL: it needs none */
	bool many;               /* the caller says once what was withheld */
};

/* note_change.c: begin the change, read and parse the file. */
int noting_begin(struct noting *noting, struct wl_err *err);
/* Would a change be refused?  Before the user is asked to type anything. */
int noting_allowed(struct noting *noting, struct wl_err *err);
/* Parse the edited bytes again: offsets and passages are fresh. */
int noting_parse(struct noting *noting, struct wl_err *err);
/* Record with "note: <what> <interview>". */
int noting_apply(struct noting *noting, const char *what, struct wl_err *err);
void noting_end(struct noting *noting);

/* note_options.c: which options go together. */
int note_check_options(const struct cmd_args *args, struct wl_err *err);
/* Is there anything to write, as the options say? */
bool note_changes(const struct cmd_args *args);
/* What they write: "notes, hypothesis of". */
void note_subject(struct wl_buf *out, const struct cmd_args *args, bool asked);

/* note_texts.c: the three notes, from options, the editor or prompts. */
struct texts {
	struct wl_buf buf[NOTES];
	const char *note[NOTES]; /* NULL: nothing new */
};
int note_texts(struct noting *noting, struct texts *texts, bool asking,
	struct wl_err *err);

/* note_after.c: the hypothesis, what follows, and that tags were gone
 * through. */
int note_after(struct noting *noting, struct wl_err *err);
/* Set `coded` to today, and the status if it was noted. */
int note_set_coded(struct noting *noting, struct wl_err *err);

/* The passages that the options describe: --quote or --note, and the options
 * behind each of them.  (arena) */
int note_passages(struct noting *noting, struct wl_answer **out, size_t *n,
	struct wl_err *err);
/* Add them, behind --question. */
int note_add_passages(struct noting *noting, struct wl_err *err);
/* note --passage ID --tag THEME */
int note_tag_passage(struct noting *noting, struct wl_err *err);
/* The tokens that a passage has, with more; a theme again takes the new
 * sign. */
struct wl_tokens note_tokens(struct wl_arena *arena,
	const struct wl_passage *passage, const struct wl_answer *more);
/* note --field SOURCE */
int note_field(struct noting *noting, struct wl_err *err);
/* note --code */
int note_code(struct noting *noting, struct wl_err *err);
/* The tokens that a passage has. */
struct wl_tokens note_tokens_of(const struct wl_passage *passage);
/* note --ids */
int note_ids(struct noting *noting, struct wl_err *err);
/* Warn of the claims that cite a passage which is being withheld; is there
 * one? */
bool note_warn_cited(
	const struct noting *noting, const struct wl_passage *passage);
/* note --withdraw */
int note_withdraw(struct noting *noting, struct wl_err *err);
/* Give a passage tokens, an id among them; passages of higher offsets first. */
int note_retag(struct noting *noting, const struct wl_passage *passage,
	const struct wl_tokens *tokens, struct wl_err *err);
/* The same for one that is confidential from now on: its words go to
 * private/. */
int note_withhold(struct noting *noting, const struct wl_passage *passage,
	const struct wl_tokens *tokens, struct wl_err *err);
/*
 * An answer without a theme.  What was said to the consent and the role
 * question needs none: the guide's roles tell which these are.
 */
bool note_is_untagged(const struct session *session,
	const struct wl_interview *interview, const struct wl_passage *passage);
size_t note_untagged(
	const struct session *session, const struct wl_interview *interview);
/* What is done and to do behind an interview. */
int note_show(struct session *session, enum wl_format format,
	const struct wl_interview *interview, struct wl_err *err);

#endif
