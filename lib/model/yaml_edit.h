/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Single edits of a YAML text at the parser's marks.  Each call changes the
 * bytes and leaves the tree stale: parse again before the next one.  Nothing
 * is checked here; whoever edits compares wl_yaml_lines of before and after
 * (codebook_edit.c, retheme.c).
 */
#ifndef WL_MODEL_YAML_EDIT_H
#define WL_MODEL_YAML_EDIT_H

#include "base/strv.h"
#include "text/yaml.h"

/* Give a scalar another text; the quotes around it stay.  An empty value gets
 * one. */
void wl_yaml_put(
	struct wl_buf *file, const struct wl_yaml *scalar, const char *text);
/* Give a map's entry another key, which needs no quotes. */
void wl_yaml_rekey(
	struct wl_buf *file, const struct wl_yaml *entry, const char *key);
/* Add "key: value" behind the last entry of a map; the value as it will stand
 * there. */
void wl_yaml_add_entry(struct wl_buf *file, const struct wl_yaml *map,
	const char *key, const char *value);
/* Remove an entry of a map with its lines. */
void wl_yaml_drop_entry(struct wl_buf *file, const struct wl_yaml *map,
	const struct wl_yaml *entry);
/* Add a text to the list that `key` of a map holds: a sequence, one text, or
 * nothing yet. */
void wl_yaml_add_item(struct wl_buf *file, const struct wl_yaml *map,
	const char *key, const char *text);
/* Remove an item of a sequence. */
void wl_yaml_drop_item(struct wl_buf *file, const struct wl_yaml *seq,
	const struct wl_yaml *item);

/* First byte of the line that holds `at`; of the line behind it. */
size_t wl_yaml_line(const struct wl_buf *file, size_t at);
size_t wl_yaml_next_line(const struct wl_buf *file, size_t at);
/* The first byte behind an entry and, if it ends in a block text, behind the
 * empty lines that may belong to that. */
size_t wl_yaml_behind(const struct wl_buf *file, const struct wl_yaml *entry);
/* "\r\n" if the first line ends so, else "\n". */
const char *wl_yaml_eol(const struct wl_buf *file);

/*
 * All values as "a/b=text", a sequence's items as "a/=text"; where nothing
 * stands, nothing is added.  Two trees that give the same sorted lines say the
 * same.  A key named `listed` counts as a sequence even with a single text.
 */
void wl_yaml_lines(
	struct wl_strv *out, const struct wl_yaml *root, const char *listed);

#endif
