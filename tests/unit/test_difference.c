/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "corpus_fixture.h"
#include "publish/difference.h"

static struct wl_corpus sides[2];
static struct wl_difference difference;
static struct wl_buf out;
static bool made;

static int set_up(void **state)
{
	(void)state;
	fixture_init(&sides[0]);
	fixture_init(&sides[1]);
	wl_buf_init(&out);
	made = false;
	return 0;
}

static int tear_down(void **state)
{
	(void)state;
	if (made)
		wl_difference_release(&difference);
	fixture_release(&sides[0]);
	fixture_release(&sides[1]);
	wl_buf_release(&out);
	return 0;
}

static void make(const struct wl_list *cards, const struct wl_strv *files)
{
	const struct wl_corpus *const corpora[] = { &sides[0], &sides[1] };
	struct wl_difference_ask ask = { { "v1", "v2" }, cards, files };
	struct wl_err err = { 0 };

	if (wl_difference_make(&difference, corpora, &ask, &err))
		fail_msg("%s", err.text);
	made = true;
}

/* --- Themes --- */

static struct wl_theme *theme(int side, const char *id, const char *aliases)
{
	struct wl_theme *one = fixture_theme(&sides[side], id, id, "");

	one->aliases = fixture_list(&sides[side], aliases);
	return one;
}

static const char *themes(void)
{
	make(NULL, NULL);
	for (size_t i = 0; i < difference.nthemes; i++) {
		const struct wl_theme_differs *one = &difference.themes[i];

		wl_buf_addf(&out, "%s%s ", i ? "; " : "",
			one->before ? one->before->id : one->after->id);
		wl_difference_theme(&out, one);
	}
	return out.s;
}

static void test_themes_that_are_the_same(void **state)
{
	(void)state;
	theme(0, "a", "old");
	theme(1, "a", "old");
	assert_string_equal(themes(), "");
	assert_false(wl_difference_any(&difference));
}

static void test_themes_that_come_and_go(void **state)
{
	(void)state;
	theme(0, "a", "");
	theme(0, "gone", "");
	theme(1, "new", "");
	theme(1, "a", "");
	assert_string_equal(themes(), "new added; gone removed");
	assert_true(wl_difference_any(&difference));
}

static void test_a_theme_that_was_renamed(void **state)
{
	(void)state;
	theme(0, "a", "")->definition = "d";
	theme(1, "b", "a")->definition = "d";
	assert_string_equal(themes(), "a renamed to 'b'");
}

static void test_a_theme_that_was_renamed_and_changed(void **state)
{
	(void)state;
	theme(0, "a", "")->definition = "d";
	theme(1, "b", "a")->definition = "e";
	assert_string_equal(themes(), "a renamed to 'b': definition");
}

static void test_a_theme_that_was_merged(void **state)
{
	(void)state;
	theme(0, "a", "");
	theme(0, "b", "");
	theme(1, "b", "a");
	assert_string_equal(themes(), "b changed: aliases; a merged into 'b'");
}

/* Two that became one new theme: one was renamed, the other merged. */
static void test_themes_that_became_one(void **state)
{
	(void)state;
	theme(0, "a", "");
	theme(0, "b", "");
	theme(1, "c", "a b");
	assert_string_equal(themes(), "a renamed to 'c'; b merged into 'c'");
}

static void test_fields_of_a_theme(void **state)
{
	struct wl_theme *one = theme(1, "a", "");

	(void)state;
	theme(0, "a", "");
	one->title = "T";
	one->kind = WL_OBJECTION;
	one->parent = "p";
	one->asked_by = fixture_list(&sides[1], "q");
	one->consumer = "sales";
	one->since = 1;
	assert_string_equal(themes(),
		"a changed: title, kind, parent, asked-by, consumer, since");
}

/* --- Interviews --- */

static struct wl_interview *interview(
	int side, const char *id, enum wl_status status)
{
	struct wl_interview *one =
		fixture_interview(&sides[side], id, WL_LOSS, id, "2026-01-10");

	one->status = status;
	return one;
}

static const char *interviews(void)
{
	make(NULL, NULL);
	for (size_t i = 0; i < difference.ninterviews; i++) {
		const struct wl_interview_differs *one =
			&difference.interviews[i];

		wl_buf_addf(&out, "%s%s ", i ? "; " : "",
			one->after ? one->after->id : one->before->id);
		wl_difference_interview(&out, one);
	}
	return out.s;
}

static void test_interviews_by_change(void **state)
{
	struct wl_interview *one;

	(void)state;
	interview(0, "a-held", WL_PLANNED);
	interview(1, "a-held", WL_CODED);
	interview(0, "b-gone", WL_CODED);
	interview(1, "c-new", WL_PLANNED);
	interview(0, "d-out", WL_CODED);
	interview(1, "d-out", WL_WITHDRAWN);
	interview(0, "e-back", WL_WITHDRAWN);
	interview(1, "e-back", WL_CODED);
	interview(0, "f-none", WL_CODED);
	one = interview(1, "f-none", WL_CODED);
	one->consent = WL_CONSENT_NONE;
	interview(0, "g-same", WL_CODED);
	interview(1, "g-same", WL_CODED);
	assert_string_equal(interviews(),
		"c-new new, planned; a-held held; d-out withdrawn; "
		"e-back no longer withdrawn; "
		"f-none consent revoked, its words are withheld; "
		"b-gone deleted");
}

static void test_passages(void **state)
{
	struct wl_interview *old, *new;

	(void)state;
	old = interview(0, "a", WL_CODED);
	new = interview(1, "a", WL_CODED);
	fixture_quote(&sides[0], old, "same", "x- y");
	fixture_quote(&sides[1], new, "same", "y x-");
	fixture_quote(&sides[0], old, "sign", "x-");
	fixture_quote(&sides[1], new, "sign", "x+");
	fixture_quote(&sides[0], old, "words", "x");
	fixture_quote(&sides[1], new, "other words", "x");
	fixture_quote(&sides[0], old, "secret", "x");
	fixture_quote(&sides[1], new, "(confidential)", "x")->level =
		WL_CONFIDENTIAL;
	/* without an id the words decide */
	fixture_quote(&sides[0], old, "no id", "x")->id = NULL;
	fixture_quote(&sides[0], old, "went", "x")->id = NULL;
	fixture_quote(&sides[1], new, "no id", "x y")->id = NULL;
	assert_string_equal(interviews(),
		"a 1 passage fewer, 2 retagged, 1 reworded, 1 made "
		"confidential");
}

static void test_passages_of_a_renamed_theme(void **state)
{
	struct wl_interview *old, *new;

	(void)state;
	theme(0, "a", "");
	theme(1, "b", "a");
	old = interview(0, "i", WL_CODED);
	new = interview(1, "i", WL_CODED);
	fixture_quote(&sides[0], old, "same", "a-");
	fixture_quote(&sides[1], new, "same", "b-");
	assert_string_equal(interviews(), "");
	assert_int_equal(difference.nthemes, 1);
}

static void test_patterns(void **state)
{
	static const char *const ids[] = { "a", "b", "c", "d" };

	(void)state;
	for (size_t i = 0; i < WL_LEN(ids); i++)
		for (int side = 0; side < 2; side++) {
			struct wl_interview *one =
				interview(side, ids[i], WL_CODED);

			if (i < (side ? 2 : 3))
				fixture_quote(&sides[side], one, "w", "gone");
			if (i < (side ? 3 : 2))
				fixture_quote(&sides[side], one, "v", "came");
		}
	make(NULL, NULL);
	assert_int_equal(difference.npatterns, 2);
	assert_int_equal(difference.compare.groups[0].rows[0].shift, WL_BECAME);
	wl_difference_pattern(&out, &difference.compare,
		&difference.compare.groups[0],
		&difference.compare.groups[0].rows[0]);
	assert_string_equal(out.s, "became a pattern: 2 of 4 → 3 of 4 losses");
}

/* --- Cards and files --- */

static struct wl_claim claims[2][2];
static struct wl_card cards[2][2];

static void two_cards(void)
{
	for (int side = 0; side < 2; side++) {
		for (int i = 0; i < 2; i++) {
			claims[side][i] = (struct wl_claim){ .id = "x",
				.text = i && side ? "new" : "old",
				.unproven = true };
			cards[side][i] = (struct wl_card){
				.path = i ? "cards/icp/b.md" : "cards/icp/a.md",
				.id = i ? "b" : "a",
				.type = WL_ICP,
				.title = "T",
				.verified = WL_NO_DAY,
				.retired = WL_NO_DAY,
				.claims = &claims[side][i],
				.nclaims = 1,
			};
		}
		sides[side].cards = cards[side];
		sides[side].ncards = 2;
	}
	cards[1][0].owner = "priya";
}

static void test_cards(void **state)
{
	(void)state;
	two_cards();
	make(NULL, NULL);
	wl_difference_headline(&out, &difference);
	assert_string_equal(out.s, "2 cards edited, 1 claim changed");
	wl_buf_clear(&out);
	wl_difference_events(&out, difference.cards[0].revised);
	assert_string_equal(out.s, "owner none → priya");
}

static void test_only_a_card(void **state)
{
	const char *names[] = { "icp/b" };
	struct wl_list only = { names, 1 };

	(void)state;
	two_cards();
	theme(0, "a", "");
	interview(0, "i", WL_CODED);
	make(&only, NULL);
	assert_int_equal(difference.ncards, 1);
	assert_string_equal(difference.cards[0].card->id, "b");
	assert_int_equal(difference.nthemes, 0);
	assert_int_equal(difference.ninterviews, 0);
	assert_true(wl_card_named(&cards[0][1], "b"));
	assert_false(wl_card_named(&cards[0][1], "message/b"));
	assert_false(wl_card_named(&cards[0][1], "icpb"));
	assert_false(wl_card_named(&cards[0][1], "a"));
}

static void test_files(void **state)
{
	struct wl_strv files = { 0 };

	(void)state;
	two_cards();
	theme(0, "a", "");
	interview(0, "2026-i", WL_CODED);
	wl_strv_add(&files, "cards/icp/b.md");
	wl_strv_add(&files, "deals.csv");
	wl_strv_add(&files, "interviews/2026/2026-i.md");
	wl_strv_add(&files, "interviews/2026/2026-j.md");
	wl_strv_add(&files, "themes.yaml");
	make(NULL, &files);
	assert_int_equal(difference.files.n, 2);
	assert_string_equal(difference.files.v[0], "deals.csv");
	assert_string_equal(difference.files.v[1], "interviews/2026/2026-j.md");
	wl_strv_release(&files);
}

/* --- Words --- */

static void keep(void *context, const struct wl_difference_piece *piece)
{
	(void)context;
	wl_buf_addf(&out, "%s%c%s|", piece->spaced ? "_" : "",
		"=-+"[piece->side + 1], piece -> text);
}

static void test_words(void **state)
{
	(void)state;
	wl_difference_words("in four weeks.", "in five weeks now.", keep, NULL);
	assert_string_equal(out.s, "=in|_-four|+five|_=weeks|_+now|=.|");
	wl_buf_clear(&out);
	/* what could be taken for our marks is made visible */
	wl_difference_words("a \1b", "a c", keep, NULL);
	assert_string_equal(out.s, "=a|_-<0x01>b|+c|");
}

/* Claims cannot bring HTML or Markdown into a comment. */
static void test_markdown_is_escaped(void **state)
{
	(void)state;
	two_cards();
	claims[0][1].text = "see **this**";
	claims[1][1].text = "see <img src=x> [a](http://b) **this**";
	make(NULL, NULL);
	wl_publish_difference_markdown(&out, &difference);
	assert_non_null(
		strstr(out.s, "see <ins>\\<img src=x> \\[a](http://b)</ins> "
			      "\\*\\*this\\*\\*"));
}

static void test_a_fence_holds(void **state)
{
	struct wl_buf patch = WL_BUF_INIT;
	struct wl_look look = { true, 80 };

	(void)state;
	wl_buf_adds(&patch, "+````\n+x\n");
	wl_publish_patch(&out, &patch, WL_MARKDOWN, &look);
	assert_string_equal(out.s, "\n`````diff\n+````\n+x\n`````\n");
	wl_buf_clear(&out);
	wl_publish_patch(&out, &patch, WL_TEXT, &look);
	assert_string_equal(
		out.s, "\n\033[32m+````\033[0m\n\033[32m+x\033[0m\n");
	wl_buf_release(&patch);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(test_themes_that_are_the_same),
		TEST(test_themes_that_come_and_go),
		TEST(test_a_theme_that_was_renamed),
		TEST(test_a_theme_that_was_renamed_and_changed),
		TEST(test_a_theme_that_was_merged),
		TEST(test_themes_that_became_one),
		TEST(test_fields_of_a_theme),
		TEST(test_interviews_by_change),
		TEST(test_passages),
		TEST(test_passages_of_a_renamed_theme),
		TEST(test_patterns),
		TEST(test_cards),
		TEST(test_only_a_card),
		TEST(test_files),
		TEST(test_words),
		TEST(test_markdown_is_escaped),
		TEST(test_a_fence_holds),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
