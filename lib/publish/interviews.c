/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * One row an interview, in any status and of any kind.  Names of interviewees
 * are not in the corpus, and their keys are left out.
 */
#include "publish/table.h"

enum {
	ID,
	KIND,
	OUTCOME,
	DEAL,
	ACCOUNT,
	SEGMENT,
	COMPETITOR,
	CHOSEN,
	ROLE,
	INTERVIEWER,
	STATUS,
	HYPOTHESIS,
	TRIGGER,
	BUYER_REASON,
	ROOT,
	PRICE_FACTOR
};

static void get_text(struct wl_cell *cell, const void *record, size_t which)
{
	const struct wl_interview *one = record;
	const char *const texts[] = {
		[ID] = one->id,
		[KIND] = one->internal ? "internal" : "buyer",
		[OUTCOME] = one->internal ? NULL : wl_outcomes[one->outcome],
		[DEAL] = one->deal,
		[ACCOUNT] = one->account,
		[SEGMENT] = one->segment,
		[COMPETITOR] = one->competitor,
		[CHOSEN] = one->chosen,
		[ROLE] = one->role,
		[INTERVIEWER] = one->interviewer,
		[STATUS] = wl_statuses[one->status],
		[HYPOTHESIS] = wl_verdicts[one->hypothesis],
		[TRIGGER] = one->trigger,
		[BUYER_REASON] = one->buyer_reason,
		[ROOT] = wl_roots[one->root],
		[PRICE_FACTOR] = wl_prices[one->price],
	};

	wl_cell_text(cell, texts[which]);
}

static void get_interviewed(
	struct wl_cell *cell, const void *record, size_t index)
{
	const struct wl_interview *one = record;

	(void)index;
	if (one->whole_day)
		wl_cell_day(cell, wl_time_day(&one->interviewed));
	else
		wl_cell_time(cell, &one->interviewed);
}

static void get_minutes(struct wl_cell *cell, const void *record, size_t index)
{
	int minutes = ((const struct wl_interview *)record)->minutes;

	(void)index;
	if (minutes)
		wl_cell_int(cell, minutes);
}

static void get_criteria(struct wl_cell *cell, const void *record, size_t index)
{
	(void)index;
	wl_cell_list(
		cell, &((const struct wl_interview *)record)->criteria, " ");
}

/* Quotes, or notes that are evidence. */
static void get_passages(
	struct wl_cell *cell, const void *record, size_t quotes)
{
	const struct wl_interview *one = record;
	long long n = 0;

	for (size_t i = 0; i < one->npassages; i++)
		n += quotes ? one->passages[i].quote
			    : !one->passages[i].quote &&
				      wl_evidence_is(&one->passages[i]);
	wl_cell_int(cell, n);
}

static const struct wl_column columns[] = {
	{ "id", get_text, ID },
	{ "kind", get_text, KIND },
	{ "outcome", get_text, OUTCOME },
	{ "deal", get_text, DEAL },
	{ "account", get_text, ACCOUNT },
	{ "segment", get_text, SEGMENT },
	{ "competitor", get_text, COMPETITOR },
	{ "chosen", get_text, CHOSEN },
	{ "role", get_text, ROLE },
	{ "interviewer", get_text, INTERVIEWER },
	{ "interviewed", get_interviewed, 0 },
	{ "minutes", get_minutes, 0 },
	{ "status", get_text, STATUS },
	{ "hypothesis", get_text, HYPOTHESIS },
	{ "trigger", get_text, TRIGGER },
	{ "criteria", get_criteria, 0 },
	{ "buyer_reason", get_text, BUYER_REASON },
	{ "root", get_text, ROOT },
	{ "price_factor", get_text, PRICE_FACTOR },
	{ "quotes", get_passages, true },
	{ "notes", get_passages, false },
};

int wl_publish_interviews(struct wl_buf *out, const struct wl_corpus *corpus,
	const struct wl_filter *filter, enum wl_format format,
	struct wl_err *err)
{
	struct wl_table table = {
		.out = out,
		.format = format,
		.name = "interviews",
		.columns = columns,
		.ncolumns = WL_LEN(columns),
	};

	(void)err;
	wl_table_begin(&table);
	for (size_t i = 0; i < corpus->ninterviews; i++)
		if (wl_filter_passes(filter, &corpus->interviews[i]))
			wl_table_row(&table, &corpus->interviews[i]);
	wl_table_end(&table);
	return 0;
}
