/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The lines of .gitattributes that a programme made before they existed does
 * not have. */
#include "base/file.h"
#include "init.h"
#include "model/starter.h"
#include "store/driver.h"

#define ATTRIBUTES ".gitattributes"
#define ATTRIBUTES_MAX ((size_t)1024 * 1024)

static int read_file(
	struct session *session, struct wl_buf *file, struct wl_err *err)
{
	int rc = wl_file_read(
		file, session->place.dir, ATTRIBUTES, ATTRIBUTES_MAX, err);

	return rc == WL_ENOTFOUND ? 0 : rc;
}

static void add_lines(struct wl_buf *file, const struct wl_strv *lines)
{
	if (file->n && file->s[file->n - 1] != '\n')
		wl_buf_addc(file, '\n');
	for (size_t i = 0; i < lines->n; i++)
		wl_buf_addf(file, "%s\n", lines->v[i]);
}

static int add(struct session *session, const struct wl_strv *lines,
	struct wl_err *err)
{
	struct wl_message message = { .area = "init",
		.what = "let git merge files by what is in them" };
	struct wl_buf file = WL_BUF_INIT;
	struct wl_change change = { 0 };
	int rc = session_begin(session, &change, err);

	if (!rc)
		rc = read_file(session, &file, err);
	if (!rc) {
		add_lines(&file, lines);
		wl_change_add(&change, ATTRIBUTES, &file);
		rc = session_apply(session, &change, &message, err);
	}
	wl_change_end(&change);
	wl_buf_release(&file);
	return rc;
}

int init_attributes(struct session *session, const struct wl_repo *repo,
	bool recorded, struct wl_err *err)
{
	struct wl_buf starter = WL_BUF_INIT;
	struct wl_strv lines = { 0 };
	bool record = session->record;
	int rc;

	wl_starter_write(&starter, "gitattributes",
		(const struct wl_starter_word[]){ { 0 } });
	rc = wl_driver_missing(repo, starter.s, &lines, err);
	if (!rc && lines.n && recorded && wl_repo_check_idle(repo, NULL)) {
		session_say(session,
			"hint: '%s' lacks lines that git merges by; run "
			"`winloss init` again behind\nthe merge that is "
			"going on",
			ATTRIBUTES);
	} else if (!rc && lines.n) {
		session->record = record && recorded;
		rc = add(session, &lines, err);
		session->record = record;
	}
	wl_strv_release(&lines);
	wl_buf_release(&starter);
	return rc;
}
