/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What the parts of model/card_edit.h share: one edit from reading the file to
 * comparing what became of it.  Internal to this layer.
 */
#ifndef WL_MODEL_CARD_EDIT_INTERNAL_H
#define WL_MODEL_CARD_EDIT_INTERNAL_H

#include "model/card_edit.h"
#include "model/card_internal.h"
#include "model/edit_internal.h"

/* One edit: what was read of the file, and what it should say afterwards. */
struct wl_card_work {
	struct wl_edit *edit;
	struct wl_arena arena;
	struct wl_buf before;
	struct wl_card card;
	struct wl_outline outline;
	struct wl_claim *want; /* room for one more than the card has */
	size_t nwant;
	const char *heading; /* that may be new; NULL */
	struct wl_err *err;
};

/* Read the file; wl_card_work_end must follow, also if it fails. */
int wl_card_work_begin(
	struct wl_card_work *work, struct wl_edit *edit, struct wl_err *err);
/* Unless rc says that it failed, compare; put back what was there on failure.
 * Returns what the whole edit does; `line` is for the message. */
int wl_card_work_end(struct wl_card_work *work, int rc, int line);
int wl_card_refuse(struct wl_card_work *work, int line);
/* Words as one line, as they will read back (arena). */
const char *wl_card_tidy(struct wl_card_work *work, const char *words);
int wl_card_check_words(struct wl_card_work *work, const char *words);
const char *wl_card_new_id(struct wl_card_work *work, const char *words);
/* Add "[@a^b; @c^d] (unproven)"; nothing for nothing. */
void wl_card_write_evidence(struct wl_buf *out,
	const struct wl_citation *citations, size_t n, bool unproven);
/* Add marker, words, evidence and id, wrapped, without an end of line. */
void wl_card_write_claim(struct wl_buf *out, const struct wl_claim *claim,
	const char *marker, const char *eol);
/* The white space, bullets and numbers before an item's words (arena). */
const char *wl_card_marker(struct wl_card_work *work, size_t start, size_t end);

#endif
