/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "parse_test.h"

#include "model/codebook.h"
#include "model/starter.h"

static const char example[] =
	"winloss: 1\n"
	"themes:\n"
	"  rollout-time:\n"
	"    title: Time to roll out\n"
	"    kind: criterion\n"
	"    definition: Weeks from signature to use.\n"
	"    aliases: [implementation, onboarding]\n"
	"    parent: product-fit\n"
	"    consumer: priya\n"
	"    asked-by: [evaluation.criteria, evaluation.wished]\n"
	"    since: 2026-09-01\n"
	"    colour: blue\n"
	"\n"
	"  product-fit: {kind: product}\n";

GIVEN(codebook, "themes.yaml")

static void done(struct wl_codebook *book, struct wl_arena *arena)
{
	wl_codebook_release(book);
	wl_arena_release(arena);
}

static void test_reads_all(void **state)
{
	struct wl_codebook book;
	struct wl_arena arena;
	const struct wl_theme *theme;

	(void)state;
	given(&book, &arena, example);
	assert_int_equal(book.n, 2);
	theme = &book.themes[0];
	assert_string_equal(theme->id, "rollout-time");
	assert_string_equal(theme->title, "Time to roll out");
	assert_int_equal(theme->kind, WL_CRITERION);
	assert_string_equal(theme->definition, "Weeks from signature to use.");
	assert_int_equal(theme->aliases.n, 2);
	assert_string_equal(theme->parent, "product-fit");
	assert_string_equal(theme->consumer, "priya");
	assert_string_equal(theme->asked_by.v[1], "evaluation.wished");
	assert_int_equal(theme->since, 20697);
	assert_int_equal(theme->line, 3);
	theme = &book.themes[1];
	assert_string_equal(theme->title, "product-fit");
	assert_int_equal(theme->kind, WL_PRODUCT);
	assert_null(theme->definition);
	assert_null(theme->parent);
	assert_int_equal(theme->since, WL_NO_DAY);
	assert_int_equal(theme->line, 14);
	done(&book, &arena);
}

static void test_finds(void **state)
{
	struct wl_codebook book;
	struct wl_arena arena;

	(void)state;
	given(&book, &arena, example);
	assert_ptr_equal(
		wl_codebook_find(&book, "product-fit"), &book.themes[1]);
	assert_null(wl_codebook_find(&book, "onboarding"));
	assert_string_equal(
		wl_codebook_suggest(&book, "Onboarding"), "rollout-time");
	assert_string_equal(
		wl_codebook_suggest(&book, "onbording"), "rollout-time");
	assert_string_equal(
		wl_codebook_suggest(&book, "prodct-fit"), "product-fit");
	assert_null(wl_codebook_suggest(&book, "weather"));
	done(&book, &arena);
}

static void test_empty(void **state)
{
	struct wl_codebook book;
	struct wl_arena arena;

	(void)state;
	given(&book, &arena, "winloss: 1\nthemes:\n");
	assert_int_equal(book.n, 0);
	assert_null(wl_codebook_find(&book, "a"));
	assert_null(wl_codebook_suggest(&book, "a"));
	done(&book, &arena);
}

static void test_starter(void **state)
{
	const struct wl_starter_word words[] = {
		{ "@OWNER@", "priya", false },
		{ "@TODAY@", "2026-11-21", false },
		{ NULL, NULL, false },
	};
	struct wl_codebook book;
	struct wl_buf text;
	struct wl_arena arena;

	(void)state;
	wl_buf_init(&text);
	wl_starter_write(&text, "themes.yaml", words);
	given(&book, &arena, text.s);
	assert_int_equal(book.n, 15);
	assert_string_equal(
		wl_codebook_find(&book, "integrations")->parent, "product-gap");
	wl_buf_release(&text);
	done(&book, &arena);
}

PARSE(codebook)

#define HEAD "winloss: 1\nthemes:\n"
#define ID_RULE                                                                \
	" is not an id: small letters and digits (at least one letter), "      \
	"with single dashes between them, at most 64"

static const struct wrong wrongs[] = {
	{ "themes: {}\n", 1, 1, "'winloss: 1' is missing",
		"add the line 'winloss: 1'" },
	{ HEAD "  - a\n", 3, 3,
		"themes is a list, not a map of keys and values", "" },
	{ HEAD "  Price: {kind: criterion}\n", 3, 3, "theme 'Price'" ID_RULE,
		"" },
	{ HEAD "  \"2026\": {kind: criterion}\n", 3, 3, "theme '2026'" ID_RULE,
		"" },
	{ HEAD "  a:\n", 3, 3, "theme 'a' is empty", "" },
	{ HEAD "  a: {title: A}\n", 3, 6, "'kind' is missing", "" },
	{ HEAD "  a: {kind: criteria}\n", 3, 13,
		"kind 'criteria' is not one of trigger, criterion, objection, "
		"competitor, product, message, process",
		"did you mean 'criterion'?" },
	{ HEAD "  a: {kind: message, since: 1.9.2026}\n", 3, 29,
		"since '1.9.2026' is not a date such as 2026-11-21", "" },
	{ HEAD "  a: {kind: message, asked-by: [a.b, A?]}\n", 3, 38,
		"asked-by 'A?' is not the id of a question", "" },
	{ HEAD "  a: {kind: message, aliases: [x, b]}\n  b: {kind: message}\n",
		3, 35, "alias 'b' is the id of a theme", "" },
	{ HEAD "  a: {kind: message, aliases: x}\n"
	       "  b: {kind: message, aliases: [y, x]}\n",
		4, 35, "alias 'x' already stands for the theme 'a'", "" },
	{ HEAD "  a: {kind: message, parent: prise}\n"
	       "  price: {kind: criterion}\n",
		3, 30, "parent 'prise' is not a theme",
		"did you mean 'price'?" },
	{ HEAD "  a: {kind: message, parent: elsewhere}\n", 3, 30,
		"parent 'elsewhere' is not a theme", "" },
	{ HEAD "  a: {kind: message, parent: a}\n", 3, 30,
		"theme 'a' is its own parent", "" },
	{ HEAD "  a: {kind: message, parent: b}\n"
	       "  b: {kind: message, parent: a}\n",
		3, 30,
		"parent 'b' has a parent itself, 'a'; themes have two levels",
		"" },
	{ HEAD "  a: {kind: message}\n"
	       "  b: {kind: message, parent: a}\n"
	       "  c: {kind: message, parent: b}\n",
		5, 30,
		"parent 'b' has a parent itself, 'a'; themes have two levels",
		"" },
};

static void test_errors(void **state)
{
	(void)state;
	expect_wrongs(wrongs, WL_LEN(wrongs), parse);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_reads_all),
		cmocka_unit_test(test_finds),
		cmocka_unit_test(test_empty),
		cmocka_unit_test(test_starter),
		cmocka_unit_test(test_errors),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
