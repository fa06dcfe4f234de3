/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "publish/outputs.h"
#include "publish/phrase.h"

#define MARGIN 2
#define INDENT 13 /* behind "  this week  " */
#define NARROW 60
#define LABEL 11

static void head(struct wl_screen *screen, const char *title, const char *aside)
{
	wl_screen_end(screen);
	wl_screen_put(screen, WL_STRONG, title);
	wl_screen_space(screen, 2);
	wl_screen_wrap(screen, WL_FAINT, aside, MARGIN);
	wl_screen_end(screen);
	wl_screen_rule(screen);
}

/* Where the lines below a label go on. */
static size_t indent(const struct wl_screen *screen)
{
	return wl_screen_width(screen) < NARROW ? 2 * MARGIN : INDENT;
}

static void put_due(struct wl_screen *screen, enum wl_due due)
{
	static const enum wl_style styles[] = {
		[WL_DUE_THIS_WEEK] = WL_MIXED,
		[WL_DUE_REVIEW] = WL_ACCENT,
		[WL_DUE_DONE] = WL_FOR,
	};

	wl_screen_space(screen, MARGIN);
	wl_screen_fit(screen, styles[due], wl_due_words[due], LABEL);
}

/* The file that takes it, and what to cite there. */
static void put_where(struct wl_screen *screen, const struct wl_output *output)
{
	struct wl_buf text = WL_BUF_INIT;

	if (!output->path) {
		wl_screen_wrap(screen, WL_FAINT, wl_phrase_no_file(output),
			indent(screen));
	} else {
		wl_screen_wrap(screen, WL_PLAIN, output->path, indent(screen));
		wl_screen_space(screen, 2);
		wl_phrase_to_cite(&text, output);
		if (text.n) {
			wl_buf_splice(&text, 0, 0, "cite [@", 7);
			wl_buf_addc(&text, ']');
			wl_screen_wrap(
				screen, WL_FAINT, text.s, indent(screen));
		}
	}
	wl_screen_end(screen);
	wl_buf_release(&text);
}

static void put_output(struct wl_screen *screen,
	const struct wl_synthesis *synthesis, const struct wl_output *output)
{
	struct wl_buf text = WL_BUF_INIT;

	put_due(screen, output->due);
	wl_screen_wrap(screen, WL_STRONG,
		wl_phrase_theme(synthesis, output->theme), indent(screen));
	wl_screen_space(screen, 2);
	wl_phrase_output(&text, output);
	wl_screen_wrap(screen, WL_FAINT, text.s, indent(screen));
	wl_screen_end(screen);
	wl_screen_space(screen, indent(screen));
	put_where(screen, output);
	wl_buf_release(&text);
}

static bool cites(const struct wl_output *output, const struct wl_card *card)
{
	for (size_t i = 0; i < output->ncited; i++)
		if (output->cited[i].card == card)
			return true;
	return false;
}

/* The patterns of each card in a line: who is done needs no list here. */
static void put_done(
	struct wl_screen *screen, const struct wl_synthesis *synthesis)
{
	const struct wl_outputs *outputs = &synthesis->outputs;
	const struct wl_corpus *corpus = synthesis->corpus;
	struct wl_buf text = WL_BUF_INIT;
	int done = 0;

	for (size_t i = 0; i < outputs->n; i++)
		done += outputs->v[i].due == WL_DUE_DONE;
	if (!done)
		return;
	wl_phrase_count(&text, done,
		"pattern is in a card: ", "patterns are in a card: ");
	for (size_t i = 0, cards = 0; i < corpus->ncards; i++) {
		const struct wl_card *card = &corpus->cards[i];
		int n = 0;

		for (size_t j = 0; j < outputs->n; j++)
			n += cites(&outputs->v[j], card);
		if (!n)
			continue;
		wl_buf_addf(&text, "%s%s/%s %d", cards++ ? " · " : "",
			wl_card_types[card->type], card->id, n);
		wl_phrase_unverified(&text, outputs, card);
	}
	put_due(screen, WL_DUE_DONE);
	wl_screen_wrap(screen, WL_FAINT, text.s, indent(screen));
	wl_screen_end(screen);
	wl_buf_release(&text);
}

static void put_again(
	struct wl_screen *screen, const struct wl_synthesis *synthesis)
{
	struct wl_buf text = WL_BUF_INIT;

	wl_phrase_again(&text, synthesis);
	if (text.n) {
		put_due(screen, WL_DUE_THIS_WEEK);
		wl_screen_wrap(screen, WL_PLAIN, text.s, indent(screen));
		wl_screen_end(screen);
	}
	wl_buf_release(&text);
}

void wl_outputs_text(
	struct wl_screen *screen, const struct wl_synthesis *synthesis)
{
	const struct wl_outputs *outputs = &synthesis->outputs;
	struct wl_buf text = WL_BUF_INIT;

	if (!outputs->n && !outputs->nagain)
		return;
	wl_phrase_owed(&text, outputs);
	head(screen, "OUTPUTS DUE", text.s);
	put_again(screen, synthesis);
	for (size_t i = 0; i < outputs->n; i++)
		if (outputs->v[i].due != WL_DUE_DONE)
			put_output(screen, synthesis, &outputs->v[i]);
	put_done(screen, synthesis);
	wl_buf_clear(&text);
	wl_phrase_cycle(&text, outputs);
	if (text.n) {
		wl_screen_space(screen, MARGIN);
		wl_screen_wrap(screen,
			wl_outputs_theatre(outputs) ? WL_MIXED : WL_FAINT,
			text.s, MARGIN);
		wl_screen_end(screen);
	}
	wl_buf_release(&text);
}

static void put_words(struct wl_screen *screen, const char *name,
	enum wl_style style, const struct wl_word_list *list)
{
	struct wl_buf text = WL_BUF_INIT;

	if (!list->n)
		return;
	wl_phrase_words(&text, list);
	wl_screen_space(screen, MARGIN);
	wl_screen_fit(screen, style, name, LABEL);
	wl_screen_space(screen, 2);
	wl_screen_wrap(screen, WL_PLAIN, text.s, indent(screen) + 2);
	wl_screen_end(screen);
	wl_buf_release(&text);
}

void wl_language_text(
	struct wl_screen *screen, const struct wl_synthesis *synthesis)
{
	const struct wl_language *language = &synthesis->language;
	struct wl_buf text = WL_BUF_INIT;

	wl_phrase_language(&text, language);
	if (!text.n)
		return;
	head(screen, "LANGUAGE", "how buyers would describe us, and how we do");
	wl_screen_space(screen, MARGIN);
	wl_screen_wrap(screen, WL_PLAIN, text.s, MARGIN);
	wl_screen_end(screen);
	if (language->phrases) {
		put_words(screen, "both", WL_FOR, &language->both);
		put_words(screen, "only theirs", WL_MIXED,
			&language->only_theirs);
		put_words(screen, "only ours", WL_FAINT, &language->only_ours);
	}
	wl_buf_release(&text);
}
