/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * field/<month>.md: evidence from outside interviews, citable, never counted.
 */
#ifndef WL_MODEL_FIELD_H
#define WL_MODEL_FIELD_H

#include "model/interview.h"

struct wl_field {
	const char *path, *id; /* id: "2026-11" */
	struct wl_passage *passages;
	size_t npassages;
};

int wl_field_parse(struct wl_field *out, struct wl_arena *arena,
	const struct wl_source *source, struct wl_err *err);

#endif
