/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/place.h"

#include <errno.h>
#include <fcntl.h>
#include <unistd.h>

#include "base/file.h"
#include "base/path.h"
#include "store/layout.h"

/* What stands at a name in an open folder; 0 if there is nothing. */
static mode_t kind(int dir, const char *name)
{
	struct stat st;

	if (fstatat(dir, name, &st, AT_SYMLINK_NOFOLLOW))
		return 0;
	return st.st_mode & S_IFMT;
}

/* Is the folder a repository without a working tree? */
static bool is_bare(int dir, const char *path)
{
	if (wl_streq(wl_path_base(path), ".git"))
		return false;
	return kind(dir, "HEAD") == S_IFREG &&
	       kind(dir, "objects") == S_IFDIR && kind(dir, "refs") == S_IFDIR;
}

static int not_found(struct wl_err *err, const char *from)
{
	wl_err_set(err, WL_ENOTFOUND,
		"not a winloss programme: no '" WL_PROGRAMME_FILE
		"' in '%s' or above",
		from);
	wl_err_hint(err, "`winloss init` makes one");
	return WL_ENOTFOUND;
}

static int bare(struct wl_err *err, const char *path)
{
	wl_err_set(err, WL_EFAIL,
		"'%s' is a bare repository: it holds no files to work on",
		path);
	return wl_err_hint(err, "clone it: `git clone '%s' FOLDER`", path);
}

static int irregular(struct wl_err *err, const char *path, mode_t mode)
{
	wl_err_at(err, WL_PROGRAMME_FILE, 0, 0, "in '%s' is a %s, not a file",
		path,
		S_ISLNK(mode)   ? "link"
		: S_ISDIR(mode) ? "folder"
				: "device or pipe");
	return wl_err_hint(err, "put the file itself there");
}

bool wl_place_up(struct wl_place *at)
{
	char *slash = strrchr(at->root, '/');
	struct stat here, above;
	int dir;

	if (!at->root[1])
		return false;
	slash[slash == at->root] = '\0';
	if (wl_dir_open(&dir, at->root, NULL))
		return false;
	if (fstat(at->dir, &here) || fstat(dir, &above) ||
		here.st_dev != above.st_dev) {
		close(dir);
		return false;
	}
	close(at->dir);
	at->dir = dir;
	return true;
}

int wl_place_find(struct wl_place *out, const char *from, struct wl_err *err)
{
	struct wl_place at;
	char *start = NULL;
	mode_t mode;
	int code = wl_place_at(&at, from, err);

	if (code)
		return code;
	start = wl_strdup(at.root);
	do {
		mode = kind(at.dir, WL_PROGRAMME_FILE);
		if (S_ISREG(mode)) {
			*out = at;
			at = (struct wl_place){ NULL, -1 };
			goto done;
		}
		if (mode)
			code = irregular(err, at.root, mode);
		else if (is_bare(at.dir, at.root))
			code = bare(err, at.root);
		if (code)
			goto done;
	} while (!kind(at.dir, ".git") && wl_place_up(&at));
	code = not_found(err, start);
done:
	free(start);
	wl_place_release(&at);
	return code;
}

int wl_place_at(struct wl_place *out, const char *folder, struct wl_err *err)
{
	struct wl_place at = { realpath(folder, NULL), -1 };
	int code;

	if (!at.root) {
		code = errno == ENOENT ? WL_ENOTFOUND : WL_EFAIL;
		wl_err_errno(err, "cannot open the folder '%s'", folder);
		if (err)
			err->code = code;
		return code;
	}
	code = wl_dir_open(&at.dir, at.root, err);
	if (code) {
		free(at.root);
		return code;
	}
	*out = at;
	return 0;
}

void wl_place_release(struct wl_place *place)
{
	free(place->root);
	place->root = NULL;
	if (place->dir >= 0)
		close(place->dir);
	place->dir = -1;
}

#define FOLDER (O_RDONLY | O_DIRECTORY | O_CLOEXEC)

/* Open the folder that the one line of a file names; dir's own if relative. */
static int open_named(int dir, const char *file, const char *prefix)
{
	struct wl_buf line = WL_BUF_INIT;
	int fd = -1;

	if (wl_file_read(&line, dir, file, 4096, NULL))
		return -1;
	wl_buf_rtrim(&line);
	if (wl_starts(line.s, prefix) && line.n > strlen(prefix))
		fd = openat(dir, line.s + strlen(prefix), FOLDER);
	wl_buf_release(&line);
	return fd;
}

/* From a working tree to its own folder in the repository. */
static int open_git(int dir)
{
	mode_t mode = kind(dir, ".git");

	if (S_ISDIR(mode))
		return openat(dir, ".git", FOLDER | O_NOFOLLOW);
	return S_ISREG(mode) ? open_named(dir, ".git", "gitdir: ") : -1;
}

/* One folder up on the same file system; closes dir.  -1: there is none. */
static int open_above(int dir)
{
	struct stat here, above;
	int fd = openat(dir, "..", FOLDER);
	bool same = fd >= 0 && !fstat(dir, &here) && !fstat(fd, &above) &&
		    here.st_dev == above.st_dev && here.st_ino != above.st_ino;

	close(dir);
	if (same || fd < 0)
		return fd;
	close(fd);
	return -1;
}

int wl_place_git(const struct wl_place *place)
{
	int dir, git;

	if (place->recorded)
		return -1;
	dir = fcntl(place->dir, F_DUPFD_CLOEXEC, 3);
	while (dir >= 0 && !kind(dir, ".git"))
		dir = open_above(dir);
	if (dir < 0)
		return -1;
	git = open_git(dir);
	close(dir);
	return git;
}

int wl_place_common(const struct wl_place *place)
{
	int git = wl_place_git(place), common;

	if (git < 0 || !kind(git, "commondir"))
		return git;
	common = open_named(git, "commondir", "");
	close(git);
	return common;
}
