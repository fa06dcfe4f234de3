/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A growing vector of strings that it owns, with a NULL behind the last one,
 * so that it can be handed to execvp.
 */
#ifndef WL_BASE_STRV_H
#define WL_BASE_STRV_H

#include "base/base.h"

struct wl_strv {
	char **v; /* NULL-terminated once something was added */
	size_t n, cap;
};

void wl_strv_init(struct wl_strv *strv);
void wl_strv_release(struct wl_strv *strv);
/* Add a copy of s. */
void wl_strv_add(struct wl_strv *strv, const char *s);
/* Add the string itself; it now belongs to strv. */
void wl_strv_take(struct wl_strv *strv, char *s);
void wl_strv_addf(struct wl_strv *strv, const char *fmt, ...) WL_PRINTF(2, 3);
/* Add a copy unless an equal one is there. */
void wl_strv_add_once(struct wl_strv *strv, const char *s);
bool wl_strv_has(const struct wl_strv *strv, const char *s);
/* Order by bytes. */
void wl_strv_sort(struct wl_strv *strv);

#endif
