/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "publish/quotes.h"
#include "store/redact.h"
#include "publish/table.h"

/* A text of the interview or of the passage: where its pointer stands. */
static void get_of_interview(
	struct wl_cell *cell, const void *record, size_t offset)
{
	const struct wl_found_row *row = record;
	const char *const *text =
		(const void *)((const char *)row->interview + offset);

	wl_cell_text(cell, *text);
}

static void get_of_passage(
	struct wl_cell *cell, const void *record, size_t offset)
{
	const struct wl_found_row *row = record;
	const char *const *text =
		(const void *)((const char *)row->passage + offset);

	wl_cell_text(cell, *text);
}

static void get_outcome(struct wl_cell *cell, const void *record, size_t index)
{
	const struct wl_found_row *row = record;

	(void)index;
	wl_cell_text(cell, wl_outcomes[row->interview->outcome]);
}

static void get_kind(struct wl_cell *cell, const void *record, size_t index)
{
	const struct wl_found_row *row = record;

	(void)index;
	wl_cell_text(cell, row->passage->quote ? "quote" : "note");
}

static void get_level(struct wl_cell *cell, const void *record, size_t index)
{
	const struct wl_found_row *row = record;

	(void)index;
	wl_cell_text(cell, wl_level_names[wl_interview_level(
				   row->interview, row->passage)]);
}

static void get_time(struct wl_cell *cell, const void *record, size_t index)
{
	int seconds = ((const struct wl_found_row *)record)->passage->seconds;

	(void)index;
	if (seconds >= 0)
		wl_cell_text(cell, wl_clock_format(seconds, cell->scratch));
}

static void get_words(struct wl_cell *cell, const void *record, size_t index)
{
	const struct wl_found_row *row = record;

	(void)index;
	wl_cell_text(cell, wl_redact_words(row->interview, row->passage));
}

static void get_line(struct wl_cell *cell, const void *record, size_t index)
{
	(void)index;
	wl_cell_int(cell, ((const struct wl_found_row *)record)->passage->line);
}

static void get_themes(struct wl_cell *cell, const void *record, size_t index)
{
	const struct wl_passage *passage =
		((const struct wl_found_row *)record)->passage;

	(void)index;
	cell->kind = WL_CELL_TAGS;
	cell->tags = passage->tags;
	cell->ntags = passage->ntags;
}

static void get_match(struct wl_cell *cell, const void *record, size_t index)
{
	(void)index;
	wl_cell_int(cell, ((const struct wl_found_row *)record)->match);
}

#define INTERVIEW(member) offsetof(struct wl_interview, member)
#define PASSAGE(member) offsetof(struct wl_passage, member)

/* The last one only where there is context. */
static const struct wl_column columns[] = {
	{ "passage", get_of_passage, PASSAGE(id) },
	{ "interview", get_of_interview, INTERVIEW(id) },
	{ "deal", get_of_interview, INTERVIEW(deal) },
	{ "outcome", get_outcome, 0 },
	{ "path", get_of_interview, INTERVIEW(path) },
	{ "line", get_line, 0 },
	{ "kind", get_kind, 0 },
	{ "themes", get_themes, 0 },
	{ "level", get_level, 0 },
	{ "time", get_time, 0 },
	{ "question", get_of_passage, PASSAGE(question) },
	{ "text", get_words, 0 },
	{ "match", get_match, 0 },
};

void wl_publish_found(
	struct wl_buf *out, const struct wl_found *found, enum wl_format format)
{
	struct wl_table table = {
		.out = out,
		.format = format,
		.name = "quotes",
		.columns = columns,
		.ncolumns = WL_LEN(columns) - !found->query->context,
	};

	wl_table_begin(&table);
	for (size_t i = 0; i < found->nrows; i++) {
		const struct wl_found_row *row = &found->rows[i];

		if (wl_redact_words(row->interview, row->passage))
			wl_table_row(&table, row);
	}
	wl_table_end(&table);
}

int wl_publish_quotes(struct wl_buf *out, const struct wl_corpus *corpus,
	const struct wl_filter *filter, enum wl_format format,
	struct wl_err *err)
{
	struct wl_find_query query = WL_FIND_ANY;
	struct wl_found found;

	(void)err;
	query.filter = *filter;
	wl_find(&found, corpus, &query);
	wl_publish_found(out, &found, format);
	wl_found_release(&found);
	return 0;
}
