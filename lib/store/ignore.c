/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/ignore.h"

#include <unistd.h>

#include "base/file.h"
#include "store/git.h"

#define EXCLUDE "info/exclude"
#define EXCLUDE_MAX ((size_t)1024 * 1024)

/* A path that stands for all of a kind, and the pattern that ignores them. */
static const struct {
	const char *path, *pattern;
} kinds[] = {
	{ "people.yaml", "people.yaml" },
	{ "people.yaml~", "people.yaml~" },
	{ ".people.yaml.swp", ".people.yaml.*" },
	{ "interviews/2026/.winloss-1-1-1.tmp", "**/.winloss-*.tmp" },
	{ "private/2026-01-a.md", "private/" },
	{ "transcripts/2026-01-a.md", "transcripts/" },
};

static void add_strings(struct wl_strv *out, const struct wl_buf *strings)
{
	for (size_t i = 0; i < strings->n; i += strlen(strings->s + i) + 1)
		wl_strv_add(out, strings->s + i);
}

/* The prefix with what a pattern would take for more than itself. */
static void add_pattern(
	struct wl_buf *out, const struct wl_repo *repo, const char *pattern)
{
	wl_buf_addc(out, '/');
	for (const char *p = wl_repo_prefix(repo); *p; p++) {
		if (strchr("\\*?[ ", *p))
			wl_buf_addc(out, '\\');
		wl_buf_addc(out, *p);
	}
	wl_buf_adds(out, pattern);
}

/* Add the patterns of the kinds that git does not ignore. */
static int find_missing(
	const struct wl_repo *repo, struct wl_strv *out, struct wl_err *err)
{
	struct wl_buf paths = WL_BUF_INIT;
	struct wl_strv ignored = { 0 };
	struct wl_git git;
	int code;

	for (size_t i = 0; i < WL_LEN(kinds); i++) {
		wl_buf_addf(
			&paths, "%s%s", wl_repo_prefix(repo), kinds[i].path);
		wl_buf_addc(&paths, '\0');
	}
	wl_git_init(&git, NULL, repo);
	git.in = &paths;
	code = wl_git_run(&git,
		WL_ARGS("check-ignore", "--no-index", "-z", "--stdin"), err);
	if (!code && git.status > 1)
		code = wl_git_failed(&git, err, "cannot see what git ignores");
	add_strings(&ignored, &git.out);
	for (size_t i = 0, at = 0; !code && i < WL_LEN(kinds); i++) {
		struct wl_buf pattern = WL_BUF_INIT;

		if (!wl_strv_has(&ignored, paths.s + at)) {
			add_pattern(&pattern, repo, kinds[i].pattern);
			wl_strv_add(out, pattern.s);
		}
		wl_buf_release(&pattern);
		at += strlen(paths.s + at) + 1;
	}
	wl_git_release(&git);
	wl_strv_release(&ignored);
	wl_buf_release(&paths);
	return code;
}

static int exclude(const struct wl_repo *repo, const struct wl_strv *patterns,
	struct wl_err *err)
{
	struct wl_buf file = WL_BUF_INIT;
	int dir = -1, code;

	code = wl_dir_open(&dir, wl_repo_commondir(repo), err);
	if (code)
		return code;
	code = wl_file_read(&file, dir, EXCLUDE, EXCLUDE_MAX, err);
	if (!code || code == WL_ENOTFOUND) {
		if (file.n && file.s[file.n - 1] != '\n')
			wl_buf_addc(&file, '\n');
		wl_buf_adds(&file, "# winloss: git must never see these\n");
		for (size_t i = 0; i < patterns->n; i++)
			wl_buf_addf(&file, "%s\n", patterns->v[i]);
		code = wl_file_replace(dir, EXCLUDE, &file, 0666, err);
	}
	close(dir);
	wl_buf_release(&file);
	return code;
}

static int taken_in(const struct wl_strv *patterns, struct wl_err *err)
{
	wl_err_set(err, WL_EFAIL,
		"git would record '%s', which must stay out of it: a rule of "
		"a .gitignore takes it in",
		patterns->v[0]);
	return wl_err_hint(err,
		"find the rule that begins with ! and take it out; `git "
		"check-ignore -v --no-index PATH` names it");
}

int wl_ignore_private(
	const struct wl_repo *repo, struct wl_strv *added, struct wl_err *err)
{
	struct wl_strv missing = { 0 }, left = { 0 };
	int code = find_missing(repo, &missing, err);

	if (!code && missing.n) {
		code = exclude(repo, &missing, err);
		if (!code)
			code = find_missing(repo, &left, err);
		if (!code && left.n)
			code = taken_in(&left, err);
	}
	for (size_t i = 0; !code && added && i < missing.n; i++)
		wl_strv_add(added, missing.v[i]);
	wl_strv_release(&missing);
	wl_strv_release(&left);
	return code;
}

int wl_ignore_recorded(
	const struct wl_repo *repo, struct wl_strv *out, struct wl_err *err)
{
	static const char *const names[] = { "people.yaml", "private",
		"transcripts" };
	struct wl_strv args = { 0 };
	struct wl_git git;
	int code;

	wl_strv_add(&args, "--literal-pathspecs");
	wl_strv_add(&args, "ls-files");
	wl_strv_add(&args, "-z");
	wl_strv_add(&args, "--");
	for (size_t i = 0; i < WL_LEN(names); i++)
		wl_strv_addf(&args, "%s%s", wl_repo_prefix(repo), names[i]);
	wl_git_init(&git, NULL, repo);
	code = wl_git_run(&git, (const char *const *)args.v, err);
	if (!code && git.status)
		code = wl_git_failed(&git, err, "cannot see what git has");
	if (!code)
		add_strings(out, &git.out);
	wl_git_release(&git);
	wl_strv_release(&args);
	return code;
}
