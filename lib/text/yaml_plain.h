/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The YAML that front matter mostly is, read without libyaml, which takes
 * longer than all else that is done to an interview but cmark.  Inside the
 * reading of YAML only: both give the same tree, which a test and a fuzz
 * target hold, and whatever is not surely as plain as this is libyaml's:
 *
 *	key: words, whatever they hold but ': ' and ' #'
 *	key: [words, words]
 *	key: {key: words, key: words}
 *	key:
 *	# a line of comment
 *
 * without indentation, quotes, tabs, CR, or a key that stands twice.
 */
#ifndef WL_TEXT_YAML_PLAIN_H
#define WL_TEXT_YAML_PLAIN_H

#include "text/yaml.h"

/* The tree of bytes `start` to `end`; NULL: it is not plain, or wrong. */
struct wl_yaml *wl_yaml_plain(struct wl_arena *arena,
	const struct wl_source *source, size_t start, size_t end);
/* As wl_yaml_parse behind a BOM, always by libyaml. */
int wl_yaml_parse_any(struct wl_yaml **out, struct wl_arena *arena,
	const struct wl_source *source, size_t start, size_t end,
	struct wl_err *err);

#endif
