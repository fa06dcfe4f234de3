/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * private/<interview>.md: the words of confidential passages by their ids.
 * git never sees this folder; files have mode 0600.
 */
#ifndef WL_STORE_PRIVATE_H
#define WL_STORE_PRIVATE_H

#include "model/interview.h"
#include "store/change.h"

/* What the file holds (arena); nothing if there is none. */
int wl_private_read(struct wl_passage **out, size_t *n, struct wl_arena *arena,
	const struct wl_place *place, const char *interview,
	struct wl_err *err);
/*
 * The id of the passage with these words if private/ holds it, else a new
 * random one that is in neither `interview` nor private/; in that case the
 * words are appended to the private file of the change.  May be called
 * several times for one change.
 */
int wl_private_keep(struct wl_change *change,
	const struct wl_interview *interview, bool quote, const char *words,
	char id[WL_PASSAGE_ID], struct wl_err *err);
/*
 * The same for a passage that has an id by which others cite it: it keeps
 * that one, if private/ does not use it for other words.  Such an id is of a
 * hash of the words, so whoever guesses all of them can try the guess; but it
 * stands in what cites it anyhow.  Without an id as above.
 */
int wl_private_keep_cited(struct wl_change *change,
	const struct wl_interview *interview, const struct wl_passage *passage,
	char id[WL_PASSAGE_ID], struct wl_err *err);

#endif
