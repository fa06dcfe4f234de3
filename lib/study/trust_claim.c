/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "study/trust_claim.h"

#define AGEING_DAYS 365

/* Citations */

static bool is_field(const struct wl_corpus *corpus, const char *id)
{
	for (size_t i = 0; i < corpus->nfields; i++)
		if (wl_streq(corpus->fields[i].id, id))
			return true;
	return false;
}

/* The theme of an id or an alias: what was renamed is still the same. */
static const char *theme_of(const struct wl_codebook *book, const char *id)
{
	const struct wl_theme *theme = wl_codebook_find(book, id);

	for (size_t i = 0; !theme && i < book->n; i++)
		if (wl_list_has(&book->themes[i].aliases, id))
			theme = &book->themes[i];
	return theme ? theme->id : NULL;
}

static bool is_tagged(
	const struct wl_codebook *book, const struct wl_passage *passage)
{
	for (size_t i = 0; i < passage->ntags; i++)
		if (theme_of(book, passage->tags[i].theme))
			return true;
	return false;
}

static enum wl_support support_of_field(
	const struct wl_corpus *corpus, const struct wl_supported *one)
{
	if (!is_field(corpus, one->citation->source))
		return wl_corpus_later(corpus, one->citation->source)
			       ? WL_SOURCE_LATER
			       : WL_NO_SOURCE;
	if (!one->passage)
		return WL_NO_PASSAGE;
	return one->passage->level == WL_CONFIDENTIAL ? WL_PASSAGE_WITHHELD
						      : WL_UNCOUNTED;
}

static enum wl_support support_of(const struct wl_corpus *corpus,
	const struct wl_claim *claim, const struct wl_supported *one)
{
	const struct wl_interview *interview = one->interview;

	if (!interview)
		return support_of_field(corpus, one);
	if (interview->status == WL_WITHDRAWN)
		return WL_SOURCE_WITHDRAWN;
	if (!wl_interview_held(interview))
		return WL_SOURCE_NOT_HELD;
	if (!one->passage)
		return WL_NO_PASSAGE;
	if (wl_interview_level(interview, one->passage) == WL_CONFIDENTIAL)
		return WL_PASSAGE_WITHHELD;
	if (interview->internal)
		return WL_UNCOUNTED;
	if (!is_tagged(&corpus->codebook, one->passage))
		return WL_PASSAGE_UNTAGGED;
	return claim->outcome && claim->outcome != interview->outcome
		       ? WL_OTHER_OUTCOME
		       : WL_SUPPORTS;
}

static bool is_counted(const struct wl_supported *one)
{
	return one->support == WL_SUPPORTS || one->support == WL_OTHER_OUTCOME;
}

/* Deals */

static const char *unit_of(
	const struct wl_trust *trust, const struct wl_supported *one)
{
	const struct wl_interview *interview = one->interview;

	return interview->deal && !trust->corpus->programme.thresholds
					   .unit_interview
		       ? interview->deal
		       : interview->id;
}

static bool speaks_of(const struct wl_trust *trust,
	const struct wl_supported *one, const char *theme)
{
	if (!is_counted(one))
		return false;
	for (size_t i = 0; theme && i < one->passage->ntags; i++)
		if (wl_streq(theme_of(&trust->corpus->codebook,
				     one->passage->tags[i].theme),
			    theme))
			return true;
	return !theme;
}

/* Is citation i the first of its deal that speaks of the theme (NULL: any)? */
static bool is_first(const struct wl_trust *trust,
	const struct wl_claim_trust *claim, size_t i, const char *theme)
{
	const struct wl_supported *v = claim->supports;

	if (!speaks_of(trust, &v[i], theme))
		return false;
	for (size_t j = 0; j < i; j++)
		if (speaks_of(trust, &v[j], theme) &&
			wl_streq(unit_of(trust, &v[j]), unit_of(trust, &v[i])))
			return false;
	return true;
}

/* Of those as frequent the one that the section speaks of, else the first. */
static enum wl_outcome most_of(
	const int deals[WL_OPEN + 1], enum wl_outcome section)
{
	enum wl_outcome most = section;

	for (int i = WL_WIN; i <= WL_OPEN; i++)
		if (deals[i] > deals[most])
			most = (enum wl_outcome)i;
	return most;
}

/* Tags that still say an alias make a row of their own: the larger counts. */
static const struct wl_theme_row *row_of(const struct wl_trust *trust,
	const struct wl_group *group, const char *theme)
{
	const struct wl_theme_row *found = NULL;

	for (size_t i = 0; group && i < group->nthemes; i++) {
		const struct wl_theme_row *row = &group->themes[i];

		if (wl_streq(theme_of(&trust->corpus->codebook, row->id),
			    theme) &&
			(!found || row->deals > found->deals))
			found = row;
	}
	return found;
}

void wl_lean_make(struct wl_lean *out, const struct wl_trust *trust,
	const struct wl_claim_trust *claim, const char *theme)
{
	int deals[WL_OPEN + 1] = { 0 };

	*out = (struct wl_lean){ .theme = theme_of(
					 &trust->corpus->codebook, theme) };
	for (size_t i = 0; out->theme && i < claim->nsupports; i++)
		if (is_first(trust, claim, i, out->theme)) {
			out->deals++;
			deals[claim->supports[i].interview->outcome]++;
		}
	/* None of them does: the outcome of those that it cites */
	for (size_t i = 0; !out->deals && i < claim->nsupports; i++)
		if (is_first(trust, claim, i, NULL))
			deals[claim->supports[i].interview->outcome]++;
	out->outcome = most_of(deals, claim->claim->outcome);
	out->group = wl_synthesis_group(trust->synthesis, out->outcome);
	if (out->theme)
		out->row = row_of(trust, out->group, out->theme);
	if (out->row)
		out->level = out->row->level;
}

static bool is_better(const struct wl_lean *a, const struct wl_lean *b)
{
	if (!b->theme || a->deals != b->deals)
		return a->deals > b->deals;
	if (a->level != b->level)
		return a->level > b->level;
	return strcmp(a->theme, b->theme) < 0;
}

static void find_theme(
	struct wl_claim_trust *claim, const struct wl_trust *trust)
{
	struct wl_lean best = { 0 };

	for (size_t i = 0; i < claim->nsupports; i++) {
		const struct wl_supported *one = &claim->supports[i];

		for (size_t j = 0; is_counted(one) && j < one->passage->ntags;
			j++) {
			struct wl_lean lean;

			wl_lean_make(&lean, trust, claim,
				one->passage->tags[j].theme);
			if (lean.theme && is_better(&lean, &best))
				best = lean;
		}
	}
	claim->theme = best.theme;
	claim->theme_deals = best.deals;
	claim->outcome = best.theme ? best.outcome : WL_OUTCOME_NONE;
	claim->level = best.level;
	claim->row = best.row;
}

/* Time */

static void find_age(struct wl_claim_trust *claim, const struct wl_trust *trust)
{
	wl_day today = wl_time_day(&trust->corpus->as_of);

	claim->newest = claim->oldest = WL_NO_DAY;
	for (size_t i = 0; i < claim->nsupports; i++) {
		const struct wl_supported *one = &claim->supports[i];
		wl_day day = is_counted(one) ? wl_interview_day(one->interview)
					     : WL_NO_DAY;

		if (day == WL_NO_DAY)
			continue;
		if (claim->newest == WL_NO_DAY || day > claim->newest)
			claim->newest = day;
		if (claim->oldest == WL_NO_DAY || day < claim->oldest)
			claim->oldest = day;
	}
	claim->ageing = claim->newest != WL_NO_DAY && today != WL_NO_DAY &&
			claim->newest < today - AGEING_DAYS;
}

/* What was verified */

const char *wl_claim_disputed(
	const struct wl_card *card, const struct wl_claim *claim)
{
	for (size_t i = 0; claim->id && i < card->disputed.n; i++)
		if (wl_streq(card->disputed.key[i], claim->id))
			return card->disputed.value[i];
	return NULL;
}

static const struct wl_leaning *leaning_of(
	const struct wl_card *card, const struct wl_claim *claim)
{
	for (size_t i = 0; claim->id && i < card->nleanings; i++)
		if (wl_streq(card->leanings[i].claim, claim->id))
			return &card->leanings[i];
	return NULL;
}

static enum wl_fall fall_of_theme(const struct wl_claim_trust *claim,
	const struct wl_trust *trust, bool edited)
{
	const struct wl_leaning *leaned = claim->leaned;
	struct wl_lean now;

	wl_lean_make(&now, trust, claim, leaned->theme);
	/* Whoever took a citation away did not retag anything */
	if (now.deals < leaned->deals && (!edited || now.deals < claim->deals))
		return WL_THEME_LOST;
	return leaned->level >= WL_PATTERN && now.level < WL_PATTERN
		       ? WL_PATTERN_FELL
		       : WL_STANDS;
}

static enum wl_fall fall_of(const struct wl_claim_trust *claim,
	const struct wl_trust *trust, bool edited)
{
	enum wl_fall fall = WL_STANDS;

	for (size_t i = 0; i < claim->nsupports; i++)
		if (wl_support_lost(claim->supports[i].support))
			return WL_CITATION_LOST;
	if (claim->leaned)
		fall = fall_of_theme(claim, trust, edited);
	if (!fall && wl_claim_disputed(claim->card, claim->claim))
		fall = WL_DISPUTED;
	return fall;
}

void wl_claim_trust_make(struct wl_claim_trust *out, struct wl_trust *trust,
	const struct wl_card *card, const struct wl_claim *claim, bool edited)
{
	*out = (struct wl_claim_trust){ .card = card, .claim = claim };
	out->supports = wl_arena_alloc(
		&trust->arena, claim->ncitations * sizeof(*out->supports));
	for (size_t i = 0; i < claim->ncitations; i++) {
		struct wl_supported *one = &out->supports[out->nsupports++];

		one->citation = &claim->citations[i];
		one->passage = wl_corpus_cited(
			trust->corpus, one->citation, &one->interview);
		one->support = support_of(trust->corpus, claim, one);
	}
	for (size_t i = 0; i < out->nsupports; i++)
		out->deals += is_first(trust, out, i, NULL);
	out->leaned = leaning_of(card, claim);
	find_theme(out, trust);
	find_age(out, trust);
	out->fall = fall_of(out, trust, edited);
}
