/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "parse_test.h"

#include "model/retheme.h"
#include "random.h"

typedef int (*change)(struct wl_buf *file, const char *path,
	struct wl_retheme *retheme, struct wl_err *err);

static struct wl_errs clashes; /* of the last change */
static size_t tags;

/* Change `from` (themes divided by spaces) to "new" in LF and CRLF files. */
static void gives(change how, const char *from, const char *passage,
	const char *before, const char *after)
{
	const char *names[8];
	struct wl_list ids = { names, 0 }, only = { &passage, 1 };
	char *words = wl_strdup(from), *word, *rest = words;

	while ((word = strsep(&rest, " ")))
		names[ids.n++] = word;
	for (int crlf = 0; crlf < 2; crlf++) {
		struct wl_buf file = WL_BUF_INIT, want = WL_BUF_INIT;
		struct wl_retheme retheme = { .from = &ids,
			.to = "new",
			.passages = passage ? &only : NULL };
		struct wl_err err = { 0 };

		for (const char *p = before; *p; p++)
			wl_buf_addf(&file, "%s%c",
				crlf && *p == '\n' ? "\r" : "", *p);
		for (const char *p = after; *p; p++)
			wl_buf_addf(&want, "%s%c",
				crlf && *p == '\n' ? "\r" : "", *p);
		if (how(&file, "a/file", &retheme, &err))
			fail_msg("%s:%d: %s", err.path, err.line, err.text);
		assert_string_equal(file.s, want.s);
		wl_errs_release(&clashes);
		clashes = retheme.clashes;
		tags = retheme.tags;
		wl_buf_release(&file);
		wl_buf_release(&want);
	}
	free(words);
}

#define BODY(from, before, after)                                              \
	gives(wl_retheme_markdown, from, NULL, before, after)

static void test_tokens(void **state)
{
	(void)state;
	BODY("old", "> Said.\n> #old #deadline ~04:10 ^b3f9k\n",
		"> Said.\n> #new #deadline ~04:10 ^b3f9k\n");
	BODY("old", "A note. #a #old- ^x\n", "A note. #a #new- ^x\n");
	BODY("old", "- An item #old+\n- Another\n",
		"- An item #new+\n- Another\n");
	BODY("old", "> Said.\n>\t#old\t #old+  ^id",
		"> Said.\n>\t#new\t #new+  ^id");
	assert_int_equal(tags, 2);
	BODY("old", "A note.\n#old\n#b\n", "A note.\n#new\n#b\n");
}

static void test_what_is_no_token(void **state)
{
	static const char *const texts[] = {
		"The #old way is #old, they said.\n",
		"> #old is what we call it\n> #deadline ^id\n",
		"Escaped \\#old\n",
		"    #old in code\n",
		"```\nwords #old\n```\n",
		"Said `#old`\n",
		"## Heading #old\n",
		"See [this](x#old) and <a href=\"#old\">\n",
		"Near misses #old. #older #old-er #xold\n",
		"<!-- #old -->\n",
		"> Said.\n\n#old\n\n    #old\n",
	};

	(void)state;
	for (size_t i = 0; i + 1 < WL_LEN(texts); i++) {
		BODY("old", texts[i], texts[i]);
		assert_int_equal(tags, 0);
	}
	/* A paragraph of nothing but tokens is one all the same */
	BODY("old", texts[WL_LEN(texts) - 1], "> Said.\n\n#new\n\n    #old\n");
}

static void test_both_in_one_passage(void **state)
{
	(void)state;
	BODY("old", "> S.\n> #old #new ^a\n", "> S.\n> #new ^a\n");
	assert_int_equal(clashes.n, 0);
	BODY("old", "> S.\n> #new #old ^a\n", "> S.\n> #new ^a\n");
	BODY("old", "> S.\n> #old- #b #new- ^a\n", "> S.\n> #b #new- ^a\n");
	assert_int_equal(clashes.n, 0);
	BODY("old", "> S.\n> #b #old- #new+\n", "> S.\n> #b #new+\n");
	assert_int_equal(clashes.n, 1);
	assert_int_equal(clashes.v[0].line, 2);
	assert_string_equal(clashes.v[0].path, "a/file");
	assert_string_equal(clashes.v[0].text,
		"'old-' and 'new+' become one tag: 'new+' stays");
	BODY("old", "> S.\n> #old+ #new\n", "> S.\n> #new\n");
	assert_string_equal(clashes.v[0].text,
		"'old+' and 'new' become one tag: 'new' stays");
	/* Two that go: the first one's sign */
	BODY("old other", "N. #old+ #other- ^a\n", "N. #new+ ^a\n");
	assert_int_equal(clashes.n, 1);
	BODY("old other", "N. #other #old ^a\n", "N. #new ^a\n");
	assert_int_equal(clashes.n, 0);
	/* One theme with both signs keeps them */
	BODY("old", "N. #old+ #old- ^a\n", "N. #new+ #new- ^a\n");
	assert_int_equal(clashes.n, 0);
	BODY("old", "N. #old- #new+ #new-\n", "N. #new+ #new-\n");
	assert_int_equal(clashes.n, 0);
	/* A token on a line of its own leaves no empty line */
	BODY("old", "Words\n#new\n#old\n", "Words\n#new\n");
	BODY("old", "Words\n#old\n#new\n^id\n", "Words\n#new\n^id\n");
}

static void test_chosen_passages(void **state)
{
	(void)state;
	gives(wl_retheme_markdown, "old", "b",
		"---\ntrigger: old\n---\n> A.\n> #old ^a\n\n> B.\n> #old ^b\n"
		"\nNone. #old\n",
		"---\ntrigger: old\n---\n> A.\n> #old ^a\n\n> B.\n> #new ^b\n"
		"\nNone. #old\n");
	assert_int_equal(tags, 1);
}

#define FRONT(from, before, after)                                             \
	BODY(from, "---\n" before "\n---\n\nold #b\n",                         \
		"---\n" after "\n---\n\nold #b\n")

static void test_front_matter(void **state)
{
	(void)state;
	FRONT("old", "trigger: old   # why\nreason: old\nx: [old]",
		"trigger: new   # why\nreason: old\nx: [old]");
	FRONT("old", "buyer-reason: 'old'", "buyer-reason: 'new'");
	FRONT("old", "criteria: [a,  \"old\",b]", "criteria: [a,  \"new\",b]");
	FRONT("old", "criteria: old", "criteria: new");
	FRONT("old", "criteria:\n- a # one\n-   old\n- b",
		"criteria:\n- a # one\n-   new\n- b");
	FRONT("old", "trigger:\ncriteria: []\nbuyer-reason: {a: old}",
		"trigger:\ncriteria: []\nbuyer-reason: {a: old}");
	/* The first place is the one that counts */
	FRONT("old", "criteria: [old, a, new]", "criteria: [new, a]");
	FRONT("old", "criteria: [old, a, old]", "criteria: [new, a, new]");
	FRONT("old", "criteria: [new, old]", "criteria: [new]");
	FRONT("old", "criteria: [new, a, old, b]", "criteria: [new, a, b]");
	FRONT("old other", "criteria: [a, other, b, old]",
		"criteria: [a, new, b]");
	FRONT("old", "criteria:\n  - old\n  - a\n  - new\ntrigger: old",
		"criteria:\n  - new\n  - a\ntrigger: new");
}

static void test_objections(void **state)
{
	(void)state;
	FRONT("old", "objections: [a,  \"old\",b]   # logged",
		"objections: [a,  \"new\",b]   # logged");
	FRONT("old", "objections: 'old'", "objections: 'new'");
	FRONT("old", "objections:\n- a # one\n-   old\n- b",
		"objections:\n- a # one\n-   new\n- b");
	FRONT("old", "objections: [The old way, older, {a: old}]",
		"objections: [The old way, older, {a: old}]");
	assert_int_equal(tags, 0);
	/* No id twice where two become one */
	FRONT("old other", "objections: [other, a, new, old]",
		"objections: [new, a]");
	FRONT("old", "criteria: [old]\nobjections:\n  - a\n  - new\n  - old",
		"criteria: [new]\nobjections:\n  - a\n  - new");
	assert_int_equal(tags, 2);
	gives(wl_retheme_markdown, "old", "b",
		"---\nobjections: [old]\n---\n> B.\n> #old ^b\n",
		"---\nobjections: [old]\n---\n> B.\n> #new ^b\n");
}

static void test_card(void **state)
{
	const char *text = "---\nid: x\nthemes: [%s, a]\n---\n- Claim. #old\n";
	char before[128], after[128];

	(void)state;
	snprintf(before, sizeof(before), text, "old");
	snprintf(after, sizeof(after), text, "new");
	gives(wl_retheme_front, "old", NULL, before, after);
}

#define CODING "winloss: 1\ninterview: i\ncoder: m\npassages:\n"

static void test_coding(void **state)
{
	const char *before = CODING "  # > old words\n  a: [old-, b]\n"
				    "  b: old+ # sure\n  c:\n  d: []\n"
				    "  e:\n    - 'old'\n    - x\n";

	(void)state;
	gives(wl_retheme_coding, "old", NULL, before,
		CODING "  # > old words\n  a: [new-, b]\n  b: new+ # sure\n"
		       "  c:\n  d: []\n  e:\n    - 'new'\n    - x\n");
	assert_int_equal(tags, 3);
	gives(wl_retheme_coding, "old", "e", before,
		CODING "  # > old words\n  a: [old-, b]\n  b: old+ # sure\n"
		       "  c:\n  d: []\n  e:\n    - 'new'\n    - x\n");
	gives(wl_retheme_coding, "old other", NULL,
		CODING "  a: [old-, new+]\n  b: [x, other, old, new]\n",
		CODING "  a: [new+]\n  b: [x, new]\n");
	assert_int_equal(clashes.n, 1);
	assert_int_equal(clashes.v[0].line, 5);
}

static void test_refuses(void **state)
{
	const char *old = "old";
	struct wl_list from = { &old, 1 };
	struct wl_retheme retheme = { .from = &from, .to = "new" };
	struct wl_buf file = WL_BUF_INIT;
	struct wl_err err = { 0 };

	(void)state;
	wl_buf_adds(&file, "---\ntrigger: [old\n---\n");
	assert_int_equal(wl_retheme_markdown(&file, "x.md", &retheme, &err),
		WL_EUNREADABLE);
	assert_string_equal(err.path, "x.md");
	assert_string_equal(file.s, "---\ntrigger: [old\n---\n");
	/* 256 KiB, over which the longer name would push it */
	wl_buf_clear(&file);
	retheme.to = "a-much-longer-name-than-before";
	while (file.n < 256 * 1024 - 16)
		wl_buf_adds(&file, "words\n\n");
	wl_buf_adds(&file, "#old\n");
	assert_int_equal(
		wl_retheme_markdown(&file, "x.md", &retheme, &err), WL_EFAIL);
	assert_true(wl_ends(file.s, "#old\n"));
	wl_buf_release(&file);
}

/* There and back is the same file, whatever it holds. */
static void test_property(void **state)
{
	static const char *const pieces[] = { "#old ", "#old-\n", "words ",
		"> ", "- ", "\n", "\n\n", "#deadline+ ", "^id ", "`#old` ",
		"```\n", "    ", "# ", "\\#old ", "<!-- ", "--> ", "~04:10 ",
		"*#old* ", "\t", "\xc3\xa4 ", "!public ", "1. " };
	const char *old = "old", *new = "new";
	struct wl_list from = { &old, 1 }, to = { &new, 1 };

	(void)state;
	for (uint64_t seed = 1; seed <= 3000; seed++) {
		struct random random = { seed };
		struct wl_buf file = WL_BUF_INIT, start = WL_BUF_INIT;
		struct wl_retheme there = { .from = &from, .to = "new" };
		struct wl_retheme back = { .from = &to, .to = "old" };
		struct wl_err err = { 0 };

		for (size_t n = random_below(&random, 30); n-- > 0;)
			wl_buf_adds(&file,
				random_of(&random, pieces, WL_LEN(pieces)));
		wl_buf_add(&start, file.s, file.n);
		if (wl_retheme_markdown(&file, "x.md", &there, &err) ||
			wl_retheme_markdown(&file, "x.md", &back, &err))
			fail_msg("seed %u: %s\n%s", (unsigned)seed, err.text,
				start.s);
		assert_string_equal(file.s, start.s);
		assert_int_equal(there.tags, back.tags);
		wl_buf_release(&file);
		wl_buf_release(&start);
		wl_errs_release(&there.clashes);
		wl_errs_release(&back.clashes);
	}
}

static int teardown(void **state)
{
	(void)state;
	wl_errs_release(&clashes);
	return 0;
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_tokens),
		cmocka_unit_test(test_what_is_no_token),
		cmocka_unit_test(test_both_in_one_passage),
		cmocka_unit_test(test_chosen_passages),
		cmocka_unit_test(test_front_matter),
		cmocka_unit_test(test_objections),
		cmocka_unit_test(test_card),
		cmocka_unit_test(test_coding),
		cmocka_unit_test(test_refuses),
		cmocka_unit_test(test_property),
	};

	return cmocka_run_group_tests(tests, NULL, teardown);
}
