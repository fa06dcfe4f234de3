/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * guides/<id>.yaml: blocks, questions, probes and what to listen for.
 */
#ifndef WL_MODEL_GUIDE_H
#define WL_MODEL_GUIDE_H

#include "model/terms.h"
#include "text/yaml.h"

struct wl_probe {
	const char *when, *ask;
};

struct wl_question {
	const char *id, *text;
	enum wl_outcome outcome; /* WL_OUTCOME_NONE: any; else win or loss */
	bool key;
	const char *role;     /* of wl_question_roles; NULL */
	const char *captures; /* a front-matter field; NULL */
	struct wl_probe *probes;
	size_t nprobes;
	int line;
};

struct wl_guide_block {
	const char *id, *title, *goal, *script;
	int minutes[2];
	struct wl_list listen_any, listen_win, listen_loss;
	struct wl_question *questions;
	size_t nquestions;
};

struct wl_guide {
	const char *id;
	int total[2]; /* minutes of the whole interview */
	struct wl_guide_block *blocks;
	size_t nblocks;
};

int wl_guide_parse(struct wl_guide *out, struct wl_arena *arena,
	const struct wl_source *source, struct wl_err *err);
const struct wl_question *wl_guide_question(
	const struct wl_guide *guide, const char *id);
/* Is the question asked in an interview of this outcome?  No-decision uses the
 * questions of a loss, WL_OUTCOME_NONE (internal) only those of any. */
bool wl_guide_asks(const struct wl_question *question, enum wl_outcome outcome);
/* Add text with [competitor] and [product] filled in; NULL gives "the
 * alternative" and "our product". */
void wl_guide_fill(struct wl_buf *out, const char *text, const char *competitor,
	const char *product);

#endif
