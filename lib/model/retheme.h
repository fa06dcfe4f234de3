/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Giving the tags of a file another theme, byte-exactly: only the id in a tag
 * token, in a front-matter value or in a coding changes.  Words, links, code
 * and comments are never touched.  The result is parsed again and compared;
 * if anything else would have changed, the file stays as it was (WL_EFAIL with
 * the place).
 *
 * Where a passage has a theme that goes and the one that it becomes, one tag
 * stays.  With equal signs nothing is lost; else the target's own sign stays
 * (or, of several that go, the first one's) and the place is noted in clashes.
 */
#ifndef WL_MODEL_RETHEME_H
#define WL_MODEL_RETHEME_H

#include "base/buf.h"
#include "base/err.h"

struct wl_retheme {
	const struct wl_list *from; /* ids that go */
	const char *to;
	const struct wl_list *passages; /* ids of passages; NULL: all, and
					   front matter */
	size_t tags;                    /* out: how many were changed */
	struct wl_errs clashes; /* out: signs that were lost, with places;
				   the caller releases it */
};

/* An interview, field notes, or the body of any file with passages.  In front
 * matter: trigger, buyer-reason, criteria and objections. */
int wl_retheme_markdown(struct wl_buf *file, const char *path,
	struct wl_retheme *retheme, struct wl_err *err);
/* The front matter alone: of a card, whose body has no tags. */
int wl_retheme_front(struct wl_buf *file, const char *path,
	struct wl_retheme *retheme, struct wl_err *err);
/* A second coder's coding (model/coding.h). */
int wl_retheme_coding(struct wl_buf *file, const char *path,
	struct wl_retheme *retheme, struct wl_err *err);

#endif
