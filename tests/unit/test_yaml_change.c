/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The frame of a change to YAML as bytes. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "model/yaml_change.h"
#include "model/yaml_edit.h"

static const char whole[] = "# first\na: 1\nb: {c: 2, d: 3}\n";
static const char fronted[] = "---\na: 1\nb: {c: 2, d: 3}\n---\na: 4\n";

static int never(struct wl_arena *arena, const struct wl_source *source,
	struct wl_err *err)
{
	(void)arena;
	return wl_err_at(err, source->path, 1, 1, "not like this");
}

static const struct wl_yaml_change_kind of_yaml = { .by_hand = "type it" };
static const struct wl_yaml_change_kind of_front = { .front = true,
	.by_hand = "type it" };
static const struct wl_yaml_change_kind of_nothing = { .parse = never };

static struct wl_buf file_of(const char *text)
{
	struct wl_buf file = WL_BUF_INIT;

	wl_buf_adds(&file, text);
	return file;
}

static struct wl_yaml_change begin(const struct wl_yaml_change_kind *kind,
	const struct wl_buf *file, struct wl_err *err)
{
	struct wl_yaml_change change;

	assert_int_equal(
		wl_yaml_change_begin(&change, kind, file, "a/file", err), 0);
	return change;
}

static void expect_file(struct wl_buf *file, const char *text)
{
	assert_string_equal(file->s, text);
	wl_buf_release(file);
}

static void hands_out_what_was_wanted(void **state)
{
	struct wl_buf file = file_of(whole);
	struct wl_yaml_change change = begin(&of_yaml, &file, NULL);

	(void)state;
	wl_yaml_change_keep(&change, "b/c");
	wl_strv_add(&change.wanted, "b/c=5");
	wl_yaml_put(&change.file,
		wl_yaml_get(wl_yaml_get(change.root, "b"), "c"), "5");
	assert_string_equal(file.s, whole);
	assert_int_equal(wl_yaml_change_finish(&change, 0, &file), 0);
	expect_file(&file, "# first\na: 1\nb: {c: 5, d: 3}\n");
}

static void an_address_ends_at_its_name(void **state)
{
	struct wl_buf file = file_of("a: 1\nab: 2\nb:\n  - 3\n");
	struct wl_yaml_change change = begin(&of_yaml, &file, NULL);

	(void)state;
	wl_yaml_change_keep(&change, "a");
	assert_int_equal(change.wanted.n, 2);
	assert_string_equal(change.wanted.v[0], "ab=2");
	wl_strv_release(&change.wanted);
	wl_yaml_change_keep(&change, "b");
	assert_int_equal(change.wanted.n, 2);
	assert_string_equal(change.wanted.v[1], "ab=2");
	/* Given up: the file stays */
	wl_buf_adds(&change.file, "c: 4\n");
	assert_int_equal(
		wl_yaml_change_finish(&change, WL_EEXISTS, &file), WL_EEXISTS);
	expect_file(&file, "a: 1\nab: 2\nb:\n  - 3\n");
}

static void refuses_what_was_not_wanted(void **state)
{
	static const char *const added[] = { "e: 6\n", "b: 7\n", "\t[" };

	(void)state;
	for (size_t i = 0; i < WL_LEN(added); i++) {
		struct wl_buf file = file_of(whole);
		struct wl_err err = { 0 };
		struct wl_yaml_change change = begin(&of_yaml, &file, &err);

		wl_yaml_change_keep(&change, NULL);
		wl_buf_adds(&change.file, added[i]);
		change.what = "'b'";
		assert_int_equal(
			wl_yaml_change_finish(&change, 0, &file), WL_EFAIL);
		assert_int_equal(err.code, WL_EFAIL);
		assert_string_equal(err.path, "a/file");
		assert_string_equal(err.text,
			"cannot change 'b' without changing other lines");
		assert_string_equal(err.hint, "type it");
		expect_file(&file, whole);
	}
}

static void keeps_what_is_behind_the_front_matter(void **state)
{
	struct wl_buf file = file_of(fronted);
	struct wl_yaml_change change = begin(&of_front, &file, NULL);

	(void)state;
	wl_yaml_change_keep(&change, "a");
	wl_strv_add(&change.wanted, "a=longer");
	wl_yaml_put(&change.file, wl_yaml_get(change.root, "a"), "longer");
	assert_int_equal(wl_yaml_change_finish(&change, 0, &file), 0);
	change = begin(&of_front, &file, NULL);
	wl_yaml_change_keep(&change, NULL);
	change.file.s[change.file.n - 2] = '5';
	assert_int_equal(wl_yaml_change_finish(&change, 0, &file), WL_EFAIL);
	change = begin(&of_front, &file, NULL);
	wl_yaml_change_keep(&change, NULL);
	wl_buf_adds(&change.file, "more\n");
	assert_int_equal(wl_yaml_change_finish(&change, 0, &file), WL_EFAIL);
	expect_file(&file, "---\na: longer\nb: {c: 2, d: 3}\n---\na: 4\n");
}

static void asks_the_parser_of_the_kind(void **state)
{
	struct wl_buf file = file_of(whole);
	struct wl_err err = { 0 };
	struct wl_yaml_change change = begin(&of_nothing, &file, &err);

	(void)state;
	wl_yaml_change_keep(&change, NULL);
	assert_int_equal(
		wl_yaml_change_finish(&change, 0, &file), WL_EUNREADABLE);
	assert_string_equal(err.text, "not like this");
	expect_file(&file, whole);
}

static void says_where_a_file_cannot_be_read(void **state)
{
	struct wl_buf file = file_of("a: 1\nb: [\n");
	struct wl_yaml_change change;
	struct wl_err err = { 0 };
	int rc = wl_yaml_change_begin(&change, &of_yaml, &file, "a/file", &err);

	(void)state;
	assert_int_equal(rc, WL_EUNREADABLE);
	assert_string_equal(err.path, "a/file");
	assert_true(err.line > 0);
	assert_int_equal(wl_yaml_change_finish(&change, rc, &file), rc);
	expect_file(&file, "a: 1\nb: [\n");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(hands_out_what_was_wanted),
		cmocka_unit_test(an_address_ends_at_its_name),
		cmocka_unit_test(refuses_what_was_not_wanted),
		cmocka_unit_test(keeps_what_is_behind_the_front_matter),
		cmocka_unit_test(asks_the_parser_of_the_kind),
		cmocka_unit_test(says_where_a_file_cannot_be_read),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
