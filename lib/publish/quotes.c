/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "publish/redact.h"
#include "publish/table.h"

struct record {
	const struct wl_interview *interview;
	const struct wl_passage *passage;
};

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
	const struct record *r = record;
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
	wl_cell_int(cell, ((const struct record *)record)->passage->line);
}

static void get_themes(struct wl_cell *cell, const void *record, size_t index)
{
	const struct wl_passage *passage =
		((const struct record *)record)->passage;

	(void)index;
	cell->kind = WL_CELL_TAGS;
	cell->tags = passage->tags;
	cell->ntags = passage->ntags;
}

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
};

static void add_interview(
	struct wl_table *table, const struct wl_interview *interview)
{
	for (size_t i = 0; i < interview->npassages; i++) {
		const struct wl_passage *passage = &interview->passages[i];
		struct record record = { interview, passage };

		if ((passage->quote || wl_evidence_is(passage)) &&
			wl_redact_words(interview, passage))
			wl_table_row(table, &record);
	}
}

int wl_publish_quotes(struct wl_buf *out, const struct wl_corpus *corpus,
	const struct wl_filter *filter, enum wl_format format,
	struct wl_err *err)
{
	struct wl_table table = {
		.out = out,
		.format = format,
		.name = "quotes",
		.columns = columns,
		.ncolumns = WL_LEN(columns),
	};

	(void)err;
	wl_table_begin(&table);
	for (size_t i = 0; i < corpus->ninterviews; i++) {
		const struct wl_interview *one = &corpus->interviews[i];

		if (wl_interview_counts(one) && wl_filter_passes(filter, one))
			add_interview(&table, one);
	}
	wl_table_end(&table);
	return 0;
}
