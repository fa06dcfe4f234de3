/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sandbox.h"

#include "store/commits.h"

struct opened {
	struct wl_place place;
	struct wl_repo *repo;
	struct wl_arena arena;
};

static void open_at(struct opened *o, const char *folder)
{
	struct wl_err err = { 0 };

	wl_arena_init(&o->arena);
	assert_int_equal(wl_place_at(&o->place, in(folder), &err), 0);
	if (wl_repo_open(&o->repo, &o->place, &err))
		fail_msg("%s", err.text);
}

static void close_it(struct opened *o)
{
	wl_repo_free(o->repo);
	wl_place_release(&o->place);
	wl_arena_release(&o->arena);
}

/* A commit of the day, with a subject, after a command. */
#define COMMIT                                                                 \
	"c() { GIT_COMMITTER_DATE=\"2026-11-$1T10:00:00Z\" "                   \
	"GIT_AUTHOR_DATE=\"2026-11-$1T11:30:00+0130\" "                        \
	"git commit -q --allow-empty -m \"$2\"; };"                            \
	"put() { mkdir -p \"$(dirname $1)\"; echo \"$2\" >\"$1\"; "            \
	"git add -A .; };"

struct seen {
	struct wl_buf text; /* "subject: path path\n" */
	size_t most;        /* 0: all */
	size_t n;
};

static bool see(void *context, const struct wl_commit *commit,
	const struct wl_strv *changed)
{
	struct seen *seen = context;

	wl_buf_addf(&seen->text, "%s%s:", commit->subject,
		commit->cut ? " (cut)" : "");
	for (size_t i = 0; i < changed->n; i++)
		wl_buf_addf(&seen->text, " %s", changed->v[i]);
	wl_buf_addc(&seen->text, '\n');
	return ++seen->n != seen->most;
}

/* The walk's result is as expected; returns whether it was cut. */
static bool walks(
	struct opened *o, struct wl_walk walk, size_t most, const char *expect)
{
	struct seen seen = { WL_BUF_INIT, most, 0 };
	struct wl_err err = { 0 };
	bool cut = true;

	walk.arena = &o->arena;
	walk.see = see;
	walk.context = &seen;
	walk.cut = &cut;
	if (wl_repo_walk(o->repo, &walk, &err))
		fail_msg("%s", err.text);
	assert_string_equal(seen.text.s, expect);
	wl_buf_release(&seen.text);
	return cut;
}

static void branches(void)
{
	sh(COMMIT "git init -q r; cd r; put p/a 1; put top 1; c 01 one;"
		  "put p/sub/b 1; c 02 two; git checkout -q -b side;"
		  "put p/side 1; c 03 side; git checkout -q main;"
		  "put p/a 2; c 04 main; git merge -q --no-ff --no-commit side;"
		  "c 05 merge; put top 2; c 06 outside");
}

static void test_order_and_paths(void **state)
{
	struct opened o;

	(void)state;
	branches();
	open_at(&o, "r/p");
	assert_false(walks(&o, (struct wl_walk){ 0 }, 0,
		"outside:\nmerge:\nmain: a\nside: side\ntwo: sub/b\n"
		"one: a\n"));
	walks(&o, (struct wl_walk){ 0 }, 2, "outside:\nmerge:\n");
	walks(&o, (struct wl_walk){ .from = "side" }, 0,
		"side: side\ntwo: sub/b\none: a\n");
	walks(&o, (struct wl_walk){ .from = "HEAD", .without = "side" }, 0,
		"outside:\nmerge:\nmain: a\n");
	walks(&o, (struct wl_walk){ .from = "side", .without = "HEAD" }, 0, "");
	close_it(&o);
	open_at(&o, "r");
	walks(&o, (struct wl_walk){ .without = "side" }, 0,
		"outside: top\nmerge:\nmain: p/a\n");
	walks(&o, (struct wl_walk){ .from = "HEAD~4" }, 0, "one: p/a top\n");
	close_it(&o);
}

/* Children come first whatever their clocks said. */
static void test_clocks_are_wrong(void **state)
{
	struct opened o;

	(void)state;
	sh(COMMIT "git init -q r; cd r; c 09 one; c 02 two; c 05 three");
	open_at(&o, "r");
	walks(&o, (struct wl_walk){ 0 }, 0, "three:\ntwo:\none:\n");
	close_it(&o);
}

static void test_wanted(void **state)
{
	static const char *folder[] = { "cards/", "winloss.yaml" };
	static const char *deep[] = { "cards/b/" };
	struct opened o;

	(void)state;
	sh(COMMIT "git init -q r; cd r; put cards/b/x 1; put cards.md 1;"
		  "put z 1; c 01 one; put z 2; c 02 two; put cards/o/y 1;"
		  "put winloss.yaml 1; put z 3; c 03 three;"
		  "git rm -qr cards; put cards file; c 04 four");
	open_at(&o, "r");
	walks(&o, (struct wl_walk){ .paths = { folder, 2 } }, 0,
		"four: cards/b/x cards/o/y\n"
		"three: cards/o/y winloss.yaml\none: cards/b/x\n");
	walks(&o, (struct wl_walk){ .paths = { deep, 1 } }, 0,
		"four: cards/b/x\none: cards/b/x\n");
	close_it(&o);
}

static void test_merges(void **state)
{
	static const char *paths[] = { "f" };
	struct opened o;

	(void)state;
	/* Both change f, the merge makes it a third thing; g is taken over */
	sh(COMMIT "git init -q r; cd r; put f 0; put g 0; c 01 base;"
		  "git checkout -q -b side; put f 1; put g 1; c 02 side;"
		  "git checkout -q main; put f 2; c 03 main;"
		  "git merge -q --no-commit side || :; put f 3; c 04 merge;"
		  "git checkout -q --detach");
	open_at(&o, "r");
	walks(&o, (struct wl_walk){ 0 }, 0,
		"merge: f\nmain: f\nside: f g\nbase: f g\n");
	walks(&o, (struct wl_walk){ .paths = { paths, 1 } }, 1, "merge: f\n");
	close_it(&o);
}

static void test_unrelated_histories(void **state)
{
	struct opened o;

	(void)state;
	sh(COMMIT "git init -q r; cd r; put a 1; c 01 one;"
		  "git checkout -q --orphan other; git rm -rfq .; put b 1;"
		  "c 02 other; git checkout -q main;"
		  "git merge -q --allow-unrelated-histories --no-commit other;"
		  "c 03 merge");
	open_at(&o, "r");
	assert_false(walks(
		&o, (struct wl_walk){ 0 }, 0, "merge:\nother: b\none: a\n"));
	close_it(&o);
}

static void test_fork(void **state)
{
	char fork[WL_COMMIT_TEXT], two[WL_COMMIT_TEXT];
	struct wl_err err = { 0 };
	struct opened o;

	(void)state;
	branches();
	sh("cd r; git checkout -q --orphan alone; git commit -qm alone");
	open_at(&o, "r");
	assert_int_equal(wl_repo_resolve(o.repo, "side~1", two, &err), 0);
	assert_int_equal(wl_repo_fork(o.repo, "side", "main~2", fork, &err), 0);
	assert_string_equal(fork, two);
	assert_int_equal(wl_repo_fork(o.repo, "side~1", "side", fork, &err), 0);
	assert_string_equal(fork, two);
	assert_int_equal(wl_repo_fork(o.repo, "alone", "main", fork, &err), 0);
	assert_string_equal(fork, "");
	assert_int_not_equal(
		wl_repo_fork(o.repo, "main", "nowhere", fork, &err), 0);
	close_it(&o);
}

static void test_shallow(void **state)
{
	struct opened o;

	(void)state;
	branches();
	sh("git clone -q --depth 3 \"file://$PWD/r\" s; rm -rf w;"
	   "git -C s worktree add -q ../w");
	open_at(&o, "s/p");
	assert_true(walks(&o, (struct wl_walk){ 0 }, 0,
		"outside:\nmerge:\nmain (cut): a sub/b\n"
		"side (cut): a side sub/b\n"));
	assert_false(walks(
		&o, (struct wl_walk){ .without = "HEAD^" }, 0, "outside:\n"));
	close_it(&o);
	open_at(&o, "w/p");
	assert_true(walks(&o, (struct wl_walk){ 0 }, 1, "outside:\n"));
	close_it(&o);
}

static void test_nothing_yet(void **state)
{
	struct wl_walk walk = { .from = "HEAD" };
	struct wl_err err = { 0 };
	struct opened o;

	(void)state;
	sh("git init -q r");
	open_at(&o, "r");
	assert_false(walks(&o, (struct wl_walk){ 0 }, 0, ""));
	assert_int_equal(wl_repo_walk(o.repo, &walk, &err), WL_EFAIL);
	assert_contains(err.text, "nothing is recorded yet");
	close_it(&o);
}

static void test_one_commit(void **state)
{
	char when[WL_TIME_TEXT];
	struct wl_commit one;
	struct wl_err err = { 0 };
	struct opened o;

	(void)state;
	branches();
	open_at(&o, "r");
	assert_int_equal(
		wl_repo_commit(o.repo, "HEAD~1", &o.arena, &one, &err), 0);
	assert_string_equal(one.id, sh("git -C r rev-parse HEAD~1"));
	assert_int_equal(one.parents.n, 2);
	assert_string_equal(one.parents.v[1], sh("git -C r rev-parse side"));
	assert_string_equal(one.name, "Priya Nair");
	assert_string_equal(one.email, "priya@ledgerly.example");
	assert_string_equal(one.subject, "merge");
	assert_string_equal(one.message, "merge\n");
	assert_string_equal(
		wl_time_format(&one.when, when), "2026-11-05T11:30:00+01:30");
	assert_false(one.cut);
	assert_int_equal(
		wl_repo_commit(o.repo, "none", &o.arena, &one, &err), WL_EFAIL);
	assert_contains(err.text, "unknown revision 'none'");
	close_it(&o);
}

static void changed(struct opened *o, const char *before, const char *after,
	const char *expect)
{
	struct wl_strv paths = { 0 };
	struct wl_buf joined = WL_BUF_INIT;
	struct wl_err err = { 0 };

	if (wl_repo_changed(o->repo, before, after, &paths, &err))
		fail_msg("%s", err.text);
	for (size_t i = 0; i < paths.n; i++)
		wl_buf_addf(&joined, "%s%s", i ? " " : "", paths.v[i]);
	assert_string_equal(joined.s, expect);
	wl_buf_release(&joined);
	wl_strv_release(&paths);
}

static void test_between_two(void **state)
{
	struct opened o;

	(void)state;
	branches();
	open_at(&o, "r/p");
	changed(&o, NULL, "HEAD", "a side sub/b");
	changed(&o, "HEAD", "HEAD", "");
	changed(&o, "HEAD~1", "HEAD", "");
	changed(&o, "side", "HEAD", "a");
	changed(&o, "HEAD", "HEAD~4", "a side sub/b");
	close_it(&o);
	open_at(&o, "r");
	changed(&o, "HEAD~1", "HEAD", "top");
	close_it(&o);
}

static void test_an_object_is_missing(void **state)
{
	struct wl_strv paths = { 0 };
	struct wl_err err = { 0 };
	struct opened o;

	(void)state;
	branches();
	sh("cd r; o=$(git rev-parse HEAD:p/sub);"
	   "rm -f .git/objects/${o%%${o#??}}/${o#??}");
	open_at(&o, "r/p");
	assert_int_equal(
		wl_repo_changed(o.repo, NULL, "HEAD", &paths, &err), WL_EFAIL);
	assert_contains(err.text, "cannot read");
	assert_int_equal(paths.n, 0);
	wl_strv_release(&paths);
	close_it(&o);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		SANDBOX(test_order_and_paths),
		SANDBOX(test_clocks_are_wrong),
		SANDBOX(test_wanted),
		SANDBOX(test_merges),
		SANDBOX(test_unrelated_histories),
		SANDBOX(test_fork),
		SANDBOX(test_shallow),
		SANDBOX(test_nothing_yet),
		SANDBOX(test_one_commit),
		SANDBOX(test_between_two),
		SANDBOX(test_an_object_is_missing),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
