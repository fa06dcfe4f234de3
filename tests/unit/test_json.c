/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <jansson.h>
#include <limits.h>
#include <math.h>

#include "text/json.h"

/* A byte of UTF-8 behind the first, with the lowest six bits. */
#define BYTE(c) ((char)(0x80 | ((c)&0x3f)))

/* A document with one of everything. */
static void write_all(struct wl_json *json)
{
	wl_json_object(json, NULL);
	wl_json_string(json, "name", "Acme");
	wl_json_string(json, "reason", NULL);
	wl_json_array(json, "themes");
	wl_json_object(json, NULL);
	wl_json_int(json, "n", -3);
	wl_json_end_object(json);
	wl_json_int(json, NULL, 7);
	wl_json_array(json, NULL);
	wl_json_end_array(json);
	wl_json_end_array(json);
	wl_json_object(json, "empty");
	wl_json_end_object(json);
	wl_json_bool(json, "won", true);
	wl_json_bool(json, "lost", false);
	wl_json_number(json, "share", 0.25);
	wl_json_null(json, "rest");
	wl_json_end_object(json);
}

static void pretty(void **state)
{
	struct wl_buf out = WL_BUF_INIT;
	struct wl_json json;

	(void)state;
	wl_json_init(&json, &out, false);
	write_all(&json);
	assert_string_equal(out.s, "{\n"
				   "  \"name\": \"Acme\",\n"
				   "  \"reason\": null,\n"
				   "  \"themes\": [\n"
				   "    {\n"
				   "      \"n\": -3\n"
				   "    },\n"
				   "    7,\n"
				   "    []\n"
				   "  ],\n"
				   "  \"empty\": {},\n"
				   "  \"won\": true,\n"
				   "  \"lost\": false,\n"
				   "  \"share\": 0.25,\n"
				   "  \"rest\": null\n"
				   "}\n");
	wl_buf_release(&out);
}

/* Two documents after each other are two lines. */
static void compact(void **state)
{
	static const char line[] =
		"{\"name\":\"Acme\",\"reason\":null,\"themes\":[{\"n\":-3},7,"
		"[]],\"empty\":{},\"won\":true,\"lost\":false,\"share\":0.25,"
		"\"rest\":null}\n";
	struct wl_buf out = WL_BUF_INIT;
	struct wl_json json;

	(void)state;
	wl_json_init(&json, &out, true);
	write_all(&json);
	assert_string_equal(out.s, line);
	write_all(&json);
	assert_string_equal(out.s + strlen(line), line);
	wl_buf_release(&out);
}

static void expect_text(const char *s, const char *written)
{
	struct wl_buf out = WL_BUF_INIT;
	struct wl_json json;

	wl_json_init(&json, &out, true);
	wl_json_string(&json, NULL, s);
	wl_buf_rtrim(&out);
	assert_string_equal(out.s, written);
	wl_buf_release(&out);
}

static void strings_are_escaped(void **state)
{
	(void)state;
	expect_text("", "\"\"");
	expect_text("say \"no\" \\ yes", "\"say \\\"no\\\" \\\\ yes\"");
	expect_text("a\nb\tc\r", "\"a\\nb\\tc\\r\"");
	expect_text("\b\f\x0b", "\"\\b\\f\\u000B\"");
	expect_text("\x1b[31m\x01", "\"\\u001B[31m\\u0001\"");
	expect_text("M\xc3\xbcller \xf0\x9f\x98\x80",
		"\"M\xc3\xbcller \xf0\x9f\x98\x80\"");
	expect_text("</script>", "\"</script>\"");
	expect_text("a\xe2\x80\xae\x62\xc2\x9b\x7f\xe2\x80\xa8",
		"\"a\\u202Eb\\u009B\\u007F\\u2028\"");
}

static void unknown_is_null(void **state)
{
	struct wl_buf out = WL_BUF_INIT;
	struct wl_json json;

	(void)state;
	wl_json_init(&json, &out, true);
	wl_json_array(&json, NULL);
	wl_json_text(&json, NULL, NULL);
	wl_json_text(&json, NULL, "");
	wl_json_text(&json, NULL, "smb");
	wl_json_day(&json, NULL, WL_NO_DAY);
	wl_json_day(&json, NULL, 20778);
	wl_json_end_array(&json);
	assert_string_equal(out.s, "[null,null,\"smb\",null,\"2026-11-21\"]\n");
	wl_buf_release(&out);
}

static void strings_are_always_utf8(void **state)
{
	(void)state;
	expect_text("a\xff\xc3"
		    "b",
		"\"a\xef\xbf\xbd\xef\xbf\xbd"
		"b\"");
	expect_text("\xed\xa0\x80", "\"\xef\xbf\xbd\xef\xbf\xbd\xef\xbf\xbd"
				    "\"");
	expect_text("\xc3", "\"\xef\xbf\xbd\"");
}

/* Every character comes back from another reader, alone and inside a text. */
static void every_character_returns(void **state)
{
	struct wl_buf out = WL_BUF_INIT, text = WL_BUF_INIT;

	(void)state;
	for (unsigned c = 1; c < 0x3000; c++) {
		char s[4] = { 0 };
		struct wl_json json;
		json_t *value;

		if (c < 0x80)
			s[0] = (char)c;
		else if (c < 0x800)
			memcpy(s, (char[]){ (char)(0xc0 | c >> 6), BYTE(c) },
				2);
		else
			memcpy(s,
				(char[]){ (char)(0xe0 | c >> 12), BYTE(c >> 6),
					BYTE(c) },
				3);
		wl_buf_clear(&out);
		wl_buf_clear(&text);
		wl_buf_addf(&text,
			"%s said: %s%s, and \xe2\x80\x9cno\xe2\x80\x9d%s", s, s,
			s, s);
		wl_json_init(&json, &out, true);
		wl_json_string(&json, NULL, text.s);
		value = json_loads(out.s, JSON_DECODE_ANY, NULL);
		assert_non_null(value);
		assert_string_equal(json_string_value(value), text.s);
		json_decref(value);
	}
	wl_buf_release(&out);
	wl_buf_release(&text);
}

/* Deeper than the indent that is kept ready, and with each length of int. */
static void depth_and_ints(void **state)
{
	static const int values[] = { 0, -1, 10, INT_MAX, INT_MIN };
	struct wl_buf out = WL_BUF_INIT, expected = WL_BUF_INIT;
	struct wl_json json;
	int depth = 20;

	(void)state;
	wl_json_init(&json, &out, false);
	for (int i = 0; i < depth; i++)
		wl_json_array(&json, NULL);
	wl_json_ints(&json, NULL, values, WL_LEN(values));
	wl_json_ints(&json, NULL, values, 0);
	for (int i = 0; i < depth; i++)
		wl_json_end_array(&json);
	for (int i = 0; i < depth; i++)
		wl_buf_addf(&expected, "%*s[\n", 2 * i, "");
	wl_buf_addf(&expected, "%*s[\n", 2 * depth, "");
	for (size_t i = 0; i < WL_LEN(values); i++)
		wl_buf_addf(&expected, "%*s%d%s\n", 2 * depth + 2, "",
			values[i], i + 1 < WL_LEN(values) ? "," : "");
	wl_buf_addf(&expected, "%*s],\n%*s[]\n", 2 * depth, "", 2 * depth, "");
	for (int i = depth; i--;)
		wl_buf_addf(&expected, "%*s]\n", 2 * i, "");
	assert_string_equal(out.s, expected.s);
	wl_buf_release(&out);
	wl_buf_release(&expected);
}

static void keys_are_escaped(void **state)
{
	struct wl_buf out = WL_BUF_INIT;
	struct wl_json json;

	(void)state;
	wl_json_init(&json, &out, true);
	wl_json_object(&json, NULL);
	wl_json_int(&json, "a\"b", 1);
	wl_json_end_object(&json);
	assert_string_equal(out.s, "{\"a\\\"b\":1}\n");
	wl_buf_release(&out);
}

static void expect_number(double value, const char *written)
{
	struct wl_buf out = WL_BUF_INIT;
	struct wl_json json;

	wl_json_init(&json, &out, true);
	wl_json_number(&json, NULL, value);
	wl_buf_rtrim(&out);
	assert_string_equal(out.s, written);
	wl_buf_release(&out);
}

static void numbers_have_four_decimals(void **state)
{
	(void)state;
	expect_number(0, "0");
	expect_number(-0.0, "0");
	expect_number(12, "12");
	expect_number(100, "100");
	expect_number(0.5, "0.5");
	expect_number(-0.5, "-0.5");
	expect_number(1.0 / 3, "0.3333");
	expect_number(-2.0 / 3, "-0.6667");
	expect_number(0.01, "0.01");
	expect_number(0.0004, "0.0004");
	expect_number(0.00004, "0");
	expect_number(-0.00004, "0");
	expect_number(0.99996, "1");
	expect_number(-1234567.25, "-1234567.25");
	expect_number(1e15, "1000000000000000");
	expect_number(-1e20, "-100000000000000000000");
	expect_number((double)NAN, "null");
	expect_number((double)INFINITY, "null");
	expect_number((double)-INFINITY, "null");
}

static void integers_have_all_digits(void **state)
{
	struct wl_buf out = WL_BUF_INIT;
	struct wl_json json;

	(void)state;
	wl_json_init(&json, &out, true);
	wl_json_array(&json, NULL);
	wl_json_int(&json, NULL, INT64_MAX);
	wl_json_int(&json, NULL, INT64_MIN);
	wl_json_int(&json, NULL, 0);
	wl_json_end_array(&json);
	assert_string_equal(
		out.s, "[9223372036854775807,-9223372036854775808,0]\n");
	wl_buf_release(&out);
}

/* What is in the buffer stays; nothing is held back in the writer. */
static void is_written_as_it_goes(void **state)
{
	struct wl_buf out = WL_BUF_INIT;
	struct wl_json json;

	(void)state;
	wl_buf_adds(&out, "x");
	wl_json_init(&json, &out, false);
	wl_json_array(&json, NULL);
	assert_string_equal(out.s, "x[");
	wl_json_string(&json, NULL, "a");
	assert_string_equal(out.s, "x[\n  \"a\"");
	wl_buf_clear(&out);
	wl_json_string(&json, NULL, "b");
	wl_json_end_array(&json);
	assert_string_equal(out.s, ",\n  \"b\"\n]\n");
	wl_buf_release(&out);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(pretty),
		cmocka_unit_test(compact),
		cmocka_unit_test(strings_are_escaped),
		cmocka_unit_test(unknown_is_null),
		cmocka_unit_test(strings_are_always_utf8),
		cmocka_unit_test(every_character_returns),
		cmocka_unit_test(depth_and_ints),
		cmocka_unit_test(keys_are_escaped),
		cmocka_unit_test(numbers_have_four_decimals),
		cmocka_unit_test(integers_have_all_digits),
		cmocka_unit_test(is_written_as_it_goes),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
