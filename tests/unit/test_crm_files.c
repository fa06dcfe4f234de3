/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One export of each CRM, in the form that it writes. */
#include "crm_test.h"

#include <dirent.h>

#include "base/file.h"

/* Twice: the second time nothing may change. */
static void import_fixture(struct crm *crm, const char *name)
{
	const char *folder = getenv("WL_FIXTURES");
	struct wl_buf path, text, first, second;

	wl_buf_init(&path);
	wl_buf_init(&text);
	wl_buf_init(&first);
	wl_buf_init(&second);
	wl_buf_addf(
		&path, "%s/crm/%s", folder ? folder : "tests/fixtures", name);
	if (wl_file_slurp(&text, path.s, WL_CSV_MAX, &crm->err) ||
		crm_try(crm, text.s, text.n))
		fail_msg("%s:%d: %s", name, crm->err.line, crm->err.text);
	assert_int_equal(crm->report.nskipped, 0);
	assert_int_equal(crm->report.added, crm->report.read);
	wl_deals_write(&first, &crm->deals, &crm->programme);
	assert_int_equal(crm_try(crm, text.s, text.n), 0);
	wl_deals_write(&second, &crm->deals, &crm->programme);
	assert_int_equal(crm->report.unchanged, crm->report.read);
	assert_int_equal(crm->report.added + crm->report.updated, 0);
	assert_string_equal(first.s, second.s);
	wl_buf_release(&path);
	wl_buf_release(&text);
	wl_buf_release(&first);
	wl_buf_release(&second);
}

#define CP1252_WARNING(line)                                                   \
	"the file is not UTF-8 (line " line                                    \
	") and was read as Windows-1252: if names look wrong, give its "       \
	"--encoding\n"

static const struct {
	const char *name, *deals, *warnings, *unknown;
} fixtures[] = {
	{ "salesforce_report.csv",
		"0065e00000A1bCe,\"Fabrelan, Inc.\",loss,Closed Lost,12500.00,"
		"USD,,rivalco,,Dana Whitlock,2026-05-13,2026-08-30,Price,\n"
		"0065e00000A1bCd,Nordwende Café,win,Closed Won,48000.00,USD,,"
		"rivalco,,Dana Whitlock,2026-06-02,2026-09-14,,\n"
		"0065e00000A1bCf,\"Tailspin \"\"Toys\"\"\",open,"
		"Negotiation/Review,7250.50,EUR,,,,Owen Hart,2026-09-29,"
		"2026-12-01,,\n",
		CP1252_WARNING("2"),
		"Fiscal Period|Probability (%)|Next Step" },
	{ "salesforce_api.csv",
		"0065e00000A1bCeAAV,\"Fabrelan, Inc.\",loss,Gone,12500.00,USD,"
		"smb,acmesoft,,0055e000000Xy1A,2026-05-13,2026-08-30,Price,\n"
		"0065e00000A1bCdAAF,Nordwende Café,win,Signed,48000.00,USD,"
		"mid-market,rivalco,,0055e000000Xy1A,2026-06-02,2026-09-14,,\n"
		"0065e00000A1bCgAAF,Contevra Ltd,open,Talking,,GBP,enterprise,"
		",,0055e000000Xy1B,2026-10-01,2026-12-24,,\n",
		"", "IsDeleted" },
	{ "hubspot_labels.csv",
		"9001002,Fabrelan,loss,Closed lost (Sales Pipeline),12500.50,"
		"USD,,,,Dana Whitlock,2026-05-13,2026-08-30,Price,self-serve\n"
		"9001001,Nordwende,win,Closed won (Sales Pipeline),48000.00,"
		"USD,,,,Dana Whitlock,2026-06-02,2026-09-14,Fast rollout,"
		"sales-led\n"
		"9001003,,open,Contract Sent (Sales Pipeline),,USD,,,,Owen "
		"Hart,2026-09-29,2026-12-01,,\n",
		"", "Pipeline|Date entered \"Closed Won (Sales Pipeline)\"" },
	{ "hubspot_internal.csv",
		"9001005,,open,3835407078,,USD,,,,7713,2026-05-14,,,\n"
		"9001002,Fabrelan,loss,3835407076,12500.50,USD,,,,7712,"
		"2026-05-13,2026-08-30,Price,\n"
		"9001004,Litware,no-decision,3835407077,900.00,USD,,,,7713,"
		"2026-05-14,2026-08-31,,\n"
		"9001001,Nordwende,win,3835407075,48000.00,USD,,,,7712,"
		"2026-06-02,2026-09-14,Fast rollout,\n",
		"the stage '3835407078' is not known and is taken as open "
		"(line 5): say what it means under crm.stages of "
		"winloss.yaml\n",
		"pipeline" },
	{ "hubspot_utf16.csv",
		"9001002,,loss,Closed Lost,1250.00,,,,,Dana Whitlock,,"
		"2026-08-30,,\n"
		"9001001,Müller & Söhne 東京,win,Closed Won,48000.00,,,,,Dana "
		"Whitlock,2026-06-02,2026-09-14,,\n",
		"", "" },
	{ "pipedrive.csv",
		"18,Fabrelan,loss,Proposal Made,12500.50,EUR,,,Ledger,Dana "
		"Whitlock,2026-05-13,2026-08-30,Price,\n"
		"17,Nordwende,win,Negotiations Started,48000.00,EUR,,,Ledger,"
		"Dana Whitlock,2026-06-02,2026-09-14,,\n"
		"19,Tailspin,open,Demo Scheduled,7250.00,EUR,,,,Owen Hart,"
		"2026-09-29,2026-12-01,,\n",
		"", "Deal - Weighted value|Deal - Label" },
	{ "dynamics.csv",
		"3b1f0c52-1111-4222-8333-955555555555,Fabrelan,loss,,12500.00,"
		"USD,,,,Dana Whitlock,2026-05-13,2026-08-30,Out-Sold,\n"
		"3b1f0c52-1111-4222-8333-944444444444,Nordwende,win,,48000.00,"
		"USD,,,,Dana Whitlock,2026-06-02,2026-09-14,,\n"
		"3b1f0c52-1111-4222-8333-966666666666,Tailspin,open,,7250.00,"
		"USD,,,,Owen Hart,2026-09-29,2026-12-15,,\n",
		"", "(Do Not Modify) Row Checksum|Description" },
	{ "excel_german.csv",
		"D-2,Bäckerei Groß; Köln,loss,Closed Lost,-500.00,,,,,Jörg "
		"Weiß,2026-05-13,2026-08-30,Preis – zu hoch,\n"
		"D-3,Žižkov s.r.o.,no-decision,No Decision,40000.00,,,,,Jörg "
		"Weiß,2026-05-14,2026-08-31,,\n"
		"D-1,Müller & Söhne,win,Closed Won,1234.56,EUR,,,,Jörg Weiß,"
		"2026-06-02,2026-09-14,,\n",
		CP1252_WARNING("3"), "" },
	{ "carriage_return.csv",
		"A3,Tailspin,open,,,,,,,,,,,\n"
		"A2,Fabrelan West,loss,,12500.00,,,,,,,2026-08-30,,\n"
		"A1,Nordwende,win,,1234.50,,,,,,,2026-09-14,,\n",
		"", "" },
};

static void test_fixtures(void **state)
{
	static struct wl_pair stages[] = { { "3835407075", "win" },
		{ "3835407076", "loss" }, { "3835407077", "no-decision" } };
	static struct wl_pair columns[] = { { "Motion", "sales-motion" } };
	struct crm crm;

	(void)state;
	for (size_t i = 0; i < WL_LEN(fixtures); i++) {
		crm_begin(&crm);
		crm.programme.crm_stages = stages;
		crm.programme.ncrm_stages = 3;
		crm.programme.crm_columns = columns;
		crm.programme.ncrm_columns =
			wl_starts(fixtures[i].name, "hubspot_l");
		import_fixture(&crm, fixtures[i].name);
		crm_deals(&crm, fixtures[i].deals);
		crm_warnings(&crm, fixtures[i].warnings);
		crm_unknown(&crm, fixtures[i].unknown);
		crm_end(&crm);
	}
}

/* A fixture that no test reads would be forgotten. */
static void test_all_fixtures_are_listed(void **state)
{
	const char *folder = getenv("WL_FIXTURES");
	struct wl_buf path;
	struct dirent *entry;
	size_t n = 0;
	DIR *dir;

	(void)state;
	wl_buf_init(&path);
	wl_buf_addf(&path, "%s/crm", folder ? folder : "tests/fixtures");
	dir = opendir(path.s);
	assert_non_null(dir);
	while ((entry = readdir(dir)))
		n += wl_ends(entry->d_name, ".csv");
	closedir(dir);
	assert_int_equal(n, WL_LEN(fixtures));
	wl_buf_release(&path);
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_fixtures),
		cmocka_unit_test(test_all_fixtures_are_listed),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
