/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Claims and their evidence, cards and those who stand for them. */
#include "rules/rules.h"

static const char *name_of(struct wl_findings *out, const struct wl_card *card,
	const struct wl_claim *claim)
{
	return wl_arena_printf(&out->arena, "%s/%s%s%s",
		wl_card_types[card->type], card->id,
		claim && claim->id ? "^" : "",
		claim && claim->id ? claim->id : "");
}

/* Each claim of the cards in use; without a synthesis nobody can say. */
typedef void (*claim_looker)(
	struct wl_findings *out, const struct wl_claim_trust *claim);
typedef void (*card_looker)(
	struct wl_findings *out, const struct wl_card_trust *card);

static void each_card(struct wl_findings *out, card_looker look)
{
	const struct wl_trust *trust = out->subject->trust;

	for (size_t i = 0; trust && i < trust->ncards; i++)
		if (trust->cards[i].state != WL_RETIRED)
			look(out, &trust->cards[i]);
}

static void each_claim(struct wl_findings *out, claim_looker look)
{
	const struct wl_trust *trust = out->subject->trust;

	for (size_t i = 0; trust && i < trust->ncards; i++)
		for (size_t k = 0; trust->cards[i].state != WL_RETIRED &&
				   k < trust->cards[i].nclaims;
			k++)
			look(out, &trust->cards[i].claims[k]);
}

static void found_claim(struct wl_findings *out,
	const struct wl_claim_trust *claim, const char *message)
{
	wl_found_line(
		out, claim->card->path, claim->claim->line, "%s", message);
	wl_found_subject(out, name_of(out, claim->card, claim->claim));
}

/* The evidence of one claim */

static void look_evidence(
	struct wl_findings *out, const struct wl_claim_trust *claim)
{
	if (claim->nsupports || claim->claim->unproven)
		return;
	found_claim(out, claim, "a claim without evidence");
	wl_found_hint(out, "'winloss quotes --theme' finds what may prove it; "
			   "until then mark it (unproven)");
}

/* What stands there at all: what does not is `dangling-citation`.  Without a
 * codebook, `unknown-theme` says so once. */
static void look_lost(
	struct wl_findings *out, const struct wl_claim_trust *claim)
{
	if (!out->subject->corpus->codebook.n)
		return;
	for (size_t i = 0; i < claim->nsupports; i++) {
		const struct wl_supported *one = &claim->supports[i];

		if (!wl_support_lost(one->support) ||
			one->support == WL_NO_SOURCE ||
			one->support == WL_SOURCE_LATER ||
			one->support == WL_NO_PASSAGE)
			continue;
		found_claim(out, claim,
			wl_arena_printf(&out->arena, "the evidence [@%s^%s] %s",
				one->citation->source, one->citation->passage,
				wl_support_phrases[one->support]));
		wl_found_hint(out,
			"'winloss card revise %s' takes other evidence, or the "
			"claim out",
			name_of(out, claim->card, NULL));
	}
}

static void look_outcome(
	struct wl_findings *out, const struct wl_claim_trust *claim)
{
	for (size_t i = 0; i < claim->nsupports; i++) {
		const struct wl_supported *one = &claim->supports[i];

		if (one->support != WL_OTHER_OUTCOME)
			continue;
		found_claim(out, claim,
			wl_arena_printf(&out->arena,
				"[@%s^%s] is of a %s, and '%s' speaks of %s",
				one->citation->source, one->citation->passage,
				wl_outcome_noun(one->interview->outcome, 1),
				claim->claim->section,
				wl_outcome_noun(claim->claim->outcome, 2)));
	}
}

static void look_fell(struct wl_findings *out,
	const struct wl_claim_trust *claim, enum wl_fall fall)
{
	struct wl_buf why = WL_BUF_INIT;

	if (claim->fall != fall)
		return;
	wl_trust_explain(&why, out->subject->trust, claim);
	found_claim(out, claim, why.s);
	wl_found_hint(out,
		"'winloss card why' shows what it leans on; revise it, or "
		"verify the card as it is");
	wl_buf_release(&why);
}

static void look_pattern(
	struct wl_findings *out, const struct wl_claim_trust *claim)
{
	look_fell(out, claim, WL_PATTERN_FELL);
}

static void look_theme(
	struct wl_findings *out, const struct wl_claim_trust *claim)
{
	look_fell(out, claim, WL_THEME_LOST);
}

static void look_disputed(
	struct wl_findings *out, const struct wl_claim_trust *claim)
{
	look_fell(out, claim, WL_DISPUTED);
}

static void look_small(
	struct wl_findings *out, const struct wl_claim_trust *claim)
{
	int least = out->subject->corpus->programme.thresholds.group_min;
	const struct wl_group *group =
		claim->theme ? wl_synthesis_group(
				       out->subject->synthesis, claim->outcome)
			     : NULL;

	if (!group || group->deals >= least)
		return;
	found_claim(out, claim,
		wl_arena_printf(&out->arena,
			"it leans on %d %s, and a group begins at %d",
			group->deals,
			wl_outcome_noun(claim->outcome, group->deals), least));
	wl_found_hint(out, "call it what it is, one buyer's view, or wait for "
			   "more interviews");
}

static void look_ageing(
	struct wl_findings *out, const struct wl_claim_trust *claim)
{
	char day[WL_DATE_TEXT];

	if (!claim->ageing)
		return;
	found_claim(out, claim,
		wl_arena_printf(&out->arena,
			"the newest evidence is of %s, more than twelve "
			"months ago",
			wl_day_format(claim->newest, day)));
	wl_found_hint(out, "'winloss prep --suggest' ranks the deals worth an "
			   "interview");
}

static void look_claim_id(
	struct wl_findings *out, const struct wl_claim_trust *claim)
{
	if (claim->claim->id)
		return;
	found_claim(out, claim, "a claim without an id");
	wl_found_hint(out, "'winloss check --fix' gives it one");
}

/* May the passage be shown to anybody? */
static bool is_public(const struct wl_supported *one)
{
	if (!one->passage)
		return true; /* `dangling-citation` says it */
	if (!one->interview)
		return one->passage->level == WL_PUBLIC;
	return wl_interview_level(one->interview, one->passage) == WL_PUBLIC &&
	       (one->interview->consent == WL_CONSENT_NAMED ||
		       one->interview->consent == WL_CONSENT_ANONYMOUS);
}

static void look_external(
	struct wl_findings *out, const struct wl_claim_trust *claim)
{
	for (size_t i = 0; claim->card->external && i < claim->nsupports; i++) {
		const struct wl_supported *one = &claim->supports[i];

		if (is_public(one))
			continue;
		found_claim(out, claim,
			wl_arena_printf(&out->arena,
				"[@%s^%s] is not public, and the card is for "
				"outside",
				one->citation->source, one->citation->passage));
		wl_found_hint(out, "mark the passage !public if the buyer "
				   "agreed to it, or cite another");
	}
}

/* Cards */

/* What its claims' own findings do not say already. */
static const char *why_unverified(const struct wl_card_trust *card)
{
	switch (card->reason) {
	case WL_NO_VERIFIER:   /* card-verifier */
	case WL_VERIFIER_LEFT: /* the same, or unknown-person */
	case WL_EVIDENCE_LOST:
	case WL_CARD_DISPUTED:
	case WL_REASON_NONE:
	case WL_CARD_REASONS:
		return NULL;
	default:
		return wl_card_reasons[card->reason];
	}
}

/* Is there anything that somebody could have verified? */
static bool has_evidence(const struct wl_card_trust *card)
{
	for (size_t i = 0; i < card->nclaims; i++)
		if (card->claims[i].nsupports)
			return true;
	return false;
}

static void found_card(struct wl_findings *out, const struct wl_card *card,
	const char *key, const char *message)
{
	wl_found_key(out, card->path, key, "%s", message);
	wl_found_subject(out, name_of(out, card, NULL));
}

static void look_unverified(
	struct wl_findings *out, const struct wl_card_trust *card)
{
	const char *why = why_unverified(card);

	if (card->state != WL_UNVERIFIED || !why || !has_evidence(card))
		return;
	found_card(out, card->card, "verified",
		wl_arena_printf(&out->arena,
			"the card is shown and not verified: %s", why));
	wl_found_hint(out, "'winloss card verify %s' goes through its claims",
		name_of(out, card->card, NULL));
}

static void look_unproven(
	struct wl_findings *out, const struct wl_card_trust *card)
{
	const struct wl_claim *first = NULL;
	int n = 0;

	for (size_t i = 0; i < card->nclaims; i++) {
		const struct wl_claim *claim = card->claims[i].claim;

		if (claim->ncitations || !claim->unproven)
			continue;
		first = first ? first : claim;
		n++;
	}
	if (!first)
		return;
	wl_found_line(out, card->card->path, first->line,
		"%d of %zu claims %s not proven yet", n, card->nclaims,
		n == 1 ? "is" : "are");
	wl_found_subject(out, name_of(out, card->card, NULL));
	wl_found_hint(out, "ask for it in the next interviews, or drop it");
}

static void look_due(struct wl_findings *out, const struct wl_card_trust *card)
{
	char day[WL_DATE_TEXT];

	if (card->state != WL_DUE)
		return;
	found_card(out, card->card, "verified",
		wl_arena_printf(&out->arena, "to be verified again by %s",
			wl_day_format(card->due, day)));
	wl_found_hint(out, "'winloss card verify %s'",
		name_of(out, card->card, NULL));
}

/* A person who is not there is `unknown-person`. */
static void look_verifier(
	struct wl_findings *out, const struct wl_card_trust *card)
{
	const char *verifier = card->card->verifier;

	if (card->reason == WL_NO_VERIFIER)
		found_card(out, card->card, "verifier",
			"nobody verifies the card");
	else if (card->reason == WL_VERIFIER_LEFT &&
		 wl_term(wl_team_roles, verifier) >= 0)
		found_card(out, card->card, "verifier",
			wl_arena_printf(&out->arena,
				"nobody in the team is %s, who verifies it",
				verifier));
	else
		return;
	wl_found_hint(out, "name one person or one role of the team as "
			   "'verifier'");
}

static void look_owner(
	struct wl_findings *out, const struct wl_card_trust *card)
{
	if (card->card->owner)
		return;
	found_card(out, card->card, "owner", "nobody owns the card");
	wl_found_hint(out, "name one person of the team as 'owner'");
}

#define CLAIM(name, look)                                                      \
	static void name(struct wl_subject *subject, struct wl_findings *out)  \
	{                                                                      \
		(void)subject;                                                 \
		each_claim(out, look);                                         \
	}
#define CARD(name, look)                                                       \
	static void name(struct wl_subject *subject, struct wl_findings *out)  \
	{                                                                      \
		(void)subject;                                                 \
		each_card(out, look);                                          \
	}

CLAIM(claim_evidence, look_evidence)
CLAIM(claim_id, look_claim_id)
CLAIM(citation_lost, look_lost)
CLAIM(citation_outcome, look_outcome)
CLAIM(pattern_fell, look_pattern)
CLAIM(theme_lost, look_theme)
CLAIM(claim_disputed, look_disputed)
CLAIM(group_small, look_small)
CLAIM(evidence_ageing, look_ageing)
CLAIM(external_evidence, look_external)
CARD(claim_unproven, look_unproven)
CARD(card_unverified, look_unverified)
CARD(card_due, look_due)
CARD(card_verifier, look_verifier)
CARD(card_owner, look_owner)

const struct wl_rule wl_rules_cards[] = {
	{ "claim-evidence", WL_SEVERE,
		"a claim without evidence that does not say so",
		claim_evidence },
	{ "claim-id", WL_INFO, "a claim without an id", claim_id },
	{ "citation-lost", WL_SEVERE,
		"evidence that was withdrawn, withheld or retagged",
		citation_lost },
	{ "citation-outcome", WL_WARNING,
		"evidence of another outcome than its section speaks of",
		citation_outcome },
	{ "pattern-fell", WL_WARNING, "a claim whose pattern is none any more",
		pattern_fell },
	{ "theme-lost", WL_WARNING,
		"a claim whose deals speak of its theme no longer",
		theme_lost },
	{ "claim-disputed", WL_WARNING,
		"a claim that a review found no longer true", claim_disputed },
	{ "group-small", WL_WARNING,
		"a claim that leans on a group below thresholds.group-min",
		group_small },
	{ "evidence-ageing", WL_WARNING,
		"a claim without evidence of the last twelve months",
		evidence_ageing },
	{ "external-evidence", WL_SEVERE,
		"a card for outside that cites what is not public",
		external_evidence },
	{ "claim-unproven", WL_INFO, "claims that say they have no evidence",
		claim_unproven },
	{ "card-unverified", WL_WARNING, "a card in use that is not verified",
		card_unverified },
	{ "card-due", WL_INFO, "a card to be verified soon", card_due },
	{ "card-verifier", WL_WARNING, "a card that nobody verifies",
		card_verifier },
	{ "card-owner", WL_WARNING, "a card that nobody owns", card_owner },
	{ NULL },
};
