/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Front matter wins; where it is silent, the deal speaks.  What came from
 * deals.csv is marked in the interview, so that it can be taken back when that
 * file has changed and the interview has not.
 */
#ifndef WL_STORE_COMPLETE_H
#define WL_STORE_COMPLETE_H

#include "model/deal.h"
#include "model/interview.h"

/* Complete an interview; deal may be NULL.  Texts of the deal and of the
 * programme are borrowed. */
void wl_complete(struct wl_interview *interview, const struct wl_deal *deal,
	const struct wl_programme *programme, struct wl_arena *arena);
/* Only what stands in the file itself. */
void wl_complete_undo(struct wl_interview *interview);

#endif
