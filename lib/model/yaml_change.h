/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The frame of a change to YAML as bytes: a copy is edited at the parser's
 * marks (model/yaml_edit.h), parsed again, and handed out only if it says just
 * what was wanted; else the file stays as it was (WL_EFAIL with the way out).
 *
 *	begin; for each edit: what is wanted, the edit, again; finish
 */
#ifndef WL_MODEL_YAML_CHANGE_H
#define WL_MODEL_YAML_CHANGE_H

#include "base/strv.h"
#include "text/front.h"

/* What kind of file it is. */
struct wl_yaml_change_kind {
	bool front;          /* the front matter of Markdown; else all of it */
	const char *listed;  /* see wl_yaml_lines; may be NULL */
	const char *by_hand; /* the hint of a refusal */
	/* The result must satisfy this parser as well; may be NULL. */
	int (*parse)(struct wl_arena *arena, const struct wl_source *source,
		struct wl_err *err);
};

/* A file in the making. */
struct wl_yaml_change {
	const struct wl_yaml_change_kind *kind;
	const char *path;
	const char *what;     /* of a refusal: "this" */
	struct wl_buf file;   /* to be edited */
	struct wl_yaml *root; /* with its marks; stale after an edit */
	size_t tail;          /* bytes behind the front matter */
	/* wl_yaml_lines as they were; as they shall be in the end. */
	struct wl_strv before, wanted;
	struct wl_arena arena;
	struct wl_err *err; /* borrowed; may be NULL */
};

/* Copy the file and read it.  WL_EUNREADABLE with the place; wl_..._finish
 * releases it in any case.  path and err are borrowed. */
int wl_yaml_change_begin(struct wl_yaml_change *change,
	const struct wl_yaml_change_kind *kind, const struct wl_buf *file,
	const char *path, struct wl_err *err);
/* All that stood there shall stay, but for what stands at or below this
 * address, "a/b" as in wl_yaml_lines (NULL: all of it). */
void wl_yaml_change_keep(struct wl_yaml_change *change, const char *but);
/* New marks after an edit. */
int wl_yaml_change_again(struct wl_yaml_change *change);
/* The source as it is now. */
struct wl_source wl_yaml_change_source(const struct wl_yaml_change *change);
/* With rc 0 check the result and put it into `file`, which is the one of
 * begin; else leave it.  Releases the change; returns what went wrong. */
int wl_yaml_change_finish(
	struct wl_yaml_change *change, int rc, struct wl_buf *file);

#endif
