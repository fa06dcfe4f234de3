/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "parse_test.h"

#include "model/revised.h"
#include "random.h"

/* Two states of one or several cards, and what is said of them. */
struct pair {
	struct wl_arena arena;
	struct wl_card card[2][4];
	const struct wl_card *cards[2][4];
	size_t n[2];
	struct wl_revised revised;
	struct wl_buf said;
};

static void begin(struct pair *pair)
{
	memset(pair, 0, sizeof(*pair));
	wl_arena_init(&pair->arena);
	wl_buf_init(&pair->said);
}

static void end(struct pair *pair)
{
	wl_arena_release(&pair->arena);
	wl_buf_release(&pair->said);
}

static void add(struct pair *pair, int side, const char *path, const char *text)
{
	struct wl_source source = source_of(path, text);
	struct wl_card *card = &pair->card[side][pair->n[side]];
	struct wl_err err = { 0 };

	if (wl_card_parse(card, &pair->arena, &source, &err))
		fail_msg("%d:%d: %s", err.line, err.column, err.text);
	pair->cards[side][pair->n[side]++] = card;
}

static void say_claim(struct wl_buf *out, const struct wl_claim_revised *one)
{
	const struct wl_claim *claim = one->after ? one->after : one->before;

	wl_buf_addf(out, "%s%s%s", out->n ? "; " : "",
		wl_revision_kinds[one->kind], one->words ? "" : " same");
	if (one->kind == WL_CLAIM_CHANGED && one->evidence)
		wl_buf_adds(out, " evidence");
	if (one->before && one->after && one->words)
		wl_buf_addf(out, " '%s' -> '%s'", one->before->text,
			one->after->text);
	else
		wl_buf_addf(out, " '%s'", claim->text);
}

static const char *compare(struct pair *pair)
{
	wl_revised_make(&pair->revised, &pair->arena, pair->cards[0],
		pair->n[0], pair->cards[1], pair->n[1]);
	wl_buf_clear(&pair->said);
	for (size_t i = 0; i < pair->revised.ncards; i++)
		for (size_t j = 0; j < pair->revised.cards[i].nclaims; j++)
			say_claim(
				&pair->said, &pair->revised.cards[i].claims[j]);
	return pair->said.s;
}

#define FRONT "---\nwinloss: 1\nid: rivalco\ntype: battlecard\n"
#define HEAD FRONT "---\n# RivalCo\n\n"

static void expect_claims(
	const char *before, const char *after, const char *said)
{
	const char *texts[] = { before, after };
	struct pair pair;

	begin(&pair);
	for (int side = 0; side < 2; side++) {
		char *text = NULL;

		if (asprintf(&text, HEAD "%s\n", texts[side]) < 0)
			abort();
		add(&pair, side, "cards/battlecard/rivalco.md", text);
		free(text);
	}
	assert_string_equal(compare(&pair), said);
	end(&pair);
}

static void test_the_same(void **state)
{
	(void)state;
	expect_claims("- One two. ^a1", "- One two. ^a1", "");
	expect_claims("- One\n  two.", "-   One two.", "");
	expect_claims("- *One* two.", "- One two.", "");
	expect_claims("", "", "");
}

static void test_one_id_is_one_claim(void **state)
{
	(void)state;
	expect_claims("- One two. ^a1", "- Wholly other. ^a1",
		"changed 'One two.' -> 'Wholly other.'");
	/* also where other words are nearer */
	expect_claims("- One two three. ^a1\n- Four. ^b2",
		"- Four. ^a1\n- One two three. ^b2",
		"changed 'One two three.' -> 'Four.'; "
		"changed 'Four.' -> 'One two three.'");
	/* two ids are two claims */
	expect_claims("- One two. ^a1", "- One two. ^b2",
		"removed 'One two.'; added 'One two.'");
}

static void test_half_of_the_words(void **state)
{
	(void)state;
	expect_claims("- One two three four.", "- One two three five.",
		"changed 'One two three four.' -> 'One two three five.'");
	/* exactly half, of the longer one */
	expect_claims("- One two three four.", "- One two five six.",
		"changed 'One two three four.' -> 'One two five six.'");
	expect_claims("- One two.", "- One two five six.",
		"changed 'One two.' -> 'One two five six.'");
	/* less than half */
	expect_claims("- One two.", "- One two five six seven.",
		"removed 'One two.'; added 'One two five six seven.'");
	expect_claims("- One two three four.", "- One five six seven.",
		"removed 'One two three four.'; added 'One five six seven.'");
	/* case and punctuation make no difference, numbers do */
	expect_claims("- One, 48% of it!", "- one 48% (of) that",
		"changed 'One, 48% of it!' -> 'one 48% (of) that'");
	/* a word counts as often as it stands there */
	expect_claims("- go go go go", "- go a b c",
		"removed 'go go go go'; added 'go a b c'");
}

static void test_an_id_that_comes_or_goes(void **state)
{
	(void)state;
	expect_claims("- One two.", "- One two. ^a1", "");
	expect_claims("- One two. ^a1", "- One two.", "");
	expect_claims("- One two. ^a1", "- One three.",
		"changed 'One two.' -> 'One three.'");
	expect_claims("- Same.\n- Same.", "- Same. ^a1\n- Same. ^b2", "");
}

static void test_moved(void **state)
{
	(void)state;
	expect_claims(
		"- One two.\n- Three four.", "- Three four.\n- One two.", "");
	expect_claims("## A\n\n- One two.\n\n## B\n\n- Three.",
		"## A\n\n## B\n\n- Three.\n- One two.", "");
	/* what is the same elsewhere comes before what is like it here */
	expect_claims("## A\n\n- One two.",
		"## A\n\n- One four.\n\n## B\n\n"
		"- One two.",
		"added 'One four.'");
	/* moved and changed */
	expect_claims("## A\n\n- One two three.\n\n## B",
		"## A\n\n## B\n\n- One two four.",
		"changed 'One two three.' -> 'One two four.'");
	/* of two places, its own section */
	expect_claims("## A\n\n- One two three.\n\n## B",
		"## A\n\n- One five six three.\n\n## B\n\n- One two four.",
		"changed 'One two three.' -> 'One five six three.'; "
		"added 'One two four.'");
}

static void test_the_best_pair_first(void **state)
{
	(void)state;
	expect_claims("- One two three four.",
		"- One two five six.\n- One two three six.",
		"added 'One two five six.'; "
		"changed 'One two three four.' -> 'One two three six.'");
	expect_claims("- One two five six.\n- One two three six.",
		"- One two three four.",
		"removed 'One two five six.'; "
		"changed 'One two three six.' -> 'One two three four.'");
	/* equals: the order of the files */
	expect_claims("- One two.", "- One three.\n- One four.",
		"changed 'One two.' -> 'One three.'; added 'One four.'");
	expect_claims("- One three.\n- One four.", "- One two.",
		"changed 'One three.' -> 'One two.'; removed 'One four.'");
}

static void test_evidence(void **state)
{
	(void)state;
	expect_claims("- One. [@2026-10-beta^q4] ^a1",
		"- One. [@2026-10-beta^q5] ^a1",
		"changed same evidence 'One.'");
	expect_claims("- One. (unproven)", "- One. [@2026-10-beta^q5]",
		"changed same evidence 'One.'");
	expect_claims("- One two. (unproven)", "- One three. [@2026-10-b^q5]",
		"changed evidence 'One two.' -> 'One three.'");
	expect_claims("- One. [@2026-10-b^q5] [@2026-10-c^q5]",
		"- One. [@2026-10-b^q5; @2026-10-c^q5]", "");
}

static void test_order(void **state)
{
	(void)state;
	expect_claims("- Aa ^a\n- Bb ^b\n- Cc ^c\n- Dd ^d",
		"- Xx ^x\n- Dd ^d\n- Aa ^a\n- Yy ^y",
		"added 'Xx'; removed 'Bb'; removed 'Cc'; added 'Yy'");
	expect_claims("- Bb ^b\n- Aa ^a", "- Aa ^a\n- Cc ^c",
		"removed 'Bb'; added 'Cc'");
}

/* --- Cards --- */

static unsigned events(const char *before, const char *after)
{
	static const char path[] = "cards/battlecard/rivalco.md";
	struct pair pair;
	unsigned found;

	begin(&pair);
	if (before)
		add(&pair, 0, path, before);
	if (after)
		add(&pair, 1, path, after);
	compare(&pair);
	assert_true(pair.revised.ncards <= 1);
	found = pair.revised.ncards ? pair.revised.cards[0].events : 0;
	end(&pair);
	return found;
}

#define BODY "---\n# RivalCo\n\n- One. ^a1\n"

static void test_events_of_front_matter(void **state)
{
	static const struct {
		const char *before, *after;
		unsigned events;
	} rows[] = {
		{ FRONT BODY, FRONT BODY, 0 },
		{ NULL, FRONT BODY, WL_CARD_NEW },
		{ FRONT BODY, NULL, WL_CARD_GONE },
		{ NULL, FRONT "verified: 2026-11-21\n" BODY,
			WL_CARD_NEW | WL_CARD_VERIFIED },
		{ FRONT BODY, FRONT "retired: 2026-11-21\n" BODY,
			WL_CARD_RETIRED },
		{ FRONT "retired: 2026-11-21\n" BODY, FRONT BODY,
			WL_CARD_RESTORED },
		{ FRONT BODY, FRONT "verified: 2026-11-21\n" BODY,
			WL_CARD_VERIFIED },
		{ FRONT "verified: 2026-11-20\n" BODY,
			FRONT "verified: 2026-11-21\n" BODY, WL_CARD_VERIFIED },
		{ FRONT "verified: 2026-11-21\nverified-as: aa\n" BODY,
			FRONT "verified: 2026-11-21\nverified-as: bb\n" BODY,
			WL_CARD_VERIFIED },
		{ FRONT "verified: 2026-11-21\n" BODY, FRONT BODY,
			WL_CARD_UNVERIFIED },
		{ FRONT BODY, FRONT "verifier: marc\n" BODY, WL_CARD_VERIFIER },
		{ FRONT "verifier: marc\n" BODY, FRONT "verifier: ana\n" BODY,
			WL_CARD_VERIFIER },
		{ FRONT "owner: marc\n" BODY, FRONT BODY, WL_CARD_OWNER },
		{ FRONT BODY, FRONT "audience: external\n" BODY,
			WL_CARD_AUDIENCE },
		{ FRONT BODY, FRONT "---\n# Rival Co\n\n- One. ^a1\n",
			WL_CARD_TITLE },
		{ FRONT BODY, FRONT "disputed: {a1: 2026-10}\n" BODY,
			WL_CARD_DISPUTED_NOW },
		{ FRONT "disputed: {a1: 2026-10}\n" BODY,
			FRONT "disputed: {a1: 2026-11}\n" BODY, 0 },
		{ FRONT "disputed: {a1: 2026-10}\n" BODY, FRONT BODY, 0 },
	};

	(void)state;
	for (size_t i = 0; i < WL_LEN(rows); i++)
		if (events(rows[i].before, rows[i].after) != rows[i].events)
			fail_msg("row %zu: %x", i,
				events(rows[i].before, rows[i].after));
}

#define BATTLECARD(id, body)                                                   \
	"---\nwinloss: 1\nid: " id "\ntype: battlecard\n---\n# X\n\n" body

static void test_another_name(void **state)
{
	static const struct {
		const char *before, *after;
		size_t ncards, nclaims; /* that changed */
	} rows[] = {
		/* By id, by words; half of them */
		{ BATTLECARD("one", "- A. ^a1\n- B.\n"),
			BATTLECARD("two", "- A. ^a1\n- B.\n"), 1, 0 },
		{ BATTLECARD("one", "- A. ^a1\n- B. ^b2\n"),
			BATTLECARD("two", "- Else. ^a1\n- C. ^c3\n"), 1, 3 },
		/* Less than half, or nothing at all: two cards */
		{ BATTLECARD("one", "- A. ^a1\n- B. ^b2\n- D. ^d4\n"),
			BATTLECARD("two", "- A. ^a1\n- C. ^c3\n"), 2, 0 },
		{ BATTLECARD("one", ""), BATTLECARD("two", ""), 2, 0 },
	};

	(void)state;
	for (size_t i = 0; i < WL_LEN(rows); i++) {
		struct pair pair;

		begin(&pair);
		add(&pair, 0, "cards/battlecard/one.md", rows[i].before);
		add(&pair, 1, "cards/battlecard/two.md", rows[i].after);
		compare(&pair);
		assert_int_equal(pair.revised.ncards, rows[i].ncards);
		if (rows[i].ncards == 1) {
			const struct wl_card_revised *one =
				&pair.revised.cards[0];

			assert_int_equal(one->events, WL_CARD_RENAMED);
			assert_string_equal(one->before->id, "one");
			assert_int_equal(one->nclaims, rows[i].nclaims);
		}
		end(&pair);
	}
}

/* Verified on its claims, which are then edited without a word in front. */
static void test_edited_since(void **state)
{
	struct pair pair;
	struct wl_buf digest = WL_BUF_INIT, text = WL_BUF_INIT;

	(void)state;
	begin(&pair);
	add(&pair, 0, "cards/battlecard/rivalco.md", FRONT BODY);
	wl_card_digest(&digest, pair.cards[0][0]);
	wl_buf_addf(&text, "%sverified: 2026-11-21\nverified-as: %s\n%s", FRONT,
		digest.s, BODY);
	end(&pair);
	assert_int_equal(events(FRONT BODY, text.s), WL_CARD_VERIFIED);
	begin(&pair);
	add(&pair, 0, "cards/battlecard/rivalco.md", text.s);
	wl_buf_adds(&text, "- Two. ^b2\n");
	add(&pair, 1, "cards/battlecard/rivalco.md", text.s);
	assert_string_equal(compare(&pair), "added 'Two.'");
	assert_int_equal(pair.revised.cards[0].events, WL_CARD_UNVERIFIED);
	end(&pair);
	wl_buf_release(&digest);
	wl_buf_release(&text);
}

static void test_cards_are_one_wherever_they_stand(void **state)
{
	struct pair pair;

	(void)state;
	begin(&pair);
	add(&pair, 0, "cards/battlecard/rivalco.md", FRONT BODY);
	add(&pair, 1, "archive/cards/battlecard/rivalco.md", FRONT BODY);
	assert_string_equal(compare(&pair), "");
	assert_int_equal(pair.revised.ncards, 1);
	assert_int_equal(pair.revised.cards[0].events, WL_CARD_RETIRED);
	end(&pair);

	/* of two, the one in use */
	begin(&pair);
	add(&pair, 0, "archive/cards/battlecard/rivalco.md", HEAD "- Old.\n");
	add(&pair, 0, "cards/battlecard/rivalco.md", FRONT BODY);
	add(&pair, 1, "cards/battlecard/rivalco.md", FRONT BODY);
	assert_string_equal(compare(&pair), "");
	assert_int_equal(pair.revised.ncards, 0);
	end(&pair);
}

static void test_cards_come_by_type_and_id(void **state)
{
	struct pair pair;

	(void)state;
	begin(&pair);
	add(&pair, 1, "a.md", "---\nwinloss: 1\nid: b\ntype: icp\n---\n- I.\n");
	add(&pair, 1, "b.md",
		"---\nwinloss: 1\nid: z\ntype: battlecard\n---\n- Z.\n");
	add(&pair, 1, "c.md",
		"---\nwinloss: 1\nid: a\ntype: battlecard\n---\n- A.\n");
	add(&pair, 0, "d.md",
		"---\nwinloss: 1\nid: m\ntype: battlecard\n---\n- M.\n");
	assert_string_equal(compare(&pair),
		"added 'A.'; removed 'M.'; added 'Z.'; added 'I.'");
	assert_int_equal(pair.revised.ncards, 4);
	assert_null(pair.revised.cards[1].after);
	assert_int_equal(pair.revised.cards[1].events, WL_CARD_GONE);
	assert_null(pair.revised.cards[0].before);
	end(&pair);
}

/* --- Words --- */

static const char *const open_marks[] = { "[-", "{+" };
static const char *const close_marks[] = { "-]", "+}" };

static void expect_words(
	const char *before, const char *after, const char *marked)
{
	struct wl_buf out = WL_BUF_INIT;

	wl_buf_adds(&out, "- ");
	wl_revised_words(&out, before, after, open_marks, close_marks);
	assert_string_equal(out.s + 2, marked);
	wl_buf_release(&out);
}

static void test_words(void **state)
{
	(void)state;
	expect_words("", "", "");
	expect_words("a b c", "a b c", "a b c");
	expect_words(
		"in four weeks", "in five weeks", "in [-four-]{+five+} weeks");
	expect_words("a c", "a b c", "a {+b+} c");
	expect_words("a b c", "a c", "a [-b-] c");
	expect_words("b c", "a b c", "{+a+} b c");
	expect_words("a b c", "b c", "[-a-] b c");
	expect_words("a b", "a b c d", "a b {+c d+}");
	expect_words("a b c", "a", "a [-b c-]");
	expect_words("", "a b", "{+a b+}");
	expect_words("a b", "", "[-a b-]");
	expect_words("a b c d e", "a x c y e", "a [-b-]{+x+} c [-d-]{+y+} e");
	/* punctuation is a word of its own */
	expect_words("four weeks.", "four weeks, said one.",
		"four weeks{+, said one+}.");
	expect_words("in ten (of us).", "in ten (of them).",
		"in ten (of [-us-]{+them+}).");
	expect_words("ten weeks.", "ten weeks", "ten weeks[-.-]");
	expect_words("48% of it", "52% of it", "[-48%-]{+52%+} of it");
	/* spaces alone */
	expect_words("a , b", "a, b", "a[- ,-]{+,+} b");
	/* letters of more bytes stay whole; wide ones stand alone */
	expect_words("na\xc3\xafve r\xc3\xa9sum\xc3\xa9",
		"na\xc3\xafve r\xc3\xa9sume",
		"na\xc3\xafve [-r\xc3\xa9sum\xc3\xa9-]{+r\xc3\xa9sume+}");
	expect_words("\xe5\x83\xb9\xe6\xa0\xbc\xe9\xab\x98",
		"\xe5\x83\xb9\xe6\xa0\xbc\xe4\xbd\x8e",
		"\xe5\x83\xb9\xe6\xa0\xbc[-\xe9\xab\x98-]{+\xe4\xbd\x8e+}");
}

/* The marked text without what one side's marks hold is the other side. */
static void only(struct wl_buf *out, const char *marked, char skip, char keep)
{
	bool skipping = false;

	for (; *marked; marked++) {
		if (*marked == skip)
			skipping = true;
		else if (skipping && *marked == '\3')
			skipping = false;
		else if (!skipping && *marked != keep && *marked != '\3')
			wl_buf_addc(out, *marked);
	}
}

static void random_words(struct wl_buf *out, struct random *random)
{
	static const char *const words[] = { "a", "b", "c", "(d)", "e." };

	wl_buf_clear(out);
	for (size_t n = random_below(random, 8); n; n--)
		wl_buf_addf(out, "%s%s", out->n ? " " : "",
			random_of(random, words, WL_LEN(words)));
}

static void squeeze(struct wl_buf *out)
{
	size_t n = 0;

	for (size_t i = 0; i < out->n; i++)
		if (out->s[i] != ' ' || (n && out->s[n - 1] != ' '))
			out->s[n++] = out->s[i];
	wl_buf_cut(out, n);
	wl_buf_rtrim(out);
}

static void test_marks_hold_both_sides(void **state)
{
	static const char *const open[] = { "\1", "\2" };
	static const char *const close[] = { "\3", "\3" };
	struct wl_buf side[2] = { WL_BUF_INIT, WL_BUF_INIT };
	struct wl_buf out = WL_BUF_INIT, back = WL_BUF_INIT;
	struct random random = { 7 };

	(void)state;
	for (int i = 0; i < 2000; i++) {
		random_words(&side[0], &random);
		random_words(&side[1], &random);
		wl_buf_clear(&out);
		wl_revised_words(&out, side[0].s, side[1].s, open, close);
		for (int j = 0; j < 2; j++) {
			wl_buf_clear(&back);
			only(&back, out.s, j ? '\1' : '\2', j ? '\2' : '\1');
			squeeze(&back);
			assert_string_equal(back.s, side[j].s);
		}
	}
	wl_buf_release(&side[0]);
	wl_buf_release(&side[1]);
	wl_buf_release(&out);
	wl_buf_release(&back);
}

/* Thousands of claims or words are compared in bounded time. */
static void test_large(void **state)
{
	struct wl_buf text[2] = { WL_BUF_INIT, WL_BUF_INIT };
	struct wl_buf out = WL_BUF_INIT;
	struct pair pair;

	(void)state;
	begin(&pair);
	for (int side = 0; side < 2; side++) {
		wl_buf_adds(&text[side], HEAD);
		for (int i = 0; i < 6000; i++)
			wl_buf_addf(
				&text[side], "- %c%d\n\n", side ? 'a' : 'b', i);
		add(&pair, side, "a.md", text[side].s);
	}
	compare(&pair);
	assert_int_equal(pair.revised.cards[0].nclaims, 12000);
	wl_revised_words(&out, text[0].s, text[1].s, open_marks, close_marks);
	assert_true(out.n > text[0].n);
	end(&pair);
	wl_buf_release(&out);
	wl_buf_release(&text[0]);
	wl_buf_release(&text[1]);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_the_same),
		cmocka_unit_test(test_one_id_is_one_claim),
		cmocka_unit_test(test_half_of_the_words),
		cmocka_unit_test(test_an_id_that_comes_or_goes),
		cmocka_unit_test(test_moved),
		cmocka_unit_test(test_the_best_pair_first),
		cmocka_unit_test(test_evidence),
		cmocka_unit_test(test_order),
		cmocka_unit_test(test_events_of_front_matter),
		cmocka_unit_test(test_another_name),
		cmocka_unit_test(test_edited_since),
		cmocka_unit_test(test_cards_are_one_wherever_they_stand),
		cmocka_unit_test(test_cards_come_by_type_and_id),
		cmocka_unit_test(test_words),
		cmocka_unit_test(test_marks_hold_both_sides),
		cmocka_unit_test(test_large),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
