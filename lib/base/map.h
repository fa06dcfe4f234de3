/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A hash table from strings to pointers.  Keys are borrowed: they must live
 * as long as the map.  There is no order; walk the array that the values
 * came from instead.
 */
#ifndef WL_BASE_MAP_H
#define WL_BASE_MAP_H

#include "base/base.h"

struct wl_map {
	struct wl_map_slot *slots;
	size_t n, cap;
};

void wl_map_init(struct wl_map *map);
void wl_map_release(struct wl_map *map);
/* Set key to value; returns the value that it had, or NULL. */
void *wl_map_put(struct wl_map *map, const char *key, void *value);
/* NULL if the key is not there. */
void *wl_map_get(const struct wl_map *map, const char *key);

#endif
