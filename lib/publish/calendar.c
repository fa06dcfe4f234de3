/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "publish/calendar.h"

#include <inttypes.h>

#define OCTETS 75 /* of a line, without its end */

/* Is it the first byte of a character? */
static bool begins(char c)
{
	return ((unsigned char)c & 0xc0) != 0x80;
}

/* A line, folded; the fold's space counts for the line it begins. */
static void put_line(struct wl_buf *out, const struct wl_buf *line)
{
	size_t at = 0, room = OCTETS;

	while (line->n - at > room) {
		size_t n = room;

		while (!begins(line->s[at + n]))
			n--;
		wl_buf_add(out, line->s + at, n);
		wl_buf_adds(out, "\r\n ");
		at += n;
		room = OCTETS - 1;
	}
	wl_buf_add(out, line->s + at, line->n - at);
	wl_buf_adds(out, "\r\n");
}

/* TEXT of RFC 5545, 3.3.11; control characters but the newline go. */
static void put_text(struct wl_buf *out, const char *name, const char *text)
{
	struct wl_buf line = WL_BUF_INIT;

	wl_buf_addf(&line, "%s:", name);
	for (; *text; text++) {
		if (*text == '\n')
			wl_buf_adds(&line, "\\n");
		else if (strchr("\\;,", *text))
			wl_buf_addf(&line, "\\%c", *text);
		else if ((unsigned char)*text >= ' ' && *text != 0x7f)
			wl_buf_addc(&line, *text);
	}
	put_line(out, &line);
	wl_buf_release(&line);
}

void wl_calendar_begin(struct wl_buf *out, const char *name)
{
	wl_buf_adds(out, "BEGIN:VCALENDAR\r\n"
			 "VERSION:2.0\r\n"
			 "PRODID:-//winloss//winloss " WL_VERSION "//EN\r\n"
			 "CALSCALE:GREGORIAN\r\n");
	put_text(out, "X-WR-CALNAME", name);
}

/* "20261121" */
static void put_day(struct wl_buf *out, const char *name, wl_day day)
{
	int year, month, mday;

	wl_day_split(day, &year, &month, &mday);
	wl_buf_addf(
		out, "%s;VALUE=DATE:%04d%02d%02d\r\n", name, year, month, mday);
}

/* The moment in UTC, "20261121T120000Z". */
static void put_stamp(struct wl_buf *out, const struct wl_time *when)
{
	int64_t second = when->utc % 86400;
	int year, month, mday;

	if (second < 0)
		second += 86400;
	wl_day_split(
		(wl_day)((when->utc - second) / 86400), &year, &month, &mday);
	wl_buf_addf(out, "DTSTAMP:%04d%02d%02dT%02d%02d%02dZ\r\n", year, month,
		mday, (int)(second / 3600), (int)(second / 60 % 60),
		(int)(second % 60));
}

void wl_calendar_add(struct wl_buf *out, const struct wl_calendar_entry *entry,
	const struct wl_time *as_of)
{
	uint64_t hash = wl_hash(entry->kind, strlen(entry->kind) + 1);

	if (entry->day == WL_NO_DAY)
		return;
	hash = wl_hash_more(hash, entry->id, strlen(entry->id));
	wl_buf_addf(
		out, "BEGIN:VEVENT\r\nUID:%016" PRIx64 "@winloss\r\n", hash);
	put_stamp(out, as_of);
	put_day(out, "DTSTART", entry->day);
	put_day(out, "DTEND", entry->day + 1);
	put_text(out, "SUMMARY", entry->summary);
	if (entry->description)
		put_text(out, "DESCRIPTION", entry->description);
	wl_buf_adds(out, "TRANSP:TRANSPARENT\r\n"
			 "BEGIN:VALARM\r\n"
			 "ACTION:DISPLAY\r\n"
			 "TRIGGER:-P1D\r\n");
	put_text(out, "DESCRIPTION", entry->summary);
	wl_buf_adds(out, "END:VALARM\r\nEND:VEVENT\r\n");
}

void wl_calendar_end(struct wl_buf *out)
{
	wl_buf_adds(out, "END:VCALENDAR\r\n");
}
