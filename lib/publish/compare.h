/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Two syntheses side by side.
 */
#ifndef WL_PUBLISH_COMPARE_H
#define WL_PUBLISH_COMPARE_H

#include "publish/publish.h"
#include "study/compare.h"

void wl_publish_compare_text(struct wl_buf *out,
	const struct wl_compare *compare, const struct wl_look *look);
void wl_publish_compare_markdown(
	struct wl_buf *out, const struct wl_compare *compare);
void wl_publish_compare_json(
	struct wl_buf *out, const struct wl_compare *compare);

/* What the formats share. */
extern const char *const wl_shift_words[];  /* "became" ..., for programs */
extern const char *const wl_shift_titles[]; /* "became a pattern" ... */
/* The level of a row in words; "not named" for NULL. */
const char *wl_compare_level(const struct wl_theme_row *row);
/* Deals of a side: of a row, of a group; 0 for NULL. */
int wl_compare_deals(const struct wl_theme_row *row);
int wl_compare_size(const struct wl_group *group);
/* "was signal", "now anecdote", "signal → anecdote, called speed before"; empty
 * for what stayed. */
void wl_compare_change(struct wl_buf *out, const struct wl_shift_row *row);
/* "4 → 8 deals" */
void wl_compare_sizes(struct wl_buf *out, const struct wl_compare *compare,
	const struct wl_compared *group);
/* "2026-11-21, before 2026-q4 ends · losses": the day, that the period is not
 * over, the filters beside the periods. */
void wl_compare_as_of(struct wl_buf *out, const struct wl_compare *compare);
/* What a group of these sizes cannot tell; nothing if both are large enough
 * for patterns. */
void wl_compare_caution(struct wl_buf *out, const struct wl_compare *compare,
	const struct wl_compared *group);
/* Why there is nothing to compare. */
void wl_compare_empty(struct wl_buf *out, const struct wl_compare *compare);
#define WL_COMPARE_CHANCE                                                      \
	"Two small groups differ by chance as well: read what was said "       \
	"before you act on a change."

#endif
