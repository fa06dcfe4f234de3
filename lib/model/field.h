/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * field/<month>.md: evidence from outside interviews, citable, never counted.
 */
#ifndef WL_MODEL_FIELD_H
#define WL_MODEL_FIELD_H

#include "model/interview.h"

struct wl_field {
	const char *path, *id; /* id: "2026-11", by the file's name
				 unless its front matter has one */
	struct wl_passage *passages;
	size_t npassages;
};

/*
 * Parse a file; front matter is optional (`winloss: 1`, `id`).  Every block
 * quote, and every paragraph or list item that ends in a token, is a note.
 */
int wl_field_parse(struct wl_field *out, struct wl_arena *arena,
	const struct wl_source *source, struct wl_err *err);

#endif
