/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Whether the evidence of what is about to be written holds. */
#include "base/path.h"
#include "card_change.h"

bool card_passage_ids(
	const struct wl_corpus *corpus, const char *source, struct wl_list *ids)
{
	const struct wl_interview *one = wl_corpus_interview(corpus, source);
	const struct wl_passage *passages = one ? one->passages : NULL;
	size_t n = one ? one->npassages : 0;
	bool found = one != NULL;

	for (size_t i = 0; !one && i < corpus->nfields; i++)
		if (wl_streq(corpus->fields[i].id, source)) {
			passages = corpus->fields[i].passages;
			n = corpus->fields[i].npassages;
			found = true;
		}
	ids->v = wl_alloc((n + 1) * sizeof(*ids->v));
	ids->n = 0;
	for (size_t i = 0; i < n; i++)
		if (passages[i].id)
			ids->v[ids->n++] = passages[i].id;
	return found;
}

static bool has_passage(
	const struct wl_corpus *corpus, const char *source, const char *passage)
{
	struct wl_list ids = { 0 };
	bool found = card_passage_ids(corpus, source, &ids) &&
		     wl_list_has(&ids, passage);

	free(ids.v);
	return found;
}

/* Add the nearest source, or the nearest passage of the source. */
static void near_source(struct wl_buf *out, const struct wl_corpus *corpus,
	const struct wl_citation *citation)
{
	struct wl_list ids = { 0 };
	const char *near;

	if (card_passage_ids(corpus, citation->source, &ids)) {
		near = wl_nearest(citation->passage, &ids);
		if (near)
			wl_buf_addf(out, "%s^%s", citation->source, near);
		free(ids.v);
		return;
	}
	free(ids.v);
	ids.v = wl_alloc(
		(corpus->ninterviews + corpus->nfields + 1) * sizeof(*ids.v));
	for (size_t i = 0; i < corpus->ninterviews; i++)
		ids.v[ids.n++] = corpus->interviews[i].id;
	for (size_t i = 0; i < corpus->nfields; i++)
		ids.v[ids.n++] = corpus->fields[i].id;
	near = wl_nearest(citation->source, &ids);
	free(ids.v);
	if (near && has_passage(corpus, near, citation->passage))
		wl_buf_addf(out, "%s^%s", near, citation->passage);
}

static void hint_of(struct wl_err *err, const struct wl_corpus *corpus,
	const struct wl_supported *one)
{
	struct wl_buf near = WL_BUF_INIT;

	switch (one->support) {
	case WL_NO_SOURCE:
	case WL_NO_PASSAGE:
		near_source(&near, corpus, one->citation);
		if (near.n)
			wl_err_hint(err, "did you mean '%s'?", near.s);
		else
			wl_err_hint(err, "'winloss quotes' finds passages");
		break;
	case WL_OTHER_OUTCOME:
		wl_err_hint(err, "put it under a section of its outcome, or "
				 "cite another passage");
		break;
	case WL_PASSAGE_UNTAGGED:
		wl_err_hint(err,
			"tag it: winloss note %s --passage %s --tag "
			"THEME",
			one->citation->source, one->citation->passage);
		break;
	default:
		wl_err_hint(err, "cite another passage: 'winloss quotes' "
				 "finds them");
	}
	wl_buf_release(&near);
}

struct checking {
	const struct card_change *change;
	struct wl_errs errs;
};

static void check_citation(struct checking *checking,
	const struct wl_claim_trust *claim, const struct wl_supported *one)
{
	const struct wl_corpus *corpus =
		&checking->change->carding->session->corpus;
	struct wl_err err = { 0 };

	if (one->support < WL_OTHER_OUTCOME)
		return;
	if (one->support == WL_OTHER_OUTCOME)
		wl_err_at(&err, checking->change->edit.path, claim->claim->line,
			0, "[@%s^%s] is of a %s, and '%s' speaks of %s",
			one->citation->source, one->citation->passage,
			wl_outcome_noun(one->interview->outcome, 1),
			claim->claim->section,
			wl_outcome_noun(claim->claim->outcome, 2));
	else
		wl_err_at(&err, checking->change->edit.path, claim->claim->line,
			0, "[@%s^%s] %s", one->citation->source,
			one->citation->passage,
			wl_support_phrases[one->support]);
	err.code = WL_EFAIL;
	hint_of(&err, corpus, one);
	wl_errs_add(&checking->errs, &err);
}

static void check_claim(
	struct checking *checking, const struct wl_claim_trust *claim)
{
	struct wl_err err = { 0 };

	for (size_t i = 0; i < claim->nsupports; i++)
		check_citation(checking, claim, &claim->supports[i]);
	if (claim->nsupports || claim->claim->unproven)
		return;
	wl_err_at(&err, checking->change->edit.path, claim->claim->line, 0,
		"the claim '^%s' has no evidence, and is not marked "
		"(unproven)",
		claim->claim->id);
	err.code = WL_EFAIL;
	wl_err_hint(&err, "cite a passage, or write (unproven) behind it");
	wl_errs_add(&checking->errs, &err);
}

static bool is_revised(
	const struct wl_card_revised *revised, const struct wl_claim *claim)
{
	for (size_t i = 0; revised && i < revised->nclaims; i++)
		if (revised->claims[i].after &&
			revised->claims[i].after->start == claim->start)
			return true;
	return false;
}

int card_evidence_check(struct card_change *change,
	const struct wl_card_revised *revised, struct wl_err *err)
{
	struct checking checking = { .change = change };
	const struct wl_card_trust *trust = change->trust;
	int rc = 0;

	for (size_t i = 0; i < trust->nclaims; i++)
		if (is_revised(revised, trust->claims[i].claim))
			check_claim(&checking, &trust->claims[i]);
	if (checking.errs.n == 1) {
		*err = checking.errs.v[0];
		rc = err->code;
	} else if (checking.errs.n) {
		for (size_t i = 0; i < checking.errs.n; i++)
			session_error(&checking.errs.v[i]);
		rc = wl_err_set(err, WL_EFAIL,
			"the evidence does not hold in %zu places, and "
			"nothing was written",
			checking.errs.n);
	}
	wl_errs_release(&checking.errs);
	return rc;
}

void card_evidence_cited(
	struct wl_buf *out, const struct wl_card_revised *revised)
{
	struct wl_strv all = { 0 };

	for (size_t i = 0; revised && i < revised->nclaims; i++) {
		const struct wl_claim *claim = revised->claims[i].after;

		for (size_t j = 0; claim && j < claim->ncitations; j++) {
			char *one = NULL;

			if (asprintf(&one, "%s^%s", claim->citations[j].source,
				    claim->citations[j].passage) < 0)
				abort();
			wl_strv_add_once(&all, one);
			free(one);
		}
	}
	for (size_t i = 0; i < all.n; i++)
		wl_buf_addf(out, "%s%s", i ? " " : "", all.v[i]);
	wl_strv_release(&all);
}
