/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the parts of card share: loading, finding a card, printing. */
#include "base/path.h"
#include "card.h"

static void forget(struct carding *carding)
{
	if (carding->open) {
		wl_trust_release(&carding->trust);
		wl_synthesis_release(&carding->synthesis);
	}
	carding->open = false;
}

int carding_open(struct carding *carding, struct wl_err *err)
{
	struct session *session = carding->session;
	const struct wl_filter all = WL_FILTER_ALL;
	int rc;

	forget(carding);
	rc = session->has_corpus ? session_reload(session, err)
				 : session_corpus(session, NULL, err);
	if (!rc)
		rc = wl_synthesis_make(
			&carding->synthesis, &session->corpus, &all, err);
	if (rc)
		return rc;
	wl_trust_make(&carding->trust, &carding->synthesis);
	carding->open = true;
	return 0;
}

void carding_end(struct carding *carding)
{
	forget(carding);
	wl_change_end(&carding->change);
	wl_arena_release(&carding->arena);
}

const char *carding_word(const struct carding *carding, size_t i)
{
	const struct wl_strv *words = &carding->args->words;

	return i + 1 < words->n ? words->v[i + 1] : NULL;
}

/* Is it called so, "rivalco" or "battlecard/rivalco"? */
static bool has_name(const struct wl_card *card, const char *name)
{
	const char *slash = strchr(name, '/'), *type;
	size_t n = slash ? (size_t)(slash - name) : 0;

	if (!wl_streq(card->id, slash ? slash + 1 : name))
		return false;
	type = wl_card_types[card->type];
	return !slash || (strlen(type) == n && !memcmp(type, name, n));
}

static char *full_name(struct carding *carding, const struct wl_card *card)
{
	return wl_arena_printf(
		&carding->arena, "%s/%s", wl_card_types[card->type], card->id);
}

static int too_many(
	struct carding *carding, const char *name, struct wl_err *err)
{
	struct wl_buf names = WL_BUF_INIT;

	for (size_t i = 0; i < carding->trust.ncards; i++)
		if (has_name(carding->trust.cards[i].card, name))
			wl_buf_addf(&names, "%s%s", names.n ? " or " : "",
				full_name(
					carding, carding->trust.cards[i].card));
	wl_err_set(err, WL_EUSAGE, "several cards have the id '%s'", name);
	wl_err_hint(err, "say which one: %s", names.s);
	wl_buf_release(&names);
	return WL_EUSAGE;
}

static int none(struct carding *carding, const char *name, struct wl_err *err)
{
	const struct wl_trust *trust = &carding->trust;
	struct wl_list names = { 0 };

	names.v = wl_arena_alloc(
		&carding->arena, trust->ncards * sizeof(*names.v));
	for (size_t i = 0; i < trust->ncards; i++)
		names.v[names.n++] =
			strchr(name, '/')
				? full_name(carding, trust->cards[i].card)
				: trust->cards[i].card->id;
	wl_err_set(err, WL_ENOTFOUND, "there is no card '%s'", name);
	return wl_err_near(err, wl_nearest(name, &names),
		"'winloss card list' shows them");
}

static int retired(const struct wl_card *card, struct wl_err *err)
{
	const char *type = wl_card_types[card->type];
	char day[WL_DATE_TEXT];

	wl_err_set(err, WL_ENOTFOUND, "the card '%s/%s' was retired%s%s", type,
		card->id, card->retired == WL_NO_DAY ? "" : " on ",
		wl_day_format(card->retired, day));
	if (card->replaced_by)
		return wl_err_hint(err,
			"'%s' replaces it; 'winloss card show %s/%s' still "
			"shows it",
			card->replaced_by, type, card->id);
	return wl_err_hint(err, "'winloss card show %s/%s' still shows it",
		type, card->id);
}

/* Cards in use stand before the retired ones, and win. */
int card_find_any(struct carding *carding, const char *name,
	const struct wl_card_trust **out, struct wl_err *err)
{
	const struct wl_trust *trust = &carding->trust;
	const struct wl_card_trust *found = NULL;
	int used = 0, all = 0;

	for (size_t i = 0; i < trust->ncards; i++) {
		const struct wl_card_trust *one = &trust->cards[i];

		if (!has_name(one->card, name))
			continue;
		found = found ? found : one;
		used += one->state != WL_RETIRED;
		all++;
	}
	if (!found)
		return none(carding, name, err);
	if (used > 1 || (!used && all > 1))
		return too_many(carding, name, err);
	for (size_t i = 0; used && i < trust->ncards; i++)
		if (trust->cards[i].state != WL_RETIRED &&
			has_name(trust->cards[i].card, name))
			found = &trust->cards[i];
	*out = found;
	return 0;
}

int card_find(struct carding *carding, const char *name,
	const struct wl_card_trust **out, struct wl_err *err)
{
	int rc = card_find_any(carding, name, out, err);

	if (!rc && (*out)->state == WL_RETIRED)
		rc = retired((*out)->card, err);
	return rc;
}

static int no_claim(
	const struct wl_card_trust *card, const char *id, struct wl_err *err)
{
	const struct wl_card *one = card->card;
	const char *near = WL_NEAREST(id, one->claims, one->nclaims, id);

	wl_err_set(err, WL_ENOTFOUND, "the card '%s/%s' has no claim '^%s'",
		wl_card_types[one->type], one->id, id);
	if (near)
		return wl_err_hint(err, "did you mean '%s^%s'?", one->id, near);
	return wl_err_hint(err, "'winloss card show %s/%s' shows its claims",
		wl_card_types[one->type], one->id);
}

int card_find_claim(struct carding *carding, const char *address,
	const struct wl_card_trust **card, const struct wl_claim_trust **out,
	struct wl_err *err)
{
	const char *hat = strchr(address, '^');
	int rc;

	if (!hat || hat == address || !hat[1])
		return args_usage(err, "card",
			"'%s' does not name a claim, such as rivalco^r4w",
			address);
	rc = card_find_any(carding,
		wl_arena_strndup(
			&carding->arena, address, (size_t)(hat - address)),
		card, err);
	if (rc)
		return rc;
	for (size_t i = 0; i < (*card)->nclaims; i++) {
		*out = &(*card)->claims[i];
		if ((*out)->claim->id && wl_streq((*out)->claim->id, hat + 1))
			return 0;
	}
	return no_claim(*card, hat + 1, err);
}

int carding_print(
	struct carding *carding, const struct wl_buf *out, struct wl_err *err)
{
	return session_publish(
		carding->session, out, carding->format != WL_TEXT, err);
}
