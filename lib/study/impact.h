/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What leans on an interview, a passage or a field note: the patterns that it
 * counts in and the claims that cite it, as they are and as they would be
 * without it.  The second is the same study over a view of the corpus in which
 * the interview is withdrawn, or the passage is not there.
 */
#ifndef WL_STUDY_IMPACT_H
#define WL_STUDY_IMPACT_H

#include "study/trust.h"

/* A theme of a group that counts differently without it. */
struct wl_impact_theme {
	const char *theme;
	enum wl_outcome outcome;
	int deals, group;           /* as it is */
	int without, group_without; /* without it */
	enum wl_strength level, level_without;
	bool falls; /* a pattern that would be none */
};

/* A claim that cites it, or leans on a pattern that would fall. */
struct wl_impact_claim {
	const struct wl_card_trust *card;
	const struct wl_claim_trust *now, *without;
	bool cites;
	bool falls; /* it stands now, and would not */
};

struct wl_impact {
	struct wl_arena arena;
	struct wl_corpus view; /* shares everything with the corpus but what
				  was taken away */
	struct wl_synthesis synthesis; /* of the view */
	struct wl_trust after;
	const struct wl_trust *before;
	const char *what;                     /* "2026-11-acme^b3f9k" */
	const struct wl_interview *interview; /* NULL: a field note */
	const struct wl_passage *passage;     /* NULL: all of the interview */
	struct wl_impact_theme *themes;       /* falling ones first, then most
						 deals, theme, outcome */
	size_t nthemes;
	struct wl_impact_claim *claims; /* falling ones first, then by card and
					   line */
	size_t nclaims;
};

/*
 * Make it.  source is the id of an interview or of field notes, passage the
 * id in it or NULL.  WL_ENOTFOUND if there is no such thing; WL_EUSAGE for
 * the field notes of a month as a whole.  `trust` must live as long.
 */
int wl_impact_make(struct wl_impact *out, const struct wl_trust *trust,
	const struct wl_citation *which, struct wl_err *err);
void wl_impact_release(struct wl_impact *impact);

#endif
