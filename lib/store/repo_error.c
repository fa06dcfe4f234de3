/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/repo_error.h"

#include "store/git.h"

#ifdef __SANITIZE_ADDRESS__
/* libgit2 1.5 leaks a buffer for each name that a pattern of it does not
 * match: the names of a configuration with extensions, unknown revisions. */
const char *__lsan_default_suppressions(void);
const char *__lsan_default_options(void);

const char *__lsan_default_suppressions(void)
{
	return "leak:libpcre2\n";
}

const char *__lsan_default_options(void)
{
	return "print_suppressions=0";
}
#endif

int wl_repo_none(struct wl_err *err, const char *root)
{
	wl_err_set(err, WL_ENOTFOUND, "'%s' is in no git repository", root);
	wl_err_hint(err, "`git init` makes one, `winloss init` also the rest");
	return WL_ENOTFOUND;
}

int wl_repo_foreign(struct wl_err *err, const char *root)
{
	char *top = wl_git_top(root);

	wl_err_set(err, WL_EFAIL,
		"the repository in '%s' belongs to another user", top);
	wl_err_hint(err,
		"if you trust it: `git config --global --add safe.directory "
		"'%s'`",
		top);
	free(top);
	return WL_EFAIL;
}

int wl_repo_unsupported(struct wl_err *err, const char *root, const char *name)
{
	bool sha256 = wl_streq(name, "extensions.objectformat");

	wl_err_set(err, WL_EFAIL,
		"the repository of '%s' uses '%s'%s, which winloss cannot read",
		root, name, sha256 ? " (sha256)" : "");
	if (sha256)
		return wl_err_hint(err,
			"move the programme to a repository made by `git init "
			"--object-format=sha1`");
	return wl_err_hint(err,
		"if nothing needs it: `git config --local --unset %s`", name);
}

int wl_repo_bare(struct wl_err *err, const char *path)
{
	wl_err_set(err, WL_EFAIL, "'%s' is a bare repository", path);
	return wl_err_hint(err, "clone it: `git clone '%s' FOLDER`", path);
}

int wl_repo_outside(struct wl_err *err, const char *root, const char *tree)
{
	wl_err_set(err, WL_EFAIL, "'%s' is not in the working tree '%s'", root,
		tree);
	return wl_err_hint(err, "look at core.worktree of its configuration");
}

int wl_repo_no_revision(
	struct wl_err *err, enum wl_repo_missing why, const char *revision)
{
	switch (why) {
	case WL_REPO_AMBIGUOUS:
		wl_err_set(
			err, WL_EFAIL, "revision '%s' is ambiguous", revision);
		return wl_err_hint(err, "give more digits of the commit");
	case WL_REPO_UNBORN:
		wl_err_set(err, WL_EFAIL,
			"revision '%s' is not there: nothing is recorded yet",
			revision);
		return wl_err_hint(err, "`git add` and `git commit` record");
	case WL_REPO_SHALLOW:
		wl_err_set(err, WL_EFAIL,
			"this is a shallow clone, and '%s' is not in its part "
			"of the history",
			revision);
		return wl_err_hint(err, "`git fetch --unshallow`");
	default:
		wl_err_set(err, WL_EFAIL, "unknown revision '%s'", revision);
		return wl_err_hint(err,
			"give a commit, branch or tag; `git log --oneline` "
			"lists commits");
	}
}

int wl_repo_absent(const char *path, const char *commit, struct wl_err *err)
{
	return wl_err_set(
		err, WL_ENOTFOUND, "no '%s' in revision %.10s", path, commit);
}
