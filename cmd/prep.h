/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The four jobs of `winloss prep`, a file each, and the steps of a preparation
 * that two of them record.
 */
#ifndef WL_CMD_PREP_H
#define WL_CMD_PREP_H

#include "filters.h"

/* prep --crm FILE */
int prep_crm(struct session *session, const struct cmd_args *args,
	struct wl_err *err);
/* prep <deal>, prep --internal TITLE */
int prep_deal(struct session *session, const struct cmd_args *args,
	const struct wl_deal *deal, struct wl_err *err);
/* prep <interview> */
int prep_interview(struct session *session, const struct cmd_args *args,
	const struct wl_interview *interview, struct wl_err *err);

/* prep_steps.c: one option each, in the order in which they are asked. */
enum prep_step {
	PREP_STEP_CRM,
	PREP_STEP_FIRST,
	PREP_STEP_LAST,
	PREP_STEP_NO_RECORDING,
	PREP_STEP_GAP,
	PREP_STEP_HYPOTHESIS,
	PREP_STEP_BRIEFED,
	PREP_STEP_BACKGROUND,
	PREP_STEP_INTRODUCED,
	PREP_STEPS,
};

/* What is to be recorded: NULL nothing, "" that it is done, else its text. */
struct prep_answers {
	char *v[PREP_STEPS];
};

/* What the file says of each step. */
struct prep_state {
	bool told[PREP_STEPS]; /* its text is there */
	bool done[PREP_STEPS]; /* so is its date, where it has one */
	bool recorded;         /* there is a recording of the calls */
};

bool prep_given(const struct cmd_args *args);
void prep_answers_release(struct prep_answers *answers);
/* What the options say; *any: at least one was given. */
int prep_answers_given(const struct cmd_args *args,
	struct prep_answers *answers, bool *any, struct wl_err *err);
/* prep_ask.c: ask for what is missing; Enter skips, ^D ends the asking. */
int prep_answers_asked(struct session *session, const struct prep_state *state,
	struct prep_answers *answers, bool *any, struct wl_err *err);
int prep_state_read(struct session *session,
	const struct wl_interview *interview, struct prep_state *state,
	struct wl_err *err);
/* Record the answers in the file, each with date and person. */
int prep_record(struct session *session, const struct cmd_args *args,
	const struct wl_interview *interview,
	const struct prep_answers *answers, struct wl_err *err);

/* prep_people.c: a line in people.yaml for this key, unless it has one. */
int prep_add_person(struct session *session, struct wl_change *change,
	const char *key, struct wl_err *err);

#endif
