/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/guide.h"

#include "base/map.h"
#include "base/path.h"
#include "model/schema.h"

/* By enum wl_outcome: when a question is asked. */
static const char *const asked_after[] = {
	[WL_OUTCOME_NONE] = "any",
	[WL_WIN] = "win",
	[WL_LOSS] = "loss",
	NULL,
};

/* The front-matter fields that an answer can fill. */
static const char *const captured[] = { "consent", "role", "trigger",
	"criteria", "buyer-reason", "root", "price-factor", NULL };

static const char *const yes_no[] = { "false", "true", NULL };

/* A guide being read: what has been there, by id. */
struct reader {
	struct wl_schema schema;
	struct wl_map blocks, questions;
};

static const char *term_text(struct wl_schema *schema,
	const struct wl_yaml *map, const char *key, const char *const *table)
{
	int term = -1;

	wl_schema_term(schema, map, key, table, &term);
	return term < 0 ? NULL : table[term];
}

static void read_probes(struct wl_schema *schema, const struct wl_yaml *map,
	struct wl_question *question)
{
	const struct wl_yaml *list = wl_schema_seq(schema, map, "probes");
	const struct wl_yaml *item = NULL;

	if (!list)
		return;
	question->probes = wl_arena_alloc(
		schema->arena, list->n * sizeof(*question->probes));
	while ((item = wl_schema_item(list, item))) {
		const struct wl_yaml *keys =
			wl_schema_map_of(schema, item, "a probe");
		struct wl_probe *probe = &question->probes[question->nprobes++];

		wl_schema_require(schema, keys, "ask");
		wl_schema_text(schema, keys, "ask", &probe->ask);
		wl_schema_text(schema, keys, "when", &probe->when);
	}
}

static void read_question_id(struct reader *reader, const struct wl_yaml *map,
	struct wl_question *question)
{
	struct wl_schema *schema = &reader->schema;
	const struct wl_yaml *at = wl_yaml_get(map, "id");
	const struct wl_question *other;

	wl_schema_require(schema, map, "id");
	wl_schema_text(schema, map, "id", &question->id);
	if (!question->id)
		return;
	question->line = wl_schema_line(schema, at);
	if (!wl_question_id_valid(question->id))
		wl_schema_fail(schema, at,
			"id '%s' is not the id of a question: parts of small "
			"letters, digits and dashes, with dots between them",
			wl_schema_shown(schema, question->id));
	other = wl_map_put(&reader->questions, question->id, question);
	if (other)
		wl_schema_fail(schema, at,
			"question '%s' stands here a second time, first in "
			"line %d",
			question->id, other->line);
}

static void read_question(struct reader *reader, const struct wl_yaml *item,
	struct wl_question *question)
{
	struct wl_schema *schema = &reader->schema;
	const struct wl_yaml *map =
		wl_schema_map_of(schema, item, "a question");
	int outcome = WL_OUTCOME_NONE, key = 0;

	read_question_id(reader, map, question);
	wl_schema_require(schema, map, "text");
	wl_schema_text(schema, map, "text", &question->text);
	wl_schema_term(schema, map, "outcome", asked_after, &outcome);
	question->outcome = (enum wl_outcome)outcome;
	wl_schema_term(schema, map, "key", yes_no, &key);
	question->key = key;
	question->role = term_text(schema, map, "role", wl_question_roles);
	question->captures = term_text(schema, map, "captures", captured);
	read_probes(schema, map, question);
}

static void read_questions(struct reader *reader, const struct wl_yaml *map,
	struct wl_guide_block *block)
{
	struct wl_schema *schema = &reader->schema;
	const struct wl_yaml *list = wl_schema_seq(schema, map, "questions");
	const struct wl_yaml *item = NULL;

	if (list)
		block->questions = wl_arena_alloc(
			schema->arena, list->n * sizeof(*block->questions));
	while (!schema->code && (item = wl_schema_item(list, item)))
		read_question(
			reader, item, &block->questions[block->nquestions++]);
	if (!block->nquestions)
		wl_schema_fail(
			schema, map, "block '%s' has no questions", block->id);
}

static void read_block(struct reader *reader, const struct wl_yaml *item,
	struct wl_guide_block *block)
{
	struct wl_schema *schema = &reader->schema;
	const struct wl_yaml *map = wl_schema_map_of(schema, item, "a block");
	const struct wl_yaml *listen = wl_schema_map(schema, map, "listen");

	wl_schema_id(schema, map, "id", true, &block->id);
	if (block->id && wl_map_put(&reader->blocks, block->id, block))
		wl_schema_fail(schema, wl_yaml_get(map, "id"),
			"block '%s' stands here a second time", block->id);
	block->title = block->id;
	wl_schema_text(schema, map, "title", &block->title);
	wl_schema_text(schema, map, "goal", &block->goal);
	wl_schema_text(schema, map, "script", &block->script);
	wl_schema_range(schema, map, "minutes", 0, 480, block->minutes);
	wl_schema_list(schema, listen, "any", &block->listen_any);
	wl_schema_list(schema, listen, "win", &block->listen_win);
	wl_schema_list(schema, listen, "loss", &block->listen_loss);
	read_questions(reader, map, block);
}

static void read_blocks(struct reader *reader, const struct wl_yaml *root,
	struct wl_guide *guide)
{
	struct wl_schema *schema = &reader->schema;
	const struct wl_yaml *list = wl_schema_seq(schema, root, "blocks");
	const struct wl_yaml *item = NULL;

	if (list)
		guide->blocks = wl_arena_alloc(
			schema->arena, list->n * sizeof(*guide->blocks));
	while (!schema->code && (item = wl_schema_item(list, item)))
		read_block(reader, item, &guide->blocks[guide->nblocks++]);
	if (!guide->nblocks)
		wl_schema_fail(schema, root, "the guide has no blocks");
}

int wl_guide_parse(struct wl_guide *out, struct wl_arena *arena,
	const struct wl_source *source, struct wl_err *err)
{
	struct reader reader = {
		.schema = { .arena = arena, .source = source, .err = err },
	};
	struct wl_guide guide = { .total = { 40, 45 } };
	const struct wl_yaml *root = wl_schema_parse(&reader.schema);

	wl_schema_version(&reader.schema, root);
	wl_schema_id(&reader.schema, root, "id", true, &guide.id);
	wl_schema_range(&reader.schema, root, "total", 1, 480, guide.total);
	read_blocks(&reader, root, &guide);
	wl_map_release(&reader.blocks);
	wl_map_release(&reader.questions);
	if (!reader.schema.code)
		*out = guide;
	return reader.schema.code;
}

const struct wl_question *wl_guide_question(
	const struct wl_guide *guide, const char *id)
{
	for (size_t b = 0; b < guide->nblocks; b++) {
		const struct wl_guide_block *block = &guide->blocks[b];

		for (size_t q = 0; q < block->nquestions; q++)
			if (wl_streq(block->questions[q].id, id))
				return &block->questions[q];
	}
	return NULL;
}

bool wl_guide_asks(const struct wl_question *question, enum wl_outcome outcome)
{
	if (outcome == WL_NO_DECISION)
		outcome = WL_LOSS;
	return question->outcome == WL_OUTCOME_NONE ||
	       question->outcome == outcome;
}

void wl_guide_fill(struct wl_buf *out, const char *text, const char *competitor,
	const char *product)
{
	const struct {
		const char *mark, *value;
	} marks[] = {
		{ "[competitor]", competitor ? competitor : "the alternative" },
		{ "[product]", product ? product : "our product" },
	};

	while (*text) {
		size_t n = 0;

		for (size_t i = 0; i < WL_LEN(marks) && !n; i++)
			if (wl_starts(text, marks[i].mark)) {
				n = strlen(marks[i].mark);
				wl_buf_adds(out, marks[i].value);
			}
		if (!n)
			wl_buf_addc(out, *text);
		text += n ? n : 1;
	}
}
