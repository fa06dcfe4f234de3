/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/crm_internal.h"

#define DIGITS "0123456789"
#define DAY_MILLISECONDS INT64_C(86400000)

enum form {
	FORM_NONE,    /* empty */
	FORM_BAD,     /* not a date */
	FORM_DAY,     /* one day, whoever reads it */
	FORM_NO_DAY,  /* the form of a date, but there is no such day */
	FORM_NUMBERS, /* two numbers and a year */
	FORM_SHORT,   /* three numbers of at most two digits */
};

struct date {
	enum form form;
	wl_day day;
	int numbers[3]; /* as they stand there */
	bool dots;      /* 4.3.2026: the day is first everywhere */
};

enum verdict {
	READ,
	TWO_WAYS,
	MIXED,
	SHORT_YEAR,
	IMPOSSIBLE,
	UNREADABLE,
};

/* Behind the column's title and the cell. */
static const char *const reasons[] = {
	[TWO_WAYS] = "can be read two ways: say which with --date-format "
		     "dmy|mdy",
	[MIXED] = "stands in a column that has the day first in one row and "
		  "the month first in another: say which with --date-format "
		  "dmy|mdy",
	[SHORT_YEAR] = "has a year of two digits: say what comes first with "
		       "--date-format dmy|mdy|ymd",
	[IMPOSSIBLE] = "is not a day of the calendar",
	[UNREADABLE] = "is not a date that can be read",
};

static const enum wl_crm_field fields[] = { CRM_CREATED, CRM_CLOSED,
	CRM_EXPECTED, CRM_WON_ON, CRM_LOST_ON };

static int number(const char *s, size_t n)
{
	int value = 0;

	for (size_t i = 0; i < n; i++)
		value = value * 10 + (s[i] - '0');
	return value;
}

/* Nothing, or a time of day, which is not needed. */
static bool only_time(const char *s)
{
	if (!*s)
		return true;
	return strchr("T ,", *s) && strpbrk(s, DIGITS) &&
	       !s[1 + strspn(s + 1, DIGITS ":.,+- TZAPMUCGapm")];
}

static void set_day(struct date *out, int year, int month, int day)
{
	out->form = wl_day_make(&out->day, year, month, day) ? FORM_DAY
							     : FORM_NO_DAY;
}

/* Digits alone: 20260304, or milliseconds since 1970. */
static void scan_digits(struct date *out, const char *s, size_t n)
{
	int64_t milliseconds = 0;

	if (n == 8 && only_time(s + n)) {
		set_day(out, number(s, 4), number(s + 4, 2), number(s + 6, 2));
		return;
	}
	if (n != 13 || s[n])
		return;
	for (size_t i = 0; i < n; i++)
		milliseconds = milliseconds * 10 + (s[i] - '0');
	out->day = (wl_day)(milliseconds / DAY_MILLISECONDS);
	out->form = FORM_DAY;
}

/* Three numbers with the same mark between them; their lengths, or false. */
static bool scan_numbers(struct date *out, const char **s, size_t lengths[3])
{
	char mark = 0;

	for (size_t i = 0; i < 3; i++) {
		lengths[i] = strspn(*s, DIGITS);
		if (!lengths[i] || lengths[i] > 4 || lengths[i] == 3)
			return false;
		out->numbers[i] = number(*s, lengths[i]);
		*s += lengths[i];
		if (i == 2)
			break;
		if (!**s || !strchr("-/.", **s) || (mark && **s != mark))
			return false;
		mark = *(*s)++;
	}
	out->dots = mark == '.';
	return lengths[1] <= 2;
}

static void scan(struct date *out, const char *s)
{
	size_t lengths[3], n = strspn(s, DIGITS);

	memset(out, 0, sizeof(*out));
	out->form = *s ? FORM_BAD : FORM_NONE;
	if (n > 4) {
		scan_digits(out, s, n);
		return;
	}
	if (!scan_numbers(out, &s, lengths) || !only_time(s))
		return;
	if (lengths[0] == 4 && lengths[2] <= 2)
		set_day(out, out->numbers[0], out->numbers[1], out->numbers[2]);
	else if (lengths[0] <= 2 && lengths[2] == 4)
		out->form = FORM_NUMBERS;
	else if (lengths[0] == 2 || lengths[2] == 2)
		out->form = FORM_SHORT;
	out->dots = out->dots && lengths[2] > 1;
}

/* 26 is 2026, 97 is 1997. */
static int full_year(const struct date *date, int year)
{
	if (date->form != FORM_SHORT)
		return year;
	return year + (year < 70 ? 2000 : 1900);
}

/* Read the numbers in this order: "dmy", "mdy" or "ymd". */
static enum verdict read_as(
	wl_day *out, const struct date *date, const char *order)
{
	int parts[3];

	for (size_t i = 0; i < 3; i++)
		parts[strchr("ymd", order[i]) - "ymd"] = date->numbers[i];
	if (*order == 'y' && date->form == FORM_NUMBERS)
		return UNREADABLE;
	return wl_day_make(out, full_year(date, parts[0]), parts[1], parts[2])
		       ? READ
		       : IMPOSSIBLE;
}

static void learn(struct wl_crm_order *order, const char *cell)
{
	struct date date;

	scan(&date, cell);
	if (date.form != FORM_NUMBERS || date.dots)
		return;
	if (date.numbers[0] > 12 && date.numbers[1] <= 12)
		order->day_first = true;
	if (date.numbers[1] > 12 && date.numbers[0] <= 12)
		order->month_first = true;
}

void wl_crm_learn_dates(struct wl_crm_import *import)
{
	for (size_t i = 0; i < WL_LEN(fields); i++) {
		enum wl_crm_field field = fields[i];

		if (import->header.slot[field] < 0)
			continue;
		for (size_t row = 0; row < import->n; row++)
			learn(&import->orders[field],
				wl_crm_cell(import, &import->rows[row], field));
	}
}

/* Two numbers and a year, by what the whole column shows. */
static enum verdict read_numbers(
	wl_day *out, const struct date *date, const struct wl_crm_order *order)
{
	if (date->dots)
		return read_as(out, date, "dmy");
	if (date->numbers[0] == date->numbers[1])
		return read_as(out, date, "dmy");
	if (order->day_first && order->month_first)
		return MIXED;
	if (order->day_first || order->month_first)
		return read_as(out, date, order->day_first ? "dmy" : "mdy");
	return date->numbers[0] > 12 && date->numbers[1] > 12 ? IMPOSSIBLE
							      : TWO_WAYS;
}

static enum verdict read_date(wl_day *out, const char *cell, const char *format,
	const struct wl_crm_order *order)
{
	struct date date;

	scan(&date, cell);
	switch (date.form) {
	case FORM_NONE:
		return READ;
	case FORM_BAD:
		return UNREADABLE;
	case FORM_NO_DAY:
		return IMPOSSIBLE;
	case FORM_DAY:
		*out = date.day;
		return READ;
	case FORM_NUMBERS:
		return format ? read_as(out, &date, format)
			      : read_numbers(out, &date, order);
	case FORM_SHORT:
		if (!format && !date.dots)
			return SHORT_YEAR;
		return read_as(out, &date, format ? format : "dmy");
	}
	return UNREADABLE;
}

const char *wl_crm_date(struct wl_crm_import *import,
	const struct wl_crm_row *row, int field, wl_day *out)
{
	const char *cell = wl_crm_cell(import, row, field);
	enum verdict verdict;

	*out = WL_NO_DAY;
	verdict = read_date(out, cell, import->options->date_format,
		&import->orders[field]);
	if (verdict == READ)
		return NULL;
	return wl_arena_printf(&import->scratch, "%s '%s' %s",
		wl_crm_title(import, field), wl_crm_shown(import, cell),
		reasons[verdict]);
}
