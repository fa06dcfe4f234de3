/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "publish/outputs.h"
#include "publish/phrase.h"
#include "publish/table.h"

static void cell(struct wl_buf *out, const char *text)
{
	wl_buf_adds(out, "| ");
	wl_markdown_cell(out, text);
	wl_buf_addc(out, ' ');
}

static void where(struct wl_buf *out, const struct wl_outputs *outputs,
	const struct wl_output *output)
{
	struct wl_buf text = WL_BUF_INIT, passage = WL_BUF_INIT;

	if (output->due == WL_DUE_DONE) {
		wl_buf_adds(&text, "cited in ");
		wl_phrase_cited(&text, outputs, output);
	} else if (output->path) {
		wl_buf_adds(&text, output->path);
		wl_phrase_to_cite(&passage, output);
	} else {
		wl_buf_adds(&text, wl_phrase_no_file(output));
	}
	cell(out, text.s);
	/* Ids alone: to be copied as they stand */
	if (passage.n) {
		wl_buf_rtrim(out);
		wl_buf_addf(out, ", citing [@%s] ", passage.s);
	}
	wl_buf_release(&text);
	wl_buf_release(&passage);
}

static void row(struct wl_buf *out, const struct wl_synthesis *synthesis,
	const struct wl_output *output)
{
	struct wl_buf text = WL_BUF_INIT;

	cell(out, wl_due_words[output->due]);
	cell(out, wl_phrase_theme(synthesis, output->theme));
	wl_phrase_output(&text, output);
	cell(out, text.s);
	where(out, &synthesis->outputs, output);
	wl_buf_adds(out, "|\n");
	wl_buf_release(&text);
}

static void paragraph(struct wl_buf *out, const char *text)
{
	if (!*text)
		return;
	wl_buf_addc(out, '\n');
	wl_markdown_line(out, text);
	wl_buf_adds(out, ".\n");
}

void wl_outputs_markdown(
	struct wl_buf *out, const struct wl_synthesis *synthesis)
{
	const struct wl_outputs *outputs = &synthesis->outputs;
	struct wl_buf text = WL_BUF_INIT;

	if (!outputs->n && !outputs->nagain)
		return;
	wl_buf_adds(out, "\n## Outputs due\n");
	if (outputs->n)
		wl_buf_adds(out, "\n| Due | Pattern | Seen in | Card |\n"
				 "|---|---|---|---|\n");
	for (size_t i = 0; i < outputs->n; i++)
		row(out, synthesis, &outputs->v[i]);
	wl_phrase_again(&text, synthesis);
	if (text.n)
		wl_buf_splice(&text, 0, 0, "This week ", 10);
	paragraph(out, text.s);
	wl_buf_clear(&text);
	wl_phrase_owed(&text, outputs);
	if (outputs->interviews)
		wl_buf_adds(&text, "; ");
	wl_phrase_cycle(&text, outputs);
	paragraph(out, text.s);
	wl_buf_release(&text);
}

static void words(
	struct wl_buf *out, const char *name, const struct wl_word_list *list)
{
	struct wl_buf text = WL_BUF_INIT;

	if (!list->n)
		return;
	wl_phrase_words(&text, list);
	cell(out, name);
	cell(out, text.s);
	wl_buf_adds(out, "|\n");
	wl_buf_release(&text);
}

void wl_language_markdown(
	struct wl_buf *out, const struct wl_synthesis *synthesis)
{
	const struct wl_language *language = &synthesis->language;
	struct wl_buf text = WL_BUF_INIT;

	wl_phrase_language(&text, language);
	if (!text.n)
		return;
	wl_buf_adds(out, "\n## Language\n");
	paragraph(out, text.s);
	if (language->phrases) {
		wl_buf_adds(out, "\n| Said by | Words |\n|---|---|\n");
		words(out, "both", &language->both);
		words(out, "buyers only", &language->only_theirs);
		words(out, "us only", &language->only_ours);
	}
	wl_buf_release(&text);
}
