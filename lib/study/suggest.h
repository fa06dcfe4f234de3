/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Which closed deals to interview next, so that outcomes, segments and
 * competitors balance, newest first.
 *
 * A deal is a candidate if it was won, lost, or ended without a decision for
 * a reason that the CRM names, is closed on the day of the corpus, and no
 * buyer's interview of it exists in any status: whoever declined is not asked
 * again.  Declined and withdrawn interviews do not count in the balance.
 *
 * The score is the sum of five parts from 0 to 1, times its weight:
 *
 *	.35 outcome	1 - with / most: deals of this outcome that have an
 *			interview, against the larger of group_target and the
 *			outcome with most
 *	.20 competitor	c / (c + i): c the share of this competitor in the
 *			closed deals of the outcome, i its share in those that
 *			have an interview; 0 where none is named
 *	.20 segment	the same
 *	.15 recency	1 on the day of the close, 0 a year later
 *	.10 turn	1, 1/2, 1/3 ... from the newest of the same outcome,
 *			competitor and segment, so that they take turns
 */
#ifndef WL_STUDY_SUGGEST_H
#define WL_STUDY_SUGGEST_H

#include "store/corpus.h"

struct wl_suggestion {
	const struct wl_deal *deal;
	double score; /* higher is better; 0..1 */
	/* "2 of 9 losses to RivalCo have an interview" */
	struct wl_list reasons;
};

struct wl_suggestions {
	struct wl_arena arena;
	struct wl_suggestion *v; /* best first */
	size_t n;
};

/* The reasons are in the suggestions' arena, the deals in the corpus. */
void wl_suggest_make(
	struct wl_suggestions *out, const struct wl_corpus *corpus);
void wl_suggest_release(struct wl_suggestions *suggestions);

#endif
