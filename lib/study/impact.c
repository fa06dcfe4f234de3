/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "study/impact.h"

/* The view */

static const struct wl_field *field_of(
	const struct wl_corpus *corpus, const char *id)
{
	for (size_t i = 0; i < corpus->nfields; i++)
		if (wl_streq(corpus->fields[i].id, id))
			return &corpus->fields[i];
	return NULL;
}

/* A copy of the passages without the one. */
static struct wl_passage *passages_without(struct wl_arena *arena,
	const struct wl_passage *v, size_t n, const struct wl_passage *gone)
{
	struct wl_passage *kept = wl_arena_alloc(arena, n * sizeof(*kept));
	size_t m = 0;

	for (size_t i = 0; i < n; i++)
		if (&v[i] != gone)
			kept[m++] = v[i];
	return kept;
}

static void take_from_interview(
	struct wl_impact *impact, struct wl_interview *copy)
{
	if (!impact->passage) {
		copy->status = WL_WITHDRAWN;
		return;
	}
	copy->passages = passages_without(&impact->arena, copy->passages,
		copy->npassages, impact->passage);
	copy->npassages--;
	wl_interview_seal(copy, &impact->arena);
}

/* The numbers of the one that is no longer as it was. */
static void code_again(
	struct wl_impact *impact, const struct wl_corpus *corpus, size_t i)
{
	struct wl_corpus *view = &impact->view;
	struct wl_number_memory *memory = wl_number_memory_new();

	wl_coded_number(&view->coded[i], (struct wl_numbers *)&corpus->numbers,
		memory, &view->interviews[i], &impact->arena);
	wl_coded_fill(&view->coded[i], &view->interviews[i], &view->deals);
	wl_number_memory_free(memory);
}

static void view_interviews(
	struct wl_impact *impact, const struct wl_corpus *corpus)
{
	struct wl_corpus *view = &impact->view;

	view->interviews = wl_arena_alloc(&impact->arena,
		corpus->ninterviews * sizeof(*view->interviews));
	if (corpus->coded)
		view->coded = wl_arena_alloc(&impact->arena,
			corpus->ninterviews * sizeof(*view->coded));
	for (size_t i = 0; i < corpus->ninterviews; i++) {
		view->interviews[i] = corpus->interviews[i];
		if (corpus->coded)
			view->coded[i] = corpus->coded[i];
		if (&corpus->interviews[i] != impact->interview)
			continue;
		take_from_interview(impact, &view->interviews[i]);
		if (corpus->coded)
			code_again(impact, corpus, i);
	}
}

static void view_fields(struct wl_impact *impact,
	const struct wl_corpus *corpus, const char *source)
{
	struct wl_corpus *view = &impact->view;

	view->fields = wl_arena_alloc(
		&impact->arena, corpus->nfields * sizeof(*view->fields));
	for (size_t i = 0; i < corpus->nfields; i++) {
		view->fields[i] = corpus->fields[i];
		if (!wl_streq(view->fields[i].id, source))
			continue;
		view->fields[i].passages = passages_without(&impact->arena,
			view->fields[i].passages, view->fields[i].npassages,
			impact->passage);
		view->fields[i].npassages--;
	}
}

/* Shares all with the corpus but the list that holds what is taken away. */
static int make_view(struct wl_impact *impact, const struct wl_corpus *corpus,
	const char *source, struct wl_err *err)
{
	const struct wl_filter all = WL_FILTER_ALL;
	int rc;

	impact->view = *corpus;
	view_interviews(impact, corpus);
	if (!impact->interview)
		view_fields(impact, corpus, source);
	rc = wl_synthesis_make(&impact->synthesis, &impact->view, &all, err);
	if (!rc)
		wl_trust_make(&impact->after, &impact->synthesis);
	return rc;
}

/* Patterns */

static const struct wl_theme_row *row_of(
	const struct wl_group *group, const char *theme)
{
	for (size_t i = 0; group && i < group->nthemes; i++)
		if (wl_streq(group->themes[i].id, theme))
			return &group->themes[i];
	return NULL;
}

static bool is_pattern(enum wl_strength level)
{
	return level >= WL_PATTERN;
}

static void add_theme(struct wl_impact *impact, const struct wl_group *group,
	const struct wl_theme_row *row)
{
	const struct wl_group *other =
		wl_synthesis_group(&impact->synthesis, group->outcome);
	const struct wl_theme_row *without = row_of(other, row->id);
	struct wl_impact_theme *theme = &impact->themes[impact->nthemes];

	*theme = (struct wl_impact_theme){ .theme = row->id,
		.outcome = group->outcome,
		.deals = row->deals,
		.group = group->deals,
		.without = without ? without->deals : 0,
		.group_without = other ? other->deals : 0,
		.level = row->level,
		.level_without = without ? without->level : WL_ANECDOTE };
	theme->falls = is_pattern(theme->level) &&
		       (!without || !is_pattern(without->level));
	impact->nthemes += theme->deals != theme->without || theme->falls;
}

static int by_weight(const void *a, const void *b)
{
	const struct wl_impact_theme *x = a, *y = b;
	int order = strcmp(x->theme, y->theme);

	if (x->falls != y->falls)
		return x->falls ? -1 : 1;
	if (x->deals != y->deals)
		return y->deals - x->deals;
	return order ? order : (int)x->outcome - (int)y->outcome;
}

static void compare_themes(
	struct wl_impact *impact, const struct wl_synthesis *before)
{
	size_t n = 0;

	for (size_t i = 0; i < before->nwhole; i++)
		n += before->whole[i].nthemes;
	impact->themes = wl_arena_alloc(
		&impact->arena, (n + 1) * sizeof(*impact->themes));
	for (size_t i = 0; i < before->nwhole; i++)
		for (size_t j = 0; j < before->whole[i].nthemes; j++)
			add_theme(impact, &before->whole[i],
				&before->whole[i].themes[j]);
	if (impact->nthemes)
		qsort(impact->themes, impact->nthemes, sizeof(*impact->themes),
			by_weight);
}

/* Claims */

static bool does_cite(
	const struct wl_claim *claim, const struct wl_citation *which)
{
	for (size_t i = 0; i < claim->ncitations; i++)
		if (wl_streq(claim->citations[i].source, which->source) &&
			(!which->passage ||
				wl_streq(claim->citations[i].passage,
					which->passage)))
			return true;
	return false;
}

/* Does the theme that it leans on stop being a pattern? */
static bool weakens(
	const struct wl_claim_trust *now, const struct wl_claim_trust *without)
{
	return is_pattern(now->level) && now->theme &&
	       (!without->theme || !is_pattern(without->level));
}

static void add_claim(struct wl_impact *impact,
	const struct wl_card_trust *card, size_t i,
	const struct wl_citation *which)
{
	const struct wl_card_trust *after =
		wl_trust_of(&impact->after, card->card);
	struct wl_impact_claim *claim = &impact->claims[impact->nclaims];

	*claim = (struct wl_impact_claim){ .card = card,
		.now = &card->claims[i],
		.without = &after->claims[i],
		.cites = does_cite(card->claims[i].claim, which) };
	claim->falls = !claim->now->fall && claim->without->fall;
	impact->nclaims += claim->cites || claim->falls ||
			   weakens(claim->now, claim->without);
}

static int falling_first(const void *a, const void *b)
{
	const struct wl_impact_claim *x = a, *y = b;

	if (x->falls != y->falls)
		return x->falls ? -1 : 1;
	if (x->card != y->card)
		return wl_card_order(x->card->card, y->card->card);
	return x->now->claim->line - y->now->claim->line;
}

static void compare_claims(
	struct wl_impact *impact, const struct wl_citation *which)
{
	const struct wl_trust *before = impact->before;
	size_t n = 0;

	for (size_t i = 0; i < before->ncards; i++)
		n += before->cards[i].nclaims;
	impact->claims = wl_arena_alloc(
		&impact->arena, (n + 1) * sizeof(*impact->claims));
	for (size_t i = 0; i < before->ncards; i++)
		for (size_t j = 0; j < before->cards[i].nclaims; j++)
			if (before->cards[i].state != WL_RETIRED)
				add_claim(impact, &before->cards[i], j, which);
	if (impact->nclaims)
		qsort(impact->claims, impact->nclaims, sizeof(*impact->claims),
			falling_first);
}

/* What it is about */

static int no_source(const struct wl_citation *which, struct wl_err *err)
{
	wl_err_set(err, WL_ENOTFOUND,
		"there is no interview and there are no field notes '%s'",
		which->source);
	return wl_err_hint(err, "'winloss export interviews' lists them");
}

static int find(struct wl_impact *impact, const struct wl_corpus *corpus,
	const struct wl_citation *which, struct wl_err *err)
{
	const struct wl_interview *interview =
		wl_corpus_interview(corpus, which->source);

	if (!interview && !field_of(corpus, which->source))
		return no_source(which, err);
	impact->interview = interview;
	if (!which->passage) {
		if (interview)
			return 0;
		wl_err_set(err, WL_EUSAGE,
			"'%s' are field notes, of which one is asked for",
			which->source);
		return wl_err_hint(err, "write '%s^ID'", which->source);
	}
	impact->passage = wl_corpus_cited(corpus, which, NULL);
	if (impact->passage)
		return 0;
	wl_err_set(err, WL_ENOTFOUND, "there is no passage '%s^%s'",
		which->source, which->passage);
	return wl_err_hint(err, "'winloss export quotes' lists the ids");
}

int wl_impact_make(struct wl_impact *out, const struct wl_trust *trust,
	const struct wl_citation *which, struct wl_err *err)
{
	int rc;

	*out = (struct wl_impact){ .before = trust };
	rc = find(out, trust->corpus, which, err);
	if (!rc)
		rc = make_view(out, trust->corpus, which->source, err);
	if (rc) {
		wl_impact_release(out);
		return rc;
	}
	out->what = wl_arena_printf(&out->arena, "%s%s%s", which->source,
		which->passage ? "^" : "",
		which->passage ? which->passage : "");
	compare_themes(out, trust->synthesis);
	compare_claims(out, which);
	return 0;
}

void wl_impact_release(struct wl_impact *impact)
{
	wl_trust_release(&impact->after);
	wl_synthesis_release(&impact->synthesis);
	wl_arena_release(&impact->arena);
	*impact = (struct wl_impact){ 0 };
}
