/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sandbox.h"

#include "base/pool.h"
#include "store/tree.h"

#define MANY 1000

struct reading {
	struct wl_tree *tree;
	struct wl_strv paths;
	_Atomic int wrong;
};

/* Each file holds its own path. */
static void read_one(void *context, size_t index, size_t worker)
{
	struct reading *reading = context;
	const char *path = reading->paths.v[index];
	struct wl_buf out = WL_BUF_INIT;

	(void)worker;
	if (wl_tree_read(reading->tree, path, 100, &out, NULL))
		reading->wrong++;
	wl_buf_rtrim(&out);
	if (!wl_streq(out.s, path))
		reading->wrong++;
	wl_buf_release(&out);
}

static void check_tree(const char *revision, const char *name, size_t n)
{
	struct reading reading = { 0 };
	struct wl_place place;
	struct wl_err err = { 0 };

	assert_int_equal(wl_place_at(&place, in("r/p"), &err), 0);
	if (wl_tree_open(&reading.tree, &place, revision, &err))
		fail_msg("%s", err.text);
	assert_string_equal(wl_tree_revision(reading.tree), name);
	assert_int_equal(
		wl_tree_list(reading.tree, "i", ".md", &reading.paths, &err),
		0);
	assert_int_equal(reading.paths.n, n);
	wl_pool_run(reading.paths.n, read_one, &reading);
	assert_int_equal(reading.wrong, 0);
	assert_int_equal(wl_tree_read(reading.tree, "none.md", 10, NULL, &err),
		WL_ENOTFOUND);
	wl_strv_release(&reading.paths);
	wl_tree_free(reading.tree);
	wl_place_release(&place);
}

static void many(void)
{
	sh("git init -q r; mkdir -p r/p/i/a r/p/i/b; cd r/p;"
	   "for n in $(seq %d); do echo i/a/$n.md >i/a/$n.md;"
	   "echo i/b/$n.md >i/b/$n.md; done",
		MANY / 2);
}

static void test_the_working_tree(void **state)
{
	(void)state;
	many();
	/* It needs no repository */
	sh("rm -rf r/.git");
	check_tree(NULL, "worktree", MANY);
}

static void test_a_revision(void **state)
{
	char commit[WL_COMMIT_TEXT];

	(void)state;
	many();
	sh("cd r; git add .; git commit -q -m all; git gc -q; rm -r p/i/b;"
	   "git commit -q -a -m less");
	snprintf(commit, sizeof(commit), "%s", sh("git -C r rev-parse HEAD~1"));
	check_tree("HEAD~1", commit, MANY);
	snprintf(commit, sizeof(commit), "%s", sh("git -C r rev-parse HEAD"));
	check_tree("main", commit, MANY / 2);
	check_tree(NULL, "worktree", MANY / 2);
}

/* What the revision has at a path, and whether it came from the working tree;
 * NULL: it cannot be read. */
static void check_file(struct wl_tree *tree, const char *path, bool unchanged,
	const char *text)
{
	struct wl_buf out = WL_BUF_INIT;
	struct wl_err err = { 0 };

	if (wl_tree_unchanged(tree, path, 100, &out) != unchanged)
		fail_msg("%s: not as it should be", path);
	if (unchanged)
		assert_string_equal(out.s, text);
	if (!text)
		assert_int_equal(
			wl_tree_read(tree, path, 100, &out, &err), WL_EFAIL);
	else if (wl_tree_read(tree, path, 100, &out, &err))
		fail_msg("%s", err.text);
	else
		assert_string_equal(out.s, text);
	wl_buf_release(&out);
}

/* Takes the object out of the database: read it can be no more. */
static void lose(const char *path)
{
	sh("cd r; o=$(git rev-parse HEAD:p/%s);"
	   "rm -f .git/objects/$(echo $o | cut -c1-2)/$(echo $o | cut -c3-)",
		path);
}

static void test_files_that_have_not_changed(void **state)
{
	struct wl_place place;
	struct wl_tree *tree;
	struct wl_err err = { 0 };

	(void)state;
	sh("git init -q r; mkdir r/p; cd r/p;"
	   "for n in same edited staged back crlf link gone lost; do"
	   " echo $n >$n.md; done;"
	   "echo 'crlf.md text eol=crlf' >.gitattributes;"
	   "git add .; git commit -q -m all;"
	   "rm crlf.md link.md gone.md; git checkout -q crlf.md;"
	   "echo same >to.md; ln -s to.md link.md;"
	   "for n in edited staged back lost; do echo OTHER >$n.md; done;"
	   "git add staged.md back.md; echo back >back.md");
	lose("same.md");
	lose("lost.md");
	assert_int_equal(wl_place_at(&place, in("r/p"), &err), 0);
	assert_int_equal(wl_tree_open(&tree, &place, "HEAD", &err), 0);
	/* Not even looked for in the object database */
	check_file(tree, "same.md", true, "same\n");
	check_file(tree, "edited.md", false, "edited\n");
	check_file(tree, "staged.md", false, "staged\n");
	/* The same again, but git's index says otherwise */
	check_file(tree, "back.md", false, "back\n");
	check_file(tree, "crlf.md", false, "crlf\n");
	check_file(tree, "link.md", false, "link\n");
	check_file(tree, "gone.md", false, "gone\n");
	check_file(tree, "lost.md", false, NULL);
	wl_tree_free(tree);
	assert_int_equal(wl_tree_open(&tree, &place, NULL, &err), 0);
	check_file(tree, "edited.md", false, "OTHER\n");
	wl_tree_free(tree);
	/* A split index is one that libgit2 does not read */
	sh("cd r; git update-index --split-index");
	assert_int_equal(wl_tree_open(&tree, &place, "HEAD", &err), 0);
	check_file(tree, "edited.md", false, "edited\n");
	wl_tree_free(tree);
	wl_place_release(&place);
}

static void test_refusals(void **state)
{
	struct wl_place place;
	struct wl_tree *tree = NULL;
	struct wl_err err = { 0 };

	(void)state;
	sh("mkdir -p r/p");
	assert_int_equal(wl_place_at(&place, in("r/p"), &err), 0);
	assert_int_equal(
		wl_tree_open(&tree, &place, "HEAD", &err), WL_ENOTFOUND);
	sh("git init -q r");
	assert_int_equal(wl_tree_open(&tree, &place, "HEAD", &err), WL_EFAIL);
	assert_contains(err.text, "'HEAD'");
	assert_null(tree);
	wl_place_release(&place);
	wl_tree_free(NULL);
}

/* A programme in r/p of the first commit and of no other. */
static void recorded(void)
{
	sh("git init -q r; mkdir -p r/p/q; cd r; echo a >p/winloss.yaml;"
	   "git add .; git commit -q -m a; git tag a; git rm -q p/winloss.yaml;"
	   "git commit -q -m b; mkdir -p p/q; cd ..; git clone -q --bare r b;"
	   "git init -q top; cd top; echo a >winloss.yaml; git add .;"
	   "git commit -q -m a; cd ..; git clone -q --bare top top.git");
}

static void check_found(
	const char *from, const char *revision, const char *root, bool files)
{
	struct wl_place place = { NULL, -1 };
	struct wl_buf out = WL_BUF_INIT;
	struct wl_tree *tree;
	struct wl_err err = { 0 };

	if (wl_tree_find(&place, in(from), revision, &err))
		fail_msg("%s", err.text);
	assert_string_equal(place.root, in(root));
	assert_int_equal(place.recorded, !files);
	assert_int_equal(wl_tree_open(&tree, &place, revision, &err), 0);
	assert_int_equal(wl_tree_read(tree, "winloss.yaml", 10, &out, &err), 0);
	assert_string_equal(out.s, "a\n");
	wl_buf_release(&out);
	wl_tree_free(tree);
	wl_place_release(&place);
}

static void check_lost(
	const char *from, const char *revision, int code, const char *text)
{
	struct wl_place place = { NULL, 77 };
	struct wl_err err = { 0 };

	assert_int_equal(wl_tree_find(&place, in(from), revision, &err), code);
	assert_contains(err.text, text);
	assert_true(*err.hint);
	assert_int_equal(place.dir, 77);
}

static void test_a_programme_that_is_only_recorded(void **state)
{
	(void)state;
	recorded();
	check_found("r/p", "a", "r/p", false);
	check_found("r/p/q", "HEAD~1", "r/p", false);
	check_found("top.git", "HEAD", "top.git", false);
	check_found("top.git/refs", "HEAD", "top.git/refs", false);
	/* Files win */
	check_found("top", "HEAD", "top", true);
	sh("rm top/winloss.yaml");
	check_found("top/.git/refs", "HEAD", "top", false);
}

static void test_a_programme_that_is_not_recorded_there(void **state)
{
	(void)state;
	recorded();
	check_lost("r", "a", WL_ENOTFOUND,
		"no 'winloss.yaml' at the top of revision 'a'");
	check_lost("r/p/q", "HEAD", WL_ENOTFOUND,
		"r/p/q' or above in revision 'HEAD'");
	check_lost("b", "a", WL_ENOTFOUND, "at the top of revision 'a'");
	check_lost("r/p", "none", WL_EFAIL, "unknown revision 'none'");
	check_lost("r/p", NULL, WL_ENOTFOUND, "no 'winloss.yaml' in");
	check_lost("top.git", NULL, WL_EFAIL, "is a bare repository");
	sh("ln -s x r/winloss.yaml");
	check_lost("r/p", "a", WL_EUNREADABLE, "is a link");
	sh("rm r/winloss.yaml top/winloss.yaml; mkdir none");
	check_lost("none", "a", WL_ENOTFOUND, "is in no git repository");
	assert_int_equal(
		wl_tree_find(NULL, in("top"), NULL, NULL), WL_ENOTFOUND);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		SANDBOX(test_the_working_tree),
		SANDBOX(test_a_revision),
		SANDBOX(test_files_that_have_not_changed),
		SANDBOX(test_refusals),
		SANDBOX(test_a_programme_that_is_only_recorded),
		SANDBOX(test_a_programme_that_is_not_recorded_there),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
