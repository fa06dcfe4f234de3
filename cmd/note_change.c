/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One change of one interview file, from the lock to the commit. */
#include "note.h"

int noting_parse(struct noting *noting, struct wl_err *err)
{
	struct wl_source source = { .path = noting->edit.path,
		.bytes = noting->edit.file.s,
		.n = noting->edit.file.n };

	return wl_interview_parse(&noting->now, &noting->arena, &source, err);
}

int noting_begin(struct noting *noting, struct wl_err *err)
{
	int rc;

	rc = session_begin(noting->session, &noting->change, err);
	if (!rc)
		rc = session_edit(
			noting->session, noting->interview, &noting->edit, err);
	return rc ? rc : noting_parse(noting, err);
}

int noting_allowed(struct noting *noting, struct wl_err *err)
{
	struct wl_change change;
	int rc = session_begin(noting->session, &change, err);

	wl_change_end(&change);
	return rc;
}

int noting_apply(struct noting *noting, const char *what, struct wl_err *err)
{
	struct wl_message message = { .area = "note",
		.why = noting->why,
		.interview = noting->interview->id };

	message.what = wl_arena_printf(
		&noting->arena, "%s %s", what, noting->interview->id);
	wl_change_add(
		&noting->change, noting->interview->path, &noting->edit.file);
	return session_apply(noting->session, &noting->change, &message, err);
}

void noting_end(struct noting *noting)
{
	wl_change_end(&noting->change);
	wl_buf_release(&noting->edit.file);
	wl_arena_release(&noting->arena);
}
