/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The parts of `winloss interview`: asking, the journal, writing it down.
 */
#ifndef WL_CMD_INTERVIEW_H
#define WL_CMD_INTERVIEW_H

#include "cmd.h"
#include "model/answers.h"

struct conduct {
	struct session *session;
	const struct cmd_args *args;
	const struct wl_interview *interview;
	const struct wl_guide *guide;
	struct wl_arena arena; /* what the answers hold */
	struct wl_answers answers;
	bool forced;
};

/* Ask block by block on the terminal; each answer is in the journal before
 * the next question. */
int interview_ask(struct conduct *conduct, struct wl_err *err);
/* Write everything into the interview file, one commit. */
int interview_write(struct conduct *conduct, struct wl_err *err);

/* What was typed for a captured field, checked: "trigger-board", for criteria
 * themes divided by commas, for root one of its words. */
int capture_parse(struct wl_arena *arena, const char *key, const char *typed,
	struct wl_capture *out, struct wl_err *err);

/*
 * The journal of an interview that goes on: an answers file in the
 * repository's winloss/ folder, mode 0600, replaced durably at each answer.
 */
int journal_save(const struct conduct *conduct, struct wl_err *err);
/* Fill the answers; WL_ENOTFOUND if there is no journal. */
int journal_load(struct conduct *conduct, struct wl_err *err);
void journal_remove(const struct conduct *conduct);

#endif
