/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What git does not carry: names and confidential words, which it must not,
 * and the clone's own configuration. */
#include <errno.h>
#include <fcntl.h>
#include <sys/stat.h>

#include "base/file.h"
#include "init.h"
#include "store/driver.h"
#include "store/ignore.h"
#include "store/layout.h"

static const char *const folders[] = { "private", "transcripts" };

static int make_folder(int dir, const char *name, struct wl_err *err)
{
	struct stat st;

	if (mkdirat(dir, name, 0700) && errno != EEXIST)
		return wl_err_errno(err, "cannot make '%s'", name);
	if (fstatat(dir, name, &st, AT_SYMLINK_NOFOLLOW))
		return wl_err_errno(err, "cannot look at '%s'", name);
	if (!S_ISDIR(st.st_mode)) {
		wl_err_set(err, WL_EFAIL, "'%s' is not a folder", name);
		return wl_err_hint(err, "move it away and run "
					"`winloss init` again");
	}
	if ((st.st_mode & 07777) != 0700 && fchmodat(dir, name, 0700, 0))
		return wl_err_errno(err, "cannot make '%s' private", name);
	return 0;
}

static int make_people(struct session *session, struct wl_err *err)
{
	struct wl_buf people = WL_BUF_INIT;
	int rc;

	if (wl_file_exists(session->place.dir, WL_PEOPLE_FILE))
		return 0;
	wl_buf_adds(&people,
		"# Who the interviewees are; git never sees this file.\n"
		"# buyer-7f3k2m: {name: Full Name, email: "
		"name@company.example}\n");
	rc = wl_file_replace(
		session->place.dir, WL_PEOPLE_FILE, &people, 0600, err);
	wl_buf_release(&people);
	return rc;
}

/* What .gitignore lacked, info/exclude now has: say so. */
static int ignore(
	struct session *session, const struct wl_repo *repo, struct wl_err *err)
{
	struct wl_buf names = WL_BUF_INIT;
	struct wl_strv added = { 0 };
	int rc = wl_ignore_private(repo, &added, err);

	for (size_t i = 0; i < added.n; i++)
		wl_buf_addf(&names, " %s", added.v[i]);
	if (!rc && added.n)
		session_say(session,
			"git would have taken in what must stay out of it; "
			"info/exclude of this\nclone now ignores:%s\n"
			"hint: put them into .gitignore too, for every clone",
			names.s);
	wl_buf_release(&names);
	wl_strv_release(&added);
	return rc;
}

static int warn_recorded(
	struct session *session, const struct wl_repo *repo, struct wl_err *err)
{
	struct wl_strv recorded = { 0 };
	int rc = wl_ignore_recorded(repo, &recorded, err);

	for (size_t i = 0; i < recorded.n; i++)
		session_warn(session, "git has '%s', which must stay out of it",
			recorded.v[i]);
	if (recorded.n)
		session_say(session,
			"hint: `git rm --cached -- PATH` and a commit take a "
			"file out; history still\nhas it, and so has every "
			"clone");
	wl_strv_release(&recorded);
	return rc;
}

int init_local(
	struct session *session, const struct wl_repo *repo, struct wl_err *err)
{
	int rc = ignore(session, repo, err);

	for (size_t i = 0; !rc && i < WL_LEN(folders); i++)
		rc = make_folder(session->place.dir, folders[i], err);
	if (!rc)
		rc = make_people(session, err);
	if (!rc)
		rc = wl_driver_set(repo, err);
	return rc ? rc : warn_recorded(session, repo, err);
}
