/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What a cycle owes: for each pattern the card that fits, and whether a card
 * cites its evidence already.  A pattern whose theme repeats in deals that
 * closed lately is due this week, any other waits for the review; a cycle
 * that changed no card is research theatre (method.md 5).
 */
#ifndef WL_STUDY_OUTPUTS_H
#define WL_STUDY_OUTPUTS_H

#include "store/corpus.h"

struct wl_synthesis;
struct wl_sample;
struct wl_theme_row;
struct wl_trust;

#define WL_RECENT_DAYS 30 /* a deal that closed so long ago is current */
#define WL_RECENT_DEALS 2 /* so many of them repeat */
#define WL_NO_KIND (-1)

enum wl_due { WL_DUE_THIS_WEEK, WL_DUE_REVIEW, WL_DUE_DONE };
extern const char *const wl_dues[]; /* "this-week" "review" "done" */

/* A claim that cites evidence of the pattern. */
struct wl_cited {
	const struct wl_card *card;
	const struct wl_claim *claim;
};

struct wl_output {
	const char *theme;
	const struct wl_theme_row *row; /* of the group */
	enum wl_outcome outcome;
	int kind; /* enum wl_card_type; WL_NO_KIND if the codebook does not
		     have the theme */
	const char *competitor;     /* of a battlecard: the one that most of the
				       deals name, of several the first in
				       winloss.yaml; NULL */
	const struct wl_card *card; /* that takes it: of the citing cards the
				       one of this kind, else the first; else
				       the one that fits; NULL: to be made */
	const char *path; /* the file that takes it, there or not; NULL without
			     a kind, or a battlecard of nobody */
	struct wl_cited *cited; /* each claim once, by card and line */
	size_t ncited;
	enum wl_due due;
	int deals, group; /* with the theme; of the group */
	int recent; /* of `deals`, closed within WL_RECENT_DAYS of as_of */
};

/* A theme that is not due this week and repeats in deals that closed lately: of
 * a pattern that a card cites, or an objection, a competitor's theme or a
 * criterion that is no pattern yet. */
struct wl_again {
	const struct wl_theme_row *row; /* of the group */
	enum wl_outcome outcome;
	int group, recent; /* deals: of the group; see wl_output */
};

struct wl_outputs {
	struct wl_output *v; /* this week, review, done; most deals first, then
				theme and outcome */
	size_t n;
	struct wl_again *again; /* most recent deals first, then theme and
				   outcome */
	size_t nagain;
	wl_day since;   /* the cycle began behind this day: that of the newest
			   kept synthesis, before as_of, with an interview
			   behind it; WL_NO_DAY: it is the first */
	int interviews; /* of the cycle, with evidence */
	int claims;     /* that cite evidence of the cycle */
	/* What the cards are worth, of the same corpus; left to who prints it,
	 * since it needs a synthesis of all interviews.  NULL: not known. */
	const struct wl_trust *trust;
};

/* Fill synthesis->outputs, and in_icp of each trigger; groups are made. */
void wl_outputs_make(
	struct wl_synthesis *synthesis, const struct wl_sample *samples);
/* Is there something to act on, and did the cycle change nothing?  To keep a
 * synthesis does not end a cycle without an output: the next interview does. */
bool wl_outputs_theatre(const struct wl_outputs *outputs);

#endif
