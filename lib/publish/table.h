/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A table in each of its formats.  A column says its name and how to get its
 * value from a record; the formats do the rest.
 *
 *	json	{"winloss": 1, "<name>": [{...}]}
 *	ndjson	the records alone, one a line
 *	csv	a header and the records; cells made harmless for spreadsheets,
 *		control and bidirectional characters shown
 *	md	a table; also for text
 */
#ifndef WL_PUBLISH_TABLE_H
#define WL_PUBLISH_TABLE_H

#include "publish/publish.h"
#include "text/json.h"

enum wl_cell_kind {
	WL_CELL_TEXT, /* NULL or "": null */
	WL_CELL_INT,
	WL_CELL_NUMBER, /* written as `text` where there is no JSON */
	WL_CELL_LIST,   /* an array, or joined by `between` */
	WL_CELL_TAGS,   /* an array of {id, polarity}, or "a b+ c-" */
};

struct wl_cell {
	enum wl_cell_kind kind;
	const char *text;
	long long integer;
	double number;
	struct wl_list list;
	const char *between;
	const struct wl_tag *tags;
	size_t ntags;
	char scratch[32]; /* for `text` */
};

struct wl_column {
	const char *name;
	/* Fill the cell, which is empty text, from a record. */
	void (*get)(struct wl_cell *cell, const void *record, size_t index);
	size_t index; /* handed to get */
};

struct wl_table {
	struct wl_buf *out;
	enum wl_format format;
	const char *name; /* the key of the JSON array */
	const struct wl_column *columns;
	size_t ncolumns;
	/* Keys behind the array, in JSON alone; may be NULL. */
	void (*more)(struct wl_json *json, const void *context);
	const void *context;
	struct wl_json json;
};

void wl_table_begin(struct wl_table *table);
void wl_table_row(struct wl_table *table, const void *record);
void wl_table_end(struct wl_table *table);
/* All of it: n records of this size, one behind the other. */
void wl_table_write(
	struct wl_table *table, const void *records, size_t n, size_t size);

/* For getters. */
void wl_cell_text(struct wl_cell *cell, const char *text);
void wl_cell_int(struct wl_cell *cell, long long value);
void wl_cell_day(struct wl_cell *cell, wl_day day);
void wl_cell_time(struct wl_cell *cell, const struct wl_time *time);
/* "48000.00": a number in JSON, text elsewhere. */
void wl_cell_amount(struct wl_cell *cell, const char *amount);
void wl_cell_list(
	struct wl_cell *cell, const struct wl_list *list, const char *between);

/* Add one line of text as the cell of a Markdown table. */
void wl_markdown_cell(struct wl_buf *out, const char *text);
/* Add one line of text for a Markdown paragraph or list item. */
void wl_markdown_line(struct wl_buf *out, const char *text);
/* Write themes as [{"id": ..., "polarity": ...}]. */
void wl_tags_json(struct wl_json *json, const char *key,
	const struct wl_tag *tags, size_t n);

#endif
