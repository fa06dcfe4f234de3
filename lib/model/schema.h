/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Reading a YAML tree against what a file must hold.  Each getter fills its
 * place if the key is there and well formed; the first thing that is wrong is
 * kept as the error with its place, and the getters after it do nothing, so
 * that a parser is a plain list of calls with one check at the end.
 *
 * What a getter gives is a copy in schema->arena, so the tree may live in
 * another arena and be released before.  A map that is NULL holds nothing.
 * A message never shows more of a value than a few words of its first line.
 */
#ifndef WL_MODEL_SCHEMA_H
#define WL_MODEL_SCHEMA_H

#include "base/date.h"
#include "text/yaml.h"

struct wl_schema {
	struct wl_arena *arena;
	const struct wl_source *source;
	struct wl_err *err;
	int code; /* of the first failure; 0 */
	/* For wl_schema_line: how far lines were counted. */
	size_t counted;
	int newlines;
};

/* Fail at a value (or, if it is NULL, at the beginning of the file). */
int wl_schema_fail(struct wl_schema *schema, const struct wl_yaml *at,
	const char *fmt, ...) WL_PRINTF(3, 4);
/* Fail at the key of an entry. */
int wl_schema_fail_key(struct wl_schema *schema, const struct wl_yaml *at,
	const char *fmt, ...) WL_PRINTF(3, 4);
/* The line (from 1) of a key or, of a sequence's entry, value.  Cheap if asked
 * in the order of the file. */
int wl_schema_line(struct wl_schema *schema, const struct wl_yaml *at);
/* What a message may show of a value (arena): its first line, shortened. */
const char *wl_schema_shown(struct wl_schema *schema, const char *s);

/*
 * Parse the whole source (a YAML file of at most WL_YAML_MAX bytes), whose top
 * must be a map.  NULL if it failed.
 */
const struct wl_yaml *wl_schema_parse(struct wl_schema *schema);
/*
 * Parse the front matter of the source, a Markdown file, and have `read` take
 * what it holds into `out`; the map is gone afterwards.  *body: where the rest
 * of the file begins (NULL: of no interest).  Returns schema->code.
 */
int wl_schema_front(struct wl_schema *schema,
	int (*read)(void *out, struct wl_schema *schema,
		const struct wl_yaml *map),
	void *out, size_t *body);
/* `winloss: 1` must be there; a higher number names the newer release. */
void wl_schema_version(struct wl_schema *schema, const struct wl_yaml *map);
/* A key that is missing or empty is a failure, where the map begins. */
void wl_schema_require(
	struct wl_schema *schema, const struct wl_yaml *map, const char *key);
/* Text; empty or missing leaves NULL. */
void wl_schema_text(struct wl_schema *schema, const struct wl_yaml *map,
	const char *key, const char **out);
/* An id (wl_id_valid); missing fails if `required`. */
void wl_schema_id(struct wl_schema *schema, const struct wl_yaml *map,
	const char *key, bool required, const char **out);
/* A word of a table of model/terms.h; empty or missing leaves *out. */
void wl_schema_term(struct wl_schema *schema, const struct wl_yaml *map,
	const char *key, const char *const *table, int *out);
/* A whole number within lo and hi. */
void wl_schema_int(struct wl_schema *schema, const struct wl_yaml *map,
	const char *key, int lo, int hi, int *out);
/* Two whole numbers within lo and hi, the first not above the second. */
void wl_schema_range(struct wl_schema *schema, const struct wl_yaml *map,
	const char *key, int lo, int hi, int out[2]);
/* A list of texts; a single scalar counts as a list of one. */
void wl_schema_list(struct wl_schema *schema, const struct wl_yaml *map,
	const char *key, struct wl_list *out);
void wl_schema_day(struct wl_schema *schema, const struct wl_yaml *map,
	const char *key, wl_day *out);
/* A moment; a date alone is taken as its noon in the local zone, so that the
 * day is right. */
void wl_schema_time(struct wl_schema *schema, const struct wl_yaml *map,
	const char *key, struct wl_time *out);
/* The entry, which must be a map (sequence); NULL if missing or failed. */
const struct wl_yaml *wl_schema_map(
	struct wl_schema *schema, const struct wl_yaml *map, const char *key);
const struct wl_yaml *wl_schema_seq(
	struct wl_schema *schema, const struct wl_yaml *map, const char *key);

/*
 * The same for a value at hand.  `name` is what a message calls it: its key,
 * or the list that it stands in.
 */
void wl_schema_text_of(struct wl_schema *schema, const struct wl_yaml *value,
	const char *name, const char **out);
void wl_schema_term_of(struct wl_schema *schema, const struct wl_yaml *value,
	const char *name, const char *const *table, int *out);
void wl_schema_int_of(struct wl_schema *schema, const struct wl_yaml *value,
	const char *name, const int limits[2], int *out);
void wl_schema_list_of(struct wl_schema *schema, const struct wl_yaml *value,
	const char *name, struct wl_list *out);
void wl_schema_day_of(struct wl_schema *schema, const struct wl_yaml *value,
	const char *name, wl_day *out);
void wl_schema_time_of(struct wl_schema *schema, const struct wl_yaml *value,
	const char *name, struct wl_time *out);
/* Walk what a list getter reads: the item behind `item` (NULL: the first), NULL
 * behind the last.  Empty ones are left out, a scalar is its own one item. */
const struct wl_yaml *wl_schema_item(
	const struct wl_yaml *list, const struct wl_yaml *item);
/* The value if it is a map; NULL if it is empty or failed. */
const struct wl_yaml *wl_schema_map_of(struct wl_schema *schema,
	const struct wl_yaml *value, const char *name);

#endif
