/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>

#include "random.h"
#include "text/yaml_plain.h"

struct parsed {
	struct wl_arena arena;
	struct wl_source source;
	struct wl_yaml *root;
	struct wl_err err;
	int rc;
};

static struct parsed parse(const char *text)
{
	struct parsed p = { .source = { "x.yaml", text, strlen(text) } };

	wl_arena_init(&p.arena);
	p.rc = wl_yaml_parse(
		&p.root, &p.arena, &p.source, 0, p.source.n, &p.err);
	return p;
}

static void refuses(const char *text, int line, int column, const char *part)
{
	struct parsed p = parse(text);

	assert_int_equal(p.rc, WL_EUNREADABLE);
	assert_string_equal(p.err.path, "x.yaml");
	assert_int_equal(p.err.line, line);
	assert_int_equal(p.err.column, column);
	if (!strstr(p.err.text, part))
		fail_msg("'%s' does not say '%s'", p.err.text, part);
	wl_arena_release(&p.arena);
}

/* The bytes that a value's marks enclose. */
static void encloses(
	const struct parsed *p, const struct wl_yaml *node, const char *bytes)
{
	char *s = wl_strndup(
		p->source.bytes + node->start, node->end - node->start);

	assert_string_equal(s, bytes);
	free(s);
}

static void keeps_everything_as_text(void **state)
{
	struct parsed p = parse("a: no\nb: 1.10\nc: 012\nd: 12:30\ne: ~\n");

	(void)state;
	assert_int_equal(p.rc, 0);
	assert_string_equal(wl_yaml_text(p.root, "a"), "no");
	assert_string_equal(wl_yaml_text(p.root, "b"), "1.10");
	assert_string_equal(wl_yaml_text(p.root, "c"), "012");
	assert_string_equal(wl_yaml_text(p.root, "d"), "12:30");
	assert_string_equal(wl_yaml_text(p.root, "e"), "~");
	assert_null(wl_yaml_text(p.root, "f"));
	wl_arena_release(&p.arena);
}

static void marks_are_bytes_also_behind_umlauts(void **state)
{
	struct parsed p = parse("\xef\xbb\xbf\xc3\x9cn\xc3\xaf: \xe2\x82\xac 5 "
				"# x\nb: [\xc3\xa4, {c: d}]\n");

	(void)state;
	assert_int_equal(p.rc, 0);
	encloses(&p, p.root->first, "\xe2\x82\xac 5");
	encloses(&p, wl_yaml_get(p.root, "b"), "[\xc3\xa4, {c: d}]");
	encloses(&p, wl_yaml_get(p.root, "b")->first->next, "{c: d}");
	wl_arena_release(&p.arena);
}

static void ends_a_block_at_its_last_value(void **state)
{
	struct parsed p = parse("a:\n  - x\n  - y\n\n# c\nb: |\n  t\n  u\n\n\n"
				"c: z\n");

	(void)state;
	assert_int_equal(p.rc, 0);
	encloses(&p, wl_yaml_get(p.root, "a"), "- x\n  - y");
	encloses(&p, wl_yaml_get(p.root, "b"), "|\n  t\n  u");
	wl_arena_release(&p.arena);
}

static void puts_an_empty_value_behind_its_colon(void **state)
{
	struct parsed p = parse("a:\nb: {c: , d: e}\n");
	struct wl_yaml *b;

	(void)state;
	assert_int_equal(p.rc, 0);
	assert_int_equal(p.root->first->start, 2);
	b = wl_yaml_get(p.root, "b");
	assert_int_equal(wl_yaml_get(b, "c")->start, 9);
	assert_int_equal(wl_yaml_get(b, "c")->end, 9);
	wl_arena_release(&p.arena);
}

static void an_empty_document_is_an_empty_map(void **state)
{
	struct parsed p = parse("# only a comment\n");

	(void)state;
	assert_int_equal(p.rc, 0);
	assert_int_equal(p.root->kind, WL_YAML_MAP);
	assert_int_equal(p.root->n, 0);
	wl_arena_release(&p.arena);
}

static void refuses_what_it_does_not_read(void **state)
{
	(void)state;
	refuses("a: 1\nb: 2\na: 3\n", 3, 1, "'a' stands here a second time");
	refuses("a: &x 1\n", 1, 4, "anchor");
	refuses("a: *x\n", 1, 4, "alias");
	refuses("a: !!int 1\n", 1, 4, "tag");
	refuses("a: 1\n---\nb: 2\n", 2, 1, "second document");
	refuses("? [a]\n: b\n", 1, 3, "key must be plain text");
	refuses("a: [1, 2\nb: 3\n", 2, 2, "cannot read this as YAML");
	refuses("\xc3\xa4: \"a\\0b\"\n", 1, 4, "NUL");
	refuses("[[[[[[[[[[[[[[[[[1]]]]]]]]]]]]]]]]]\n", 1, 17,
		"deeper than 16");
}

static void finds_duplicates_among_many_keys(void **state)
{
	struct wl_buf text = WL_BUF_INIT;

	(void)state;
	for (int i = 0; i < 100; i++)
		wl_buf_addf(&text, "k%d: v\n", i);
	wl_buf_adds(&text, "k50: v\n");
	refuses(text.s, 101, 1, "'k50'");
	wl_buf_release(&text);
}

static void deep_nesting_ends_at_once(void **state)
{
	struct wl_buf text = WL_BUF_INIT;

	(void)state;
	wl_buf_fill(&text, '[', 200000);
	refuses(text.s, 1, 17, "deeper than 16");
	wl_buf_release(&text);
}

/* Whatever is quoted reads back as it was, in a block and in brackets. */
static void quoted_text_reads_back(void **state)
{
	static const char *const parts[] = { "a", "no", "1", " ", ": ", ":",
		" #", "#", "-", "- ", "'", "\"", "\\", "[", "]", "{", "}", ",",
		"&", "*", "!", "|", ">", "%", "@", "`", "?", "\n", "\t",
		"\xc3\xa4", "\xe2\x80\xa8", "\xc2\x85", "\x1b", "~", "=",
		"\xef\xbb\xbf", "\xf0\x9f\x98\x80", "\x7f" };
	struct random random = { 7 };

	(void)state;
	for (int round = 0; round < 20000; round++) {
		struct wl_buf s = WL_BUF_INIT, text = WL_BUF_INIT;
		struct parsed p;

		for (size_t n = random_below(&random, 7); n--;)
			wl_buf_adds(
				&s, random_of(&random, parts, WL_LEN(parts)));
		wl_buf_adds(&text, "a: ");
		wl_yaml_quote(&text, s.s, false);
		wl_buf_adds(&text, "\nb: [x, ");
		wl_yaml_quote(&text, s.s, true);
		wl_buf_adds(&text, ", y]\nc: {k: ");
		wl_yaml_quote(&text, s.s, true);
		wl_buf_adds(&text, "}\n");
		p = parse(text.s);
		if (p.rc || strcmp(p.root->first->s, s.s) ||
			strcmp(wl_yaml_get(p.root, "b")->first->next->s, s.s) ||
			strcmp(wl_yaml_get(p.root, "c")->first->s, s.s))
			fail_msg("round %d: %s", round, text.s);
		wl_arena_release(&p.arena);
		wl_buf_release(&s);
		wl_buf_release(&text);
	}
}

static void same_tree(const struct wl_yaml *a, const struct wl_yaml *b)
{
	for (; a && b; a = a->next, b = b->next) {
		assert_int_equal(a->kind, b->kind);
		assert_int_equal(a->flow, b->flow);
		assert_true(wl_streq(a->key, b->key));
		assert_string_equal(a->s, b->s);
		assert_int_equal(a->key_start, b->key_start);
		assert_int_equal(a->key_end, b->key_end);
		assert_int_equal(a->start, b->start);
		assert_int_equal(a->end, b->end);
		assert_int_equal(a->n, b->n);
		same_tree(a->first, b->first);
	}
	assert_true(!a && !b);
}

/* Is it read without libyaml?  Then to the same tree. */
static bool is_plain(const char *text)
{
	struct wl_source source = { "x.yaml", text, strlen(text) };
	struct wl_yaml *plain, *root;
	struct wl_arena arena;

	wl_arena_init(&arena);
	plain = wl_yaml_plain(&arena, &source, 0, source.n);
	if (plain) {
		assert_int_equal(wl_yaml_parse_any(&root, &arena, &source, 0,
					 source.n, NULL),
			0);
		same_tree(plain, root);
	}
	wl_arena_release(&arena);
	return plain != NULL;
}

static void reads_plain_front_matter_by_itself(void **state)
{
	static const char *const plain[] = { "a: b", "a:\n", "a: \nb: c  \n",
		"a: 2026-11-21T10:00:00+01:00\n", "a: b [c] {d} 'e'#f g:h\n",
		"a: []\nb: {}\n", "a: [b, c d, e.f]\n",
		"a: {b: c, d: 2026-11-17 priya}\n", "a: b\n\n# c: \"\nd: e\n",
		"a: Soci\xc3\xa9t\xc3\xa9 x, y\n" };

	(void)state;
	for (size_t i = 0; i < WL_LEN(plain); i++)
		if (!is_plain(plain[i]))
			fail_msg("'%s' is not plain", plain[i]);
}

static void leaves_the_rest_to_libyaml(void **state)
{
	static const char *const others[] = { "", "\n", "# a\n", " a: b\n",
		"a: b\n c\n", "a:\n- b\n", "a:\n  b: c\n", "a: b: c\n",
		"a: b:\n", "a: b #c\n", "a: 'b'\n", "a: \"b\"\n", "a: &b c\n",
		"a: !b c\n", "a: *b\n", "a: |\n", "a: b\r\n", "a: b\tc\n",
		"a: b\na: c\n", "a: {b: c, b: d}\n", "a: [b\n", "a: [b,]\n",
		"a: [b, [c]]\n", "a: [b: c]\n", "a: [b]c\n", "a:b\n",
		"---\na: b\n", "a: b\n...\n", "a: b\n---\n", "? a\n", "a\n",
		"a: \xe2\x80\xa8\n", "a: b\xc2\x85 c\n", "a: b\x7f\n" };

	(void)state;
	for (size_t i = 0; i < WL_LEN(others); i++)
		if (is_plain(others[i]))
			fail_msg("'%s' is plain", others[i]);
}

/* Lines of pieces that matter to YAML, most of them in harmless places. */
static void random_lines(struct random *random, struct wl_buf *out)
{
	static const char *const values[] = { "", " b", " b c", " [b, c]",
		" {b: c, d: e f}", " 2026-01-01T10:00:00Z", " []", " b ",
		" Soci\xc3\xa9t\xc3\xa9" };
	static const char *const odd[] = { " ", "#", ":", "'", "\"", "[", "]",
		"{", "}", ",", "-", "\t", "\r", "\n", "&", "*", "!", "|", ">",
		"%", "@", "`", "?", "\xc3\xa9", "\xc2\x85", "\xe2\x80\xa8",
		": ", " #", ", ", "- " };
	size_t n = 1 + random_below(random, 5);

	for (size_t i = 0; i < n; i++)
		wl_buf_addf(out, "%c%d:%s\n", "kmz"[random_below(random, 3)],
			(int)i, random_of(random, values, WL_LEN(values)));
	for (size_t i = random_below(random, 3); i; i--) {
		const char *piece = random_of(random, odd, WL_LEN(odd));

		wl_buf_splice(out, random_below(random, out->n),
			random_below(random, 4) == 0, piece, strlen(piece));
	}
}

static void reads_what_libyaml_reads(void **state)
{
	struct random random = { 20261122 };
	size_t plain = 0;

	(void)state;
	for (int i = 0; i < 20000; i++) {
		struct wl_buf text = WL_BUF_INIT;

		random_lines(&random, &text);
		plain += is_plain(text.s);
		wl_buf_release(&text);
	}
	assert_in_range(plain, 5000, 19000);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(keeps_everything_as_text),
		cmocka_unit_test(marks_are_bytes_also_behind_umlauts),
		cmocka_unit_test(ends_a_block_at_its_last_value),
		cmocka_unit_test(puts_an_empty_value_behind_its_colon),
		cmocka_unit_test(an_empty_document_is_an_empty_map),
		cmocka_unit_test(refuses_what_it_does_not_read),
		cmocka_unit_test(finds_duplicates_among_many_keys),
		cmocka_unit_test(deep_nesting_ends_at_once),
		cmocka_unit_test(quoted_text_reads_back),
		cmocka_unit_test(reads_plain_front_matter_by_itself),
		cmocka_unit_test(leaves_the_rest_to_libyaml),
		cmocka_unit_test(reads_what_libyaml_reads),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
