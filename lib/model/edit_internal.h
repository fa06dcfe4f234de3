/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What the two halves of model/edit.h share: the blocks of the file as it is
 * now, and putting text into the stretch between two headings.
 */
#ifndef WL_MODEL_EDIT_INTERNAL_H
#define WL_MODEL_EDIT_INTERNAL_H

#include "model/edit.h"

/* The file read once; offsets are stale after any change. */
struct wl_outline {
	struct wl_arena arena;
	struct wl_source source;
	struct wl_front front;
	struct wl_blocks blocks;
};

/* The bytes behind a heading's line up to the next heading that ends it. */
struct wl_stretch {
	bool found;
	size_t heading; /* index of its block */
	size_t start, end;
	size_t first_text, last_text; /* bytes of what is there, trimmed */
};

int wl_outline_read(
	struct wl_outline *out, const struct wl_edit *edit, struct wl_err *err);
void wl_outline_release(struct wl_outline *outline);
/* The heading of a question; found is false if it has none. */
struct wl_stretch wl_outline_question(
	const struct wl_outline *outline, const char *id);
/* The heading "## title", or "### title" inside "## under". */
struct wl_stretch wl_outline_section(
	const struct wl_outline *outline, const char *under, const char *title);
/* Put a paragraph at the end of what a stretch holds. */
void wl_edit_append(struct wl_edit *edit, const struct wl_outline *outline,
	const struct wl_stretch *stretch, const struct wl_buf *text);

#endif
