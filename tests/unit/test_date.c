/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "base/date.h"

/* No zone files: the rules are written out. */
#define BERLIN "CET-1CEST,M3.5.0,M10.5.0/3"
#define NEW_YORK "EST5EDT,M3.2.0,M11.1.0"
#define INDIA "IST-5:30"
#define OLD_BERLIN "LMT-0:53:28"

static void zone(const char *name)
{
	assert_return_code(setenv("TZ", name, 1), 0);
}

static wl_day day(const char *s)
{
	wl_day value;

	assert_true(wl_day_parse(&value, s));
	return value;
}

static struct wl_time moment(const char *s)
{
	struct wl_time value;

	assert_true(wl_time_parse(&value, s));
	return value;
}

static void day_counts_from_1970(void **state)
{
	(void)state;
	assert_int_equal(day("1970-01-01"), 0);
	assert_int_equal(day("1969-12-31"), -1);
	assert_int_equal(day("2026-11-21"), 20778);
	assert_int_equal(day("0001-01-01"), -719162);
	assert_int_equal(day("9999-12-31"), 2932896);
}

static int length_of(int year, int month)
{
	static const int lengths[] = { 31, 28, 31, 30, 31, 30, 31, 31, 30, 31,
		30, 31 };
	bool leap = year % 4 == 0 && (year % 100 || year % 400 == 0);

	return month == 2 && leap ? 29 : lengths[month - 1];
}

static void expect_day(wl_day expected, int y, int m, int d)
{
	int year, month, mday;
	wl_day value;

	if (!wl_day_make(&value, y, m, d) || value != expected)
		fail_msg("%d-%d-%d", y, m, d);
	wl_day_split(value, &year, &month, &mday);
	if (year != y || month != m || mday != d)
		fail_msg("%d-%d-%d back", y, m, d);
}

/* Each day of ten thousand years is one after the other, there and back. */
static void day_goes_through_the_calendar(void **state)
{
	wl_day expected = -719528;

	(void)state;
	for (int y = 0; y <= 9999; y++)
		for (int m = 1; m <= 12; m++)
			for (int d = 1; d <= length_of(y, m); d++)
				expect_day(expected++, y, m, d);
	assert_int_equal(expected, 2932897);
}

static void day_knows_leap_days_and_month_ends(void **state)
{
	static const char *const good[] = { "2024-02-29", "2000-02-29",
		"0000-02-29", "2026-01-31", "2026-04-30", "2026-12-31" };
	static const char *const bad[] = { "2023-02-29", "1900-02-29",
		"2100-02-29", "2024-02-30", "2026-04-31", "2026-06-31",
		"2026-09-31", "2026-11-31", "2026-12-32", "2026-00-10",
		"2026-13-10", "2026-10-00" };
	wl_day value = 7;

	(void)state;
	for (size_t i = 0; i < WL_LEN(good); i++)
		assert_true(wl_day_parse(&value, good[i]));
	value = 7;
	for (size_t i = 0; i < WL_LEN(bad); i++)
		assert_false(wl_day_parse(&value, bad[i]));
	assert_int_equal(value, 7);
	assert_int_equal(day("2024-03-01") - day("2024-02-29"), 1);
	assert_int_equal(day("2023-03-01") - day("2023-02-28"), 1);
}

static void day_refuses_other_forms(void **state)
{
	static const char *const bad[] = { "", "2026", "2026-11", "26-11-21",
		"2026-11-2", "2026-1-21", "20261121", "2026/11/21",
		" 2026-11-21", "2026-11-21 ", "2026-11-21T10:00", "+026-11-21",
		"-026-11-21", "2026-11-+1", "2026-11-2a", "12026-11-21",
		"\xd9\xa2\xd9\xa0\xd9\xa2\xd9\xa6-11-21" };
	wl_day value;

	(void)state;
	for (size_t i = 0; i < WL_LEN(bad); i++)
		assert_false(wl_day_parse(&value, bad[i]));
	assert_false(wl_day_parse(&value, NULL));
	assert_false(wl_day_make(&value, -1, 1, 1));
	assert_false(wl_day_make(&value, 10000, 1, 1));
	assert_false(wl_day_make(&value, INT32_MAX, 1, 1));
}

static void day_is_written(void **state)
{
	char text[WL_DATE_TEXT];

	(void)state;
	assert_string_equal(wl_day_format(20778, text), "2026-11-21");
	assert_string_equal(wl_day_format(-719528, text), "0000-01-01");
	assert_string_equal(wl_day_format(WL_NO_DAY, text), "");
	assert_string_equal(wl_day_format(2932897, text), "");
	assert_string_equal(wl_day_format(INT32_MAX, text), "");
}

static void quarter_is_counted(void **state)
{
	(void)state;
	assert_int_equal(wl_day_quarter(day("2026-01-01")), 8104);
	assert_int_equal(wl_day_quarter(day("2026-03-31")), 8104);
	assert_int_equal(wl_day_quarter(day("2026-04-01")), 8105);
	assert_int_equal(wl_day_quarter(day("2026-12-31")), 8107);
}

static void time_is_read(void **state)
{
	static const struct {
		const char *text;
		int64_t utc;
		int offset;
	} cases[] = {
		{ "1970-01-01T00:00:00Z", 0, 0 },
		{ "2026-11-21T10:00:00Z", 1795255200, 0 },
		{ "2026-11-21 10:00Z", 1795255200, 0 },
		{ "2026-11-21T11:00+01:00", 1795255200, 60 },
		{ "2026-11-21T11:00:00+0100", 1795255200, 60 },
		{ "2026-11-21T04:30:07-05:30", 1795255207, -330 },
		{ "2026-11-22T00:00:00+14:00", 1795255200, 840 },
		{ "1969-12-31T23:59:59Z", -1, 0 },
		{ "2026-11-21T10:00-00:00", 1795255200, 0 },
		{ "2026-11-21T10:00+23:59", 1795168860, 1439 },
		{ "2026-11-21T10:00-23:59", 1795341540, -1439 },
	};

	(void)state;
	for (size_t i = 0; i < WL_LEN(cases); i++) {
		struct wl_time time = moment(cases[i].text);

		assert_true(time.set);
		assert_true(time.utc == cases[i].utc);
		assert_int_equal(time.offset, cases[i].offset);
	}
}

static void time_refuses_other_forms(void **state)
{
	static const char *const bad[] = { "", "2026-11-21", "2026-11-21T",
		"2026-11-21T10", "2026-11-21T10:0",
		"2026-11-21T10:00:", "2026-11-21T10:00:0", "2026-11-21T24:00Z",
		"2026-11-21T23:60Z", "2026-11-21T23:59:60Z",
		"2026-11-21t10:00Z", "2026-11-21T10:00z", "2026-11-21T10:00Zx",
		"2026-11-21T10:00 Z", "2026-11-21T10:00+1",
		"2026-11-21T10:00+01", "2026-02-30T10:00Z",
		"2026-11-21T10:00+01:0", "2026-11-21T10:00+01:60",
		"2026-11-21T10:00+24:00", "2026-11-21T10:00:00.5Z",
		"2026-11-21  10:00", "2026-11-21T-1:00" };
	struct wl_time time = { .utc = 7 };

	(void)state;
	for (size_t i = 0; i < WL_LEN(bad); i++)
		assert_false(wl_time_parse(&time, bad[i]));
	assert_false(wl_time_parse(&time, NULL));
	assert_true(time.utc == 7 && !time.set);
}

/* Read in a zone, written again. */
static void expect_local(const char *name, const char *in, const char *out)
{
	char text[WL_TIME_TEXT];
	struct wl_time time;

	zone(name);
	time = moment(in);
	assert_string_equal(wl_time_format(&time, text), out);
}

static void time_without_offset_is_local(void **state)
{
	(void)state;
	expect_local("UTC0", "2026-11-21T10:00", "2026-11-21T10:00:00+00:00");
	expect_local(BERLIN, "2026-11-21T10:00", "2026-11-21T10:00:00+01:00");
	expect_local(BERLIN, "2026-07-21 10:00", "2026-07-21T10:00:00+02:00");
	expect_local(NEW_YORK, "2026-07-01T00:00", "2026-07-01T00:00:00-04:00");
	expect_local(INDIA, "2026-07-01T00:00", "2026-07-01T00:00:00+05:30");
	expect_local(
		OLD_BERLIN, "1880-01-01T12:00", "1880-01-01T12:00:00+00:53");
	expect_local(INDIA, "1970-01-01T05:29:59", "1970-01-01T05:29:59+05:30");
	assert_true(moment("1970-01-01T05:29:59").utc == -1);
}

/* The answer must not depend on what was asked before. */
static void time_where_the_clock_changes(void **state)
{
	static const char *const before[] = { "2026-01-01T00:00",
		"2026-07-01T00:00" };

	(void)state;
	for (size_t i = 0; i < WL_LEN(before); i++) {
		zone(BERLIN);
		moment(before[i]);
		expect_local(BERLIN, "2026-03-29T01:59:59",
			"2026-03-29T01:59:59+01:00");
		expect_local(BERLIN, "2026-03-29T02:30",
			"2026-03-29T03:30:00+02:00");
		expect_local(BERLIN, "2026-03-29T03:00",
			"2026-03-29T03:00:00+02:00");
		expect_local(BERLIN, "2026-10-25T01:59",
			"2026-10-25T01:59:00+02:00");
		expect_local(BERLIN, "2026-10-25T02:30",
			"2026-10-25T02:30:00+02:00");
		expect_local(BERLIN, "2026-10-25T03:00",
			"2026-10-25T03:00:00+01:00");
		expect_local(NEW_YORK, "2026-03-08T02:30",
			"2026-03-08T03:30:00-04:00");
		expect_local(NEW_YORK, "2026-11-01T01:30",
			"2026-11-01T01:30:00-04:00");
	}
}

static void time_is_written_as_it_was(void **state)
{
	static const char *const same[] = { "2026-11-21T10:00:00+01:00",
		"1969-12-31T23:59:59-00:30", "0000-01-01T00:00:00+14:00",
		"9999-12-31T23:59:59-12:00", "2024-02-29T23:59:59+05:45" };
	struct wl_time none = { 0 };
	char text[WL_TIME_TEXT];

	(void)state;
	for (size_t i = 0; i < WL_LEN(same); i++) {
		struct wl_time time = moment(same[i]);

		assert_string_equal(wl_time_format(&time, text), same[i]);
	}
	assert_string_equal(wl_time_format(&none, text), "");
}

static void time_has_a_day(void **state)
{
	struct wl_time west = moment("2026-11-21T23:30:00-05:00");
	struct wl_time east = moment("2026-11-22T00:30:00+14:00");
	struct wl_time old = moment("1969-12-31T23:59:59Z");
	struct wl_time none = { 0 };

	(void)state;
	assert_int_equal(wl_time_day(&west), day("2026-11-21"));
	assert_int_equal(wl_time_day(&east), day("2026-11-22"));
	assert_int_equal(wl_time_day(&old), -1);
	assert_int_equal(wl_time_day(&none), WL_NO_DAY);
}

static void time_compares_moments(void **state)
{
	struct wl_time a = moment("2026-11-21T10:00:00+01:00");
	struct wl_time same = moment("2026-11-21T09:00:00Z");
	struct wl_time later = moment("2026-11-21T09:00:01Z");
	struct wl_time old = moment("1969-11-21T09:00:01Z");
	struct wl_time none = { 0 };

	(void)state;
	assert_int_equal(wl_time_compare(&a, &same), 0);
	assert_true(wl_time_compare(&a, &later) < 0);
	assert_true(wl_time_compare(&later, &a) > 0);
	assert_true(wl_time_compare(&none, &old) < 0);
	assert_true(wl_time_compare(&old, &none) > 0);
	assert_true(wl_time_compare(&none, &a) < 0);
	assert_true(wl_time_compare(&a, &none) > 0);
	assert_int_equal(wl_time_compare(&none, &none), 0);
}

static void now_is_in_the_local_zone(void **state)
{
	struct wl_time now;

	(void)state;
	zone(INDIA);
	now = wl_time_now();
	assert_true(now.set);
	assert_int_equal(now.offset, 330);
	zone("XXX7");
	assert_int_equal(wl_time_now().offset, -420);
}

static void a_day_ends_at_midnight(void **state)
{
	struct wl_time end;
	char text[WL_TIME_TEXT];

	(void)state;
	zone(BERLIN);
	end = wl_time_end_of(day("2026-03-29"));
	assert_string_equal(
		wl_time_format(&end, text), "2026-03-29T23:59:59+02:00");
	end = wl_time_end_of(day("2026-12-31"));
	assert_string_equal(
		wl_time_format(&end, text), "2026-12-31T23:59:59+01:00");
	assert_false(wl_time_end_of(WL_NO_DAY).set);
}

static void days_are_read(void **state)
{
	static const char *const bad[] = { "", "d", "-1", "+1", " 1", "1 d",
		"1D", "1q", "1dd", "d1", "1.5d", "99999999999d" };

	(void)state;
	assert_int_equal(wl_days_parse("90d"), 90);
	assert_int_equal(wl_days_parse("90"), 90);
	assert_int_equal(wl_days_parse("12w"), 84);
	assert_int_equal(wl_days_parse("6m"), 180);
	assert_int_equal(wl_days_parse("1y"), 365);
	assert_int_equal(wl_days_parse("0d"), 0);
	assert_int_equal(wl_days_parse("999999"), 999999);
	assert_int_equal(wl_days_parse("1000000"), -1);
	for (size_t i = 0; i < WL_LEN(bad); i++)
		assert_int_equal(wl_days_parse(bad[i]), -1);
	assert_int_equal(wl_days_parse(NULL), -1);
}

static void clock_is_read(void **state)
{
	static const char *const bad[] = { "", "4", "4:", ":10", "4:1", "4:100",
		"4:60", "1:60:00", "1:00:60", "1:0:00", "1:00:0", "1:00:00:00",
		"-1:00", " 4:10", "4:10 ", "1000:00", "04:10.5" };

	(void)state;
	assert_int_equal(wl_clock_parse("04:10"), 250);
	assert_int_equal(wl_clock_parse("0:15"), 15);
	assert_int_equal(wl_clock_parse("75:30"), 4530);
	assert_int_equal(wl_clock_parse("1:04:10"), 3850);
	assert_int_equal(wl_clock_parse("01:04:10"), 3850);
	assert_int_equal(wl_clock_parse("00:00"), 0);
	assert_int_equal(wl_clock_parse("59:59"), 3599);
	assert_int_equal(wl_clock_parse("1:00:00"), 3600);
	assert_int_equal(wl_clock_parse("1:59:59"), 7199);
	for (size_t i = 0; i < WL_LEN(bad); i++)
		assert_int_equal(wl_clock_parse(bad[i]), -1);
	assert_int_equal(wl_clock_parse(NULL), -1);
}

static void clock_is_written(void **state)
{
	char text[16];

	(void)state;
	assert_string_equal(wl_clock_format(0, text), "00:00");
	assert_string_equal(wl_clock_format(250, text), "04:10");
	assert_string_equal(wl_clock_format(3599, text), "59:59");
	assert_string_equal(wl_clock_format(3600, text), "1:00:00");
	assert_string_equal(wl_clock_format(3850, text), "1:04:10");
	assert_string_equal(wl_clock_format(INT32_MAX, text), "596523:14:07");
	assert_string_equal(wl_clock_format(-1, text), "");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(day_counts_from_1970),
		cmocka_unit_test(day_goes_through_the_calendar),
		cmocka_unit_test(day_knows_leap_days_and_month_ends),
		cmocka_unit_test(day_refuses_other_forms),
		cmocka_unit_test(day_is_written),
		cmocka_unit_test(quarter_is_counted),
		cmocka_unit_test(time_is_read),
		cmocka_unit_test(time_refuses_other_forms),
		cmocka_unit_test(time_without_offset_is_local),
		cmocka_unit_test(time_where_the_clock_changes),
		cmocka_unit_test(time_is_written_as_it_was),
		cmocka_unit_test(time_has_a_day),
		cmocka_unit_test(time_compares_moments),
		cmocka_unit_test(now_is_in_the_local_zone),
		cmocka_unit_test(a_day_ends_at_midnight),
		cmocka_unit_test(days_are_read),
		cmocka_unit_test(clock_is_read),
		cmocka_unit_test(clock_is_written),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
