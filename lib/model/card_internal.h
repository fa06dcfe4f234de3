/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What reading and editing cards share: where in the bytes of a claim its
 * evidence stands.  Internal to this layer.
 */
#ifndef WL_MODEL_CARD_INTERNAL_H
#define WL_MODEL_CARD_INTERNAL_H

#include "model/card.h"

struct wl_citations {
	struct wl_citation *v;
	size_t n, cap;
};

enum wl_claim_part { WL_PART_TEXT, WL_PART_GROUP, WL_PART_MARK };

/* Behind the part that begins at s, read as Markdown would: a group, the
 * mark, or text of at least one byte.  A group's citations are added. */
const char *wl_claim_part(enum wl_claim_part *part, struct wl_citations *out,
	struct wl_arena *arena, const char *s, const char *end);
/*
 * Behind a group "[@a^b; @c^d]" that begins at s, its citations added to
 * *out; NULL, and nothing added, if any part is not one.
 */
const char *wl_citation_group(struct wl_citations *out, struct wl_arena *arena,
	const char *s, const char *end);
/* Behind the mark "(unproven)" that begins at s, or NULL. */
const char *wl_claim_mark(const char *s, const char *end);

#endif
