/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/cache_entry.h"

#include <sys/mman.h>
#include <unistd.h>

#include "base/file.h"
#include "base/pool.h"

#define BLOCK ((size_t)256 * 1024) /* bytes of a digest of their own */

/* What a segment begins with. */
struct segment {
	uint64_t digest; /* of all bytes behind it */
	uint64_t size;   /* of the whole; a multiple of 8 */
	uint64_t n;      /* records, */
	uint64_t first;  /* of which this is the first: bytes from here */
};
#define DIGESTED offsetof(struct segment, size)

/* A struct that has grown may hold a pointer that nobody below knows of. */
#define KNOWN(type, bytes)                                                     \
	_Static_assert(sizeof(void *) != 8 || sizeof(type) == (bytes),         \
		"is there a new pointer? see move_all() and texts[]")
KNOWN(struct wl_interview, 608);
KNOWN(struct wl_passage, 112);
KNOWN(struct wl_asked, 16);
KNOWN(struct wl_tag, 16);

/* The strings of an interview itself; the path must be the first. */
#define FIELD(member) offsetof(struct wl_interview, member)
static const size_t texts[] = {
	FIELD(path),
	FIELD(id),
	FIELD(deal),
	FIELD(account),
	FIELD(segment),
	FIELD(competitor),
	FIELD(chosen),
	FIELD(incumbent),
	FIELD(stage),
	FIELD(amount),
	FIELD(currency),
	FIELD(reason),
	FIELD(interviewee),
	FIELD(role),
	FIELD(interviewer),
	FIELD(guide),
	FIELD(trigger),
	FIELD(buyer_reason),
	FIELD(product),
	FIELD(notes[0]),
	FIELD(notes[1]),
	FIELD(notes[2]),
};

static uint64_t mix(uint64_t lane, const char *s)
{
	uint64_t word;

	memcpy(&word, s, sizeof(word));
	lane = (lane ^ word) * UINT64_C(0x9e3779b97f4a7c15);
	return lane << 29 | lane >> 35;
}

/* Of a multiple of 8 bytes.  Four lanes, since one would wait for each
 * product. */
static uint64_t digest(const char *s, size_t n)
{
	uint64_t a = 1, b = 2, c = 3, d = n;
	size_t i = 0;

	for (; n - i >= 32; i += 32) {
		a = mix(a, s + i);
		b = mix(b, s + i + 8);
		c = mix(c, s + i + 16);
		d = mix(d, s + i + 24);
	}
	for (; i < n; i += 8)
		a = mix(a, s + i);
	return wl_hash((uint64_t[]){ a, b, c, d }, 4 * sizeof(a));
}

/* Of a segment, from those of its blocks. */
static uint64_t digest_of(
	const struct segment *segment, const char *blocks, size_t n)
{
	uint64_t hash = wl_hash(
		(const char *)segment + DIGESTED, sizeof(*segment) - DIGESTED);

	return wl_hash_more(hash, blocks, n);
}

/* A walk over the pointers of an interview: on their way into the file, or
 * from where they would be right to where the file is. */
struct mover {
	struct wl_cache_writer *writer; /* NULL: it is in the file */
	intptr_t away;
};

static void add(struct wl_cache_writer *writer, const void *bytes, size_t n)
{
	wl_buf_add(&writer->bytes, bytes, n);
}

/* Where the next byte will be. */
static uintptr_t here(const struct wl_cache_writer *writer)
{
	return WL_CACHE_BASE + writer->at + writer->gone + writer->bytes.n;
}

static void align(struct wl_cache_writer *writer)
{
	wl_buf_fill(&writer->bytes, '\0', -writer->bytes.n & 7);
}

static uintptr_t add_text(struct wl_cache_writer *writer, const char *text)
{
	uintptr_t at = here(writer);

	add(writer, text, strlen(text) + 1);
	return at;
}

static uintptr_t find_text(struct wl_cache_writer *writer, const char *text)
{
	uintptr_t at = (uintptr_t)wl_map_get(&writer->texts, text);

	if (!at) {
		at = add_text(writer, text);
		wl_map_put(&writer->texts, text, (void *)at);
	}
	return at;
}

static void move_text(struct mover *mover, const char **text, bool once)
{
	if (!*text)
		return;
	if (!mover->writer)
		*text = (const char *)((uintptr_t)*text +
				       (uintptr_t)mover->away);
	else if (once)
		*text = (const char *)add_text(mover->writer, *text);
	else
		*text = (const char *)find_text(mover->writer, *text);
}

/* An array whose elements can now be moved; `array` is the address of its
 * pointer. */
static void open_array(struct mover *mover, void *array, size_t n)
{
	char *v, *copy;

	memcpy(&v, array, sizeof(v));
	if (!v)
		return;
	if (mover->writer) {
		copy = wl_arena_raw(&mover->writer->scratch, n);
		memcpy(copy, v, n);
		v = copy;
	} else {
		v = (char *)((uintptr_t)v + (uintptr_t)mover->away);
	}
	memcpy(array, &v, sizeof(v));
}

static void close_array(struct mover *mover, void *array, size_t n)
{
	uintptr_t at;
	char *v;

	memcpy(&v, array, sizeof(v));
	if (!v || !mover->writer)
		return;
	align(mover->writer);
	at = here(mover->writer);
	add(mover->writer, v, n);
	memcpy(array, &at, sizeof(at));
}

static void move_list(struct mover *mover, const char ***list, size_t n)
{
	open_array(mover, list, n * sizeof(**list));
	for (size_t i = 0; i < n; i++)
		move_text(mover, &(*list)[i], false);
	close_array(mover, list, n * sizeof(**list));
}

static void move_texts(struct mover *mover, struct wl_passage *passage)
{
	move_text(mover, &passage->id, false);
	move_text(mover, &passage->words, true);
	move_text(mover, &passage->question, false);
	move_text(mover, &passage->source, false);
}

static void move_tags(struct mover *mover, struct wl_passage *passage)
{
	size_t n = passage->ntags * sizeof(*passage->tags);

	open_array(mover, &passage->tags, n);
	for (size_t i = 0; i < passage->ntags; i++)
		move_text(mover, &passage->tags[i].theme, false);
	close_array(mover, &passage->tags, n);
}

static void move_asked(struct mover *mover, struct wl_interview *one)
{
	size_t n = one->nasked * sizeof(*one->asked);

	open_array(mover, &one->asked, n);
	for (size_t i = 0; i < one->nasked; i++)
		move_text(mover, &one->asked[i].id, false);
	close_array(mover, &one->asked, n);
}

static void move_codes(struct mover *mover, struct wl_interview *one)
{
	size_t n = one->ncodes * sizeof(*one->codes);
	struct wl_tagged **codes = (struct wl_tagged **)(void *)&one->codes;

	open_array(mover, codes, n);
	for (size_t i = 0; i < one->ncodes; i++) {
		move_text(mover, &(*codes)[i].theme, false);
		move_text(mover, &(*codes)[i].question, false);
	}
	close_array(mover, codes, n);
}

static void move_front(struct mover *mover, struct wl_interview *one)
{
	for (size_t i = 0; i < WL_LEN(texts); i++)
		move_text(mover,
			(const char **)(void *)((char *)one + texts[i]), false);
	for (size_t i = 0; i < WL_PREPS; i++)
		move_text(mover, &one->prepared[i].person, false);
	for (size_t i = 0; i < WL_AFTERS; i++)
		move_text(mover, &one->after[i].person, false);
	move_list(mover, &one->evaluated.v, one->evaluated.n);
	move_list(mover, &one->attendees.v, one->attendees.n);
	move_list(mover, &one->objections.v, one->objections.n);
	move_list(mover, &one->criteria.v, one->criteria.n);
	move_list(mover, &one->extra.key, one->extra.n);
	move_list(mover, &one->extra.value, one->extra.n);
}

/* The words first, so that what is counted lies close together. */
static void move_all(struct mover *mover, struct wl_interview *one)
{
	size_t n = one->npassages * sizeof(*one->passages);

	open_array(mover, &one->passages, n);
	for (size_t i = 0; i < one->npassages; i++)
		move_texts(mover, &one->passages[i]);
	move_front(mover, one);
	move_asked(mover, one);
	move_codes(mover, one);
	for (size_t i = 0; i < one->npassages; i++)
		move_tags(mover, &one->passages[i]);
	close_array(mover, &one->passages, n);
}

/* Writing */

/* Whole blocks, or with `all` what is left too. */
static void flush(struct wl_cache_writer *writer, bool all)
{
	size_t n = all ? writer->bytes.n : writer->bytes.n / BLOCK * BLOCK;
	const char *s = writer->bytes.s;

	for (size_t i = 0; i < n; i += BLOCK) {
		uint64_t one = digest(s + i, n - i < BLOCK ? n - i : BLOCK);

		wl_buf_add(&writer->digests, &one, sizeof(one));
	}
	if (!writer->failed && wl_file_put(writer->fd, s, n))
		writer->failed = true;
	writer->gone += n;
	wl_buf_splice(&writer->bytes, 0, n, NULL, 0);
}

void wl_cache_write_begin(struct wl_cache_writer *writer, int fd, size_t at)
{
	const struct segment none = { 0 };

	memset(writer, 0, sizeof(*writer));
	writer->fd = fd;
	writer->at = at;
	wl_buf_init(&writer->bytes);
	wl_buf_init(&writer->records);
	wl_buf_init(&writer->paths);
	wl_buf_init(&writer->digests);
	/* What it says is known at the end; until then it is no segment */
	if (lseek(fd, (off_t)at, SEEK_SET) < 0 ||
		wl_file_put(fd, &none, sizeof(none)))
		writer->failed = true;
	writer->gone = sizeof(none);
}

void wl_cache_write(struct wl_cache_writer *writer,
	const struct wl_interview *interview, const struct wl_cache_stat *stat)
{
	struct wl_interview one = *interview;
	struct mover mover = { .writer = writer };
	uintptr_t begin = here(writer);
	struct wl_cache_record record = { .stat = *stat };

	/* Relative to the first path, which has no place yet */
	record.path = (const char *)writer->paths.n;
	wl_buf_add(&writer->paths, one.path, strlen(one.path) + 1);
	move_all(&mover, &one);
	wl_arena_release(&writer->scratch);
	align(writer);
	record.interview = (const struct wl_interview *)here(writer);
	add(writer, &one, sizeof(one));
	record.size = here(writer) - begin + sizeof(record);
	wl_buf_add(&writer->records, &record, sizeof(record));
	if (writer->bytes.n >= 4 * BLOCK)
		flush(writer, false);
}

static void put_records(struct wl_cache_writer *writer, struct segment *segment)
{
	struct wl_cache_record *v = (void *)writer->records.s;
	uintptr_t paths;

	segment->n = writer->records.n / sizeof(*v);
	segment->first = here(writer) - WL_CACHE_BASE - writer->at;
	paths = here(writer) + writer->records.n;
	for (size_t i = 0; i < segment->n; i++)
		v[i].path = (const char *)((uintptr_t)v[i].path + paths);
	add(writer, v, writer->records.n);
	add(writer, writer->paths.s, writer->paths.n);
	align(writer);
}

bool wl_cache_write_end(struct wl_cache_writer *writer)
{
	struct segment segment = { 0 };

	align(writer);
	put_records(writer, &segment);
	flush(writer, true);
	segment.size = writer->gone;
	segment.digest =
		digest_of(&segment, writer->digests.s, writer->digests.n);
	if (!writer->failed &&
		pwrite(writer->fd, &segment, sizeof(segment),
			(off_t)writer->at) != (ssize_t)sizeof(segment))
		writer->failed = true;
	wl_buf_release(&writer->bytes);
	wl_buf_release(&writer->records);
	wl_buf_release(&writer->paths);
	wl_buf_release(&writer->digests);
	wl_map_release(&writer->texts);
	wl_arena_release(&writer->scratch);
	return !writer->failed;
}

/* Reading */

#ifndef MADV_POPULATE_READ
#define MADV_POPULATE_READ 22
#endif

/* All pages at once are cheaper than one after the other; an older system
 * does not know how. */
static void get_pages(const char *s, size_t n)
{
	size_t size = (size_t)sysconf(_SC_PAGESIZE);
	uintptr_t begin = (uintptr_t)s & ~(size - 1);

	madvise((void *)begin, n + ((uintptr_t)s - begin), MADV_POPULATE_READ);
}

/* The blocks of a segment. */
struct checking {
	const char *from;
	size_t n; /* bytes */
	uint64_t *digests;
};

static void check_block(void *context, size_t i, size_t worker)
{
	const struct checking *checking = context;
	size_t at = i * BLOCK, left = checking->n - at;

	(void)worker;
	get_pages(checking->from + at, left < BLOCK ? left : BLOCK);
	checking->digests[i] =
		digest(checking->from + at, left < BLOCK ? left : BLOCK);
}

static bool is_whole(const struct segment *segment)
{
	struct checking checking = { (const char *)(segment + 1),
		segment->size - sizeof(*segment), NULL };
	size_t n = (checking.n + BLOCK - 1) / BLOCK;
	bool whole;

	checking.digests = wl_alloc(n * sizeof(*checking.digests));
	wl_pool_run(n, check_block, &checking);
	whole = segment->digest == digest_of(segment,
					   (const char *)checking.digests,
					   n * sizeof(*checking.digests));
	free(checking.digests);
	return whole;
}

/* Can its size be true? */
static bool fits(const struct segment *segment, size_t left)
{
	return left >= sizeof(*segment) && segment->size <= left &&
	       segment->size % 8 == 0 && segment->size >= sizeof(*segment) &&
	       segment->first % 8 == 0 && segment->first <= segment->size &&
	       segment->n <= (segment->size - segment->first) /
				     sizeof(struct wl_cache_record);
}

static void read_records(
	struct wl_cache_records *records, const struct segment *segment)
{
	const struct wl_cache_record *v =
		(const void *)((const char *)segment + segment->first);
	uintptr_t away = (uintptr_t)records->away;

	for (size_t i = 0; i < segment->n; i++) {
		struct wl_cache_record *one;

		WL_GROW(records->v, records->n, records->cap);
		one = &records->v[records->n++];
		*one = v[i];
		one->path = (const char *)((uintptr_t)one->path + away);
		one->interview =
			(const void *)((uintptr_t)one->interview + away);
		if (records->n > 1 && strcmp(one[-1].path, one->path) >= 0)
			records->sorted = false;
	}
}

void wl_cache_read(
	struct wl_cache_records *records, char *map, size_t size, size_t at)
{
	memset(records, 0, sizeof(*records));
	records->sorted = true;
	records->away = (intptr_t)((uintptr_t)map - WL_CACHE_BASE);
	while (at < size) {
		const struct segment *segment = (const void *)(map + at);

		if (!fits(segment, size - at) || !is_whole(segment)) {
			records->damaged = true;
			return;
		}
		read_records(records, segment);
		at += segment->size;
	}
}

void wl_cache_take(struct wl_interview *out,
	const struct wl_cache_records *records,
	const struct wl_cache_record *record)
{
	struct mover mover = { .away = records->away };

	*out = *record->interview;
	if (mover.away)
		move_all(&mover, out);
}
