/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Any bytes as an interview, and as field notes: no crash, and a failure has
 * its message and leaves nothing behind.
 */
#include "model/field.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n);

static void check(int rc, const struct wl_err *err, const char *left)
{
	if (rc && (rc != err->code || !*err->text || err->line < 1 || left))
		abort();
}

/* A passage and its tokens lie within the file, the tokens at its end. */
static void check_passages(const struct wl_passage *passages, size_t count,
	const struct wl_source *source)
{
	for (size_t i = 0; i < count; i++) {
		const struct wl_passage *passage = &passages[i];

		if (passage->start > passage->tokens ||
			passage->tokens > passage->tokens_end ||
			passage->tokens_end > passage->end ||
			passage->end > source->n || !passage->words)
			abort();
	}
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
	char *copy = wl_strndup((const char *)bytes, n);
	struct wl_source source = {
		.path = "interviews/a.md", .bytes = copy, .n = n
	};
	struct wl_interview interview = { 0 };
	struct wl_field field = { 0 };
	struct wl_err err = { 0 };
	struct wl_arena arena;

	wl_arena_init(&arena);
	check(wl_interview_parse(&interview, &arena, &source, &err), &err,
		interview.id);
	check_passages(interview.passages, interview.npassages, &source);
	check(wl_field_parse(&field, &arena, &source, &err), &err, field.id);
	check_passages(field.passages, field.npassages, &source);
	wl_arena_release(&arena);
	free(copy);
	return 0;
}
