/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "publish/table.h"

struct record {
	const struct wl_deal *deal;
	size_t interviews;
};

enum {
	ID,
	ACCOUNT,
	OUTCOME,
	STAGE,
	CURRENCY,
	SEGMENT,
	COMPETITOR,
	PRODUCT,
	OWNER,
	REASON
};

static const struct wl_deal *deal_of(const void *record)
{
	return ((const struct record *)record)->deal;
}

static void get_text(struct wl_cell *cell, const void *record, size_t which)
{
	const struct wl_deal *deal = deal_of(record);
	const char *const texts[] = {
		[ID] = deal->id,
		[ACCOUNT] = deal->account,
		[OUTCOME] = wl_outcomes[deal->outcome],
		[STAGE] = deal->stage,
		[CURRENCY] = deal->currency,
		[SEGMENT] = deal->segment,
		[COMPETITOR] = deal->competitor,
		[PRODUCT] = deal->product,
		[OWNER] = deal->owner,
		[REASON] = deal->reason,
	};

	wl_cell_text(cell, texts[which]);
}

static void get_amount(struct wl_cell *cell, const void *record, size_t index)
{
	(void)index;
	wl_cell_amount(cell, deal_of(record)->amount);
}

static void get_created(struct wl_cell *cell, const void *record, size_t index)
{
	(void)index;
	wl_cell_day(cell, deal_of(record)->created);
}

static void get_closed(struct wl_cell *cell, const void *record, size_t index)
{
	(void)index;
	wl_cell_day(cell, deal_of(record)->closed);
}

static void get_dimension(
	struct wl_cell *cell, const void *record, size_t index)
{
	wl_cell_text(cell, deal_of(record)->dimensions[index]);
}

static void get_interviews(
	struct wl_cell *cell, const void *record, size_t index)
{
	(void)index;
	wl_cell_int(
		cell, (long long)((const struct record *)record)->interviews);
}

static const struct wl_column fixed[] = {
	{ "deal", get_text, ID },
	{ "account", get_text, ACCOUNT },
	{ "outcome", get_text, OUTCOME },
	{ "stage", get_text, STAGE },
	{ "amount", get_amount, 0 },
	{ "currency", get_text, CURRENCY },
	{ "segment", get_text, SEGMENT },
	{ "competitor", get_text, COMPETITOR },
	{ "product", get_text, PRODUCT },
	{ "owner", get_text, OWNER },
	{ "created", get_created, 0 },
	{ "closed", get_closed, 0 },
	{ "reason", get_text, REASON },
};

/* The columns of deals.csv, then how many interviews there are. */
static struct wl_column *columns_of(
	const struct wl_programme *programme, size_t *n)
{
	size_t all = WL_LEN(fixed) + programme->ndimensions + 1;
	struct wl_column *columns = wl_alloc(all * sizeof(*columns));

	memcpy(columns, fixed, sizeof(fixed));
	*n = WL_LEN(fixed);
	for (size_t i = 0; i < programme->ndimensions; i++)
		columns[(*n)++] =
			(struct wl_column){ programme->dimensions[i].id,
				get_dimension, i };
	columns[(*n)++] = (struct wl_column){ "interviews", get_interviews, 0 };
	return columns;
}

/* Held interviews of buyers by deal; the numbers are the caller's to free. */
static size_t *count_interviews(
	struct wl_map *by_deal, const struct wl_corpus *corpus)
{
	size_t *counts = wl_alloc(corpus->deals.n * sizeof(*counts));

	for (size_t i = 0; i < corpus->deals.n; i++)
		wl_map_put(by_deal, corpus->deals.v[i].id, &counts[i]);
	for (size_t i = 0; i < corpus->ninterviews; i++) {
		const struct wl_interview *one = &corpus->interviews[i];
		size_t *count = wl_map_get(by_deal, one->deal);

		if (count && wl_interview_counts(one))
			++*count;
	}
	return counts;
}

int wl_publish_deals(struct wl_buf *out, const struct wl_corpus *corpus,
	const struct wl_filter *filter, enum wl_format format,
	struct wl_err *err)
{
	struct wl_table table = { .out = out, .format = format };
	struct wl_column *columns;
	struct wl_map by_deal;
	size_t *counts;

	(void)err;
	wl_map_init(&by_deal);
	counts = count_interviews(&by_deal, corpus);
	columns = columns_of(&corpus->programme, &table.ncolumns);
	table.columns = columns;
	table.name = "deals";
	wl_table_begin(&table);
	for (size_t i = 0; i < corpus->deals.n; i++) {
		struct record record = { &corpus->deals.v[i], counts[i] };

		if (wl_filter_passes_deal(
			    filter, &corpus->programme, record.deal))
			wl_table_row(&table, &record);
	}
	wl_table_end(&table);
	free(columns);
	free(counts);
	wl_map_release(&by_deal);
	return 0;
}
