/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * When which card was revised, as history says: a commit that added, changed
 * or removed a claim of it.  What a programme began with is no revision.
 */
#ifndef WL_STORE_REVISIONS_H
#define WL_STORE_REVISIONS_H

#include "store/corpus.h"

struct wl_card_revision {
	enum wl_card_type type;
	const char *id;
	wl_day day; /* the first one of the card; the author's date */
};

struct wl_card_revisions {
	struct wl_arena arena;
	bool known; /* false: there is no history, or it is cut off */
	struct wl_card_revision *v; /* each card once */
	size_t n;
};

/* Read those of the days since - until from HEAD.  Never fails: what cannot be
 * read is not known. */
void wl_card_revisions_read(struct wl_card_revisions *out,
	const struct wl_place *place, const struct wl_programme *programme,
	const wl_day days[2]);
void wl_card_revisions_release(struct wl_card_revisions *revisions);

#endif
