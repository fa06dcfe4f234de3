/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Any bytes as a review: a failure has its message and place; an edit does
 * what it says, keeps the body, or leaves the bytes alone.
 */
#include "model/review_edit.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n);

static void must(bool so)
{
	if (!so)
		abort();
}

static bool parse(struct wl_review *out, struct wl_arena *arena,
	const struct wl_buf *file)
{
	struct wl_source source = { "a.md", file->s, file->n };
	struct wl_err err = { 0 };
	int rc = wl_review_parse(out, arena, &source, &err);

	if (rc)
		must(err.code && *err.text && err.line > 0);
	return !rc;
}

static void edit(struct wl_buf *file, const char *bytes, size_t n)
{
	static const struct wl_entry entries[] = { { "id", "zz9" },
		{ "what", "a: #b" }, { "outcome", "- c" } };
	const struct wl_entry done = { "done", "2026-11-30" };
	struct wl_review before, after;
	struct wl_arena arena;
	struct wl_err err = { 0 };

	wl_arena_init(&arena);
	must(parse(&before, &arena, file));
	if (wl_review_add(file, "a.md", "actions", entries, 3, &err)) {
		must(file->n == n && !memcmp(file->s, bytes, n));
	} else {
		must(parse(&after, &arena, file));
		must(after.nactions == before.nactions + 1);
		must(after.nverdicts == before.nverdicts);
		must(wl_streq(after.actions[before.nactions].what, "a: #b"));
		if (!wl_review_change(
			    file, "a.md", "actions", entries, &done, &err))
			must(parse(&after, &arena, file) &&
				wl_review_action(&after, "zz9")->done !=
					WL_NO_DAY);
		wl_review_hand(
			file, "a.md", "zz9", 20000, "priya", "marc", &err);
	}
	if (!wl_review_judge(
		    file, "a.md", "message/zz^zz9", WL_NO_LONGER_TRUE, &err)) {
		must(parse(&after, &arena, file));
		must(wl_review_verdict(&after, "message/zz^zz9") != NULL);
	}
	wl_arena_release(&arena);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
	struct wl_buf file = WL_BUF_INIT;
	struct wl_review review;
	struct wl_arena arena;

	wl_arena_init(&arena);
	wl_buf_add(&file, bytes, n);
	if (parse(&review, &arena, &file) && !memmem(file.s, file.n, "zz9", 3))
		edit(&file, (const char *)bytes, n);
	wl_arena_release(&arena);
	wl_buf_release(&file);
	return 0;
}
