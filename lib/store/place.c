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

/* Go one folder up; false at the top or where a file system is mounted. */
static bool go_up(struct wl_place *at)
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
	} while (!kind(at.dir, ".git") && go_up(&at));
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
