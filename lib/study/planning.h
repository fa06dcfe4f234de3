/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Where a ninety-day plan stands on a day: what was done by hand, and what the
 * programme itself shows.  A pure function of the corpus and as_of.
 *
 * Counted is what falls on a day of the plan, up to as_of.
 *	internal-interviews, external-interviews: those that were held
 *	cards: those of which a claim was added, changed or removed, by history;
 *		where there is none, by the day that they were verified
 *	briefs: the same of objection responses and proof points
 *	flags: field notes of source rep
 *	reviews: by the day that they were held
 */
#ifndef WL_STUDY_PLANNING_H
#define WL_STUDY_PLANNING_H

#include "store/revisions.h"

enum wl_task_state {
	WL_TASK_LATE,  /* due before as_of, and not done */
	WL_TASK_NOW,   /* its weeks have begun */
	WL_TASK_LATER, /* they have not */
	WL_TASK_DONE,
};
extern const char *const wl_task_states[]; /* "late" "now" ... NULL */

struct wl_planned {
	const struct wl_task *task;
	const char *owner; /* NULL: nobody */
	wl_day due;
	enum wl_task_state state;
	int count;     /* of task->target; may be more */
	wl_day done;   /* as written, else the day that reached the target;
			  WL_NO_DAY */
	bool by_count; /* done because the target was reached */
	int days;      /* late: since it was due; else until */
};

struct wl_planning {
	struct wl_arena arena;
	const struct wl_corpus *corpus;
	const struct wl_plan *plan;
	wl_day today;
	int week;                 /* of the plan; 0: it has not begun */
	struct wl_planned *tasks; /* as in the plan */
	size_t ntasks;
	int states[4];            /* tasks by enum wl_task_state */
	int phases[WL_PHASES][2]; /* tasks done, tasks */
};

/* Make it; what is handed in must live as long.  place: where its history is;
 * NULL: history is not asked. */
void wl_planning_make(struct wl_planning *out, const struct wl_corpus *corpus,
	const struct wl_place *place, const struct wl_plan *plan);
void wl_planning_release(struct wl_planning *planning);
/*
 * The plan that runs on the day of as_of (the youngest of several), else the
 * youngest that has begun, else the next one; NULL if there is none.
 */
const struct wl_plan *wl_plan_current(const struct wl_corpus *corpus);

#endif
