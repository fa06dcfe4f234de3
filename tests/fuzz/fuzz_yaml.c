/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Any bytes as winloss.yaml, themes.yaml and a guide: no crash, and a failure
 * has its message and place.  Any text, quoted, is read back as itself.  What
 * is read without libyaml is what libyaml would read.
 */
#include "base/utf8.h"
#include "model/codebook.h"
#include "model/guide.h"
#include "model/programme.h"
#include "text/front.h"
#include "text/yaml_plain.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n);

static void check(int rc, const struct wl_err *err)
{
	if (rc && (rc != err->code || !*err->text || err->line < 1))
		abort();
}

static void check_tree(const struct wl_yaml *node, size_t start, size_t end)
{
	size_t n = 0;

	if (node->start < start || node->start > node->end || node->end > end)
		abort();
	for (const struct wl_yaml *e = node->first; e; e = e->next, n++)
		check_tree(e, start, end);
	if (n != node->n)
		abort();
}

static void same_tree(const struct wl_yaml *a, const struct wl_yaml *b)
{
	for (; a && b; a = a->next, b = b->next) {
		if (a->kind != b->kind || a->flow != b->flow || a->n != b->n ||
			!wl_streq(a->key, b->key) || strcmp(a->s, b->s) ||
			a->key_start != b->key_start ||
			a->key_end != b->key_end || a->start != b->start ||
			a->end != b->end)
			abort();
		same_tree(a->first, b->first);
	}
	if (a || b)
		abort();
}

static void try_plain(const struct wl_source *source)
{
	struct wl_yaml *root, *plain;
	struct wl_arena arena;

	wl_arena_init(&arena);
	plain = wl_yaml_plain(&arena, source, 0, source->n);
	if (plain) {
		if (wl_yaml_parse_any(
			    &root, &arena, source, 0, source->n, NULL))
			abort();
		same_tree(plain, root);
	}
	wl_arena_release(&arena);
}

static void try_tree(const struct wl_source *source)
{
	struct wl_err err = { 0 };
	struct wl_yaml *root;
	struct wl_arena arena;
	int rc;

	wl_arena_init(&arena);
	rc = wl_yaml_parse(&root, &arena, source, 0, source->n, &err);
	check(rc, &err);
	if (!rc)
		check_tree(root, 0, source->n);
	wl_arena_release(&arena);
}

static void try_quoting(const char *text, bool flow)
{
	struct wl_buf file = WL_BUF_INIT;
	struct wl_source source = { .path = "a.yaml" };
	struct wl_yaml *root;
	struct wl_arena arena;
	const struct wl_yaml *value;

	wl_arena_init(&arena);
	wl_buf_adds(&file, flow ? "a: [" : "a: ");
	wl_yaml_quote(&file, text, flow);
	wl_buf_adds(&file, flow ? ", x]\n" : "\n");
	source.bytes = file.s;
	source.n = file.n;
	if (wl_yaml_parse(&root, &arena, &source, 0, file.n, NULL))
		abort();
	value = wl_yaml_get(root, "a");
	if (flow)
		value = value->first;
	if (value->kind != WL_YAML_SCALAR || !wl_streq(value->s, text))
		abort();
	wl_arena_release(&arena);
	wl_buf_release(&file);
}

static void try_files(const struct wl_source *source)
{
	struct wl_programme programme;
	struct wl_codebook codebook = { 0 };
	struct wl_guide guide;
	struct wl_err err = { 0 };
	struct wl_arena arena;

	wl_arena_init(&arena);
	check(wl_programme_parse(&programme, &arena, source, &err), &err);
	check(wl_codebook_parse(&codebook, &arena, source, &err), &err);
	check(wl_guide_parse(&guide, &arena, source, &err), &err);
	wl_codebook_release(&codebook);
	wl_arena_release(&arena);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
	char *copy = wl_strndup((const char *)bytes, n);
	struct wl_source source = { "a.yaml", copy, n };

	try_files(&source);
	if (!wl_source_check(&source, WL_YAML_MAX, NULL)) {
		try_tree(&source);
		try_plain(&source);
		try_quoting(copy, false);
		try_quoting(copy, true);
	}
	free(copy);
	return 0;
}
