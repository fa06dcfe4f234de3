/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The two halves of reading an interview file, for interview.c alone.  Both
 * fill their part of *out, from the arena, and may leave it half filled when
 * they fail.
 */
#ifndef WL_MODEL_INTERVIEW_PARSE_H
#define WL_MODEL_INTERVIEW_PARSE_H

#include "model/interview.h"
#include "model/schema.h"

/* The front matter, for wl_schema_front; `interview` is a wl_interview. */
int wl_interview_front(void *interview, struct wl_schema *schema,
	const struct wl_yaml *map);
/* What stands behind byte `body`: questions, passages, the three notes. */
int wl_interview_body(struct wl_interview *out, struct wl_arena *arena,
	const struct wl_source *source, size_t body, struct wl_err *err);

#endif
