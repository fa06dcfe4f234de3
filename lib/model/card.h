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
	/* Of the deals that its section speaks of: a comment in the heading,
	 * <!-- win --> or <!-- loss -->, else "Where we win" and "Where they
	 * win"; WL_OUTCOME_NONE: of any. */
	enum wl_outcome outcome;
	struct wl_citation *citations;
	size_t ncitations;
	bool unproven;     /* says that it has no evidence */
	int line;          /* first line in the file */
	size_t start, end; /* bytes of the item's first paragraph */
};

/* What a claim leaned on when it was verified: "rollout-time pattern 3", the
 * theme that most of the deals it cites speak of. */
struct wl_leaning {
	const char *claim; /* its id */
	const char *theme; /* as it was called then */
	int level;         /* enum wl_strength */
	int deals;         /* cited ones with the theme */
};

struct wl_card {
	const char *path; /* relative to the programme */
	const char *id;
	enum wl_card_type type;
	const char *title; /* the level-1 heading; the id if there is none */
	/* NULL where the file has nothing. */
	const char *competitor, *owner, *verifier, *verified_as;
	const char *verified_by;     /* who did; the verifier may be a role */
	struct wl_leaning *leanings; /* verified-on, in the order of the file */
	size_t nleanings;
	struct wl_pair_list disputed; /* claim id -> review that found it no
					 longer true; verifying clears them */
	wl_day retired;               /* WL_NO_DAY: it is in use */
	const char *replaced_by; /* "rivalco" or "battlecard/rivalco"; NULL */
	struct wl_list replaces; /* the same, of cards that this one follows */
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
/*
 * Add the digest of a card's claims as they stand, 12 hex digits: their ids,
 * words, evidence and marks, in order.  What `verified-as` holds; a line that
 * was wrapped anew or a comment does not change it.
 */
void wl_card_digest(struct wl_buf *out, const struct wl_card *card);
/* Do two claims cite the same passages in order, and with the same mark? */
bool wl_claim_same_evidence(const struct wl_claim *a, const struct wl_claim *b);
/* The claim of this id; NULL. */
const struct wl_claim *wl_card_claim(
	const struct wl_card *card, const char *id);
/* Parse "2026-11-acme^b3f9k", also with a leading @. */
bool wl_citation_parse(
	struct wl_citation *out, struct wl_arena *arena, const char *s);
/* Order by type, then id: negative, 0, positive. */
int wl_card_order(const struct wl_card *a, const struct wl_card *b);

#endif
