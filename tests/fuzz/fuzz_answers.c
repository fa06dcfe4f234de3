/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Any bytes as an answers file and as the other YAML files of a programme: no
 * crash, and a failure has its message.
 */
#include "model/answers.h"
#include "model/codebook.h"
#include "model/guide.h"
#include "model/programme.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n);

static void check(int rc, const struct wl_err *err)
{
	if (rc && (rc != err->code || !*err->text || err->line < 1))
		abort();
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
	char *copy = wl_strndup((const char *)bytes, n);
	struct wl_source source = { .path = "a.yaml", .bytes = copy, .n = n };
	struct wl_programme programme;
	struct wl_codebook codebook = { 0 };
	struct wl_answers answers;
	struct wl_guide guide;
	struct wl_err err = { 0 };
	struct wl_arena arena;

	wl_arena_init(&arena);
	check(wl_answers_parse(&answers, &arena, &source, &err), &err);
	check(wl_programme_parse(&programme, &arena, &source, &err), &err);
	check(wl_codebook_parse(&codebook, &arena, &source, &err), &err);
	check(wl_guide_parse(&guide, &arena, &source, &err), &err);
	wl_codebook_release(&codebook);
	wl_arena_release(&arena);
	free(copy);
	return 0;
}
