/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/repo_internal.h" /* first: git2.h names a field "ctime" */

/* NULL: it cannot be read, or not by libgit2. */
static git_index *open_index(const struct wl_repo *repo)
{
	struct wl_repo_cache *cache = repo->cache;

	if (!cache->asked && git2.repository_index(&cache->index, repo->git))
		cache->index = NULL;
	cache->asked = true;
	return cache->index;
}

/* What a commit has at a path; NULL if that is not a file. */
static const git_oid *file_of(
	const struct wl_repo *repo, const char *commit, const char *path)
{
	const git_tree_entry *entry;
	git_filemode_t mode;
	struct wl_err none;

	if (wl_repo_find(repo, commit, path, &entry, &none))
		return NULL;
	mode = git2.tree_entry_filemode(entry);
	return mode == GIT_FILEMODE_BLOB || mode == GIT_FILEMODE_BLOB_EXECUTABLE
		       ? git2.tree_entry_id(entry)
		       : NULL;
}

bool wl_repo_staged(
	const struct wl_repo *repo, const char *commit, const char *path)
{
	git_index *index = open_index(repo);
	const git_oid *file = index ? file_of(repo, commit, path) : NULL;
	struct wl_buf full = WL_BUF_INIT;
	const git_index_entry *entry;

	if (!file)
		return false;
	wl_buf_addf(&full, "%s%s", repo->prefix, path);
	entry = git2.index_get_bypath(index, full.s, 0);
	wl_buf_release(&full);
	return entry && git2.oid_equal(&entry->id, file);
}

bool wl_repo_holds(const struct wl_repo *repo, const char *commit,
	const char *path, const struct wl_buf *bytes)
{
	const git_oid *file = file_of(repo, commit, path);
	git_oid oid;

	return file &&
	       !git2.odb_hash(&oid, bytes->s, bytes->n, GIT_OBJECT_BLOB) &&
	       git2.oid_equal(&oid, file);
}
