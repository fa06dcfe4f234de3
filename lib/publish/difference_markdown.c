/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "publish/difference.h"

#include <ctype.h>

#include "publish/compare.h"
#include "publish/phrase.h"
#include "publish/table.h"

#define ARROW "→"

struct page {
	struct wl_buf *out;
	const struct wl_difference *difference;
	struct wl_buf text;
	int side; /* of the piece before, see put_piece */
};

static struct wl_buf *phrase(struct page *page)
{
	wl_buf_clear(&page->text);
	return &page->text;
}

/* The phrase as words of the page. */
static void put_phrase(struct page *page)
{
	wl_markdown_line(page->out, page->text.s);
}

static void put_title(struct page *page)
{
	const struct wl_difference *difference = page->difference;
	wl_day today = wl_time_day(&difference->corpora[1]->as_of);
	char day[WL_DATE_TEXT];

	wl_buf_adds(page->out, "## What changes: ");
	wl_difference_headline(phrase(page), difference);
	if (!page->text.n)
		wl_buf_adds(&page->text, "nothing");
	put_phrase(page);
	wl_buf_adds(page->out, "\n\n");
	wl_buf_addf(phrase(page), "%s " ARROW " %s, as of %s",
		difference->names[0], difference->names[1],
		wl_day_format(today, day));
	put_phrase(page);
	wl_buf_addc(page->out, '\n');
}

/* "- **id**: what is said of it" */
static void put_line(struct page *page, const char *id)
{
	wl_buf_adds(page->out, "- **");
	wl_markdown_line(page->out, id);
	wl_buf_adds(page->out, "**: ");
	put_phrase(page);
	wl_buf_addc(page->out, '\n');
}

/* Claims */

static void put_piece(void *context, const struct wl_difference_piece *piece)
{
	static const char *const marks[][2] = { { "<del>", "</del>" },
		{ "<ins>", "</ins>" } };
	struct page *page = context;

	/* A stroke does not part two words */
	if (piece->spaced || (!page->side && piece->side == 1 &&
				     isalnum((unsigned char)*piece->text)))
		wl_buf_addc(page->out, ' ');
	page->side = piece->side;
	if (piece->side >= 0)
		wl_buf_adds(page->out, marks[piece->side][0]);
	wl_markdown_line(page->out, piece->text);
	if (piece->side >= 0)
		wl_buf_adds(page->out, marks[piece->side][1]);
}

static void put_claim(struct page *page, const struct wl_claim_revised *revised)
{
	const struct wl_claim *claim =
		revised->after ? revised->after : revised->before;

	page->side = -1;
	wl_buf_addf(page->out, "- **%s:** ", wl_revision_kinds[revised->kind]);
	if (revised->kind == WL_CLAIM_CHANGED)
		wl_difference_words(
			revised->before->text, claim->text, put_piece, page);
	else
		wl_markdown_line(page->out, claim->text);
	if (claim->id)
		wl_buf_addf(page->out, " `^%s`", claim->id);
	wl_buf_adds(page->out, "  \n  ");
	wl_difference_evidence(phrase(page),
		page->difference->corpora[revised->after != NULL], claim);
	put_phrase(page);
	wl_difference_citations(phrase(page), revised);
	if (page->text.n &&
		(claim->ncitations || revised->kind == WL_CLAIM_CHANGED))
		wl_buf_addf(page->out, "; `%s`", page->text.s);
	wl_buf_addc(page->out, '\n');
}

static void put_claims(struct page *page, const struct wl_card_revised *revised)
{
	const char *section = NULL;

	for (size_t i = 0; i < revised->nclaims; i++) {
		const struct wl_claim_revised *one = &revised->claims[i];
		const struct wl_claim *claim =
			one->after ? one->after : one->before;

		if (!i || !wl_streq(claim->section, section)) {
			wl_buf_addc(page->out, '\n');
			if (claim->section) {
				wl_buf_addc(page->out, '*');
				wl_markdown_line(page->out, claim->section);
				wl_buf_adds(page->out, "*\n\n");
			}
		}
		section = claim->section;
		put_claim(page, one);
	}
}

/* Cards */

static void put_state(struct page *page, const struct wl_card_differs *card)
{
	struct wl_buf *out = phrase(page);
	struct wl_buf is = WL_BUF_INIT;

	wl_difference_state(out, card->before);
	wl_difference_state(&is, card->after);
	if (is.n && strcmp(is.s, out->s))
		wl_buf_addf(out, "%s%s", out->n ? " " ARROW " " : "", is.s);
	if (card->revised &&
		card->revised->events & ~(unsigned)WL_CARD_UNVERIFIED) {
		if (out->n)
			wl_buf_adds(out, "; ");
		wl_difference_events(out, card->revised);
	}
	if (out->n) {
		wl_buf_addc(page->out, '\n');
		put_phrase(page);
		wl_buf_addc(page->out, '\n');
	}
	wl_buf_release(&is);
}

static void put_fallen(struct page *page, const struct wl_card_differs *card)
{
	if (card->nfallen)
		wl_buf_addc(page->out, '\n');
	for (size_t i = 0; i < card->nfallen; i++) {
		wl_buf_addf(page->out,
			"- **falls:** `^%s`: ", card->fallen[i]->claim->id);
		wl_trust_explain(phrase(page), &page->difference->trust[1],
			card->fallen[i]);
		put_phrase(page);
		wl_buf_addc(page->out, '\n');
	}
}

static void put_card(struct page *page, const struct wl_card_differs *card)
{
	wl_buf_addf(page->out, "\n### %s/%s: ", wl_card_types[card->card->type],
		card->card->id);
	wl_markdown_line(page->out, card->card->title);
	wl_buf_addc(page->out, '\n');
	put_state(page, card);
	put_fallen(page, card);
	if (card->revised)
		put_claims(page, card->revised);
}

/* The rest */

static void put_patterns(struct page *page)
{
	const struct wl_compare *compare = &page->difference->compare;

	if (page->difference->npatterns)
		wl_buf_adds(page->out, "\n### Patterns\n\n");
	for (size_t i = 0; page->difference->npatterns && i < compare->ngroups;
		i++) {
		const struct wl_compared *group = &compare->groups[i];

		for (size_t j = 0; j < group->nrows; j++) {
			const struct wl_shift_row *row = &group->rows[j];

			if (row->shift > WL_STOPPED)
				continue;
			wl_difference_pattern(
				phrase(page), compare, group, row);
			put_line(
				page, wl_phrase_theme(compare->after, row->id));
		}
	}
}

static void put_rest(struct page *page)
{
	const struct wl_difference *difference = page->difference;

	if (difference->nthemes)
		wl_buf_adds(page->out, "\n### Themes\n\n");
	for (size_t i = 0; i < difference->nthemes; i++) {
		const struct wl_theme_differs *one = &difference->themes[i];

		wl_difference_theme(phrase(page), one);
		put_line(page, one->before ? one->before->id : one->after->id);
	}
	if (difference->ninterviews)
		wl_buf_adds(page->out, "\n### Interviews\n\n");
	for (size_t i = 0; i < difference->ninterviews; i++) {
		const struct wl_interview_differs *one =
			&difference->interviews[i];

		wl_difference_interview(phrase(page), one);
		put_line(page, one->after ? one->after->id : one->before->id);
	}
	if (difference->files.n)
		wl_buf_adds(page->out, "\n### Other files\n\n");
	for (size_t i = 0; i < difference->files.n; i++) {
		wl_buf_adds(page->out, "- ");
		wl_markdown_line(page->out, difference->files.v[i]);
		wl_buf_addc(page->out, '\n');
	}
}

void wl_publish_difference_markdown(
	struct wl_buf *out, const struct wl_difference *difference)
{
	struct page page = { .out = out, .difference = difference };

	wl_buf_init(&page.text);
	put_title(&page);
	for (size_t i = 0; i < difference->ncards; i++)
		put_card(&page, &difference->cards[i]);
	put_patterns(&page);
	put_rest(&page);
	wl_buf_release(&page.text);
}
