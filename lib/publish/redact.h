/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What may leave.  Every output goes through here twice: the words of a
 * passage are asked for with wl_redact_words, and the finished bytes are
 * searched for what must not be in them.
 */
#ifndef WL_PUBLISH_REDACT_H
#define WL_PUBLISH_REDACT_H

#include "store/corpus.h"

/* The words, or NULL if they are withheld (confidential, no consent). */
const char *wl_redact_words(const struct wl_interview *interview,
	const struct wl_passage *passage);

/* Words that must not leave, collected from private/, from confidential
 * passages that were committed with their words, and from people.yaml. */
struct wl_withheld {
	struct wl_strv words; /* case-folded, 20 characters or more */
	struct wl_strv names; /* full names and e-mails of people.yaml */
	bool private_missing; /* confidential words are not on this machine */
	bool people_missing;  /* no people.yaml: names could not be checked */
};

int wl_withheld_collect(struct wl_withheld *out,
	const struct wl_corpus *corpus, const struct wl_place *place,
	struct wl_err *err);
void wl_withheld_release(struct wl_withheld *withheld);
/* Search finished bytes; a hit is an error that names the interview and
 * passage (never the words), and nothing may be printed then. */
int wl_withheld_check(const struct wl_withheld *withheld,
	const struct wl_buf *bytes, struct wl_err *err);

#endif
