/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "changing.h"

#include "store/undo.h"

/* A programme with two files in its first commit. */
static void programme(void)
{
	repository();
	sh("cd r; echo 'winloss: 1' >winloss.yaml; git add -A;"
	   "git commit -qm programme");
}

static const char *last_noted(void)
{
	static char id[WL_COMMIT_TEXT];
	struct wl_repo *repo;
	struct wl_place place;

	assert_int_equal(wl_place_at(&place, in("r"), NULL), 0);
	assert_int_equal(wl_repo_open(&repo, &place, NULL), 0);
	wl_change_last(repo, id);
	wl_repo_free(repo);
	wl_place_release(&place);
	return id;
}

/* Look, and take it back if that is allowed; the error's text, or "". */
static const char *undo(void)
{
	static const struct wl_message undone = { .area = "undo",
		.what = "it" };
	struct wl_change change;
	struct wl_place place;
	struct wl_undo found;
	int code;

	memset(&last, 0, sizeof(last));
	assert_int_equal(wl_place_at(&place, in("r"), &last), 0);
	code = wl_undo_find(&found, &place, &last);
	if (!code) {
		assert_int_equal(
			wl_change_begin(&change, &place, true, &last), 0);
		change.whole = true;
		assert_int_equal(wl_undo_add(&found, &change, &last), 0);
		assert_int_equal(
			wl_change_apply(&change, &undone, commit, &last), 0);
		wl_change_end(&change);
	}
	wl_undo_release(&found);
	wl_place_release(&place);
	return code ? last.text : "";
}

static void test_the_last_commit_is_noted(void **state)
{
	(void)state;
	programme();
	assert_string_equal(last_noted(), "");
	changes("r", FILES({ "a", "x\n" }));
	assert_string_equal(last_noted(), commit);
	assert_string_equal(sh("stat -c %%a r/.git/winloss/last"), "600");
	/* Nothing recorded: still the one before */
	sh("cp r/.git/winloss/last noted");
	changes("r", FILES({ "a", "x\n" }));
	sh("cmp r/.git/winloss/last noted");
	check_clean_up();
}

static void test_a_note_that_is_none(void **state)
{
	static const char *const notes[] = { "", "x\n", "HEAD\n",
		"0123456789012345678901234567890123456789",
		"012345678901234567890123456789012345678z\n",
		"0123456789012345678901234567890123456789\n\n" };

	(void)state;
	programme();
	changes("r", FILES({ "a", "x\n" }));
	for (size_t i = 0; i < WL_LEN(notes); i++) {
		sh("printf '%%s' '%s' >r/.git/winloss/last", notes[i]);
		assert_string_equal(last_noted(), "");
	}
	/* That it cannot be written is no failure */
	sh("cd r/.git/winloss; rm last; mkdir last");
	changes("r", FILES({ "a", "y\n" }));
	assert_string_equal(last_noted(), "");
}

/* Killed between the commit and the note: the note is of an older one. */
static void test_killed_before_the_note(void **state)
{
	(void)state;
	programme();
	changes("r", FILES({ "a", "x\n" }));
	sh("cd r; printf '%%s\\0a\\0\\0' $(git rev-parse HEAD~) "
	   ">.git/winloss/recording");
	/* The next command finishes it, and records nothing of its own */
	changes("r", FILES({ "a", "x\n" }));
	assert_string_equal(last_noted(), "");
	check_clean_up();
}

static void test_files_go_back(void **state)
{
	(void)state;
	programme();
	sh("cd r; git rev-parse 'HEAD^{tree}' >../tree; echo kept >b;"
	   "git add b; git commit -qm b");
	changes("r",
		FILES({ "a", "x\n" }, { "folder/new", "y\n" }, { "b", NULL }));
	assert_git("status --porcelain", "");
	assert_string_equal(undo(), "");
	assert_git("diff --stat HEAD~2 HEAD", "");
	assert_git("status --porcelain -uall", "");
	assert_string_equal(sh("ls r/folder 2>/dev/null || :"), "");
	assert_string_equal(sh("cat r/b"), "kept");
	/* and forth */
	assert_string_equal(undo(), "");
	assert_git("diff --stat HEAD~2 HEAD", "");
	assert_string_equal(sh("cat r/folder/new"), "y");
	assert_string_equal(sh("ls r/b 2>/dev/null || :"), "");
	check_clean_up();
}

/* What git's filters make of a file is what is compared and written. */
static void test_filters_apply(void **state)
{
	(void)state;
	programme();
	sh("cd r; git config filter.up.clean 'tr a-z A-Z';"
	   "git config filter.up.smudge 'tr A-Z a-z';"
	   "git config filter.up.required true;"
	   "echo 'f filter=up' >.gitattributes; git add -A;"
	   "git commit -qm filter");
	changes("r", FILES({ "f", "one\n" }));
	changes("r", FILES({ "f", "two\n" }));
	assert_git("show HEAD:f", "TWO");
	assert_string_equal(undo(), "");
	assert_git("show HEAD:f", "ONE");
	assert_string_equal(sh("cat r/f"), "one");
	assert_git("status --porcelain", "");
}

static void test_line_ends(void **state)
{
	(void)state;
	programme();
	sh("cd r; echo '* text eol=crlf' >.gitattributes; git add -A;"
	   "git commit -qm eol");
	changes("r", FILES({ "f", "one\r\n" }));
	changes("r", FILES({ "f", "two\r\n" }));
	assert_string_equal(undo(), "");
	assert_string_equal(sh("od -c r/f | grep -c '\\\\r'"), "1");
	assert_git("status --porcelain", "");
}

static void test_refusals(void **state)
{
	(void)state;
	programme();
	assert_contains(undo(), "no command of winloss is known");
	changes("r", FILES({ "a", "x\n" }, { "n", "y\n" }));
	sh("cd r; echo more >>a");
	assert_contains(undo(), "'a' has changes that are not recorded");
	sh("cd r; git checkout -q a; rm n");
	assert_contains(undo(), "'n' has changes that are not recorded");
	sh("cd r; git checkout -q n; echo more >>n; git commit -qam n");
	assert_contains(undo(), "'n' has later commits");
	sh("cd r; git revert --no-edit HEAD HEAD~");
	assert_contains(undo(), "was taken back already");
	sh("cd r; git reset -q --hard HEAD~4");
	assert_contains(undo(), "is not on this branch");
}

/* A file that the commit removed and that somebody has made anew. */
static void test_a_file_in_the_way(void **state)
{
	(void)state;
	programme();
	changes("r", FILES({ "n", "y\n" }));
	changes("r", FILES({ "n", NULL }));
	sh("echo mine >r/n");
	assert_contains(undo(), "'n' has changes that are not recorded");
	assert_string_equal(sh("cat r/n"), "mine");
	sh("rm r/n");
	assert_string_equal(undo(), "");
	assert_string_equal(sh("cat r/n"), "y");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		SANDBOX(test_the_last_commit_is_noted),
		SANDBOX(test_a_note_that_is_none),
		SANDBOX(test_killed_before_the_note),
		SANDBOX(test_files_go_back),
		SANDBOX(test_filters_apply),
		SANDBOX(test_line_ends),
		SANDBOX(test_refusals),
		SANDBOX(test_a_file_in_the_way),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
