/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sandbox.h"

#include "store/place.h"

static void finds(const char *from, const char *root)
{
	struct wl_place place;
	struct wl_err err = { 0 };

	if (wl_place_find(&place, in(from), &err))
		fail_msg("%s", err.text);
	assert_string_equal(place.root, in(root));
	assert_true(wl_file_exists(place.dir, "winloss.yaml"));
	wl_place_release(&place);
	assert_int_equal(place.dir, -1);
}

static void fails(
	const char *from, int code, const char *text, const char *hint)
{
	struct wl_place place = { NULL, 77 };
	struct wl_err err = { 0 };

	assert_int_equal(wl_place_find(&place, in(from), &err), code);
	assert_int_equal(err.code, code);
	assert_contains(err.text, text);
	assert_contains(err.hint, hint);
	assert_int_equal(place.dir, 77);
}

static void test_is_found_upwards(void **state)
{
	(void)state;
	sh("mkdir -p p/a/b; touch p/winloss.yaml; ln -s p/a link");
	finds("p", "p");
	finds("p/a/b", "p");
	finds("link", "p");
}

static void test_the_nearest_one_counts(void **state)
{
	(void)state;
	sh("mkdir -p p/a/b; touch p/winloss.yaml p/a/winloss.yaml");
	finds("p/a/b", "p/a");
}

static void test_not_above_a_working_tree(void **state)
{
	(void)state;
	sh("mkdir -p p/r/a; touch p/winloss.yaml; git init -q p/r");
	fails("p/r/a", WL_ENOTFOUND, "no 'winloss.yaml' in", "`winloss init`");
	fails("p/r/a", WL_ENOTFOUND, in("p/r/a"), "");
	sh("touch p/r/winloss.yaml");
	finds("p/r/a", "p/r");
}

static void test_not_above_a_linked_worktree(void **state)
{
	(void)state;
	sh("mkdir -p p/w/a; touch p/winloss.yaml;"
	   "echo gitdir: /nowhere >p/w/.git");
	fails("p/w/a", WL_ENOTFOUND, "not a winloss programme", "init");
}

static void test_none_at_all(void **state)
{
	(void)state;
	sh("mkdir a");
	fails("a", WL_ENOTFOUND, "not a winloss programme: no 'winloss.yaml'",
		"`winloss init` makes one");
	fails("missing", WL_ENOTFOUND, "missing", "");
}

static void test_a_bare_repository_is_named(void **state)
{
	(void)state;
	sh("git init -q --bare b.git");
	fails("b.git", WL_EFAIL, "is a bare repository", "git clone");
	fails("b.git/refs", WL_EFAIL, "is a bare repository", "git clone");
}

static void test_inside_the_git_folder(void **state)
{
	(void)state;
	sh("git init -q p; touch p/winloss.yaml");
	finds("p/.git/hooks", "p");
}

static void test_a_link_or_folder_is_no_programme(void **state)
{
	(void)state;
	sh("mkdir a b; touch file; ln -s ../file a/winloss.yaml;"
	   "mkdir b/winloss.yaml");
	fails("a", WL_EUNREADABLE, "is a link", "");
	fails("b", WL_EUNREADABLE, "is a folder", "");
}

static void test_at_takes_any_folder(void **state)
{
	struct wl_place place;
	struct wl_err err = { 0 };

	(void)state;
	sh("mkdir a; touch file; ln -s a l");
	assert_int_equal(wl_place_at(&place, in("l"), &err), 0);
	assert_string_equal(place.root, in("a"));
	wl_place_release(&place);
	assert_int_not_equal(wl_place_at(&place, in("file"), &err), 0);
	assert_int_equal(wl_place_at(&place, in("none"), &err), WL_ENOTFOUND);
}

static void test_nothing_is_kept_for_what_is_only_recorded(void **state)
{
	struct wl_place place;
	int git;

	(void)state;
	sh("git init -q r; mkdir r/p");
	assert_int_equal(wl_place_at(&place, in("r/p"), NULL), 0);
	git = wl_place_git(&place);
	assert_true(git >= 0);
	close(git);
	place.recorded = true;
	assert_int_equal(wl_place_git(&place), -1);
	assert_int_equal(wl_place_common(&place), -1);
	wl_place_release(&place);
}

static void test_one_folder_up(void **state)
{
	struct wl_place place;

	(void)state;
	sh("mkdir -p a/b; touch a/here");
	assert_int_equal(wl_place_at(&place, in("a/b"), NULL), 0);
	assert_true(wl_place_up(&place));
	assert_string_equal(place.root, in("a"));
	assert_true(wl_file_exists(place.dir, "here"));
	wl_place_release(&place);
	assert_int_equal(wl_place_at(&place, "/", NULL), 0);
	assert_false(wl_place_up(&place));
	wl_place_release(&place);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		SANDBOX(test_is_found_upwards),
		SANDBOX(test_the_nearest_one_counts),
		SANDBOX(test_not_above_a_working_tree),
		SANDBOX(test_not_above_a_linked_worktree),
		SANDBOX(test_none_at_all),
		SANDBOX(test_a_bare_repository_is_named),
		SANDBOX(test_inside_the_git_folder),
		SANDBOX(test_a_link_or_folder_is_no_programme),
		SANDBOX(test_at_takes_any_folder),
		SANDBOX(test_nothing_is_kept_for_what_is_only_recorded),
		SANDBOX(test_one_folder_up),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
