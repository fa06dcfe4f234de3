/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Reading a YAML tree against what a file must hold.  Each getter fills its
 * place if the key is there and well formed; the first thing that is wrong is
 * kept as the error with its place, and the getters after it do nothing, so
 * that a parser is a plain list of calls with one check at the end.
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
};

/* Fail at a value (or, if it is NULL, at the beginning of the file). */
int wl_schema_fail(struct wl_schema *schema, const struct wl_yaml *at,
	const char *fmt, ...) WL_PRINTF(3, 4);
/* `winloss: 1` must be there; a higher number names the newer release. */
void wl_schema_version(struct wl_schema *schema, const struct wl_yaml *map);
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
/* A list of texts; a single scalar counts as a list of one. */
void wl_schema_list(struct wl_schema *schema, const struct wl_yaml *map,
	const char *key, struct wl_list *out);
void wl_schema_day(struct wl_schema *schema, const struct wl_yaml *map,
	const char *key, wl_day *out);
void wl_schema_time(struct wl_schema *schema, const struct wl_yaml *map,
	const char *key, struct wl_time *out);
/* The entry, which must be a map (sequence); NULL if missing or failed. */
const struct wl_yaml *wl_schema_map(struct wl_schema *schema,
	const struct wl_yaml *map, const char *key);
const struct wl_yaml *wl_schema_seq(struct wl_schema *schema,
	const struct wl_yaml *map, const char *key);

#endif
