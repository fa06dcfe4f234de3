/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "publish/cards.h"
#include "publish/phrase.h"
#include "store/redact.h"

#define UNCOMMITTED "As it stands it is in no commit yet."
#define CUT                                                                    \
	"This is a shallow clone: history is cut off. 'git fetch "             \
	"--unshallow' brings the rest."

void wl_phrase_card(struct wl_buf *out, const struct wl_card *card)
{
	wl_buf_addf(out, "%s/%s", wl_card_types[card->type], card->id);
}

void wl_phrase_claim(struct wl_buf *out, const struct wl_card *card,
	const struct wl_claim *claim)
{
	wl_buf_adds(out, card->id);
	if (claim->id)
		wl_buf_addf(out, "^%s", claim->id);
	else
		wl_buf_addf(out, ":%d", claim->line);
}

enum wl_style wl_card_style(enum wl_card_state state)
{
	static const enum wl_style styles[] = {
		[WL_VERIFIED] = WL_FOR,
		[WL_DUE] = WL_MIXED,
		[WL_UNVERIFIED] = WL_AGAINST,
		[WL_RETIRED] = WL_FAINT,
	};

	return styles[state];
}

static void add_day(struct wl_buf *out, const char *before, wl_day day)
{
	char text[WL_DATE_TEXT];

	if (day != WL_NO_DAY)
		wl_buf_addf(out, "%s%s", before, wl_day_format(day, text));
}

static void phrase_expired(
	struct wl_buf *out, const struct wl_card_trust *card, wl_day today)
{
	add_day(out, " ", card->due);
	wl_buf_adds(out, ", ");
	wl_phrase_count(out, today - card->due, "day ago", "days ago");
}

static void phrase_until(
	struct wl_buf *out, const struct wl_card_trust *card, wl_day today)
{
	if (card->due == WL_NO_DAY) {
		add_day(out, "since ", card->card->verified);
		return;
	}
	add_day(out, "until ", card->due);
	wl_buf_adds(out, ", ");
	if (card->due == today)
		wl_buf_adds(out, "its last day");
	else
		wl_phrase_count(
			out, card->due - today, "day left", "days left");
}

static void phrase_retired(struct wl_buf *out, const struct wl_card *card)
{
	if (card->retired == WL_NO_DAY && !card->replaced_by)
		wl_buf_adds(out, "in the archive");
	add_day(out, "since ", card->retired);
	if (card->replaced_by)
		wl_buf_addf(out, "%sreplaced by %s",
			card->retired == WL_NO_DAY ? "" : ", ",
			card->replaced_by);
}

static int fallen_by(const struct wl_card_trust *card, bool disputed)
{
	int n = 0;

	for (size_t i = 0; i < card->nclaims; i++)
		n += card->claims[i].fall &&
		     (card->claims[i].fall == WL_DISPUTED) == disputed;
	return n;
}

static void phrase_reason(
	struct wl_buf *out, const struct wl_card_trust *card, wl_day today)
{
	const struct wl_card *one = card->card;
	int lost = fallen_by(card, false);

	wl_buf_adds(out, wl_card_reasons[card->reason]);
	if (card->reason == WL_EXPIRED)
		phrase_expired(out, card, today);
	else if (card->reason == WL_VERIFIED_LATER)
		add_day(out, ": ", one->verified);
	else if (card->reason == WL_VERIFIER_LEFT)
		wl_buf_addf(out, ": %s", one->verifier);
	else if (card->reason == WL_VERIFIER_CHANGED)
		wl_buf_addf(out, ": verified by %s", one->verified_by);
	else if (card->reason == WL_EVIDENCE_LOST)
		wl_buf_addf(out, " of %d claim%s", lost, lost == 1 ? "" : "s");
}

void wl_phrase_card_state(struct wl_buf *out, const struct wl_trust *trust,
	const struct wl_card_trust *card)
{
	wl_day today = wl_time_day(&trust->corpus->as_of);

	if (card->state == WL_RETIRED)
		phrase_retired(out, card->card);
	else if (card->reason)
		phrase_reason(out, card, today);
	else
		phrase_until(out, card, today);
}

void wl_phrase_claims(struct wl_buf *out, const struct wl_card_trust *card)
{
	wl_phrase_count(out, (int)card->nclaims, "claim", "claims");
	if (card->unproven)
		wl_buf_addf(out, ", %d unproven", card->unproven);
	if (card->fallen)
		wl_buf_addf(out, ", %d fallen", card->fallen);
}

void wl_phrase_trust(struct wl_buf *out, const struct wl_trust *trust)
{
	int n = trust->verified + trust->unverified;

	if (!n) {
		wl_buf_adds(out, "no card in use");
		return;
	}
	wl_phrase_share(out, trust->verified, n);
	wl_buf_addf(out, " cards verified, %s",
		trust->score < WL_TRUST_BAR ? "below the bar of "
					    : "which meets the bar of ");
	wl_buf_addf(out, "%d %%", (int)(WL_TRUST_BAR * 100));
}

void wl_phrase_leaning(struct wl_buf *out, const struct wl_trust *trust,
	const struct wl_claim_trust *claim)
{
	const struct wl_group *group =
		wl_synthesis_group(trust->synthesis, claim->outcome);

	if (!claim->theme || !claim->row || !group)
		return;
	wl_buf_addf(out, "%s: %s, ", wl_strengths[claim->level],
		wl_corpus_theme_title(trust->corpus, claim->theme));
	wl_phrase_share(out, claim->row->deals, group->deals);
	wl_buf_addf(out, " %s", wl_outcome_noun(claim->outcome, group->deals));
}

static void phrase_span(struct wl_buf *out, const struct wl_claim_trust *claim)
{
	if (claim->newest == WL_NO_DAY)
		return;
	wl_buf_adds(out, " · ");
	if (claim->oldest != claim->newest) {
		add_day(out, "", claim->oldest);
		wl_buf_adds(out, " to ");
	}
	add_day(out, "", claim->newest);
	wl_buf_adds(out, claim->ageing ? ", ageing" : "");
}

void wl_phrase_evidence(struct wl_buf *out, const struct wl_trust *trust,
	const struct wl_claim_trust *claim)
{
	bool interviews = trust->corpus->programme.thresholds.unit_interview;
	struct wl_buf leaning = WL_BUF_INIT;

	if (claim->claim->unproven)
		wl_buf_adds(out, "unproven");
	else if (!claim->nsupports)
		wl_buf_adds(out, "no evidence, and not marked (unproven)");
	if (!claim->nsupports)
		return;
	wl_buf_adds(out, claim->claim->unproven ? " · " : "");
	if (!claim->deals)
		wl_buf_adds(out, "no deal that counts");
	else
		wl_phrase_count(out, claim->deals,
			interviews ? "interview" : "deal",
			interviews ? "interviews" : "deals");
	wl_phrase_leaning(&leaning, trust, claim);
	if (leaning.n)
		wl_buf_addf(out, " · %s", leaning.s);
	phrase_span(out, claim);
	wl_buf_release(&leaning);
}

const char *wl_supported_words(const struct wl_supported *one)
{
	if (!one->passage || one->support == WL_SOURCE_WITHDRAWN)
		return NULL;
	if (one->interview)
		return wl_redact_words(one->interview, one->passage);
	return one->passage->level == WL_CONFIDENTIAL ? NULL
						      : one->passage->words;
}

static void add_fact(struct wl_buf *out, const char *fact)
{
	if (fact && *fact)
		wl_buf_addf(out, "%s%s", out->n ? " · " : "", fact);
}

void wl_phrase_source(struct wl_buf *out, const struct wl_corpus *corpus,
	const struct wl_supported *one)
{
	const struct wl_interview *interview = one->interview;
	const struct wl_passage *passage = one->passage;
	struct wl_buf facts = WL_BUF_INIT;
	char day[WL_DATE_TEXT];

	if (interview) {
		add_fact(&facts, interview->internal
					 ? "internal"
					 : wl_outcomes[interview->outcome]);
		add_fact(&facts, interview->account);
		if (interview->competitor)
			add_fact(&facts,
				wl_programme_competitor_name(&corpus->programme,
					interview->competitor));
		add_fact(&facts, interview->role);
		add_fact(&facts,
			wl_day_format(wl_interview_day(interview), day));
	} else if (passage) {
		add_fact(&facts, "field note");
		add_fact(&facts, passage->source);
		add_fact(&facts, wl_day_format(passage->day, day));
	}
	wl_buf_adds(out, facts.s);
	wl_buf_release(&facts);
}

const char *const *wl_history_notes(const struct wl_claim_history *history)
{
	static const char *const notes[][3] = {
		[0] = { NULL },
		[1] = { UNCOMMITTED, NULL },
		[2] = { CUT, NULL },
		[3] = { UNCOMMITTED, CUT, NULL },
		[4] = { "There is no git repository to ask.", NULL },
	};

	return notes[history->none ? 4
				   : history->uncommitted + 2 * history->cut];
}
