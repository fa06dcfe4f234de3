/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "text/splice.h"

struct splice {
	struct wl_buf *doc;
	size_t start, end;
	struct wl_arena arena;
	struct wl_yaml *root;
	struct wl_err *err;
};

static int parse(struct splice *splice, struct wl_yaml **out)
{
	struct wl_source source = {
		.path = NULL, .bytes = splice->doc->s, .n = splice->doc->n
	};

	return wl_yaml_parse(out, &splice->arena, &source, splice->start,
		splice->end, splice->err);
}

static void replace(struct splice *splice, size_t at, size_t drop,
	const struct wl_buf *text)
{
	wl_buf_splice(splice->doc, at, drop, text->s, text->n);
	splice->end = splice->end - drop + text->n;
}

static void write_value(
	struct wl_buf *out, const struct wl_value *value, bool flow)
{
	if (!value->list) {
		wl_yaml_quote(out, value->text, flow);
		return;
	}
	wl_buf_addc(out, '[');
	for (size_t i = 0; i < value->list->n; i++) {
		wl_buf_adds(out, i ? ", " : "");
		wl_yaml_quote(out, value->list->v[i], true);
	}
	wl_buf_addc(out, ']');
}

static bool holds(const struct wl_yaml *node, const struct wl_value *value)
{
	const struct wl_yaml *e;
	size_t i = 0;

	if (!value->list)
		return node->kind == WL_YAML_SCALAR &&
		       strcmp(node->s, value->text) == 0;
	if (node->kind != WL_YAML_SEQ || node->n != value->list->n)
		return false;
	for (e = node->first; e; e = e->next)
		if (e->kind != WL_YAML_SCALAR ||
			strcmp(e->s, value->list->v[i++]))
			return false;
	return true;
}

/* Equal in all but the entry that `key` names ("a" or "a.b"; NULL: none). */
static bool same(
	const struct wl_yaml *a, const struct wl_yaml *b, const char *key);

static bool same_map(
	const struct wl_yaml *a, const struct wl_yaml *b, const char *key)
{
	size_t head = key ? strcspn(key, ".") : 0;
	size_t compared = 0, skipped = 0;

	for (const struct wl_yaml *e = a->first; e; e = e->next) {
		const struct wl_yaml *f = wl_yaml_get(b, e->key);
		bool on_path = key && strlen(e->key) == head &&
			       !strncmp(e->key, key, head);

		if (on_path && !key[head]) {
			skipped++;
			continue;
		}
		if (!f || !same(e, f, on_path ? key + head + 1 : NULL))
			return false;
		compared++;
	}
	/* b may have one entry more: the one that was added */
	return b->n == compared + skipped ||
	       (key && b->n == compared + skipped + 1);
}

static bool same(
	const struct wl_yaml *a, const struct wl_yaml *b, const char *key)
{
	const struct wl_yaml *f = b->first;

	if (a->kind == WL_YAML_SCALAR && key && !*a->s)
		return b->kind == WL_YAML_MAP; /* an empty value became a map */
	if (a->kind != b->kind || strcmp(a->s, b->s))
		return false;
	if (a->kind == WL_YAML_MAP)
		return same_map(a, b, key);
	if (a->n != b->n)
		return false;
	for (const struct wl_yaml *e = a->first; e; e = e->next, f = f->next)
		if (!same(e, f, NULL))
			return false;
	return true;
}

/* Put a value where one stands, or where an empty one would. */
static void put_value(struct splice *splice, const struct wl_yaml *node,
	const struct wl_buf *text)
{
	struct wl_buf with = WL_BUF_INIT;
	const char *s = splice->doc->s;
	size_t end = node->end, blank = node->end;

	if (node->start == node->end) {
		if (node->start && s[node->start - 1] != ':')
			wl_buf_addc(&with, ':');
		wl_buf_addc(&with, ' ');
		while (blank < splice->end && s[blank] == ' ')
			blank++;
		if (strchr(",}", s[blank])) /* {a: , b: } */
			end = blank;
	}
	wl_buf_add(&with, text->s, text->n);
	replace(splice, node->start, end - node->start, &with);
	wl_buf_release(&with);
}

static void add_to_flow(struct splice *splice, const struct wl_yaml *map,
	const char *key, const struct wl_buf *text)
{
	const struct wl_yaml *last = map->first;
	struct wl_buf with = WL_BUF_INIT;

	while (last && last->next)
		last = last->next;
	if (last)
		wl_buf_adds(&with, ", ");
	wl_yaml_quote(&with, key, true);
	wl_buf_adds(&with, ": ");
	wl_buf_add(&with, text->s, text->n);
	replace(splice, last ? last->end : map->start + 1, 0, &with);
	wl_buf_release(&with);
}

static size_t next_line(const struct splice *splice, size_t at)
{
	while (at < splice->end && splice->doc->s[at] != '\n')
		at++;
	return at < splice->end ? at + 1 : at;
}

/* Behind a block scalar all empty lines may belong to it. */
static size_t behind(const struct splice *splice, const struct wl_yaml *last)
{
	const char *s = splice->doc->s;
	size_t at = next_line(splice, last->end);
	bool block = last->kind == WL_YAML_SCALAR && last->flow &&
		     strchr("|>", s[last->start]);

	while (block && at < splice->end &&
		(s[at] == '\n' || s[at] == '\r' || s[at] == ' '))
		at = next_line(splice, at);
	return at;
}

static const char *line_end(const struct splice *splice)
{
	const char *s = splice->doc->s;
	const char *lf = memchr(s, '\n', splice->doc->n);

	return lf && lf > s && lf[-1] == '\r' ? "\r\n" : "\n";
}

static void add_to_block(struct splice *splice, const struct wl_yaml *map,
	const char *key, const struct wl_buf *text)
{
	const struct wl_yaml *last = map->first;
	const char *s = splice->doc->s, *eol = line_end(splice);
	struct wl_buf with = WL_BUF_INIT;
	size_t at, line, indent = 0;

	while (last && last->next)
		last = last->next;
	at = splice->end;
	if (last) {
		at = behind(splice, last);
		line = map->first->key_start;
		while (line > splice->start && s[line - 1] != '\n')
			line--;
		indent = map->first->key_start - line;
		if (line == splice->start && !memcmp(s, "\xef\xbb\xbf", 3))
			indent = 0;
	}
	if (at > splice->start && s[at - 1] != '\n')
		wl_buf_adds(&with, eol);
	wl_buf_fill(&with, ' ', indent);
	wl_yaml_quote(&with, key, false);
	wl_buf_adds(&with, ": ");
	wl_buf_add(&with, text->s, text->n);
	wl_buf_adds(&with, eol);
	replace(splice, at, 0, &with);
	wl_buf_release(&with);
}

static void add_entry(struct splice *splice, const struct wl_yaml *map,
	const char *key, const struct wl_buf *text)
{
	if (map->flow)
		add_to_flow(splice, map, key, text);
	else
		add_to_block(splice, map, key, text);
}

/* "{sub: value}" as the text of a map that was not there. */
static void wrap(struct wl_buf *text, const char *sub)
{
	struct wl_buf with = WL_BUF_INIT;

	wl_buf_addc(&with, '{');
	wl_yaml_quote(&with, sub, true);
	wl_buf_addf(&with, ": %s}", text->s);
	wl_buf_release(text);
	*text = with;
}

static void set(
	struct splice *splice, const char *key, const struct wl_value *value)
{
	char *head = wl_strndup(key, strcspn(key, "."));
	const char *sub = strchr(key, '.') ? strchr(key, '.') + 1 : NULL;
	struct wl_yaml *node = wl_yaml_get(splice->root, head);
	struct wl_yaml *map = sub ? node : splice->root;
	struct wl_yaml *leaf = wl_yaml_get(map, sub ? sub : head);
	struct wl_buf text = WL_BUF_INIT;
	bool inside = splice->root->flow ||
		      (sub && (!map || map->kind != WL_YAML_MAP || map->flow));

	write_value(&text, value, inside);
	if (leaf) {
		put_value(splice, leaf, &text);
	} else if (map && map->kind == WL_YAML_MAP) {
		add_entry(splice, map, sub ? sub : head, &text);
	} else {
		wrap(&text, sub);
		if (node)
			put_value(splice, node, &text);
		else
			add_entry(splice, splice->root, head, &text);
	}
	wl_buf_release(&text);
	free(head);
}

static struct wl_yaml *find(const struct wl_yaml *root, const char *key)
{
	char *head = wl_strndup(key, strcspn(key, "."));
	struct wl_yaml *node = wl_yaml_get(root, head);

	free(head);
	if (node && strchr(key, '.'))
		node = wl_yaml_get(node, strchr(key, '.') + 1);
	return node;
}

/* The text may be of a file that was written by hand in an odd way. */
static int refuse(struct splice *splice, const char *key)
{
	wl_err_set(splice->err, WL_EFAIL,
		"cannot set '%s' without changing other lines", key);
	return wl_err_hint(
		splice->err, "write the value into the file by hand");
}

int wl_splice_set(struct wl_buf *doc, size_t start, size_t *end,
	const char *key, const struct wl_value *value, struct wl_err *err)
{
	struct wl_buf before = WL_BUF_INIT;
	struct wl_yaml *node, *after = NULL;
	struct splice splice = {
		.doc = doc, .start = start, .end = *end, .err = err
	};
	int rc;

	wl_arena_init(&splice.arena);
	wl_buf_add(&before, doc->s, doc->n);
	rc = parse(&splice, &splice.root);
	if (rc)
		goto done;
	node = find(splice.root, key);
	if (node && holds(node, value))
		goto done;
	if (splice.root->kind != WL_YAML_MAP) {
		rc = refuse(&splice, key);
		goto done;
	}
	set(&splice, key, value);
	if (parse(&splice, &after) || !same(splice.root, after, key) ||
		!(node = find(after, key)) || !holds(node, value)) {
		wl_buf_clear(doc);
		wl_buf_add(doc, before.s, before.n);
		rc = refuse(&splice, key);
		goto done;
	}
	*end = splice.end;
done:
	wl_buf_release(&before);
	wl_arena_release(&splice.arena);
	return rc;
}
