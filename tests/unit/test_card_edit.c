/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>

#include "base/utf8.h"
#include "edit_test.h"
#include "model/card_edit.h"
#include "random.h"

/* With comments, wraps, an unknown key and a claim without an id. */
static const char start[] =
	"---\n"
	"winloss: 1 # ours\n"
	"id: rivalco\n"
	"type: battlecard\n"
	"colour: 'no' # unknown\n"
	"verified: 2026-10-12   # by hand\n"
	"disputed: {k9c: 2026-11}\n"
	"---\n"
	"<!-- mind -->\n\n"
	"# RivalCo\n\n"
	"## Where we win\n\n"
	"- Who approved what,\n  also if it was *changed*.\n"
	"  [@2026-05-fjord^wxmek; @2026-07-mor^m4mfd] ^dnm\n"
	"- A workshop. (unproven) ^3s8\n\n"
	"## Questions\n\n"
	"* Ask one thing. [@2026-10^b1] Then more. [@2026-04-har^t1]\n\n"
	"Prose.\n";

#define open_text(text) edit_of("c.md", text)
#define is_with(edit, old, new) edit_is_with(edit, start, old, new)

static struct wl_citation cited[] = { { "2026-11-acme", "b3f9k" },
	{ "2026-07-mor", "m4mfd" } };

static void gives_ids_to_claims_without(void **state)
{
	struct wl_edit edit = open_text(start);
	struct wl_claim *claims;
	struct wl_arena arena;
	struct wl_card card;
	size_t given;

	(void)state;
	wl_arena_init(&arena);
	assert_int_equal(wl_card_give_ids(&edit, &given, NULL), 0);
	assert_int_equal(given, 1);
	assert_int_equal(wl_card_read(&card, &arena, &edit, NULL), 0);
	claims = card.claims;
	assert_int_equal(strlen(claims[2].id), 5);
	assert_int_equal(wl_card_give_ids(&edit, &given, NULL), 0);
	assert_int_equal(given, 0);
	wl_buf_release(&edit.file);
	/* The same words twice: two ids */
	edit = open_text("---\nwinloss: 1\nid: a\ntype: icp\n---\n"
			 "- Same.  \r\n- Same.\r\n");
	assert_int_equal(wl_card_give_ids(&edit, &given, NULL), 0);
	assert_int_equal(given, 2);
	assert_int_equal(wl_card_read(&card, &arena, &edit, NULL), 0);
	assert_string_not_equal(card.claims[0].id, card.claims[1].id);
	assert_non_null(strstr(edit.file.s, "  \r\n- Same. ^"));
	wl_buf_release(&edit.file);
	wl_arena_release(&arena);
}

static void adds_to_a_section(void **state)
{
	struct wl_claim claim = { .text = "- no [x]", .unproven = true };
	struct wl_edit edit = open_text(start);
	char id[WL_PASSAGE_ID], want[256];

	(void)state;
	assert_int_equal(
		wl_card_add_claim(&edit, "where we WIN", &claim, id, NULL), 0);
	snprintf(want, sizeof(want),
		"^3s8\n- \\- no \\[x] (unproven) ^%s\n\n## Q", id);
	is_with(&edit, "^3s8\n\n## Q", want);
	/* Prose is the last there: a list of its own behind it */
	edit = open_text(start);
	claim = (struct wl_claim){
		.text = "Two.", .citations = cited, .ncitations = 2
	};
	assert_int_equal(
		wl_card_add_claim(&edit, "Questions", &claim, id, NULL), 0);
	assert_non_null(strstr(edit.file.s, "Prose.\n"));
	assert_non_null(strstr(edit.file.s,
		"* Two. [@2026-11-acme^b3f9k; @2026-07-mor^m4mfd] ^"));
	wl_buf_release(&edit.file);
}

static void makes_a_section_in_the_order_of_the_starter(void **state)
{
	struct wl_claim claim = { .text = "They.", .unproven = true };
	static const char head[] =
		"---\r\nwinloss: 1\r\nid: a\r\ntype: battlecard\r\n---\r\n"
		"\r\n# A\r\n\r\n## Where we win\r\n\r\n- X. ^x\r\n\r\n";
	struct wl_buf text = WL_BUF_INIT;
	char id[WL_PASSAGE_ID];
	struct wl_edit edit;

	(void)state;
	wl_buf_addf(&text, "%s## Proof\r\n\r\n- P. ^p\r\n", head);
	edit = open_text(text.s);
	assert_int_equal(
		wl_card_add_claim(&edit, "Where they win", &claim, id, NULL),
		0);
	wl_buf_clear(&text);
	wl_buf_addf(&text,
		"%s## Where they win\r\n\r\n- They. (unproven) ^%s\r\n\r\n"
		"## Proof\r\n\r\n- P. ^p\r\n",
		head, id);
	assert_string_equal(edit.file.s, text.s);
	/* One that no starter has: at the end */
	assert_int_equal(
		wl_card_add_claim(&edit, "Of our own", &claim, id, NULL), 0);
	wl_buf_addf(&text,
		"\r\n## Of our own\r\n\r\n- They. (unproven) ^%s\r\n", id);
	assert_string_equal(edit.file.s, text.s);
	wl_buf_release(&edit.file);
	wl_buf_release(&text);
}

static void rewords(void **state)
{
	struct wl_edit edit = open_text(start);

	(void)state;
	assert_int_equal(wl_card_reword(&edit, "3s8",
				 "1. A workshop with the buyer's own figures, "
				 "and so many words that they do not stand in "
				 "one line any more, # of them",
				 NULL),
		0);
	is_with(&edit, "- A workshop. (unproven) ^3s8",
		"- 1\\. A workshop with the buyer's own figures, and so many "
		"words that they do not stand in one\n"
		"  line any more, # of them (unproven) ^3s8");
	edit = open_text(start);
	assert_int_equal(
		wl_card_reword(&edit, "dnm",
			"Who approved what, also if it was changed.", NULL),
		0);
	is_with(&edit, "Who", "Who"); /* the same words: nothing */
}

static void refuses_words_that_are_none(void **state)
{
	struct wl_edit edit = open_text(start);
	struct wl_err err = { 0 };

	(void)state;
	assert_int_equal(
		wl_card_reword(&edit, "3s8", "x (unproven)", &err), WL_EUSAGE);
	assert_int_equal(
		wl_card_reword(&edit, "3s8", "x [@a^b]", &err), WL_EUSAGE);
	assert_int_equal(wl_card_reword(&edit, "3s8", " \n", &err), WL_EUSAGE);
	assert_int_equal(wl_card_reword(&edit, "3s9", "x", &err), WL_ENOTFOUND);
	assert_string_equal(err.hint, "did you mean '3s8'?");
	is_with(&edit, "Who", "Who");
}

static int prove(struct wl_edit *edit, const char *id,
	struct wl_citation *citations, size_t n, bool unproven)
{
	struct wl_claim claim = {
		.citations = citations, .ncitations = n, .unproven = unproven
	};

	return wl_card_prove(edit, id, &claim, NULL);
}

static void changes_evidence_in_its_place(void **state)
{
	struct wl_edit edit = open_text(start);
	size_t given;

	(void)state;
	/* One goes, one comes; the wraps of the words stay */
	assert_int_equal(prove(&edit, "dnm", cited, 2, false), 0);
	is_with(&edit, "[@2026-05-fjord^wxmek; @2026-07-mor^m4mfd]",
		"[@2026-07-mor^m4mfd; @2026-11-acme^b3f9k]");
	edit = open_text(start);
	assert_int_equal(prove(&edit, "3s8", cited, 1, false), 0);
	is_with(&edit, "(unproven)", "[@2026-11-acme^b3f9k]");
	edit = open_text(start);
	assert_int_equal(prove(&edit, "dnm", NULL, 0, true), 0);
	is_with(&edit, "[@2026-05-fjord^wxmek; @2026-07-mor^m4mfd]",
		"(unproven)");
	edit = open_text(start);
	assert_int_equal(prove(&edit, "3s8", NULL, 0, false), 0);
	is_with(&edit, " (unproven)", "");
	/* And where nothing stood */
	edit = open_text("---\nwinloss: 1\nid: a\ntype: icp\n---\n- A `b`");
	assert_int_equal(wl_card_give_ids(&edit, &given, NULL), 0);
	wl_buf_release(&edit.file);
	edit = open_text("---\nwinloss: 1\nid: a\ntype: icp\n---\n- A ^x\n");
	assert_int_equal(prove(&edit, "x", cited, 1, false), 0);
	assert_non_null(strstr(edit.file.s, "- A [@2026-11-acme^b3f9k] ^x\n"));
	wl_buf_release(&edit.file);
}

static void leaves_other_groups_alone(void **state)
{
	struct wl_citation v[] = { { "2026-10", "b1" }, cited[0] };
	struct wl_edit edit = open_text(
		"---\nwinloss: 1\nid: a\ntype: icp\n---\n"
		"- One. [@2026-10^b1] Two.\n  [@2026-04-har^t1] ^x\n");

	(void)state;
	assert_int_equal(prove(&edit, "x", v, 1, false), 0);
	assert_non_null(strstr(edit.file.s, "- One. [@2026-10^b1] Two. ^x\n"));
	assert_int_equal(prove(&edit, "x", v, 2, false), 0);
	assert_non_null(strstr(edit.file.s,
		"- One. [@2026-10^b1; @2026-11-acme^b3f9k] Two. ^x\n"));
	wl_buf_release(&edit.file);
}

static void removes_a_claim(void **state)
{
	struct wl_edit edit = open_text(start);
	struct wl_err err = { 0 };

	(void)state;
	assert_int_equal(wl_card_remove_claim(&edit, "3s8", NULL), 0);
	is_with(&edit, "- A workshop. (unproven) ^3s8\n", "");
	edit = open_text("---\nwinloss: 1\nid: a\ntype: icp\n---\n"
			 "## S\n\n- A ^x\n  - below ^y\n\n## T\n");
	assert_int_equal(wl_card_remove_claim(&edit, "x", &err), WL_EFAIL);
	assert_int_equal(err.line, 8);
	assert_int_equal(wl_card_remove_claim(&edit, "y", NULL), 0);
	assert_int_equal(wl_card_remove_claim(&edit, "x", NULL), 0);
	assert_non_null(strstr(edit.file.s, "---\n## S\n\n## T\n"));
	wl_buf_release(&edit.file);
}

static void sets_maps_and_removes_keys(void **state)
{
	const char *keys[] = { "2e5", "dnm" };
	const char *values[] = { "pricing signal 2", "rollout-time pattern 3" };
	struct wl_pair_list pairs = { keys, values, 2 };
	struct wl_edit edit = open_text(start);

	(void)state;
	assert_int_equal(
		wl_card_set_map(&edit, "verified-on", &pairs, NULL), 0);
	is_with(&edit, "disputed: {k9c: 2026-11}\n",
		"disputed: {k9c: 2026-11}\nverified-on:\n"
		"  2e5: pricing signal 2\n  dnm: rollout-time pattern 3\n");
	edit = open_text(start);
	wl_card_set_map(&edit, "verified-on", &pairs, NULL);
	pairs.n = 1;
	assert_int_equal(
		wl_card_set_map(&edit, "verified-on", &pairs, NULL), 0);
	assert_int_equal(wl_card_unset(&edit, "disputed", NULL), 0);
	is_with(&edit, "disputed: {k9c: 2026-11}\n",
		"verified-on:\n  2e5: pricing signal 2\n");
	edit = open_text(start);
	wl_card_set_map(&edit, "verified-on", &pairs, NULL);
	assert_int_equal(wl_card_unset(&edit, "verified-on", NULL), 0);
	assert_int_equal(wl_card_unset(&edit, "nothing", NULL), 0);
	is_with(&edit, "Who", "Who");
}

static void refuses_a_place_inside_open_code(void **state)
{
	static const char text[] = "---\nwinloss: 1\nid: a\ntype: icp\n---\n"
				   "## S\n\n```\ncode\n";
	struct wl_claim claim = { .text = "x" };
	struct wl_edit edit = open_text(text);
	struct wl_err err = { 0 };
	char id[WL_PASSAGE_ID];

	(void)state;
	assert_int_equal(
		wl_card_add_claim(&edit, "S", &claim, id, &err), WL_EFAIL);
	assert_string_equal(edit.file.s, text);
	wl_buf_release(&edit.file);
}

/* Any words read back as they were given, and nothing else changes. */
static void words_render_to_themselves(void **state)
{
	static const char *const bits[] = { "a", "Weeks", " ", " ", "- ", "#",
		"*", "_", "`", "[", "]", "(", ")", "<b>", "<", "&amp;", "!",
		"\\", "^x", "#pricing", "~04:10", "1.", "===", "---", "> ",
		"+ ", "\n", "ä", "[x](y)", "<!-- z -->", "http://x.y", ":", ";",
		"@a^b", "|", "2) ", "    ",
		"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa" };
	struct random random = { 7 };
	struct wl_arena arena;

	(void)state;
	wl_arena_init(&arena);
	for (int round = 0; round < 1500; round++) {
		struct wl_edit edit = open_text(start);
		struct wl_buf words = WL_BUF_INIT, line = WL_BUF_INIT;
		struct wl_claim claim = { .citations = cited, .ncitations = 1 };
		char id[WL_PASSAGE_ID];
		struct wl_card card;
		struct wl_err err = { 0 };
		int rc;

		for (size_t n = random_below(&random, 30) + 1; n-- > 0;)
			wl_buf_adds(
				&words, random_of(&random, bits, WL_LEN(bits)));
		wl_utf8_line(&line, words.s);
		claim.text = words.s;
		rc = wl_card_add_claim(&edit, "Where we win", &claim, id, &err);
		if (!rc)
			rc = wl_card_reword(&edit, "3s8", words.s, &err);
		if (rc && (!line.n || wl_words_prove(line.s)))
			goto next;
		if (rc)
			fail_msg("'%s': %s", words.s, err.text);
		wl_card_read(&card, &arena, &edit, NULL);
		assert_string_equal(wl_card_claim(&card, id)->text, line.s);
		assert_string_equal(wl_card_claim(&card, "3s8")->text, line.s);
		assert_int_equal(card.nclaims, 4);
		assert_int_equal(wl_card_remove_claim(&edit, id, NULL), 0);
		wl_card_reword(&edit, "3s8", "A workshop.", NULL);
		assert_string_equal(edit.file.s, start);
	next:
		wl_buf_release(&words);
		wl_buf_release(&line);
		wl_buf_release(&edit.file);
	}
	wl_arena_release(&arena);
}

static void knows_the_sections_of_a_type(void **state)
{
	struct wl_list sections;
	struct wl_arena arena;

	(void)state;
	wl_arena_init(&arena);
	for (int type = 0; type < WL_CARD_TYPE_COUNT; type++) {
		wl_card_sections(&sections, &arena, (enum wl_card_type)type);
		assert_true(sections.n >= 3);
	}
	wl_card_sections(&sections, &arena, WL_BATTLECARD);
	assert_string_equal(sections.v[0], "Where we win");
	assert_string_equal(sections.v[6], "What changed");
	wl_arena_release(&arena);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(gives_ids_to_claims_without),
		cmocka_unit_test(adds_to_a_section),
		cmocka_unit_test(makes_a_section_in_the_order_of_the_starter),
		cmocka_unit_test(rewords),
		cmocka_unit_test(refuses_words_that_are_none),
		cmocka_unit_test(changes_evidence_in_its_place),
		cmocka_unit_test(leaves_other_groups_alone),
		cmocka_unit_test(removes_a_claim),
		cmocka_unit_test(sets_maps_and_removes_keys),
		cmocka_unit_test(refuses_a_place_inside_open_code),
		cmocka_unit_test(words_render_to_themselves),
		cmocka_unit_test(knows_the_sections_of_a_type),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
