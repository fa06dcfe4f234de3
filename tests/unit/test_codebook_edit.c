/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "parse_test.h"

#include "model/codebook_edit.h"
#include "model/starter.h"
#include "random.h"

#define HEAD "# Ours\nwinloss: 1\nthemes:\n"
#define FIT                                                                    \
	"  product-fit: # parent\n"                                            \
	"    kind: product\n"                                                  \
	"    owner: nobody   # not a key of ours\n"
#define TIME                                                                   \
	"  # weighed\n"                                                        \
	"  rollout-time:\n"                                                    \
	"    title: 'Time: to roll out'\n"                                     \
	"    kind: criterion\n"                                                \
	"    aliases: [implementation, onboarding]  # kept\n"                  \
	"    parent: \"product-fit\"\n"                                        \
	"    definition: >-\n"                                                 \
	"      Weeks, as rollout-time counts.\n"                               \
	"\n"
#define SPEED "  speed: {kind: criterion, parent: product-fit}\n"
#define TAIL "# The end\n"

typedef int (*edit)(
	struct wl_buf *file, const char *a, const char *b, struct wl_err *err);

static int rename_theme(
	struct wl_buf *file, const char *a, const char *b, struct wl_err *err)
{
	return wl_codebook_rename(file, "themes.yaml", a, b, err);
}

static int merge_themes(
	struct wl_buf *file, const char *a, const char *b, struct wl_err *err)
{
	return wl_codebook_merge(file, "themes.yaml", a, b, err);
}

static int set_since(
	struct wl_buf *file, const char *a, const char *b, struct wl_err *err)
{
	wl_day day;

	assert_true(wl_day_parse(&day, b));
	return wl_codebook_since(file, "themes.yaml", a, day, err);
}

/* The edit in files with LF and with CRLF. */
static void gives(edit change, const char *a, const char *b, const char *before,
	const char *after)
{
	for (int crlf = 0; crlf < 2; crlf++) {
		struct wl_buf file = WL_BUF_INIT, want = WL_BUF_INIT;
		struct wl_err err = { 0 };

		for (const char *p = before; *p; p++)
			wl_buf_addf(&file, "%s%c",
				crlf && *p == '\n' ? "\r" : "", *p);
		for (const char *p = after; *p; p++)
			wl_buf_addf(&want, "%s%c",
				crlf && *p == '\n' ? "\r" : "", *p);
		if (change(&file, a, b, &err))
			fail_msg("%s", err.text);
		assert_string_equal(file.s, want.s);
		wl_buf_release(&file);
		wl_buf_release(&want);
	}
}

static void refuses(edit change, const char *a, const char *b,
	const char *before, const char *text)
{
	struct wl_buf file = WL_BUF_INIT;
	struct wl_err err = { 0 };

	wl_buf_adds(&file, before);
	assert_int_not_equal(change(&file, a, b, &err), 0);
	assert_string_equal(err.text, text);
	assert_string_equal(file.s, before);
	wl_buf_release(&file);
}

static void test_rename(void **state)
{
	(void)state;
	gives(rename_theme, "rollout-time", "time-to-value", HEAD FIT TIME TAIL,
		HEAD FIT "  # weighed\n"
			 "  time-to-value:\n"
			 "    title: 'Time: to roll out'\n"
			 "    kind: criterion\n"
			 "    aliases: [implementation, onboarding, "
			 "rollout-time]  # kept\n"
			 "    parent: \"product-fit\"\n"
			 "    definition: >-\n"
			 "      Weeks, as rollout-time counts.\n"
			 "\n" TAIL);
	/* Its children follow, whatever the quotes */
	gives(rename_theme, "product-fit", "fit", HEAD FIT TIME SPEED,
		HEAD "  fit: # parent\n"
		     "    kind: product\n"
		     "    owner: nobody   # not a key of ours\n"
		     "    aliases: [product-fit]\n"
		     "  # weighed\n"
		     "  rollout-time:\n"
		     "    title: 'Time: to roll out'\n"
		     "    kind: criterion\n"
		     "    aliases: [implementation, onboarding]  # kept\n"
		     "    parent: \"fit\"\n"
		     "    definition: >-\n"
		     "      Weeks, as rollout-time counts.\n"
		     "\n"
		     "  speed: {kind: criterion, parent: fit}\n");
	gives(rename_theme, "speed", "pace", HEAD FIT SPEED,
		HEAD FIT "  pace: {kind: criterion, parent: product-fit, "
			 "aliases: [speed]}\n");
}

static void test_rename_to_its_own_alias(void **state)
{
	(void)state;
	gives(rename_theme, "a", "b",
		HEAD "  a:\n    kind: product\n    aliases: [x, 'b']\n",
		HEAD "  b:\n    kind: product\n    aliases: [x, 'a']\n");
	gives(rename_theme, "a", "b",
		HEAD "  a:\n    kind: product\n    aliases: b\n",
		HEAD "  b:\n    kind: product\n    aliases: a\n");
}

static void test_aliases_in_each_form(void **state)
{
	(void)state;
	gives(rename_theme, "a", "c",
		HEAD "  a:\n    aliases:\n      - x # one\n      - y\n"
		     "    kind: product\n",
		HEAD "  c:\n    aliases:\n      - x # one\n      - y\n"
		     "      - a\n    kind: product\n");
	gives(rename_theme, "a", "c",
		HEAD "  a:\n    aliases: x\n    kind: product\n",
		HEAD "  c:\n    aliases: [x, a]\n    kind: product\n");
	gives(rename_theme, "a", "c",
		HEAD "  a:\n    aliases:  # none\n    kind: product\n",
		HEAD "  c:\n    aliases: [a]  # none\n    kind: product\n");
	gives(rename_theme, "a", "c",
		HEAD "  a:\n    aliases: []\n    kind: product\n",
		HEAD "  c:\n    aliases: [a]\n    kind: product\n");
}

static void test_merge(void **state)
{
	(void)state;
	gives(merge_themes, "rollout-time", "speed", HEAD FIT TIME SPEED TAIL,
		HEAD FIT "  # weighed\n\n"
			 "  speed: {kind: criterion, parent: product-fit, "
			 "aliases: [implementation, onboarding, "
			 "rollout-time]}\n" TAIL);
	/* Into its own child, which loses the parent */
	gives(merge_themes, "product-fit", "speed", HEAD FIT SPEED,
		HEAD "  speed: {kind: criterion, aliases: [product-fit]}\n");
	/* A name that only tags have */
	gives(merge_themes, "sped", "speed", HEAD FIT SPEED,
		HEAD FIT "  speed: {kind: criterion, parent: product-fit, "
			 "aliases: [sped]}\n");
}

static void test_merge_keeps_two_levels(void **state)
{
	(void)state;
	refuses(merge_themes, "a", "c",
		HEAD "  a: {kind: product}\n  b: {kind: product, parent: a}\n"
		     "  c: {kind: product, parent: d}\n  d: {kind: product}\n",
		"'a' has the child 'b', and 'c' has the parent 'd': themes "
		"have two levels");
}

static void test_since(void **state)
{
	(void)state;
	gives(set_since, "a", "2026-11-21",
		HEAD "  a:\n    since: 2026-01-01 # was\n    kind: product\n",
		HEAD "  a:\n    since: 2026-11-21 # was\n    kind: product\n");
	gives(set_since, "rollout-time", "2026-11-21", HEAD FIT TIME TAIL,
		HEAD FIT TIME "    since: 2026-11-21\n" TAIL);
	gives(set_since, "speed", "2026-11-21", HEAD FIT SPEED,
		HEAD FIT "  speed: {kind: criterion, parent: product-fit, "
			 "since: 2026-11-21}\n");
}

static void test_not_there(void **state)
{
	(void)state;
	refuses(rename_theme, "zz", "b", HEAD FIT, "there is no theme 'zz'");
	refuses(merge_themes, "product-fit", "zz", HEAD FIT,
		"there is no theme 'zz'");
	refuses(set_since, "zz", "2026-11-21", HEAD FIT,
		"there is no theme 'zz'");
	/* What would not parse is not written */
	refuses(rename_theme, "speed", "product-fit", HEAD FIT SPEED,
		"cannot change this without changing other lines");
}

static int add_theme(struct wl_buf *file, const char *id, const char *title,
	struct wl_err *err)
{
	const char *questions[] = { "a.b", "c" };
	struct wl_theme theme = { .id = id,
		.title = title,
		.kind = WL_MESSAGE,
		.definition = "What counts: 'this', # not that",
		.consumer = "priya",
		.asked_by = { questions, 2 } };

	assert_true(wl_day_parse(&theme.since, "2026-11-21"));
	return wl_codebook_add(file, "themes.yaml", &theme, err);
}

#define ADDED                                                                  \
	"    title: A new one\n"                                               \
	"    kind: message\n"                                                  \
	"    definition: 'What counts: ''this'', # not that'\n"                \
	"    consumer: priya\n"                                                \
	"    asked-by: [a.b, c]\n"                                             \
	"    since: 2026-11-21\n"

static void test_add(void **state)
{
	(void)state;
	gives(add_theme, "new", "A new one", HEAD FIT TIME TAIL,
		HEAD FIT TIME "  new:\n" ADDED TAIL);
	gives(add_theme, "new", "A new one", "winloss: 1\nthemes:\n",
		"winloss: 1\nthemes:\n  new:\n" ADDED);
	gives(add_theme, "new", "A new one", "winloss: 1\nthemes: {}\n",
		"winloss: 1\nthemes:\n  new:\n" ADDED);
	gives(add_theme, "n", "N", "winloss: 1\nthemes: {a: {kind: message}}\n",
		"winloss: 1\nthemes: {a: {kind: message}, n: {title: N, kind: "
		"message, definition: 'What counts: ''this'', # not that', "
		"consumer: priya, asked-by: [a.b, c], since: 2026-11-21}}\n");
	refuses(add_theme, "product-fit", "Again", HEAD FIT,
		"cannot change this without changing other lines");
}

/* Random renames and merges of the starter: all that is not meant stays. */
static void test_property(void **state)
{
	const struct wl_starter_word words[] = {
		{ "@OWNER@", "priya", false },
		{ "@TODAY@", "2026-11-21", false },
		{ NULL, NULL, false },
	};

	(void)state;
	for (uint64_t seed = 1; seed <= 40; seed++) {
		struct random random = { seed };
		struct wl_buf file = WL_BUF_INIT, back = WL_BUF_INIT;
		struct wl_source source = { .path = "themes.yaml" };
		struct wl_codebook book;
		struct wl_arena arena;
		const char *id;

		wl_arena_init(&arena);
		wl_starter_write(&file, "themes.yaml", words);
		wl_buf_add(&back, file.s, file.n);
		source.bytes = back.s;
		source.n = back.n;
		assert_int_equal(
			wl_codebook_parse(&book, &arena, &source, NULL), 0);
		id = book.themes[random_below(&random, book.n)].id;
		assert_int_equal(rename_theme(&file, id, "zz-new", NULL), 0);
		assert_int_equal(rename_theme(&file, "zz-new", id, NULL), 0);
		/* There and back leaves the one alias behind */
		assert_int_equal(file.n, back.n + strlen(", zz-new"));
		wl_codebook_release(&book);
		wl_arena_release(&arena);
		wl_buf_release(&file);
		wl_buf_release(&back);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_rename),
		cmocka_unit_test(test_rename_to_its_own_alias),
		cmocka_unit_test(test_aliases_in_each_form),
		cmocka_unit_test(test_merge),
		cmocka_unit_test(test_merge_keeps_two_levels),
		cmocka_unit_test(test_since),
		cmocka_unit_test(test_not_there),
		cmocka_unit_test(test_add),
		cmocka_unit_test(test_property),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
