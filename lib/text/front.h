/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A Markdown file with front matter: where its parts are.
 */
#ifndef WL_TEXT_FRONT_H
#define WL_TEXT_FRONT_H

#include "text/splice.h"

#define WL_MARKDOWN_MAX ((size_t)256 * 1024)
#define WL_FRONT_MAX ((size_t)64 * 1024)
#define WL_RUN_MAX ((size_t)32 * 1024)
#define WL_YAML_MAX ((size_t)4 * 1024 * 1024)

struct wl_front {
	size_t start, end;    /* bytes of the YAML between the --- lines */
	size_t body;          /* first byte behind the closing line */
	const char *eol;      /* "\n" or "\r\n", as its first line ends */
	struct wl_yaml *yaml; /* a map */
};

/*
 * Check the file's encoding and limits, find and parse its front matter.
 * A file without one is an error.
 */
int wl_front_parse(struct wl_front *out, struct wl_arena *arena,
	const struct wl_source *source, struct wl_err *err);
/* Does a file that begins with these bytes (NUL-terminated) mean to have front
 * matter? */
bool wl_front_begins(const char *bytes);
/* Set one key of a whole Markdown file's front matter; see wl_splice_set. */
int wl_front_set(struct wl_buf *file, const char *path, const char *key,
	const struct wl_value *value, struct wl_err *err);

#endif
