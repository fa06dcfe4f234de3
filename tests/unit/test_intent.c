/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "changing.h"

/* Instead of the C library's: fails, or ends the process, at a rename. */
static int renames, fail_rename, kill_rename;

int renameat(int from, const char *old, int to, const char *new)
{
	renames++;
	if (renames == kill_rename)
		kill(getpid(), SIGKILL);
	if (renames == fail_rename)
		return errno = ENOSPC, -1;
	return renameat2(from, old, to, new, 0);
}

static const struct wl_message renaming = { .area = "theme",
	.what = "rename a to b" };

#define THREE                                                                  \
	FILES({ "a", "new a\n" }, { "sub/s", "new s\n" },                      \
		{ "third", "new t\n" })

static int whole(bool record, const struct file *files)
{
	struct wl_change many;
	struct wl_place place;
	int code;

	memset(&last, 0, sizeof(last));
	renames = 0;
	assert_int_equal(wl_place_at(&place, in("r"), &last), 0);
	code = wl_change_begin(&many, &place, record, &last);
	many.whole = true;
	for (; !code && files->path; files++)
		add(&many, files);
	if (!code)
		code = wl_change_apply(&many, &renaming, commit, &last);
	wl_change_end(&many);
	wl_place_release(&place);
	return code;
}

static void killed(bool record, int at, const struct file *files)
{
	pid_t pid = fork();
	int status;

	if (!pid) {
		kill_rename = at;
		whole(record, files);
		_exit(0);
	}
	waitpid(pid, &status, 0);
	assert_true(WIFSIGNALED(status));
}

static const char *content(void)
{
	return sh("cd r; cat a sub/s third");
}

#define OLD "a\ns\nt"
#define NEW "new a\nnew s\nnew t"

static void test_done(void **state)
{
	(void)state;
	repository();
	assert_int_equal(whole(true, THREE), 0);
	assert_string_equal(content(), NEW);
	assert_git("log --format=%s", "theme: rename a to b\nfirst");
	assert_git("status --porcelain", "");
	check_clean_up();
}

/* Killed before the first file: as if it had never been. */
static void test_killed_before_the_first(void **state)
{
	(void)state;
	repository();
	killed(true, 1, THREE);
	assert_string_equal(content(), OLD);
	assert_string_equal(sh("ls r/.git/winloss"), "intent\nlock");
	changes("r", FILES({ "other", "x\n" }));
	assert_string_equal(content(), OLD);
	assert_git(
		"log --format=%s", "note: add a quote to 2026-11-acme\nfirst");
	assert_string_equal(sh("cd r; git status --porcelain; find . -name "
			       "'.winloss-*'"),
		"");
	check_clean_up();
}

/* Killed between files: the next change, of anything, finishes it first. */
static void test_killed_between_files(void **state)
{
	(void)state;
	for (int at = 2; at <= 3; at++) {
		sh("rm -rf r");
		repository();
		killed(true, at, THREE);
		assert_true(strcmp(content(), OLD) && strcmp(content(), NEW));
		changes("r", FILES({ "other", "x\n" }));
		assert_string_equal(content(), NEW);
		assert_git("log --format=%s",
			"note: add a quote to 2026-11-acme\n"
			"theme: rename a to b\nfirst");
		assert_git(
			"show --format= --name-only HEAD~1", "a\nsub/s\nthird");
		assert_string_equal(sh("cd r; git status --porcelain; find . "
				       "-name '.winloss-*'"),
			"");
		check_clean_up();
	}
}

/* Without a commit wanted: the files alone; with the next --no-commit too. */
static void test_without_a_commit(void **state)
{
	(void)state;
	repository();
	killed(false, 2, THREE);
	assert_int_equal(
		change_said("r", false, &message, FILES({ "other", "x\n" })),
		0);
	assert_string_equal(content(), NEW);
	assert_git("log --format=%s", "first");
	check_clean_up();
	/* A recorded one is recorded also before a --no-commit */
	sh("rm -rf r");
	repository();
	killed(true, 2, THREE);
	assert_int_equal(
		change_said("r", false, &message, FILES({ "other", "x\n" })),
		0);
	assert_git("log --format=%s", "theme: rename a to b\nfirst");
	assert_git("status --porcelain", " M other");
}

/* The hook kills who commits; git itself ends as it would. */
static void killed_in_the_commit(bool after, const struct file *files)
{
	const char *hook = after ? "post-commit" : "pre-commit";
	pid_t pid;

	sh("printf '#!/bin/sh\\nkill -9 $(cat ../pid)\\nexit %d\\n' "
	   ">r/.git/hooks/%s; chmod +x r/.git/hooks/%s",
		!after, hook, hook);
	pid = fork();
	if (!pid) {
		sh("echo %d >pid", (int)getpid());
		whole(true, files);
		_exit(0);
	}
	waitpid(pid, NULL, 0);
	/* git ends by itself, and gives its lock back */
	sh("while test -e r/.git/index.lock; do sleep 0.05; done;"
	   "rm r/.git/hooks/%s",
		hook);
	changes("r", FILES({ "other", "x\n" }));
	assert_git("log --format=%s", "note: add a quote to 2026-11-acme\n"
				      "theme: rename a to b\nfirst");
	assert_git("status --porcelain", "");
	check_clean_up();
}

static void test_killed_in_the_commit(void **state)
{
	(void)state;
	for (int after = 0; after < 2; after++) {
		sh("rm -rf r");
		repository();
		killed_in_the_commit(after, THREE);
		assert_string_equal(content(), NEW);
	}
}

/* A full disk takes back at once. */
static void test_a_write_fails(void **state)
{
	(void)state;
	repository();
	fail_rename = 3;
	assert_int_equal(
		whole(true, FILES({ "a", "new a\n" }, { "made", "x\n" },
				    { "third", "new t\n" })),
		WL_EFAIL);
	fail_rename = 0;
	assert_contains(last.text, "third");
	assert_string_equal(content(), OLD);
	assert_git("status --porcelain", "");
	assert_git("log --format=%s", "first");
	check_clean_up();
}

static void test_edited_meanwhile(void **state)
{
	(void)state;
	repository();
	killed(true, 2, THREE);
	/* Not written yet, and now something else */
	sh("echo mine >r/third");
	assert_int_equal(change("r", FILES({ "other", "x\n" })), WL_EFAIL);
	assert_contains(last.text, "'theme: rename a to b' was interrupted");
	assert_contains(last.text, "'third' was edited since");
	assert_contains(last.hint, "winloss/intent");
	assert_string_equal(sh("cat r/third"), "mine");
	sh("rm r/.git/winloss/intent");
	changes("r", FILES({ "other", "x\n" }));
	assert_string_equal(sh("cat r/third"), "mine");
	/* Written before it was edited: the edit stays */
	sh("rm -rf r");
	repository();
	killed(true, 3, THREE);
	sh("echo mine >>r/a");
	changes("r", FILES({ "other", "x\n" }));
	assert_string_equal(content(), "new a\nmine\nnew s\nnew t");
	assert_git("show HEAD~1:a", "new a\nmine");
	assert_git("status --porcelain", "");
}

static void test_taken_back_by_hand(void **state)
{
	(void)state;
	repository();
	killed(true, 3, THREE);
	sh("git -C r checkout -q -- .");
	changes("r", FILES({ "other", "x\n" }));
	assert_string_equal(content(), OLD);
	check_clean_up();
}

/* A move: removed is part of all or nothing. */
#define MOVE                                                                   \
	FILES({ "archive/a", "moved\n" }, { "a", NULL }, { "third", "new t\n" })

static void test_a_move(void **state)
{
	(void)state;
	for (int at = 1; at <= 2; at++) {
		sh("rm -rf r");
		repository();
		killed(true, at, MOVE);
		changes("r", FILES({ "other", "x\n" }));
		if (at == 1)
			assert_string_equal(content(), OLD);
		else
			assert_string_equal(sh("cd r; test ! -e a; "
					       "cat archive/a third"),
				"moved\nnew t");
		assert_git("status --porcelain", "");
		assert_git("rev-list --count HEAD", at == 1 ? "2" : "3");
		check_clean_up();
	}
	/* Also where git's own index had not heard of it */
	for (int after = 0; after < 2; after++) {
		sh("rm -rf r");
		repository();
		killed_in_the_commit(after, MOVE);
		assert_git("ls-files a archive", "archive/a");
	}
	/* A full disk behind the removal brings it back */
	sh("rm -rf r");
	repository();
	fail_rename = 2;
	assert_int_equal(whole(true, MOVE), WL_EFAIL);
	fail_rename = 0;
	assert_string_equal(content(), OLD);
	assert_git("status --porcelain", "");
	check_clean_up();
}

static void test_damaged(void **state)
{
	(void)state;
	repository();
	killed(true, 1, THREE);
	/* Cut off anywhere, or with a byte changed, it was never begun */
	sh("cp r/.git/winloss/intent whole");
	for (int n = 0; n < 200; n += 7) {
		sh("head -c -%d whole >r/.git/winloss/intent", n + 1);
		changes("r", FILES({ "other", "x\n" }));
		assert_string_equal(content(), OLD);
	}
	sh("sed s/new/NEW/ whole >r/.git/winloss/intent");
	changes("r", FILES({ "other", "y\n" }));
	assert_string_equal(content(), OLD);
	check_clean_up();
}

static void test_a_hook_refuses(void **state)
{
	(void)state;
	repository();
	sh("printf '#!/bin/sh\\nexit 1\\n' >r/.git/hooks/pre-commit;"
	   "chmod +x r/.git/hooks/pre-commit");
	assert_int_equal(whole(true, THREE), WL_EFAIL);
	assert_contains(last.text, "stays in the working tree");
	/* The user was told; the next change does not come upon it again */
	check_clean_up();
	assert_string_equal(content(), NEW);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		SANDBOX(test_done),
		SANDBOX(test_killed_before_the_first),
		SANDBOX(test_killed_between_files),
		SANDBOX(test_without_a_commit),
		SANDBOX(test_killed_in_the_commit),
		SANDBOX(test_a_write_fails),
		SANDBOX(test_edited_meanwhile),
		SANDBOX(test_taken_back_by_hand),
		SANDBOX(test_a_move),
		SANDBOX(test_damaged),
		SANDBOX(test_a_hook_refuses),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
