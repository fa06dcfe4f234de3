/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "text/markdown.h"

#include <cmark.h>

#include "text/markdown_brief.h"

struct walk {
	const struct wl_source *source;
	struct wl_arena *arena;
	struct wl_arena memory; /* of what is not kept */
	struct wl_brief brief;
	struct wl_block *v;
	size_t n, cap;
	struct wl_buf text;
};

/*
 * cmark's allocations go to an arena of the parse: one pointer per thread,
 * since its hooks carry no context.  The size stands before each piece.
 */
static _Thread_local struct wl_arena *scratch;

static void *scratch_realloc(void *old, size_t size)
{
	size_t *p = old ? (size_t *)(void *)((char *)old - 16) : NULL;

	if (p && size <= *p)
		return old;
	p = p ? wl_arena_grow(scratch, p, *p + 16, size + 16)
	      : wl_arena_raw(scratch, size + 16);
	*p = size;
	return (char *)p + 16;
}

static void *scratch_calloc(size_t n, size_t size)
{
	return memset(scratch_realloc(NULL, n * size), 0, n * size);
}

static void scratch_free(void *p)
{
	(void)p;
}

static cmark_mem scratch_memory = { scratch_calloc, scratch_realloc,
	scratch_free };

static void render_inline(struct wl_buf *out, cmark_node *node)
{
	const char *literal = cmark_node_get_literal(node);

	switch (cmark_node_get_type(node)) {
	case CMARK_NODE_TEXT:
	case CMARK_NODE_CODE:
		wl_buf_adds(out, literal ? literal : "");
		break;
	case CMARK_NODE_SOFTBREAK:
	case CMARK_NODE_LINEBREAK:
		wl_buf_addc(out, '\n');
		break;
	case CMARK_NODE_HTML_INLINE:
	case CMARK_NODE_CUSTOM_INLINE:
		break;
	default:
		for (node = cmark_node_first_child(node); node;
			node = cmark_node_next(node))
			render_inline(out, node);
	}
}

/* The words of a paragraph or heading. */
static void render_words(
	struct wl_buf *out, const struct walk *walk, cmark_node *node)
{
	int first = cmark_node_get_start_line(node);
	const struct wl_brief_line *line = &walk->brief.lines[first - 1];

	node = cmark_node_first_child(node);
	if (line->plain) {
		wl_brief_words(out, walk->source, line);
		node = cmark_node_next(node);
	}
	for (; node; node = cmark_node_next(node))
		render_inline(out, node);
}

/* The text of a block and all blocks in it, paragraphs apart. */
static void render_block(
	struct wl_buf *out, const struct walk *walk, cmark_node *node)
{
	const char *literal;

	switch (cmark_node_get_type(node)) {
	case CMARK_NODE_PARAGRAPH:
	case CMARK_NODE_HEADING:
		if (out->n)
			wl_buf_adds(out, "\n\n");
		render_words(out, walk, node);
		break;
	case CMARK_NODE_CODE_BLOCK:
		literal = cmark_node_get_literal(node);
		if (out->n)
			wl_buf_adds(out, "\n\n");
		wl_buf_adds(out, literal ? literal : "");
		wl_buf_rtrim(out);
		break;
	default:
		for (node = cmark_node_first_child(node); node;
			node = cmark_node_next(node))
			render_block(out, walk, node);
	}
}

static bool is_container(cmark_node *node)
{
	cmark_node_type type = cmark_node_get_type(node);

	return type == CMARK_NODE_BLOCK_QUOTE || type == CMARK_NODE_LIST ||
	       type == CMARK_NODE_ITEM;
}

/* The block at the very end of a block. */
static cmark_node *last_leaf(cmark_node *node)
{
	cmark_node *child;

	while (is_container(node) && (child = cmark_node_last_child(node)))
		node = child;
	return node;
}

static struct wl_block *add(
	struct walk *walk, cmark_node *node, enum wl_block_kind kind)
{
	const struct wl_brief_line *lines = walk->brief.lines;
	cmark_node *leaf = last_leaf(node);
	size_t first = (size_t)cmark_node_get_start_line(node);
	size_t last = (size_t)cmark_node_get_end_line(leaf);
	struct wl_block *block;

	if (last > walk->brief.nlines)
		last = walk->brief.nlines;
	if (last < first)
		last = first;
	walk->v = wl_arena_room(
		&walk->memory, walk->v, walk->n, &walk->cap, sizeof(*walk->v));
	block = &walk->v[walk->n++];
	memset(block, 0, sizeof(*block));
	block->kind = kind;
	block->line = lines[first - 1].line;
	block->last = lines[last].line - 1;
	block->start = lines[first - 1].start;
	block->end = lines[last].start - 1;
	while (block->end > block->start &&
		(walk->source->bytes[block->end - 1] == '\n' ||
			walk->source->bytes[block->end - 1] == '\r'))
		block->end--;
	block->open = cmark_node_get_type(leaf) == CMARK_NODE_PARAGRAPH;
	return block;
}

static void set_text(
	struct walk *walk, struct wl_block *block, cmark_node *node)
{
	wl_buf_clear(&walk->text);
	if (node)
		render_block(&walk->text, walk, node);
	wl_buf_rtrim(&walk->text);
	block->text = wl_arena_strndup(walk->arena, walk->text.s, walk->text.n);
}

static const char *comment_of(struct wl_arena *arena, cmark_node *heading)
{
	for (cmark_node *node = cmark_node_first_child(heading); node;
		node = cmark_node_next(node)) {
		const char *s = cmark_node_get_literal(node), *end;

		if (cmark_node_get_type(node) != CMARK_NODE_HTML_INLINE || !s ||
			!wl_starts(s, "<!--"))
			continue;
		s += 4;
		end = strstr(s, "-->");
		s += strspn(s, " \t");
		while (end && end > s && strchr(" \t", end[-1]))
			end--;
		return end ? wl_arena_strndup(arena, s, (size_t)(end - s))
			   : NULL;
	}
	return NULL;
}

static void visit(struct walk *walk, cmark_node *node);

static void visit_children(struct walk *walk, cmark_node *node)
{
	for (node = cmark_node_first_child(node); node;
		node = cmark_node_next(node))
		visit(walk, node);
}

/* An item's first paragraph is the item; what follows stands by itself. */
static void visit_item(struct walk *walk, cmark_node *item)
{
	cmark_node *child = cmark_node_first_child(item);
	struct wl_block *block;

	if (child && cmark_node_get_type(child) == CMARK_NODE_PARAGRAPH) {
		block = add(walk, child, WL_ITEM);
		set_text(walk, block, child);
		child = cmark_node_next(child);
	}
	for (; child; child = cmark_node_next(child))
		visit(walk, child);
}

static void visit(struct walk *walk, cmark_node *node)
{
	struct wl_block *block;

	switch (cmark_node_get_type(node)) {
	case CMARK_NODE_LIST:
		visit_children(walk, node);
		break;
	case CMARK_NODE_ITEM:
		visit_item(walk, node);
		break;
	case CMARK_NODE_HEADING:
		block = add(walk, node, WL_HEADING);
		block->open = false;
		block->level = cmark_node_get_heading_level(node);
		block->comment = comment_of(walk->arena, node);
		set_text(walk, block, node);
		break;
	case CMARK_NODE_BLOCK_QUOTE:
		block = add(walk, node, WL_QUOTE);
		set_text(walk, block, node);
		break;
	case CMARK_NODE_PARAGRAPH:
		block = add(walk, node, WL_PARAGRAPH);
		set_text(walk, block, node);
		break;
	default:
		block = add(walk, node, WL_OTHER);
		set_text(walk, block, node);
	}
}

static cmark_node *parse(const struct walk *walk)
{
	cmark_parser *parser =
		cmark_parser_new_with_mem(CMARK_OPT_DEFAULT, &scratch_memory);
	cmark_node *document;

	cmark_parser_feed(parser, walk->brief.bytes, walk->brief.n);
	document = cmark_parser_finish(parser);
	cmark_parser_free(parser);
	return document;
}

int wl_markdown_blocks_how(struct wl_blocks *out, struct wl_arena *arena,
	const struct wl_source *source, size_t body, enum wl_brief_how how,
	struct wl_err *err)
{
	struct walk walk = {
		.source = source, .arena = arena, .text = WL_BUF_INIT
	};
	int rc;

	wl_buf_reserve(&walk.text, 2000);
	rc = wl_brief_make(&walk.brief, &walk.memory, source, body, how, err);
	if (rc)
		goto done;
	scratch = &walk.memory;
	visit_children(&walk, parse(&walk));
	out->n = walk.n;
	out->v = wl_arena_alloc(arena, walk.n * sizeof(*walk.v));
	if (walk.n)
		memcpy(out->v, walk.v, walk.n * sizeof(*walk.v));
done:
	scratch = NULL;
	wl_arena_release(&walk.memory);
	wl_buf_release(&walk.text);
	return rc;
}

int wl_markdown_blocks(struct wl_blocks *out, struct wl_arena *arena,
	const struct wl_source *source, size_t body, struct wl_err *err)
{
	return wl_markdown_blocks_how(out, arena, source, body, WL_BRIEF, err);
}

const char *wl_markdown_version(void)
{
	return cmark_version_string();
}
