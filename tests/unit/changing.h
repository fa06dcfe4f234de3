/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Whole changes in a sandbox, for the tests of what they do.
 */
#ifndef WL_TESTS_CHANGING_H
#define WL_TESTS_CHANGING_H

#include "sandbox.h"

#include "store/change.h"

/*
 * Instead of the C library's: a test must not wait until everything that
 * others write on this machine is on its disk.
 */
static int synced;

int syncfs(int fd)
{
	synced++;
	return fcntl(fd, F_GETFD) < 0 ? -1 : 0;
}

int fsync(int fd)
{
	return fcntl(fd, F_GETFD) < 0 ? -1 : 0;
}

/* A file to be written, or (content NULL) removed; those below private/ are
 * the private ones. */
struct file {
	const char *path, *content;
};

static struct wl_err last; /* of the last change that failed */
static char commit[WL_COMMIT_TEXT];

static const struct wl_message message = { .area = "note",
	.what = "add a quote to 2026-11-acme",
	.why = "said again",
	.evidence = "2026-11-acme^b3f9k",
	.interview = "2026-11-acme" };

static void add(struct wl_change *change, const struct file *file)
{
	struct wl_buf content = WL_BUF_INIT;

	if (!file->content) {
		wl_change_remove(change, file->path);
		return;
	}
	wl_buf_adds(&content, file->content);
	if (wl_starts(file->path, "private/"))
		wl_change_add_private(change, file->path, &content);
	else
		wl_change_add(change, file->path, &content);
	assert_int_equal(content.n, 0);
}

/* One whole change in a folder of the sandbox; returns its code. */
static int change_said(const char *folder, bool record,
	const struct wl_message *said, const struct file *files)
{
	struct wl_change change;
	struct wl_place place;
	int code;

	memset(&last, 0, sizeof(last));
	assert_int_equal(wl_place_at(&place, in(folder), &last), 0);
	code = wl_change_begin(&change, &place, record, &last);
	for (; !code && files->path; files++)
		add(&change, files);
	if (!code)
		code = wl_change_apply(&change, said, commit, &last);
	wl_change_end(&change);
	wl_place_release(&place);
	return code;
}

#define FILES(...) ((const struct file[]){ __VA_ARGS__, { NULL, NULL } })

static int change(const char *folder, const struct file *files)
{
	return change_said(folder, true, &message, files);
}

static void changes(const char *folder, const struct file *files)
{
	if (change(folder, files))
		fail_msg("%s (%s)", last.text, last.hint);
}

/* What must be so after each change, however it went. */
static void check_clean_up(void)
{
	assert_string_equal(sh("cd r; ls -A -I last -I message -I paths "
			       "$(git rev-parse --git-common-dir)/winloss"),
		"");
	sh("cd r; git fsck --strict");
}

static void assert_git(const char *command, const char *expect)
{
	struct wl_buf out = WL_BUF_INIT;

	wl_buf_adds(&out, sh("git -C r %s", command));
	assert_string_equal(out.s, expect);
	wl_buf_release(&out);
}

static void repository(void)
{
	sh("git init -q r; cd r; echo a >a; echo o >other; echo t >third;"
	   "mkdir sub; echo s >sub/s; git add .; git commit -q -m first");
}

#endif
