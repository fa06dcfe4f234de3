/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What changed on the cards and why, out of the commits: on a terminal, as
 * Markdown and JSON, and as the note for a period that is shared with the
 * teams.  Quotes are those of today's corpus, as wl_redact_words gives them.
 */
#ifndef WL_PUBLISH_GOVERNANCE_H
#define WL_PUBLISH_GOVERNANCE_H

#include "publish/screen.h"
#include "store/history.h"

struct wl_governance {
	const struct wl_history *history;
	const struct wl_corpus *corpus; /* of today */
	bool quotes;                    /* show what the evidence says */
	wl_day since, until;            /* of the note; WL_NO_DAY */
};

void wl_publish_governance_text(struct wl_buf *out,
	const struct wl_governance *governance, const struct wl_look *look);
void wl_publish_governance_markdown(
	struct wl_buf *out, const struct wl_governance *governance);
/* json, else ndjson. */
void wl_publish_governance_json(struct wl_buf *out,
	const struct wl_governance *governance, enum wl_format format);
/*
 * The governance note: card by card what changed from the beginning of the
 * period to its end, why, and where teams apply it first; then the commits
 * that say no why.  Markdown.
 */
void wl_publish_governance_note(
	struct wl_buf *out, const struct wl_governance *governance);

/* Words that these share; each adds plain text. */

/* Who made a commit: the name in the team, else git's. */
const char *wl_governance_author(const struct wl_entry *entry);
/* "2 deals", "1 deal, 1 field note", "unproven", "no evidence". */
void wl_governance_support(struct wl_buf *out, const struct wl_corpus *corpus,
	const struct wl_claim *claim);
/* "3 claims added, 1 changed"; of an import "18 claims". */
void wl_governance_claims(
	struct wl_buf *out, const struct wl_card_revised *card, bool import);
/* "3 deals" of citations as text; nothing if none is known. */
void wl_governance_deals(struct wl_buf *out, const struct wl_corpus *corpus,
	const struct wl_list *citations);
/* "new, verifier marc → ana"; nothing without events. */
void wl_governance_events(
	struct wl_buf *out, const struct wl_card_revised *card);
/* "4 commits, 1 without a why". */
void wl_governance_count(struct wl_buf *out, const struct wl_history *history);

/* A passage that a commit names; NULL where there is none (any more). */
struct wl_governance_quote {
	const char *citation;
	const struct wl_interview *interview; /* NULL: a field note */
	const struct wl_passage *passage;
	const char *words; /* NULL: withheld, or no passage */
};
void wl_governance_quote(struct wl_governance_quote *out,
	const struct wl_corpus *corpus, const char *citation);

#endif
