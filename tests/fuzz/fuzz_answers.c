/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Any bytes as an answers file: no crash, and a failure has its message and
 * place.
 */
#include "model/answers.h"

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
	struct wl_answers answers;
	struct wl_err err = { 0 };
	struct wl_arena arena;

	wl_arena_init(&arena);
	check(wl_answers_parse(&answers, &arena, &source, &err), &err);
	wl_arena_release(&arena);
	free(copy);
	return 0;
}
