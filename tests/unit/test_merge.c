/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Merging three versions: tables of what must come of them, and laws that hold
 * for any edits. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "base/strv.h"
#include "model/codebook.h"
#include "model/interview.h"
#include "model/merge.h"
#include "random.h"

struct result {
	struct wl_merged merged;
	struct wl_arena arena;
};

static void merge_to(struct result *out, const char *path, const char *base,
	const char *ours, const char *theirs)
{
	const struct wl_span versions[] = { { base, strlen(base) },
		{ ours, strlen(ours) }, { theirs, strlen(theirs) } };
	struct wl_err err = { 0 };

	wl_arena_init(&out->arena);
	if (wl_merge_file(&out->merged, &out->arena, path, versions, 7, &err))
		fail_msg("%s", err.text);
}

static void release(struct result *result)
{
	wl_buf_release(&result->merged.bytes);
	wl_arena_release(&result->arena);
}

/* One merge: `what` is the one conflict's text, NULL if there is none. */
struct vector {
	const char *base, *ours, *theirs, *merged, *what;
};

static void expect(const char *path, const struct vector *vector)
{
	struct result result;

	merge_to(&result, path, vector->base, vector->ours, vector->theirs);
	assert_string_equal(result.merged.bytes.s, vector->merged);
	assert_int_equal(result.merged.n, vector->what != NULL);
	if (vector->what)
		assert_string_equal(
			result.merged.conflicts[0].what, vector->what);
	release(&result);
}

static void expect_all(const char *path, const struct vector *vectors, size_t n)
{
	for (size_t i = 0; i < n; i++)
		expect(path, &vectors[i]);
}

#define BOTH(a, b) "<<<<<<< ours\n" a "=======\n" b ">>>>>>> theirs\n"

static void merges_lines(void **state)
{
	static const struct vector vectors[] = {
		{ "", "", "", "", NULL },
		{ "a\n", "a\n", "b\n", "b\n", NULL },
		{ "a\n", "b\n", "a\n", "b\n", NULL },
		{ "a\n", "b\n", "b\n", "b\n", NULL },
		{ "a\nb\nc\n", "A\nb\nc\n", "a\nb\nC\n", "A\nb\nC\n", NULL },
		{ "a\nb\nc\n", "b\nc\n", "a\nb\n", "b\n", NULL },
		{ "a\nb\nc\n", "a\nx\nb\nc\n", "a\nb\ny\nc\n",
			"a\nx\nb\ny\nc\n", NULL },
		{ "a\nb\nc\n", "a\nB\nc\n", "a\nb\nC\n",
			"a\n" BOTH("B\nc\n", "b\nC\n"),
			"both sides changed these lines" },
		/* What is the same at the ends stands outside the marks */
		{ "a\nb\nc\n", "a\nx\n1\ny\nc\n", "a\nx\n2\ny\nc\n",
			"a\nx\n" BOTH("1\n", "2\n") "y\nc\n",
			"both sides changed these lines" },
		{ "", "a", "b", BOTH("a\n", "b\n"),
			"both sides changed these lines" },
		/* Lines that stand often are matched by the longest
		 * common sequence */
		{ "x\ny\nx\ny\nx\n", "x\ny\nx\nx\n", "y\nx\ny\nx\n",
			"y\nx\nx\n", NULL },
	};

	(void)state;
	expect_all("notes.txt", vectors, WL_LEN(vectors));
}

static void merges_entries(void **state)
{
	static const struct vector vectors[] = {
		{ "a: 1\nb: 2\n", "a: 3\nb: 2\n", "a: 1\nb: 4\n",
			"a: 3\nb: 4\n", NULL },
		{ "a: 1\n", "a: 2\n", "a: 3\n", BOTH("a: 2\n", "a: 3\n"),
			"both sides changed 'a'" },
		{ "a: 1\n", "a: 1\nb: 2\n", "a: 1\nc: 3\n",
			"a: 1\nb: 2\nc: 3\n", NULL },
		{ "a: 1\n", "a: 1\nb: 2\n", "a: 1\nb: 2\nc: 3\n",
			"a: 1\nb: 2\nc: 3\n", NULL },
		{ "a: 1\n", "a: 1\nb: 2\n", "a: 1\nb: 3\n",
			"a: 1\n" BOTH("b: 2\n", "b: 3\n"),
			"both sides added 'b'" },
		{ "a: 1\nb: 2\n", "a: 1\n", "a: 3\nb: 2\n", "a: 3\n", NULL },
		{ "a: 1\nb: 2\n", "a: 1\n", "a: 1\nb: 3\n",
			"a: 1\n" BOTH("", "b: 3\n"),
			"ours removed 'b', theirs changed it" },
		{ "a: 1\nb: 2\n", "a: 1\nb: 3\n", "a: 1\n",
			"a: 1\n" BOTH("b: 3\n", ""),
			"ours changed 'b', theirs removed it" },
		/* Moved here, changed there */
		{ "a: 1\nb: 2\nc: 3\n", "c: 3\na: 1\nb: 2\n",
			"a: 1\nb: 2\nc: 4\n", "c: 4\na: 1\nb: 2\n", NULL },
		{ "a: 1\nb: 2\nc: 3\n", "a: 1\nb: 2\nc: 4\n",
			"c: 3\na: 1\nb: 2\n", "c: 4\na: 1\nb: 2\n", NULL },
		/* Comments go with what they stand before or behind */
		{ "# top\na: 1 # one\n# two\nb: 2\n",
			"# top\na: 1 # one\n# TWO\nb: 2\n",
			"# top\na: 1 # ONE\n# two\nb: 3\n",
			"# top\na: 1 # ONE\n# TWO\nb: 3\n", NULL },
		{ "a: 1\n# two\nb: 2\n", "b: 2\n", "a: 1\n# two\nb: 3\n",
			"b: 3\n", NULL },
		{ "a: 1\n# two\nb: 2\n", "a: 1\n# TWO\nb: 2\n",
			"a: 1\n# zwei\nb: 2\n",
			"a: 1\n" BOTH("# TWO\nb: 2\n", "# zwei\nb: 2\n"),
			"both sides changed 'b'" },
		/* Inside */
		{ "m:\n  a: 1\n  b: 2\n", "m:\n  a: 3\n  b: 2\n",
			"m:\n  a: 1\n  b: 4\n  c: 5\n",
			"m:\n  a: 3\n  b: 4\n  c: 5\n", NULL },
		{ "m:\n  a: 1\n  b: 2\n", "m:\n  a: 3\n  b: 2\n",
			"m:\n  a: 4\n  b: 5\n",
			"m:\n" BOTH("  a: 3\n", "  a: 4\n") "  b: 5\n",
			"both sides changed 'm.a'" },
		{ "m: {a: 1, b: 2}\n", "m: {a: 3, b: 2}\n",
			"m: {a: 1, b: 4, c: }\n", "m: {a: 3, b: 4, c: }\n",
			NULL },
		{ "m: {a: 1}\n", "m: {a: 2}\n", "m: {a: 3}\n",
			BOTH("m: {a: 2}\n", "m: {a: 3}\n"),
			"both sides changed 'm.a' in 'm'" },
		{ "l: [a, b, c]\n", "l: [a, b, x, c]\n", "l: [b, c, y]\n",
			"l: [b, x, c, y]\n", NULL },
		{ "l: [a, b, c]\n", "l: [b, c]\n", "l: [a, c]\n", "l: [c]\n",
			NULL },
		{ "l: [a]\n", "l: []\n", "l: [a, b]\n", "l: [b]\n", NULL },
		{ "l: []\n", "l: [a]\n", "l: [b]\n", "l: [a, b]\n", NULL },
		{ "l:\n", "l: [a]\n", "l: [b, a]\n", "l: [b, a]\n", NULL },
		{ "x: 1\n", "x: 1\nl: [a]\n", "x: 1\nl: [b]\n",
			"x: 1\nl: [a, b]\n", NULL },
		{ "l:\n  - a\n  - b\n", "l:\n  - a\n  - x\n  - b\n",
			"l:\n  - b\n  - y\n", "l:\n  - x\n  - b\n  - y\n",
			NULL },
		{ "l:\n- id: p\n  t: 1\n- id: q\n  t: 2\n",
			"l:\n- id: p\n  t: 3\n- id: q\n  t: 2\n",
			"l:\n- id: o\n  t: 0\n- id: p\n  t: 1\n  u: 9\n",
			"l:\n- id: o\n  t: 0\n- id: p\n  t: 3\n  u: 9\n",
			NULL },
		{ "l:\n- w: One\n  o: x\n  d: 1\n",
			"l:\n- w: New\n  o: q\n  d: 1\n- w: One\n  o: z\n"
			"  d: 1\n",
			"l:\n- w: One\n  o: x\n  d: 2\n",
			"l:\n- w: New\n  o: q\n  d: 1\n- w: One\n  o: z\n"
			"  d: 2\n",
			NULL },
		{ "l:\n- w: One\n  o: x\n", "l:\n- w: One\n  o: y\n",
			"l:\n- w: One\n  o: z\n",
			"l:\n- w: One\n" BOTH("  o: y\n", "  o: z\n"),
			"both sides changed 'l.o'" },
		{ "t: >-\n  one\n  two\nb: 1\n",
			"t: >-\n  one\n  three\nb: 1\n",
			"t: >-\n  one\n  two\n\nb: 2\n",
			"t: >-\n  one\n  three\n\nb: 2\n", NULL },
		{ "a: 1\r\nb: 2\r\n", "a: 3\r\nb: 2\r\n", "a: 1\r\nb: 4\r\n",
			"a: 3\r\nb: 4\r\n", NULL },
		{ "a: 1\nb: 2\n", "a: 3\nb: 2\n", "a: 1\r\nb: 4\r\n",
			"a: 3\r\nb: 4\r\n", NULL },
		{ "\xef\xbb\xbf"
		  "a: \xc3\xbc\nb: 2\n",
			"\xef\xbb\xbf"
			"a: \xc3\xa4\nb: 2\n",
			"\xef\xbb\xbf"
			"a: \xc3\xbc\nb: \xc3\xb6\n",
			"\xef\xbb\xbf"
			"a: \xc3\xa4\nb: \xc3\xb6\n",
			NULL },
		{ "", "a: 1\n", "b: 2\n", "a: 1\nb: 2\n", NULL },
		{ "a: 1", "a: 1\nb: 2", "a: 1\nc: 3", "a: 1\nb: 2\nc: 3",
			NULL },
	};

	(void)state;
	for (size_t i = 0; i < WL_LEN(vectors); i++)
		expect("guides/a.yaml", &vectors[i]);
}

#define PAGE(stage, body) "---\nid: a\nstage: " stage "\n---\n\n# A\n" body

static void merges_pages(void **state)
{
	static const struct vector vectors[] = {
		{ PAGE("x", "\n> W\n> #a ^p\n"), PAGE("y", "\n> W\n> #a ^p\n"),
			PAGE("x", "\n> W\n> #a #b ^p\n"),
			PAGE("y", "\n> W\n> #a #b ^p\n"), NULL },
		{ PAGE("x", "\n> W\n> #a #b ^p\n"),
			PAGE("x", "\n> W\n> #a #c ^p\n"),
			PAGE("x", "\n> W\n> #d #a #b- !public ~04:10 ^p\n"),
			PAGE("x", "\n" BOTH("> W\n> #a #c ^p\n",
					  "> W\n> #d #a #b- !public ~04:10 "
					  "^p\n")),
			"both sides changed '#b' in '^p'" },
		{ PAGE("x", "\n> W\n> #a #b ^p\n"),
			PAGE("x", "\n> W\n> #a ^p\n"),
			PAGE("x", "\n> W\n> #a #b #c !public ^p\n"),
			PAGE("x", "\n> W\n> #a #c !public ^p\n"), NULL },
		/* Tagged by both for the first time, words and tags */
		{ PAGE("x", "\nA note.\n"), PAGE("x", "\nA note. #a ^p\n"),
			PAGE("x", "\nA note. #b ^p\n"),
			PAGE("x", "\nA note. #a #b ^p\n"), NULL },
		{ PAGE("x", "\n> One two\n"),
			PAGE("x", "\n> One two\n> #a ^p\n"),
			PAGE("x", "\n> One two three\n"),
			PAGE("x", "\n> One two three\n> #a ^p\n"), NULL },
		/* The one that is changed is not the one before it */
		{ PAGE("x", "\nOne two three.\n"),
			PAGE("x", "\nNew words here.\n\nOne two four.\n"),
			PAGE("x", "\nOne two three. #a ^p\n"),
			PAGE("x", "\nNew words here.\n\nOne two four. #a ^p\n"),
			NULL },
		{ PAGE("x", "\n> W\n> #a ^p\n"), PAGE("x", "\n> W\n"),
			PAGE("x", "\n> V\n> #a ^p\n"), PAGE("x", "\n> V\n"),
			NULL },
		{ PAGE("x", "\n> W\n> #a ^p\n"), PAGE("x", "\n> V\n> #a ^p\n"),
			PAGE("x", "\n> U\n> #a ^p\n"),
			PAGE("x",
				"\n" BOTH("> V\n> #a ^p\n", "> U\n> #a ^p\n")),
			"both sides changed the words in '^p'" },
		/* A file that both added */
		{ "", PAGE("x", "\n> W\n> #a ^p\n"),
			PAGE("x", "\n> W\n> #b ^p\n\n> V\n> ^q\n\n"),
			PAGE("x", "\n> W\n> #a #b ^p\n\n> V\n> ^q\n"), NULL },
		{ "", PAGE("x", "\n> W\n> #a ^p\n"),
			PAGE("y", "\n> W\n> #a ^p\n"),
			"---\nid: a\n" BOTH("stage: x\n",
				"stage: y\n") "---\n\n# A\n\n> W\n> #a ^p\n",
			"both sides added 'stage'" },
		/* Withheld here, tagged there */
		{ PAGE("x", "\n> W\n> #a ^p\n"),
			PAGE("x", "\n> (confidential)\n"
				  "> #a !confidential ^p\n"),
			PAGE("x", "\n> W\n> #a #b ^p\n"),
			PAGE("x", "\n> (confidential)\n"
				  "> #a !confidential #b ^p\n"),
			NULL },
		/* Evidence of one claim */
		{ PAGE("x", "\n- C. [@a^1; @a^2] ^c\n"),
			PAGE("x", "\n- C. [@a^1; @a^2;\n  @b^3] ^c\n"),
			PAGE("x", "\n- C. [@a^2; @c^4] ^c\n"),
			PAGE("x", "\n- C. [@a^2;\n  @b^3; @c^4] ^c\n"), NULL },
		{ PAGE("x", "\n- C. [@a^1] ^c\n"),
			PAGE("x", "\n- D. [@a^1] ^c\n"),
			PAGE("x", "\n- C. [@a^1; @c^4] ^c\n"),
			PAGE("x", "\n- D. [@a^1; @c^4] ^c\n"), NULL },
		{ PAGE("x", "\n- C. [@a^1] ^c\n"),
			PAGE("x", "\n- D. [@a^1] ^c\n"),
			PAGE("x", "\n- E. [@a^1; @c^4] ^c\n"),
			PAGE("x", "\n" BOTH("- D. [@a^1] ^c\n",
					  "- E. [@a^1; @c^4] ^c\n")),
			"both sides changed the words in '^c'" },
		/* Sections */
		{ PAGE("x", ""), PAGE("x", "\n## B\n\n- b ^b\n"),
			PAGE("x", "\n## C\n\n- c ^c\n"),
			PAGE("x", "\n## B\n\n- b ^b\n\n## C\n\n- c ^c\n"),
			NULL },
		{ PAGE("x", ""), PAGE("x", "\n## B\n\n- b ^b\n\n## D\n"),
			PAGE("x", "\n## B\n\n- c ^c\n"),
			PAGE("x", "\n## B\n\n- b ^b\n- c ^c\n\n## D\n"), NULL },
		{ PAGE("x", "\n## B\n\n- b ^b\n"),
			PAGE("x", "\n## B\n\n- b ^b\n- c ^c\n"),
			PAGE("x", "\n## New\n\n- b ^b\n- d ^d\n"),
			PAGE("x", "\n## New\n\n- b ^b\n- c ^c\n- d ^d\n"),
			NULL },
		/* A claim moved here and changed there */
		{ PAGE("x", "\n## B\n\n- b ^b\n- c ^c\n\n## D\n\n- d ^d\n"),
			PAGE("x",
				"\n## B\n\n- c ^c\n\n## D\n\n- d ^d\n- b ^b\n"),
			PAGE("x", "\n## B\n\n- new ^b\n- c ^c\n\n## D\n\n- d "
				  "^d\n"),
			PAGE("x", "\n## B\n\n- c ^c\n\n## D\n\n- d ^d\n- new "
				  "^b\n"),
			NULL },
		/* A section removed here, and something added to it there */
		{ PAGE("x", "\n## B\n\n- b ^b\n\n## C\n"),
			PAGE("x", "\n## C\n"),
			PAGE("x", "\n## B\n\n- b ^b\n- n ^n\n\n## C\n"),
			PAGE("x", "\n" BOTH("", "## B\n") "\n- n ^n\n\n## C\n"),
			"ours removed a heading, theirs changed it" },
		/* Free text by both at one spot */
		{ PAGE("x", "\n## B\n"), PAGE("x", "\n## B\n\nOne.\n"),
			PAGE("x", "\n## B\n\nTwo.\n"),
			PAGE("x", "\n## B\n\n" BOTH("One.\n", "Two.\n")),
			"both sides added a paragraph" },
		{ PAGE("x", "\n## B\n"), PAGE("x", "\n## B\n\nOne.\n"),
			PAGE("x", "\n## B\n\nOne.\n\n- two\n"),
			PAGE("x", "\n## B\n\nOne.\n\n- two\n"), NULL },
		{ PAGE("x", "\nOne word more.\n\nTwo words more.\n"),
			PAGE("x", "\nOne word less.\n\nTwo words more.\n"),
			PAGE("x", "\nOne word more.\n\nTwo words less.\n\n[r]: "
				  "http://x\n"),
			PAGE("x", "\nOne word less.\n\nTwo words less.\n\n[r]: "
				  "http://x\n"),
			NULL },
		{ PAGE("x", "\nOne.\n"), PAGE("x", "\nOne.\n\nA.\n"),
			PAGE("x", "\nB.\n\nOne.\n"),
			PAGE("x", "\nB.\n\nOne.\n\nA.\n"), NULL },
	};

	(void)state;
	expect_all("plans/a.md", vectors, WL_LEN(vectors));
}

#define CSV_HEAD "deal,account,closed\n"

static void merges_deals(void **state)
{
	static const struct vector vectors[] = {
		{ CSV_HEAD "1,A,2026-01-01\n", CSV_HEAD "1,B,2026-01-01\n",
			CSV_HEAD "1,A,2026-01-02\n",
			CSV_HEAD "1,B,2026-01-02\n", NULL },
		{ CSV_HEAD "1,A,2026-01-01\n", CSV_HEAD "1,B,2026-01-01\n",
			CSV_HEAD "1,C,2026-01-01\n",
			CSV_HEAD BOTH("1,B,2026-01-01\n", "1,C,2026-01-01\n"),
			"both sides changed 'account' in the deal '1'" },
		{ CSV_HEAD, CSV_HEAD "2,B,2026-01-02\n4,D,2026-01-04\n",
			CSV_HEAD "1,A,2026-01-01\n3,C,2026-01-03\n",
			CSV_HEAD "1,A,2026-01-01\n2,B,2026-01-02\n"
				 "3,C,2026-01-03\n4,D,2026-01-04\n",
			NULL },
		/* Not sorted before: nothing is moved */
		{ CSV_HEAD "9,A,2026-09-09\n1,A,2026-01-01\n",
			CSV_HEAD "9,A,2026-09-09\n1,A,2026-01-01\n2,,\n",
			CSV_HEAD "9,B,2026-09-09\n1,A,2026-01-01\n",
			CSV_HEAD "9,B,2026-09-09\n1,A,2026-01-01\n2,,\n",
			NULL },
		/* A deal new on both sides: who knows more */
		{ CSV_HEAD, CSV_HEAD "1,A,\n", CSV_HEAD "1,,2026-01-01\n",
			CSV_HEAD "1,A,2026-01-01\n", NULL },
		/* A closing date that moves the row */
		{ CSV_HEAD "1,A,2026-01-01\n2,B,2026-01-02\n",
			CSV_HEAD "2,B,2026-01-02\n1,A,2026-01-03\n",
			CSV_HEAD "1,X,2026-01-01\n2,B,2026-01-02\n",
			CSV_HEAD "2,B,2026-01-02\n1,X,2026-01-03\n", NULL },
		{ CSV_HEAD "1,A,\n2,B,\n", CSV_HEAD "1,A,\n",
			CSV_HEAD "1,X,\n2,B,\n", CSV_HEAD "1,X,\n", NULL },
		{ CSV_HEAD "1,A,\n2,B,\n", CSV_HEAD "1,A,\n",
			CSV_HEAD "1,A,\n2,X,\n",
			CSV_HEAD "1,A,\n" BOTH("", "2,X,\n"),
			"ours removed the deal '2', theirs changed it" },
		/* Columns */
		{ CSV_HEAD "1,A,\n", "deal,account,closed,motion\n1,A,,x\n",
			"deal,account,owner,closed\n1,B,O,\n",
			"deal,account,owner,closed,motion\n1,B,O,,x\n", NULL },
		{ CSV_HEAD "1,A,\n", "deal,closed\n1,\n",
			CSV_HEAD "1,A,2026-01-01\n",
			"deal,closed\n1,2026-01-01\n", NULL },
		{ CSV_HEAD "1,\"A, \"\"a\"\"\",\n",
			CSV_HEAD "1,\"A, \"\"b\"\"\",\n",
			CSV_HEAD "1,\"A, \"\"a\"\"\",2026-01-01\n",
			CSV_HEAD "1,\"A, \"\"b\"\"\",2026-01-01\n", NULL },
		{ CSV_HEAD "1,A,\n", "new,deal,account,closed\nn,1,A,\n",
			"old,deal,account,closed\no,1,A,\n",
			"new,old,deal,account,closed\nn,o,1,A,\n", NULL },
		{ "deal,closed\r\n1,\r\n", "deal,closed\r\n1,\r\n2,\r\n",
			"deal,closed\r\n1,\r\n3,\r\n",
			"deal,closed\r\n1,\r\n2,\r\n3,\r\n", NULL },
	};

	(void)state;
	expect_all("x/deals.csv", vectors, WL_LEN(vectors));
}

static void codings_know_signs(void **state)
{
	static const struct vector vectors[] = {
		{ "passages:\n  p: [a, b]\n", "passages:\n  p: [a-, b]\n",
			"passages:\n  p: [a, b, c]\n",
			"passages:\n  p: [a-, b, c]\n", NULL },
		{ "passages:\n  p: [a]\n", "passages:\n  p: [a-]\n",
			"passages:\n  p: [a+]\n",
			"passages:\n" BOTH("  p: [a-]\n", "  p: [a+]\n"),
			"both sides changed an item of 'passages.p' in "
			"'passages.p'" },
	};

	(void)state;
	expect_all("codings/a.b.yaml", vectors, WL_LEN(vectors));
}

static void kinds_go_by_the_nearest_folder(void **state)
{
	/* Neighbours merge only where keys are known */
	static const struct vector keys = { "a: 1\nb: 1\n", "a: 2\nb: 1\n",
		"a: 1\nb: 2\n", "a: 2\nb: 2\n", NULL };
	static const struct vector lines = { "a: 1\nb: 1\n", "a: 2\nb: 1\n",
		"a: 1\nb: 2\n", BOTH("a: 2\nb: 1\n", "a: 1\nb: 2\n"),
		"both sides changed these lines" };
	static const char *const known[] = { "winloss.yaml", "x/themes.yaml",
		"cards/guides/a.yaml" };
	static const char *const unknown[] = { "guides.yaml", "x.yaml",
		"guides/a.txt", "people.yaml", "guidesx/a.yaml" };

	(void)state;
	for (size_t i = 0; i < WL_LEN(known); i++)
		expect(known[i], &keys);
	for (size_t i = 0; i < WL_LEN(unknown); i++)
		expect(unknown[i], &lines);
}

static void falls_back_to_lines(void **state)
{
	struct result result;

	(void)state;
	merge_to(&result, "winloss.yaml", "a: 1\nb: 2\n\n\n\nc: 3\n",
		"a: 1\nb: 2\n\n\n\nc: [\n", "a: 2\nb: 2\n\n\n\nc: 3\n");
	assert_true(result.merged.by_lines);
	assert_string_equal(result.merged.why.path, "ours");
	assert_string_equal(result.merged.bytes.s, "a: 2\nb: 2\n\n\n\nc: [\n");
	assert_int_equal(result.merged.n, 0);
	release(&result);
}

/* Both moved one claim elsewhere: it would stand twice. */
static void never_merges_to_what_cannot_be_read(void **state)
{
	struct result result;

	(void)state;
	merge_to(&result, "interviews/a.md",
		"---\nwinloss: 1\nid: a\noutcome: loss\ndeal: d\n---\n\n"
		"> A\n> ^a1\n\n> B\n> ^b1\n\n> C\n> ^c1\n",
		"---\nwinloss: 1\nid: a\noutcome: loss\ndeal: d\n---\n\n"
		"> New\n> ^x1\n\n> A\n> ^a1\n\n> B\n> ^b1\n\n> C\n> ^c1\n",
		"---\nwinloss: 1\nid: a\noutcome: loss\ndeal: d\n---\n\n"
		"> A\n> ^a1\n\n> B\n> ^b1\n\n> C\n> ^c1\n\n> New\n> ^x1\n");
	assert_int_equal(result.merged.n, 0);
	assert_null(strstr(strstr(result.merged.bytes.s, "^x1") + 1, "^x1"));
	release(&result);
}

/* --- Laws --- */

static const char *const page_lines[] = { "> Said.\n> #a ^q1", "> More.\n> #b",
	"A note. #a ^n1", "A note.", "- A claim. [@x^y] ^c1", "- Another. ^c2",
	"### Why? <!-- a.b -->", "### When? <!-- a.c -->", "## Section",
	"<!-- c -->", "> Said.\n> #a- #b !public ^q1", "* * *" };

/* Remove, add or double some units. */
static void edit(struct random *random, struct wl_strv *units,
	const struct wl_strv *from, const char *mark)
{
	for (size_t i = 0; i < from->n; i++) {
		size_t what = random_below(random, 12);

		if (what == 0)
			continue;
		if (what == 1)
			wl_strv_add(units, random_of(random, page_lines,
						   WL_LEN(page_lines)));
		if (what == 2)
			wl_strv_addf(units, "> New %s%zu.\n> #n ^%s%zu", mark,
				i, mark, i);
		wl_strv_add(units, from->v[i]);
	}
}

static void write_page(
	struct wl_buf *out, const struct wl_strv *units, struct random *random)
{
	static const char *const fronts[] = { "a: 1\nb: 2\n", "a: 1\n",
		"a: 2\nb: 2\n", "b: {x: 1, y: 2}\nc: [p, q]\n",
		"b: {x: 1}\nc: [q, r]\n", "c:\n  - p\n" };

	wl_buf_addf(out, "---\nid: a\n%s---\n",
		random_of(random, fronts, WL_LEN(fronts)));
	for (size_t i = 0; i < units->n; i++)
		wl_buf_addf(out, "\n%s\n", units->v[i]);
}

/* By structure alone, without the short way for a side that changed nothing. */
static void expect_bytes(const char *base, const char *ours, const char *theirs,
	const char *want)
{
	const struct wl_source versions[] = { { "o", base, strlen(base) },
		{ "a", ours, strlen(ours) }, { "b", theirs, strlen(theirs) } };
	struct wl_buf out = WL_BUF_INIT;
	struct wl_arena arena;
	struct wl_merge merge = {
		.arena = &arena, .out = &out, .marker = 7, .eol = "\n"
	};
	struct wl_err err = { 0 };

	wl_arena_init(&arena);
	if (wl_merge_markdown(&merge, versions, &err))
		fail_msg("%s", err.text);
	assert_string_equal(out.s, want);
	assert_int_equal(merge.n, 0);
	free(merge.v);
	wl_buf_release(&out);
	wl_arena_release(&arena);
}

/* The conflict marks are balanced and as many as are told. */
static void expect_marks(const struct wl_merged *merged)
{
	size_t begin = 0, end = 0;

	for (const char *p = merged->bytes.s; (p = strstr(p, "<<<<<<< ours\n"));
		p++) {
		assert_true(p == merged->bytes.s || p[-1] == '\n');
		begin++;
	}
	for (const char *p = merged->bytes.s; (p = strstr(p, ">>>>>>> theirs"));
		p++) {
		assert_true(p[-1] == '\n');
		end++;
	}
	assert_int_equal(begin, merged->n);
	assert_int_equal(end, merged->n);
}

static void count_bytes(size_t counts[256], const struct wl_buf *text)
{
	memset(counts, 0, 256 * sizeof(*counts));
	for (size_t i = 0; i < text->n; i++)
		if (!strchr(" \n,", text->s[i]))
			counts[(unsigned char)text->s[i]]++;
}

/* Whoever is "ours": the same bytes but for their order. */
static void expect_symmetry(
	const struct wl_merged *merged, const struct wl_buf pages[3])
{
	size_t one[256], other[256];
	struct result result;

	merge_to(&result, "plans/a.md", pages[0].s, pages[2].s, pages[1].s);
	assert_int_equal(merged->n > 0, result.merged.n > 0);
	if (!merged->n) {
		count_bytes(one, &merged->bytes);
		count_bytes(other, &result.merged.bytes);
		if (memcmp(one, other, sizeof(one)))
			fail_msg("%s===1\n%s===2\n%s===3\n%s===4\n%s",
				pages[0].s, pages[1].s, pages[2].s,
				merged->bytes.s, result.merged.bytes.s);
	}
	release(&result);
}

static void laws_hold_for_any_edits(void **state)
{
	(void)state;
	for (uint64_t seed = 1; seed <= 600; seed++) {
		struct random random = { seed };
		struct wl_strv units[3] = { { 0 }, { 0 }, { 0 } };
		struct wl_buf pages[3] = { WL_BUF_INIT, WL_BUF_INIT,
			WL_BUF_INIT };
		struct result result;

		for (size_t i = 0; i < 8; i++)
			wl_strv_add(&units[0], random_of(&random, page_lines,
						       WL_LEN(page_lines)));
		edit(&random, &units[1], &units[0], "o");
		edit(&random, &units[2], &units[0], "t");
		for (int i = 0; i < 3; i++)
			write_page(&pages[i], &units[i], &random);
		expect_bytes(pages[0].s, pages[1].s, pages[0].s, pages[1].s);
		expect_bytes(pages[0].s, pages[0].s, pages[2].s, pages[2].s);
		expect_bytes(pages[0].s, pages[1].s, pages[1].s, pages[1].s);
		merge_to(&result, "plans/a.md", pages[0].s, pages[1].s,
			pages[2].s);
		expect_marks(&result.merged);
		expect_symmetry(&result.merged, pages);
		release(&result);
		for (int i = 0; i < 3; i++) {
			wl_strv_release(&units[i]);
			wl_buf_release(&pages[i]);
		}
	}
}

/* An interview of passages 0..9, each with tags and a key of its own. */
static void write_interview(
	struct wl_buf *out, const unsigned tags[10], const char *extra)
{
	wl_buf_adds(out, "---\nwinloss: 1\nid: a\noutcome: loss\ndeal: d\n");
	wl_buf_addf(out, "criteria: [c0%s]\n---\n", *extra ? ", " : "");
	if (*extra)
		wl_buf_splice(out, out->n - 6, 0, extra, strlen(extra));
	for (int i = 0; i < 10; i++) {
		wl_buf_addf(out, "\n> Words %d.\n> ", i);
		for (int k = 0; k < 6; k++)
			if (tags[i] & 1u << k)
				wl_buf_addf(out, "#t%d ", k);
		wl_buf_addf(out, "^p%d\n", i);
	}
}

/* Tags given and taken by two people: each edit is in the result. */
static void tags_are_merged_as_sets(void **state)
{
	(void)state;
	for (uint64_t seed = 1; seed <= 200; seed++) {
		struct random random = { seed };
		unsigned tags[3][10], merged[10];
		struct wl_buf files[4] = { WL_BUF_INIT, WL_BUF_INIT,
			WL_BUF_INIT, WL_BUF_INIT };
		struct wl_interview interview = { 0 };
		struct wl_err err = { 0 };
		struct wl_source source;
		struct result result;

		for (int i = 0; i < 10; i++) {
			unsigned a = random_next(&random) & 63;
			unsigned b = random_next(&random) & 63;

			tags[0][i] = random_next(&random) & 63;
			tags[1][i] = tags[0][i] ^ a;
			tags[2][i] = tags[0][i] ^ (b & ~a);
			merged[i] = tags[0][i] ^ a ^ (b & ~a);
		}
		write_interview(&files[0], tags[0], "");
		write_interview(&files[1], tags[1], "c1");
		write_interview(&files[2], tags[2], "c2");
		merge_to(&result, "interviews/a.md", files[0].s, files[1].s,
			files[2].s);
		assert_int_equal(result.merged.n, 0);
		assert_false(result.merged.by_lines);
		source = (struct wl_source){ "a", result.merged.bytes.s,
			result.merged.bytes.n };
		assert_int_equal(wl_interview_parse(&interview, &result.arena,
					 &source, &err),
			0);
		assert_int_equal(interview.criteria.n, 3);
		for (size_t i = 0; i < 10; i++) {
			unsigned got = 0;

			for (size_t k = 0; k < interview.passages[i].ntags; k++)
				got |= 1u << (interview.passages[i]
						       .tags[k]
						       .theme[1] -
					       '0');
			assert_int_equal(got, merged[i]);
		}
		release(&result);
		for (int i = 0; i < 4; i++)
			wl_buf_release(&files[i]);
	}
}

/* Random lines: where the two sides touch nothing in common, both edits are
 * in the result, whoever is "ours". */
static void lines_are_symmetric(void **state)
{
	(void)state;
	for (uint64_t seed = 1; seed <= 400; seed++) {
		struct random random = { seed };
		struct wl_buf texts[3] = { WL_BUF_INIT, WL_BUF_INIT,
			WL_BUF_INIT };
		struct result one, other;

		for (int i = 0; i < 40; i++) {
			int side = 1 + (i / 4) % 2;
			bool change = i % 4 < 2 && random_below(&random, 2);
			int line = (int)random_below(&random, 6);

			for (int k = 0; k < 3; k++)
				wl_buf_addf(&texts[k],
					i % 4 >= 2 ? "same %d\n" : "line %d\n",
					i % 4 >= 2            ? i
					: change && k == side ? 100 + i
							      : line);
		}
		merge_to(&one, "a", texts[0].s, texts[1].s, texts[2].s);
		merge_to(&other, "a", texts[0].s, texts[2].s, texts[1].s);
		assert_int_equal(one.merged.n, 0);
		assert_string_equal(one.merged.bytes.s, other.merged.bytes.s);
		release(&one);
		release(&other);
		for (int i = 0; i < 3; i++)
			wl_buf_release(&texts[i]);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(merges_lines),
		cmocka_unit_test(merges_entries),
		cmocka_unit_test(merges_pages),
		cmocka_unit_test(merges_deals),
		cmocka_unit_test(codings_know_signs),
		cmocka_unit_test(kinds_go_by_the_nearest_folder),
		cmocka_unit_test(falls_back_to_lines),
		cmocka_unit_test(never_merges_to_what_cannot_be_read),
		cmocka_unit_test(laws_hold_for_any_edits),
		cmocka_unit_test(tags_are_merged_as_sets),
		cmocka_unit_test(lines_are_symmetric),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
