/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/repo_internal.h" /* first: git2.h names a field "ctime" */

#include <pthread.h>
#include <sys/stat.h>

#include "base/path.h"
#include "store/git.h"
#include "store/repo_error.h"

/*
 * libgit2 1.5 says that 'safe.directory' was not found, where no such key is
 * set at all, instead of naming the foreign owner.
 */
static bool is_foreign(int failed)
{
	return failed == GIT_EOWNER ||
	       (failed && strstr(wl_git2_reason(), "safe.directory"));
}

static int open_error(int failed, const char *root, struct wl_err *err)
{
	static const char extension[] = "unsupported extension name ";
	const char *why = wl_git2_reason();

	if (is_foreign(failed))
		return wl_repo_foreign(err, root);
	if (wl_starts(why, extension))
		return wl_repo_unsupported(err, root, why + strlen(extension));
	if (failed == GIT_ENOTFOUND && strstr(why, "could not find repository"))
		return wl_repo_none(err, root);
	wl_err_set(err, WL_EFAIL, "cannot open the git repository of '%s': %s",
		root, why);
	return wl_err_hint(err, "`git -C '%s' status` may say more", root);
}

/* Did git start us, as a hook or as an alias? */
static bool under_git(void)
{
	return (getenv("GIT_DIR") || getenv("GIT_INDEX_FILE")) &&
	       !getenv("GIT_WORK_TREE") && !getenv("GIT_COMMON_DIR");
}

/* The place inside the working tree; NULL if it is not in it. */
static char *find_prefix(git_repository *git, const char *root)
{
	const char *top = git2.repository_workdir(git);
	struct wl_buf path = WL_BUF_INIT;

	wl_buf_adds(&path, root);
	if (path.s[path.n - 1] != '/')
		wl_buf_addc(&path, '/');
	if (!top || !wl_starts(path.s, top)) {
		wl_buf_release(&path);
		return NULL;
	}
	wl_buf_splice(&path, 0, strlen(top), "", 0);
	return wl_buf_detach(&path);
}

/* Open by git's variables; NULL if that is not the place's repository. */
static git_repository *open_under_git(const char *root)
{
	const char *from = getenv("GIT_DIR") ? NULL : root;
	git_repository *git = NULL;
	char *prefix;

	if (git2.repository_open_ext(
		    &git, from, GIT_REPOSITORY_OPEN_FROM_ENV, NULL))
		return NULL;
	prefix = find_prefix(git, root);
	if (!prefix) {
		git2.repository_free(git);
		return NULL;
	}
	free(prefix);
	return git;
}

/*
 * libgit2 knows neither GIT_CONFIG_GLOBAL nor a safe.directory of '*': what
 * git takes by these, it is made to take too.
 */
static int open_trusted(git_repository **out, const char *root)
{
	static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;
	int failed;

	pthread_mutex_lock(&mutex);
	git2.libgit2_opts(GIT_OPT_SET_OWNER_VALIDATION, 0);
	failed = git2.repository_open_ext(out, root, 0, NULL);
	git2.libgit2_opts(GIT_OPT_SET_OWNER_VALIDATION, 1);
	pthread_mutex_unlock(&mutex);
	return failed;
}

static _Atomic bool wanted; /* has anybody asked for it? */

static int open_git(git_repository **out, const char *root, struct wl_err *err)
{
	int failed, code = wl_git2_load(err);

	wanted = true;
	if (code)
		return code;
	*out = under_git() ? open_under_git(root) : NULL;
	if (*out)
		return 0;
	failed = git2.repository_open_ext(out, root, 0, NULL);
	if (is_foreign(failed) && wl_git_trusts(root))
		failed = open_trusted(out, root);
	return failed ? open_error(failed, root, err) : 0;
}

int wl_repo_open(
	struct wl_repo **out, const struct wl_place *place, struct wl_err *err)
{
	struct wl_repo *repo;
	git_repository *git;
	int code = open_git(&git, place->root, err);

	if (code)
		return code;
	repo = wl_alloc(sizeof(*repo));
	repo->git = git;
	repo->cache = wl_alloc(sizeof(*repo->cache));
	repo->prefix = find_prefix(git, place->root);
	if (!repo->prefix && place->recorded)
		repo->prefix = wl_strdup("");
	if (repo->prefix) {
		*out = repo;
		return 0;
	}
	code = git2.repository_is_bare(git)
		       ? wl_repo_bare(err, git2.repository_path(git))
		       : wl_repo_outside(err, place->root,
				 git2.repository_workdir(git));
	wl_repo_free(repo);
	return code;
}

int wl_repo_wanted(struct wl_err *err)
{
	return wanted ? wl_git2_failed(err) : 0;
}

static void forget_folder(struct wl_repo_cache *cache)
{
	git2.tree_free(cache->tree);
	cache->tree = NULL;
	free(cache->folder);
	cache->folder = NULL;
}

void wl_repo_free(struct wl_repo *repo)
{
	if (!repo)
		return;
	forget_folder(repo->cache);
	git2.index_free(repo->cache->index);
	free(repo->cache);
	free(repo->prefix);
	git2.repository_free(repo->git);
	free(repo);
}

const char *wl_repo_prefix(const struct wl_repo *repo)
{
	return repo->prefix;
}

const char *wl_repo_workdir(const struct wl_repo *repo)
{
	return git2.repository_workdir(repo->git);
}

const char *wl_repo_commondir(const struct wl_repo *repo)
{
	return git2.repository_commondir(repo->git);
}

const char *wl_repo_gitdir(const struct wl_repo *repo)
{
	return git2.repository_path(repo->git);
}

bool wl_repo_is_shallow(const struct wl_repo *repo)
{
	struct wl_buf path = WL_BUF_INIT;
	struct stat st;
	bool shallow;

	/* libgit2 looks in the folder of a worktree, where it never is */
	wl_buf_addf(&path, "%sshallow", wl_repo_commondir(repo));
	shallow = !stat(path.s, &st) && st.st_size;
	wl_buf_release(&path);
	return shallow;
}

/* What git may be in the middle of, and the command that ends it. */
static const struct {
	int state;
	const char *name, *command;
} busy[] = {
	{ GIT_REPOSITORY_STATE_MERGE, "merge", "merge" },
	{ GIT_REPOSITORY_STATE_REVERT, "revert", "revert" },
	{ GIT_REPOSITORY_STATE_REVERT_SEQUENCE, "revert", "revert" },
	{ GIT_REPOSITORY_STATE_CHERRYPICK, "cherry-pick", "cherry-pick" },
	{ GIT_REPOSITORY_STATE_CHERRYPICK_SEQUENCE, "cherry-pick",
		"cherry-pick" },
	{ GIT_REPOSITORY_STATE_REBASE, "rebase", "rebase" },
	{ GIT_REPOSITORY_STATE_REBASE_INTERACTIVE, "rebase", "rebase" },
	{ GIT_REPOSITORY_STATE_REBASE_MERGE, "rebase", "rebase" },
	{ GIT_REPOSITORY_STATE_APPLY_MAILBOX, "git am", "am" },
	{ GIT_REPOSITORY_STATE_APPLY_MAILBOX_OR_REBASE, "rebase or git am",
		"rebase" },
};

int wl_repo_check_idle(const struct wl_repo *repo, struct wl_err *err)
{
	int state = git2.repository_state(repo->git);

	for (size_t i = 0; i < WL_LEN(busy); i++) {
		if (busy[i].state != state)
			continue;
		wl_err_set(err, WL_EFAIL,
			"a %s is in progress in '%s': its commit would take "
			"in this change",
			busy[i].name, wl_repo_workdir(repo));
		wl_err_hint(err,
			"end it first: `git %s --continue` or `git %s --abort`",
			busy[i].command, busy[i].command);
		return WL_EFAIL;
	}
	return 0;
}

/* Why libgit2 could not find a revision. */
static enum wl_repo_missing missing(const struct wl_repo *repo, int failed)
{
	if (failed == GIT_EAMBIGUOUS)
		return WL_REPO_AMBIGUOUS;
	if (git2.repository_head_unborn(repo->git) == 1)
		return WL_REPO_UNBORN;
	return failed == GIT_ENOTFOUND && wl_repo_is_shallow(repo)
		       ? WL_REPO_SHALLOW
		       : WL_REPO_UNKNOWN;
}

int wl_repo_resolve(const struct wl_repo *repo, const char *revision,
	char commit[WL_COMMIT_TEXT], struct wl_err *err)
{
	git_object *object = NULL, *peeled = NULL;
	int failed = git2.revparse_single(&object, repo->git, revision);
	int code = 0;

	if (failed)
		return wl_repo_no_revision(
			err, missing(repo, failed), revision);
	failed = git2.object_peel(&peeled, object, GIT_OBJECT_COMMIT);
	if (failed) {
		code = wl_err_set(err, WL_EFAIL,
			"revision '%s' is not a commit but a %s", revision,
			git2.object_type2string(git2.object_type(object)));
		wl_err_hint(err, "give a commit, branch or tag");
	} else {
		git2.oid_tostr(commit, WL_COMMIT_TEXT, git2.object_id(peeled));
	}
	git2.object_free(peeled);
	git2.object_free(object);
	return code;
}

int wl_repo_head(const struct wl_repo *repo, char commit[WL_COMMIT_TEXT],
	struct wl_err *err)
{
	if (git2.repository_head_unborn(repo->git) == 1) {
		commit[0] = '\0';
		return 0;
	}
	return wl_repo_resolve(repo, "HEAD", commit, err);
}

int wl_repo_unreadable(const char *what, const char *commit, struct wl_err *err)
{
	wl_err_set(err, WL_EFAIL, "cannot read '%s' of revision %.10s: %s",
		*what ? what : ".", commit, wl_git2_reason());
	return wl_err_hint(err,
		"`git fsck` says what is missing; in a partial clone "
		"`git fetch --refetch --no-filter` gets it");
}

/* The top of a commit. */
static int commit_tree(
	const struct wl_repo *repo, const char *text, git_tree **out)
{
	git_commit *commit = NULL;
	git_oid oid;
	int failed = git2.oid_fromstr(&oid, text);

	if (!failed)
		failed = git2.commit_lookup(&commit, repo->git, &oid);
	if (!failed)
		failed = git2.commit_tree(out, commit);
	git2.commit_free(commit);
	return failed;
}

/* Was it an object that is missing, rather than a name? */
static bool object_is_missing(void)
{
	const git_error *last = git2.error_last();

	return last && last->klass == GIT_ERROR_ODB;
}

int wl_repo_descend(
	const struct wl_repo *repo, git_tree **tree, const char *folder)
{
	git_tree_entry *entry = NULL;
	git_tree *below = NULL;
	int failed;

	if (!*folder)
		return 0;
	git2.error_clear();
	failed = git2.tree_entry_bypath(&entry, *tree, folder);
	if (!failed && git2.tree_entry_type(entry) != GIT_OBJECT_TREE)
		failed = GIT_ENOTFOUND;
	else if (!failed)
		failed = git2.tree_lookup(
			&below, repo->git, git2.tree_entry_id(entry));
	git2.tree_entry_free(entry);
	git2.tree_free(*tree);
	*tree = below;
	if (failed == GIT_ENOTFOUND && !object_is_missing())
		return WL_ENOTFOUND;
	return failed ? WL_EFAIL : 0;
}

/*
 * Find a folder by its path in the repository, without a slash at its end.
 * *tree belongs to the cache.  WL_ENOTFOUND without a message if there is
 * none.
 */
static int find_folder(const struct wl_repo *repo, const char *commit,
	const char *folder, git_tree **tree, struct wl_err *err)
{
	struct wl_repo_cache *cache = repo->cache;
	int failed;

	if (cache->tree && wl_streq(cache->commit, commit) &&
		wl_streq(cache->folder, folder)) {
		*tree = cache->tree;
		return 0;
	}
	forget_folder(cache);
	if (commit_tree(repo, commit, &cache->tree))
		return wl_repo_unreadable("", commit, err);
	failed = wl_repo_descend(repo, &cache->tree, folder);
	if (failed == WL_ENOTFOUND)
		return failed;
	if (failed)
		return wl_repo_unreadable(folder, commit, err);
	snprintf(cache->commit, sizeof(cache->commit), "%s", commit);
	cache->folder = wl_strdup(folder);
	*tree = cache->tree;
	return 0;
}

/* A path of the programme cut into folder and name, in the repository. */
static char *full_path(const struct wl_repo *repo, const char *path)
{
	struct wl_buf full = WL_BUF_INIT;

	wl_buf_addf(&full, "%s%s", repo->prefix, path);
	while (full.n && full.s[full.n - 1] == '/')
		wl_buf_cut(&full, full.n - 1);
	return wl_buf_detach(&full);
}

struct listing {
	struct wl_strv *out;
	const char *folder, *ending;
};

static int list_entry(const char *root, const git_tree_entry *entry, void *to)
{
	const struct listing *listing = to;
	const char *name = git2.tree_entry_name(entry);
	git_filemode_t mode = git2.tree_entry_filemode(entry);
	struct wl_buf path = WL_BUF_INIT;

	if (name[0] == '.')
		return 1; /* and nothing below it */
	if ((mode != GIT_FILEMODE_BLOB &&
		    mode != GIT_FILEMODE_BLOB_EXECUTABLE &&
		    mode != GIT_FILEMODE_LINK) || /* reading it is refused */
		!wl_ends(name, listing->ending))
		return 0;
	wl_buf_addf(&path, "%s%s%s%s", listing->folder,
		*listing->folder ? "/" : "", root, name);
	wl_strv_take(listing->out, wl_buf_detach(&path));
	return 0;
}

int wl_repo_list(const struct wl_repo *repo, const char *commit,
	const char *folder, const char *ending, struct wl_strv *out,
	struct wl_err *err)
{
	struct wl_strv found = { 0 };
	struct listing listing = { &found, folder, ending };
	char *full = full_path(repo, folder);
	git_tree *tree;
	int code = find_folder(repo, commit, full, &tree, err);

	free(full);
	if (code)
		return code == WL_ENOTFOUND ? 0 : code;
	/* A tree is ordered as the bytes of its paths are */
	if (git2.tree_walk(tree, GIT_TREEWALK_PRE, list_entry, &listing))
		code = wl_repo_unreadable(folder, commit, err);
	for (size_t i = 0; i < found.n && !code; i++)
		wl_strv_take(out, found.v[i]);
	if (!code)
		found.n = 0;
	wl_strv_release(&found);
	return code;
}

/* The content of a blob; the code is 0, or WL_EFAIL without a message. */
static int read_blob(const struct wl_repo *repo, const git_oid *oid, size_t max,
	struct wl_buf *out, bool *large)
{
	git_blob *blob = NULL;
	size_t n;

	if (git2.blob_lookup(&blob, repo->git, oid))
		return WL_EFAIL;
	n = (size_t)git2.blob_rawsize(blob);
	*large = n > max;
	if (!*large) {
		wl_buf_clear(out);
		wl_buf_add(out, git2.blob_rawcontent(blob), n);
	}
	git2.blob_free(blob);
	return 0;
}

int wl_repo_find(const struct wl_repo *repo, const char *commit,
	const char *path, const git_tree_entry **entry, struct wl_err *err)
{
	char *full = full_path(repo, path), *slash = strrchr(full, '/');
	const char *name = slash ? slash + 1 : full;
	git_tree *tree;
	int code;

	if (slash)
		*slash = '\0';
	code = find_folder(repo, commit, slash ? full : "", &tree, err);
	*entry = code ? NULL : git2.tree_entry_byname(tree, name);
	free(full);
	if (code && code != WL_ENOTFOUND)
		return code;
	return *entry ? 0 : wl_repo_absent(path, commit, err);
}

int wl_repo_read(const struct wl_repo *repo, const char *commit,
	const char *path, size_t max, struct wl_buf *out, struct wl_err *err)
{
	const git_tree_entry *entry;
	int code = wl_repo_find(repo, commit, path, &entry, err);
	git_filemode_t mode;
	bool large = false;

	if (code)
		return code;
	mode = git2.tree_entry_filemode(entry);
	if (mode != GIT_FILEMODE_BLOB && mode != GIT_FILEMODE_BLOB_EXECUTABLE)
		return wl_err_at(err, path, 0, 0,
			"is a link or folder, not a file, in revision %.10s",
			commit);
	if (read_blob(repo, git2.tree_entry_id(entry), max, out, &large))
		return wl_repo_unreadable(path, commit, err);
	if (large)
		return wl_err_at(err, path, 0, 0,
			"the file is larger than %zu bytes in revision %.10s",
			max, commit);
	return 0;
}

bool wl_repo_has(
	const struct wl_repo *repo, const char *commit, const char *path)
{
	const git_tree_entry *entry;

	return !wl_repo_find(repo, commit, path, &entry, NULL);
}

/* Edits */

int wl_repo_edit_read(
	const struct wl_repo_edit *edit, bool before, struct wl_buf *out)
{
	const git_diff_delta *delta = edit->delta;
	bool large = false;
	int code = read_blob(edit->repo,
		before ? &delta->old_file.id : &delta->new_file.id, WL_EDIT_MAX,
		out, &large);

	return code || large ? WL_EFAIL : 0;
}

static bool see_deltas(git_diff *diff, struct wl_repo_edit *edit,
	const struct wl_repo_watch *w)
{
	size_t n = strlen(edit->repo->prefix);
	bool on = true;

	for (size_t i = 0; on && i < git2.diff_num_deltas(diff); i++) {
		const git_diff_delta *delta = git2.diff_get_delta(diff, i);

		if (delta->status == GIT_DELTA_DELETED)
			continue;
		edit->delta = delta;
		edit->path = delta->new_file.path + n;
		edit->added = delta->status == GIT_DELTA_ADDED;
		on = w->see(w->context, edit);
	}
	return on;
}

static int see_commit(const struct wl_repo *repo, git_commit *commit,
	const struct wl_repo_watch *w, bool *on)
{
	int64_t author = git2.commit_author(commit)->when.time;
	struct wl_repo_edit edit = { .repo = repo,
		.moment = git2.commit_time(commit) };
	git_diff_options options = GIT_DIFF_OPTIONS_INIT;
	git_commit *parent = NULL;
	git_tree *trees[2] = { NULL, NULL };
	git_diff *diff = NULL;
	char *folder = full_path(repo, w->folder);
	int failed;

	edit.moment = author < edit.moment ? author : edit.moment;
	options.flags |= GIT_DIFF_DISABLE_PATHSPEC_MATCH;
	options.pathspec = (git_strarray){ &folder, 1 };
	failed = git2.commit_parent(&parent, commit, 0) ||
		 git2.commit_tree(&trees[0], parent) ||
		 git2.commit_tree(&trees[1], commit) ||
		 git2.diff_tree_to_tree(
			 &diff, repo->git, trees[0], trees[1], &options);
	if (!failed)
		*on = see_deltas(diff, &edit, w);
	git2.diff_free(diff);
	git2.tree_free(trees[0]);
	git2.tree_free(trees[1]);
	git2.commit_free(parent);
	free(folder);
	return failed;
}

int wl_repo_edits(const struct wl_repo *repo, const char *commit,
	const struct wl_repo_watch *watch, struct wl_err *err)
{
	git_revwalk *walk = NULL;
	git_commit *one = NULL;
	bool on = true;
	git_oid oid;
	int failed = git2.oid_fromstr(&oid, commit) ||
		     git2.revwalk_new(&walk, repo->git) ||
		     git2.revwalk_push(walk, &oid) ||
		     git2.revwalk_sorting(
			     walk, GIT_SORT_TOPOLOGICAL | GIT_SORT_TIME);

	while (!failed && on && !(failed = git2.revwalk_next(&oid, walk))) {
		failed = git2.commit_lookup(&one, repo->git, &oid);
		if (!failed && git2.commit_parentcount(one) == 1)
			failed = see_commit(repo, one, watch, &on);
		git2.commit_free(one);
		one = NULL;
	}
	git2.revwalk_free(walk);
	return failed && failed != GIT_ITEROVER
		       ? wl_repo_unreadable("", commit, err)
		       : 0;
}
