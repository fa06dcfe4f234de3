/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A review: its file, the terminal, JSON; and the actions of all reviews.
 * Words of passages pass through wl_redact_words when the review is made.
 */
#ifndef WL_PUBLISH_REVIEW_H
#define WL_PUBLISH_REVIEW_H

#include "publish/screen.h"
#include "study/reviewing.h"
#include "text/json.h"

/* What the formats share; each adds plain text. */

/* "Review, November 2026", "Review, fourth quarter of 2026". */
void wl_phrase_review(struct wl_buf *out, const struct wl_reviewing *reviewing);
/* "since 2026-10-20, the day of review 2026-10"; "the first review: all counts
 * as since". */
void wl_phrase_since(struct wl_buf *out, const struct wl_reviewing *reviewing);
/* One side of a row, 0 before, 1 since: "3 of 5", "94 days (7)"; "" if the
 * review is the first and has no before. */
void wl_phrase_side(struct wl_buf *out, const struct wl_reviewing *reviewing,
	const struct wl_topic *topic, const struct wl_topic_row *row, int side);
/* "2 for us, 1 against us"; "new". */
void wl_phrase_row(struct wl_buf *out, const struct wl_topic_row *row);
/* "2026-11-acme^b3f9k" */
void wl_phrase_spoken(struct wl_buf *out, const struct wl_spoken *spoken);
/* "2 deals and 1 field note"; "nothing": for (0) or against (1). */
void wl_phrase_score(
	struct wl_buf *out, const struct wl_score *score, int against);
/* "done 2026-11-20", "overdue by 3 days", "due 2026-12-01". */
void wl_phrase_action(
	struct wl_buf *out, const struct wl_action *action, wl_day today);
/* "41 of 63 content words are in a message card". */
void wl_phrase_asset(struct wl_buf *out, const struct wl_audited *asset);
/* "consistent: partly, used: no. The note"; nothing if it was not told. */
void wl_phrase_audit(struct wl_buf *out, const struct wl_asset *told);
/* "not verified for two intervals; no field note names it". */
void wl_phrase_retiring(struct wl_buf *out, const struct wl_retiring *retiring);

/* The file.  Its generated part goes from the front matter to the heading
 * "## Notes", which is the team's. */
#define WL_REVIEW_DIGEST 13

/* Add the generated part. */
void wl_review_body(struct wl_buf *out, const struct wl_reviewing *reviewing);
/* Add a new file: front matter, the generated part, an empty "Notes". */
void wl_review_draft(struct wl_buf *out, const struct wl_reviewing *reviewing);
/* Is the generated part of a file as it was made?  *start and *end get its
 * bytes. */
bool wl_review_pristine(const struct wl_buf *file, size_t body,
	const char *made_as, size_t *start, size_t *end);
/* Make the generated part anew (with made-as); the rest stays. */
int wl_review_remake(struct wl_buf *file, const char *path,
	const struct wl_reviewing *reviewing, struct wl_err *err);

/* The terminal: all of it; one item of the agenda; one line of the scorecard
 * (`most` pieces of evidence of it, 0: all). */
void wl_review_text(struct wl_buf *out, const struct wl_reviewing *reviewing,
	const struct wl_look *look);
void wl_review_text_item(struct wl_screen *screen,
	const struct wl_reviewing *reviewing, enum wl_agenda item);
void wl_review_text_score(
	struct wl_screen *screen, const struct wl_score *score, size_t most);
void wl_review_text_spoken(
	struct wl_screen *screen, const struct wl_spoken *spoken);
void wl_review_text_action(
	struct wl_screen *screen, const struct wl_owed *owed, wl_day today);
/* What a quarterly review has besides; nothing for a monthly one. */
void wl_review_text_quarter(
	struct wl_screen *screen, const struct wl_reviewing *reviewing);

void wl_review_json(struct wl_buf *out, const struct wl_reviewing *reviewing);

/* The actions: text on a screen; else a table "actions". */
void wl_actions_publish(struct wl_buf *out, const struct wl_owed *owed,
	size_t n, enum wl_format format, wl_day today,
	const struct wl_look *look);

#endif
