/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Outputs: each call adds one finished document to a buffer.  They are
 * functions of their arguments alone: same input, same bytes.
 */
#ifndef WL_PUBLISH_PUBLISH_H
#define WL_PUBLISH_PUBLISH_H

#include "study/suggest.h"
#include "study/synthesis.h"

enum wl_format {
	WL_TEXT,
	WL_MARKDOWN,
	WL_JSON,
	WL_NDJSON,
	WL_CSV,
};
extern const char *const wl_formats[]; /* "text" "md" "json" ... NULL */

/* How a terminal looks. */
struct wl_look {
	bool colour;
	int width; /* columns, 40 or more */
};

/* The evidence shown of each theme: 3 by default, 0 for all. */
void wl_publish_synthesis_text(struct wl_buf *out,
	const struct wl_synthesis *synthesis, int evidence,
	const struct wl_look *look);
void wl_publish_synthesis_markdown(struct wl_buf *out,
	const struct wl_synthesis *synthesis, int evidence);
void wl_publish_synthesis_json(struct wl_buf *out,
	const struct wl_synthesis *synthesis, int evidence);

/* Tables: formats md, json, ndjson, csv.  Confidential passages are left
 * out. */
int wl_publish_quotes(struct wl_buf *out, const struct wl_corpus *corpus,
	const struct wl_filter *filter, enum wl_format format,
	struct wl_err *err);
int wl_publish_deals(struct wl_buf *out, const struct wl_corpus *corpus,
	const struct wl_filter *filter, enum wl_format format,
	struct wl_err *err);
int wl_publish_interviews(struct wl_buf *out, const struct wl_corpus *corpus,
	const struct wl_filter *filter, enum wl_format format,
	struct wl_err *err);
/* The written summary of one interview for the knowledge base: md or json. */
int wl_publish_summary(struct wl_buf *out, const struct wl_corpus *corpus,
	const struct wl_interview *interview, enum wl_format format,
	struct wl_err *err);

/* prep --suggest: text, md, json, ndjson, csv; at most `most` rows. */
void wl_publish_suggestions(struct wl_buf *out,
	const struct wl_suggestions *suggestions, size_t most,
	enum wl_format format, const struct wl_look *look);

#endif
