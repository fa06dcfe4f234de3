/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "text/yaml_plain.h"

#define SIZE_MAX_PLAIN ((size_t)64 * 1024)
#define KEY_MAX_PLAIN 64

/* What a byte may be a part of. */
enum {
	WORD = 1, /* begins words and keys */
	KEY = 2,  /* of a key behind its first */
	FLOW = 4, /* of words inside brackets */
	TEXT = 8, /* of words on a line of their own */
};

/* clang-format off */
#define L (WORD | KEY | FLOW | TEXT)
#define K (KEY | FLOW | TEXT)
#define F (FLOW | TEXT)
#define T TEXT
static const unsigned char classes[256] = {
	[' '] =
	F, T, T, T, T, T, T, T, T, T, T, F, T, K, F, F, /*  !"#$%&'()*+,-./ */
	L, L, L, L, L, L, L, L, L, L, T, T, T, T, T, T, /* 0123456789:;<=>? */
	F, L, L, L, L, L, L, L, L, L, L, L, L, L, L, L, /* @ABCDEFGHIJKLMNO */
	L, L, L, L, L, L, L, L, L, L, L, T, T, T, T, K, /* PQRSTUVWXYZ[\]^_ */
	T, L, L, L, L, L, L, L, L, L, L, L, L, L, L, L, /* `abcdefghijklmno */
	L, L, L, L, L, L, L, L, L, L, L, T, T, T, T, 0, /* pqrstuvwxyz{|}~  */
};
/* clang-format on */

struct plain {
	struct wl_arena *arena;
	const char *s; /* the source */
	char *copy;    /* of s + start, where strings end in NUL */
	size_t start, end;
	size_t at;
	bool failed;
};

/* The keys of a map so far; a bit of `seen` is set by each. */
struct map {
	struct wl_yaml *node, *last;
	uint64_t seen;
};

static bool is(const struct plain *plain, size_t at, int class)
{
	return at < plain->end && classes[(unsigned char)plain->s[at]] & class;
}

static bool is_char(const struct plain *plain, size_t at, char c)
{
	return at < plain->end && plain->s[at] == c;
}

static void skip_spaces(struct plain *plain)
{
	while (is_char(plain, plain->at, ' '))
		plain->at++;
}

static const char *string(struct plain *plain, size_t from, size_t to)
{
	plain->copy[to - plain->start] = '\0';
	return plain->copy + (from - plain->start);
}

static struct wl_yaml *node_new(
	struct plain *plain, enum wl_yaml_kind kind, size_t from)
{
	struct wl_yaml *node = wl_arena_alloc(plain->arena, sizeof(*node));

	node->kind = kind;
	node->s = "";
	node->start = node->end = from;
	return node;
}

/* Letters of two bytes, from U+00C0 to U+07FF: none is white or a control. */
static bool is_letter(const struct plain *plain, size_t at)
{
	const unsigned char *s = (const unsigned char *)plain->s + at;

	return at + 1 < plain->end && s[0] >= 0xc3 && s[0] <= 0xdf &&
	       (s[1] & 0xc0) == 0x80;
}

/* Go behind the last of the characters of the class; libyaml decides where a
 * colon or a # means more than itself. */
static void skip_text(struct plain *plain)
{
	size_t at = plain->at;

	for (;; at++) {
		if (is(plain, at, WORD))
			continue;
		if (is_letter(plain, at)) {
			at++;
			continue;
		}
		if (!is(plain, at, TEXT))
			break;
		plain->failed |=
			plain->s[at] == ':' &&
			(at + 1 == plain->end || is_char(plain, at + 1, ' ') ||
				is_char(plain, at + 1, '\n'));
		plain->failed |=
			plain->s[at] == '#' && is_char(plain, at - 1, ' ');
	}
	plain->at = at;
}

/* Words up to the end of the line, or inside brackets. */
static struct wl_yaml *read_words(struct plain *plain, bool flow)
{
	size_t from = plain->at, to;
	struct wl_yaml *node;

	plain->failed |= !is(plain, from, WORD);
	if (!flow)
		skip_text(plain);
	while (flow && is(plain, plain->at, FLOW))
		plain->at++;
	for (to = plain->at; to > from && plain->s[to - 1] == ' ';)
		to--;
	if (plain->failed)
		return NULL;
	node = node_new(plain, WL_YAML_SCALAR, from);
	node->end = to;
	node->s = string(plain, from, to);
	return node;
}

static bool is_twice(struct map *map, const char *key, size_t n)
{
	uint64_t bit =
		UINT64_C(1)
		<< ((unsigned)(key[0] * 7 + key[n - 1] * 3 + (int)n) & 63);
	bool seen = map->seen & bit;

	map->seen |= bit;
	for (const struct wl_yaml *e = map->node->first; seen && e; e = e->next)
		if (!strcmp(e->key, key))
			return true;
	return false;
}

static void append(struct map *map, struct wl_yaml *node)
{
	if (map->last)
		map->last->next = node;
	else
		map->node->first = node;
	map->last = node;
	map->node->n++;
}

/* "key:" and what is white behind it.  *out borrows the place of an entry. */
static void read_key(struct plain *plain, struct map *map, struct wl_yaml *out)
{
	size_t from = plain->at, to = from;

	while (is(plain, to, KEY))
		to++;
	plain->failed |= !is(plain, from, WORD) || to - from > KEY_MAX_PLAIN ||
			 !is_char(plain, to, ':');
	if (plain->failed)
		return;
	plain->at = to + 1;
	plain->failed = !is_char(plain, plain->at, ' ') &&
			!is_char(plain, plain->at, '\n') &&
			plain->at < plain->end;
	skip_spaces(plain);
	out->key = string(plain, from, to);
	out->key_start = from;
	out->key_end = to;
	plain->failed |= is_twice(map, out->key, to - from);
}

static void name(struct wl_yaml *node, const struct wl_yaml *key)
{
	node->key = key->key;
	node->key_start = key->key_start;
	node->key_end = key->key_end;
}

/* Behind an entry: another one, or the bracket that ends it. */
static bool goes_on(struct plain *plain, char bracket)
{
	if (is_char(plain, plain->at, bracket)) {
		plain->at++;
		return false;
	}
	plain->failed |= !is_char(plain, plain->at, ',') ||
			 !is_char(plain, plain->at + 1, ' ');
	plain->at++;
	skip_spaces(plain);
	return !plain->failed;
}

/* [words, words] or {key: words, key: words} */
static struct wl_yaml *read_flow(struct plain *plain)
{
	bool keys = plain->s[plain->at] == '{';
	struct map map = { node_new(plain, keys ? WL_YAML_MAP : WL_YAML_SEQ,
				   plain->at),
		NULL, 0 };
	char bracket = keys ? '}' : ']';

	map.node->flow = true;
	plain->at++;
	if (is_char(plain, plain->at, bracket)) {
		plain->at++;
		map.node->end = plain->at;
		return map.node;
	}
	do {
		struct wl_yaml key = { .n = 0 }, *node;

		if (keys)
			read_key(plain, &map, &key);
		node = plain->failed ? NULL : read_words(plain, true);
		if (!node)
			return NULL;
		name(node, &key);
		append(&map, node);
	} while (goes_on(plain, bracket));
	map.node->end = plain->at;
	return map.node;
}

static struct wl_yaml *read_value(struct plain *plain)
{
	if (plain->at == plain->end || is_char(plain, plain->at, '\n'))
		return node_new(plain, WL_YAML_SCALAR, 0);
	if (is_char(plain, plain->at, '[') || is_char(plain, plain->at, '{'))
		return read_flow(plain);
	return read_words(plain, false);
}

static void read_entry(struct plain *plain, struct map *map)
{
	struct wl_yaml key = { .n = 0 }, *node;

	read_key(plain, map, &key);
	node = plain->failed ? NULL : read_value(plain);
	if (!node)
		return;
	name(node, &key);
	if (!node->start) /* empty: behind the colon */
		node->start = node->end = key.key_end + 1;
	append(map, node);
	skip_spaces(plain);
}

static void read_line(struct plain *plain, struct map *map)
{
	if (is_char(plain, plain->at, '#')) {
		bool failed = plain->failed;

		skip_text(plain);
		plain->failed = failed;
	} else if (!is_char(plain, plain->at, '\n')) {
		read_entry(plain, map);
	}
	plain->failed |=
		plain->at < plain->end && !is_char(plain, plain->at, '\n');
	plain->at++;
}

/* Most of what is not plain has a line that begins with something else. */
static bool looks_plain(const char *s, size_t n)
{
	const char *end = s + n;

	if (!n || n > SIZE_MAX_PLAIN || !(classes[(unsigned char)*s] & WORD))
		return false;
	while (s && s < end) {
		if (!(classes[(unsigned char)*s] & WORD) && *s != '#' &&
			*s != '\n')
			return false;
		s = memchr(s, '\n', (size_t)(end - s));
		s += s != NULL;
	}
	return true;
}

struct wl_yaml *wl_yaml_plain(struct wl_arena *arena,
	const struct wl_source *source, size_t start, size_t end)
{
	struct plain plain = { .arena = arena,
		.s = source->bytes,
		.start = start,
		.end = end,
		.at = start };
	struct map map = { .seen = 0 };

	if (!looks_plain(plain.s + start, end - start))
		return NULL;
	plain.copy = wl_arena_strndup(arena, plain.s + start, end - start);
	map.node = node_new(&plain, WL_YAML_MAP, start);
	while (plain.at < end && !plain.failed)
		read_line(&plain, &map);
	if (plain.failed)
		return NULL;
	map.node->end = map.last->end;
	return map.node;
}
