/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/cache_image.h"

#include <sys/mman.h>
#include <unistd.h>

#include "base/map.h"

#define MAGIC "winloss cache 4\n"
#define BLOCK ((size_t)256 * 1024) /* bytes of a digest of their own */
#define DIGESTED (offsetof(struct wl_cache_image, digest) + sizeof(uint64_t))

/* A struct that has grown may hold a pointer that nobody below knows of. */
#define KNOWN(type, bytes)                                                     \
	_Static_assert(sizeof(void *) != 8 || sizeof(type) == (bytes),         \
		"is there a new pointer? see write_interview() and texts[]")
KNOWN(struct wl_interview, 600);
KNOWN(struct wl_asked, 16);
KNOWN(struct wl_coded, 72);
KNOWN(struct wl_secret, 24);
KNOWN(struct wl_deal, 112);

/* The strings of an interview itself. */
#define FIELD(member) offsetof(struct wl_interview, member)
static const size_t interview_texts[] = {
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
#undef FIELD

#define FIELD(member) offsetof(struct wl_deal, member)
static const size_t deal_texts[] = {
	FIELD(id),
	FIELD(account),
	FIELD(stage),
	FIELD(amount),
	FIELD(currency),
	FIELD(segment),
	FIELD(competitor),
	FIELD(product),
	FIELD(owner),
	FIELD(reason),
};
#undef FIELD

static uint64_t mix(uint64_t lane, const char *s)
{
	uint64_t word;

	memcpy(&word, s, sizeof(word));
	lane = (lane ^ word) * UINT64_C(0x9e3779b97f4a7c15);
	return lane << 29 | lane >> 35;
}

/* Four lanes, since one would wait for each product. */
uint64_t wl_cache_digest(const char *s, size_t n)
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

/* Writing */

/* Texts that were met last, by address: most are known without reading them. */
#define MEMORY 4096

struct writer {
	struct wl_buf bytes;
	struct wl_map texts; /* where each stands */
	struct {
		const char *text;
		uintptr_t at;
	} memory[MEMORY];
};

static uintptr_t add(struct writer *writer, const void *bytes, size_t n)
{
	size_t at = writer->bytes.n;

	wl_buf_add(&writer->bytes, bytes, n);
	return WL_CACHE_BASE + at;
}

static void align(struct writer *writer)
{
	wl_buf_fill(&writer->bytes, '\0', -writer->bytes.n & 7);
}

static const char *write_text(struct writer *writer, const char *text)
{
	uint64_t hash = (uintptr_t)text * UINT64_C(0x9e3779b97f4a7c15);
	size_t i = hash >> 32 & (MEMORY - 1);
	uintptr_t at;

	if (!text)
		return NULL;
	if (writer->memory[i].text == text)
		return (const char *)writer->memory[i].at;
	at = (uintptr_t)wl_map_get(&writer->texts, text);
	if (!at) {
		at = add(writer, text, strlen(text) + 1);
		wl_map_put(&writer->texts, text, (void *)at);
	}
	writer->memory[i].text = text;
	writer->memory[i].at = at;
	return (const char *)at;
}

/* Of one struct, those at these offsets. */
static void write_texts(
	struct writer *writer, void *of, const size_t *offsets, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		char *field = (char *)of + offsets[i];
		const char *text;

		memcpy(&text, field, sizeof(text));
		text = write_text(writer, text);
		memcpy(field, &text, sizeof(text));
	}
}

/* A copy of an array, with the texts at an offset of each element (one or
 * more, behind each other) moved; gives where it stands. */
static void *write_array(struct writer *writer, const void *v, size_t n,
	size_t size, const size_t texts[2])
{
	size_t bytes = n * size;
	char *copy;
	uintptr_t at;

	if (!n)
		return NULL;
	copy = wl_alloc(bytes);
	memcpy(copy, v, bytes);
	for (size_t i = 0; i < n; i++)
		write_texts(writer, copy + i * size, texts,
			texts[1] == texts[0] ? 1 : 2);
	align(writer);
	at = add(writer, copy, bytes);
	free(copy);
	return (void *)at;
}

static const char **write_list(
	struct writer *writer, const char *const *v, size_t n)
{
	static const size_t itself[2] = { 0, 0 };

	return write_array(writer, v, n, sizeof(*v), itself);
}

static void write_lists(struct writer *writer, struct wl_interview *one)
{
	struct wl_list *lists[] = { &one->evaluated, &one->attendees,
		&one->objections, &one->criteria };

	for (size_t i = 0; i < WL_LEN(lists); i++)
		lists[i]->v = write_list(writer, lists[i]->v, lists[i]->n);
	one->extra.key = write_list(writer, one->extra.key, one->extra.n);
	one->extra.value = write_list(writer, one->extra.value, one->extra.n);
}

static void write_interview(struct writer *writer, struct wl_interview *one)
{
	static const size_t asked[2] = { offsetof(struct wl_asked, id),
		offsetof(struct wl_asked, id) };

	static const size_t secret[2] = { offsetof(struct wl_secret, words),
		offsetof(struct wl_secret, id) };

	write_texts(writer, one, interview_texts, WL_LEN(interview_texts));
	for (size_t i = 0; i < WL_PREPS; i++)
		one->prepared[i].person =
			write_text(writer, one->prepared[i].person);
	for (size_t i = 0; i < WL_AFTERS; i++)
		one->after[i].person = write_text(writer, one->after[i].person);
	write_lists(writer, one);
	one->asked = write_array(
		writer, one->asked, one->nasked, sizeof(*one->asked), asked);
	one->secrets = write_array(writer, one->secrets, one->nsecrets,
		sizeof(*one->secrets), secret);
	one->passages = NULL;
}

static const void *write_numbers(
	struct writer *writer, const void *v, size_t n, size_t size)
{
	uintptr_t at;

	align(writer);
	at = add(writer, v, n * size);
	return n ? (const void *)at : NULL;
}

static void write_coded(struct writer *writer, struct wl_cache_image *image)
{
	size_t n = image->ninterviews * sizeof(*image->coded);
	struct wl_coded *v = wl_alloc(n);

	if (n)
		memcpy(v, image->coded, n);
	for (size_t i = 0; i < image->ninterviews; i++) {
		v[i].marks = write_numbers(
			writer, v[i].marks, v[i].nmarks, sizeof(*v[i].marks));
		v[i].asked = write_numbers(writer, v[i].asked, v[i].nheadings,
			sizeof(*v[i].asked));
		v[i].criteria = write_numbers(writer, v[i].criteria,
			v[i].ncriteria, sizeof(*v[i].criteria));
	}
	align(writer);
	image->coded = (void *)add(writer, v, n);
	image->themes = write_list(writer, image->themes, image->nthemes);
	image->questions =
		write_list(writer, image->questions, image->nquestions);
	free(v);
}

static void write_deals(
	struct writer *writer, struct wl_deals *deals, size_t ndimensions)
{
	size_t n = deals->n * sizeof(*deals->v);
	struct wl_deal *v = wl_alloc(n);

	if (n)
		memcpy(v, deals->v, n);
	for (size_t i = 0; i < deals->n; i++) {
		write_texts(writer, &v[i], deal_texts, WL_LEN(deal_texts));
		v[i].dimensions = v[i].dimensions
					  ? write_list(writer, v[i].dimensions,
						    ndimensions)
					  : NULL;
	}
	align(writer);
	deals->v = (void *)add(writer, v, n);
	deals->slots = (void *)add(
		writer, deals->slots, deals->nslots * sizeof(*deals->slots));
	align(writer);
	free(v);
}

static void write_folders(struct writer *writer, struct wl_cache_image *image)
{
	static const size_t path[2] = { offsetof(struct wl_cache_folder, path),
		offsetof(struct wl_cache_folder, path) };

	image->folders = write_array(writer, image->folders, image->nfolders,
		sizeof(*image->folders), path);
}

/* Their interviews have no place yet. */
static void write_entries(struct writer *writer, struct wl_cache_image *image)
{
	static const size_t path[2] = { offsetof(struct wl_cache_entry, path),
		offsetof(struct wl_cache_entry, path) };

	image->nwords = 0;
	image->local = false;
	for (size_t i = 0; i < image->nentries; i++) {
		image->nwords += image->entries[i].nwords;
		image->local |= image->entries[i].local;
	}
	image->entries = write_array(writer, image->entries, image->nentries,
		sizeof(*image->entries), path);
}

static void write_interviews(
	struct writer *writer, struct wl_cache_image *image)
{
	size_t n = image->ninterviews * sizeof(*image->interviews);
	struct wl_interview *v = wl_alloc(n);

	if (n)
		memcpy(v, image->interviews, n);
	image->latest = INT64_MIN;
	for (size_t i = 0; i < image->ninterviews; i++) {
		write_interview(writer, &v[i]);
		if (v[i].interviewed.set &&
			v[i].interviewed.utc > image->latest)
			image->latest = v[i].interviewed.utc;
	}
	align(writer);
	image->interviews = (void *)add(writer, v, n);
	free(v);
}

/* Where what has this address in the file stands now. */
static void *written(const struct writer *writer, const void *address)
{
	return writer->bytes.s + ((uintptr_t)address - WL_CACHE_BASE);
}

/* Entries and interviews name each other. */
static void join(struct writer *writer, const struct wl_cache_image *image,
	const struct wl_cache_image *from)
{
	struct wl_interview *interviews = written(writer, image->interviews);
	struct wl_cache_entry *entries = written(writer, image->entries);

	for (size_t i = 0; i < image->nentries; i++) {
		size_t place;

		if (!entries[i].interview)
			continue;
		place = (size_t)(entries[i].interview - from->interviews);
		entries[i].interview = image->interviews + place;
		interviews[place].kept = image->entries + i;
	}
}

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

static uint64_t digest_more(uint64_t hash, const char *s, size_t n)
{
	for (size_t i = 0; i < n; i += BLOCK) {
		size_t left = n - i < BLOCK ? n - i : BLOCK;
		uint64_t one;

		get_pages(s + i, left);
		one = wl_cache_digest(s + i, left);
		hash = wl_hash_more(hash, &one, sizeof(one));
	}
	return hash;
}

static uint64_t digest_of_index(
	const struct wl_cache_image *image, const char *index)
{
	uint64_t hash = wl_hash(
		(const char *)image + DIGESTED, sizeof(*image) - DIGESTED);

	hash = wl_hash_more(hash, &image->rest, sizeof(image->rest));
	return digest_more(hash, index, image->nindex);
}

static uint64_t digest_of_rest(
	const struct wl_cache_image *image, const char *rest)
{
	return digest_more(wl_hash("", 0), rest,
		image->size - image->nindex - sizeof(*image));
}

void wl_cache_image_make(struct wl_buf *out, const struct wl_cache_image *image,
	size_t ndimensions)
{
	struct writer *writer = wl_alloc(sizeof(*writer));
	struct wl_cache_image head = *image;
	const char *index;

	memcpy(head.magic, MAGIC, sizeof(head.magic));
	wl_buf_init(&writer->bytes);
	add(writer, &head, sizeof(head)); /* its place */
	head.root = write_text(writer, image->root);
	write_folders(writer, &head);
	write_entries(writer, &head);
	align(writer);
	head.nindex = writer->bytes.n - sizeof(head);
	write_deals(writer, &head.deals, ndimensions);
	write_coded(writer, &head);
	write_interviews(writer, &head);
	align(writer);
	join(writer, &head, image);
	head.size = writer->bytes.n;
	index = writer->bytes.s + sizeof(head);
	head.rest = digest_of_rest(&head, index + head.nindex);
	head.digest = digest_of_index(&head, index);
	memcpy(writer->bytes.s, &head, sizeof(head));
	*out = writer->bytes;
	wl_map_release(&writer->texts);
	free(writer);
}

bool wl_cache_image_check(
	const struct wl_cache_image *image, size_t n, uint64_t build)
{
	return n >= sizeof(*image) &&
	       !memcmp(image->magic, MAGIC, sizeof(image->magic)) &&
	       image->build == build && image->size == n && n % 8 == 0 &&
	       image->nindex <= n - sizeof(*image) && image->nindex % 8 == 0 &&
	       image->digest ==
		       digest_of_index(image, (const char *)(image + 1));
}

bool wl_cache_image_check_rest(const struct wl_cache_image *image)
{
	return image->rest ==
	       digest_of_rest(image, (const char *)(image + 1) + image->nindex);
}
