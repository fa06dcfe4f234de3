/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which columns and rows are read, and how they are merged. */
#include "crm_test.h"

#include "base/utf8.h"

static void test_titles(void **state)
{
	/* Each is the title of a column that must become the field. */
	static const char *const ids[] = { "Opportunity ID", "opportunity_id",
		"OPPORTUNITY-ID", " Record ID ", "hs_object_id", "Deal - ID",
		"deal", "Id", "\xef\xbb\xbfId", "\"\xef\xbb\xbfId\"",
		"Deal\u00a0ID", "Opportunity_ID__c",
		"(Do Not Modify) Opportunity" };
	char text[256], expected[64];
	struct crm crm;

	(void)state;
	for (size_t i = 0; i < WL_LEN(ids); i++) {
		snprintf(text, sizeof(text), "%s,Stage\nX%zu,won\n", ids[i], i);
		snprintf(expected, sizeof(expected),
			"X%zu,,win,won,,,,,,,,,,\n", i);
		crm_fresh(&crm, text);
		crm_deals(&crm, expected);
		crm_unknown(&crm, "");
		crm_end(&crm);
	}
}

/* One of each field in the words of each CRM: title, cell, column in file. */
static void test_synonyms(void **state)
{
	static const struct {
		const char *title, *cell;
		size_t column;
	} cases[] = {
		{ "Account.Name", "Acme", 1 },
		{ "Account Name: Account Name", "Acme", 1 },
		{ "Primary Associated Company", "Acme", 1 },
		{ "Deal - Organization", "Acme", 1 },
		{ "Potential Customer", "Acme", 1 },
		{ "company_name", "Acme", 1 },
		{ "Deal - Value", "7.00", 4 },
		{ "amount", "7.00", 4 },
		{ "Est. Revenue", "7.00", 4 },
		{ "CurrencyIsoCode", "EUR", 5 },
		{ "deal_currency_code", "EUR", 5 },
		{ "Deal - Currency of Value", "EUR", 5 },
		{ "Segment__c", "smb", 6 },
		{ "Primary Competitor", "acmesoft", 7 },
		{ "MainCompetitors__c", "acmesoft", 7 },
		{ "Primary_Competitor__r.Name", "acmesoft", 7 },
		{ "Product", "Ledger", 8 },
		{ "Deal - Product name", "Ledger", 8 },
		{ "Opportunity Owner", "Dana", 9 },
		{ "Deal owner", "Dana", 9 },
		{ "hubspot_owner_id", "Dana", 9 },
		{ "CreatedDate", "2026-01-02", 10 },
		{ "createdate", "2026-01-02", 10 },
		{ "Deal - Deal created", "2026-01-02", 10 },
		{ "Created On", "2026-01-02", 10 },
		{ "CloseDate", "2026-01-02", 11 },
		{ "closedate", "2026-01-02", 11 },
		{ "Deal - Deal closed on", "2026-01-02", 11 },
		{ "Actual Close Date", "2026-01-02", 11 },
		{ "Won Time", "2026-01-02", 11 },
		{ "Reason", "Price", 12 },
		{ "closed_won_reason", "Price", 12 },
		{ "Sales Motion", "self-serve", 13 },
		{ "sales_motion", "self-serve", 13 },
		{ "Sales_Motion__c", "self-serve", 13 },
	};
	char text[256], expected[128];
	struct crm crm;

	(void)state;
	for (size_t i = 0; i < WL_LEN(cases); i++) {
		static const char row[] = "X,,win,won,,,,,,,,,,\n";
		const char *at = row;

		for (size_t comma = 0; comma < cases[i].column; comma++)
			at = strchr(at, ',') + 1;
		snprintf(text, sizeof(text), "id,stage,%s\nX,won,%s\n",
			cases[i].title, cases[i].cell);
		snprintf(expected, sizeof(expected), "%.*s%s%s",
			(int)(at - row), row, cases[i].cell, at);
		crm_fresh(&crm, text);
		crm_deals(&crm, expected);
		crm_unknown(&crm, "");
		crm_end(&crm);
	}
}

static void test_map(void **state)
{
	static const struct wl_pair map[] = { { "Loss Cause", "reason" },
		{ "opp key", "Deal" }, { "Not There", "owner" } };
	static struct wl_pair columns[] = { { "Loss Cause", "owner" },
		{ "Phase", "stage" }, { "Id", "account" } };
	struct crm crm;

	(void)state;
	crm_begin(&crm);
	crm.options.map = map;
	crm.options.nmap = 3;
	crm.programme.crm_columns = columns;
	crm.programme.ncrm_columns = 3;
	crm_import(&crm, "Id,Opp_Key,Phase,Loss Cause,Other,Other\n"
			 "Acme,K1,won,Price,x,y\n");
	crm_deals(&crm, "K1,Acme,win,won,,,,,,,,,Price,\n");
	crm_unknown(&crm, "Other");
	crm_warnings(&crm, "the file has no column 'Not There', which --map "
			   "maps to owner\n");
	crm_end(&crm);
}

static void test_bad_map(void **state)
{
	static const struct wl_pair map[] = { { "Phase", "stages" } };
	struct crm crm;

	(void)state;
	crm_begin(&crm);
	crm.options.map = map;
	crm.options.nmap = 1;
	crm_fails(&crm, "id,phase\n", WL_EUSAGE,
		"0: unknown field 'stages' for the column 'Phase' in --map");
	assert_non_null(strstr(crm.err.hint,
		"the fields are deal, account, outcome, stage, amount, "
		"currency, segment, competitor, product, owner, created, "
		"closed, reason, "));
	assert_non_null(strstr(crm.err.hint, ", sales-motion"));
	crm.options.nmap = 0;
	crm.programme.crm_columns = (struct wl_pair *)(uintptr_t)map;
	crm.programme.ncrm_columns = 1;
	crm_fails(&crm, "id,phase\n", WL_EFAIL,
		"0: unknown field 'stages' for the column 'Phase' in "
		"crm.columns of winloss.yaml");
	crm_end(&crm);
}

static void test_doubled_columns(void **state)
{
	struct crm crm;

	(void)state;
	crm_fresh(&crm, "Id,Stage,Amount in company currency,Amount,Amount\n"
			"X,won,1.00,2.00,3.00\n");
	crm_deals(&crm, "X,,win,won,2.00,,,,,,,,,\n");
	crm_warnings(&crm,
		"the columns 'Amount' and 'Amount in company currency' both "
		"hold the field amount, 'Amount' is read\n"
		"the columns 'Amount' and 'Amount' both hold the field "
		"amount, 'Amount' is read\n");
	crm_unknown(&crm, "");
	crm_end(&crm);
}

/* The deal's own name is known, but is not taken for the account. */
static void test_name_is_no_account(void **state)
{
	struct crm crm;

	(void)state;
	crm_fresh(&crm, "Id,Deal Name,Stage\nX,Big one,won\n");
	crm_deals(&crm, "X,,win,won,,,,,,,,,,\n");
	crm_unknown(&crm, "");
	crm_end(&crm);
}

static void test_needed_columns(void **state)
{
	struct crm crm;

	(void)state;
	crm_begin(&crm);
	crm_fails(&crm, "\nTopic,Stage\nx,won\n", WL_EUNREADABLE,
		"2: no column holds the id of the deal, such as 'Opportunity "
		"ID', 'Record ID' or 'Deal - ID'");
	assert_string_equal(crm.err.hint,
		"export it too, or name it with --map 'COLUMN=deal'; the "
		"columns are: Topic, Stage");
	crm_fails(&crm, "Id,Topic\nx,y\n", WL_EUNREADABLE,
		"1: no column says how a deal ended: a stage, an outcome, a "
		"status, or IsWon and IsClosed");
	assert_string_equal(crm.err.hint,
		"export it too, or name it with --map 'COLUMN=stage'; the "
		"columns are: Id, Topic");
	crm_fails(&crm, "", WL_EUNREADABLE, "0: the file is empty");
	crm_fails(&crm, "Id,Stage\nx,\"won\n", WL_EUNREADABLE,
		"2: the quote of this cell is never closed");
	crm_end(&crm);
}

static void test_footer(void **state)
{
	static const char *const ends[] = {
		"\nNorth report\nX2,won\n\"stray\" quote\n",
		"Grand Totals (1 record)\nX2,won\n",
		"Grand Totals (1 record),\"$5\"\nX2,won\n",
		"Copyright \u00a9 2000-2026 a company\nX2,won\n",
		"Confidential Information - Do Not Distribute\nX2,won\n",
		"Generated By:  Dana  10/1/2026\nX2,won\n",
		"\"Generated By:  Dana\",\nX2,won\n",
		",\nNorth report,\nX2,won\n",
	};
	char text[256];
	struct crm crm;

	(void)state;
	for (size_t i = 0; i < WL_LEN(ends); i++) {
		snprintf(text, sizeof(text), "id,stage\nX1,won\n%s", ends[i]);
		crm_fresh(&crm, text);
		crm_deals(&crm, "X1,,win,won,,,,,,,,,,\n");
		crm_counts(&crm, "1 1 0 0 0");
		crm_end(&crm);
	}
}

static void test_no_footer(void **state)
{
	struct crm crm;

	(void)state;
	/* A blank line alone ends nothing, nor does a likely name. */
	crm_fresh(&crm, "account,id,stage\nA,X1,won\n\nB,X2,won\n,,\n"
			"Copyright Clearing,X3,won\n"
			"Grand Totals Inc,X4,won\n");
	crm_deals(&crm, "X1,A,win,won,,,,,,,,,,\nX2,B,win,won,,,,,,,,,,\n"
			"X3,Copyright Clearing,win,won,,,,,,,,,,\n"
			"X4,Grand Totals Inc,win,won,,,,,,,,,,\n");
	crm_counts(&crm, "4 4 0 0 0");
	crm_end(&crm);
}

static void test_skips(void **state)
{
	static const char text[] = "id,account,stage\n"
				   "X1,\"A\nB\",won\n"
				   ",no id,won\n"
				   "X2,lone\n"
				   "X3\n"
				   "X4,a,won,surplus\n"
				   "X5,a,won,,,\n"
				   "X1,again,lost\n";
	struct crm crm;

	(void)state;
	crm_fresh(&crm, text);
	crm_counts(&crm, "7 3 0 0 4");
	crm_skips(&crm, "4: the deal has no id\n"
			"6: the row has 1 cell where the header has 3\n"
			"7: the row has 4 cells where the header has 3\n"
			"9: the deal 'X1' stands in line 2 already\n");
	crm_deals(&crm, "X1,A B,win,won,,,,,,,,,,\nX2,lone,open,,,,,,,,,,,\n"
			"X5,a,win,won,,,,,,,,,,\n");
	crm_warnings(&crm, "deals without a stage were taken as open: 1\n");
	crm_end(&crm);
}

static void test_strict(void **state)
{
	struct crm crm;

	(void)state;
	crm_begin(&crm);
	crm.options.strict = true;
	crm.deals.n = 0;
	crm.report.read = 77;
	crm_fails(&crm,
		"id,stage,close date\nX1,won,2026-01-02\n"
		"X2,won,3/4/2026\nX3,won,30/30/2026\n,won,\n",
		WL_EFAIL,
		"3: close date '3/4/2026' can be read two ways: say which "
		"with --date-format dmy|mdy (and 2 more rows)");
	assert_string_equal(crm.err.path, "export.csv");
	assert_string_equal(crm.err.hint,
		"nothing was imported; without --strict the other rows are");
	assert_int_equal(crm.deals.n, 0);
	assert_int_equal(crm.report.read, 77);
	crm_fails(&crm, "id,stage\nX1,won\nX1,won\n", WL_EFAIL,
		"3: the deal 'X1' stands in line 2 already");
	crm_import(&crm, "id,stage\nX1,won\n");
	crm_counts(&crm, "1 1 0 0 0");
	crm_end(&crm);
}

static void test_merge(void **state)
{
	struct crm crm;

	(void)state;
	crm_fresh(&crm, "id,account,stage,amount,currency,owner,created,"
			"close date,reason,sales motion\n"
			"X1,Acme,Proposal Made,10,EUR,Dana,2026-01-01,"
			"2026-03-01,,sales-led\n"
			"X2,Beta,Prospecting,20,EUR,Dana,2026-01-02,"
			"2026-03-02,,self-serve\n"
			"X3,Gamma,won,30,EUR,Dana,2026-01-03,2026-03-03,,\n");
	crm_counts(&crm, "3 3 0 0 0");
	/* An empty cell and a missing column keep what was there. */
	crm_import(&crm, "id,account,stage,amount,close date,reason\n"
			 "X1,,Closed Lost,,2026-03-09,Price\n"
			 "X3,Gamma,won,30,2026-03-03,\n"
			 "X4,Delta,open,,,\n");
	crm_counts(&crm, "3 1 1 1 0");
	assert_int_equal(crm.report.won, 1);
	assert_int_equal(crm.report.lost, 1);
	assert_int_equal(crm.report.open, 1);
	assert_int_equal(crm.report.undecided, 0);
	crm_deals(&crm,
		"X4,Delta,open,open,,,,,,,,,,\n"
		"X2,Beta,open,Prospecting,20.00,EUR,,,,Dana,2026-01-02,"
		"2026-03-02,,self-serve\n"
		"X3,Gamma,win,won,30.00,EUR,,,,Dana,2026-01-03,2026-03-03,,\n"
		"X1,Acme,loss,Closed Lost,10.00,EUR,,,,Dana,2026-01-01,"
		"2026-03-09,Price,sales-led\n");
	assert_int_equal(crm_deal(&crm, "X4")->line, 2);
	assert_int_equal(crm_deal(&crm, "X1")->line, 5);
	/* A row without a stage keeps the outcome. */
	crm_import(&crm, "id,stage\nX1,\n");
	crm_counts(&crm, "1 0 0 1 0");
	assert_int_equal(crm.report.lost, 1);
	crm_warnings(&crm, "");
	/* Only a dimension changes. */
	crm_import(&crm, "id,stage,sales motion\nX3,,Self Serve\n");
	crm_counts(&crm, "1 0 1 0 0");
	crm_end(&crm);
}

/* What deals.csv itself holds can be imported, and changes nothing. */
static void test_own_file(void **state)
{
	struct wl_buf file;
	struct crm crm;

	(void)state;
	crm_fresh(&crm, "id,account,stage,amount,currency,segment,competitor,"
			"product,owner,created,close date,reason,sales motion\n"
			"X1,=Acme,Closed No Decision,-10,EUR,smb,acmesoft,"
			"Ledger,Dana,2026-01-01,2026-03-01,Price,self-serve\n"
			"X2,Beta,lost,,,,,,,,,,\n");
	crm_deals(&crm, "X2,Beta,loss,lost,,,,,,,,,,\n"
			"X1,=Acme,no-decision,Closed No Decision,-10.00,EUR,"
			"smb,acmesoft,Ledger,Dana,2026-01-01,2026-03-01,Price,"
			"self-serve\n");
	wl_buf_init(&file);
	wl_deals_write(&file, &crm.deals, &crm.programme);
	crm_import(&crm, file.s);
	crm_counts(&crm, "2 0 0 2 0");
	crm_unknown(&crm, "");
	crm_warnings(&crm, "");
	crm.deals.n = 0;
	crm_import(&crm, file.s);
	crm_counts(&crm, "2 2 0 0 0");
	assert_int_equal(crm.report.undecided, 1);
	wl_buf_release(&file);
	crm_end(&crm);
}

static void test_salesforce_ids(void **state)
{
	struct crm crm;

	(void)state;
	crm_fresh(&crm, "id,stage\n0065e00000A1bCd,won\n"
			"0065e00000A1bcd,won\n");
	crm_counts(&crm, "2 2 0 0 0"); /* case matters */
	crm_import(&crm, "id,stage\n0065e00000A1bCdAAF,lost\n"
			 "0065e00000A1bCdXYZ,won\n");
	crm_counts(&crm, "2 0 1 0 1");
	crm_skips(&crm, "3: the deal '0065e00000A1bCdXYZ' stands in line 2 "
			"already\n");
	crm_deals(&crm, "0065e00000A1bCd,,loss,lost,,,,,,,,,,\n"
			"0065e00000A1bcd,,win,won,,,,,,,,,,\n");
	/* Long first, and not Salesforce's at all. */
	crm.deals.n = 0;
	crm_import(&crm, "id,stage\n0065e00000A1bCdAAF,won\n"
			 "9995e00000A1bCd,won\n9995e00000A1bCdAAF,won\n"
			 "006-e00000A1bCd,won\n006-e00000A1bCdAAF,won\n");
	crm_import(&crm, "id,stage\n0065e00000A1bCd,won\n");
	crm_counts(&crm, "1 0 0 1 0");
	assert_int_equal(crm.deals.n, 5);
	crm_end(&crm);
}

/* One line each, without controls; what a spreadsheet would run stays. */
static void test_cells(void **state)
{
	struct crm crm;

	(void)state;
	crm_fresh(&crm, "id,account,owner,product,reason,stage\n"
			"X1,\"A\r\n B\tC\",\"\x1b[31mDana\x07\","
			"\u00a0x\u00a0\u2003y\u00a0,=1+1,won\n");
	crm_deals(&crm, "X1,A B C,win,won,,,,,x y,[31mDana,,,=1+1,\n");
	crm_end(&crm);
}

static void test_encoding_option(void **state)
{
	struct crm crm;

	(void)state;
	crm_begin(&crm);
	crm.options.encoding = "windows-1251";
	crm_import(&crm, "id,account,stage\nX,\xcf\xf0,won\n");
	crm_deals(&crm, "X,Пр,win,won,,,,,,,,,,\n");
	crm_warnings(&crm, "");
	crm.options.encoding = "UTF-8";
	crm_fails(&crm, "id,account,stage\nX,\xcf\xf0,won\n", WL_EUNREADABLE,
		"2: the byte 0xCF is not UTF-8");
	crm.options.encoding = "nonsense";
	crm_fails(&crm, "id,stage\n", WL_EUSAGE,
		"0: unknown encoding 'nonsense'");
	crm_end(&crm);
}

static void test_many_rows(void **state)
{
	struct wl_buf text;
	struct crm crm;

	(void)state;
	wl_buf_init(&text);
	wl_buf_adds(&text, "id,stage,competitor,amount\n");
	for (int i = 0; i < 2000; i++)
		wl_buf_addf(&text, "X%d,Stage %d,Rival %d,x%d\n", i, i, i, i);
	crm_fresh(&crm, text.s);
	crm_counts(&crm, "2000 2000 0 0 0");
	/* Of each kind a few, then a number. */
	assert_int_equal(crm.report.warnings.n, 3 * 20 + 3);
	assert_string_equal(crm.report.warnings.v[60],
		"1980 more stages are not known and were taken as open");
	assert_string_equal(crm.report.warnings.v[61],
		"1980 more competitors are not in winloss.yaml");
	assert_string_equal(crm.report.warnings.v[62],
		"1980 more amounts cannot be read and were left out");
	crm_import(&crm, text.s);
	crm_counts(&crm, "2000 0 0 2000 0");
	wl_buf_release(&text);
	crm_end(&crm);
}

/* A cell in a message is cut at a whole character. */
static void test_long_cells(void **state)
{
	struct wl_buf text;
	struct crm crm;

	(void)state;
	wl_buf_init(&text);
	wl_buf_adds(&text, "id,stage\nA,x");
	for (int i = 0; i < 1000; i++)
		wl_buf_adds(&text, "ü");
	crm_fresh(&crm, text.s);
	assert_int_equal(crm.report.warnings.n, 1);
	assert_true(strlen(crm.report.warnings.v[0]) < 250);
	assert_non_null(strstr(crm.report.warnings.v[0], "üü\u2026'"));
	assert_int_equal(wl_utf8_valid(crm.report.warnings.v[0],
				 strlen(crm.report.warnings.v[0])),
		strlen(crm.report.warnings.v[0]));
	wl_buf_release(&text);
	crm_end(&crm);
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_titles),
		cmocka_unit_test(test_synonyms),
		cmocka_unit_test(test_map),
		cmocka_unit_test(test_bad_map),
		cmocka_unit_test(test_doubled_columns),
		cmocka_unit_test(test_name_is_no_account),
		cmocka_unit_test(test_needed_columns),
		cmocka_unit_test(test_footer),
		cmocka_unit_test(test_no_footer),
		cmocka_unit_test(test_skips),
		cmocka_unit_test(test_strict),
		cmocka_unit_test(test_merge),
		cmocka_unit_test(test_own_file),
		cmocka_unit_test(test_salesforce_ids),
		cmocka_unit_test(test_cells),
		cmocka_unit_test(test_encoding_option),
		cmocka_unit_test(test_many_rows),
		cmocka_unit_test(test_long_cells),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
