/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include "base/utf8.h"
#include "publish/calendar.h"
#include "random.h"

static const struct wl_time as_of = { 1796083199, 60, true, false };

static wl_day day_of(const char *text)
{
	wl_day day = WL_NO_DAY;

	assert_true(wl_day_parse(&day, text));
	return day;
}

static char *calendar(const struct wl_calendar_entry *entry)
{
	struct wl_buf out = WL_BUF_INIT;

	wl_calendar_begin(&out, "Ledgerly; due");
	wl_calendar_add(&out, entry, &as_of);
	wl_calendar_end(&out);
	return wl_buf_detach(&out);
}

static void test_writes_an_entry(void **state)
{
	struct wl_calendar_entry entry = { "plan", "2026-q4/focus", 0,
		"Choose; one, segment", "a\\b\nc\x01" };
	char *text;

	(void)state;
	entry.day = day_of("2028-02-29");
	text = calendar(&entry);
	assert_non_null(strstr(text, "X-WR-CALNAME:Ledgerly\\; due\r\n"));
	assert_non_null(strstr(text, "DTSTAMP:20261130T235959Z\r\n"));
	assert_non_null(strstr(text, "DTSTART;VALUE=DATE:20280229\r\n"));
	assert_non_null(strstr(text, "DTEND;VALUE=DATE:20280301\r\n"));
	assert_non_null(strstr(text, "SUMMARY:Choose\\; one\\, segment\r\n"));
	assert_non_null(strstr(text, "DESCRIPTION:a\\\\b\\nc\r\n"));
	free(text);
}

static void test_uid_is_of_the_matter(void **state)
{
	struct wl_calendar_entry entry = { "plan", "a", 20000, "One", NULL };
	char *one = calendar(&entry), *other;
	char *uid = strstr(one, "UID:");

	(void)state;
	entry.day = 20001;
	entry.summary = "Another";
	other = calendar(&entry);
	assert_memory_equal(uid, strstr(other, "UID:"), 20);
	free(other);
	entry.kind = "card";
	other = calendar(&entry);
	assert_memory_not_equal(uid, strstr(other, "UID:"), 20);
	free(other);
	free(one);
}

static void test_without_a_day_there_is_none(void **state)
{
	struct wl_calendar_entry entry = { "plan", "a", WL_NO_DAY, "One",
		NULL };
	char *text = calendar(&entry);

	(void)state;
	assert_null(strstr(text, "VEVENT"));
	free(text);
}

/* Each line has at most 75 octets, ends in CRLF, is UTF-8 by itself, and
 * unfolding gives the words back. */
static void check_folded(const char *text, const char *words)
{
	struct wl_buf unfolded = WL_BUF_INIT;
	const char *end;

	for (const char *line = text; *line; line = end + 2) {
		bool more = *line == ' ';

		end = strstr(line, "\r\n");
		assert_non_null(end);
		assert_true(end - line <= 75);
		assert_null(memchr(line, '\n', (size_t)(end - line)));
		assert_true(((unsigned char)line[more] & 0xc0) != 0x80);
		if (!more)
			wl_buf_addc(&unfolded, '\n');
		wl_buf_add(&unfolded, line + more, (size_t)(end - line) - more);
	}
	assert_non_null(strstr(unfolded.s, words));
	wl_buf_release(&unfolded);
}

static void test_folds_between_characters(void **state)
{
	static const char *const pieces[] = { "a", "ü", "€", "𝄞", " " };

	(void)state;
	for (uint64_t seed = 1; seed <= 300; seed++) {
		struct random random = { seed };
		struct wl_buf words = WL_BUF_INIT;
		struct wl_calendar_entry entry = { "k", "i", 20000, NULL,
			NULL };
		char *text;

		for (size_t n = random_below(&random, 200) + 1; n; n--)
			wl_buf_adds(&words,
				pieces[random_below(&random, WL_LEN(pieces))]);
		entry.summary = words.s;
		text = calendar(&entry);
		check_folded(text, words.s);
		free(text);
		wl_buf_release(&words);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_writes_an_entry),
		cmocka_unit_test(test_uid_is_of_the_matter),
		cmocka_unit_test(test_without_a_day_there_is_none),
		cmocka_unit_test(test_folds_between_characters),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
