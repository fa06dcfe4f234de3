/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/record.h"

#include <fcntl.h>
#include <unistd.h>

#include "base/file.h"
#include "base/path.h"
#include "store/git.h"

#define JOURNAL "recording"
#define JOURNAL_MAX ((size_t)64 * 1024 * 1024)
#define INDEX_MAX ((size_t)1024 * 1024 * 1024)
#define INDEX_STEM "index"
/* How long git may hold its own index while we want to update it. */
#define INDEX_TRIES 60
#define INDEX_POLL_MS 50
/* Paths that a hint spells out. */
#define HINT_PATHS 3
/* What a refused commit would have said, and of which files. */
#define MESSAGE "message"
#define PATHS "paths"

/* One commit in the making. */
struct recording {
	const struct wl_change *change;
	const struct wl_buf *message; /* of the commit; NULL: none is made */
	struct wl_git git;
	struct wl_buf paths; /* in the repository, each with a NUL behind */
	struct wl_buf index; /* path of the temporary one */
	char head[WL_COMMIT_TEXT];
};

static void begin(struct recording *recording, const struct wl_change *change)
{
	memset(recording, 0, sizeof(*recording));
	recording->change = change;
	wl_git_init(&recording->git, NULL, change->repo);
	wl_buf_init(&recording->paths);
	wl_buf_init(&recording->index);
	wl_buf_addf(&recording->index, "%swinloss/" INDEX_STEM ".%d",
		wl_repo_commondir(change->repo), (int)getpid());
}

/* The temporary index, if there is one, goes too. */
static void end(struct recording *recording)
{
	unlink(recording->index.s);
	wl_git_release(&recording->git);
	wl_buf_release(&recording->paths);
	wl_buf_release(&recording->index);
}

static void add_path(
	struct wl_buf *paths, const struct wl_repo *repo, const char *path)
{
	wl_buf_addf(paths, "%s%s", wl_repo_prefix(repo), path);
	wl_buf_addc(paths, '\0');
}

/* Go through strings with a NUL behind each; NULL at the end. */
static const char *next_string(const struct wl_buf *strings, const char *last)
{
	const char *next = last ? last + strlen(last) + 1 : strings->s;

	return next < strings->s + strings->n ? next : NULL;
}

/* Write a file of ours directly: what wl_file_replace would leave behind when
 * it is killed, nobody would know to be ours. */
static int write_file(const char *path, const struct wl_buf *bytes,
	bool durable, struct wl_err *err)
{
	int fd = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
	int code = 0;

	if (fd < 0 || wl_file_put(fd, bytes->s, bytes->n) ||
		(durable && fsync(fd)))
		code = wl_err_errno(err, "cannot write '%s'", path);
	if (fd >= 0)
		close(fd);
	return code;
}

/* --- How to go on after a refusal --- */

/* Which of the paths of a change a hint names: those that HEAD has or not. */
enum paths { PATHS_ALL, PATHS_OLD, PATHS_NEW };

/* Is it one of those?  What is to go and never was is none at all. */
static bool is_among(const struct recording *recording,
	const struct wl_change_file *file, enum paths which)
{
	bool old = *recording->head && wl_repo_has(recording->change->repo,
					       recording->head, file->path);

	return !file->private && (old || !file->gone) &&
	       (which == PATHS_ALL || (which == PATHS_OLD) == old);
}

/* Add the paths as the user would type them; gives how many there are, of
 * which those past HINT_PATHS are only counted. */
static size_t name_paths(
	struct wl_buf *out, const struct recording *recording, enum paths which)
{
	const struct wl_change *change = recording->change;
	size_t n = 0;

	for (size_t i = 0; i < change->n; i++) {
		if (!is_among(recording, &change->files[i], which) ||
			n++ >= HINT_PATHS)
			continue;
		wl_buf_adds(out, n > 1 ? " " : "");
		wl_shell_word(out, change->files[i].path);
	}
	if (n > HINT_PATHS)
		wl_buf_addf(out, " ... (%zu more)", n - HINT_PATHS);
	return n;
}

/* Keep something for the user beside the lock.  Adds where, as it is typed in
 * the programme's folder; nothing if that failed. */
static void keep(struct wl_buf *where, const struct recording *recording,
	const char *name, const struct wl_buf *bytes)
{
	const char *root = recording->change->place->root, *shown;
	struct wl_buf path = WL_BUF_INIT;

	wl_buf_addf(&path, "%swinloss/%s",
		wl_repo_commondir(recording->change->repo), name);
	shown = path.s;
	if (wl_starts(shown, root) && shown[strlen(root)] == '/')
		shown += strlen(root) + 1;
	if (!write_file(path.s, bytes, false, NULL))
		wl_shell_word(where, shown);
	wl_buf_release(&path);
}

static void keep_paths(struct wl_buf *where, const struct recording *recording)
{
	const struct wl_change *change = recording->change;
	struct wl_buf list = WL_BUF_INIT;

	for (size_t i = 0; i < change->n; i++)
		if (is_among(recording, &change->files[i], PATHS_ALL))
			wl_buf_addf(&list, ":(top,literal)%s%s\n",
				wl_repo_prefix(change->repo),
				change->files[i].path);
	keep(where, recording, PATHS, &list);
	wl_buf_release(&list);
}

static void forget_kept(const struct wl_change *change)
{
	unlinkat(change->lock.dir, MESSAGE, 0);
	unlinkat(change->lock.dir, PATHS, 0);
}

/* More paths than a line takes: all steps read them from a file. */
static void many_hint(const struct recording *recording, const char *message,
	struct wl_err *err)
{
	struct wl_buf list = WL_BUF_INIT;

	keep_paths(&list, recording);
	wl_err_hint(err,
		"mend it and run `git add --pathspec-from-file=%s` and `git "
		"commit%s --pathspec-from-file=%s`, or put it away: `git stash "
		"push -u --pathspec-from-file=%s`",
		list.s, message, list.s, list.s);
	wl_buf_release(&list);
}

static void few_hint(const struct recording *recording, const char *message,
	struct wl_err *err)
{
	struct wl_buf hint = WL_BUF_INIT, old = WL_BUF_INIT, new = WL_BUF_INIT;

	name_paths(&old, recording, PATHS_OLD);
	name_paths(&new, recording, PATHS_NEW);
	wl_buf_adds(&hint, "mend it and run ");
	if (new.n)
		wl_buf_addf(&hint, "`git add %s` and ", new.s);
	wl_buf_addf(&hint, "`git commit%s -- ", message);
	name_paths(&hint, recording, PATHS_ALL);
	wl_buf_adds(&hint, "`, or take it back: ");
	if (old.n)
		wl_buf_addf(&hint, "`git restore %s`", old.s);
	if (new.n)
		wl_buf_addf(&hint, "%s`rm %s`", old.n ? " and " : "", new.s);
	wl_err_hint(err, "%s", hint.s);
	wl_buf_release(&hint);
	wl_buf_release(&old);
	wl_buf_release(&new);
}

/* How to go on where git has refused a change that is written, without losing
 * what the commit was to say. */
static void written_hint(const struct recording *recording, struct wl_err *err)
{
	struct wl_buf all = WL_BUF_INIT, message = WL_BUF_INIT;

	if (recording->message) {
		wl_buf_adds(&message, " -F ");
		keep(&message, recording, MESSAGE, recording->message);
		if (message.s[message.n - 1] == ' ')
			wl_buf_clear(&message);
	}
	if (name_paths(&all, recording, PATHS_ALL) > HINT_PATHS)
		many_hint(recording, message.s, err);
	else
		few_hint(recording, message.s, err);
	wl_buf_release(&all);
	wl_buf_release(&message);
}

static int refused(const struct recording *recording, struct wl_err *err)
{
	wl_git_failed(&recording->git, err,
		"cannot record the change, which stays in the working tree");
	if (err && !*err->hint)
		written_hint(recording, err);
	return WL_EFAIL;
}

/* Run a step of git's; refused is the end. */
static int step(struct recording *recording, const char *const *args,
	const struct wl_buf *in, struct wl_err *err)
{
	int code;

	recording->git.in = in;
	code = wl_git_run(&recording->git, args, err);
	recording->git.in = NULL;
	if (!code && recording->git.status)
		code = refused(recording, err);
	return code;
}

/* --- What git ignores --- */

/*
 * The paths that HEAD does not have.  Those that only the index has are among
 * them; git check-ignore looks for them there.
 */
static int new_paths(
	struct wl_buf *out, const struct wl_change *change, struct wl_err *err)
{
	char head[WL_COMMIT_TEXT];
	int code = wl_repo_head(change->repo, head, err);

	for (size_t i = 0; i < change->n && !code; i++) {
		const char *path = change->files[i].path;

		if (change->files[i].private || change->files[i].gone)
			continue;
		if (!*head || !wl_repo_has(change->repo, head, path))
			add_path(out, change->repo, path);
	}
	return code;
}

/* Look through <source> <line> <pattern> <path>, each with a NUL behind. */
static int first_ignored(const struct wl_buf *found, struct wl_err *err)
{
	const char *source = NULL, *line, *pattern, *path = NULL;

	while ((source = next_string(found, path))) {
		line = next_string(found, source);
		pattern = line ? next_string(found, line) : NULL;
		path = pattern ? next_string(found, pattern) : NULL;
		if (!path)
			break;
		if (*pattern == '!') /* a rule that takes it back in */
			continue;
		wl_err_set(err, WL_EFAIL,
			"cannot record '%s': git ignores it by '%s', line %s "
			"(%s)",
			path, source, line, pattern);
		return wl_err_hint(
			err, "take the rule out or add `!/%s` behind it", path);
	}
	return 0;
}

int wl_record_allowed(const struct wl_change *change, struct wl_err *err)
{
	struct wl_buf paths = WL_BUF_INIT;
	struct wl_git git;
	int code;

	wl_git_init(&git, NULL, change->repo);
	code = new_paths(&paths, change, err);
	if (code || !paths.n)
		goto done;
	git.in = &paths;
	code = wl_git_run(
		&git, WL_ARGS("check-ignore", "-v", "-z", "--stdin"), err);
	if (code)
		goto done;
	if (git.status > 1)
		code = wl_git_failed(&git, err, "cannot see what git ignores");
	else
		code = first_ignored(&git.out, err);
done:
	wl_git_release(&git);
	wl_buf_release(&paths);
	return code;
}

/* --- git's own index, after the commit --- */

static bool index_is_locked(const struct wl_repo *repo)
{
	struct wl_buf path = WL_BUF_INIT;
	bool locked;

	wl_buf_addf(&path, "%sindex.lock", wl_repo_gitdir(repo));
	locked = !access(path.s, F_OK);
	wl_buf_release(&path);
	return locked;
}

static void await_index(const struct wl_repo *repo)
{
	struct timespec time = { .tv_nsec = INDEX_POLL_MS * 1000000L };

	for (int i = 0; i < INDEX_TRIES && index_is_locked(repo); i++)
		nanosleep(&time, NULL);
}

/* Let git's own index have these files as they are in the working tree. */
static int update_index(struct recording *recording, struct wl_err *err)
{
	struct wl_git *git = &recording->git;
	int code;

	await_index(recording->change->repo);
	git->index = NULL;
	git->in = &recording->paths;
	code = wl_git_run(git,
		WL_ARGS("update-index", "--add", "--remove", "-z", "--stdin"),
		err);
	git->in = NULL;
	return code;
}

/* --- The journal --- */

/* HEAD as it was and the paths, each with a NUL behind; at the end one more
 * NUL, without which it is not whole. */
static int write_journal(const struct recording *recording, struct wl_err *err)
{
	struct wl_buf journal = WL_BUF_INIT, path = WL_BUF_INIT;
	int code;

	wl_buf_addf(&path, "%swinloss/" JOURNAL,
		wl_repo_commondir(recording->change->repo));
	wl_buf_add(&journal, recording->head, strlen(recording->head) + 1);
	wl_buf_add(&journal, recording->paths.s, recording->paths.n);
	wl_buf_addc(&journal, '\0');
	code = write_file(path.s, &journal, true, err);
	wl_buf_release(&journal);
	wl_buf_release(&path);
	return code;
}

/* Was the journal written to its end? */
static bool is_whole(const struct wl_buf *journal)
{
	size_t n = journal->n;

	return n >= 2 && !journal->s[n - 1] && !journal->s[n - 2];
}

static void drop_journal(const struct wl_change *change)
{
	unlinkat(change->lock.dir, JOURNAL, 0);
}

/* Take the paths of the journal that are still there, or that the commit has
 * removed. */
static void journal_paths(
	struct recording *recording, const struct wl_buf *journal)
{
	const char *top = wl_repo_workdir(recording->change->repo);
	const struct wl_repo *repo = recording->change->repo;
	const char *path = journal->s;
	size_t prefix = strlen(wl_repo_prefix(repo));
	struct wl_buf full = WL_BUF_INIT;

	while ((path = next_string(journal, path)) && *path) {
		wl_buf_clear(&full);
		wl_buf_addf(&full, "%s%s", top, path);
		if (!access(full.s, F_OK) ||
			!wl_repo_has(repo, recording->head, path + prefix))
			wl_buf_add(&recording->paths, path, strlen(path) + 1);
	}
	wl_buf_release(&full);
}

int wl_record_recover(const struct wl_change *change, struct wl_err *err)
{
	struct wl_buf journal = WL_BUF_INIT;
	struct recording recording;
	int code;

	wl_lock_sweep(&change->lock, INDEX_STEM);
	code = wl_file_read(
		&journal, change->lock.dir, JOURNAL, JOURNAL_MAX, NULL);
	if (code == WL_ENOTFOUND)
		return 0;
	begin(&recording, change);
	code = wl_repo_head(change->repo, recording.head, err);
	/* HEAD where it was: the commit had not been made */
	if (!code && is_whole(&journal) &&
		!wl_streq(recording.head, journal.s)) {
		journal_paths(&recording, &journal);
		code = update_index(&recording, err);
		wl_last_forget(change);
	}
	if (!code)
		drop_journal(change);
	end(&recording);
	wl_buf_release(&journal);
	return code;
}

/* --- The commit --- */

/* A copy of git's index, for the stat data in it; none where git has none. */
static int copy_index(const struct recording *recording, struct wl_err *err)
{
	struct wl_buf bytes = WL_BUF_INIT, from = WL_BUF_INIT;
	int code;

	wl_buf_addf(&from, "%sindex", wl_repo_gitdir(recording->change->repo));
	code = wl_file_slurp(&bytes, from.s, INDEX_MAX, err);
	if (!code)
		code = write_file(recording->index.s, &bytes, false, err);
	else if (code == WL_ENOTFOUND)
		code = 0;
	wl_buf_release(&from);
	wl_buf_release(&bytes);
	return code;
}

/* Make the temporary index: HEAD and the files of the change. */
static int prepare_index(struct recording *recording, struct wl_err *err)
{
	int code = 0;

	recording->git.index = recording->index.s;
	if (*recording->head)
		code = copy_index(recording, err);
	if (!code && *recording->head)
		code = step(recording, WL_ARGS("read-tree", "--reset", "HEAD"),
			NULL, err);
	if (!code)
		code = step(recording,
			WL_ARGS("update-index", "--add", "--remove", "-z",
				"--stdin"),
			&recording->paths, err);
	return code;
}

/* Does the temporary index differ from HEAD? */
static int compare(
	struct recording *recording, bool *differs, struct wl_err *err)
{
	int code;

	*differs = true;
	if (!*recording->head)
		return 0;
	code = wl_git_run(&recording->git,
		WL_ARGS("diff-index", "--cached", "--quiet", "HEAD"), err);
	if (!code && recording->git.status > 1)
		return refused(recording, err);
	*differs = recording->git.status == 1;
	return code;
}

/*
 * Commit the temporary index.  The message is kept as it is: `strip`, which a
 * user may have set, takes lines away that begin with '#'.
 */
static int commit_index(struct recording *recording,
	const struct wl_buf *message, struct wl_err *err)
{
	char head[WL_COMMIT_TEXT];
	int code = write_journal(recording, err);

	if (code)
		return code;
	code = step(recording,
		WL_ARGS("-c", "i18n.commitEncoding=UTF-8", "commit", "-q", "-F",
			"-", "--cleanup=verbatim", "--no-edit"),
		message, err);
	if (code && !wl_repo_head(recording->change->repo, head, NULL) &&
		wl_streq(head, recording->head))
		drop_journal(recording->change);
	return code;
}

/* The commit is there; what is left is git's own index. */
static int settle(struct recording *recording, char commit[WL_COMMIT_TEXT],
	struct wl_err *err)
{
	const struct wl_change *change = recording->change;
	struct wl_buf paths = WL_BUF_INIT;
	int code = wl_repo_head(change->repo, commit, err);

	if (!code)
		code = update_index(recording, err);
	if (!code && !recording->git.status) {
		drop_journal(change);
		forget_kept(change);
		return 0;
	}
	if (code)
		return code;
	wl_git_failed(&recording->git, err,
		"the change is recorded as %.10s, but git's index does not "
		"have it",
		commit);
	name_paths(&paths, recording, PATHS_ALL);
	wl_err_hint(
		err, "`git reset -q -- %s`, when no other git runs", paths.s);
	wl_buf_release(&paths);
	return WL_EFAIL;
}

/* Neither git nor libgit2 makes the reference durable. */
static int sync_repository(const struct wl_repo *repo, struct wl_err *err)
{
	int fd = open(
		wl_repo_commondir(repo), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	int code = 0;

	if (fd < 0 || syncfs(fd))
		code = wl_err_errno(err, "cannot make '%s' durable",
			wl_repo_commondir(repo));
	if (fd >= 0)
		close(fd);
	return code;
}

static int record(struct recording *recording, const struct wl_buf *message,
	char commit[WL_COMMIT_TEXT], struct wl_err *err)
{
	bool differs;
	int code = wl_repo_head(recording->change->repo, recording->head, err);

	if (!code)
		code = prepare_index(recording, err);
	if (!code)
		code = compare(recording, &differs, err);
	if (code || !differs)
		return code;
	code = commit_index(recording, message, err);
	return code ? code : settle(recording, commit, err);
}

int wl_record_commit(const struct wl_change *change,
	const struct wl_buf *message, char commit[WL_COMMIT_TEXT],
	struct wl_err *err)
{
	struct recording recording;
	int code = 0;

	commit[0] = '\0';
	begin(&recording, change);
	recording.message = message;
	for (size_t i = 0; i < change->n; i++)
		if (!change->files[i].private)
			add_path(&recording.paths, change->repo,
				change->files[i].path);
	if (recording.paths.n)
		code = record(&recording, message, commit, err);
	end(&recording);
	if (*commit)
		wl_last_note(change, commit);
	/* Also where nothing was new: an earlier run may have been killed
	 * between its commit and this */
	return code ? code : sync_repository(change->repo, err);
}
