/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "publish/difference.h"

#include "publish/compare.h"
#include "publish/phrase.h"

#define ARROW "→"
#define FILES 8 /* that are named */
#define CLAIM 4 /* column of a claim's words */

struct page {
	struct wl_screen screen;
	const struct wl_difference *difference;
	struct wl_buf text;
	int side; /* of the piece before */
};

static struct wl_buf *phrase(struct page *page)
{
	wl_buf_clear(&page->text);
	return &page->text;
}

static void put_title(struct page *page)
{
	const struct wl_difference *difference = page->difference;
	const struct wl_corpus *corpus = difference->corpora[1];
	wl_day today = wl_time_day(&corpus->as_of);
	char day[WL_DATE_TEXT];

	wl_screen_product(&page->screen, corpus);
	wl_buf_addf(phrase(page), "%s " ARROW " %s", difference->names[0],
		difference->names[1]);
	wl_screen_wrap(&page->screen, WL_ACCENT, page->text.s, 2);
	wl_screen_space(&page->screen, 2);
	wl_screen_putf(
		&page->screen, WL_FAINT, "as of %s", wl_day_format(today, day));
	wl_screen_end(&page->screen);
	wl_difference_headline(phrase(page), difference);
	wl_screen_paragraph(&page->screen, WL_PLAIN,
		page->text.n ? page->text.s : "nothing differs", 0);
}

static void put_heading(struct page *page, const char *heading)
{
	wl_screen_end(&page->screen);
	wl_screen_put(&page->screen, WL_STRONG, heading);
	wl_screen_end(&page->screen);
	wl_screen_rule(&page->screen);
}

/* "  id  what is said of it" */
static void put_line(struct page *page, const char *id, enum wl_style style)
{
	wl_screen_space(&page->screen, 2);
	wl_screen_wrap(&page->screen, WL_STRONG, id, CLAIM);
	wl_screen_space(&page->screen, 2);
	wl_screen_wrap(&page->screen, style, page->text.s, CLAIM);
	wl_screen_end(&page->screen);
}

/* Claims */

static const struct {
	const char *sign;
	enum wl_style style;
} kinds[] = {
	[WL_CLAIM_ADDED] = { "+", WL_FOR },
	[WL_CLAIM_REMOVED] = { "-", WL_AGAINST },
	[WL_CLAIM_CHANGED] = { "~", WL_MIXED },
};

static void put_piece(void *context, const struct wl_difference_piece *piece)
{
	static const char *const marks[][2] = { { "[-", "-]" },
		{ "{+", "+}" } };
	static const enum wl_style styles[] = { WL_AGAINST, WL_FOR };
	struct page *page = context;
	bool marked = piece->side >= 0 && !page->screen.look->colour;
	/* Colour alone does not hold two words apart */
	bool beside = !marked && piece->side == 1 && page->side == 0;

	wl_buf_clear(&page->text);
	wl_buf_addf(&page->text, "%s%s%s", marked ? marks[piece->side][0] : "",
		piece->text, marked ? marks[piece->side][1] : "");
	wl_screen_space(&page->screen, piece->spaced || beside);
	page->side = piece->side;
	wl_screen_wrap(&page->screen,
		piece->side < 0 ? WL_PLAIN : styles[piece->side], page->text.s,
		CLAIM);
}

/* In words below the claim, where it stands and what it leans on. */
static void put_evidence(
	struct page *page, const struct wl_claim_revised *revised)
{
	struct wl_screen *screen = &page->screen;
	const struct wl_claim *claim =
		revised->after ? revised->after : revised->before;

	wl_screen_space(screen, CLAIM + 2);
	wl_difference_evidence(phrase(page),
		page->difference->corpora[revised->after != NULL], claim);
	wl_screen_wrap(screen, WL_FAINT, page->text.s, CLAIM + 2);
	wl_difference_citations(phrase(page), revised);
	if (revised->kind == WL_CLAIM_CHANGED && page->text.n) {
		wl_screen_space(screen, 2);
		wl_screen_wrap(screen, WL_MIXED, page->text.s, CLAIM + 2);
	}
	wl_screen_end(screen);
}

static void put_claim(struct page *page, const struct wl_claim_revised *revised)
{
	struct wl_screen *screen = &page->screen;
	const struct wl_claim *claim =
		revised->after ? revised->after : revised->before;

	wl_screen_space(screen, 2);
	wl_screen_put(
		screen, kinds[revised->kind].style, kinds[revised->kind].sign);
	wl_screen_space(screen, 1);
	if (revised->kind == WL_CLAIM_CHANGED)
		wl_difference_words(
			revised->before->text, claim->text, put_piece, page);
	else
		wl_screen_wrap(
			screen, kinds[revised->kind].style, claim->text, CLAIM);
	if (claim->id) {
		wl_screen_space(screen, 1);
		wl_buf_addf(phrase(page), "^%s", claim->id);
		wl_screen_place(screen, WL_FAINT, page->text.s, CLAIM);
	}
	wl_screen_end(screen);
	put_evidence(page, revised);
}

static void put_claims(struct page *page, const struct wl_card_revised *revised)
{
	const char *section = NULL;

	for (size_t i = 0; i < revised->nclaims; i++) {
		const struct wl_claim_revised *one = &revised->claims[i];
		const struct wl_claim *claim =
			one->after ? one->after : one->before;

		if (claim->section && !wl_streq(claim->section, section))
			wl_screen_paragraph(
				&page->screen, WL_ACCENT, claim->section, 2);
		section = claim->section;
		put_claim(page, one);
	}
}

/* Cards */

static void put_state(struct page *page, const struct wl_card_differs *card)
{
	bool falls = card->after && card->after->state == WL_UNVERIFIED;
	struct wl_buf was = WL_BUF_INIT;

	wl_difference_state(&was, card->before);
	wl_difference_state(phrase(page), card->after);
	if (was.n && page->text.n && strcmp(was.s, page->text.s)) {
		wl_buf_adds(&was, " " ARROW " ");
		wl_buf_splice(&page->text, 0, 0, was.s, was.n);
	}
	wl_screen_paragraph(
		&page->screen, falls ? WL_MIXED : WL_FAINT, page->text.s, 2);
	wl_buf_release(&was);
}

static void put_fallen(struct page *page, const struct wl_card_differs *card)
{
	for (size_t i = 0; i < card->nfallen; i++) {
		const struct wl_claim_trust *claim = card->fallen[i];

		wl_screen_space(&page->screen, 2);
		wl_screen_put(&page->screen, WL_AGAINST, "!");
		wl_screen_space(&page->screen, 1);
		wl_buf_addf(phrase(page), "^%s falls: ", claim->claim->id);
		wl_trust_explain(
			&page->text, &page->difference->trust[1], claim);
		wl_screen_wrap(&page->screen, WL_AGAINST, page->text.s, CLAIM);
		wl_screen_end(&page->screen);
	}
}

static void put_card(struct page *page, const struct wl_card_differs *card)
{
	struct wl_screen *screen = &page->screen;

	wl_screen_end(screen);
	wl_buf_addf(phrase(page), "%s/%s", wl_card_types[card->card->type],
		card->card->id);
	wl_screen_put(screen, WL_STRONG, page->text.s);
	wl_screen_space(screen, 2);
	wl_screen_wrap(screen, WL_PLAIN, card->card->title, 2);
	wl_screen_end(screen);
	wl_screen_rule(screen);
	wl_buf_clear(&page->text);
	if (card->revised)
		wl_difference_events(&page->text, card->revised);
	wl_screen_paragraph(screen, WL_ACCENT, page->text.s, 2);
	put_state(page, card);
	put_fallen(page, card);
	if (card->revised)
		put_claims(page, card->revised);
}

/* The rest */

static void put_patterns(struct page *page)
{
	const struct wl_compare *compare = &page->difference->compare;

	if (!page->difference->npatterns)
		return;
	put_heading(page, "patterns");
	for (size_t i = 0; i < compare->ngroups; i++) {
		const struct wl_compared *group = &compare->groups[i];

		for (size_t j = 0; j < group->nrows; j++) {
			const struct wl_shift_row *row = &group->rows[j];

			if (row->shift > WL_STOPPED)
				continue;
			wl_difference_pattern(
				phrase(page), compare, group, row);
			put_line(page, wl_phrase_theme(compare->after, row->id),
				row->shift == WL_BECAME ? WL_FOR : WL_AGAINST);
		}
	}
}

static const char *or_empty(const char *text)
{
	return text ? text : "";
}

static void put_definition(
	struct page *page, const struct wl_theme_differs *differs)
{
	wl_screen_space(&page->screen, CLAIM);
	wl_difference_words(or_empty(differs->before->definition),
		or_empty(differs->after->definition), put_piece, page);
	wl_screen_end(&page->screen);
}

static void put_themes(struct page *page)
{
	const struct wl_difference *difference = page->difference;

	if (difference->nthemes)
		put_heading(page, "themes");
	for (size_t i = 0; i < difference->nthemes; i++) {
		const struct wl_theme_differs *one = &difference->themes[i];

		wl_difference_theme(phrase(page), one);
		put_line(page, one->before ? one->before->id : one->after->id,
			WL_PLAIN);
		if (one->fields & WL_THEME_DEFINITION)
			put_definition(page, one);
	}
}

static void put_interviews(struct page *page)
{
	static const enum wl_style styles[] = {
		[WL_INTERVIEW_ADDED] = WL_FOR,
		[WL_INTERVIEW_HELD] = WL_FOR,
		[WL_INTERVIEW_WITHDRAWN] = WL_AGAINST,
		[WL_INTERVIEW_RESTORED] = WL_FOR,
		[WL_INTERVIEW_WITHHELD] = WL_AGAINST,
		[WL_INTERVIEW_REMOVED] = WL_AGAINST,
		[WL_INTERVIEW_CHANGED] = WL_PLAIN,
	};
	const struct wl_difference *difference = page->difference;

	if (difference->ninterviews)
		put_heading(page, "interviews");
	for (size_t i = 0; i < difference->ninterviews; i++) {
		const struct wl_interview_differs *one =
			&difference->interviews[i];

		wl_difference_interview(phrase(page), one);
		put_line(page, one->after ? one->after->id : one->before->id,
			styles[one->change]);
	}
}

void wl_screen_files(
	struct wl_screen *screen, const char *const *paths, size_t n)
{
	size_t most = n <= FILES ? n : FILES - 1;

	for (size_t i = 0; i < most; i++)
		wl_screen_paragraph(screen, WL_PLAIN, paths[i], 2);
	if (n > most) {
		wl_screen_space(screen, 2);
		wl_screen_putf(screen, WL_FAINT, "and %zu more", n - most);
		wl_screen_end(screen);
	}
}

static void put_files(struct page *page)
{
	const struct wl_list *files = &page->difference->files;

	if (files->n)
		put_heading(page, "other files");
	wl_screen_files(&page->screen, files->v, files->n);
}

void wl_publish_difference_text(struct wl_buf *out,
	const struct wl_difference *difference, const struct wl_look *look)
{
	struct page page = { .difference = difference };

	wl_screen_init(&page.screen, out, look);
	wl_buf_init(&page.text);
	put_title(&page);
	for (size_t i = 0; i < difference->ncards; i++)
		put_card(&page, &difference->cards[i]);
	put_patterns(&page);
	put_themes(&page);
	put_interviews(&page);
	put_files(&page);
	wl_screen_release(&page.screen);
	wl_buf_release(&page.text);
}
