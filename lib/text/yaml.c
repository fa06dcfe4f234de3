/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "text/yaml.h"

#include <yaml.h>

#include "base/map.h"
#include "base/utf8.h"
#include "text/yaml_plain.h"

#define DEPTH_MAX 16
#define FEW 24 /* keys of a map that are compared one by one */

/* An open map or sequence. */
struct level {
	struct wl_yaml *node, *last;
	const char *key; /* read, its value not yet; NULL: a key comes next */
	size_t key_start, key_end;
	struct wl_map seen;
};

struct reader {
	yaml_parser_t parser;
	struct wl_arena *arena;
	const struct wl_source *source;
	struct wl_err *err;
	size_t start, end;
	uint32_t *offsets; /* code point -> byte; NULL if all is ASCII */
	size_t points;
	struct level levels[DEPTH_MAX];
	int depth;
	struct wl_yaml *root;
};

/* libyaml counts code points; we splice bytes. */
static void map_offsets(struct reader *reader)
{
	const unsigned char *s = (const void *)reader->source->bytes;
	size_t i;

	for (i = reader->start; i < reader->end && s[i] < 0x80; i++)
		;
	if (i == reader->end)
		return;
	reader->offsets = wl_alloc(
		(reader->end - reader->start + 1) * sizeof(*reader->offsets));
	for (i = reader->start; i < reader->end; i++)
		if ((s[i] & 0xc0) != 0x80)
			reader->offsets[reader->points++] = (uint32_t)i;
	reader->offsets[reader->points] = (uint32_t)reader->end;
}

static size_t offset(const struct reader *reader, size_t index)
{
	if (!reader->offsets) {
		index += reader->start;
		return index > reader->end ? reader->end : index;
	}
	return reader->offsets[index > reader->points ? reader->points : index];
}

static int fail(struct reader *reader, size_t at, const char *text)
{
	return wl_source_error(reader->err, reader->source, at, "%s", text);
}

static int syntax_error(struct reader *reader)
{
	const yaml_parser_t *parser = &reader->parser;
	size_t at = offset(reader, parser->problem_mark.index);

	if (parser->error == YAML_READER_ERROR)
		at = reader->start + parser->problem_offset;
	wl_source_error(reader->err, reader->source, at,
		"cannot read this as YAML: %s%s%s",
		parser->context ? parser->context : "",
		parser->context ? ", " : "",
		parser->problem ? parser->problem : "unknown problem");
	return wl_err_hint(reader->err,
		"put text with ': ', ' #' or a leading bracket into "
		"quotes, and indent with spaces");
}

/* Where an empty value would stand: behind the colon of its key. */
static void place_empty(const struct reader *reader, struct wl_yaml *node)
{
	const char *s = reader->source->bytes;
	size_t at = node->key_end;

	while (at < reader->end && (s[at] == ' ' || s[at] == '\t'))
		at++;
	node->start = node->end =
		at < reader->end && s[at] == ':' ? at + 1 : node->key_end;
}

static int check_key(
	struct reader *reader, struct level *top, const char *key, size_t at)
{
	bool twice = false;

	if (top->node->n < FEW) {
		for (struct wl_yaml *e = top->node->first; e; e = e->next)
			twice |= *e->key == *key && !strcmp(e->key, key);
	} else {
		if (!top->seen.n)
			for (struct wl_yaml *e = top->node->first; e;
				e = e->next)
				wl_map_put(&top->seen, e->key, e);
		twice = wl_map_put(&top->seen, key, top->node) != NULL;
	}
	if (!twice)
		return 0;
	/* A sentence by mistake in the place of a key is not repeated */
	if (strlen(key) > 64 || strpbrk(key, " \t\n"))
		key = "...";
	wl_source_error(reader->err, reader->source, at,
		"key '%s' stands here a second time", key);
	return wl_err_hint(reader->err, "keep one of the two");
}

/* Hang a node into the open map or sequence. */
static int attach(struct reader *reader, struct wl_yaml *node)
{
	struct level *top;

	if (!reader->depth) {
		reader->root = node;
		return 0;
	}
	top = &reader->levels[reader->depth - 1];
	if (top->node->kind == WL_YAML_MAP) {
		node->key = top->key;
		node->key_start = top->key_start;
		node->key_end = top->key_end;
		top->key = NULL;
		if (node->kind == WL_YAML_SCALAR && !node->flow && !*node->s)
			place_empty(reader, node);
	}
	if (top->last)
		top->last->next = node;
	else
		top->node->first = node;
	top->last = node;
	top->node->n++;
	return 0;
}

static bool wants_key(const struct reader *reader)
{
	const struct level *top;

	if (!reader->depth)
		return false;
	top = &reader->levels[reader->depth - 1];
	return top->node->kind == WL_YAML_MAP && !top->key;
}

static int take_key(struct reader *reader, const yaml_event_t *event)
{
	struct level *top = &reader->levels[reader->depth - 1];
	size_t at = offset(reader, event->start_mark.index);
	char *key = wl_arena_strndup(reader->arena,
		(char *)event->data.scalar.value, event->data.scalar.length);
	int rc;

	rc = check_key(reader, top, key, at);
	if (rc)
		return rc;
	top->key = key;
	top->key_start = at;
	top->key_end = offset(reader, event->end_mark.index);
	return 0;
}

static size_t trim_end(const struct reader *reader, size_t start, size_t end)
{
	const char *s = reader->source->bytes;

	while (end > start && strchr(" \t\r\n", s[end - 1]))
		end--;
	return end;
}

static int take_scalar(struct reader *reader, const yaml_event_t *event)
{
	const char *value = (const char *)event->data.scalar.value;
	size_t length = event->data.scalar.length;
	struct wl_yaml *node;

	if (memchr(value, '\0', length))
		return fail(reader, offset(reader, event->start_mark.index),
			"a NUL character cannot be part of a text");
	if (wants_key(reader))
		return take_key(reader, event);
	node = wl_arena_alloc(reader->arena, sizeof(*node));
	node->kind = WL_YAML_SCALAR;
	node->flow = event->data.scalar.style != YAML_PLAIN_SCALAR_STYLE;
	node->s = wl_arena_strndup(reader->arena, value, length);
	node->start = offset(reader, event->start_mark.index);
	node->end = trim_end(
		reader, node->start, offset(reader, event->end_mark.index));
	return attach(reader, node);
}

static int open_level(struct reader *reader, const yaml_event_t *event,
	enum wl_yaml_kind kind, bool flow)
{
	size_t at = offset(reader, event->start_mark.index);
	struct wl_yaml *node;
	struct level *level;
	int rc;

	if (wants_key(reader))
		return fail(reader, at, "a key must be plain text");
	if (reader->depth == DEPTH_MAX)
		return fail(reader, at, "this is nested deeper than 16 levels");
	node = wl_arena_alloc(reader->arena, sizeof(*node));
	node->kind = kind;
	node->flow = flow;
	node->s = "";
	node->start = node->end = at;
	rc = attach(reader, node);
	level = &reader->levels[reader->depth++];
	memset(level, 0, sizeof(*level));
	level->node = node;
	return rc;
}

static void close_level(struct reader *reader, const yaml_event_t *event)
{
	struct level *level = &reader->levels[--reader->depth];
	struct wl_yaml *node = level->node;

	/* A block ends where its last entry does, not at the next token */
	if (node->flow)
		node->end = offset(reader, event->end_mark.index);
	else if (level->last)
		node->end = level->last->end;
	wl_map_release(&level->seen);
}

/* What the house does not read: anchors, aliases, tags, second documents. */
static const char *refused(const yaml_event_t *event, bool has_root)
{
	const yaml_char_t *anchor = NULL, *tag = NULL;

	switch (event->type) {
	case YAML_ALIAS_EVENT:
		return "an alias (*name) is not read here; repeat the value";
	case YAML_DOCUMENT_START_EVENT:
		return has_root ? "a second document begins here" : NULL;
	case YAML_SCALAR_EVENT:
		anchor = event->data.scalar.anchor;
		tag = event->data.scalar.tag;
		break;
	case YAML_SEQUENCE_START_EVENT:
		anchor = event->data.sequence_start.anchor;
		tag = event->data.sequence_start.tag;
		break;
	case YAML_MAPPING_START_EVENT:
		anchor = event->data.mapping_start.anchor;
		tag = event->data.mapping_start.tag;
		break;
	default:
		break;
	}
	if (anchor)
		return "an anchor (&name) is not read here; repeat the value";
	return tag ? "a tag (!name) is not read here; put it in quotes" : NULL;
}

static int take_event(struct reader *reader, const yaml_event_t *event)
{
	const char *why = refused(event, reader->root != NULL);

	if (why)
		return fail(
			reader, offset(reader, event->start_mark.index), why);
	switch (event->type) {
	case YAML_SCALAR_EVENT:
		return take_scalar(reader, event);
	case YAML_SEQUENCE_START_EVENT:
		return open_level(reader, event, WL_YAML_SEQ,
			event->data.sequence_start.style ==
				YAML_FLOW_SEQUENCE_STYLE);
	case YAML_MAPPING_START_EVENT:
		return open_level(reader, event, WL_YAML_MAP,
			event->data.mapping_start.style ==
				YAML_FLOW_MAPPING_STYLE);
	case YAML_SEQUENCE_END_EVENT:
	case YAML_MAPPING_END_EVENT:
		close_level(reader, event);
		return 0;
	default:
		return 0;
	}
}

static int read_events(struct reader *reader)
{
	bool over = false;
	int rc = 0;

	while (!rc && !over) {
		yaml_event_t event;

		if (!yaml_parser_parse(&reader->parser, &event))
			return syntax_error(reader);
		over = event.type == YAML_STREAM_END_EVENT;
		rc = take_event(reader, &event);
		yaml_event_delete(&event);
	}
	return rc;
}

static struct wl_yaml *empty_map(struct reader *reader)
{
	struct wl_yaml *node = wl_arena_alloc(reader->arena, sizeof(*node));

	node->kind = WL_YAML_MAP;
	node->s = "";
	node->start = node->end = reader->start;
	return node;
}

int wl_yaml_parse_any(struct wl_yaml **out, struct wl_arena *arena,
	const struct wl_source *source, size_t start, size_t end,
	struct wl_err *err)
{
	struct reader reader = { .arena = arena, .source = source, .err = err };
	int rc;

	reader.start = start;
	reader.end = end;
	if (!yaml_parser_initialize(&reader.parser))
		wl_no_memory();
	map_offsets(&reader);
	yaml_parser_set_encoding(&reader.parser, YAML_UTF8_ENCODING);
	yaml_parser_set_input_string(&reader.parser,
		(const yaml_char_t *)source->bytes + start, end - start);
	rc = read_events(&reader);
	while (reader.depth)
		wl_map_release(&reader.levels[--reader.depth].seen);
	yaml_parser_delete(&reader.parser);
	free(reader.offsets);
	if (rc)
		return rc;
	if (!reader.root ||
		(reader.root->kind == WL_YAML_SCALAR && !*reader.root->s))
		reader.root = empty_map(&reader);
	*out = reader.root;
	return 0;
}

int wl_yaml_parse(struct wl_yaml **out, struct wl_arena *arena,
	const struct wl_source *source, size_t start, size_t end,
	struct wl_err *err)
{
	struct wl_yaml *plain;

	if (end - start >= 3 &&
		!memcmp(source->bytes + start, "\xef\xbb\xbf", 3))
		start += 3;
	plain = wl_yaml_plain(arena, source, start, end);
	if (!plain)
		return wl_yaml_parse_any(out, arena, source, start, end, err);
	*out = plain;
	return 0;
}

const char *wl_yaml_version(void)
{
	return yaml_get_version_string();
}

struct wl_yaml *wl_yaml_get(const struct wl_yaml *map, const char *key)
{
	if (!map || map->kind != WL_YAML_MAP)
		return NULL;
	for (struct wl_yaml *e = map->first; e; e = e->next)
		if (*e->key == *key && !strcmp(e->key, key))
			return e;
	return NULL;
}

const char *wl_yaml_text(const struct wl_yaml *map, const char *key)
{
	const struct wl_yaml *entry = wl_yaml_get(map, key);

	if (!entry || entry->kind != WL_YAML_SCALAR || !*entry->s)
		return NULL;
	return entry->s;
}

/* Would s, written plain, read back as s?  Errs on the side of no. */
static bool plain_safe(const char *s, bool flow)
{
	size_t n = strlen(s);

	if (!n || strchr("-?:,[]{}#&*!|>'\"%@` \t.=~<", *s))
		return false;
	if (s[n - 1] == ' ' || s[n - 1] == ':')
		return false;
	for (const char *p = s; *p; p++) {
		unsigned char c = (unsigned char)*p;

		if (c < 0x20 || c == 0x7f)
			return false;
		if (c == ':' && (p[1] == ' ' || flow))
			return false;
		if (c == ' ' && p[1] == '#')
			return false;
		if (flow && strchr(",[]{}?", c))
			return false;
	}
	return true;
}

/* Code points that line folding or a reader would change. */
static bool needs_escape(const char *s)
{
	for (const char *p = s; *p; p++) {
		unsigned char c = (unsigned char)*p;

		if (c < 0x20 || c == 0x7f)
			return true;
		if (c == 0xc2 && (unsigned char)p[1] < 0xa0)
			return true; /* C1 controls, NEL */
		if (c == 0xe2 && (unsigned char)p[1] == 0x80 &&
			((unsigned char)p[2] & 0xfe) == 0xa8)
			return true; /* line and paragraph separator */
		if (c == 0xef && (unsigned char)p[1] == 0xbb &&
			(unsigned char)p[2] == 0xbf)
			return true; /* BOM */
		if (c == 0xef && (unsigned char)p[1] == 0xbf &&
			((unsigned char)p[2] & 0xfe) == 0xbe)
			return true; /* U+FFFE and U+FFFF, not in YAML */
	}
	return false;
}

static size_t escape_one(struct wl_buf *out, const unsigned char *p)
{
	if (*p == '"' || *p == '\\')
		wl_buf_addf(out, "\\%c", *p);
	else if (*p == '\n')
		wl_buf_adds(out, "\\n");
	else if (*p < 0x20 || *p == 0x7f)
		wl_buf_addf(out, "\\x%02X", *p);
	else if (*p == 0xc2 && p[1] < 0xa0)
		return wl_buf_addf(out, "\\x%02X", p[1]), 2;
	else if (*p == 0xe2 && p[1] == 0x80 && (p[2] & 0xfe) == 0xa8)
		return wl_buf_addf(out, "\\u20%02X", p[2] - 0x80), 3;
	else if (*p == 0xef && p[1] == 0xbb && p[2] == 0xbf)
		return wl_buf_adds(out, "\\uFEFF"), 3;
	else if (*p == 0xef && p[1] == 0xbf && (p[2] & 0xfe) == 0xbe)
		return wl_buf_addf(out, "\\uFF%02X", p[2] + 0x40), 3;
	else
		wl_buf_add(out, p, 1);
	return 1;
}

void wl_yaml_quote(struct wl_buf *out, const char *s, bool flow)
{
	bool escape = needs_escape(s);

	if (!escape && plain_safe(s, flow)) {
		wl_buf_adds(out, s);
		return;
	}
	wl_buf_addc(out, escape ? '"' : '\'');
	for (const char *p = s; *p;) {
		if (escape) {
			p += escape_one(out, (const unsigned char *)p);
			continue;
		}
		if (*p == '\'')
			wl_buf_addc(out, '\'');
		wl_buf_addc(out, *p++);
	}
	wl_buf_addc(out, escape ? '"' : '\'');
}
