/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Any text as Markdown, and as words that somebody said.  What is written as
 * a quote or as a note is read back as the same words and the same tokens, and
 * what cmark reads in brief is what it reads whole.
 */
#include "base/utf8.h"
#include "text/markdown_brief.h"
#include "text/passage.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n);

static void must(bool truth)
{
	if (!truth)
		abort();
}

static void same_tokens(const struct wl_tokens *a, const struct wl_tokens *b)
{
	must(a->ntags == b->ntags && a->level == b->level &&
		a->seconds == b->seconds && a->day == b->day &&
		wl_streq(a->source, b->source) && wl_streq(a->id, b->id));
	for (size_t i = 0; i < a->ntags; i++)
		must(wl_streq(a->tags[i].theme, b->tags[i].theme) &&
			a->tags[i].polarity == b->tags[i].polarity);
}

static void check_back(const struct wl_buf *file, const char *words,
	const struct wl_tokens *tokens, enum wl_block_kind kind)
{
	struct wl_source source = { "a.md", file->s, file->n };
	struct wl_blocks blocks;
	struct wl_tokens back;
	struct wl_arena arena;
	const char *text;

	wl_arena_init(&arena);
	must(!wl_markdown_blocks(&blocks, &arena, &source, 0, NULL));
	must(blocks.n == 3 && blocks.v[1].kind == kind);
	wl_passage_split(&back, &text, &arena, &source, &blocks.v[1]);
	must(wl_streq(text, words));
	same_tokens(&back, tokens);
	wl_arena_release(&arena);
}

/* Between other blocks, as it would stand in an interview. */
static void write_back(const char *words, const struct wl_tokens *tokens,
	bool quote, const char *eol)
{
	struct wl_buf tidy = WL_BUF_INIT, file = WL_BUF_INIT;

	wl_passage_tidy(&tidy, words, quote);
	wl_buf_addf(&file, "### A%s%s", eol, eol);
	if (quote)
		wl_passage_write_quote(&file, tidy.s, tokens, eol);
	else
		wl_passage_write_note(&file, tidy.s, tokens, eol);
	wl_buf_addf(&file, "%sB%s", eol, eol);
	if (tidy.n)
		check_back(
			&file, tidy.s, tokens, quote ? WL_QUOTE : WL_PARAGRAPH);
	wl_buf_release(&tidy);
	wl_buf_release(&file);
}

static void round_trip(
	const char *words, const struct wl_tokens *tokens, const char *eol)
{
	write_back(words, tokens, true, eol);
	write_back(words, tokens, false, eol);
}

static void check_block(const struct wl_source *source,
	const struct wl_block *block, size_t before)
{
	must(block->line > 0 && block->last >= block->line);
	must(block->start >= before && block->start <= block->end &&
		block->end <= source->n);
	must(block->text && wl_utf8_valid(block->text, strlen(block->text)) ==
				    strlen(block->text));
}

static void check_whole(
	const struct wl_source *source, const struct wl_blocks *brief)
{
	struct wl_blocks whole = { 0 };
	struct wl_arena arena;

	wl_arena_init(&arena);
	must(!wl_markdown_blocks_how(
		&whole, &arena, source, 0, WL_WHOLE, NULL));
	must(whole.n == brief->n);
	for (size_t i = 0; i < whole.n; i++) {
		const struct wl_block *a = &whole.v[i], *b = &brief->v[i];

		must(a->kind == b->kind && a->level == b->level &&
			a->line == b->line && a->last == b->last &&
			a->start == b->start && a->end == b->end &&
			a->open == b->open && wl_streq(a->text, b->text) &&
			wl_streq(a->comment, b->comment));
	}
	wl_arena_release(&arena);
}

static void try_markdown(const struct wl_source *source, const char *eol)
{
	struct wl_blocks blocks = { 0 };
	struct wl_err err = { 0 };
	struct wl_arena arena;
	size_t before = 0;
	int rc;

	wl_arena_init(&arena);
	rc = wl_markdown_blocks(&blocks, &arena, source, 0, &err);
	must(!rc || (rc == err.code && *err.text && err.line > 0));
	if (!rc)
		check_whole(source, &blocks);
	for (size_t i = 0; !rc && i < blocks.n; i++) {
		const struct wl_block *block = &blocks.v[i];
		struct wl_tokens tokens;
		const char *words;

		check_block(source, block, before);
		before = block->start;
		if (block->kind == WL_HEADING || block->kind == WL_OTHER)
			continue;
		wl_passage_split(&tokens, &words, &arena, source, block);
		must(tokens.start >= block->start &&
			tokens.start <= tokens.end && tokens.end <= block->end);
		round_trip(words, &tokens, eol);
	}
	wl_arena_release(&arena);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
	char *copy = wl_strndup((const char *)bytes, n);
	struct wl_source source = { "a.md", copy, n };
	struct wl_tag tag = { "pricing", (int)(n % 3) - 1 };
	struct wl_tokens some = { .tags = &tag,
		.ntags = n % 2,
		.level = n % 3,
		.seconds = n % 5 ? -1 : 250,
		.day = WL_NO_DAY,
		.id = n % 7 ? "k7m2x" : NULL };
	const char *eol = n % 4 ? "\n" : "\r\n";

	/* What the callers have made sure of */
	if (n < 16 * 1024 && !wl_source_check(&source, n, NULL)) {
		try_markdown(&source, eol);
		round_trip(copy, &some, eol);
	}
	free(copy);
	return 0;
}
