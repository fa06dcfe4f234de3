/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What a synthesis says in words: the same on a terminal and in Markdown.
 * Each call adds plain text; names in it come from files as they are.
 */
#ifndef WL_PUBLISH_PHRASE_H
#define WL_PUBLISH_PHRASE_H

#include "publish/publish.h"

/* "1 deal", "8 deals". */
void wl_phrase_count(
	struct wl_buf *out, int n, const char *one, const char *many);
/* "8 deals, 9 interviews"; by thresholds.unit "9 interviews". */
void wl_phrase_size(struct wl_buf *out, const struct wl_synthesis *synthesis,
	const struct wl_group *group);
/* "deals" or "interviews": what is counted. */
const char *wl_phrase_unit(const struct wl_synthesis *synthesis);
/* "5 of 8"; from n = 10 on "12 of 20 (60 %)". */
void wl_phrase_share(struct wl_buf *out, int k, int n);
/* "losses, segment mid-market, since 2026-07-01"; nothing without a filter. */
void wl_phrase_filter(struct wl_buf *out, const struct wl_filter *filter);
/* "saturation reached at 6 + 2", "saturation not yet: ...". */
void wl_phrase_saturation(
	struct wl_buf *out, const struct wl_saturation *saturation);
/* "2 more losses before a synthesis"; nothing if nothing is missing. */
void wl_phrase_missing(struct wl_buf *out, const struct wl_synthesis *synthesis,
	const struct wl_group *group);
/* What a group of this size cannot show; nothing above six, nor before there
 * can be a synthesis. */
void wl_phrase_unseen(struct wl_buf *out, const struct wl_synthesis *synthesis,
	const struct wl_group *group);
/* "no win interviewed yet: ..."; nothing if there is one, or if the filter
 * asks for another outcome. */
void wl_phrase_absent(struct wl_buf *out, const struct wl_synthesis *synthesis,
	enum wl_outcome outcome);
/* What the counter-evidence of a theme is; nothing if there is none. */
void wl_phrase_counter(struct wl_buf *out, const struct wl_synthesis *synthesis,
	const struct wl_theme_row *row);
/* In how many deals of the group the theme was asked for, if not in all, and
 * of ten or more deals its interval; may be nothing. */
void wl_phrase_reach(struct wl_buf *out, const struct wl_group *group,
	const struct wl_theme_row *row);
/* A probability: "0.03", "under 0.01". */
void wl_phrase_p(struct wl_buf *out, double p);
/* Judged hypotheses; nothing if there are none. */
void wl_phrase_hypotheses(
	struct wl_buf *out, const struct wl_synthesis *synthesis);
/* "1 interview is not here yet: ...": those dated after as_of; nothing if there
 * are none. */
void wl_phrase_later(struct wl_buf *out, const struct wl_synthesis *synthesis);
/* Why there is no group at all, and the command that leads on. */
void wl_phrase_empty(struct wl_buf *why, struct wl_buf *command,
	const struct wl_synthesis *synthesis);
/* What to do next, and its command. */
void wl_phrase_next(struct wl_buf *why, struct wl_buf *command,
	const struct wl_synthesis *synthesis);

/* "2026-11-acme^b3f9k", without ^ where a passage has no id. */
void wl_phrase_citation(struct wl_buf *out,
	const struct wl_interview *interview, const struct wl_passage *passage);
/* What to call a criterion, trigger or theme. */
const char *wl_phrase_theme(
	const struct wl_synthesis *synthesis, const char *id);
/* How many of the rows are patterns; they come first. */
size_t wl_phrase_patterns(const struct wl_group *group);
/* Over a group, by enum wl_outcome: "Wins"; on a terminal "WINS". */
extern const char *const wl_group_titles[], *const wl_group_heads[];
extern const char *const wl_state_words[]; /* by enum wl_group_state */

#endif
