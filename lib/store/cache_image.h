/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The cache's first file: interviews and deals as a load leaves them, the
 * structs of the model as they are in memory, with pointers that are right when
 * the file is mapped at WL_CACHE_BASE.  So nothing is copied and nothing looked
 * at before it is used.  Short texts stand there once, whoever names them.
 *
 * Passages, with their words, are a hundred times as large and seldom needed
 * all: they stand in the second file (store/cache_words.h), and an interview
 * here has none but the way to them (`kept`, its struct wl_cache_entry).
 *
 * A file whose digest is wrong is not there.  Only the same build on the same
 * machine can read it.
 */
#ifndef WL_STORE_CACHE_IMAGE_H
#define WL_STORE_CACHE_IMAGE_H

#include "base/strv.h"
#include "model/deal.h"
#include "store/numbers.h"

/* Far from what the system, or a sanitizer, puts anywhere by itself. */
#define WL_CACHE_BASE                                                          \
	(sizeof(void *) == 8 ? (uintptr_t)UINT64_C(0x5a0000000000)             \
			     : (uintptr_t)0x50000000)

/* What tells a file or folder from the one that it was; times in nanoseconds.
 * All zero: not known, so never the same. */
struct wl_cache_stat {
	int64_t size, modified, changed;
	uint64_t inode;
};

struct wl_cache_folder {
	const char *path;
	struct wl_cache_stat stat;
};

/* A file of an interview, whether or not it could be kept. */
struct wl_cache_entry {
	const char *path;
	struct wl_cache_stat stat;
	struct wl_interview *interview; /* NULL: read the file */
	uint64_t words, nwords, digest; /* its passages: where in the second
					   file, bytes, of these bytes */
	uint32_t folder;                /* its number */
	uint32_t name;                  /* where in the path it begins */
	bool local; /* a time in it was read in the local zone */
};

/* What the file begins with. */
struct wl_cache_image {
	char magic[16];
	uint64_t build;   /* who can read what follows */
	uint64_t size;    /* of the file */
	uint64_t rest;    /* digest of what is behind the index */
	uint64_t digest;  /* of what follows here, and of the index */
	uint64_t nindex;  /* bytes behind this struct: root, folders, entries
			     and their texts */
	const char *root; /* of the programme */
	struct wl_cache_stat programme, deals_file; /* of both, or none */
	struct wl_deals deals;                      /* as these give them */
	struct wl_interview *interviews; /* completed, sorted by id */
	struct wl_coded *coded;          /* as interviews */
	size_t ninterviews;
	const char **themes, **questions; /* of the numbers in `coded` */
	size_t nthemes, nquestions;
	struct wl_cache_folder *folders; /* sorted by path */
	size_t nfolders;
	struct wl_cache_entry *entries; /* sorted by path */
	size_t nentries;
	uint64_t nwords; /* bytes of the second file that are in use */
	int64_t latest;  /* interview; seconds since 1970 */
	bool local;      /* some entry is */
};

/*
 * The bytes of the file for what `image` holds; its pointers may be anywhere.
 * An entry's interview is one of image->interviews; ndimensions is how many a
 * deal has.  Fills magic, size, digest and what else is computed.
 */
void wl_cache_image_make(struct wl_buf *out, const struct wl_cache_image *image,
	size_t ndimensions);
/*
 * Is the file of n bytes that is mapped at WL_CACHE_BASE of this build, and its
 * index whole?  Then files can be compared with it, while the rest is checked.
 */
bool wl_cache_image_check(
	const struct wl_cache_image *image, size_t n, uint64_t build);
/* Is all behind the index whole?  Checks every byte of it. */
bool wl_cache_image_check_rest(const struct wl_cache_image *image);
/* Of a multiple of 8 bytes. */
uint64_t wl_cache_digest(const char *s, size_t n);

#endif
