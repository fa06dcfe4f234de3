/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Inside the review: what its parts share. */
#ifndef WL_STUDY_REVIEWING_INTERNAL_H
#define WL_STUDY_REVIEWING_INTERNAL_H

#include "store/redact.h"
#include "study/reviewing.h"

/* The two sides of the last review; `before` is empty for the first one. */
struct wl_sides {
	struct wl_synthesis of[2]; /* before, since */
	bool has[2];
};

void wl_spoken_add(struct wl_spoken_list *list, struct wl_arena *arena,
	const struct wl_spoken *spoken);
/* Newest first, then interviews before field notes, then by place. */
void wl_spoken_sort(struct wl_spoken_list *list);
/* Is the day behind that of the last review, and not after as_of? */
bool wl_reviewing_is_new(const struct wl_reviewing *reviewing, wl_day day);
/* Call take with each field note since the last review, in order. */
void wl_reviewing_notes(struct wl_reviewing *reviewing,
	void (*take)(void *context, const struct wl_spoken *note),
	void *context);
/* Is the note's source this one? */
bool wl_spoken_from(const struct wl_spoken *note, const char *source);
/* The sign that most of its tags have. */
int wl_spoken_sign(const struct wl_spoken *note);

/* The row of this id, made if it is not there; valid until the next one. */
struct wl_topic_row *wl_topic_row_of(struct wl_topic *topic,
	struct wl_arena *arena, const char *id, const char *name);
/* Count n more, of so many more. */
void wl_topic_count(struct wl_topic_row *row, bool since, int n, int of);
/* Put the rows in order and mark the fresh ones. */
void wl_topic_settle(struct wl_topic *topic);

void wl_reviewing_topics(
	struct wl_reviewing *reviewing, const struct wl_sides *sides);
void wl_reviewing_scores(
	struct wl_reviewing *reviewing, const struct wl_trust *trust);
void wl_reviewing_quarter(
	struct wl_reviewing *reviewing, const struct wl_list *assets);

#endif
