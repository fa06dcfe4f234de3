/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The body of an interview: one walk over its blocks that knows in which
 * section and below which question it is.
 */
#include "base/map.h"
#include "base/path.h"
#include "model/interview_parse.h"

/* Level-2 sections that are not just answers. */
static const struct section {
	const char *title;
	bool hidden;      /* not the buyer's words */
	bool impressions; /* holds the three notes */
} sections[] = {
	{ "Preparation", true, false },
	{ "Seller review", true, false },
	{ "First impressions", false, true },
};

/* The headings of wl_interview.notes */
static const char *const note_titles[] = { "Most surprising finding",
	"Most useful phrase", "Most important gap" };

struct walk {
	struct wl_arena *arena; /* of what is kept */
	struct wl_arena scratch;
	const struct wl_source *source;
	struct wl_err *err;
	bool interview; /* else field notes or private words */
	const struct section *section;
	const char *question;
	struct wl_buf *note; /* that the next block belongs to */
	struct wl_buf notes[WL_LEN(note_titles)];
	struct wl_asked *asked;
	size_t nasked;
	struct wl_passage *passages;
	size_t npassages;
	struct wl_map questions, ids; /* -> line where it stands */
};

static void walk_init(struct walk *walk)
{
	wl_arena_init(&walk->scratch);
	for (size_t i = 0; i < WL_LEN(walk->notes); i++)
		wl_buf_init(&walk->notes[i]);
	wl_map_init(&walk->questions);
	wl_map_init(&walk->ids);
}

static void walk_release(struct walk *walk)
{
	wl_arena_release(&walk->scratch);
	for (size_t i = 0; i < WL_LEN(walk->notes); i++)
		wl_buf_release(&walk->notes[i]);
	wl_map_release(&walk->questions);
	wl_map_release(&walk->ids);
}

static char lower(char c)
{
	return c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
}

/* Our own titles are ASCII; folding every heading would cost more. */
static bool is_title(const char *text, const char *title)
{
	while (*title && lower(*text) == lower(*title))
		text++, title++;
	return !*text && !*title;
}

static void enter_section(struct walk *walk, const struct wl_block *block)
{
	walk->question = NULL;
	walk->note = NULL;
	walk->section = NULL;
	for (size_t i = 0; block->level == 2 && i < WL_LEN(sections); i++)
		if (is_title(block->text, sections[i].title))
			walk->section = &sections[i];
}

static void enter_topic(struct walk *walk, const struct wl_block *block)
{
	walk->question = NULL;
	walk->note = NULL;
	if (!walk->section || !walk->section->impressions)
		return;
	for (size_t i = 0; i < WL_LEN(note_titles); i++)
		if (is_title(block->text, note_titles[i]))
			walk->note = &walk->notes[i];
}

/* Has this key been there before?  Then its line is in *line. */
static bool seen(struct wl_map *map, const char *key, int *line)
{
	void *before = wl_map_put(map, key, (void *)(intptr_t)*line);

	if (before)
		*line = (int)(intptr_t)before;
	return before != NULL;
}

static int begin_question(struct walk *walk, const struct wl_block *block,
	const char *id, const char *rest)
{
	struct wl_asked *asked;
	int line = block->line;

	id = wl_arena_word(walk->arena, id, strlen(id));
	if (seen(&walk->questions, id, &line)) {
		wl_source_error(walk->err, walk->source, block->start,
			"question '%s' stands here a second time, first in "
			"line %d",
			id, line);
		return wl_err_hint(
			walk->err, "put all answers below one heading");
	}
	asked = &walk->asked[walk->nasked++];
	asked->id = walk->question = id;
	asked->line = block->line;
	asked->skipped = wl_streq(rest, "skipped");
	walk->note = NULL;
	return 0;
}

/* The id of a question in a heading's comment, and the word behind it. */
static const char *question_of(
	struct walk *walk, const char *comment, const char **rest)
{
	size_t n;
	char *id;

	if (!comment)
		return NULL;
	n = strcspn(comment, " \t");
	id = wl_arena_strndup(&walk->scratch, comment, n);
	comment += n + strspn(comment + n, " \t");
	*rest = wl_arena_strndup(
		&walk->scratch, comment, strcspn(comment, " \t"));
	return wl_question_id_valid(id) ? id : NULL;
}

static int take_heading(struct walk *walk, const struct wl_block *block)
{
	const char *id, *rest;

	if (!walk->interview)
		return 0;
	if (block->level <= 2) {
		enter_section(walk, block);
		return 0;
	}
	if (walk->section && walk->section->hidden)
		return 0;
	id = question_of(walk, block->comment, &rest);
	if (id)
		return begin_question(walk, block, id, rest);
	if (block->level == 3)
		enter_topic(walk, block);
	return 0;
}

static bool is_passage(const struct walk *walk, const struct wl_block *block,
	const struct wl_tokens *tokens, size_t words)
{
	bool marked = tokens->start < tokens->end;

	if (!marked && !words)
		return false;
	if (block->kind == WL_QUOTE || walk->question)
		return true;
	if (!walk->interview)
		return marked;
	return tokens->ntags || tokens->id || tokens->level != WL_INTERNAL;
}

static struct wl_tag *copy_tags(
	struct wl_arena *arena, const struct wl_tokens *tokens)
{
	struct wl_tag *tags =
		wl_arena_alloc(arena, tokens->ntags * sizeof(*tags));

	for (size_t i = 0; i < tokens->ntags; i++) {
		tags[i] = tokens->tags[i];
		tags[i].theme = wl_arena_word(
			arena, tags[i].theme, strlen(tags[i].theme));
	}
	return tags;
}

static int check_id(struct walk *walk, const struct wl_passage *passage)
{
	int line = passage->line;

	if (!passage->id || !seen(&walk->ids, passage->id, &line))
		return 0;
	wl_source_error(walk->err, walk->source, passage->start,
		"the passage '^%s' stands here a second time, first in line "
		"%d",
		passage->id, line);
	return wl_err_hint(walk->err, "give one of the two another id, or "
				      "remove it");
}

static int add_passage(struct walk *walk, const struct wl_block *block,
	const struct wl_tokens *tokens, size_t words)
{
	struct wl_passage *passage;

	passage = &walk->passages[walk->npassages++];
	*passage = (struct wl_passage){
		.id = wl_arena_strdup(walk->arena, tokens->id),
		.quote = block->kind == WL_QUOTE,
		.words = wl_arena_strndup(walk->arena, block->text, words),
		.question = walk->question,
		.tags = copy_tags(walk->arena, tokens),
		.ntags = tokens->ntags,
		.level = tokens->level,
		.seconds = tokens->seconds,
		.day = tokens->day,
		.source = wl_arena_strdup(walk->arena, tokens->source),
		.line = block->line,
		.start = block->start,
		.end = block->end,
		.tokens = tokens->start,
		.tokens_end = tokens->end,
	};
	return check_id(walk, passage);
}

/* A note has no level of its own, so it never holds confidential words. */
static void add_note(struct wl_buf *note, const struct wl_tokens *tokens,
	const char *text, size_t words)
{
	if (!words)
		return;
	if (note->n)
		wl_buf_addc(note, '\n');
	if (tokens->level == WL_CONFIDENTIAL)
		wl_buf_adds(note, "(confidential)");
	else
		wl_buf_add(note, text, words);
}

static int take_text(struct walk *walk, const struct wl_block *block)
{
	struct wl_tokens tokens;
	size_t words; /* bytes of the text */

	if (block->kind == WL_OTHER || (walk->section && walk->section->hidden))
		return 0;
	words = wl_passage_tokens(&tokens, &walk->scratch, walk->source, block);
	if (walk->note)
		add_note(walk->note, &tokens, block->text, words);
	if (!is_passage(walk, block, &tokens, words))
		return 0;
	return add_passage(walk, block, &tokens, words);
}

static int walk_blocks(struct walk *walk, size_t body)
{
	struct wl_blocks blocks;
	int rc;

	rc = wl_markdown_blocks(
		&blocks, &walk->scratch, walk->source, body, walk->err);
	if (rc)
		return rc;
	walk->asked =
		wl_arena_raw(&walk->scratch, blocks.n * sizeof(*walk->asked));
	walk->passages = wl_arena_raw(
		&walk->scratch, blocks.n * sizeof(*walk->passages));
	for (size_t i = 0; !rc && i < blocks.n; i++)
		rc = blocks.v[i].kind == WL_HEADING
			     ? take_heading(walk, &blocks.v[i])
			     : take_text(walk, &blocks.v[i]);
	return rc;
}

/* The array, now of its exact size and the arena's. */
static void *keep(struct wl_arena *arena, const void *array, size_t bytes)
{
	void *kept = wl_arena_alloc(arena, bytes);

	if (bytes)
		memcpy(kept, array, bytes);
	return kept;
}

int wl_interview_body(struct wl_interview *out, struct wl_arena *arena,
	const struct wl_source *source, size_t body, struct wl_err *err)
{
	struct walk walk = {
		.arena = arena, .source = source, .err = err, .interview = true
	};
	int rc;

	walk_init(&walk);
	rc = walk_blocks(&walk, body);
	if (rc)
		goto done;
	out->asked = keep(arena, walk.asked, walk.nasked * sizeof(*walk.asked));
	out->nasked = walk.nasked;
	out->passages = keep(
		arena, walk.passages, walk.npassages * sizeof(*walk.passages));
	out->npassages = walk.npassages;
	for (size_t i = 0; i < WL_LEN(walk.notes); i++)
		if (walk.notes[i].n)
			out->notes[i] = wl_arena_strdup(arena, walk.notes[i].s);
done:
	walk_release(&walk);
	return rc;
}

int wl_passages_parse(struct wl_passage **out, size_t *n,
	struct wl_arena *arena, const struct wl_source *source, size_t body,
	struct wl_err *err)
{
	struct walk walk = { .arena = arena, .source = source, .err = err };
	int rc;

	walk_init(&walk);
	rc = walk_blocks(&walk, body);
	if (rc)
		goto done;
	*out = keep(
		arena, walk.passages, walk.npassages * sizeof(*walk.passages));
	*n = walk.npassages;
done:
	walk_release(&walk);
	return rc;
}
