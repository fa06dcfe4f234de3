/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What the tests of the parsers share: texts as sources, and a table of texts
 * that are wrong with the error that each must give.
 */
#ifndef TESTS_UNIT_PARSE_TEST_H
#define TESTS_UNIT_PARSE_TEST_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "base/arena.h"
#include "text/source.h"

/* One text that must fail: where, and what is said.  hint NULL: not looked
 * at, "": there is none. */
struct wrong {
	const char *text;
	int line, column;
	const char *message, *hint;
};

/* Parses text; what it gives is of no interest. */
typedef int (*parse_any)(struct wl_arena *arena, const struct wl_source *source,
	struct wl_err *err);

static inline struct wl_source source_of(const char *path, const char *text)
{
	return (struct wl_source){
		.path = path, .bytes = text, .n = strlen(text)
	};
}

static inline void expect_wrong(const struct wrong *wrong, parse_any parse)
{
	struct wl_source source = source_of("a/file", wrong->text);
	struct wl_arena arena;
	struct wl_err err = { 0 };

	wl_arena_init(&arena);
	if (parse(&arena, &source, &err) != WL_EUNREADABLE)
		fail_msg("this must not parse:\n%s", wrong->text);
	assert_string_equal(err.text, wrong->message);
	assert_string_equal(err.path, "a/file");
	assert_int_equal(err.line, wrong->line);
	assert_int_equal(err.column, wrong->column);
	if (wrong->hint)
		assert_string_equal(err.hint, wrong->hint);
	wl_arena_release(&arena);
}

static inline void expect_wrongs(
	const struct wrong *wrongs, size_t n, parse_any parse)
{
	for (size_t i = 0; i < n; i++)
		expect_wrong(&wrongs[i], parse);
}

/* given(): a text that wl_NAME_parse must take; begins the arena.  Nothing
 * that it gives may point into the text. */
#define GIVEN(name, at)                                                        \
	static void given(struct wl_##name *out, struct wl_arena *arena,       \
		const char *text)                                              \
	{                                                                      \
		char *copy = wl_strdup(text);                                  \
		struct wl_source source = source_of(at, copy);                 \
		struct wl_err err = { 0 };                                     \
                                                                               \
		wl_arena_init(arena);                                          \
		if (wl_##name##_parse(out, arena, &source, &err))              \
			fail_msg("%d:%d: %s", err.line, err.column, err.text); \
		free(copy);                                                    \
	}

/* parse(): wl_NAME_parse for expect_wrong; a failure leaves all as it was. */
#define PARSE(name)                                                            \
	static int parse(struct wl_arena *arena,                               \
		const struct wl_source *source, struct wl_err *err)            \
	{                                                                      \
		struct wl_##name out, before;                                  \
		int rc;                                                        \
                                                                               \
		memset(&out, 0x5a, sizeof(out));                               \
		memset(&before, 0x5a, sizeof(before));                         \
		rc = wl_##name##_parse(&out, arena, source, err);              \
		if (rc)                                                        \
			assert_memory_equal(&out, &before, sizeof(out));       \
		return rc;                                                     \
	}

#endif
