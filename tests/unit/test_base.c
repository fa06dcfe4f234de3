/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <errno.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/err.h"
#include "base/map.h"
#include "base/strv.h"

static void strings_compare(void **state)
{
	(void)state;
	assert_true(wl_streq("a", "a"));
	assert_false(wl_streq("a", "b"));
	assert_true(wl_streq(NULL, NULL));
	assert_false(wl_streq(NULL, ""));
	assert_false(wl_streq("", NULL));
	assert_true(wl_starts("winloss", "win"));
	assert_true(wl_starts("win", ""));
	assert_false(wl_starts("win", "winloss"));
	assert_true(wl_ends("a.md", ".md"));
	assert_true(wl_ends(".md", ".md"));
	assert_false(wl_ends("md", ".md"));
	assert_false(wl_ends("a.md.bak", ".md"));
}

static void strings_are_copied(void **state)
{
	char *copy = wl_strdup("deal"), *part = wl_strndup("deal", 2);

	(void)state;
	assert_string_equal(copy, "deal");
	assert_string_equal(part, "de");
	assert_null(wl_strdup(NULL));
	assert_null(wl_strndup(NULL, 3));
	free(copy);
	free(part);
}

static void without_memory_it_says_so(void **state)
{
	char said[64] = "";
	int ends[2], status;
	pid_t child;

	(void)state;
	assert_int_equal(pipe(ends), 0);
	child = fork();
	if (!child) {
		dup2(ends[1], STDERR_FILENO);
		wl_no_memory();
	}
	close(ends[1]);
	assert_int_equal(waitpid(child, &status, 0), child);
	assert_true(read(ends[0], said, sizeof(said) - 1) > 0);
	close(ends[0]);
	assert_string_equal(said, "winloss: out of memory\n");
	assert_true(WIFEXITED(status));
	assert_int_equal(WEXITSTATUS(status), 128);
}

static void list_has(void **state)
{
	const char *words[] = { "won", "lost" };
	struct wl_list list = { words, 2 }, none = { NULL, 0 };

	(void)state;
	assert_true(wl_list_has(&list, "lost"));
	assert_false(wl_list_has(&list, "los"));
	assert_false(wl_list_has(&none, "won"));
}

/* Ids and caches are made of these: they may never change. */
static void hash_is_pinned(void **state)
{
	uint64_t hash = wl_hash("winloss", 7);

	(void)state;
	assert_true(hash == UINT64_C(0x504e979f3b17dd4c));
	assert_true(wl_hash("", 0) == UINT64_C(0xefd01f60ba992926));
	hash = wl_hash_more(wl_hash("win", 3), "loss", 4);
	assert_true(hash == UINT64_C(0xeafd5b2cc63d329f));
}

static void grow_keeps_elements(void **state)
{
	int *v = NULL;
	size_t n = 0, cap = 0;

	(void)state;
	for (int i = 0; i < 100; i++) {
		WL_GROW(v, n, cap);
		v[n++] = i;
	}
	for (int i = 0; i < 100; i++)
		assert_int_equal(v[i], i);
	assert_true(cap >= n);
	free(v);
}

static void err_says_what_failed(void **state)
{
	struct wl_err err = { 0 };

	(void)state;
	assert_int_equal(
		wl_err_set(&err, WL_EEXISTS, "'%s' exists", "x"), WL_EEXISTS);
	assert_int_equal(err.code, WL_EEXISTS);
	assert_string_equal(err.text, "'x' exists");
	assert_string_equal(err.hint, "");
	assert_int_equal(
		wl_err_near(&err, "yes", "see %s", "there"), WL_EEXISTS);
	assert_string_equal(err.hint, "did you mean 'yes'?");
	assert_int_equal(
		wl_err_near(&err, NULL, "see %s", "there"), WL_EEXISTS);
	assert_string_equal(err.hint, "see there");
	assert_int_equal(wl_err_hint(&err, "use %s", "--force"), WL_EEXISTS);
	assert_string_equal(err.hint, "use --force");
	assert_string_equal(err.text, "'x' exists");
	assert_int_equal(wl_err_rule(&err, "no-such"), WL_EEXISTS);
	assert_string_equal(err.rule, "no-such");
}

static void err_has_a_place(void **state)
{
	struct wl_err err = { .hint = "old", .rule = "old" };
	int code = wl_err_at(&err, "deals/a.md", 3, 7, "no %s", "date");

	(void)state;
	assert_int_equal(code, WL_EUNREADABLE);
	assert_string_equal(err.path, "deals/a.md");
	assert_int_equal(err.line, 3);
	assert_int_equal(err.column, 7);
	assert_string_equal(err.text, "no date");
	assert_string_equal(err.hint, "");
	assert_string_equal(err.rule, "");
	wl_err_at(&err, NULL, 0, 0, "x");
	assert_string_equal(err.path, "");
}

static void err_names_errno(void **state)
{
	struct wl_err err = { 0 };

	(void)state;
	errno = ENOENT;
	assert_int_equal(wl_err_errno(&err, "cannot open '%s'", "x"), WL_EFAIL);
	assert_string_equal(
		err.text, "cannot open 'x': No such file or directory");
	assert_int_equal(errno, ENOENT);
}

static void err_may_be_null(void **state)
{
	(void)state;
	assert_int_equal(wl_err_set(NULL, WL_EUSAGE, "x"), WL_EUSAGE);
	assert_int_equal(wl_err_at(NULL, "a", 1, 1, "x"), WL_EUNREADABLE);
	assert_int_equal(wl_err_errno(NULL, "x"), WL_EFAIL);
	assert_true(wl_err_hint(NULL, "x") < 0);
	assert_true(wl_err_near(NULL, NULL, "x") < 0);
	assert_true(wl_err_rule(NULL, "x") < 0);
}

/* A text of two-byte characters that is too long, at both parities. */
static void err_is_cut_at_a_character(void **state)
{
	(void)state;
	for (int odd = 0; odd < 2; odd++) {
		struct wl_buf long_text = WL_BUF_INIT;
		struct wl_err err = { 0 };
		size_t n;

		wl_buf_fill(&long_text, 'x', (size_t)odd);
		for (int i = 0; i < 1000; i++)
			wl_buf_adds(&long_text, "\xc3\xa9");
		wl_err_set(&err, WL_EFAIL, "%s", long_text.s);
		n = strlen(err.text);
		assert_true(n > sizeof(err.text) - 4 && n < sizeof(err.text));
		assert_int_equal((unsigned char)err.text[n - 1], 0xa9);
		wl_buf_release(&long_text);
	}
}

static void errs_are_sorted_by_place(void **state)
{
	static const char *const expected[] = { "1", "2", "3", "4", "5" };
	struct wl_errs errs = { 0 };
	struct wl_err err;

	(void)state;
	wl_err_at(&err, "b.md", 1, 1, "5");
	wl_errs_add(&errs, &err);
	wl_err_at(&err, "a.md", 10, 1, "4");
	wl_errs_add(&errs, &err);
	wl_err_at(&err, "a.md", 2, 9, "3");
	wl_errs_add(&errs, &err);
	wl_err_at(&err, "a.md", 2, 3, "2");
	wl_errs_add(&errs, &err);
	wl_err_at(&err, "a.md", 2, 3, "1");
	wl_errs_add(&errs, &err);
	wl_errs_sort(&errs);
	assert_int_equal(errs.n, WL_LEN(expected));
	for (size_t i = 0; i < errs.n; i++)
		assert_string_equal(errs.v[i].text, expected[i]);
	wl_errs_release(&errs);
	assert_int_equal(errs.n, 0);
	wl_errs_sort(&errs);
}

static void arena_gives_zeroed_aligned_memory(void **state)
{
	static const size_t sizes[] = { 1, 0, 3, 16, 8191, 8193, 32768, 100000,
		7 };
	struct wl_arena arena;

	(void)state;
	wl_arena_init(&arena);
	for (int round = 0; round < 20; round++)
		for (size_t i = 0; i < WL_LEN(sizes); i++) {
			char *p = wl_arena_alloc(&arena, sizes[i]);

			assert_true((uintptr_t)p % _Alignof(max_align_t) == 0);
			for (size_t k = 0; k < sizes[i]; k++)
				assert_true(p[k] == 0);
			memset(p, 0xff, sizes[i]);
			assert_string_equal(
				wl_arena_strdup(&arena, "odd"), "odd");
		}
	assert_true(arena.used >= 20 * 149000);
	wl_arena_release(&arena);
	assert_int_equal(arena.used, 0);
}

static void arena_piece_grows_with_its_bytes(void **state)
{
	struct wl_arena arena;
	char *a, *b, *last;

	(void)state;
	wl_arena_init(&arena);
	a = wl_arena_strdup(&arena, "abc");
	assert_ptr_equal(wl_arena_grow(&arena, a, 4, 4), a);
	assert_ptr_equal(wl_arena_grow(&arena, a, 4, 40), a);
	b = wl_arena_raw(&arena, 8);
	memset(b, 'x', 8);
	last = wl_arena_grow(&arena, a, 40, 100000);
	assert_ptr_not_equal(last, a);
	assert_string_equal(last, "abc");
	memset(last, 'y', 100000);
	assert_memory_equal(b, "xxxxxxxx", 8);
	wl_arena_release(&arena);
}

static void arena_array_has_room_for_one_more(void **state)
{
	struct wl_arena arena;
	size_t *v = NULL, cap = 0;

	(void)state;
	wl_arena_init(&arena);
	for (size_t i = 0; i < 1000; i++) {
		v = wl_arena_room(&arena, v, i, &cap, sizeof(*v));
		assert_true(cap > i);
		v[i] = i;
		/* Something behind it: it must move to grow */
		if (i == 100)
			wl_arena_strdup(&arena, "a");
	}
	for (size_t i = 0; i < 1000; i++)
		assert_int_equal(v[i], i);
	wl_arena_release(&arena);
}

static void arena_gives_a_word_again(void **state)
{
	static const char lengthy[] =
		"a-word-that-is-longer-than-any-id-that-comes-again";
	struct wl_arena arena;
	const char *pricing;

	(void)state;
	wl_arena_init(&arena);
	assert_null(wl_arena_word(&arena, NULL, 0));
	pricing = wl_arena_word(&arena, "pricing-model", 7);
	assert_string_equal(pricing, "pricing");
	assert_ptr_equal(wl_arena_word(&arena, "pricing", 7), pricing);
	assert_string_equal(wl_arena_word(&arena, "pricing", 5), "prici");
	assert_string_equal(wl_arena_word(&arena, "", 0), "");
	assert_string_equal(
		wl_arena_word(&arena, lengthy, strlen(lengthy)), lengthy);
	/* More than there are places: each is still itself */
	for (int i = 0; i < 20000; i++) {
		char text[16];
		int n = snprintf(text, sizeof(text), "theme-%d", i % 3000);

		assert_string_equal(
			wl_arena_word(&arena, text, (size_t)n), text);
	}
	assert_string_equal(pricing, "pricing");
	wl_arena_release(&arena);
}

static void arena_pieces_do_not_overlap(void **state)
{
	struct wl_arena arena;
	char *pieces[300];

	(void)state;
	wl_arena_init(&arena);
	for (int i = 0; i < 300; i++)
		pieces[i] = wl_arena_printf(&arena, "%0*d", 1 + i * 37, i);
	for (int i = 0; i < 300; i++) {
		assert_int_equal(strlen(pieces[i]) >= (size_t)(1 + i * 37), 1);
		assert_int_equal(strtol(pieces[i], NULL, 10), i);
	}
	wl_arena_release(&arena);
}

static void arena_copies_strings(void **state)
{
	struct wl_arena arena;

	(void)state;
	wl_arena_init(&arena);
	assert_string_equal(wl_arena_strdup(&arena, "deal"), "deal");
	assert_string_equal(wl_arena_strndup(&arena, "deal", 2), "de");
	assert_null(wl_arena_strdup(&arena, NULL));
	assert_null(wl_arena_strndup(&arena, NULL, 2));
	wl_arena_release(&arena);
}

static void arena_adopts(void **state)
{
	struct wl_arena a, b, empty;
	const char *x, *y;

	(void)state;
	wl_arena_init(&a);
	wl_arena_init(&b);
	wl_arena_init(&empty);
	x = wl_arena_strdup(&a, "x");
	y = wl_arena_strdup(&b, "y");
	wl_arena_adopt(&a, &b);
	wl_arena_adopt(&a, &empty);
	wl_arena_adopt(&empty, &a);
	assert_null(a.chunk);
	assert_null(b.chunk);
	wl_arena_release(&a);
	wl_arena_release(&b);
	assert_string_equal(x, "x");
	assert_string_equal(y, "y");
	wl_arena_release(&empty);
}

static void buf_builds_text(void **state)
{
	struct wl_buf buf = WL_BUF_INIT;

	(void)state;
	assert_string_equal(buf.s, "");
	wl_buf_adds(&buf, "lost ");
	wl_buf_addf(&buf, "%d of %s", 3, "10");
	wl_buf_addc(&buf, '!');
	wl_buf_fill(&buf, '-', 3);
	wl_buf_add(&buf, "ab\0c", 4);
	assert_int_equal(buf.n, 20);
	assert_memory_equal(buf.s, "lost 3 of 10!---ab\0c", 21);
	wl_buf_cut(&buf, 4);
	assert_string_equal(buf.s, "lost");
	wl_buf_add_int(&buf, -30);
	assert_string_equal(buf.s, "lost-30");
	wl_buf_cut(&buf, 4);
	wl_buf_cut(&buf, 9);
	assert_int_equal(buf.n, 4);
	wl_buf_clear(&buf);
	assert_string_equal(buf.s, "");
	wl_buf_release(&buf);
	assert_string_equal(buf.s, "");
}

static void buf_takes_long_text(void **state)
{
	struct wl_buf buf = WL_BUF_INIT;

	(void)state;
	for (int i = 0; i < 10000; i++)
		wl_buf_addf(&buf, "%04d", i);
	assert_int_equal(buf.n, 40000);
	assert_memory_equal(buf.s + 4 * 1234, "12341235", 8);
	assert_int_equal(buf.s[buf.n], '\0');
	wl_buf_release(&buf);
}

static void buf_splices(void **state)
{
	struct wl_buf buf = WL_BUF_INIT;

	(void)state;
	wl_buf_splice(&buf, 0, 0, "won", 3);
	wl_buf_splice(&buf, 0, 3, "lost", 4);
	assert_string_equal(buf.s, "lost");
	wl_buf_splice(&buf, 4, 0, " deal", 5);
	assert_string_equal(buf.s, "lost deal");
	wl_buf_splice(&buf, 1, 7, NULL, 0);
	assert_string_equal(buf.s, "ll");
	wl_buf_splice(&buf, 1, 0, "-", 1);
	assert_string_equal(buf.s, "l-l");
	assert_int_equal(buf.n, 3);
	wl_buf_release(&buf);
}

static void buf_trims_the_end(void **state)
{
	struct wl_buf buf = WL_BUF_INIT;

	(void)state;
	wl_buf_rtrim(&buf);
	wl_buf_adds(&buf, " a b \t\r\n ");
	wl_buf_rtrim(&buf);
	assert_string_equal(buf.s, " a b");
	wl_buf_clear(&buf);
	wl_buf_adds(&buf, " \n");
	wl_buf_rtrim(&buf);
	assert_int_equal(buf.n, 0);
	wl_buf_release(&buf);
}

static void buf_gives_its_bytes_away(void **state)
{
	struct wl_buf buf = WL_BUF_INIT;
	char *empty = wl_buf_detach(&buf), *text;

	(void)state;
	wl_buf_adds(&buf, "x");
	text = wl_buf_detach(&buf);
	assert_string_equal(empty, "");
	assert_string_equal(text, "x");
	assert_int_equal(buf.n, 0);
	assert_string_equal(buf.s, "");
	free(empty);
	free(text);
}

static void strv_ends_with_null(void **state)
{
	struct wl_strv strv;

	(void)state;
	wl_strv_init(&strv);
	for (int i = 0; i < 50; i++) {
		wl_strv_addf(&strv, "%d", i);
		assert_null(strv.v[strv.n]);
	}
	wl_strv_take(&strv, wl_strdup("last"));
	assert_int_equal(strv.n, 51);
	assert_string_equal(strv.v[49], "49");
	assert_string_equal(strv.v[50], "last");
	assert_null(strv.v[51]);
	wl_strv_release(&strv);
	assert_int_equal(strv.n, 0);
}

static void strv_sorts_and_finds(void **state)
{
	struct wl_strv strv = { 0 };

	(void)state;
	wl_strv_sort(&strv);
	wl_strv_add_once(&strv, "b");
	wl_strv_add_once(&strv, "\xc3\xa9");
	wl_strv_add_once(&strv, "B");
	wl_strv_add_once(&strv, "b");
	wl_strv_sort(&strv);
	assert_int_equal(strv.n, 3);
	assert_string_equal(strv.v[0], "B");
	assert_string_equal(strv.v[1], "b");
	assert_string_equal(strv.v[2], "\xc3\xa9");
	assert_null(strv.v[3]);
	assert_true(wl_strv_has(&strv, "B"));
	assert_false(wl_strv_has(&strv, "c"));
	wl_strv_release(&strv);
}

static void map_finds_what_was_put(void **state)
{
	struct wl_strv keys = { 0 };
	struct wl_map map;

	(void)state;
	wl_map_init(&map);
	assert_null(wl_map_get(&map, "0"));
	for (int i = 0; i < 1000; i++) {
		wl_strv_addf(&keys, "%d", i);
		assert_null(wl_map_put(&map, keys.v[i], keys.v[i]));
	}
	assert_int_equal(map.n, 1000);
	for (int i = 0; i < 1000; i++)
		assert_ptr_equal(wl_map_get(&map, keys.v[i]), keys.v[i]);
	assert_null(wl_map_get(&map, "1000"));
	assert_null(wl_map_get(&map, NULL));
	wl_map_release(&map);
	assert_null(wl_map_get(&map, "0"));
	wl_strv_release(&keys);
}

static void map_replaces(void **state)
{
	struct wl_map map;
	int a, b;

	(void)state;
	wl_map_init(&map);
	assert_null(wl_map_put(&map, "deal", &a));
	assert_ptr_equal(wl_map_put(&map, "deal", &b), &a);
	assert_ptr_equal(wl_map_get(&map, "deal"), &b);
	assert_int_equal(map.n, 1);
	assert_null(wl_map_put(&map, "", &a));
	assert_ptr_equal(wl_map_get(&map, ""), &a);
	wl_map_release(&map);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(strings_compare),
		cmocka_unit_test(strings_are_copied),
		cmocka_unit_test(without_memory_it_says_so),
		cmocka_unit_test(list_has),
		cmocka_unit_test(hash_is_pinned),
		cmocka_unit_test(grow_keeps_elements),
		cmocka_unit_test(err_says_what_failed),
		cmocka_unit_test(err_has_a_place),
		cmocka_unit_test(err_names_errno),
		cmocka_unit_test(err_may_be_null),
		cmocka_unit_test(err_is_cut_at_a_character),
		cmocka_unit_test(errs_are_sorted_by_place),
		cmocka_unit_test(arena_gives_zeroed_aligned_memory),
		cmocka_unit_test(arena_piece_grows_with_its_bytes),
		cmocka_unit_test(arena_array_has_room_for_one_more),
		cmocka_unit_test(arena_gives_a_word_again),
		cmocka_unit_test(arena_pieces_do_not_overlap),
		cmocka_unit_test(arena_copies_strings),
		cmocka_unit_test(arena_adopts),
		cmocka_unit_test(buf_builds_text),
		cmocka_unit_test(buf_takes_long_text),
		cmocka_unit_test(buf_splices),
		cmocka_unit_test(buf_trims_the_end),
		cmocka_unit_test(buf_gives_its_bytes_away),
		cmocka_unit_test(strv_ends_with_null),
		cmocka_unit_test(strv_sorts_and_finds),
		cmocka_unit_test(map_finds_what_was_put),
		cmocka_unit_test(map_replaces),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
