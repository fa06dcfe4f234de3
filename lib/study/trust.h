/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Truth maintenance: what each citation, claim and card is worth today.  A
 * pure function of the corpus and as_of; nothing depends on history, so
 * squashed and imported repositories give the same.
 *
 * A card is verified if its verifier (or, where that is a role, one of those
 * who have it) confirmed the claims as they stand (`verified-as`), not longer
 * ago than its interval, and nothing that a claim leaned on then has gone.
 */
#ifndef WL_STUDY_TRUST_H
#define WL_STUDY_TRUST_H

#include "study/synthesis.h"

/* What a citation is worth. */
enum wl_support {
	WL_SUPPORTS,      /* a tagged passage of a buyer who counts */
	WL_UNCOUNTED,     /* a field note, a stakeholder: citable, never
			     counted */
	WL_OTHER_OUTCOME, /* supports, but the section speaks of others */
	WL_NO_SOURCE,     /* from here on the evidence is lost */
	WL_SOURCE_LATER,  /* an interview that is dated after as_of */
	WL_NO_PASSAGE,
	WL_SOURCE_WITHDRAWN, /* the interview was withdrawn */
	WL_SOURCE_NOT_HELD,  /* planned, declined: nobody has said it yet */
	WL_PASSAGE_WITHHELD, /* confidential, or no consent */
	WL_PASSAGE_UNTAGGED, /* carries no theme of the codebook (any more) */
	WL_SUPPORTS_COUNT,
};
/* "withdrawn" "confidential" ... for JSON; and as the end of a sentence that
 * begins with the citation: "was withdrawn". */
extern const char *const wl_support_names[];
extern const char *const wl_support_phrases[];
bool wl_support_lost(enum wl_support support);

struct wl_supported {
	const struct wl_citation *citation;
	enum wl_support support;
	const struct wl_interview *interview; /* NULL: field note or nothing */
	const struct wl_passage *passage;     /* NULL: nothing there */
};

/* Why a claim does not stand as it did. */
enum wl_fall {
	WL_STANDS,
	WL_CITATION_LOST, /* one of `supports` is lost */
	WL_THEME_LOST,    /* fewer of the deals it cites speak of the theme
			     than when it was verified: retagged */
	WL_PATTERN_FELL,  /* the theme was a pattern then and is none now */
	WL_DISPUTED,      /* a review found it no longer true */
	WL_FALLS,
};
extern const char *const wl_falls[]; /* "" "citation-lost" ... */

struct wl_claim_trust {
	const struct wl_card *card;
	const struct wl_claim *claim;
	struct wl_supported *supports; /* as cited */
	size_t nsupports;
	int deals; /* distinct ones that support it */
	/* The theme that most of these deals speak of in the cited passages
	 * (ties: the higher level, then the id), and where it stands in the
	 * group of the outcome that most of them have; NULL: none. */
	const char *theme;
	enum wl_outcome outcome;
	int theme_deals;                /* cited deals with the theme */
	enum wl_strength level;         /* of the theme in that group */
	const struct wl_theme_row *row; /* the same; NULL without a theme */
	wl_day newest, oldest; /* supporting interviews; WL_NO_DAY: none */
	bool ageing; /* the newest is more than 365 days before as_of */
	enum wl_fall fall;
	const struct wl_leaning *leaned; /* what was verified; NULL */
};

enum wl_card_state { WL_VERIFIED, WL_DUE, WL_UNVERIFIED, WL_RETIRED };
extern const char *const wl_card_states[]; /* "verified" "due" ... NULL */
#define WL_DUE_DAYS 14

enum wl_card_reason {
	WL_REASON_NONE,
	WL_NO_VERIFIER,
	WL_NEVER_VERIFIED,
	WL_VERIFIED_LATER,   /* more than a day after as_of: a slip, or as_of
				is in the past */
	WL_VERIFIER_LEFT,    /* not in the team, no such role */
	WL_VERIFIER_CHANGED, /* verified by somebody who is not the verifier */
	WL_CARD_DISPUTED,
	WL_EVIDENCE_LOST,
	WL_EDITED_SINCE, /* the digest of the claims differs */
	WL_EXPIRED,
	WL_CARD_REASONS,
};
extern const char *const wl_card_reasons[]; /* "" "no verifier" ... */

struct wl_card_trust {
	const struct wl_card *card;
	enum wl_card_state state;
	enum wl_card_reason reason; /* the first that holds */
	wl_day due; /* last day on which it counts as verified; WL_NO_DAY */
	int days;   /* its interval */
	struct wl_claim_trust *claims; /* as in the card */
	size_t nclaims;
	int unproven, fallen; /* claims */
};

struct wl_trust {
	struct wl_arena arena;
	const struct wl_corpus *corpus;
	const struct wl_synthesis *synthesis;
	/* In use, as in the corpus; then the retired ones. */
	struct wl_card_trust *cards;
	size_t ncards;
	int verified, unverified, retired; /* due ones count as verified */
	double score; /* verified / (verified + unverified); NAN: no card */
};
#define WL_TRUST_BAR 0.8

/* The synthesis is one of all interviews (WL_FILTER_ALL); both it and the
 * corpus must live as long. */
void wl_trust_make(struct wl_trust *out, const struct wl_synthesis *synthesis);
void wl_trust_release(struct wl_trust *trust);
/* Of a card; NULL if it is not of this corpus. */
const struct wl_card_trust *wl_trust_of(
	const struct wl_trust *trust, const struct wl_card *card);
/* May this person verify the card: the verifier, or of the verifier's role? */
bool wl_trust_may_verify(const struct wl_programme *programme,
	const struct wl_card *card, const struct wl_member *person);
/* The value of verified-on for a claim, "rollout-time pattern 3"; false if it
 * leans on no theme. */
bool wl_trust_leaning(struct wl_buf *out, const struct wl_claim_trust *claim);
/*
 * Say in one line why a claim fell: "'rollout-time' was a pattern when it was
 * verified, now 2 of 6 losses", "[@2026-10-beta^q4] was withdrawn".  Nothing
 * if it stands.
 */
void wl_trust_explain(struct wl_buf *out, const struct wl_trust *trust,
	const struct wl_claim_trust *claim);

#endif
