/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/map.h"

struct wl_map_slot {
	const char *key; /* NULL: free */
	void *value;
	uint64_t hash;
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

static uint64_t stir(uint64_t hash, uint64_t word)
{
	hash = (hash ^ word) * UINT64_C(0x9e3779b97f4a7c15);
	return hash ^ hash >> 32;
}

/* Eight bytes at a time.  It may differ from machine to machine: nothing that
 * comes out of a map depends on it. */
static uint64_t hash_of(const char *key)
{
	size_t n = strlen(key);
	uint64_t hash = n, word;

	for (; n >= sizeof(word); n -= sizeof(word)) {
		memcpy(&word, key, sizeof(word));
		hash = stir(hash, word);
		key += sizeof(word);
	}
	word = 0;
	for (size_t i = 0; i < n; i++)
		word = word << 8 | (unsigned char)key[i];
	return stir(hash, word);
}

/* The slot of the key, or the free one where it belongs. */
static struct wl_map_slot *find(
	const struct wl_map *map, const char *key, uint64_t hash)
{
	size_t i = hash & (map->cap - 1);
	struct wl_map_slot *slot = &map->slots[i];

	while (slot->key && (slot->hash != hash || strcmp(slot->key, key))) {
		i = (i + 1) & (map->cap - 1);
		slot = &map->slots[i];
	}
	return slot;
}

static void resize(struct wl_map *map, size_t cap)
{
	struct wl_map old = *map;

	map->cap = cap;
	map->slots = wl_alloc(map->cap * sizeof(*map->slots));
	for (size_t i = 0; i < old.cap; i++)
		if (old.slots[i].key)
			*find(map, old.slots[i].key, old.slots[i].hash) =
				old.slots[i];
	free(old.slots);
}

void *wl_map_put(struct wl_map *map, const char *key, void *value)
{
	struct wl_map_slot *slot;
	uint64_t hash = hash_of(key);
	void *old;

	if ((map->n + 1) * 4 > map->cap * 3)
		resize(map, map->cap ? map->cap * 2 : 16);
	slot = find(map, key, hash);
	old = slot->value;
	if (!slot->key) {
		slot->key = key;
		slot->hash = hash;
		map->n++;
	}
	slot->value = value;
	return old;
}

void *wl_map_get(const struct wl_map *map, const char *key)
{
	return map->cap && key ? find(map, key, hash_of(key))->value : NULL;
}
