/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/date.h"

#include <limits.h>

#define DAY_SECONDS 86400

static bool leap(int year)
{
	return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
}

static int month_days(int year, int month)
{
	static const int days[] = { 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30,
		31 };

	return days[month - 1] + (month == 2 && leap(year));
}

bool wl_day_make(wl_day *out, int year, int month, int day)
{
	int64_t y = year, era, of_era, of_year;

	if (year < 0 || year > 9999 || month < 1 || month > 12 || day < 1 ||
		day > month_days(year, month))
		return false;
	/* Years from March on, in eras of 400: the leap day comes last. */
	y -= month <= 2;
	era = (y >= 0 ? y : y - 399) / 400;
	of_year = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
	of_era = y - era * 400;
	of_era = of_era * 365 + of_era / 4 - of_era / 100 + of_year;
	*out = (wl_day)(era * 146097 + of_era - 719468);
	return true;
}

void wl_day_split(wl_day day, int *year, int *month, int *mday)
{
	int64_t z = (int64_t)day + 719468;
	int64_t era = (z >= 0 ? z : z - 146096) / 146097;
	int64_t of_era = z - era * 146097;
	int64_t y =
		(of_era - of_era / 1460 + of_era / 36524 - of_era / 146096) /
		365;
	int64_t of_year = of_era - (365 * y + y / 4 - y / 100);
	int64_t m = (5 * of_year + 2) / 153;

	*mday = (int)(of_year - (153 * m + 2) / 5 + 1);
	*month = (int)(m < 10 ? m + 3 : m - 9);
	*year = (int)(y + era * 400 + (*month <= 2));
}

/* The number of exactly n digits at *s, which is moved behind; -1: none. */
static int digits(const char **s, int n)
{
	int value = 0;

	for (int i = 0; i < n; i++) {
		char c = (*s)[i];

		if (c < '0' || c > '9')
			return -1;
		value = value * 10 + (c - '0');
	}
	*s += n;
	return value;
}

static bool skip(const char **s, char c)
{
	if (**s != c)
		return false;
	(*s)++;
	return true;
}

static bool parse_day(wl_day *out, const char **s)
{
	int year, month, day;

	return (year = digits(s, 4)) >= 0 && skip(s, '-') &&
	       (month = digits(s, 2)) >= 0 && skip(s, '-') &&
	       (day = digits(s, 2)) >= 0 && wl_day_make(out, year, month, day);
}

bool wl_day_parse(wl_day *out, const char *s)
{
	wl_day day;

	if (!s || !parse_day(&day, &s) || *s)
		return false;
	*out = day;
	return true;
}

char *wl_day_format(wl_day day, char text[WL_DATE_TEXT])
{
	int year, month, mday;

	text[0] = '\0';
	if (day == WL_NO_DAY)
		return text;
	wl_day_split(day, &year, &month, &mday);
	if (year >= 0 && year <= 9999)
		snprintf(text, WL_DATE_TEXT, "%04d-%02d-%02d", year, month,
			mday);
	return text;
}

int wl_day_quarter(wl_day day)
{
	int year, month, mday;

	wl_day_split(day, &year, &month, &mday);
	return 4 * year + (month - 1) / 3;
}

/* "Z", "+01:00" or "+0100" to the end, in minutes. */
static bool parse_offset(int *out, const char *s)
{
	int sign = *s == '-' ? -1 : 1, hours, minutes;

	*out = 0;
	if (skip(&s, 'Z'))
		return !*s;
	if (!skip(&s, '+') && !skip(&s, '-'))
		return false;
	hours = digits(&s, 2);
	skip(&s, ':');
	minutes = digits(&s, 2);
	if (hours < 0 || hours > 23 || minutes < 0 || minutes > 59 || *s)
		return false;
	*out = sign * (hours * 60 + minutes);
	return true;
}

/* Seconds of the clock "10:00[:00]" at *s; -1 if it is none. */
static int parse_clock(const char **s)
{
	int hour, minute, second = 0;

	hour = digits(s, 2);
	if (hour < 0 || hour > 23 || !skip(s, ':'))
		return -1;
	minute = digits(s, 2);
	if (minute < 0 || minute > 59)
		return -1;
	if (skip(s, ':'))
		second = digits(s, 2);
	if (second < 0 || second > 59)
		return -1;
	return hour * 3600 + minute * 60 + second;
}

/* Seconds east of UTC of the local zone at a moment. */
static int offset_at(int64_t utc)
{
	time_t moment = (time_t)utc;
	struct tm tm = { 0 };

	localtime_r(&moment, &tm);
	return (int)tm.tm_gmtoff;
}

/*
 * Civil seconds since 1970 in the local zone.  An hour that comes twice is
 * the first, one that is left out is moved behind the gap; mktime would answer
 * by what it was asked before.  The offset is cut to minutes before it is
 * used: a clock reads as it was given even where a zone once had seconds.
 */
static struct wl_time local(int64_t civil)
{
	int offset, after, real;

	tzset();
	offset = offset_at(civil - DAY_SECONDS);
	after = offset_at(civil + DAY_SECONDS);
	if (offset_at(civil - offset) != offset &&
		offset_at(civil - after) == after)
		offset = after;
	real = offset_at(civil - offset);
	civil += real - offset;
	return (struct wl_time){
		.utc = civil - real / 60 * 60,
		.offset = real / 60,
		.set = true,
	};
}

bool wl_time_parse(struct wl_time *out, const char *s)
{
	int64_t civil;
	wl_day day;
	int clock, offset;

	if (!s || !parse_day(&day, &s) || (!skip(&s, 'T') && !skip(&s, ' ')))
		return false;
	clock = parse_clock(&s);
	if (clock < 0)
		return false;
	civil = (int64_t)day * DAY_SECONDS + clock;
	if (!*s) {
		*out = local(civil);
		return true;
	}
	if (!parse_offset(&offset, s))
		return false;
	*out = (struct wl_time){
		.utc = civil - offset * 60,
		.offset = offset,
		.set = true,
	};
	return true;
}

/* The day and the seconds within it on the moment's own clock. */
static wl_day day_of(const struct wl_time *time, int *clock)
{
	int64_t there = time->utc + (int64_t)time->offset * 60;
	int64_t day = there / DAY_SECONDS;

	*clock = (int)(there % DAY_SECONDS);
	if (*clock < 0) {
		*clock += DAY_SECONDS;
		day--;
	}
	return (wl_day)day;
}

char *wl_time_format(const struct wl_time *time, char text[WL_TIME_TEXT])
{
	char date[WL_DATE_TEXT];
	int clock, offset = abs(time->offset);

	text[0] = '\0';
	if (!time->set || !*wl_day_format(day_of(time, &clock), date))
		return text;
	snprintf(text, WL_TIME_TEXT, "%sT%02d:%02d:%02d%c%02d:%02d", date,
		clock / 3600, clock / 60 % 60, clock % 60,
		time->offset < 0 ? '-' : '+', offset / 60, offset % 60);
	return text;
}

wl_day wl_time_day(const struct wl_time *time)
{
	int clock;

	return time->set ? day_of(time, &clock) : WL_NO_DAY;
}

struct wl_time wl_time_now(void)
{
	int64_t now = time(NULL);

	tzset();
	return (struct wl_time){
		.utc = now,
		.offset = offset_at(now) / 60,
		.set = true,
	};
}

struct wl_time wl_time_end_of(wl_day day)
{
	if (day == WL_NO_DAY)
		return (struct wl_time){ 0 };
	return local(((int64_t)day + 1) * DAY_SECONDS - 1);
}

int wl_time_compare(const struct wl_time *a, const struct wl_time *b)
{
	if (!a->set || !b->set)
		return a->set - b->set;
	return (a->utc > b->utc) - (a->utc < b->utc);
}

/* The number of one to `most` digits at *s; -1: none, or more digits. */
static int number(const char **s, int most)
{
	int n = 0;

	while ((*s)[n] >= '0' && (*s)[n] <= '9')
		if (++n > most)
			return -1;
	return n ? digits(s, n) : -1;
}

int wl_days_parse(const char *s)
{
	static const struct {
		const char *name;
		int days;
	} units[] = {
		{ "", 1 },
		{ "d", 1 },
		{ "w", 7 },
		{ "m", 30 },
		{ "y", 365 },
	};
	int value = s ? number(&s, 6) : -1;

	if (value < 0)
		return -1;
	for (size_t i = 0; i < WL_LEN(units); i++)
		if (wl_streq(s, units[i].name))
			return value * units[i].days;
	return -1;
}

int wl_clock_parse(const char *s)
{
	int first, second, third;

	if (!s || (first = number(&s, 3)) < 0 || !skip(&s, ':'))
		return -1;
	second = digits(&s, 2);
	if (second < 0 || second > 59)
		return -1;
	if (!*s)
		return first * 60 + second;
	if (!skip(&s, ':'))
		return -1;
	third = digits(&s, 2);
	if (third < 0 || third > 59 || *s)
		return -1;
	return first * 3600 + second * 60 + third;
}

char *wl_clock_format(int seconds, char text[16])
{
	int minutes = seconds / 60;

	text[0] = '\0';
	if (seconds >= 3600)
		snprintf(text, 16, "%d:%02d:%02d", minutes / 60, minutes % 60,
			seconds % 60);
	else if (seconds >= 0)
		snprintf(text, 16, "%02d:%02d", minutes, seconds % 60);
	return text;
}
