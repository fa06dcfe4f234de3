/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Adding what was said to an interview file, as interview and note both do:
 * ids from the words, confidential words into private/, unknown themes named.
 */
#ifndef WL_CMD_PASSAGE_H
#define WL_CMD_PASSAGE_H

#include "cmd.h"
#include "model/answers.h"

/* A file being edited within a change. */
struct passage_target {
	struct session *session;
	struct wl_change *change;
	struct wl_edit *edit;
	const struct wl_interview *interview; /* as parsed; NULL: a field
						 file */
	const struct wl_passage *known;       /* passages that are there */
	size_t nknown;
	bool withhold; /* no consent: all words are confidential */
};

/* What stands in a file in place of confidential words. */
#define PASSAGE_WITHHELD "(confidential)"

/*
 * Add a passage behind its question (NULL: at the end).  Words that are there
 * already are not added again, tags that they lack are named; id gets the
 * passage's id either way ("": it was written by hand and has none).  Words
 * that private/ holds stay there.
 */
int passage_add(struct passage_target *target, const char *question,
	const struct wl_answer *answer, const struct wl_tokens *more,
	char id[WL_PASSAGE_ID], struct wl_err *err);
/* Warn of themes that the codebook does not have, each with its neighbour. */
void passage_check_tags(
	const struct session *session, const struct wl_tag *tags, size_t n);
/* "rollout-time- #deadline !public ~04:10" as typed at a prompt; what is not
 * a token is an error that names it. */
int passage_parse_tags(struct wl_arena *arena, const char *typed,
	struct wl_answer *answer, struct wl_err *err);

/* The ids of the codebook, for completion.  (arena) */
void passage_themes(struct wl_arena *arena, const struct session *session,
	struct wl_list *out);

#endif
