/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * An answers file: one interview as data (`interview --answers`).  The same
 * struct is what the prompts on a terminal fill.
 */
#ifndef WL_MODEL_ANSWERS_H
#define WL_MODEL_ANSWERS_H

#include "model/interview.h"

struct wl_answer {
	bool quote;
	const char *words;
	struct wl_tag *tags;
	size_t ntags;
	enum wl_level level;
	int seconds; /* -1: none */
	int line;    /* in the answers file; 0 */
};

struct wl_answered {
	const char *question; /* id */
	bool skipped;
	struct wl_answer *answers;
	size_t n;
	int line;
};

/* One captured front-matter field: a text or a list. */
struct wl_capture {
	const char *key;
	const char *text; /* NULL: see list */
	struct wl_list list;
	int line;
};

struct wl_answers {
	struct wl_time interviewed; /* start; not set: unknown */
	int minutes;                /* 0: unknown */
	const char *interviewer;    /* NULL */
	struct wl_list attendees;
	enum wl_consent consent;
	struct wl_answered *answered; /* in the order of the file */
	size_t n;
	struct wl_capture *captures;
	size_t ncaptures;
	const char *notes[3]; /* surprise, phrase, gap; NULL */
	enum wl_verdict hypothesis;
};

int wl_answers_parse(struct wl_answers *out, struct wl_arena *arena,
	const struct wl_source *source, struct wl_err *err);

#endif
