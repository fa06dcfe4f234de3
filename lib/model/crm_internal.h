/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What the parts of the CRM importer share: crm.c reads the rows and merges,
 * crm_header.c says which column is which field, crm_value.c cleans cells and
 * knows competitors and segments, crm_amount.c, crm_date.c and crm_outcome.c
 * read one kind of cell each.
 */
#ifndef WL_MODEL_CRM_INTERNAL_H
#define WL_MODEL_CRM_INTERNAL_H

#include "base/map.h"
#include "model/crm.h"

/* A dimension of the programme is CRM_FIELDS + its index. */
enum wl_crm_field {
	CRM_DEAL,
	CRM_ACCOUNT,
	CRM_OUTCOME,
	CRM_STAGE,
	CRM_AMOUNT,
	CRM_CURRENCY,
	CRM_SEGMENT,
	CRM_COMPETITOR,
	CRM_PRODUCT,
	CRM_OWNER,
	CRM_CREATED,
	CRM_CLOSED,
	CRM_REASON,
	CRM_STATUS,
	CRM_IS_WON,
	CRM_IS_LOST,
	CRM_IS_CLOSED,
	CRM_WON_REASON,
	CRM_LOST_REASON,
	CRM_EXPECTED, /* when an open deal should close */
	CRM_WON_ON,
	CRM_LOST_ON,
	CRM_NAME, /* the deal's own name: known, but not kept */
	CRM_FIELDS,
};

/* Kinds of warnings; of each the first few are said, the rest is counted. */
enum wl_crm_warning {
	CRM_WARN_FILE,
	CRM_WARN_STAGE,
	CRM_WARN_FLAG,
	CRM_WARN_COMPETITOR,
	CRM_WARN_VALUE,
	CRM_WARN_AMOUNT,
	CRM_WARN_CURRENCY,
	CRM_WARNINGS,
};

#define WL_CRM_WARN_MAX 20

struct wl_crm_header {
	const char **titles; /* by column, cleaned */
	int *field;          /* by column; -1: unknown */
	size_t n;            /* columns */
	int *column;         /* by field; -1: the file has none */
	int *slot;           /* by field: index into wl_crm_row.cells; -1 */
	size_t nslots;
};

struct wl_crm_row {
	int line;
	const char *skip;   /* why it cannot be read; NULL */
	const char **cells; /* by slot, cleaned, never NULL */
};

/* What a column of amounts shows: which sign stands before decimals. */
struct wl_crm_decimals {
	bool comma, point;
};

/* What a column of dates shows about 3/4/2026. */
struct wl_crm_order {
	bool day_first, month_first;
};

struct wl_crm_import {
	struct wl_arena *arena;  /* for what is handed out */
	struct wl_arena scratch; /* for what is gone afterwards */
	struct wl_buf text;      /* to build a cell in */
	const struct wl_programme *programme;
	const struct wl_crm_options *options;
	const char *path;
	size_t nfields; /* CRM_FIELDS and the dimensions */
	bool has_header, after_blank;
	struct wl_crm_header header;
	struct wl_crm_row *rows;
	size_t n, cap;
	struct wl_crm_decimals decimals;
	struct wl_crm_order orders[CRM_FIELDS];
	struct wl_map *known; /* by field: cell -> what it stands for */
	struct wl_map said;   /* warnings that are said once */
	size_t warned[CRM_WARNINGS];
	const char **warnings;
	size_t nwarnings, warnings_cap;
};

/* crm_header.c */

/* The words of a title or stage that count: letters and digits, folded. */
void wl_crm_fold(struct wl_buf *out, const char *s);
/* Find the field of each column; an error if no id or no outcome is there. */
int wl_crm_header_read(struct wl_crm_import *import,
	const struct wl_csv_row *row, struct wl_err *err);
/* How the file names the field, short enough for a message. */
const char *wl_crm_title(struct wl_crm_import *import, int field);

/* crm_value.c */

/*
 * Note a warning of a kind, unless the same key of it was noted before; a NULL
 * key is always new.
 */
void wl_crm_warn(struct wl_crm_import *import, enum wl_crm_warning kind,
	const char *key, const char *fmt, ...) WL_PRINTF(4, 5);
/* Add for each kind how many more there were. */
void wl_crm_warn_rest(struct wl_crm_import *import);
/* The cell as one line, in the scratch arena. */
const char *wl_crm_clean(struct wl_crm_import *import, const char *cell);
/* A cell or title short enough for a message, in the scratch arena. */
const char *wl_crm_shown(struct wl_crm_import *import, const char *s);
/* The row's cell of a field; "" if the file has no such column. */
const char *wl_crm_cell(const struct wl_crm_import *import,
	const struct wl_crm_row *row, int field);
/* The programme's own word for a competitor, segment or dimension. */
const char *wl_crm_word(
	struct wl_crm_import *import, const struct wl_crm_row *row, int field);

/* crm_amount.c */

void wl_crm_learn_amounts(struct wl_crm_import *import);
/*
 * Fill in the deal's amount and currency; NULL where the row has none.  *sure
 * is false for a currency that only a sign such as $ says.
 */
void wl_crm_amount(struct wl_crm_import *import, const struct wl_crm_row *row,
	struct wl_deal *deal, bool *sure);

/* crm_date.c */

void wl_crm_learn_dates(struct wl_crm_import *import);
/*
 * Read the date of a field; WL_NO_DAY if it is empty.  Returns NULL, or why
 * the row must be skipped.
 */
const char *wl_crm_date(struct wl_crm_import *import,
	const struct wl_crm_row *row, int field, wl_day *out);

/* crm_outcome.c */

/* Is a column `Closed` one of flags rather than of dates? */
void wl_crm_learn_flags(struct wl_crm_import *import);
/* WL_OUTCOME_NONE if the row says nothing about it. */
enum wl_outcome wl_crm_outcome(
	struct wl_crm_import *import, const struct wl_crm_row *row);

#endif
