/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "parse_test.h"

#include "model/card.h"

#define FRONT "---\nwinloss: 1\nid: rivalco\ntype: battlecard\n---\n\n"

static const char example[] = "---\n"
			      "winloss: 1\n"
			      "id: rivalco\n"
			      "type: battlecard\n"
			      "competitor: rivalco\n"
			      "owner: priya\n"
			      "verifier: marc\n"
			      "verify-every: 90d\n"
			      "verified: 2026-11-21\n"
			      "verified-as: 8f0c2ab41d77\n"
			      "verified-by: marc\n"
			      "verified-on: {r4w: rollout-time pattern 3}\n"
			      "disputed: {a1: 2026-10}\n"
			      "replaces: [old, battlecard/older]\n"
			      "replaced-by: battlecard/next\n"
			      "retired: 2026-11-22\n"
			      "audience: external\n"
			      "own-key: kept\n"
			      "---\n"
			      "\n"
			      "<!-- Hypotheses.\n- Not a claim. ^no1\n-->\n"
			      "\n"
			      "# RivalCo\n"
			      "\n"
			      "- Before any section. (unproven) ^a1\n"
			      "\n"
			      "## Where they *win*\n"
			      "\n"
			      "- Rollout in **four** weeks\n"
			      "  against ours. [@2026-11-acme^b3f9k;\n"
			      "  @2026-11^f1] ^r4w\n"
			      "- Two places [@2026-10-beta^q4] of\n"
			      "  evidence. [@2026-10-beta^q5]\n"
			      "\n"
			      "### A detail\n"
			      "\n"
			      "1. Still in the section. ^z9\n"
			      "   - A nested one.\n"
			      "\n"
			      "# Another\n"
			      "\n"
			      "- Without a section.\n"
			      "\n"
			      "> - A quoted item is none.\n";

GIVEN(card, "cards/battlecard/a.md")

static void test_reads_front_matter(void **state)
{
	struct wl_card card;
	struct wl_arena arena;
	char day[WL_DATE_TEXT];

	(void)state;
	given(&card, &arena, example);
	assert_string_equal(card.path, "cards/battlecard/a.md");
	assert_string_equal(card.id, "rivalco");
	assert_int_equal(card.type, WL_BATTLECARD);
	assert_string_equal(card.title, "RivalCo");
	assert_string_equal(card.competitor, "rivalco");
	assert_string_equal(card.owner, "priya");
	assert_string_equal(card.verifier, "marc");
	assert_int_equal(card.verify_days, 90);
	assert_string_equal(wl_day_format(card.verified, day), "2026-11-21");
	assert_string_equal(card.verified_as, "8f0c2ab41d77");
	assert_true(card.external);
	assert_string_equal(card.verified_by, "marc");
	assert_int_equal(card.nleanings, 1);
	assert_string_equal(card.leanings[0].claim, "r4w");
	assert_string_equal(card.leanings[0].theme, "rollout-time");
	assert_int_equal(card.leanings[0].level, WL_PATTERN);
	assert_int_equal(card.leanings[0].deals, 3);
	assert_int_equal(card.disputed.n, 1);
	assert_string_equal(card.disputed.key[0], "a1");
	assert_string_equal(card.disputed.value[0], "2026-10");
	assert_int_equal(card.replaces.n, 2);
	assert_string_equal(card.replaced_by, "battlecard/next");
	assert_string_equal(wl_day_format(card.retired, day), "2026-11-22");
	wl_arena_release(&arena);
}

static void test_sections_speak_of_an_outcome(void **state)
{
	struct wl_card card;
	struct wl_arena arena;

	(void)state;
	given(&card, &arena,
		FRONT "## Where we win\n\n- A.\n\n## Wo sie gewinnen "
		      "<!-- loss -->\n\n- B.\n\n## Proof\n\n- C.\n");
	assert_int_equal(card.claims[0].outcome, WL_WIN);
	assert_int_equal(card.claims[1].outcome, WL_LOSS);
	assert_string_equal(card.claims[1].section, "Wo sie gewinnen");
	assert_int_equal(card.claims[2].outcome, WL_OUTCOME_NONE);
	wl_arena_release(&arena);
}

static char *digest_of(const char *text)
{
	struct wl_buf out = WL_BUF_INIT;
	struct wl_card card;
	struct wl_arena arena;

	given(&card, &arena, text);
	wl_card_digest(&out, &card);
	wl_arena_release(&arena);
	return out.s;
}

static void test_digest_is_of_what_is_claimed(void **state)
{
	static const struct {
		const char *text;
		bool same;
	} others[] = {
		{ "- A\n  line. [@2026-11-acme^b3f9k] ^r4w\n", true },
		{ "<!-- x -->\n\n* A line. [@2026-11-acme^b3f9k] ^r4w\n",
			true },
		{ "- A line! [@2026-11-acme^b3f9k] ^r4w\n", false },
		{ "- A line. [@2026-11-acme^b3f9l] ^r4w\n", false },
		{ "- A line. [@2026-11-acme^b3f9k] ^r4v\n", false },
		{ "- A line. [@2026-11-acme^b3f9k] (unproven) ^r4w\n", false },
		{ "", false },
	};
	char *base = digest_of(FRONT "- A line. [@2026-11-acme^b3f9k] ^r4w\n");

	(void)state;
	assert_int_equal(strlen(base), 12);
	for (size_t i = 0; i < WL_LEN(others); i++) {
		char text[200], *other;

		snprintf(text, sizeof(text), FRONT "%s", others[i].text);
		other = digest_of(text);
		if ((strcmp(base, other) == 0) != others[i].same)
			fail_msg("row %zu: %s and %s", i, base, other);
		free(other);
	}
	free(base);
}

static void test_refuses_what_no_card_says(void **state)
{
	static const char *const lines[] = {
		"verified-on: {r4w: pattern}",
		"verified-on: {r4w: pricing often 3}",
		"verified-on: {r4w: pricing pattern three}",
		"replaced-by: ../x",
		"retired: soon",
	};

	(void)state;
	for (size_t i = 0; i < WL_LEN(lines); i++) {
		struct wl_source source;
		struct wl_arena arena;
		struct wl_card card;
		struct wl_err err = { 0 };
		char text[200];

		snprintf(text, sizeof(text),
			"---\nwinloss: 1\nid: a\ntype: battlecard\n%s\n---\n",
			lines[i]);
		source = source_of("cards/battlecard/a.md", text);
		wl_arena_init(&arena);
		if (wl_card_parse(&card, &arena, &source, &err) !=
				WL_EUNREADABLE ||
			err.line != 5)
			fail_msg("'%s' gave line %d: %s", lines[i], err.line,
				err.text);
		wl_arena_release(&arena);
	}
}

static void test_reads_claims(void **state)
{
	static const struct {
		const char *text, *section, *id;
		size_t citations;
		int line;
		bool unproven;
	} want[] = {
		{ "Before any section.", NULL, "a1", 0, 27, true },
		{ "Rollout in four weeks against ours.", "Where they win",
			"r4w", 2, 31, false },
		{ "Two places of evidence.", "Where they win", NULL, 2, 34,
			false },
		{ "Still in the section.", "Where they win", "z9", 0, 39,
			false },
		{ "A nested one.", "Where they win", NULL, 0, 40, false },
		{ "Without a section.", NULL, NULL, 0, 44, false },
	};
	struct wl_card card;
	struct wl_arena arena;

	(void)state;
	given(&card, &arena, example);
	assert_int_equal(card.nclaims, WL_LEN(want));
	for (size_t i = 0; i < WL_LEN(want); i++) {
		const struct wl_claim *claim = &card.claims[i];

		assert_string_equal(claim->text, want[i].text);
		assert_true(wl_streq(claim->section, want[i].section));
		assert_true(wl_streq(claim->id, want[i].id));
		assert_int_equal(claim->ncitations, want[i].citations);
		assert_int_equal(claim->line, want[i].line);
		assert_int_equal(claim->unproven, want[i].unproven);
	}
	assert_string_equal(card.claims[1].citations[0].source, "2026-11-acme");
	assert_string_equal(card.claims[1].citations[0].passage, "b3f9k");
	assert_string_equal(card.claims[1].citations[1].source, "2026-11");
	assert_string_equal(card.claims[1].citations[1].passage, "f1");
	assert_string_equal(card.claims[2].citations[1].passage, "q5");
	assert_memory_equal(example + card.claims[1].start, "- Rollout", 9);
	assert_memory_equal(example + card.claims[1].end - 4, "^r4w", 4);
	wl_arena_release(&arena);
}

/* One item each: what of it is evidence, and what stays text. */
static void test_knows_evidence_from_text(void **state)
{
	static const struct {
		const char *item, *text, *id;
		size_t citations;
		bool unproven;
	} rows[] = {
		{ "- a [@x^1]", "a", NULL, 1, false },
		{ "- a [ @x^1 ; @y^2 ]", "a", NULL, 2, false },
		{ "- a [@x^1][@y^2]", "a", NULL, 2, false },
		{ "- a [@x^1;@x^1]", "a", NULL, 2, false },
		{ "- a [@x]", "a [@x]", NULL, 0, false },
		{ "- a [@x^]", "a [@x^]", NULL, 0, false },
		{ "- a [@X^1]", "a [@X^1]", NULL, 0, false },
		{ "- a [@x^1; y]", "a [@x^1; y]", NULL, 0, false },
		{ "- a [@x^1", "a [@x^1", NULL, 0, false },
		{ "- a [see @x^1]", "a [see @x^1]", NULL, 0, false },
		{ "- a `[@x^1]`", "a [@x^1]", NULL, 0, false },
		{ "- a ``b`[@x^1]``", "a b`[@x^1]", NULL, 0, false },
		{ "- a \\[@x^1]", "a [@x^1]", NULL, 0, false },
		{ "- a <!-- [@x^1] --> b", "a b", NULL, 0, false },
		{ "- a `[@x^1]` [@y^2]", "a [@x^1]", NULL, 1, false },
		{ "- a (unproven)", "a", NULL, 0, true },
		{ "- a `(unproven)`", "a (unproven)", NULL, 0, false },
		{ "- a (unproven) [@x^1] ^i", "a", "i", 1, true },
		{ "- a ^i b", "a ^i b", NULL, 0, false },
		{ "- a `^i`", "a ^i", NULL, 0, false },
		{ "- a ^-i", "a ^-i", NULL, 0, false },
		{ "- a b^i", "a b^i", NULL, 0, false },
		{ "- #pricing and @call ^i", "#pricing and @call", "i", 0,
			false },
		{ "- ^i", "", "i", 0, false },
		{ "- a ^i  ", "a", "i", 0, false },
	};

	(void)state;
	for (size_t i = 0; i < WL_LEN(rows); i++) {
		struct wl_buf file = WL_BUF_INIT;
		struct wl_card card;
		struct wl_arena arena;

		wl_buf_addf(&file, FRONT "%s\n", rows[i].item);
		given(&card, &arena, file.s);
		assert_int_equal(card.nclaims, 1);
		assert_string_equal(card.claims->text, rows[i].text);
		if (!wl_streq(card.claims->id, rows[i].id))
			fail_msg("id of %s", rows[i].item);
		assert_int_equal(card.claims->ncitations, rows[i].citations);
		assert_int_equal(card.claims->unproven, rows[i].unproven);
		wl_arena_release(&arena);
		wl_buf_release(&file);
	}
}

static void test_little_is_enough(void **state)
{
	struct wl_card card;
	struct wl_arena arena;

	(void)state;
	given(&card, &arena, FRONT);
	assert_string_equal(card.title, "rivalco");
	assert_int_equal(card.nclaims, 0);
	assert_int_equal(card.verified, WL_NO_DAY);
	assert_int_equal(card.verify_days, 0);
	assert_false(card.external);
	wl_arena_release(&arena);
	given(&card, &arena,
		"\xef\xbb\xbf---\r\nwinloss: 1\r\nid: a\r\ntype: icp\r\n"
		"---\r\n- One\r\n  two. [@x^1;\r\n  @y^2] ^i\r\n");
	assert_string_equal(card.claims->text, "One two.");
	assert_int_equal(card.claims->ncitations, 2);
	assert_string_equal(card.claims->id, "i");
	assert_int_equal(card.claims->line, 6);
	wl_arena_release(&arena);
}

PARSE(card)

static void test_wrong_ones_have_a_place(void **state)
{
	static const struct wrong wrongs[] = {
		{ "# A\n", 1, 1, "the file does not begin with front matter",
			NULL },
		{ "---\nid: a\ntype: icp\n---\n", 2, 1,
			"'winloss: 1' is missing", NULL },
		{ "---\nwinloss: 1\ntype: icp\n---\n", 2, 1, "'id' is missing",
			NULL },
		{ "---\nwinloss: 1\nid: a\n---\n", 2, 1, "'type' is missing",
			NULL },
		{ "---\nwinloss: 1\nid: a\ntype: battlecar\n---\n", 4, 7,
			"type 'battlecar' is not one of battlecard, "
			"objection, proof-point, icp, message",
			"did you mean 'battlecard'?" },
		{ "---\nwinloss: 1\nid: a\ntype: icp\nverified: soon\n---\n", 5,
			11, "verified 'soon' is not a date such as 2026-11-21",
			NULL },
		{ "---\nwinloss: 1\nid: a\ntype: icp\nverify-every: 0d\n"
		  "---\n",
			5, 15,
			"verify-every '0d' is not an interval such as 90d",
			NULL },
		{ "---\nwinloss: 1\nid: a\ntype: icp\naudience: all\n---\n", 5,
			11, "audience 'all' is not one of internal, external",
			NULL },
		{ FRONT "- One. ^i\n- Two. ^i\n", 8, 1,
			"the claim '^i' stands here a second time, first in "
			"line 7",
			"give one of the two another id, or remove it" },
	};

	(void)state;
	expect_wrongs(wrongs, WL_LEN(wrongs), parse);
}

static void test_order(void **state)
{
	struct wl_card a = { .type = WL_BATTLECARD, .id = "z" };
	struct wl_card b = { .type = WL_ICP, .id = "a" };
	struct wl_card c = { .type = WL_ICP, .id = "b" };

	(void)state;
	assert_true(wl_card_order(&a, &b) < 0);
	assert_true(wl_card_order(&c, &b) > 0);
	assert_int_equal(wl_card_order(&b, &b), 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_reads_front_matter),
		cmocka_unit_test(test_sections_speak_of_an_outcome),
		cmocka_unit_test(test_digest_is_of_what_is_claimed),
		cmocka_unit_test(test_refuses_what_no_card_says),
		cmocka_unit_test(test_reads_claims),
		cmocka_unit_test(test_knows_evidence_from_text),
		cmocka_unit_test(test_little_is_enough),
		cmocka_unit_test(test_wrong_ones_have_a_place),
		cmocka_unit_test(test_order),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
