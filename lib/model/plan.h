/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * plans/<id>.md: the ninety days in which a team makes the method its own.
 * Tasks stand in weeks counted from the start; what was done, and when, stands
 * apart from them, so that the plan itself reads as it was made.
 */
#ifndef WL_MODEL_PLAN_H
#define WL_MODEL_PLAN_H

#include "base/date.h"
#include "model/terms.h"
#include "text/front.h"

enum wl_phase {
	WL_BASELINE,
	WL_FIELD_TEST,
	WL_SCALE,
	WL_OPERATING_MODEL,
	WL_PHASES,
};
extern const char *const wl_phases[];       /* "baseline" ... NULL */
extern const char *const wl_phase_titles[]; /* for people */

/* What the program counts for a task by itself. */
enum wl_plan_count {
	WL_COUNT_NOTHING,
	WL_COUNT_INTERNAL, /* interviews with stakeholders */
	WL_COUNT_EXTERNAL, /* with customers and prospects */
	WL_COUNT_CARDS,    /* cards verified */
	WL_COUNT_BRIEFS,   /* of these, objection responses and proof points */
	WL_COUNT_FLAGS,    /* field notes of source rep */
	WL_COUNT_REVIEWS,  /* reviews held */
};
extern const char *const wl_plan_counts[]; /* "" "internal-interviews" ... */

struct wl_task {
	const char *id, *what;
	const char *owner; /* NULL: the plan's */
	enum wl_phase phase;
	int weeks[2]; /* first and last, from 1 */
	wl_day due;   /* as written; WL_NO_DAY: see wl_task_due */
	enum wl_plan_count counts;
	int target;  /* of what is counted; 0: nothing is */
	wl_day done; /* as written under `done`; WL_NO_DAY */
	int line;
};

struct wl_plan {
	const char *path, *id;
	wl_day start;
	const char *owner, *segment, *use_case; /* NULL: not said */
	struct wl_task *tasks;                  /* in the order of the file */
	size_t ntasks;
	const char *drove, *failed; /* the retro; NULL: not yet */
};

#define WL_PLAN_DAYS 90
#define WL_PLAN_WEEKS 13

/* Parse a file; everything lives in the arena.  What is wrong is
 * WL_EUNREADABLE with its place. */
int wl_plan_parse(struct wl_plan *out, struct wl_arena *arena,
	const struct wl_source *source, struct wl_err *err);
/* The task of this id; NULL. */
const struct wl_task *wl_plan_task(const struct wl_plan *plan, const char *id);
/* The last of its days: the 90th. */
wl_day wl_plan_end(const struct wl_plan *plan);
/* The week, from 1, that holds a day; 0 before the start. */
int wl_plan_week(const struct wl_plan *plan, wl_day day);
/* When a task is due: as written, else the last working day (Monday to
 * Friday) of its last week, but no later than the plan ends. */
wl_day wl_task_due(const struct wl_plan *plan, const struct wl_task *task);
/* Who sees to a task: its owner, else the plan's; NULL. */
const char *wl_task_owner(
	const struct wl_plan *plan, const struct wl_task *task);
/* The next Monday, or the day itself if it is one. */
wl_day wl_next_monday(wl_day day);

/* Hand a task over: its owner changes, and no other byte. */
int wl_plan_hand(struct wl_buf *file, const char *path, const char *task,
	const char *person, struct wl_err *err);
/* Note the day on which a task was done; WL_NO_DAY takes it back. */
int wl_plan_done(struct wl_buf *file, const char *path, const char *task,
	wl_day day, struct wl_err *err);

#endif
