/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "publish/textconv.h"

#include "base/utf8.h"
#include "model/card.h"
#include "model/interview.h"
#include "model/yaml_edit.h"
#include "publish/screen.h"

struct converting {
	struct wl_buf *out;
	struct wl_arena arena;
	struct wl_source source;
	struct wl_front front;
	struct wl_blocks blocks;
	const struct wl_card *card; /* NULL: an interview */
	size_t claim;               /* the next one of the card */
};

/* What is it? */

static bool read_parts(struct converting *c)
{
	return !wl_front_parse(&c->front, &c->arena, &c->source, NULL) &&
	       !wl_markdown_blocks(
		       &c->blocks, &c->arena, &c->source, c->front.body, NULL);
}

static bool recognise(struct converting *c, struct wl_card *card)
{
	struct wl_interview interview;

	if (!read_parts(c))
		return false;
	if (!wl_card_parse(card, &c->arena, &c->source, NULL)) {
		c->card = card;
		return true;
	}
	return !wl_interview_parse(&interview, &c->arena, &c->source, NULL);
}

/* Lines */

static void put_front(struct converting *c)
{
	struct wl_strv lines = { 0 };

	wl_yaml_lines(&lines, c->front.yaml, NULL);
	for (size_t i = 0; i < lines.n; i++) {
		wl_clean_line(c->out, lines.v[i]);
		wl_buf_addc(c->out, '\n');
	}
	wl_strv_release(&lines);
}

static void put_heading(struct converting *c, const struct wl_block *block)
{
	wl_buf_addc(c->out, '\n');
	wl_buf_fill(c->out, '#', (size_t)block->level);
	wl_buf_addc(c->out, ' ');
	wl_clean_line(c->out, block->text);
	if (block->comment) {
		wl_buf_adds(c->out, " <!-- ");
		wl_clean_line(c->out, block->comment);
		wl_buf_adds(c->out, " -->");
	}
	wl_buf_addc(c->out, '\n');
}

static void put_claim(struct converting *c, const struct wl_claim *claim)
{
	if (claim->section) {
		wl_clean_line(c->out, claim->section);
		wl_buf_adds(c->out, ": ");
	}
	wl_clean_line(c->out, claim->text);
	for (size_t i = 0; i < claim->ncitations; i++)
		wl_buf_addf(c->out, "%s@%s^%s", i ? "; " : " [",
			claim->citations[i].source,
			claim->citations[i].passage);
	wl_buf_adds(c->out, claim->ncitations ? "]" : "");
	wl_buf_adds(c->out, claim->unproven ? " (unproven)" : "");
	if (claim->id)
		wl_buf_addf(c->out, " ^%s", claim->id);
	wl_buf_addc(c->out, '\n');
}

static void put_passage(struct converting *c, const struct wl_block *block)
{
	static const char *const signs[] = {
		[WL_QUOTE] = "> ", [WL_PARAGRAPH] = "", [WL_ITEM] = "- "
	};
	struct wl_tokens tokens;
	const char *words;

	wl_passage_split(&tokens, &words, &c->arena, &c->source, block);
	wl_buf_adds(c->out, signs[block->kind]);
	wl_clean_line(c->out, words);
	if (tokens.end > tokens.start)
		wl_buf_addc(c->out, ' ');
	wl_tokens_write(c->out, &tokens);
	wl_buf_addc(c->out, '\n');
}

static bool is_claim(const struct converting *c, const struct wl_block *block)
{
	return c->card && c->claim < c->card->nclaims &&
	       c->card->claims[c->claim].start == block->start &&
	       block->kind == WL_ITEM;
}

/* Code and HTML, as they stand. */
static void put_raw(struct converting *c, const struct wl_block *block)
{
	struct wl_buf lines = WL_BUF_INIT;

	wl_buf_add(&lines, c->source.bytes + block->start,
		block->end - block->start);
	for (size_t i = lines.n; i > 1; i--)
		if (lines.s[i - 1] == '\n' && lines.s[i - 2] == '\r')
			wl_buf_splice(&lines, i - 2, 1, "", 0);
	wl_utf8_visible(c->out, lines.s, true);
	wl_buf_addc(c->out, '\n');
	wl_buf_release(&lines);
}

static void put_block(struct converting *c, const struct wl_block *block)
{
	if (block->kind == WL_HEADING)
		put_heading(c, block);
	else if (block->kind == WL_OTHER)
		put_raw(c, block);
	else if (is_claim(c, block))
		put_claim(c, &c->card->claims[c->claim++]);
	else
		put_passage(c, block);
}

void wl_publish_textconv(struct wl_buf *out, const struct wl_buf *file)
{
	struct converting c = { .out = out,
		.source = { "file", file->s, file->n } };
	struct wl_card card;

	wl_arena_init(&c.arena);
	if (recognise(&c, &card)) {
		put_front(&c);
		for (size_t i = 0; i < c.blocks.n; i++)
			put_block(&c, &c.blocks.v[i]);
	} else {
		wl_buf_add(out, file->s, file->n);
	}
	wl_arena_release(&c.arena);
}
