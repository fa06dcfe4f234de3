/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a quarterly review adds: opportunities, assets, feedback, retirement. */
#include "base/utf8.h"
#include "study/reviewing_internal.h"
#include "text/words.h"

/* Opportunities */

static void take_deals(struct wl_reviewing *reviewing)
{
	const struct wl_deals *deals = &reviewing->corpus->deals;

	reviewing->deals = wl_arena_alloc(
		&reviewing->arena, WL_REVIEW_DEALS * sizeof(*reviewing->deals));
	/* They are sorted by the day of their close */
	for (size_t i = deals->n; i-- && reviewing->ndeals < WL_REVIEW_DEALS;) {
		const struct wl_deal *deal = &deals->v[i];

		if (deal->outcome != WL_OPEN && deal->closed != WL_NO_DAY &&
			deal->closed <= reviewing->as_of)
			reviewing->deals[reviewing->ndeals++] = deal;
	}
}

/* Feedback */

static void take_feedback(void *context, const struct wl_spoken *note)
{
	struct wl_reviewing *reviewing = context;
	int sign = wl_spoken_sign(note);

	if (wl_spoken_from(note, "request"))
		wl_spoken_add(&reviewing->missing, &reviewing->arena, note);
	else if (!wl_spoken_from(note, "feedback") &&
		 !wl_spoken_from(note, "rep"))
		return;
	else
		wl_spoken_add(
			sign < 0 ? &reviewing->unclear : &reviewing->clear,
			&reviewing->arena, note);
}

/* Assets */

struct counting {
	struct wl_map words; /* stem -> which side has it */
	struct wl_arena arena;
	struct wl_stemmer *stemmer;
	struct wl_audited *asset; /* NULL: the messages are read */
};

static void count_word(void *context, const char *word)
{
	static char ours[] = "ours", both[] = "both", seen[] = "seen";
	struct counting *counting = context;
	const char *stem;
	void *side;

	if (wl_word_stops(word))
		return;
	stem = wl_stemmer_stem(counting->stemmer, word);
	side = wl_map_get(&counting->words, stem);
	if (!counting->asset) {
		if (!side)
			wl_map_put(&counting->words,
				wl_arena_strdup(&counting->arena, stem), ours);
		return;
	}
	if (side == both || side == seen)
		return;
	wl_map_put(&counting->words, wl_arena_strdup(&counting->arena, stem),
		side ? both : seen);
	counting->asset->words++;
	counting->asset->shared += side != NULL;
}

/* Content words of the asset, and how many of them a message card has. */
static void compare_words(
	struct wl_audited *asset, const struct wl_corpus *corpus)
{
	struct counting counting = { .stemmer = wl_stemmer_new() };

	wl_arena_init(&counting.arena);
	for (size_t i = 0; i < corpus->ncards; i++)
		for (size_t j = 0; corpus->cards[i].type == WL_MESSAGE_CARD &&
				   j < corpus->cards[i].nclaims;
			j++)
			wl_words_each(corpus->cards[i].claims[j].text,
				count_word, &counting);
	counting.asset = asset;
	for (size_t i = 0; asset->card && i < asset->card->nclaims; i++)
		wl_words_each(
			asset->card->claims[i].text, count_word, &counting);
	wl_map_release(&counting.words);
	wl_stemmer_free(counting.stemmer);
	wl_arena_release(&counting.arena);
}

/* Does a field note name the card or asset, or does the card cite it? */
static bool names(const struct wl_passage *note, const char *name,
	const struct wl_card *card, const char *field)
{
	if (strcasestr(note->words, name))
		return true;
	if (card && strcasestr(note->words, card->title))
		return true;
	for (size_t i = 0; card && i < card->nclaims; i++)
		for (size_t j = 0; j < card->claims[i].ncitations; j++)
			if (wl_streq(card->claims[i].citations[j].source,
				    field) &&
				wl_streq(card->claims[i].citations[j].passage,
					note->id))
				return true;
	return false;
}

static int notes_on(const struct wl_corpus *corpus, const char *name,
	const struct wl_card *card)
{
	int n = 0;

	for (size_t i = 0; i < corpus->nfields; i++)
		for (size_t j = 0; j < corpus->fields[i].npassages; j++)
			n += names(&corpus->fields[i].passages[j], name, card,
				corpus->fields[i].id);
	return n;
}

static bool is_named(const struct wl_reviewing *reviewing, const char *name)
{
	for (size_t i = 0; i < reviewing->nassets; i++)
		if (wl_streq(reviewing->assets[i].name, name))
			return true;
	return false;
}

static void add_asset(struct wl_reviewing *reviewing, const char *name,
	const struct wl_card *card)
{
	struct wl_audited *asset = &reviewing->assets[reviewing->nassets];

	if (card)
		name = wl_arena_printf(&reviewing->arena, "%s/%s",
			wl_card_types[card->type], card->id);
	if (is_named(reviewing, name))
		return;
	reviewing->nassets++;
	asset->card = card;
	asset->name = wl_arena_strdup(&reviewing->arena, name);
	asset->since = card ? card->verified : WL_NO_DAY;
	asset->notes = notes_on(reviewing->corpus, asset->name, card);
	compare_words(asset, reviewing->corpus);
}

static bool has_asset(
	const struct wl_reviewing *reviewing, const struct wl_card *card)
{
	for (size_t i = 0; i < reviewing->nassets; i++)
		if (reviewing->assets[i].card == card)
			return true;
	return false;
}

/* What customers see, then what they are told. */
static int distance(const struct wl_card *card)
{
	if (card->external)
		return 0;
	return card->type == WL_PROOF_POINT ||
			       card->type == WL_OBJECTION_RESPONSE
		       ? 1
		       : 2;
}

/* The one verified longest ago is audited first; of two such, the one that is
 * used more: it does the greater harm. */
static bool audited_before(const struct wl_corpus *corpus,
	const struct wl_card *x, const struct wl_card *y)
{
	if (distance(x) != distance(y))
		return distance(x) < distance(y);
	if (x->verified != y->verified)
		return x->verified < y->verified;
	return notes_on(corpus, x->id, x) > notes_on(corpus, y->id, y);
}

static const struct wl_card *next_asset(const struct wl_reviewing *reviewing)
{
	const struct wl_corpus *corpus = reviewing->corpus;
	const struct wl_card *best = NULL;

	for (size_t i = 0; i < corpus->ncards; i++) {
		const struct wl_card *card = &corpus->cards[i];

		if (distance(card) > 1 || has_asset(reviewing, card))
			continue;
		if (!best || audited_before(corpus, card, best))
			best = card;
	}
	return best;
}

static void take_assets(
	struct wl_reviewing *reviewing, const struct wl_list *named)
{
	const struct wl_review *self = reviewing->self;
	const struct wl_card *card;

	reviewing->assets = wl_arena_alloc(&reviewing->arena,
		(WL_REVIEW_ASSETS + named->n + (self ? self->nassets : 0)) *
			sizeof(*reviewing->assets));
	for (size_t i = 0; i < named->n; i++)
		add_asset(reviewing, named->v[i],
			wl_corpus_card(reviewing->corpus, named->v[i], NULL));
	for (size_t i = 0; self && i < self->nassets; i++)
		add_asset(reviewing, self->assets[i].name,
			wl_corpus_card(
				reviewing->corpus, self->assets[i].name, NULL));
	while (reviewing->nassets < WL_REVIEW_ASSETS &&
		(card = next_asset(reviewing)))
		add_asset(reviewing, card->id, card);
}

/* Retirement */

static int verify_days(
	const struct wl_corpus *corpus, const struct wl_card *card)
{
	return card->verify_days ? card->verify_days
				 : corpus->programme.verify_days[card->type];
}

static wl_day newest_evidence(
	const struct wl_corpus *corpus, const struct wl_card *card)
{
	wl_day newest = WL_NO_DAY;

	for (size_t i = 0; i < card->nclaims; i++)
		for (size_t j = 0; j < card->claims[i].ncitations; j++) {
			const struct wl_interview *one = NULL;
			wl_day day;

			if (!wl_corpus_cited(corpus,
				    &card->claims[i].citations[j], &one) ||
				!one)
				continue;
			day = wl_interview_day(one);
			newest = day > newest ? day : newest;
		}
	return newest;
}

static unsigned why_retire(struct wl_reviewing *reviewing,
	const struct wl_card *card, struct wl_retiring *out)
{
	const struct wl_corpus *corpus = reviewing->corpus;
	wl_day today = reviewing->as_of;
	int interval = verify_days(corpus, card);
	unsigned why = 0;

	out->card = card;
	out->verified = card->verified;
	out->evidence = newest_evidence(corpus, card);
	if (interval && card->verified != WL_NO_DAY &&
		today - card->verified > WL_RETIRE_INTERVALS * interval)
		why |= WL_RETIRE_UNVERIFIED;
	if (out->evidence == WL_NO_DAY ||
		today - out->evidence > WL_RETIRE_DAYS)
		why |= WL_RETIRE_NO_EVIDENCE;
	/* That nobody speaks of it is no reason by itself */
	if (why && corpus->nfields && !notes_on(corpus, card->id, card))
		why |= WL_RETIRE_UNUSED;
	return why;
}

static void take_retiring(struct wl_reviewing *reviewing)
{
	const struct wl_corpus *corpus = reviewing->corpus;

	reviewing->retiring = wl_arena_alloc(&reviewing->arena,
		corpus->ncards * sizeof(*reviewing->retiring));
	for (size_t i = 0; i < corpus->ncards; i++) {
		struct wl_retiring *next =
			&reviewing->retiring[reviewing->nretiring];

		next->why = why_retire(reviewing, &corpus->cards[i], next);
		reviewing->nretiring += next->why != 0;
	}
}

void wl_reviewing_quarter(
	struct wl_reviewing *reviewing, const struct wl_list *assets)
{
	if (reviewing->kind != WL_QUARTERLY)
		return;
	take_deals(reviewing);
	wl_reviewing_notes(reviewing, take_feedback, reviewing);
	take_assets(reviewing, assets);
	take_retiring(reviewing);
}
