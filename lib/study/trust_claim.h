/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Inside truth maintenance: what one claim leans on.
 */
#ifndef WL_STUDY_TRUST_CLAIM_H
#define WL_STUDY_TRUST_CLAIM_H

#include "study/trust.h"

/* Where the deals that a claim cites stand on one theme. */
struct wl_lean {
	const char *theme; /* as the codebook calls it now; NULL: no longer */
	int deals;         /* cited ones that speak of it */
	enum wl_outcome outcome;        /* of most of them */
	const struct wl_group *group;   /* of that outcome; NULL */
	const struct wl_theme_row *row; /* the theme in it; NULL */
	enum wl_strength level;
};

/* `theme` is an id or an alias; claim->supports is filled. */
void wl_lean_make(struct wl_lean *out, const struct wl_trust *trust,
	const struct wl_claim_trust *claim, const char *theme);
/* Fill a claim.  edited: the card is not as it was verified, so that it may
 * cite fewer deals than then. */
void wl_claim_trust_make(struct wl_claim_trust *out, struct wl_trust *trust,
	const struct wl_card *card, const struct wl_claim *claim, bool edited);
/* The review that disputes a claim; NULL. */
const char *wl_claim_disputed(
	const struct wl_card *card, const struct wl_claim *claim);

#endif
