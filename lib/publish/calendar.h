/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Due dates as a calendar (RFC 5545): all-day entries that take nobody's time,
 * each with a reminder the day before.  The same entries give the same bytes:
 * DTSTAMP is as_of, and a UID is a hash of what the entry is about, so that
 * taking the file in again updates instead of doubling.
 */
#ifndef WL_PUBLISH_CALENDAR_H
#define WL_PUBLISH_CALENDAR_H

#include "base/buf.h"
#include "base/date.h"

struct wl_calendar_entry {
	const char *kind, *id; /* "plan", "2026-q4/focus": makes the UID */
	wl_day day;
	const char *summary;     /* one line */
	const char *description; /* may hold newlines; NULL */
};

/* One calendar from begin to end; name is what a program shows it as. */
void wl_calendar_begin(struct wl_buf *out, const char *name);
/* An entry without a day is left out. */
void wl_calendar_add(struct wl_buf *out, const struct wl_calendar_entry *entry,
	const struct wl_time *as_of);
void wl_calendar_end(struct wl_buf *out);

#endif
