/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The parts of `winloss interview`: who may, asking, the journal, writing it
 * down.
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
	bool resumed; /* the answers so far came from the journal */
	bool timed;   /* the answers say when it began, not our clock */
};

/* interview_check.c: is it time to hold it, and by these people? */
int check_status(const struct conduct *conduct, struct wl_err *err);
int check_ready(struct conduct *conduct, struct wl_err *err);
int check_people(const struct conduct *conduct, struct wl_err *err);
/* Each question answered is one of the guide's; path is the answers file. */
int check_questions(
	const struct conduct *conduct, const char *path, struct wl_err *err);

/* Ask block by block on the terminal; each answer is in the journal before
 * the next question. */
int interview_ask(struct conduct *conduct, struct wl_err *err);
/* Write everything into the interview file, one commit. */
int interview_write(struct conduct *conduct, struct wl_err *err);
/* The consent that holds in the end: of the option, the answers, the file. */
enum wl_consent interview_consent(const struct conduct *conduct);
/* The competitor as people say it. */
const char *interview_rival(const struct conduct *conduct);

/* interview_show.c: what stands on the screen. */
void show_opening(const struct conduct *conduct, size_t questions);
void show_block(
	const struct conduct *conduct, const struct wl_guide_block *block);
/* Question `number` of `all`, counted from 1. */
void show_question(const struct conduct *conduct,
	const struct wl_question *question, size_t number, size_t all);
void show_probes(
	const struct conduct *conduct, const struct wl_question *question);

/* interview_keep.c: the answers as they grow. */
/* Room for an answer to each question of the guide. */
void keep_room(struct conduct *conduct);
/* What was answered to a question; NULL if it was not come to. */
struct wl_answered *keep_find(struct conduct *conduct, const char *question);
/* The same; made if it is not there. */
struct wl_answered *keep_answered(
	struct conduct *conduct, const char *question);
void keep_answer(struct conduct *conduct, struct wl_answered *to,
	const struct wl_answer *answer);
/* Set a captured field, in place of what was said before. */
void keep_capture(struct conduct *conduct, const struct wl_capture *capture);
bool keep_has_capture(const struct conduct *conduct, const char *key);

/* The prompts: a step is one question of this outcome. */
struct step {
	const struct wl_guide_block *block;
	const struct wl_question *question;
};

struct asking {
	struct conduct *conduct;
	struct wl_list themes; /* ids, for completion */
	struct step *steps;    /* the questions of this outcome, in order */
	size_t n, at;
	bool back;  /* the last question was left by /back */
	bool clock; /* our clock runs with the conversation */
	bool told;  /* what the theme prompt takes */
};

/* interview_answer.c: one answer at the prompts. */
int asking_line(struct asking *asking, const char *prompt,
	const struct wl_list *words, char **typed, struct wl_err *err);
/* Seconds into the conversation; -1 if nobody can know. */
int asking_elapsed(const struct asking *asking);
/* Keep the words, then ask for their tags. */
int asking_words(struct asking *asking, const char *words, bool quote,
	struct wl_err *err);
/* The field that the question fills, until it is right or left empty. */
int asking_capture(struct asking *asking, struct wl_err *err);

/* A number of minutes as typed, 1 to 600; 0: it is not. */
int minutes_parse(const char *typed);
/* What to ask for a captured field: "the trigger, one theme". */
const char *capture_prompt(const char *key);
/* The fixed words that it may be; NULL: it is themes or text. */
const char *const *capture_words(const char *key);
bool capture_is_theme(const char *key);
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
/* Was it cut off, and not gone on with since? */
bool journal_there(const struct conduct *conduct);
void journal_remove(const struct conduct *conduct);

#endif
