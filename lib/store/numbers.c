/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/numbers.h"

#define MEMORY 512

struct remembered {
	const char *text;
	uint32_t number;
};

struct wl_number_memory {
	struct remembered themes[MEMORY], questions[MEMORY];
};

/* One of the two tables of numbers. */
struct table {
	const char ***v;
	size_t *n, *cap;
	struct wl_map *of;
};

static struct table themes_of(struct wl_numbers *numbers)
{
	return (struct table){ &numbers->themes, &numbers->nthemes,
		&numbers->cap_themes, &numbers->theme_of };
}

static struct table questions_of(struct wl_numbers *numbers)
{
	return (struct table){ &numbers->questions, &numbers->nquestions,
		&numbers->cap_questions, &numbers->question_of };
}

/* Its number, a new one if it has none. */
static uint32_t number(const struct table *table, const char *id)
{
	uintptr_t number = (uintptr_t)wl_map_get(table->of, id);

	if (number)
		return (uint32_t)(number - 1);
	if (*table->n == *table->cap) {
		*table->cap = *table->cap ? 2 * *table->cap : 64;
		*table->v =
			wl_realloc(*table->v, *table->cap * sizeof(**table->v));
	}
	(*table->v)[(*table->n)++] = id;
	wl_map_put(table->of, id, (void *)*table->n);
	return (uint32_t)(*table->n - 1);
}

static void number_guide(
	const struct table *questions, const struct wl_guide *guide)
{
	for (size_t i = 0; i < guide->nblocks; i++)
		for (size_t j = 0; j < guide->blocks[i].nquestions; j++)
			number(questions, guide->blocks[i].questions[j].id);
}

void wl_numbers_init(struct wl_numbers *numbers,
	const struct wl_codebook *codebook, const struct wl_guide *guides,
	size_t nguides)
{
	struct table themes = themes_of(numbers);
	struct table questions = questions_of(numbers);

	memset(numbers, 0, sizeof(*numbers));
	pthread_mutex_init(&numbers->mutex, NULL);
	for (size_t i = 0; i < codebook->n; i++)
		number(&themes, codebook->themes[i].id);
	for (size_t i = 0; i < nguides; i++)
		number_guide(&questions, &guides[i]);
	for (size_t i = 0; i < codebook->n; i++) {
		const struct wl_list *list = &codebook->themes[i].asked_by;

		for (size_t j = 0; j < list->n; j++)
			number(&questions, list->v[j]);
	}
}

void wl_numbers_release(struct wl_numbers *numbers)
{
	if (!numbers->theme_of.cap && !numbers->question_of.cap)
		return;
	pthread_mutex_destroy(&numbers->mutex);
	wl_map_release(&numbers->theme_of);
	wl_map_release(&numbers->question_of);
	free(numbers->themes);
	free(numbers->questions);
	memset(numbers, 0, sizeof(*numbers));
}

uint32_t wl_numbers_question(const struct wl_numbers *numbers, const char *id)
{
	uintptr_t number = (uintptr_t)wl_map_get(&numbers->question_of, id);

	return number ? (uint32_t)(number - 1) : WL_NO_NUMBER;
}

/* From other numbers */

static const uint32_t *adopt(const struct table *table, struct wl_arena *arena,
	const char *const *old, size_t n, bool *same)
{
	uint32_t *to = wl_arena_alloc(arena, n * sizeof(*to));

	for (size_t i = 0; i < n; i++) {
		to[i] = number(table, old[i]);
		*same &= to[i] == i;
	}
	return to;
}

void wl_numbers_adopt(struct wl_numbers *numbers, struct wl_renumbering *out,
	struct wl_arena *arena, const struct wl_numbers *old)
{
	struct table themes = themes_of(numbers);
	struct table questions = questions_of(numbers);

	out->same = true;
	out->theme =
		adopt(&themes, arena, old->themes, old->nthemes, &out->same);
	out->question = adopt(
		&questions, arena, old->questions, old->nquestions, &out->same);
}

static uint32_t renumber(const uint32_t *to, uint32_t number)
{
	return number == WL_NO_NUMBER ? number : to[number];
}

static const uint32_t *renumber_all(
	struct wl_arena *arena, const uint32_t *to, const uint32_t *v, size_t n)
{
	uint32_t *renumbered = wl_arena_raw(arena, n * sizeof(*renumbered));

	for (size_t i = 0; i < n; i++)
		renumbered[i] = renumber(to, v[i]);
	return renumbered;
}

void wl_coded_renumber(struct wl_coded *out, const struct wl_coded *old,
	const struct wl_renumbering *numbers, struct wl_arena *arena)
{
	size_t n = old->nmarks;
	struct wl_mark *marks;

	*out = *old;
	if (numbers->same)
		return;
	marks = wl_arena_raw(arena, n * sizeof(*marks));
	for (size_t i = 0; i < n; i++) {
		marks[i] = old->marks[i];
		marks[i].theme = renumber(numbers->theme, marks[i].theme);
		marks[i].question =
			renumber(numbers->question, marks[i].question);
	}
	out->marks = marks;
	out->asked = renumber_all(
		arena, numbers->question, old->asked, old->nheadings);
	out->criteria = renumber_all(
		arena, numbers->theme, old->criteria, old->ncriteria);
	out->trigger = renumber(numbers->theme, old->trigger);
}

/* An interview */

struct wl_number_memory *wl_number_memory_new(void)
{
	return wl_alloc(sizeof(struct wl_number_memory));
}

void wl_number_memory_free(struct wl_number_memory *memory)
{
	free(memory);
}

static uint32_t recall(struct wl_numbers *numbers, const struct table *table,
	struct remembered *memory, const char *id)
{
	uint64_t hash = (uintptr_t)id * UINT64_C(0x9e3779b97f4a7c15);
	struct remembered *one = &memory[hash >> 32 & (MEMORY - 1)];

	if (!id)
		return WL_NO_NUMBER;
	if (one->text != id) {
		pthread_mutex_lock(&numbers->mutex);
		one->number = number(table, id);
		pthread_mutex_unlock(&numbers->mutex);
		one->text = id;
	}
	return one->number;
}

static const uint32_t *number_asked(struct wl_coded *out,
	struct wl_numbers *numbers, struct wl_number_memory *memory,
	const struct wl_interview *one, struct wl_arena *arena)
{
	const struct table questions = questions_of(numbers);
	uint32_t *asked = wl_arena_raw(arena, one->nasked * sizeof(*asked));

	for (int skipped = 0; skipped < 2; skipped++) {
		for (size_t i = 0; i < one->nasked; i++)
			if (one->asked[i].skipped == (skipped == 1))
				asked[out->nheadings++] = recall(numbers,
					&questions, memory->questions,
					one->asked[i].id);
		if (!skipped)
			out->nasked = out->nheadings;
	}
	return asked;
}

static const uint32_t *number_criteria(struct wl_numbers *numbers,
	struct wl_number_memory *memory, const struct wl_list *list,
	struct wl_arena *arena)
{
	const struct table themes = themes_of(numbers);
	uint32_t *criteria = wl_arena_raw(arena, list->n * sizeof(*criteria));

	for (size_t i = 0; i < list->n; i++)
		criteria[i] =
			recall(numbers, &themes, memory->themes, list->v[i]);
	return criteria;
}

static const struct wl_mark *number_tags(struct wl_numbers *numbers,
	struct wl_number_memory *memory, const struct wl_interview *one,
	struct wl_mark *mark)
{
	const struct table themes = themes_of(numbers);
	const struct table questions = questions_of(numbers);
	const struct wl_mark *marks = mark;

	for (size_t i = 0; i < one->npassages; i++) {
		const struct wl_passage *passage = &one->passages[i];

		for (size_t j = 0; j < passage->ntags; j++)
			*mark++ = (struct wl_mark){
				recall(numbers, &themes, memory->themes,
					passage->tags[j].theme),
				(uint32_t)i,
				recall(numbers, &questions, memory->questions,
					passage->question),
				(signed char)passage->tags[j].polarity,
				passage->quote,
				(unsigned char)wl_interview_level(one, passage),
			};
	}
	return marks;
}

void wl_coded_number(struct wl_coded *out, struct wl_numbers *numbers,
	struct wl_number_memory *memory, const struct wl_interview *interview,
	struct wl_arena *arena)
{
	const struct table themes = themes_of(numbers);
	size_t n = 0;

	for (size_t i = 0; i < interview->npassages; i++)
		n += interview->passages[i].ntags;
	*out = (struct wl_coded){ .nmarks = (uint32_t)n,
		.ncriteria = (uint32_t)interview->criteria.n };
	out->marks = number_tags(numbers, memory, interview,
		wl_arena_raw(arena, n * sizeof(*out->marks)));
	out->asked = number_asked(out, numbers, memory, interview, arena);
	out->criteria =
		number_criteria(numbers, memory, &interview->criteria, arena);
	out->trigger =
		recall(numbers, &themes, memory->themes, interview->trigger);
}

void wl_coded_fill(struct wl_coded *out, const struct wl_interview *interview,
	const struct wl_deals *deals)
{
	const struct wl_deal *crm = wl_deals_find(deals, interview->deal);

	out->crm = crm ? (uint32_t)(crm - deals->v) : WL_NO_NUMBER;
	out->moment = wl_interview_moment(interview);
	out->day = wl_interview_day(interview);
	out->closed = interview->closed;
	out->outcome = (unsigned char)interview->outcome;
	out->root = (unsigned char)interview->root;
	out->price = (unsigned char)interview->price;
	out->hypothesis = (unsigned char)interview->hypothesis;
	out->counts = wl_interview_counts(interview);
	out->internal = interview->internal;
}
