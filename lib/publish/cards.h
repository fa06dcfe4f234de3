/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Cards: the queue of those that want verifying, one card claim by claim, the
 * chain behind one claim, and what leans on an interview.  Words of passages
 * are shown as wl_redact_words gives them.
 */
#ifndef WL_PUBLISH_CARDS_H
#define WL_PUBLISH_CARDS_H

#include "publish/screen.h"
#include "store/commits.h"
#include "study/impact.h"
#include "text/json.h"

/* --- The queue --- */

struct wl_card_list {
	const struct wl_trust *trust;
	const struct wl_card_trust **v;
	size_t n;
};

/* Order as a queue: unverified ones, then those due, then the verified, each
 * by its last day, so that what is overdue longest is first; retired ones at
 * the end. */
void wl_card_list_sort(struct wl_card_list *list);
/* A table: md, json, ndjson, csv; JSON has the score beside the cards. */
void wl_publish_cards(struct wl_buf *out, const struct wl_card_list *list,
	enum wl_format format);
void wl_publish_cards_text(struct wl_buf *out, const struct wl_card_list *list,
	const struct wl_look *look);

/* --- One card, or one claim of it --- */

/* A commit that changed the claim. */
struct wl_claim_commit {
	const struct wl_commit *commit;
	const char *what; /* "added", "words", "evidence" ... */
	const char *why;  /* its trailer Why:; NULL */
};

struct wl_claim_history {
	const struct wl_claim_commit *v; /* newest first */
	size_t n;
	bool uncommitted; /* as it stands it is in no commit */
	bool cut;         /* a shallow clone: there may be more */
	bool none;        /* there is no repository to ask */
};

struct wl_card_view {
	const struct wl_trust *trust;
	const struct wl_card_trust *card;
	const struct wl_claim_trust *claim;     /* the only one; NULL: all */
	const struct wl_claim_history *history; /* of `claim`; NULL */
};

void wl_publish_card_text(struct wl_buf *out, const struct wl_card_view *view,
	const struct wl_look *look);
void wl_publish_card_markdown(
	struct wl_buf *out, const struct wl_card_view *view);
void wl_publish_card_json(struct wl_buf *out, const struct wl_card_view *view);

/* Cards as a whole, one behind the other, with what each claim and citation
 * is worth; `lines`: the records alone, one a line. */
void wl_publish_whole_cards_markdown(
	struct wl_buf *out, const struct wl_card_list *list);
void wl_publish_whole_cards_json(
	struct wl_buf *out, const struct wl_card_list *list, bool lines);

/* --- What leans on an interview, a passage or a field note --- */

void wl_publish_impact_text(struct wl_buf *out, const struct wl_impact *impact,
	const struct wl_look *look);
void wl_publish_impact_markdown(
	struct wl_buf *out, const struct wl_impact *impact);
void wl_publish_impact_json(struct wl_buf *out, const struct wl_impact *impact);

/* --- Words that these share --- */

/* "without it 3 claims fall, every pattern stays"; "nothing leans on it". */
void wl_phrase_impact(struct wl_buf *out, const struct wl_impact *impact);

/* "battlecard/rivalco". */
void wl_phrase_card(struct wl_buf *out, const struct wl_card *card);
/* "rivalco^r4w"; without an id "rivalco:17", its line. */
void wl_phrase_claim(struct wl_buf *out, const struct wl_card *card,
	const struct wl_claim *claim);
/* What to know of its state, without the word for it where the reason says
 * it: "expired 2026-10-25, 27 days ago", "until 2026-11-29, 8 days left". */
void wl_phrase_card_state(struct wl_buf *out, const struct wl_trust *trust,
	const struct wl_card_trust *card);
/* "18 claims, 2 unproven, 1 fallen". */
void wl_phrase_claims(struct wl_buf *out, const struct wl_card_trust *card);
/* "5 of 9 cards are verified, below the bar of 80 %", "no card yet". */
void wl_phrase_trust(struct wl_buf *out, const struct wl_trust *trust);
/* "pattern: Time to roll out, 5 of 6 losses"; nothing without a theme. */
void wl_phrase_leaning(struct wl_buf *out, const struct wl_trust *trust,
	const struct wl_claim_trust *claim);
/* How good the evidence is: "2 deals · pattern: ... · 2026-04-14 to
 * 2026-10-21", "unproven", "no evidence, and not marked (unproven)". */
void wl_phrase_evidence(struct wl_buf *out, const struct wl_trust *trust,
	const struct wl_claim_trust *claim);
/* Where a citation leads: "loss · Acme · RivalCo · 2026-11-21 · VP". */
void wl_phrase_source(struct wl_buf *out, const struct wl_corpus *corpus,
	const struct wl_supported *one);
/* The words that may be shown; NULL: withheld, or no passage. */
const char *wl_supported_words(const struct wl_supported *one);
/* What is to be said of a history that does not tell all; NULL behind the
 * last. */
const char *const *wl_history_notes(const struct wl_claim_history *history);
/* The style of a state. */
enum wl_style wl_card_style(enum wl_card_state state);
/* One citation as JSON. */
void wl_supported_json(struct wl_json *json, const struct wl_supported *one);

#endif
