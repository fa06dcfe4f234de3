/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/change.h"

#include <unistd.h>

#include "base/file.h"
#include "base/utf8.h"
#include "store/git.h"
#include "store/ignore.h"
#include "store/intent.h"
#include "store/record.h"

#define LOCK_SECONDS 10
#define SUBJECT_COLUMNS 72

/* --- Begin and end --- */

static int take_lock(struct wl_change *change, struct wl_err *err)
{
	struct wl_buf folder = WL_BUF_INIT;
	int code;

	wl_buf_addf(&folder, "%swinloss", wl_repo_commondir(change->repo));
	code = wl_lock_take(&change->lock, folder.s, LOCK_SECONDS, err);
	wl_buf_release(&folder);
	return code;
}

/* A lock of git's carries no owner: only the user knows whether it is dead. */
static int check_git_lock(const struct wl_repo *repo, struct wl_err *err)
{
	struct wl_buf path = WL_BUF_INIT;
	int code = 0;

	wl_buf_addf(&path, "%sindex.lock", wl_repo_gitdir(repo));
	if (!access(path.s, F_OK)) {
		code = wl_err_set(err, WL_EFAIL,
			"git is at work in this repository, or was killed: "
			"'%s' exists",
			path.s);
		wl_err_hint(err,
			"wait for git or the editor it opened; if there is "
			"none, remove that file");
	}
	wl_buf_release(&path);
	return code;
}

/* Would git commit know who commits? */
static int check_identity(const struct wl_repo *repo, struct wl_err *err)
{
	struct wl_buf ident = WL_BUF_INIT;
	struct wl_git git;
	int code;

	wl_git_init(&git, NULL, repo);
	code = wl_git_ident(&git, "GIT_AUTHOR_IDENT", &ident, err);
	if (!code)
		code = wl_git_ident(&git, "GIT_COMMITTER_IDENT", &ident, err);
	wl_git_release(&git);
	wl_buf_release(&ident);
	return code;
}

static int begin(struct wl_change *change, struct wl_err *err)
{
	int code = wl_repo_open(&change->repo, change->place, err);

	if (code)
		return code == WL_ENOTFOUND && !change->record ? 0 : code;
	if (change->record)
		code = wl_repo_check_idle(change->repo, err);
	if (!code)
		code = take_lock(change, err);
	if (code || !(change->record || wl_intent_pending(change)))
		return code;
	code = wl_repo_check_idle(change->repo, err);
	if (!code)
		code = check_git_lock(change->repo, err);
	if (!code)
		code = check_identity(change->repo, err);
	if (!code)
		code = wl_record_recover(change, err);
	return code ? code : wl_intent_recover(change, err);
}

int wl_change_begin(struct wl_change *change, const struct wl_place *place,
	bool record, struct wl_err *err)
{
	int code;

	memset(change, 0, sizeof(*change));
	change->place = place;
	change->record = record;
	change->lock.dir = change->lock.file = -1;
	wl_map_init(&change->by_path);
	code = begin(change, err);
	if (code)
		wl_change_end(change);
	return code;
}

void wl_change_end(struct wl_change *change)
{
	for (size_t i = 0; i < change->n; i++) {
		free(change->files[i].path);
		wl_buf_release(&change->files[i].content);
	}
	free(change->files);
	change->files = NULL;
	change->n = change->cap = 0;
	wl_map_release(&change->by_path);
	wl_lock_drop(&change->lock);
	wl_repo_free(change->repo);
	change->repo = NULL;
}

/* --- The files --- */

static struct wl_change_file *find(
	const struct wl_change *change, const char *path)
{
	uintptr_t index = (uintptr_t)wl_map_get(&change->by_path, path);

	return index ? &change->files[index - 1] : NULL;
}

const char *wl_change_path(const struct wl_change *change, size_t i)
{
	return change->files[i].path;
}

bool wl_change_is_private(const struct wl_change *change, size_t i)
{
	return change->files[i].private;
}

static void add(struct wl_change *change, const char *path,
	struct wl_buf *content, bool private)
{
	struct wl_change_file *file = find(change, path);

	if (!file) {
		WL_GROW(change->files, change->n, change->cap);
		file = &change->files[change->n++];
		file->path = wl_strdup(path);
		wl_buf_init(&file->content);
		wl_map_put(&change->by_path, file->path,
			(void *)(uintptr_t)change->n);
	}
	wl_buf_release(&file->content);
	file->content = *content;
	file->private = private;
	file->gone = false;
	wl_buf_init(content);
}

void wl_change_add(
	struct wl_change *change, const char *path, struct wl_buf *content)
{
	add(change, path, content, false);
}

void wl_change_add_private(
	struct wl_change *change, const char *path, struct wl_buf *content)
{
	add(change, path, content, true);
}

void wl_change_remove(struct wl_change *change, const char *path)
{
	struct wl_buf none = WL_BUF_INIT;

	add(change, path, &none, false);
	find(change, path)->gone = true;
}

const struct wl_buf *wl_change_content(
	const struct wl_change *change, const char *path)
{
	const struct wl_change_file *file = find(change, path);

	return file && !file->gone ? &file->content : NULL;
}

/* Are these bytes on disk, with the mode that they should have? */
static bool is_written(int dir, const struct wl_change_file *file)
{
	struct wl_buf old = WL_BUF_INIT;
	struct stat st;
	bool same;

	if (file->gone)
		return !wl_file_exists(dir, file->path);
	if (file->private && (fstatat(dir, file->path, &st, 0) ||
				     (st.st_mode & 0777) != 0600))
		return false;
	same = !wl_file_read(&old, dir, file->path, file->content.n, NULL) &&
	       old.n == file->content.n &&
	       !memcmp(old.s, file->content.s, old.n);
	wl_buf_release(&old);
	return same;
}

static int write_files(
	const struct wl_change *change, bool private, struct wl_err *err)
{
	int dir = change->place->dir;

	for (size_t i = 0; i < change->n; i++) {
		const struct wl_change_file *file = &change->files[i];
		int code;

		if (file->private != private || is_written(dir, file))
			continue;
		if (file->gone)
			code = wl_file_remove(dir, file->path, err);
		else
			code = wl_file_replace(dir, file->path, &file->content,
				private ? 0600 : 0666, err);
		if (code)
			return code;
	}
	return 0;
}

/* --- The message --- */

/* Words as one line, without what could break the message. */
static char *one_line(const char *words)
{
	struct wl_buf line = WL_BUF_INIT;

	if (words)
		wl_utf8_line(&line, words);
	return wl_buf_detach(&line);
}

static void add_subject(struct wl_buf *out, const struct wl_message *message)
{
	char *area = one_line(message->area), *what = one_line(message->what);
	size_t n;

	wl_buf_addf(out, "%s%s%s", area, *area && *what ? ": " : "", what);
	n = wl_utf8_fit(out->s, SUBJECT_COLUMNS);
	if (n < out->n) {
		wl_buf_cut(out, wl_utf8_fit(out->s, SUBJECT_COLUMNS - 3));
		wl_buf_rtrim(out);
		wl_buf_adds(out, "...");
	}
	wl_buf_addc(out, '\n');
	free(area);
	free(what);
}

static void write_message(struct wl_buf *out, const struct wl_message *message)
{
	const struct {
		const char *key, *value;
	} trailers[] = {
		{ "Why", message->why },
		{ "Apply-First", message->apply_first },
		{ "Evidence", message->evidence },
		{ "Card", message->card },
		{ "Interview", message->interview },
	};
	bool first = true;

	add_subject(out, message);
	for (size_t i = 0; i < WL_LEN(trailers); i++) {
		char *value = one_line(trailers[i].value);

		if (*value)
			wl_buf_addf(out, "%s%s: %s\n", first ? "\n" : "",
				trailers[i].key, value);
		first = first && !*value;
		free(value);
	}
}

/* --- Apply --- */

/* What is private is not even written where git would see it. */
static int guard_private(const struct wl_change *change, struct wl_err *err)
{
	for (size_t i = 0; change->repo && i < change->n; i++)
		if (change->files[i].private)
			return wl_ignore_private(change->repo, NULL, err);
	return 0;
}

int wl_change_apply(struct wl_change *change, const struct wl_message *message,
	char commit[WL_COMMIT_TEXT], struct wl_err *err)
{
	struct wl_buf text = WL_BUF_INIT;
	bool written;
	int code = 0;

	commit[0] = '\0';
	if (change->record)
		code = wl_record_allowed(change, err);
	if (!code)
		code = guard_private(change, err);
	if (!code)
		code = write_files(change, true, err);
	write_message(&text, message);
	if (!code)
		code = change->whole ? wl_intent_write(change, &text, err)
				     : write_files(change, false, err);
	written = !code;
	if (written && change->record)
		code = wl_record_commit(change, &text, commit, err);
	/* Also if git refused: the error has said how to go on */
	if (written && change->whole)
		wl_intent_drop(change);
	wl_buf_release(&text);
	return code;
}
