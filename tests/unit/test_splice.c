/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>

#include "random.h"
#include "text/front.h"

static void sets(const char *before, const char *key, const char *value,
	const char *after)
{
	struct wl_buf file = WL_BUF_INIT;
	struct wl_value v = { .text = value };
	struct wl_err err = { 0 };

	wl_buf_adds(&file, before);
	if (wl_front_set(&file, "x.md", key, &v, &err))
		fail_msg("%s: %s", key, err.text);
	assert_string_equal(file.s, after);
	wl_buf_release(&file);
}

static void replaces_one_value(void **state)
{
	(void)state;
	sets("---\na: 1  # one\nstatus:   coded # s\n---\nbody\n", "status",
		"noted", "---\na: 1  # one\nstatus:   noted # s\n---\nbody\n");
	sets("---\na: 'x'\n---\n", "a", "it's", "---\na: it's\n---\n");
	sets("---\na: 1\n---\n", "a", "a: b", "---\na: 'a: b'\n---\n");
	sets("---\na: |\n  x\n  y\n\nb: 2\n---\n", "a", "z",
		"---\na: z\n\nb: 2\n---\n");
	sets("---\na:\n  - x\n  - y\nb: 2\n---\n", "a", "z",
		"---\na:\n  z\nb: 2\n---\n");
}

static void fills_an_empty_value(void **state)
{
	(void)state;
	sets("---\nstatus:\nb: 2\n---\n", "status", "noted",
		"---\nstatus: noted\nb: 2\n---\n");
	sets("---\nafter: {thanked: , shared: x}\n---\n", "after.thanked",
		"2026-11-21",
		"---\nafter: {thanked: 2026-11-21, shared: x}\n---\n");
}

static void adds_a_key(void **state)
{
	(void)state;
	sets("---\na: 1 # c\n# end\n---\nbody\n", "b", "2",
		"---\na: 1 # c\nb: 2\n# end\n---\nbody\n");
	sets("---\r\na: 1\r\n---\r\n", "b", "2",
		"---\r\na: 1\r\nb: 2\r\n---\r\n");
	sets("\xef\xbb\xbf---\na: 1\n---\n", "b", "2",
		"\xef\xbb\xbf---\na: 1\nb: 2\n---\n");
	sets("---\n---\n", "b", "2", "---\nb: 2\n---\n");
	sets("---\na: |+\n  x\n\n\n---\n", "b", "2",
		"---\na: |+\n  x\n\n\nb: 2\n---\n");
}

static void reaches_into_maps(void **state)
{
	(void)state;
	sets("---\nprepared: {}\n---\n", "prepared.crm", "2026-11-18 priya",
		"---\nprepared: {crm: 2026-11-18 priya}\n---\n");
	sets("---\nprepared: {crm: x }\nb: 1\n---\n", "prepared.calls", "y",
		"---\nprepared: {crm: x, calls: y }\nb: 1\n---\n");
	sets("---\nprepared:\n    crm: x # c\nb: 1\n---\n", "prepared.calls",
		"y",
		"---\nprepared:\n    crm: x # c\n    calls: y\nb: 1\n---\n");
	sets("---\nprepared:\nb: 1\n---\n", "prepared.calls", "y",
		"---\nprepared: {calls: y}\nb: 1\n---\n");
	sets("---\nb: 1\n---\n", "prepared.calls", "y",
		"---\nb: 1\nprepared: {calls: y}\n---\n");
}

static void writes_lists(void **state)
{
	const char *words[] = { "a", "b, c" };
	struct wl_list list = { words, 2 };
	struct wl_value value = { .list = &list };
	struct wl_buf file = WL_BUF_INIT;

	(void)state;
	wl_buf_adds(&file, "---\nx: [q]\n---\n");
	assert_int_equal(wl_front_set(&file, "x.md", "x", &value, NULL), 0);
	assert_string_equal(file.s, "---\nx: [a, 'b, c']\n---\n");
	wl_buf_release(&file);
}

static void refuses_and_changes_nothing(void **state)
{
	struct wl_buf file = WL_BUF_INIT;
	struct wl_value value = { .text = "y" };
	struct wl_err err;

	(void)state;
	wl_buf_adds(&file, "---\nx: [q\n---\n");
	assert_int_not_equal(wl_front_set(&file, "x.md", "x", &value, &err), 0);
	assert_string_equal(err.path, "x.md");
	assert_string_equal(file.s, "---\nx: [q\n---\n");
	wl_buf_clear(&file);
	wl_buf_adds(&file, "no front matter\n");
	assert_int_not_equal(wl_front_set(&file, "x.md", "x", &value, &err), 0);
	assert_int_equal(err.line, 1);
	assert_string_equal(file.s, "no front matter\n");
	wl_buf_release(&file);
}

/* Random front matter: comments, odd spacing, CRLF, unknown keys, all styles.
 */
static const char *const keys[] = { "status", "deal", "minutes", "x-own",
	"criteria", "prepared",
	"\xc3\xbc"
	"nique",
	"amount" };
static const char *const values[] = { "coded", "'it''s'", "\"q\\\"x\"", "",
	"[a, b]", "[ a , 'b, c' ]", "{k: v, l: }", "{}", "48000.00",
	"\n  - a\n  - b", "\n  crm: x\n  calls: y # c", "|\n  t\n  u",
	">-\n  folded\n  text\n", "|+\n  keep\n\n", "plain\n  continued",
	"\xe2\x82\xac 5", "2026-11-21T10:00:00+01:00" };
static const char *const between[] = { "", "# comment\n", "\n", "\n\n",
	"  # indented comment\n" };
static const char *const behind[] = { "", "  ", " # c", "\t# tab" };
static const char *const news[] = { "noted", "a: b", "# no", "it's", "[x",
	"\xc3\xa4\xc3\xb6", "2026-11-18 priya", "\n", "- x" };
static const char *const targets[] = { "status", "minutes", "fresh",
	"prepared.crm", "prepared.new", "criteria", "x-own.deep" };

static void random_front(struct random *random, struct wl_buf *out)
{
	bool crlf = random_below(random, 3) == 0;
	struct wl_buf text = WL_BUF_INIT;

	wl_buf_adds(&text, random_below(random, 4) ? "---\n" : "---  \n");
	for (size_t i = 0; i < WL_LEN(keys); i++) {
		const char *value = random_of(random, values, WL_LEN(values));
		bool multi = strchr(value, '\n') != NULL;

		if (random_below(random, 3) == 0)
			continue;
		wl_buf_adds(&text, random_of(random, between, WL_LEN(between)));
		wl_buf_addf(&text, "%s:%s%s%s\n", keys[i],
			*value == '\n' ? "" : "  ", value,
			multi ? "" : random_of(random, behind, WL_LEN(behind)));
	}
	wl_buf_adds(&text, "---\n# Body\n\n> q\n");
	if (random_below(random, 5) == 0)
		wl_buf_adds(out, "\xef\xbb\xbf");
	for (const char *p = text.s; *p; p++) {
		if (*p == '\n' && crlf)
			wl_buf_addc(out, '\r');
		wl_buf_addc(out, *p);
	}
	wl_buf_release(&text);
}

/*
 * What is gone from `before`, between the longest beginning and the longest
 * end that both share, must be part of one old value and nothing else.
 */
static bool only_a_value_is_gone(
	const struct wl_buf *before, const struct wl_buf *after)
{
	size_t head = 0, tail = 0;
	struct wl_buf gone = WL_BUF_INIT;
	bool found = false;

	while (head < before->n && head < after->n &&
		before->s[head] == after->s[head])
		head++;
	while (tail < before->n - head && tail < after->n - head &&
		before->s[before->n - 1 - tail] ==
			after->s[after->n - 1 - tail])
		tail++;
	for (size_t i = head; i < before->n - tail; i++)
		if (before->s[i] != '\r')
			wl_buf_addc(&gone, before->s[i]);
	/* Indented behind a block scalar it is no comment but text */
	if (wl_ends(gone.s, "\n  # indented comment"))
		wl_buf_cut(&gone, gone.n - strlen("\n  # indented comment"));
	for (size_t i = 0; i < WL_LEN(values); i++)
		found |= strstr(values[i], gone.s) != NULL;
	wl_buf_release(&gone);
	return found;
}

static void changes_nothing_else(void **state)
{
	struct random random = { 11 };
	size_t changed = 0;

	(void)state;
	for (int round = 0; round < 20000; round++) {
		struct wl_buf before = WL_BUF_INIT, after = WL_BUF_INIT;
		const char *key = random_of(&random, targets, WL_LEN(targets));
		struct wl_value value = { .text = random_of(&random, news,
						  WL_LEN(news)) };
		struct wl_front front;
		struct wl_arena arena;
		struct wl_source source;
		struct wl_err err;

		wl_arena_init(&arena);
		random_front(&random, &before);
		wl_buf_add(&after, before.s, before.n);
		if (wl_front_set(&after, "x.md", key, &value, &err)) {
			assert_string_equal(after.s, before.s);
		} else {
			changed++;
			source = (struct wl_source){ "x.md", after.s, after.n };
			assert_int_equal(
				wl_front_parse(&front, &arena, &source, &err),
				0);
			if (!only_a_value_is_gone(&before, &after))
				fail_msg("round %d: %s\n%s", round, before.s,
					after.s);
			/* and once more changes nothing */
			wl_buf_clear(&before);
			wl_buf_add(&before, after.s, after.n);
			assert_int_equal(
				wl_front_set(&after, "x.md", key, &value, &err),
				0);
			assert_string_equal(after.s, before.s);
		}
		wl_arena_release(&arena);
		wl_buf_release(&before);
		wl_buf_release(&after);
	}
	/* It does not get by with refusing */
	assert_true(changed > 12000);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(replaces_one_value),
		cmocka_unit_test(fills_an_empty_value),
		cmocka_unit_test(adds_a_key),
		cmocka_unit_test(reaches_into_maps),
		cmocka_unit_test(writes_lists),
		cmocka_unit_test(refuses_and_changes_nothing),
		cmocka_unit_test(changes_nothing_else),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
