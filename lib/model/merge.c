/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/merge.h"

#include "base/path.h"
#include "model/card.h"
#include "model/codebook.h"
#include "model/coding.h"
#include "model/field.h"
#include "model/guide.h"
#include "model/programme.h"

typedef int (*merge_by)(struct wl_merge *merge,
	const struct wl_source versions[WL_VERSIONS], struct wl_err *err);
typedef int (*check_file)(struct wl_arena *arena,
	const struct wl_source *source, struct wl_err *err);

static int check_interview(struct wl_arena *arena,
	const struct wl_source *source, struct wl_err *err)
{
	struct wl_interview interview = { 0 };

	return wl_interview_parse(&interview, arena, source, err);
}

static int check_field(struct wl_arena *arena, const struct wl_source *source,
	struct wl_err *err)
{
	struct wl_field field = { 0 };

	return wl_field_parse(&field, arena, source, err);
}

static int check_card(struct wl_arena *arena, const struct wl_source *source,
	struct wl_err *err)
{
	struct wl_card card = { 0 };

	return wl_card_parse(&card, arena, source, err);
}

static int check_coding(struct wl_arena *arena, const struct wl_source *source,
	struct wl_err *err)
{
	struct wl_coding coding = { 0 };

	return wl_coding_parse(&coding, arena, source, err);
}

static int check_guide(struct wl_arena *arena, const struct wl_source *source,
	struct wl_err *err)
{
	struct wl_guide guide = { 0 };

	return wl_guide_parse(&guide, arena, source, err);
}

static int check_programme(struct wl_arena *arena,
	const struct wl_source *source, struct wl_err *err)
{
	struct wl_programme programme = { 0 };

	return wl_programme_parse(&programme, arena, source, err);
}

static int check_codebook(struct wl_arena *arena,
	const struct wl_source *source, struct wl_err *err)
{
	struct wl_codebook codebook = { 0 };
	int rc = wl_codebook_parse(&codebook, arena, source, err);

	if (!rc)
		wl_codebook_release(&codebook);
	return rc;
}

static int check_page(struct wl_arena *arena, const struct wl_source *source,
	struct wl_err *err)
{
	struct wl_front front = { 0 };

	return wl_front_begins(source->bytes)
		       ? wl_front_parse(&front, arena, source, err)
		       : 0;
}

/* Which file is what: by its own name, or by the folder that it stands below,
 * the last one if there are several. */
static const struct kind {
	const char *name, *folder, *ending;
	merge_by merge;
	check_file check; /* NULL: the merge itself is enough */
} kinds[] = {
	{ "deals.csv", NULL, "", wl_merge_deals, NULL },
	{ "themes.yaml", NULL, "", wl_merge_yaml, check_codebook },
	{ "winloss.yaml", NULL, "", wl_merge_yaml, check_programme },
	{ NULL, "interviews", ".md", wl_merge_markdown, check_interview },
	{ NULL, "field", ".md", wl_merge_markdown, check_field },
	{ NULL, "cards", ".md", wl_merge_markdown, check_card },
	{ NULL, "archive", ".md", wl_merge_markdown, check_page },
	{ NULL, "reviews", ".md", wl_merge_markdown, check_page },
	{ NULL, "plans", ".md", wl_merge_markdown, check_page },
	{ NULL, "guides", ".yaml", wl_merge_yaml, check_guide },
	{ NULL, "codings", ".yaml", wl_merge_coding, check_coding },
};

/* Where the last folder of this name ends in the path; 0: nowhere. */
static size_t behind_folder(const char *path, const char *folder)
{
	size_t n = strlen(folder), found = 0;
	const char *slash;

	for (const char *p = path; (slash = strchr(p, '/')); p = slash + 1)
		if ((size_t)(slash - p) == n && !memcmp(p, folder, n))
			found = (size_t)(slash - path);
	return found;
}

static const struct kind *kind_of(const char *path)
{
	const struct kind *best = NULL;
	size_t most = 0;

	for (size_t i = 0; i < WL_LEN(kinds); i++) {
		size_t at;

		if (wl_streq(kinds[i].name, wl_path_base(path)))
			return &kinds[i];
		if (kinds[i].name || !wl_ends(path, kinds[i].ending))
			continue;
		at = behind_folder(path, kinds[i].folder);
		if (at > most) {
			most = at;
			best = &kinds[i];
		}
	}
	return best;
}

/* How the lines of a text end. */
enum ends { NO_LINES, LF, CRLF, MIXED };

static enum ends ends_of(struct wl_span text)
{
	enum ends ends = NO_LINES;

	for (size_t i = 0; i < text.n; i++) {
		enum ends one;

		if (text.s[i] != '\n')
			continue;
		one = i && text.s[i - 1] == '\r' ? CRLF : LF;
		if (ends != NO_LINES && ends != one)
			return MIXED;
		ends = one;
	}
	return ends;
}

static void add_with_ends(struct wl_buf *out, struct wl_span text, bool crlf)
{
	for (size_t i = 0; i < text.n; i++) {
		bool cr = text.s[i] == '\r' && i + 1 < text.n &&
			  text.s[i + 1] == '\n';

		if (crlf && text.s[i] == '\n')
			wl_buf_addc(out, '\r');
		if (!cr)
			wl_buf_addc(out, text.s[i]);
	}
}

/* Where one side gave all lines another end, that is its change: all are
 * merged with LF, and the result gets what was wanted. */
static enum ends even_ends(
	struct wl_arena *arena, struct wl_span versions[WL_VERSIONS])
{
	enum ends ends[WL_VERSIONS];
	bool mixed = false;

	for (int i = 0; i < WL_VERSIONS; i++) {
		ends[i] = ends_of(versions[i]);
		mixed = mixed || ends[i] == MIXED;
	}
	for (int i = 0; i < WL_VERSIONS; i++)
		if (ends[i] == NO_LINES)
			ends[i] = ends[WL_OURS];
	if (mixed || (ends[WL_BASE] == ends[WL_OURS] &&
			     ends[WL_OURS] == ends[WL_THEIRS]))
		return MIXED;
	for (int i = 0; i < WL_VERSIONS; i++) {
		struct wl_buf text = WL_BUF_INIT;

		add_with_ends(&text, versions[i], false);
		versions[i].s = wl_arena_strndup(arena, text.s, text.n);
		versions[i].n = text.n;
		wl_buf_release(&text);
	}
	return ends[WL_OURS] == ends[WL_BASE] ? ends[WL_THEIRS] : ends[WL_OURS];
}

static void add_place(struct wl_merged *out, int line, const char *what)
{
	out->conflicts[out->n++] = (struct wl_merged_place){ line, what };
}

/* Offsets as lines; they rise. */
static void keep_places(struct wl_merged *out, const struct wl_merge *merge)
{
	size_t at = 0;
	int line = 1;

	out->n = 0;
	out->conflicts = wl_arena_alloc(
		merge->arena, (merge->n + 1) * sizeof(*out->conflicts));
	for (size_t i = 0; i < merge->n; i++) {
		for (; at < merge->v[i].at; at++)
			line += out->bytes.s[at] == '\n';
		add_place(out, line, merge->v[i].what);
	}
}

static void set_sources(struct wl_source sources[WL_VERSIONS],
	const struct wl_span versions[WL_VERSIONS])
{
	static const char *const names[] = { "the base", "ours", "theirs" };

	for (int i = 0; i < WL_VERSIONS; i++)
		sources[i] = (struct wl_source){ names[i], versions[i].s,
			versions[i].n };
}

/* Can the result be read, if both that were merged can? */
static int check_result(struct wl_merge *merge, const struct kind *kind,
	const struct wl_source sources[WL_VERSIONS], struct wl_err *err)
{
	struct wl_source result = { "the result", merge->out->s,
		merge->out->n };

	if (merge->n || !kind->check ||
		kind->check(merge->arena, &sources[WL_OURS], NULL) ||
		kind->check(merge->arena, &sources[WL_THEIRS], NULL))
		return 0;
	return kind->check(merge->arena, &result, err);
}

static int by_structure(struct wl_merge *merge, const struct kind *kind,
	const struct wl_source sources[WL_VERSIONS], struct wl_err *err)
{
	int rc = kind->merge(merge, sources, err);

	return rc ? rc : check_result(merge, kind, sources, err);
}

static void by_lines(struct wl_merged *out, struct wl_merge *merge,
	const struct kind *kind, const struct wl_span versions[WL_VERSIONS])
{
	struct wl_source sources[WL_VERSIONS];
	struct wl_err err = { 0 };

	set_sources(sources, versions);
	wl_buf_clear(&out->bytes);
	merge->n = 0;
	wl_merge_lines(merge, versions[WL_BASE], versions[WL_OURS],
		versions[WL_THEIRS]);
	keep_places(out, merge);
	if (kind && check_result(merge, kind, sources, &err))
		add_place(out, err.line,
			wl_arena_printf(merge->arena,
				"the merged file cannot be read: %s",
				err.text));
}

static void merge_all(struct wl_merged *out, struct wl_merge *merge,
	const struct kind *kind, const struct wl_span versions[WL_VERSIONS])
{
	const struct wl_span *pick = wl_merge_pick(
		&versions[WL_BASE], &versions[WL_OURS], &versions[WL_THEIRS]);
	struct wl_source sources[WL_VERSIONS];

	if (pick) {
		wl_buf_add(&out->bytes, pick->s, pick->n);
		return;
	}
	set_sources(sources, versions);
	if (kind && !by_structure(merge, kind, sources, &out->why)) {
		keep_places(out, merge);
		return;
	}
	out->by_lines = kind != NULL;
	by_lines(out, merge, kind, versions);
}

/* Copies that end in NUL, as all parsers want. */
static int take_versions(struct wl_span out[WL_VERSIONS],
	struct wl_arena *arena, const struct wl_span versions[WL_VERSIONS],
	struct wl_err *err)
{
	for (int i = 0; i < WL_VERSIONS; i++) {
		if (versions[i].n && memchr(versions[i].s, 0, versions[i].n))
			return wl_err_set(err, WL_EFAIL, "it is not text");
		out[i] = (struct wl_span){ wl_arena_strndup(arena,
						   versions[i].n ? versions[i].s
								 : "",
						   versions[i].n),
			versions[i].n };
	}
	return 0;
}

int wl_merge_file(struct wl_merged *out, struct wl_arena *arena,
	const char *path, const struct wl_span versions[WL_VERSIONS],
	int marker, struct wl_err *err)
{
	struct wl_span even[WL_VERSIONS];
	struct wl_merge merge = { .arena = arena, .out = &out->bytes };
	const struct wl_span *pick = wl_merge_pick(
		&versions[WL_BASE], &versions[WL_OURS], &versions[WL_THEIRS]);
	enum ends ends;
	int rc;

	memset(out, 0, sizeof(*out));
	wl_buf_init(&out->bytes);
	if (pick) {
		wl_buf_add(&out->bytes, pick->s, pick->n);
		return 0;
	}
	rc = take_versions(even, arena, versions, err);
	if (rc)
		return rc;
	merge.marker = marker > 0 ? (size_t)marker : 7;
	ends = even_ends(arena, even);
	merge.eol =
		ends == MIXED && ends_of(even[WL_OURS]) == CRLF ? "\r\n" : "\n";
	merge_all(out, &merge, kind_of(path), even);
	if (ends == CRLF) {
		struct wl_buf text = WL_BUF_INIT;
		struct wl_span bytes = { out->bytes.s, out->bytes.n };

		add_with_ends(&text, bytes, true);
		wl_buf_release(&out->bytes);
		out->bytes = text;
	}
	free(merge.v);
	return 0;
}
