/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "publish/governance.h"

#include "base/strv.h"
#include "publish/difference.h"
#include "publish/phrase.h"
#include "store/redact.h"

const char *wl_governance_author(const struct wl_entry *entry)
{
	const struct wl_member *member = entry->author;

	if (member)
		return member->name ? member->name : member->id;
	return *entry->commit->name ? entry->commit->name
				    : entry->commit->email;
}

/* Evidence */

struct support {
	struct wl_strv deals;
	int notes; /* of the field, and of stakeholders */
};

static void support_add(struct support *support, const struct wl_corpus *corpus,
	const struct wl_citation *citation)
{
	const struct wl_interview *interview = NULL;

	if (!wl_corpus_cited(corpus, citation, &interview))
		return;
	if (interview && !interview->internal)
		wl_strv_add_once(&support->deals,
			interview->deal ? interview->deal : interview->id);
	else
		support->notes++;
}

static void support_say(struct wl_buf *out, struct support *support)
{
	if (support->deals.n)
		wl_phrase_count(out, (int)support->deals.n, "deal", "deals");
	if (support->deals.n && support->notes)
		wl_buf_adds(out, ", ");
	if (support->notes)
		wl_phrase_count(
			out, support->notes, "other source", "other sources");
	wl_strv_release(&support->deals);
}

void wl_governance_support(struct wl_buf *out, const struct wl_corpus *corpus,
	const struct wl_claim *claim)
{
	struct support support = { .notes = 0 };
	size_t n = out->n;

	for (size_t i = 0; i < claim->ncitations; i++)
		support_add(&support, corpus, &claim->citations[i]);
	support_say(out, &support);
	if (out->n == n)
		wl_buf_adds(out, claim->unproven     ? "unproven"
				 : claim->ncitations ? "evidence is gone"
						     : "no evidence");
}

/* "2026-11-acme^b3f9k" cut in two; source must be freed. */
static struct wl_citation cut(const char *text)
{
	const char *caret = strchr(text, '^');
	size_t n = caret ? (size_t)(caret - text) : strlen(text);

	return (struct wl_citation){ wl_strndup(text, n),
		caret ? caret + 1 : "" };
}

void wl_governance_deals(struct wl_buf *out, const struct wl_corpus *corpus,
	const struct wl_list *citations)
{
	struct support support = { .notes = 0 };

	for (size_t i = 0; i < citations->n; i++) {
		struct wl_citation citation = cut(citations->v[i]);

		support_add(&support, corpus, &citation);
		free((char *)citation.source);
	}
	support_say(out, &support);
}

void wl_governance_quote(struct wl_governance_quote *out,
	const struct wl_corpus *corpus, const char *citation)
{
	struct wl_citation one = cut(citation);

	*out = (struct wl_governance_quote){ .citation = citation };
	out->passage = wl_corpus_cited(corpus, &one, &out->interview);
	if (out->passage && out->interview)
		out->words = wl_redact_words(out->interview, out->passage);
	else if (out->passage && out->passage->level != WL_CONFIDENTIAL)
		out->words = out->passage->words;
	free((char *)one.source);
}

/* Counts */

void wl_governance_claims(
	struct wl_buf *out, const struct wl_card_revised *card, bool import)
{
	static const char *const words[] = { "added", "removed", "changed" };
	int counts[WL_LEN(words)] = { 0 };
	bool said = false;

	if (import) {
		wl_phrase_count(out, (int)card->nclaims, "claim", "claims");
		return;
	}
	for (size_t i = 0; i < card->nclaims; i++)
		counts[card->claims[i].kind]++;
	for (size_t i = 0; i < WL_LEN(words); i++) {
		if (!counts[i])
			continue;
		wl_buf_adds(out, said ? ", " : "");
		if (said)
			wl_buf_addf(out, "%d", counts[i]);
		else
			wl_phrase_count(out, counts[i], "claim", "claims");
		wl_buf_addf(out, " %s", words[i]);
		said = true;
	}
}

void wl_governance_events(
	struct wl_buf *out, const struct wl_card_revised *card)
{
	size_t n = out->n;

	wl_difference_events(out, card);
	if (card->events & WL_CARD_UNVERIFIED && card->after)
		wl_buf_addf(
			out, "%sno longer verified", out->n > n ? ", " : "");
}

void wl_governance_count(struct wl_buf *out, const struct wl_history *history)
{
	int without = 0;

	for (size_t i = 0; i < history->n; i++)
		without += history->entries[i].without_why;
	wl_phrase_count(out, (int)history->n, "commit", "commits");
	if (without)
		wl_buf_addf(out, ", %d without a why", without);
}
