/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Any bytes as three versions of a file, divided by lines of %%: no crash; what
 * one side left alone gives the other's bytes; marks stand on lines of their
 * own, as many as are told.
 */
#include "base/arena.h"
#include "model/merge.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n);

static const char *const paths[] = { "interviews/a.md", "cards/icp/a.md",
	"deals.csv", "themes.yaml", "codings/a.b.yaml", "a.txt" };

static size_t marks_in(const struct wl_buf *text, const char *mark)
{
	size_t n = 0;

	for (const char *p = text->s; (p = strstr(p, mark)); p++) {
		if (p > text->s && p[-1] != '\n')
			abort();
		n++;
	}
	return n;
}

/* want NULL: any result. */
static void merge(const char *path, const struct wl_span *versions,
	const struct wl_span *want)
{
	struct wl_merged merged;
	struct wl_err err = { 0 };
	struct wl_arena arena;
	int rc;

	wl_arena_init(&arena);
	/* A length of mark that no input has */
	rc = wl_merge_file(&merged, &arena, path, versions, 97, &err);
	if (rc && (rc != err.code || !*err.text))
		abort();
	if (!rc && want &&
		(merged.n || merged.bytes.n != want->n ||
			memcmp(merged.bytes.s, want->s, want->n)))
		abort();
	if (!rc && !want) {
		struct wl_buf mark = WL_BUF_INIT;

		wl_buf_fill(&mark, '>', 97);
		if (marks_in(&merged.bytes, mark.s) > merged.n)
			abort();
		wl_buf_release(&mark);
	}
	for (size_t i = 0; !rc && i < merged.n; i++)
		if (merged.conflicts[i].line < 1 || !merged.conflicts[i].what)
			abort();
	wl_buf_release(&merged.bytes);
	wl_arena_release(&arena);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
	char *copy = wl_strndup((const char *)bytes, n);
	struct wl_span all[WL_VERSIONS] = { { copy, n }, { copy, n },
		{ copy, n } };
	const char *path = paths[n % WL_LEN(paths)];

	for (int i = 0; i + 1 < WL_VERSIONS; i++) {
		const char *cut = strstr(all[i].s, "\n%%\n");

		all[i + 1].s = cut ? cut + 4 : all[i].s;
		all[i + 1].n = n - (size_t)(all[i + 1].s - copy);
		if (cut)
			all[i].n = (size_t)(cut + 1 - all[i].s);
	}
	if (!memchr(copy, 0, n)) {
		const struct wl_span one[] = { all[0], all[1], all[0] };
		const struct wl_span other[] = { all[0], all[0], all[2] };
		const struct wl_span same[] = { all[0], all[1], all[1] };

		merge(path, one, &all[1]);
		merge(path, other, &all[2]);
		merge(path, same, &all[1]);
	}
	merge(path, all, NULL);
	free(copy);
	return 0;
}
