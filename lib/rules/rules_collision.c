/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Twice the same thing, as branches and hands that know nothing of each other
 * leave it. */
#include "base/utf8.h"
#include "model/revised.h"
#include "rules/committed.h"
#include "store/layout.h"
#include "store/normal.h"

#define WITHHELD "(confidential)"
#define WORDS_LEAST 20 /* bytes of a passage that two do not say alike */

static const char *name_of(
	struct wl_findings *out, const struct wl_card *card, const char *claim)
{
	return wl_arena_printf(&out->arena, "%s/%s%s%s",
		wl_card_types[card->type], card->id, claim ? "^" : "",
		claim ? claim : "");
}

/* Conflicts that nobody has settled */

static size_t line_with(const struct wl_source *source, const char *mark)
{
	const char *s = source->bytes, *at = s;
	size_t n = strlen(mark);

	while ((at = strstr(at, mark))) {
		if ((at == s || at[-1] == '\n') && at[n] == ' ')
			return (size_t)(at - s);
		at += n;
	}
	return SIZE_MAX;
}

static void conflict_marker(struct wl_subject *subject, struct wl_findings *out)
{
	const struct wl_committed *committed = wl_committed_of(subject);

	for (size_t i = 0; i < committed->paths.n; i++) {
		const char *path = committed->paths.v[i];
		const struct wl_source *source =
			wl_subject_source(subject, path);
		size_t at = line_with(source, "<<<<<<<");

		if (at == SIZE_MAX || line_with(source, ">>>>>>>") == SIZE_MAX)
			continue;
		wl_found_byte(out, path, at,
			"a merge left both sides of a conflict here");
		wl_found_hint(out, "keep what is right, and remove the lines "
				   "<<<<<<<, ======= and >>>>>>>");
	}
}

/* Passages of two respondents */

struct first {
	const struct wl_interview *one;
	const struct wl_passage *passage;
};

/* The first of two that have the same key; NULL: this one is. */
static const struct first *put_first(struct wl_findings *out,
	struct wl_map *seen, const char *key, const struct first *first)
{
	struct first *kept = wl_map_get(seen, key);

	if (kept)
		return kept;
	kept = wl_arena_alloc(&out->arena, sizeof(*kept));
	*kept = *first;
	wl_map_put(seen, key, kept);
	return NULL;
}

static const char *words_key(struct wl_findings *out, const struct first *first)
{
	const char *words = first->passage->words, *key = NULL;
	struct wl_buf text = WL_BUF_INIT;

	if (!wl_streq(words, WITHHELD) && strlen(words) >= WORDS_LEAST) {
		wl_buf_addf(&text, "%s\n", first->one->deal);
		wl_normal_words(&text, words, strlen(words));
		key = wl_arena_strdup(&out->arena, text.s);
	}
	wl_buf_release(&text);
	return key;
}

static void look_at_passage(
	struct wl_findings *out, struct wl_map *seen, const struct first *first)
{
	const char *words = words_key(out, first), *id = first->passage->id;
	const struct first *same =
		words ? put_first(out, seen, words, first) : NULL;

	if (!same && id)
		same = put_first(out, seen,
			wl_arena_printf(
				&out->arena, "%s\n^%s", first->one->deal, id),
			first);
	if (!same || same->one == first->one)
		return;
	wl_found_byte(out, first->one->path, first->passage->start,
		"the same passage as in '%s', of the same deal", same->one->id);
	wl_found_subject(out,
		id ? wl_arena_printf(&out->arena, "%s^%s", first->one->id, id)
		   : first->one->id);
	wl_found_hint(out, "keep it with the one who said it");
}

/* How many interviews each deal has. */
static void count_deals(struct wl_map *out, const struct wl_corpus *corpus)
{
	wl_map_init(out);
	for (size_t i = 0; i < corpus->ninterviews; i++) {
		const char *deal = corpus->interviews[i].deal;
		uintptr_t n = deal ? (uintptr_t)wl_map_get(out, deal) : 0;

		if (deal)
			wl_map_put(out, deal, (void *)(n + 1));
	}
}

static void passage_duplicate(
	struct wl_subject *subject, struct wl_findings *out)
{
	const struct wl_corpus *corpus = subject->corpus;
	struct wl_map seen = { 0 }, interviews;

	count_deals(&interviews, corpus);
	wl_map_init(&seen);
	for (size_t i = 0; i < corpus->ninterviews; i++) {
		const struct wl_interview *one = &corpus->interviews[i];

		/* Most deals have but one, which takes long to compare */
		if (!one->deal ||
			(uintptr_t)wl_map_get(&interviews, one->deal) < 2)
			continue;
		for (size_t k = 0; k < one->npassages; k++)
			look_at_passage(out, &seen,
				&(struct first){ one, &one->passages[k] });
	}
	wl_map_release(&seen);
	wl_map_release(&interviews);
}

static void interview_duplicate(
	struct wl_subject *subject, struct wl_findings *out)
{
	const struct wl_corpus *corpus = subject->corpus;
	struct wl_map seen = { 0 };

	wl_map_init(&seen);
	for (size_t i = 0; i < corpus->ninterviews; i++) {
		const struct wl_interview *one = &corpus->interviews[i];
		const struct first *same;

		if (!one->interviewee || !one->deal || !one->interviewed.set)
			continue;
		same = put_first(out, &seen,
			wl_arena_printf(&out->arena, "%s\n%s\n%d",
				one->interviewee, one->deal,
				(int)wl_time_day(&one->interviewed)),
			&(struct first){ one, NULL });
		if (!same)
			continue;
		wl_found_key(out, one->path, "interviewee",
			"the same interviewee, deal and day as '%s'",
			same->one->id);
		wl_found_subject(out, one->id);
		wl_found_hint(out, "one conversation is one file: move what is "
				   "only here");
	}
	wl_map_release(&seen);
}

/* Cards, claims, deals */

static void card_duplicate(struct wl_subject *subject, struct wl_findings *out)
{
	const struct wl_corpus *corpus = subject->corpus;
	struct wl_map seen = { 0 };

	wl_map_init(&seen);
	for (size_t i = 0; i < corpus->ncards; i++) {
		const struct wl_card *card = &corpus->cards[i], *same;

		if (card->type != WL_BATTLECARD || !card->competitor)
			continue;
		same = wl_map_get(&seen, card->competitor);
		if (!same) {
			wl_map_put(&seen, card->competitor, (void *)card);
			continue;
		}
		wl_found_key(out, card->path, "competitor",
			"'%s' has a battlecard already: '%s'", card->competitor,
			same->path);
		wl_found_subject(out, name_of(out, card, NULL));
		wl_found_hint(out,
			"sales must find one: 'winloss card retire "
			"%s --replaced-by %s' keeps the history",
			name_of(out, card, NULL), name_of(out, same, NULL));
	}
	wl_map_release(&seen);
}

/* A claim and the card that it is in. */
struct placed {
	const struct wl_card *card;
	const struct wl_claim *claim;
};

static void look_at_claim(
	struct wl_findings *out, struct wl_map *seen, const struct placed *one)
{
	const char *key = wl_arena_printf(
		&out->arena, "%d^%s", (int)one->card->type, one->claim->id);
	struct placed *same = wl_map_get(seen, key);

	if (!same) {
		same = wl_arena_alloc(&out->arena, sizeof(*same));
		*same = *one;
		wl_map_put(seen, key, same);
		return;
	}
	if (same->card == one->card ||
		wl_streq(same->claim->text, one->claim->text))
		return;
	wl_found_line(out, one->card->path, one->claim->line,
		"the claim '^%s' says something else in '%s'", one->claim->id,
		same->card->path);
	wl_found_subject(out, name_of(out, one->card, one->claim->id));
	wl_found_hint(out, "harmless, but what is said of one is read of the "
			   "other; remove the id of the newer and run "
			   "'winloss check --fix'");
}

static void claim_duplicate(struct wl_subject *subject, struct wl_findings *out)
{
	const struct wl_corpus *corpus = subject->corpus;
	struct wl_map seen = { 0 };

	wl_map_init(&seen);
	for (size_t i = 0; i < corpus->ncards; i++)
		for (size_t k = 0; k < corpus->cards[i].nclaims; k++)
			if (corpus->cards[i].claims[k].id)
				look_at_claim(out, &seen,
					&(struct placed){ &corpus->cards[i],
						&corpus->cards[i].claims[k] });
	wl_map_release(&seen);
}

static const char *plain_id(struct wl_findings *out, const char *id)
{
	struct wl_buf folded = WL_BUF_INIT, plain = WL_BUF_INIT;
	const char *kept;

	wl_utf8_fold(&folded, id);
	for (size_t i = 0; i < folded.n; i++)
		if (!strchr(" \t", folded.s[i]))
			wl_buf_addc(&plain, folded.s[i]);
	kept = wl_arena_strdup(&out->arena, plain.s);
	wl_buf_release(&folded);
	wl_buf_release(&plain);
	return kept;
}

static void deal_duplicate(struct wl_subject *subject, struct wl_findings *out)
{
	const struct wl_deals *deals = &subject->corpus->deals;
	struct wl_map seen = { 0 };

	wl_map_init(&seen);
	for (size_t i = 0; i < deals->n; i++) {
		const struct wl_deal *deal = &deals->v[i];
		const char *key = plain_id(out, deal->id);
		const struct wl_deal *same = wl_map_get(&seen, key);

		if (!same) {
			wl_map_put(&seen, key, (void *)deal);
			continue;
		}
		wl_found_line(out, WL_DEALS_FILE, deal->line,
			"the deal '%s' is '%s' of line %d in other letters",
			deal->id, same->id, same->line);
		wl_found_subject(out, deal->id);
		wl_found_hint(out, "one deal is one row; remove one of them");
	}
	wl_map_release(&seen);
}

/* What git would merge without a word */

static bool same_bytes(
	struct wl_subject *a, struct wl_subject *b, const char *path)
{
	const struct wl_source *x = wl_subject_source(a, path);
	const struct wl_source *y = wl_subject_source(b, path);

	return x->n == y->n && !memcmp(x->bytes, y->bytes, x->n);
}

/* An id that both sides have made since they parted. */
static void collides(struct wl_findings *out, const char *path, int line,
	const char *what, const char *there)
{
	wl_found_line(
		out, path, line, "%s, and in the base too: '%s'", what, there);
	wl_found_hint(out, "after the merge one of two would be lost, or read "
			   "as the other: give this one another id");
}

static void collide_interviews(
	struct wl_subject *subject, struct wl_findings *out)
{
	const struct wl_compared *compared = wl_subject_compared(subject);
	const struct wl_corpus *corpus = subject->corpus;

	for (size_t i = 0; i < corpus->ninterviews; i++) {
		const struct wl_interview *here = &corpus->interviews[i];
		const struct wl_interview *there = wl_corpus_interview(
			compared->subject->corpus, here->id);

		if (!there || wl_corpus_interview(compared->fork, here->id) ||
			(wl_streq(here->path, there->path) &&
				same_bytes(subject, compared->subject,
					here->path)))
			continue;
		collides(out, here->path, 1,
			wl_arena_printf(&out->arena,
				"the interview '%s' was made here", here->id),
			there->path);
		wl_found_subject(out, here->id);
	}
}

static void collide_claims(struct wl_findings *out, const struct wl_card *here,
	const struct wl_card *there, const struct wl_card *fork)
{
	for (size_t i = 0; i < here->nclaims; i++) {
		const struct wl_claim *claim = &here->claims[i], *other;

		other = claim->id ? wl_card_claim(there, claim->id) : NULL;
		if (!other || wl_card_claim(fork, claim->id) ||
			wl_streq(other->text, claim->text))
			continue;
		collides(out, here->path, claim->line,
			wl_arena_printf(&out->arena,
				"the claim '^%s' was made here", claim->id),
			there->path);
		wl_found_subject(out, name_of(out, here, claim->id));
	}
}

static void collide_cards(struct wl_subject *subject, struct wl_findings *out)
{
	const struct wl_compared *compared = wl_subject_compared(subject);
	const struct wl_corpus *corpus = subject->corpus;

	for (size_t i = 0; i < corpus->ncards; i++) {
		const struct wl_card *here = &corpus->cards[i];
		const char *name = name_of(out, here, NULL);
		const struct wl_card *there =
			wl_corpus_card(compared->subject->corpus, name, NULL);
		const struct wl_card *fork =
			wl_corpus_card(compared->fork, name, NULL);

		if (there && fork)
			collide_claims(out, here, there, fork);
		if (!there || fork ||
			(wl_streq(here->path, there->path) &&
				same_bytes(subject, compared->subject,
					here->path)))
			continue;
		collides(out, here->path, 1,
			wl_arena_printf(&out->arena,
				"the card '%s' was made here", name),
			there->path);
		wl_found_subject(out, name);
	}
}

static void collide_themes(struct wl_subject *subject, struct wl_findings *out)
{
	const struct wl_compared *compared = wl_subject_compared(subject);
	const struct wl_codebook *book = &subject->corpus->codebook;

	for (size_t i = 0; i < book->n; i++) {
		const struct wl_theme *here = &book->themes[i];
		const struct wl_theme *there = wl_codebook_find(
			&compared->subject->corpus->codebook, here->id);

		if (!there ||
			wl_codebook_find(&compared->fork->codebook, here->id) ||
			(here->kind == there->kind &&
				wl_streq(here->title, there->title) &&
				wl_streq(here->definition, there->definition)))
			continue;
		collides(out, WL_CODEBOOK_FILE, here->line,
			wl_arena_printf(&out->arena,
				"the theme '%s' was made here", here->id),
			WL_CODEBOOK_FILE);
		wl_found_subject(out, here->id);
	}
}

static void merge_collision(struct wl_subject *subject, struct wl_findings *out)
{
	const struct wl_compared *compared = wl_subject_compared(subject);

	if (!compared->subject || !compared->fork)
		return;
	collide_interviews(subject, out);
	collide_cards(subject, out);
	collide_themes(subject, out);
}

/* Claims that this change brings */

static const struct wl_card **cards_of(
	struct wl_arena *arena, const struct wl_corpus *corpus, size_t *n)
{
	const struct wl_card **v = wl_arena_alloc(
		arena, (corpus->ncards + corpus->nretired + 1) * sizeof(*v));

	*n = 0;
	for (size_t i = 0; i < corpus->ncards; i++)
		v[(*n)++] = &corpus->cards[i];
	for (size_t i = 0; i < corpus->nretired; i++)
		v[(*n)++] = &corpus->retired[i];
	return v;
}

static void look_at_change(struct wl_findings *out, const struct wl_card *card,
	const struct wl_claim_revised *revised)
{
	const struct wl_claim *after = revised->after;

	if (revised->kind != WL_CLAIM_CHANGED || !revised->words ||
		after->ncitations || card->retired != WL_NO_DAY)
		return;
	wl_found_line(out, card->path, after->line,
		"the claim was reworded and cites nothing");
	wl_found_subject(out, name_of(out, card, after->id));
	wl_found_hint(out,
		"a change of what is said to buyers needs the "
		"evidence for it: 'winloss card revise %s'",
		name_of(out, card, NULL));
}

static void change_unproven(struct wl_subject *subject, struct wl_findings *out)
{
	const struct wl_compared *compared = wl_subject_compared(subject);
	const struct wl_corpus *before = compared->fork;
	const struct wl_card **old, **new;
	struct wl_revised revised;
	size_t nold, nnew;

	if (!before && compared->subject)
		before = compared->subject->corpus;
	if (!before)
		return;
	old = cards_of(&out->arena, before, &nold);
	new = cards_of(&out->arena, subject->corpus, &nnew);
	wl_revised_make(&revised, &out->arena, old, nold, new, nnew);
	for (size_t i = 0; i < revised.ncards; i++)
		for (size_t k = 0; k < revised.cards[i].nclaims; k++)
			if (revised.cards[i].after)
				look_at_change(out, revised.cards[i].after,
					&revised.cards[i].claims[k]);
}

const struct wl_rule wl_rules_collision[] = {
	{ "conflict-marker", WL_SEVERE, "a conflict that a merge left behind",
		conflict_marker },
	{ "passage-duplicate", WL_WARNING,
		"one passage in two interviews of a deal", passage_duplicate },
	{ "interview-duplicate", WL_WARNING,
		"two interviews of one interviewee, deal and day",
		interview_duplicate },
	{ "card-duplicate", WL_WARNING, "two battlecards for one competitor",
		card_duplicate },
	{ "claim-duplicate", WL_INFO,
		"one claim id for two claims of cards of a type",
		claim_duplicate },
	{ "deal-duplicate", WL_WARNING,
		"two deals whose ids differ in case or spaces alone",
		deal_duplicate },
	{ "merge-collision", WL_SEVERE,
		"an id that the base has made too (--against)",
		merge_collision },
	{ "change-unproven", WL_SEVERE,
		"a reworded claim that cites nothing (--against)",
		change_unproven },
	{ NULL },
};
