/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <limits.h>

#include "base/utf8.h"

typedef void adder(struct wl_buf *out, const char *s);

/* What the function adds for `in`, behind something that was there. */
static void expect(adder *add, const char *in, const char *out)
{
	struct wl_buf buf = WL_BUF_INIT;

	wl_buf_adds(&buf, "|");
	add(&buf, in);
	assert_int_equal(buf.s[0], '|');
	assert_string_equal(buf.s + 1, out);
	wl_buf_release(&buf);
}

static void valid_stops_at_the_first_bad_byte(void **state)
{
	static const struct {
		const char *bytes;
		size_t n, valid;
	} cases[] = {
		{ "", 0, 0 }, { "plain", 5, 5 },
		{ "\xc3\xa9\xe2\x82\xac\xf0\x9f\x98\x80", 9, 9 },
		{ "\xf4\x8f\xbf\xbf", 4, 4 },  /* U+10FFFF */
		{ "\xf4\x90\x80\x80", 4, 0 },  /* above */
		{ "a\xed\xa0\x80", 4, 1 },     /* a surrogate */
		{ "a\xc0\xaf", 3, 1 },         /* overlong */
		{ "a\xe0\x80\xaf", 4, 1 },     /* overlong */
		{ "a\xf0\x80\x80\xaf", 5, 1 }, /* overlong */
		{ "a\x80", 2, 1 },             /* stray */
		{ "a\xff", 2, 1 }, { "ab\xc3", 3, 2 },
		{ "ab\xc3\xa9", 3, 2 }, /* cut off */
		{ "ab\xe2\x82", 4, 2 }, /* cut off */
		{ "ab\xe2\x82"
		  "c",
			5, 2 },
		{ "a\0b", 3, 1 },
		{ "\xef\xbb\xbfx", 4, 4 }, /* a BOM is UTF-8 */
	};

	(void)state;
	for (size_t i = 0; i < WL_LEN(cases); i++)
		assert_int_equal(wl_utf8_valid(cases[i].bytes, cases[i].n),
			cases[i].valid);
}

/* The fast way over ASCII takes eight bytes at once. */
static void valid_finds_it_at_each_offset(void **state)
{
	static const char bad[] = { '\0', '\x80', '\xff' };
	char bytes[40];

	(void)state;
	for (size_t at = 0; at < sizeof(bytes); at++)
		for (size_t i = 0; i < sizeof(bad); i++) {
			memset(bytes, i ? 0x7f : 0x01, sizeof(bytes));
			bytes[at] = bad[i];
			assert_int_equal(
				wl_utf8_valid(bytes, sizeof(bytes)), at);
		}
}

static void count_counts_code_points(void **state)
{
	(void)state;
	assert_int_equal(wl_utf8_count("", 0), 0);
	assert_int_equal(wl_utf8_count("abc", 2), 2);
	assert_int_equal(wl_utf8_count("\xc3\xa9\xe2\x82\xac", 5), 2);
	assert_int_equal(wl_utf8_count("e\xcc\x81", 3), 2);
	assert_int_equal(wl_utf8_count("\xc3\xa9\xc3\xa9", 2), 1);
}

static void width_is_that_of_a_terminal(void **state)
{
	(void)state;
	assert_int_equal(wl_utf8_width(""), 0);
	assert_int_equal(wl_utf8_width("deal"), 4);
	assert_int_equal(wl_utf8_width("M\xc3\xbcller"), 6);
	assert_int_equal(wl_utf8_width("e\xcc\x81t\xc3\xa9"), 3);
	assert_int_equal(wl_utf8_width("\xe6\x97\xa5\xe6\x9c\xac"), 4);
	assert_int_equal(wl_utf8_width("\xf0\x9f\x98\x80!"), 3);
	assert_int_equal(wl_utf8_width("a\xff"), 2);
	assert_int_equal(wl_utf8_width("\x1b\x7f"), 0);
}

static void fit_never_splits(void **state)
{
	(void)state;
	assert_int_equal(wl_utf8_fit("deal", 9), 4);
	assert_int_equal(wl_utf8_fit("deal", 2), 2);
	assert_int_equal(wl_utf8_fit("deal", 0), 0);
	assert_int_equal(wl_utf8_fit("\xc3\xa9t\xc3\xa9", 1), 2);
	/* The accent takes no column and stays with its letter */
	assert_int_equal(wl_utf8_fit("e\xcc\x81t", 1), 3);
	/* A wide character does not fit into the last column */
	assert_int_equal(wl_utf8_fit("a\xe6\x97\xa5", 2), 1);
	assert_int_equal(wl_utf8_fit("a\xe6\x97\xa5", 3), 4);
}

static void words_are_composed(void **state)
{
	(void)state;
	expect(wl_utf8_words, "", "");
	expect(wl_utf8_words, "deal", "deal");
	expect(wl_utf8_words, "e\xcc\x81", "\xc3\xa9");
	expect(wl_utf8_words, "\xc3\xa9", "\xc3\xa9");
	expect(wl_utf8_words, "\xe2\x84\xab", "\xc3\x85"); /* Angstrom sign */
	expect(wl_utf8_words, "\xef\xac\x81", "\xef\xac\x81"); /* not NFKC */
}

static void fold_is_full(void **state)
{
	(void)state;
	expect(wl_utf8_fold, "DEAL @[`{ 9", "deal @[`{ 9");
	expect(wl_utf8_fold, "AZaz", "azaz");
	expect(wl_utf8_fold, "STRASSE", "strasse");
	expect(wl_utf8_fold,
		"Stra\xc3\x9f"
		"e",
		"strasse");
	expect(wl_utf8_fold, "\xc3\x89T\xc3\x89", "\xc3\xa9t\xc3\xa9");
	expect(wl_utf8_fold, "E\xcc\x81", "\xc3\xa9");
	expect(wl_utf8_fold, "\xce\xa3\xcf\x82", "\xcf\x83\xcf\x83");
	expect(wl_utf8_fold, "BAD\xff", "bad\xff");
}

static void same_ignores_case_and_form(void **state)
{
	(void)state;
	assert_true(wl_utf8_same("", ""));
	assert_true(wl_utf8_same("\xc3\x89ric", "e\xcc\x81RIC"));
	assert_true(wl_utf8_same("GROSS", "gro\xc3\x9f"));
	assert_false(wl_utf8_same("eric", "\xc3\xa9ric"));
	assert_false(wl_utf8_same("deal", "deals"));
}

static void visible_line(struct wl_buf *out, const char *s)
{
	wl_utf8_visible(out, s, false);
}

static void visible_lines(struct wl_buf *out, const char *s)
{
	wl_utf8_visible(out, s, true);
}

static void visible_disarms_a_terminal(void **state)
{
	(void)state;
	expect(visible_line, "plain text ~", "plain text ~");
	expect(visible_line, "\x1b[31m", "<0x1B>[31m");
	expect(visible_line, "a\x7f\x08", "a<0x7F><0x08>");
	expect(visible_line,
		"\xc2\x9b"
		"2J",
		"<U+009B>2J"); /* CSI of 8 bits */
	expect(visible_line, "a\nb\tc", "a<0x0A>b<0x09>c");
	expect(visible_lines, "a\nb\tc\r\n", "a\nb\tc<0x0D>\n");
	expect(visible_line, "\xff\xc3(", "<0xFF><0xC3>(");
	expect(visible_line, "\xed\xa0\x80", "<0xED><0xA0><0x80>");
}

static void visible_shows_bidirectional_marks(void **state)
{
	(void)state;
	expect(visible_line,
		"a\xe2\x80\xae"
		"b",
		"a<U+202E>b");
	expect(visible_line, "\xe2\x81\xa6\xe2\x81\xa9", "<U+2066><U+2069>");
	expect(visible_line, "\xe2\x80\x8e\xe2\x80\x8f", "<U+200E><U+200F>");
	expect(visible_line, "\xd8\x9c", "<U+061C>");
	expect(visible_lines, "\xe2\x80\xa8", "<U+2028>");
}

/* Text is looked at by words of a machine: each character at each place. */
static void ascii_is_the_same_at_each_place(void **state)
{
	(void)state;
	for (size_t at = 0; at < 17; at++)
		for (char c = 1; c > 0; c++) {
			char s[] = "abcdefghijklmnopq";
			bool shown = c >= 0x20 && c < 0x7f;

			s[at] = c;
			assert_int_equal(wl_utf8_width(s), 16 + shown);
			assert_int_equal(wl_utf8_fit(s, at + shown), at + 1);
			assert_int_equal(wl_utf8_is_visible(s, false), shown);
			assert_int_equal(wl_utf8_is_visible(s, true),
				shown || c == '\n' || c == '\t');
			if (c == CHAR_MAX)
				break;
		}
	assert_true(wl_utf8_is_visible("\xe2\x80\x9cyes\xe2\x80\x9d", false));
	assert_false(wl_utf8_is_visible("yes\xe2\x80\xae", true));
	assert_false(wl_utf8_is_visible("yes\xff", true));
}

static void visible_leaves_letters_alone(void **state)
{
	static const char *const words[] = { "M\xc3\xbcller",
		"\xe6\x97\xa5\xe6\x9c\xac", "\xd7\xa9\xd7\x9c\xd7\x95\xd7\x9d",
		"\xe2\x80\x9cso\xe2\x80\x9d \xe2\x80\xa6",
		/* A family is held together by joiners */
		"\xf0\x9f\x91\xa8\xe2\x80\x8d\xf0\x9f\x91\xa9" };

	(void)state;
	for (size_t i = 0; i < WL_LEN(words); i++)
		expect(visible_line, words[i], words[i]);
}

static void slug(struct wl_buf *out, const char *s)
{
	wl_utf8_slug(out, s, 20);
}

static void slug_makes_an_id(void **state)
{
	(void)state;
	expect(slug, "Price & Terms", "price-terms");
	expect(slug, "  --Acme, Inc.  ", "acme-inc");
	expect(slug, "\xc3\x89t\xc3\xa9 2026", "ete-2026");
	expect(slug,
		"M\xc3\xbcller-L\xc3\xbc"
		"denscheid",
		"muller-ludenscheid");
	expect(slug,
		"Stra\xc3\x9f"
		"e",
		"strasse");
	expect(slug,
		"\xc3\x86r\xc3\xb8 \xc5\x81\xc3\xb3"
		"d\xc5\xba",
		"aero-lodz");
	expect(slug, "\xef\xac\x81ne", "fine"); /* a ligature */
	expect(slug,
		"so\xc2\xad"
		"ft",
		"soft"); /* a soft hyphen */
	expect(slug, "\xe6\x97\xa5\xe6\x9c\xac", "");
	expect(slug, "AZ 09", "az-09");
	expect(slug, "!?", "");
	expect(slug, "", "");
	expect(slug,
		"A\xff"
		"B",
		"a-b");
}

static void slug_is_cut_without_a_dash(void **state)
{
	struct wl_buf buf = WL_BUF_INIT;

	(void)state;
	wl_utf8_slug(&buf, "integration with SAP", 12);
	assert_string_equal(buf.s, "integration");
	wl_buf_clear(&buf);
	wl_utf8_slug(&buf, "integration with SAP", 14);
	assert_string_equal(buf.s, "integration-wi");
	wl_buf_clear(&buf);
	wl_utf8_slug(&buf, "integration", 0);
	assert_string_equal(buf.s, "");
	wl_buf_adds(&buf, "2026-11-");
	wl_utf8_slug(&buf, "integration", 11);
	assert_string_equal(buf.s, "2026-11-integration");
	wl_buf_release(&buf);
}

static void line_is_one_line(void **state)
{
	(void)state;
	expect(wl_utf8_line, "", "");
	expect(wl_utf8_line, " \t\r\n ", "");
	expect(wl_utf8_line, "  two \t\r\n words ", "two words");
	expect(wl_utf8_line,
		"\xc2\xa0"
		"10\xe2\x80\xaf"
		"000\xc2\xa0",
		"10 000");
	expect(wl_utf8_line,
		"a\xe3\x80\x80"
		"b\xe2\x80\xa8"
		"c\xc2\x85"
		"d",
		"a b c d");
	expect(wl_utf8_line,
		"a\x1b\x07"
		"b\x7f\xc2\x9b"
		"c",
		"abc");
	expect(wl_utf8_line, "a \x01 b", "a b");
	expect(wl_utf8_line, "a \x01", "a");
	expect(wl_utf8_line, "M\xc3\xbcller  M", "M\xc3\xbcller M");
	expect(wl_utf8_line, "a\xff", "a\xef\xbf\xbd");
}

/* Byte by byte, for pieces that are one character each. */
static void line_slowly(struct wl_buf *out, const char *const *pieces, size_t n)
{
	bool space = false;

	for (size_t i = 0; i < n; i++) {
		if (strchr(" \t\n", *pieces[i])) {
			space = out->n > 0;
			continue;
		}
		if (*pieces[i] == '\x01')
			continue;
		wl_buf_adds(out, space ? " " : "");
		wl_buf_adds(out, pieces[i]);
		space = false;
	}
}

static void line_takes_words_at_once(void **state)
{
	static const char *const choice[] = { "a", "b", "c", "~", "!", " ", " ",
		"\t", "\n", "\x01", "\xc3\xa9" };
	struct wl_buf text = WL_BUF_INIT, slow = WL_BUF_INIT;
	const char *pieces[40];
	uint32_t dice = 1;

	(void)state;
	for (size_t round = 0; round < 20000; round++) {
		size_t n = round % WL_LEN(pieces), most = 6 + round / 50 % 6;

		wl_buf_clear(&text);
		wl_buf_clear(&slow);
		for (size_t i = 0; i < n; i++) {
			dice = dice * 1664525 + 1013904223;
			pieces[i] = choice[(dice >> 16) % most];
			wl_buf_adds(&text, pieces[i]);
		}
		line_slowly(&slow, pieces, n);
		expect(wl_utf8_line, text.s, slow.s);
	}
	wl_buf_release(&text);
	wl_buf_release(&slow);
}

static void words_keep_paragraphs(void **state)
{
	(void)state;
	expect(wl_utf8_words, "", "");
	expect(wl_utf8_words, "\n \r\n\t\n", "");
	expect(wl_utf8_words, "one", "one");
	expect(wl_utf8_words, "one\r\ntwo\rthree\nfour\n",
		"one\ntwo\nthree\nfour");
	expect(wl_utf8_words, "\n\n one \n\n \n\xc2\xa0\n two\n\n",
		"one\n\ntwo");
	expect(wl_utf8_words, "a\r\n\r\nb", "a\n\nb");
	expect(wl_utf8_words, "a\r\rb", "a\n\nb");
	expect(wl_utf8_words,
		"e\xcc\x81"
		"t  x\ny",
		"\xc3\xa9t x\ny");
}

static void forms_are_the_letters_that_they_are_of(void **state)
{
	(void)state;
	expect(wl_utf8_fold_forms, "\xef\xbc\xb1uentin", "quentin");
	expect(wl_utf8_fold_forms, "\xef\xac\x81ne", "fine");
	expect(wl_utf8_fold_forms,
		"Stra\xc3\x9f"
		"e",
		"strasse");
	expect(wl_utf8_fold_forms, "ABC", "abc");
	expect(wl_utf8_fold, "\xef\xbc\xb1", "\xef\xbd\x91");
}

static void sorts_are_those_of_categories(void **state)
{
	static const struct {
		int32_t c;
		enum wl_utf8_sort sort;
	} rows[] = {
		{ 'a', WL_UTF8_LETTER },
		{ '7', WL_UTF8_LETTER },
		{ ' ', WL_UTF8_GAP },
		{ 0x1b, WL_UTF8_GAP },
		{ 0xe9, WL_UTF8_LETTER },
		{ 0x6d2, WL_UTF8_LETTER },
		{ 0x967, WL_UTF8_LETTER }, /* a digit */
		{ 0xb2, WL_UTF8_GAP },
		{ 0x2122, WL_UTF8_GAP },
		{ 0xff1a, WL_UTF8_GAP },
		{ 0x61b, WL_UTF8_GAP },
		{ 0xfffd, WL_UTF8_GAP },
		{ 0xe000, WL_UTF8_GAP },
		{ 0x378, WL_UTF8_GAP }, /* none */
		{ 0x301, WL_UTF8_MARK },
		{ 0x93e, WL_UTF8_MARK },
		{ 0xad, WL_UTF8_NOTHING },
		{ 0x200b, WL_UTF8_NOTHING },
		{ 0x34f, WL_UTF8_NOTHING },
		{ 0x3164, WL_UTF8_NOTHING },
		{ 0xfe0f, WL_UTF8_NOTHING },
		{ 0xe0100, WL_UTF8_NOTHING },
	};

	(void)state;
	for (size_t i = 0; i < WL_LEN(rows); i++)
		if (wl_utf8_sort(rows[i].c) != rows[i].sort)
			fail_msg("U+%04X", (unsigned)rows[i].c);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(valid_stops_at_the_first_bad_byte),
		cmocka_unit_test(valid_finds_it_at_each_offset),
		cmocka_unit_test(count_counts_code_points),
		cmocka_unit_test(width_is_that_of_a_terminal),
		cmocka_unit_test(fit_never_splits),
		cmocka_unit_test(words_are_composed),
		cmocka_unit_test(fold_is_full),
		cmocka_unit_test(same_ignores_case_and_form),
		cmocka_unit_test(forms_are_the_letters_that_they_are_of),
		cmocka_unit_test(sorts_are_those_of_categories),
		cmocka_unit_test(visible_disarms_a_terminal),
		cmocka_unit_test(visible_shows_bidirectional_marks),
		cmocka_unit_test(ascii_is_the_same_at_each_place),
		cmocka_unit_test(visible_leaves_letters_alone),
		cmocka_unit_test(slug_makes_an_id),
		cmocka_unit_test(slug_is_cut_without_a_dash),
		cmocka_unit_test(line_is_one_line),
		cmocka_unit_test(line_takes_words_at_once),
		cmocka_unit_test(words_keep_paragraphs),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
