/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The scorecard: each claim with what was said for and against it since. */
#include "study/reviewing_internal.h"
#include "text/words.h"

/* The theme of a claim, and the sign it has in the passages that are cited. */
struct leaning {
	const char *theme;
	int sign;
};

struct scoring {
	struct wl_reviewing *reviewing;
	const struct wl_trust *trust;
	struct wl_score *score;
	struct leaning *leanings;
	size_t n, cap;
	struct wl_map seen;      /* "deal stance" */
	struct wl_map stems;     /* of the claim's words */
	struct wl_arena scratch; /* of the stems */
	struct wl_stemmer *stemmer;
	bool shared; /* a stem was found */
};

static void lean(struct scoring *scoring, const char *theme, int sign)
{
	for (size_t i = 0; i < scoring->n; i++)
		if (wl_streq(scoring->leanings[i].theme, theme)) {
			scoring->leanings[i].sign += sign;
			return;
		}
	WL_GROW(scoring->leanings, scoring->n, scoring->cap);
	scoring->leanings[scoring->n++] = (struct leaning){ theme, sign };
}

/* Does the theme's id stand in the words by itself? */
static bool names_theme(const char *words, const char *id)
{
	static const char *const word = "abcdefghijklmnopqrstuvwxyz"
					"ABCDEFGHIJKLMNOPQRSTUVWXYZ"
					"0123456789-";
	const char *at = words;
	size_t n = strlen(id);

	for (; (at = strstr(at, id)); at++)
		if ((at == words || !strchr(word, at[-1])) &&
			(!at[n] || !strchr(word, at[n])))
			return true;
	return false;
}

/* What the claim is about: the theme that most of what it cites speaks of
 * (without trust: each of their themes), and those that it calls by their id,
 * as the lines of the ICP do. */
static void find_leanings(struct scoring *scoring)
{
	const struct wl_corpus *corpus = scoring->reviewing->corpus;
	const struct wl_claim *claim = scoring->score->claim;
	const struct wl_claim_trust *trust = scoring->score->trust;
	const char *theme = trust ? trust->theme : NULL;

	scoring->n = 0;
	for (size_t i = 0; i < claim->ncitations; i++) {
		const struct wl_passage *cited =
			wl_corpus_cited(corpus, &claim->citations[i], NULL);

		for (size_t j = 0; cited && j < cited->ntags; j++)
			if (!theme || wl_streq(theme, cited->tags[j].theme))
				lean(scoring, cited->tags[j].theme,
					cited->tags[j].polarity);
	}
	for (size_t i = 0; i < corpus->codebook.n; i++)
		if (names_theme(claim->text, corpus->codebook.themes[i].id))
			lean(scoring, corpus->codebook.themes[i].id, 0);
}

static void take_stem(void *context, const char *word)
{
	struct scoring *scoring = context;

	if (!wl_word_stops(word))
		wl_map_put(&scoring->stems,
			wl_arena_strdup(&scoring->scratch,
				wl_stemmer_stem(scoring->stemmer, word)),
			scoring);
}

static void find_stem(void *context, const char *word)
{
	struct scoring *scoring = context;

	if (!wl_word_stops(word) &&
		wl_map_get(&scoring->stems,
			wl_stemmer_stem(scoring->stemmer, word)))
		scoring->shared = true;
}

/* A theme of kind message says that words landed or did not, not which: the
 * passage must share a content word with the claim. */
static bool is_of_claim(struct scoring *scoring, const char *id,
	const struct wl_passage *passage)
{
	const struct wl_theme *theme =
		wl_codebook_find(&scoring->reviewing->corpus->codebook, id);

	if (!theme || theme->kind != WL_MESSAGE)
		return true;
	scoring->shared = false;
	wl_words_each(passage->words, find_stem, scoring);
	return scoring->shared;
}

/* 1 for the claim, -1 against it, 0 it says nothing of it: a sign other than
 * that of the cited passages speaks against. */
static int stance_of(struct scoring *scoring, const struct wl_passage *passage)
{
	int stance = 0;

	for (size_t i = 0; i < passage->ntags; i++)
		for (size_t j = 0; j < scoring->n; j++) {
			int sign = scoring->leanings[j].sign;
			int says = passage->tags[i].polarity;

			if (!wl_streq(passage->tags[i].theme,
				    scoring->leanings[j].theme) ||
				!is_of_claim(scoring,
					scoring->leanings[j].theme, passage))
				continue;
			if ((sign > 0 && says < 0) || (sign < 0 && says > 0))
				return -1;
			stance = 1;
		}
	return stance;
}

/* A battlecard is about one competitor. */
static bool is_about(
	const struct wl_score *score, const struct wl_interview *interview)
{
	const char *of = score->card->competitor;

	return !of || wl_streq(interview->competitor, of) ||
	       wl_streq(interview->chosen, of) ||
	       wl_list_has(&interview->evaluated, of);
}

static void hear(struct scoring *scoring, const struct wl_spoken *spoken)
{
	struct wl_score *score = scoring->score;
	struct wl_spoken said = *spoken;
	const char *deal, *key;

	said.stance = stance_of(scoring, spoken->passage);
	if (!said.stance)
		return;
	wl_spoken_add(&score->spoken, &scoring->reviewing->arena, &said);
	if (!said.interview) {
		score->notes[said.stance < 0]++;
		return;
	}
	deal = said.interview->deal ? said.interview->deal : said.interview->id;
	key = wl_arena_printf(&scoring->reviewing->arena, "%s %s^%d %s",
		wl_card_types[score->card->type], score->key, said.stance,
		deal);
	if (!wl_map_put(&scoring->seen, key, score))
		score->deals[said.stance < 0]++;
}

static void hear_interviews(struct scoring *scoring)
{
	const struct wl_corpus *corpus = scoring->reviewing->corpus;

	for (size_t i = 0; i < corpus->ninterviews; i++) {
		const struct wl_interview *one = &corpus->interviews[i];
		wl_day day = wl_interview_day(one);

		if (!wl_interview_counts(one) ||
			!wl_reviewing_is_new(scoring->reviewing, day) ||
			!is_about(scoring->score, one))
			continue;
		for (size_t j = 0; j < one->npassages; j++) {
			const struct wl_passage *said = &one->passages[j];
			const struct wl_spoken spoken = { one, NULL, said,
				wl_redact_words(one, said), day, 0 };

			if (wl_evidence_is(said))
				hear(scoring, &spoken);
		}
	}
}

/* A field note on a competitor's card must name it, for notes have none. */
static bool names_competitor(
	const struct scoring *scoring, const char *id, const char *words)
{
	const char *name = wl_programme_competitor_name(
		&scoring->reviewing->corpus->programme, id);

	return strcasestr(words, name) || strcasestr(words, id);
}

static void take_note(void *context, const struct wl_spoken *note)
{
	struct scoring *scoring = context;
	const char *of = scoring->score->card->competitor;

	if (!of || (note->words && names_competitor(scoring, of, note->words)))
		hear(scoring, note);
}

static const struct wl_claim_trust *trust_of(
	const struct wl_trust *trust, const struct wl_score *score)
{
	const struct wl_card_trust *card =
		trust ? wl_trust_of(trust, score->card) : NULL;

	for (size_t i = 0; card && i < card->nclaims; i++)
		if (card->claims[i].claim == score->claim)
			return &card->claims[i];
	return NULL;
}

/* In words, if what the claim leaned on has gone. */
static const char *fell(struct scoring *scoring)
{
	const struct wl_claim_trust *claim = scoring->score->trust;
	struct wl_buf why = WL_BUF_INIT;
	const char *kept = NULL;

	if (claim && claim->fall != WL_STANDS) {
		wl_trust_explain(&why, scoring->trust, claim);
		kept = wl_arena_strdup(&scoring->reviewing->arena, why.s);
	}
	wl_buf_release(&why);
	return kept;
}

static enum wl_standing standing(
	const struct wl_review *review, const char *key)
{
	const struct wl_judged *judged =
		review ? wl_review_verdict(review, key) : NULL;

	return judged ? judged->standing : WL_NOT_JUDGED;
}

static void score_claim(struct scoring *scoring, const struct wl_card *card,
	const struct wl_claim *claim)
{
	struct wl_reviewing *reviewing = scoring->reviewing;
	struct wl_score *score = &reviewing->scores[reviewing->nscores];

	if (!claim->id) {
		reviewing->unnamed++;
		return;
	}
	reviewing->nscores++;
	score->card = card;
	score->claim = claim;
	score->key = wl_arena_printf(&reviewing->arena, "%s/%s^%s",
		wl_card_types[card->type], card->id, claim->id);
	scoring->score = score;
	score->trust = trust_of(scoring->trust, score);
	score->fell = fell(scoring);
	score->last = standing(reviewing->last, score->key);
	score->now = standing(reviewing->self, score->key);
	find_leanings(scoring);
	wl_map_release(&scoring->stems);
	wl_map_init(&scoring->stems);
	wl_words_each(claim->text, take_stem, scoring);
	hear_interviews(scoring);
	wl_reviewing_notes(reviewing, take_note, scoring);
	wl_spoken_sort(&score->spoken);
}

void wl_reviewing_scores(
	struct wl_reviewing *reviewing, const struct wl_trust *trust)
{
	/* What we say, to whom, against whom */
	static const enum wl_card_type order[] = { WL_MESSAGE_CARD, WL_ICP,
		WL_BATTLECARD };
	struct scoring scoring = { .reviewing = reviewing, .trust = trust };
	const struct wl_corpus *corpus = reviewing->corpus;
	size_t n = 0;

	for (size_t i = 0; i < corpus->ncards; i++)
		n += corpus->cards[i].nclaims;
	reviewing->scores = wl_arena_alloc(
		&reviewing->arena, n * sizeof(*reviewing->scores));
	wl_map_init(&scoring.seen);
	wl_map_init(&scoring.stems);
	wl_arena_init(&scoring.scratch);
	scoring.stemmer = wl_stemmer_new();
	for (size_t k = 0; k < WL_LEN(order); k++)
		for (size_t i = 0; i < corpus->ncards; i++) {
			const struct wl_card *card = &corpus->cards[i];

			if (card->type != order[k] ||
				card->retired != WL_NO_DAY)
				continue;
			for (size_t j = 0; j < card->nclaims; j++)
				score_claim(&scoring, card, &card->claims[j]);
		}
	wl_map_release(&scoring.seen);
	wl_map_release(&scoring.stems);
	wl_arena_release(&scoring.scratch);
	wl_stemmer_free(scoring.stemmer);
	free(scoring.leanings);
}
