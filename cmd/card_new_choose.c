/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the words and options of card new say. */
#include "base/file.h"
#include "base/path.h"
#include "card_change.h"
#include "store/layout.h"

static int choose_type(struct card_making *making, struct wl_err *err)
{
	const char *word = carding_word(making->carding, 0);
	int type = wl_term(wl_card_types, word);

	making->type = (enum wl_card_type)type;
	if (type >= 0)
		return 0;
	args_usage(err, "card", "there is no type '%s'", word);
	return wl_err_near(err, wl_nearest_term(word, wl_card_types),
		"a card is a battlecard, objection, proof-point, icp or "
		"message");
}

static int choose_id(struct card_making *making, struct wl_err *err)
{
	struct wl_arena *arena = &making->carding->arena;
	struct wl_buf path = WL_BUF_INIT;

	making->id = carding_word(making->carding, 1);
	if (!wl_id_valid(making->id)) {
		args_usage(err, "card", "'%s' is not an id for a card",
			making->id);
		return wl_err_hint(err, "small letters, digits and single "
					"dashes, such as 'too-expensive'");
	}
	making->name = wl_arena_printf(
		arena, "%s/%s", wl_card_types[making->type], making->id);
	wl_layout_card(&path, wl_card_types[making->type], making->id);
	making->edit.path = wl_arena_strdup(arena, path.s);
	wl_buf_release(&path);
	return 0;
}

/* Of a battlecard the id, if it is one. */
static int choose_competitor(struct card_making *making, struct wl_err *err)
{
	const struct wl_programme *programme =
		&making->carding->session->corpus.programme;
	const char *name = args_value(making->carding->args, "competitor");
	bool must = making->type == WL_BATTLECARD;

	if (name || must)
		making->competitor = wl_programme_competitor(
			programme, name ? name : making->id);
	if (making->competitor || (!name && !must))
		return 0;
	if (name)
		wl_err_set(
			err, WL_ENOTFOUND, "there is no competitor '%s'", name);
	else
		args_usage(err, "card",
			"'%s' is no competitor: against whom is the "
			"battlecard?",
			making->id);
	return wl_err_hint(err, "give --competitor ID, one of 'competitors' in "
				"winloss.yaml");
}

static int no_member(
	const char *option, const char *who, bool role, struct wl_err *err)
{
	wl_err_set(err, WL_ENOTFOUND, "--%s: '%s' is not in the team%s", option,
		who, role ? ", and no role" : "");
	return wl_err_hint(err, "add the person to 'team' in winloss.yaml");
}

static int choose_people(struct card_making *making, struct wl_err *err)
{
	struct session *session = making->carding->session;
	const struct wl_programme *programme = &session->corpus.programme;
	const struct cmd_args *args = making->carding->args;
	const struct wl_member *me = NULL;
	int rc = 0;

	making->owner = args_value(args, "owner");
	making->verifier = args_value(args, "verifier");
	if (!making->owner)
		rc = session_person(session, args, &me, err);
	if (rc)
		return rc;
	if (me)
		making->owner = me->id;
	if (!making->verifier)
		making->verifier = programme->verifiers[making->type];
	if (!making->verifier)
		making->verifier = making->owner;
	if (!wl_programme_member(programme, making->owner))
		return no_member("owner", making->owner, false, err);
	if (!wl_programme_member(programme, making->verifier) &&
		wl_term(wl_team_roles, making->verifier) < 0)
		return no_member("verifier", making->verifier, true, err);
	return 0;
}

static int choose_interval(struct card_making *making, struct wl_err *err)
{
	const struct wl_programme *programme =
		&making->carding->session->corpus.programme;
	const char *text = args_value(making->carding->args, "verify-every");

	making->days = programme->verify_days[making->type];
	if (text)
		making->days = wl_days_parse(text);
	if (text && making->days <= 0)
		return args_usage(err, "card",
			"--verify-every takes an interval such as 90d, not "
			"'%s'",
			text);
	return 0;
}

/* --replaces CARD: retired before, so that there is never one without the
 * other. */
static int choose_replaced(struct card_making *making, struct wl_err *err)
{
	struct carding *carding = making->carding;
	const char *name = args_value(carding->args, "replaces");
	const struct wl_card_trust *old = NULL;
	const struct wl_corpus *corpus = &carding->session->corpus;
	int rc = 0;

	for (size_t i = 0; name && i < corpus->nretired; i++)
		if (wl_streq(name, corpus->retired[i].id) ||
			wl_streq(name,
				card_full_name(carding, &corpus->retired[i])))
			making->replaces = &corpus->retired[i];
	if (making->replaces && making->replaces->replaced_by &&
		!wl_streq(making->replaces->replaced_by, making->name)) {
		wl_err_set(err, WL_EEXISTS, "'%s' was replaced by '%s' already",
			name, making->replaces->replaced_by);
		return wl_err_hint(err,
			"take `replaced-by` out of '%s' and "
			"`replaces` out of the other first",
			making->replaces->path);
	}
	if (!name || making->replaces)
		return 0;
	rc = card_find_any(carding, name, &old, err);
	if (rc)
		return rc;
	wl_err_set(err, WL_EFAIL, "the card '%s' is in use", name);
	return wl_err_hint(err,
		"make the new one first, then 'winloss card retire %s "
		"--replaced-by %s --why TEXT'",
		name, making->name);
}

int card_making_free(struct card_making *making, struct wl_err *err)
{
	struct carding *carding = making->carding;
	const struct wl_corpus *corpus = &carding->session->corpus;

	if (wl_file_exists(carding->session->place.dir, making->edit.path) ||
		wl_corpus_card(corpus, making->name, NULL)) {
		wl_err_set(err, WL_EEXISTS, "there is a card '%s' already",
			making->name);
		return wl_err_hint(err, "'winloss card revise %s' changes it",
			making->name);
	}
	for (size_t i = 0; i < corpus->nretired; i++) {
		const struct wl_card *old = &corpus->retired[i];

		if (old->type != making->type ||
			!wl_streq(old->id, making->id) ||
			old == making->replaces)
			continue;
		wl_err_set(err, WL_EEXISTS, "the card '%s' was retired: '%s'",
			making->name, old->path);
		return wl_err_hint(err,
			"choose another id, or take its place "
			"with --replaces %s",
			making->name);
	}
	return 0;
}

int card_making_choose(struct card_making *making, struct wl_err *err)
{
	static int (*const steps[])(struct card_making *, struct wl_err *) = {
		choose_type,
		choose_id,
		choose_competitor,
		choose_people,
		choose_interval,
		choose_replaced,
		card_making_free,
	};
	int rc = 0;

	for (size_t i = 0; !rc && i < WL_LEN(steps); i++)
		rc = steps[i](making, err);
	return rc;
}
