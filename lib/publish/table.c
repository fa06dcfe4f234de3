/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "publish/table.h"

#include "base/utf8.h"
#include "publish/screen.h"
#include "text/csv.h"

const char *const wl_formats[] = {
	[WL_TEXT] = "text",
	[WL_MARKDOWN] = "md",
	[WL_JSON] = "json",
	[WL_NDJSON] = "ndjson",
	[WL_CSV] = "csv",
	NULL,
};

/* Cells */

void wl_cell_text(struct wl_cell *cell, const char *text)
{
	cell->text = text;
}

void wl_cell_int(struct wl_cell *cell, long long value)
{
	cell->kind = WL_CELL_INT;
	cell->integer = value;
}

void wl_cell_day(struct wl_cell *cell, wl_day day)
{
	cell->text = wl_day_format(day, cell->scratch);
}

void wl_cell_time(struct wl_cell *cell, const struct wl_time *time)
{
	cell->text = wl_time_format(time, cell->scratch);
}

/* Not strtod: its point is that of the locale. */
static bool decimal(double *out, const char *s)
{
	double value = 0, scale = 1;
	bool negative = *s == '-', digits = false;

	for (s += negative; *s >= '0' && *s <= '9'; s++, digits = true)
		value = value * 10 + (*s - '0');
	if (*s == '.')
		for (s++; *s >= '0' && *s <= '9'; s++, digits = true) {
			value = value * 10 + (*s - '0');
			scale *= 10;
		}
	*out = negative ? -value / scale : value / scale;
	return digits && !*s;
}

void wl_cell_amount(struct wl_cell *cell, const char *amount)
{
	cell->text = amount;
	if (amount && decimal(&cell->number, amount))
		cell->kind = WL_CELL_NUMBER;
}

void wl_cell_list(
	struct wl_cell *cell, const struct wl_list *list, const char *between)
{
	cell->kind = WL_CELL_LIST;
	cell->list = *list;
	cell->between = between;
}

static void tags_join(struct wl_buf *out, const struct wl_tag *tags, size_t n)
{
	static const char *const signs[] = { "-", "", "+" };

	for (size_t i = 0; i < n; i++) {
		wl_buf_adds(out, i ? " " : "");
		wl_buf_adds(out, tags[i].theme);
		wl_buf_adds(out, signs[tags[i].polarity + 1]);
	}
}

void wl_tags_json(struct wl_json *json, const char *key,
	const struct wl_tag *tags, size_t n)
{
	wl_json_array(json, key);
	for (size_t i = 0; i < n; i++) {
		wl_json_object(json, NULL);
		wl_json_string(json, "id", tags[i].theme);
		wl_json_int(json, "polarity", tags[i].polarity);
		wl_json_end_object(json);
	}
	wl_json_end_array(json);
}

static void list_json(
	struct wl_json *json, const char *key, const struct wl_list *list)
{
	wl_json_array(json, key);
	for (size_t i = 0; i < list->n; i++)
		wl_json_string(json, NULL, list->v[i]);
	wl_json_end_array(json);
}

static void cell_json(
	struct wl_json *json, const char *key, const struct wl_cell *cell)
{
	switch (cell->kind) {
	case WL_CELL_TEXT:
		wl_json_text(json, key, cell->text);
		break;
	case WL_CELL_INT:
		wl_json_int(json, key, cell->integer);
		break;
	case WL_CELL_NUMBER:
		wl_json_number(json, key, cell->number);
		break;
	case WL_CELL_LIST:
		list_json(json, key, &cell->list);
		break;
	case WL_CELL_TAGS:
		wl_tags_json(json, key, cell->tags, cell->ntags);
		break;
	}
}

/* The cell as a text, which may be made in `made`. */
static const char *cell_plain(struct wl_buf *made, const struct wl_cell *cell)
{
	wl_buf_clear(made);
	switch (cell->kind) {
	case WL_CELL_TEXT:
	case WL_CELL_NUMBER:
		return cell->text ? cell->text : "";
	case WL_CELL_INT:
		wl_buf_add_int(made, cell->integer);
		break;
	case WL_CELL_LIST:
		for (size_t i = 0; i < cell->list.n; i++) {
			wl_buf_adds(made, i ? cell->between : "");
			wl_buf_adds(made, cell->list.v[i]);
		}
		break;
	case WL_CELL_TAGS:
		tags_join(made, cell->tags, cell->ntags);
		break;
	}
	return made->s;
}

static void cell_get(struct wl_cell *cell, const struct wl_column *column,
	const void *record)
{
	memset(cell, 0, sizeof(*cell));
	column->get(cell, record, column->index);
}

/* Markdown */

void wl_markdown_line(struct wl_buf *out, const char *text)
{
	struct wl_buf clean = WL_BUF_INIT;

	wl_clean_line(&clean, text);
	wl_markdown_escape(out, clean.s, "", "\n");
	wl_buf_release(&clean);
}

/* In a table a pipe ends the cell wherever it stands. */
void wl_markdown_cell(struct wl_buf *out, const char *text)
{
	struct wl_buf clean = WL_BUF_INIT, escaped = WL_BUF_INIT;

	wl_clean_line(&clean, text);
	wl_markdown_escape_heading(&escaped, clean.s);
	for (const char *p = escaped.s; *p; p++) {
		if (*p == '\\' && p[1])
			wl_buf_addc(out, *p++);
		else if (*p == '|')
			wl_buf_addc(out, '\\');
		wl_buf_addc(out, *p);
	}
	wl_buf_release(&clean);
	wl_buf_release(&escaped);
}

static void head_markdown(struct wl_table *table)
{
	for (size_t i = 0; i < table->ncolumns; i++)
		wl_buf_addf(table->out, "| %s ", table->columns[i].name);
	wl_buf_adds(table->out, "|\n");
	for (size_t i = 0; i < table->ncolumns; i++)
		wl_buf_adds(table->out, "|---");
	wl_buf_adds(table->out, "|\n");
}

static void row_markdown(struct wl_table *table, const void *record)
{
	struct wl_buf made = WL_BUF_INIT;
	struct wl_cell cell;
	const char *plain;

	for (size_t i = 0; i < table->ncolumns; i++) {
		cell_get(&cell, &table->columns[i], record);
		plain = cell_plain(&made, &cell);
		wl_buf_adds(table->out, "| ");
		wl_markdown_cell(table->out, plain);
		wl_buf_adds(table->out, *plain ? " " : "");
	}
	wl_buf_adds(table->out, "|\n");
	wl_buf_release(&made);
}

/* CSV */

static void head_csv(struct wl_table *table)
{
	for (size_t i = 0; i < table->ncolumns; i++) {
		wl_buf_adds(table->out, i ? "," : "");
		wl_csv_cell(table->out, table->columns[i].name, true);
	}
	wl_buf_addc(table->out, '\n');
}

static void csv_cell(struct wl_buf *out, const char *text)
{
	struct wl_buf visible = WL_BUF_INIT;
	bool shown = wl_utf8_is_visible(text, true);

	if (!shown)
		wl_utf8_visible(&visible, text, true);
	wl_csv_cell(out, shown ? text : visible.s, true);
	wl_buf_release(&visible);
}

static void row_csv(struct wl_table *table, const void *record)
{
	struct wl_buf made = WL_BUF_INIT;
	struct wl_cell cell;

	for (size_t i = 0; i < table->ncolumns; i++) {
		cell_get(&cell, &table->columns[i], record);
		wl_buf_adds(table->out, i ? "," : "");
		csv_cell(table->out, cell_plain(&made, &cell));
	}
	wl_buf_addc(table->out, '\n');
	wl_buf_release(&made);
}

/* JSON */

static void head_json(struct wl_table *table)
{
	wl_json_init(&table->json, table->out, false);
	wl_json_object(&table->json, NULL);
	wl_json_int(&table->json, "winloss", 1);
	wl_json_array(&table->json, table->name);
}

static void row_json(struct wl_table *table, const void *record)
{
	struct wl_cell cell;

	wl_json_object(&table->json, NULL);
	for (size_t i = 0; i < table->ncolumns; i++) {
		cell_get(&cell, &table->columns[i], record);
		cell_json(&table->json, table->columns[i].name, &cell);
	}
	wl_json_end_object(&table->json);
}

static void end_json(struct wl_table *table)
{
	wl_json_end_array(&table->json);
	if (table->more)
		table->more(&table->json, table->context);
	wl_json_end_object(&table->json);
}

static void row_ndjson(struct wl_table *table, const void *record)
{
	wl_json_init(&table->json, table->out, true);
	row_json(table, record);
}

static const struct {
	void (*begin)(struct wl_table *table);
	void (*row)(struct wl_table *table, const void *record);
	void (*end)(struct wl_table *table);
} writers[] = {
	[WL_TEXT] = { head_markdown, row_markdown, NULL },
	[WL_MARKDOWN] = { head_markdown, row_markdown, NULL },
	[WL_JSON] = { head_json, row_json, end_json },
	[WL_NDJSON] = { NULL, row_ndjson, NULL },
	[WL_CSV] = { head_csv, row_csv, NULL },
};

void wl_table_begin(struct wl_table *table)
{
	if (writers[table->format].begin)
		writers[table->format].begin(table);
}

void wl_table_row(struct wl_table *table, const void *record)
{
	writers[table->format].row(table, record);
}

void wl_table_end(struct wl_table *table)
{
	if (writers[table->format].end)
		writers[table->format].end(table);
}

void wl_table_write(
	struct wl_table *table, const void *records, size_t n, size_t size)
{
	wl_table_begin(table);
	for (size_t i = 0; i < n; i++)
		wl_table_row(table, (const char *)records + i * size);
	wl_table_end(table);
}
