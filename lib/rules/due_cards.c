/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Cards to verify, and patterns that no card cites. */
#include "rules/due.h"

static const char *name_of(
	struct wl_dues_list *list, const struct wl_card *card)
{
	return wl_arena_printf(
		&list->arena, "%s/%s", wl_card_types[card->type], card->id);
}

/* Since when: the day behind its last good one, or that it was verified. */
static void put_card(
	struct wl_dues_list *list, const struct wl_card_trust *trust)
{
	const struct wl_card *card = trust->card;
	const char *name = name_of(list, card);
	bool lost = trust->reason == WL_EVIDENCE_LOST ||
		    trust->reason == WL_CARD_DISPUTED;
	bool nobody = trust->reason == WL_NO_VERIFIER ||
		      trust->reason == WL_VERIFIER_LEFT;
	wl_day due = trust->state == WL_DUE || trust->reason == WL_EXPIRED
			     ? trust->due
		     : lost ? list->today
			    : WL_NO_DAY;
	struct wl_due_item *item;

	if (trust->state == WL_DUE)
		item = wl_due_add(
			list, name, due, "%s: to be verified again", name);
	else if (lost)
		item = wl_due_add(list, name, due,
			"%s: unverified, %s (%d claim%s)", name,
			wl_card_reasons[trust->reason], trust->fallen,
			trust->fallen == 1 ? "" : "s");
	else
		item = wl_due_add(list, name, due, "%s: unverified, %s", name,
			wl_card_reasons[trust->reason]);
	item->since = card->verified;
	item->owner = nobody ? card->owner : card->verifier;
	wl_due_command(list, "winloss card %s %s",
		lost || nobody ? "show" : "verify", name);
}

static void look_cards(struct wl_dues_list *list)
{
	const struct wl_trust *trust = list->subject->trust;

	for (size_t i = 0; trust && i < trust->ncards; i++)
		if (trust->cards[i].state == WL_DUE ||
			trust->cards[i].state == WL_UNVERIFIED)
			put_card(list, &trust->cards[i]);
}

/* Where a claim on a pattern goes; in a battlecard the outcome says it. */
static const char *const sections[] = {
	[WL_BATTLECARD] = "",
	[WL_OBJECTION_RESPONSE] = " --section 'What the buyer says'",
	[WL_PROOF_POINT] = " --section 'What shows it'",
	[WL_ICP] = " --section Triggers",
	[WL_MESSAGE_CARD] = " --section 'Value statements'",
};

/* The file that takes a pattern, as `card revise` calls it. */
static void put_command(
	struct wl_dues_list *list, const struct wl_output *output)
{
	const char *outcome = wl_outcomes[output->outcome];

	if (output->card)
		wl_due_command(list,
			"winloss card revise %s --from-pattern %s --outcome "
			"%s%s",
			name_of(list, output->card), output->theme, outcome,
			sections[output->card->type]);
	else if (output->kind != WL_NO_KIND)
		wl_due_command(list, "winloss card new %s %s%s%s",
			wl_card_types[output->kind],
			output->kind == WL_BATTLECARD && output->competitor
				? output->competitor
				: output->theme,
			output->competitor ? " --competitor " : "",
			output->competitor ? output->competitor : "");
	else
		wl_due_command(list, "winloss theme add %s", output->theme);
}

static void look_patterns(struct wl_dues_list *list)
{
	const struct wl_synthesis *synthesis = list->subject->synthesis;
	const struct wl_codebook *codebook = &list->subject->corpus->codebook;

	for (size_t i = 0; synthesis && i < synthesis->outputs.n; i++) {
		const struct wl_output *output = &synthesis->outputs.v[i];
		const struct wl_theme *theme =
			wl_codebook_find(codebook, output->theme);
		struct wl_due_item *item;

		if (output->due == WL_DUE_DONE)
			continue;
		item = wl_due_add(list, output->theme,
			output->due == WL_DUE_THIS_WEEK ? list->today
							: WL_NO_DAY,
			"%s: in %d of %d %s, in no card yet%s", output->theme,
			output->deals, output->group,
			wl_outcome_noun(output->outcome, output->group),
			output->due == WL_DUE_THIS_WEEK ? "; this week" : "");
		item->owner = theme ? theme->consumer : NULL;
		put_command(list, output);
	}
}

const struct wl_due_kind wl_due_cards[] = {
	{ "card", "Cards", look_cards },
	{ "pattern", "Patterns without an output", look_patterns },
	{ NULL, NULL, NULL },
};
