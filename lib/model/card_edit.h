/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Changes to a card as bytes, on a struct wl_edit (model/edit.h): nothing but
 * what is meant to change does; comments, wraps, line ends and unknown keys
 * stay.  Each call splices, reads the result again, compares it with what was
 * wanted, and leaves the file as it was if it fails.  Plain keys of the front
 * matter are set with wl_edit_set.
 */
#ifndef WL_MODEL_CARD_EDIT_H
#define WL_MODEL_CARD_EDIT_H

#include "model/card.h"
#include "model/edit.h"

/* Parse the bytes as they are now (arena); the line of an error is theirs. */
int wl_card_read(struct wl_card *out, struct wl_arena *arena,
	const struct wl_edit *edit, struct wl_err *err);
/* Give an id to each claim without one, of a hash of its words; *given gets
 * how many. */
int wl_card_give_ids(struct wl_edit *edit, size_t *given, struct wl_err *err);
/*
 * Add a claim behind the last one of "## section", in the manner of that list;
 * `id` gets its id.  Of `claim` the text (tidied to one line, rendering to
 * just these words), the citations and the mark count.  A missing section is
 * made: in the order of the starter card of the type, else at the end.
 * WL_EUSAGE if the words hold evidence themselves or are none.
 */
int wl_card_add_claim(struct wl_edit *edit, const char *section,
	const struct wl_claim *claim, char id[WL_PASSAGE_ID],
	struct wl_err *err);
/* Give the claim `id` other words; its evidence is written behind them. */
int wl_card_reword(struct wl_edit *edit, const char *id, const char *text,
	struct wl_err *err);
/* Give it the citations and the mark of `evidence`; its words stay. */
int wl_card_prove(struct wl_edit *edit, const char *id,
	const struct wl_claim *evidence, struct wl_err *err);
/* Remove it.  WL_EFAIL if other lines belong to its item. */
int wl_card_remove_claim(
	struct wl_edit *edit, const char *id, struct wl_err *err);
/* Do the words hold a citation or the mark (unproven)? */
bool wl_words_prove(const char *words);

/* Remove a key of the front matter with its lines. */
int wl_card_unset(struct wl_edit *edit, const char *key, struct wl_err *err);
/* Set a key to a map of texts, one a line; without a pair it is removed. */
int wl_card_set_map(struct wl_edit *edit, const char *key,
	const struct wl_pair_list *pairs, struct wl_err *err);

/* The level-2 headings of a type's starter card, in order (arena). */
void wl_card_sections(
	struct wl_list *out, struct wl_arena *arena, enum wl_card_type type);

#endif
