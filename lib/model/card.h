/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * cards/<type>/<id>.md: what the interviews change.  Each list item is a
 * claim: its words, its evidence `[@interview^passage; @month^note]` or the
 * mark `(unproven)`, and its id `^id` as the last word.  Of an item the first
 * paragraph counts; what stands in HTML, in comments, in code or behind a
 * backslash is text or nothing.
 */
#ifndef WL_MODEL_CARD_H
#define WL_MODEL_CARD_H

#include "base/date.h"
#include "model/terms.h"
#include "text/front.h"

/* As wl_card_types. */
enum wl_card_type {
	WL_BATTLECARD,
	WL_OBJECTION_RESPONSE,
	WL_PROOF_POINT,
	WL_ICP,
	WL_MESSAGE_CARD,
	WL_CARD_TYPE_COUNT,
};

/* A passage of an interview, or a field note: the file's id and its own. */
struct wl_citation {
	const char *source, *passage;
};

struct wl_claim {
	const char *id;      /* NULL: none yet */
	const char *text;    /* rendered, on one line; without what follows */
	const char *section; /* the level-2 heading above it; NULL */
	struct wl_citation *citations;
	size_t ncitations;
	bool unproven;     /* says that it has no evidence */
	int line;          /* first line in the file */
	size_t start, end; /* bytes of the item's first paragraph */
};

struct wl_card {
	const char *path; /* relative to the programme */
	const char *id;
	enum wl_card_type type;
	const char *title; /* the level-1 heading; the id if there is none */
	/* NULL where the file has nothing. */
	const char *competitor, *owner, *verifier, *verified_as;
	int verify_days;         /* 0: what the programme says for the type */
	wl_day verified;         /* WL_NO_DAY: never */
	bool external;           /* may leave the company */
	struct wl_claim *claims; /* in the order of the file */
	size_t nclaims;
};

/*
 * Parse a file.  Everything lives in the arena; strings never point into the
 * source, which may be freed.  Keys that are wrong, or the id of a claim that
 * stands twice: WL_EUNREADABLE with the place.
 */
int wl_card_parse(struct wl_card *out, struct wl_arena *arena,
	const struct wl_source *source, struct wl_err *err);
/* Order by type, then id: negative, 0, positive. */
int wl_card_order(const struct wl_card *a, const struct wl_card *b);

#endif
