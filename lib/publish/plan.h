/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A plan and where it stands: text, md, json, ics (see calendar.h).
 */
#ifndef WL_PUBLISH_PLAN_H
#define WL_PUBLISH_PLAN_H

#include "publish/publish.h"
#include "study/planning.h"

void wl_publish_plan_text(struct wl_buf *out, const struct wl_corpus *corpus,
	const struct wl_planning *planning, const struct wl_look *look);
void wl_publish_plan_markdown(struct wl_buf *out,
	const struct wl_corpus *corpus, const struct wl_planning *planning);
void wl_publish_plan_json(
	struct wl_buf *out, const struct wl_planning *planning);
/* What is not done yet, as a calendar. */
void wl_publish_plan_calendar(struct wl_buf *out,
	const struct wl_corpus *corpus, const struct wl_planning *planning);
/* All plans as a table: id, start, end, owner, week, done, late, tasks. */
void wl_publish_plans(struct wl_buf *out, const struct wl_corpus *corpus,
	const struct wl_place *place, enum wl_format format);
/* Add when a task is due, or that it is done: "due 2026-10-16, 3 days late",
 * "done 2026-10-12". */
void wl_plan_when(struct wl_buf *out, const struct wl_planned *planned);
/* Add what was counted: "3 of 5"; nothing if nothing is. */
void wl_plan_counted(struct wl_buf *out, const struct wl_planned *planned);

#endif
