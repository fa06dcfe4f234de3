/* SPDX-License-Identifier: GPL-3.0-or-later */
/* winloss merge-driver: what git runs to merge one file of the programme; a
 * conflict stands in the file as git's own do, with its place on stderr. */
#include "cmd.h"

#include <unistd.h>

#include "base/file.h"
#include "base/path.h"
#include "base/utf8.h"
#include "model/merge.h"

/* What git hands over: %O %A %B, and %L %P behind them. */
enum { BASE, RESULT, OTHER, MARKER, PATH, WORDS };

static const struct cmd_option options[] = { OPTION_END };

static int read_versions(const struct cmd_args *args, struct wl_buf *files,
	struct wl_span *versions, struct wl_err *err)
{
	int rc = 0;

	for (int i = 0; !rc && i < WL_VERSIONS; i++) {
		rc = wl_file_slurp(
			&files[i], args->words.v[i], WL_CSV_MAX, err);
		versions[i] = (struct wl_span){ files[i].s, files[i].n };
	}
	return rc;
}

/* Where git reads the result: over what was ours. */
static int write_result(
	const char *path, const struct wl_buf *bytes, struct wl_err *err)
{
	const char *base = wl_path_base(path);
	char *folder = base == path ? wl_strdup(".")
				    : wl_strndup(path, (size_t)(base - path));
	int dir = -1, rc = wl_dir_open(&dir, folder, err);

	if (!rc) {
		rc = wl_file_replace(dir, base, bytes, 0666, err);
		close(dir);
	}
	free(folder);
	return rc;
}

/* Without its structure two edits of one passage are one conflict: say so. */
static void tell_lines(const struct session *session, const char *path,
	const struct wl_err *why)
{
	if (*why->path && why->line)
		session_warn(session,
			"'%s' is merged line by line, since %s cannot be read "
			"(line %d: %s)",
			path, why->path, why->line, why->text);
	else
		session_warn(session, "'%s' is merged line by line: %s", path,
			why->text);
}

static int tell(const struct session *session, const char *path,
	const struct wl_merged *merged)
{
	struct wl_buf safe = WL_BUF_INIT;

	if (merged->by_lines)
		tell_lines(session, path, &merged->why);
	for (size_t i = 0; i < merged->n; i++) {
		struct wl_buf line = WL_BUF_INIT;

		wl_buf_addf(&line, "%s:%d: conflict: %s\n", path,
			merged->conflicts[i].line, merged->conflicts[i].what);
		wl_utf8_visible(&safe, line.s, true);
		wl_buf_release(&line);
	}
	fputs(safe.s, stderr);
	wl_buf_release(&safe);
	return merged->n ? WL_EFOUND : 0;
}

static int check_words(
	const struct cmd_args *args, int *marker, struct wl_err *err)
{
	char *end;
	long n;

	if (args->words.n != WORDS)
		return args_usage(err, "merge-driver",
			"merge-driver takes five words: %%O %%A %%B %%L %%P");
	n = strtol(args->words.v[MARKER], &end, 10);
	if (*end || n < 1 || n > 1000)
		return args_usage(err, "merge-driver",
			"'%s' is not the length of a mark",
			args->words.v[MARKER]);
	*marker = (int)n;
	return 0;
}

static int run(struct session *session, const struct cmd_args *args,
	struct wl_err *err)
{
	struct wl_buf files[WL_VERSIONS] = { WL_BUF_INIT, WL_BUF_INIT,
		WL_BUF_INIT };
	struct wl_span versions[WL_VERSIONS];
	struct wl_merged merged = { .bytes = WL_BUF_INIT };
	struct wl_arena arena;
	int marker = 0, rc;

	wl_arena_init(&arena);
	rc = check_words(args, &marker, err);
	if (!rc)
		rc = read_versions(args, files, versions, err);
	if (!rc)
		rc = wl_merge_file(&merged, &arena, args->words.v[PATH],
			versions, marker, err);
	if (!rc)
		rc = write_result(args->words.v[RESULT], &merged.bytes, err);
	if (!rc)
		rc = tell(session, args->words.v[PATH], &merged);
	for (int i = 0; i < WL_VERSIONS; i++)
		wl_buf_release(&files[i]);
	wl_buf_release(&merged.bytes);
	wl_arena_release(&arena);
	return rc;
}

const struct cmd cmd_merge_driver = {
	.name = "merge-driver",
	.usage = "<base> <ours> <theirs> <mark-length> <path>",
	.summary = "merge one file for git, by what it is",
	.needs = CMD_NOTHING,
	.options = options,
	.run = run,
};
