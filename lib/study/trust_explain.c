/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "study/trust_claim.h"

const char *const wl_support_names[] = {
	[WL_SUPPORTS] = "supports",
	[WL_UNCOUNTED] = "uncounted",
	[WL_OTHER_OUTCOME] = "other-outcome",
	[WL_NO_SOURCE] = "no-source",
	[WL_SOURCE_LATER] = "later",
	[WL_NO_PASSAGE] = "no-passage",
	[WL_SOURCE_WITHDRAWN] = "withdrawn",
	[WL_SOURCE_NOT_HELD] = "not-held",
	[WL_PASSAGE_WITHHELD] = "confidential",
	[WL_PASSAGE_UNTAGGED] = "untagged",
	NULL,
};

const char *const wl_support_phrases[] = {
	[WL_SUPPORTS] = "supports it",
	[WL_UNCOUNTED] = "may be cited and is never counted",
	[WL_OTHER_OUTCOME] = "is of another outcome",
	[WL_NO_SOURCE] = "names no interview and no field notes",
	[WL_SOURCE_LATER] = "is of an interview that is dated after now",
	[WL_NO_PASSAGE] = "names no passage of that file",
	[WL_SOURCE_WITHDRAWN] = "was withdrawn",
	[WL_SOURCE_NOT_HELD] = "has not been held",
	[WL_PASSAGE_WITHHELD] = "is confidential",
	[WL_PASSAGE_UNTAGGED] = "carries no theme of the codebook",
	NULL,
};

const char *const wl_falls[] = {
	[WL_STANDS] = "",
	[WL_CITATION_LOST] = "citation-lost",
	[WL_THEME_LOST] = "theme-lost",
	[WL_PATTERN_FELL] = "pattern-fell",
	[WL_DISPUTED] = "disputed",
	NULL,
};

bool wl_support_lost(enum wl_support support)
{
	return support >= WL_NO_SOURCE;
}

bool wl_trust_leaning(struct wl_buf *out, const struct wl_claim_trust *claim)
{
	if (claim->theme)
		wl_buf_addf(out, "%s %s %d", claim->theme,
			wl_strengths[claim->level], claim->theme_deals);
	return claim->theme != NULL;
}

static void explain_citations(
	struct wl_buf *out, const struct wl_claim_trust *claim)
{
	const char *between = "";

	for (size_t i = 0; i < claim->nsupports; i++) {
		const struct wl_supported *one = &claim->supports[i];

		if (!wl_support_lost(one->support))
			continue;
		wl_buf_addf(out, "%s[@%s^%s] %s", between,
			one->citation->source, one->citation->passage,
			wl_support_phrases[one->support]);
		between = ", ";
	}
}

static const char *unit_word(const struct wl_trust *trust, int n)
{
	static const char *const words[][2] = { { "deal", "deals" },
		{ "interview", "interviews" } };

	return words[trust->corpus->programme.thresholds.unit_interview]
		    [n != 1];
}

static void explain_theme(struct wl_buf *out, const struct wl_trust *trust,
	const struct wl_claim_trust *claim)
{
	const struct wl_leaning *leaned = claim->leaned;
	struct wl_lean now;

	wl_lean_make(&now, trust, claim, leaned->theme);
	wl_buf_addf(out, "%d cited %s spoke of '%s' when it was verified, now ",
		leaned->deals, unit_word(trust, leaned->deals), leaned->theme);
	if (!now.theme)
		wl_buf_adds(out, "the codebook does not have it");
	else if (now.deals)
		wl_buf_addf(out, "%d", now.deals);
	else
		wl_buf_adds(out, "none");
}

static void explain_pattern(struct wl_buf *out, const struct wl_trust *trust,
	const struct wl_claim_trust *claim)
{
	const struct wl_leaning *leaned = claim->leaned;
	struct wl_lean now;
	int n;

	wl_lean_make(&now, trust, claim, leaned->theme);
	n = now.group ? now.group->deals : 0;
	wl_buf_addf(out, "'%s' was %s when it was verified, now %d of %d %s",
		leaned->theme,
		leaned->level == WL_ESTABLISHED ? "established" : "a pattern",
		now.row ? now.row->deals : 0, n,
		wl_outcome_noun(now.outcome, n));
}

static void explain_dispute(
	struct wl_buf *out, const struct wl_claim_trust *claim)
{
	const char *review = wl_claim_disputed(claim->card, claim->claim);

	wl_buf_addf(out, "%s%s found it no longer true",
		review && *review ? "the review " : "a review",
		review ? review : "");
}

void wl_trust_explain(struct wl_buf *out, const struct wl_trust *trust,
	const struct wl_claim_trust *claim)
{
	switch (claim->fall) {
	case WL_STANDS:
	case WL_FALLS:
		break;
	case WL_CITATION_LOST:
		explain_citations(out, claim);
		break;
	case WL_THEME_LOST:
		explain_theme(out, trust, claim);
		break;
	case WL_PATTERN_FELL:
		explain_pattern(out, trust, claim);
		break;
	case WL_DISPUTED:
		explain_dispute(out, claim);
		break;
	}
}
