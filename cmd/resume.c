/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Finishing what a killed command left half done, before the next one looks at
 * the files: else it would refuse what it finds half done. */
#include "cmd.h"
#include "store/commits.h"
#include "store/intent.h"

static int finish(
	struct session *session, char head[WL_COMMIT_TEXT], struct wl_err *err)
{
	struct wl_change change;
	int rc = session_begin(session, &change, err);

	if (!rc)
		rc = wl_repo_head(change.repo, head, err);
	wl_change_end(&change);
	return rc;
}

int session_resume(
	struct session *session, struct wl_buf *subject, struct wl_err *err)
{
	char before[WL_COMMIT_TEXT], after[WL_COMMIT_TEXT];
	struct wl_commit commit;
	struct wl_repo *repo = NULL;
	struct wl_arena arena;
	int rc;

	if (!wl_intent_left(&session->place))
		return 0;
	wl_arena_init(&arena);
	rc = wl_repo_open(&repo, &session->place, err);
	if (!rc)
		rc = wl_repo_head(repo, before, err);
	if (!rc)
		rc = finish(session, after, err);
	if (!rc && !wl_streq(before, after))
		rc = wl_repo_commit(repo, after, &arena, &commit, err);
	if (!rc && !wl_streq(before, after)) {
		wl_buf_adds(subject, commit.subject);
		session_say(session, "finished what was interrupted: %.7s %s",
			after, commit.subject);
	}
	wl_repo_free(repo);
	wl_arena_release(&arena);
	return rc;
}
