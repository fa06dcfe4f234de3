/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What the tests of edits share: a text as it is opened, and what it must have
 * become, byte by byte.
 */
#ifndef TESTS_EDIT_TEST_H
#define TESTS_EDIT_TEST_H

#include "model/edit.h"

static inline struct wl_edit edit_of(const char *path, const char *text)
{
	struct wl_edit edit = { .file = WL_BUF_INIT, .path = path };

	wl_buf_adds(&edit.file, text);
	return edit;
}

/* The file is `start` with `new` put where `old` stood; then it is released. */
static inline void edit_is_with(struct wl_edit *edit, const char *start,
	const char *old, const char *new)
{
	struct wl_buf want = WL_BUF_INIT;
	const char *at = strstr(start, old);

	assert_non_null(at);
	wl_buf_adds(&want, start);
	wl_buf_splice(
		&want, (size_t)(at - start), strlen(old), new, strlen(new));
	assert_string_equal(edit->file.s, want.s);
	wl_buf_release(&want);
	wl_buf_release(&edit->file);
}

#endif
