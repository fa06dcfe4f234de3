/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The queue of cards on a terminal: those that want somebody come first. */
#include "publish/cards.h"
#include "publish/phrase.h"

#define MARGIN 2
#define INDENT 4
#define NAME_COLUMNS 29
#define WHEN_COLUMNS 52
#define WHO_COLUMNS 13
#define WIDE 130 /* from here on a card is one line */

static const struct {
	enum wl_card_state state;
	const char *title, *aside;
} heads[] = {
	{ WL_UNVERIFIED, "UNVERIFIED",
		"until 'winloss card verify <card>' confirms them" },
	{ WL_DUE, "DUE", "within 14 days" },
	{ WL_VERIFIED, "VERIFIED", "" },
	{ WL_RETIRED, "RETIRED", "" },
};

static void put_falls(struct wl_screen *screen, const struct wl_trust *trust,
	const struct wl_card_trust *card)
{
	struct wl_buf text = WL_BUF_INIT;

	for (size_t i = 0; i < card->nclaims; i++) {
		const struct wl_claim_trust *claim = &card->claims[i];

		if (!claim->fall || card->state == WL_RETIRED)
			continue;
		wl_buf_clear(&text);
		wl_phrase_claim(&text, card->card, claim->claim);
		wl_screen_space(screen, INDENT);
		wl_screen_put(screen, WL_AGAINST, text.s);
		wl_screen_space(screen, 2);
		wl_buf_clear(&text);
		wl_trust_explain(&text, trust, claim);
		wl_screen_wrap(screen, WL_PLAIN, text.s, 2 * INDENT);
		wl_screen_end(screen);
	}
	wl_buf_release(&text);
}

/* What it is about and how much of it there is. */
static void phrase_title(struct wl_buf *out, const struct wl_card *card,
	const struct wl_card_trust *trust)
{
	wl_buf_addf(out, "%s · ", card->title);
	wl_phrase_claims(out, trust);
}

/* One line, in columns. */
static void put_wide(struct wl_screen *screen, const struct wl_card_trust *card,
	const char *state)
{
	const char *verifier = card->card->verifier;
	struct wl_buf title = WL_BUF_INIT;

	wl_screen_fit(screen, wl_card_style(card->state), state, WHEN_COLUMNS);
	wl_screen_space(screen, 1);
	wl_screen_fit(screen, WL_PLAIN, verifier ? verifier : "", WHO_COLUMNS);
	wl_screen_space(screen, 1);
	phrase_title(&title, card->card, card);
	wl_screen_fit(screen, WL_FAINT, title.s,
		wl_screen_full(screen) - screen->column - screen->spaces);
	wl_buf_release(&title);
}

/* Two lines or more. */
static void put_narrow(struct wl_screen *screen,
	const struct wl_card_trust *card, const char *state)
{
	struct wl_buf title = WL_BUF_INIT;

	wl_screen_wrap(screen, wl_card_style(card->state), state, INDENT);
	wl_screen_end(screen);
	phrase_title(&title, card->card, card);
	if (card->card->verifier)
		wl_buf_addf(&title, " · verifier %s", card->card->verifier);
	wl_screen_space(screen, INDENT);
	wl_screen_wrap(screen, WL_FAINT, title.s, INDENT);
	wl_buf_release(&title);
}

static void put_card(struct wl_screen *screen, const struct wl_trust *trust,
	const struct wl_card_trust *card)
{
	struct wl_buf name = WL_BUF_INIT, state = WL_BUF_INIT;

	wl_screen_space(screen, MARGIN);
	wl_phrase_card(&name, card->card);
	wl_screen_fit(screen, WL_STRONG, name.s, NAME_COLUMNS);
	wl_screen_space(screen, 1);
	wl_phrase_card_state(&state, trust, card);
	if (wl_screen_full(screen) >= WIDE)
		put_wide(screen, card, state.s);
	else
		put_narrow(screen, card, state.s);
	wl_screen_end(screen);
	put_falls(screen, trust, card);
	wl_buf_release(&name);
	wl_buf_release(&state);
}

static void put_state(
	struct wl_screen *screen, const struct wl_card_list *list, size_t which)
{
	size_t n = 0;

	for (size_t i = 0; i < list->n; i++)
		n += list->v[i]->state == heads[which].state;
	if (!n)
		return;
	wl_screen_end(screen);
	wl_screen_putf(screen, WL_STRONG, "%s", heads[which].title);
	wl_screen_space(screen, 2);
	wl_screen_putf(screen, WL_FAINT, "%zu", n);
	wl_screen_space(screen, 2);
	wl_screen_wrap(screen, WL_FAINT, heads[which].aside, MARGIN);
	wl_screen_end(screen);
	wl_screen_rule(screen);
	for (size_t i = 0; i < list->n; i++)
		if (list->v[i]->state == heads[which].state)
			put_card(screen, list->trust, list->v[i]);
}

static void put_head(struct wl_screen *screen, const struct wl_trust *trust)
{
	struct wl_buf text = WL_BUF_INIT;
	bool low = trust->score < WL_TRUST_BAR;

	wl_screen_product(screen, trust->corpus);
	wl_phrase_trust(&text, trust);
	wl_screen_wrap(screen, low ? WL_MIXED : WL_PLAIN, text.s, MARGIN);
	wl_screen_end(screen);
	wl_buf_release(&text);
}

void wl_publish_cards_text(struct wl_buf *out, const struct wl_card_list *list,
	const struct wl_look *look)
{
	struct wl_screen screen;

	wl_screen_init(&screen, out, look);
	put_head(&screen, list->trust);
	for (size_t i = 0; i < WL_LEN(heads); i++)
		put_state(&screen, list, i);
	wl_screen_release(&screen);
}
