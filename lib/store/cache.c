/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/cache.h"

#include <fcntl.h>
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
#define MAGIC "winloss cache 2\n"
#define SECOND INT64_C(1000000000)
#define FOLDERS 64 /* of interviews that are kept open */

struct header {
	char magic[16];
	uint64_t build; /* who can read what follows */
	uint64_t unused;
};

/* What is known of one path. */
struct slot {
	const struct wl_cache_record *record; /* may be of an older file */
	struct wl_cache_stat stat; /* of the file, before it was read */
	bool regular, taken;
	int dir;          /* where the file is, */
	const char *name; /* and by which path from there */
};

struct wl_cache {
	const struct wl_place *place;
	const struct wl_strv *paths;
	int common;     /* the repository's folder */
	int64_t before; /* files that changed later are not kept */
	uint64_t build;
	char *map; /* the file; NULL: there is none */
	size_t size;
	ino_t inode;
	struct wl_cache_records records;
	struct slot *slots; /* by path */
	int dirs[FOLDERS];  /* open */
	size_t ndirs;
	bool damaged;
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

/* The folder of a path, of n bytes, open; or that of the place. */
static int open_folder(struct wl_cache *cache, const char *path, size_t n)
{
	char *folder;
	int dir;

	if (!n || cache->ndirs == FOLDERS)
		return cache->place->dir;
	folder = wl_strndup(path, n);
	dir = openat(
		cache->place->dir, folder, O_PATH | O_DIRECTORY | O_CLOEXEC);
	free(folder);
	if (dir < 0)
		return cache->place->dir;
	cache->dirs[cache->ndirs++] = dir;
	return dir;
}

/* So that each is looked up once, not once a file. */
static void open_folders(struct wl_cache *cache)
{
	size_t n = 0;
	int dir = cache->place->dir;

	for (size_t i = 0; i < cache->paths->n; i++) {
		const char *path = cache->paths->v[i];
		const char *slash = strrchr(path, '/');
		size_t length = slash ? (size_t)(slash - path) : 0;

		if (!i || length != n ||
			memcmp(path, cache->paths->v[i - 1], n)) {
			n = length;
			dir = open_folder(cache, path, n);
		}
		cache->slots[i].dir = dir;
		cache->slots[i].name =
			dir == cache->place->dir ? path : slash + 1;
	}
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

/* Where its pointers are right, or else anywhere.  Private: what is read from
 * it may be written over. */
static char *map_at(uintptr_t address, int fd, size_t size)
{
	int flags = MAP_PRIVATE | (address ? MAP_FIXED_NOREPLACE : 0);
	void *map = mmap(
		(void *)address, size, PROT_READ | PROT_WRITE, flags, fd, 0);

	if (map == MAP_FAILED)
		return NULL;
	/* An older system takes the address as a hint */
	if (!address || (uintptr_t)map == address)
		return map;
	munmap(map, size);
	return NULL;
}

static void map_file(struct wl_cache *cache)
{
	int fd = open_file(cache, FOLDER "/" NAME, O_RDONLY);
	struct stat st;

	if (fd < 0)
		return;
	if (is_ours(fd, &st) && (size_t)st.st_size >= sizeof(struct header)) {
		cache->size = (size_t)st.st_size;
		cache->inode = st.st_ino;
		cache->map = map_at(WL_CACHE_BASE, fd, cache->size);
		if (!cache->map)
			cache->map = map_at(0, fd, cache->size);
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

static int by_path(const void *a, const void *b)
{
	const struct wl_cache_record *x = a, *y = b;
	int order = strcmp(x->path, y->path);

	/* Of two with one path the later one was added later */
	return order ? order
		     : (x->interview > y->interview) -
			       (x->interview < y->interview);
}

/* Both are sorted, so one walk finds the record of each path. */
static void match(struct wl_cache *cache)
{
	struct wl_cache_records *records = &cache->records;
	size_t i = 0, j = 0;

	wl_cache_read(records, cache->map, cache->size, sizeof(struct header));
	cache->damaged = records->damaged;
	if (!records->sorted)
		qsort(records->v, records->n, sizeof(*records->v), by_path);
	while (i < cache->paths->n && j < records->n) {
		int order = strcmp(cache->paths->v[i], records->v[j].path);

		if (!order)
			cache->slots[i].record = &records->v[j];
		if (order < 0)
			i++;
		else
			j++;
	}
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
	open_folders(cache);
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
		munmap(cache->map, cache->size);
	close(cache->common);
	for (size_t i = 0; i < cache->ndirs; i++)
		close(cache->dirs[i]);
	free(cache->records.v);
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

bool wl_cache_get(struct wl_cache *cache, size_t i, struct wl_interview *out)
{
	struct slot *slot;

	if (!cache)
		return false;
	slot = &cache->slots[i];
	slot->regular = stat_file(&slot->stat, slot->dir, slot->name);
	if (!slot->regular || !slot->record ||
		memcmp(&slot->stat, &slot->record->stat, sizeof(slot->stat)) ||
		!in_zone(slot->record->interview))
		return false;
	slot->taken = true;
	wl_cache_take(out, &cache->records, slot->record);
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
			plan->live += cache->slots[i].record->size;
		else if (cache->slots[i].record && readable[i])
			plan->discreet |= is_discreet(&interviews[i]);
		plan->fresh += is_kept(cache, readable, i);
	}
}

/* All that is worth it (or, to be added, what is not there yet) as a segment
 * at an offset of fd. */
static bool write_interviews(const struct wl_cache *cache, int fd, size_t at,
	const struct wl_interview *interviews, const bool *readable)
{
	bool all = at == sizeof(struct header);
	struct wl_cache_writer writer;

	wl_cache_write_begin(&writer, fd, at);
	for (size_t i = 0; !writer.failed && i < cache->paths->n; i++) {
		const struct slot *slot = &cache->slots[i];

		if (is_kept(cache, readable, i) || (all && slot->taken))
			wl_cache_write(&writer, &interviews[i], &slot->stat);
	}
	return wl_cache_write_end(&writer);
}

static bool write_all(const struct wl_cache *cache, int fd,
	const struct wl_interview *interviews, const bool *readable)
{
	struct header header = { .build = cache->build };

	memcpy(header.magic, MAGIC, sizeof(header.magic));
	return !ftruncate(fd, 0) && !wl_file_put(fd, &header, sizeof(header)) &&
	       write_interviews(
		       cache, fd, sizeof(header), interviews, readable);
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
	if (!write_all(cache, fd, interviews, readable) ||
		renameat(cache->common, FOLDER "/" NEW, cache->common,
			FOLDER "/" NAME))
		unlinkat(cache->common, FOLDER "/" NEW, 0);
	close(fd);
}

static void append(const struct wl_cache *cache,
	const struct wl_interview *interviews, const bool *readable)
{
	struct stat st;
	int fd = open_locked(cache, FOLDER "/" NAME, O_WRONLY, &st);

	if (fd < 0)
		return;
	if (st.st_ino == cache->inode && (size_t)st.st_size == cache->size)
		write_interviews(cache, fd, cache->size, interviews, readable);
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
