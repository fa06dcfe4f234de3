/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "parse_test.h"

#include "model/interview.h"

/* Each key of the format once, in no order, and two of the programme's. */
static const char front[] =
	"---\n"
	"winloss: 1\n"
	"id: 2026-11-acme\n"
	"kind: buyer\n"
	"outcome: loss\n"
	"deal: OPP-1042\n"
	"account: \"Acme: Corp\"\n"
	"segment: mid-market\n"
	"motion: sales-led\n"
	"region:\n"
	"odd: [a]\n"
	"competitor: rivalco\n"
	"product: ledgerly\n"
	"chosen: rivalco\n"
	"incumbent: spreadsheets\n"
	"evaluated: [rivalco, acmesoft]\n"
	"stage: negotiation\n"
	"amount: 48000.00\n"
	"currency: USD\n"
	"created: 2026-06-02\n"
	"closed: 2026-10-30\n"
	"reason: price\n"
	"interviewee: buyer-7f3k2m\n"
	"role: VP Operations\n"
	"interviewer: priya\n"
	"attendees: priya\n"
	"consent: anonymous\n"
	"guide: buyer\n"
	"status: coded\n"
	"prepared: {background: 2026-11-17 priya, introduced: 2026-11-16 "
	"marc,\n"
	"  crm: 2026-11-18  priya, calls: 2026-11-18 no recording,\n"
	"  hypothesis: 2026-11-19, briefed: 2026-11-20 priya}\n"
	"objections: [too-expensive]\n"
	"interviewed: 2026-11-21T10:00:00+01:00\n"
	"forced: 2026-11-21 priya\n"
	"minutes: 43\n"
	"noted: 2026-11-21T11:20:00+01:00\n"
	"hypothesis: refuted\n"
	"coded: 2026-11-22\n"
	"trigger: trigger-board\n"
	"criteria: [rollout-time, pricing]\n"
	"buyer-reason: rollout-time\n"
	"root: sales\n"
	"price-factor: value-case\n"
	"after:\n"
	"  thanked: 2026-11-21\n"
	"  confirmed: 2026-11-22 marc\n"
	"  seller-reviewed:\n"
	"---\n";

#define HEAD "---\nwinloss: 1\nid: a\noutcome: win\ndeal: D\n---\n"

GIVEN(interview, "interviews/a.md")

static void test_reads_terms(void **state)
{
	struct wl_interview i;
	struct wl_arena arena;

	(void)state;
	given(&i, &arena, front);
	assert_string_equal(i.path, "interviews/a.md");
	assert_string_equal(i.id, "2026-11-acme");
	assert_false(i.internal);
	assert_int_equal(i.outcome, WL_LOSS);
	assert_int_equal(i.status, WL_CODED);
	assert_int_equal(i.consent, WL_CONSENT_ANONYMOUS);
	assert_int_equal(i.hypothesis, WL_REFUTED);
	assert_int_equal(i.root, WL_ROOT_SALES);
	assert_int_equal(i.price, WL_PRICE_VALUE_CASE);
	assert_int_equal(i.minutes, 43);
	assert_true(i.forced);
	assert_false(i.whole_day);
	wl_arena_release(&arena);
}

static void test_reads_texts(void **state)
{
	struct wl_interview i;
	struct wl_arena arena;

	(void)state;
	given(&i, &arena, front);
	assert_string_equal(i.deal, "OPP-1042");
	assert_string_equal(i.account, "Acme: Corp");
	assert_string_equal(i.segment, "mid-market");
	assert_string_equal(i.competitor, "rivalco");
	assert_string_equal(i.product, "ledgerly");
	assert_string_equal(i.chosen, "rivalco");
	assert_string_equal(i.incumbent, "spreadsheets");
	assert_string_equal(i.stage, "negotiation");
	assert_string_equal(i.amount, "48000.00");
	assert_string_equal(i.currency, "USD");
	assert_string_equal(i.reason, "price");
	assert_string_equal(i.interviewee, "buyer-7f3k2m");
	assert_string_equal(i.role, "VP Operations");
	assert_string_equal(i.interviewer, "priya");
	assert_string_equal(i.guide, "buyer");
	assert_string_equal(i.trigger, "trigger-board");
	assert_string_equal(i.buyer_reason, "rollout-time");
	assert_int_equal(i.evaluated.n, 2);
	assert_string_equal(i.evaluated.v[1], "acmesoft");
	assert_int_equal(i.attendees.n, 1);
	assert_string_equal(i.attendees.v[0], "priya");
	assert_string_equal(i.objections.v[0], "too-expensive");
	assert_string_equal(i.criteria.v[1], "pricing");
	wl_arena_release(&arena);
}

static void expect_day(wl_day day, const char *expected)
{
	char text[WL_DATE_TEXT];

	assert_string_equal(wl_day_format(day, text), expected);
}

static void expect_done(
	const struct wl_done *done, const char *day, const char *person)
{
	expect_day(done->day, day);
	if (person)
		assert_string_equal(done->person, person);
	else
		assert_null(done->person);
}

static void test_reads_dates(void **state)
{
	struct wl_interview i;
	struct wl_arena arena;
	char text[WL_TIME_TEXT];

	(void)state;
	given(&i, &arena, front);
	expect_day(i.created, "2026-06-02");
	expect_day(i.closed, "2026-10-30");
	expect_day(i.coded, "2026-11-22");
	assert_string_equal(wl_time_format(&i.interviewed, text),
		"2026-11-21T10:00:00+01:00");
	assert_string_equal(
		wl_time_format(&i.noted, text), "2026-11-21T11:20:00+01:00");
	expect_done(&i.prepared[WL_PREP_CRM], "2026-11-18", "priya");
	expect_done(&i.prepared[WL_PREP_CALLS], "2026-11-18", "no recording");
	expect_done(&i.prepared[WL_PREP_HYPOTHESIS], "2026-11-19", NULL);
	expect_done(&i.prepared[WL_PREP_BRIEFED], "2026-11-20", "priya");
	expect_done(&i.prepared[WL_PREP_BACKGROUND], "2026-11-17", "priya");
	expect_done(&i.prepared[WL_PREP_INTRODUCED], "2026-11-16", "marc");
	expect_done(&i.after[WL_AFTER_THANKED], "2026-11-21", NULL);
	expect_done(&i.after[WL_AFTER_CONFIRMED], "2026-11-22", "marc");
	expect_done(&i.after[WL_AFTER_SELLER_REVIEWED], "", NULL);
	expect_done(&i.after[WL_AFTER_SHARED], "", NULL);
	wl_arena_release(&arena);
}

/* The table of keys is searched by halving, so each must be found. */
static void test_knows_keys(void **state)
{
	struct wl_interview i;
	struct wl_arena arena;

	(void)state;
	given(&i, &arena, front);
	assert_int_equal(i.extra.n, 1);
	assert_string_equal(i.extra.key[0], "motion");
	assert_string_equal(wl_interview_extra(&i, "motion"), "sales-led");
	assert_null(wl_interview_extra(&i, "region"));
	assert_null(wl_interview_extra(&i, "account"));
	assert_true(wl_interview_key("winloss"));
	assert_true(wl_interview_key("account"));
	assert_true(wl_interview_key("id"));
	assert_true(wl_interview_key("product"));
	assert_false(wl_interview_key("motion"));
	assert_false(wl_interview_key(""));
	wl_arena_release(&arena);
}

static void test_little(void **state)
{
	struct wl_interview i;
	struct wl_arena arena;

	(void)state;
	given(&i, &arena, "---\nwinloss: 1\nid: a\nkind: internal\n---\n");
	assert_true(i.internal);
	assert_int_equal(i.outcome, WL_OUTCOME_NONE);
	assert_null(i.deal);
	assert_int_equal(i.status, WL_STATUS_NONE);
	assert_int_equal(i.consent, WL_CONSENT_UNKNOWN);
	assert_int_equal(i.root, WL_ROOT_NONE);
	assert_int_equal(i.price, WL_PRICE_UNKNOWN);
	assert_int_equal(i.created, WL_NO_DAY);
	assert_int_equal(i.coded, WL_NO_DAY);
	assert_int_equal(i.prepared[0].day, WL_NO_DAY);
	assert_int_equal(i.after[WL_AFTERS - 1].day, WL_NO_DAY);
	assert_false(i.interviewed.set);
	assert_false(i.forced);
	assert_int_equal(i.npassages + i.nasked + i.extra.n, 0);
	assert_null(i.notes[0]);
	wl_arena_release(&arena);
}

static void test_whole_day(void **state)
{
	struct wl_interview i;
	struct wl_arena arena;
	struct wl_time due, end;

	(void)state;
	given(&i, &arena,
		"---\nwinloss: 1\nid: a\nkind: internal\n"
		"interviewed: 2026-11-21\n---\n");
	assert_true(i.whole_day);
	expect_day(wl_time_day(&i.interviewed), "2026-11-21");
	due = wl_interview_notes_due(&i, 2);
	end = wl_time_end_of(wl_time_day(&i.interviewed));
	assert_int_equal(wl_time_compare(&due, &end), 0);
	wl_arena_release(&arena);
}

static void test_notes_due(void **state)
{
	struct wl_interview i = { 0 };
	struct wl_time due;
	char text[WL_TIME_TEXT];

	(void)state;
	assert_false(wl_interview_notes_due(&i, 2).set);
	assert_true(wl_time_parse(&i.interviewed, "2026-11-21T23:00:00+01:00"));
	i.minutes = 43;
	due = wl_interview_notes_due(&i, 1.5);
	assert_string_equal(
		wl_time_format(&due, text), "2026-11-22T01:13:00+01:00");
}

static void test_ready(void **state)
{
	struct wl_interview i = { 0 };

	(void)state;
	for (int k = 0; k < WL_PREPS; k++)
		i.prepared[k].day = k < WL_PREP_NEEDED ? 20000 : WL_NO_DAY;
	assert_true(wl_interview_ready(&i));
	i.prepared[WL_PREP_BRIEFED].day = WL_NO_DAY;
	assert_false(wl_interview_ready(&i));
}

static void test_counts(void **state)
{
	static const struct {
		enum wl_status status;
		bool quote, held, counts;
	} cases[] = {
		{ WL_STATUS_NONE, false, false, false },
		{ WL_STATUS_NONE, true, true, true },
		{ WL_PLANNED, true, false, false },
		{ WL_READY, true, false, false },
		{ WL_INTERVIEWED, false, true, true },
		{ WL_NOTED, false, true, true },
		{ WL_CODED, false, true, true },
		{ WL_PARTIAL, false, true, true },
		{ WL_DECLINED, true, false, false },
		{ WL_WITHDRAWN, true, true, false },
		{ WL_WITHDRAWN, false, false, false },
	};

	(void)state;
	for (size_t k = 0; k < WL_LEN(cases); k++) {
		struct wl_passage passage = { .quote = cases[k].quote };
		struct wl_interview i = { .status = cases[k].status,
			.passages = &passage,
			.npassages = 1 };

		assert_int_equal(wl_interview_held(&i), cases[k].held);
		assert_int_equal(wl_interview_counts(&i), cases[k].counts);
		i.internal = true;
		assert_false(wl_interview_counts(&i));
	}
}

static void test_held_by_time(void **state)
{
	struct wl_interview i = { 0 };

	(void)state;
	i.interviewed.set = true;
	assert_true(wl_interview_held(&i));
	assert_true(wl_interview_counts(&i));
}

static void test_level(void **state)
{
	struct wl_passage passage = { .level = WL_PUBLIC };
	struct wl_interview i = { .consent = WL_CONSENT_ANONYMOUS };

	(void)state;
	assert_int_equal(wl_interview_level(&i, &passage), WL_PUBLIC);
	i.consent = WL_CONSENT_NONE;
	assert_int_equal(wl_interview_level(&i, &passage), WL_CONFIDENTIAL);
}

static const char body[] = HEAD /* 6 lines */
	"# Acme\n"
	"\n"
	"An idea of ours.\n"
	"\n"
	"Tagged by us. #early\n"
	"\n"
	"## PREPARATION\n" /* 13 */
	"\n"
	"> The seller said so. #x\n"
	"\n"
	"### Hypothesis <!-- context.hidden -->\n"
	"\n"
	"On price. #pricing ^h1\n"
	"\n"
	"## Decision context\n" /* 21 */
	"\n"
	"> A quote without a question.\n"
	"\n"
	"### Why then? <!-- context.urgency -->\n" /* 25 */
	"\n"
	"> The board asked\n"
	"> in March.\n"
	"> #trigger-board #deadline- ~04:10 !public ^b3f9k\n"
	"\n"
	"She hesitated.\n" /* 31 */
	"\n"
	"- An item. #pricing+\n"
	"- Another.\n"
	"\n"
	"#### More of it\n"
	"\n"
	"Still an answer.\n" /* 38 */
	"\n"
	"#### Deeper? <!-- context.deadline skipped -->\n" /* 40 */
	"\n"
	"Nothing came.\n"
	"\n"
	"### Aside\n"
	"\n"
	"Not an answer.\n"
	"\n"
	"> (confidential)\n" /* 48 */
	"> #hidden-criteria- !confidential ^k7m2x\n"
	"\n"
	"## Seller review\n"
	"\n"
	"> Quote of the seller. ^s1\n"
	"\n"
	"## Later\n"
	"\n"
	"```\n"
	"code #x\n"
	"```\n"
	"\n"
	"Sensitive. !confidential\n"; /* 61 */

struct expected {
	const char *words, *question;
	bool quote;
	int line;
	const char *id;
	enum wl_level level;
	size_t ntags;
};

static void expect_passage(
	const struct wl_passage *passage, const struct expected *expected)
{
	assert_string_equal(passage->words, expected->words);
	assert_int_equal(passage->quote, expected->quote);
	assert_int_equal(passage->line, expected->line);
	assert_int_equal(passage->level, expected->level);
	assert_int_equal(passage->ntags, expected->ntags);
	if (expected->question)
		assert_string_equal(passage->question, expected->question);
	else
		assert_null(passage->question);
	if (expected->id)
		assert_string_equal(passage->id, expected->id);
	else
		assert_null(passage->id);
}

static void test_reads_passages(void **state)
{
	static const char urgency[] = "context.urgency";
	static const char deadline[] = "context.deadline";
	static const struct expected expected[] = {
		{ "Tagged by us.", NULL, false, 11, NULL, WL_INTERNAL, 1 },
		{ "A quote without a question.", NULL, true, 23, NULL,
			WL_INTERNAL, 0 },
		{ "The board asked\nin March.", urgency, true, 27, "b3f9k",
			WL_PUBLIC, 2 },
		{ "She hesitated.", urgency, false, 31, NULL, WL_INTERNAL, 0 },
		{ "An item.", urgency, false, 33, NULL, WL_INTERNAL, 1 },
		{ "Another.", urgency, false, 34, NULL, WL_INTERNAL, 0 },
		{ "Still an answer.", urgency, false, 38, NULL, WL_INTERNAL,
			0 },
		{ "Nothing came.", deadline, false, 42, NULL, WL_INTERNAL, 0 },
		{ "(confidential)", NULL, true, 48, "k7m2x", WL_CONFIDENTIAL,
			1 },
		{ "Sensitive.", NULL, false, 61, NULL, WL_CONFIDENTIAL, 0 },
	};
	struct wl_interview i;
	struct wl_arena arena;

	(void)state;
	given(&i, &arena, body);
	assert_int_equal(i.npassages, WL_LEN(expected));
	for (size_t k = 0; k < WL_LEN(expected); k++)
		expect_passage(&i.passages[k], &expected[k]);
	wl_arena_release(&arena);
}

static void test_reads_tokens(void **state)
{
	static const char raw[] =
		"#trigger-board #deadline- ~04:10 !public ^b3f9k";
	const struct wl_passage *passage;
	struct wl_interview i;
	struct wl_arena arena;

	(void)state;
	given(&i, &arena, body);
	passage = &i.passages[2];
	assert_string_equal(passage->tags[0].theme, "trigger-board");
	assert_int_equal(passage->tags[0].polarity, 0);
	assert_string_equal(passage->tags[1].theme, "deadline");
	assert_int_equal(passage->tags[1].polarity, -1);
	assert_int_equal(passage->seconds, 250);
	assert_int_equal(passage->tokens_end - passage->tokens, strlen(raw));
	assert_memory_equal(body + passage->tokens, raw, strlen(raw));
	assert_memory_equal(body + passage->start, "> The board", 11);
	assert_int_equal(passage->end, passage->tokens_end);
	passage = &i.passages[3];
	assert_int_equal(passage->seconds, -1);
	assert_int_equal(passage->day, WL_NO_DAY);
	assert_int_equal(passage->tokens, passage->tokens_end);
	wl_arena_release(&arena);
}

static void test_secrets(void **state)
{
	struct wl_interview one;
	struct wl_arena arena;

	(void)state;
	given(&one, &arena,
		HEAD "\n## C\n\n### Why? <!-- c.why -->\n\n> Words.\n"
		     "> #a ^p1\n\n> Between us.\n> !confidential ^p2\n\n"
		     "Mine. !confidential\n");
	assert_int_equal(one.nsecrets, 2);
	assert_string_equal(one.secrets[0].words, "Between us.");
	assert_string_equal(one.secrets[0].id, "p2");
	assert_int_equal(one.secrets[0].line, 15);
	assert_string_equal(one.secrets[1].words, "Mine.");
	assert_null(one.secrets[1].id);
	one.consent = WL_CONSENT_NONE;
	wl_interview_seal(&one, &arena);
	assert_int_equal(one.nsecrets, 3);
	wl_arena_release(&arena);
}

static void test_reads_asked(void **state)
{
	struct wl_interview i;
	struct wl_arena arena;

	(void)state;
	given(&i, &arena, body);
	assert_int_equal(i.nasked, 2);
	assert_string_equal(i.asked[0].id, "context.urgency");
	assert_false(i.asked[0].skipped);
	assert_int_equal(i.asked[0].line, 25);
	assert_string_equal(i.asked[1].id, "context.deadline");
	assert_true(i.asked[1].skipped);
	assert_int_equal(i.asked[1].line, 40);
	wl_arena_release(&arena);
}

static void test_ends_questions(void **state)
{
	struct wl_interview i;
	struct wl_arena arena;

	(void)state;
	given(&i, &arena,
		HEAD "### A? <!-- a.a -->\n\nOne.\n\n## B <!-- b.b -->\n\n"
		     "None.\n\n### C <!-- TODO -->\n\nNone.\n\n"
		     "### D <!-- d.d -->\n\n# E\n\nNone.\n\n### F\n\nNone.\n");
	assert_int_equal(i.nasked, 2);
	assert_string_equal(i.asked[1].id, "d.d");
	assert_int_equal(i.npassages, 1);
	assert_string_equal(i.passages[0].question, "a.a");
	wl_arena_release(&arena);
}

static void test_reads_notes(void **state)
{
	struct wl_interview i;
	struct wl_arena arena;

	(void)state;
	given(&i, &arena,
		HEAD
		"## first impressions\n\nNot a note.\n\n"
		"### Most Surprising finding\n\nOne. #pricing\n\n- Two.\n\n"
		"### Most useful phrase\n\n> Their words.\n\n"
		"### Most important gap\n\nHidden. !confidential\n\n"
		"### Other\n\nNo note either.\n\n"
		"### Most important gap\n\n"
		"#### Asked <!-- a.a -->\n\nAn answer.\n");
	assert_string_equal(i.notes[0], "One.\nTwo.");
	assert_string_equal(i.notes[1], "Their words.");
	assert_string_equal(i.notes[2], "(confidential)");
	assert_int_equal(i.npassages, 4);
	assert_string_equal(i.passages[0].words, "One.");
	assert_true(i.passages[1].quote);
	assert_string_equal(i.passages[2].words, "Hidden.");
	wl_arena_release(&arena);
}

static void test_notes_only_there(void **state)
{
	struct wl_interview i;
	struct wl_arena arena;

	(void)state;
	given(&i, &arena,
		HEAD "## Elsewhere\n\n### Most useful phrase\n\nWords.\n\n"
		     "## First impressions\n\n### Most useful phrases\n\n"
		     "Words.\n\n### Most important gap\n\n## End\n\nWords.\n");
	assert_null(i.notes[0]);
	assert_null(i.notes[1]);
	assert_null(i.notes[2]);
	wl_arena_release(&arena);
}

static void test_empty_quote(void **state)
{
	struct wl_interview i;
	struct wl_arena arena;

	(void)state;
	given(&i, &arena, HEAD "### A? <!-- a.a -->\n\n>\n\n> #x\n");
	assert_int_equal(i.npassages, 1);
	assert_string_equal(i.passages[0].words, "");
	assert_int_equal(i.passages[0].ntags, 1);
	wl_arena_release(&arena);
}

PARSE(interview)

#define KEYS "---\nwinloss: 1\nid: a\noutcome: win\ndeal: D\n"
#define TIME_RULE " is not a time such as 2026-11-21T10:00:00+01:00, nor a date"
#define DONE_RULE " is not a date and a person such as 2026-11-17 priya"

static const struct wrong wrongs[] = {
	{ "# A\n", 1, 1, "the file does not begin with front matter", NULL },
	{ "---\nid: a\n---\n", 2, 1, "'winloss: 1' is missing",
		"add the line 'winloss: 1'" },
	{ "---\nwinloss: 9\nid: a\n---\n", 2, 10,
		"this file was made by a newer winloss: its format is 9, this "
		"release reads 1",
		"install a newer winloss" },
	{ "---\nwinloss: 1\n---\n", 2, 1, "'id' is missing", "" },
	{ "---\nwinloss: 1\nid: Acme Corp\n---\n", 3, 5,
		"id 'Acme Corp' is not an id: small letters and digits, with "
		"single dashes between them, at most 64",
		"did you mean 'acme-corp'?" },
	{ "---\nwinloss: 1\nid: a\ndeal: D\n---\n", 2, 1,
		"'outcome' is missing",
		"add the key, or 'kind: internal' for the view of a "
		"stakeholder" },
	{ "---\nwinloss: 1\nid: a\noutcome: win\ndeal:\n---\n", 2, 1,
		"'deal' is missing",
		"add the key, or 'kind: internal' for the view of a "
		"stakeholder" },
	{ "---\nwinloss: 1\nid: a\noutcome: open\n---\n", 4, 10,
		"outcome 'open' is not one of win, loss, no-decision", "" },
	{ "---\nwinloss: 1\nid: a\noutcome: no-decison\n---\n", 4, 10,
		"outcome 'no-decison' is not one of win, loss, no-decision",
		"did you mean 'no-decision'?" },
	{ KEYS "kind: seller\n---\n", 6, 7,
		"kind 'seller' is not one of buyer, internal", "" },
	{ KEYS "status: codde\n---\n", 6, 9,
		"status 'codde' is not one of planned, ready, interviewed, "
		"noted, coded, partial, declined, withdrawn",
		"did you mean 'coded'?" },
	{ KEYS "consent: yes\n---\n", 6, 10,
		"consent 'yes' is not one of named, anonymous, none", "" },
	{ KEYS "hypothesis: Refuted\n---\n", 6, 13,
		"hypothesis 'Refuted' is not one of confirmed, partly, "
		"refuted",
		"did you mean 'refuted'?" },
	{ KEYS "root: product, sales\n---\n", 6, 7,
		"root 'product, sales' is not one of product, messaging, "
		"sales",
		NULL },
	{ KEYS "price-factor: no\n---\n", 6, 15,
		"price-factor 'no' is not one of none, number, value-case",
		"" },
	{ KEYS "closed: 30.10.2026\n---\n", 6, 9,
		"closed '30.10.2026' is not a date such as 2026-11-21", "" },
	{ KEYS "coded: 2026-02-30\n---\n", 6, 8,
		"coded '2026-02-30' is not a date such as 2026-11-21", "" },
	{ KEYS "interviewed: 2026-11-21 at ten\n---\n", 6, 14,
		"interviewed '2026-11-21 at ten'" TIME_RULE, "" },
	{ KEYS "noted: later\n---\n", 6, 8, "noted 'later'" TIME_RULE, "" },
	{ KEYS "minutes: 1441\n---\n", 6, 10,
		"minutes '1441' is not a whole number from 0 to 1440", "" },
	{ KEYS "minutes: 43.5\n---\n", 6, 10,
		"minutes '43.5' is not a whole number from 0 to 1440", "" },
	{ KEYS "account: [a]\n---\n", 6, 10, "account is a list, not a text",
		"" },
	{ KEYS "forced: [a]\n---\n", 6, 9, "forced is a list, not a text", "" },
	{ KEYS "criteria: {a: b}\n---\n", 6, 11,
		"criteria is a map of keys and values, not a text", "" },
	{ KEYS "prepared: done\n---\n", 6, 11,
		"prepared is a text, not a map of keys and values", "" },
	{ KEYS "prepared: {crm: yes}\n---\n", 6, 17,
		"prepared.crm 'yes'" DONE_RULE, "" },
	{ KEYS "prepared: {crm: priya 2026-11-17}\n---\n", 6, 17,
		"prepared.crm 'priya 2026-11-17'" DONE_RULE, "" },
	{ KEYS "after:\n  thanked: 2026-11-21T10:00\n---\n", 7, 12,
		"after.thanked '2026-11-21T10:00'" DONE_RULE, "" },
	{ HEAD "### A <!-- a.a -->\n\n#### B <!-- a.a skipped -->\n", 9, 1,
		"question 'a.a' stands here a second time, first in line 7",
		"put all answers below one heading" },
	{ HEAD "> Same words.\n> ^x1\n\n> Same words.\n> ^x1\n", 10, 1,
		"the passage '^x1' stands here a second time, first in line 7",
		"give one of the two another id, or remove it" },
	{ HEAD "> One.\n> ^x1\n\nOther. #t ^x1\n", 10, 1,
		"the passage '^x1' stands here a second time, first in line 7",
		NULL },
};

static void test_errors(void **state)
{
	(void)state;
	expect_wrongs(wrongs, WL_LEN(wrongs), parse);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_reads_terms),
		cmocka_unit_test(test_reads_texts),
		cmocka_unit_test(test_reads_dates),
		cmocka_unit_test(test_knows_keys),
		cmocka_unit_test(test_little),
		cmocka_unit_test(test_whole_day),
		cmocka_unit_test(test_notes_due),
		cmocka_unit_test(test_ready),
		cmocka_unit_test(test_counts),
		cmocka_unit_test(test_held_by_time),
		cmocka_unit_test(test_level),
		cmocka_unit_test(test_reads_passages),
		cmocka_unit_test(test_reads_tokens),
		cmocka_unit_test(test_secrets),
		cmocka_unit_test(test_reads_asked),
		cmocka_unit_test(test_ends_questions),
		cmocka_unit_test(test_reads_notes),
		cmocka_unit_test(test_notes_only_there),
		cmocka_unit_test(test_empty_quote),
		cmocka_unit_test(test_errors),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
