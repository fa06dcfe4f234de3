/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What differs between two moments: for a terminal, for a merge request's
 * comment, for programs.
 */
#ifndef WL_PUBLISH_DIFFERENCE_H
#define WL_PUBLISH_DIFFERENCE_H

#include "publish/screen.h"
#include "study/difference.h"

void wl_publish_difference_text(struct wl_buf *out,
	const struct wl_difference *difference, const struct wl_look *look);
void wl_publish_difference_markdown(
	struct wl_buf *out, const struct wl_difference *difference);
void wl_publish_difference_json(
	struct wl_buf *out, const struct wl_difference *difference);

/* Paths one a line; of many the first ones and how many more. */
void wl_screen_files(
	struct wl_screen *screen, const char *const *paths, size_t n);
/* Lines of `git diff`, behind an empty line: for a terminal, or (md) as a code
 * block; nothing if there are none. */
void wl_publish_patch(struct wl_buf *out, const struct wl_buf *patch,
	enum wl_format format, const struct wl_look *look);

/* What the formats share; each adds plain text. */

/* "2 cards changed, 1 claim added, 3 changed, 1 pattern gone": nothing if
 * nothing differs. */
void wl_difference_headline(
	struct wl_buf *out, const struct wl_difference *difference);
/* "unverified: edited since", "verified until 2027-01-10"; "" without one. */
void wl_difference_state(struct wl_buf *out, const struct wl_card_trust *trust);
/* "new, verifier marc → ana, audience external"; nothing without events. */
void wl_difference_events(
	struct wl_buf *out, const struct wl_card_revised *revised);
/* "2 citations, 2 deals: OPP-1, OPP-2", "unproven", "no evidence". */
void wl_difference_evidence(struct wl_buf *out, const struct wl_corpus *corpus,
	const struct wl_claim *claim);
/* "renamed to 'speed'", "merged into 'rollout-time'", "definition, kind". */
void wl_difference_theme(
	struct wl_buf *out, const struct wl_theme_differs *differs);
/* "withdrawn", "2 passages more, 1 retagged". */
void wl_difference_interview(
	struct wl_buf *out, const struct wl_interview_differs *differs);
/* "became a pattern: was signal, 2 of 6 → 4 of 8 losses" */
void wl_difference_pattern(struct wl_buf *out, const struct wl_compare *compare,
	const struct wl_compared *group, const struct wl_shift_row *row);

/* A run of words of a claim: side -1 stands in both, 0 went, 1 came. */
struct wl_difference_piece {
	int side;
	bool spaced; /* a space stands before it */
	const char *text;
};
/* Call take with the words of two claims, run by run; borrowed for the call.
 * Control characters are made visible before. */
void wl_difference_words(const char *before, const char *after,
	void (*take)(void *context, const struct wl_difference_piece *piece),
	void *context);
/* Add the citations that went and came: "-[@a^b] +[@c^d]", and the mark
 * (unproven); nothing if they are the same. */
void wl_difference_citations(
	struct wl_buf *out, const struct wl_claim_revised *revised);

#endif
