/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Any bytes as a coding, a codebook and a Markdown file: a failure has its
 * message and leaves the bytes alone, a rename there and back gives them again.
 */
#include "model/codebook_edit.h"
#include "model/coding.h"
#include "model/retheme.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n);

static void must(bool so)
{
	if (!so)
		abort();
}

typedef int (*how)(struct wl_buf *file, const char *path,
	struct wl_retheme *retheme, struct wl_err *err);

static void there_and_back(how change, const char *bytes, size_t n)
{
	const char *old = "rollout-time", *new = "zz-rollout";
	struct wl_list from = { &old, 1 }, to = { &new, 1 };
	struct wl_retheme there = { .from = &from, .to = new };
	struct wl_retheme back = { .from = &to, .to = old };
	struct wl_buf file = WL_BUF_INIT;
	struct wl_err err = { 0 };

	wl_buf_add(&file, bytes, n);
	if (memmem(bytes, n, new, strlen(new))) {
		wl_buf_release(&file);
		return;
	}
	if (change(&file, "a", &there, &err)) {
		must(err.code && *err.text);
		must(file.n == n && !memcmp(file.s, bytes, n));
	} else {
		must(!change(&file, "a", &back, &err));
		must(file.n == n && !memcmp(file.s, bytes, n));
		must(there.tags == back.tags);
	}
	wl_errs_release(&there.clashes);
	wl_errs_release(&back.clashes);
	wl_buf_release(&file);
}

static void rename_theme(const char *bytes, size_t n)
{
	struct wl_buf file = WL_BUF_INIT;
	struct wl_err err = { 0 };

	wl_buf_add(&file, bytes, n);
	if (wl_codebook_rename(&file, "a", "rollout-time", "zz", &err)) {
		must(err.code && *err.text);
		must(file.n == n && !memcmp(file.s, bytes, n));
	}
	wl_buf_release(&file);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
	static const struct wl_to_code one = { "n3w", "Words.", NULL, true };
	char *copy = wl_strndup((const char *)bytes, n);
	struct wl_source source = { .path = "a.yaml", .bytes = copy, .n = n };
	struct wl_buf file = WL_BUF_INIT;
	struct wl_coding coding;
	struct wl_err err = { 0 };
	struct wl_arena arena;

	wl_arena_init(&arena);
	if (wl_coding_parse(&coding, &arena, &source, &err))
		must(err.code && *err.text && err.line > 0);
	wl_arena_release(&arena);
	wl_buf_add(&file, copy, n);
	if (wl_coding_add(&file, "a.yaml", &one, 1, &err))
		must(file.n == n && !memcmp(file.s, copy, n));
	wl_buf_release(&file);
	there_and_back(wl_retheme_coding, copy, n);
	there_and_back(wl_retheme_markdown, copy, n);
	rename_theme(copy, n);
	free(copy);
	return 0;
}
