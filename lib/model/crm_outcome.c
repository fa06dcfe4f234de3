/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/crm_internal.h"

#include "base/utf8.h"

/*
 * Stages and statuses, folded and without digits at the ends ("7 - Closed
 * Won"): words that say how a deal ended, and the open stages of the pipelines
 * that Salesforce, HubSpot, Pipedrive and Dynamics begin with.
 */
static const struct {
	const char *word;
	enum wl_outcome outcome;
} words[] = {
	{ "won", WL_WIN },
	{ "win", WL_WIN },
	{ "closedwon", WL_WIN },
	{ "closewon", WL_WIN },
	{ "closedwin", WL_WIN },
	{ "wonclosed", WL_WIN },
	{ "dealwon", WL_WIN },
	{ "lost", WL_LOSS },
	{ "loss", WL_LOSS },
	{ "closedlost", WL_LOSS },
	{ "closelost", WL_LOSS },
	{ "closedloss", WL_LOSS },
	{ "lostclosed", WL_LOSS },
	{ "deallost", WL_LOSS },
	{ "nodecision", WL_NO_DECISION },
	{ "nodecisionmade", WL_NO_DECISION },
	{ "closednodecision", WL_NO_DECISION },
	{ "closedlostnodecision", WL_NO_DECISION },
	{ "lostnodecision", WL_NO_DECISION },
	{ "losttonodecision", WL_NO_DECISION },

	{ "open", WL_OPEN },
	{ "prospecting", WL_OPEN },
	{ "qualification", WL_OPEN },
	{ "needsanalysis", WL_OPEN },
	{ "valueproposition", WL_OPEN },
	{ "iddecisionmakers", WL_OPEN },
	{ "perceptionanalysis", WL_OPEN },
	{ "proposalpricequote", WL_OPEN },
	{ "negotiationreview", WL_OPEN },
	{ "appointmentscheduled", WL_OPEN },
	{ "qualifiedtobuy", WL_OPEN },
	{ "presentationscheduled", WL_OPEN },
	{ "decisionmakerboughtin", WL_OPEN },
	{ "contractsent", WL_OPEN },
	{ "qualified", WL_OPEN },
	{ "contactmade", WL_OPEN },
	{ "demoscheduled", WL_OPEN },
	{ "proposalmade", WL_OPEN },
	{ "negotiationsstarted", WL_OPEN },
	{ "qualify", WL_OPEN },
	{ "develop", WL_OPEN },
	{ "propose", WL_OPEN },
	{ "close", WL_OPEN },
	{ "inprogress", WL_OPEN },
	{ "onhold", WL_OPEN },
};

static const struct {
	const char *word;
	int value;
} flags[] = {
	{ "true", 1 },
	{ "1", 1 },
	{ "yes", 1 },
	{ "y", 1 },
	{ "t", 1 },
	{ "wahr", 1 },
	{ "ja", 1 },
	{ "checked", 1 },
	{ "false", 0 },
	{ "0", 0 },
	{ "no", 0 },
	{ "n", 0 },
	{ "f", 0 },
	{ "falsch", 0 },
	{ "nein", 0 },
	{ "unchecked", 0 },
};

/* What a stage, status or outcome of the export stands for. */
struct meaning {
	enum wl_outcome mapped; /* by crm.stages of winloss.yaml */
	enum wl_outcome word;   /* by the table above */
};

/* 1, 0, or -1 if s is neither. */
static int read_flag(const char *s)
{
	for (size_t i = 0; i < WL_LEN(flags); i++)
		if (wl_utf8_same(flags[i].word, s))
			return flags[i].value;
	return -1;
}

static bool is_digit(char c)
{
	return c >= '0' && c <= '9';
}

static enum wl_outcome find_outcome(const char *s, size_t n)
{
	struct wl_buf part = WL_BUF_INIT, folded = WL_BUF_INIT;
	enum wl_outcome found = WL_OUTCOME_NONE;
	char *word;

	wl_buf_add(&part, s, n);
	wl_crm_fold(&folded, part.s);
	while (folded.n && is_digit(folded.s[folded.n - 1]))
		wl_buf_cut(&folded, folded.n - 1);
	for (word = folded.s; is_digit(*word);)
		word++;
	for (size_t i = 0; i < WL_LEN(words) && !found; i++)
		if (wl_streq(words[i].word, word))
			found = words[i].outcome;
	wl_buf_release(&part);
	wl_buf_release(&folded);
	return found;
}

/* Also "Closed Won (Sales Pipeline)", but not before the whole of it. */
static enum wl_outcome outcome_of_word(const char *s)
{
	enum wl_outcome found = find_outcome(s, strlen(s));
	const char *parenthesis = strrchr(s, '(');

	if (!found && parenthesis && wl_ends(s, ")"))
		found = find_outcome(s, (size_t)(parenthesis - s));
	return found;
}

static enum wl_outcome outcome_of_map(
	const struct wl_programme *programme, const char *s)
{
	for (size_t i = 0; i < programme->ncrm_stages; i++) {
		const struct wl_pair *pair = &programme->crm_stages[i];
		int outcome = wl_term(wl_outcomes, pair->to);

		if (outcome > 0 && wl_utf8_same(pair->from, s))
			return (enum wl_outcome)outcome;
	}
	return WL_OUTCOME_NONE;
}

enum wl_outcome wl_crm_stage_outcome(
	const struct wl_programme *programme, const char *stage)
{
	enum wl_outcome mapped = outcome_of_map(programme, stage);

	return mapped ? mapped : outcome_of_word(stage);
}

static const struct meaning *meaning_of(
	struct wl_crm_import *import, const struct wl_crm_row *row, int field)
{
	static const struct meaning nothing;
	const char *cell = wl_crm_cell(import, row, field);
	struct wl_map *known = &import->known[CRM_STAGE];
	struct meaning *meaning;

	if (!*cell)
		return &nothing;
	meaning = wl_map_get(known, cell);
	if (!meaning) {
		meaning = wl_arena_alloc(&import->scratch, sizeof(*meaning));
		meaning->mapped = outcome_of_map(import->programme, cell);
		meaning->word = outcome_of_word(cell);
		wl_map_put(known, cell, meaning);
	}
	return meaning;
}

static int flag(
	struct wl_crm_import *import, const struct wl_crm_row *row, int field)
{
	const char *cell = wl_crm_cell(import, row, field);
	int value = *cell ? read_flag(cell) : -1;

	if (*cell && value < 0)
		wl_crm_warn(import, CRM_WARN_FLAG, cell,
			"the value '%s' of the column '%s' is neither yes nor "
			"no",
			wl_crm_shown(import, cell),
			wl_crm_title(import, field));
	return value;
}

static enum wl_outcome outcome_of_flags(
	struct wl_crm_import *import, const struct wl_crm_row *row)
{
	int won = flag(import, row, CRM_IS_WON);
	int lost = flag(import, row, CRM_IS_LOST);
	int closed = flag(import, row, CRM_IS_CLOSED);

	if (won == 1)
		return WL_WIN;
	if (lost == 1 || (closed == 1 && won == 0))
		return WL_LOSS;
	if (closed == 0 || (won == 0 && lost == 0))
		return WL_OPEN;
	return WL_OUTCOME_NONE;
}

/* Nothing tells: open, if there is a word at all. */
static enum wl_outcome unknown(
	struct wl_crm_import *import, const struct wl_crm_row *row)
{
	static const enum wl_crm_field said[] = { CRM_STAGE, CRM_STATUS,
		CRM_OUTCOME };
	const char *cell = "";

	for (size_t i = 0; i < WL_LEN(said) && !*cell; i++)
		cell = wl_crm_cell(import, row, said[i]);
	if (!*cell)
		return WL_OUTCOME_NONE;
	wl_crm_warn(import, CRM_WARN_STAGE, cell,
		"the stage '%s' is not known and is taken as open (line %d): "
		"say what it means under crm.stages of winloss.yaml",
		wl_crm_shown(import, cell), row->line);
	return WL_OPEN;
}

void wl_crm_learn_flags(struct wl_crm_import *import)
{
	struct wl_crm_header *header = &import->header;
	bool any = false;

	if (header->slot[CRM_CLOSED] < 0 || header->slot[CRM_IS_CLOSED] >= 0)
		return;
	for (size_t i = 0; i < import->n; i++) {
		const char *cell =
			wl_crm_cell(import, &import->rows[i], CRM_CLOSED);

		if (*cell && read_flag(cell) < 0)
			return;
		any = any || *cell;
	}
	if (!any)
		return;
	header->slot[CRM_IS_CLOSED] = header->slot[CRM_CLOSED];
	header->column[CRM_IS_CLOSED] = header->column[CRM_CLOSED];
	header->slot[CRM_CLOSED] = header->column[CRM_CLOSED] = -1;
}

enum wl_outcome wl_crm_outcome(
	struct wl_crm_import *import, const struct wl_crm_row *row)
{
	const struct meaning *stage = meaning_of(import, row, CRM_STAGE);
	const struct meaning *said = meaning_of(import, row, CRM_OUTCOME);
	const struct meaning *status = meaning_of(import, row, CRM_STATUS);
	enum wl_outcome found = stage->mapped;

	if (!found)
		found = said->mapped ? said->mapped : status->mapped;
	if (!found)
		found = said->word;
	if (found)
		return found;
	found = outcome_of_flags(import, row);
	if (!found)
		found = status->word;
	/* A flag knows two ways to end, the stage's name may know a third. */
	if (found == WL_LOSS && stage->word == WL_NO_DECISION)
		return WL_NO_DECISION;
	if (!found)
		found = stage->word;
	return found ? found : unknown(import, row);
}
