/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <jansson.h>

#include "base/utf8.h"
#include "corpus_fixture.h"
#include "publish/publish.h"

#define SECRET "Our chief of staff never trusted their numbers"

static struct wl_competitor competitors[] = {
	{ "rivalco", "RivalCo", { NULL, 0 } },
};
static struct wl_corpus corpus;
static struct wl_synthesis synthesis;
static struct wl_filter filter;
static struct wl_err err;
static struct wl_buf out;

static int set_up(void **state)
{
	struct wl_filter all = WL_FILTER_ALL;

	(void)state;
	filter = all;
	fixture_init(&corpus);
	corpus.programme.competitors = competitors;
	corpus.programme.ncompetitors = WL_LEN(competitors);
	fixture_theme(&corpus, "pricing", "Pricing", "");
	fixture_theme(&corpus, "rollout", "Time to roll out", "q.criteria");
	memset(&synthesis, 0, sizeof(synthesis));
	memset(&err, 0, sizeof(err));
	wl_buf_init(&out);
	return 0;
}

static int tear_down(void **state)
{
	(void)state;
	wl_synthesis_release(&synthesis);
	fixture_release(&corpus);
	wl_buf_release(&out);
	return 0;
}

static void assert_contains(const char *part)
{
	if (!strstr(out.s, part))
		fail_msg("'%s' is not in:\n%s", part, out.s);
}

static void assert_lacks(const char *part)
{
	if (strstr(out.s, part))
		fail_msg("'%s' is in:\n%s", part, out.s);
}

static struct wl_interview *add(enum wl_outcome outcome)
{
	size_t n = corpus.ninterviews + 1;
	struct wl_interview *one = fixture_interview(&corpus,
		wl_arena_printf(&corpus.arena, "2026-11-acme-%c",
			"0123456789abcdefghijklmnopqrstuvwxyz"[n]), /* in order
								     */
		outcome, wl_arena_printf(&corpus.arena, "OPP-%zu", n),
		"2026-11-02");

	one->account = "Acme Corp";
	one->role = "VP Operations";
	one->segment = "smb";
	one->competitor = "rivalco";
	one->trigger = "board";
	one->criteria = fixture_list(&corpus, "rollout pricing");
	one->root = WL_ROOT_SALES;
	one->hypothesis = WL_REFUTED;
	fixture_asked(one, "q.criteria", false);
	return one;
}

/* Losses with a pattern and data points, and a few wins. */
static void fill(int losses, int wins)
{
	for (int i = 0; i < losses; i++) {
		struct wl_interview *one = add(WL_LOSS);

		fixture_quote(&corpus, one,
			"They needed four weeks and you needed ten, and that "
			"was that.",
			"rollout-")
			->question = "q.criteria";
		fixture_note(&corpus, one, "She paused.", "pricing");
		fixture_quote(&corpus, one, SECRET, "rollout- pricing")->level =
			WL_CONFIDENTIAL;
	}
	for (int i = 0; i < wins; i++)
		fixture_quote(&corpus, add(WL_WIN), "A week. Ünglaublich.",
			"rollout+ odd");
}

static void make(void)
{
	wl_synthesis_release(&synthesis);
	if (wl_synthesis_make(&synthesis, &corpus, &filter, &err))
		fail_msg("%s", err.text);
}

static void text(int width, bool colour)
{
	struct wl_look look = { colour, width };

	make();
	wl_buf_clear(&out);
	wl_publish_synthesis_text(&out, &synthesis, 3, &look);
}

/* Every check holds for the words of a person, wherever they go. */
static void hostile(void)
{
	struct wl_interview *one = add(WL_LOSS);

	one->account = "Evil\033[31m | Corp";
	one->role = "\xe2\x80\xae"
		    "CEO";
	fixture_quote(&corpus, one,
		"\033]0;title\a red \xe2\x80\xae rtl\n\n# no heading\n| a | b |"
		" #pricing ^x1 <script>",
		"rollout-");
}

/* The terminal */

static void assert_fits(int width)
{
	char *line = out.s, *end;

	for (; (end = strchr(line, '\n')); line = end + 1) {
		*end = '\0';
		if (wl_utf8_width(line) > (size_t)width)
			fail_msg("more than %d columns: %s", width, line);
		if (end > line && end[-1] == ' ')
			fail_msg("space at the end: '%s'", line);
		*end = '\n';
	}
}

static void text_fits_the_terminal(void **state)
{
	(void)state;
	fill(7, 3);
	corpus.codebook.themes[0].title =
		"Pricing, packaging and what else there is to say about money";
	fixture_quote(&corpus, &corpus.interviews[0],
		"Donaudampfschifffahrtselektrizitätenhauptbetriebswerk"
		"bauunterbeamtengesellschaft 私たちの取締役会は彼らの数字を"
		"一度も信用しませんでした",
		"rollout");
	hostile();
	for (int width = 40; width <= 200; width++) {
		text(width, false);
		assert_fits(width);
	}
	text(10, false);
	assert_fits(40);
}

static void colour_changes_no_word(void **state)
{
	struct wl_buf plain = WL_BUF_INIT, bare = WL_BUF_INIT;

	(void)state;
	fill(7, 3);
	hostile();
	text(80, false);
	wl_buf_add(&plain, out.s, out.n);
	assert_null(strchr(out.s, '\033'));
	text(80, true);
	assert_contains("\033[31m");
	for (const char *s = out.s; *s; s++) {
		if (*s != '\033') {
			wl_buf_addc(&bare, *s);
			continue;
		}
		assert_int_equal(s[1], '[');
		s = strchr(s, 'm');
	}
	assert_string_equal(bare.s, plain.s);
	wl_buf_release(&plain);
	wl_buf_release(&bare);
}

static void text_shows_groups_patterns_and_data_points(void **state)
{
	(void)state;
	fill(5, 2);
	text(80, false);
	assert_contains("\nLOSSES  5 deals, 5 interviews  ready");
	assert_contains("\nWINS  2 deals, 2 interviews  collecting");
	assert_contains("█████  5 of 5  Time to roll out");
	assert_contains("    − “They needed four weeks and you needed ten, "
			"and that was that.”\n");
	assert_contains("2026-11-acme-5^p1  "
			"interviews/2026/2026-11-acme-5.md:41\n");
	assert_contains("note: She paused.");
	assert_contains("5 confidential");
	assert_lacks(SECRET);
	assert_contains("2 of 2  odd");
	assert_contains("2 more wins before a synthesis");
	assert_contains("WINS AGAINST LOSSES  (exploratory");
	assert_contains("No pattern after five is not evidence of absence");
	assert_contains("next: winloss prep --suggest");
	assert_contains("hypotheses  ");
}

static void confidential_words_are_counted_not_shown(void **state)
{
	struct wl_look look = { false, 80 };

	(void)state;
	fill(4, 0);
	make();
	wl_publish_synthesis_text(&out, &synthesis, 0, &look);
	assert_contains("    − (confidential)\n"
			"        2026-11-acme-4^p3  ");
	assert_contains("4 confidential");
	assert_lacks(SECRET);
}

static void public_quotes_are_marked(void **state)
{
	(void)state;
	fill(4, 0);
	fixture_quote(&corpus, &corpus.interviews[0], "Quote me.", "rollout+")
		->level = WL_PUBLIC;
	text(80, false);
	assert_contains("    + “Quote me.” (public)\n"
			"        2026-11-acme-1^p4  "
			"interviews/2026/2026-11-acme-1.md:44\n");
}

static void small_groups_have_no_percentage(void **state)
{
	(void)state;
	fill(9, 5);
	text(80, false);
	assert_lacks("%");
	wl_buf_clear(&out);
	wl_publish_synthesis_markdown(&out, &synthesis, 3);
	assert_lacks("%");
	fill(1, 0);
	make();
	wl_buf_clear(&out);
	wl_publish_synthesis_markdown(&out, &synthesis, 3);
	assert_contains("10 of 10 (100 %)");
}

static void a_theme_says_how_far_its_count_reaches(void **state)
{
	(void)state;
	fill(9, 2);
	corpus.interviews[0].asked[0].skipped = true;
	text(120, false);
	assert_contains("asked in 8 of 9\n");
	assert_lacks("interval");
	add(WL_LOSS);
	text(120, false);
	assert_contains("asked in 9 of 10, 60 to 98 % of such deals (95 % "
			"interval), against it:");
	wl_buf_clear(&out);
	wl_publish_synthesis_markdown(&out, &synthesis, 3);
	assert_contains("; asked in 9 of 10, 60 to 98 % of such deals (95 % "
			"interval); against it: ");
}

static void the_contrast_has_its_p(void **state)
{
	(void)state;
	fill(5, 5);
	text(80, false);
	assert_contains("the least p is under 0.01 (");
	wl_buf_clear(&out);
	wl_publish_synthesis_markdown(&out, &synthesis, 3);
	assert_contains("| Pricing | 0 of 5 | 5 of 5 | under 0.01 |");
	assert_contains("Together: the least p is under 0.01 (");
}

static void chance_is_not_worth_a_line(void **state)
{
	(void)state;
	fill(6, 0);
	text(120, false);
	assert_lacks("TOGETHER");
	/* Three without either: 6 of 9 each, 4.0 together by chance */
	for (int i = 0; i < 3; i++)
		fixture_quote(&corpus, add(WL_LOSS), "Late.", "odd");
	text(120, false);
	assert_contains("6 of 9, 4.0 by chance");
	wl_buf_clear(&out);
	wl_publish_synthesis_markdown(&out, &synthesis, 3);
	assert_contains("**Together:**");
	assert_contains(", citing [@2026-11-acme-");
	assert_lacks("citing \\[");
}

static void nobody_asked_is_no_contrast(void **state)
{
	(void)state;
	fixture_theme(&corpus, "cost", "Cost", "q.cost");
	fill(5, 5);
	for (size_t i = 0; i < 5; i++) {
		fixture_asked(&corpus.interviews[i], "q.cost", i > 0);
		fixture_quote(&corpus, &corpus.interviews[i], "Dear.", "cost-");
	}
	make();
	wl_publish_synthesis_markdown(&out, &synthesis, 3);
	assert_contains("(Holm); no win was asked for Cost.");
	for (size_t i = 0; i < synthesis.ncontrast; i++) {
		const struct wl_contrast *one = &synthesis.contrast[i];
		bool cost = wl_streq(one->id, "cost");

		assert_int_equal(one->asked[0], cost ? 0 : 5);
		assert_int_equal(one->asked[1], cost ? 1 : 5);
	}
}

static void never_says_significant(void **state)
{
	(void)state;
	fill(12, 12);
	text(120, false);
	wl_publish_synthesis_markdown(&out, &synthesis, 3);
	assert_lacks("ignifican");
}

static void says_what_a_small_group_cannot_show(void **state)
{
	(void)state;
	fill(6, 4);
	text(149, false);
	assert_contains("only 26 in 100"); /* n = 6 */
	assert_contains("only 8 in 100");  /* n = 4 */
	fill(1, 0);
	text(149, false);
	assert_lacks("after six");
}

static void a_missing_outcome_is_named(void **state)
{
	(void)state;
	fill(4, 0);
	text(80, false);
	assert_contains("no win interviewed yet");
	assert_lacks("no loss interviewed yet");
	filter.outcome = WL_LOSS;
	text(80, false);
	assert_lacks("no win interviewed yet");
	assert_contains("· losses");
}

static void empty_states_name_the_next_command(void **state)
{
	(void)state;
	text(80, false);
	assert_contains("No deal and no interview yet.\n");
	assert_contains("next: winloss prep --crm FILE\n");
	fixture_deal(&corpus, "OPP-1", WL_WIN, "2026-11-01");
	text(80, false);
	assert_contains("next: winloss prep --suggest\n");
	add(WL_LOSS)->status = WL_PLANNED;
	text(80, false);
	assert_contains("next: winloss prep 2026-11-acme-1\n");
	add(WL_LOSS)->status = WL_READY;
	text(80, false);
	assert_contains("next: winloss interview 2026-11-acme-2\n");
	add(WL_LOSS);
	filter.segment = "enterprise";
	text(80, false);
	assert_contains("No interview passes the filter.");
	assert_contains("next: winloss synthesize\n");
}

static void by_interview_it_says_so(void **state)
{
	(void)state;
	corpus.programme.thresholds.unit_interview = true;
	fill(4, 0);
	text(80, false);
	assert_contains("LOSSES  4 interviews  ready");
	assert_contains("in 3 interviews or more");
}

/* Markdown */

static void markdown_is_the_same_for_the_same_corpus(void **state)
{
	struct wl_buf first = WL_BUF_INIT;

	(void)state;
	fill(5, 4);
	make();
	wl_publish_synthesis_markdown(&first, &synthesis, 2);
	memset(corpus.revision, 'a', 40); /* now it is committed */
	make();
	wl_publish_synthesis_markdown(&out, &synthesis, 2);
	assert_string_equal(first.s, out.s);
	assert_contains("---\nwinloss: 1\nid: 2026-q4\nas-of: 2026-11-30\n---\n"
			"\n# Ledgerly: what buyers said\n");
	assert_contains(
		"| Time to roll out | 5 of 5 | 0 | 5 | 0 | pattern |\n");
	assert_contains("\n### Time to roll out: 5 of 5\n\n");
	assert_contains("\n> They needed four weeks and you needed ten, and "
			"that was that.\n\n[@2026-11-acme-5^p1] against us\n");
	assert_contains("10 quotes and 0 notes, 5 of them confidential");
	assert_lacks(SECRET);
	wl_buf_release(&first);
}

static void markdown_holds_the_filter(void **state)
{
	struct wl_pair where = { "motion", "partner" };

	(void)state;
	filter.outcome = WL_NO_DECISION;
	filter.segment = "smb";
	filter.competitor = "rivalco";
	filter.where = &where;
	filter.nwhere = 1;
	wl_day_parse(&filter.since, "2026-07-01");
	make();
	wl_publish_synthesis_markdown(&out, &synthesis, 2);
	assert_contains("---\nwinloss: 1\n"
			"id: 2026-q4-no-decision-smb-rivalco-partner"
			"-since-20260701\n"
			"as-of: 2026-11-30\noutcome: no-decision\n"
			"segment: smb\ncompetitor: rivalco\n"
			"where: {motion: partner}\nsince: 2026-07-01\n---\n");
}

static void markdown_is_escaped(void **state)
{
	(void)state;
	fill(4, 0);
	hostile();
	make();
	wl_publish_synthesis_markdown(&out, &synthesis, 0);
	assert_null(strchr(out.s, '\033'));
	assert_lacks("\xe2\x80\xae");
	assert_contains("\\<script>");
	assert_contains("\n> \\# no heading\n");
	assert_contains("\\#pricing \\^x1");
}

/* JSON */

static json_t *parsed(void)
{
	json_error_t error;
	json_t *root = json_loads(out.s, JSON_REJECT_DUPLICATES, &error);

	if (!root)
		fail_msg("%d: %s", error.line, error.text);
	return root;
}

static void assert_keys(json_t *object, const char *keys)
{
	struct wl_list list = fixture_list(&corpus, keys);

	assert_non_null(object);
	for (size_t i = 0; i < list.n; i++)
		if (!json_object_get(object, list.v[i]))
			fail_msg("no key '%s'", list.v[i]);
}

static json_t *at(json_t *root, const char *path)
{
	struct wl_list list = fixture_list(&corpus, path);

	for (size_t i = 0; i < list.n; i++)
		root = list.v[i][0] >= '0' && list.v[i][0] <= '9'
			       ? json_array_get(
					 root, (size_t)(list.v[i][0] - '0'))
			       : json_object_get(root, list.v[i]);
	if (!root)
		fail_msg("nothing at '%s'", path);
	return root;
}

static void json_has_every_key(void **state)
{
	json_t *root;

	(void)state;
	fill(6, 2);
	fixture_deal(&corpus, "OPP-90", WL_WIN, "2026-11-01");
	make();
	wl_publish_synthesis_json(&out, &synthesis, 3);
	root = parsed();
	assert_keys(root, "winloss revision as_of filter thresholds groups "
			  "contrast coverage hypotheses language outputs_due");
	assert_keys(at(root, "filter"),
		"outcome segment competitor where since until");
	assert_keys(
		at(root, "thresholds"), "unit pattern group_min group_target");
	assert_keys(at(root, "groups 0"),
		"outcome by deals interviews state themes saturation criteria "
		"triggers roots");
	assert_keys(at(root, "groups 0 themes 0"),
		"id title kind known deals interviews quotes notes for against "
		"asked counter level interval evidence");
	assert_keys(at(root, "groups 1 themes 0 evidence 0"),
		"interview deal passage path line kind polarity level text");
	assert_keys(at(root, "groups 1 saturation"), "base runs reached");
	assert_keys(at(root, "groups 1 saturation runs 0"), "after new ratio");
	assert_keys(at(root, "groups 1 roots"), "product messaging sales");
	assert_keys(at(root, "contrast 0"),
		"theme win loss difference interval fisher odds");
	assert_int_equal(json_array_size(at(root, "contrast 0 odds")), 3);
	assert_keys(at(root, "coverage rows 0"),
		"segment competitor outcome interviewed closed");
	assert_keys(at(root, "hypotheses"),
		"confirmed partly refuted rate interval");
	json_decref(root);
}

static void json_values(void **state)
{
	json_t *root;

	(void)state;
	fill(4, 0);
	make();
	wl_publish_synthesis_json(&out, &synthesis, 6);
	assert_int_equal(strncmp(out.s, "{\n  \"winloss\": 1,", 17), 0);
	assert_lacks(SECRET);
	root = parsed();
	assert_string_equal(
		json_string_value(at(root, "revision")), "worktree");
	assert_true(json_is_null(at(root, "filter outcome")));
	assert_string_equal(
		json_string_value(at(root, "groups 0 state")), "ready");
	assert_string_equal(
		json_string_value(at(root, "groups 0 themes 0 level")),
		"pattern");
	assert_true(json_is_true(at(root, "groups 0 themes 0 known")));
	assert_float_equal((float)json_real_value(
				   at(root, "groups 0 themes 0 interval 0")),
		.5101f, .00001f);
	assert_string_equal(json_string_value(at(
				    root, "groups 0 themes 1 evidence 0 kind")),
		"quote");
	assert_string_equal(json_string_value(at(root,
				    "groups 0 themes 1 evidence 5 level")),
		"confidential");
	assert_true(
		json_is_null(at(root, "groups 0 themes 1 evidence 5 text")));
	assert_int_equal(json_integer_value(at(root,
				 "groups 0 themes 1 evidence 0 polarity")),
		-1);
	assert_true(json_is_null(at(root, "groups 0 saturation reached")));
	assert_int_equal(json_array_size(at(root, "contrast")), 0);
	json_decref(root);
}

static void json_of_nothing(void **state)
{
	json_t *root;

	(void)state;
	make();
	wl_publish_synthesis_json(&out, &synthesis, 3);
	root = parsed();
	assert_int_equal(json_array_size(at(root, "groups")), 0);
	assert_true(json_is_null(at(root, "hypotheses rate")));
	assert_true(json_is_null(at(root, "hypotheses interval")));
	json_decref(root);
}

/* Tables */

static void one_of_each(void)
{
	struct wl_interview *one = add(WL_LOSS);
	struct wl_passage *quote = fixture_quote(
		&corpus, one, "=Too, \"slow\"|", "rollout- pricing");

	quote->seconds = 250;
	quote->question = "q.criteria";
	quote->level = WL_PUBLIC;
	fixture_note(&corpus, one, "untagged", "");
	fixture_quote(&corpus, one, SECRET, "rollout")->level = WL_CONFIDENTIAL;
	one = add(WL_LOSS);
	one->internal = true;
	fixture_quote(&corpus, one, "from inside", "rollout");
	one = add(WL_LOSS);
	one->status = WL_WITHDRAWN;
	fixture_quote(&corpus, one, "taken back", "rollout");
}

static void quotes(void **state)
{
	(void)state;
	one_of_each();
	wl_publish_quotes(&out, &corpus, &filter, WL_CSV, &err);
	assert_string_equal(out.s,
		"passage,interview,deal,outcome,path,line,kind,themes,level,"
		"time,question,text\n"
		"p1,2026-11-acme-1,OPP-1,loss,"
		"interviews/2026/2026-11-acme-1.md,41,quote,"
		"rollout- pricing,public,04:10,q.criteria,"
		"\"'=Too, \"\"slow\"\"|\"\n");
	wl_buf_clear(&out);
	wl_publish_quotes(&out, &corpus, &filter, WL_NDJSON, &err);
	assert_string_equal(out.s,
		"{\"passage\":\"p1\",\"interview\":\"2026-11-acme-1\","
		"\"deal\":\"OPP-1\",\"outcome\":\"loss\","
		"\"path\":\"interviews/2026/2026-11-acme-1.md\",\"line\":41,"
		"\"kind\":\"quote\",\"themes\":[{\"id\":\"rollout\","
		"\"polarity\":-1},{\"id\":\"pricing\",\"polarity\":0}],"
		"\"level\":\"public\",\"time\":\"04:10\","
		"\"question\":\"q.criteria\",\"text\":\"=Too, \\\"slow\\\"|\"}"
		"\n");
	wl_buf_clear(&out);
	wl_publish_quotes(&out, &corpus, &filter, WL_MARKDOWN, &err);
	assert_contains("| q.criteria | =Too, \"slow\"\\| |\n");
}

static void quotes_as_a_document(void **state)
{
	json_t *root;

	(void)state;
	one_of_each();
	wl_publish_quotes(&out, &corpus, &filter, WL_JSON, &err);
	root = parsed();
	assert_int_equal(json_integer_value(at(root, "winloss")), 1);
	assert_int_equal(json_array_size(at(root, "quotes")), 1);
	json_decref(root);
	filter.outcome = WL_WIN;
	wl_buf_clear(&out);
	wl_publish_quotes(&out, &corpus, &filter, WL_JSON, &err);
	root = parsed();
	assert_int_equal(json_array_size(at(root, "quotes")), 0);
	json_decref(root);
}

static void deals(void **state)
{
	static struct wl_dimension dimensions[] = { { "motion", { NULL, 0 } } };
	static const char *values[] = { "partner" };
	struct wl_deal *deal =
		fixture_deal(&corpus, "OPP-1", WL_LOSS, "2026-10-30");

	(void)state;
	corpus.programme.dimensions = dimensions;
	corpus.programme.ndimensions = 1;
	deal->account = "@Acme";
	deal->amount = "48000.50";
	deal->dimensions = values;
	one_of_each();
	add(WL_LOSS)->deal = "OPP-1";
	wl_publish_deals(&out, &corpus, &filter, WL_CSV, &err);
	assert_string_equal(out.s,
		"deal,account,outcome,stage,amount,currency,segment,"
		"competitor,product,owner,created,closed,reason,motion,"
		"interviews\n"
		"OPP-1,'@Acme,loss,,48000.50,,,,,,,2026-10-30,,partner,2\n");
	wl_buf_clear(&out);
	wl_publish_deals(&out, &corpus, &filter, WL_NDJSON, &err);
	assert_contains("\"amount\":48000.5,\"currency\":null,");
	assert_contains("\"motion\":\"partner\",\"interviews\":2}\n");
	filter.segment = "smb";
	wl_buf_clear(&out);
	wl_publish_deals(&out, &corpus, &filter, WL_NDJSON, &err);
	assert_string_equal(out.s, "");
}

static void interviews(void **state)
{
	struct wl_interview *one;

	(void)state;
	one_of_each();
	one = &corpus.interviews[0];
	one->interviewee = "buyer-7f3k2m";
	one->interviewer = "priya";
	one->chosen = "rivalco";
	one->minutes = 43;
	one->buyer_reason = "rollout";
	one->price = WL_PRICE_VALUE_CASE;
	wl_publish_interviews(&out, &corpus, &filter, WL_CSV, &err);
	assert_contains(
		"id,kind,outcome,deal,account,segment,competitor,chosen,role,"
		"interviewer,interviewed,minutes,status,hypothesis,trigger,"
		"criteria,buyer_reason,root,price_factor,quotes,notes\n"
		"2026-11-acme-1,buyer,loss,OPP-1,Acme Corp,smb,rivalco,rivalco,"
		"VP Operations,priya,2026-11-02T00:00:00+00:00,43,coded,"
		"refuted,board,rollout pricing,rollout,sales,value-case,2,0\n");
	assert_contains("\n2026-11-acme-2,internal,,");
	assert_contains(",withdrawn,");
	assert_lacks("buyer-7f3k2m");
	wl_buf_clear(&out);
	one->whole_day = true;
	wl_publish_interviews(&out, &corpus, &filter, WL_NDJSON, &err);
	assert_contains("\"interviewed\":\"2026-11-02\",\"minutes\":43,");
	assert_contains("\"criteria\":[\"rollout\",\"pricing\"]");
	assert_contains("\"minutes\":null");
}

/* Summary */

static void summary_markdown(void **state)
{
	struct wl_interview *one;

	(void)state;
	one_of_each();
	one = &corpus.interviews[0];
	one->interviewee = "buyer-7f3k2m";
	one->buyer_reason = "rollout";
	one->reason = "price";
	one->price = WL_PRICE_VALUE_CASE;
	one->notes[1] = "four weeks against your ten";
	assert_int_equal(
		wl_publish_summary(&out, &corpus, one, WL_MARKDOWN, &err), 0);
	assert_int_equal(
		strncmp(out.s, "# Acme Corp: lost to RivalCo\n", 29), 0);
	assert_contains("| Interviewee | VP Operations |\n");
	assert_contains("- **Criteria, in the order said:** (1) Time to roll "
			"out, (2) Pricing\n");
	assert_contains("- **The buyer's reason:** Time to roll out\n"
			"- **The seller's reason (CRM):** price\n");
	assert_contains(
		"- **Most useful phrase:** four weeks against your ten\n");
	assert_contains("### q.criteria\n\n> \\=Too, \"slow\"|\n\n"
			"[@2026-11-acme-1^p1] at 04:10 · Time to roll out, "
			"Pricing · public\n");
	assert_contains("1 passage said in confidence is left out.\n");
	assert_lacks(SECRET);
	assert_lacks("buyer-7f3k2m");
	assert_lacks("untagged");
}

static void summary_uses_the_words_of_the_guide(void **state)
{
	struct wl_question question = { .id = "q.criteria",
		.text = "What tipped it to [competitor]?" };
	struct wl_guide_block block = { .questions = &question,
		.nquestions = 1 };
	struct wl_guide guide = {
		.id = "buyer", .blocks = &block, .nblocks = 1
	};

	(void)state;
	corpus.guides = &guide;
	corpus.nguides = 1;
	one_of_each();
	wl_publish_summary(
		&out, &corpus, &corpus.interviews[0], WL_MARKDOWN, &err);
	assert_contains("\n### What tipped it to RivalCo?\n");
}

static void summary_without_consent_has_no_words(void **state)
{
	struct wl_interview *one;

	(void)state;
	one_of_each();
	one = &corpus.interviews[0];
	one->consent = WL_CONSENT_NONE;
	one->notes[1] = "four weeks against your ten";
	wl_publish_summary(&out, &corpus, one, WL_MARKDOWN, &err);
	assert_lacks("slow");
	assert_lacks("four weeks");
	assert_contains("3 passages said in confidence are left out.\n");
	wl_buf_clear(&out);
	wl_publish_summary(&out, &corpus, one, WL_JSON, &err);
	assert_lacks("slow");
	assert_lacks("four weeks");
}

static void summary_json(void **state)
{
	json_t *root;

	(void)state;
	one_of_each();
	wl_publish_summary(&out, &corpus, &corpus.interviews[0], WL_JSON, &err);
	root = parsed();
	assert_keys(root, "winloss interview deal account outcome segment "
			  "competitor role trigger criteria buyer_reason "
			  "reason root price_factor hypothesis notes answers "
			  "interviewed minutes withheld");
	assert_string_equal(
		json_string_value(at(root, "answers 0 passages 0 text")),
		"=Too, \"slow\"|");
	assert_int_equal(json_integer_value(at(root, "withheld")), 1);
	assert_lacks(SECRET);
	json_decref(root);
}

static void summary_refuses_what_was_not_held(void **state)
{
	struct wl_interview *one = add(WL_LOSS);

	(void)state;
	one->status = WL_PLANNED;
	assert_int_equal(
		wl_publish_summary(&out, &corpus, one, WL_MARKDOWN, &err),
		WL_EFAIL);
	assert_true(*err.hint);
	one->status = WL_WITHDRAWN;
	assert_int_equal(
		wl_publish_summary(&out, &corpus, one, WL_MARKDOWN, &err),
		WL_EFAIL);
	assert_int_equal(out.n, 0);
}

static void summary_is_escaped(void **state)
{
	(void)state;
	hostile();
	wl_publish_summary(
		&out, &corpus, &corpus.interviews[0], WL_MARKDOWN, &err);
	assert_null(strchr(out.s, '\033'));
	assert_lacks("\xe2\x80\xae");
	assert_contains("\\<script>");
	assert_contains("\n> \\# no heading\n");
}

/* Suggestions */

static void suggestions(void **state)
{
	struct wl_suggestions made;
	struct wl_look look = { false, 60 };

	(void)state;
	fixture_deal(&corpus, "OPP 1; rm -rf $HOME", WL_LOSS, "2026-11-20");
	fixture_deal(&corpus, "OPP-2", WL_WIN, "2026-11-01")->account =
		"Beta \033[31m GmbH";
	fixture_deal(&corpus, "OPP-3", WL_WIN, "2026-10-01");
	wl_suggest_make(&made, &corpus);
	wl_publish_suggestions(&out, &made, 2, WL_TEXT, &look);
	assert_contains(" 1  loss         OPP 1; rm -rf $HOME          "
			"    2026-11-20\n"
			"    the only loss; closed 10 days ago\n"
			"    winloss prep 'OPP 1; rm -rf $HOME'\n");
	assert_contains("    winloss prep OPP-2\nand 1 more\n");
	assert_null(strchr(out.s, '\033'));
	assert_fits(60);
	wl_buf_clear(&out);
	wl_publish_suggestions(&out, &made, 9, WL_NDJSON, &look);
	assert_contains("{\"deal\":\"OPP-2\",");
	assert_contains("\"outcome\":\"win\",\"closed\":\"2026-11-01\","
			"\"score\":0.");
	assert_contains("\"reasons\":[\"none of 2 wins has an interview\","
			"\"closed 29 days ago\"]}\n");
	wl_buf_clear(&out);
	wl_publish_suggestions(&out, &made, 0, WL_JSON, &look);
	assert_string_equal(
		out.s, "{\n  \"winloss\": 1,\n  \"deals\": []\n}\n");
	wl_suggest_release(&made);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(text_fits_the_terminal),
		TEST(colour_changes_no_word),
		TEST(text_shows_groups_patterns_and_data_points),
		TEST(confidential_words_are_counted_not_shown),
		TEST(public_quotes_are_marked),
		TEST(small_groups_have_no_percentage),
		TEST(a_theme_says_how_far_its_count_reaches),
		TEST(the_contrast_has_its_p),
		TEST(chance_is_not_worth_a_line),
		TEST(nobody_asked_is_no_contrast),
		TEST(never_says_significant),
		TEST(says_what_a_small_group_cannot_show),
		TEST(a_missing_outcome_is_named),
		TEST(empty_states_name_the_next_command),
		TEST(by_interview_it_says_so),
		TEST(markdown_is_the_same_for_the_same_corpus),
		TEST(markdown_holds_the_filter),
		TEST(markdown_is_escaped),
		TEST(json_has_every_key),
		TEST(json_values),
		TEST(json_of_nothing),
		TEST(quotes),
		TEST(quotes_as_a_document),
		TEST(deals),
		TEST(interviews),
		TEST(summary_markdown),
		TEST(summary_uses_the_words_of_the_guide),
		TEST(summary_without_consent_has_no_words),
		TEST(summary_json),
		TEST(summary_refuses_what_was_not_held),
		TEST(summary_is_escaped),
		TEST(suggestions),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
