/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Keeping what a load gave. */
#include "store/cache_internal.h"

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include "base/file.h"
#include "store/cache_words.h"

/* While they are written; left behind, they are used again. */
#define NEW_IMAGE WL_CACHE_IMAGE ".new"
#define NEW_WORDS WL_CACHE_WORDS ".new"
#define FULL ((size_t)1 << 20) /* bytes of words that are written at once */

struct saving {
	struct wl_cache *cache;
	const struct wl_cache_load *load;
	const struct wl_interview **by_path; /* of the paths; NULL: not read */
	struct wl_cache_entry *entries;      /* of the paths */
	bool *kept;                          /* by interview */
	bool afresh; /* all words are written into a new file */
	int words;
	struct wl_buf bytes; /* that are not in it yet */
	uint64_t at;         /* where they will be */
	bool failed;
};

static bool is_old(const struct wl_cache *cache, const struct wl_cache_stat *st)
{
	return st->inode && st->modified < cache->before;
}

/* Who is where */

static int by_path(const void *left, const void *right)
{
	const struct wl_interview *const *a = left, *const *b = right;

	return strcmp((*a)->path, (*b)->path);
}

static void find_interviews(struct saving *saving)
{
	const struct wl_cache *cache = saving->cache;
	size_t n = saving->load->ninterviews, at = 0;
	const struct wl_interview **v = wl_alloc((n + 1) * sizeof(*v));

	for (size_t i = 0; i < n; i++)
		v[i] = &saving->load->interviews[i];
	qsort(v, n, sizeof(*v), by_path);
	saving->by_path = wl_alloc((cache->npaths + 1) * sizeof(*v));
	for (size_t i = 0; at < n && i < cache->npaths; i++)
		if (!strcmp(v[at]->path, cache->paths[i]))
			saving->by_path[i] = v[at++];
	free(v);
}

/* Is it worth it? */

static bool is_kept(const struct saving *saving, size_t i)
{
	const struct wl_cache_slot *slot = &saving->cache->slots[i];

	return saving->by_path[i] &&
	       (slot->same || is_old(saving->cache, &slot->stat));
}

/* Words that are to leave a file must not stay behind, nor those of one that
 * is gone.  Of a file that nothing is known of, older words may stand there. */
static bool leaves_words(const struct saving *saving)
{
	const struct wl_cache *cache = saving->cache;
	bool older = cache->image && cache->nwords > cache->image->nwords;
	size_t found = 0;

	for (size_t i = 0; i < cache->npaths; i++) {
		const struct wl_cache_slot *slot = &cache->slots[i];
		const struct wl_interview *one = saving->by_path[i];

		if (!slot->entry)
			continue;
		found++;
		if (!slot->same && one && one->nsecrets &&
			(slot->entry->interview || older))
			return true;
	}
	return cache->image && found < cache->image->nentries;
}

static bool knows_more_files(const struct saving *saving)
{
	for (size_t i = 0; i < saving->cache->npaths; i++)
		if (!saving->cache->slots[i].same && is_kept(saving, i))
			return true;
	return false;
}

static bool knows_more_folders(const struct wl_cache *cache)
{
	for (size_t i = 0; !cache->known && i < cache->nfolders; i++)
		if (is_old(cache, &cache->folders[i].stat))
			return true;
	return false;
}

static bool knows_more_deals(const struct saving *saving)
{
	const struct wl_cache *cache = saving->cache;
	struct wl_deals deals;

	return saving->load->deals && is_old(cache, &cache->programme) &&
	       is_old(cache, &cache->deals_file) &&
	       !wl_cache_deals(cache, &deals);
}

/* Words */

static void flush(struct saving *saving)
{
	if (!saving->failed &&
		wl_file_put(saving->words, saving->bytes.s, saving->bytes.n))
		saving->failed = true;
	saving->at += saving->bytes.n;
	wl_buf_clear(&saving->bytes);
}

/* The blob of an interview into the file.  False: nobody knows it any more. */
static bool put_words(struct saving *saving, struct wl_cache_entry *entry,
	const struct wl_interview *one)
{
	const struct wl_cache_entry *old = one->kept;
	const char *blob = old ? wl_cache_find_words(saving->cache, old) : NULL;
	size_t begin = saving->bytes.n;

	if (!blob && !one->passages && one->npassages)
		return false;
	if (blob)
		wl_buf_add(&saving->bytes, blob, old->nwords);
	else
		wl_words_pack(&saving->bytes, one);
	entry->words = saving->at + begin;
	entry->nwords = saving->bytes.n - begin;
	entry->digest = wl_cache_digest(
		saving->bytes.s + begin, saving->bytes.n - begin);
	if (saving->bytes.n >= FULL)
		flush(saving);
	return true;
}

static void make_entry(struct saving *saving, size_t i)
{
	const struct wl_cache_slot *slot = &saving->cache->slots[i];
	const struct wl_interview *one = saving->by_path[i];
	struct wl_cache_entry *entry = &saving->entries[i];
	const struct wl_cache_entry *old = one ? one->kept : NULL;

	entry->path = saving->cache->paths[i];
	entry->folder = slot->folder;
	entry->name = slot->name;
	if (!is_kept(saving, i))
		return;
	if (old && !saving->afresh) {
		entry->words = old->words;
		entry->nwords = old->nwords;
		entry->digest = old->digest;
	} else if (!put_words(saving, entry, one)) {
		return;
	}
	entry->stat = slot->stat;
	entry->interview = (struct wl_interview *)one;
	saving->kept[one - saving->load->interviews] = true;
	entry->local = one->interviewed_local || one->noted_local;
}

/* Half of the file may be of the past; more, or a file that is no longer the
 * one that was read: a new one. */
static bool is_worn(const struct wl_cache *cache)
{
	struct stat st;

	return !cache->image || !cache->words ||
	       cache->nwords / 2 > cache->image->nwords ||
	       fstatat(cache->common, WL_CACHE_WORDS, &st,
		       AT_SYMLINK_NOFOLLOW) ||
	       !S_ISREG(st.st_mode) || st.st_ino != cache->words_inode ||
	       (size_t)st.st_size != cache->nwords;
}

static bool write_words(struct saving *saving)
{
	const struct wl_cache *cache = saving->cache;

	saving->words = openat(cache->common,
		saving->afresh ? NEW_WORDS : WL_CACHE_WORDS,
		O_WRONLY | O_NOFOLLOW | O_CLOEXEC | O_NONBLOCK |
			(saving->afresh ? O_CREAT | O_TRUNC : O_APPEND),
		0600);
	if (saving->words < 0)
		return false;
	saving->at = saving->afresh ? 0 : cache->nwords;
	for (size_t i = 0; !saving->failed && i < cache->npaths; i++)
		make_entry(saving, i);
	flush(saving);
	close(saving->words);
	return !saving->failed &&
	       (!saving->afresh || !renameat(cache->common, NEW_WORDS,
					   cache->common, WL_CACHE_WORDS));
}

/* The image */

static void keep_if_old(const struct wl_cache *cache, struct wl_cache_stat *to,
	const struct wl_cache_stat *from)
{
	if (is_old(cache, from))
		*to = *from;
}

static struct wl_cache_folder *make_folders(const struct wl_cache *cache)
{
	struct wl_cache_folder *v =
		wl_alloc((cache->nfolders + 1) * sizeof(*v));

	for (size_t i = 0; i < cache->nfolders; i++) {
		v[i].path = cache->folders[i].path;
		keep_if_old(cache, &v[i].stat, &cache->folders[i].stat);
	}
	return v;
}

/* Of one that is too young nothing stays; entries follow the others. */
static void keep_interviews(
	const struct saving *saving, struct wl_cache_image *image)
{
	const struct wl_cache_load *load = saving->load;
	struct wl_interview *v = wl_alloc((load->ninterviews + 1) * sizeof(*v));
	struct wl_coded *coded =
		wl_alloc((load->ninterviews + 1) * sizeof(*coded));
	struct wl_interview **moved =
		wl_alloc((load->ninterviews + 1) * sizeof(*moved));
	size_t n = 0;

	for (size_t i = 0; i < load->ninterviews; i++) {
		if (!saving->kept[i])
			continue;
		v[n] = load->interviews[i];
		coded[n] = load->coded[i];
		moved[i] = &v[n++];
	}
	for (size_t i = 0; i < saving->cache->npaths; i++) {
		struct wl_cache_entry *entry = &saving->entries[i];

		if (entry->interview)
			entry->interview =
				moved[entry->interview - load->interviews];
	}
	free(moved);
	image->interviews = v;
	image->coded = coded;
	image->ninterviews = n;
}

static bool write_image(const struct saving *saving, int fd)
{
	const struct wl_cache *cache = saving->cache;
	const struct wl_cache_load *load = saving->load;
	struct wl_cache_folder *folders = make_folders(cache);
	struct wl_cache_image image = {
		.build = cache->build,
		.root = cache->place->root,
		.folders = folders,
		.nfolders = cache->nfolders,
		.entries = saving->entries,
		.nentries = cache->npaths,
		.themes = load->numbers->themes,
		.nthemes = load->numbers->nthemes,
		.questions = load->numbers->questions,
		.nquestions = load->numbers->nquestions,
	};
	struct wl_buf bytes = WL_BUF_INIT;
	bool done;

	keep_interviews(saving, &image);
	if (load->deals) {
		image.deals = *load->deals;
		keep_if_old(cache, &image.programme, &cache->programme);
		keep_if_old(cache, &image.deals_file, &cache->deals_file);
	}
	wl_cache_image_make(&bytes, &image, load->ndimensions);
	done = !ftruncate(fd, 0) && !wl_file_put(fd, bytes.s, bytes.n) &&
	       !renameat(
		       cache->common, NEW_IMAGE, cache->common, WL_CACHE_IMAGE);
	wl_buf_release(&bytes);
	free(image.coded);
	free(image.interviews);
	free(folders);
	return done;
}

/* The one that may write has this file, locked.  -1: somebody else is at it, or
 * it cannot be written. */
static int open_locked(const struct wl_cache *cache)
{
	int fd = openat(cache->common, NEW_IMAGE,
		O_WRONLY | O_CREAT | O_NOFOLLOW | O_CLOEXEC | O_NONBLOCK, 0600);
	struct stat st, there;

	if (fd < 0)
		return -1;
	/* Whoever had the lock before may have given it another name */
	if (!flock(fd, LOCK_EX | LOCK_NB) && wl_cache_is_ours(fd, &st) &&
		!fstatat(cache->common, NEW_IMAGE, &there,
			AT_SYMLINK_NOFOLLOW) &&
		there.st_ino == st.st_ino)
		return fd;
	close(fd);
	return -1;
}

/* Not made durable: what a power cut leaves has a wrong digest. */
static void save(struct saving *saving)
{
	const struct wl_cache *cache = saving->cache;
	int fd;

	mkdirat(cache->common, WL_CACHE_FOLDER, 0700);
	fd = open_locked(cache);
	if (fd < 0)
		return;
	saving->afresh = saving->afresh || is_worn(cache);
	saving->entries =
		wl_alloc((cache->npaths + 1) * sizeof(*saving->entries));
	saving->kept = wl_alloc(saving->load->ninterviews + 1);
	if (!write_words(saving) || !write_image(saving, fd)) {
		unlinkat(cache->common, NEW_WORDS, 0);
		unlinkat(cache->common, NEW_IMAGE, 0);
	}
	free(saving->kept);
	free(saving->entries);
	wl_buf_release(&saving->bytes);
	close(fd);
}

void wl_cache_save(struct wl_cache *cache, const struct wl_cache_load *load)
{
	struct saving saving = { .cache = cache, .load = load };

	if (!cache || cache->taken)
		return;
	if (!cache->npaths) {
		unlinkat(cache->common, WL_CACHE_IMAGE, 0);
		unlinkat(cache->common, WL_CACHE_WORDS, 0);
		return;
	}
	find_interviews(&saving);
	saving.afresh = leaves_words(&saving);
	if (saving.afresh || load->renumbered || knows_more_files(&saving) ||
		knows_more_folders(cache) || knows_more_deals(&saving))
		save(&saving);
	free(saving.by_path);
}
