/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/driver.h"

#include <limits.h>
#include <unistd.h>

#include "store/git.h"

#define PROGRAM "winloss"
#define CALL " merge-driver %O %A %B %L %P"
/* A driver that is not found (a program with a window has another PATH) leaves
 * git a conflict without marks, and theirs is lost when it is marked solved. */
#define FALLBACK                                                               \
	" || case $? in 12[67]) git merge-file --marker-size=%L %A %O %B;;"    \
	" *) false;; esac"

static bool is_on_path(const char *program)
{
	const char *path = getenv("PATH");
	bool found = false;

	while (path && *path && !found) {
		size_t n = strcspn(path, ":");
		struct wl_buf file = WL_BUF_INIT;

		wl_buf_add(&file, path, n);
		wl_buf_addf(&file, "/%s", program);
		found = n && !access(file.s, X_OK);
		wl_buf_release(&file);
		path += n + (path[n] == ':');
	}
	return found;
}

/* As the shell that git runs wants a word. */
static void add_quoted(struct wl_buf *out, const char *s)
{
	wl_buf_addc(out, '\'');
	for (; *s; s++)
		if (*s == '\'')
			wl_buf_adds(out, "'\\''");
		else
			wl_buf_addc(out, *s);
	wl_buf_addc(out, '\'');
}

static void add_program(struct wl_buf *out)
{
	char self[PATH_MAX];
	ssize_t n = is_on_path(PROGRAM) ? -1
					: readlink("/proc/self/exe", self,
						  sizeof(self) - 1);

	if (n <= 0) {
		wl_buf_adds(out, PROGRAM);
		return;
	}
	self[n] = '\0';
	add_quoted(out, self);
}

/* Is this value of a key one that an earlier call set? */
static bool is_ours(const char *value)
{
	return wl_ends(value, CALL) || wl_ends(value, CALL FALLBACK);
}

/* Set a key that is empty, or has an older value of ours. */
static int set(const struct wl_repo *repo, const char *key, const char *value,
	struct wl_err *err)
{
	struct wl_git git;
	int code;

	wl_git_init(&git, NULL, repo);
	code = wl_git_run(
		&git, WL_ARGS("config", "--local", "--get", key), err);
	wl_buf_rtrim(&git.out);
	if (code || (git.out.n && (wl_streq(git.out.s, value) ||
					  !is_ours(git.out.s))))
		goto done;
	code = wl_git_run(&git, WL_ARGS("config", "--local", key, value), err);
	if (!code && git.status)
		code = wl_git_failed(
			&git, err, "cannot set '%s' in this clone", key);
done:
	wl_git_release(&git);
	return code;
}

int wl_driver_set(const struct wl_repo *repo, struct wl_err *err)
{
	struct wl_buf call = WL_BUF_INIT;
	int code;

	add_program(&call);
	wl_buf_adds(&call, CALL FALLBACK);
	code = set(repo, "merge.winloss.name",
		"files of a win/loss programme, by what they are", err);
	if (!code)
		code = set(repo, "merge.winloss.driver", call.s, err);
	if (!code)
		code = set(
			repo, "diff.winloss.xfuncname", "^(#{1,6} .*)$", err);
	wl_buf_release(&call);
	return code;
}

/* A path that the pattern of a line fits: what a star stands for is "a". */
static void add_sample(struct wl_buf *out, const char *pattern, size_t n)
{
	for (size_t i = *pattern == '/'; i < n; i++) {
		if (pattern[i] != '*')
			wl_buf_addc(out, pattern[i]);
		else if (pattern[i + 1] != '*')
			wl_buf_addc(out, 'a');
	}
}

/* The lines that send files to us, and for each the path of such a file. */
static void read_lines(const struct wl_repo *repo, const char *attributes,
	struct wl_strv *lines, struct wl_buf *paths)
{
	for (const char *p = attributes; *p;) {
		size_t n = strcspn(p, "\n");
		char *line = wl_strndup(p, n);

		p += n + (p[n] == '\n');
		if (*line == '#' || !strstr(line, " merge=winloss")) {
			free(line);
			continue;
		}
		wl_strv_take(lines, line);
		wl_buf_adds(paths, wl_repo_prefix(repo));
		add_sample(paths, line, strcspn(line, " \t"));
		wl_buf_addc(paths, '\0');
	}
}

/* git answers path, attribute and value for each, with a NUL behind. */
static void keep_unsaid(const struct wl_buf *answer,
	const struct wl_strv *lines, struct wl_strv *out)
{
	size_t word = 0;

	for (size_t i = 0; i < answer->n; i += strlen(answer->s + i) + 1) {
		if (word % 3 == 2 && word / 3 < lines->n &&
			wl_streq(answer->s + i, "unspecified"))
			wl_strv_add(out, lines->v[word / 3]);
		word++;
	}
}

int wl_driver_missing(const struct wl_repo *repo, const char *attributes,
	struct wl_strv *out, struct wl_err *err)
{
	struct wl_buf paths = WL_BUF_INIT;
	struct wl_strv lines = { 0 };
	struct wl_git git;
	int code;

	read_lines(repo, attributes, &lines, &paths);
	wl_git_init(&git, NULL, repo);
	git.in = &paths;
	code = wl_git_run(
		&git, WL_ARGS("check-attr", "-z", "--stdin", "merge"), err);
	if (!code && git.status)
		code = wl_git_failed(
			&git, err, "cannot see how git merges files");
	if (!code)
		keep_unsaid(&git.out, &lines, out);
	wl_git_release(&git);
	wl_strv_release(&lines);
	wl_buf_release(&paths);
	return code;
}
