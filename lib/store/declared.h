/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Was a hypothesis written before the interview that tests it?  History says
 * it: the commit that brought the words under "### Hypothesis" into the file,
 * where there were none or others (wl_revised_keeps).
 */
#ifndef WL_STORE_DECLARED_H
#define WL_STORE_DECLARED_H

#include "base/pool.h"
#include "store/corpus.h"
#include "store/place.h"

enum wl_declared {
	WL_DECLARED, /* history cannot say: one import, a shallow clone, no
			repository, not yet committed, no written words */
	WL_RECORDED, /* a commit that is not later than the interview */
	WL_LATE,     /* a later one, into a file that was there before it */
};

struct wl_declarations {
	struct wl_arena arena;
	struct wl_map by_id; /* interviews; see wl_declared_of */
};

/*
 * Begin to load what history is asked with, if it will have to be: that takes
 * longer than asking.  To be ended in any case (wl_beside_end).
 */
void wl_declarations_prepare(
	struct wl_beside *beside, const struct wl_place *place);
/*
 * Look at the interviews with a judged hypothesis, from the revision of the
 * corpus back.  The newest commit that brings the words decides: who writes
 * them anew after the interview is late, who corrects a few is not.
 */
int wl_declarations_read(struct wl_declarations *out,
	const struct wl_place *place, const struct wl_corpus *corpus,
	struct wl_err *err);
void wl_declarations_release(struct wl_declarations *declarations);
/* Of an interview by its id; declarations may be NULL. */
enum wl_declared wl_declared_of(
	const struct wl_declarations *declarations, const char *id);
/* Set it by hand; id must live as long. */
void wl_declared_set(struct wl_declarations *declarations, const char *id,
	enum wl_declared declared);

#endif
