/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sandbox.h"

#include "store/change.h"

/*
 * Instead of the C library's: a test must not wait until everything that
 * others write on this machine is on its disk.
 */
static int synced;

int syncfs(int fd)
{
	synced++;
	return fcntl(fd, F_GETFD) < 0 ? -1 : 0;
}

int fsync(int fd)
{
	return fcntl(fd, F_GETFD) < 0 ? -1 : 0;
}

/* A file to be written: private/ and people.yaml are the private ones. */
struct file {
	const char *path, *content;
};

static struct wl_err last; /* of the last change that failed */
static char commit[WL_COMMIT_TEXT];

static const struct wl_message message = { .area = "note",
	.what = "add a quote to 2026-11-acme",
	.why = "said again",
	.evidence = "2026-11-acme^b3f9k",
	.interview = "2026-11-acme" };

static void add(struct wl_change *change, const struct file *file)
{
	struct wl_buf content = WL_BUF_INIT;

	wl_buf_adds(&content, file->content);
	if (wl_starts(file->path, "private/"))
		wl_change_add_private(change, file->path, &content);
	else
		wl_change_add(change, file->path, &content);
	assert_int_equal(content.n, 0);
}

/* One whole change in a folder of the sandbox; returns its code. */
static int change_said(const char *folder, bool record,
	const struct wl_message *said, const struct file *files)
{
	struct wl_change change;
	struct wl_place place;
	int code;

	memset(&last, 0, sizeof(last));
	assert_int_equal(wl_place_at(&place, in(folder), &last), 0);
	code = wl_change_begin(&change, &place, record, &last);
	for (; !code && files->path; files++)
		add(&change, files);
	if (!code)
		code = wl_change_apply(&change, said, commit, &last);
	wl_change_end(&change);
	wl_place_release(&place);
	return code;
}

#define FILES(...) ((const struct file[]){ __VA_ARGS__, { NULL, NULL } })

static int change(const char *folder, const struct file *files)
{
	return change_said(folder, true, &message, files);
}

static void changes(const char *folder, const struct file *files)
{
	if (change(folder, files))
		fail_msg("%s (%s)", last.text, last.hint);
}

/* What must be so after each change, however it went. */
static void check_clean_up(void)
{
	assert_string_equal(sh("cd r; ls -A $(git rev-parse --git-common-dir)/"
			       "winloss"),
		"");
	sh("cd r; git fsck --strict");
}

static void assert_git(const char *command, const char *expect)
{
	struct wl_buf out = WL_BUF_INIT;

	wl_buf_adds(&out, sh("git -C r %s", command));
	assert_string_equal(out.s, expect);
	wl_buf_release(&out);
}

static void repository(void)
{
	sh("git init -q r; cd r; echo a >a; echo o >other; echo t >third;"
	   "mkdir sub; echo s >sub/s; git add .; git commit -q -m first");
}

/* Other files in every state that a file can be in. */
#define OTHERS                                                                 \
	"cd r; echo staged >>other; git add other; echo edited >>other;"       \
	"echo edited >>third; echo new >untracked; echo new >added;"           \
	"git add added; echo new >intent; git add -N intent;"                  \
	"git rm -q --cached sub/s"

static void others(struct wl_buf *out)
{
	sh("cd r; set -- other third added intent untracked sub;"
	   "git status --porcelain -uall -- $@; git diff -- $@;"
	   "git diff --cached -- $@; git ls-files -s -- $@");
	wl_buf_adds(out, sh_out.s);
}

static void test_the_first_commit(void **state)
{
	(void)state;
	sh("git init -q r; echo x >r/other; git -C r add other");
	changes("r", FILES({ "a", "one\n" }, { "new/b", "two\n" }));
	assert_git("rev-parse HEAD", commit);
	assert_git("ls-tree -r --name-only HEAD", "a\nnew/b");
	assert_git("status --porcelain", "A  other");
	assert_git("log --format=%B",
		"note: add a quote to 2026-11-acme\n\nWhy: said again\n"
		"Evidence: 2026-11-acme^b3f9k\nInterview: 2026-11-acme");
	check_clean_up();
}

static void test_exactly_the_written_files(void **state)
{
	struct wl_buf before = WL_BUF_INIT, after = WL_BUF_INIT;

	(void)state;
	repository();
	sh(OTHERS);
	others(&before);
	changes("r", FILES({ "a", "changed\n" }, { "new/b", "two\n" }));
	others(&after);
	assert_string_equal(before.s, after.s);
	assert_git("show --format= --name-status HEAD", "M\ta\nA\tnew/b");
	assert_git("status --porcelain a new", "");
	assert_git("show HEAD:a", "changed");
	assert_git("stash list", "");
	check_clean_up();
	wl_buf_release(&before);
	wl_buf_release(&after);
}

static void test_a_file_is_taken_whole(void **state)
{
	(void)state;
	repository();
	sh("cd r; echo half >>a; git add a; echo more >>a");
	changes("r", FILES({ "a", "a\nhalf\nmore\nours\n" }));
	assert_git("show HEAD:a", "a\nhalf\nmore\nours");
	assert_git("status --porcelain", "");
}

static void test_nothing_to_record(void **state)
{
	char first[WL_COMMIT_TEXT];

	(void)state;
	repository();
	synced = 0;
	changes("r", FILES({ "a", "x\n" }, { "b", "y\n" }));
	assert_int_equal(synced, 1);
	memcpy(first, commit, sizeof(first));
	sh("touch -d 2020-01-01 r/a r/b");
	changes("r", FILES({ "a", "x\n" }, { "b", "y\n" }));
	assert_string_equal(commit, "");
	assert_git("rev-parse HEAD", first);
	/* Not written again either */
	assert_string_equal(sh("stat -c %%y r/a | cut -c1-10"), "2020-01-01");
	check_clean_up();
	/* No file at all */
	changes("r", FILES({ NULL, NULL }));
	assert_string_equal(commit, "");
	/* The same bytes, but git does not have them */
	sh("echo z >r/a; echo n >r/n");
	changes("r", FILES({ "a", "z\n" }, { "n", "n\n" }));
	assert_git("show --format= --name-status HEAD", "M\ta\nA\tn");
}

static void test_without_recording(void **state)
{
	(void)state;
	repository();
	sh("mkdir outside");
	assert_int_equal(change_said("r", false, &message,
				 FILES({ "a", "x\n" }, { "b", "y\n" })),
		0);
	assert_string_equal(commit, "");
	assert_git("status --porcelain", " M a\n?? b");
	check_clean_up();
	assert_int_equal(change_said("outside", false, &message,
				 FILES({ "d/a", "x\n" })),
		0);
	assert_string_equal(sh("find outside -type f"), "outside/d/a");
	assert_string_equal(sh("cat outside/d/a"), "x");
	assert_int_equal(
		change("outside", FILES({ "a", "x\n" })), WL_ENOTFOUND);
	assert_contains(last.hint, "git init");
}

static void test_private_files(void **state)
{
	(void)state;
	repository();
	sh("cd r; echo /private/ >.gitignore; git add .gitignore;"
	   "git commit -q -m ignore");
	changes("r", FILES({ "private/x.md", "secret\n" }, { "a", "x\n" }));
	assert_git("show --format= --name-status HEAD", "M\ta");
	assert_string_equal(sh("cat r/private/x.md"), "secret");
	assert_string_equal(
		sh("stat -c %%a r/private r/private/x.md"), "700\n600");
	sh("chmod 644 r/private/x.md");
	changes("r", FILES({ "private/x.md", "secret\n" }));
	assert_string_equal(commit, "");
	assert_string_equal(sh("stat -c %%a r/private/x.md"), "600");
	/* They come first: a public file that cannot be written */
	sh("mkdir r/folder");
	assert_int_equal(change("r", FILES({ "folder", "x\n" },
					     { "private/y.md", "secret\n" })),
		WL_EUNREADABLE);
	assert_string_equal(last.path, "folder");
	assert_string_equal(sh("ls r/private"), "x.md\ny.md");
	check_clean_up();
}

static void test_content_that_was_added(void **state)
{
	struct wl_change change = { 0 };
	struct wl_place place;

	(void)state;
	repository();
	assert_int_equal(wl_place_at(&place, in("r"), NULL), 0);
	assert_int_equal(wl_change_begin(&change, &place, true, NULL), 0);
	assert_null(wl_change_content(&change, "a"));
	for (int i = 0; i < 100; i++) {
		char path[16];

		snprintf(path, sizeof(path), "f%d", i);
		add(&change, &(struct file){ path, path });
	}
	add(&change, &(struct file){ "a", "1\n" });
	add(&change, &(struct file){ "a", "2\n" });
	assert_string_equal(wl_change_content(&change, "a")->s, "2\n");
	assert_string_equal(wl_change_content(&change, "f63")->s, "f63");
	assert_int_equal(change.n, 101);
	wl_change_end(&change);
	wl_change_end(&change);
	/* Ended without apply: nothing was written */
	assert_git("status --porcelain", "");
	wl_place_release(&place);
}

static void test_a_programme_in_a_folder(void **state)
{
	(void)state;
	repository();
	changes("r/sub", FILES({ "s", "x\n" }, { "deep/er/t", "y\n" }));
	assert_git("show --format= --name-status HEAD",
		"A\tsub/deep/er/t\nM\tsub/s");
	assert_git("status --porcelain", "");
	check_clean_up();
}

static void test_names_that_git_could_take_for_patterns(void **state)
{
	(void)state;
	repository();
	changes("r", FILES({ "*", "x\n" }, { ":(top)b", "y\n" },
			     { "ä \"q\"\n", "z\n" }, { "-f", "f\n" }));
	assert_git("show --format= --name-only -z HEAD | tr '\\0' '|'",
		"*|-f|:(top)b|ä \"q\"\n|");
	assert_git("status --porcelain", "");
}

static void test_a_linked_worktree(void **state)
{
	(void)state;
	repository();
	sh("cd r; git worktree add -q ../w; echo staged >>../w/other;"
	   "git -C ../w add other");
	changes("w", FILES({ "a", "x\n" }, { "b", "y\n" }));
	assert_string_equal(sh("git -C w status --porcelain"), "M  other");
	assert_string_equal(sh("git -C w rev-parse HEAD"), commit);
	assert_git("status --porcelain", "");
	assert_string_equal(sh("git -C w symbolic-ref HEAD"), "refs/heads/w");
	check_clean_up();
}

static void test_a_detached_head(void **state)
{
	(void)state;
	repository();
	sh("git -C r checkout -q --detach");
	changes("r", FILES({ "a", "x\n" }));
	assert_git("rev-parse HEAD", commit);
	assert_git("log --format=%s main", "first");
	assert_git("status --porcelain", "");
}

static void test_a_shallow_clone(void **state)
{
	(void)state;
	repository();
	sh("mv r full; git -C full commit -q --allow-empty -m second;"
	   "git clone -q --depth 1 \"file://$PWD/full\" r");
	changes("r", FILES({ "a", "x\n" }));
	assert_git("status --porcelain", "");
	assert_git("rev-parse HEAD", commit);
}

static void test_index_formats(void **state)
{
	(void)state;
	repository();
	sh("cd r; git update-index --split-index");
	changes("r", FILES({ "a", "x\n" }, { "b", "y\n" }));
	assert_git("status --porcelain", "");
	sh("cd r; git update-index --no-split-index --index-version 4;"
	   "git update-index --untracked-cache");
	changes("r", FILES({ "a", "x2\n" }, { "b2", "y\n" }));
	assert_git("status --porcelain", "");
	sh("cd r; git sparse-checkout set --cone sub");
	changes("r", FILES({ "sub/s", "x2\n" }, { "sub/n", "y\n" }));
	assert_git("status --porcelain", "");
	assert_git("show --format= --name-status HEAD", "A\tsub/n\nM\tsub/s");
	sh("rm r/.git/index");
	changes("r", FILES({ "sub/s", "x3\n" }));
	assert_git("show --format= --name-status HEAD", "M\tsub/s");
}

static void test_started_by_git(void **state)
{
	(void)state;
	repository();
	sh("git init -q elsewhere; git -C elsewhere commit -q --allow-empty"
	   " -m x; cp r/.git/index decoy;"
	   "cp decoy untouched");
	setenv("GIT_DIR", in("elsewhere/.git"), 1);
	setenv("GIT_INDEX_FILE", in("decoy"), 1);
	setenv("GIT_PREFIX", "sub/", 1);
	changes("r", FILES({ "a", "x\n" }));
	setenv("GIT_WORK_TREE", in("elsewhere"), 1);
	changes("r", FILES({ "a", "y\n" }));
	unsetenv("GIT_DIR");
	unsetenv("GIT_WORK_TREE");
	unsetenv("GIT_INDEX_FILE");
	unsetenv("GIT_PREFIX");
	assert_git("log --format=%s",
		"note: add a quote to 2026-11-acme\n"
		"note: add a quote to 2026-11-acme\nfirst");
	assert_git("status --porcelain", "");
	sh("cmp decoy untouched");
	assert_string_equal(sh("git -C elsewhere log --format=%%s"), "x");
}

static void test_only_git_dir_leads_there(void **state)
{
	(void)state;
	repository();
	sh("mv r/.git g; git -C g config core.worktree \"$PWD/r\"");
	setenv("GIT_DIR", in("g"), 1);
	changes("r", FILES({ "a", "x\n" }));
	unsetenv("GIT_DIR");
	assert_string_equal(sh("git -C g log -1 --format=%%s"),
		"note: add a quote to "
		"2026-11-acme");
	assert_string_equal(sh("git --git-dir=g status --porcelain"), "");
}

static void hook(const char *name, const char *body)
{
	sh("cat >r/.git/hooks/%s <<'EOF'\n#!/bin/sh\n%s\nEOF\n"
	   "chmod +x r/.git/hooks/%s",
		name, body, name);
}

static void test_a_hook_refuses(void **state)
{
	struct wl_buf before = WL_BUF_INIT, after = WL_BUF_INIT;

	(void)state;
	repository();
	sh(OTHERS);
	others(&before);
	sh("cp r/.git/index saved");
	hook("pre-commit",
		"echo; printf '\\033[31mno tabs, please\\033[0m\\n' >&2;"
		"echo second line; exit 1");
	assert_int_equal(
		change("r", FILES({ "a", "changed\n" }, { "new/b", "two\n" })),
		WL_EFAIL);
	assert_string_equal(commit, "");
	assert_contains(last.text, "stays in the working tree");
	assert_contains(last.text, "no tabs, please");
	assert_contains(last.text, "; second line");
	assert_null(strchr(last.text, '\033'));
	assert_string_equal(last.hint,
		"mend it and run `git add new/b` and `git commit -- a new/b`, "
		"or take it back: `git restore a` and `rm new/b`");
	assert_int_equal(sh_status("cmp saved r/.git/index"), 0);
	assert_string_equal(sh("cat r/a r/new/b"), "changed\ntwo");
	assert_git("log --format=%s", "first");
	check_clean_up();
	/* `git stash` fails over what add -N leaves behind */
	sh("cd r; git rm -q --cached intent; git add -A; git stash -q;"
	   "git stash pop -q --index; git reset -q --hard");
	/* The same again goes through once the hook agrees */
	hook("pre-commit", "exit 0");
	changes("r", FILES({ "a", "changed\n" }, { "new/b", "two\n" }));
	assert_git("show --format= --name-status HEAD", "M\ta\nA\tnew/b");
	wl_buf_release(&before);
	wl_buf_release(&after);
}

static void test_stash_after_a_refusal(void **state)
{
	(void)state;
	repository();
	hook("pre-commit", "exit 1");
	assert_int_equal(
		change("r", FILES({ "a", "changed\n" }, { "b", "two\n" })),
		WL_EFAIL);
	assert_contains(last.text, "git gave no reason (status 1)");
	sh("cd r; git stash -q");
	assert_git("status --porcelain", "?? b");
}

static void test_the_ways_out_work(void **state)
{
	(void)state;
	repository();
	hook("commit-msg", "echo no; exit 1");
	for (int i = 0; i < 2; i++) {
		assert_int_equal(change("r", FILES({ "a", "changed\n" },
						     { "b", "two\n" })),
			WL_EFAIL);
		if (!i)
			sh("cd r; git restore a && rm b");
	}
	hook("commit-msg", "exit 0");
	sh("cd r; git add b && git commit -q -m ours -- a b");
	assert_git("status --porcelain", "");
}

static void test_hooks_see_what_git_shows_them(void **state)
{
	(void)state;
	repository();
	sh(OTHERS);
	hook("pre-commit", "git diff --cached --name-only >seen; pwd >>seen");
	hook("commit-msg", "echo 'Change-Id: I1' >>\"$1\"");
	hook("post-commit", "git log -1 --format=%s >>seen");
	changes("r/sub", FILES({ "t", "x\n" }));
	sh("printf 'sub/t\\n%%s\\nnote: add a quote to 2026-11-acme\\n'"
	   " \"$PWD/r\" | cmp - r/seen");
	assert_git("cat-file commit HEAD | tail -1", "Change-Id: I1");
	assert_git("status --porcelain sub/t", "");
}

static void test_a_hook_that_changes_the_file(void **state)
{
	(void)state;
	repository();
	hook("pre-commit", "echo tail >>a; git add a");
	changes("r", FILES({ "a", "x\n" }));
	assert_git("show HEAD:a", "x\ntail");
	assert_git("status --porcelain", "");
}

static void test_filters_apply(void **state)
{
	(void)state;
	repository();
	sh("cd r; git config filter.x.clean 'tr a-z n-za-m';"
	   "git config filter.x.smudge 'tr a-z n-za-m';"
	   "git config filter.x.required true;"
	   "echo '*.secret filter=x' >.gitattributes; git add .gitattributes;"
	   "git commit -q -m attributes");
	changes("r", FILES({ "b.secret", "uryyb\n" }));
	assert_git("show HEAD:b.secret", "hello");
	assert_git("status --porcelain", "");
	changes("r", FILES({ "b.secret", "uryyb\n" }));
	assert_string_equal(commit, "");
	/* A required filter that fails is a refusal */
	sh("git -C r config filter.x.clean false");
	assert_int_equal(change("r", FILES({ "c.secret", "q\n" })), WL_EFAIL);
	assert_contains(last.text, "clean filter 'x' failed");
	sh("git -C r config filter.x.clean 'tr a-z n-za-m'");
	assert_git("log -1 --format=%s", "note: add a quote to 2026-11-acme");
	assert_git("status --porcelain", "?? c.secret");
	check_clean_up();
}

static void test_line_ends_are_the_users(void **state)
{
	(void)state;
	repository();
	sh("git -C r config core.autocrlf true");
	changes("r", FILES({ "b", "one\r\ntwo\r\n" }));
	assert_git("show HEAD:b | od -c | head -1",
		"0000000   o   n   e  \\n   t   w   o  \\n");
	changes("r", FILES({ "b", "one\r\ntwo\r\n" }));
	assert_string_equal(commit, "");
}

static void test_a_path_that_git_ignores(void **state)
{
	(void)state;
	repository();
	sh("cd r; printf 'x\\n*.md\\n!keep.md\\n' >.gitignore");
	assert_int_equal(
		change("r", FILES({ "a", "changed\n" }, { "b.md", "y\n" })),
		WL_EFAIL);
	assert_contains(last.text, "'b.md'");
	assert_contains(last.text, "'.gitignore', line 2 (*.md)");
	assert_contains(last.hint, "!/b.md");
	/* Before anything was written */
	assert_git("status --porcelain", "?? .gitignore");
	check_clean_up();
	changes("r", FILES({ "keep.md", "y\n" }));
	/* Way out: force it in */
	sh("cd r; echo y >b.md; git add -f b.md");
	changes("r", FILES({ "b.md", "y\n" }));
	assert_git("status --porcelain", "?? .gitignore");
	/* Way out: the rule of the hint */
	sh("cd r; echo '!/c.md' >>.gitignore");
	changes("r", FILES({ "c.md", "y\n" }));
	assert_git("status --porcelain", "?? .gitignore");
}

static void test_in_the_middle_of_a_merge(void **state)
{
	(void)state;
	repository();
	sh("cd r; git checkout -q -b side; echo b >a; git commit -q -a -m b;"
	   "git checkout -q main; echo c >a; git commit -q -a -m c;"
	   "! git merge side");
	assert_int_equal(change("r", FILES({ "third", "x\n" })), WL_EFAIL);
	assert_contains(last.text, "merge is in progress");
	assert_contains(last.hint, "git merge --abort");
	assert_git("status --porcelain", "UU a");
	/* But without a commit it does not matter */
	assert_int_equal(
		change_said("r", false, &message, FILES({ "third", "x\n" })),
		0);
	assert_git("status --porcelain", "UU a\n M third");
}

static void test_git_holds_its_lock(void **state)
{
	(void)state;
	repository();
	sh("touch r/.git/index.lock");
	assert_int_equal(change("r", FILES({ "a", "x\n" })), WL_EFAIL);
	assert_contains(last.text, in("r/.git/index.lock"));
	assert_contains(last.hint, "remove");
	sh("test -e r/.git/index.lock; rm r/.git/index.lock");
	assert_git("status --porcelain", "");
	/* A lock that only the commit meets */
	sh("touch r/.git/refs/heads/main.lock");
	assert_int_equal(change("r", FILES({ "a", "x\n" })), WL_EFAIL);
	assert_contains(last.text, "stays in the working tree");
	assert_contains(last.hint, in("r/.git/refs/heads/main.lock"));
	check_clean_up();
	sh("rm r/.git/refs/heads/main.lock");
	changes("r", FILES({ "a", "x\n" }));
	assert_git("status --porcelain", "");
}

static void no_identity(void)
{
	assert_int_not_equal(change("r", FILES({ "a", "x\n" })), 0);
	assert_contains(last.text, "git does not know who you are");
	assert_contains(last.hint, "`git config --global user.name");
	assert_contains(last.hint, "user.email");
	assert_git("status --porcelain", "");
	check_clean_up();
}

static void test_nobody_said_who_commits(void **state)
{
	(void)state;
	repository();
	sh("git config --global --unset user.email");
	no_identity();
	/* git would guess this one and commit */
	setenv("EMAIL", "priya@mail.example", 1);
	changes("r", FILES({ "a", "by mail\n" }));
	assert_git("log -1 --format=%ae", "priya@mail.example");
	unsetenv("EMAIL");
	sh("git config --global user.email p@x; git config --global --unset "
	   "user.name");
	no_identity();
	setenv("GIT_AUTHOR_NAME", "Marc", 1);
	no_identity();
	setenv("GIT_COMMITTER_NAME", "Priya", 1);
	changes("r", FILES({ "a", "by environment\n" }));
	assert_git("log -1 --format='%an %cn'", "Marc Priya");
	unsetenv("GIT_AUTHOR_NAME");
	unsetenv("GIT_COMMITTER_NAME");
}

static void test_no_git(void **state)
{
	char *path = wl_strdup(getenv("PATH"));

	(void)state;
	repository();
	setenv("PATH", "/nonexistent", 1);
	assert_int_equal(change("r", FILES({ "a", "x\n" })), WL_EFAIL);
	setenv("PATH", path, 1);
	free(path);
	assert_contains(last.text, "cannot run 'git'");
	assert_contains(last.hint, "install git");
	assert_git("status --porcelain", "");
}

static void test_the_message(void **state)
{
	static const struct wl_message said = { .area = "card",
		.what = "revise rivalco, because the rollout took longer than "
			"anybody said äöü it would",
		.why = "#1 reason:\n\nthey  said\tso\r\n---\nr\u00e9ally",
		.apply_first = "",
		.evidence = " \n ",
		.card = "rivalco" };

	(void)state;
	repository();
	sh("cd r; git config commit.cleanup strip;"
	   "git config i18n.commitEncoding ISO-8859-1;"
	   "git config core.commentChar c");
	assert_int_equal(
		change_said("r", true, &said, FILES({ "a", "x\n" })), 0);
	assert_git("cat-file commit HEAD | sed '1,/^$/d'",
		"card: revise rivalco, because the rollout took longer than "
		"anybody sa...\n\nWhy: #1 reason: they said so --- "
		"r\u00e9ally\n"
		"Card: rivalco");
	assert_int_equal(
		sh_status("git -C r cat-file commit HEAD | grep ^encoding"), 1);
	assert_git("log -1 --encoding=UTF-8 --format=%B | "
		   "git interpret-trailers --parse",
		"Why: #1 reason: they said so --- r\u00e9ally\nCard: rivalco");
	assert_int_equal(change_said("r", true,
				 &(struct wl_message){
					 .area = "init", .what = "make it" },
				 FILES({ "a", "y\n" })),
		0);
	assert_git("cat-file commit HEAD | sed '1,/^$/d' | od -c | head -1",
		"0000000   i   n   i   t   :       m   a   k   e       i   t"
		"  \\n");
}

/* Run a change in a child that is killed in its n-th rename, commit ... */
static void kill_at(const char *where)
{
	pid_t pid;

	hook("pre-commit", wl_streq(where, "pre-commit")
				   ? "kill -9 $(cat ../pid); exit 1"
				   : "exit 0");
	hook("post-commit",
		wl_streq(where, "post-commit") ? "kill -9 $(cat ../pid)" : ":");
	pid = fork();
	if (!pid) {
		sh("echo %d >pid", (int)getpid());
		change("r", FILES({ "a", "killed\n" }, { "new/b", "two\n" }));
		_exit(0);
	}
	waitpid(pid, NULL, 0);
	usleep(200 * 1000); /* git ends by itself */
	hook("pre-commit", "exit 0");
	hook("post-commit", "exit 0");
}

static void test_killed_before_the_commit(void **state)
{
	(void)state;
	repository();
	sh("cd r; echo staged >>other; git add other");
	kill_at("pre-commit");
	assert_git("status --porcelain -uall", " M a\nM  other\n?? new/b");
	changes("r", FILES({ "a", "killed\n" }, { "new/b", "two\n" }));
	assert_git("status --porcelain -uall", "M  other");
	assert_git(
		"log --format=%s", "note: add a quote to 2026-11-acme\nfirst");
	check_clean_up();
}

static void test_killed_after_the_commit(void **state)
{
	(void)state;
	repository();
	sh("cd r; echo staged >>other; git add other");
	kill_at("post-commit");
	/* As if the commit had been staged for being undone */
	assert_git("status --porcelain -uall",
		"MM a\nD  new/b\nM  other\n?? new/b");
	/* Any next change puts that right */
	changes("r", FILES({ "third", "x\n" }));
	assert_git("status --porcelain -uall", "M  other");
	assert_git("show --format= --name-status HEAD", "M\tthird");
	assert_git("show --format= --name-status HEAD~1", "M\ta\nA\tnew/b");
	check_clean_up();
}

static void test_a_file_is_gone_after_the_kill(void **state)
{
	(void)state;
	repository();
	kill_at("post-commit");
	sh("rm r/new/b");
	changes("r", FILES({ "third", "x\n" }));
	assert_git("status --porcelain -uall", "D  new/b");
	check_clean_up();
}

static void test_a_journal_of_a_commit_that_was_not_made(void **state)
{
	(void)state;
	repository();
	sh("cd r; mkdir .git/winloss; echo edited >>a;"
	   "printf '%%s\\0a\\0gone\\0\\0' $(git rev-parse HEAD) "
	   ">.git/winloss/recording; touch .git/winloss/index.1.lock");
	changes("r", FILES({ "third", "x\n" }));
	assert_git("status --porcelain", " M a");
	check_clean_up();
	/* Killed while it was written */
	sh("cd r; printf 'x\\0a\\0' >.git/winloss/recording");
	changes("r", FILES({ "third", "w\n" }));
	assert_git("status --porcelain", " M a");
	/* Cut short by a power cut, or with paths that are gone */
	sh("cd r; : >.git/winloss/recording");
	changes("r", FILES({ "third", "y\n" }));
	sh("cd r; printf 'x\\0gone\\0\\0' >.git/winloss/recording");
	changes("r", FILES({ "third", "z\n" }));
	assert_git("status --porcelain", " M a");
	check_clean_up();
}

static void test_two_at_once(void **state)
{
	enum { PROCESSES = 6 };

	(void)state;
	repository();
	for (int i = 0; i < PROCESSES; i++) {
		if (!fork()) {
			char path[8];

			snprintf(path, sizeof(path), "p%d", i);
			_exit(!!change("r", FILES({ path, "x\n" })));
		}
	}
	for (int i = 0; i < PROCESSES; i++) {
		int status;

		wait(&status);
		assert_int_equal(status, 0);
	}
	assert_git("status --porcelain", "");
	assert_git("log --format=%s | wc -l", "7");
	assert_git("ls-files 'p*' | wc -l", "6");
	check_clean_up();
}

static void test_many_files(void **state)
{
	struct wl_change many;
	struct wl_place place;
	struct wl_err err = { 0 };

	(void)state;
	repository();
	assert_int_equal(wl_place_at(&place, in("r"), NULL), 0);
	assert_int_equal(wl_change_begin(&many, &place, true, &err), 0);
	for (int i = 0; i < 2000; i++) {
		char path[80];

		/* Together longer than a command line may be */
		snprintf(path, sizeof(path), "many/%065d", i);
		add(&many, &(struct file){ path, path });
	}
	if (wl_change_apply(&many, &message, commit, &err))
		fail_msg("%s", err.text);
	wl_change_end(&many);
	wl_place_release(&place);
	assert_git("show --format= --name-only HEAD | wc -l", "2000");
	assert_git("status --porcelain", "");
}

static void test_a_place_of_another_owner(void **state)
{
	(void)state;
	if (geteuid())
		skip();
	repository();
	sh("chown -R 12345:12345 r");
	assert_int_equal(change("r", FILES({ "a", "x\n" })), WL_EFAIL);
	assert_contains(last.text, "belongs to another user");
	assert_int_equal(
		change_said("r", false, &message, FILES({ "a", "x\n" })),
		WL_EFAIL);
}

static void test_create(void **state)
{
	struct wl_err err = { 0 };

	(void)state;
	sh("mkdir a b; git config --global init.defaultBranch trunk");
	setenv("GIT_DIR", in("elsewhere"), 1);
	assert_int_equal(wl_repo_create(in("a"), &err), 0);
	unsetenv("GIT_DIR");
	assert_string_equal(
		sh("git -C a symbolic-ref HEAD"), "refs/heads/trunk");
	sh("git config --global --unset init.defaultBranch");
	assert_int_equal(wl_repo_create(in("b"), &err), 0);
	assert_string_equal(
		sh("git -C b symbolic-ref HEAD"), "refs/heads/main");
	assert_int_not_equal(wl_repo_create(in("none"), &err), 0);
	assert_contains(err.text, in("none"));
	sh("mkdir c; touch c/.git");
	assert_int_equal(wl_repo_create(in("c"), &err), WL_EFAIL);
	assert_contains(err.text, "cannot make a git repository");
}

static void test_configure_and_identity(void **state)
{
	struct wl_buf name = WL_BUF_INIT, email = WL_BUF_INIT;
	struct wl_place place;
	struct wl_err err = { 0 };

	(void)state;
	sh("mkdir r");
	assert_int_equal(wl_place_at(&place, in("r"), NULL), 0);
	assert_int_equal(
		wl_repo_configure(&place, "merge.x.name", "v", &err), WL_EFAIL);
	assert_contains(err.text, "cannot set 'merge.x.name'");
	assert_int_equal(wl_repo_identity(&place, &name, &email, &err), 0);
	assert_string_equal(name.s, "Priya Nair");
	assert_string_equal(email.s, "priya@ledgerly.example");
	sh("git init -q r");
	assert_int_equal(wl_repo_configure(&place, "merge.x.driver",
				 "winloss merge-driver %O %A %B", &err),
		0);
	assert_git("config --local merge.x.driver",
		"winloss merge-driver %O %A %B");
	assert_int_equal(
		wl_repo_configure(&place, "user.name", "A <b> C", &err), 0);
	wl_buf_clear(&name);
	assert_int_equal(wl_repo_identity(&place, &name, NULL, &err), 0);
	assert_string_equal(name.s, "A b C");
	sh("git config --global --unset user.email");
	assert_int_equal(
		wl_repo_identity(&place, NULL, NULL, &err), WL_ENOTFOUND);
	assert_contains(err.hint, "user.email");
	wl_buf_release(&name);
	wl_buf_release(&email);
	wl_place_release(&place);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		SANDBOX(test_the_first_commit),
		SANDBOX(test_exactly_the_written_files),
		SANDBOX(test_a_file_is_taken_whole),
		SANDBOX(test_nothing_to_record),
		SANDBOX(test_without_recording),
		SANDBOX(test_private_files),
		SANDBOX(test_content_that_was_added),
		SANDBOX(test_a_programme_in_a_folder),
		SANDBOX(test_names_that_git_could_take_for_patterns),
		SANDBOX(test_a_linked_worktree),
		SANDBOX(test_a_detached_head),
		SANDBOX(test_a_shallow_clone),
		SANDBOX(test_index_formats),
		SANDBOX(test_started_by_git),
		SANDBOX(test_only_git_dir_leads_there),
		SANDBOX(test_a_hook_refuses),
		SANDBOX(test_stash_after_a_refusal),
		SANDBOX(test_the_ways_out_work),
		SANDBOX(test_hooks_see_what_git_shows_them),
		SANDBOX(test_a_hook_that_changes_the_file),
		SANDBOX(test_filters_apply),
		SANDBOX(test_line_ends_are_the_users),
		SANDBOX(test_a_path_that_git_ignores),
		SANDBOX(test_in_the_middle_of_a_merge),
		SANDBOX(test_git_holds_its_lock),
		SANDBOX(test_nobody_said_who_commits),
		SANDBOX(test_no_git),
		SANDBOX(test_the_message),
		SANDBOX(test_killed_before_the_commit),
		SANDBOX(test_killed_after_the_commit),
		SANDBOX(test_a_file_is_gone_after_the_kill),
		SANDBOX(test_a_journal_of_a_commit_that_was_not_made),
		SANDBOX(test_two_at_once),
		SANDBOX(test_many_files),
		SANDBOX(test_a_place_of_another_owner),
		SANDBOX(test_create),
		SANDBOX(test_configure_and_identity),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
