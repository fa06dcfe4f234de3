/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What changed between two states of cards: claims, not lines.  A claim is
 * the same by its id; of those without one in common, by its words (in its
 * section, then elsewhere), else the pair of one section (then of the card)
 * with at least half of the longer one's words in common, the likest first;
 * else one was removed and one added.  Two ids that differ are two claims.  A
 * claim that only stands elsewhere did not change.  A card that is gone and a
 * new one with at least half of the longer one's claims in common (by id or
 * words) are one card under another name.
 */
#ifndef WL_MODEL_REVISED_H
#define WL_MODEL_REVISED_H

#include "model/card.h"

enum wl_revision_kind { WL_CLAIM_ADDED, WL_CLAIM_REMOVED, WL_CLAIM_CHANGED };
extern const char *const wl_revision_kinds[]; /* "added" "removed" ... NULL */

struct wl_claim_revised {
	enum wl_revision_kind kind;
	const struct wl_claim *before, *after; /* NULL: added, removed */
	bool words, evidence; /* what changed of it; the mark (unproven) is
				 evidence */
};

/* Of a card's front matter. */
enum wl_card_event {
	WL_CARD_NEW = 1 << 0,
	WL_CARD_GONE = 1 << 1,     /* deleted */
	WL_CARD_RETIRED = 1 << 2,  /* moved to the archive, or `retired` set */
	WL_CARD_RESTORED = 1 << 3, /* the other way round */
	WL_CARD_VERIFIED = 1 << 4, /* a newer `verified`, or one of that day on
				      other claims */
	WL_CARD_UNVERIFIED = 1 << 5, /* its claims were those that had been
					verified, and are not any more */
	WL_CARD_VERIFIER = 1 << 6,   /* another verifier */
	WL_CARD_OWNER = 1 << 7,
	WL_CARD_AUDIENCE = 1 << 8,
	WL_CARD_TITLE = 1 << 9,
	WL_CARD_DISPUTED_NOW = 1 << 10,
	WL_CARD_RENAMED = 1 << 11, /* another id or type */
#define WL_CARD_LAST_EVENT WL_CARD_RENAMED
};

struct wl_card_revised {
	const struct wl_card *before, *after; /* NULL: new, gone */
	struct wl_claim_revised *claims;      /* in the order of the newer file;
						 removed ones behind what stood
						 before them */
	size_t nclaims;
	unsigned events; /* of enum wl_card_event */
};

struct wl_revised {
	struct wl_card_revised *cards; /* by type, then id; only those with a
					  claim or an event */
	size_t ncards;
};

/*
 * Compare; cards are the same by type and id, wherever they stand (a card in
 * the archive has `path` below it), else as above.  Everything but what is
 * handed in lives in the arena.
 */
void wl_revised_make(struct wl_revised *out, struct wl_arena *arena,
	const struct wl_card *const *before, size_t nbefore,
	const struct wl_card *const *after, size_t nafter);
/* Add the words of a claim marked word by word: removed ones between
 * open[0] and close[0], added ones between open[1] and close[1]. */
void wl_revised_words(struct wl_buf *out, const char *before, const char *after,
	const char *const open[2], const char *const close[2]);
/* Does a text keep at least half of the words that it had?  More of them, and
 * punctuation, are no matter; from none to some is no. */
bool wl_revised_keeps(const char *before, const char *after);

#endif
