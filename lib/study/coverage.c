/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "study/sample.h"

#include "model/crm.h"

struct cell {
	struct wl_stratum stratum; /* the stage is "" by outcome */
	enum wl_outcome outcome;   /* none by stage */
	struct cell *next;
};

/* What a deal says. */
struct said {
	const char *segment, *competitor, *stage; /* "" is unknown */
	enum wl_outcome outcome;
};

struct table {
	bool by_stage;       /* else by outcome */
	struct wl_map cells; /* by key: struct cell */
	struct cell *all;
	size_t n;
};

/* The cells that deals of the same words went into last.  Texts of a corpus
 * mostly stand once, so their addresses tell, and few are read twice. */
#define MEMORY 512

struct met {
	struct said said;
	struct wl_stratum *cells[2]; /* as the tables */
};

struct covering {
	struct wl_arena *arena;
	const struct wl_programme *programme;
	struct wl_map stages; /* as a file names them: as they count */
	struct wl_buf key;
	struct table tables[2];
	int interviewed, closed;
	struct met memory[MEMORY];
};

static const char *text(const char *s)
{
	return s ? s : "";
}

static bool is_end(enum wl_outcome outcome)
{
	return outcome >= WL_WIN && outcome <= WL_NO_DECISION;
}

/* A CRM's last stage often says how the deal ended, not how far it came. */
static const char *stage_reached(struct covering *covering, const char *stage)
{
	const char *reached = wl_map_get(&covering->stages, stage);

	if (reached)
		return reached;
	reached = is_end(wl_crm_stage_outcome(covering->programme, stage))
			  ? ""
			  : stage;
	wl_map_put(&covering->stages, stage, (void *)(uintptr_t)reached);
	return reached;
}

static struct wl_stratum *cell_of(
	struct covering *covering, struct table *table, const struct said *said)
{
	const char *stage =
		table->by_stage ? stage_reached(covering, said->stage) : "";
	enum wl_outcome outcome =
		table->by_stage ? WL_OUTCOME_NONE : said->outcome;
	struct cell *cell;

	wl_buf_clear(&covering->key);
	wl_buf_addf(&covering->key, "%s\x1f%s\x1f%s\x1f%d", said->segment,
		said->competitor, stage, (int)outcome);
	cell = wl_map_get(&table->cells, covering->key.s);
	if (cell)
		return &cell->stratum;
	cell = wl_arena_alloc(covering->arena, sizeof(*cell));
	cell->stratum.segment = said->segment;
	cell->stratum.competitor = said->competitor;
	cell->stratum.stage = stage;
	cell->outcome = outcome;
	cell->next = table->all;
	table->all = cell;
	table->n++;
	wl_map_put(&table->cells,
		wl_arena_strdup(covering->arena, covering->key.s), cell);
	return &cell->stratum;
}

static uint64_t stir(uint64_t hash, const char *at)
{
	return (hash ^ (uintptr_t)at) * UINT64_C(0x9e3779b97f4a7c15);
}

static struct met *place_of(struct covering *covering, const struct said *said)
{
	uint64_t hash = (uint64_t)said->outcome;

	hash = stir(hash, said->segment);
	hash = stir(hash ^ hash >> 32, said->competitor);
	hash = stir(hash ^ hash >> 32, said->stage);
	return &covering->memory[hash >> 32 & (MEMORY - 1)];
}

static bool is_met(const struct met *met, const struct said *said)
{
	return met->said.segment == said->segment &&
	       met->said.competitor == said->competitor &&
	       met->said.stage == said->stage &&
	       met->said.outcome == said->outcome;
}

static void cover(
	struct covering *covering, const struct said *said, bool interviewed)
{
	struct met *met = place_of(covering, said);

	if (!is_met(met, said)) {
		met->said = *said;
		for (size_t i = 0; i < WL_LEN(met->cells); i++)
			met->cells[i] =
				cell_of(covering, &covering->tables[i], said);
	}
	for (size_t i = 0; i < WL_LEN(met->cells); i++) {
		met->cells[i]->interviewed += interviewed;
		met->cells[i]->closed++;
	}
	covering->interviewed += interviewed;
	covering->closed++;
}

/* What an interview says of its deal counts, not what deals.csv says. */
static void cover_interviewed(struct covering *covering, bool *done,
	const struct wl_deals *deals, const struct wl_sample *sample)
{
	for (const struct wl_unit *u = sample->first; u; u = u->next) {
		const struct wl_interview *one = u->first->interview;
		const struct said said = { text(one->segment),
			text(one->competitor), text(one->stage), one->outcome };

		if (u->crm)
			done[u->crm - deals->v] = true;
		if (!u->again)
			cover(covering, &said, true);
	}
}

static void cover_closed(struct covering *covering, const bool *done,
	const struct wl_synthesis *synthesis)
{
	const struct wl_corpus *corpus = synthesis->corpus;
	struct wl_filter filter = synthesis->filter;
	wl_day today = wl_time_day(&corpus->as_of);

	filter.since = filter.until = WL_NO_DAY;
	for (size_t i = 0; i < corpus->deals.n; i++) {
		const struct wl_deal *deal = &corpus->deals.v[i];
		const struct said said = { text(deal->segment),
			text(deal->competitor), text(deal->stage),
			deal->outcome };

		if (done[i] || !is_end(deal->outcome))
			continue;
		if (today != WL_NO_DAY && deal->closed > today)
			continue;
		if (wl_filter_passes_deal(&filter, &corpus->programme, deal))
			cover(covering, &said, false);
	}
}

static int by_cell(const void *left, const void *right)
{
	const struct cell *const *a = left, *const *b = right;
	const struct wl_stratum *x = &(*a)->stratum, *y = &(*b)->stratum;
	int order = strcmp(x->segment, y->segment);

	if (!order)
		order = strcmp(x->competitor, y->competitor);
	if (!order)
		order = strcmp(x->stage, y->stage);
	return order ? order : (int)(*a)->outcome - (int)(*b)->outcome;
}

/* The cells in order; the array is the caller's to free. */
static struct cell **sorted(const struct table *table)
{
	struct cell **v = wl_alloc((table->n + 1) * sizeof(*v));
	size_t n = 0;

	for (struct cell *cell = table->all; cell; cell = cell->next)
		v[n++] = cell;
	qsort(v, n, sizeof(struct cell *), by_cell);
	return v;
}

static void by_outcome(
	struct wl_synthesis *synthesis, const struct table *table)
{
	struct cell **v = sorted(table);

	synthesis->ncoverage = table->n;
	synthesis->coverage = wl_arena_alloc(
		&synthesis->arena, table->n * sizeof(*synthesis->coverage));
	for (size_t i = 0; i < table->n; i++) {
		const struct wl_stratum *from = &v[i]->stratum;

		synthesis->coverage[i] = (struct wl_cover){ from->segment,
			from->competitor, v[i]->outcome, from->interviewed,
			from->closed };
	}
	free(v);
}

static double share(int k, int n)
{
	return n ? (double)k / n : 0;
}

static void by_stage(
	struct wl_synthesis *synthesis, const struct covering *covering)
{
	const struct table *table = &covering->tables[1];
	struct cell **v = sorted(table);

	synthesis->nstrata = table->n;
	synthesis->strata = wl_arena_alloc(
		&synthesis->arena, table->n * sizeof(*synthesis->strata));
	for (size_t i = 0; i < table->n; i++) {
		struct wl_stratum *stratum = &synthesis->strata[i];

		*stratum = v[i]->stratum;
		stratum->difference =
			share(stratum->interviewed, covering->interviewed) -
			share(stratum->closed, covering->closed);
	}
	free(v);
}

void wl_coverage_make(struct wl_synthesis *synthesis,
	const struct wl_sample samples[WL_SAMPLES])
{
	const struct wl_deals *deals = &synthesis->corpus->deals;
	struct covering *covering = wl_alloc(sizeof(*covering));
	bool *done = wl_alloc(deals->n); /* as the deals */

	covering->arena = &synthesis->arena;
	covering->programme = &synthesis->corpus->programme;
	covering->tables[1].by_stage = true;
	wl_buf_init(&covering->key);
	for (int i = 0; i < WL_SAMPLES; i++)
		cover_interviewed(covering, done, deals, &samples[i]);
	cover_closed(covering, done, synthesis);
	by_outcome(synthesis, &covering->tables[0]);
	by_stage(synthesis, covering);
	for (size_t i = 0; i < WL_LEN(covering->tables); i++)
		wl_map_release(&covering->tables[i].cells);
	wl_map_release(&covering->stages);
	wl_buf_release(&covering->key);
	free(done);
	free(covering);
}
