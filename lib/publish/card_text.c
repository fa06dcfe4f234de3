/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One card on a terminal, claim by claim with the buyers behind it. */
#include "publish/cards.h"
#include "publish/phrase.h"

#define MARGIN 2
#define SAID 8

struct page {
	struct wl_screen screen;
	const struct wl_card_view *view;
	struct wl_buf text;
};

static struct wl_buf *phrase(struct page *page)
{
	wl_buf_clear(&page->text);
	return &page->text;
}

static void put_line(struct page *page, enum wl_style style, size_t indent)
{
	wl_screen_paragraph(&page->screen, style, page->text.s, indent);
}

/* The head */

static void put_title(struct page *page)
{
	const struct wl_card *card = page->view->card->card;
	const struct wl_corpus *corpus = page->view->trust->corpus;

	wl_screen_put(&page->screen, WL_STRONG, card->title);
	wl_screen_space(&page->screen, 2);
	wl_phrase_card(phrase(page), card);
	if (card->competitor)
		wl_buf_addf(&page->text, " · against %s",
			wl_programme_competitor_name(
				&corpus->programme, card->competitor));
	wl_buf_addf(
		&page->text, " · %s", card->external ? "external" : "internal");
	wl_screen_wrap(&page->screen, WL_FAINT, page->text.s, MARGIN);
	wl_screen_end(&page->screen);
}

static void put_state(struct page *page)
{
	const struct wl_card_trust *one = page->view->card;
	const struct wl_card *card = one->card;
	char day[WL_DATE_TEXT];

	wl_screen_put(&page->screen, wl_card_style(one->state),
		wl_card_states[one->state]);
	wl_screen_space(&page->screen, 2);
	wl_phrase_card_state(phrase(page), page->view->trust, one);
	if (card->verified != WL_NO_DAY)
		wl_buf_addf(&page->text, " · verified %s%s%s",
			wl_day_format(card->verified, day),
			card->verified_by ? " by " : "",
			card->verified_by ? card->verified_by : "");
	if (card->verifier)
		wl_buf_addf(&page->text, " · verifier %s", card->verifier);
	if (card->owner)
		wl_buf_addf(&page->text, " · owner %s", card->owner);
	wl_screen_wrap(&page->screen, WL_PLAIN, page->text.s, MARGIN);
	wl_screen_end(&page->screen);
	wl_phrase_claims(phrase(page), one);
	wl_buf_addf(&page->text, " · %s", card->path);
	put_line(page, WL_FAINT, 0);
}

/* A claim */

static void put_words(struct page *page, const struct wl_supported *one)
{
	const char *words = wl_supported_words(one);
	bool quote = words && one->passage->quote;

	if (!one->passage)
		return;
	if (!words)
		wl_buf_adds(phrase(page), one->support == WL_SOURCE_WITHDRAWN
						  ? "(withdrawn)"
						  : "(confidential)");
	else if (quote)
		wl_buf_addf(phrase(page), "“%s”", words);
	else
		wl_buf_addf(phrase(page), "note: %s", words);
	wl_screen_space(&page->screen, SAID);
	wl_screen_wrap(&page->screen, words ? WL_PLAIN : WL_FAINT, page->text.s,
		SAID + quote);
	wl_screen_end(&page->screen);
}

static void put_support(struct page *page, const struct wl_supported *one)
{
	struct wl_screen *screen = &page->screen;
	size_t indent = SAID + (one->passage ? 2 : 0);

	put_words(page, one);
	wl_screen_space(screen, indent);
	wl_buf_addf(phrase(page), "%s^%s", one->citation->source,
		one->citation->passage);
	wl_screen_put(screen, WL_FAINT, page->text.s);
	wl_phrase_source(phrase(page), page->view->trust->corpus, one);
	wl_screen_space(screen, page->text.n ? 2 : 0);
	wl_screen_wrap(screen, WL_FAINT, page->text.s, indent);
	if (one->support != WL_SUPPORTS) {
		wl_screen_space(screen, 2);
		wl_screen_wrap(screen,
			wl_support_lost(one->support) ? WL_AGAINST : WL_MIXED,
			wl_support_phrases[one->support], indent);
	}
	wl_screen_end(screen);
}

/* The link that `card why` adds: where the passage stands in its file. */
static void put_place(struct page *page, const struct wl_supported *one)
{
	const struct wl_corpus *corpus = page->view->trust->corpus;
	const struct wl_interview *interview = one->interview;
	const struct wl_deal *deal;

	if (!interview || !one->passage)
		return;
	wl_buf_addf(phrase(page), "%s:%d", interview->path, one->passage->line);
	put_line(page, WL_FAINT, SAID + 2);
	deal = interview->deal ? wl_corpus_deal(corpus, interview->deal) : NULL;
	if (!interview->deal)
		return;
	wl_buf_addf(phrase(page), "deal %s", interview->deal);
	if (deal)
		wl_buf_addf(&page->text, "%s%s%s%s%s%s",
			*deal->amount ? " · " : "", deal->amount,
			*deal->amount && *deal->currency ? " " : "",
			deal->currency, *deal->stage ? " · " : "", deal->stage);
	else
		wl_buf_adds(&page->text, " · not in deals.csv");
	put_line(page, WL_FAINT, SAID + 2);
}

static void put_standing(struct page *page, const struct wl_claim_trust *claim)
{
	wl_phrase_evidence(phrase(page), page->view->trust, claim);
	put_line(page,
		claim->nsupports && !claim->claim->unproven ? WL_ACCENT
							    : WL_MIXED,
		SAID);
	wl_trust_explain(phrase(page), page->view->trust, claim);
	if (page->text.n)
		wl_buf_splice(&page->text, 0, 0, "fallen: ", 8);
	put_line(page, WL_AGAINST, SAID);
}

static void put_counter(struct page *page, const struct wl_claim_trust *claim)
{
	if (!claim->row)
		return;
	wl_phrase_counter(
		phrase(page), page->view->trust->synthesis, claim->row);
	put_line(page, WL_FAINT, SAID);
}

static void put_claim(struct page *page, const struct wl_claim_trust *claim)
{
	wl_screen_space(&page->screen, MARGIN);
	wl_buf_addf(phrase(page), "%s%s", claim->claim->id ? "^" : "",
		claim->claim->id ? claim->claim->id : "(no id)");
	wl_screen_put(&page->screen, claim->fall ? WL_AGAINST : WL_ACCENT,
		page->text.s);
	wl_screen_space(&page->screen, 1);
	wl_screen_to(&page->screen, SAID);
	wl_screen_wrap(&page->screen, WL_STRONG, claim->claim->text, SAID);
	wl_screen_end(&page->screen);
	put_standing(page, claim);
	for (size_t i = 0; i < claim->nsupports; i++) {
		put_support(page, &claim->supports[i]);
		if (page->view->claim)
			put_place(page, &claim->supports[i]);
	}
	put_counter(page, claim);
}

static void put_section(struct page *page, const struct wl_claim *claim)
{
	struct wl_screen *screen = &page->screen;

	wl_screen_end(screen);
	wl_screen_put(screen, WL_STRONG,
		claim->section ? claim->section : "Before the first section");
	if (claim->outcome) {
		wl_screen_space(screen, 2);
		wl_screen_putf(screen, WL_FAINT, "of %s",
			wl_outcome_noun(claim->outcome, 2));
	}
	wl_screen_end(screen);
	wl_screen_rule(screen);
}

/* The commits */

static void put_commit(struct page *page, const struct wl_claim_commit *one)
{
	const struct wl_commit *commit = one->commit;
	char day[WL_DATE_TEXT];

	wl_screen_space(&page->screen, MARGIN);
	wl_screen_putf(&page->screen, WL_ACCENT, "%.7s", commit->id);
	wl_screen_space(&page->screen, 2);
	wl_screen_put(&page->screen, WL_FAINT,
		wl_day_format(wl_time_day(&commit->when), day));
	wl_screen_space(&page->screen, 2);
	wl_buf_addf(phrase(page), "%s: %s", one->what, commit->subject);
	if (*commit->name)
		wl_buf_addf(&page->text, " (%s)", commit->name);
	wl_screen_wrap(&page->screen, WL_PLAIN, page->text.s, 2 * SAID + 5);
	wl_screen_end(&page->screen);
	wl_buf_adds(phrase(page), one->why ? one->why : "");
	put_line(page, WL_FAINT, 2 * SAID + 5);
}

static void put_history(struct page *page)
{
	const struct wl_claim_history *history = page->view->history;

	wl_screen_end(&page->screen);
	wl_screen_put(&page->screen, WL_STRONG, "Commits that changed it");
	wl_screen_end(&page->screen);
	wl_screen_rule(&page->screen);
	for (size_t i = 0; i < history->n; i++)
		put_commit(page, &history->v[i]);
	for (const char *const *note = wl_history_notes(history); *note; note++)
		wl_screen_paragraph(&page->screen, WL_MIXED, *note, MARGIN);
}

void wl_publish_card_text(struct wl_buf *out, const struct wl_card_view *view,
	const struct wl_look *look)
{
	struct page page = { .view = view };
	const char *section = NULL;
	bool begun = false;

	wl_screen_init(&page.screen, out, look);
	wl_buf_init(&page.text);
	put_title(&page);
	put_state(&page);
	for (size_t i = 0; i < view->card->nclaims; i++) {
		const struct wl_claim_trust *claim = &view->card->claims[i];

		if (view->claim && view->claim != claim)
			continue;
		if (!begun || !wl_streq(section, claim->claim->section))
			put_section(&page, claim->claim);
		else
			wl_screen_end(&page.screen);
		begun = true;
		section = claim->claim->section;
		put_claim(&page, claim);
	}
	if (view->history)
		put_history(&page);
	wl_screen_release(&page.screen);
	wl_buf_release(&page.text);
}
