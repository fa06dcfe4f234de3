/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * libgit2, loaded when a repository is first opened: it and what hangs on it
 * (TLS, Kerberos, SSH) take longer to load than a short command takes to run.
 * The program is not linked with it, so that a function which is not in the
 * list cannot be called.  Only for repo_internal.h.
 */
#ifndef WL_STORE_GIT2_LOAD_H
#define WL_STORE_GIT2_LOAD_H

#include <git2.h> /* before base.h: it names a field "ctime" */

#include "base/err.h"

/* What is used of libgit2, without its "git_". */
#define WL_GIT2(X)                                                             \
	X(blob_free)                                                           \
	X(blob_lookup)                                                         \
	X(blob_rawcontent)                                                     \
	X(blob_rawsize)                                                        \
	X(commit_author)                                                       \
	X(commit_free)                                                         \
	X(commit_id)                                                           \
	X(commit_lookup)                                                       \
	X(commit_message)                                                      \
	X(commit_parent)                                                       \
	X(commit_parent_id)                                                    \
	X(commit_parentcount)                                                  \
	X(commit_summary)                                                      \
	X(commit_time)                                                         \
	X(commit_tree)                                                         \
	X(commit_tree_id)                                                      \
	X(diff_free)                                                           \
	X(diff_get_delta)                                                      \
	X(diff_num_deltas)                                                     \
	X(diff_tree_to_tree)                                                   \
	X(error_clear)                                                         \
	X(error_last)                                                          \
	X(index_free)                                                          \
	X(index_get_bypath)                                                    \
	X(libgit2_init)                                                        \
	X(libgit2_opts)                                                        \
	X(merge_base)                                                          \
	X(object_free)                                                         \
	X(object_id)                                                           \
	X(object_peel)                                                         \
	X(object_type)                                                         \
	X(object_type2string)                                                  \
	X(odb_hash)                                                            \
	X(oid_equal)                                                           \
	X(oid_fromstr)                                                         \
	X(oid_tostr)                                                           \
	X(repository_commondir)                                                \
	X(repository_free)                                                     \
	X(repository_head_unborn)                                              \
	X(repository_index)                                                    \
	X(repository_is_bare)                                                  \
	X(repository_open_ext)                                                 \
	X(repository_path)                                                     \
	X(repository_state)                                                    \
	X(repository_workdir)                                                  \
	X(revparse_single)                                                     \
	X(revwalk_free)                                                        \
	X(revwalk_new)                                                         \
	X(revwalk_next)                                                        \
	X(revwalk_push)                                                        \
	X(revwalk_sorting)                                                     \
	X(tree_entry_byindex)                                                  \
	X(tree_entry_byname)                                                   \
	X(tree_entry_bypath)                                                   \
	X(tree_entry_cmp)                                                      \
	X(tree_entry_filemode)                                                 \
	X(tree_entry_free)                                                     \
	X(tree_entry_id)                                                       \
	X(tree_entry_name)                                                     \
	X(tree_entry_type)                                                     \
	X(tree_free)                                                           \
	X(tree_id)                                                             \
	X(tree_lookup)                                                         \
	X(tree_walk)

/* git2.commit_free(commit) is git_commit_free(commit). */
struct wl_git2 {
#define WL_GIT2_MEMBER(name) __typeof__(git_##name) *name;
	WL_GIT2(WL_GIT2_MEMBER)
#undef WL_GIT2_MEMBER
};

/* Filled in by wl_git2_load. */
extern struct wl_git2 git2;

/*
 * Load and start libgit2, once in a process and from any thread.  The library
 * is the one whose headers were compiled with, found as ld.so(8) finds it.
 * WL_EFAIL with what to install if it is not there.
 */
int wl_git2_load(struct wl_err *err);
/* The same without loading it: 0 as long as nobody has tried. */
int wl_git2_failed(struct wl_err *err);
/* Why its last call failed. */
const char *wl_git2_reason(void);

#endif
