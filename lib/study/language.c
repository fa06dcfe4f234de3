/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "study/language.h"

#include "study/sample.h"
#include "text/words.h"

/* A stem and how often each side says it. */
struct stem {
	struct wl_word word; /* word: the form said most */
	int forms;           /* how often that form was said */
	size_t claim, unit;  /* stamps of what counted last */
	bool name;           /* of the product's name */
	struct stem *next;
};

/* A word as it was said; NULL stem: a stop word, or our name. */
struct form {
	const char *word;
	int n;
	struct stem *stem;
};

struct hearing {
	const struct wl_corpus *corpus;
	const struct wl_marks *marks;
	struct wl_language *language;
	struct wl_arena scratch;
	struct wl_stemmer *stemmer;
	struct wl_map questions; /* of the role `referral` */
	struct wl_map forms, stems;
	struct stem *all;
	size_t n;
	size_t claim, unit; /* stamps, from 1 */
};

/* Words */

static struct stem *stem_of(struct hearing *hearing, const char *word)
{
	const char *text = wl_stemmer_stem(hearing->stemmer, word);
	struct stem *stem = wl_map_get(&hearing->stems, text);

	if (stem)
		return stem;
	stem = wl_arena_alloc(&hearing->scratch, sizeof(*stem));
	stem->next = hearing->all;
	hearing->all = stem;
	hearing->n++;
	wl_map_put(&hearing->stems, wl_arena_strdup(&hearing->scratch, text),
		stem);
	return stem;
}

/* Each distinct word is stemmed once. */
static struct form *form_of(struct hearing *hearing, const char *word)
{
	struct form *form = wl_map_get(&hearing->forms, word);

	if (form)
		return form;
	form = wl_arena_alloc(&hearing->scratch, sizeof(*form));
	form->word = wl_arena_strdup(&hearing->scratch, word);
	if (!wl_word_stops(word))
		form->stem = stem_of(hearing, word);
	wl_map_put(&hearing->forms, form->word, form);
	return form;
}

/* Of forms as frequent the shortest, then the first by bytes. */
static bool reads_better(const struct form *form, const struct stem *stem)
{
	const char *best = stem->word.word;
	size_t a = strlen(form->word), b = best ? strlen(best) : 0;

	if (!best || form->n != stem->forms)
		return !best || form->n > stem->forms;
	return a != b ? a < b : strcmp(form->word, best) < 0;
}

static struct stem *hear(struct hearing *hearing, const char *word)
{
	struct form *form = form_of(hearing, word);

	if (!form->stem)
		return NULL;
	form->n++;
	if (reads_better(form, form->stem)) {
		form->stem->word.word = form->word;
		form->stem->forms = form->n;
	}
	return form->stem;
}

static void hear_name(void *context, const char *word)
{
	form_of(context, word)->stem = NULL;
}

static void hear_ours(void *context, const char *word)
{
	struct hearing *hearing = context;
	struct stem *stem = hear(hearing, word);

	if (!stem || stem->claim == hearing->claim)
		return;
	stem->claim = hearing->claim;
	stem->word.claims++;
}

static void hear_theirs(void *context, const char *word)
{
	struct hearing *hearing = context;
	struct stem *stem = hear(hearing, word);

	if (!stem || stem->unit == hearing->unit)
		return;
	stem->unit = hearing->unit;
	stem->word.deals++;
}

/* Sides */

static void find_questions(struct hearing *hearing)
{
	for (size_t i = 0; i < hearing->corpus->nguides; i++) {
		const struct wl_guide *guide = &hearing->corpus->guides[i];

		for (size_t j = 0; j < guide->nblocks; j++)
			for (size_t k = 0; k < guide->blocks[j].nquestions;
				k++) {
				struct wl_question *one =
					&guide->blocks[j].questions[k];

				if (wl_streq(one->role, "referral"))
					wl_map_put(&hearing->questions, one->id,
						one);
			}
	}
}

static bool is_referral(const struct hearing *hearing,
	const struct wl_interview *interview, const struct wl_passage *passage)
{
	return passage->quote && passage->question &&
	       wl_interview_level(interview, passage) != WL_CONFIDENTIAL &&
	       wl_map_get(&hearing->questions, passage->question);
}

static void hear_unit(struct hearing *hearing, const struct wl_unit *unit)
{
	int before = hearing->language->phrases;

	hearing->unit++;
	for (const struct wl_respondent *r = unit->first; r; r = r->next) {
		if (!wl_marks_refers(hearing->marks, r->coded))
			continue;
		wl_corpus_passages(hearing->corpus, r->interview);
		for (size_t i = 0; i < r->interview->npassages; i++) {
			const struct wl_passage *one =
				&r->interview->passages[i];

			if (!is_referral(hearing, r->interview, one))
				continue;
			hearing->language->phrases++;
			wl_words_each(one->words, hear_theirs, hearing);
		}
	}
	hearing->language->deals += hearing->language->phrases > before;
}

static void hear_cards(struct hearing *hearing)
{
	for (size_t i = 0; i < hearing->corpus->ncards; i++) {
		const struct wl_card *card = &hearing->corpus->cards[i];

		if (card->type != WL_MESSAGE_CARD)
			continue;
		hearing->language->cards++;
		for (size_t j = 0; j < card->nclaims; j++) {
			hearing->claim++;
			hearing->language->claims++;
			wl_words_each(card->claims[j].text, hear_ours, hearing);
		}
	}
}

/* Lists */

static int times(const struct wl_word *word)
{
	/* Of what both say, what the rarer side says most */
	return !word->claims                ? word->deals
	       : !word->deals               ? word->claims
	       : word->claims < word->deals ? word->claims
					    : word->deals;
}

static int by_times(const void *left, const void *right)
{
	const struct wl_word *a = left, *b = right;
	int difference = times(b) - times(a);

	if (!difference)
		difference = b->claims + b->deals - a->claims - a->deals;
	return difference ? difference : strcmp(a->word, b->word);
}

static struct wl_word_list cut(
	struct wl_arena *arena, struct wl_word *v, size_t n)
{
	struct wl_word_list list = { NULL, n };

	if (n)
		qsort(v, n, sizeof(*v), by_times);
	if (list.n > WL_LANGUAGE_WORDS)
		list.n = WL_LANGUAGE_WORDS;
	list.v = wl_arena_alloc(arena, list.n * sizeof(*list.v));
	for (size_t i = 0; i < list.n; i++) {
		list.v[i] = v[i];
		list.v[i].word = wl_arena_strdup(arena, v[i].word);
	}
	return list;
}

static void compare(struct hearing *hearing, struct wl_arena *arena)
{
	struct wl_language *language = hearing->language;
	size_t n[3] = { 0 };
	struct wl_word *v[3];

	for (size_t i = 0; i < WL_LEN(v); i++)
		v[i] = wl_alloc(hearing->n * sizeof(**v));
	for (const struct stem *one = hearing->all; one; one = one->next) {
		const struct wl_word *word = &one->word;
		size_t side = !word->deals ? 1 : !word->claims ? 2 : 0;

		if (!word->deals && !word->claims)
			continue;
		v[side][n[side]++] = *word;
	}
	language->shared = (int)n[0];
	language->ours = (int)(n[0] + n[1]);
	language->theirs = (int)(n[0] + n[2]);
	language->both = cut(arena, v[0], n[0]);
	language->only_ours = cut(arena, v[1], n[1]);
	language->only_theirs = cut(arena, v[2], n[2]);
	for (size_t i = 0; i < WL_LEN(v); i++)
		free(v[i]);
}

void wl_language_make(
	struct wl_synthesis *synthesis, const struct wl_sample *samples)
{
	struct hearing hearing = { .corpus = synthesis->corpus,
		.marks = synthesis->marks,
		.language = &synthesis->language };
	const char *product = synthesis->corpus->programme.product;

	wl_arena_init(&hearing.scratch);
	hearing.stemmer = wl_stemmer_new();
	find_questions(&hearing);
	if (product)
		wl_words_each(product, hear_name, &hearing);
	hear_cards(&hearing);
	for (size_t i = 0; i < WL_SAMPLES; i++)
		for (const struct wl_unit *u = samples[i].first; u; u = u->next)
			hear_unit(&hearing, u);
	compare(&hearing, &synthesis->arena);
	wl_map_release(&hearing.questions);
	wl_map_release(&hearing.forms);
	wl_map_release(&hearing.stems);
	wl_stemmer_free(hearing.stemmer);
	wl_arena_release(&hearing.scratch);
}
