/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "publish/governance.h"
#include "publish/phrase.h"
#include "publish/revised_text.h"

#define LABEL 13 /* "apply first" and a gap; dates stand above */
#define NARROW 60
#define SHORT_ID 7
#define DOT " · "

struct page {
	struct wl_screen screen;
	const struct wl_governance *governance;
	struct wl_buf text;
};

static struct wl_buf *phrase(struct page *page)
{
	wl_buf_clear(&page->text);
	return &page->text;
}

/* Where what stands behind a label goes on. */
static size_t indent(const struct page *page)
{
	return wl_screen_width(&page->screen) < NARROW ? 2 : LABEL;
}

static void put_labelled(struct page *page, const char *label,
	enum wl_style style, const char *words)
{
	struct wl_screen *screen = &page->screen;

	if (!words || !*words)
		return;
	wl_screen_fit(screen, WL_FAINT, label, LABEL);
	wl_screen_wrap(screen, style, words, indent(page));
	wl_screen_end(screen);
}

/* The head */

static void put_head(struct page *page, const struct wl_entry *entry)
{
	struct wl_screen *screen = &page->screen;
	const struct wl_commit *commit = entry->commit;
	char day[WL_DATE_TEXT];

	wl_screen_fit(screen, WL_ACCENT,
		wl_day_format(wl_time_day(&commit->when), day), LABEL);
	wl_screen_wrap(screen, WL_STRONG, commit->subject, indent(page));
	wl_screen_end(screen);
	wl_buf_addf(phrase(page), "%s" DOT "%.*s%s%s",
		wl_governance_author(entry), SHORT_ID, commit->id,
		commit->parents.n > 1 ? DOT "merge" : "",
		entry->import ? DOT "set up" : "");
	wl_screen_space(screen, indent(page));
	wl_screen_wrap(screen, WL_FAINT, page->text.s, indent(page));
	wl_screen_end(screen);
}

static void put_evidence(struct page *page, const struct wl_entry *entry)
{
	struct wl_buf *text = phrase(page);

	if (!entry->evidence.n)
		return;
	wl_governance_deals(text, page->governance->corpus, &entry->evidence);
	if (text->n)
		wl_buf_adds(text, ": ");
	for (size_t i = 0; i < entry->evidence.n; i++)
		wl_buf_addf(text, "%s%s", i ? " " : "", entry->evidence.v[i]);
	put_labelled(page, "evidence", WL_PLAIN, text->s);
}

static void put_quote(struct page *page, const char *citation)
{
	struct wl_screen *screen = &page->screen;
	struct wl_governance_quote quote;
	bool spoken;

	wl_governance_quote(&quote, page->governance->corpus, citation);
	spoken = quote.words && quote.passage->quote;
	wl_buf_addf(phrase(page), spoken ? "“%s”" : "%s",
		quote.words     ? quote.words
		: quote.passage ? "(confidential)"
				: "(not there any more)");
	wl_screen_space(screen, indent(page));
	wl_screen_wrap(screen, quote.words ? WL_PLAIN : WL_FAINT, page->text.s,
		indent(page) + (spoken ? 1 : 0));
	wl_screen_space(screen, 2);
	wl_screen_place(screen, WL_FAINT, citation, indent(page));
	wl_screen_end(screen);
}

static void put_why(struct page *page, const struct wl_entry *entry)
{
	const struct wl_trailers *trailers = &entry->trailers;

	put_labelled(page, "why", WL_PLAIN, trailers->why);
	if (entry->without_why)
		put_labelled(page, "why", WL_MIXED,
			"not said: this commit was made without a why");
	put_labelled(page, "apply first", WL_PLAIN, trailers->apply_first);
	put_evidence(page, entry);
	for (size_t i = 0; page->governance->quotes && i < entry->evidence.n;
		i++)
		put_quote(page, entry->evidence.v[i]);
}

/* The cards */

static void put_card_line(
	struct page *page, const char *name, const char *title)
{
	wl_screen_space(&page->screen, 2);
	wl_screen_wrap(&page->screen, WL_STRONG, name, 4);
	if (title) {
		wl_screen_space(&page->screen, 2);
		wl_screen_wrap(&page->screen, WL_PLAIN, title, 4);
	}
	if (page->text.n) {
		wl_screen_space(&page->screen, 2);
		wl_screen_wrap(&page->screen, WL_ACCENT, page->text.s, 4);
	}
	wl_screen_end(&page->screen);
}

static void put_claim(struct page *page, const struct wl_claim_revised *revised)
{
	struct wl_buf *aside = phrase(page);

	if (revised->after)
		wl_governance_support(
			aside, page->governance->corpus, revised->after);
	if (revised->kind == WL_CLAIM_CHANGED && !revised->words)
		wl_buf_splice(aside, 0, 0, "new evidence: ", 14);
	wl_screen_claim_revised(&page->screen, revised, aside->s, 4);
}

static void put_card(struct page *page, const struct wl_entry *entry, size_t i)
{
	const struct wl_card_revised *card = &entry->revised.cards[i];
	const struct wl_card *newest = card->after ? card->after : card->before;

	wl_governance_events(phrase(page), card);
	if (entry->import || !card->after) {
		wl_buf_adds(&page->text, page->text.n ? ", " : "");
		wl_governance_claims(&page->text, card, true);
	}
	put_card_line(page, entry->cards.v[i], newest->title);
	for (size_t j = 0; j < card->nclaims && !entry->import && card->after;
		j++)
		put_claim(page, &card->claims[j]);
}

static void put_rest(struct page *page, const struct wl_entry *entry)
{
	struct wl_buf *text = phrase(page);

	if (entry->commit->cut)
		put_labelled(page, "changes", WL_MIXED,
			"not known: the history of this clone is cut off here");
	for (size_t i = entry->revised.ncards; i < entry->cards.n; i++) {
		wl_buf_clear(text);
		wl_buf_adds(text, entry->commit->cut ? "" : "no claim changed");
		put_card_line(page, entry->cards.v[i], NULL);
	}
	for (size_t i = 0; i < entry->unreadable.n; i++) {
		wl_buf_clear(text);
		wl_buf_addf(text,
			"%s could not be read as a card: what "
			"changed of it is not known",
			entry->unreadable.v[i]);
		wl_screen_paragraph(&page->screen, WL_MIXED, text->s, 2);
	}
	wl_buf_clear(text);
	for (size_t i = 0; i < entry->files.n; i++)
		wl_buf_addf(text, "%s%s", i ? ", " : "", entry->files.v[i]);
	put_labelled(page, "also", WL_FAINT, text->s);
}

static void put_entry(struct page *page, const struct wl_entry *entry)
{
	put_head(page, entry);
	put_why(page, entry);
	for (size_t i = 0; i < entry->revised.ncards; i++)
		put_card(page, entry, i);
	put_rest(page, entry);
	wl_screen_end(&page->screen);
}

void wl_publish_governance_text(struct wl_buf *out,
	const struct wl_governance *governance, const struct wl_look *look)
{
	const struct wl_history *history = governance->history;
	struct page page = { .governance = governance };

	wl_screen_init(&page.screen, out, look);
	wl_buf_init(&page.text);
	for (size_t i = 0; i < history->n; i++)
		put_entry(&page, &history->entries[i]);
	if (history->n) {
		wl_governance_count(phrase(&page), history);
		wl_screen_paragraph(&page.screen, WL_FAINT, page.text.s, 0);
	}
	wl_screen_release(&page.screen);
	wl_buf_release(&page.text);
}
