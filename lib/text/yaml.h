/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * YAML as a tree that knows its bytes.  Read through libyaml's events, which
 * refuses anchors, aliases, tags, duplicate keys, several documents and
 * nesting deeper than 16.  All scalars are text; types come from whoever asks.
 *
 * Offsets are bytes into the source (libyaml's marks count code points and
 * leave out a BOM; they are mapped here).
 */
#ifndef WL_TEXT_YAML_H
#define WL_TEXT_YAML_H

#include "base/arena.h"
#include "base/buf.h"
#include "text/source.h"

enum wl_yaml_kind { WL_YAML_SCALAR, WL_YAML_SEQ, WL_YAML_MAP };

struct wl_yaml {
	enum wl_yaml_kind kind;
	bool flow;                 /* [a, b] or {a: b}; quoted for a scalar */
	const char *key;           /* of a map's entry, else NULL */
	const char *s;             /* of a scalar; "" for a map or sequence */
	size_t key_start, key_end; /* bytes of the key */
	size_t start, end;     /* bytes of the value; equal if it is empty */
	struct wl_yaml *first; /* entries of a map or sequence, in order */
	struct wl_yaml *next;
	size_t n; /* how many entries */
};

/*
 * Parse bytes `start` to `end` of the source (the whole of it for a YAML
 * file, the inside of front matter).  *out lives in the arena; an empty
 * document gives an empty map.  `root` says what the top must be.
 */
int wl_yaml_parse(struct wl_yaml **out, struct wl_arena *arena,
	const struct wl_source *source, size_t start, size_t end,
	struct wl_err *err);
/* Whose reading it is, "0.2.5". */
const char *wl_yaml_version(void);
/* The entry of a map, or NULL. */
struct wl_yaml *wl_yaml_get(const struct wl_yaml *map, const char *key);
/* The text of a map's scalar entry; NULL if it is missing or empty. */
const char *wl_yaml_text(const struct wl_yaml *map, const char *key);
/*
 * Add s as a scalar that reads back as s: plain where that is safe, else in
 * quotes.  `flow`: it will stand inside [] or {}.
 */
void wl_yaml_quote(struct wl_buf *out, const char *s, bool flow);

#endif
