/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "base/path.h"

#define A16 "aaaaaaaaaaaaaaaa"
#define A64 A16 A16 A16 A16

typedef bool check(const char *s);

static void expect(check *valid, bool answer, const char *const *cases)
{
	for (; *cases; cases++)
		if (valid(*cases) != answer)
			fail_msg("'%s' should be %s", *cases,
				answer ? "valid" : "invalid");
}

static void ids(void **state)
{
	static const char *const good[] = { "a", "9", "acme", "2026-11-acme",
		"a-b-c", A64, NULL };
	static const char *const bad[] = { "", "-", "-a", "a-", "a--b", "A",
		"a b", "a.b", "a/b", "..", ".a", "a_b", "\xc3\xa9", "a\n",
		A64 "a", NULL };

	(void)state;
	expect(wl_id_valid, true, good);
	expect(wl_id_valid, false, bad);
	assert_false(wl_id_valid(NULL));
}

static void theme_ids(void **state)
{
	static const char *const good[] = { "price", "24-7-care", "a", "9a",
		NULL };
	static const char *const bad[] = { "", "7", "24-7", "2026-11", "-a",
		"Price", NULL };

	(void)state;
	expect(wl_theme_id_valid, true, good);
	expect(wl_theme_id_valid, false, bad);
	assert_false(wl_theme_id_valid(NULL));
}

static void question_ids(void **state)
{
	static const char *const good[] = { "price", "price.tco", "a.b.c",
		"a-b.c-d", "1.2", A64, NULL };
	static const char *const bad[] = { "", ".", ".a", "a.", "a..b", "a-.b",
		"a.-b", "a.B", "a/b", A64 ".a", NULL };

	(void)state;
	expect(wl_question_id_valid, true, good);
	expect(wl_question_id_valid, false, bad);
	assert_false(wl_question_id_valid(NULL));
}

static void passage_ids(void **state)
{
	static const char *const good[] = { "a", "Z9", "q7x_2-", "a--b", "0",
		A64, NULL };
	static const char *const bad[] = { "", "-a", "_a", "a.b", "a b", "a/b",
		"a\xc3\xa9", A64 "a", NULL };

	(void)state;
	expect(wl_passage_id_valid, true, good);
	expect(wl_passage_id_valid, false, bad);
	assert_false(wl_passage_id_valid(NULL));
}

/* They stand in files: they may never change. */
static void ids_of_a_hash_are_pinned(void **state)
{
	char id[14];

	(void)state;
	wl_id_from_hash(id, UINT64_C(0x504e979f3b17dd4c), 13);
	assert_string_equal(id, "ed9wnht4w5eyg");
	wl_id_from_hash(id, UINT64_C(0x504e979f3b17dd4c), 5);
	assert_string_equal(id, "ed9wn");
	wl_id_from_hash(id, 0, 5);
	assert_string_equal(id, "aaaaa");
	wl_id_from_hash(id, UINT64_MAX, 13);
	assert_string_equal(id, "rkxkxkxkxkxkx");
	wl_id_from_hash(id, UINT64_MAX, 20);
	assert_string_equal(id, "rkxkxkxkxkxkx");
	wl_id_from_hash(id, 1, 0);
	assert_string_equal(id, "");
}

static void ids_of_a_hash_are_easily_read(void **state)
{
	char id[14];

	(void)state;
	for (uint64_t i = 0; i < 10000; i++) {
		wl_id_from_hash(id, wl_hash(&i, sizeof(i)), 6);
		assert_true(wl_id_valid(id));
		assert_int_equal(strlen(id), 6);
		assert_true(id[0] >= 'a' && id[0] <= 'z');
		assert_null(strpbrk(id, "01lo"));
	}
}

static void paths_beneath(void **state)
{
	static const char *const good[] = { "a", "a/b", "a/b.md", ".git/x",
		"...", "a/..b", "a b/\xc3\xa9", "a\\..", NULL };
	static const char *const bad[] = { "", "/", "/a", "a/", "a//b", ".",
		"..", "./a", "a/.", "a/./b", "../a", "a/..", "a/../b", NULL };

	(void)state;
	expect(wl_path_beneath, true, good);
	expect(wl_path_beneath, false, bad);
	assert_false(wl_path_beneath(NULL));
}

static void expect_join(const char *a, const char *b, const char *joined)
{
	struct wl_buf buf = WL_BUF_INIT;

	wl_path_join(&buf, a, b);
	assert_string_equal(buf.s, joined);
	wl_buf_release(&buf);
}

static void paths_are_joined(void **state)
{
	(void)state;
	expect_join("a", "b", "a/b");
	expect_join("a/", "b", "a/b");
	expect_join("a", "/b", "a/b");
	expect_join("a/", "/b", "a/b");
	expect_join("", "b", "b");
	expect_join("", "/b", "/b");
	expect_join("a", "", "a");
	expect_join("/", "b", "/b");
}

static void paths_have_a_base(void **state)
{
	(void)state;
	assert_string_equal(wl_path_base("a/b.md"), "b.md");
	assert_string_equal(wl_path_base("b.md"), "b.md");
	assert_string_equal(wl_path_base("a/"), "");
	assert_string_equal(wl_path_base(""), "");
}

static void distances(void **state)
{
	static const struct {
		const char *a, *b;
		int limit, distance;
	} cases[] = {
		{ "", "", 3, 0 },
		{ "price", "price", 0, 0 },
		{ "price", "pricey", 3, 1 },
		{ "price", "rice", 3, 1 },
		{ "price", "prize", 3, 1 },
		{ "price", "pirce", 3, 1 }, /* neighbours swapped */
		{ "ca", "abc", 5, 3 },      /* not changed after */
		{ "kitten", "sitting", 5, 3 },
		{ "kitten", "sitting", 3, 3 },
		{ "kitten", "sitting", 2, 3 },
		{ "kitten", "sitting", 0, 1 },
		{ "", "abc", 5, 3 },
		{ "abc", "", 5, 3 },
		{ "abc", "", 2, 3 },
		{ "caf\xc3\xa9", "cafe", 3, 1 }, /* by characters */
		{ "\xff", "\xfe", 3, 1 },
	};

	(void)state;
	for (size_t i = 0; i < WL_LEN(cases); i++) {
		assert_int_equal(
			wl_distance(cases[i].a, cases[i].b, cases[i].limit),
			cases[i].distance);
		assert_int_equal(
			wl_distance(cases[i].b, cases[i].a, cases[i].limit),
			cases[i].distance);
	}
}

static void nearest(void **state)
{
	const char *words[] = { "pricing", "product", "price", "support",
		"prices" };
	struct wl_list list = { words, WL_LEN(words) }, none = { NULL, 0 };

	(void)state;
	assert_string_equal(wl_nearest("prcie", &list), "price");
	assert_string_equal(wl_nearest("price", &list), "price");
	assert_string_equal(wl_nearest("suport", &list), "support");
	/* Two as near: the first */
	assert_string_equal(wl_nearest("pricex", &list), "price");
	/* One that is near before the one that is it */
	assert_string_equal(wl_nearest("prices", &list), "prices");
	assert_null(wl_nearest("security", &list));
	/* Two of five is more than a third */
	assert_null(wl_nearest("prxxe", &list));
	assert_null(wl_nearest("pr", &list));
	assert_null(wl_nearest("", &list));
	assert_null(wl_nearest("price", &none));
}

static void nearest_of_an_array(void **state)
{
	static const char *const table[] = { "", "win", "loss", NULL };
	const struct {
		int number;
		const char *id;
	} rows[] = { { 1, "pricing" }, { 2, NULL }, { 3, "support" },
		{ 4, "" } },
	  *none = NULL;

	(void)state;
	assert_string_equal(WL_NEAREST("suport", rows, 4, id), "support");
	assert_null(WL_NEAREST("suport", rows, 2, id));
	assert_null(WL_NEAREST("", rows, 4, id));
	assert_null(WL_NEAREST("price", none, 0, id));
	assert_string_equal(wl_nearest_term("los", table), "loss");
	assert_null(wl_nearest_term("no-decision", table));
	assert_null(wl_nearest_term("", table));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(ids),
		cmocka_unit_test(theme_ids),
		cmocka_unit_test(question_ids),
		cmocka_unit_test(passage_ids),
		cmocka_unit_test(ids_of_a_hash_are_pinned),
		cmocka_unit_test(ids_of_a_hash_are_easily_read),
		cmocka_unit_test(paths_beneath),
		cmocka_unit_test(paths_are_joined),
		cmocka_unit_test(paths_have_a_base),
		cmocka_unit_test(distances),
		cmocka_unit_test(nearest),
		cmocka_unit_test(nearest_of_an_array),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
