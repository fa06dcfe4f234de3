/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/yaml_edit.h"

static void splice(struct wl_buf *file, size_t at, size_t end, const char *text)
{
	wl_buf_splice(file, at, end - at, text, strlen(text));
}

size_t wl_yaml_line(const struct wl_buf *file, size_t at)
{
	while (at && file->s[at - 1] != '\n')
		at--;
	return at;
}

size_t wl_yaml_next_line(const struct wl_buf *file, size_t at)
{
	while (at < file->n && file->s[at] != '\n')
		at++;
	return at < file->n ? at + 1 : at;
}

const char *wl_yaml_eol(const struct wl_buf *file)
{
	const char *lf = memchr(file->s, '\n', file->n);

	return lf && lf > file->s && lf[-1] == '\r' ? "\r\n" : "\n";
}

static const struct wl_yaml *last_of(const struct wl_yaml *node)
{
	const struct wl_yaml *last = node->first;

	while (last && last->next)
		last = last->next;
	return last;
}

static bool is_block_text(const struct wl_buf *file, const struct wl_yaml *node)
{
	return node->kind == WL_YAML_SCALAR && node->flow &&
	       strchr("|>", file->s[node->start]);
}

size_t wl_yaml_behind(const struct wl_buf *file, const struct wl_yaml *entry)
{
	const struct wl_yaml *leaf = entry;
	const char *s = file->s;
	size_t at;

	while (leaf->kind != WL_YAML_SCALAR && !leaf->flow && leaf->first)
		leaf = last_of(leaf);
	at = wl_yaml_next_line(file, leaf->end);
	while (is_block_text(file, leaf) && at < file->n &&
		strchr(" \r\n", s[at]) && s[at]) {
		size_t i = at + strspn(s + at, " \r");

		if (i < file->n && s[i] != '\n')
			break;
		at = wl_yaml_next_line(file, at);
	}
	return at;
}

void wl_yaml_put(
	struct wl_buf *file, const struct wl_yaml *scalar, const char *text)
{
	struct wl_buf with = WL_BUF_INIT;
	size_t start = scalar->start, end = scalar->end;
	char quote = file->s[start];

	if (start == end)
		wl_buf_addf(&with, " %s", text);
	else if (scalar->flow && (quote == '\'' || quote == '"'))
		wl_buf_addf(&with, "%c%s%c", quote, text, quote);
	else
		wl_buf_adds(&with, text);
	splice(file, start, end, with.s);
	wl_buf_release(&with);
}

void wl_yaml_rekey(
	struct wl_buf *file, const struct wl_yaml *entry, const char *key)
{
	char quote = file->s[entry->key_start];
	bool quoted = quote == '\'' || quote == '"';

	splice(file, entry->key_start + quoted, entry->key_end - quoted, key);
}

static void add_to_flow(struct wl_buf *file, const struct wl_yaml *map,
	const char *key, const char *value)
{
	const struct wl_yaml *last = last_of(map);
	struct wl_buf with = WL_BUF_INIT;

	wl_buf_addf(&with, "%s%s: %s", last ? ", " : "", key, value);
	splice(file, last ? last->end : map->start + 1,
		last ? last->end : map->start + 1, with.s);
	wl_buf_release(&with);
}

void wl_yaml_add_entry(struct wl_buf *file, const struct wl_yaml *map,
	const char *key, const char *value)
{
	const char *eol = wl_yaml_eol(file);
	struct wl_buf with = WL_BUF_INIT;
	size_t at, indent;

	if (map->flow || !map->first) {
		add_to_flow(file, map, key, value);
		return;
	}
	at = wl_yaml_behind(file, last_of(map));
	indent = map->first->key_start -
		 wl_yaml_line(file, map->first->key_start);
	if (at && file->s[at - 1] != '\n')
		wl_buf_adds(&with, eol);
	wl_buf_fill(&with, ' ', indent);
	/* A value that begins in the next line leaves no space behind */
	wl_buf_addf(&with, "%s:%s%s%s", key,
		*value == '\r' || *value == '\n' ? "" : " ", value, eol);
	splice(file, at, at, with.s);
	wl_buf_release(&with);
}

static const struct wl_yaml *before(
	const struct wl_yaml *parent, const struct wl_yaml *child)
{
	const struct wl_yaml *e = parent->first;

	if (e == child)
		return NULL;
	while (e->next != child)
		e = e->next;
	return e;
}

/* Cut a child out of [a, b] or {a: b}; `start` is where it begins. */
static void drop_from_flow(struct wl_buf *file, const struct wl_yaml *parent,
	const struct wl_yaml *child, size_t start)
{
	const struct wl_yaml *prev = before(parent, child);
	const struct wl_yaml *next = child->next;

	if (prev)
		splice(file, prev->end, child->end, "");
	else if (next)
		splice(file, start, next->key ? next->key_start : next->start,
			"");
	else
		splice(file, start, child->end, "");
}

void wl_yaml_drop_entry(struct wl_buf *file, const struct wl_yaml *map,
	const struct wl_yaml *entry)
{
	if (map->flow)
		drop_from_flow(file, map, entry, entry->key_start);
	else
		splice(file, wl_yaml_line(file, entry->key_start),
			wl_yaml_next_line(file, entry->end), "");
}

void wl_yaml_drop_item(struct wl_buf *file, const struct wl_yaml *seq,
	const struct wl_yaml *item)
{
	if (seq->flow)
		drop_from_flow(file, seq, item, item->start);
	else
		splice(file, wl_yaml_line(file, item->start),
			wl_yaml_next_line(file, item->end), "");
}

/* One more line "  - text" like the last one. */
static void add_to_block(
	struct wl_buf *file, const struct wl_yaml *seq, const char *text)
{
	const struct wl_yaml *last = last_of(seq);
	size_t line = wl_yaml_line(file, last->start);
	size_t at = wl_yaml_behind(file, last);
	const char *eol = wl_yaml_eol(file);
	struct wl_buf with = WL_BUF_INIT;

	if (at && file->s[at - 1] != '\n')
		wl_buf_adds(&with, eol);
	wl_buf_add(&with, file->s + line, last->start - line);
	wl_buf_addf(&with, "%s%s", text, eol);
	splice(file, at, at, with.s);
	wl_buf_release(&with);
}

void wl_yaml_add_item(struct wl_buf *file, const struct wl_yaml *map,
	const char *key, const char *text)
{
	const struct wl_yaml *list = wl_yaml_get(map, key);
	const struct wl_yaml *last = list ? last_of(list) : NULL;
	struct wl_buf with = WL_BUF_INIT;

	if (list && list->kind == WL_YAML_SEQ && !list->flow && last) {
		add_to_block(file, list, text);
		return;
	}
	if (list && list->kind == WL_YAML_SEQ) {
		wl_buf_addf(&with, "%s%s", last ? ", " : "", text);
		splice(file, last ? last->end : list->start + 1,
			last ? last->end : list->start + 1, with.s);
	} else if (list && list->start < list->end) {
		wl_buf_addf(&with, "[%.*s, %s]", (int)(list->end - list->start),
			file->s + list->start, text);
		splice(file, list->start, list->end, with.s);
	} else {
		wl_buf_addf(&with, "[%s]", text);
		if (list)
			wl_yaml_put(file, list, with.s);
		else
			wl_yaml_add_entry(file, map, key, with.s);
	}
	wl_buf_release(&with);
}

static void add_lines(struct wl_strv *out, const struct wl_yaml *node,
	const char *path, const char *listed)
{
	struct wl_buf below = WL_BUF_INIT;

	if (node->kind == WL_YAML_SCALAR && *node->s)
		wl_strv_addf(out, "%s%s=%s", path,
			wl_streq(node->key, listed) ? "/" : "", node->s);
	for (const struct wl_yaml *e = node->first; e; e = e->next) {
		wl_buf_clear(&below);
		wl_buf_addf(&below, "%s%s%s", path, *path || !e->key ? "/" : "",
			e->key ? e->key : "");
		add_lines(out, e, below.s, listed);
	}
	wl_buf_release(&below);
}

void wl_yaml_lines(
	struct wl_strv *out, const struct wl_yaml *root, const char *listed)
{
	add_lines(out, root, "", listed ? listed : "/");
}
