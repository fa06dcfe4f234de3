/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/repo_internal.h" /* first: git2.h names a field "ctime" */

#include "store/commits.h"

#include <fcntl.h>
#include <unistd.h>

#include "base/file.h"
#include "base/map.h"

#define SHALLOW_MAX ((size_t)64 * 1024 * 1024)

/* The commits whose parents a shallow clone does not have. */
struct shallow {
	struct wl_buf text; /* owns the ids */
	struct wl_map ids;
};

static int shallow_read(
	struct shallow *shallow, const struct wl_repo *repo, struct wl_err *err)
{
	char *line;
	int dir, code;

	wl_buf_init(&shallow->text);
	wl_map_init(&shallow->ids);
	if (!wl_repo_is_shallow(repo))
		return 0;
	code = wl_dir_open(&dir, wl_repo_commondir(repo), err);
	if (code)
		return code;
	code = wl_file_read(&shallow->text, dir, "shallow", SHALLOW_MAX, err);
	close(dir);
	if (code)
		return code;
	line = shallow->text.s;
	while (*line) {
		char *end = line + strcspn(line, "\n");
		char *next = end + (*end != '\0');

		*end = '\0';
		wl_map_put(&shallow->ids, line, line);
		line = next;
	}
	return 0;
}

static void shallow_release(struct shallow *shallow)
{
	wl_map_release(&shallow->ids);
	wl_buf_release(&shallow->text);
}

/* One commit */

static const char *kept(struct wl_arena *arena, const char *s)
{
	return s ? wl_arena_strdup(arena, s) : "";
}

static void fill(struct wl_commit *out, struct wl_arena *arena, git_commit *git,
	const struct shallow *shallow)
{
	const git_signature *author = git2.commit_author(git);
	unsigned n = git2.commit_parentcount(git);

	memset(out, 0, sizeof(*out));
	git2.oid_tostr(out->id, WL_COMMIT_TEXT, git2.commit_id(git));
	out->parents.v = wl_arena_alloc(arena, (n + 1) * sizeof(char *));
	for (unsigned i = 0; i < n; i++) {
		char *id = wl_arena_alloc(arena, WL_COMMIT_TEXT);

		git2.oid_tostr(
			id, WL_COMMIT_TEXT, git2.commit_parent_id(git, i));
		out->parents.v[out->parents.n++] = id;
	}
	out->name = kept(arena, author ? author->name : NULL);
	out->email = kept(arena, author ? author->email : NULL);
	if (author)
		out->when = (struct wl_time){ .utc = author->when.time,
			.offset = author->when.offset,
			.set = true };
	out->subject = kept(arena, git2.commit_summary(git));
	out->message = kept(arena, git2.commit_message(git));
	out->cut = wl_map_get(&shallow->ids, out->id) != NULL;
}

static git_commit *look_up(const struct wl_repo *repo, const char *id)
{
	git_commit *git = NULL;
	git_oid oid;

	if (git2.oid_fromstr(&oid, id) ||
		git2.commit_lookup(&git, repo->git, &oid))
		return NULL;
	return git;
}

int wl_repo_commit(const struct wl_repo *repo, const char *revision,
	struct wl_arena *arena, struct wl_commit *out, struct wl_err *err)
{
	struct shallow shallow;
	git_commit *git = NULL;
	char id[WL_COMMIT_TEXT];
	int code;

	code = shallow_read(&shallow, repo, err);
	if (!code)
		code = wl_repo_resolve(repo, revision, id, err);
	if (!code) {
		git = look_up(repo, id);
		if (git)
			fill(out, arena, git, &shallow);
		else
			code = wl_repo_unreadable("", id, err);
	}
	git2.commit_free(git);
	shallow_release(&shallow);
	return code;
}

/* What differs */

struct differ {
	git_repository *git;
	const struct wl_list *wanted; /* as wl_walk.paths */
	struct wl_strv *out;
	struct wl_buf path; /* of the folder, with a slash at its end */
};

/* Is the path, or (a folder, with its slash) something below it, wanted? */
static bool is_wanted(const struct differ *differ, bool folder)
{
	const struct wl_list *wanted = differ->wanted;
	const char *path = differ->path.s;

	for (size_t i = 0; wanted && i < wanted->n; i++) {
		const char *one = wanted->v[i];

		if (wl_streq(path, one) || (folder && wl_starts(one, path)) ||
			(wl_ends(one, "/") && wl_starts(path, one)))
			return true;
	}
	return !wanted || !wanted->n;
}

static int differ_trees(
	struct differ *differ, const git_oid *a, const git_oid *b);

static const git_oid *entry_oid(const git_tree_entry *entry)
{
	return entry ? git2.tree_entry_id(entry) : NULL;
}

/* Entries of one name, either of which may be NULL. */
static int differ_entries(
	struct differ *differ, const git_tree_entry *a, const git_tree_entry *b)
{
	const git_tree_entry *any = a ? a : b;
	bool folder = git2.tree_entry_type(any) == GIT_OBJECT_TREE;
	size_t n = differ->path.n;
	int failed = 0;

	if (a && b &&
		git2.oid_equal(git2.tree_entry_id(a), git2.tree_entry_id(b)))
		return 0;
	wl_buf_addf(&differ->path, "%s%s", git2.tree_entry_name(any),
		folder ? "/" : "");
	if (!is_wanted(differ, folder))
		;
	else if (folder)
		failed = differ_trees(differ, entry_oid(a), entry_oid(b));
	else
		wl_strv_add(differ->out, differ->path.s);
	wl_buf_cut(&differ->path, n);
	return failed;
}

static const git_tree_entry *entry_at(const git_tree *tree, size_t i)
{
	return tree ? git2.tree_entry_byindex(tree, i) : NULL;
}

/* Both have the order of git's trees: that of the paths below them. */
static int differ_lists(struct differ *differ, git_tree *const trees[2])
{
	size_t at[2] = { 0, 0 };
	int failed = 0;

	while (!failed) {
		const git_tree_entry *a = entry_at(trees[0], at[0]);
		const git_tree_entry *b = entry_at(trees[1], at[1]);
		int order = a && b ? git2.tree_entry_cmp(a, b) : a ? -1 : 1;

		if (!a && !b)
			break;
		failed = differ_entries(
			differ, order <= 0 ? a : NULL, order >= 0 ? b : NULL);
		at[0] += order <= 0;
		at[1] += order >= 0;
	}
	return failed;
}

/* Two trees; NULL is the empty one. */
static int differ_trees(
	struct differ *differ, const git_oid *a, const git_oid *b)
{
	git_tree *trees[2] = { NULL, NULL };
	int failed = 0;

	if (a && b && git2.oid_equal(a, b))
		return 0;
	if (a)
		failed = git2.tree_lookup(&trees[0], differ->git, a);
	if (b && !failed)
		failed = git2.tree_lookup(&trees[1], differ->git, b);
	if (!failed)
		failed = differ_lists(differ, trees);
	git2.tree_free(trees[0]);
	git2.tree_free(trees[1]);
	return failed;
}

/* The tree of the programme in a commit; *has is false if it has none. */
static int programme_tree(
	const struct wl_repo *repo, git_commit *git, git_oid *out, bool *has)
{
	git_tree *tree = NULL;
	char *folder;
	int code;

	*has = true;
	if (!*repo->prefix) {
		*out = *git2.commit_tree_id(git);
		return 0;
	}
	if (git2.commit_tree(&tree, git))
		return WL_EFAIL;
	folder = wl_strndup(repo->prefix, strlen(repo->prefix) - 1);
	code = wl_repo_descend(repo, &tree, folder);
	*has = !code;
	if (!code)
		*out = *git2.tree_id(tree);
	git2.tree_free(tree);
	free(folder);
	return code == WL_ENOTFOUND ? 0 : code;
}

static int revision_tree(const struct wl_repo *repo, const char *revision,
	git_oid *out, bool *has, struct wl_err *err)
{
	char id[WL_COMMIT_TEXT];
	git_commit *git;
	int code = wl_repo_resolve(repo, revision, id, err);

	if (code)
		return code;
	git = look_up(repo, id);
	if (!git || programme_tree(repo, git, out, has))
		code = wl_repo_unreadable("", id, err);
	git2.commit_free(git);
	return code;
}

int wl_repo_changed(const struct wl_repo *repo, const char *before,
	const char *after, struct wl_strv *paths, struct wl_err *err)
{
	struct wl_strv found = { 0 };
	struct differ differ = { repo->git, NULL, &found, WL_BUF_INIT };
	bool has[2] = { false, false };
	git_oid oids[2];
	int code = 0;

	if (before)
		code = revision_tree(repo, before, &oids[0], &has[0], err);
	if (!code)
		code = revision_tree(repo, after, &oids[1], &has[1], err);
	if (!code && differ_trees(&differ, has[0] ? &oids[0] : NULL,
			     has[1] ? &oids[1] : NULL))
		code = wl_repo_unreadable("", after, err);
	for (size_t i = 0; !code && i < found.n; i++)
		wl_strv_add(paths, found.v[i]);
	wl_buf_release(&differ.path);
	wl_strv_release(&found);
	return code;
}

/* The walk */

struct node {
	char id[WL_COMMIT_TEXT];
	int64_t time;
	size_t *parents; /* indexes of nodes */
	size_t nparents;
	size_t children; /* which have not been shown yet */
	git_oid tree;    /* of the programme */
	bool hidden, cut, looked, has_tree;
};

struct walking {
	const struct wl_repo *repo;
	const struct wl_walk *walk;
	struct wl_arena arena;
	struct shallow shallow;
	struct node **nodes;
	size_t n, cap;
	struct wl_map by_id; /* index in nodes, from 1 */
	size_t *queue;       /* a heap of those that are ready */
	size_t nqueue;
	bool over;
};

/* The node of a commit, new if it was not met yet. */
static size_t node_of(struct walking *w, const git_oid *oid, bool hidden)
{
	char id[WL_COMMIT_TEXT];
	struct node *node;
	size_t at;

	git2.oid_tostr(id, sizeof(id), oid);
	at = (size_t)(uintptr_t)wl_map_get(&w->by_id, id);
	if (at)
		return at - 1;
	node = wl_arena_alloc(&w->arena, sizeof(*node));
	memcpy(node->id, id, sizeof(id));
	node->hidden = hidden;
	node->cut = wl_map_get(&w->shallow.ids, id) != NULL;
	WL_GROW(w->nodes, w->n, w->cap);
	w->nodes[w->n++] = node;
	wl_map_put(&w->by_id, node->id, (void *)(uintptr_t)w->n);
	return w->n - 1;
}

static int node_read(struct walking *w, struct node *node, struct wl_err *err)
{
	git_commit *git = look_up(w->repo, node->id);
	unsigned n;

	if (!git)
		return wl_repo_unreadable("", node->id, err);
	n = node->cut ? 0 : git2.commit_parentcount(git);
	node->time = git2.commit_time(git);
	node->parents = wl_arena_alloc(&w->arena, (n + 1) * sizeof(size_t));
	for (unsigned i = 0; i < n; i++) {
		size_t at =
			node_of(w, git2.commit_parent_id(git, i), node->hidden);

		node->parents[node->nparents++] = at;
		w->nodes[at]->children += !node->hidden;
	}
	git2.commit_free(git);
	return 0;
}

/* Meet all that a revision reaches; what is hidden must be met first. */
static int meet(struct walking *w, const char *revision, bool hidden,
	struct wl_err *err)
{
	char id[WL_COMMIT_TEXT];
	size_t met = w->n;
	git_oid oid;
	int code = wl_repo_resolve(w->repo, revision, id, err);

	if (code)
		return code;
	git2.oid_fromstr(&oid, id);
	node_of(w, &oid, hidden);
	for (; !code && met < w->n; met++)
		code = node_read(w, w->nodes[met], err);
	return code;
}

/* Newer, or of the same second and met before. */
static bool comes_first(const struct walking *w, size_t a, size_t b)
{
	int64_t at = w->nodes[a]->time, bt = w->nodes[b]->time;

	return at != bt ? at > bt : a < b;
}

static void swap(size_t *a, size_t *b)
{
	size_t kept = *a;

	*a = *b;
	*b = kept;
}

static void push(struct walking *w, size_t node)
{
	size_t *q = w->queue, i = w->nqueue++;

	q[i] = node;
	for (; i && comes_first(w, q[i], q[(i - 1) / 2]); i = (i - 1) / 2)
		swap(&q[i], &q[(i - 1) / 2]);
}

static size_t pop(struct walking *w)
{
	size_t *q = w->queue, top = q[0], i = 0;

	q[0] = q[--w->nqueue];
	for (;;) {
		size_t first = i;

		for (size_t c = 2 * i + 1; c <= 2 * i + 2; c++)
			if (c < w->nqueue && comes_first(w, q[c], q[first]))
				first = c;
		if (first == i)
			return top;
		swap(&q[i], &q[first]);
		i = first;
	}
}

static int node_tree(struct walking *w, struct node *node)
{
	git_commit *git;
	int code = WL_EFAIL;

	if (node->looked)
		return 0;
	git = look_up(w->repo, node->id);
	if (git)
		code = programme_tree(
			w->repo, git, &node->tree, &node->has_tree);
	node->looked = !code;
	git2.commit_free(git);
	return code;
}

static int differ_nodes(struct walking *w, struct node *before,
	struct node *after, struct wl_strv *out)
{
	struct differ differ = { w->repo->git, &w->walk->paths, out,
		WL_BUF_INIT };
	int failed = node_tree(w, after);

	if (before && !failed)
		failed = node_tree(w, before);
	if (!failed)
		failed = differ_trees(&differ,
			before && before->has_tree ? &before->tree : NULL,
			after->has_tree ? &after->tree : NULL);
	wl_buf_release(&differ.path);
	return failed;
}

/* Keep those that are in the other list too; both are sorted as git does. */
static void keep_common(struct wl_strv *paths, const struct wl_strv *other)
{
	struct wl_map in;
	size_t n = 0;

	wl_map_init(&in);
	for (size_t i = 0; i < other->n; i++)
		wl_map_put(&in, other->v[i], other->v[i]);
	for (size_t i = 0; i < paths->n; i++) {
		if (wl_map_get(&in, paths->v[i]))
			paths->v[n++] = paths->v[i];
		else
			free(paths->v[i]);
	}
	paths->n = n;
	if (paths->v)
		paths->v[n] = NULL;
	wl_map_release(&in);
}

static int changed_by(
	struct walking *w, struct node *node, struct wl_strv *changed)
{
	int failed = differ_nodes(w,
		node->nparents ? w->nodes[node->parents[0]] : NULL, node,
		changed);

	for (size_t i = 1; i < node->nparents && changed->n && !failed; i++) {
		struct wl_strv other = { 0 };

		failed = differ_nodes(
			w, w->nodes[node->parents[i]], node, &other);
		keep_common(changed, &other);
		wl_strv_release(&other);
	}
	return failed;
}

static int show(struct walking *w, struct node *node, struct wl_err *err)
{
	const struct wl_walk *walk = w->walk;
	struct wl_strv changed = { 0 };
	git_commit *git = NULL;
	int failed = changed_by(w, node, &changed);

	if (!failed && (changed.n || !walk->paths.n)) {
		git = look_up(w->repo, node->id);
		failed = git ? 0 : WL_EFAIL;
	}
	if (git) {
		struct wl_commit *commit =
			wl_arena_alloc(walk->arena, sizeof(*commit));

		fill(commit, walk->arena, git, &w->shallow);
		w->over = !walk->see(walk->context, commit, &changed);
	}
	git2.commit_free(git);
	wl_strv_release(&changed);
	return failed ? wl_repo_unreadable("", node->id, err) : 0;
}

/* Those that nothing was built on are ready; showing one readies others. */
static int show_all(struct walking *w, struct wl_err *err)
{
	int code = 0;

	w->queue = wl_alloc((w->n + 1) * sizeof(*w->queue));
	for (size_t i = 0; i < w->n; i++)
		if (!w->nodes[i]->hidden && !w->nodes[i]->children)
			push(w, i);
	while (w->nqueue && !code && !w->over) {
		struct node *node = w->nodes[pop(w)];

		code = show(w, node, err);
		for (size_t i = 0; i < node->nparents; i++) {
			struct node *parent = w->nodes[node->parents[i]];

			if (!--parent->children && !parent->hidden)
				push(w, node->parents[i]);
		}
	}
	return code;
}

static bool ends_early(const struct walking *w)
{
	for (size_t i = 0; i < w->n; i++)
		if (w->nodes[i]->cut && !w->nodes[i]->hidden)
			return true;
	return false;
}

static bool is_unborn(const struct wl_repo *repo)
{
	char id[WL_COMMIT_TEXT] = "";

	return !wl_repo_head(repo, id, NULL) && !*id;
}

int wl_repo_walk(const struct wl_repo *repo, const struct wl_walk *walk,
	struct wl_err *err)
{
	struct walking w = { .repo = repo, .walk = walk };
	int code;

	if (walk->cut)
		*walk->cut = false;
	if (!walk->from && is_unborn(repo))
		return 0;
	wl_arena_init(&w.arena);
	wl_map_init(&w.by_id);
	code = shallow_read(&w.shallow, repo, err);
	if (!code && walk->without)
		code = meet(&w, walk->without, true, err);
	if (!code)
		code = meet(&w, walk->from ? walk->from : "HEAD", false, err);
	if (!code && walk->cut)
		*walk->cut = ends_early(&w);
	if (!code)
		code = show_all(&w, err);
	free(w.queue);
	free(w.nodes);
	wl_map_release(&w.by_id);
	shallow_release(&w.shallow);
	wl_arena_release(&w.arena);
	return code;
}

int wl_repo_fork(const struct wl_repo *repo, const char *a, const char *b,
	char commit[WL_COMMIT_TEXT], struct wl_err *err)
{
	char one[WL_COMMIT_TEXT], other[WL_COMMIT_TEXT];
	git_oid left, right, fork;
	int rc = wl_repo_resolve(repo, a, one, err);

	if (!rc)
		rc = wl_repo_resolve(repo, b, other, err);
	if (rc)
		return rc;
	*commit = '\0';
	git2.oid_fromstr(&left, one);
	git2.oid_fromstr(&right, other);
	if (!git2.merge_base(&fork, repo->git, &left, &right))
		git2.oid_tostr(commit, WL_COMMIT_TEXT, &fork);
	return 0;
}
