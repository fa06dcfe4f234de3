/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Any bytes as a CSV file and as the export of a CRM.  Its length picks
 * the options of a second try.  Beyond not crashing: an import that was
 * accepted, done again, changes nothing, and what is written is read back as
 * the same bytes.
 */
#include "model/crm.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n);

static const char *const encodings[] = { NULL, "UTF-8", "Windows-1252",
	"UTF-16", "Shift_JIS", "ISO-2022-JP", "UTF-7", "nonsense" };
static const char *const formats[] = { NULL, "dmy", "mdy", "ymd" };

static const char *motions[] = { "self-serve", "sales-led" };
static const char *aliases[] = { "Rival Co", "RC" };
static struct wl_competitor competitors[] = {
	{ "rivalco", "RivalCo, Inc.", { aliases, 2 } },
};
static struct wl_dimension dimensions[] = { { "motion", { motions, 2 } } };
static struct wl_pair columns[] = { { "Cause", "reason" } };
static struct wl_pair stages[] = { { "Stalled", "no-decision" } };
static const struct wl_programme programme = {
	.product = "Ledgerly",
	.competitors = competitors,
	.ncompetitors = 1,
	.segments = { motions, 2 },
	.dimensions = dimensions,
	.ndimensions = 1,
	.crm_columns = columns,
	.ncrm_columns = 1,
	.crm_stages = stages,
	.ncrm_stages = 1,
};

static void must(bool truth)
{
	if (!truth)
		abort();
}

/* Lines count up, and every cell is a string. */
static int each(void *context, const struct wl_csv_row *row, struct wl_err *err)
{
	int *line = context;
	size_t length = 0;

	(void)err;
	must(row->line > *line && row->n > 0);
	*line = row->line;
	for (size_t i = 0; i < row->n; i++)
		length += strlen(row->cells[i]);
	must(length <= row->n * WL_CSV_FIELD_MAX);
	return 0;
}

static void try_csv(const struct wl_source *source, const char *encoding)
{
	struct wl_csv_options options = { encoding, 0 };
	struct wl_err err = { 0 };
	int line = 0;
	int code = wl_csv_read(source, &options, NULL, each, &line, &err);

	must(code == err.code);
	must(!code || err.text[0]);
}

static void try_again(struct wl_arena *arena, const struct wl_deals *deals,
	const struct wl_source *source, const struct wl_crm_options *options)
{
	struct wl_crm_report report;
	struct wl_deals again, back;
	struct wl_buf first, second;
	struct wl_source file;

	wl_buf_init(&first);
	wl_buf_init(&second);
	wl_deals_write(&first, deals, &programme);
	must(!wl_crm_import(&again, &report, arena, &programme, deals, source,
		options, NULL));
	must(report.unchanged + report.nskipped == report.read);
	wl_deals_write(&second, &again, &programme);
	must(first.n == second.n && !memcmp(first.s, second.s, first.n));

	file = (struct wl_source){ "deals.csv", first.s, first.n };
	must(!wl_deals_parse(&back, arena, &programme, &file, NULL));
	wl_buf_clear(&second);
	wl_deals_write(&second, &back, &programme);
	must(first.n == second.n && !memcmp(first.s, second.s, first.n));
	wl_buf_release(&first);
	wl_buf_release(&second);
}

static void try_import(
	const struct wl_source *source, const struct wl_crm_options *options)
{
	struct wl_deals deals, known = { 0 };
	struct wl_crm_report report;
	struct wl_err err = { 0 };
	struct wl_arena arena;
	int code;

	wl_arena_init(&arena);
	code = wl_crm_import(&deals, &report, &arena, &programme, &known,
		source, options, &err);
	must(code == err.code);
	must(!code || err.text[0]);
	if (!code) {
		must(report.added + report.nskipped == report.read);
		must(deals.n == report.added);
		try_again(&arena, &deals, source, options);
	}
	wl_arena_release(&arena);
}

/* As deals.csv: an error or deals, never anything else. */
static void try_deals(const struct wl_source *source)
{
	struct wl_err err = { 0 };
	struct wl_arena arena;
	struct wl_deals deals;
	int code;

	wl_arena_init(&arena);
	code = wl_deals_parse(&deals, &arena, &programme, source, &err);
	must(code == err.code);
	must(!code || err.text[0]);
	wl_arena_release(&arena);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
	static const struct wl_crm_options plain;
	struct wl_crm_options options = { 0 };
	char *text = wl_strndup((const char *)bytes, n);
	struct wl_source source = { "export.csv", text, n };

	options.encoding = encodings[n % WL_LEN(encodings)];
	options.date_format = formats[n / 8 % WL_LEN(formats)];
	options.strict = n / 32 & 1;
	try_csv(&source, options.encoding);
	try_import(&source, &plain);
	try_import(&source, &options);
	try_deals(&source);
	free(text);
	return 0;
}
