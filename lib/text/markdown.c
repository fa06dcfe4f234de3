/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "text/markdown.h"

#include <cmark.h>

#include "text/front.h"

struct walk {
	const struct wl_source *source;
	size_t body;
	struct wl_arena *arena;
	struct wl_arena memory; /* of what is not kept */
	size_t *lines;          /* byte offset of each line of the body */
	size_t nlines, cap_lines;
	int line0; /* lines before the body */
	struct wl_block *v;
	size_t n, cap;
	struct wl_buf text;
};

/*
 * cmark's allocations go to an arena of the parse: one pointer per thread,
 * since its hooks carry no context.  The size stands before each piece.
 */
static _Thread_local struct wl_arena *scratch;

static void *scratch_calloc(size_t n, size_t size)
{
	size_t *p = wl_arena_alloc(scratch, n * size + 16);

	*p = n * size;
	return (char *)p + 16;
}

static void *scratch_realloc(void *old, size_t size)
{
	size_t *p;

	if (!old)
		return scratch_calloc(1, size);
	p = (size_t *)(void *)((char *)old - 16);
	if (size <= *p)
		return old;
	p = wl_arena_grow(scratch, p, *p + 16, size + 16);
	*p = size;
	return (char *)p + 16;
}

static void scratch_free(void *p)
{
	(void)p;
}

static cmark_mem scratch_memory = { scratch_calloc, scratch_realloc,
	scratch_free };

/* Behind the end of a line as cmark sees it: LF; if the file has `any` CR, also
 * CRLF and CR. */
static size_t behind_line(const struct wl_source *source, size_t at, bool any)
{
	const char *s = source->bytes + at, *lf, *cr;
	size_t n = source->n - at;

	lf = n ? memchr(s, '\n', n) : NULL;
	if (lf)
		n = (size_t)(lf - s);
	cr = any && n ? memchr(s, '\r', n) : NULL;
	if (cr && cr + 1 != lf)
		return at + (size_t)(cr - s) + 1;
	return at + n + 1;
}

/* Room for one more element of `size`; the newest piece of the memory mostly
 * grows where it is. */
static void *grow(
	struct walk *walk, void *v, size_t n, size_t *cap, size_t size)
{
	size_t had = *cap * size;

	if (n < *cap)
		return v;
	*cap = *cap ? *cap * 2 : 256;
	return v ? wl_arena_grow(&walk->memory, v, had, *cap * size)
		 : wl_arena_raw(&walk->memory, *cap * size);
}

static void index_lines(struct walk *walk)
{
	const struct wl_source *source = walk->source;
	const char *s = source->bytes, *body = s + walk->body;
	bool any = memchr(s, '\r', source->n) != NULL;

	while ((s = memchr(s, '\n', (size_t)(body - s)))) {
		walk->line0++;
		s++;
	}
	for (size_t at = walk->body; at <= source->n;) {
		walk->lines = grow(walk, walk->lines, walk->nlines,
			&walk->cap_lines, sizeof(*walk->lines));
		walk->lines[walk->nlines++] = at;
		at = behind_line(source, at, any);
	}
}

static bool is_blank(const struct wl_source *source, size_t at)
{
	const char *s = source->bytes;

	while (at < source->n &&
		(s[at] == ' ' || s[at] == '\t' || s[at] == '\r'))
		at++;
	return at >= source->n || s[at] == '\n';
}

/* cmark is quadratic in the length of a block. */
static int check_runs(const struct walk *walk, struct wl_err *err)
{
	const struct wl_source *source = walk->source;
	size_t begin = walk->body;

	for (size_t i = 0; i < walk->nlines; i++) {
		if (is_blank(source, walk->lines[i])) {
			begin = i + 1 < walk->nlines ? walk->lines[i + 1]
						     : source->n;
		} else if (walk->lines[i] - begin > WL_RUN_MAX) {
			wl_source_error(err, source, begin,
				"more than 32 KiB without an empty line");
			return wl_err_hint(err, "divide it into paragraphs");
		}
	}
	if (begin < source->n && source->n - begin > WL_RUN_MAX)
		return wl_source_error(err, source, begin,
			"more than 32 KiB without an empty line");
	return 0;
}

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

/* The text of a block and all blocks in it, paragraphs apart. */
static void render_block(struct wl_buf *out, cmark_node *node)
{
	const char *literal;

	switch (cmark_node_get_type(node)) {
	case CMARK_NODE_PARAGRAPH:
	case CMARK_NODE_HEADING:
		if (out->n)
			wl_buf_adds(out, "\n\n");
		for (node = cmark_node_first_child(node); node;
			node = cmark_node_next(node))
			render_inline(out, node);
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
			render_block(out, node);
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
	cmark_node *leaf = last_leaf(node);
	size_t first = (size_t)cmark_node_get_start_line(node);
	size_t last = (size_t)cmark_node_get_end_line(leaf);
	struct wl_block *block;

	if (last > walk->nlines)
		last = walk->nlines;
	if (last < first)
		last = first;
	walk->v = grow(walk, walk->v, walk->n, &walk->cap, sizeof(*walk->v));
	block = &walk->v[walk->n++];
	memset(block, 0, sizeof(*block));
	block->kind = kind;
	block->line = walk->line0 + (int)first;
	block->last = walk->line0 + (int)last;
	block->start = walk->lines[first - 1];
	block->end =
		last < walk->nlines ? walk->lines[last] - 1 : walk->source->n;
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
		render_block(&walk->text, node);
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

	cmark_parser_feed(parser, walk->source->bytes + walk->body,
		walk->source->n - walk->body);
	document = cmark_parser_finish(parser);
	cmark_parser_free(parser);
	return document;
}

int wl_markdown_blocks(struct wl_blocks *out, struct wl_arena *arena,
	const struct wl_source *source, size_t body, struct wl_err *err)
{
	struct walk walk = { .source = source,
		.body = body,
		.arena = arena,
		.text = WL_BUF_INIT };
	int rc;

	wl_buf_reserve(&walk.text, 2000);
	index_lines(&walk);
	rc = check_runs(&walk, err);
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

const char *wl_markdown_version(void)
{
	return cmark_version_string();
}
