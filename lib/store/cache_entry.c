/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/cache_entry.h"

#define ROUND(n) (((n) + 7) & ~(size_t)7)
#define DIGESTED offsetof(struct wl_cache_entry, size)

/* A struct that has grown may hold a pointer that nobody below knows of. */
#define KNOWN(type, bytes)                                                     \
	_Static_assert(sizeof(void *) != 8 || sizeof(type) == (bytes),         \
		"is there a new pointer? see place_all() and texts[]")
KNOWN(struct wl_interview, 568);
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

/* Four lanes, since one would wait for each product. */
static uint64_t digest(const struct wl_cache_entry *entry)
{
	const char *s = (const char *)entry + DIGESTED;
	size_t n = entry->size - DIGESTED, i = 0;
	uint64_t a = 1, b = 2, c = 3, d = n;

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

/* The run of structs: how long it is, filled, or found again. */
struct image {
	enum { MEASURE, FILL, FIND } job;
	char *base;
	size_t at, size;
};

/* The next array: n elements; `array` is the address of its pointer. */
static bool place(struct image *image, void *array, size_t n, size_t size)
{
	char *to;
	void *from;

	if (image->job != MEASURE) {
		if (n > (image->size - image->at) / size)
			return false;
		to = image->base + image->at;
		memcpy(&from, array, sizeof(from));
		if (image->job == FILL && n)
			memcpy(to, from, n * size);
		memcpy(array, &to, sizeof(to));
	}
	image->at += ROUND(n * size);
	return image->job == MEASURE || image->at <= image->size;
}

static bool place_list(struct image *image, struct wl_list *list)
{
	return place(image, &list->v, list->n, sizeof(*list->v));
}

static bool place_all(struct image *image, struct wl_interview *one)
{
	struct wl_pair_list *extra = &one->extra;
	bool good =
		place_list(image, &one->evaluated) &&
		place_list(image, &one->attendees) &&
		place_list(image, &one->objections) &&
		place_list(image, &one->criteria) &&
		place(image, &extra->key, extra->n, sizeof(*extra->key)) &&
		place(image, &extra->value, extra->n, sizeof(*extra->value)) &&
		place(image, &one->asked, one->nasked, sizeof(*one->asked)) &&
		place(image, &one->passages, one->npassages,
			sizeof(*one->passages));

	for (size_t i = 0; good && i < one->npassages; i++) {
		struct wl_passage *passage = &one->passages[i];
		struct wl_tag *tags = passage->tags;

		good = place(image, &tags, passage->ntags, sizeof(*tags));
		if (image->job != MEASURE)
			passage->tags = tags;
	}
	return good;
}

/* Strings on their way into an entry (`out`) or out of it. */
struct strings {
	struct wl_buf *out;
	size_t begin;     /* of the strings in out */
	const char *from; /* NULL: they go into out */
	size_t n;
	bool good;
};

static void pass(struct strings *strings, const char **text)
{
	size_t offset = (size_t)(uintptr_t)*text;

	if (!*text)
		return;
	if (!strings->from) {
		offset = strings->out->n - strings->begin + 1;
		wl_buf_add(strings->out, *text, strlen(*text) + 1);
		*text = (const char *)(uintptr_t)offset;
	} else if (offset <= strings->n) {
		*text = strings->from + offset - 1;
	} else {
		strings->good = false;
	}
}

static void pass_list(struct strings *strings, const char **v, size_t n)
{
	for (size_t i = 0; i < n; i++)
		pass(strings, &v[i]);
}

static void pass_passage(struct strings *strings, struct wl_passage *passage)
{
	pass(strings, &passage->id);
	pass(strings, &passage->words);
	pass(strings, &passage->question);
	pass(strings, &passage->source);
	for (size_t i = 0; i < passage->ntags; i++)
		pass(strings, &passage->tags[i].theme);
}

static void pass_all(struct strings *strings, struct wl_interview *one)
{
	for (size_t i = 0; i < WL_LEN(texts); i++)
		pass(strings, (const char **)(void *)((char *)one + texts[i]));
	for (size_t i = 0; i < WL_PREPS; i++)
		pass(strings, &one->prepared[i].person);
	for (size_t i = 0; i < WL_AFTERS; i++)
		pass(strings, &one->after[i].person);
	pass_list(strings, one->evaluated.v, one->evaluated.n);
	pass_list(strings, one->attendees.v, one->attendees.n);
	pass_list(strings, one->objections.v, one->objections.n);
	pass_list(strings, one->criteria.v, one->criteria.n);
	pass_list(strings, one->extra.key, one->extra.n);
	pass_list(strings, one->extra.value, one->extra.n);
	for (size_t i = 0; i < one->nasked; i++)
		pass(strings, &one->asked[i].id);
	for (size_t i = 0; i < one->npassages; i++)
		pass_passage(strings, &one->passages[i]);
}

/* Make n bytes of room that are zero. */
static void add_zeros(struct wl_buf *out, size_t n)
{
	wl_buf_fill(out, '\0', n);
}

void wl_cache_pack(struct wl_buf *out, const struct wl_interview *interview,
	const struct wl_cache_stat *stat)
{
	struct wl_interview one = *interview;
	struct image image = { MEASURE, NULL, sizeof(one), 0 };
	struct wl_cache_entry entry = { .stat = *stat };
	struct strings strings = { .out = out, .good = true };
	size_t begin = out->n;
	char *fixed;

	place_all(&image, &one);
	fixed = wl_alloc(image.at);
	image = (struct image){ FILL, fixed, sizeof(one), image.at };
	place_all(&image, &one);
	add_zeros(out, sizeof(entry) + image.size);
	strings.begin = out->n;
	pass_all(&strings, &one);
	add_zeros(out, 1);
	add_zeros(out, ROUND(out->n) - out->n);
	entry.size = (uint32_t)(out->n - begin);
	entry.fixed = (uint32_t)image.size;
	memcpy(fixed, &one, sizeof(one));
	memcpy(out->s + begin, &entry, sizeof(entry));
	memcpy(out->s + begin + sizeof(entry), fixed, image.size);
	entry.digest = digest((const void *)(out->s + begin));
	memcpy(out->s + begin, &entry, sizeof(entry));
	free(fixed);
}

const struct wl_cache_entry *wl_cache_entry_at(const char *bytes, size_t n)
{
	const struct wl_cache_entry *entry = (const void *)bytes;
	size_t least = sizeof(*entry) + sizeof(struct wl_interview) + 1;

	if (n < least || entry->size < least || entry->size > n ||
		entry->size % 8 || entry->fixed % 8 ||
		entry->fixed < sizeof(struct wl_interview) ||
		entry->fixed >= entry->size - sizeof(*entry))
		return NULL;
	return bytes[entry->size - 1] ? NULL : entry;
}

const char *wl_cache_entry_path(const struct wl_cache_entry *entry)
{
	return entry->bytes + entry->fixed;
}

bool wl_cache_unpack(struct wl_interview *out, struct wl_arena *arena,
	const struct wl_cache_entry *entry)
{
	struct image image = { FIND, NULL, 0, entry->fixed - sizeof(*out) };
	struct strings strings = {
		.from = entry->bytes + entry->fixed,
		.n = entry->size - sizeof(*entry) - entry->fixed,
		.good = true,
	};

	if (digest(entry) != entry->digest)
		return false;
	memcpy(out, entry->bytes, sizeof(*out));
	image.base = wl_arena_raw(arena, image.size);
	memcpy(image.base, entry->bytes + sizeof(*out), image.size);
	if (!place_all(&image, out) || image.at != image.size)
		return false;
	pass_all(&strings, out);
	return strings.good;
}
