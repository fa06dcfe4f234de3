/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The parts of `winloss review`.
 */
#ifndef WL_CMD_REVIEW_H
#define WL_CMD_REVIEW_H

#include "cmd.h"
#include "model/review_edit.h"
#include "publish/review.h"

/* One run. */
struct sitting {
	struct session *session;
	const struct cmd_args *args;
	enum wl_format format;
	struct wl_arena arena;
	struct wl_synthesis all; /* of everything, for the trust */
	struct wl_trust trust;
	struct wl_reviewing review;
	bool has_all, has_trust, has_review;
	struct wl_change change;
	char id[WL_REVIEW_ID];
	const char *path;
	/* What was said: arrays with room for all that can be. */
	struct wl_review told;
	struct wl_time began; /* of the clock */
	bool clock;           /* it runs: the time was not given */
	bool resumed;         /* some of it was said before */
};

/* review_open.c */
/* Settle which review: the word that names it, or today's. */
int sitting_choose(
	struct sitting *sitting, const char *word, struct wl_err *err);
/* Load the corpus and look at it as this review does; again after changes. */
int sitting_open(struct sitting *sitting, struct wl_err *err);
void sitting_close(struct sitting *sitting);
void sitting_end(struct sitting *sitting);
/* Print the review in the format asked for. */
int sitting_print(struct sitting *sitting, struct wl_err *err);
/* The action of this id in any review, or an error with the nearest one. */
int sitting_action(struct sitting *sitting, const char *id,
	const struct wl_review **review, const struct wl_action **action,
	struct wl_err *err);
/* A member of the team, or an error with the nearest one. */
int sitting_member(struct sitting *sitting, const char *id, struct wl_err *err);

/* The second word of the command line. */
int review_make(struct sitting *sitting, struct wl_err *err);
int review_run(struct sitting *sitting, struct wl_err *err);
int review_show(struct sitting *sitting, struct wl_err *err);
int review_list(struct sitting *sitting, struct wl_err *err);
int review_actions(struct sitting *sitting, struct wl_err *err);
int review_close(struct sitting *sitting, struct wl_err *err);
int review_hand(struct sitting *sitting, struct wl_err *err);
int review_decline(struct sitting *sitting, struct wl_err *err);

/* review_answers.c: what was said, checked. */
void answers_room(struct sitting *sitting, const struct wl_review *kept);
/* Take over what the options say. */
int answers_take(struct sitting *sitting, struct wl_err *err);
/* Parts of a text between semicolons, as plain lines (arena); the last one
 * takes the rest, missing ones are "". */
size_t answers_split(struct sitting *sitting, const char *text,
	const char **parts, size_t most);
/* Set the verdict of a claim: the last one counts. */
void answers_judge(struct sitting *sitting, const struct wl_score *score,
	enum wl_standing standing);
/* The rest of the scorecard. */
void answers_judge_rest(struct sitting *sitting, enum wl_standing standing);
/* Nothing changed: the rest is still true; not if something is not. */
int answers_keep(struct sitting *sitting, struct wl_err *err);

/* review_tell.c: each takes what one option says. */
int tell_present(
	struct sitting *sitting, const char *given, struct wl_err *err);
int tell_request(
	struct sitting *sitting, const char *given, struct wl_err *err);
int tell_opportunity(
	struct sitting *sitting, const char *given, struct wl_err *err);
int tell_asset(struct sitting *sitting, const char *given, struct wl_err *err);
int tell_retro(struct sitting *sitting, const char *given, struct wl_err *err);

/* review_act.c */
/* Check an action and add it: its owner in the team, its deadline not past,
 * one outcome. */
int answers_act(struct sitting *sitting, const char *const parts[4],
	struct wl_err *err);
/* The deadline that a date or an interval such as 14d says; not past. */
int answers_deadline(const struct sitting *sitting, const char *text,
	wl_day *out, struct wl_err *err);
int answers_owner(
	struct sitting *sitting, const char *text, struct wl_err *err);
int answers_outcome(const char *text, struct wl_err *err);
/* Actions that were agreed on, without those that a verdict opened. */
size_t answers_agreed(const struct sitting *sitting);
/* Open an action for the owner of each claim that is no longer true, unless
 * one that was agreed on names it. */
void answers_open(struct sitting *sitting);

/* review_write.c */
/* Is there all that a review needs?  If not, the option that gives it. */
int answers_check(const struct sitting *sitting, struct wl_err *err);
/* Write what was said into the front matter of a review's bytes. */
int answers_write(
	const struct sitting *sitting, struct wl_buf *file, struct wl_err *err);

/* review_ask.c: on a terminal. */
int review_ask(struct sitting *sitting, struct wl_err *err);

/* review_record.c: the file, the cards, one commit. */
int review_record(struct sitting *sitting, struct wl_err *err);

/* review_journal.c: what was said so far, kept in .git/winloss/. */
int sitting_keep(const struct sitting *sitting, struct wl_err *err);
/* Take it over; false: there is none. */
bool sitting_resume(struct sitting *sitting);
void sitting_forget(const struct sitting *sitting);

#endif
