/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * codings/<interview>.<coder>.yaml: what a second coder, who does not see the
 * first one's tags, puts on the passages of an interview.
 *
 *	winloss: 1
 *	interview: 2026-11-acme
 *	coder: marc
 *	passages:
 *	  b3f9k: [rollout-time-, pricing]
 *	  q47z7: []           # gone through, no theme fits
 *	  k7m2x:              # not gone through yet
 */
#ifndef WL_MODEL_CODING_H
#define WL_MODEL_CODING_H

#include "base/arena.h"
#include "base/buf.h"
#include "text/passage.h"

/* What one passage was given. */
struct wl_coded_passage {
	const char *passage; /* its id */
	bool done;           /* false: not gone through yet */
	struct wl_tag *tags;
	size_t ntags;
	int line;
};

struct wl_coding {
	const char *path, *interview, *coder;
	struct wl_coded_passage *v; /* in the order of the file */
	size_t n;
};

/* Parse a file; everything lives in the arena.  What is not a theme, a
 * passage's id or an id: WL_EUNREADABLE with the place. */
int wl_coding_parse(struct wl_coding *out, struct wl_arena *arena,
	const struct wl_source *source, struct wl_err *err);
/* NULL if the passage is not in it. */
const struct wl_coded_passage *wl_coding_find(
	const struct wl_coding *coding, const char *passage);

/* A passage that is to be coded: its id, its words (withheld ones never get
 * here), and the question that they answer or NULL. */
struct wl_to_code {
	const char *passage, *words, *question;
	bool quote;
};

/* Begin a file: what to do, as comments, and an empty list of passages. */
void wl_coding_begin(
	struct wl_buf *out, const char *interview, const char *coder);
/*
 * Add passages behind those that are there, each with its words as a comment.
 * A passage that is there already is left out; what was coded stays.
 */
int wl_coding_add(struct wl_buf *file, const char *path,
	const struct wl_to_code *passages, size_t n, struct wl_err *err);

#endif
