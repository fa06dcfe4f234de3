/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <inttypes.h>

#include "model/card.h"

/* Each text with its end, so that "a" "bc" is not "ab" "c". */
static uint64_t more(uint64_t hash, const char *text)
{
	const char *s = text ? text : "";

	return wl_hash_more(hash, s, strlen(s) + 1);
}

static uint64_t hash_claim(uint64_t hash, const struct wl_claim *claim)
{
	hash = more(more(hash, claim->id), claim->text);
	hash = more(hash, claim->unproven ? "unproven" : "");
	for (size_t i = 0; i < claim->ncitations; i++) {
		hash = more(hash, claim->citations[i].source);
		hash = more(hash, claim->citations[i].passage);
	}
	return hash;
}

void wl_card_digest(struct wl_buf *out, const struct wl_card *card)
{
	uint64_t hash = wl_hash("", 0);

	for (size_t i = 0; i < card->nclaims; i++)
		hash = hash_claim(hash, &card->claims[i]);
	wl_buf_addf(out, "%012" PRIx64, hash >> 16);
}

const struct wl_claim *wl_card_claim(const struct wl_card *card, const char *id)
{
	for (size_t i = 0; i < card->nclaims; i++)
		if (card->claims[i].id && wl_streq(card->claims[i].id, id))
			return &card->claims[i];
	return NULL;
}

bool wl_claim_same_evidence(const struct wl_claim *a, const struct wl_claim *b)
{
	if (a->unproven != b->unproven || a->ncitations != b->ncitations)
		return false;
	for (size_t i = 0; i < a->ncitations; i++)
		if (!wl_streq(a->citations[i].source, b->citations[i].source) ||
			!wl_streq(a->citations[i].passage,
				b->citations[i].passage))
			return false;
	return true;
}
