/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * deals.csv: one row a deal, normalised, sorted by close date and id.
 */
#ifndef WL_MODEL_DEAL_H
#define WL_MODEL_DEAL_H

#include "base/date.h"
#include "model/programme.h"
#include "text/csv.h"

struct wl_deal {
	const char *id;          /* whatever the CRM says */
	enum wl_outcome outcome; /* win, loss, no-decision, open */
	/* Texts are "" where the file has nothing. */
	const char *account, *stage, *amount, *currency, *segment;
	const char *competitor, *product, *owner, *reason;
	wl_day created, closed;  /* closed of an open deal: when expected */
	const char **dimensions; /* by wl_programme.dimensions */
	int line;
};

struct wl_deals {
	struct wl_deal *v; /* sorted by closed (none first), then id */
	size_t n;
	uint32_t *slots; /* by hash of the id: place in v + 1, 0 is free;
			    NULL until wl_deals_index */
	size_t nslots;   /* a power of two */
};

/*
 * Parse deals.csv.  A missing or unknown column, a row with more or fewer
 * cells than the header, an outcome, date or amount that is not one, or an id
 * that stands twice is an error with its line.  Columns may stand in any
 * order, and one of a dimension may be missing: a dimension can be added to
 * winloss.yaml at any time.
 */
int wl_deals_parse(struct wl_deals *out, struct wl_arena *arena,
	const struct wl_programme *programme, const struct wl_source *source,
	struct wl_err *err);
/* Make it possible to find a deal by its id; again after each change of v. */
void wl_deals_index(struct wl_deals *deals, struct wl_arena *arena);
/* NULL if there is none of this id, or id is NULL. */
const struct wl_deal *wl_deals_find(
	const struct wl_deals *deals, const char *id);
/* Sort into file order. */
void wl_deals_sort(struct wl_deals *deals);
/* Add the file's bytes.  Cells keep what a spreadsheet would run: this is
 * the database, not an export. */
void wl_deals_write(struct wl_buf *out, const struct wl_deals *deals,
	const struct wl_programme *programme);

#endif
