/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What needs somebody now, and how the programme is doing.
 */
#ifndef WL_PUBLISH_STATUS_H
#define WL_PUBLISH_STATUS_H

#include "publish/publish.h"
#include "rules/due.h"
#include "study/health.h"

/* What is shown: `owner` NULL is everybody's. */
struct wl_standing_now {
	const struct wl_corpus *corpus;
	const struct wl_dues_list *due;
	const struct wl_health
		*health; /* NULL: the corpus contradicts itself */
	const char *owner;
	size_t most; /* items of a kind on a screen; 0: all */
};

void wl_publish_status_text(struct wl_buf *out,
	const struct wl_standing_now *status, const struct wl_look *look);
void wl_publish_status_markdown(
	struct wl_buf *out, const struct wl_standing_now *status);
void wl_publish_status_json(
	struct wl_buf *out, const struct wl_standing_now *status);
void wl_publish_status_calendar(
	struct wl_buf *out, const struct wl_standing_now *status);
/* Is it shown: of the owner, or of nobody if no owner was asked for? */
bool wl_status_shows(
	const struct wl_standing_now *status, const struct wl_due_item *item);
/* Add when: "3 days over", "today", "in 5 days"; nothing without a date. */
void wl_status_when(struct wl_buf *out, const struct wl_due_item *item);
/* Add "3 of 8", "7", "3 of 6, 1 partly"; "none yet". */
void wl_status_share(struct wl_buf *out, const struct wl_share *share);

#endif
