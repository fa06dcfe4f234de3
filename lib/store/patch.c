/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/patch.h"

#include "store/commits.h"
#include "store/git.h"
#include "store/layout.h"
#include "store/tree.h"

#define FILE_MAX ((size_t)64 * 1024 * 1024)

static const char *const endings[] = { ".md", ".yaml", ".csv" };

/* Files */

static bool is_hidden(const char *path)
{
	return wl_starts(path, "private/") || wl_starts(path, "transcripts/") ||
	       wl_streq(path, WL_PEOPLE_FILE);
}

static int list(struct wl_strv *out, struct wl_tree *tree, struct wl_err *err)
{
	struct wl_strv all = { 0 };
	int rc = 0;

	for (size_t i = 0; i < WL_LEN(endings) && !rc; i++)
		rc = wl_tree_list(tree, "", endings[i], &all, err);
	for (size_t i = 0; i < all.n && !rc; i++)
		if (!is_hidden(all.v[i]))
			wl_strv_add(out, all.v[i]);
	wl_strv_sort(out);
	wl_strv_release(&all);
	return rc;
}

/* A file that cannot be read differs. */
static bool differs(struct wl_tree *const trees[2], const char *path)
{
	struct wl_buf bytes[2] = { WL_BUF_INIT, WL_BUF_INIT };
	bool same = true;

	for (int i = 0; i < 2; i++)
		same = same &&
		       !wl_tree_read(trees[i], path, FILE_MAX, &bytes[i], NULL);
	same = same && bytes[0].n == bytes[1].n &&
	       !memcmp(bytes[0].s, bytes[1].s, bytes[0].n);
	wl_buf_release(&bytes[0]);
	wl_buf_release(&bytes[1]);
	return !same;
}

static void compare(struct wl_strv *out, struct wl_tree *const trees[2],
	const struct wl_strv lists[2])
{
	size_t i = 0, j = 0;

	while (i < lists[0].n || j < lists[1].n) {
		int order = i == lists[0].n ? 1
			    : j == lists[1].n
				    ? -1
				    : strcmp(lists[0].v[i], lists[1].v[j]);
		const char *path = order > 0 ? lists[1].v[j] : lists[0].v[i];

		if (order || differs(trees, path))
			wl_strv_add(out, path);
		i += order <= 0;
		j += order >= 0;
	}
}

static int compare_trees(struct wl_strv *out, const struct wl_place *place,
	const char *const moments[2], struct wl_err *err)
{
	struct wl_tree *trees[2] = { NULL, NULL };
	struct wl_strv lists[2] = { { 0 }, { 0 } };
	int rc = 0;

	for (int i = 0; i < 2 && !rc; i++) {
		rc = wl_tree_open(&trees[i], place, moments[i], err);
		if (!rc)
			rc = list(&lists[i], trees[i], err);
	}
	if (!rc)
		compare(out, trees, lists);
	for (int i = 0; i < 2; i++) {
		wl_strv_release(&lists[i]);
		wl_tree_free(trees[i]);
	}
	return rc;
}

int wl_patch_files(struct wl_strv *out, const struct wl_place *place,
	const char *const moments[2], struct wl_err *err)
{
	struct wl_repo *repo;
	int rc;

	if (!moments[0] || !moments[1])
		return compare_trees(out, place, moments, err);
	rc = wl_repo_open(&repo, place, err);
	if (rc)
		return rc;
	rc = wl_repo_changed(repo, moments[0], moments[1], out, err);
	wl_repo_free(repo);
	return rc;
}

/* What git says */

/* Run git in the programme's folder; its output is out. */
static int ask(struct wl_buf *out, const struct wl_place *place,
	const char *const *args, struct wl_err *err)
{
	struct wl_git git;
	int rc;

	wl_git_init(&git, place->root, NULL);
	rc = wl_git_run(&git, args, err);
	if (!rc && git.status)
		rc = wl_git_failed(&git, err, "git cannot compare");
	if (!rc)
		wl_buf_add(out, git.out.s, git.out.n);
	wl_git_release(&git);
	return rc;
}

/* What a user wrote may look like an option: git gets ids. */
static int resolve(char commits[2][WL_COMMIT_TEXT],
	const struct wl_place *place, const char *const revisions[2],
	struct wl_err *err)
{
	struct wl_repo *repo;
	int rc = wl_repo_open(&repo, place, err);

	if (rc)
		return rc;
	for (int i = 0; i < 2 && !rc; i++)
		if (revisions[i])
			rc = wl_repo_resolve(
				repo, revisions[i], commits[i], err);
	wl_repo_free(repo);
	return rc;
}

int wl_patch_text(struct wl_buf *out, const struct wl_place *place,
	const char *const moments[2], struct wl_err *err)
{
	char ids[2][WL_COMMIT_TEXT] = { "", "" };
	int rc = resolve(ids, place, moments, err);

	if (rc)
		return rc;
	return ask(out, place,
		WL_ARGS("diff", "--no-ext-diff", "--no-textconv", "--no-color",
			"--relative", ids[0], *ids[1] ? ids[1] : "--",
			*ids[1] ? "--" : ".", *ids[1] ? "." : NULL),
		err);
}

void wl_patch_sides(struct wl_buf *out, const struct wl_buf *patch)
{
	for (const char *sign = "-+"; *sign; sign++)
		for (const char *s = patch->s; *s;) {
			size_t n = strcspn(s, "\n");

			n += s[n] == '\n';
			if (*s == ' ' || *s == *sign)
				wl_buf_add(out, s + 1, n - 1);
			s += n;
		}
}

int wl_patch_base(char commit[WL_COMMIT_TEXT], const struct wl_place *place,
	const char *const revisions[2], struct wl_err *err)
{
	struct wl_buf out = WL_BUF_INIT;
	char ids[2][WL_COMMIT_TEXT];
	int rc = resolve(ids, place, revisions, err);

	if (rc)
		return rc;
	rc = ask(&out, place, WL_ARGS("merge-base", ids[0], ids[1]), NULL);
	wl_buf_rtrim(&out);
	if (!rc && out.n == WL_COMMIT_TEXT - 1) {
		snprintf(commit, WL_COMMIT_TEXT, "%s", out.s);
	} else {
		wl_err_set(err, WL_EFAIL,
			"'%s' and '%s' have no commit in common", revisions[0],
			revisions[1]);
		rc = wl_err_hint(err,
			"compare them as they are with '%s..%s'; in a shallow "
			"clone `git fetch --unshallow` gets what is missing",
			revisions[0], revisions[1]);
	}
	wl_buf_release(&out);
	return rc;
}
