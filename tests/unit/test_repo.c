/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sandbox.h"

#include "store/repo.h"

struct opened {
	struct wl_place place;
	struct wl_repo *repo;
};

static void open_at(struct opened *opened, const char *folder)
{
	struct wl_err err = { 0 };

	assert_int_equal(wl_place_at(&opened->place, in(folder), &err), 0);
	if (wl_repo_open(&opened->repo, &opened->place, &err))
		fail_msg("%s", err.text);
}

static void close_it(struct opened *opened)
{
	wl_repo_free(opened->repo);
	wl_place_release(&opened->place);
}

static void refuses(
	const char *folder, int code, const char *text, const char *hint)
{
	struct wl_err err = { 0 };
	struct wl_repo *repo = NULL;
	struct wl_place place;

	assert_int_equal(wl_place_at(&place, in(folder), &err), 0);
	assert_int_equal(wl_repo_open(&repo, &place, &err), code);
	assert_null(repo);
	assert_contains(err.text, text);
	assert_contains(err.hint, hint);
	wl_place_release(&place);
}

static void test_paths(void **state)
{
	struct opened o;

	(void)state;
	sh("git init -q r; mkdir -p r/a/b");
	open_at(&o, "r");
	assert_string_equal(wl_repo_prefix(o.repo), "");
	assert_string_equal(wl_repo_workdir(o.repo), in("r/"));
	assert_string_equal(wl_repo_gitdir(o.repo), in("r/.git/"));
	assert_string_equal(wl_repo_commondir(o.repo), in("r/.git/"));
	close_it(&o);
	open_at(&o, "r/a/b");
	assert_string_equal(wl_repo_prefix(o.repo), "a/b/");
	assert_string_equal(wl_repo_workdir(o.repo), in("r/"));
	close_it(&o);
}

static void test_a_linked_worktree(void **state)
{
	struct opened o;

	(void)state;
	sh("git init -q r; cd r; git commit -q --allow-empty -m i;"
	   "git worktree add -q ../w; mkdir ../w/p");
	open_at(&o, "w/p");
	assert_string_equal(wl_repo_prefix(o.repo), "p/");
	assert_string_equal(wl_repo_workdir(o.repo), in("w/"));
	assert_string_equal(wl_repo_gitdir(o.repo), in("r/.git/worktrees/w/"));
	assert_string_equal(wl_repo_commondir(o.repo), in("r/.git/"));
	close_it(&o);
}

static void test_started_by_git(void **state)
{
	struct opened o;

	(void)state;
	sh("git init -q r; git init -q other; mkdir r/p;"
	   "git init -q --separate-git-dir g s; rm s/.git;"
	   "git -C g config core.worktree \"$PWD/s\"");
	/* A hook of another repository */
	setenv("GIT_DIR", in("other/.git"), 1);
	open_at(&o, "r/p");
	assert_string_equal(wl_repo_workdir(o.repo), in("r/"));
	close_it(&o);
	/* The only way to know of this one */
	setenv("GIT_DIR", in("g"), 1);
	open_at(&o, "s");
	assert_string_equal(wl_repo_gitdir(o.repo), in("g/"));
	close_it(&o);
	/* libgit2 cannot do with this one at all */
	setenv("GIT_WORK_TREE", in("s"), 1);
	refuses("s", WL_ENOTFOUND, "is in no git repository", "init");
	open_at(&o, "r/p");
	close_it(&o);
	unsetenv("GIT_DIR");
	unsetenv("GIT_WORK_TREE");
	setenv("GIT_INDEX_FILE", in("r/.git/other"), 1);
	open_at(&o, "r/p");
	assert_string_equal(wl_repo_workdir(o.repo), in("r/"));
	close_it(&o);
	unsetenv("GIT_INDEX_FILE");
}

static void test_no_repository(void **state)
{
	(void)state;
	sh("mkdir a");
	refuses("a", WL_ENOTFOUND, "is in no git repository", "`git init`");
}

static void test_bare(void **state)
{
	(void)state;
	sh("git init -q --bare b.git");
	refuses("b.git", WL_EFAIL, "is a bare repository", "`git clone");
}

static void test_features_that_libgit2_lacks(void **state)
{
	(void)state;
	sh("git init -q --object-format=sha256 s; git init -q w; cd w;"
	   "git config core.repositoryFormatVersion 1;"
	   "git config extensions.worktreeConfig true");
	refuses("s", WL_EFAIL, "(sha256), which winloss cannot read",
		"--object-format=sha1");
	refuses("w", WL_EFAIL, "'extensions.worktreeconfig'",
		"git config --local --unset extensions.worktreeconfig");
}

static void test_damaged(void **state)
{
	(void)state;
	sh("git init -q r; rm r/.git/HEAD; mkdir w;"
	   "echo gitdir: /nowhere >w/.git; git init -q c;"
	   "echo '[' >c/.git/config");
	refuses("w", WL_EFAIL, "cannot open the git repository", "git -C");
	refuses("c", WL_EFAIL, "cannot open the git repository", "git -C");
}

static void test_of_another_owner(void **state)
{
	struct opened o;

	(void)state;
	if (geteuid())
		skip();
	sh("git init -q r; mkdir r/a; chown -R 12345:12345 r");
	refuses("r/a", WL_EFAIL, "belongs to another user",
		"git config --global --add safe.directory");
	refuses("r/a", WL_EFAIL, in("r"), in("r"));
	/* What git takes by its own settings is taken */
	sh("git config --global safe.directory '*'");
	open_at(&o, "r/a");
	assert_string_equal(wl_repo_prefix(o.repo), "a/");
	close_it(&o);
	sh("git config --global safe.directory \"$PWD/r\"");
	open_at(&o, "r/a");
	close_it(&o);
	/* And only that */
	sh("git config --global safe.directory /elsewhere");
	refuses("r/a", WL_EFAIL, "belongs to another user", "safe.directory");
}

/* A repository with a conflict for each of the commands below. */
static void conflict(void)
{
	sh("git init -q r; cd r; echo a >f; git add f; git commit -q -m a;"
	   "git checkout -q -b other; echo b >f; git commit -q -a -m b;"
	   "git checkout -q main; echo c >f; git commit -q -a -m c");
}

static void busy_with(const char *command, const char *name, const char *way)
{
	struct wl_err err = { 0 };
	struct opened o;

	conflict();
	sh("cd r; git format-patch -q -1 --stdout other >../patch");
	open_at(&o, "r");
	assert_int_equal(wl_repo_check_idle(o.repo, &err), 0);
	assert_int_not_equal(sh_status("cd r; %s", command), 0);
	assert_int_equal(wl_repo_check_idle(o.repo, &err), WL_EFAIL);
	assert_contains(err.text, name);
	assert_contains(err.hint, way);
	close_it(&o);
	sh("rm -rf r");
}

static void test_git_is_in_the_middle_of_something(void **state)
{
	(void)state;
	busy_with("git merge other", "merge", "`git merge --continue`");
	busy_with("git merge other", "merge", "`git merge --abort`");
	busy_with("git cherry-pick other", "cherry-pick",
		"`git cherry-pick --continue`");
	busy_with("git revert HEAD~1", "revert", "`git revert --continue`");
	busy_with("git rebase other", "rebase", "`git rebase --continue`");
	busy_with("git am ../patch", "am", "`git am --abort`");
}

static void test_bisecting_is_no_hindrance(void **state)
{
	struct opened o;

	(void)state;
	conflict();
	sh("cd r; git bisect start; git bisect bad; git bisect good HEAD~1");
	open_at(&o, "r");
	assert_int_equal(wl_repo_check_idle(o.repo, NULL), 0);
	close_it(&o);
}

static void no_revision(const struct wl_repo *repo, const char *revision,
	const char *text, const char *hint)
{
	char commit[WL_COMMIT_TEXT] = "untouched";
	struct wl_err err = { 0 };

	assert_int_equal(
		wl_repo_resolve(repo, revision, commit, &err), WL_EFAIL);
	assert_contains(err.text, text);
	assert_contains(err.hint, hint);
	assert_string_equal(commit, "untouched");
}

static void test_revisions(void **state)
{
	char commit[WL_COMMIT_TEXT];
	struct opened o;

	(void)state;
	conflict();
	sh("cd r; git tag -a -m t t; git tag tree HEAD^{tree}");
	open_at(&o, "r");
	assert_int_equal(wl_repo_resolve(o.repo, "t", commit, NULL), 0);
	assert_string_equal(commit, sh("git -C r rev-parse HEAD"));
	assert_int_equal(wl_repo_resolve(o.repo, "HEAD~1", commit, NULL), 0);
	assert_string_equal(commit, sh("git -C r rev-parse main~1"));
	assert_int_equal(wl_repo_head(o.repo, commit, NULL), 0);
	assert_string_equal(commit, sh("git -C r rev-parse main"));
	no_revision(
		o.repo, "nonsense", "unknown revision 'nonsense'", "git log");
	no_revision(o.repo, "main..other", "unknown revision", "git log");
	no_revision(
		o.repo, "tree", "'tree' is not a commit but a tree", "branch");
	assert_false(wl_repo_is_shallow(o.repo));
	close_it(&o);
}

static void test_before_the_first_commit(void **state)
{
	char commit[WL_COMMIT_TEXT] = "x";
	struct opened o;

	(void)state;
	sh("git init -q r");
	open_at(&o, "r");
	no_revision(o.repo, "HEAD", "nothing is recorded yet", "git commit");
	assert_int_equal(wl_repo_head(o.repo, commit, NULL), 0);
	assert_string_equal(commit, "");
	close_it(&o);
}

static void test_a_shallow_clone(void **state)
{
	char commit[WL_COMMIT_TEXT];
	struct opened o;

	(void)state;
	conflict();
	sh("git clone -q --depth 1 \"file://$PWD/r\" s");
	open_at(&o, "s");
	assert_true(wl_repo_is_shallow(o.repo));
	assert_int_equal(wl_repo_resolve(o.repo, "HEAD", commit, NULL), 0);
	no_revision(o.repo, "HEAD~1", "this is a shallow clone",
		"`git fetch --unshallow`");
	close_it(&o);
}

static void list(const struct wl_repo *repo, const char *folder,
	const char *ending, const char *expect)
{
	struct wl_strv paths = { 0 };
	struct wl_buf joined = WL_BUF_INIT;
	char commit[WL_COMMIT_TEXT];
	struct wl_err err = { 0 };

	assert_int_equal(wl_repo_resolve(repo, "HEAD", commit, &err), 0);
	if (wl_repo_list(repo, commit, folder, ending, &paths, &err))
		fail_msg("%s", err.text);
	for (size_t i = 0; i < paths.n; i++)
		wl_buf_addf(&joined, "%s%s", i ? " " : "", paths.v[i]);
	assert_string_equal(joined.s, expect);
	wl_buf_release(&joined);
	wl_strv_release(&paths);
}

/* Files of all sorts, in a programme that is a folder of its repository. */
static void files(void)
{
	sh("git init -q r; mkdir -p r/p/i/2026 r/p/i/.h r/p/i.x; cd r;"
	   "for f in top.md p/a.md p/i.md p/i/2026/b.md p/i/2026/a.md"
	   " p/i/2026/a.txt p/i/.hidden.md p/i/.h/x.md p/i.x/c.md p/i/z.md;"
	   "do echo \"in $f\" >$f; done; ln -s z.md p/i/link.md;"
	   "ln -s i p/folder; chmod +x p/i/z.md;"
	   "git add .; git commit -q -m all; git rm -rfq .; mkdir -p p");
}

static void test_listing(void **state)
{
	struct opened o;

	(void)state;
	files();
	open_at(&o, "r/p");
	list(o.repo, "i", ".md", "i/2026/a.md i/2026/b.md i/link.md i/z.md");
	list(o.repo, "i/2026", ".txt", "i/2026/a.txt");
	list(o.repo, "", ".md",
		"a.md i.md i.x/c.md i/2026/a.md i/2026/b.md i/link.md i/z.md");
	list(o.repo, "none", ".md", "");
	list(o.repo, "i.md", ".md", "");
	list(o.repo, "none/below", ".md", "");
	close_it(&o);
	open_at(&o, "r");
	list(o.repo, "", "p.md", "top.md");
	close_it(&o);
}

static void unread(const struct wl_repo *repo, const char *path, int code,
	const char *text)
{
	struct wl_buf out = WL_BUF_INIT;
	char commit[WL_COMMIT_TEXT];
	struct wl_err err = { 0 };

	assert_int_equal(wl_repo_resolve(repo, "HEAD", commit, NULL), 0);
	assert_int_equal(
		wl_repo_read(repo, commit, path, 12, &out, &err), code);
	assert_contains(err.text, text);
	wl_buf_release(&out);
}

static void test_reading(void **state)
{
	struct wl_buf out = WL_BUF_INIT;
	char commit[WL_COMMIT_TEXT];
	struct opened o;

	(void)state;
	files();
	open_at(&o, "r/p");
	assert_int_equal(wl_repo_resolve(o.repo, "HEAD", commit, NULL), 0);
	assert_int_equal(
		wl_repo_read(o.repo, commit, "a.md", 12, &out, NULL), 0);
	assert_string_equal(out.s, "in p/a.md\n");
	assert_int_equal(
		wl_repo_read(o.repo, commit, "i/z.md", 12, &out, NULL), 0);
	assert_string_equal(out.s, "in p/i/z.md\n");
	assert_true(wl_repo_has(o.repo, commit, "i/z.md"));
	assert_true(wl_repo_has(o.repo, commit, "i.x/c.md"));
	assert_false(wl_repo_has(o.repo, commit, "top.md"));
	assert_false(wl_repo_has(o.repo, commit, "i/none"));
	sh("cd r; git reset -q --hard; echo new >p/i/z.md;"
	   "git commit -q -a -m new");
	assert_int_equal(wl_repo_resolve(o.repo, "HEAD", commit, NULL), 0);
	assert_int_equal(
		wl_repo_read(o.repo, commit, "i/z.md", 12, &out, NULL), 0);
	assert_string_equal(out.s, "new\n");
	unread(o.repo, "none.md", WL_ENOTFOUND, "no 'none.md' in revision");
	unread(o.repo, "none/x.md", WL_ENOTFOUND, "no 'none/x.md'");
	unread(o.repo, "../top.md", WL_ENOTFOUND, "no '../top.md'");
	unread(o.repo, "i", WL_EUNREADABLE, "is a link or folder");
	unread(o.repo, "i/link.md", WL_EUNREADABLE, "is a link or folder");
	unread(o.repo, "folder/z.md", WL_ENOTFOUND, "no 'folder/z.md'");
	unread(o.repo, "i/2026/a.md", WL_EUNREADABLE, "larger than 12 bytes");
	wl_buf_release(&out);
	close_it(&o);
}

static void test_an_object_is_missing(void **state)
{
	struct opened o;

	(void)state;
	files();
	sh("cd r; o=$(git rev-parse HEAD:p/a.md);"
	   "rm -f .git/objects/${o%%${o#??}}/${o#??}");
	open_at(&o, "r/p");
	unread(o.repo, "a.md", WL_EFAIL, "cannot read 'a.md' of revision");
	close_it(&o);
	sh("cd r; o=$(git rev-parse HEAD:p/i);"
	   "rm -f .git/objects/${o%%${o#??}}/${o#??}");
	open_at(&o, "r/p");
	/* Not the same as a folder that is not there */
	unread(o.repo, "i/z.md", WL_EFAIL, "cannot read 'p/i' of revision");
	unread(o.repo, "i/2026/a.md", WL_EFAIL, "cannot read 'p/i/2026'");
	close_it(&o);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		SANDBOX(test_paths),
		SANDBOX(test_a_linked_worktree),
		SANDBOX(test_started_by_git),
		SANDBOX(test_no_repository),
		SANDBOX(test_bare),
		SANDBOX(test_features_that_libgit2_lacks),
		SANDBOX(test_damaged),
		SANDBOX(test_of_another_owner),
		SANDBOX(test_git_is_in_the_middle_of_something),
		SANDBOX(test_bisecting_is_no_hindrance),
		SANDBOX(test_revisions),
		SANDBOX(test_before_the_first_commit),
		SANDBOX(test_a_shallow_clone),
		SANDBOX(test_listing),
		SANDBOX(test_reading),
		SANDBOX(test_an_object_is_missing),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
