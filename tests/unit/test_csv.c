/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "text/csv.h"

/* A file whose bytes may hold NUL. */
#define BYTES(s)                                                               \
	{                                                                      \
		"export.csv", s, sizeof(s) - 1                                 \
	}

/* Writes each row as "line[!]<cell><cell>\n"; ! is after_blank. */
static int show(void *context, const struct wl_csv_row *row, struct wl_err *err)
{
	struct wl_buf *out = context;

	(void)err;
	wl_buf_addf(out, "%d%s", row->line, row->after_blank ? "!" : "");
	for (size_t i = 0; i < row->n; i++)
		wl_buf_addf(out, "<%s>", row->cells[i]);
	wl_buf_addc(out, '\n');
	return 0;
}

static void expect_rows(const struct wl_source *source,
	const struct wl_csv_options *options, const char *expected)
{
	struct wl_buf out;
	struct wl_err err = { 0 };

	wl_buf_init(&out);
	if (wl_csv_read(source, options, NULL, show, &out, &err))
		fail_msg("%s:%d:%d: %s", err.path, err.line, err.column,
			err.text);
	assert_string_equal(out.s, expected);
	wl_buf_release(&out);
}

static void rows(const char *text, const char *expected)
{
	struct wl_source source = { "export.csv", text, strlen(text) };

	expect_rows(&source, NULL, expected);
}

static void expect_error(const struct wl_source *source, const char *encoding,
	const char *expected)
{
	struct wl_csv_options options = { encoding, 0 };
	struct wl_buf out;
	struct wl_err err = { 0 };
	char text[1200];
	int code;

	wl_buf_init(&out);
	code = wl_csv_read(source, &options, NULL, show, &out, &err);
	assert_int_not_equal(code, 0);
	assert_int_equal(code, err.code);
	snprintf(text, sizeof(text), "%d:%d: %s", err.line, err.column,
		err.text);
	assert_string_equal(text, expected);
	wl_buf_release(&out);
}

static void error(const char *text, const char *expected)
{
	struct wl_source source = { "export.csv", text, strlen(text) };

	expect_error(&source, NULL, expected);
}

static void test_line_ends(void **state)
{
	(void)state;
	rows("", "");
	rows("\n\n", "");
	rows("a,b\n1,2\n", "1<a><b>\n2<1><2>\n");
	rows("a,b\r\n1,2\r\n", "1<a><b>\n2<1><2>\n");
	rows("a,b\r1,2\r", "1<a><b>\n2<1><2>\n");
	rows("a,b\n1,2", "1<a><b>\n2<1><2>\n");
	rows("a,b\n1,", "1<a><b>\n2<1><>\n");
	rows("a,b\n,\n", "1<a><b>\n2<><>\n");
}

static void test_blank_lines(void **state)
{
	(void)state;
	rows("a,b\n\n1,2\n3,4\n", "1<a><b>\n3!<1><2>\n4<3><4>\n");
	rows("a,b\r\n\r\n1,2\r\n", "1<a><b>\n3!<1><2>\n");
	rows("a,b\r\r1,2\r", "1<a><b>\n3!<1><2>\n");
	rows("a,b\n \t \n\n1,2\n", "1<a><b>\n4!<1><2>\n");
	rows("\na,b\n", "2!<a><b>\n");
	/* A tab alone is two empty cells where the tab divides. */
	rows("a\tb\n\t\n", "1<a><b>\n2<><>\n");
}

static void test_lines_within_cells(void **state)
{
	(void)state;
	rows("a,\"x\ny\"\n1,2\n", "1<a><x\ny>\n3<1><2>\n");
	rows("a,\"x\r\n\r\ny\"\r\n1,2\r\n", "1<a><x\r\n\r\ny>\n4<1><2>\n");
	rows("a,\"x\ry\"\r1,2\r", "1<a><x\ry>\n3<1><2>\n");
	/* Rows end with LF, lines within a cell with CRLF: Salesforce. */
	rows("\"a\",\"x\r\ny\"\n\"1\",\"2\"\n", "1<a><x\r\ny>\n3<1><2>\n");
	/* No blank line: it is within the cell. */
	rows("a\n\"x\n\ny\"\nb\n", "1<a>\n2<x\n\ny>\n5<b>\n");
}

static void test_quotes_and_spaces(void **state)
{
	(void)state;
	rows("\"a \"\"b\"\"\",\" c \"\n", "1<a \"b\">< c >\n");
	rows(" a , b \n", "1<a><b>\n");
	rows("\"a\" ,\"b\"\n", "1<a><b>\n");
	rows("\"\"\n", "1<>\n");
	rows("a,\"b;c,d\"\n", "1<a><b;c,d>\n");
}

static void test_delimiters(void **state)
{
	(void)state;
	rows("a;b;c\n1,5;2;3\n", "1<a><b><c>\n2<1,5><2><3>\n");
	rows("a\tb\n1\t\n", "1<a><b>\n2<1><>\n");
	rows("a\tb\n\t2\n", "1<a><b>\n2<><2>\n");
	rows("a|b\n1|2\n", "1<a><b>\n2<1><2>\n");
	rows("only\n1;2\n", "1<only>\n2<1;2>\n");
	/* What stands in quotes does not count. */
	rows("\"a,b,c\";d\n1;2\n", "1<a,b,c><d>\n2<1><2>\n");
	/* The one that there is most of. */
	rows("a, EUR;b;c\n1;2;3\n", "1<a, EUR><b><c>\n2<1><2><3>\n");
	/* Blank lines do not hide the header. */
	rows("\n\na;b\n", "3!<a><b>\n");
}

static void test_named_delimiter(void **state)
{
	static const struct wl_source source = BYTES("a;b,c\n");
	static const struct wl_csv_options comma = { NULL, ',' };

	(void)state;
	rows("sep=;\na;b,c,d\n", "2<a><b,c,d>\n");
	rows("sep=,\r\na,b;c;d\r\n", "2<a><b;c;d>\n");
	rows("SEP=\t\na\tb\n", "2<a><b>\n");
	rows("\"sep=|\"\na|b;c;d\n", "2<a><b;c;d>\n");
	rows("\xef\xbb\xbfsep=;\na;b\n", "2<a><b>\n");
	/* A cell that only looks like it. */
	rows("sep=x\n1\n", "1<sep=x>\n2<1>\n");
	rows("sep=;b\n1;2\n", "1<sep=><b>\n2<1><2>\n");
	expect_rows(&source, &comma, "1<a;b><c>\n");
}

static void found_is(const struct wl_source *source, const char *encoding,
	char delimiter, bool guessed)
{
	struct wl_csv_found found;
	struct wl_buf out;

	wl_buf_init(&out);
	assert_int_equal(
		wl_csv_read(source, NULL, &found, show, &out, NULL), 0);
	assert_string_equal(found.encoding, encoding);
	assert_int_equal(found.delimiter, delimiter);
	assert_int_equal(found.guessed, guessed);
	assert_int_equal(found.guessed_line, guessed ? 2 : 0);
	wl_buf_release(&out);
}

static void test_encodings(void **state)
{
	static const struct wl_source plain = BYTES("a;b\nM\xc3\xbcller;2\n");
	static const struct wl_source bom = BYTES("\xef\xbb\xbf"
						  "a;b\nM\xc3\xbcller;2\n");
	static const struct wl_source latin = BYTES("a;b\nM\xfcller \x80;2\n");
	static const struct wl_source little =
		BYTES("\xff\xfe"
		      "a\0\t\0b\0\n\0\xfc\0\t\0\x71\x67\n\0");
	static const struct wl_source big =
		BYTES("\xfe\xff"
		      "\0a\0\t\0b\0\n\0\xfc\0\t\x67\x71\0\n");
	static const struct wl_source bare_little =
		BYTES("a\0,\0b\0\r\0\n\0\xfc\0,\0x\0\n\0");
	static const struct wl_source bare_big =
		BYTES("\0a\0,\0b\0\r\0\n\0\xfc\0,\0x\0\n");

	(void)state;
	expect_rows(&plain, NULL, "1<a><b>\n2<Müller><2>\n");
	expect_rows(&bom, NULL, "1<a><b>\n2<Müller><2>\n");
	expect_rows(&latin, NULL, "1<a><b>\n2<Müller €><2>\n");
	expect_rows(&little, NULL, "1<a><b>\n2<ü><東>\n");
	expect_rows(&big, NULL, "1<a><b>\n2<ü><東>\n");
	expect_rows(&bare_little, NULL, "1<a><b>\n2<ü><x>\n");
	expect_rows(&bare_big, NULL, "1<a><b>\n2<ü><x>\n");
	found_is(&plain, "UTF-8", ';', false);
	found_is(&bom, "UTF-8", ';', false);
	found_is(&latin, "Windows-1252", ';', true);
	found_is(&little, "UTF-16LE", '\t', false);
	found_is(&big, "UTF-16BE", '\t', false);
	found_is(&bare_little, "UTF-16LE", ',', false);
	found_is(&bare_big, "UTF-16BE", ',', false);
}

static void test_named_encoding(void **state)
{
	static const struct wl_source cyrillic = BYTES("a,b\n\xcf\xf0,2\n");
	static const struct wl_source japanese =
		BYTES("a,b\n\x93\x8c\x8b\x9e,2\n");
	static const struct wl_source utf16 = BYTES("\xff\xfe"
						    "a\0,\0b\0\n\0");
	static const struct wl_csv_options koi = { "windows-1251", 0 };
	static const struct wl_csv_options sjis = { "Shift_JIS", 0 };
	static const struct wl_csv_options le = { "UTF-16LE", 0 };
	static const struct wl_csv_options any = { "UTF-16", 0 };

	(void)state;
	expect_rows(&cyrillic, &koi, "1<a><b>\n2<Пр><2>\n");
	expect_rows(&japanese, &sjis, "1<a><b>\n2<東京><2>\n");
	expect_rows(&utf16, &le, "1<a><b>\n");
	expect_rows(&utf16, &any, "1<a><b>\n");
	expect_error(&cyrillic, "klingon", "0:0: unknown encoding 'klingon'");
	expect_error(&cyrillic, "UTF-8//IGNORE",
		"0:0: unknown encoding 'UTF-8//IGNORE'");
	expect_error(&cyrillic, "", "0:0: unknown encoding ''");
}

static void test_bad_bytes(void **state)
{
	static const struct wl_source latin = BYTES("a,b\r\nxy\xfc,2\r\n");
	static const struct wl_source marked = BYTES("\xef\xbb\xbf"
						     "a,b\nxy\xfc,2\n");
	static const struct wl_source neither = BYTES("a,b\n\xfc\n\x81,2\n");
	static const struct wl_source nul = BYTES("a,b\nxy\0,2\n");
	static const struct wl_source half = BYTES("\xff\xfe"
						   "a\0,\0b\0\n\0c");
	static const struct wl_source surrogate = BYTES("\xff\xfe"
							"a\0\n\0b\0\x00\xdc");
	static const struct wl_source wide_nul = BYTES("\xff\xfe"
						       "a\0\n\0b\0\0\0");
	static const struct wl_source bare_cr = BYTES("a\rb\rc\xfc\r");

	(void)state;
	expect_error(&latin, "UTF-8", "2:3: the byte 0xFC is not UTF-8");
	expect_error(&latin, "utf8", "2:3: the byte 0xFC is not UTF-8");
	expect_error(&bare_cr, "UTF-8", "3:2: the byte 0xFC is not UTF-8");
	expect_error(&marked, NULL, "2:3: the byte 0xFC is not UTF-8");
	expect_error(&neither, NULL, "3:1: the byte 0x81 is not Windows-1252");
	expect_error(&latin, "US-ASCII", "2:3: the byte 0xFC is not US-ASCII");
	expect_error(&nul, NULL, "2:3: a NUL byte: this is not a text file");
	expect_error(
		&wide_nul, NULL, "2:2: a NUL byte: this is not a text file");
	expect_error(&half, NULL,
		"2:1: the file ends within a character of UTF-16LE");
	expect_error(&surrogate, NULL, "2:2: the byte 0x00 is not UTF-16LE");
}

static void test_stray_quotes(void **state)
{
	(void)state;
	error("a,b\nü 12\" wide,2\n",
		"2:5: a quote within a cell that does not begin with one");
	error("a,b\n\"x\" y,2\n",
		"2:5: text behind the closing quote of a cell");
	error("a,b\r\n1,\"x\r\ny\"z\r\n",
		"3:3: text behind the closing quote of a cell");
	error("a\r\"x\ry\"z\r", "3:3: text behind the closing quote of a cell");
	error("a,b\n1,\"x\ny\n", "2:3: the quote of this cell is never closed");
	error("a,b\n1,\"x \"\"y\n\n",
		"2:3: the quote of this cell is never closed");
	error("\"a", "1:1: the quote of this cell is never closed");
}

/* Where a row is wrong after a cell of several lines, that cell is named. */
static void test_stray_hint(void **state)
{
	static const struct wl_source source =
		BYTES("a,b\n1,\"open\n2,\"x\"\n");
	struct wl_err err;
	struct wl_buf out;

	(void)state;
	wl_buf_init(&out);
	assert_int_equal(wl_csv_read(&source, NULL, NULL, show, &out, &err),
		WL_EUNREADABLE);
	assert_int_equal(err.line, 3);
	assert_int_equal(err.column, 4);
	assert_string_equal(err.path, "export.csv");
	assert_string_equal(err.hint,
		"the cell begins in line 2: a quote within a quoted cell is "
		"written twice");
	wl_buf_release(&out);
}

static int stop(void *context, const struct wl_csv_row *row, struct wl_err *err)
{
	int *rows_left = context;

	(void)row;
	return --*rows_left ? 0 : wl_err_set(err, WL_EFAIL, "enough");
}

static void test_caller_stops(void **state)
{
	static const struct wl_source source = BYTES("a\nb\nc\n\"never read");
	struct wl_err err;
	int rows_left = 2;

	(void)state;
	assert_int_equal(
		wl_csv_read(&source, NULL, NULL, stop, &rows_left, &err),
		WL_EFAIL);
	assert_int_equal(rows_left, 0);
	assert_string_equal(err.text, "enough");
}

static void expect_limit(const struct wl_buf *text, const char *expected)
{
	struct wl_source source = { "export.csv", text->s, text->n };
	struct wl_buf out;
	struct wl_err err = { 0 };
	int code;

	wl_buf_init(&out);
	code = wl_csv_read(&source, NULL, NULL, show, &out, &err);
	assert_int_equal(code, expected ? WL_EUNREADABLE : 0);
	if (expected)
		assert_string_equal(err.text, expected);
	assert_int_equal(err.line, expected ? 2 : 0);
	wl_buf_release(&out);
}

static void test_limits(void **state)
{
	struct wl_buf text;

	(void)state;
	wl_buf_init(&text);
	wl_buf_adds(&text, "a\n");
	wl_buf_fill(&text, 'x', WL_CSV_FIELD_MAX);
	expect_limit(&text, NULL);
	wl_buf_adds(&text, "x\n");
	expect_limit(&text, "a cell of this row is over 1 MiB");
	wl_buf_clear(&text);
	wl_buf_adds(&text, "a\n\"");
	wl_buf_fill(&text, '\n', 4 * WL_CSV_FIELD_MAX);
	expect_limit(&text, "a cell of this row is over 1 MiB");
	wl_buf_clear(&text);
	wl_buf_adds(&text, "a\n");
	wl_buf_fill(&text, ',', WL_CSV_CELLS_MAX - 1);
	expect_limit(&text, NULL);
	wl_buf_adds(&text, ",,");
	expect_limit(&text, "a row of over 16384 cells");
	wl_buf_release(&text);
}

static void test_file_too_large(void **state)
{
	static const struct wl_source source = { "export.csv", "",
		WL_CSV_MAX + 1 };

	(void)state;
	expect_error(&source, NULL,
		"0:0: the file has 268435457 bytes, at most 268435456 are "
		"read");
}

static void test_cells(void **state)
{
	static const struct {
		const char *cell, *kept, *harmless;
	} cells[] = {
		{ "", "", "" },
		{ "Acme", "Acme", "Acme" },
		{ "a,b", "\"a,b\"", "\"a,b\"" },
		{ "a;b", "a;b", "a;b" },
		{ "a\"b", "\"a\"\"b\"", "\"a\"\"b\"" },
		{ "a\nb", "\"a\nb\"", "\"a\nb\"" },
		{ "a\rb", "\"a\rb\"", "\"a\rb\"" },
		{ " a", "\" a\"", "\" a\"" },
		{ "a ", "\"a \"", "\"a \"" },
		{ "a\t", "\"a\t\"", "\"a\t\"" },
		{ "=1+1", "=1+1", "'=1+1" },
		{ "=A(1,2)", "\"=A(1,2)\"", "\"'=A(1,2)\"" },
		{ "@sum", "@sum", "'@sum" },
		{ "+1-2", "+1-2", "'+1-2" },
		{ "-", "-", "'-" },
		{ "-2+3", "-2+3", "'-2+3" },
		{ "-500", "-500", "-500" },
		{ "-500.25", "-500.25", "-500.25" },
		{ "+49", "+49", "+49" },
		{ "-500.", "-500.", "'-500." },
		{ "\tx", "\"\tx\"", "\"'\tx\"" },
		{ "\rx", "\"\rx\"", "\"'\rx\"" },
		{ "a=b", "a=b", "a=b" },
	};
	struct wl_buf out;

	(void)state;
	wl_buf_init(&out);
	for (size_t i = 0; i < WL_LEN(cells); i++) {
		wl_buf_clear(&out);
		wl_csv_cell(&out, cells[i].cell, false);
		assert_string_equal(out.s, cells[i].kept);
		wl_buf_clear(&out);
		wl_csv_cell(&out, cells[i].cell, true);
		assert_string_equal(out.s, cells[i].harmless);
	}
	wl_buf_release(&out);
}

/* What is written is read back as it was. */
static void test_round_trip(void **state)
{
	static const char *const cells[] = { "", " a ", "x,\"y\"", "l\r\nm",
		"'", "ü;|\t." };
	struct wl_buf file, expected;
	struct wl_source source;

	(void)state;
	wl_buf_init(&file);
	wl_buf_init(&expected);
	wl_buf_adds(&file, "a,b,c,d,e,f\n");
	wl_buf_adds(&expected, "1<a><b><c><d><e><f>\n2");
	for (size_t i = 0; i < WL_LEN(cells); i++) {
		if (i)
			wl_buf_addc(&file, ',');
		wl_csv_cell(&file, cells[i], false);
		wl_buf_addf(&expected, "<%s>", cells[i]);
	}
	wl_buf_addc(&expected, '\n');
	source = (struct wl_source){ "export.csv", file.s, file.n };
	expect_rows(&source, NULL, expected.s);
	wl_buf_release(&file);
	wl_buf_release(&expected);
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_line_ends),
		cmocka_unit_test(test_blank_lines),
		cmocka_unit_test(test_lines_within_cells),
		cmocka_unit_test(test_quotes_and_spaces),
		cmocka_unit_test(test_delimiters),
		cmocka_unit_test(test_named_delimiter),
		cmocka_unit_test(test_encodings),
		cmocka_unit_test(test_named_encoding),
		cmocka_unit_test(test_bad_bytes),
		cmocka_unit_test(test_stray_quotes),
		cmocka_unit_test(test_stray_hint),
		cmocka_unit_test(test_caller_stops),
		cmocka_unit_test(test_limits),
		cmocka_unit_test(test_file_too_large),
		cmocka_unit_test(test_cells),
		cmocka_unit_test(test_round_trip),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
