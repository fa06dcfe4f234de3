/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Inside the summary of an interview: what its two formats share.
 */
#ifndef WL_PUBLISH_SUMMARY_H
#define WL_PUBLISH_SUMMARY_H

#include "publish/publish.h"

struct wl_summary {
	struct wl_buf *out;
	const struct wl_corpus *corpus;
	const struct wl_interview *interview;
	int withheld; /* confidential passages */
};

/* Add a question's words: the guide's, with names filled in, or its id. */
void wl_summary_question(
	struct wl_buf *out, const struct wl_summary *summary, const char *id);
/* The next passage that answers a question (NULL: none), from index *i on;
 * NULL behind the last. */
const struct wl_passage *wl_summary_next(
	const struct wl_summary *summary, const char *question, size_t *i);
/* One of the three notes, NULL if it is not there or withheld. */
const char *wl_summary_note(const struct wl_summary *summary, size_t i);
/* The words of our terms for readers: "sales", "the value case behind it". */
const char *wl_summary_price(enum wl_price price);

void wl_summary_markdown(const struct wl_summary *summary);
void wl_summary_json(const struct wl_summary *summary);

#endif
