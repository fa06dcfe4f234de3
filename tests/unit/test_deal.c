/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "model/deal.h"

#define HEADER                                                                 \
	"deal,account,outcome,stage,amount,currency,segment,competitor,"       \
	"product,owner,created,closed,reason"
#define ROW(id, outcome, amount, closed)                                       \
	id ",Acme," outcome ",Stage," amount ",USD,smb,rivalco,Ledger,Dana,"   \
	   "2026-01-02," closed ",Price"

static struct wl_dimension dimensions[] = { { .id = "motion" },
	{ .id = "region" } };
static const struct wl_programme plain = { .product = "Ledgerly" };
static const struct wl_programme cut = {
	.product = "Ledgerly", .dimensions = dimensions, .ndimensions = 2
};

static int parse(struct wl_deals *out, struct wl_arena *arena,
	const struct wl_programme *programme, const char *text)
{
	static struct wl_err err;
	struct wl_source source = { "deals.csv", text, strlen(text) };
	int code;

	memset(&err, 0, sizeof(err));
	wl_arena_init(arena);
	code = wl_deals_parse(out, arena, programme, &source, &err);
	if (code)
		print_message("%s:%d:%d: %s\n", err.path, err.line, err.column,
			err.text);
	return code;
}

static void expect_error(const char *text, const char *expected)
{
	struct wl_source source = { "deals.csv", text, strlen(text) };
	struct wl_deals deals = { NULL, 77 };
	struct wl_arena arena;
	struct wl_err err = { 0 };
	char shown[1200];

	wl_arena_init(&arena);
	assert_int_equal(wl_deals_parse(&deals, &arena, &plain, &source, &err),
		WL_EUNREADABLE);
	snprintf(shown, sizeof(shown), "%s:%d: %s", err.path, err.line,
		err.text);
	assert_string_equal(shown, expected);
	assert_int_equal(deals.n, 77); /* untouched */
	wl_arena_release(&arena);
}

static void test_reads_all(void **state)
{
	static const char text[] = HEADER
		",motion,region\n"
		"OPP-1,\"Acme, Inc.\",no-decision,Stalled,-48000.50,EUR,smb,"
		"rivalco,Ledger,Dana,2026-06-02,2026-10-30,price,partner,"
		"emea\n";
	struct wl_arena arena;
	struct wl_deals deals;
	const struct wl_deal *deal;
	wl_day day;

	(void)state;
	assert_int_equal(parse(&deals, &arena, &cut, text), 0);
	assert_int_equal(deals.n, 1);
	deal = &deals.v[0];
	assert_string_equal(deal->id, "OPP-1");
	assert_string_equal(deal->account, "Acme, Inc.");
	assert_int_equal(deal->outcome, WL_NO_DECISION);
	assert_string_equal(deal->stage, "Stalled");
	assert_string_equal(deal->amount, "-48000.50");
	assert_string_equal(deal->currency, "EUR");
	assert_string_equal(deal->segment, "smb");
	assert_string_equal(deal->competitor, "rivalco");
	assert_string_equal(deal->product, "Ledger");
	assert_string_equal(deal->owner, "Dana");
	assert_true(wl_day_parse(&day, "2026-06-02"));
	assert_int_equal(deal->created, day);
	assert_true(wl_day_parse(&day, "2026-10-30"));
	assert_int_equal(deal->closed, day);
	assert_string_equal(deal->reason, "price");
	assert_string_equal(deal->dimensions[0], "partner");
	assert_string_equal(deal->dimensions[1], "emea");
	assert_int_equal(deal->line, 2);
	wl_arena_release(&arena);
}

static void test_empty_cells(void **state)
{
	struct wl_arena arena;
	struct wl_deals deals;

	(void)state;
	assert_int_equal(
		parse(&deals, &arena, &plain, HEADER "\nA,,open,,,,,,,,,,\n"),
		0);
	assert_string_equal(deals.v[0].account, "");
	assert_string_equal(deals.v[0].amount, "");
	assert_string_equal(deals.v[0].reason, "");
	assert_int_equal(deals.v[0].created, WL_NO_DAY);
	assert_int_equal(deals.v[0].closed, WL_NO_DAY);
	wl_arena_release(&arena);
	assert_int_equal(parse(&deals, &arena, &plain, HEADER "\n"), 0);
	assert_int_equal(deals.n, 0);
	wl_arena_release(&arena);
}

static void expect_written(const struct wl_programme *programme,
	const char *text, const char *expected)
{
	struct wl_arena arena;
	struct wl_deals deals;
	struct wl_buf out;

	assert_int_equal(parse(&deals, &arena, programme, text), 0);
	wl_buf_init(&out);
	wl_deals_write(&out, &deals, programme);
	assert_string_equal(out.s, expected);
	wl_buf_release(&out);
	wl_arena_release(&arena);
}

static void test_sorts_and_writes(void **state)
{
	static const char sorted[] = HEADER "\n" ROW("Z", "open", "",
		"") "\n" ROW("B", "win", "1.00", "2025-12-31") "\n" ROW("A",
		"loss", "2.00",
		"2026-01-31") "\n" ROW("B2", "win", "3.00", "2026-01-31") "\n";

	(void)state;
	expect_written(&plain,
		HEADER "\n" ROW("B2", "win", "3.00", "2026-01-31") "\n" ROW(
			"A", "loss", "2.00", "2026-01-31") "\n" ROW("Z", "open",
			"", "") "\n" ROW("B", "win", "1.00", "2025-12-31") "\n",
		sorted);
	expect_written(&plain, sorted, sorted);
	/* BOM and CRLF are read; what a spreadsheet would run is kept. */
	expect_written(&plain,
		"\xef\xbb\xbf" HEADER "\r\n=1+1,\"a\"\"b\",win,,,,,,,,,,\r\n",
		HEADER "\n=1+1,\"a\"\"b\",win,,,,,,,,,,\n");
}

static void test_amounts(void **state)
{
	static const struct {
		const char *text, *expected;
	} amounts[] = {
		{ "48000", "48000.00" },
		{ "48000.5", "48000.50" },
		{ "48000.50", "48000.50" },
		{ "-7", "-7.00" },
		{ "0", "0.00" },
	};
	char text[512];

	(void)state;
	for (size_t i = 0; i < WL_LEN(amounts); i++) {
		struct wl_arena arena;
		struct wl_deals deals;

		snprintf(text, sizeof(text),
			HEADER "\n" ROW("A", "win", "%s", "2026-01-31") "\n",
			amounts[i].text);
		assert_int_equal(parse(&deals, &arena, &plain, text), 0);
		assert_string_equal(deals.v[0].amount, amounts[i].expected);
		wl_arena_release(&arena);
	}
}

/* Columns in any order; one of a dimension may not be there yet. */
static void test_finds(void **state)
{
	enum { MANY = 500 };
	static struct wl_deal v[MANY];
	struct wl_deals deals = { .v = v };
	struct wl_arena arena;

	(void)state;
	wl_arena_init(&arena);
	assert_null(wl_deals_find(&deals, "D-0"));
	for (; deals.n < MANY; deals.n++)
		v[deals.n].id = wl_arena_printf(&arena, "D-%zu", deals.n);
	wl_deals_index(&deals, &arena);
	for (size_t i = 0; i < MANY; i++)
		assert_ptr_equal(wl_deals_find(&deals, v[i].id), &v[i]);
	assert_null(wl_deals_find(&deals, "D-500"));
	assert_null(wl_deals_find(&deals, ""));
	assert_null(wl_deals_find(&deals, NULL));
	wl_arena_release(&arena);
}

static void test_columns(void **state)
{
	(void)state;
	expect_written(&cut,
		"region,outcome,deal,account,stage,amount,currency,segment,"
		"competitor,product,owner,created,closed,reason\n"
		"emea,win,A,Acme,,,,,,,,,,\n",
		HEADER ",motion,region\nA,Acme,win,,,,,,,,,,,,emea\n");
}

static void test_errors(void **state)
{
	(void)state;
	expect_error("", "deals.csv:1: the header is missing");
	expect_error("deal,account\n",
		"deals.csv:1: the column 'outcome' is missing");
	expect_error(
		HEADER ",motion\n", "deals.csv:1: unknown column 'motion'");
	expect_error(HEADER ",deal\n",
		"deals.csv:1: the column 'deal' stands twice");
	expect_error(HEADER "\n" ROW("A", "won", "", "") "\n",
		"deals.csv:2: 'won' is not a value of 'outcome'");
	expect_error(HEADER "\n" ROW("A", "", "", "") "\n",
		"deals.csv:2: 'outcome' is empty");
	expect_error(HEADER "\n" ROW("", "win", "", "") "\n",
		"deals.csv:2: 'deal' is empty");
	expect_error(HEADER "\n\n" ROW("A", "win", "", "30.1.2026") "\n",
		"deals.csv:3: '30.1.2026' is not a value of 'closed'");
	expect_error(HEADER "\n" ROW("A", "win", "", "2026-02-30") "\n",
		"deals.csv:2: '2026-02-30' is not a value of 'closed'");
	expect_error(HEADER "\n" ROW("A", "win", "", "") "\n" ROW("B", "win",
			     "", "") "\n" ROW("A", "loss", "", "") "\n",
		"deals.csv:4: the deal 'A' stands in line 2 already");
	expect_error(HEADER "\nA,Acme,win\n",
		"deals.csv:2: 3 cells where the header has 13");
	expect_error(HEADER "\n" ROW("A", "win", "", "") ",x\n",
		"deals.csv:2: 14 cells where the header has 13");
	expect_error(HEADER "\nA,M\xfcller,win,,,,,,,,,,\n",
		"deals.csv:2: the byte 0xFC is not UTF-8");
}

static void test_bad_amounts(void **state)
{
	static const char *const amounts[] = { "\"1,234\"", "1.234.5", "12.",
		".5", "1.234", "-", "12 EUR", "1e5" };
	char text[512], expected[128];

	(void)state;
	for (size_t i = 0; i < WL_LEN(amounts); i++) {
		const char *shown = amounts[i][0] == '"' ? "1,234" : amounts[i];

		snprintf(text, sizeof(text),
			HEADER "\n" ROW("A", "win", "%s", "2026-01-31") "\n",
			amounts[i]);
		snprintf(expected, sizeof(expected),
			"deals.csv:2: '%s' is not a value of 'amount'", shown);
		expect_error(text, expected);
	}
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_reads_all),
		cmocka_unit_test(test_empty_cells),
		cmocka_unit_test(test_sorts_and_writes),
		cmocka_unit_test(test_amounts),
		cmocka_unit_test(test_finds),
		cmocka_unit_test(test_columns),
		cmocka_unit_test(test_errors),
		cmocka_unit_test(test_bad_amounts),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
