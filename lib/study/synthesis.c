/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "study/sample.h"

#include <math.h>

#include "base/pool.h"
#include "study/sets.h"

#define SIGNAL_DEALS 2
#define ESTABLISHED_DEALS 8

bool wl_evidence_is(const struct wl_passage *passage)
{
	return passage->ntags > 0;
}

static bool same_deal(const struct wl_evidence *a, const struct wl_evidence *b)
{
	return a->interview == b->interview ||
	       (a->interview->deal &&
		       wl_streq(a->interview->deal, b->interview->deal));
}

static bool is_picked(const struct wl_evidence *one, bool by_deal,
	const struct wl_evidence *const *picked, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (by_deal ? same_deal(picked[i], one) : picked[i] == one)
			return true;
	return false;
}

/* May it be quoted, or does its sign agree with that of most deals? */
static bool is_typical(
	const struct wl_theme_row *row, const struct wl_evidence *one)
{
	if (one->level == WL_PUBLIC || row->positive == row->negative)
		return true;
	return row->positive > row->negative ? one->polarity > 0
					     : one->polarity < 0;
}

const struct wl_evidence *wl_evidence_at(
	const struct wl_theme_row *row, size_t i)
{
	struct wl_evidence *one = &row->evidence[i];

	if (!one->passage) {
		wl_corpus_passages(row->corpus, one->interview);
		one->passage = &one->interview->passages[one->place];
	}
	return one;
}

size_t wl_evidence_pick(const struct wl_theme_row *row, size_t most,
	const struct wl_evidence **picked)
{
	size_t n = 0;

	if (!most || most >= row->nevidence) {
		for (; n < row->nevidence; n++)
			picked[n] = wl_evidence_at(row, n);
		return n;
	}
	/* Of each deal what shows the theme as most deals do, then the rest */
	for (int pass = 0; pass < 3; pass++)
		for (size_t i = 0; i < row->nevidence && n < most; i++) {
			const struct wl_evidence *one = &row->evidence[i];

			if (!is_picked(one, pass < 2, picked, n) &&
				(pass || is_typical(row, one)))
				picked[n++] = wl_evidence_at(row, i);
		}
	return n;
}

static enum wl_group_state state_of(
	const struct wl_group *group, const struct wl_thresholds *thresholds)
{
	if (group->deals < thresholds->group_min)
		return WL_COLLECTING;
	return group->saturation.reached ? WL_SATURATED : WL_READY_STATE;
}

static enum wl_strength level_of(const struct wl_theme_row *row,
	const struct wl_group *group, const struct wl_thresholds *thresholds)
{
	if (row->deals >= thresholds->pattern &&
		group->deals >= thresholds->group_min)
		return row->deals >= ESTABLISHED_DEALS &&
				       group->saturation.reached
			       ? WL_ESTABLISHED
			       : WL_PATTERN;
	return row->deals >= SIGNAL_DEALS ? WL_SIGNAL : WL_ANECDOTE;
}

static void make_group(struct wl_group *group, struct wl_synthesis *synthesis,
	const struct wl_sample *sample)
{
	const struct wl_thresholds *thresholds =
		&synthesis->corpus->programme.thresholds;
	struct wl_sets *sets;

	group->outcome = sample->outcome;
	group->deals = sample->units;
	group->interviews = sample->interviews;
	wl_tally_make(group, synthesis, sample);
	sets = wl_arena_alloc(&synthesis->arena, sizeof(*sets));
	wl_sets_make(sets, &synthesis->arena, group, synthesis->marks, sample);
	group->sets = sets;
	wl_drivers_make(group, synthesis, sample);
	wl_captures_make(group, synthesis, sample);
	group->state = state_of(group, thresholds);
	for (size_t i = 0; i < group->nthemes; i++)
		group->themes[i].level =
			level_of(&group->themes[i], group, thresholds);
}

static void count_internal(struct wl_synthesis *synthesis)
{
	const struct wl_corpus *corpus = synthesis->corpus;
	struct wl_filter filter = synthesis->filter;

	filter.outcome = WL_OUTCOME_NONE;
	for (size_t i = 0; i < corpus->ninterviews; i++) {
		const struct wl_interview *one = &corpus->interviews[i];

		synthesis->internal += one->internal &&
				       one->status != WL_WITHDRAWN &&
				       wl_interview_held(one) &&
				       wl_filter_passes(&filter, one);
	}
}

static void make_apart(
	struct wl_synthesis *synthesis, const struct wl_sample *samples)
{
	wl_coverage_make(synthesis, samples);
	wl_hypotheses_make(synthesis, samples);
	wl_reasons_make(synthesis, samples);
	wl_bias_make(synthesis, samples);
	wl_language_make(synthesis, samples);
	count_internal(synthesis);
}

/* Steps that need nothing of each other; each has a synthesis of its own to
 * fill, of which no more than the arena is kept if it makes a group. */
struct making {
	struct wl_synthesis *own;
	const struct wl_sample
		*all; /* of the first step; NULL: all are groups */
	const struct wl_sample *const *samples;
	struct wl_group *groups;
};

static void make_step(void *context, size_t step, size_t worker)
{
	struct making *making = context;
	size_t group = step - !!making->all;

	(void)worker;
	if (making->all && !step)
		make_apart(&making->own[step], making->all);
	else
		make_group(&making->groups[group], &making->own[step],
			making->samples[group]);
}

void wl_groups_make(struct wl_synthesis *synthesis,
	const struct wl_sample *const *samples, size_t n,
	const struct wl_sample *all)
{
	struct making making = { .all = all, .samples = samples };
	size_t steps = n + !!all, interviews = 0;

	making.own = wl_alloc(steps * sizeof(*making.own));
	making.groups =
		wl_arena_alloc(&synthesis->arena, n * sizeof(*making.groups));
	for (size_t i = 0; i < n; i++)
		interviews += (size_t)samples[i]->interviews;
	for (size_t i = 0; i < steps; i++) {
		making.own[i] = *synthesis;
		wl_arena_init(&making.own[i].arena);
	}
	wl_pool_few(steps, interviews, make_step, &making);
	for (size_t i = 0; i < steps; i++)
		wl_arena_adopt(&synthesis->arena, &making.own[i].arena);
	if (all) {
		making.own->arena = synthesis->arena;
		*synthesis = *making.own;
	}
	synthesis->groups = making.groups;
	synthesis->ngroups = n;
	free(making.own);
}

static void make(
	struct wl_synthesis *out, const struct wl_sample samples[WL_SAMPLES])
{
	const struct wl_sample *heard[WL_SAMPLES];
	size_t n = 0;

	for (int i = 0; i < WL_SAMPLES; i++)
		if (samples[i].units)
			heard[n++] = &samples[i];
	wl_groups_make(out, heard, n, samples);
	out->whole = out->groups;
	out->nwhole = out->ngroups;
	wl_contrast_make(out);
	wl_outputs_make(out, samples);
	if (out->filter.by)
		wl_split_make(out, samples);
}

int wl_synthesis_make(struct wl_synthesis *out, const struct wl_corpus *corpus,
	const struct wl_filter *filter, struct wl_err *err)
{
	struct wl_sample samples[WL_SAMPLES];
	struct wl_marks marks;
	struct wl_arena arena;
	int code;

	wl_arena_init(&arena);
	code = wl_samples_take(samples, &arena, corpus, filter, err);
	if (!code) {
		*out = (struct wl_synthesis){
			.corpus = corpus,
			.filter = *filter,
			.marks = &marks,
		};
		wl_marks_init(&marks, out);
		wl_marks_read(&marks, samples);
		make(out, samples);
		wl_marks_release(&marks);
		out->marks = NULL;
	}
	wl_arena_release(&arena);
	return code;
}

void wl_synthesis_release(struct wl_synthesis *synthesis)
{
	wl_arena_release(&synthesis->arena);
	*synthesis = (struct wl_synthesis){ 0 };
}

const struct wl_group *wl_synthesis_group(
	const struct wl_synthesis *synthesis, enum wl_outcome outcome)
{
	for (size_t i = 0; i < synthesis->nwhole; i++)
		if (synthesis->whole[i].outcome == outcome)
			return &synthesis->whole[i];
	return NULL;
}

const char *wl_theme_counted(
	const struct wl_synthesis *synthesis, const char *id)
{
	const struct wl_codebook *codebook = &synthesis->corpus->codebook;
	const struct wl_theme *theme = synthesis->filter.parents
					       ? wl_codebook_find(codebook, id)
					       : NULL;

	return theme && theme->parent &&
			       wl_codebook_find(codebook, theme->parent)
		       ? theme->parent
		       : id;
}

const char *wl_outcome_noun(enum wl_outcome outcome, int n)
{
	static const char *const nouns[][2] = {
		[WL_OUTCOME_NONE] = { "interview", "interviews" },
		[WL_WIN] = { "win", "wins" },
		[WL_LOSS] = { "loss", "losses" },
		[WL_NO_DECISION] = { "no-decision", "no-decisions" },
		[WL_OPEN] = { "open deal", "open deals" },
	};

	return nouns[outcome][n != 1];
}

double wl_synthesis_hits(
	const struct wl_synthesis *synthesis, struct wl_interval *interval)
{
	return wl_judge_rate(&synthesis->hypotheses, interval);
}
