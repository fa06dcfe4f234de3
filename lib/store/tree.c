/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/tree.h"

#include <pthread.h>

#include "base/file.h"
#include "store/layout.h"
#include "text/front.h"

/* A repository handle of one thread at a time, kept for the next one. */
struct handle {
	struct wl_repo *repo;
	struct handle *next;
};

struct wl_tree {
	const struct wl_place *place;
	char revision[WL_COMMIT_TEXT]; /* "worktree": not a revision */
	bool recorded;
	pthread_mutex_t mutex; /* for `idle` */
	struct handle *idle;
};

/* Take a handle that no thread uses, or open one more. */
static int acquire(
	struct wl_tree *tree, struct handle **out, struct wl_err *err)
{
	struct handle *handle;
	struct wl_repo *repo;
	int code;

	pthread_mutex_lock(&tree->mutex);
	handle = tree->idle;
	if (handle)
		tree->idle = handle->next;
	pthread_mutex_unlock(&tree->mutex);
	if (!handle) {
		code = wl_repo_open(&repo, tree->place, err);
		if (code)
			return code;
		handle = wl_alloc(sizeof(*handle));
		handle->repo = repo;
	}
	*out = handle;
	return 0;
}

static void give_back(struct wl_tree *tree, struct handle *handle)
{
	pthread_mutex_lock(&tree->mutex);
	handle->next = tree->idle;
	tree->idle = handle;
	pthread_mutex_unlock(&tree->mutex);
}

int wl_tree_open(struct wl_tree **out, const struct wl_place *place,
	const char *revision, struct wl_err *err)
{
	struct wl_tree *tree = wl_alloc(sizeof(*tree));
	struct handle *handle;
	int code = 0;

	tree->place = place;
	tree->recorded = revision;
	snprintf(tree->revision, sizeof(tree->revision), "worktree");
	pthread_mutex_init(&tree->mutex, NULL);
	if (revision)
		code = acquire(tree, &handle, err);
	if (revision && !code) {
		code = wl_repo_resolve(
			handle->repo, revision, tree->revision, err);
		give_back(tree, handle);
	}
	if (code)
		wl_tree_free(tree);
	else
		*out = tree;
	return code;
}

void wl_tree_free(struct wl_tree *tree)
{
	struct handle *next;

	if (!tree)
		return;
	for (struct handle *h = tree->idle; h; h = next) {
		next = h->next;
		wl_repo_free(h->repo);
		free(h);
	}
	pthread_mutex_destroy(&tree->mutex);
	free(tree);
}

const char *wl_tree_revision(const struct wl_tree *tree)
{
	return tree->revision;
}

const struct wl_place *wl_tree_place(const struct wl_tree *tree)
{
	return tree->recorded ? NULL : tree->place;
}

int wl_tree_list(struct wl_tree *tree, const char *folder, const char *ending,
	struct wl_strv *out, struct wl_err *err)
{
	struct handle *handle;
	int code;

	if (!tree->recorded)
		return wl_file_list(out, tree->place->dir, folder, ending, err);
	code = acquire(tree, &handle, err);
	if (code)
		return code;
	code = wl_repo_list(
		handle->repo, tree->revision, folder, ending, out, err);
	give_back(tree, handle);
	return code;
}

/* Unpacking an object takes thrice as long as reading and hashing a file. */
static bool read_unchanged(const struct wl_tree *tree,
	const struct wl_repo *repo, const char *path, size_t max,
	struct wl_buf *out)
{
	struct wl_err none;

	return wl_repo_staged(repo, tree->revision, path) &&
	       !wl_file_read(out, tree->place->dir, path, max, &none) &&
	       wl_repo_holds(repo, tree->revision, path, out);
}

bool wl_tree_unchanged(
	struct wl_tree *tree, const char *path, size_t max, struct wl_buf *out)
{
	struct handle *handle;
	struct wl_err none;
	bool unchanged;

	if (!tree->recorded || acquire(tree, &handle, &none))
		return false;
	unchanged = read_unchanged(tree, handle->repo, path, max, out);
	give_back(tree, handle);
	return unchanged;
}

int wl_tree_read(struct wl_tree *tree, const char *path, size_t max,
	struct wl_buf *out, struct wl_err *err)
{
	struct handle *handle;
	int code;

	if (!tree->recorded)
		return wl_file_read(out, tree->place->dir, path, max, err);
	code = acquire(tree, &handle, err);
	if (code)
		return code;
	if (!read_unchanged(tree, handle->repo, path, max, out))
		code = wl_repo_read(
			handle->repo, tree->revision, path, max, out, err);
	give_back(tree, handle);
	return code;
}

/* Finding */

static int not_recorded(
	struct wl_err *err, const char *folder, const char *revision)
{
	static const char none[] =
		"not a winloss programme: no '" WL_PROGRAMME_FILE "'";

	if (folder)
		wl_err_set(err, WL_ENOTFOUND,
			"%s in '%s' or above in revision '%s'", none, folder,
			revision);
	else
		wl_err_set(err, WL_ENOTFOUND, "%s at the top of revision '%s'",
			none, revision);
	wl_err_hint(err,
		"choose a revision that has one, or, in a clone, its folder: "
		"`git ls-tree -r --name-only '%s'` lists the files",
		revision);
	return WL_ENOTFOUND;
}

/* A folder of the search; none is left to look at once *top is set. */
static int look_at(const struct wl_place *at, const char *start,
	const char *revision, bool *top, struct wl_err *err)
{
	struct wl_buf file = WL_BUF_INIT;
	struct wl_tree *tree;
	int code = wl_tree_open(&tree, at, revision, err);

	if (code) {
		*top = true;
		return code;
	}
	*top = !*wl_repo_prefix(tree->idle->repo);
	code = wl_tree_read(tree, WL_PROGRAMME_FILE, WL_YAML_MAX, &file, err);
	if (code == WL_ENOTFOUND)
		not_recorded(err,
			*top && wl_streq(at->root, start) ? NULL : start,
			revision);
	wl_buf_release(&file);
	wl_tree_free(tree);
	return code;
}

static int find_recorded(struct wl_place *out, const char *from,
	const char *revision, struct wl_err *err)
{
	struct wl_place at;
	char *start;
	bool top;
	int code = wl_place_at(&at, from, err);

	if (code)
		return code;
	at.recorded = true;
	start = wl_strdup(at.root);
	do
		code = look_at(&at, start, revision, &top, err);
	while (code == WL_ENOTFOUND && !top && wl_place_up(&at));
	if (code)
		wl_place_release(&at);
	else
		*out = at;
	free(start);
	return code;
}

int wl_tree_find(struct wl_place *out, const char *from, const char *revision,
	struct wl_err *err)
{
	struct wl_place head;
	struct wl_err none;
	int code = wl_place_find(out, from, err);

	if (!code || code == WL_EUNREADABLE)
		return code;
	if (revision)
		return find_recorded(out, from, revision, err);
	if (find_recorded(&head, from, "HEAD", &none))
		return code;
	wl_place_release(&head);
	if (!err)
		return code;
	wl_err_hint(err,
		"%s, or read what is recorded: --rev HEAD, --compare A..HEAD",
		code == WL_ENOTFOUND ? "check its files out" : err->hint);
	return code;
}
