/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Days and moments.  A day is a number of days since 1970-01-01 in the
 * proleptic Gregorian calendar, without a zone.  A moment is seconds since
 * 1970-01-01T00:00:00Z with the offset it was written in.  Only ISO 8601 is
 * read here; the dates of a CRM are the importer's.
 */
#ifndef WL_BASE_DATE_H
#define WL_BASE_DATE_H

#include "base/base.h"

typedef int32_t wl_day;
#define WL_NO_DAY INT32_MIN

struct wl_time {
	int64_t utc;    /* seconds since 1970 */
	int offset;     /* minutes east of UTC in which it was written */
	bool set;       /* false: no moment */
	bool whole_day; /* a date was given: its end stands for it */
};

/* Longest text of a date, a moment: "2026-11-21T10:00:00+01:00" and NUL. */
#define WL_DATE_TEXT 11
#define WL_TIME_TEXT 26

/* The day of a year (0..9999), month (1..12) and day; false if there is none */
bool wl_day_make(wl_day *out, int year, int month, int day);
void wl_day_split(wl_day day, int *year, int *month, int *mday);
/* "2026-11-21", nothing else.  False: not a date. */
bool wl_day_parse(wl_day *out, const char *s);
/* Writes "2026-11-21", or "" for WL_NO_DAY; returns text. */
char *wl_day_format(wl_day day, char text[WL_DATE_TEXT]);
/* The quarter as 4 * year + (0..3). */
int wl_day_quarter(wl_day day);

/*
 * "2026-11-21T10:00[:00](Z|+01:00|+0100)" or with a space for the T.  Without
 * an offset it is taken in the local zone.  False: not a moment.
 */
bool wl_time_parse(struct wl_time *out, const char *s);
/* Writes "2026-11-21T10:00:00+01:00", "" if not set; returns text. */
char *wl_time_format(const struct wl_time *time, char text[WL_TIME_TEXT]);
/* The day at the moment's own offset; WL_NO_DAY if not set. */
wl_day wl_time_day(const struct wl_time *time);
/* Now, in the local zone. */
struct wl_time wl_time_now(void);
/* The end (23:59:59, local zone) of a day. */
struct wl_time wl_time_end_of(wl_day day);
/* Whether a is before b: negative, 0, positive. */
int wl_time_compare(const struct wl_time *a, const struct wl_time *b);

/* "90d", "12w", "6m" (30 days), "1y" (365) or "90": days; -1 if it is not */
int wl_days_parse(const char *s);
/* "04:10" or "1:04:10" in seconds; -1 if it is not. */
int wl_clock_parse(const char *s);
/* Writes "04:10" or "1:04:10" (16 bytes are enough); returns text. */
char *wl_clock_format(int seconds, char text[16]);

#endif
