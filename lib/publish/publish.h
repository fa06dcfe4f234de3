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

/* `evidence` is the most that is shown of each theme: 3 by default, 0 for all
 * that the synthesis holds (see wl_filter.evidence).  Widths below 40 count as
 * 40. */
void wl_publish_synthesis_text(struct wl_buf *out,
	const struct wl_synthesis *synthesis, int evidence,
	const struct wl_look *look);
void wl_publish_synthesis_markdown(
	struct wl_buf *out, const struct wl_synthesis *synthesis, int evidence);
void wl_publish_synthesis_json(
	struct wl_buf *out, const struct wl_synthesis *synthesis, int evidence);
/* Add the id of a synthesis, and so of its file: "2026-q4-loss", by the
 * quarter of as_of and the filter. */
void wl_publish_synthesis_id(
	struct wl_buf *out, const struct wl_synthesis *synthesis);

/*
 * Tables: formats md (also for text), json, ndjson, csv.
 *
 * quotes: the quotes, and the notes with a theme, of buyers whose interview
 * counts; confidential ones are left out.  deals: the filter's dates are those
 * of the close; `interviews` are the buyers' that count.  interviews: of any
 * kind and status; `notes` are those with a theme.
 */
int wl_publish_quotes(struct wl_buf *out, const struct wl_corpus *corpus,
	const struct wl_filter *filter, enum wl_format format,
	struct wl_err *err);
int wl_publish_deals(struct wl_buf *out, const struct wl_corpus *corpus,
	const struct wl_filter *filter, enum wl_format format,
	struct wl_err *err);
int wl_publish_interviews(struct wl_buf *out, const struct wl_corpus *corpus,
	const struct wl_filter *filter, enum wl_format format,
	struct wl_err *err);
/*
 * The written summary of one interview for the knowledge base: json, else md.
 * The interviewee is named by the role alone; confidential passages are left
 * out and counted, and without consent the three notes too.  An interview that
 * has not been held, or was withdrawn, is an error.
 */
int wl_publish_summary(struct wl_buf *out, const struct wl_corpus *corpus,
	const struct wl_interview *interview, enum wl_format format,
	struct wl_err *err);

/* prep --suggest: text, md, json, ndjson, csv; at most `most` rows. */
void wl_publish_suggestions(struct wl_buf *out,
	const struct wl_suggestions *suggestions, size_t most,
	enum wl_format format, const struct wl_look *look);

#endif
