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

/* path is NULL for what stands in no file. */
static int guard_bytes(const struct session *session, const char *path,
	const struct wl_buf *content, const struct wl_withheld *all,
	struct wl_err *err)
{
	struct wl_withheld words = part(all, true), names = part(all, false);
	const char *what = path ? path : "the message of the commit";
	const char *quote = path ? "'" : "";
	struct wl_err found;

	if (wl_withheld_check(&words, content, &found) &&
		!(path && held_before(session, path, &words))) {
		wl_err_set(err, WL_EFAIL, "%s%s%s cannot be recorded: %s",
			quote, what, quote, found.text);
		return wl_err_hint(
			err, path ? "leave these words out, or add them with "
				    "--level confidential"
				  : "leave these words out: a message stays in "
				    "the history");
	}
	if (wl_withheld_check(&names, content, &found) &&
		!(path && held_before(session, path, &names)))
		session_warn(
			session, "%s%s%s: %s", quote, what, quote, found.text);
	return 0;
}

static int guard_message(const struct session *session,
	const struct wl_message *message, const struct wl_withheld *all,
	struct wl_err *err)
{
	const char *const texts[] = { message->what, message->why,
		message->apply_first };
	struct wl_buf all_texts = WL_BUF_INIT;
	int rc;

	for (size_t i = 0; i < WL_LEN(texts); i++)
		wl_buf_addf(&all_texts, "%s\n", texts[i] ? texts[i] : "");
	rc = guard_bytes(session, NULL, &all_texts, all, err);
	wl_buf_release(&all_texts);
	return rc;
}

int session_guard(const struct session *session, const struct wl_change *change,
	const struct wl_message *message, struct wl_err *err)
{
	struct wl_withheld all = { .private_missing = false };
	int rc;

	if (!session->has_corpus)
		return 0;
	rc = wl_withheld_collect(&all, &session->corpus, &session->place, err);
	for (size_t i = 0; !rc && i < change->n; i++) {
		const char *path = wl_change_path(change, i);
		const struct wl_buf *content = wl_change_content(change, path);

		if (!wl_change_is_private(change, i) && content)
			rc = guard_bytes(session, path, content, &all, err);
	}
	if (!rc && session->record)
		rc = guard_message(session, message, &all, err);
	wl_withheld_release(&all);
	return rc;
}

int session_search(struct session *session, const struct wl_buf *out,
	bool leaves, struct wl_err *err)
{
	struct wl_withheld all = { .private_missing = false };
	int rc;

	rc = wl_withheld_collect(&all, &session->corpus, &session->place, err);
	if (!rc)
		rc = wl_withheld_check(&all, out, err);
	if (!rc && leaves && (all.private_missing || all.people_missing))
		session_warn(session, "not all confidential words and names "
				      "are on this machine: the output could "
				      "not be searched for them");
	wl_withheld_release(&all);
	return rc;
}

int session_publish(struct session *session, const struct wl_buf *out,
	bool leaves, struct wl_err *err)
{
	int rc = session_search(session, out, leaves, err);

	return rc ? rc : session_print(session, out, err);
}
