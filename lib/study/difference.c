/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "study/difference_internal.h"

#include "store/layout.h"

bool wl_card_named(const struct wl_card *card, const char *name)
{
	const char *type = wl_card_types[card->type];
	size_t n = strlen(type);

	if (wl_streq(card->id, name))
		return true;
	return !strncmp(name, type, n) && name[n] == '/' &&
	       wl_streq(card->id, name + n + 1);
}

/* Cards */

/* Those in use, then the retired ones. */
static const struct wl_card *const *cards_of(
	struct wl_arena *arena, const struct wl_corpus *corpus, size_t *n)
{
	const struct wl_card **all;

	*n = corpus->ncards + corpus->nretired;
	all = wl_arena_alloc(arena, *n * sizeof(*all));
	for (size_t i = 0; i < *n; i++)
		all[i] = i < corpus->ncards
				 ? &corpus->cards[i]
				 : &corpus->retired[i - corpus->ncards];
	return all;
}

static bool is_asked(const struct wl_list *asked, const struct wl_card *card)
{
	for (size_t i = 0; asked && i < asked->n; i++)
		if (wl_card_named(card, asked->v[i]))
			return true;
	return !asked || !asked->n;
}

static const struct wl_claim_trust *claim_of(
	const struct wl_card_trust *card, const char *id)
{
	for (size_t i = 0; id && card && i < card->nclaims; i++)
		if (wl_streq(card->claims[i].claim->id, id))
			return &card->claims[i];
	return NULL;
}

static void find_fallen(struct wl_card_differs *differs, struct wl_arena *arena)
{
	const struct wl_card_trust *after = differs->after;

	if (!differs->before || !after)
		return;
	differs->fallen = wl_arena_alloc(
		arena, after->nclaims * sizeof(*differs->fallen));
	for (size_t i = 0; i < after->nclaims; i++) {
		const struct wl_claim_trust *now = &after->claims[i];
		const struct wl_claim_trust *was =
			claim_of(differs->before, now->claim->id);

		if (now->fall && was && !was->fall)
			differs->fallen[differs->nfallen++] = now;
	}
}

static const struct wl_card_trust *trust_of(
	const struct wl_trust *trust, const struct wl_card *card)
{
	return card ? wl_trust_of(trust, card) : NULL;
}

static void add_card(struct wl_difference *difference,
	const struct wl_card_revised *revised, const struct wl_card *before,
	const struct wl_card *after)
{
	struct wl_card_differs differs = {
		.card = after ? after : before,
		.revised = revised,
		.before = trust_of(&difference->trust[0], before),
		.after = trust_of(&difference->trust[1], after),
	};

	find_fallen(&differs, &difference->arena);
	if (!revised && !differs.nfallen &&
		(!differs.before || !differs.after ||
			differs.before->state == differs.after->state))
		return;
	difference->cards[difference->ncards++] = differs;
}

static const struct wl_card_revised *revision_of(
	const struct wl_revised *revised, const struct wl_card *card)
{
	for (size_t i = 0; i < revised->ncards; i++)
		if (revised->cards[i].after == card)
			return &revised->cards[i];
	return NULL;
}

static const struct wl_card *same_card(const struct wl_card *const *cards,
	size_t n, const struct wl_card *card)
{
	for (size_t i = 0; i < n; i++)
		if (!wl_card_order(cards[i], card))
			return cards[i];
	return NULL;
}

static int by_card(const void *a, const void *b)
{
	const struct wl_card_differs *x = a, *y = b;

	return wl_card_order(x->card, y->card);
}

static void compare_cards(
	struct wl_difference *difference, const struct wl_list *asked)
{
	struct wl_arena *arena = &difference->arena;
	const struct wl_card *const *cards[2];
	size_t n[2];

	for (int i = 0; i < 2; i++)
		cards[i] = cards_of(arena, difference->corpora[i], &n[i]);
	wl_revised_make(
		&difference->revised, arena, cards[0], n[0], cards[1], n[1]);
	difference->cards = wl_arena_alloc(
		arena, (n[0] + n[1]) * sizeof(*difference->cards));
	for (size_t i = 0; i < difference->revised.ncards; i++) {
		const struct wl_card_revised *one =
			&difference->revised.cards[i];

		if ((one->after && is_asked(asked, one->after)) ||
			(one->before && is_asked(asked, one->before)))
			add_card(difference, one, one->before, one->after);
	}
	for (size_t i = 0; i < n[1]; i++)
		if (is_asked(asked, cards[1][i]) &&
			!revision_of(&difference->revised, cards[1][i]))
			add_card(difference, NULL,
				same_card(cards[0], n[0], cards[1][i]),
				cards[1][i]);
	if (difference->ncards)
		qsort(difference->cards, difference->ncards,
			sizeof(*difference->cards), by_card);
}

/* The rest */

static void count_patterns(struct wl_difference *difference)
{
	for (size_t i = 0; i < difference->compare.ngroups; i++)
		difference->npatterns += (size_t)(difference->compare.groups[i]
							  .shifts[WL_BECAME] +
						  difference->compare.groups[i]
							  .shifts[WL_STOPPED]);
}

/* Does something else speak of this file? */
static bool is_told(const struct wl_difference *difference, const char *path)
{
	for (size_t i = 0; i < difference->ncards; i++) {
		const struct wl_card_revised *one =
			difference->cards[i].revised;

		if (one &&
			((one->before && wl_streq(one->before->path, path)) ||
				(one->after &&
					wl_streq(one->after->path, path))))
			return true;
	}
	for (size_t i = 0; i < difference->ninterviews; i++) {
		const struct wl_interview_differs *one =
			&difference->interviews[i];

		if ((one->before && wl_streq(one->before->path, path)) ||
			(one->after && wl_streq(one->after->path, path)))
			return true;
	}
	return difference->nthemes && wl_streq(path, WL_CODEBOOK_FILE);
}

static void keep_files(
	struct wl_difference *difference, const struct wl_strv *files)
{
	struct wl_list *out = &difference->files;

	if (!files)
		return;
	out->v = wl_arena_alloc(&difference->arena, files->n * sizeof(*out->v));
	for (size_t i = 0; i < files->n; i++)
		if (!is_told(difference, files->v[i]))
			out->v[out->n++] = files->v[i];
}

static int make_sides(struct wl_difference *out, struct wl_err *err)
{
	int rc = 0;

	for (int i = 0; i < 2 && !rc; i++) {
		struct wl_filter filter = WL_FILTER_ALL;

		filter.evidence = 1; /* none is shown */
		rc = wl_synthesis_make(
			&out->syntheses[i], out->corpora[i], &filter, err);
		if (!rc)
			wl_trust_make(&out->trust[i], &out->syntheses[i]);
	}
	return rc;
}

int wl_difference_make(struct wl_difference *out,
	const struct wl_corpus *const corpora[2],
	const struct wl_difference_ask *ask, struct wl_err *err)
{
	bool all = !ask->cards || !ask->cards->n;
	int rc;

	memset(out, 0, sizeof(*out));
	wl_arena_init(&out->arena);
	for (int i = 0; i < 2; i++) {
		out->names[i] = ask->names[i];
		out->corpora[i] = corpora[i];
	}
	rc = make_sides(out, err);
	if (rc)
		return rc;
	wl_compare_make(&out->compare, &out->syntheses[0], &out->syntheses[1],
		ask->names);
	compare_cards(out, ask->cards);
	if (all) {
		count_patterns(out);
		wl_difference_themes(out);
		wl_difference_interviews(out);
		keep_files(out, ask->files);
	}
	return 0;
}

void wl_difference_release(struct wl_difference *difference)
{
	wl_compare_release(&difference->compare);
	for (int i = 0; i < 2; i++) {
		wl_trust_release(&difference->trust[i]);
		wl_synthesis_release(&difference->syntheses[i]);
	}
	wl_arena_release(&difference->arena);
}

static void add_text(struct wl_buf *out, const char *text)
{
	if (text)
		wl_buf_addf(out, "%s\n\n", text);
}

static void add_claims(struct wl_buf *out, const struct wl_card_revised *card)
{
	for (size_t i = 0; card && i < card->nclaims; i++) {
		const struct wl_claim_revised *one = &card->claims[i];

		add_text(out, one->before ? one->before->text : NULL);
		add_text(out, one->after ? one->after->text : NULL);
	}
}

void wl_difference_texts(
	struct wl_buf *out, const struct wl_difference *difference)
{
	for (size_t i = 0; i < difference->ncards; i++)
		add_claims(out, difference->cards[i].revised);
	for (size_t i = 0; i < difference->nthemes; i++) {
		const struct wl_theme_differs *one = &difference->themes[i];

		add_text(out, one->before ? one->before->definition : NULL);
		add_text(out, one->after ? one->after->definition : NULL);
	}
}

bool wl_difference_any(const struct wl_difference *difference)
{
	return difference->ncards || difference->nthemes ||
	       difference->npatterns || difference->ninterviews ||
	       difference->files.n;
}
