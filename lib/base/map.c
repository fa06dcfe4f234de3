/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/map.h"

struct wl_map_slot {
	const char *key; /* NULL: free */
	void *value;
};

void wl_map_init(struct wl_map *map)
{
	memset(map, 0, sizeof(*map));
}

void wl_map_release(struct wl_map *map)
{
	free(map->slots);
	wl_map_init(map);
}

/* The slot of the key, or the free one where it belongs. */
static struct wl_map_slot *find(const struct wl_map *map, const char *key)
{
	size_t i = wl_hash(key, strlen(key)) & (map->cap - 1);

	while (map->slots[i].key && strcmp(map->slots[i].key, key))
		i = (i + 1) & (map->cap - 1);
	return &map->slots[i];
}

static void grow(struct wl_map *map)
{
	struct wl_map old = *map;

	map->cap = old.cap ? old.cap * 2 : 16;
	map->slots = wl_alloc(map->cap * sizeof(*map->slots));
	for (size_t i = 0; i < old.cap; i++)
		if (old.slots[i].key)
			*find(map, old.slots[i].key) = old.slots[i];
	free(old.slots);
}

void *wl_map_put(struct wl_map *map, const char *key, void *value)
{
	struct wl_map_slot *slot;
	void *old;

	if ((map->n + 1) * 4 > map->cap * 3)
		grow(map);
	slot = find(map, key);
	old = slot->value;
	if (!slot->key) {
		slot->key = key;
		map->n++;
	}
	slot->value = value;
	return old;
}

void *wl_map_get(const struct wl_map *map, const char *key)
{
	return map->cap && key ? find(map, key)->value : NULL;
}
