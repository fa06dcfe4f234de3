/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "study/marks.h"

#include "base/pool.h"
#include "study/sample.h"

/*
 * The numbers that a worker met last, by address: texts that come from the
 * cache stand there once, so most are known without reading them.
 */
#define MEMORY 512

struct memory {
	struct {
		const char *text;
		uint32_t number;
	} v[MEMORY];
};

/* Where the text is kept, or would be. */
static size_t place_of(const char *text)
{
	uint64_t hash = (uintptr_t)text * UINT64_C(0x9e3779b97f4a7c15);

	return hash >> 32 & (MEMORY - 1);
}

/* Themes */

static void theme_add(struct wl_marks *marks, const char *id)
{
	WL_GROW(marks->themes, marks->nthemes, marks->cap);
	marks->themes[marks->nthemes++] = id;
}

static uint32_t number_other(struct wl_marks *marks, const char *id)
{
	uintptr_t number;

	pthread_mutex_lock(&marks->mutex);
	number = (uintptr_t)wl_map_get(&marks->others, id);
	if (!number) {
		theme_add(marks, id);
		number = marks->nthemes;
		wl_map_put(&marks->others, id, (void *)number);
	}
	pthread_mutex_unlock(&marks->mutex);
	return (uint32_t)(number - 1);
}

/* What a theme counts for. */
static uint32_t number_of(
	struct wl_marks *marks, struct memory *memory, const char *id)
{
	size_t at = place_of(id);
	const struct wl_theme *theme;

	if (memory->v[at].text != id) {
		theme = wl_codebook_find(marks->codebook, id);
		memory->v[at].text = id;
		memory->v[at].number =
			theme ? marks->counted[theme - marks->codebook->themes]
			      : number_other(marks, id);
	}
	return memory->v[at].number;
}

static void number_themes(
	struct wl_marks *marks, const struct wl_synthesis *synthesis)
{
	const struct wl_codebook *codebook = marks->codebook;

	marks->counted = wl_arena_alloc(
		&marks->arena, codebook->n * sizeof(*marks->counted));
	for (size_t i = 0; i < codebook->n; i++) {
		const char *id = codebook->themes[i].id;
		const struct wl_theme *counted = wl_codebook_find(
			codebook, wl_theme_counted(synthesis, id));

		theme_add(marks, id);
		marks->counted[i] = (uint32_t)(counted - codebook->themes);
	}
}

/* Questions */

uint32_t wl_marks_question(const struct wl_marks *marks, const char *id)
{
	uintptr_t number = (uintptr_t)wl_map_get(&marks->questions, id);

	return number ? (uint32_t)(number - 1) : WL_NO_NUMBER;
}

static void question_add(struct wl_marks *marks, const char *id)
{
	if (wl_map_get(&marks->questions, id))
		return;
	wl_map_put(&marks->questions, id, (void *)++marks->nquestions);
}

typedef void (*see_question)(
	struct wl_marks *marks, const struct wl_question *question);

static void each_question(
	struct wl_marks *marks, const struct wl_guide *guide, see_question see)
{
	for (size_t i = 0; i < guide->nblocks; i++)
		for (size_t j = 0; j < guide->blocks[i].nquestions; j++)
			see(marks, &guide->blocks[i].questions[j]);
}

static void see_id(struct wl_marks *marks, const struct wl_question *question)
{
	question_add(marks, question->id);
}

static void see_role(struct wl_marks *marks, const struct wl_question *question)
{
	if (!wl_streq(question->role, "referral"))
		return;
	marks->referral[wl_marks_question(marks, question->id)] = true;
	marks->referrals = true;
}

static void number_questions(
	struct wl_marks *marks, const struct wl_corpus *corpus)
{
	for (size_t i = 0; i < corpus->nguides; i++)
		each_question(marks, &corpus->guides[i], see_id);
	for (size_t i = 0; i < corpus->codebook.n; i++) {
		const struct wl_list *list =
			&corpus->codebook.themes[i].asked_by;

		for (size_t j = 0; j < list->n; j++)
			question_add(marks, list->v[j]);
	}
	marks->referral = wl_arena_alloc(&marks->arena, marks->nquestions);
	for (size_t i = 0; i < corpus->nguides; i++)
		each_question(marks, &corpus->guides[i], see_role);
}

void wl_marks_init(struct wl_marks *marks, const struct wl_synthesis *synthesis)
{
	memset(marks, 0, sizeof(*marks));
	marks->codebook = &synthesis->corpus->codebook;
	pthread_mutex_init(&marks->mutex, NULL);
	number_themes(marks, synthesis);
	number_questions(marks, synthesis->corpus);
}

void wl_marks_release(struct wl_marks *marks)
{
	pthread_mutex_destroy(&marks->mutex);
	wl_map_release(&marks->others);
	wl_map_release(&marks->questions);
	free(marks->themes);
	wl_arena_release(&marks->arena);
}

/* Interviews */

struct reader {
	struct wl_marks *marks;
	struct wl_arena arena;
	struct memory themes, questions;
};

struct reading {
	struct wl_respondent **v;
	struct reader *readers; /* by worker */
};

static uint32_t question_of(struct reader *reader, const char *id)
{
	size_t at = place_of(id);

	if (reader->questions.v[at].text != id) {
		reader->questions.v[at].text = id;
		reader->questions.v[at].number =
			wl_marks_question(reader->marks, id);
	}
	return reader->questions.v[at].number;
}

static void read_codes(struct reader *reader, struct wl_coded *out,
	const struct wl_interview *interview)
{
	struct memory *memory = &reader->themes;
	struct wl_interview one = *interview;
	struct wl_mark *mark;

	if (!one.codes) /* it was made by hand */
		wl_interview_code(&one, &reader->arena);
	out->nmarks = one.ncodes;
	mark = wl_arena_raw(&reader->arena, out->nmarks * sizeof(*mark));
	out->marks = mark;
	for (size_t i = 0; i < one.ncodes; i++) {
		const struct wl_tagged *from = &one.codes[i];

		*mark++ = (struct wl_mark){
			number_of(reader->marks, memory, from->theme),
			from->passage,
			from->question ? question_of(reader, from->question)
				       : WL_NO_NUMBER,
			from->polarity,
			from->quote,
			from->level,
		};
	}
}

static void read_asked(struct reader *reader, struct wl_coded *out,
	const struct wl_interview *one)
{
	uint32_t *asked =
		wl_arena_raw(&reader->arena, one->nasked * sizeof(*asked));

	for (size_t i = 0; i < one->nasked; i++) {
		uint32_t number =
			one->asked[i].skipped
				? WL_NO_NUMBER
				: question_of(reader, one->asked[i].id);

		if (number != WL_NO_NUMBER)
			asked[out->nasked++] = number;
	}
	out->asked = asked;
}

/* Is there a tag under such a question?  Its passages are not looked at. */
static bool has_referral(struct reader *reader, const struct wl_interview *one)
{
	for (size_t i = 0; reader->marks->referrals && i < one->nasked; i++) {
		uint32_t number = question_of(reader, one->asked[i].id);

		if (number != WL_NO_NUMBER && reader->marks->referral[number])
			return true;
	}
	return false;
}

static void read_captures(struct reader *reader, struct wl_coded *out,
	const struct wl_interview *one)
{
	size_t n = one->criteria.n;
	uint32_t *criteria =
		wl_arena_raw(&reader->arena, n * sizeof(*criteria));

	for (size_t i = 0; i < n; i++)
		criteria[i] = number_of(
			reader->marks, &reader->themes, one->criteria.v[i]);
	out->criteria = criteria;
	if (one->trigger)
		out->trigger =
			number_of(reader->marks, &reader->themes, one->trigger);
}

static void read_interview(void *context, size_t i, size_t worker)
{
	struct reading *reading = context;
	struct reader *reader = &reading->readers[worker];
	struct wl_respondent *respondent = reading->v[i];
	const struct wl_interview *one = respondent->interview;
	struct wl_coded *out = wl_arena_alloc(&reader->arena, sizeof(*out));

	out->trigger = WL_NO_NUMBER;
	read_codes(reader, out, one);
	read_asked(reader, out, one);
	read_captures(reader, out, one);
	out->referral = has_referral(reader, one);
	respondent->coded = out;
}

void wl_marks_read(struct wl_marks *marks, const struct wl_sample *samples)
{
	struct reading reading;
	size_t n = 0, workers;

	for (size_t i = 0; i < WL_SAMPLES; i++)
		n += (size_t)samples[i].interviews;
	workers = wl_pool_workers(n);
	reading.v = wl_alloc(n * sizeof(*reading.v));
	reading.readers = wl_alloc(workers * sizeof(*reading.readers));
	for (size_t i = 0; i < workers; i++)
		reading.readers[i].marks = marks;
	n = 0;
	for (size_t i = 0; i < WL_SAMPLES; i++)
		for (struct wl_unit *u = samples[i].first; u; u = u->next)
			for (struct wl_respondent *r = u->first; r; r = r->next)
				reading.v[n++] = r;
	wl_pool_run(n, read_interview, &reading);
	for (size_t i = 0; i < workers; i++)
		wl_arena_adopt(&marks->arena, &reading.readers[i].arena);
	free(reading.readers);
	free(reading.v);
}
