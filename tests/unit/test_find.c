/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "base/utf8.h"
#include "corpus_fixture.h"
#include "publish/quotes.h"

#define SECRET "Our chief of staff never trusted their numbers"

static struct wl_corpus corpus;
static struct wl_find_query query;
static struct wl_find_term terms[16];
static struct wl_found found;
static struct wl_interview *first, *second, *third;

/* Three deals; the passages are told apart by their ids, p1 p2 ... */
static int set_up(void **state)
{
	struct wl_find_query any = WL_FIND_ANY;

	(void)state;
	query = any;
	memset(&found, 0, sizeof(found));
	fixture_init(&corpus);
	fixture_theme(&corpus, "pricing", "Pricing", "");
	fixture_theme(&corpus, "rollout", "Time to roll out", "");
	first = fixture_interview(
		&corpus, "2026-01-a", WL_LOSS, "A", "2026-01-10");
	fixture_quote(&corpus, first, "They were cheaper.", "pricing-");
	fixture_quote(&corpus, first, "Ten weeks is too long.", "rollout-");
	fixture_quote(&corpus, first, "It costs ten weeks and much money.",
		"rollout- pricing-");
	fixture_quote(&corpus, first, "Nothing to tag.", "");
	fixture_note(&corpus, first, "She paused.", "");
	fixture_note(&corpus, first, "He laughed at the price.", "pricing");
	second = fixture_interview(
		&corpus, "2026-02-b", WL_WIN, "B", "2026-02-10");
	fixture_quote(&corpus, second, "Fair price.", "pricing+")->level =
		WL_PUBLIC;
	fixture_quote(&corpus, second, SECRET, "pricing-")->level =
		WL_CONFIDENTIAL;
	third = fixture_interview(
		&corpus, "2026-03-c", WL_LOSS, "C", "2026-03-10");
	third->consent = WL_CONSENT_NONE;
	fixture_quote(&corpus, third, "Never mind the price.", "pricing")
		->level = WL_PUBLIC;
	return 0;
}

static int tear_down(void **state)
{
	(void)state;
	wl_found_release(&found);
	fixture_release(&corpus);
	free(query.texts.v);
	return 0;
}

static void want(
	const char *theme, int polarity, size_t alternative, bool without)
{
	terms[query.nterms++] = (struct wl_find_term){
		.tag = { theme, polarity },
		.alternative = alternative,
		.without = without,
	};
	query.terms = terms;
}

static void say(const char *text)
{
	query.texts.v = wl_realloc(
		query.texts.v, (query.texts.n + 1) * sizeof(*query.texts.v));
	query.texts.v[query.texts.n++] = text;
}

/* The matches as "a1 a3 b1", context in brackets. */
static void expect(const char *expected)
{
	struct wl_buf got = WL_BUF_INIT;

	wl_found_release(&found);
	wl_find(&found, &corpus, &query);
	for (size_t i = 0; i < found.nrows; i++) {
		const struct wl_found_row *row = &found.rows[i];

		wl_buf_addf(&got, row->match ? "%s%c%s" : "%s(%c%s)",
			i ? " " : "", row->interview->id[8],
			row->passage->id + 1);
	}
	assert_string_equal(got.s, expected);
	wl_buf_release(&got);
}

static void everything_but_confidential(void **state)
{
	(void)state;
	expect("a1 a2 a3 a4 a6 b1");
	assert_int_equal(found.passages, 6);
	assert_int_equal(found.deals, 2);
	assert_int_equal(found.withheld, 2);
}

static void themes_with_and_or_not(void **state)
{
	(void)state;
	want("pricing", 0, 0, false);
	expect("a1 a3 a6 b1");
	assert_int_equal(found.withheld, 2);
	want("rollout", 0, 0, false);
	expect("a3");
	assert_int_equal(found.withheld, 0);
	query.nterms = 0;
	want("rollout", 0, 0, false);
	want("pricing", 1, 1, false);
	expect("a2 a3 b1");
	want("pricing", -1, 9, true);
	expect("a2 b1");
	query.nterms = 0;
	want("pricing", 0, 0, true);
	expect("a2 a4");
	want("rollout", 0, 0, true);
	expect("a4");
}

static void an_earlier_alternative_is_enough(void **state)
{
	(void)state;
	want("rollout", 0, 0, false);
	want("rollout", 1, 1, false);
	expect("a2 a3");
	want("pricing", 1, 2, false);
	want("rollout", 0, 2, false);
	expect("a2 a3");
}

static void the_sign_of_a_theme(void **state)
{
	(void)state;
	want("pricing", -1, 0, false);
	expect("a1 a3");
	assert_int_equal(found.withheld, 1);
	query.nterms = 0;
	want("pricing", 1, 0, false);
	expect("b1");
	query.nterms = 0;
	want("unheard-of", 0, 0, false);
	expect("");
	assert_int_equal(found.deals, 0);
}

static void texts_without_case_and_line_breaks(void **state)
{
	(void)state;
	fixture_quote(&corpus, first, "Six\n  WEEKS, Ünglaublich.", "");
	say("six weeks");
	expect("a7");
	say("ünGLAUB");
	expect("a7");
	say("nowhere");
	expect("");
	assert_int_equal(found.withheld, 2);
	query.texts.n = 0;
	say("  ten\tWeeks ");
	expect("a2 a3");
	query.texts.n = 0;
	say("rollout");
	expect("");
}

static void confidential_words_are_not_searched(void **state)
{
	(void)state;
	say("chief of staff");
	expect("");
	assert_int_equal(found.withheld, 2);
	query.texts.n = 0;
	say("never mind");
	expect("");
	assert_int_equal(found.withheld, 2);
}

static void a_level_with_the_consent(void **state)
{
	(void)state;
	query.level = WL_PUBLIC;
	expect("b1");
	assert_int_equal(found.withheld, 0);
	query.level = WL_INTERNAL;
	expect("a1 a2 a3 a4 a6");
}

static void the_filter_chooses_interviews(void **state)
{
	(void)state;
	query.filter.outcome = WL_WIN;
	expect("b1");
	assert_int_equal(found.withheld, 1);
	query.filter.outcome = WL_OUTCOME_NONE;
	assert_true(wl_day_parse(&query.filter.until, "2026-01-31"));
	expect("a1 a2 a3 a4 a6");
	second->status = WL_WITHDRAWN;
	query.filter.until = WL_NO_DAY;
	expect("a1 a2 a3 a4 a6");
}

static void stakeholders_are_asked_for(void **state)
{
	(void)state;
	second->internal = true;
	expect("a1 a2 a3 a4 a6");
	query.internal = true;
	expect("a1 a2 a3 a4 a6 b1");
	assert_int_equal(found.deals, 1);
	assert_int_equal(found.internal, 1);
	second->status = WL_WITHDRAWN;
	expect("a1 a2 a3 a4 a6");
}

static void a_deal_counts_once(void **state)
{
	(void)state;
	second->deal = "A";
	expect("a1 a2 a3 a4 a6 b1");
	assert_int_equal(found.deals, 1);
	first->deal = second->deal = NULL;
	expect("a1 a2 a3 a4 a6 b1");
	assert_int_equal(found.deals, 2);
}

static void context_stays_in_the_interview(void **state)
{
	(void)state;
	say("much money");
	query.context = 1;
	expect("(a2) a3 (a4)");
	assert_int_equal(found.passages, 1);
	query.context = 2;
	expect("(a1) (a2) a3 (a4) (a5)");
	query.context = SIZE_MAX / 4;
	expect("(a1) (a2) a3 (a4) (a5) (a6)");
	query.texts.n = 0;
	want("pricing", 1, 0, false);
	query.context = 1;
	expect("b1 (b2)");
}

/* Marks */

static void marks(const char *words, const char *expected)
{
	struct wl_buf got = WL_BUF_INIT;

	wl_find_marks(&got, &query, words);
	assert_int_equal(got.n, strlen(words));
	for (size_t i = 0; i < got.n; i++)
		got.s[i] = got.s[i] ? '^' : '.';
	assert_string_equal(got.s, expected);
	wl_buf_release(&got);
}

static void marks_stand_over_the_matches(void **state)
{
	(void)state;
	marks("nothing asked", ".............");
	say("Weeks");
	marks("six weeks, SIX WEEKS", "....^^^^^......^^^^^");
	say("ix w");
	marks("six weeks", ".^^^^^^^^");
	query.texts.n = 0;
	say("ä");
	marks("Äb", "^^.");
	query.texts.n = 0;
	say("s");
	marks("aß", ".^^");
	query.texts.n = 0;
	say("aa");
	marks("aaa", "^^.");
	marks("", "");
}

/* Whatever the bytes: a mark for each, and none inside a character alone. */
static void marks_never_cut_a_character(void **state)
{
	static const char *const parts[] = { "a", "ß", "Ä", "ﬁ", "İ", "私",
		"\xcc\x81", " ", "s", "\xff" };
	uint64_t seed = 7;

	(void)state;
	say("s");
	say("fi");
	for (int round = 0; round < 500; round++) {
		struct wl_buf words = WL_BUF_INIT, got = WL_BUF_INIT;

		for (int i = 0; i < 8; i++) {
			seed = wl_hash(&seed, sizeof(seed));
			wl_buf_adds(&words, parts[seed % WL_LEN(parts)]);
		}
		wl_find_marks(&got, &query, words.s);
		assert_int_equal(got.n, words.n);
		for (size_t i = 1; i < got.n; i++)
			if (((unsigned char)words.s[i] & 0xc0) == 0x80)
				assert_int_equal(got.s[i], got.s[i - 1]);
		wl_buf_release(&words);
		wl_buf_release(&got);
	}
}

/* Printing */

static void assert_contains(const struct wl_buf *out, const char *part)
{
	if (!strstr(out->s, part))
		fail_msg("'%s' is not in:\n%s", part, out->s);
}

static void print(struct wl_buf *out, int width, bool colour)
{
	struct wl_look look = { colour, width };

	wl_found_release(&found);
	wl_find(&found, &corpus, &query);
	wl_buf_clear(out);
	wl_publish_found_text(out, &found, &look);
	if (strstr(out->s, "chief of staff") || strstr(out->s, "Never mind"))
		fail_msg("confidential words in:\n%s", out->s);
}

static void the_terminal_shows_all_but_the_secret(void **state)
{
	struct wl_buf out = WL_BUF_INIT;

	(void)state;
	query.context = 3;
	want("pricing", 0, 0, false);
	print(&out, 80, false);
	assert_contains(&out, "“They were cheaper.”\n     #pricing−\n");
	assert_contains(&out, "2026-01-a^p1  interviews/2026/2026-01-a.md:41");
	assert_contains(&out, "note: He laughed at the price.");
	assert_contains(&out, "    (confidential)\n");
	assert_contains(&out, "\n4 passages of 2 deals; 2 more are "
			      "confidential and not shown\n");
	say("price");
	print(&out, 80, true);
	assert_contains(&out, "\033[36mprice\033[0m");
	assert_contains(&out, "2 confidential ones were not searched");
	wl_buf_release(&out);
}

static void the_terminal_keeps_to_its_width(void **state)
{
	struct wl_buf out = WL_BUF_INIT;

	(void)state;
	first->account = "Evil\033[31m Corp";
	fixture_quote(&corpus, first,
		"Donaudampfschifffahrtselektrizitätenhauptbetriebswerk"
		"bauunterbeamtengesellschaft 私たちの取締役会は彼らの数字を"
		"一度も信用しませんでした \xe2\x80\xae rtl \033]0;x\a weeks",
		"rollout pricing");
	say("e");
	query.context = 1;
	for (int width = 40; width <= 160; width += 7) {
		print(&out, width, false);
		for (char *line = out.s, *end; (end = strchr(line, '\n'));
			line = end + 1) {
			*end = '\0';
			if (wl_utf8_width(line) > (size_t)width)
				fail_msg("more than %d: %s", width, line);
			if (end > line && end[-1] == ' ')
				fail_msg("space at the end: '%s'", line);
			if (strchr(line, '\033'))
				fail_msg("an escape got through: %s", line);
			*end = '\n';
		}
	}
	wl_buf_release(&out);
}

static void tables_leave_out_confidential_ones(void **state)
{
	struct wl_buf out = WL_BUF_INIT;

	(void)state;
	query.context = 1;
	wl_find(&found, &corpus, &query);
	for (int format = WL_MARKDOWN; format <= WL_CSV; format++) {
		wl_buf_clear(&out);
		wl_publish_found(&out, &found, (enum wl_format)format);
		assert_contains(&out, "They were cheaper");
		assert_contains(&out, "match");
		assert_null(strstr(out.s, "chief of staff"));
		assert_null(strstr(out.s, "Never mind"));
	}
	wl_buf_release(&out);
}

static void nothing_is_explained(void **state)
{
	struct wl_buf why = WL_BUF_INIT, hint = WL_BUF_INIT;

	(void)state;
	want("pricing", -1, 0, false);
	query.filter.outcome = WL_WIN;
	expect("");
	wl_found_nothing(&why, &hint, &found);
	assert_string_equal(why.s, "no passage can be shown: 1 confidential "
				   "one matches");
	assert_true(hint.n > 0);
	say("x");
	expect("");
	wl_buf_clear(&why);
	wl_found_nothing(&why, &hint, &found);
	assert_string_equal(why.s, "no passage matches; 1 confidential one "
				   "was not searched");
	wl_buf_release(&why);
	wl_buf_release(&hint);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(everything_but_confidential),
		TEST(themes_with_and_or_not),
		TEST(an_earlier_alternative_is_enough),
		TEST(the_sign_of_a_theme),
		TEST(texts_without_case_and_line_breaks),
		TEST(confidential_words_are_not_searched),
		TEST(a_level_with_the_consent),
		TEST(the_filter_chooses_interviews),
		TEST(stakeholders_are_asked_for),
		TEST(a_deal_counts_once),
		TEST(context_stays_in_the_interview),
		TEST(marks_stand_over_the_matches),
		TEST(marks_never_cut_a_character),
		TEST(the_terminal_shows_all_but_the_secret),
		TEST(the_terminal_keeps_to_its_width),
		TEST(tables_leave_out_confidential_ones),
		TEST(nothing_is_explained),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
