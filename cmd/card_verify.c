/* SPDX-License-Identifier: GPL-3.0-or-later */
/* card verify: somebody who may confirms the claims of a card as they stand. */
#include "base/utf8.h"
#include "card_change.h"
#include "publish/cards.h"

static int may_not(const struct card_change *change,
	const struct wl_member *person, struct wl_err *err)
{
	const struct wl_card *card = change->trust->card;

	if (!card->verifier) {
		wl_err_set(err, WL_EFAIL, "'%s' has no verifier", change->name);
		return wl_err_hint(err,
			"add `verifier: <person or role>` to %s, and record "
			"it with 'winloss card revise %s --why TEXT'",
			card->path, change->name);
	}
	wl_err_set(err, WL_EFAIL,
		"'%s' cannot verify '%s': its verifier is '%s'", person->id,
		change->name, card->verifier);
	if (change->trust->reason == WL_VERIFIER_LEFT)
		return wl_err_hint(err,
			"'%s' is not in the team; put another verifier into "
			"%s",
			card->verifier, card->path);
	return wl_err_hint(err, "ask '%s', or put another verifier into %s",
		card->verifier, card->path);
}

/* "  ^r4w  [@2026-10-beta^q4] was withdrawn" */
static void say_fallen(const struct card_change *change)
{
	const struct session *session = change->carding->session;

	for (size_t i = 0; i < change->trust->nclaims; i++) {
		const struct wl_claim_trust *claim = &change->trust->claims[i];
		struct wl_buf why = WL_BUF_INIT;

		wl_trust_explain(&why, &change->carding->trust, claim);
		if (why.n)
			session_say(
				session, "  ^%s  %s", claim->claim->id, why.s);
		wl_buf_release(&why);
	}
}

/* Claim by claim what is not as it was verified. */
static void say_edited(
	const struct card_change *change, const struct wl_card *before)
{
	const struct wl_card *after = change->trust->card;
	struct wl_revised revised;

	wl_revised_make(
		&revised, &change->carding->arena, &before, 1, &after, 1);
	card_revised_say(change->carding->session,
		revised.ncards ? revised.cards : NULL);
}

/* Why it is not verified, before anybody is asked to confirm it. */
static int say_why(struct card_change *change, struct wl_err *err)
{
	const struct session *session = change->carding->session;
	const struct wl_card *before = NULL;
	struct wl_buf line = WL_BUF_INIT;
	int rc = 0;

	wl_phrase_card_state(&line, &change->carding->trust, change->trust);
	session_say(session, "%s, %s: %s", change->name,
		change->trust->card->title, line.s);
	wl_buf_clear(&line);
	wl_phrase_claims(&line, change->trust);
	session_say(session, "%s", line.s);
	wl_buf_release(&line);
	say_fallen(change);
	if (change->trust->reason == WL_NEVER_VERIFIED)
		return 0;
	/* Without history it is verified as well: this only explains */
	if (change->carding->session->record)
		rc = card_verified_state(change, &before, err);
	if (!rc && before)
		say_edited(change, before);
	return rc;
}

static int refuse_lost(struct card_change *change, struct wl_err *err)
{
	size_t lost = 0;

	for (size_t i = 0; i < change->trust->nclaims; i++) {
		const struct wl_claim_trust *claim = &change->trust->claims[i];

		for (size_t j = 0; j < claim->nsupports; j++) {
			const struct wl_supported *one = &claim->supports[j];

			if (!wl_support_lost(one->support))
				continue;
			if (lost++)
				session_error(err);
			wl_err_at(err, change->edit.path, claim->claim->line, 0,
				"[@%s^%s] %s: the claim '^%s' cannot be "
				"verified",
				one->citation->source, one->citation->passage,
				wl_support_phrases[one->support],
				claim->claim->id);
			err->code = WL_EFAIL;
			wl_err_hint(err,
				"winloss card revise %s --claim %s "
				"--drop-evidence %s^%s --why TEXT",
				change->name, claim->claim->id,
				one->citation->source, one->citation->passage);
		}
	}
	return lost ? WL_EFAIL : 0;
}

static int confirm(struct card_change *change, bool *yes, struct wl_err *err)
{
	struct carding *carding = change->carding;
	char *typed = NULL;
	int rc;

	*yes = args_has(carding->args, "yes");
	if (*yes)
		return 0;
	rc = prompt_line(carding->session,
		wl_arena_printf(&carding->arena,
			"do all %zu claims hold as they stand? [y/N] ",
			change->trust->nclaims),
		"--yes", &typed, err);
	if (!rc)
		*yes = wl_utf8_same(typed, "y") || wl_utf8_same(typed, "yes");
	free(typed);
	return rc;
}

static int write_leanings(struct card_change *change, struct wl_err *err)
{
	struct wl_arena *arena = &change->carding->arena;
	const struct wl_card_trust *trust = change->trust;
	struct wl_pair_list pairs = { 0 };

	pairs.key =
		wl_arena_alloc(arena, (trust->nclaims + 1) * sizeof(char *));
	pairs.value =
		wl_arena_alloc(arena, (trust->nclaims + 1) * sizeof(char *));
	for (size_t i = 0; i < trust->nclaims; i++) {
		struct wl_buf leaning = WL_BUF_INIT;

		if (wl_trust_leaning(&leaning, &trust->claims[i])) {
			pairs.key[pairs.n] = trust->claims[i].claim->id;
			pairs.value[pairs.n++] =
				wl_arena_strdup(arena, leaning.s);
		}
		wl_buf_release(&leaning);
	}
	return wl_card_set_map(&change->edit, "verified-on", &pairs, err);
}

static int write_verified(struct card_change *change,
	const struct wl_member *person, struct wl_err *err)
{
	struct wl_buf digest = WL_BUF_INIT;
	char day[WL_DATE_TEXT];
	int rc;

	wl_day_format(session_today(change->carding->session), day);
	wl_card_digest(&digest, change->trust->card);
	rc = wl_edit_set(&change->edit, "verified", day, NULL, err);
	if (!rc)
		rc = wl_edit_set(
			&change->edit, "verified-by", person->id, NULL, err);
	if (!rc)
		rc = wl_edit_set(
			&change->edit, "verified-as", digest.s, NULL, err);
	if (!rc)
		rc = write_leanings(change, err);
	if (!rc)
		rc = wl_card_unset(&change->edit, "disputed", err);
	wl_buf_release(&digest);
	return rc;
}

static int refuse_empty(const struct card_change *change, struct wl_err *err)
{
	if (change->trust->nclaims)
		return 0;
	wl_err_set(err, WL_EFAIL, "'%s' has no claim that could be verified",
		change->name);
	return wl_err_hint(err,
		"winloss card revise %s --add TEXT --section TITLE --why TEXT",
		change->name);
}

/* The last line: what it is worth now, and how long. */
static void say_verified(struct card_change *change)
{
	const struct session *session = change->carding->session;
	char day[WL_DATE_TEXT];

	if (change->trust->days)
		session_say(session, "%s is verified until %s", change->name,
			wl_day_format(
				session_today(session) + change->trust->days,
				day));
	else
		session_say(session, "%s is verified", change->name);
}

static int verify(struct card_change *change, struct wl_err *err)
{
	struct carding *carding = change->carding;
	const struct wl_member *person = NULL;
	bool yes = false;
	size_t given;
	int rc;

	rc = session_person(carding->session, carding->args, &person, err);
	if (!rc && !wl_trust_may_verify(&carding->session->corpus.programme,
			   change->trust->card, person))
		rc = may_not(change, person, err);
	if (!rc)
		rc = refuse_empty(change, err);
	if (!rc)
		rc = wl_card_give_ids(&change->edit, &given, err);
	if (!rc && given)
		rc = card_change_weigh(change, err);
	if (!rc)
		rc = say_why(change, err);
	if (!rc)
		rc = refuse_lost(change, err);
	if (!rc)
		rc = confirm(change, &yes, err);
	if (rc || !yes) {
		if (!rc)
			session_say(carding->session, "not verified");
		return rc;
	}
	rc = write_verified(change, person, err);
	if (!rc)
		rc = card_change_lock(change, err);
	if (!rc)
		rc = card_change_apply(change, "verify", NULL, err);
	if (!rc)
		say_verified(change);
	return rc;
}

int card_verify(struct carding *carding, struct wl_err *err)
{
	struct card_change change = { .carding = carding };
	int rc = card_change_begin(&change, carding, err);

	if (!rc)
		rc = verify(&change, err);
	card_change_end(&change);
	return rc;
}
