/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One card in Markdown, for a comment or a page: each claim, then what buyers
 * said. */
#include "publish/cards.h"
#include "publish/phrase.h"
#include "publish/table.h"

struct page {
	struct wl_buf *out;
	const struct wl_card_view *view;
	struct wl_buf text;
};

static struct wl_buf *phrase(struct page *page)
{
	wl_buf_clear(&page->text);
	return &page->text;
}

/* What the phrase says, escaped, between two bits of Markdown. */
static void put(struct page *page, const char *before, const char *after)
{
	if (!page->text.n)
		return;
	wl_buf_adds(page->out, before);
	wl_markdown_line(page->out, page->text.s);
	wl_buf_adds(page->out, after);
}

static void put_head(struct page *page)
{
	const struct wl_card_trust *one = page->view->card;

	wl_buf_adds(phrase(page), one->card->title);
	put(page, "# ", "\n\n");
	wl_phrase_card(phrase(page), one->card);
	wl_buf_addf(&page->text, ", %s: ", wl_card_states[one->state]);
	wl_phrase_card_state(&page->text, page->view->trust, one);
	if (one->card->verifier)
		wl_buf_addf(&page->text, ", verifier %s", one->card->verifier);
	wl_buf_adds(&page->text, ". ");
	wl_phrase_claims(&page->text, one);
	put(page, "", ".\n");
}

static void put_support(struct page *page, const struct wl_supported *one)
{
	const char *words = wl_supported_words(one);

	wl_buf_adds(page->out, "  - ");
	wl_buf_adds(phrase(page), words ? words : "");
	if (words && one->passage->quote)
		put(page, "“", "” ");
	else
		put(page, "", " ");
	wl_buf_addf(phrase(page), "%s^%s", one->citation->source,
		one->citation->passage);
	put(page, "(", "");
	wl_phrase_source(phrase(page), page->view->trust->corpus, one);
	put(page, ": ", "");
	wl_buf_adds(page->out, ")");
	if (one->support != WL_SUPPORTS) {
		wl_buf_adds(phrase(page), wl_support_phrases[one->support]);
		put(page, " **", "**");
	}
	wl_buf_addc(page->out, '\n');
}

static void put_claim(struct page *page, const struct wl_claim_trust *claim)
{
	wl_buf_adds(phrase(page), claim->claim->text);
	put(page, "- ", "");
	if (claim->claim->id)
		wl_buf_addf(page->out, " `^%s`", claim->claim->id);
	wl_phrase_evidence(phrase(page), page->view->trust, claim);
	put(page, "\\\n  *", "*");
	wl_trust_explain(phrase(page), page->view->trust, claim);
	put(page, "\\\n  **fallen: ", "**");
	wl_buf_addc(page->out, '\n');
	for (size_t i = 0; i < claim->nsupports; i++)
		put_support(page, &claim->supports[i]);
	if (!claim->row)
		return;
	wl_phrase_counter(
		phrase(page), page->view->trust->synthesis, claim->row);
	put(page, "  - ", "\n");
}

static void put_history(struct page *page)
{
	const struct wl_claim_history *history = page->view->history;
	char day[WL_DATE_TEXT];

	wl_buf_adds(page->out, "\n## Commits that changed it\n\n");
	for (size_t i = 0; i < history->n; i++) {
		const struct wl_claim_commit *one = &history->v[i];

		wl_buf_addf(page->out, "- `%.7s` %s ", one->commit->id,
			wl_day_format(wl_time_day(&one->commit->when), day));
		wl_buf_addf(phrase(page), "%s: %s", one->what,
			one->commit->subject);
		put(page, "", "");
		wl_buf_adds(phrase(page), one->why ? one->why : "");
		put(page, ". Why: ", "");
		wl_buf_addc(page->out, '\n');
	}
	for (const char *const *note = wl_history_notes(history); *note; note++)
		wl_buf_addf(page->out, "\n%s\n", *note);
}

void wl_publish_card_markdown(
	struct wl_buf *out, const struct wl_card_view *view)
{
	struct page page = { .out = out, .view = view, .text = WL_BUF_INIT };
	const char *section = NULL;

	put_head(&page);
	for (size_t i = 0; i < view->card->nclaims; i++) {
		const struct wl_claim_trust *claim = &view->card->claims[i];

		if (view->claim && view->claim != claim)
			continue;
		if (claim->claim->section &&
			!wl_streq(section, claim->claim->section)) {
			wl_buf_adds(phrase(&page), claim->claim->section);
			put(&page, "\n## ", "\n");
		}
		if (!section || !wl_streq(section, claim->claim->section))
			wl_buf_addc(out, '\n');
		section = claim->claim->section;
		put_claim(&page, claim);
	}
	if (view->history)
		put_history(&page);
	wl_buf_release(&page.text);
}

void wl_publish_whole_cards_markdown(
	struct wl_buf *out, const struct wl_card_list *list)
{
	for (size_t i = 0; i < list->n; i++) {
		if (i)
			wl_buf_addc(out, '\n');
		wl_publish_card_markdown(
			out, &(struct wl_card_view){ .trust = list->trust,
				     .card = list->v[i] });
	}
}
