/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/deal.h"

#include "base/map.h"

enum kind {
	DEAL_ID,
	DEAL_OUTCOME,
	DEAL_AMOUNT,
	DEAL_DAY,
	DEAL_TEXT,
};

/* The columns in file order; those of the dimensions follow. */
static const struct column {
	const char *name;
	enum kind kind;
	size_t at; /* of the field in struct wl_deal */
} columns[] = {
	{ "deal", DEAL_ID, offsetof(struct wl_deal, id) },
	{ "account", DEAL_TEXT, offsetof(struct wl_deal, account) },
	{ "outcome", DEAL_OUTCOME, offsetof(struct wl_deal, outcome) },
	{ "stage", DEAL_TEXT, offsetof(struct wl_deal, stage) },
	{ "amount", DEAL_AMOUNT, offsetof(struct wl_deal, amount) },
	{ "currency", DEAL_TEXT, offsetof(struct wl_deal, currency) },
	{ "segment", DEAL_TEXT, offsetof(struct wl_deal, segment) },
	{ "competitor", DEAL_TEXT, offsetof(struct wl_deal, competitor) },
	{ "product", DEAL_TEXT, offsetof(struct wl_deal, product) },
	{ "owner", DEAL_TEXT, offsetof(struct wl_deal, owner) },
	{ "created", DEAL_DAY, offsetof(struct wl_deal, created) },
	{ "closed", DEAL_DAY, offsetof(struct wl_deal, closed) },
	{ "reason", DEAL_TEXT, offsetof(struct wl_deal, reason) },
};

#define FIXED WL_LEN(columns)

struct reader {
	struct wl_arena *arena;
	const struct wl_programme *programme;
	const char *path;
	int *columns; /* by cell: index into columns, FIXED + dimension */
	size_t ncolumns;
	struct wl_deal *v;
	size_t n, cap;
	struct wl_map lines; /* id -> line */
};

static const char *column_name(const struct reader *reader, size_t column)
{
	return column < FIXED
		       ? columns[column].name
		       : reader->programme->dimensions[column - FIXED].id;
}

static int find_column(const struct reader *reader, const char *title)
{
	size_t all = FIXED + reader->programme->ndimensions;

	for (size_t i = 0; i < all; i++)
		if (wl_streq(column_name(reader, i), title))
			return (int)i;
	return -1;
}

static bool has_column(const struct reader *reader, int column)
{
	for (size_t i = 0; i < reader->ncolumns; i++)
		if (reader->columns[i] == column)
			return true;
	return false;
}

static int need_columns(
	const struct reader *reader, int line, struct wl_err *err)
{
	for (size_t i = 0; i < FIXED; i++)
		if (!has_column(reader, (int)i))
			return wl_err_at(err, reader->path, line, 0,
				"the column '%s' is missing", columns[i].name);
	return 0;
}

static int read_header(
	struct reader *reader, const struct wl_csv_row *row, struct wl_err *err)
{
	reader->columns = wl_arena_alloc(
		reader->arena, row->n * sizeof(*reader->columns));
	for (size_t i = 0; i < row->n; i++) {
		int column = find_column(reader, row->cells[i]);

		if (column < 0) {
			wl_err_at(err, reader->path, row->line, 0,
				"unknown column '%s'", row->cells[i]);
			return wl_err_hint(err, "a column of your own is a "
						"dimension of winloss.yaml");
		}
		if (has_column(reader, column))
			return wl_err_at(err, reader->path, row->line, 0,
				"the column '%s' stands twice", row->cells[i]);
		reader->columns[reader->ncolumns++] = column;
	}
	return need_columns(reader, row->line, err);
}

/* "48000", "48000.5" and "-48000.50" with two decimals; NULL: no amount. */
static const char *read_amount(struct wl_arena *arena, const char *s)
{
	static const char *const zeros[] = { "00", "0", "" };
	size_t sign = *s == '-';
	size_t whole = strspn(s + sign, "0123456789"), n = sign + whole;
	size_t decimals = 0;

	if (!*s)
		return "";
	if (s[n] == '.')
		decimals = strspn(s + n + 1, "0123456789");
	if (!whole || decimals > 2 || (s[n] == '.' && !decimals) ||
		s[n + (s[n] == '.') + decimals])
		return NULL;
	return wl_arena_printf(arena, "%.*s.%.*s%s", (int)n, s, (int)decimals,
		s[n] ? s + n + 1 : "", zeros[decimals]);
}

static int bad_cell(const struct wl_csv_row *row, const struct reader *reader,
	const struct column *column, const char *s, struct wl_err *err)
{
	static const char *const hints[] = {
		[DEAL_ID] = "each row begins a deal with the id of the CRM",
		[DEAL_OUTCOME] = "write win, loss, no-decision or open",
		[DEAL_AMOUNT] = "write it as 48000.00, or nothing",
		[DEAL_DAY] = "write it as 2026-10-30, or nothing",
	};

	if (*s)
		wl_err_at(err, reader->path, row->line, 0,
			"'%s' is not a value of '%s'", s, column->name);
	else
		wl_err_at(err, reader->path, row->line, 0, "'%s' is empty",
			column->name);
	return wl_err_hint(err, "%s", hints[column->kind]);
}

/* False: s is not what the column holds. */
static bool read_cell(struct wl_deal *deal, struct wl_arena *arena,
	const struct column *column, const char *s)
{
	void *field = (char *)deal + column->at;
	const char **text = field;
	int outcome;

	switch (column->kind) {
	case DEAL_OUTCOME:
		outcome = wl_term(wl_outcomes, s);
		*(enum wl_outcome *)field = outcome > 0 ? outcome : 0;
		return outcome > 0;
	case DEAL_DAY:
		*(wl_day *)field = WL_NO_DAY;
		return !*s || wl_day_parse(field, s);
	case DEAL_AMOUNT:
		*text = read_amount(arena, s);
		return *text != NULL;
	case DEAL_ID:
	case DEAL_TEXT:
		*text = *s ? wl_arena_strdup(arena, s) : "";
		return *s || column->kind == DEAL_TEXT;
	}
	return false;
}

static int check_once(
	struct reader *reader, const struct wl_deal *deal, struct wl_err *err)
{
	uintptr_t line = (uintptr_t)wl_map_put(
		&reader->lines, deal->id, (void *)(uintptr_t)deal->line);

	if (!line)
		return 0;
	wl_err_at(err, reader->path, deal->line, 0,
		"the deal '%s' stands in line %d already", deal->id, (int)line);
	return wl_err_hint(err, "remove one of the two rows");
}

static int read_row(
	struct reader *reader, const struct wl_csv_row *row, struct wl_err *err)
{
	size_t ndimensions = reader->programme->ndimensions;
	struct wl_deal *deal;

	if (row->n != reader->ncolumns)
		return wl_err_at(err, reader->path, row->line, 0,
			"%zu cells where the header has %zu", row->n,
			reader->ncolumns);
	WL_GROW(reader->v, reader->n, reader->cap);
	deal = &reader->v[reader->n++];
	memset(deal, 0, sizeof(*deal));
	deal->line = row->line;
	deal->dimensions = wl_arena_alloc(
		reader->arena, ndimensions * sizeof(*deal->dimensions));
	for (size_t i = 0; i < ndimensions; i++)
		deal->dimensions[i] = "";
	for (size_t i = 0; i < row->n; i++) {
		size_t column = (size_t)reader->columns[i];
		const char *s = row->cells[i];

		if (column >= FIXED)
			deal->dimensions[column - FIXED] =
				*s ? wl_arena_strdup(reader->arena, s) : "";
		else if (!read_cell(deal, reader->arena, &columns[column], s))
			return bad_cell(row, reader, &columns[column], s, err);
	}
	return check_once(reader, deal, err);
}

static int each_row(
	void *context, const struct wl_csv_row *row, struct wl_err *err)
{
	struct reader *reader = context;

	if (!reader->columns)
		return read_header(reader, row, err);
	return read_row(reader, row, err);
}

static int no_header(const struct reader *reader, struct wl_err *err)
{
	wl_err_at(err, reader->path, 1, 0, "the header is missing");
	return wl_err_hint(err, "git has the last version of the file, or "
				"'winloss prep --crm FILE' makes it anew");
}

int wl_deals_parse(struct wl_deals *out, struct wl_arena *arena,
	const struct wl_programme *programme, const struct wl_source *source,
	struct wl_err *err)
{
	static const struct wl_csv_options options = { "UTF-8", 0 };
	struct reader reader = {
		.arena = arena, .programme = programme, .path = source->path
	};
	struct wl_deals deals = { 0 };
	int code;

	code = wl_csv_read(source, &options, NULL, each_row, &reader, err);
	if (!code && !reader.columns)
		code = no_header(&reader, err);
	if (code)
		goto done;
	deals.n = reader.n;
	deals.v = wl_arena_alloc(arena, deals.n * sizeof(*deals.v));
	if (deals.n)
		memcpy(deals.v, reader.v, deals.n * sizeof(*deals.v));
	wl_deals_sort(&deals);
	*out = deals;
done:
	wl_map_release(&reader.lines);
	free(reader.v);
	return code;
}

static int by_day(const void *a, const void *b)
{
	const struct wl_deal *x = a, *y = b;
	int order = (x->closed > y->closed) - (x->closed < y->closed);

	return order ? order : strcmp(x->id, y->id);
}

/* The slot of the id, or the free one where it belongs. */
static uint32_t *slot_of(const struct wl_deals *deals, const char *id)
{
	size_t i = wl_hash(id, strlen(id)) & (deals->nslots - 1);

	while (deals->slots[i] &&
		strcmp(deals->v[deals->slots[i] - 1].id, id) != 0)
		i = (i + 1) & (deals->nslots - 1);
	return &deals->slots[i];
}

void wl_deals_index(struct wl_deals *deals, struct wl_arena *arena)
{
	deals->nslots = 16;
	while (deals->nslots < 2 * deals->n)
		deals->nslots *= 2;
	deals->slots =
		wl_arena_alloc(arena, deals->nslots * sizeof(*deals->slots));
	for (size_t i = 0; i < deals->n; i++)
		*slot_of(deals, deals->v[i].id) = (uint32_t)i + 1;
}

const struct wl_deal *wl_deals_find(
	const struct wl_deals *deals, const char *id)
{
	uint32_t at = deals->slots && id ? *slot_of(deals, id) : 0;

	return at ? &deals->v[at - 1] : NULL;
}

void wl_deals_sort(struct wl_deals *deals)
{
	if (deals->n)
		qsort(deals->v, deals->n, sizeof(*deals->v), by_day);
}

static void add_cell(struct wl_buf *out, const char *s)
{
	wl_csv_cell(out, s ? s : "", false);
}

static void write_header(
	struct wl_buf *out, const struct wl_programme *programme)
{
	for (size_t i = 0; i < FIXED; i++) {
		if (i)
			wl_buf_addc(out, ',');
		wl_buf_adds(out, columns[i].name);
	}
	for (size_t i = 0; i < programme->ndimensions; i++) {
		wl_buf_addc(out, ',');
		add_cell(out, programme->dimensions[i].id);
	}
	wl_buf_addc(out, '\n');
}

static void write_field(struct wl_buf *out, const struct wl_deal *deal,
	const struct column *column)
{
	const void *field = (const char *)deal + column->at;
	char text[WL_DATE_TEXT];

	if (column->kind == DEAL_OUTCOME)
		wl_buf_adds(out, wl_outcomes[*(const enum wl_outcome *)field]);
	else if (column->kind == DEAL_DAY)
		wl_buf_adds(out, wl_day_format(*(const wl_day *)field, text));
	else
		add_cell(out, *(const char *const *)field);
}

static void write_deal(
	struct wl_buf *out, const struct wl_deal *deal, size_t ndimensions)
{
	for (size_t i = 0; i < FIXED; i++) {
		if (i)
			wl_buf_addc(out, ',');
		write_field(out, deal, &columns[i]);
	}
	for (size_t i = 0; i < ndimensions; i++) {
		wl_buf_addc(out, ',');
		add_cell(out, deal->dimensions ? deal->dimensions[i] : "");
	}
	wl_buf_addc(out, '\n');
}

void wl_deals_write(struct wl_buf *out, const struct wl_deals *deals,
	const struct wl_programme *programme)
{
	write_header(out, programme);
	for (size_t i = 0; i < deals->n; i++)
		write_deal(out, &deals->v[i], programme->ndimensions);
}
