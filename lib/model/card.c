/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/card_internal.h"

#include "base/map.h"
#include "base/path.h"
#include "base/utf8.h"
#include "model/schema.h"
#include "text/markdown.h"

static const char *const audiences[] = { "internal", "external", NULL };

struct walk {
	struct wl_arena *arena; /* of what is kept */
	struct wl_arena scratch;
	const struct wl_source *source;
	struct wl_err *err;
	const char *title, *section;
	enum wl_outcome outcome; /* that the section speaks of */
	struct wl_claim *claims;
	size_t n, cap;
	struct wl_map ids; /* -> line where it stands */
};

static bool is_space(char c)
{
	return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

/* Citations and marks */

/* What the bytes of the item say, read as Markdown would. */
static void find_evidence(
	struct walk *walk, struct wl_claim *claim, struct wl_citations *found)
{
	const char *s = walk->source->bytes + claim->start;
	const char *end = walk->source->bytes + claim->end;
	enum wl_claim_part part;

	while (s < end) {
		s = wl_claim_part(&part, found, &walk->scratch, s, end);
		claim->unproven = claim->unproven || part == WL_PART_MARK;
	}
}

static bool same_citations(const struct wl_citations *all, size_t at,
	const struct wl_citations *some)
{
	if (some->n > all->n - at)
		return false;
	for (size_t i = 0; i < some->n; i++)
		if (strcmp(all->v[at + i].source, some->v[i].source) ||
			strcmp(all->v[at + i].passage, some->v[i].passage))
			return false;
	return true;
}

/*
 * The rendered text without what find_evidence found: each group and mark is
 * looked for in the order of the bytes.
 */
static void cut_evidence(struct walk *walk, struct wl_buf *out,
	const struct wl_claim *claim, const struct wl_citations *found,
	const struct wl_buf *text)
{
	const char *s = text->s, *end = text->s + text->n, *next;
	struct wl_citations here = { 0 };
	size_t at = 0;

	while (s < end) {
		here.n = 0;
		next = wl_citation_group(&here, &walk->scratch, s, end);
		if (next && same_citations(found, at, &here)) {
			at += here.n;
			s = next;
		} else if (claim->unproven && (next = wl_claim_mark(s, end))) {
			s = next;
		} else {
			wl_buf_addc(out, *s++);
		}
	}
	free(here.v);
}

/* Claims */

/* Where the last word of the n bytes begins, trailing space left out. */
static size_t last_word(const char *s, size_t *n)
{
	size_t at;

	while (*n && is_space(s[*n - 1]))
		(*n)--;
	for (at = *n; at && !is_space(s[at - 1]); at--)
		;
	return at;
}

/* "^id" as the last word of the bytes and of the text, which loses it. */
static const char *take_id(
	struct walk *walk, const struct wl_block *block, struct wl_buf *text)
{
	const char *bytes = walk->source->bytes + block->start;
	size_t n = block->end - block->start, m = text->n;
	size_t at = last_word(bytes, &n), from = last_word(text->s, &m);
	const char *id;

	if (!block->open || n - at < 2 || bytes[at] != '^' ||
		n - at != m - from ||
		memcmp(bytes + at, text->s + from, n - at))
		return NULL;
	id = wl_arena_strndup(walk->arena, bytes + at + 1, n - at - 1);
	if (!wl_passage_id_valid(id))
		return NULL;
	wl_buf_cut(text, from);
	return id;
}

static int check_id(struct walk *walk, const struct wl_claim *claim)
{
	void *before;

	if (!claim->id)
		return 0;
	before = wl_map_put(
		&walk->ids, claim->id, (void *)(intptr_t)claim->line);
	if (!before)
		return 0;
	wl_source_error(walk->err, walk->source, claim->start,
		"the claim '^%s' stands here a second time, first in line %d",
		claim->id, (int)(intptr_t)before);
	return wl_err_hint(walk->err, "give one of the two another id, or "
				      "remove it");
}

static void keep_citations(struct wl_arena *arena, struct wl_claim *claim,
	const struct wl_citations *found)
{
	claim->citations =
		wl_arena_alloc(arena, found->n * sizeof(*claim->citations));
	for (size_t i = 0; i < found->n; i++)
		claim->citations[claim->ncitations++] = (struct wl_citation){
			wl_arena_strdup(arena, found->v[i].source),
			wl_arena_strdup(arena, found->v[i].passage),
		};
}

static int add_claim(struct walk *walk, const struct wl_block *block)
{
	struct wl_buf text = WL_BUF_INIT, plain = WL_BUF_INIT,
		      words = WL_BUF_INIT;
	struct wl_claim claim = { .section = walk->section,
		.outcome = walk->outcome,
		.line = block->line,
		.start = block->start,
		.end = block->end };
	struct wl_citations found = { 0 };

	wl_buf_adds(&text, block->text);
	claim.id = take_id(walk, block, &text);
	find_evidence(walk, &claim, &found);
	cut_evidence(walk, &plain, &claim, &found, &text);
	wl_utf8_line(&words, plain.s);
	claim.text = wl_arena_strdup(walk->arena, words.s);
	keep_citations(walk->arena, &claim, &found);
	WL_GROW(walk->claims, walk->n, walk->cap);
	walk->claims[walk->n++] = claim;
	wl_buf_release(&text);
	wl_buf_release(&plain);
	wl_buf_release(&words);
	free(found.v);
	return check_id(walk, &claim);
}

/* The file */

static const char *heading_text(struct walk *walk, const struct wl_block *block)
{
	struct wl_buf line = WL_BUF_INIT;
	const char *kept;

	wl_utf8_line(&line, block->text);
	kept = line.n ? wl_arena_strdup(walk->arena, line.s) : NULL;
	wl_buf_release(&line);
	return kept;
}

/* What our own headings mean without a comment. */
static const struct {
	const char *title;
	enum wl_outcome outcome;
} sections[] = {
	{ "Where we win", WL_WIN },
	{ "Where they win", WL_LOSS },
};

static enum wl_outcome outcome_of(
	const char *section, const struct wl_block *block)
{
	int outcome = block->comment ? wl_term(wl_outcomes, block->comment) : 0;

	if (outcome == WL_WIN || outcome == WL_LOSS ||
		outcome == WL_NO_DECISION)
		return (enum wl_outcome)outcome;
	for (size_t i = 0; section && i < WL_LEN(sections); i++)
		if (!strcasecmp(section, sections[i].title))
			return sections[i].outcome;
	return WL_OUTCOME_NONE;
}

static void take_heading(struct walk *walk, const struct wl_block *block)
{
	if (block->level == 1 && !walk->title)
		walk->title = heading_text(walk, block);
	if (block->level > 2)
		return;
	walk->section = block->level == 2 ? heading_text(walk, block) : NULL;
	walk->outcome = outcome_of(walk->section, block);
}

static int walk_blocks(struct walk *walk, size_t body)
{
	struct wl_blocks blocks;
	int rc;

	rc = wl_markdown_blocks(
		&blocks, &walk->scratch, walk->source, body, walk->err);
	for (size_t i = 0; !rc && i < blocks.n; i++) {
		if (blocks.v[i].kind == WL_HEADING)
			take_heading(walk, &blocks.v[i]);
		else if (blocks.v[i].kind == WL_ITEM)
			rc = add_claim(walk, &blocks.v[i]);
	}
	return rc;
}

static int read_body(struct wl_card *card, struct wl_arena *arena,
	const struct wl_source *source, size_t body, struct wl_err *err)
{
	struct walk walk = { .arena = arena, .source = source, .err = err };
	int rc;

	wl_arena_init(&walk.scratch);
	wl_map_init(&walk.ids);
	rc = walk_blocks(&walk, body);
	if (rc)
		goto done;
	card->title = walk.title ? walk.title : card->id;
	card->claims = wl_arena_alloc(arena, walk.n * sizeof(*walk.claims));
	if (walk.n)
		memcpy(card->claims, walk.claims,
			walk.n * sizeof(*walk.claims));
	card->nclaims = walk.n;
done:
	wl_map_release(&walk.ids);
	wl_arena_release(&walk.scratch);
	free(walk.claims);
	return rc;
}

static void read_interval(struct wl_schema *schema, const struct wl_yaml *map,
	const char *key, int *out)
{
	const char *text = NULL;

	wl_schema_text(schema, map, key, &text);
	if (!text)
		return;
	*out = wl_days_parse(text);
	if (*out <= 0)
		wl_schema_fail(schema, wl_yaml_get(map, key),
			"%s '%s' is not an interval such as 90d", key,
			wl_schema_shown(schema, text));
}

/* "rollout-time pattern 3" */
static void read_leaning(struct wl_schema *schema, const struct wl_yaml *value,
	struct wl_leaning *out)
{
	const char *text = NULL, *space, *second;
	char *end = NULL;
	long deals;

	wl_schema_text_of(schema, value, "verified-on", &text);
	if (!text)
		return;
	out->claim = wl_arena_strdup(schema->arena, value->key);
	space = strchr(text, ' ');
	second = space ? strchr(space + 1, ' ') : NULL;
	deals = second ? strtol(second + 1, &end, 10) : -1;
	if (deals >= 0 && deals <= 1000000 && end > second + 1 && !*end) {
		out->theme = wl_arena_strndup(
			schema->arena, text, (size_t)(space - text));
		out->level = wl_term(
			wl_strengths, wl_arena_strndup(schema->arena, space + 1,
					      (size_t)(second - space - 1)));
		out->deals = (int)deals;
	}
	if (!out->theme || !wl_id_valid(out->theme) || out->level < 0)
		wl_schema_fail(schema, value,
			"'%s' does not say what a claim leans on, such as "
			"'rollout-time pattern 3'",
			wl_schema_shown(schema, text));
}

static void read_leanings(struct wl_card *card, struct wl_schema *schema,
	const struct wl_yaml *map)
{
	const struct wl_yaml *on = wl_schema_map(schema, map, "verified-on");
	size_t n = 0;

	for (const struct wl_yaml *e = on ? on->first : NULL; e; e = e->next)
		n++;
	card->leanings =
		wl_arena_alloc(schema->arena, n * sizeof(*card->leanings));
	for (const struct wl_yaml *e = on ? on->first : NULL; e; e = e->next) {
		struct wl_leaning *next = &card->leanings[card->nleanings];

		read_leaning(schema, e, next);
		card->nleanings += next->theme != NULL;
	}
}

static void read_disputed(struct wl_card *card, struct wl_schema *schema,
	const struct wl_yaml *map)
{
	const struct wl_yaml *all = wl_schema_map(schema, map, "disputed");
	struct wl_pair_list *out = &card->disputed;
	size_t n = 0;

	for (const struct wl_yaml *e = all ? all->first : NULL; e; e = e->next)
		n++;
	out->key = wl_arena_alloc(schema->arena, n * sizeof(*out->key));
	out->value = wl_arena_alloc(schema->arena, n * sizeof(*out->value));
	for (const struct wl_yaml *e = all ? all->first : NULL; e;
		e = e->next) {
		const char *review = NULL;

		wl_schema_text_of(schema, e, "disputed", &review);
		out->key[out->n] = wl_arena_strdup(schema->arena, e->key);
		out->value[out->n++] = review ? review : "";
	}
}

/* "rivalco" or "battlecard/rivalco" */
static bool card_name(const char *s)
{
	const char *slash = strchr(s, '/');
	char type[32];

	if (!slash)
		return wl_id_valid(s);
	snprintf(type, sizeof(type), "%.*s", (int)(slash - s), s);
	return wl_term(wl_card_types, type) >= 0 && wl_id_valid(slash + 1);
}

static void read_succession(struct wl_card *card, struct wl_schema *schema,
	const struct wl_yaml *map)
{
	card->retired = WL_NO_DAY;
	wl_schema_day(schema, map, "retired", &card->retired);
	wl_schema_text(schema, map, "replaced-by", &card->replaced_by);
	if (card->replaced_by && !card_name(card->replaced_by))
		wl_schema_fail(schema, wl_yaml_get(map, "replaced-by"),
			"replaced-by '%s' is not a card such as "
			"'battlecard/rivalco'",
			wl_schema_shown(schema, card->replaced_by));
	wl_schema_list(schema, map, "replaces", &card->replaces);
}

static int read_front(
	void *out, struct wl_schema *schema, const struct wl_yaml *map)
{
	struct wl_card *card = out;
	int type = 0, audience = 0;

	card->verified = WL_NO_DAY;
	wl_schema_version(schema, map);
	wl_schema_id(schema, map, "id", true, &card->id);
	wl_schema_require(schema, map, "type");
	wl_schema_term(schema, map, "type", wl_card_types, &type);
	wl_schema_id(schema, map, "competitor", false, &card->competitor);
	wl_schema_text(schema, map, "owner", &card->owner);
	wl_schema_text(schema, map, "verifier", &card->verifier);
	read_interval(schema, map, "verify-every", &card->verify_days);
	wl_schema_day(schema, map, "verified", &card->verified);
	wl_schema_text(schema, map, "verified-as", &card->verified_as);
	wl_schema_text(schema, map, "verified-by", &card->verified_by);
	read_leanings(card, schema, map);
	read_disputed(card, schema, map);
	read_succession(card, schema, map);
	wl_schema_term(schema, map, "audience", audiences, &audience);
	card->type = (enum wl_card_type)type;
	card->external = audience == 1;
	return schema->code;
}

int wl_card_parse(struct wl_card *out, struct wl_arena *arena,
	const struct wl_source *source, struct wl_err *err)
{
	struct wl_schema schema = {
		.arena = arena, .source = source, .err = err
	};
	struct wl_card card = { 0 };
	size_t body = 0;
	int rc = wl_schema_front(&schema, read_front, &card, &body);

	if (!rc)
		rc = read_body(&card, arena, source, body, err);
	if (rc)
		return rc;
	card.path = wl_arena_strdup(arena, source->path);
	*out = card;
	return 0;
}

int wl_card_order(const struct wl_card *a, const struct wl_card *b)
{
	if (a->type != b->type)
		return a->type < b->type ? -1 : 1;
	return strcmp(a->id, b->id);
}
