/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A corpus built by hand, so that the tests of study and publish depend on no
 * parser and no disk.  Everything lives in its arena.
 */
#ifndef TESTS_CORPUS_FIXTURE_H
#define TESTS_CORPUS_FIXTURE_H

#include "store/corpus.h"

#define FIXTURE_MOST 64 /* themes, deals, interviews, passages of one */

static void fixture_init(struct wl_corpus *corpus)
{
	struct wl_thresholds *thresholds = &corpus->programme.thresholds;

	memset(corpus, 0, sizeof(*corpus));
	memcpy(corpus->revision, "worktree", sizeof("worktree"));
	corpus->as_of = (struct wl_time){ 1796083199, 0, true };
	corpus->programme.product = "Ledgerly";
	thresholds->pattern = 3;
	thresholds->group_min = 4;
	thresholds->group_target = 6;
	corpus->codebook.themes = wl_arena_alloc(
		&corpus->arena, FIXTURE_MOST * sizeof(struct wl_theme));
	corpus->deals.v = wl_arena_alloc(
		&corpus->arena, FIXTURE_MOST * sizeof(struct wl_deal));
	corpus->interviews = wl_arena_alloc(
		&corpus->arena, FIXTURE_MOST * sizeof(struct wl_interview));
}

static inline void fixture_release(struct wl_corpus *corpus)
{
	wl_map_release(&corpus->codebook.by_id);
	wl_arena_release(&corpus->arena);
}

/* The words of s, divided by spaces. */
static inline struct wl_list fixture_list(
	struct wl_corpus *corpus, const char *s)
{
	struct wl_list list = { 0 };

	list.v = wl_arena_alloc(&corpus->arena, FIXTURE_MOST * sizeof(*list.v));
	while (*s) {
		size_t n = strcspn(s, " ");

		list.v[list.n++] = wl_arena_strndup(&corpus->arena, s, n);
		s += n + (s[n] == ' ');
	}
	return list;
}

static inline struct wl_theme *fixture_theme(struct wl_corpus *corpus,
	const char *id, const char *title, const char *asked_by)
{
	struct wl_theme *theme = &corpus->codebook.themes[corpus->codebook.n++];

	theme->id = id;
	theme->title = title;
	theme->kind = WL_CRITERION;
	theme->asked_by = fixture_list(corpus, asked_by);
	theme->since = WL_NO_DAY;
	wl_map_put(&corpus->codebook.by_id, id, theme);
	return theme;
}

static inline struct wl_deal *fixture_deal(struct wl_corpus *corpus,
	const char *id, enum wl_outcome outcome, const char *closed)
{
	struct wl_deal *deal = &corpus->deals.v[corpus->deals.n++];

	*deal = (struct wl_deal){ id, outcome, id, "", "", "", "", "", "", "",
		"", WL_NO_DAY, WL_NO_DAY, NULL, 0 };
	if (!wl_day_parse(&deal->closed, closed))
		deal->closed = WL_NO_DAY;
	wl_deals_index(&corpus->deals, &corpus->arena);
	return deal;
}

/* A coded interview of a buyer; `day` is when it was held.  To be found by id,
 * in order of ids. */
static inline struct wl_interview *fixture_interview(struct wl_corpus *corpus,
	const char *id, enum wl_outcome outcome, const char *deal,
	const char *day)
{
	struct wl_interview *one = &corpus->interviews[corpus->ninterviews++];
	wl_day held;

	one->id = id;
	one->path = wl_arena_printf(
		&corpus->arena, "interviews/%.4s/%s.md", id, id);
	one->outcome = outcome;
	one->deal = deal;
	one->status = WL_CODED;
	one->created = one->closed = one->coded = WL_NO_DAY;
	if (wl_day_parse(&held, day))
		one->interviewed =
			(struct wl_time){ (int64_t)held * 86400, 0, true };
	one->passages = wl_arena_alloc(
		&corpus->arena, FIXTURE_MOST * sizeof(*one->passages));
	one->asked = wl_arena_alloc(
		&corpus->arena, FIXTURE_MOST * sizeof(*one->asked));
	return one;
}

/* Add a quote with tags such as "a b+ c-"; its id is "p1", "p2" ... */
static inline struct wl_passage *fixture_quote(struct wl_corpus *corpus,
	struct wl_interview *one, const char *words, const char *tags)
{
	struct wl_list list = fixture_list(corpus, tags);
	struct wl_passage *passage = &one->passages[one->npassages++];

	passage->id = wl_arena_printf(&corpus->arena, "p%zu", one->npassages);
	passage->quote = true;
	passage->words = words;
	passage->seconds = -1;
	passage->day = WL_NO_DAY;
	passage->line = 40 + (int)one->npassages;
	passage->tags =
		wl_arena_alloc(&corpus->arena, list.n * sizeof(*passage->tags));
	for (size_t i = 0; i < list.n; i++) {
		size_t n = strlen(list.v[i]);
		char last = list.v[i][n - 1];
		int polarity = last == '+' ? 1 : last == '-' ? -1 : 0;

		passage->tags[passage->ntags++] = (struct wl_tag){
			wl_arena_strndup(&corpus->arena, list.v[i],
				polarity ? n - 1 : n),
			polarity,
		};
	}
	return passage;
}

static inline struct wl_passage *fixture_note(struct wl_corpus *corpus,
	struct wl_interview *one, const char *words, const char *tags)
{
	struct wl_passage *passage = fixture_quote(corpus, one, words, tags);

	passage->quote = false;
	return passage;
}

static inline void fixture_asked(
	struct wl_interview *one, const char *question, bool skipped)
{
	one->asked[one->nasked++] = (struct wl_asked){ question, skipped, 10 };
}

#endif
