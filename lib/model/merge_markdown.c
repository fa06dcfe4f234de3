/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Markdown as units: the keys of its front matter, then its blocks; of a
 * passage that both changed, its words and each of its tokens. */
#include "model/merge.h"
#include "text/front.h"
#include "text/passage.h"

/* The pieces of one version. */
struct page {
	const struct wl_source *source;
	struct wl_front front; /* body 0: it has none */
	struct wl_units body;
	const char *section; /* while reading: the level-2 heading */
	size_t at;           /* while reading: behind the last unit */
};

static const char *const names[] = {
	[WL_HEADING] = "a heading",
	[WL_QUOTE] = "a quote",
	[WL_PARAGRAPH] = "a paragraph",
	[WL_ITEM] = "a list item",
	[WL_OTHER] = "a block",
};

static const char *copy(struct wl_arena *arena, const char *s, size_t n)
{
	return wl_arena_strndup(arena, s, n);
}

/* A question by its id, other headings by their text and section. */
static void set_heading(struct wl_arena *arena, struct page *page,
	struct wl_unit *unit, const struct wl_block *block)
{
	size_t n = block->comment ? strcspn(block->comment, " \t") : 0;
	const char *id = copy(arena, block->comment, n);

	unit->level = block->level;
	unit->loose = true;
	if (block->level <= 2)
		page->section = block->text;
	if (n && block->level > 2) {
		unit->key = wl_arena_printf(arena, "? %s", id);
		unit->name = wl_arena_printf(arena, "the question '%s'", id);
		return;
	}
	unit->key = wl_arena_printf(arena, "%d %s/%s", block->level,
		block->level > 2 && page->section ? page->section : "",
		block->text);
}

static void set_passage(struct wl_arena *arena, const struct page *page,
	struct wl_unit *unit, const struct wl_block *block)
{
	struct wl_tokens tokens;

	wl_passage_split(&tokens, &unit->words, arena, page->source, block);
	unit->from = tokens.start - block->start;
	unit->to = tokens.end - block->start;
	unit->loose = block->kind != WL_PARAGRAPH || unit->to > unit->from;
	if (!tokens.id)
		return;
	unit->key = wl_arena_printf(arena, "^%s", tokens.id);
	unit->name = wl_arena_printf(arena, "'^%s'", tokens.id);
}

static struct wl_unit *add_unit(struct wl_arena *arena, struct page *page,
	int kind, size_t start, size_t end)
{
	const char *s = page->source->bytes;
	struct wl_unit *unit = wl_units_add(&page->body);

	unit->bytes = (struct wl_span){ s + start, end - start };
	unit->gap = (struct wl_span){ s + page->at, start - page->at };
	unit->kind = kind;
	unit->name = names[kind];
	unit->words = copy(arena, s + start, end - start);
	page->at = end;
	return unit;
}

/* What no block holds but has words (a link's definition), up to `end`. */
static void add_rest(struct wl_arena *arena, struct page *page, size_t end)
{
	const char *s = page->source->bytes;
	size_t from = page->at;

	while (from < end && strchr(" \t\r\n", s[from]))
		from++;
	while (end > from && strchr(" \t\r\n", s[end - 1]))
		end--;
	while (from > page->at && s[from - 1] != '\n')
		from--;
	if (from < end)
		add_unit(arena, page, WL_OTHER, from, end);
}

static void add_block(
	struct wl_arena *arena, struct page *page, const struct wl_block *block)
{
	struct wl_unit *unit;

	/* Two items of a list on one line ("- - a") are one unit */
	if (block->start < page->at)
		return;
	add_rest(arena, page, block->start);
	unit = add_unit(
		arena, page, (int)block->kind, block->start, block->end);
	if (block->kind == WL_HEADING)
		set_heading(arena, page, unit, block);
	else if (block->kind != WL_OTHER)
		set_passage(arena, page, unit, block);
}

static int read_page(struct wl_arena *arena, struct page *page,
	const struct wl_source *source, struct wl_err *err)
{
	struct wl_blocks blocks = { 0 };
	int rc = wl_source_check(source, WL_MARKDOWN_MAX, err);

	page->source = source;
	if (!rc && wl_front_begins(source->bytes))
		rc = wl_front_parse(&page->front, arena, source, err);
	if (!rc)
		rc = wl_markdown_blocks(
			&blocks, arena, source, page->front.body, err);
	if (rc)
		return rc;
	page->at = page->front.body;
	for (size_t i = 0; i < blocks.n; i++)
		add_block(arena, page, &blocks.v[i]);
	add_rest(arena, page, source->n);
	page->body.lead =
		(struct wl_span){ source->bytes + page->front.body, 0 };
	page->body.tail = (struct wl_span){ source->bytes + page->at,
		source->n - page->at };
	return 0;
}

static const char *divide_tokens(const struct wl_merge *merge,
	const struct wl_unit *before, const struct wl_unit *unit,
	const struct wl_span *gap)
{
	(void)merge;
	(void)before;
	(void)unit;
	return gap->n ? NULL : " ";
}

/* What a passage has one of, by how it begins. */
static const struct {
	char mark;
	const char *name;
} single[] = { { '!', "the level" }, { '~', "the time" }, { '@', "the source" },
	{ '^', "the id" } };

static void name_token(struct wl_arena *arena, struct wl_unit *unit)
{
	const char *s = unit->bytes.s;
	size_t n = unit->bytes.n;

	for (size_t i = 0; i < WL_LEN(single); i++)
		if (*s == single[i].mark) {
			unit->key = copy(arena, s, 1);
			unit->name = single[i].name;
			return;
		}
	n -= n && strchr("+-", s[n - 1]);
	unit->key = copy(arena, s, n);
	unit->name = wl_arena_printf(arena, "'%s'", unit->key);
}

/* Add the parts of a text from `at` to `end`, which any of `between` divide, as
 * units; returns where the last one ends. */
static size_t split_parts(struct wl_units *units, const char *s, size_t at,
	size_t end, const char *between)
{
	for (size_t i = at; i < end;) {
		size_t n = 0;
		struct wl_unit *part;

		while (i < end && strchr(between, s[i]))
			i++;
		while (i + n < end && !strchr(between, s[i + n]))
			n++;
		if (!n)
			break;
		part = wl_units_add(units);
		part->bytes = (struct wl_span){ s + i, n };
		part->gap = (struct wl_span){ s + at, i - at };
		part->loose = true;
		at = i += n;
	}
	return at;
}

/* The tokens of a passage as units. */
static void split_tokens(struct wl_arena *arena, struct wl_units *units,
	const struct wl_unit *unit)
{
	units->lead = units->tail = (struct wl_span){ "", 0 };
	split_parts(units, unit->bytes.s, unit->from, unit->to, " \t\r\n");
	for (size_t i = 0; i < units->n; i++)
		name_token(arena, &units->v[i]);
}

/* What stands before the tokens, without what leads over to them: white space,
 * or in a quote an empty quoted line. */
static struct wl_span words_of(const struct wl_unit *unit)
{
	const char *s = unit->bytes.s;
	size_t n = unit->from, line = n;

	while (line && strchr(" \t>", s[line - 1]))
		line--;
	if (unit->kind == WL_QUOTE && line && s[line - 1] == '\n')
		n = line;
	while (n && strchr(" \t\r\n", s[n - 1]))
		n--;
	return (struct wl_span){ s, n };
}

static bool merge_tokens(struct wl_merge *merge, const struct wl_unit *base,
	const struct wl_unit *ours, const struct wl_unit *theirs)
{
	const struct wl_unit *units[WL_VERSIONS] = { base, ours, theirs };
	struct wl_merge_how how = { .divider = divide_tokens };
	struct wl_units parts[WL_VERSIONS] = { 0 };
	bool done;

	for (int i = 0; i < WL_VERSIONS; i++)
		if (units[i])
			split_tokens(merge->arena, &parts[i], units[i]);
	done = wl_merge_units(merge, &how, &parts[WL_BASE], &parts[WL_OURS],
		&parts[WL_THEIRS]);
	for (int i = 0; i < WL_VERSIONS; i++)
		free(parts[i].v);
	return done;
}

static const char *divide_citations(const struct wl_merge *merge,
	const struct wl_unit *before, const struct wl_unit *unit,
	const struct wl_span *gap)
{
	(void)merge;
	(void)before;
	(void)unit;
	return gap->n ? NULL : "; ";
}

/* A claim's words as lead, its citations as units, what is behind as tail. */
static void split_citations(
	struct wl_arena *arena, struct wl_units *units, struct wl_span words)
{
	const char *s = words.s;
	size_t open = words.n, end = words.n, last;

	while (open && strncmp(s + open - 1, "[@", 2))
		open--;
	while (end > open && s[end - 1] != ']')
		end--;
	if (!open || end == open) {
		units->lead = words;
		units->tail = (struct wl_span){ "", 0 };
		return;
	}
	units->lead = (struct wl_span){ s, open };
	last = split_parts(units, s, open, end - 1, "; \t\r\n");
	units->tail = (struct wl_span){ s + last, words.n - last };
	for (size_t i = 0; i < units->n; i++)
		units->v[i].key =
			copy(arena, units->v[i].bytes.s, units->v[i].bytes.n);
}

static bool merge_citations(
	struct wl_merge *merge, const struct wl_span *words, bool has_base)
{
	static const struct wl_merge_how how = { .divider = divide_citations };
	struct wl_units parts[WL_VERSIONS] = { 0 };
	bool done;

	for (int i = has_base ? WL_BASE : WL_OURS; i < WL_VERSIONS; i++)
		split_citations(merge->arena, &parts[i], words[i]);
	done = wl_merge_units(merge, &how, &parts[WL_BASE], &parts[WL_OURS],
		&parts[WL_THEIRS]);
	for (int i = 0; i < WL_VERSIONS; i++)
		free(parts[i].v);
	return done;
}

/* The words as a whole, or in a claim its words and each citation. */
static bool merge_words(struct wl_merge *merge, const struct wl_unit *base,
	const struct wl_unit *ours, const struct wl_unit *theirs)
{
	struct wl_span words[WL_VERSIONS] = { { "", 0 }, words_of(ours),
		words_of(theirs) };
	const struct wl_span *pick;

	if (base)
		words[WL_BASE] = words_of(base);
	pick = wl_merge_pick(base ? &words[WL_BASE] : NULL, &words[WL_OURS],
		&words[WL_THEIRS]);
	if (pick) {
		wl_buf_add(merge->out, pick->s, pick->n);
		return true;
	}
	if (ours->kind == WL_ITEM && merge_citations(merge, words, base))
		return true;
	merge->detail = "the words";
	return false;
}

/* A passage or claim: words and tokens, each by itself. */
static bool merge_passage(struct wl_merge *merge, const struct wl_unit *base,
	const struct wl_unit *ours, const struct wl_unit *theirs)
{
	const struct wl_unit *over = ours->to > ours->from ? ours : theirs;
	struct wl_span lead = words_of(over);
	size_t words, tokens;

	if (ours->kind != theirs->kind || ours->level ||
		!merge_words(merge, base, ours, theirs))
		return false;
	words = merge->out->n;
	wl_buf_add(merge->out, lead.s + lead.n, over->from - lead.n);
	tokens = merge->out->n;
	if (!merge_tokens(merge, base, ours, theirs))
		return false;
	if (merge->out->n == tokens) /* none is left */
		wl_buf_cut(merge->out, words);
	return true;
}

/* Items of one list stand close, all else with an empty line between. */
static const char *divide_blocks(const struct wl_merge *merge,
	const struct wl_unit *before, const struct wl_unit *unit,
	const struct wl_span *gap)
{
	const char *lf = gap->n ? memchr(gap->s, '\n', gap->n) : NULL;

	if (before->kind == WL_ITEM && unit->kind == WL_ITEM)
		return merge->eol;
	if (lf && memchr(lf + 1, '\n', gap->n - (size_t)(lf + 1 - gap->s)))
		return NULL;
	return wl_streq(merge->eol, "\n") ? "\n\n" : "\r\n\r\n";
}

static bool merge_front(struct wl_merge *merge, const struct page *pages)
{
	struct wl_source versions[WL_VERSIONS];
	struct wl_span regions[WL_VERSIONS];
	const struct wl_yaml *maps[WL_VERSIONS];

	for (int i = 0; i < WL_VERSIONS; i++) {
		versions[i] = *pages[i].source;
		regions[i] = (struct wl_span){ versions[i].bytes,
			pages[i].front.body };
		maps[i] = pages[i].front.yaml;
	}
	if (!maps[WL_OURS] && !maps[WL_THEIRS])
		return true;
	return wl_merge_entries(merge, versions, maps, regions);
}

int wl_merge_markdown(struct wl_merge *merge,
	const struct wl_source versions[WL_VERSIONS], struct wl_err *err)
{
	static const struct wl_merge_how how = { .unit = merge_passage,
		.divider = divide_blocks,
		.lines = true,
		.hangs = true };
	struct page pages[WL_VERSIONS] = { 0 };
	int rc = 0;

	for (int i = 0; !rc && i < WL_VERSIONS; i++)
		rc = read_page(merge->arena, &pages[i], &versions[i], err);
	if (!rc &&
		!(merge_front(merge, pages) &&
			wl_merge_units(merge, &how, &pages[WL_BASE].body,
				&pages[WL_OURS].body, &pages[WL_THEIRS].body)))
		rc = wl_err_set(
			err, WL_EFAIL, "what stands around its parts differs");
	for (int i = 0; i < WL_VERSIONS; i++)
		free(pages[i].body.v);
	return rc;
}
