/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Inside the cache: what its reading and its writing share. */
#ifndef WL_STORE_CACHE_INTERNAL_H
#define WL_STORE_CACHE_INTERNAL_H

#include <sys/stat.h>

#include "base/pool.h"
#include "store/cache.h"
#include "store/cache_image.h"

#define WL_CACHE_FOLDER "winloss"
#define WL_CACHE_IMAGE WL_CACHE_FOLDER "/cache"
#define WL_CACHE_WORDS WL_CACHE_FOLDER "/words"
#define WL_CACHE_FOLDERS 64 /* of interviews that are kept open */

/* What is known of one path. */
struct wl_cache_slot {
	const struct wl_cache_entry *entry; /* may be of an older file; NULL */
	struct wl_cache_stat stat;          /* of the file, before it is read */
	uint32_t folder, name; /* as in wl_cache_entry, of cache->folders */
	bool same;
};

struct wl_cache_opened {
	const char *path;
	int dir; /* -1: it is not kept open */
	struct wl_cache_stat stat;
};

struct wl_cache {
	const struct wl_place *place;
	int common;     /* the repository's folder */
	int64_t before; /* what changed later is not kept */
	uint64_t build;
	struct wl_cache_image *image; /* mapped at WL_CACHE_BASE; NULL: none */
	size_t size;
	void *map;                 /* the same, or one that is damaged */
	struct wl_beside checking; /* of what is behind its index */
	bool checked, whole;       /* has that ended; is it whole */
	bool taken;                /* the address: it may be good, who knows */
	char *words;               /* mapped; NULL: there is none */
	size_t nwords;
	ino_t words_inode;
	struct wl_cache_stat programme, deals_file; /* as they are */
	struct wl_cache_opened *folders;
	size_t nfolders;
	const char **paths; /* of all interviews */
	struct wl_cache_slot *slots;
	size_t npaths;
	bool known; /* no folder has changed: paths are those of the image */
	struct wl_strv listed, listed_folders, folders_before; /* else */
};

/* Ours alone, or it is not trusted. */
bool wl_cache_is_ours(int fd, struct stat *st);
/* The passages of an entry; NULL if they are damaged. */
const char *wl_cache_find_words(
	const struct wl_cache *cache, const struct wl_cache_entry *entry);
/* Is it known, and are both the same? */
bool wl_cache_same(
	const struct wl_cache_stat *a, const struct wl_cache_stat *b);

#endif
