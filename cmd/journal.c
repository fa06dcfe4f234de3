/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Where answers are kept while they are given: in the repository, not in it. */
#include <errno.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/file.h"
#include "cmd.h"

int session_journal(const struct session *session, const char *kind,
	const char *id, struct wl_buf *name, struct wl_err *err)
{
	struct wl_buf folder = WL_BUF_INIT;
	struct wl_repo *repo = NULL;
	int dir = -1, rc;

	rc = wl_repo_open(&repo, &session->place, err);
	if (rc)
		return -1;
	wl_buf_addf(&folder, "%swinloss", wl_repo_commondir(repo));
	if (mkdir(folder.s, 0700) && errno != EEXIST)
		wl_err_errno(err, "cannot make '%s'", folder.s);
	else
		wl_dir_open(&dir, folder.s, err);
	/* Two programmes of one repository may have one of the same id */
	wl_buf_addf(name, "%s-", kind);
	for (const char *p = wl_repo_prefix(repo); *p; p++)
		wl_buf_addc(name, *p == '/' ? '+' : *p);
	wl_buf_addf(name, "%s.yaml", id);
	wl_repo_free(repo);
	wl_buf_release(&folder);
	return dir;
}

void session_journal_remove(
	const struct session *session, const char *kind, const char *id)
{
	struct wl_buf name = WL_BUF_INIT;
	int dir = session_journal(session, kind, id, &name, NULL);

	if (dir >= 0) {
		unlinkat(dir, name.s, 0);
		close(dir);
	}
	wl_buf_release(&name);
}
