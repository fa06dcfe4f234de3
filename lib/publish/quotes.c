/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "publish/quotes.h"
#include "publish/redact.h"
#include "publish/table.h"

enum {
	PASSAGE,
	INTERVIEW,
	DEAL,
	OUTCOME,
	PATH,
	KIND,
	LEVEL,
	TIME,
	QUESTION,
	WORDS
};

static void get_text(struct wl_cell *cell, const void *record, size_t which)
{
	const struct wl_found_row *r = record;
	const struct wl_passage *p = r->passage;
	const char *const texts[] = {
		[PASSAGE] = p->id,
		[INTERVIEW] = r->interview->id,
		[DEAL] = r->interview->deal,
		[OUTCOME] = wl_outcomes[r->interview->outcome],
		[PATH] = r->interview->path,
		[KIND] = p->quote ? "quote" : "note",
		[LEVEL] = wl_level_names[wl_interview_level(r->interview, p)],
		[TIME] = p->seconds < 0
				 ? NULL
				 : wl_clock_format(p->seconds, cell->scratch),
		[QUESTION] = p->question,
		[WORDS] = wl_redact_words(r->interview, p),
	};

	wl_cell_text(cell, texts[which]);
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

/* The last one only where there is context. */
static const struct wl_column columns[] = {
	{ "passage", get_text, PASSAGE },
	{ "interview", get_text, INTERVIEW },
	{ "deal", get_text, DEAL },
	{ "outcome", get_text, OUTCOME },
	{ "path", get_text, PATH },
	{ "line", get_line, 0 },
	{ "kind", get_text, KIND },
	{ "themes", get_themes, 0 },
	{ "level", get_text, LEVEL },
	{ "time", get_text, TIME },
	{ "question", get_text, QUESTION },
	{ "text", get_text, WORDS },
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
