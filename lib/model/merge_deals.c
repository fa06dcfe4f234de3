/* SPDX-License-Identifier: GPL-3.0-or-later */
/* deals.csv as units: rows by deal, cells by column. */
#include "model/merge.h"
#include "text/csv.h"

/* One row: its cells as they are written, quotes and all. */
struct row {
	struct wl_span bytes;
	struct wl_span *cells;
	size_t n;
};

struct rows {
	struct row *v; /* the first is the header */
	size_t n, cap;
	char delimiter;
};

/* The columns that order the file and name a row; -1: there is none. */
struct columns {
	long deal, closed;
};

/* Behind a cell that begins at `at`. */
static size_t cell_end(struct wl_span file, size_t at, char delimiter)
{
	bool quoted = false;

	for (; at < file.n; at++) {
		if (file.s[at] == '"')
			quoted = !quoted;
		else if (!quoted && (file.s[at] == delimiter ||
					    strchr("\r\n", file.s[at])))
			break;
	}
	return at;
}

static size_t split_row(struct wl_arena *arena, struct row *row,
	struct wl_span file, size_t at, char delimiter)
{
	struct wl_span *cells = NULL;
	size_t start = at, cap = 0;

	for (;; at++) {
		size_t end = cell_end(file, at, delimiter);

		WL_GROW(cells, row->n, cap);
		cells[row->n++] = (struct wl_span){ file.s + at, end - at };
		at = end;
		if (at >= file.n || file.s[at] != delimiter)
			break;
	}
	row->bytes = (struct wl_span){ file.s + start, at - start };
	row->cells = wl_arena_alloc(arena, row->n * sizeof(*cells));
	memcpy(row->cells, cells, row->n * sizeof(*cells));
	free(cells);
	return at;
}

static char find_delimiter(struct wl_span file)
{
	static const char delimiters[] = ",;\t|";
	size_t most = 0;
	char best = ',';

	for (const char *d = delimiters; *d; d++) {
		size_t n = 0;

		for (size_t i = 0; i < file.n && file.s[i] != '\n'; i++)
			n += file.s[i] == *d;
		if (n > most) {
			most = n;
			best = *d;
		}
	}
	return best;
}

static void split(
	struct wl_arena *arena, struct rows *rows, struct wl_span file)
{
	size_t at = 0;

	memset(rows, 0, sizeof(*rows));
	rows->delimiter = find_delimiter(file);
	while (at < file.n) {
		if (strchr("\r\n", file.s[at])) {
			at++;
			continue;
		}
		WL_GROW(rows->v, rows->n, rows->cap);
		memset(&rows->v[rows->n], 0, sizeof(*rows->v));
		at = split_row(
			arena, &rows->v[rows->n++], file, at, rows->delimiter);
	}
}

/* A cell's text, without quotes and BOM. */
static const char *text_of(struct wl_arena *arena, struct wl_span cell)
{
	struct wl_buf text = WL_BUF_INIT;
	const char *copy;
	bool quoted = false;

	if (cell.n >= 3 && !memcmp(cell.s, "\xef\xbb\xbf", 3))
		cell = (struct wl_span){ cell.s + 3, cell.n - 3 };
	while (cell.n && strchr(" \t", *cell.s))
		cell = (struct wl_span){ cell.s + 1, cell.n - 1 };
	for (size_t i = 0; i < cell.n; i++) {
		if (cell.s[i] != '"' || (quoted && i && cell.s[i - 1] == '"'))
			wl_buf_addc(&text, cell.s[i]);
		quoted = cell.s[i] == '"' && !quoted;
	}
	wl_buf_rtrim(&text);
	copy = wl_arena_strndup(arena, text.s, text.n);
	wl_buf_release(&text);
	return copy;
}

static long find_column(
	struct wl_arena *arena, const struct rows *rows, const char *name)
{
	for (size_t i = 0; rows->n && i < rows->v->n; i++)
		if (wl_streq(text_of(arena, rows->v->cells[i]), name))
			return (long)i;
	return -1;
}

static const char *divide_cells(const struct wl_merge *merge,
	const struct wl_unit *before, const struct wl_unit *unit,
	const struct wl_span *gap)
{
	const struct rows *rows = merge->context;

	(void)before;
	(void)unit;
	(void)gap;
	return wl_arena_strndup(merge->arena, &rows->delimiter, 1);
}

/* The names of the columns as units. */
static void split_header(
	struct wl_arena *arena, struct wl_units *units, const struct rows *rows)
{
	units->lead = units->tail = (struct wl_span){ rows->n ? "" : NULL, 0 };
	for (size_t i = 0; rows->n && i < rows->v->n; i++) {
		struct wl_unit *unit = wl_units_add(units);

		unit->bytes = rows->v->cells[i];
		unit->key = text_of(arena, unit->bytes);
		unit->loose = true;
	}
}

/* The header of all three: which columns, as one row. */
static bool merge_header(
	struct wl_merge *merge, const struct rows *rows, struct row *out)
{
	static const struct wl_merge_how how = { .divider = divide_cells };
	struct wl_units units[WL_VERSIONS] = { 0 };
	struct wl_buf names = WL_BUF_INIT, *kept = merge->out;
	bool done;

	for (int i = 0; i < WL_VERSIONS; i++) {
		split_header(merge->arena, &units[i], &rows[i]);
		for (size_t k = 1; k < units[i].n; k++)
			units[i].v[k].gap =
				(struct wl_span){ &rows[WL_OURS].delimiter, 1 };
	}
	merge->out = &names;
	done = wl_merge_units(merge, &how, &units[WL_BASE], &units[WL_OURS],
		&units[WL_THEIRS]);
	merge->out = kept;
	if (done)
		split_row(merge->arena, out,
			(struct wl_span){ wl_arena_strndup(merge->arena,
						  names.s, names.n),
				names.n },
			0, rows[WL_OURS].delimiter);
	for (int i = 0; i < WL_VERSIONS; i++)
		free(units[i].v);
	wl_buf_release(&names);
	return done;
}

/* Give a row the columns of another header: what it lacks is empty. */
static void project(struct wl_arena *arena, struct row *row, const long *from,
	size_t n, char delimiter)
{
	struct wl_buf bytes = WL_BUF_INIT;

	for (size_t i = 0; i < n; i++) {
		if (i)
			wl_buf_addc(&bytes, delimiter);
		if (from[i] >= 0)
			wl_buf_add(&bytes, row->cells[from[i]].s,
				row->cells[from[i]].n);
	}
	row->n = 0;
	split_row(arena, row,
		(struct wl_span){
			wl_arena_strndup(arena, bytes.s, bytes.n), bytes.n },
		0, delimiter);
	wl_buf_release(&bytes);
}

static void project_all(
	struct wl_merge *merge, struct rows *rows, const struct row *header)
{
	long *from = wl_alloc(header->n * sizeof(*from));
	bool same = rows->n && rows->v->n == header->n;

	for (size_t i = 0; i < header->n; i++) {
		from[i] = find_column(merge->arena, rows,
			text_of(merge->arena, header->cells[i]));
		same = same && from[i] == (long)i;
	}
	for (size_t i = 1; !same && i < rows->n; i++)
		project(merge->arena, &rows->v[i], from, header->n,
			rows->delimiter);
	if (rows->n)
		rows->v[0] = *header;
	free(from);
}

static void split_rows(struct wl_arena *arena, struct wl_units *units,
	const struct rows *rows, const struct columns *columns, const char *eol)
{
	units->lead = (struct wl_span){ rows->n ? rows->v->bytes.s : NULL,
		rows->n ? rows->v->bytes.n : 0 };
	units->tail = (struct wl_span){ rows->n ? eol : NULL, strlen(eol) };
	for (size_t i = 1; i < rows->n; i++) {
		const struct row *row = &rows->v[i];
		struct wl_unit *unit = wl_units_add(units);

		unit->bytes = row->bytes;
		unit->gap = (struct wl_span){ eol, strlen(eol) };
		unit->key = text_of(arena, row->cells[columns->deal]);
		unit->name = wl_arena_printf(arena, "the deal '%s'", unit->key);
		unit->node = row;
		unit->loose = true;
	}
}

/* A cell: who changed it, or, where both added the deal, who knows it. */
static const struct wl_span *pick_cell(const struct wl_span *base,
	const struct wl_span *ours, const struct wl_span *theirs)
{
	if (!base && (!ours->n || !theirs->n))
		return ours->n ? ours : theirs;
	return wl_merge_pick(base, ours, theirs);
}

static bool merge_row(struct wl_merge *merge, const struct wl_unit *base,
	const struct wl_unit *ours, const struct wl_unit *theirs)
{
	const struct row *o = base ? base->node : NULL, *a = ours->node;
	const struct row *b = theirs->node;
	const struct rows *rows = merge->context;

	for (size_t i = 0; i < a->n; i++) {
		const struct wl_span *cell = pick_cell(
			o ? &o->cells[i] : NULL, &a->cells[i], &b->cells[i]);

		if (!cell) {
			merge->detail = wl_arena_printf(merge->arena, "'%s'",
				text_of(merge->arena, rows->v->cells[i]));
			return false;
		}
		if (i)
			wl_buf_addc(merge->out, rows->delimiter);
		wl_buf_add(merge->out, cell->s, cell->n);
	}
	return true;
}

static const char *divide_rows(const struct wl_merge *merge,
	const struct wl_unit *before, const struct wl_unit *unit,
	const struct wl_span *gap)
{
	(void)before;
	(void)unit;
	(void)gap;
	return merge->eol;
}

/* A row and what orders it. */
struct ordered {
	const char *closed, *deal;
	struct wl_span bytes;
};

static int by_day(const void *a, const void *b)
{
	const struct ordered *x = a, *y = b;
	int order = strcmp(x->closed, y->closed);

	return order ? order : strcmp(x->deal, y->deal);
}

/* The rows with their keys; NULL if the file has no such columns.  The
 * caller frees it. */
static struct ordered *read_order(struct wl_arena *arena,
	const struct rows *rows, const struct columns *columns)
{
	struct ordered *v;

	if (columns->closed < 0)
		return NULL;
	v = wl_alloc((rows->n + 1) * sizeof(*v));
	for (size_t i = 1; i < rows->n; i++)
		v[i - 1] = (struct ordered){
			text_of(arena, rows->v[i].cells[columns->closed]),
			text_of(arena, rows->v[i].cells[columns->deal]),
			rows->v[i].bytes
		};
	return v;
}

static bool is_sorted(struct wl_arena *arena, const struct rows *rows,
	const struct columns *columns)
{
	struct ordered *v = read_order(arena, rows, columns);
	bool sorted = v != NULL;

	for (size_t i = 2; sorted && i < rows->n; i++)
		sorted = by_day(&v[i - 2], &v[i - 1]) <= 0;
	free(v);
	return sorted;
}

/* Put the merged rows, which begin at `from`, in order again. */
static void sort(
	struct wl_merge *merge, size_t from, const struct columns *columns)
{
	struct wl_buf *out = merge->out, sorted = WL_BUF_INIT;
	struct wl_span file = { out->s + from, out->n - from };
	struct ordered *v;
	struct rows rows;

	split(merge->arena, &rows, file);
	v = read_order(merge->arena, &rows, columns);
	if (rows.n)
		qsort(v, rows.n - 1, sizeof(*v), by_day);
	for (size_t i = 0; i < rows.n; i++) {
		struct wl_span row = i ? v[i - 1].bytes : rows.v->bytes;

		wl_buf_add(&sorted, row.s, row.n);
		wl_buf_adds(&sorted, merge->eol);
	}
	wl_buf_splice(out, from, out->n - from, sorted.s, sorted.n);
	wl_buf_release(&sorted);
	free(rows.v);
	free(v);
}

static int check_rows(const struct rows *rows, const struct wl_source *source,
	struct wl_err *err)
{
	for (size_t i = 1; i < rows->n; i++)
		if (rows->v[i].n != rows->v->n)
			return wl_source_error(err, source,
				(size_t)(rows->v[i].bytes.s - source->bytes),
				"the row has %zu cells, the header %zu",
				rows->v[i].n, rows->v->n);
	return 0;
}

static int see_row(
	void *context, const struct wl_csv_row *row, struct wl_err *err)
{
	(void)context;
	(void)row;
	(void)err;
	return 0;
}

static int read_rows(struct wl_merge *merge, struct rows *rows,
	const struct wl_source *source, struct wl_err *err)
{
	struct wl_csv_options options = { .encoding = "UTF-8" };
	int rc = wl_source_check(source, WL_CSV_MAX, err);

	if (!rc && source->n)
		rc = wl_csv_read(source, &options, NULL, see_row, NULL, err);
	if (rc)
		return rc;
	split(merge->arena, rows, (struct wl_span){ source->bytes, source->n });
	if (rows->n && find_column(merge->arena, rows, "deal") < 0)
		return wl_err_at(
			err, source->path, 1, 1, "there is no column 'deal'");
	return check_rows(rows, source, err);
}

static int merge_all(
	struct wl_merge *merge, struct rows *rows, struct wl_err *err)
{
	static const struct wl_merge_how how = { .unit = merge_row,
		.divider = divide_rows,
		.lines = true,
		.hangs = true };
	struct wl_units units[WL_VERSIONS] = { 0 };
	struct row header = { 0 };
	struct columns columns;
	size_t from = merge->out->n;
	bool done = merge_header(merge, rows, &header), sorted;

	if (!done)
		return wl_err_set(err, WL_EFAIL, "the header differs");
	for (int i = 0; i < WL_VERSIONS; i++)
		project_all(merge, &rows[i], &header);
	columns = (struct columns){ find_column(merge->arena, &rows[WL_OURS],
					    "deal"),
		find_column(merge->arena, &rows[WL_OURS], "closed") };
	if (columns.deal < 0)
		return wl_err_set(err, WL_EFAIL, "the column 'deal' is gone");
	for (int i = 0; i < WL_VERSIONS; i++)
		split_rows(merge->arena, &units[i], &rows[i], &columns,
			merge->eol);
	done = wl_merge_units(merge, &how, &units[WL_BASE], &units[WL_OURS],
		&units[WL_THEIRS]);
	sorted = is_sorted(merge->arena, &rows[WL_OURS], &columns) &&
		 is_sorted(merge->arena, &rows[WL_THEIRS], &columns);
	if (done && sorted && !merge->n)
		sort(merge, from, &columns);
	for (int i = 0; i < WL_VERSIONS; i++)
		free(units[i].v);
	return done ? 0 : wl_err_set(err, WL_EFAIL, "the rows differ");
}

int wl_merge_deals(struct wl_merge *merge,
	const struct wl_source versions[WL_VERSIONS], struct wl_err *err)
{
	struct rows rows[WL_VERSIONS] = { 0 };
	int rc = 0;

	for (int i = 0; !rc && i < WL_VERSIONS; i++)
		rc = read_rows(merge, &rows[i], &versions[i], err);
	if (!rc && (!rows[WL_OURS].n || !rows[WL_THEIRS].n))
		rc = wl_err_set(err, WL_EFAIL, "there is no header");
	if (!rc && rows[WL_OURS].delimiter != rows[WL_THEIRS].delimiter)
		rc = wl_err_set(err, WL_EFAIL, "the delimiters differ");
	merge->context = &rows[WL_OURS];
	if (!rc)
		rc = merge_all(merge, rows, err);
	merge->context = NULL;
	for (int i = 0; i < WL_VERSIONS; i++)
		free(rows[i].v);
	return rc;
}
