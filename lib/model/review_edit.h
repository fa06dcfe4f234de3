/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Changes to the front matter of a review as bytes.  Each call splices at the
 * parser's marks, parses the result, compares all values with what was wanted,
 * and leaves the file as it was if anything else would have changed (WL_EFAIL
 * with the way out) or if it cannot be read (WL_EUNREADABLE with the place).
 * Comments, the order of keys and unknown keys stay.
 */
#ifndef WL_MODEL_REVIEW_EDIT_H
#define WL_MODEL_REVIEW_EDIT_H

#include "model/review.h"

/* Key and value of an entry; a value that is NULL or "" is left out. */
struct wl_entry {
	const char *key, *value;
};

/* Set "decision", "held" ...: a text, or (text NULL) a list. */
int wl_review_set(struct wl_buf *file, const char *path, const char *key,
	const char *text, const struct wl_list *list, struct wl_err *err);
/* Set the verdict of a claim. */
int wl_review_judge(struct wl_buf *file, const char *path, const char *claim,
	enum wl_standing standing, struct wl_err *err);
/* Add a map behind the last one of a list: "requests", "actions",
 * "opportunities" or "assets".  n entries, in this order. */
int wl_review_add(struct wl_buf *file, const char *path, const char *list,
	const struct wl_entry *entries, size_t n, struct wl_err *err);
/* Set a key of the map of a list whose `name` is `value` ("id", "deal",
 * "name"); WL_ENOTFOUND if there is none. */
int wl_review_change(struct wl_buf *file, const char *path, const char *list,
	const struct wl_entry *which, const struct wl_entry *entry,
	struct wl_err *err);
/* Note that an action was handed over: `from` had it until that day. */
int wl_review_hand(struct wl_buf *file, const char *path, const char *action,
	wl_day day, const char *from, const char *to, struct wl_err *err);

#endif
