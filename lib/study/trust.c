/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>

#include "study/trust_claim.h"

const char *const wl_card_states[] = {
	[WL_VERIFIED] = "verified",
	[WL_DUE] = "due",
	[WL_UNVERIFIED] = "unverified",
	[WL_RETIRED] = "retired",
	NULL,
};

const char *const wl_card_reasons[] = {
	[WL_REASON_NONE] = "",
	[WL_NO_VERIFIER] = "no verifier",
	[WL_NEVER_VERIFIED] = "never verified",
	[WL_VERIFIED_LATER] = "verified later than today",
	[WL_VERIFIER_LEFT] = "verifier left",
	[WL_VERIFIER_CHANGED] = "verifier changed",
	[WL_CARD_DISPUTED] = "disputed",
	[WL_EVIDENCE_LOST] = "evidence lost",
	[WL_EDITED_SINCE] = "edited since",
	[WL_EXPIRED] = "expired",
	NULL,
};

/* Who verifies */

static bool has_role(const struct wl_programme *programme, const char *role)
{
	for (size_t i = 0; i < programme->nteam; i++)
		if (wl_streq(wl_team_roles[programme->team[i].role], role))
			return true;
	return false;
}

bool wl_trust_may_verify(const struct wl_programme *programme,
	const struct wl_card *card, const struct wl_member *person)
{
	if (!card->verifier || !person)
		return false;
	/* The id of a person wins over a role of the same name */
	if (wl_programme_member(programme, card->verifier))
		return wl_streq(card->verifier, person->id);
	return wl_streq(card->verifier, wl_team_roles[person->role]);
}

static bool has_verifier(
	const struct wl_programme *programme, const struct wl_card *card)
{
	return wl_programme_member(programme, card->verifier) ||
	       has_role(programme, card->verifier);
}

/* Without verified-by it was verified by hand: by its verifier, then. */
static bool by_verifier(
	const struct wl_programme *programme, const struct wl_card *card)
{
	return !card->verified_by ||
	       wl_trust_may_verify(programme, card,
		       wl_programme_member(programme, card->verified_by));
}

/* States */

static bool is_edited(const struct wl_card *card)
{
	struct wl_buf digest = WL_BUF_INIT;
	bool edited;

	wl_card_digest(&digest, card);
	edited = card->verified_as && !wl_streq(card->verified_as, digest.s);
	wl_buf_release(&digest);
	return edited;
}

static bool is_disputed(const struct wl_card *card)
{
	for (size_t i = 0; i < card->nclaims; i++)
		if (wl_claim_disputed(card, &card->claims[i]))
			return true;
	return false;
}

static bool has_lost(const struct wl_card_trust *one)
{
	for (size_t i = 0; i < one->nclaims; i++)
		if (one->claims[i].fall && one->claims[i].fall != WL_DISPUTED)
			return true;
	return false;
}

static enum wl_card_reason reason_of(
	const struct wl_card_trust *one, const struct wl_corpus *corpus)
{
	const struct wl_programme *programme = &corpus->programme;
	const struct wl_card *card = one->card;
	wl_day today = wl_time_day(&corpus->as_of);

	if (!card->verifier)
		return WL_NO_VERIFIER;
	if (card->verified == WL_NO_DAY)
		return WL_NEVER_VERIFIED;
	/* One day ahead may be the day of another zone */
	if (today != WL_NO_DAY && (int64_t)card->verified > (int64_t)today + 1)
		return WL_VERIFIED_LATER;
	if (!has_verifier(programme, card))
		return WL_VERIFIER_LEFT;
	if (!by_verifier(programme, card))
		return WL_VERIFIER_CHANGED;
	if (is_disputed(card))
		return WL_CARD_DISPUTED;
	if (has_lost(one))
		return WL_EVIDENCE_LOST;
	if (is_edited(card))
		return WL_EDITED_SINCE;
	return one->due != WL_NO_DAY && today > one->due ? WL_EXPIRED
							 : WL_REASON_NONE;
}

static enum wl_card_state state_of(
	const struct wl_card_trust *one, const struct wl_corpus *corpus)
{
	wl_day today = wl_time_day(&corpus->as_of);

	if (one->reason)
		return WL_UNVERIFIED;
	return one->due != WL_NO_DAY && today != WL_NO_DAY &&
			       (int64_t)one->due - today <= WL_DUE_DAYS
		       ? WL_DUE
		       : WL_VERIFIED;
}

/* Cards */

static void make_claims(struct wl_card_trust *one, struct wl_trust *trust)
{
	const struct wl_card *card = one->card;
	bool edited = is_edited(card);

	one->claims = wl_arena_alloc(
		&trust->arena, card->nclaims * sizeof(*one->claims));
	for (size_t i = 0; i < card->nclaims; i++) {
		const struct wl_claim *claim = &card->claims[i];
		struct wl_claim_trust *made = &one->claims[one->nclaims++];

		wl_claim_trust_make(made, trust, card, claim, edited);
		one->unproven += claim->unproven || !claim->ncitations;
		one->fallen += made->fall != WL_STANDS;
	}
}

static void count(struct wl_trust *trust, enum wl_card_state state)
{
	trust->retired += state == WL_RETIRED;
	trust->unverified += state == WL_UNVERIFIED;
	trust->verified += state == WL_VERIFIED || state == WL_DUE;
}

static void make_card(
	struct wl_trust *trust, const struct wl_card *card, bool archived)
{
	struct wl_card_trust *one = &trust->cards[trust->ncards++];
	const struct wl_programme *programme = &trust->corpus->programme;

	one->card = card;
	one->days = card->verify_days ? card->verify_days
				      : programme->verify_days[card->type];
	one->due = WL_NO_DAY;
	make_claims(one, trust);
	if (archived || card->retired != WL_NO_DAY) {
		one->state = WL_RETIRED;
	} else {
		if (card->verified != WL_NO_DAY && one->days)
			one->due = card->verified + one->days;
		one->reason = reason_of(one, trust->corpus);
		one->state = state_of(one, trust->corpus);
	}
	count(trust, one->state);
}

void wl_trust_make(struct wl_trust *out, const struct wl_synthesis *synthesis)
{
	const struct wl_corpus *corpus = synthesis->corpus;
	int all;

	*out = (struct wl_trust){ .corpus = corpus, .synthesis = synthesis };
	out->cards = wl_arena_alloc(&out->arena,
		(corpus->ncards + corpus->nretired) * sizeof(*out->cards));
	for (size_t i = 0; i < corpus->ncards; i++)
		make_card(out, &corpus->cards[i], false);
	for (size_t i = 0; i < corpus->nretired; i++)
		make_card(out, &corpus->retired[i], true);
	all = out->verified + out->unverified;
	out->score = all ? (double)out->verified / all : NAN;
}

void wl_trust_release(struct wl_trust *trust)
{
	wl_arena_release(&trust->arena);
	*trust = (struct wl_trust){ 0 };
}

const struct wl_card_trust *wl_trust_of(
	const struct wl_trust *trust, const struct wl_card *card)
{
	for (size_t i = 0; i < trust->ncards; i++)
		if (trust->cards[i].card == card)
			return &trust->cards[i];
	return NULL;
}
