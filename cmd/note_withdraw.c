/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What leans on words that go: note --withdraw, and passages that become
 * confidential. */
#include "note.h"
#include "publish/cards.h"

static bool does_cite(const struct wl_claim *claim,
	const struct wl_interview *interview, const struct wl_passage *passage)
{
	for (size_t i = 0; passage->id && i < claim->ncitations; i++)
		if (wl_streq(claim->citations[i].source, interview->id) &&
			wl_streq(claim->citations[i].passage, passage->id))
			return true;
	return false;
}

bool note_warn_cited(
	const struct noting *noting, const struct wl_passage *passage)
{
	const struct wl_corpus *corpus = &noting->session->corpus;
	struct wl_buf name = WL_BUF_INIT;
	bool cited = false;

	for (size_t i = 0; i < corpus->ncards; i++)
		for (size_t j = 0; j < corpus->cards[i].nclaims; j++) {
			const struct wl_card *card = &corpus->cards[i];

			if (!does_cite(&card->claims[j], noting->interview,
				    passage))
				continue;
			cited = true;
			wl_buf_clear(&name);
			wl_phrase_claim(&name, card, &card->claims[j]);
			session_warn(noting->session,
				"the claim %s/%s cites '%s^%s' and loses this "
				"evidence",
				wl_card_types[card->type], name.s,
				noting->interview->id, passage->id);
		}
	wl_buf_release(&name);
	return cited;
}

/* What loses its ground, said before it is done. */
static int say_impact(struct noting *noting, struct wl_err *err)
{
	const struct wl_citation which = { noting->interview->id, NULL };
	const struct wl_filter all = WL_FILTER_ALL;
	struct wl_buf text = WL_BUF_INIT;
	struct wl_synthesis synthesis;
	struct wl_impact impact;
	struct wl_trust trust;
	int rc;

	rc = wl_synthesis_make(&synthesis, &noting->session->corpus, &all, err);
	if (rc)
		return rc;
	wl_trust_make(&trust, &synthesis);
	rc = wl_impact_make(&impact, &trust, &which, err);
	if (!rc) {
		wl_phrase_impact(&text, &impact);
		session_say(noting->session, "%s", text.s);
		wl_impact_release(&impact);
	}
	wl_trust_release(&trust);
	wl_synthesis_release(&synthesis);
	wl_buf_release(&text);
	return rc;
}

static int ask_why(struct noting *noting, char **asked, struct wl_err *err)
{
	int rc;

	noting->why = args_value(noting->args, "why");
	if (noting->why)
		return 0;
	rc = prompt_line(
		noting->session, "Why is it withdrawn? ", "--why", asked, err);
	noting->why = *asked;
	if (!rc && !**asked)
		rc = args_usage(err, "note", "--withdraw needs a reason");
	return rc;
}

static int withdraw(struct noting *noting, struct wl_err *err)
{
	int rc = noting_begin(noting, err);

	if (!rc)
		rc = wl_edit_set(
			&noting->edit, "status", "withdrawn", NULL, err);
	if (!rc)
		rc = noting_apply(noting, "withdraw", err);
	if (!rc)
		session_say(noting->session,
			"its words stay in the file and in the history of git "
			"until they are taken out there\n"
			"hint: 'winloss card list' shows the claims that lost "
			"their evidence");
	return rc;
}

int note_withdraw(struct noting *noting, struct wl_err *err)
{
	char *asked = NULL;
	int rc;

	if (noting->interview->status == WL_WITHDRAWN) {
		session_say(noting->session, "'%s' was withdrawn already",
			noting->interview->id);
		return 0;
	}
	rc = say_impact(noting, err);
	if (!rc)
		rc = ask_why(noting, &asked, err);
	if (!rc)
		rc = withdraw(noting, err);
	free(asked);
	return rc;
}
