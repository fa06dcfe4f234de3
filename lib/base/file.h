/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Files beneath a folder.  Paths are relative to an open folder, never follow
 * a link and never leave it.  Content is replaced whole, so that readers and a
 * power cut see the old or the new, never a mixture.
 */
#ifndef WL_BASE_FILE_H
#define WL_BASE_FILE_H

#include <sys/stat.h>

#include "base/buf.h"
#include "base/err.h"
#include "base/strv.h"

/* Open an absolute or relative folder; *out is the caller's to close. */
int wl_dir_open(int *out, const char *path, struct wl_err *err);
/*
 * Read a whole file of at most max bytes; out is replaced.  WL_ENOTFOUND if
 * there is none; a link, a folder, a device or a larger file is WL_EUNREADABLE
 * with path.
 */
int wl_file_read(struct wl_buf *out, int dir, const char *path, size_t max,
	struct wl_err *err);
/*
 * Read an outside file that the user named (relative to the working folder,
 * links followed), or standard input for "-"; out is replaced.
 */
int wl_file_slurp(
	struct wl_buf *out, const char *name, size_t max, struct wl_err *err);
/*
 * Replace or create a file: temporary file in the same folder, fsync, rename,
 * fsync of the folder.  Missing parent folders are made (mode 0777, or 0700
 * if mode is 0600).  An existing file keeps its mode unless mode is 0600.
 */
int wl_file_replace(int dir, const char *path, const struct wl_buf *content,
	mode_t mode, struct wl_err *err);
/* Remove a file; one that is not there is no error.  fsync of the folder. */
int wl_file_remove(int dir, const char *path, struct wl_err *err);
/* Write all n bytes to an open file; 0, or -1 with errno. */
int wl_file_put(int fd, const void *bytes, size_t n);
/* Is there something at path? */
bool wl_file_exists(int dir, const char *path);
/*
 * Add the paths, relative to dir, of all regular files below the folder `path`
 * ("" for dir itself) whose name ends in `ending`, sorted by bytes.  Names that
 * begin with a dot are left out.  A missing folder gives nothing.  A link to a
 * file is listed, so that reading it is refused; one to a folder fails here.
 */
int wl_file_list(struct wl_strv *out, int dir, const char *path,
	const char *ending, struct wl_err *err);
/* The same, and `path` with all folders below it, into empty vectors. */
int wl_file_walk(struct wl_strv *files, struct wl_strv *folders, int dir,
	const char *path, const char *ending, struct wl_err *err);

#endif
