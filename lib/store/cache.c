/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/cache_internal.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/mman.h>
#include <unistd.h>

#include "base/file.h"
#include "base/pool.h"
#include "store/cache_words.h"
#include "store/layout.h"

#define SECOND INT64_C(1000000000)

static int64_t nanoseconds(int64_t seconds, int64_t rest)
{
	return seconds * SECOND + rest;
}

/* What is not a file (or folder) of its own has none. */
static void stat_path(
	struct wl_cache_stat *out, int dir, const char *path, mode_t kind)
{
	/* Nothing more than is needed, and no server is asked */
	const int flags = AT_SYMLINK_NOFOLLOW | AT_NO_AUTOMOUNT | AT_EMPTY_PATH;
	const unsigned mask =
		STATX_TYPE | STATX_SIZE | STATX_MTIME | STATX_CTIME | STATX_INO;
	struct statx st;

	*out = (struct wl_cache_stat){ 0 };
	if (statx(dir, path, flags, mask, &st) ||
		(st.stx_mode & S_IFMT) != kind)
		return;
	*out = (struct wl_cache_stat){
		kind == S_IFREG ? (int64_t)st.stx_size : 0,
		nanoseconds(st.stx_mtime.tv_sec, st.stx_mtime.tv_nsec),
		nanoseconds(st.stx_ctime.tv_sec, st.stx_ctime.tv_nsec),
		st.stx_ino,
	};
}

bool wl_cache_same(const struct wl_cache_stat *a, const struct wl_cache_stat *b)
{
	return a->inode && !memcmp(a, b, sizeof(*a));
}

/* The files */

/* This very program with these very libraries: nobody else's reading counts,
 * and nobody must remember to raise a number. */
static uint64_t build_of_program(void)
{
	struct wl_buf text = WL_BUF_INIT;
	struct stat st = { 0 };
	uint64_t hash;

	if (stat("/proc/self/exe", &st))
		st.st_size = -1;
	wl_buf_addf(&text, "%s %s %s %lld %lld", WL_VERSION,
		wl_markdown_version(), wl_yaml_version(), (long long)st.st_size,
		(long long)nanoseconds(st.st_mtim.tv_sec, st.st_mtim.tv_nsec));
	hash = wl_hash(text.s, text.n);
	wl_buf_release(&text);
	return hash;
}

/* Ours alone, or it is not trusted. */
bool wl_cache_is_ours(int fd, struct stat *st)
{
	return !fstat(fd, st) && S_ISREG(st->st_mode) &&
	       st->st_uid == geteuid() && !(st->st_mode & 0077);
}

/* Private: what is read from it may be written over. */
static void *map_file(struct wl_cache *cache, const char *name,
	uintptr_t address, size_t *size, ino_t *inode)
{
	int flags = MAP_PRIVATE | (address ? MAP_FIXED_NOREPLACE : 0);
	int fd = openat(cache->common, name,
		O_RDONLY | O_NOFOLLOW | O_CLOEXEC | O_NONBLOCK);
	void *map = MAP_FAILED;
	struct stat st;

	if (fd < 0)
		return NULL;
	if (wl_cache_is_ours(fd, &st) && st.st_size > 0) {
		*size = (size_t)st.st_size;
		*inode = st.st_ino;
		map = mmap((void *)address, *size, PROT_READ | PROT_WRITE,
			flags, fd, 0);
		cache->taken |= map == MAP_FAILED && errno == EEXIST;
	}
	close(fd);
	if (map == MAP_FAILED)
		return NULL;
	/* An older system takes the address as a hint */
	if (!address || (uintptr_t)map == address)
		return map;
	munmap(map, *size);
	cache->taken = true;
	return NULL;
}

static void check_rest(void *context)
{
	struct wl_cache *cache = context;

	cache->whole = wl_cache_image_check_rest(cache->image);
}

/* Its index can be used at once, the rest when wl_cache_look has been. */
static void map_files(struct wl_cache *cache)
{
	ino_t unused;

	cache->words = map_file(
		cache, WL_CACHE_WORDS, 0, &cache->nwords, &cache->words_inode);
	cache->map = map_file(
		cache, WL_CACHE_IMAGE, WL_CACHE_BASE, &cache->size, &unused);
	cache->image = cache->map;
	if (!cache->image)
		return;
	if (wl_cache_image_check(cache->image, cache->size, cache->build) &&
		wl_streq(cache->image->root, cache->place->root))
		wl_beside_begin(&cache->checking, check_rest, cache);
	else
		cache->image = NULL;
}

/* Wait for the rest; a part that is damaged is none. */
static void end_check(struct wl_cache *cache)
{
	if (!cache->image || cache->checked)
		return;
	wl_beside_end(&cache->checking);
	cache->checked = true;
	if (!cache->whole)
		cache->image = NULL;
}

struct wl_cache *wl_cache_open(const struct wl_place *place)
{
	const char *off = getenv("WINLOSS_NO_CACHE");
	struct wl_cache *cache;
	struct timespec now;
	struct stat st;
	int common;

	if (!place || (off && *off))
		return NULL;
	common = wl_place_common(place);
	if (common < 0)
		return NULL;
	cache = wl_alloc(sizeof(*cache));
	cache->place = place;
	cache->common = common;
	cache->build = build_of_program();
	/* The clock that file systems go by */
	clock_gettime(CLOCK_REALTIME_COARSE, &now);
	cache->before = nanoseconds(now.tv_sec, now.tv_nsec) - 2 * SECOND;
	if (fstat(common, &st) || st.st_uid != geteuid()) {
		wl_cache_free(cache);
		return NULL;
	}
	stat_path(&cache->programme, place->dir, WL_PROGRAMME_FILE, S_IFREG);
	stat_path(&cache->deals_file, place->dir, WL_DEALS_FILE, S_IFREG);
	/* That there are no deals is known for certain, too */
	if (!cache->deals_file.inode &&
		faccessat(
			place->dir, WL_DEALS_FILE, F_OK, AT_SYMLINK_NOFOLLOW) &&
		errno == ENOENT)
		cache->deals_file =
			(struct wl_cache_stat){ .size = -1, .inode = 1 };
	map_files(cache);
	return cache;
}

static void close_folders(struct wl_cache *cache)
{
	for (size_t i = 0; i < cache->nfolders; i++)
		if (cache->folders[i].dir >= 0)
			close(cache->folders[i].dir);
	free(cache->folders);
	cache->folders = NULL;
	cache->nfolders = 0;
}

void wl_cache_free(struct wl_cache *cache)
{
	if (!cache)
		return;
	end_check(cache);
	if (cache->map)
		munmap(cache->map, cache->size);
	if (cache->words)
		munmap(cache->words, cache->nwords);
	close(cache->common);
	close_folders(cache);
	wl_strv_release(&cache->listed);
	wl_strv_release(&cache->listed_folders);
	wl_strv_release(&cache->folders_before);
	free(cache->paths);
	free(cache->slots);
	free(cache);
}

/* Deals */

bool wl_cache_deals(const struct wl_cache *cache, struct wl_deals *out)
{
	const struct wl_cache_image *image = cache ? cache->image : NULL;

	if (!image || !wl_cache_same(&image->programme, &cache->programme) ||
		!wl_cache_same(&image->deals_file, &cache->deals_file))
		return false;
	*out = image->deals;
	return true;
}

/* Listing */

/* So that each is looked up once, not once a file.  Of many, the last ones
 * are not kept open. */
static void open_folder(struct wl_cache *cache, const char *path)
{
	struct wl_cache_opened *folder = &cache->folders[cache->nfolders++];
	int dir = -1;

	folder->path = path;
	if (cache->nfolders <= WL_CACHE_FOLDERS)
		dir = openat(cache->place->dir, path,
			O_PATH | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
	folder->dir = dir;
	stat_path(&folder->stat, dir < 0 ? cache->place->dir : dir,
		dir < 0 ? path : "", S_IFDIR);
}

/* The folders that the image knows; are all of them as they were? */
static bool open_known(struct wl_cache *cache)
{
	const struct wl_cache_image *image = cache->image;
	bool same = true;

	if (!image || !image->nfolders)
		return false;
	cache->folders = wl_alloc(image->nfolders * sizeof(*cache->folders));
	for (size_t i = 0; i < image->nfolders; i++) {
		open_folder(cache, image->folders[i].path);
		same &= wl_cache_same(
			&image->folders[i].stat, &cache->folders[i].stat);
	}
	return same;
}

static void take_known(struct wl_cache *cache)
{
	const struct wl_cache_image *image = cache->image;

	cache->npaths = image->nentries;
	cache->paths = wl_alloc(cache->npaths * sizeof(*cache->paths));
	cache->slots = wl_alloc(cache->npaths * sizeof(*cache->slots));
	for (size_t i = 0; i < cache->npaths; i++) {
		cache->paths[i] = image->entries[i].path;
		cache->slots[i].entry = &image->entries[i];
		cache->slots[i].folder = image->entries[i].folder;
		cache->slots[i].name = image->entries[i].name;
	}
	cache->known = true;
}

/* The folder of each path: both are sorted, but not alike ("a-b" stands
 * before "a/c"), so it is looked for where it changes. */
static void find_folders(struct wl_cache *cache)
{
	size_t n = 0;

	for (size_t i = 0; i < cache->npaths; i++) {
		const char *path = cache->paths[i];
		struct wl_cache_slot *slot = &cache->slots[i];
		size_t length = (size_t)(strrchr(path, '/') - path);

		slot->name = (uint32_t)length + 1;
		if (i && length == n && !memcmp(path, cache->paths[i - 1], n)) {
			slot->folder = slot[-1].folder;
			continue;
		}
		n = length;
		for (size_t j = 0; j < cache->nfolders; j++)
			if (strlen(cache->folders[j].path) == n &&
				!memcmp(cache->folders[j].path, path, n))
				slot->folder = (uint32_t)j;
	}
}

/* Both are sorted, so one walk finds what is known of each path. */
static void match(struct wl_cache *cache)
{
	const struct wl_cache_image *image = cache->image;
	size_t i = 0, j = 0;

	while (image && i < cache->npaths && j < image->nentries) {
		int order = strcmp(cache->paths[i], image->entries[j].path);

		if (!order)
			cache->slots[i].entry = &image->entries[j];
		if (order < 0)
			i++;
		else
			j++;
	}
}

static void open_folders(struct wl_cache *cache, const struct wl_strv *paths)
{
	close_folders(cache);
	cache->folders = wl_alloc(paths->n * sizeof(*cache->folders));
	for (size_t i = 0; i < paths->n; i++)
		open_folder(cache, paths->v[i]);
}

static bool same_paths(const struct wl_strv *a, const struct wl_strv *b)
{
	bool same = a->n == b->n;

	for (size_t i = 0; same && i < a->n; i++)
		same = wl_streq(a->v[i], b->v[i]);
	return same;
}

/*
 * All files, and folders as they were before: a file that comes meanwhile
 * changes its folder, so that it is listed again the next time.  Which folders
 * there are only a listing tells, so the first one is for them.
 */
static int walk(struct wl_cache *cache, struct wl_err *err)
{
	const int dir = cache->place->dir;
	struct wl_strv files = { 0 };
	struct wl_strv *before = &cache->folders_before;
	int rc = wl_file_walk(
		&files, before, dir, WL_INTERVIEWS_FOLDER, ".md", err);

	wl_strv_release(&files);
	if (rc)
		return rc;
	open_folders(cache, before);
	rc = wl_file_walk(&cache->listed, &cache->listed_folders, dir,
		WL_INTERVIEWS_FOLDER, ".md", err);
	if (rc || same_paths(before, &cache->listed_folders))
		return rc;
	open_folders(cache, &cache->listed_folders);
	for (size_t i = 0; i < cache->nfolders; i++)
		cache->folders[i].stat = (struct wl_cache_stat){ 0 };
	return 0;
}

static int list(struct wl_cache *cache, struct wl_err *err)
{
	int rc = walk(cache, err);

	if (rc)
		return rc;
	cache->npaths = cache->listed.n;
	cache->paths = wl_alloc(cache->npaths * sizeof(*cache->paths));
	cache->slots = wl_alloc(cache->npaths * sizeof(*cache->slots));
	for (size_t i = 0; i < cache->npaths; i++)
		cache->paths[i] = cache->listed.v[i];
	find_folders(cache);
	match(cache);
	return 0;
}

int wl_cache_list(struct wl_cache *cache, const char *const **paths, size_t *n,
	struct wl_err *err)
{
	int rc = 0;

	if (open_known(cache))
		take_known(cache);
	else
		rc = list(cache, err);
	*paths = cache->paths;
	*n = cache->npaths;
	return rc;
}

/* Looking */

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

static void look(void *context, size_t i, size_t worker)
{
	struct wl_cache *cache = context;
	struct wl_cache_slot *slot = &cache->slots[i];
	const struct wl_cache_entry *entry = slot->entry;
	const char *path = cache->paths[i];
	int dir = cache->folders[slot->folder].dir;

	(void)worker;
	stat_path(&slot->stat, dir < 0 ? cache->place->dir : dir,
		dir < 0 ? path : path + slot->name, S_IFREG);
	slot->same = entry && entry->interview &&
		     wl_cache_same(&slot->stat, &entry->stat);
}

/* Those that were read in another zone are to be read again. */
static void look_at_zones(struct wl_cache *cache)
{
	for (size_t i = 0; i < cache->npaths; i++) {
		struct wl_cache_slot *slot = &cache->slots[i];

		if (slot->same && slot->entry->local)
			slot->same = in_zone(slot->entry->interview);
	}
}

/* Nothing is known after all but the paths. */
static void forget(struct wl_cache *cache)
{
	for (size_t i = 0; i < cache->npaths; i++) {
		cache->slots[i].entry = NULL;
		cache->slots[i].same = false;
	}
	cache->known = false;
}

bool wl_cache_look(struct wl_cache *cache)
{
	struct wl_deals deals;

	wl_pool_run(cache->npaths, look, cache);
	end_check(cache);
	if (!cache->image)
		forget(cache);
	else if (cache->image->local)
		look_at_zones(cache);
	if (!cache->known || !wl_cache_deals(cache, &deals))
		return false;
	for (size_t i = 0; i < cache->npaths; i++)
		if (!cache->slots[i].same)
			return false;
	return true;
}

struct wl_interview *wl_cache_interviews(
	struct wl_cache *cache, struct wl_coded **coded, size_t *n)
{
	*n = cache->image->ninterviews;
	*coded = cache->image->coded;
	return cache->image->interviews;
}

struct wl_numbers wl_cache_numbers(const struct wl_cache *cache)
{
	const struct wl_cache_image *image = cache ? cache->image : NULL;

	if (!image)
		return (struct wl_numbers){ .nthemes = 0 };
	return (struct wl_numbers){
		.themes = image->themes,
		.nthemes = image->nthemes,
		.questions = image->questions,
		.nquestions = image->nquestions,
	};
}

const struct wl_coded *wl_cache_coded(
	const struct wl_cache *cache, const struct wl_interview *interview)
{
	const struct wl_cache_entry *entry = interview->kept;
	const struct wl_cache_image *image = cache ? cache->image : NULL;

	return entry ? &image->coded[entry->interview - image->interviews]
		     : NULL;
}

bool wl_cache_get(
	const struct wl_cache *cache, size_t i, struct wl_interview *out)
{
	if (!cache || !cache->slots[i].same)
		return false;
	*out = *cache->slots[i].entry->interview;
	return true;
}

bool wl_cache_before(const struct wl_cache *cache, int64_t moment)
{
	return cache->image->latest < moment;
}

/* Passages */

const char *wl_cache_find_words(
	const struct wl_cache *cache, const struct wl_cache_entry *entry)
{
	const char *blob = cache->words + entry->words;

	if (!cache->words || entry->words > cache->nwords ||
		entry->nwords > cache->nwords - entry->words ||
		wl_cache_digest(blob, entry->nwords) != entry->digest)
		return NULL;
	return blob;
}

/* As it was when the cache was made, for its times are the same. */
static int read_again(struct wl_cache *cache, struct wl_interview *interview,
	struct wl_arena *arena, struct wl_err *err)
{
	struct wl_buf bytes = WL_BUF_INIT;
	struct wl_source source = { .path = interview->path };
	struct wl_interview again;
	int rc;

	unlinkat(cache->common, WL_CACHE_IMAGE, 0); /* to be made anew */
	rc = wl_file_read(&bytes, cache->place->dir, interview->path,
		WL_MARKDOWN_MAX, err);
	source.bytes = bytes.s;
	source.n = bytes.n;
	if (!rc)
		rc = wl_interview_parse(&again, arena, &source, err);
	wl_buf_release(&bytes);
	if (!rc && again.npassages == interview->npassages) {
		interview->passages = again.passages;
		return 0;
	}
	wl_err_at(err, interview->path, 0, 0, "has changed while it was read");
	return wl_err_hint(err, "the same command again");
}

int wl_cache_passages(struct wl_cache *cache, struct wl_interview *interview,
	struct wl_arena *arena, struct wl_err *err)
{
	const char *blob;

	if (interview->passages || !interview->kept || !interview->npassages)
		return 0;
	blob = wl_cache_find_words(cache, interview->kept);
	if (!blob)
		return read_again(cache, interview, arena, err);
	interview->passages = wl_words_unpack(arena, blob, interview->npassages,
		wl_cache_coded(cache, interview), cache->image->themes);
	return 0;
}
