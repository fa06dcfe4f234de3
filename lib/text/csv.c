/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "text/csv.h"

#include <csv.h>

#include "base/utf8.h"

#define BLOCK ((size_t)4096)

struct reader {
	struct csv_parser parser;
	struct wl_source text; /* decoded; path as the user named it */
	char delimiter;
	size_t at;     /* where the next line begins */
	int line;      /* its number */
	bool blank;    /* an empty line stands before it */
	bool in_row;   /* it goes on with a row already begun */
	size_t row_at; /* where that row begins */
	struct wl_csv_row row;
	struct wl_buf cells; /* of the row, each with its NUL */
	size_t *starts;      /* of the cells in there */
	size_t nstarts, cap;
	wl_csv_each each;
	void *context;
	int code; /* why to stop; 0 to go on */
	struct wl_err *err;
};

static bool is_end(char c)
{
	return (c == '\n') | (c == '\r');
}

/* Behind the line that begins at `at`, with its CR, LF or CRLF. */
static size_t line_end(const struct wl_source *text, size_t at)
{
	at += strcspn(text->bytes + at, "\r\n");
	if (at < text->n && text->bytes[at] == '\r')
		return at + 1 +
		       (at + 1 < text->n && text->bytes[at + 1] == '\n');
	return at < text->n ? at + 1 : text->n;
}

/* Line and column of an offset within the row that is being read. */
static void place(
	const struct reader *reader, size_t offset, int *line, int *column)
{
	size_t from = reader->row_at, end;

	*line = reader->row.line;
	while ((end = line_end(&reader->text, from)) <= offset &&
		end < reader->text.n) {
		from = end;
		(*line)++;
	}
	*column = 1 +
		  (int)wl_utf8_count(reader->text.bytes + from, offset - from);
}

/* Where the quoted cell begins that is still open at the offset. */
static size_t opening(const struct reader *reader, size_t offset)
{
	const char *s = reader->text.bytes;
	size_t found = reader->row_at;
	bool open = false;

	for (size_t i = reader->row_at; i < offset; i++) {
		if (s[i] != '"')
			continue;
		if (open && i + 1 < offset && s[i + 1] == '"') {
			i++;
			continue;
		}
		open = !open;
		if (open)
			found = i;
	}
	return found;
}

static int stray(struct reader *reader, size_t offset)
{
	int line, column, first, ignored;
	bool quoted = reader->parser.quoted;

	place(reader, offset, &line, &column);
	place(reader, opening(reader, offset), &first, &ignored);
	wl_err_at(reader->err, reader->text.path, line, column,
		quoted ? "text behind the closing quote of a cell"
		       : "a quote within a cell that does not begin with one");
	if (quoted && first < line)
		return wl_err_hint(reader->err,
			"the cell begins in line %d: a quote within a quoted "
			"cell is written twice",
			first);
	return wl_err_hint(reader->err, "put the whole cell in quotes and "
					"write a quote within it twice");
}

static int unclosed(struct reader *reader)
{
	int line, column;

	place(reader, opening(reader, reader->text.n), &line, &column);
	wl_err_at(reader->err, reader->text.path, line, column,
		"the quote of this cell is never closed");
	return wl_err_hint(
		reader->err, "a quote within a quoted cell is written twice");
}

static int too_big(struct reader *reader)
{
	return wl_err_at(reader->err, reader->text.path, reader->row.line, 0,
		"a cell of this row is over 1 MiB");
}

static void on_cell(void *s, size_t n, void *context)
{
	struct reader *reader = context;

	if (reader->code)
		return;
	if (n > WL_CSV_FIELD_MAX) {
		reader->code = too_big(reader);
		return;
	}
	if (reader->nstarts == WL_CSV_CELLS_MAX) {
		reader->code = wl_err_at(reader->err, reader->text.path,
			reader->row.line, 0, "a row of over %zu cells",
			WL_CSV_CELLS_MAX);
		return;
	}
	WL_GROW(reader->starts, reader->nstarts, reader->cap);
	reader->starts[reader->nstarts++] = reader->cells.n;
	wl_buf_add(&reader->cells, s, n);
	wl_buf_addc(&reader->cells, '\0');
}

static void on_row(int c, void *context)
{
	struct reader *reader = context;
	struct wl_csv_row *row = &reader->row;

	(void)c;
	reader->in_row = false;
	if (reader->code)
		return;
	row->n = reader->nstarts;
	row->cells = wl_realloc(row->cells, row->n * sizeof(*row->cells));
	for (size_t i = 0; i < row->n; i++)
		row->cells[i] = reader->cells.s + reader->starts[i];
	reader->code = reader->each(reader->context, row, reader->err);
	reader->nstarts = 0;
	wl_buf_clear(&reader->cells);
}

static int is_space(unsigned char c)
{
	return c == ' ';
}

static bool is_blank(const struct reader *reader, size_t from, size_t to)
{
	const char *s = reader->text.bytes;

	while (from < to &&
		(s[from] == ' ' || is_end(s[from]) ||
			(s[from] == '\t' && reader->delimiter != '\t')))
		from++;
	return from == to;
}

/* Hand one line, or a piece of a very long one, to libcsv. */
static int feed(struct reader *reader, size_t from, size_t to)
{
	while (from < to && !reader->code) {
		size_t n = to - from < BLOCK * 16 ? to - from : BLOCK * 16;
		size_t done = csv_parse(&reader->parser,
			reader->text.bytes + from, n, on_cell, on_row, reader);

		if (reader->code)
			break;
		if (done < n)
			return stray(reader, from + done);
		if (csv_get_buffer_size(&reader->parser) >
			WL_CSV_FIELD_MAX + 2 * BLOCK * 16)
			return too_big(reader);
		from += n;
	}
	return reader->code;
}

static int read_line(struct reader *reader)
{
	size_t from = reader->at, to = line_end(&reader->text, from);
	int code = 0;

	if (!reader->in_row && is_blank(reader, from, to)) {
		reader->blank = true;
	} else {
		if (!reader->in_row) {
			reader->row.line = reader->line;
			reader->row.after_blank = reader->blank;
			reader->row_at = from;
			reader->blank = false;
			reader->in_row = true;
		}
		code = feed(reader, from, to);
	}
	reader->at = to;
	reader->line++;
	return code;
}

static int read_lines(struct reader *reader)
{
	int code = 0;

	while (!code && reader->at < reader->text.n)
		code = read_line(reader);
	if (!code && csv_fini(&reader->parser, on_cell, on_row, reader))
		code = unclosed(reader);
	return code ? code : reader->code;
}

/* A first line `sep=;`, perhaps in quotes, names the delimiter. */
static char named_delimiter(const struct wl_source *text, size_t *end)
{
	const char *s = text->bytes;
	size_t quote = *s == '"', to = line_end(text, 0), n = to;
	char c;

	while (n && is_end(s[n - 1]))
		n--;
	if (n != 5 + 2 * quote || (quote && s[n - 1] != '"'))
		return 0;
	s += quote;
	for (size_t i = 0; i < 4; i++)
		if ((s[i] | 0x20) != "sep="[i])
			return 0;
	c = s[4];
	if (!strchr(",;\t|:^~#", c))
		return 0;
	*end = to;
	return c;
}

/* The candidate that the first row holds most of, outside quotes. */
static char find_delimiter(const struct wl_source *text, size_t at)
{
	static const char candidates[] = ",;\t|";
	size_t counts[sizeof(candidates)] = { 0 }, best = 0;
	bool quoted = false;
	const char *c;

	while (at < text->n &&
		(is_end(text->bytes[at]) || text->bytes[at] == ' '))
		at++;
	for (; at < text->n; at++) {
		if (text->bytes[at] == '"')
			quoted = !quoted;
		if (quoted)
			continue;
		if (is_end(text->bytes[at]))
			break;
		if ((c = strchr(candidates, text->bytes[at])))
			counts[c - candidates]++;
	}
	for (size_t i = 1; candidates[i]; i++)
		if (counts[i] > counts[best])
			best = i;
	return candidates[best];
}

static void begin(struct reader *reader, char delimiter)
{
	char named = 0;
	struct csv_parser *parser = &reader->parser;

	reader->line = 1;
	if (reader->text.n)
		named = named_delimiter(&reader->text, &reader->at);
	if (reader->at)
		reader->line++;
	if (!delimiter)
		delimiter = named;
	if (!delimiter)
		delimiter = find_delimiter(&reader->text, reader->at);
	reader->delimiter = delimiter;
	csv_init(parser, CSV_STRICT | CSV_STRICT_FINI);
	csv_set_delim(parser, (unsigned char)delimiter);
	csv_set_blk_size(parser, BLOCK);
	if (delimiter == '\t')
		csv_set_space_func(parser, is_space);
}

int wl_csv_read(const struct wl_source *source,
	const struct wl_csv_options *options, struct wl_csv_found *found,
	wl_csv_each each, void *context, struct wl_err *err)
{
	struct wl_csv_text text = { { NULL, "", 0 }, WL_BUF_INIT };
	struct reader reader = { .each = each, .context = context, .err = err };
	struct wl_csv_found what;
	int code;

	code = wl_csv_decode(
		&text, source, options ? options->encoding : NULL, &what, err);
	if (code)
		return code;
	wl_buf_init(&reader.cells);
	reader.text = text.source;
	begin(&reader, options ? options->delimiter : 0);
	what.delimiter = reader.delimiter;
	if (found)
		*found = what;
	code = read_lines(&reader);
	csv_free(&reader.parser);
	free(reader.row.cells);
	free(reader.starts);
	wl_buf_release(&reader.cells);
	wl_csv_text_release(&text);
	return code;
}

/* Begins s with what a spreadsheet would run? */
static bool would_run(const char *s)
{
	size_t n;

	if (*s >= 'A' || !*s || !strchr("=+-@\t\r\n", *s))
		return false;
	if (*s != '+' && *s != '-')
		return true;
	n = 1 + strspn(s + 1, "0123456789");
	if (n == 1)
		return true;
	if (s[n] == '.' && s[n + 1])
		n += 1 + strspn(s + n + 1, "0123456789");
	return s[n] != '\0';
}

static bool is_white(char c)
{
	return c == ' ' || c == '\t';
}

/* Looks at all of it, and for each alone: so the compiler takes many bytes at
 * once, which it does not where it can make one test of bits of them. */
static bool needs_quotes(const char *s, size_t n)
{
	unsigned char comma = 0, quote = 0, lf = 0, cr = 0;

	for (size_t i = 0; i < n; i++) {
		comma |= s[i] == ',';
		quote |= s[i] == '"';
		lf |= s[i] == '\n';
		cr |= s[i] == '\r';
	}
	return comma || quote || lf || cr ||
	       (n && (is_white(s[0]) || is_white(s[n - 1])));
}

void wl_csv_cell(struct wl_buf *out, const char *s, bool harmless)
{
	const char *mark = harmless && would_run(s) ? "'" : "", *quote;
	size_t n = strlen(s);

	if (!needs_quotes(s, n)) {
		wl_buf_adds(out, mark);
		wl_buf_add(out, s, n);
		return;
	}
	wl_buf_addc(out, '"');
	wl_buf_adds(out, mark);
	for (; (quote = memchr(s, '"', n));
		n -= (size_t)(quote + 1 - s), s = quote + 1) {
		wl_buf_add(out, s, (size_t)(quote + 1 - s));
		wl_buf_addc(out, '"');
	}
	wl_buf_add(out, s, n);
	wl_buf_addc(out, '"');
}
