/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Merging three versions of a file of the programme by what it is: the keys
 * of its YAML, the passages, questions and claims of its Markdown, the rows
 * and cells of deals.csv.  What nobody touched keeps its bytes.  A file of
 * another kind, or one that cannot be read, is merged line by line.
 */
#ifndef WL_MODEL_MERGE_H
#define WL_MODEL_MERGE_H

#include "base/err.h"
#include "text/merge.h"
#include "text/source.h"

enum wl_version { WL_BASE, WL_OURS, WL_THEIRS, WL_VERSIONS };

struct wl_merged_place {
	int line;
	const char *what; /* "both sides changed 'stage'"; never words */
};

struct wl_merged {
	struct wl_buf bytes;
	struct wl_merged_place *conflicts; /* arena; in the order of the file */
	size_t n;
	/* A file that should be merged by its structure and was not: why, with
	 * the place.  Its path tells whose version: "ours", "theirs", "the
	 * base" or "the result". */
	bool by_lines;
	struct wl_err why;
};

/*
 * Merge; the kind of file comes from `path` (relative to any folder), marker
 * is the length of git's marks (7 if it is not at least 1).  Fails (WL_EFAIL)
 * only if a version holds a NUL byte.  out->bytes is the caller's to release,
 * the rest lives in the arena.
 */
int wl_merge_file(struct wl_merged *out, struct wl_arena *arena,
	const char *path, const struct wl_span versions[WL_VERSIONS],
	int marker, struct wl_err *err);

/*
 * For merge.c: add the merged file to merge->out.  WL_EUNREADABLE: a version
 * is not what it should be (err->path names it); WL_EFAIL: what stands around
 * its parts differs.
 */
int wl_merge_markdown(struct wl_merge *merge,
	const struct wl_source versions[WL_VERSIONS], struct wl_err *err);
int wl_merge_yaml(struct wl_merge *merge,
	const struct wl_source versions[WL_VERSIONS], struct wl_err *err);
/* The same where a sign behind a text ("pricing-") does not make another
 * text of it: a coding. */
int wl_merge_coding(struct wl_merge *merge,
	const struct wl_source versions[WL_VERSIONS], struct wl_err *err);
int wl_merge_deals(struct wl_merge *merge,
	const struct wl_source versions[WL_VERSIONS], struct wl_err *err);

struct wl_yaml;
/* The entries of a map that stand between `from` and `end` of each version;
 * maps[i] NULL: that version has none. */
bool wl_merge_entries(struct wl_merge *merge,
	const struct wl_source versions[WL_VERSIONS],
	const struct wl_yaml *const maps[WL_VERSIONS],
	const struct wl_span regions[WL_VERSIONS]);

#endif
