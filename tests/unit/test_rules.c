/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "base/path.h"
#include "corpus_fixture.h"
#include "random.h"
#include "rules/rules.h"

static struct wl_corpus corpus;
static struct wl_subject subject;
static struct wl_arena arena;
static struct wl_selection selection;
static struct wl_findings findings;

static int set_up(void **state)
{
	(void)state;
	fixture_init(&corpus);
	fixture_theme(&corpus, "speed", "Speed", "");
	wl_arena_init(&arena);
	memset(&selection, 0, sizeof(selection));
	subject = (struct wl_subject){ .corpus = &corpus, .arena = &arena };
	wl_map_init(&subject.files);
	return 0;
}

static int tear_down(void **state)
{
	(void)state;
	wl_findings_release(&findings);
	wl_map_release(&subject.files);
	wl_arena_release(&arena);
	fixture_release(&corpus);
	return 0;
}

static const struct wl_findings *run(const char *rule)
{
	static const char *names[1];

	names[0] = rule;
	selection.rules = (struct wl_list){ names, 1 };
	wl_findings_release(&findings);
	wl_rules_run(&findings, &subject, &selection);
	return &findings;
}

static struct wl_interview *held(const char *id, const char *tags)
{
	struct wl_interview *one =
		fixture_interview(&corpus, id, WL_LOSS, id, "2026-10-01");

	fixture_quote(&corpus, one, "Words.", tags);
	return one;
}

static void rules_have_names_of_their_own(void **state)
{
	const struct wl_rule *rule;
	size_t n = 0;

	(void)state;
	for (; (rule = wl_rule_at(n)); n++) {
		assert_true(wl_id_valid(rule->name));
		assert_ptr_equal(wl_rule_find(rule->name), rule);
		assert_true(rule->severity < WL_SILENT);
		assert_true(*rule->summary && rule->look);
		assert_int_not_equal(
			rule->summary[strlen(rule->summary) - 1], '.');
	}
	assert_true(n > 30);
	assert_null(wl_rule_find("nonsense"));
}

static void findings_are_sorted(void **state)
{
	(void)state;
	held("2026-10-b", "zeta alpha");
	held("2026-10-a", "beta");
	run("unknown-theme");
	assert_int_equal(findings.n, 3);
	assert_string_equal(findings.v[0].subject, "beta");
	assert_string_equal(findings.v[1].subject, "alpha");
	assert_string_equal(findings.v[2].subject, "zeta");
	assert_int_equal(findings.counts[WL_SEVERE], 3);
}

static void only_what_is_below_a_path(void **state)
{
	static const char *paths[1];
	static const struct {
		const char *path;
		size_t n;
	} rows[] = {
		{ "interviews", 2 },
		{ "interviews/2026/2026-10-a.md", 1 },
		{ "interviews/2026/2026-10-a", 0 },
		{ "interview", 0 },
		{ "", 2 },
		{ "cards", 0 },
	};

	(void)state;
	held("2026-10-a", "beta");
	held("2026-10-b", "beta");
	selection.paths = (struct wl_list){ paths, 1 };
	for (size_t i = 0; i < WL_LEN(rows); i++) {
		paths[0] = rows[i].path;
		assert_int_equal(run("unknown-theme")->n, rows[i].n);
	}
}

static void the_programme_weighs(void **state)
{
	struct wl_rule_setting setting = { "unknown-theme", WL_INFO, "why", 1,
		1 };

	(void)state;
	held("2026-10-a", "beta");
	corpus.programme.settings = &setting;
	corpus.programme.nsettings = 1;
	run("unknown-theme");
	assert_int_equal(findings.v[0].severity, WL_INFO);
	assert_int_equal(findings.counts[WL_SEVERE], 0);
	assert_int_equal(findings.counts[WL_INFO], 1);
	setting.severity = WL_SILENT;
	run("unknown-theme");
	assert_int_equal(findings.v[0].severity, WL_SEVERE);
}

static void exceptions_name_what_they_mean(void **state)
{
	static struct wl_citation cited = { "2026-10-z", "p1" };
	static struct wl_claim claim = {
		.id = "r4w", .citations = &cited, .ncitations = 1, .line = 9
	};
	static struct wl_card card = { .path = "cards/battlecard/x.md",
		.id = "rivalco",
		.claims = &claim,
		.nclaims = 1 };
	static const struct {
		const char *at;
		bool excepted;
	} rows[] = {
		{ "cards/battlecard/x.md", true },
		{ "cards/battlecard", true }, /* its folder */
		{ "cards/battle", false },
		{ "x", true }, /* the name of its file */
		{ "battlecard/rivalco^r4w", true },
		{ "rivalco^r4w", true },
		{ "rivalco", true },
		{ "battlecard/rivalco", true },
		{ "rivalco^r4", false },
		{ "rival", false },
		{ "", false },
	};
	struct wl_exception exception = { .rule = "dangling-citation",
		.reason = "why" };

	(void)state;
	corpus.cards = &card;
	corpus.ncards = 1;
	corpus.programme.exceptions = &exception;
	corpus.programme.nexceptions = 1;
	for (size_t i = 0; i < WL_LEN(rows); i++) {
		exception.at = rows[i].at;
		run("dangling-citation");
		assert_int_equal(findings.n, 1);
		if (!findings.v[0].excepted == rows[i].excepted)
			fail_msg("'%s'", rows[i].at);
		assert_int_equal(findings.excepted, rows[i].excepted);
		assert_int_equal(findings.counts[WL_SEVERE], !rows[i].excepted);
	}
	exception.at = "rivalco";
	exception.rule = "unknown-theme";
	run("dangling-citation");
	assert_null(findings.v[0].excepted);
}

static void lines_and_kinds_make_nothing_new(void **state)
{
	struct wl_findings before = { 0 };
	struct wl_passage *passage;

	(void)state;
	passage = held("2026-10-a", "beta")->passages;
	run("unknown-theme");
	before = findings;
	memset(&findings, 0, sizeof(findings));
	passage->line += 100;
	run("unknown-theme");
	assert_true(findings.n);
	wl_findings_since(&findings, &before);
	assert_int_equal(findings.n, 0);
	assert_int_equal(findings.counts[WL_SEVERE], 0);
	wl_findings_release(&before);
}

/* What is new and what was there before are together what is there, for any
 * two states. */
static void new_and_old_are_all(void **state)
{
	struct random random = { 9 };

	(void)state;
	for (int round = 0; round < 200; round++) {
		struct wl_findings before = { 0 };
		size_t all, fresh, old = random_below(&random, 4);
		size_t now = random_below(&random, 4);
		struct wl_interview *one;

		tear_down(state);
		set_up(state);
		one = held("2026-10-a", "");
		for (size_t i = 0; i < old; i++)
			fixture_quote(&corpus, one, "Words.", "beta");
		run("unknown-theme");
		before = findings;
		memset(&findings, 0, sizeof(findings));
		one->npassages = 1;
		memset(one->passages + 1, 0, old * sizeof(*one->passages));
		for (size_t i = 0; i < now; i++)
			fixture_quote(&corpus, one, "Words.", "beta");
		all = run("unknown-theme")->n;
		wl_findings_since(&findings, &before);
		fresh = findings.n;
		assert_int_equal(all, now);
		assert_int_equal(fresh, now > old ? now - old : 0);
		wl_findings_release(&before);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
#define T(f) cmocka_unit_test_setup_teardown(f, set_up, tear_down)
		T(rules_have_names_of_their_own),
		T(findings_are_sorted),
		T(only_what_is_below_a_path),
		T(the_programme_weighs),
		T(exceptions_name_what_they_mean),
		T(lines_and_kinds_make_nothing_new),
		T(new_and_old_are_all),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
