/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/file.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <linux/openat2.h>
#include <sys/random.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "base/path.h"

#define DIR_FLAGS (O_RDONLY | O_DIRECTORY | O_CLOEXEC)

static void close_fd(int fd)
{
	int saved = errno;

	if (fd >= 0)
		close(fd);
	errno = saved;
}

/* The error of a failed system call; the code tells what is not there. */
static int failed(struct wl_err *err, const char *verb, const char *path)
{
	int code = errno == ENOENT ? WL_ENOTFOUND : WL_EFAIL;

	wl_err_errno(err, "cannot %s '%s'", verb, path);
	if (err)
		err->code = code;
	return code;
}

/* The same where links are not followed. */
static int refused(struct wl_err *err, const char *verb, const char *path)
{
	if (errno != ELOOP && errno != EXDEV)
		return failed(err, verb, path);
	wl_err_at(err, path, 0, 0,
		"the path goes through a link, which is not followed");
	wl_err_hint(err, "put the file or folder itself there");
	return WL_EUNREADABLE;
}

static int outside(struct wl_err *err, const char *path)
{
	return wl_err_set(
		err, WL_EFAIL, "the path '%s' is not beneath the folder", path);
}

int wl_dir_open(int *out, const char *path, struct wl_err *err)
{
	int fd = open(path, DIR_FLAGS);

	if (fd < 0)
		return failed(err, "open the folder", path);
	*out = fd;
	return 0;
}

/* Make the entries of a folder durable, where its file system can. */
static int sync_folder(int dir)
{
	return fsync(dir) && errno != EINVAL ? -1 : 0;
}

/* One name in a folder; a link is ELOOP also where O_DIRECTORY is asked. */
static int open_name(int dir, const char *name, int flags, mode_t mode)
{
	int fd = openat(dir, name, flags | O_NOFOLLOW | O_CLOEXEC, mode);
	struct stat st;

	if (fd >= 0 || errno != ENOTDIR)
		return fd;
	if (!fstatat(dir, name, &st, AT_SYMLINK_NOFOLLOW) &&
		S_ISLNK(st.st_mode))
		errno = ELOOP;
	else
		errno = ENOTDIR;
	return -1;
}

/*
 * Open the folder `name`, making it if `make` is a mode.  The entry of a new
 * folder is made durable before anything is put into it.
 */
static int enter(int dir, const char *name, mode_t make)
{
	int fd = open_name(dir, name, DIR_FLAGS, 0);

	if (fd >= 0 || errno != ENOENT || !make)
		return fd;
	if (mkdirat(dir, name, make) && errno != EEXIST)
		return -1;
	if (sync_folder(dir))
		return -1;
	return open_name(dir, name, DIR_FLAGS, 0);
}

/* Open, one by one, the folders that hold path; the caller closes the last. */
static int walk(int dir, const char *path, mode_t make)
{
	char *copy = wl_strdup(path), *name = copy, *slash;
	int fd = fcntl(dir, F_DUPFD_CLOEXEC, 3);

	while (fd >= 0 && (slash = strchr(name, '/'))) {
		int next;

		*slash = '\0';
		next = enter(fd, name, make);
		close_fd(fd);
		fd = next;
		name = slash + 1;
	}
	free(copy);
	return fd;
}

static int open_walking(int dir, const char *path, int flags, mode_t mode)
{
	int parent = walk(dir, path, 0), fd;

	if (parent < 0)
		return -1;
	fd = open_name(parent, wl_path_base(path), flags, mode);
	close_fd(parent);
	return fd;
}

/*
 * Open without following a link or leaving dir; path has been checked.  With
 * O_NOFOLLOW a link at the end would be ENOTDIR for a folder, and it is needed
 * only to see the link itself.
 */
static int open_beneath(int dir, const char *path, int flags, mode_t mode)
{
	struct open_how how = {
		.flags = (unsigned)(flags | O_CLOEXEC |
				    (flags & O_PATH ? O_NOFOLLOW : 0)),
		.mode = mode,
		.resolve = RESOLVE_BENEATH | RESOLVE_NO_SYMLINKS |
			   RESOLVE_NO_MAGICLINKS,
	};
	long fd;

	fd = syscall(SYS_openat2, dir, path, &how, sizeof(how));
	/* Some containers forbid what they do not know: EPERM */
	if (fd < 0 && (errno == ENOSYS || errno == EPERM || errno == EAGAIN))
		return open_walking(dir, path, flags, mode);
	return (int)fd;
}

/*
 * Bytes to the end of fd into *out, which is replaced, in its own memory if
 * that is large enough; errno if they fail.  Of a regular file that was
 * `expect` bytes long these bytes are all.
 */
static int read_all(
	struct wl_buf *out, int fd, size_t expect, size_t max, bool regular)
{
	ssize_t got = 1;
	size_t n = 0;

	wl_buf_clear(out);
	/* One more than expected, to see whether it has grown */
	wl_buf_reserve(out, expect + 1);
	while (got && n <= max && !(regular && n == expect && n)) {
		out->n = n; /* what a larger buffer must keep */
		if (out->cap - n < 2)
			wl_buf_reserve(out, 2 * n);
		got = read(fd, out->s + n, out->cap - n - 1);
		if (got < 0 && errno != EINTR)
			return -1;
		n += got > 0 ? (size_t)got : 0;
	}
	errno = EFBIG;
	if (n > max)
		return -1;
	out->n = n;
	out->s[n] = '\0';
	return 0;
}

static int too_large(struct wl_err *err, const char *path, size_t max)
{
	return wl_err_at(
		err, path, 0, 0, "the file is larger than %zu bytes", max);
}

/* Is what was opened a regular file? */
static int check_regular(
	int fd, const char *path, struct stat *st, struct wl_err *err)
{
	if (fstat(fd, st))
		return refused(err, "read", path);
	if (S_ISREG(st->st_mode))
		return 0;
	return wl_err_at(err, path, 0, 0,
		S_ISDIR(st->st_mode) ? "is a folder, not a file"
				     : "is a device or pipe, not a file");
}

int wl_file_read(struct wl_buf *out, int dir, const char *path, size_t max,
	struct wl_err *err)
{
	struct stat st;
	int fd, code;

	if (!wl_path_beneath(path))
		return outside(err, path);
	/* O_NONBLOCK: opening a pipe must not wait for a writer */
	fd = open_beneath(dir, path, O_RDONLY | O_NONBLOCK | O_NOCTTY, 0);
	if (fd < 0)
		return refused(err, "open", path);
	code = check_regular(fd, path, &st, err);
	if (code)
		goto done;
	if ((uint64_t)st.st_size > max)
		code = too_large(err, path, max);
	else if (read_all(out, fd, (size_t)st.st_size, max, true))
		code = errno == EFBIG ? too_large(err, path, max)
				      : refused(err, "read", path);
done:
	close_fd(fd);
	return code;
}

int wl_file_slurp(
	struct wl_buf *out, const char *name, size_t max, struct wl_err *err)
{
	bool standard = wl_streq(name, "-");
	int fd = standard ? STDIN_FILENO : open(name, O_RDONLY | O_CLOEXEC);
	int code = 0;

	if (standard)
		name = "standard input";
	if (fd < 0)
		return failed(err, "open", name);
	if (read_all(out, fd, 4096, max, false)) {
		if (errno == EFBIG)
			code = too_large(err, name, max);
		else
			code = failed(err, "read", name);
	}
	if (!standard)
		close_fd(fd);
	return code;
}

int wl_file_put(int fd, const void *bytes, size_t n)
{
	const char *at = bytes;

	while (n) {
		ssize_t written = write(fd, at, n);

		if (written < 0 && errno == EINTR)
			continue;
		if (written < 0)
			return -1;
		at += written;
		n -= (size_t)written;
	}
	return 0;
}

/* Open the folder that holds path, making it and those above it. */
static int open_parent(int dir, const char *path, mode_t make)
{
	const char *base = wl_path_base(path);
	char *parent;
	int fd;

	if (base == path)
		return fcntl(dir, F_DUPFD_CLOEXEC, 3);
	parent = wl_strndup(path, (size_t)(base - path) - 1);
	fd = open_beneath(dir, parent, DIR_FLAGS, 0);
	free(parent);
	if (fd < 0 && errno == ENOENT && make)
		fd = walk(dir, path, make);
	return fd;
}

#define TEMPORARY 64

/* Make a file of a name that nobody has; writes the name. */
static int open_temporary(int dir, char name[TEMPORARY], mode_t mode)
{
	static _Atomic unsigned counter;
	uint64_t random;
	int fd;

	do {
		if (getrandom(&random, sizeof(random), 0) != sizeof(random))
			random = 0;
		snprintf(name, TEMPORARY, ".winloss-%ld-%u-%016llx.tmp",
			(long)getpid(), counter++, (unsigned long long)random);
		fd = openat(dir, name, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC,
			mode);
	} while (fd < 0 && (errno == EEXIST || errno == EINTR));
	if (fd < 0)
		name[0] = '\0';
	return fd;
}

/* Put the content into fd for good and close it, also on failure. */
static int fill(int fd, const struct wl_buf *content, mode_t mode)
{
	int result = -1;

	if (mode && fchmod(fd, mode))
		goto done;
	if (wl_file_put(fd, content->s, content->n) || fsync(fd))
		goto done;
	result = close(fd);
	fd = -1;
done:
	close_fd(fd);
	return result;
}

/*
 * Look at what stands at the place of a new file: *mode becomes that of an
 * existing one, and stays 0 if there is none.
 */
static int inspect(int dir, const char *path, mode_t *mode, struct wl_err *err)
{
	struct stat st;

	if (fstatat(dir, wl_path_base(path), &st, AT_SYMLINK_NOFOLLOW))
		return errno == ENOENT ? 0 : refused(err, "write", path);
	if (S_ISLNK(st.st_mode))
		return wl_err_at(err, path, 0, 0,
			"is a link, which is not written through");
	if (!S_ISREG(st.st_mode))
		return wl_err_at(err, path, 0, 0, "is not a regular file");
	*mode = st.st_mode & 07777;
	return 0;
}

int wl_file_replace(int dir, const char *path, const struct wl_buf *content,
	mode_t mode, struct wl_err *err)
{
	char name[TEMPORARY] = "";
	bool private = mode == 0600;
	mode_t old = 0;
	int parent, fd, code;

	if (!wl_path_beneath(path))
		return outside(err, path);
	parent = open_parent(dir, path, private ? 0700 : 0777);
	if (parent < 0)
		return refused(err, "write", path);
	code = inspect(parent, path, &old, err);
	if (code)
		goto done;
	code = WL_EFAIL;
	fd = open_temporary(parent, name, old ? 0600 : mode);
	if (fd < 0 || fill(fd, content, private ? mode : old) ||
		renameat(parent, name, parent, wl_path_base(path))) {
		code = refused(err, "write", path);
		goto done;
	}
	name[0] = '\0';
	code = sync_folder(parent) ? refused(err, "write", path) : 0;
done:
	if (name[0])
		unlinkat(parent, name, 0);
	close_fd(parent);
	return code;
}

int wl_file_remove(int dir, const char *path, struct wl_err *err)
{
	int parent, code = 0;

	if (!wl_path_beneath(path))
		return outside(err, path);
	parent = open_parent(dir, path, 0);
	if (parent < 0)
		return errno == ENOENT ? 0 : refused(err, "remove", path);
	if (unlinkat(parent, wl_path_base(path), 0)) {
		if (errno != ENOENT)
			code = refused(err, "remove", path);
	} else if (sync_folder(parent)) {
		code = refused(err, "remove", path);
	}
	close_fd(parent);
	return code;
}

bool wl_file_exists(int dir, const char *path)
{
	int fd = -1;

	if (wl_path_beneath(path))
		fd = open_beneath(dir, path, O_PATH, 0);
	close_fd(fd);
	return fd >= 0;
}

/*
 * The kind of an entry; of a link what it points to, so that whoever reads it
 * is refused by name and nothing is left out silently.
 */
static unsigned char kind_of(int dir, const struct dirent *entry)
{
	struct stat st;

	if (entry->d_type == DT_REG || entry->d_type == DT_DIR)
		return entry->d_type;
	if (fstatat(dir, entry->d_name, &st, 0))
		return DT_UNKNOWN;
	if (S_ISDIR(st.st_mode))
		return DT_DIR;
	return S_ISREG(st.st_mode) ? DT_REG : DT_UNKNOWN;
}

/* Sort one entry of a folder into files and folders still to be listed. */
static void note(struct wl_strv *files, struct wl_strv *folders,
	const char *path, const char *name, bool folder)
{
	struct wl_buf joined = WL_BUF_INIT;

	wl_path_join(&joined, path, name);
	wl_strv_take(folder ? folders : files, wl_buf_detach(&joined));
}

/* List one folder; "" is dir itself. */
static int list_folder(struct wl_strv *files, struct wl_strv *folders, int dir,
	const char *path, const char *ending)
{
	int fd = *path ? open_beneath(dir, path, DIR_FLAGS, 0)
		       : openat(dir, ".", DIR_FLAGS);
	DIR *stream = fd < 0 ? NULL : fdopendir(fd);
	struct dirent *entry;
	int saved;

	if (!stream) {
		close_fd(fd);
		return -1;
	}
	while ((errno = 0, entry = readdir(stream))) {
		unsigned char kind;

		if (entry->d_name[0] == '.')
			continue;
		kind = kind_of(fd, entry);
		if (kind == DT_DIR ||
			(kind == DT_REG && wl_ends(entry->d_name, ending)))
			note(files, folders, path, entry->d_name,
				kind == DT_DIR);
	}
	saved = errno;
	closedir(stream);
	errno = saved;
	return saved ? -1 : 0;
}

int wl_file_walk(struct wl_strv *files, struct wl_strv *folders, int dir,
	const char *path, const char *ending, struct wl_err *err)
{
	if (*path && !wl_path_beneath(path))
		return outside(err, path);
	wl_strv_add(folders, path);
	for (size_t i = 0; i < folders->n; i++)
		if (list_folder(files, folders, dir, folders->v[i], ending) &&
			errno != ENOENT)
			return refused(err, "list the folder",
				*folders->v[i] ? folders->v[i] : ".");
	wl_strv_sort(files);
	return 0;
}

int wl_file_list(struct wl_strv *out, int dir, const char *path,
	const char *ending, struct wl_err *err)
{
	struct wl_strv files = { 0 }, folders = { 0 };
	int code = wl_file_walk(&files, &folders, dir, path, ending, err);

	for (size_t i = 0; !code && i < files.n; i++)
		wl_strv_take(out, files.v[i]);
	if (!code)
		files.n = 0;
	wl_strv_release(&files);
	wl_strv_release(&folders);
	return code;
}
