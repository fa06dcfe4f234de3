/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/undo.h"

#include "base/file.h"
#include "store/git.h"
#include "store/layout.h"
#include "store/patch.h"

#define BY_HAND "`git revert %.10s` takes it back by git's own means"
#define BY_LOG                                                                 \
	"`git log` shows what there is, `git revert COMMIT` takes it back"

static int refuse(struct wl_err *err, const struct wl_undo *undo)
{
	return wl_err_hint(err, BY_HAND, undo->commit.id);
}

/* Which commit */

static int find_commit(
	struct wl_undo *out, const struct wl_repo *repo, struct wl_err *err)
{
	char last[WL_COMMIT_TEXT];

	wl_change_last(repo, last);
	if (!*last) {
		wl_err_set(err, WL_EFAIL,
			"no command of winloss is known to have recorded "
			"anything in this clone");
		return wl_err_hint(err, BY_LOG);
	}
	if (!wl_repo_commit(repo, last, &out->arena, &out->commit, NULL))
		return 0;
	wl_err_set(err, WL_EFAIL,
		"the last command's commit %.10s is no longer there", last);
	return wl_err_hint(err, BY_LOG);
}

static int check_branch(const struct wl_undo *undo,
	const struct wl_place *place, struct wl_err *err)
{
	const char *const ends[] = { "HEAD", undo->commit.id };
	char base[WL_COMMIT_TEXT] = "";

	if (!wl_patch_base(base, place, ends, NULL) &&
		wl_streq(base, undo->commit.id))
		return 0;
	wl_err_set(err, WL_EFAIL,
		"the last command's commit %.10s is not on this branch",
		undo->commit.id);
	return wl_err_hint(err,
		"it was amended, rebased or made on another branch; " BY_LOG);
}

static int check_parent(struct wl_undo *undo, struct wl_err *err)
{
	const struct wl_commit *commit = &undo->commit;

	if (commit->parents.n == 1 && !commit->cut) {
		undo->parent = commit->parents.v[0];
		return 0;
	}
	if (commit->cut) {
		wl_err_set(err, WL_EFAIL,
			"this is a shallow clone: what was before %.10s is not "
			"here",
			commit->id);
		return wl_err_hint(err, "`git fetch --unshallow` gets it");
	}
	wl_err_set(err, WL_EFAIL, "'%s' (%.10s) has %zu parents, not one",
		commit->subject, commit->id, commit->parents.n);
	return commit->parents.n
		       ? refuse(err, undo)
		       : wl_err_hint(err, "it is the first commit: there is "
					  "nothing before it to go back to");
}

/* Its files */

static int find_files(
	struct wl_undo *undo, const struct wl_repo *repo, struct wl_err *err)
{
	int rc = wl_repo_changed(
		repo, undo->parent, undo->commit.id, &undo->paths, err);

	if (rc)
		return rc;
	if (!undo->paths.n) {
		wl_err_set(err, WL_EFAIL,
			"%.10s touched no file of this programme",
			undo->commit.id);
		return refuse(err, undo);
	}
	if (wl_strv_has(&undo->paths, WL_PROGRAMME_FILE) &&
		!wl_repo_has(repo, undo->parent, WL_PROGRAMME_FILE)) {
		wl_err_set(err, WL_EFAIL,
			"%.10s made this programme, so taking it back would "
			"take all of it away",
			undo->commit.id);
		return refuse(err, undo);
	}
	return 0;
}

/* A file of the commit that also differs between two revisions; NULL. */
static int find_differing(const struct wl_undo *undo,
	const struct wl_repo *repo, const char *before, const char **path,
	struct wl_err *err)
{
	struct wl_strv changed = { 0 };
	int rc = wl_repo_changed(repo, before, "HEAD", &changed, err);

	*path = NULL;
	for (size_t i = 0; i < undo->paths.n && !*path; i++)
		if (wl_strv_has(&changed, undo->paths.v[i]))
			*path = undo->paths.v[i];
	wl_strv_release(&changed);
	return rc;
}

static int check_recorded(const struct wl_undo *undo,
	const struct wl_repo *repo, struct wl_err *err)
{
	const char *path;
	int rc = find_differing(undo, repo, undo->parent, &path, err);

	if (!rc && !path) {
		wl_err_set(err, WL_EFAIL, "'%s' (%.10s) was taken back already",
			undo->commit.subject, undo->commit.id);
		return wl_err_hint(err, "`git log` shows by which commit");
	}
	if (!rc)
		rc = find_differing(undo, repo, undo->commit.id, &path, err);
	if (rc || !path)
		return rc;
	wl_err_set(err, WL_EFAIL, "'%s' has later commits, which would be lost",
		path);
	return refuse(err, undo);
}

/* What is not recorded of a file: in the working tree or in git's index. */
static int check_file(
	struct wl_git *git, const char *path, bool known, struct wl_err *err)
{
	static const char *const places[] = { "--no-ext-diff", "--cached" };
	bool differs = !known;
	int rc = 0;

	for (size_t i = 0; i < WL_LEN(places) && !rc && !differs; i++) {
		rc = wl_git_run(git,
			WL_ARGS("--literal-pathspecs", "diff", places[i],
				"--quiet", "HEAD", "--", path),
			err);
		if (!rc && git->status > 1)
			return wl_git_failed(
				git, err, "cannot compare '%s'", path);
		differs = !rc && git->status == 1;
	}
	if (rc || !differs)
		return rc;
	wl_err_set(err, WL_EFAIL,
		"'%s' has changes that are not recorded and would be lost",
		path);
	return wl_err_hint(err,
		"record them (`git commit %s`) and then `git revert`, or put "
		"them away with `git stash`",
		path);
}

static int check_working_tree(const struct wl_undo *undo,
	const struct wl_place *place, const struct wl_repo *repo,
	struct wl_err *err)
{
	struct wl_git git;
	int rc = 0;

	wl_git_init(&git, place->root, NULL);
	for (size_t i = 0; i < undo->paths.n && !rc; i++) {
		const char *path = undo->paths.v[i];
		bool known = wl_repo_has(repo, undo->commit.id, path) ||
			     !wl_file_exists(place->dir, path);

		rc = check_file(&git, path, known, err);
	}
	wl_git_release(&git);
	return rc;
}

int wl_undo_find(
	struct wl_undo *out, const struct wl_place *place, struct wl_err *err)
{
	struct wl_repo *repo = NULL;
	int rc;

	memset(out, 0, sizeof(*out));
	wl_arena_init(&out->arena);
	rc = wl_repo_open(&repo, place, err);
	if (!rc)
		rc = wl_repo_check_idle(repo, err);
	if (!rc)
		rc = find_commit(out, repo, err);
	if (!rc)
		rc = check_branch(out, place, err);
	if (!rc)
		rc = check_parent(out, err);
	if (!rc)
		rc = find_files(out, repo, err);
	if (!rc)
		rc = check_recorded(out, repo, err);
	if (!rc)
		rc = check_working_tree(out, place, repo, err);
	wl_repo_free(repo);
	return rc;
}

void wl_undo_release(struct wl_undo *undo)
{
	wl_strv_release(&undo->paths);
	wl_arena_release(&undo->arena);
}

/* Going back */

static int read_before(struct wl_git *git, const struct wl_undo *undo,
	const char *path, struct wl_buf *out, struct wl_err *err)
{
	char *name = NULL;
	int rc;

	if (asprintf(&name, "%s:./%s", undo->parent, path) < 0)
		wl_no_memory();
	rc = wl_git_run(git, WL_ARGS("cat-file", "--filters", name), err);
	if (!rc && git->status)
		rc = wl_git_failed(
			git, err, "cannot read '%s' as it was", path);
	if (!rc)
		wl_buf_add(out, git->out.s, git->out.n);
	free(name);
	return rc;
}

int wl_undo_add(const struct wl_undo *undo, struct wl_change *change,
	struct wl_err *err)
{
	const struct wl_place *place = change->place;
	struct wl_buf bytes = WL_BUF_INIT;
	struct wl_git git;
	int rc = 0;

	wl_git_init(&git, place->root, NULL);
	for (size_t i = 0; i < undo->paths.n && !rc; i++) {
		const char *path = undo->paths.v[i];

		if (!wl_repo_has(change->repo, undo->parent, path)) {
			wl_change_remove(change, path);
			continue;
		}
		rc = read_before(&git, undo, path, &bytes, err);
		if (!rc)
			wl_change_add(change, path, &bytes);
	}
	wl_git_release(&git);
	wl_buf_release(&bytes);
	return rc;
}
