/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "study/marks.h"

#include "study/sample.h"

void wl_marks_init(struct wl_marks *marks, const struct wl_synthesis *synthesis)
{
	const struct wl_corpus *corpus = synthesis->corpus;

	memset(marks, 0, sizeof(*marks));
	marks->synthesis = synthesis;
	marks->corpus = corpus;
	marks->codebook = &corpus->codebook;
	marks->numbers = (struct wl_numbers *)&corpus->numbers;
	if (corpus->coded)
		return;
	marks->numbers = &marks->own;
	wl_numbers_init(&marks->own, &corpus->codebook, corpus->guides,
		corpus->nguides);
}

void wl_marks_release(struct wl_marks *marks)
{
	wl_numbers_release(&marks->own);
	wl_arena_release(&marks->arena);
}

uint32_t wl_marks_question(const struct wl_marks *marks, const char *id)
{
	return wl_numbers_question(marks->numbers, id);
}

bool wl_marks_refers(const struct wl_marks *marks, const struct wl_coded *coded)
{
	for (size_t i = 0; marks->referrals && i < coded->nheadings; i++)
		if (marks->referral[coded->asked[i]])
			return true;
	return false;
}

/* Who is counted */

typedef const struct wl_coded *(*code_of)(struct wl_marks *marks, void *context,
	const struct wl_respondent *respondent);

static void each_respondent(struct wl_marks *marks,
	const struct wl_sample *samples, code_of code, void *context)
{
	for (size_t i = 0; i < WL_SAMPLES; i++)
		for (struct wl_unit *u = samples[i].first; u; u = u->next)
			for (struct wl_respondent *r = u->first; r; r = r->next)
				r->coded = code(marks, context, r);
}

static const struct wl_coded *take(struct wl_marks *marks, void *context,
	const struct wl_respondent *respondent)
{
	(void)context;
	return &marks->corpus->coded[respondent->interview -
				     marks->corpus->interviews];
}

static const struct wl_coded *make(struct wl_marks *marks, void *memory,
	const struct wl_respondent *respondent)
{
	struct wl_coded *coded = wl_arena_alloc(&marks->arena, sizeof(*coded));

	wl_coded_number(coded, marks->numbers, memory, respondent->interview,
		&marks->arena);
	return coded;
}

static const struct wl_coded *count_for_parents(struct wl_marks *marks,
	void *numbers, const struct wl_respondent *respondent)
{
	struct wl_coded *coded = wl_arena_alloc(&marks->arena, sizeof(*coded));

	wl_coded_renumber(coded, respondent->coded, numbers, &marks->arena);
	return coded;
}

/* What they count for */

static void find_counted(struct wl_marks *marks)
{
	const struct wl_codebook *codebook = marks->codebook;

	marks->counted = wl_arena_alloc(
		&marks->arena, marks->nthemes * sizeof(*marks->counted));
	for (size_t i = 0; i < marks->nthemes; i++) {
		const struct wl_theme *counted = wl_codebook_find(codebook,
			wl_theme_counted(marks->synthesis, marks->themes[i]));

		marks->counted[i] =
			counted ? (uint32_t)(counted - codebook->themes)
				: (uint32_t)i;
	}
}

static void renumber(struct wl_marks *marks, const struct wl_sample *samples)
{
	uint32_t *questions = wl_arena_alloc(
		&marks->arena, marks->nquestions * sizeof(*questions));
	struct wl_renumbering numbers = { marks->counted, questions, false };

	for (size_t i = 0; i < marks->nquestions; i++)
		questions[i] = (uint32_t)i;
	each_respondent(marks, samples, count_for_parents, &numbers);
}

static void find_referrals(struct wl_marks *marks, const struct wl_guide *guide)
{
	for (size_t i = 0; i < guide->nblocks; i++)
		for (size_t j = 0; j < guide->blocks[i].nquestions; j++) {
			const struct wl_question *one =
				&guide->blocks[i].questions[j];

			if (!wl_streq(one->role, "referral"))
				continue;
			marks->referral[wl_marks_question(marks, one->id)] =
				true;
			marks->referrals = true;
		}
}

void wl_marks_read(struct wl_marks *marks, const struct wl_sample *samples)
{
	struct wl_number_memory *memory = wl_number_memory_new();

	each_respondent(
		marks, samples, marks->corpus->coded ? take : make, memory);
	wl_number_memory_free(memory);
	marks->themes = marks->numbers->themes;
	marks->nthemes = marks->numbers->nthemes;
	marks->nquestions = marks->numbers->nquestions;
	find_counted(marks);
	if (marks->synthesis->filter.parents)
		renumber(marks, samples);
	marks->referral = wl_arena_alloc(&marks->arena, marks->nquestions);
	for (size_t i = 0; i < marks->corpus->nguides; i++)
		find_referrals(marks, &marks->corpus->guides[i]);
}
