/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Inside the synthesis: what drove the decisions of a group, and what the
 * sample is worth, in each of the three forms.
 */
#ifndef WL_PUBLISH_NUMBERS_H
#define WL_PUBLISH_NUMBERS_H

#include "publish/screen.h"
#include "text/json.h"

/* "RivalCo", "smb", "2026-q4", "segment unknown": the part that a group is;
 * "" if the groups are not split. */
const char *wl_numbers_part(
	const struct wl_synthesis *synthesis, const struct wl_group *group);

/* The same words on a terminal and in Markdown; nothing if there is nothing
 * to say.  Of a group: */
void wl_numbers_hidden(struct wl_buf *out, const struct wl_synthesis *synthesis,
	const struct wl_group *group);
void wl_numbers_price(struct wl_buf *out, const struct wl_group *group);
/* Of one pair, by its place; nothing if chance would bring it about as often.
 */
void wl_numbers_together(struct wl_buf *out,
	const struct wl_synthesis *synthesis, const struct wl_group *group,
	size_t pair);
/* Of one pattern, by its place: "2026-q2 1 of 2, 2026-q3 3 of 4". */
void wl_numbers_trend(
	struct wl_buf *out, const struct wl_group *group, size_t theme);
void wl_numbers_fresh(struct wl_buf *out, const struct wl_group *group);
/* Of the whole: */
void wl_numbers_contrast(
	struct wl_buf *out, const struct wl_synthesis *synthesis);
/* One line of the sample after the other: its name, its words; false behind
 * the last. */
bool wl_numbers_sample(struct wl_buf *out, const char **name,
	const struct wl_synthesis *synthesis, size_t i);

void wl_numbers_text_group(struct wl_screen *screen,
	const struct wl_synthesis *synthesis, const struct wl_group *group);
void wl_numbers_text_sample(
	struct wl_screen *screen, const struct wl_synthesis *synthesis);
/* Split groups side by side, if the terminal is wide enough. */
void wl_numbers_text_parts(
	struct wl_screen *screen, const struct wl_synthesis *synthesis);

void wl_numbers_markdown_group(struct wl_buf *out,
	const struct wl_synthesis *synthesis, const struct wl_group *group);
void wl_numbers_markdown_sample(
	struct wl_buf *out, const struct wl_synthesis *synthesis);

/* Null if one of its ends is not known. */
void wl_numbers_json_interval(
	struct wl_json *json, const char *key, struct wl_interval interval);
/* A day if a day was given. */
void wl_numbers_json_as_of(struct wl_json *json, const struct wl_time *as_of);
void wl_numbers_json_thresholds(
	struct wl_json *json, const struct wl_thresholds *thresholds);
/* Which interviews the filter takes, but for its dates. */
void wl_numbers_json_chosen(
	struct wl_json *json, const struct wl_filter *filter);
/* How it cuts them. */
void wl_numbers_json_filter(
	struct wl_json *json, const struct wl_filter *filter);
/* The part that a group is; NULL if the groups are not split. */
void wl_numbers_json_by(
	struct wl_json *json, const struct wl_filter *filter, const char *by);
void wl_numbers_json_saturation(
	struct wl_json *json, const struct wl_group *group);
void wl_numbers_json_group(struct wl_json *json,
	const struct wl_synthesis *synthesis, const struct wl_group *group);
void wl_numbers_json_coverage(
	struct wl_json *json, const struct wl_synthesis *synthesis);
void wl_numbers_json_hypotheses(
	struct wl_json *json, const struct wl_synthesis *synthesis);
void wl_numbers_json_sample(
	struct wl_json *json, const struct wl_synthesis *synthesis);

/* By enum wl_skew_kind. */
extern const char *const wl_skew_words[];

#endif
