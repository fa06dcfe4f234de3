/* SPDX-License-Identifier: GPL-3.0-or-later */
/* card list: what is trusted, and who has to look at what. */
#include "card.h"

#include "base/path.h"
#include "filters.h"
#include "publish/cards.h"

struct choice {
	int state, type; /* -1: any */
	const char *competitor, *verifier;
	const struct wl_member *person; /* the verifier, if one of the team */
	bool retired;
};

/* One of the words of a table. */
static int term_chosen(const struct cmd_args *args, const char *name,
	const char *const *terms, int *out, struct wl_err *err)
{
	const char *given = args_value(args, name), *near;

	*out = given ? wl_term(terms, given) : -1;
	if (!given || *out >= 0)
		return 0;
	near = wl_nearest_term(given, terms);
	args_usage(err, "card", "there is no %s '%s'", name, given);
	if (near)
		wl_err_hint(err, "did you mean '%s'?", near);
	return WL_EUSAGE;
}

static bool verifies_any(
	const struct wl_trust *trust, const struct choice *choice)
{
	for (size_t i = 0; i < trust->ncards; i++)
		if (wl_streq(trust->cards[i].card->verifier, choice->verifier))
			return true;
	return false;
}

/* A person, a role, or somebody who has left and is still named. */
static int verifier_chosen(
	struct carding *carding, struct choice *choice, struct wl_err *err)
{
	const struct wl_programme *programme =
		&carding->session->corpus.programme;

	choice->verifier = args_value(carding->args, "verifier");
	if (!choice->verifier)
		return 0;
	choice->person = wl_programme_member(programme, choice->verifier);
	if (choice->person || wl_term(wl_team_roles, choice->verifier) >= 0 ||
		verifies_any(&carding->trust, choice))
		return 0;
	wl_err_set(err, WL_EUSAGE,
		"'%s' is not in the team and verifies no "
		"card",
		choice->verifier);
	return wl_err_near(err,
		WL_NEAREST(choice->verifier, programme->team, programme->nteam,
			id),
		"'team' in winloss.yaml lists them");
}

static int choose(
	struct carding *carding, struct choice *choice, struct wl_err *err)
{
	const struct cmd_args *args = carding->args;
	struct wl_filter filter;
	int rc;

	rc = term_chosen(args, "state", wl_card_states, &choice->state, err);
	if (!rc)
		rc = term_chosen(
			args, "type", wl_card_types, &choice->type, err);
	if (!rc)
		rc = carding_open(carding, err);
	if (!rc)
		rc = filter_chosen(
			carding->session, args, "card", &filter, err);
	if (rc)
		return rc;
	choice->competitor = filter.competitor;
	free((void *)filter.where);
	choice->retired =
		args_has(args, "retired") || choice->state == WL_RETIRED;
	return verifier_chosen(carding, choice, err);
}

static bool is_verified_by(const struct wl_corpus *corpus,
	const struct wl_card *card, const struct choice *choice)
{
	return wl_streq(card->verifier, choice->verifier) ||
	       wl_trust_may_verify(&corpus->programme, card, choice->person);
}

static bool passes(const struct wl_corpus *corpus,
	const struct wl_card_trust *one, const struct choice *choice)
{
	const struct wl_card *card = one->card;

	if (one->state == WL_RETIRED && !choice->retired)
		return false;
	if (choice->state >= 0 && (int)one->state != choice->state)
		return false;
	if (choice->type >= 0 && (int)card->type != choice->type)
		return false;
	if (choice->competitor &&
		!wl_streq(card->competitor, choice->competitor))
		return false;
	return !choice->verifier || is_verified_by(corpus, card, choice);
}

static void say_none(const struct carding *carding)
{
	if (carding->trust.ncards)
		session_say(carding->session,
			"no card matches\nhint: 'winloss card list' without "
			"options shows those in use, --retired the others");
	else
		session_say(carding->session,
			"there is no card yet\nhint: 'winloss card new "
			"battlecard <id>' makes one");
}

int card_list(struct carding *carding, struct wl_err *err)
{
	struct session *session = carding->session;
	const struct wl_look look = { session->colour, session->width };
	struct wl_card_list list = { .trust = &carding->trust };
	struct wl_buf out = WL_BUF_INIT;
	struct choice choice = { .state = -1, .type = -1 };
	int rc = choose(carding, &choice, err);

	if (rc)
		return rc;
	list.v = wl_arena_alloc(
		&carding->arena, carding->trust.ncards * sizeof(*list.v));
	for (size_t i = 0; i < carding->trust.ncards; i++)
		if (passes(&session->corpus, &carding->trust.cards[i], &choice))
			list.v[list.n++] = &carding->trust.cards[i];
	wl_card_list_sort(&list);
	if (carding->format == WL_TEXT)
		wl_publish_cards_text(&out, &list, &look);
	else
		wl_publish_cards(&out, &list, carding->format);
	if (!list.n)
		say_none(carding);
	rc = carding_print(carding, &out, err);
	wl_buf_release(&out);
	return rc;
}
