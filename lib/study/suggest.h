/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Which closed deals to interview next, so that outcomes, segments and
 * competitors balance, newest first.
 */
#ifndef WL_STUDY_SUGGEST_H
#define WL_STUDY_SUGGEST_H

#include "store/corpus.h"

struct wl_suggestion {
	const struct wl_deal *deal;
	double score; /* higher is better; 0..1 */
	struct wl_list reasons; /* "2 losses to RivalCo interviewed of 9" */
};

struct wl_suggestions {
	struct wl_arena arena;
	struct wl_suggestion *v; /* best first */
	size_t n;
};

void wl_suggest_make(struct wl_suggestions *out,
	const struct wl_corpus *corpus);
void wl_suggest_release(struct wl_suggestions *suggestions);

#endif
