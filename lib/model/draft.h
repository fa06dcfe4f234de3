/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The text of an interview file before the interview: front matter from the
 * deal, the preparation sections, the questions of its outcome.
 */
#ifndef WL_MODEL_DRAFT_H
#define WL_MODEL_DRAFT_H

#include "model/deal.h"
#include "model/guide.h"

struct wl_draft {
	const char *id;
	const char *kind;           /* "buyer" or "internal" */
	const struct wl_deal *deal; /* NULL for an internal interview */
	const char *interviewer;
	const char *interviewee; /* a key of people.yaml */
	const char *role;        /* NULL: asked in the opening */
	const char *title;       /* heading; the account */
};

/*
 * Add the whole file.  The deal is a closed one.  An internal interview has
 * the questions that are asked after any outcome.
 */
void wl_draft_write(struct wl_buf *out, const struct wl_draft *draft,
	const struct wl_programme *programme, const struct wl_guide *guide);
/* What a question calls the alternative: the competitor's name or, without one
 * (NULL, ""), words for it. */
const char *wl_draft_alternative(const struct wl_programme *programme,
	const char *competitor, enum wl_outcome outcome);
/*
 * Add the id of an interview: <year>-<month>-<account>[-<role>], or with
 * opaque ids <year>-<month>-<hash of the deal>[-<role>].  An account without a
 * letter or digit of its own gives way to the deal's id; without a deal
 * (NULL) it is "internal".
 */
void wl_draft_id(struct wl_buf *out, wl_day day, const struct wl_deal *deal,
	const char *role, bool opaque);

#endif
