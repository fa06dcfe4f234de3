/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Finding passages: by their themes, by what they say, by the interview that
 * they stand in.  A pure function of the corpus and the query; what it points
 * to belongs to the corpus, which must live longer.
 *
 * Searched are the quotes, and the notes with a theme, of buyers whose
 * interview counts: what `export quotes` writes.
 *
 * A confidential passage is never given out.  It is counted if its themes and
 * its interview match and no level was asked for; what it says is not looked
 * at, not even where its words stand in the file, so that a count tells nobody
 * what they are.
 */
#ifndef WL_STUDY_FIND_H
#define WL_STUDY_FIND_H

#include "study/synthesis.h"

/*
 * A theme that a passage must have, or not.  wl_tag.polarity 0 means any sign;
 * 1 or -1 means that one.  Terms of the same `alternative` must all hold; one
 * alternative is enough.  No term that is wanted: themes do not matter.
 */
struct wl_find_term {
	struct wl_tag tag;
	size_t alternative; /* from 0 */
	bool without;       /* a passage that has it is left out, whatever
			       the alternative */
};

struct wl_find_query {
	struct wl_filter filter; /* of the interview; `evidence` is not used */
	const struct wl_find_term *terms;
	size_t nterms;
	struct wl_list texts; /* all of them stand in the words; without regard
				 to case, white space and line breaks */
	int level; /* an enum wl_level that it has, consent applied; -1: any */
	bool internal;  /* stakeholders' interviews too */
	size_t context; /* passages to give before and after each one */
};

/* Any passage. */
#define WL_FIND_ANY                                                            \
	{                                                                      \
		.filter = WL_FILTER_ALL, .level = -1                           \
	}

struct wl_found_row {
	const struct wl_interview *interview;
	const struct wl_passage *passage;
	bool match; /* else context: of any sort, perhaps confidential */
};

struct wl_found {
	const struct wl_corpus *corpus;
	const struct wl_find_query *query;
	struct wl_found_row *rows; /* by interview, then as in the file */
	size_t nrows;
	int passages; /* that match and may be shown */
	int deals;    /* of them; an interview without a deal is one too */
	int internal; /* interviews of stakeholders among them */
	int withheld; /* confidential passages, see above */
};

/* Find; *out is the caller's to release.  The query must live as long. */
void wl_find(struct wl_found *out, const struct wl_corpus *corpus,
	const struct wl_find_query *query);
void wl_found_release(struct wl_found *found);

/*
 * Mark where the texts of the query stand in `words`: adds one byte for each
 * byte of words, 1 inside a match and 0 outside.  Exact for text in NFC.
 */
void wl_find_marks(struct wl_buf *marks, const struct wl_find_query *query,
	const char *words);
/* Does a tag answer a term that is wanted?  For showing it. */
bool wl_find_wants(const struct wl_find_query *query, const struct wl_tag *tag);

#endif
