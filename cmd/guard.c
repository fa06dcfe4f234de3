/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is confidential must not come into the repository by another door: the
 * same words typed as a note, or in another interview. */
#include "base/file.h"
#include "cmd.h"
#include "store/redact.h"

/* The same list without the words, or without the names (borrowed). */
static struct wl_withheld part(const struct wl_withheld *all, bool words)
{
	struct wl_withheld some = *all;

	if (words)
		some.names.n = some.people.n = 0;
	else
		some.words.n = some.passages.n = 0;
	return some;
}

/* Did the file hold such a thing already? */
static bool held_before(const struct session *session, const char *path,
	const struct wl_withheld *some)
{
	struct wl_buf old = WL_BUF_INIT;
	bool held;

	held = !wl_file_read(
		       &old, session->place.dir, path, WL_CSV_MAX, NULL) &&
	       wl_withheld_check(some, &old, NULL);
	wl_buf_release(&old);
	return held;
}

static int guard_file(const struct session *session, const char *path,
	const struct wl_buf *content, const struct wl_withheld *all,
	struct wl_err *err)
{
	struct wl_withheld words = part(all, true), names = part(all, false);
	struct wl_err found;

	if (wl_withheld_check(&words, content, &found) &&
		!held_before(session, path, &words)) {
		wl_err_set(err, WL_EFAIL, "'%s' cannot be recorded: %s", path,
			found.text);
		return wl_err_hint(err, "leave these words out, or add them "
					"with --level confidential");
	}
	if (wl_withheld_check(&names, content, &found) &&
		!held_before(session, path, &names))
		session_warn(session, "'%s': %s", path, found.text);
	return 0;
}

int session_guard(const struct session *session, const struct wl_change *change,
	struct wl_err *err)
{
	struct wl_withheld all = { .private_missing = false };
	int rc;

	if (!session->has_corpus)
		return 0;
	rc = wl_withheld_collect(
		&all, &session->corpus, &session->place, err);
	for (size_t i = 0; !rc && i < change->n; i++) {
		const char *path = wl_change_path(change, i);

		if (!wl_change_is_private(change, i))
			rc = guard_file(session, path,
				wl_change_content(change, path), &all, err);
	}
	wl_withheld_release(&all);
	return rc;
}
