/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Changing one value of a YAML text, and no other byte: the new value is
 * spliced at the parser's marks, the result parsed again and compared; if
 * anything else differs, nothing is changed and an error says so.
 */
#ifndef WL_TEXT_SPLICE_H
#define WL_TEXT_SPLICE_H

#include "base/buf.h"
#include "text/yaml.h"

/* A value to be written. */
struct wl_value {
	const char *text;           /* a scalar; NULL: see list */
	const struct wl_list *list; /* a sequence of scalars, or NULL */
};

/*
 * Set `key` ("status"), or a key inside a map ("prepared.crm"), in the YAML
 * between *start and *end of doc.  A missing key is added behind the last one
 * of its map; a missing map is added as {key: value}.  *end moves with the
 * text.  Setting what is already so changes nothing.
 */
int wl_splice_set(struct wl_buf *doc, size_t start, size_t *end,
	const char *key, const struct wl_value *value, struct wl_err *err);

#endif
