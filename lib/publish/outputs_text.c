/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "publish/outputs.h"
#include "publish/phrase.h"

#define MARGIN 2
#define INDENT 13 /* behind "  this week  " */
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

/* Where it goes: the file and what to cite there, or who cites it. */
static void put_where(struct wl_screen *screen, const struct wl_output *output)
{
	struct wl_buf text = WL_BUF_INIT;

	wl_phrase_cited(&text, output);
	if (!text.n && output->path) {
		wl_screen_place(screen, WL_PLAIN, output->path, INDENT);
		wl_screen_space(screen, 2);
		wl_phrase_to_cite(&text, output);
		if (text.n) {
			wl_buf_splice(&text, 0, 0, "cite [@", 7);
			wl_buf_addc(&text, ']');
			wl_screen_place(screen, WL_FAINT, text.s, INDENT);
		}
	} else {
		wl_screen_wrap(screen, WL_FAINT,
			text.n ? text.s : wl_phrase_no_file(output), INDENT);
	}
	wl_screen_end(screen);
	wl_buf_release(&text);
}

static void put_output(struct wl_screen *screen,
	const struct wl_synthesis *synthesis, const struct wl_output *output)
{
	struct wl_buf text = WL_BUF_INIT;

	put_due(screen, output->due);
	wl_screen_wrap(screen,
		output->due == WL_DUE_DONE ? WL_PLAIN : WL_STRONG,
		wl_phrase_theme(synthesis, output->theme), INDENT);
	wl_screen_space(screen, 2);
	wl_phrase_output(&text, output);
	wl_screen_place(screen, WL_FAINT, text.s, INDENT);
	wl_screen_end(screen);
	wl_screen_space(screen, INDENT);
	put_where(screen, output);
	wl_buf_release(&text);
}

void wl_outputs_text(
	struct wl_screen *screen, const struct wl_synthesis *synthesis)
{
	const struct wl_outputs *outputs = &synthesis->outputs;
	struct wl_buf text = WL_BUF_INIT;

	if (!outputs->n)
		return;
	wl_phrase_owed(&text, outputs);
	head(screen, "OUTPUTS DUE", text.s);
	for (size_t i = 0; i < outputs->n; i++)
		put_output(screen, synthesis, &outputs->v[i]);
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
	wl_screen_wrap(screen, WL_PLAIN, text.s, MARGIN + LABEL + 2);
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
