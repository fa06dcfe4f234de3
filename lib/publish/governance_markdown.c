/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "publish/governance.h"
#include "publish/table.h"

#define SHORT_ID 7

struct page {
	struct wl_buf *out;
	const struct wl_governance *governance;
	struct wl_buf text;
};

static struct wl_buf *phrase(struct page *page)
{
	wl_buf_clear(&page->text);
	return &page->text;
}

/* "lead words\n" where there are words. */
static void put_line(struct page *page, const char *lead, const char *words)
{
	if (!words || !*words)
		return;
	wl_buf_adds(page->out, lead);
	wl_markdown_line(page->out, words);
	wl_buf_addc(page->out, '\n');
}

static void put_head(struct page *page, const struct wl_entry *entry)
{
	const struct wl_commit *commit = entry->commit;
	char day[WL_DATE_TEXT];

	wl_buf_addf(page->out, "## %s ",
		wl_day_format(wl_time_day(&commit->when), day));
	put_line(page, "", commit->subject);
	wl_buf_addf(page->out, "\n`%.*s`%s", SHORT_ID, commit->id,
		commit->parents.n > 1 ? ", merge" : "");
	put_line(page, " by ", wl_governance_author(entry));
	wl_buf_addc(page->out, '\n');
}

static void put_quotes(struct page *page, const struct wl_list *citations)
{
	for (size_t i = 0; i < citations->n; i++) {
		struct wl_governance_quote quote;

		wl_governance_quote(
			&quote, page->governance->corpus, citations->v[i]);
		wl_buf_addf(phrase(page), "%s (%s)",
			quote.words     ? quote.words
			: quote.passage ? "confidential"
					: "not there any more",
			quote.citation);
		put_line(page, "  - ", page->text.s);
	}
}

static void put_why(struct page *page, const struct wl_entry *entry)
{
	struct wl_buf *text = phrase(page);

	put_line(page, "- **Why:** ", entry->trailers.why);
	if (entry->without_why)
		put_line(page, "- **Why:** ", "not said");
	put_line(page, "- **Apply first:** ", entry->trailers.apply_first);
	if (!entry->evidence.n)
		return;
	wl_governance_deals(text, page->governance->corpus, &entry->evidence);
	for (size_t i = 0; i < entry->evidence.n; i++)
		wl_buf_addf(text, "%s%s",
			i         ? " "
			: text->n ? ": "
				  : "",
			entry->evidence.v[i]);
	put_line(page, "- **Evidence:** ", text->s);
	if (page->governance->quotes)
		put_quotes(page, &entry->evidence);
}

static void put_claim(struct page *page, const struct wl_claim_revised *revised)
{
	const struct wl_claim *claim =
		revised->after ? revised->after : revised->before;
	struct wl_buf *text = phrase(page);

	wl_buf_addf(page->out, "  - %s", wl_revision_kinds[revised->kind]);
	wl_buf_adds(text, claim->text);
	if (claim->id)
		wl_buf_addf(text, " ^%s", claim->id);
	if (revised->after) {
		wl_buf_adds(text, " (");
		wl_governance_support(text, page->governance->corpus, claim);
		wl_buf_addc(text, ')');
	}
	put_line(page, ": ", text->s);
	if (revised->kind == WL_CLAIM_CHANGED && revised->words)
		put_line(page, "    - before: ", revised->before->text);
}

static void put_card(struct page *page, const struct wl_entry *entry, size_t i)
{
	const struct wl_card_revised *card = &entry->revised.cards[i];
	bool list = !entry->import && card->after;

	wl_buf_addf(page->out, "- **%s**", entry->cards.v[i]);
	wl_governance_events(phrase(page), card);
	if (!list) {
		wl_buf_adds(&page->text, page->text.n ? ", " : "");
		wl_governance_claims(&page->text, card, true);
	}
	if (page->text.n)
		put_line(page, ": ", page->text.s);
	else
		wl_buf_addc(page->out, '\n');
	for (size_t j = 0; list && j < card->nclaims; j++)
		put_claim(page, &card->claims[j]);
}

static void put_entry(struct page *page, const struct wl_entry *entry)
{
	put_head(page, entry);
	put_why(page, entry);
	for (size_t i = 0; i < entry->revised.ncards; i++)
		put_card(page, entry, i);
	if (entry->commit->cut)
		put_line(page, "- ",
			"What it changed is not known: the history of this "
			"clone is cut off here");
	for (size_t i = 0; i < entry->unreadable.n; i++)
		put_line(page, "- could not be read as a card: ",
			entry->unreadable.v[i]);
	for (size_t i = 0; i < entry->files.n; i++)
		put_line(page, "- also: ", entry->files.v[i]);
}

void wl_publish_governance_markdown(
	struct wl_buf *out, const struct wl_governance *governance)
{
	const struct wl_history *history = governance->history;
	struct page page = { .out = out, .governance = governance };

	wl_buf_init(&page.text);
	wl_buf_adds(out, "# What changed and why\n\n");
	wl_governance_count(phrase(&page), history);
	put_line(&page, "", page.text.s);
	for (size_t i = 0; i < history->n; i++) {
		wl_buf_addc(out, '\n');
		put_entry(&page, &history->entries[i]);
	}
	wl_buf_release(&page.text);
}
