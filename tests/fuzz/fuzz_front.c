/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Any bytes as a file with front matter.  Beyond not crashing: setting a key
 * gives that key this value and changes nothing else, neither in the tree nor
 * in the body; doing it again changes nothing; a refusal changes nothing.
 */
#include "text/front.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n);

static const char *const keys[] = { "status", "id", "criteria", "prepared.crm",
	"after.thanked", "new-key", "a" };
static const char *const texts[] = { "coded", "", "no", "012", "it's: \"#\" x",
	"- a", "{a}", "two\nlines", " padded ", "null", "caf\xc3\xa9", "a, b",
	"? x", "%", "---" };

static void must(bool truth)
{
	if (!truth)
		abort();
}

static bool same(const struct wl_yaml *a, const struct wl_yaml *b)
{
	const struct wl_yaml *f = b->first;

	if (a->kind != b->kind || a->n != b->n || !wl_streq(a->key, b->key) ||
		!wl_streq(a->s, b->s))
		return false;
	for (const struct wl_yaml *e = a->first; e; e = e->next, f = f->next)
		if (!same(e, f))
			return false;
	return true;
}

/* All entries of a stand in b, but for the one that key names. */
static void check_rest(
	const struct wl_yaml *a, const struct wl_yaml *b, const char *key)
{
	size_t n = strcspn(key, ".");

	for (const struct wl_yaml *e = a->first; e; e = e->next) {
		const struct wl_yaml *f = wl_yaml_get(b, e->key);
		bool named = strlen(e->key) == n && !strncmp(e->key, key, n);

		must(f != NULL);
		if (!named)
			must(same(e, f));
		else if (key[n] && e->kind == WL_YAML_MAP)
			check_rest(e, f, key + n + 1);
	}
	must(b->n <= a->n + 1);
}

static bool holds(const struct wl_yaml *node, const struct wl_value *value)
{
	const struct wl_yaml *e;

	if (!value->list)
		return node->kind == WL_YAML_SCALAR &&
		       wl_streq(node->s, value->text);
	e = node->first;
	for (size_t i = 0; i < value->list->n; i++, e = e->next)
		if (!e || !wl_streq(e->s, value->list->v[i]))
			return false;
	return node->kind == WL_YAML_SEQ && !e;
}

static void check_set(const struct wl_buf *file, const struct wl_source *old,
	const struct wl_front *before, const char *key,
	const struct wl_value *value)
{
	struct wl_source source = { "a.md", file->s, file->n };
	struct wl_yaml *node;
	struct wl_front front;
	struct wl_arena arena;
	size_t body = old->n - before->body;
	const char *dot = strchr(key, '.');
	char *head = wl_strndup(key, strcspn(key, "."));

	wl_arena_init(&arena);
	must(!wl_front_parse(&front, &arena, &source, NULL));
	must(file->n - front.body == body &&
		!memcmp(file->s + front.body, old->bytes + before->body, body));
	must(!memcmp(file->s, old->bytes, before->start));
	node = wl_yaml_get(front.yaml, head);
	if (dot)
		node = wl_yaml_get(node, dot + 1);
	must(node && holds(node, value));
	check_rest(before->yaml, front.yaml, key);
	wl_arena_release(&arena);
	free(head);
}

static void try_set(const struct wl_source *source,
	const struct wl_front *front, const char *key,
	const struct wl_value *value)
{
	struct wl_buf file = WL_BUF_INIT, again = WL_BUF_INIT;
	struct wl_err err = { 0 };
	int rc;

	wl_buf_add(&file, source->bytes, source->n);
	rc = wl_front_set(&file, "a.md", key, value, &err);
	if (rc) {
		must(rc == err.code && *err.text);
		must(file.n == source->n &&
			!memcmp(file.s, source->bytes, file.n));
	} else {
		check_set(&file, source, front, key, value);
		wl_buf_add(&again, file.s, file.n);
		must(!wl_front_set(&again, "a.md", key, value, NULL));
		must(again.n == file.n && !memcmp(again.s, file.s, file.n));
	}
	wl_buf_release(&again);
	wl_buf_release(&file);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
	char *copy = wl_strndup((const char *)bytes, n);
	struct wl_source source = { "a.md", copy, n };
	const char *items[] = { "a", "it's: b" };
	struct wl_list list = { items, n % 3 };
	struct wl_value text = { .text = texts[n % WL_LEN(texts)] };
	struct wl_value many = { .list = &list };
	struct wl_err err = { 0 };
	struct wl_front front;
	struct wl_arena arena;
	int rc;

	wl_arena_init(&arena);
	rc = wl_front_parse(&front, &arena, &source, &err);
	if (rc)
		must(rc == err.code && *err.text && err.line > 0);
	for (size_t i = 0; !rc && i < WL_LEN(keys); i++) {
		try_set(&source, &front, keys[i], &text);
		try_set(&source, &front, keys[i], &many);
	}
	wl_arena_release(&arena);
	free(copy);
	return 0;
}
