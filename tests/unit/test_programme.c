/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "parse_test.h"

#include "model/programme.h"
#include "model/starter.h"

static const char example[] =
	"winloss: 1\n"
	"product: Ledgerly\n"
	"owner: priya\n"
	"team:\n"
	"  priya: {name: Priya Nair, role: pmm, email: priya@a.example}\n"
	"  marc: {role: sales-manager}\n"
	"  lee:\n"
	"competitors:\n"
	"  rivalco: {name: RivalCo, aliases: [Rival Co, \"\", RC]}\n"
	"  acmesoft: {name: Acme Software}\n"
	"  thirdco:\n"
	"segments: [smb, mid-market]\n"
	"dimensions:\n"
	"  motion: [self-serve, sales-led]\n"
	"thresholds: {unit: interview, pattern: 2, group-min: 3,\n"
	"  group-target: 5, saturation: [6, 9], note-hours: 1.5,\n"
	"  minutes: [30, 60]}\n"
	"verification: {battlecard: 30d, proof-point: 12w,\n"
	"  icp: {every: 1y, verifier: founder}}\n"
	"crm:\n"
	"  columns: {Main Rival: competitor, Empty: }\n"
	"  stages: {Closed Won: win, \"3835407075\": no-decision}\n"
	"ids: opaque\n"
	"mascot: owl\n";

GIVEN(programme, "winloss.yaml")

static void test_reads_all(void **state)
{
	struct wl_programme p;
	struct wl_arena arena;

	(void)state;
	given(&p, &arena, example);
	assert_string_equal(p.product, "Ledgerly");
	assert_string_equal(p.owner, "priya");
	assert_int_equal(p.nteam, 3);
	assert_string_equal(p.team[0].name, "Priya Nair");
	assert_int_equal(p.team[0].role, WL_ROLE_PMM);
	assert_int_equal(p.team[1].role, WL_ROLE_SALES_MANAGER);
	assert_null(p.team[1].name);
	assert_string_equal(p.team[2].id, "lee");
	assert_int_equal(p.team[2].role, WL_ROLE_OTHER);
	assert_int_equal(p.ncompetitors, 3);
	assert_int_equal(p.competitors[0].aliases.n, 2);
	assert_string_equal(p.competitors[0].aliases.v[1], "RC");
	assert_string_equal(p.competitors[1].name, "Acme Software");
	assert_string_equal(p.competitors[2].name, "thirdco");
	assert_int_equal(p.segments.n, 2);
	assert_int_equal(p.ndimensions, 1);
	assert_string_equal(p.dimensions[0].id, "motion");
	assert_string_equal(p.dimensions[0].values.v[1], "sales-led");
	assert_int_equal(p.ncrm_columns, 1);
	assert_string_equal(p.crm_columns[0].from, "Main Rival");
	assert_string_equal(p.crm_columns[0].to, "competitor");
	assert_int_equal(p.ncrm_stages, 2);
	assert_string_equal(p.crm_stages[1].from, "3835407075");
	assert_string_equal(p.crm_stages[1].to, "no-decision");
	assert_true(p.opaque_ids);
	wl_arena_release(&arena);
}

static void test_reads_numbers(void **state)
{
	static const int days[] = { 30, 90, 84, 365, 90 };
	struct wl_programme p;
	struct wl_arena arena;

	(void)state;
	given(&p, &arena, example);
	assert_true(p.thresholds.unit_interview);
	assert_int_equal(p.thresholds.pattern, 2);
	assert_int_equal(p.thresholds.group_min, 3);
	assert_int_equal(p.thresholds.group_target, 5);
	assert_int_equal(p.thresholds.saturation[0], 6);
	assert_int_equal(p.thresholds.saturation[1], 9);
	assert_true(p.thresholds.note_hours > 1.49);
	assert_true(p.thresholds.note_hours < 1.51);
	assert_int_equal(p.thresholds.minutes[0], 30);
	assert_int_equal(p.thresholds.minutes[1], 60);
	assert_memory_equal(p.verify_days, days, sizeof(days));
	assert_string_equal(p.verifiers[3], "founder");
	assert_null(p.verifiers[0]);
	wl_arena_release(&arena);
}

static void test_defaults(void **state)
{
	static const int days[] = { 90, 90, 180, 180, 90 };
	struct wl_programme p;
	struct wl_arena arena;

	(void)state;
	given(&p, &arena, "winloss: 1\nproduct: X\n");
	assert_null(p.owner);
	assert_int_equal(p.nteam + p.ncompetitors + p.ndimensions, 0);
	assert_false(p.thresholds.unit_interview);
	assert_int_equal(p.thresholds.pattern, 3);
	assert_int_equal(p.thresholds.group_min, 4);
	assert_int_equal(p.thresholds.group_target, 6);
	assert_int_equal(p.thresholds.saturation[0], 8);
	assert_int_equal(p.thresholds.saturation[1], 12);
	assert_true(p.thresholds.note_hours == 2);
	assert_int_equal(p.thresholds.minutes[0], 40);
	assert_int_equal(p.thresholds.minutes[1], 45);
	assert_memory_equal(p.verify_days, days, sizeof(days));
	assert_false(p.opaque_ids);
	wl_arena_release(&arena);
}

static void test_check(void **state)
{
	struct wl_programme p;
	struct wl_arena arena;

	(void)state;
	given(&p, &arena,
		"winloss: 1\nproduct: X\n"
		"check:\n"
		"  rules:\n"
		"    notes-late: {severity: info, reason: time zones}\n"
		"    no-such-rule: {severity: off, reason: x}\n"
		"  exceptions:\n"
		"    - {rule: short, at: rivalco^r4w, reason: half an hour}\n");
	assert_int_equal(p.nsettings, 2);
	assert_string_equal(p.settings[0].rule, "notes-late");
	assert_int_equal(p.settings[0].severity, WL_INFO);
	assert_string_equal(p.settings[0].reason, "time zones");
	assert_int_equal(p.settings[0].line, 5);
	assert_int_equal(p.settings[0].column, 5);
	assert_int_equal(p.settings[1].severity, WL_SILENT);
	assert_int_equal(p.nexceptions, 1);
	assert_string_equal(p.exceptions[0].at, "rivalco^r4w");
	assert_string_equal(p.exceptions[0].reason, "half an hour");
	assert_int_equal(p.exceptions[0].line, 8);
	wl_arena_release(&arena);
	given(&p, &arena, "winloss: 1\nproduct: X\ncheck:\n");
	assert_int_equal(p.nsettings + p.nexceptions, 0);
	wl_arena_release(&arena);
}

static void test_limits(void **state)
{
	struct wl_programme p;
	struct wl_arena arena;

	(void)state;
	given(&p, &arena,
		"winloss: 1\nproduct: X\n"
		"thresholds: {pattern: 1, group-min: 1000,\n"
		"  saturation: [1, 1000], minutes: [1, 1], note-hours: 9999}\n"
		"verification: {icp: 1, message: 3650d}\n");
	assert_int_equal(p.thresholds.pattern, 1);
	assert_int_equal(p.thresholds.group_min, 1000);
	assert_int_equal(p.thresholds.saturation[0], 1);
	assert_int_equal(p.thresholds.minutes[1], 1);
	assert_true(p.thresholds.note_hours == 9999);
	assert_int_equal(p.verify_days[3], 1);
	assert_int_equal(p.verify_days[4], 3650);
	wl_arena_release(&arena);
}

static void test_starter(void **state)
{
	const struct wl_starter_word words[] = {
		{ "@PRODUCT@", "Ledgerly: \"one\"", false },
		{ "@OWNER@", "priya", false },
		{ "@TEAM@", "  priya: {role: pmm}\n", true },
		{ "@COMPETITORS@", "  rivalco: {name: RivalCo}\n", true },
		{ "@SEGMENTS@", "[smb]", true },
		{ NULL, NULL, false },
	};
	struct wl_programme p;
	struct wl_buf text;
	struct wl_arena arena;

	(void)state;
	wl_buf_init(&text);
	wl_starter_write(&text, "winloss.yaml", words);
	given(&p, &arena, text.s);
	assert_string_equal(p.product, "Ledgerly: \"one\"");
	assert_int_equal(p.ncrm_stages, 3);
	wl_buf_release(&text);
	wl_arena_release(&arena);
}

static void test_finds(void **state)
{
	struct wl_programme p;
	struct wl_arena arena;

	(void)state;
	given(&p, &arena, example);
	assert_ptr_equal(wl_programme_member(&p, "marc"), &p.team[1]);
	assert_null(wl_programme_member(&p, "nobody"));
	assert_ptr_equal(
		wl_programme_by_email(&p, "Priya@A.example"), &p.team[0]);
	assert_null(wl_programme_by_email(&p, "marc@a.example"));
	assert_null(wl_programme_by_email(&p, NULL));
	assert_ptr_equal(
		wl_programme_competitor(&p, "RIVAL CO"), &p.competitors[0]);
	assert_ptr_equal(
		wl_programme_competitor(&p, "acmesoft"), &p.competitors[1]);
	assert_ptr_equal(
		wl_programme_competitor(&p, "AcmeSoft"), &p.competitors[1]);
	assert_ptr_equal(wl_programme_competitor(&p, "acme software"),
		&p.competitors[1]);
	assert_null(wl_programme_competitor(&p, "none"));
	assert_null(wl_programme_competitor(&p, ""));
	assert_null(wl_programme_competitor(&p, NULL));
	assert_string_equal(wl_programme_competitor_name(&p, "rc"), "RivalCo");
	assert_string_equal(wl_programme_competitor_name(&p, "oldco"), "oldco");
	wl_arena_release(&arena);
}

PARSE(programme)

#define HEAD "winloss: 1\nproduct: X\n"
#define ID_RULE                                                                \
	" is not an id: small letters and digits, with single dashes "         \
	"between them, at most 64"

static const struct wrong wrongs[] = {
	{ "product: X\n", 1, 1, "'winloss: 1' is missing",
		"add the line 'winloss: 1'" },
	{ "product: X\nwinloss: 2\n", 2, 10,
		"this file was made by a newer winloss: its format is 2, this "
		"release reads 1",
		"install a newer winloss" },
	{ "winloss: one\n", 1, 10, "winloss 'one' is not 1", "" },
	{ "winloss: 0\n", 1, 10, "winloss '0' is not 1", "" },
	{ "winloss: [1]\n", 1, 10, "winloss is a list, not a text", "" },
	{ "- a\n", 1, 1, "the file is a list, not a map of keys and values",
		"" },
	{ "winloss: 1\n", 1, 1, "'product' is missing", "" },
	{ "winloss: 1\nproduct:\n", 1, 1, "'product' is missing", "" },
	{ "winloss: 1\nproduct: {a: b}\n", 2, 10,
		"product is a map of keys and values, not a text", "" },
	{ HEAD "team: [a]\n", 3, 7,
		"team is a list, not a map of keys and values", "" },
	{ HEAD "team:\n  Priya N: {role: pmm}\n", 4, 3,
		"team member 'Priya N'" ID_RULE, NULL },
	{ HEAD "team:\n  a: {role: pm}\n", 4, 13,
		"role 'pm' is not one of pmm, sales, sales-manager, cs, "
		"product, founder, other",
		NULL },
	{ HEAD "team:\n  a: {role: sale-manager}\n", 4, 13,
		"role 'sale-manager' is not one of pmm, sales, sales-manager, "
		"cs, product, founder, other",
		"did you mean 'sales-manager'?" },
	{ HEAD "competitors:\n  a: {aliases: [One]}\n  b: {aliases: [x, "
	       "one]}\n",
		5, 20, "'one' already means the competitor 'a'", "" },
	{ HEAD "competitors:\n  a: {aliases: B}\n  b: {}\n", 4, 16,
		"'B' already means the competitor 'b'", "" },
	{ HEAD "competitors:\n  a: {name: Same}\n  b: {name: same}\n", 5, 13,
		"'same' already means the competitor 'a'", "" },
	{ HEAD "competitors:\n  A: {}\n", 4, 3, "competitor 'A'" ID_RULE,
		NULL },
	{ HEAD "dimensions:\n  a b: [x]\n", 4, 3, "dimension 'a b'" ID_RULE,
		NULL },
	{ HEAD "dimensions:\n  stage: [x]\n", 4, 3,
		"dimension 'stage' has the name of a key that every deal or "
		"interview has",
		"" },
	{ HEAD "dimensions:\n  owner: [x]\n", 4, 3,
		"dimension 'owner' has the name of a key that every deal or "
		"interview has",
		"" },
	{ HEAD "check: {rules: {a: info}}\n", 3, 20,
		"a is a text, not a map of keys and values", "" },
	{ HEAD "check: {rules: {a: }}\n", 3, 17,
		"the rule 'a' needs a severity and a reason", "" },
	{ HEAD "check: {rules: {a: {reason: x}}}\n", 3, 20,
		"'severity' is missing", "" },
	{ HEAD "check: {rules: {a: {severity: info}}}\n", 3, 20,
		"this severity has no reason", NULL },
	{ HEAD "check: {exceptions: [{at: b, reason: c}]}\n", 3, 22,
		"'rule' is missing", "" },
	{ HEAD "check: {exceptions: [{rule: a, reason: c}]}\n", 3, 22,
		"'at' is missing", "" },
	{ HEAD "check: {exceptions: [{rule: a, at: b}]}\n", 3, 22,
		"this exception has no reason", NULL },
	{ HEAD "segments: [[a]]\n", 3, 12, "segments is a list, not a text",
		"" },
	{ HEAD "thresholds: {unit: deals}\n", 3, 20,
		"unit 'deals' is not one of deal, interview",
		"did you mean 'deal'?" },
	{ HEAD "thresholds: {pattern: 0}\n", 3, 23,
		"pattern '0' is not a whole number from 1 to 1000", "" },
	{ HEAD "thresholds: {pattern: three}\n", 3, 23,
		"pattern 'three' is not a whole number from 1 to 1000", "" },
	{ HEAD "thresholds: {pattern: 1001}\n", 3, 23,
		"pattern '1001' is not a whole number from 1 to 1000", "" },
	{ HEAD "thresholds: {pattern: 4294967297}\n", 3, 23,
		"pattern '4294967297' is not a whole number from 1 to 1000",
		"" },
	{ HEAD "thresholds: {note-hours: .5}\n", 3, 26,
		"note-hours '.5' is not a number of hours such as 2 or 1.5",
		"" },
	{ HEAD "thresholds: {note-hours: 10000}\n", 3, 26,
		"note-hours '10000' is not a number of hours such as 2 or 1.5",
		"" },
	{ HEAD "verification: {icp: 3651}\n", 3, 21,
		"icp '3651' is not an interval such as 90d, 12w or 6m", "" },
	{ HEAD "thresholds: {saturation: [12, 8]}\n", 3, 26,
		"saturation is not two numbers, the lower one first", "" },
	{ HEAD "thresholds: {minutes: [40]}\n", 3, 23,
		"minutes is not two numbers, the lower one first", "" },
	{ HEAD "thresholds: {minutes: [x, 45]}\n", 3, 24,
		"minutes 'x' is not a whole number from 1 to 480", "" },
	{ HEAD "thresholds: {note-hours: 2h}\n", 3, 26,
		"note-hours '2h' is not a number of hours such as 2 or 1.5",
		"" },
	{ HEAD "verification: {icp: {every: never}}\n", 3, 29,
		"icp 'never' is not an interval such as 90d, 12w or 6m", "" },
	{ HEAD "verification: {icp: never}\n", 3, 21,
		"icp 'never' is not an interval such as 90d, 12w or 6m", "" },
	{ HEAD "verification: {icp: 0d}\n", 3, 21,
		"icp '0d' is not an interval such as 90d, 12w or 6m", "" },
	{ HEAD "crm:\n  stages: {Won: won}\n", 4, 17,
		"Won 'won' is not one of win, loss, no-decision, open",
		"did you mean 'win'?" },
	{ HEAD "ids: random\n", 3, 6,
		"ids 'random' is not one of account, opaque", "" },
	{ HEAD "ids: aaaaaaaaaabbbbbbbbbbccccccccccddddddddddeee\n", 3, 6,
		"ids 'aaaaaaaaaabbbbbbbbbbccccccccccdddddddddd...' is not one "
		"of account, opaque",
		"" },
	{ "winloss: 1\nproduct: \xff\n", 2, 10, "the byte 0xFF is not UTF-8",
		"save the file in the encoding UTF-8" },
};

static void test_errors(void **state)
{
	(void)state;
	expect_wrongs(wrongs, WL_LEN(wrongs), parse);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_reads_all),
		cmocka_unit_test(test_reads_numbers),
		cmocka_unit_test(test_defaults),
		cmocka_unit_test(test_check),
		cmocka_unit_test(test_limits),
		cmocka_unit_test(test_starter),
		cmocka_unit_test(test_finds),
		cmocka_unit_test(test_errors),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
