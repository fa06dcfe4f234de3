/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Writing JSON as it goes, so that a long array is never a tree in memory.
 * Strings are encoded by jansson, which checks that they are UTF-8.  Keys come
 * in the order written; two spaces of indent, or one line for ndjson.  Each
 * value at the top ends its line.  Invalid UTF-8 becomes U+FFFD.
 */
#ifndef WL_TEXT_JSON_H
#define WL_TEXT_JSON_H

#include "base/buf.h"
#include "base/date.h"

struct wl_json {
	struct wl_buf *out;
	bool compact;
	int depth;
	bool first; /* nothing yet inside the open object or array */
};

/* A writer into out.  compact: everything on one line. */
void wl_json_init(struct wl_json *json, struct wl_buf *out, bool compact);
/* Open and close; key is NULL inside an array and at the top. */
void wl_json_object(struct wl_json *json, const char *key);
void wl_json_end_object(struct wl_json *json);
void wl_json_array(struct wl_json *json, const char *key);
void wl_json_end_array(struct wl_json *json);
/* NULL writes null. */
void wl_json_string(struct wl_json *json, const char *key, const char *s);
/* The same where "" says that it is not known, which writes null too. */
void wl_json_text(struct wl_json *json, const char *key, const char *s);
/* "2026-11-21"; null for WL_NO_DAY. */
void wl_json_day(struct wl_json *json, const char *key, wl_day day);
void wl_json_int(struct wl_json *json, const char *key, long long value);
/* An array of them. */
void wl_json_ints(
	struct wl_json *json, const char *key, const int *values, size_t n);
/* At most four decimals, trailing zeros dropped; not finite writes null. */
void wl_json_number(struct wl_json *json, const char *key, double value);
void wl_json_bool(struct wl_json *json, const char *key, bool value);
void wl_json_null(struct wl_json *json, const char *key);

#endif
