/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How amounts, dates, stages and the programme's words are read. */
#include "crm_test.h"

/* Imports a column of cells (divided by |) and gives it back the same way. */
static void column(struct crm *crm, const char *title, const char *cells,
	size_t place, const char *expected)
{
	struct wl_buf text, shown;
	char line[512];
	const char *cell = cells;
	int n = 0;

	wl_buf_init(&text);
	wl_buf_init(&shown);
	wl_buf_addf(&text, "id|stage|%s\n", title);
	while (cell) {
		size_t length = strcspn(cell, "|");

		wl_buf_addf(&text, "%c|won|\"%.*s\"\n", 'A' + n++, (int)length,
			cell);
		cell = cell[length] ? cell + length + 1 : NULL;
	}
	crm_import(crm, text.s);
	for (int i = 0; i < n; i++) {
		char id[2] = { (char)('A' + i), '\0' };
		const struct wl_deal *deal = crm_deal(crm, id);
		struct wl_deals one = { (struct wl_deal *)(uintptr_t)deal, 1 };
		const char *at = line;

		wl_buf_clear(&text);
		if (deal)
			wl_deals_write(&text, &one, &crm->programme);
		snprintf(line, sizeof(line), "%s",
			deal ? strchr(text.s, '\n') + 1 : "");
		for (size_t k = 0; deal && k < place; k++)
			at = strchr(at, ',') + 1;
		wl_buf_addf(&shown, "%s%.*s", i ? "|" : "",
			deal ? (int)strcspn(at, ",\n") : 7,
			deal ? at : "skipped");
	}
	assert_string_equal(shown.s, expected);
	wl_buf_release(&text);
	wl_buf_release(&shown);
}

static void amounts(const char *cells, const char *expected)
{
	struct crm crm;

	crm_begin(&crm);
	column(&crm, "amount", cells, 4, expected);
	crm_end(&crm);
}

static void test_amounts(void **state)
{
	static const struct {
		const char *cell, *amount, *currency;
	} cases[] = {
		{ "", "", "" },
		{ "48000", "48000.00", "" },
		{ "48000.5", "48000.50", "" },
		{ "$40,000", "40000.00", "USD" },
		{ "$40,000.00", "40000.00", "USD" },
		{ "1.234,56 €", "1234.56", "EUR" },
		{ "1.234,56\u00a0€", "1234.56", "EUR" },
		{ "(500)", "-500.00", "" },
		{ "($1,500.25)", "-1500.25", "USD" },
		{ "$(500)", "-500.00", "USD" },
		{ "-500", "-500.00", "" },
		{ "\u2212500", "-500.00", "" },
		{ "-$500", "-500.00", "USD" },
		{ "$-500", "-500.00", "USD" },
		{ "\u2212$500", "-500.00", "USD" },
		{ "500-", "-500.00", "" },
		{ "+500", "500.00", "" },
		{ "-0.004", "0.00", "" },
		{ "40 000,00", "40000.00", "" },
		{ "40\u202f000,00", "40000.00", "" },
		{ "1'234.50", "1234.50", "" },
		{ "CHF 1\u2019234.50", "1234.50", "CHF" },
		{ "Fr. 1'234.50", "1234.50", "CHF" },
		{ "USD 40,000.00", "40000.00", "USD" },
		{ "40000 eur", "40000.00", "EUR" },
		{ "US$ 40,000 ", "40000.00", "USD" },
		{ "$40,000 CAD", "40000.00", "CAD" },
		{ "CA$40,000", "40000.00", "CAD" },
		{ "£12", "12.00", "GBP" },
		{ "¥1,200,000", "1200000.00", "JPY" },
		{ "12 kr", "12.00", "" },
		{ "Rs.500", "500.00", "INR" },
		{ "12,34,567.50", "1234567.50", "" },
		{ "1,234", "1234.00", "" },
		{ "1.234", "1234.00", "" },
		{ "1234.567", "1234.57", "" },
		{ "0.125", "0.13", "" },
		{ ".50", "0.50", "" },
		{ "-0.125", "-0.13", "" },
		{ "12,5", "12.50", "" },
		{ "1,234,567", "1234567.00", "" },
		{ "40.000,-", "40000.00", "" },
		{ "40.000,-- €", "40000.00", "EUR" },
		{ "1.25E7", "12500000.00", "" },
		{ "1E+3", "1000.00", "" },
		{ "1.2345E1", "12.35", "" },
		{ "92233720368547758.07", "92233720368547758.07", "" },
		{ "0.3333333333333333333333", "0.33", "" },
	};
	struct crm crm;

	(void)state;
	for (size_t i = 0; i < WL_LEN(cases); i++) {
		crm_begin(&crm);
		column(&crm, "amount", cases[i].cell, 4, cases[i].amount);
		crm_warnings(&crm, "");
		column(&crm, "amount", cases[i].cell, 5, cases[i].currency);
		crm_end(&crm);
	}
}

/* The deal stays; only its amount is left out. */
static void test_bad_amounts(void **state)
{
	static const char *const cells[] = { "n/a", "12 apples", "12 or 13",
		"1.2.3", "1,23,45", "12.03.2026", "1.234,567,890", "40 00",
		"1234 567", "((5)", "5)", "50%", "1E999", "1E-5", "40k",
		"92233720368547758.08", "99999999999999999999", "9E18",
		"1234,567,890", "about twelve hundred 12", "$", "-" };
	char warning[128];
	struct crm crm;

	(void)state;
	for (size_t i = 0; i < WL_LEN(cells); i++) {
		crm_begin(&crm);
		column(&crm, "amount", cells[i], 4, "");
		crm_counts(&crm, "1 1 0 0 0");
		snprintf(warning, sizeof(warning),
			"line 2: the amount '%s' cannot be read and is left "
			"out\n",
			cells[i]);
		crm_warnings(&crm, warning);
		crm_end(&crm);
	}
}

/* What 1,234 means is decided by the rest of its column. */
static void test_column_of_amounts(void **state)
{
	struct crm crm;

	(void)state;
	amounts("1,234|5,678", "1234.00|5678.00");
	amounts("1,234|12,5", "1.23|12.50");
	amounts("1,234|12.5", "1234.00|12.50");
	amounts("1.234|12.5", "1.23|12.50");
	amounts("1.234|12,5", "1234.00|12.50");
	amounts("1.234|1,234,567", "1.23|1234567.00");
	amounts("1.234|1.234.567", "1234.00|1234567.00");
	amounts("1,234|1.234,56", "1.23|1234.56");
	/* What is no number shows nothing. */
	amounts("1,234|12,5 apples", "1234.00|");
	/* Both: then it is not known. */
	crm_begin(&crm);
	column(&crm, "amount", "1,234|12.5|12,5", 4, "|12.50|12.50");
	crm_warnings(&crm, "line 2: the amount '1,234' cannot be read and is "
			   "left out\n");
	crm_end(&crm);
}

static void currency(const char *amount, const char *cell, const char *expected,
	const char *warnings)
{
	char text[256];
	struct crm crm;

	snprintf(text, sizeof(text), "id|stage|amount|currency\nA|won|%s|%s\n",
		amount, cell);
	crm_fresh(&crm, text);
	assert_string_equal(crm.deals.v[0].currency, expected);
	crm_warnings(&crm, warnings);
	crm_end(&crm);
}

static void test_currencies(void **state)
{
	struct crm crm;

	(void)state;
	currency("5", "EUR", "EUR", "");
	currency("5", "eur", "EUR", "");
	currency("5", "€", "EUR", "");
	currency("5", "US Dollar", "USD", "");
	currency("", "USD", "USD", "");
	currency("$5", "", "USD", "");
	currency("$5", "AUD", "AUD", ""); /* only a sign */
	currency("¥5", "CNY", "CNY", "");
	currency("EUR 5", "USD", "EUR", "");
	currency("C$5", "USD", "CAD", "");
	currency("5", "Bit Coin", "Bit Coin",
		"the currency 'Bit Coin' has no known code and is kept as it "
		"is\n");
	/* A mere sign does not change what is known. */
	crm_fresh(&crm, "id,stage,amount,currency\nA,won,5,CAD\n");
	crm_import(&crm, "id,stage,amount\nA,won,$6\n");
	crm_deals(&crm, "A,,win,won,6.00,CAD,,,,,,,,\n");
	crm_import(&crm, "id,stage,amount\nA,won,€6\n");
	crm_deals(&crm, "A,,win,won,6.00,EUR,,,,,,,,\n");
	crm_end(&crm);
}

static void dates(const char *format, const char *cells, const char *expected)
{
	struct crm crm;

	crm_begin(&crm);
	crm.options.date_format = format;
	column(&crm, "Close Date", cells, 11, expected);
	crm_end(&crm);
}

static void test_dates(void **state)
{
	static const char *const same[] = { "2026-03-04", "2026-3-4",
		"2026/03/04", "2026.03.04", "20260304", "2026-03-04 10:11:12",
		"2026-03-04 10:11", "2026-03-04T10:11:12Z",
		"2026-03-04T10:11:12.000+0100", "2026-03-04, 3:31 PM",
		"4.3.2026", "04.03.2026 10:11", "04.03.26", "1772618400000" };

	(void)state;
	dates(NULL, "", "");
	for (size_t i = 0; i < WL_LEN(same); i++)
		dates(NULL, same[i], "2026-03-04");
	dates(NULL, "4/10/2025, 3:31 PM|4/13/2025, 3:31\u202fPM",
		"2025-04-10|2025-04-13");
}

/* Slashes and dashes: what the column shows. */
static void test_column_of_dates(void **state)
{
	(void)state;
	dates(NULL, "3/4/2026|13/4/2026", "2026-04-03|2026-04-13");
	dates(NULL, "3/4/2026|4/13/2026", "2026-03-04|2026-04-13");
	dates(NULL, "28-12-2015|3-4-2015", "2015-12-28|2015-04-03");
	dates(NULL, "3-4-2026|13/4/2026", "2026-04-03|2026-04-13");
	dates(NULL, "3/4/2026|2026-04-13", "skipped|2026-04-13");
	dates(NULL, "3/4/2026|13.4.2026", "skipped|2026-04-13");
	dates(NULL, "3/3/2026|3/4/2026", "2026-03-03|skipped");
	dates(NULL, "3/4/2026|13/4/2026|4/13/2026|5/5/2026|2026-01-02",
		"skipped|skipped|skipped|2026-05-05|2026-01-02");
	dates(NULL, "3/4/2026|13/13/2026", "skipped|skipped");
	dates("dmy", "3/4/2026|3-4-26|2026-03-04",
		"2026-04-03|2026-04-03|2026-03-04");
	dates("mdy", "3/4/2026|3-4-97|13/4/2026|3.4.2026",
		"2026-03-04|1997-03-04|skipped|2026-03-04");
	dates("ymd", "26/3/4|2026/3/4|3/4/2026",
		"2026-03-04|2026-03-04|skipped");
}

static void test_reasons(void **state)
{
	static const struct {
		const char *cell, *reason;
	} cases[] = {
		{ "3/4/2026", "can be read two ways: say which with "
			      "--date-format dmy|mdy" },
		{ "3/4/26", "has a year of two digits: say what comes first "
			    "with --date-format dmy|mdy|ymd" },
		{ "26.3.4", "has a year of two digits: say what comes first "
			    "with --date-format dmy|mdy|ymd" },
		{ "2026-02-30", "is not a day of the calendar" },
		{ "30.2.2026", "is not a day of the calendar" },
		{ "13/13/2026", "is not a day of the calendar" },
		{ "13/14/2026", "is not a day of the calendar" },
		{ "31/4/2026", "is not a day of the calendar" },
		{ "0000-00-00", "is not a day of the calendar" },
		{ "soon", "is not a date that can be read" },
		{ "45000", "is not a date that can be read" },
		{ "2026", "is not a date that can be read" },
		{ "2026-03", "is not a date that can be read" },
		{ "2026-03-04 or so", "is not a date that can be read" },
		{ "2026-03/04", "is not a date that can be read" },
		{ "4/3/126", "is not a date that can be read" },
		{ "17726184000001", "is not a date that can be read" },
	};
	char text[128], expected[256];
	struct crm crm;

	(void)state;
	for (size_t i = 0; i < WL_LEN(cases); i++) {
		snprintf(text, sizeof(text),
			"id,stage,Close Date\nA,won,%s\nB,won,2026-01-02\n",
			cases[i].cell);
		snprintf(expected, sizeof(expected), "2: Close Date '%s' %s\n",
			cases[i].cell, cases[i].reason);
		crm_fresh(&crm, text);
		crm_skips(&crm, expected);
		crm_counts(&crm, "2 1 0 0 1");
		crm_end(&crm);
	}
	crm_fresh(&crm, "id,stage,created\nA,won,3/4/2026\nB,won,13/4/2026\n"
			"C,won,4/13/2026\n");
	assert_string_equal(crm.report.skipped[0].reason,
		"created '3/4/2026' stands in a column that has the day first "
		"in one row and the month first in another: say which with "
		"--date-format dmy|mdy");
	crm_end(&crm);
}

static void test_unknown_format(void **state)
{
	struct crm crm;

	(void)state;
	crm_begin(&crm);
	crm.options.date_format = "dym";
	crm_fails(
		&crm, "id,stage\n", WL_EUSAGE, "0: unknown date format 'dym'");
	crm_end(&crm);
}

/* Each column of dates is read by itself; which one closes a deal. */
static void test_closing_day(void **state)
{
	struct crm crm;

	(void)state;
	crm_fresh(&crm,
		"id,status,close date,won time,lost time,expected close date\n"
		"A,won,2026-01-01,2026-01-02,2026-01-03,2026-01-04\n"
		"B,won,,2026-01-02,2026-01-03,2026-01-04\n"
		"C,lost,,2026-01-02,2026-01-03,2026-01-04\n"
		"D,open,2026-01-01,2026-01-02,2026-01-03,2026-01-04\n"
		"E,open,2026-01-01,,,\n"
		"F,won,,,,3/4/2026\n"
		"G,open,,,,3/4/2026\n");
	crm_deals(&crm, "F,,win,,,,,,,,,,,\n"
			"A,,win,,,,,,,,,2026-01-01,,\n"
			"E,,open,,,,,,,,,2026-01-01,,\n"
			"B,,win,,,,,,,,,2026-01-02,,\n"
			"C,,loss,,,,,,,,,2026-01-03,,\n"
			"D,,open,,,,,,,,,2026-01-04,,\n");
	crm_skips(&crm, "8: expected close date '3/4/2026' can be read two "
			"ways: say which with --date-format dmy|mdy\n");
	crm_end(&crm);
}

static void outcome(const char *stage, const char *expected)
{
	char text[128];
	struct crm crm;

	snprintf(text, sizeof(text), "id|stage\nA|%s\n", stage);
	crm_fresh(&crm, text);
	assert_string_equal(wl_outcomes[crm.deals.v[0].outcome], expected);
	crm_warnings(&crm, "");
	crm_end(&crm);
}

static void test_stages(void **state)
{
	static const char *const open[] = { "Prospecting", "Qualification",
		"Needs Analysis", "Value Proposition", "Id. Decision Makers",
		"Perception Analysis", "Proposal/Price Quote",
		"Negotiation/Review", "appointmentscheduled",
		"Qualified To Buy", "presentationscheduled",
		"Decision Maker Bought-In", "Contract Sent", "Qualified",
		"Contact Made", "Demo Scheduled", "Proposal Made",
		"Negotiations Started", "1-Qualify", "2-Develop", "3-Propose",
		"4-Close", "Open", "In Progress" };
	static const char *const win[] = { "Closed Won", "closed-won", "WON",
		"Won", "won", "closedwon", "CLOSED_WON", "win",
		"7 - Closed Won", "Closed Won (Enterprise Pipeline)",
		"3835407075" };
	static const char *const loss[] = { "Closed Lost", "closed-lost",
		"LOST", "lost", "closedlost", "Loss", "gone" };
	static const char *const none[] = { "No Decision", "Closed No Decision",
		"closed-no-decision", "no_decision",
		"Closed Lost - No Decision", "Closed Lost (No Decision)",
		"STALLED" };

	(void)state;
	for (size_t i = 0; i < WL_LEN(open); i++)
		outcome(open[i], "open");
	for (size_t i = 0; i < WL_LEN(win); i++)
		outcome(win[i], "win");
	for (size_t i = 0; i < WL_LEN(loss); i++)
		outcome(loss[i], "loss");
	for (size_t i = 0; i < WL_LEN(none); i++)
		outcome(none[i], "no-decision");
	/* The map comes first. */
	outcome("closed won - pilot", "open");
}

static void test_unknown_stages(void **state)
{
	struct crm crm;

	(void)state;
	crm_fresh(&crm, "id,stage\nA,Verbal\nB,Verbal\nC,Closed\nD,Unwon\n");
	assert_int_equal(crm.report.open, 4);
	crm_warnings(&crm,
		"the stage 'Verbal' is not known and is taken as open (line "
		"2): say what it means under crm.stages of winloss.yaml\n"
		"the stage 'Closed' is not known and is taken as open (line "
		"4): say what it means under crm.stages of winloss.yaml\n"
		"the stage 'Unwon' is not known and is taken as open (line "
		"5): say what it means under crm.stages of winloss.yaml\n");
	crm_end(&crm);
}

static void test_order_of_outcomes(void **state)
{
	static const struct {
		const char *row, *expected;
	} cases[] = {
		/* stage, outcome, status, IsWon, IsClosed */
		{ "Gone,win,won,1,1", "loss" }, /* map of the stage */
		{ "x,Gone,won,1,1", "loss" },   /* of the outcome */
		{ "x,,Gone,1,1", "loss" },      /* of the status */
		{ "won,loss,won,1,1", "loss" }, /* outcome */
		{ "lost,,lost,1,1", "win" },    /* the pair */
		{ "won,,won,0,1", "loss" },
		{ "won,,won,0,0", "open" },
		{ "won,,won,,false", "open" },
		{ "Prospecting,,won,FALSE,TRUE", "loss" },
		{ "x,,open,yes,", "win" },
		{ "lost,,won,,", "win" },  /* status */
		{ "lost,,won,0,", "win" }, /* a half pair is none */
		{ "lost,,,,1", "loss" },   /* stage */
		{ "Closed No Decision,,,0,1", "no-decision" },
		{ "No Decision,,lost,,", "no-decision" },
		{ "No Decision,,won,,", "win" },
	};
	char text[128];
	struct crm crm;

	(void)state;
	for (size_t i = 0; i < WL_LEN(cases); i++) {
		snprintf(text, sizeof(text),
			"id,stage,outcome,status,IsWon,IsClosed\nA,%s\n",
			cases[i].row);
		crm_fresh(&crm, text);
		assert_string_equal(
			wl_outcomes[crm.deals.v[0].outcome], cases[i].expected);
		crm_warnings(&crm, "");
		crm_end(&crm);
	}
}

static void test_flags(void **state)
{
	struct crm crm;

	(void)state;
	/* HubSpot's pair needs no stage. */
	crm_fresh(&crm, "id,Is Closed Won,Is closed lost\nA,true,false\n"
			"B,false,true\nC,false,false\nD,maybe,\n");
	crm_deals(&crm, "A,,win,,,,,,,,,,,\nB,,loss,,,,,,,,,,,\n"
			"C,,open,,,,,,,,,,,\nD,,open,,,,,,,,,,,\n");
	crm_warnings(&crm, "the value 'maybe' of the column 'Is Closed Won' "
			   "is neither yes nor no\n"
			   "deals without a stage were taken as open: 1\n");
	crm_end(&crm);
	/* Salesforce calls IsClosed `Closed`, which is a day elsewhere. */
	crm_fresh(&crm, "id,won,closed\nA,1,1\nB,0,1\nC,0,0\n");
	crm_deals(&crm, "A,,win,,,,,,,,,,,\nB,,loss,,,,,,,,,,,\n"
			"C,,open,,,,,,,,,,,\n");
	crm_end(&crm);
	crm_fresh(&crm, "id,won,closed,close date\nA,1,1,2026-01-02\n");
	crm_deals(&crm, "A,,win,,,,,,,,,2026-01-02,,\n");
	crm_warnings(&crm, "");
	crm_end(&crm);
	crm_fresh(&crm, "id,stage,closed\nA,won,2026-01-02\nB,won,\n");
	crm_deals(&crm, "B,,win,won,,,,,,,,,,\n"
			"A,,win,won,,,,,,,,2026-01-02,,\n");
	crm_end(&crm);
}

static void test_reason_by_outcome(void **state)
{
	struct crm crm;

	(void)state;
	crm_fresh(&crm,
		"id,stage,reason,Closed Won Reason,Closed Lost Reason\n"
		"A,won,,fast,slow\nB,lost,,fast,slow\nC,open,,fast,slow\n"
		"D,no decision,,fast,slow\nE,won,own,fast,slow\n");
	crm_deals(&crm, "A,,win,won,,,,,,,,,fast,\n"
			"B,,loss,lost,,,,,,,,,slow,\n"
			"C,,open,open,,,,,,,,,,\n"
			"D,,no-decision,no decision,,,,,,,,,slow,\n"
			"E,,win,won,,,,,,,,,own,\n");
	crm_end(&crm);
}

static void test_competitors(void **state)
{
	static const struct {
		const char *cell, *expected, *warning;
	} cases[] = {
		{ "rivalco", "rivalco", NULL },
		{ "RIVALCO, INC.", "rivalco", NULL }, /* its name */
		{ "rival co", "rivalco", NULL },      /* its alias */
		{ "AcmeSoft ; Rival Co", "acmesoft", NULL },
		{ "Zeta; Rival Co;AcmeSoft", "rivalco", NULL },
		{ "Zeta, AcmeSoft", "acmesoft", NULL },
		{ "None", "", NULL },
		{ "Zeta Größe GmbH", "zeta-grosse-gmbh", "Zeta Größe GmbH" },
		{ "Zeta; Omega", "zeta", "Zeta" },
		{ "東京", "東京", "東京" },
	};
	char warning[160];
	struct crm crm;

	(void)state;
	for (size_t i = 0; i < WL_LEN(cases); i++) {
		crm_begin(&crm);
		column(&crm, "competitor", cases[i].cell, 7, cases[i].expected);
		snprintf(warning, sizeof(warning),
			"the competitor '%s' is not in winloss.yaml and is "
			"kept as '%s'\n",
			cases[i].warning ? cases[i].warning : "",
			cases[i].expected);
		crm_warnings(&crm, cases[i].warning ? warning : "");
		crm_end(&crm);
	}
	/* Each name once. */
	crm_begin(&crm);
	column(&crm, "competitor", "Zeta|ZETA|Zeta", 7, "zeta|zeta|zeta");
	assert_int_equal(crm.report.warnings.n, 1);
	crm_end(&crm);
}

static void test_segments(void **state)
{
	static const char *names[] = { "Big Deals" };
	struct crm crm;

	(void)state;
	crm_begin(&crm);
	column(&crm, "segment", "SMB|Mid Market|mid_market|Big Fish|big-fish",
		6, "smb|mid-market|mid-market|big-fish|big-fish");
	crm_warnings(&crm, "the segment 'Big Fish' is not in winloss.yaml and "
			   "is kept as 'big-fish'\n");
	/* A dimension is read the same way. */
	column(&crm, "Sales Motion", "Self Serve|Partner-Led|", 13,
		"self-serve|partner-led|");
	crm_warnings(&crm, "the sales-motion 'Partner-Led' is not in "
			   "winloss.yaml and is kept as 'partner-led'\n");
	/* The spelling of winloss.yaml stays. */
	crm.programme.segments = (struct wl_list){ names, 1 };
	column(&crm, "segment", "big deals|BIG DEALS", 6,
		"Big Deals|Big Deals");
	crm_warnings(&crm, "");
	/* Without a list there is nothing to be wrong. */
	crm.programme.segments.n = 0;
	column(&crm, "segment", "Tiny Shop", 6, "tiny-shop");
	crm_warnings(&crm, "");
	crm_end(&crm);
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_amounts),
		cmocka_unit_test(test_bad_amounts),
		cmocka_unit_test(test_column_of_amounts),
		cmocka_unit_test(test_currencies),
		cmocka_unit_test(test_dates),
		cmocka_unit_test(test_column_of_dates),
		cmocka_unit_test(test_reasons),
		cmocka_unit_test(test_unknown_format),
		cmocka_unit_test(test_closing_day),
		cmocka_unit_test(test_stages),
		cmocka_unit_test(test_unknown_stages),
		cmocka_unit_test(test_order_of_outcomes),
		cmocka_unit_test(test_flags),
		cmocka_unit_test(test_reason_by_outcome),
		cmocka_unit_test(test_competitors),
		cmocka_unit_test(test_segments),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
