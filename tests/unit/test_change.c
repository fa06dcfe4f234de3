/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "changing.h"

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

static void test_identity(void **state)
{
	struct wl_buf name = WL_BUF_INIT, email = WL_BUF_INIT;
	struct wl_place place;
	struct wl_err err = { 0 };

	(void)state;
	sh("mkdir r");
	assert_int_equal(wl_place_at(&place, in("r"), NULL), 0);
	assert_int_equal(wl_repo_identity(&place, &name, &email, &err), 0);
	assert_string_equal(name.s, "Priya Nair");
	assert_string_equal(email.s, "priya@ledgerly.example");
	sh("git init -q r");
	sh("git -C r config user.name 'A <b> C'");
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
		SANDBOX(test_a_file_is_taken_whole),
		SANDBOX(test_nothing_to_record),
		SANDBOX(test_without_recording),
		SANDBOX(test_private_files),
		SANDBOX(test_content_that_was_added),
		SANDBOX(test_a_programme_in_a_folder),
		SANDBOX(test_a_linked_worktree),
		SANDBOX(test_a_detached_head),
		SANDBOX(test_a_shallow_clone),
		SANDBOX(test_in_the_middle_of_a_merge),
		SANDBOX(test_git_holds_its_lock),
		SANDBOX(test_nobody_said_who_commits),
		SANDBOX(test_no_git),
		SANDBOX(test_the_message),
		SANDBOX(test_two_at_once),
		SANDBOX(test_a_place_of_another_owner),
		SANDBOX(test_create),
		SANDBOX(test_identity),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
