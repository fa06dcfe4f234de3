/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "parse_test.h"

#include "model/review_edit.h"

#define HEAD "---\nwinloss: 1\nid: 2026-11\n"
#define TAIL "---\n\n# Review\n\n## Notes\n\nours\n"

static const char whole[] =
	"---\n"
	"winloss: 1\n"
	"id: 2026-q4\n"
	"kind: quarterly\n"
	"since: 2026-09-30  # kept\n"
	"as-of: 2026-12-30\n"
	"held: 2026-12-31\n"
	"present: [priya, ruth]\n"
	"decision: changed\n"
	"verdicts:\n"
	"  battlecard/rivalco^r4w: no-longer\n"
	"  message/value^k2p: still\n"
	"requests:\n"
	"  - {what: A page, by: sales, priority: high, impact: low, decision: "
	"taken, reason: it fits}\n"
	"actions:\n"
	"  - id: kjt4m\n"
	"    what: Ask for references\n"
	"    owner: marc\n"
	"    deadline: 2027-01-15\n"
	"    outcome: two agreed\n"
	"    handed: [2027-01-02 priya]\n"
	"    done: 2027-01-10\n"
	"  - id: x2z\n"
	"opportunities:\n"
	"  - {deal: OPP-1, helped: yes, where: first call}\n"
	"assets:\n"
	"  - {name: proof-point/rollout, consistent: partly, used: unknown}\n"
	"retro:\n"
	"  drove: dates in writing\n"
	"  stale: the old price list\n"
	"later: kept\n" TAIL;

static struct wl_review parsed(struct wl_arena *arena, const char *text)
{
	struct wl_source source = source_of("reviews/a.md", text);
	struct wl_review review;
	struct wl_err err = { 0 };

	if (wl_review_parse(&review, arena, &source, &err))
		fail_msg("%d:%d %s", err.line, err.column, err.text);
	return review;
}

static wl_day day(const char *text)
{
	wl_day out;

	assert_true(wl_day_parse(&out, text));
	return out;
}

static void test_parse(void **state)
{
	struct wl_arena arena;
	struct wl_review review;
	const struct wl_action *action;

	(void)state;
	wl_arena_init(&arena);
	review = parsed(&arena, whole);
	assert_string_equal(review.path, "reviews/a.md");
	assert_string_equal(review.id, "2026-q4");
	assert_int_equal(review.kind, WL_QUARTERLY);
	assert_int_equal(review.since, day("2026-09-30"));
	assert_int_equal(wl_review_day(&review), day("2026-12-31"));
	assert_int_equal(review.present.n, 2);
	assert_int_equal(review.decision, WL_CHANGED);
	assert_int_equal(review.nverdicts, 2);
	assert_int_equal(
		wl_review_verdict(&review, "battlecard/rivalco^r4w")->standing,
		WL_NO_LONGER_TRUE);
	assert_int_equal(review.verdicts[1].line, 12);
	assert_null(wl_review_verdict(&review, "message/value^none"));
	assert_int_equal(review.nrequests, 1);
	assert_int_equal(review.requests[0].priority, WL_HIGH);
	assert_int_equal(review.requests[0].impact, WL_LOW);
	assert_int_equal(review.requests[0].decision, WL_TAKEN);
	assert_int_equal(review.nactions, 2);
	action = wl_review_action(&review, "kjt4m");
	assert_string_equal(action->outcome, "two agreed");
	assert_int_equal(action->line, 16);
	assert_int_equal(action->nhanded, 1);
	assert_string_equal(action->handed[0].from, "priya");
	assert_int_equal(action->handed[0].day, day("2027-01-02"));
	/* What is missing is a finding, not an error */
	assert_null(review.actions[1].owner);
	assert_int_equal(review.actions[1].deadline, WL_NO_DAY);
	assert_int_equal(
		wl_review_opportunity(&review, "OPP-1")->helped, WL_YES);
	assert_int_equal(
		wl_review_asset(&review, "proof-point/rollout")->consistent,
		WL_PARTLY_YES);
	assert_null(wl_review_asset(NULL, "x"));
	assert_string_equal(review.retro[0], "dates in writing");
	assert_null(review.retro[1]);
	assert_string_equal(review.retro[2], "the old price list");
	assert_null(review.retro[3]);
	wl_arena_release(&arena);
}

static void test_there(void **state)
{
	struct wl_arena arena;
	struct wl_review review;

	(void)state;
	wl_arena_init(&arena);
	review = parsed(&arena, whole);
	assert_false(wl_review_there(&review, day("2026-12-30")));
	assert_true(wl_review_there(&review, day("2026-12-31")));
	review = parsed(&arena, HEAD "as-of: 2026-11-21\n---\n");
	assert_false(wl_review_there(&review, day("2026-11-20")));
	assert_true(wl_review_there(&review, day("2026-11-21")));
	/* Nobody says when: it always was */
	review = parsed(&arena, HEAD "---\n");
	assert_true(wl_review_there(&review, day("2020-01-01")));
	wl_arena_release(&arena);
}

static void test_kind_by_id(void **state)
{
	struct wl_arena arena;
	struct wl_review review;

	(void)state;
	wl_arena_init(&arena);
	review = parsed(&arena, HEAD "---\n");
	assert_int_equal(review.kind, WL_MONTHLY);
	assert_int_equal(review.held, WL_NO_DAY);
	assert_int_equal(review.decision, WL_NOT_HELD);
	review = parsed(&arena, "---\nwinloss: 1\nid: 2026-q1\n---\n");
	assert_int_equal(review.kind, WL_QUARTERLY);
	wl_arena_release(&arena);
}

PARSE(review)

static void test_wrong(void **state)
{
	static const struct wrong wrongs[] = {
		{ "no front matter\n", 1, 1,
			"the file does not begin with front matter", NULL },
		{ "---\nid: 2026-11\n---\n", 2, 1, "'winloss: 1' is missing",
			NULL },
		{ "---\nwinloss: 1\n---\n", 2, 1, "'id' is missing", NULL },
		{ "---\nwinloss: 1\nid: november\n---\n", 3, 5,
			"id 'november' is neither a month such as 2026-11 nor "
			"a quarter such as 2026-q4",
			"" },
		{ "---\nwinloss: 1\nid: 2026-13\n---\n", 3, 5,
			"id '2026-13' is neither a month such as 2026-11 nor a "
			"quarter such as 2026-q4",
			"" },
		{ HEAD "kind: quarterly\n---\n", 4, 7,
			"'2026-11' is a monthly review by its id, not a "
			"quarterly one",
			"" },
		{ HEAD "held: soon\n---\n", 4, 7,
			"held 'soon' is not a date such as 2026-11-21", "" },
		{ HEAD "verdicts:\n  rivalco^r4w: still\n---\n", 5, 3,
			"'rivalco^r4w' is not a claim such as "
			"'battlecard/rivalco^r4w'",
			"" },
		{ HEAD "verdicts: [a]\n---\n", 4, 11,
			"verdicts is a list, not a map of keys and values",
			"" },
		{ HEAD "verdicts:\n  message/v^a: still\n  message/v^a: "
		       "partly\n---\n",
			6, 3, "key 'message/v^a' stands here a second time",
			NULL },
		{ HEAD "actions:\n  - what: x\n---\n", 5, 5, "'id' is missing",
			NULL },
		{ HEAD "actions:\n  - id: a1\n  - id: a1\n---\n", 6, 5,
			"the action 'a1' stands here a second time, first in "
			"line 5",
			"" },
		{ HEAD "actions: [text]\n---\n", 4, 11,
			"actions is a text, not a map of keys and values", "" },
		{ HEAD "actions:\n  - id: a1\n    deadline: later\n---\n", 6,
			15, "deadline 'later' is not a date such as 2026-11-21",
			"" },
		{ HEAD "actions:\n  - id: a1\n    handed: [priya]\n---\n", 6,
			14,
			"'priya' does not say when an action was handed over "
			"and whose it was, such as '2026-11-25 priya'",
			"" },
		{ HEAD "opportunities:\n  - helped: yes\n---\n", 5, 5,
			"'deal' is missing", NULL },
		{ HEAD "assets:\n  - name: a\n  - name: a\n---\n", 6, 5,
			"the asset 'a' stands here a second time, first in "
			"line 5",
			"" },
	};

	(void)state;
	expect_wrongs(wrongs, WL_LEN(wrongs), parse);
}

static void test_terms(void **state)
{
	static const char *const bad[] = {
		HEAD "decision: maybe\n---\n",
		HEAD "verdicts: {message/v^a: true}\n---\n",
		HEAD "requests:\n  - priority: urgent\n---\n",
		HEAD "requests:\n  - decision: yes\n---\n",
		HEAD "opportunities:\n  - {deal: a, helped: partly}\n---\n",
		HEAD "assets:\n  - {name: a, used: often}\n---\n",
	};

	(void)state;
	for (size_t i = 0; i < WL_LEN(bad); i++) {
		struct wl_source source = source_of("a", bad[i]);
		struct wl_arena arena;
		struct wl_err err = { 0 };

		wl_arena_init(&arena);
		assert_int_equal(parse(&arena, &source, &err), WL_EUNREADABLE);
		assert_true(err.line > 3);
		wl_arena_release(&arena);
	}
}

static void test_ids(void **state)
{
	static const char *const good[] = { "2026-01", "2026-12", "2026-q1",
		"2026-q4", "0001-q2" };
	static const char *const bad[] = { "", "2026", "2026-00", "2026-13",
		"2026-q0", "2026-q5", "2026-1", "2026-111", "26-11-1",
		"2026-Q1", "2026/11" };
	char text[WL_REVIEW_ID];

	(void)state;
	for (size_t i = 0; i < WL_LEN(good); i++)
		assert_true(wl_review_id_valid(good[i], NULL));
	for (size_t i = 0; i < WL_LEN(bad); i++)
		assert_false(wl_review_id_valid(bad[i], NULL));
	assert_string_equal(
		wl_review_id(text, WL_MONTHLY, day("2024-02-29")), "2024-02");
	assert_string_equal(
		wl_review_id(text, WL_QUARTERLY, day("2024-03-31")), "2024-q1");
	assert_string_equal(
		wl_review_id(text, WL_QUARTERLY, day("2024-04-01")), "2024-q2");
	assert_string_equal(
		wl_review_id(text, WL_QUARTERLY, day("2024-12-31")), "2024-q4");
}

static void test_state(void **state)
{
	struct wl_action action = { .deadline = day("2026-11-30"),
		.done = WL_NO_DAY,
		.declined = WL_NO_DAY };

	(void)state;
	assert_int_equal(
		wl_action_state(&action, day("2026-11-30")), WL_ACTION_OPEN);
	assert_int_equal(
		wl_action_state(&action, day("2026-12-01")), WL_ACTION_OVERDUE);
	action.done = day("2026-12-02");
	assert_int_equal(
		wl_action_state(&action, day("2026-12-01")), WL_ACTION_OVERDUE);
	assert_int_equal(
		wl_action_state(&action, day("2026-12-02")), WL_ACTION_DONE);
	action.done = WL_NO_DAY;
	action.declined = day("2026-11-01");
	assert_int_equal(wl_action_state(&action, day("2026-12-01")),
		WL_ACTION_DECLINED);
	action.declined = action.deadline = WL_NO_DAY;
	assert_int_equal(
		wl_action_state(&action, day("2026-12-01")), WL_ACTION_OPEN);
}

static void test_outcome(void **state)
{
	static const char *const one[] = { "two references agreed",
		"The card says what is true.", "Version 2.1 is out",
		"one brand page", "a plan for the U.S. market", "and" };
	static const char *const several[] = { "a page and a call",
		"A page. A call.", "a page; a call", "a page AND a call",
		"a page & a call", "done! next" };

	(void)state;
	for (size_t i = 0; i < WL_LEN(one); i++)
		if (!wl_outcome_single(one[i]))
			fail_msg("one outcome: %s", one[i]);
	for (size_t i = 0; i < WL_LEN(several); i++)
		if (wl_outcome_single(several[i]))
			fail_msg("several outcomes: %s", several[i]);
}

/* Editing */

static const struct wl_entry two[] = { { "id", "a1" }, { "what", "x: #1" },
	{ "owner", "" }, { "claim", NULL } };

static void assert_file(struct wl_buf *file, const char *expect)
{
	assert_string_equal(file->s, expect);
	wl_buf_release(file);
}

static struct wl_buf file_of(const char *text)
{
	struct wl_buf file = WL_BUF_INIT;

	wl_buf_adds(&file, text);
	return file;
}

static void test_add(void **state)
{
	static const char *const cases[][2] = {
		{ HEAD TAIL,
			HEAD "actions:\n  - id: a1\n    what: 'x: #1'\n" TAIL },
		{ HEAD "actions:\n# last\n" TAIL,
			HEAD "actions:\n  - id: a1\n    what: 'x: #1'\n# "
			     "last\n" TAIL },
		{ HEAD "actions: []\nmore: 1\n" TAIL,
			HEAD "actions:\n  - id: a1\n    what: 'x: #1'\nmore: "
			     "1\n" TAIL },
		{ HEAD "actions:\n- id: b2\n  owner: p  # c\nmore: 1\n" TAIL,
			HEAD "actions:\n- id: b2\n  owner: p  # c\n- id: a1\n  "
			     "what: 'x: #1'\nmore: 1\n" TAIL },
		{ HEAD "actions: [{id: b2}]\n" TAIL,
			HEAD "actions: [{id: b2}, {id: a1, what: 'x: "
			     "#1'}]\n" TAIL },
	};
	struct wl_err err = { 0 };

	(void)state;
	for (size_t i = 0; i < WL_LEN(cases); i++) {
		struct wl_buf file = file_of(cases[i][0]);

		if (wl_review_add(
			    &file, "a", "actions", two, WL_LEN(two), &err))
			fail_msg("%zu: %s", i, err.text);
		assert_file(&file, cases[i][1]);
	}
}

static void test_add_crlf(void **state)
{
	struct wl_buf file =
		file_of("---\r\nwinloss: 1\r\nid: 2026-11\r\n---\r\nbody\r\n");
	struct wl_err err = { 0 };

	(void)state;
	assert_int_equal(wl_review_add(&file, "a", "actions", two, 2, &err), 0);
	assert_file(&file,
		"---\r\nwinloss: 1\r\nid: 2026-11\r\nactions:\r\n  - id: "
		"a1\r\n    what: 'x: #1'\r\n---\r\nbody\r\n");
}

static void test_judge(void **state)
{
	struct wl_buf file = file_of(HEAD TAIL);
	struct wl_err err = { 0 };

	(void)state;
	assert_int_equal(
		wl_review_judge(&file, "a", "message/v^a", WL_STILL_TRUE, &err),
		0);
	assert_int_equal(wl_review_judge(&file, "a", "battlecard/r^b2",
				 WL_NO_LONGER_TRUE, &err),
		0);
	assert_int_equal(wl_review_judge(&file, "a", "message/v^a",
				 WL_PARTLY_TRUE, &err),
		0);
	assert_file(&file, HEAD "verdicts:\n  message/v^a: partly\n  "
				"battlecard/r^b2: no-longer\n" TAIL);
}

static void test_change(void **state)
{
	const struct wl_entry which = { "id", "b2" }, none = { "id", "zz" };
	const struct wl_entry done = { "done", "2026-11-30" };
	const struct wl_entry owner = { "owner", "ruth" };
	struct wl_buf file = file_of(
		HEAD "actions:\n  - id: a1\n    owner: ruth\n  - id: b2\n    "
		     "owner: p  # c\nmore: 1\n" TAIL);
	struct wl_err err = { 0 };

	(void)state;
	assert_int_equal(
		wl_review_change(&file, "a", "actions", &which, &done, &err),
		0);
	assert_int_equal(
		wl_review_change(&file, "a", "actions", &which, &owner, &err),
		0);
	assert_int_equal(
		wl_review_change(&file, "a", "actions", &none, &done, &err),
		WL_ENOTFOUND);
	assert_file(&file,
		HEAD "actions:\n  - id: a1\n    owner: ruth\n  - id: b2\n    "
		     "owner: ruth  # c\n    done: 2026-11-30\nmore: 1\n" TAIL);
}

static void test_hand(void **state)
{
	struct wl_buf file =
		file_of(HEAD "actions:\n  - id: b2\n    owner: priya\n" TAIL);
	struct wl_err err = { 0 };

	(void)state;
	assert_int_equal(wl_review_hand(&file, "a", "b2", day("2026-11-25"),
				 "priya", "marc", &err),
		0);
	assert_int_equal(wl_review_hand(&file, "a", "b2", day("2026-11-26"),
				 "marc", "ruth", &err),
		0);
	assert_file(&file,
		HEAD "actions:\n  - id: b2\n    owner: ruth\n    handed: "
		     "[2026-11-25 priya, 2026-11-26 marc]\n" TAIL);
}

/* A change that would make the file unreadable leaves it as it was. */
static void test_refused(void **state)
{
	const struct wl_entry again[] = { { "id", "a1" } };
	const struct wl_entry bad[] = { { "id", "c3" },
		{ "deadline", "soon" } };
	struct wl_buf file = file_of(HEAD "actions:\n  - id: a1\n" TAIL);
	struct wl_err err = { 0 };

	(void)state;
	assert_int_equal(wl_review_add(&file, "a", "actions", again, 1, &err),
		WL_EUNREADABLE);
	assert_int_equal(wl_review_add(&file, "a", "actions", bad, 2, &err),
		WL_EUNREADABLE);
	assert_file(&file, HEAD "actions:\n  - id: a1\n" TAIL);
	file = file_of(HEAD "actions: [\n");
	assert_int_not_equal(
		wl_review_add(&file, "a", "actions", two, 2, &err), 0);
	assert_file(&file, HEAD "actions: [\n");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_parse),
		cmocka_unit_test(test_there),
		cmocka_unit_test(test_kind_by_id),
		cmocka_unit_test(test_wrong),
		cmocka_unit_test(test_terms),
		cmocka_unit_test(test_ids),
		cmocka_unit_test(test_state),
		cmocka_unit_test(test_outcome),
		cmocka_unit_test(test_add),
		cmocka_unit_test(test_add_crlf),
		cmocka_unit_test(test_judge),
		cmocka_unit_test(test_change),
		cmocka_unit_test(test_hand),
		cmocka_unit_test(test_refused),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
