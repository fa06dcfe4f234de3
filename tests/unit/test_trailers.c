/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/buf.h"
#include "model/trailers.h"

static void add_list(struct wl_buf *out, char key, const struct wl_list *list)
{
	for (size_t i = 0; i < list->n; i++)
		wl_buf_addf(out, "|%c=%s", key, list->v[i]);
}

static void reads(const char *message, const char *expect)
{
	struct wl_buf got = WL_BUF_INIT;
	struct wl_trailers trailers;
	struct wl_arena arena;

	wl_arena_init(&arena);
	wl_trailers_parse(&trailers, &arena, message);
	wl_buf_adds(&got, trailers.why ? trailers.why : "-");
	if (trailers.apply_first)
		wl_buf_addf(&got, "|a=%s", trailers.apply_first);
	add_list(&got, 'e', &trailers.evidence);
	add_list(&got, 'c', &trailers.cards);
	add_list(&got, 'i', &trailers.interviews);
	assert_string_equal(got.s, expect);
	wl_buf_release(&got);
	wl_arena_release(&arena);
}

static void test_as_written(void **state)
{
	(void)state;
	reads("cards: revise battlecard/rivalco\n\nWhy: four weeks, not ten\n"
	      "Apply-First: discovery calls\n"
	      "Evidence: 2026-11-acme^b3f9k 2026-10-beta^q4\n"
	      "Card: battlecard/rivalco\nInterview: 2026-11-acme\n",
		"four weeks, not ten|a=discovery calls|e=2026-11-acme^b3f9k"
		"|e=2026-10-beta^q4|c=battlecard/rivalco|i=2026-11-acme");
	reads("cards: x\n", "-");
	reads("", "-");
	reads("\n\n", "-");
}

static void test_by_hand(void **state)
{
	(void)state;
	reads("x\n\nWHY : because\n", "because");
	reads("x\n\napply first: demos\nApply_first: calls\n",
		"-|a=demos; calls");
	reads("x\n\nevidence: [@a^1; @b^2], a^1\n", "-|e=a^1|e=b^2");
	reads("x\n\nWhy: one\nWhy: two\n", "one; two");
	reads("x\n\nWhy:\nCard:   \n", "-");
	reads("x\r\n\r\nWhy: windows\r\n", "windows");
}

static void test_folded(void **state)
{
	(void)state;
	reads("x\n\nWhy: a reason that\n  goes on\n\tand on\nnot here\n",
		"a reason that goes on and on");
	reads("x\n\nWhy: one\n\n  not this\n", "one");
	/* Indented as a squash does; no further than the key is no fold */
	reads("x\n\n    Why: one\n    Card: a/b\n      c/d\n",
		"one|c=a/b|c=c/d");
}

static void test_where(void **state)
{
	(void)state;
	/* The first paragraph is the subject */
	reads("Why: not this\n", "-");
	reads("Why: not this\nWhy: nor this\n\nWhy: this\n", "this");
	reads("x\n\nWhy: one\n\n* other\n\nWhy: two\nSigned-off-by: y\n",
		"one; two");
	reads("x\n\nThat is why: no\nWhyever: no\nhttp://x\n", "-");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_as_written),
		cmocka_unit_test(test_by_hand),
		cmocka_unit_test(test_folded),
		cmocka_unit_test(test_where),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
