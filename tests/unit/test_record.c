/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "changing.h"

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

static void test_removed_files(void **state)
{
	struct wl_buf before = WL_BUF_INIT, after = WL_BUF_INIT;

	(void)state;
	repository();
	sh(OTHERS "; git add -f sub/s");
	others(&before);
	changes("r", FILES({ "a", NULL }, { "archive/a", "o\n" }));
	others(&after);
	assert_string_equal(before.s, after.s);
	assert_git("show --format= --no-renames --name-status HEAD",
		"D\ta\nA\tarchive/a");
	assert_git("status --porcelain a archive", "");
	assert_string_equal(sh("ls r/a 2>&1 | wc -l; ls r"),
		"1\nadded\narchive\nintent\nother\nsub\nthird\nuntracked");
	/* Again, and one that never was: nothing to record */
	changes("r", FILES({ "a", NULL }, { "never/was", NULL }));
	assert_string_equal(commit, "");
	/* And back */
	changes("r", FILES({ "a", "again\n" }));
	assert_git("show HEAD:a", "again");
	check_clean_up();
	wl_buf_release(&before);
	wl_buf_release(&after);
}

/* The user has deleted it already, staged or not. */
static void test_removed_before(void **state)
{
	(void)state;
	repository();
	sh("rm r/a; git -C r rm -q third");
	changes("r", FILES({ "a", NULL }, { "third", NULL }));
	assert_git("show --format= --name-status HEAD", "D\ta\nD\tthird");
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
		"mend it and run `git add new/b` and `git commit -F "
		".git/winloss/message -- a new/b`, or take it back: "
		"`git restore a` and `rm new/b`");
	assert_string_equal(sh("tail -1 r/.git/winloss/message"),
		"Interview: 2026-11-acme");
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
	sh("cd r; git add b && git commit -q -F .git/winloss/message -- a b");
	assert_git("status --porcelain", "");
	assert_git("log -1 --format=%s", "note: add a quote to 2026-11-acme");
	/* What went through needs no message any more */
	changes("r", FILES({ "a", "again\n" }));
	sh("test ! -e r/.git/winloss/message");
}

static void test_the_way_out_of_many(void **state)
{
	(void)state;
	repository();
	changes("r", FILES({ "d", "x\n" }));
	hook("commit-msg", "echo no; exit 1");
	assert_int_equal(
		change("r", FILES({ "a", "changed\n" }, { "b", "two\n" },
				    { "c", "three\n" }, { "d", "y\n" })),
		WL_EFAIL);
	assert_string_equal(last.hint,
		"mend it and run `git add --pathspec-from-file="
		".git/winloss/paths` and `git commit -F .git/winloss/message "
		"--pathspec-from-file=.git/winloss/paths`, or put it away: "
		"`git stash push -u --pathspec-from-file=.git/winloss/paths`");
	sh("cd r; git stash push -q -u "
	   "--pathspec-from-file=.git/winloss/paths");
	assert_git("status --porcelain", "");
	sh("cd r; git stash pop -q; rm .git/hooks/commit-msg;"
	   "git add --pathspec-from-file=.git/winloss/paths &&"
	   "git commit -q -F .git/winloss/message "
	   "--pathspec-from-file=.git/winloss/paths");
	assert_git("status --porcelain", "");
	assert_git("show --format=%s --name-status HEAD",
		"note: add a quote to 2026-11-acme\n\nM\ta\nA\tb\nA\tc\nM\td");
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

int main(void)
{
	const struct CMUnitTest tests[] = {
		SANDBOX(test_exactly_the_written_files),
		SANDBOX(test_removed_files),
		SANDBOX(test_removed_before),
		SANDBOX(test_names_that_git_could_take_for_patterns),
		SANDBOX(test_index_formats),
		SANDBOX(test_started_by_git),
		SANDBOX(test_only_git_dir_leads_there),
		SANDBOX(test_a_hook_refuses),
		SANDBOX(test_stash_after_a_refusal),
		SANDBOX(test_the_ways_out_work),
		SANDBOX(test_the_way_out_of_many),
		SANDBOX(test_hooks_see_what_git_shows_them),
		SANDBOX(test_a_hook_that_changes_the_file),
		SANDBOX(test_filters_apply),
		SANDBOX(test_line_ends_are_the_users),
		SANDBOX(test_a_path_that_git_ignores),
		SANDBOX(test_killed_before_the_commit),
		SANDBOX(test_killed_after_the_commit),
		SANDBOX(test_a_file_is_gone_after_the_kill),
		SANDBOX(test_a_journal_of_a_commit_that_was_not_made),
		SANDBOX(test_many_files),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
