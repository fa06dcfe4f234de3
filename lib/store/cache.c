/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/cache.h"

#include <fcntl.h>
#include <stdatomic.h>
#include <sys/file.h>
#include <sys/mman.h>
#include <unistd.h>

#include "base/file.h"
#include "store/cache_entry.h"

#define FOLDER "winloss"
#define NAME "cache"
#define NEW                                                                    \
	NAME ".new" /* while it is written; left behind, it is used again      \
		     */
#define MAGIC "winloss cache 1\n"
#define SECOND INT64_C(1000000000)
#define AT_ONCE ((size_t)1 << 20) /* bytes a write */

struct header {
	char magic[16];
	uint64_t build; /* who can read what follows */
	uint64_t unused;
};

/* What is known of one path. */
struct slot {
	const struct wl_cache_entry *entry; /* may be of an older file */
	struct wl_cache_stat stat; /* of the file, before it was read */
	bool regular, taken;
};

struct wl_cache {
	const struct wl_place *place;
	const struct wl_strv *paths;
	int common;     /* the repository's folder */
	int64_t before; /* files that changed later are not kept */
	uint64_t build;
	const char *map; /* the file; NULL: there is none */
	size_t size;
	ino_t inode;
	struct slot *slots; /* by path */
	atomic_bool damaged;
};

static int64_t nanoseconds(struct timespec time)
{
	return time.tv_sec * SECOND + time.tv_nsec;
}

static bool stat_file(struct wl_cache_stat *out, int dir, const char *path)
{
	struct stat st;

	if (fstatat(dir, path, &st, AT_SYMLINK_NOFOLLOW) ||
		!S_ISREG(st.st_mode))
		return false;
	*out = (struct wl_cache_stat){ st.st_size, nanoseconds(st.st_mtim),
		nanoseconds(st.st_ctim), st.st_ino };
	return true;
}

/* This very program with these very libraries: nobody else's reading counts,
 * and nobody must remember to raise a number. */
static uint64_t build_of_program(void)
{
	struct wl_buf text = WL_BUF_INIT;
	struct stat st = { 0 };
	uint64_t hash;

	if (stat("/proc/self/exe", &st))
		st.st_size = -1;
	wl_buf_addf(&text, "%s %s %s %zu %zu %lld %lld", WL_VERSION,
		wl_markdown_version(), wl_yaml_version(),
		sizeof(struct wl_interview), sizeof(struct wl_passage),
		(long long)st.st_size, (long long)nanoseconds(st.st_mtim));
	hash = wl_hash(text.s, text.n);
	wl_buf_release(&text);
	return hash;
}

/* Ours alone, or it is not trusted. */
static bool is_ours(int fd, struct stat *st)
{
	return !fstat(fd, st) && S_ISREG(st->st_mode) &&
	       st->st_uid == geteuid() && !(st->st_mode & 0077);
}

static int open_file(const struct wl_cache *cache, const char *name, int flags)
{
	return openat(cache->common, name,
		flags | O_NOFOLLOW | O_CLOEXEC | O_NONBLOCK, 0600);
}

static void map_file(struct wl_cache *cache)
{
	int fd = open_file(cache, FOLDER "/" NAME, O_RDONLY);
	struct stat st;
	void *map;

	if (fd < 0)
		return;
	if (is_ours(fd, &st) && (size_t)st.st_size >= sizeof(struct header)) {
		map = mmap(NULL, (size_t)st.st_size, PROT_READ,
			MAP_PRIVATE | MAP_POPULATE, fd, 0);
		if (map != MAP_FAILED) {
			cache->map = map;
			cache->size = (size_t)st.st_size;
			cache->inode = st.st_ino;
		}
	}
	close(fd);
}

static bool is_readable(const struct wl_cache *cache)
{
	struct header header;

	if (!cache->map)
		return false;
	memcpy(&header, cache->map, sizeof(header));
	return !memcmp(header.magic, MAGIC, sizeof(header.magic)) &&
	       header.build == cache->build;
}

struct entries {
	const struct wl_cache_entry **v;
	size_t n, cap;
	bool sorted; /* by path */
};

static void find_entries(struct wl_cache *cache, struct entries *out)
{
	size_t at = sizeof(struct header);
	const struct wl_cache_entry *entry, *last = NULL;

	out->sorted = true;
	while (at < cache->size) {
		entry = wl_cache_entry_at(cache->map + at, cache->size - at);
		if (!entry)
			break;
		WL_GROW(out->v, out->n, out->cap);
		out->v[out->n++] = entry;
		if (last && strcmp(wl_cache_entry_path(last),
				    wl_cache_entry_path(entry)) >= 0)
			out->sorted = false;
		last = entry;
		at += entry->size;
	}
	if (at != cache->size)
		cache->damaged = true;
}

static int by_path(const void *a, const void *b)
{
	const struct wl_cache_entry *x = *(struct wl_cache_entry *const *)a;
	const struct wl_cache_entry *y = *(struct wl_cache_entry *const *)b;
	int order = strcmp(wl_cache_entry_path(x), wl_cache_entry_path(y));

	/* Of two with one path the later one was added later */
	return order ? order : x < y ? -1 : x > y;
}

/* Both are sorted, so one walk finds the entry of each path. */
static void match(struct wl_cache *cache)
{
	struct entries entries = { 0 };
	size_t i = 0, j = 0;

	find_entries(cache, &entries);
	if (!entries.sorted)
		qsort(entries.v, entries.n, sizeof(*entries.v), by_path);
	while (i < cache->paths->n && j < entries.n) {
		int order = strcmp(
			cache->paths->v[i], wl_cache_entry_path(entries.v[j]));

		if (!order)
			cache->slots[i].entry = entries.v[j];
		if (order < 0)
			i++;
		else
			j++;
	}
	free(entries.v);
}

struct wl_cache *wl_cache_open(
	const struct wl_place *place, const struct wl_strv *paths)
{
	const char *off = getenv("WINLOSS_NO_CACHE");
	struct wl_cache *cache;
	struct timespec now;
	struct stat st;
	int common;

	if (!place || (off && *off) || !paths->n)
		return NULL;
	common = wl_place_common(place);
	if (common < 0)
		return NULL;
	cache = wl_alloc(sizeof(*cache));
	cache->place = place;
	cache->paths = paths;
	cache->common = common;
	cache->build = build_of_program();
	cache->slots = wl_alloc(paths->n * sizeof(*cache->slots));
	/* The clock that file systems go by */
	clock_gettime(CLOCK_REALTIME_COARSE, &now);
	cache->before = nanoseconds(now) - 2 * SECOND;
	if (fstat(common, &st) || st.st_uid != geteuid()) {
		wl_cache_free(cache);
		return NULL;
	}
	map_file(cache);
	if (is_readable(cache))
		match(cache);
	else
		cache->damaged = true;
	return cache;
}

void wl_cache_free(struct wl_cache *cache)
{
	if (!cache)
		return;
	if (cache->map)
		munmap((void *)(uintptr_t)cache->map, cache->size);
	close(cache->common);
	free(cache->slots);
	free(cache);
}

/* A moment without an offset was read in the local zone: is it the same? */
static bool same_zone(const struct wl_time *time)
{
	char text[WL_TIME_TEXT];
	struct wl_time again;

	if (!time->set)
		return true;
	wl_time_format(time, text);
	if (strlen(text) < strlen("2026-11-21T10:00:00"))
		return false;
	text[strlen("2026-11-21T10:00:00")] = '\0';
	return wl_time_parse(&again, text) && again.utc == time->utc &&
	       again.offset == time->offset;
}

static bool in_zone(const struct wl_interview *one)
{
	return (!one->interviewed_local || same_zone(&one->interviewed)) &&
	       (!one->noted_local || same_zone(&one->noted));
}

bool wl_cache_get(struct wl_cache *cache, size_t i, struct wl_interview *out,
	struct wl_arena *arena)
{
	struct wl_interview one;
	struct slot *slot;

	if (!cache)
		return false;
	slot = &cache->slots[i];
	slot->regular =
		stat_file(&slot->stat, cache->place->dir, cache->paths->v[i]);
	if (!slot->regular || !slot->entry ||
		memcmp(&slot->stat, &slot->entry->stat, sizeof(slot->stat)))
		return false;
	if (!wl_cache_unpack(&one, arena, slot->entry)) {
		cache->damaged = true;
		return false;
	}
	if (!in_zone(&one))
		return false;
	slot->taken = true;
	*out = one;
	return true;
}

/* Words that are to leave the file must not stay behind in an old entry. */
static bool is_discreet(const struct wl_interview *one)
{
	for (size_t i = 0; i < one->npassages; i++)
		if (wl_interview_level(one, &one->passages[i]) ==
			WL_CONFIDENTIAL)
			return true;
	return false;
}

static bool is_kept(
	const struct wl_cache *cache, const bool *readable, size_t i)
{
	const struct slot *slot = &cache->slots[i];

	return readable[i] && slot->regular && !slot->taken &&
	       slot->stat.modified < cache->before;
}

/* What a save would do. */
struct plan {
	size_t fresh; /* interviews that are not in the file */
	size_t live;  /* bytes of the file that are still good */
	bool discreet;
};

static void make_plan(struct plan *plan, const struct wl_cache *cache,
	const struct wl_interview *interviews, const bool *readable)
{
	memset(plan, 0, sizeof(*plan));
	for (size_t i = 0; i < cache->paths->n; i++) {
		if (cache->slots[i].taken)
			plan->live += cache->slots[i].entry->size;
		else if (cache->slots[i].entry && readable[i])
			plan->discreet |= is_discreet(&interviews[i]);
		plan->fresh += is_kept(cache, readable, i);
	}
}

static bool flush(int fd, struct wl_buf *bytes)
{
	const char *s = bytes->s;

	while (bytes->n) {
		ssize_t n = write(fd, s, bytes->n);

		if (n <= 0)
			return false;
		s += n;
		bytes->n -= (size_t)n;
	}
	return true;
}

/* All that is worth it (or, to be added, what is not there yet) to fd. */
static bool write_entries(const struct wl_cache *cache, int fd, bool all,
	const struct wl_interview *interviews, const bool *readable)
{
	struct header header = { .build = cache->build };
	struct wl_buf bytes = WL_BUF_INIT;
	bool good = true;

	memcpy(header.magic, MAGIC, sizeof(header.magic));
	if (all)
		wl_buf_add(&bytes, &header, sizeof(header));
	for (size_t i = 0; good && i < cache->paths->n; i++) {
		const struct slot *slot = &cache->slots[i];

		if (is_kept(cache, readable, i))
			wl_cache_pack(&bytes, &interviews[i], &slot->stat);
		else if (all && slot->taken)
			wl_buf_add(&bytes, slot->entry, slot->entry->size);
		if (bytes.n >= AT_ONCE)
			good = flush(fd, &bytes);
	}
	good = good && flush(fd, &bytes);
	wl_buf_release(&bytes);
	return good;
}

/* The one that may write: the file at `name`, locked.  -1: somebody else is at
 * it, or it cannot be written. */
static int open_locked(const struct wl_cache *cache, const char *name,
	int flags, struct stat *st)
{
	int fd = open_file(cache, name, flags);
	struct stat there;

	if (fd < 0)
		return -1;
	/* Whoever had the lock before may have given it another name */
	if (!flock(fd, LOCK_EX | LOCK_NB) && is_ours(fd, st) &&
		!fstatat(cache->common, name, &there, AT_SYMLINK_NOFOLLOW) &&
		there.st_ino == st->st_ino)
		return fd;
	close(fd);
	return -1;
}

/* Not made durable: what a power cut leaves has a wrong digest. */
static void replace(const struct wl_cache *cache,
	const struct wl_interview *interviews, const bool *readable)
{
	struct stat st;
	int fd;

	mkdirat(cache->common, FOLDER, 0700);
	fd = open_locked(cache, FOLDER "/" NEW, O_WRONLY | O_CREAT, &st);
	if (fd < 0)
		return;
	if (ftruncate(fd, 0) ||
		!write_entries(cache, fd, true, interviews, readable) ||
		renameat(cache->common, FOLDER "/" NEW, cache->common,
			FOLDER "/" NAME))
		unlinkat(cache->common, FOLDER "/" NEW, 0);
	close(fd);
}

static void append(const struct wl_cache *cache,
	const struct wl_interview *interviews, const bool *readable)
{
	struct stat st;
	int fd = open_locked(cache, FOLDER "/" NAME, O_WRONLY | O_APPEND, &st);

	if (fd < 0)
		return;
	if (st.st_ino == cache->inode && (size_t)st.st_size == cache->size)
		write_entries(cache, fd, false, interviews, readable);
	close(fd);
}

void wl_cache_save(struct wl_cache *cache,
	const struct wl_interview *interviews, const bool *readable)
{
	struct plan plan;

	if (!cache)
		return;
	make_plan(&plan, cache, interviews, readable);
	if (!plan.fresh && !plan.discreet)
		return;
	/* Half of it may be of the past */
	if (cache->damaged || plan.discreet || plan.live < cache->size / 2)
		replace(cache, interviews, readable);
	else
		append(cache, interviews, readable);
}
