/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The last command's commit, in the git folder of this working tree: what
 * another one has checked out is no business of this one.  What is not there,
 * or not whole, is not known: undo then refuses. */
#include "store/record.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/file.h"

#define FOLDER "winloss"
#define LAST FOLDER "/last"

static int open_gitdir(const struct wl_repo *repo)
{
	int dir;

	return wl_dir_open(&dir, wl_repo_gitdir(repo), NULL) ? -1 : dir;
}

void wl_last_note(const struct wl_change *change, const char *commit)
{
	int dir = open_gitdir(change->repo), fd = -1;

	if (dir >= 0 && (!mkdirat(dir, FOLDER, 0700) || errno == EEXIST))
		fd = openat(dir, LAST,
			O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW,
			0600);
	if (fd >= 0 && (wl_file_put(fd, commit, strlen(commit)) ||
			       wl_file_put(fd, "\n", 1)))
		unlinkat(dir, LAST, 0);
	if (fd >= 0)
		close(fd);
	if (dir >= 0)
		close(dir);
}

void wl_last_forget(const struct wl_change *change)
{
	int dir = open_gitdir(change->repo);

	if (dir < 0)
		return;
	unlinkat(dir, LAST, 0);
	close(dir);
}

static bool is_commit(const struct wl_buf *text)
{
	size_t n = WL_COMMIT_TEXT - 1;

	return text->n == n + 1 && text->s[n] == '\n' &&
	       strspn(text->s, "0123456789abcdef") == n;
}

void wl_change_last(const struct wl_repo *repo, char commit[WL_COMMIT_TEXT])
{
	struct wl_buf text = WL_BUF_INIT;
	int dir = open_gitdir(repo);

	commit[0] = '\0';
	if (dir < 0)
		return;
	if (!wl_file_read(&text, dir, LAST, WL_COMMIT_TEXT, NULL) &&
		is_commit(&text))
		snprintf(commit, WL_COMMIT_TEXT, "%.40s", text.s);
	wl_buf_release(&text);
	close(dir);
}
