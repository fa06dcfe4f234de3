/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/trailers.h"

#include <strings.h>

#include "base/buf.h"
#include "base/utf8.h"

/* What divides citations and ids, and what may stand around them by hand */
#define BETWEEN " \t,;[]()@`"

enum key { WHY, APPLY_FIRST, EVIDENCE, CARD, INTERVIEW, KEYS };

static const char *const keys[KEYS] = {
	"Why",
	"Apply-First",
	"Evidence",
	"Card",
	"Interview",
};

struct reading {
	struct wl_arena *arena;
	struct wl_buf values[KEYS]; /* "one; other" */
	struct wl_buf value;        /* of the open line, unfolded */
	int key;                    /* of the open line; KEYS: none */
	size_t indent;
};

/* "apply first" and "Apply_First" are meant too. */
static bool is_key(const char *line, size_t n, const char *key)
{
	if (n != strlen(key))
		return false;
	for (size_t i = 0; i < n; i++)
		if (key[i] == '-' ? !strchr("-_ ", line[i])
				  : strncasecmp(line + i, key + i, 1) != 0)
			return false;
	return true;
}

/* The key that a line begins with; *value is behind the colon. */
static int key_of(const char *line, const char **value)
{
	size_t n = strcspn(line, ":");
	size_t end = n;

	if (!line[n])
		return KEYS;
	while (end && (line[end - 1] == ' ' || line[end - 1] == '\t'))
		end--;
	*value = line + n + 1;
	for (int i = 0; i < KEYS; i++)
		if (is_key(line, end, keys[i]))
			return i;
	return KEYS;
}

static void close_value(struct reading *reading)
{
	struct wl_buf line = WL_BUF_INIT;

	if (reading->key < KEYS) {
		struct wl_buf *to = &reading->values[reading->key];

		wl_utf8_line(&line, reading->value.s);
		if (line.n)
			wl_buf_addf(to, "%s%s", to->n ? "; " : "", line.s);
	}
	reading->key = KEYS;
	wl_buf_clear(&reading->value);
	wl_buf_release(&line);
}

static void read_line(struct reading *reading, const char *line)
{
	size_t indent = strspn(line, " \t");
	const char *value = NULL;
	int key;

	line += indent;
	if (reading->key < KEYS && *line && indent > reading->indent) {
		wl_buf_addf(&reading->value, " %s", line);
		return;
	}
	close_value(reading);
	key = key_of(line, &value);
	if (key == KEYS)
		return;
	reading->key = key;
	reading->indent = indent;
	wl_buf_adds(&reading->value, value);
}

static struct wl_list words(struct wl_arena *arena, const char *s)
{
	struct wl_list list = { 0 };

	list.v = wl_arena_alloc(arena, (strlen(s) + 1) * sizeof(*list.v));
	for (s += strspn(s, BETWEEN); *s; s += strspn(s, BETWEEN)) {
		size_t n = strcspn(s, BETWEEN);
		const char *word = wl_arena_strndup(arena, s, n);

		if (!wl_list_has(&list, word))
			list.v[list.n++] = word;
		s += n;
	}
	return list;
}

static const char *text(struct wl_arena *arena, const struct wl_buf *value)
{
	return value->n ? wl_arena_strdup(arena, value->s) : NULL;
}

/* The lines below the subject, which is the first paragraph. */
static void read_body(struct reading *reading, const char *message)
{
	bool below = false;

	while (*message) {
		size_t n = strcspn(message, "\n");
		char *line = wl_strndup(message, n);

		if (below)
			read_line(reading, line);
		else if (!line[strspn(line, " \t\r")])
			below = true;
		free(line);
		message += n + (message[n] == '\n');
	}
	close_value(reading);
}

void wl_trailers_parse(
	struct wl_trailers *out, struct wl_arena *arena, const char *message)
{
	struct reading reading = { .arena = arena, .key = KEYS };

	wl_buf_init(&reading.value);
	for (int i = 0; i < KEYS; i++)
		wl_buf_init(&reading.values[i]);
	read_body(&reading, message + strspn(message, "\n"));
	out->why = text(arena, &reading.values[WHY]);
	out->apply_first = text(arena, &reading.values[APPLY_FIRST]);
	out->evidence = words(arena, reading.values[EVIDENCE].s);
	out->cards = words(arena, reading.values[CARD].s);
	out->interviews = words(arena, reading.values[INTERVIEW].s);
	for (int i = 0; i < KEYS; i++)
		wl_buf_release(&reading.values[i]);
	wl_buf_release(&reading.value);
}
