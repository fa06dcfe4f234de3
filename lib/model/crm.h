/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Reading the export of a CRM (Salesforce, HubSpot, Pipedrive, Dynamics and
 * what resembles them) into deals.  Headers are matched by a table of
 * synonyms, dates and amounts are read by what the whole column allows, and
 * nothing is guessed silently.
 */
#ifndef WL_MODEL_CRM_H
#define WL_MODEL_CRM_H

#include "base/err.h"
#include "base/strv.h"
#include "model/deal.h"

struct wl_crm_options {
	const char *encoding;      /* NULL: found out */
	const char *date_format;   /* "dmy", "mdy" or "ymd"; NULL: found out */
	const struct wl_pair *map; /* --map: column -> field, before all else */
	size_t nmap;
	bool strict; /* a row that must be skipped fails the import */
};

struct wl_crm_skip {
	int line;
	const char *reason;
};

struct wl_crm_report {
	/* Rows, without header and footer; read counts the skipped too. */
	size_t read, added, updated, unchanged;
	struct wl_crm_skip *skipped;
	size_t nskipped;
	size_t open, won, lost, undecided; /* of the deals that were read */
	struct wl_list unknown_columns;    /* each once, as in the file */
	struct wl_list warnings; /* whole sentences for stderr, no full stop */
};

/*
 * Read `source` and merge it into `known` (what deals.csv holds, may be
 * empty): a deal of the same id is updated where the export has a value, a
 * cell or column that the export does not have keeps what was there.  out and
 * report live in the arena and may share texts with known; both are untouched
 * on failure.  Deals that are not in the export stay.  The two forms of an id
 * of Salesforce (15 and 18 characters) are one deal, which keeps its form.
 *
 * Outcome: crm.stages of winloss.yaml, then a column of outcomes, then flags
 * (IsWon and IsClosed), then a status, then the words of the stage; an unknown
 * stage is open, with a warning.
 *
 * Amounts: with two signs the last is before the decimals; one sign with three
 * digits behind it (1,234) is for groups, unless another amount of the column
 * shows that this sign stands before decimals; where the column shows both,
 * it cannot be read.  Such an amount is left out with a warning.
 *
 * Dates: ISO, y/m/d, d.m.y and milliseconds as they are; 3/4/2026 only by
 * date_format or if another date of its column shows the order.  A row with a
 * date that is not read is skipped; so are a row without an id, a second one
 * of the same deal, and one with too many cells.
 *
 * Errors: WL_EUSAGE for an option, WL_EFAIL for a skipped row if `strict`, with
 * the place of the first, WL_EUNREADABLE for the file.
 */
int wl_crm_import(struct wl_deals *out, struct wl_crm_report *report,
	struct wl_arena *arena, const struct wl_programme *programme,
	const struct wl_deals *known, const struct wl_source *source,
	const struct wl_crm_options *options, struct wl_err *err);
/*
 * What a stage alone says of how its deal ended: by crm.stages, then by the
 * words that the import knows.  WL_OUTCOME_NONE if nothing.
 */
enum wl_outcome wl_crm_stage_outcome(
	const struct wl_programme *programme, const char *stage);

#endif
