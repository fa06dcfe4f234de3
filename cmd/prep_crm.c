/* SPDX-License-Identifier: GPL-3.0-or-later */
/* prep --crm: a CRM export into deals.csv, with a report of what happened. */
#include "base/file.h"
#include "model/crm.h"
#include "prep.h"
#include "store/layout.h"
#include "text/json.h"

/* Rows that are named one by one on a terminal. */
#define SKIPPED_SHOWN 20

static int parse_map(const struct cmd_args *args,
	struct wl_crm_options *options, struct wl_pair **out,
	struct wl_err *err)
{
	struct wl_list given;
	struct wl_pair *pairs;
	int rc = 0;

	args_values(args, "map", &given);
	pairs = wl_alloc((given.n + 1) * sizeof(*pairs));
	for (size_t i = 0; !rc && i < given.n; i++) {
		char *text = (char *)given.v[i], *equals = strrchr(text, '=');

		if (!equals || equals == text || !equals[1]) {
			rc = args_usage(err, "prep",
				"--map takes COLUMN=FIELD, not '%s'", text);
			break;
		}
		*equals = '\0'; /* the value is args' own copy */
		pairs[i].from = text;
		pairs[i].to = equals + 1;
	}
	options->map = pairs;
	options->nmap = given.n;
	*out = pairs;
	free(given.v);
	return rc;
}

static void report_text(struct wl_buf *out, const struct wl_crm_report *report)
{
	wl_buf_addf(out,
		"%zu read: %zu added, %zu updated, %zu unchanged, %zu "
		"skipped\n",
		report->read, report->added, report->updated, report->unchanged,
		report->nskipped);
	wl_buf_addf(out,
		"%zu won, %zu lost, %zu without a decision, %zu open\n",
		report->won, report->lost, report->undecided, report->open);
}

static void report_json(struct wl_buf *out, const struct wl_crm_report *report)
{
	struct wl_json json;

	wl_json_init(&json, out, false);
	wl_json_object(&json, NULL);
	wl_json_int(&json, "winloss", 1);
	wl_json_int(&json, "read", (long long)report->read);
	wl_json_int(&json, "added", (long long)report->added);
	wl_json_int(&json, "updated", (long long)report->updated);
	wl_json_int(&json, "unchanged", (long long)report->unchanged);
	wl_json_array(&json, "skipped");
	for (size_t i = 0; i < report->nskipped; i++) {
		wl_json_object(&json, NULL);
		wl_json_int(&json, "line", report->skipped[i].line);
		wl_json_string(&json, "reason", report->skipped[i].reason);
		wl_json_end_object(&json);
	}
	wl_json_end_array(&json);
	wl_json_int(&json, "won", (long long)report->won);
	wl_json_int(&json, "lost", (long long)report->lost);
	wl_json_int(&json, "undecided", (long long)report->undecided);
	wl_json_int(&json, "open", (long long)report->open);
	wl_json_array(&json, "unknown_columns");
	for (size_t i = 0; i < report->unknown_columns.n; i++)
		wl_json_string(&json, NULL, report->unknown_columns.v[i]);
	wl_json_end_array(&json);
	wl_json_end_object(&json);
}

static void say_findings(struct session *session, const char *file,
	const struct wl_crm_report *report)
{
	struct wl_buf columns = WL_BUF_INIT;

	for (size_t i = 0; i < report->warnings.n; i++)
		session_warn(session, "%s", report->warnings.v[i]);
	for (size_t i = 0; i < report->nskipped && i < SKIPPED_SHOWN; i++)
		session_warn(session, "%s:%d: skipped: %s", file,
			report->skipped[i].line, report->skipped[i].reason);
	if (report->nskipped > SKIPPED_SHOWN)
		session_warn(session,
			"%zu more rows were skipped: --format json names all",
			report->nskipped - SKIPPED_SHOWN);
	if (!report->read)
		session_warn(session, "%s: there is no deal in it", file);
	for (size_t i = 0; i < report->unknown_columns.n; i++)
		wl_buf_addf(&columns, "%s'%s'", i ? ", " : "",
			report->unknown_columns.v[i]);
	if (columns.n)
		session_say(session,
			"not read: %s\nhint: --map COLUMN=FIELD, or 'columns' "
			"in winloss.yaml, says what a column holds",
			columns.s);
	wl_buf_release(&columns);
}

/* The form of deals.csv, which a checkout or an editor may have changed. */
struct form {
	bool bom, crlf;
};

#define BOM "\xEF\xBB\xBF"

static void find_form(struct form *form, const struct wl_buf *file)
{
	const char *lf = file->n ? memchr(file->s, '\n', file->n) : NULL;

	form->bom =
		file->n >= strlen(BOM) && !memcmp(file->s, BOM, strlen(BOM));
	form->crlf = lf && lf > file->s && lf[-1] == '\r';
}

static void write_deals(struct wl_buf *out, const struct wl_deals *deals,
	const struct wl_programme *programme, const struct form *form)
{
	struct wl_buf plain = WL_BUF_INIT;

	wl_deals_write(&plain, deals, programme);
	if (form->bom)
		wl_buf_adds(out, BOM);
	for (size_t i = 0; i < plain.n; i++) {
		if (plain.s[i] == '\n' && form->crlf)
			wl_buf_addc(out, '\r');
		wl_buf_addc(out, plain.s[i]);
	}
	wl_buf_release(&plain);
}

/* deals.csv may have changed while we waited for the lock: read it again. */
static int known_deals(struct session *session, struct wl_arena *arena,
	struct wl_deals *out, struct form *form, struct wl_err *err)
{
	struct wl_buf file = WL_BUF_INIT;
	int rc;

	memset(out, 0, sizeof(*out));
	rc = wl_file_read(
		&file, session->place.dir, WL_DEALS_FILE, WL_CSV_MAX, err);
	if (!rc) {
		struct wl_source source = {
			.path = WL_DEALS_FILE, .bytes = file.s, .n = file.n
		};

		find_form(form, &file);
		rc = wl_deals_parse(
			out, arena, &session->corpus.programme, &source, err);
	} else if (rc == WL_ENOTFOUND) {
		rc = 0;
	}
	wl_buf_release(&file);
	return rc;
}

struct import {
	const char *file;
	struct wl_buf bytes;
	struct wl_crm_options options;
	struct wl_crm_report report;
};

static int import(struct session *session, struct import *import,
	struct wl_arena *arena, struct wl_err *err)
{
	const struct wl_programme *programme = &session->corpus.programme;
	struct wl_source source = { .path = import->file,
		.bytes = import->bytes.s,
		.n = import->bytes.n };
	struct wl_message message = { .area = "deals" };
	struct wl_buf file = WL_BUF_INIT;
	struct wl_change change;
	struct wl_deals known, deals;
	struct form form = { 0 };
	int rc;

	rc = session_begin(session, &change, err);
	if (!rc)
		rc = known_deals(session, arena, &known, &form, err);
	if (!rc)
		rc = wl_crm_import(&deals, &import->report, arena, programme,
			&known, &source, &import->options, err);
	if (rc)
		goto done;
	write_deals(&file, &deals, programme, &form);
	wl_change_add(&change, WL_DEALS_FILE, &file);
	message.what = wl_arena_printf(arena,
		"import %zu from the CRM, %zu new, %zu changed",
		import->report.read, import->report.added,
		import->report.updated);
	rc = session_apply(session, &change, &message, err);
done:
	wl_change_end(&change);
	wl_buf_release(&file);
	return rc;
}

int prep_crm(struct session *session, const struct cmd_args *args,
	struct wl_err *err)
{
	struct import job = { .file = args_value(args, "crm"),
		.bytes = WL_BUF_INIT,
		.options = { .encoding = args_value(args, "encoding"),
			.date_format = args_value(args, "date-format"),
			.strict = args_has(args, "strict") } };
	struct wl_buf out = WL_BUF_INIT;
	enum wl_format format = WL_TEXT;
	struct wl_pair *map = NULL;
	struct wl_arena arena;
	int rc;

	wl_arena_init(&arena);
	rc = format_document(args, "prep", &format, err);
	if (!rc)
		rc = parse_map(args, &job.options, &map, err);
	if (!rc)
		rc = wl_file_slurp(&job.bytes, job.file, WL_CSV_MAX, err);
	if (!rc)
		rc = import(session, &job, &arena, err);
	if (!rc) {
		say_findings(session, job.file, &job.report);
		(format == WL_JSON ? report_json : report_text)(
			&out, &job.report);
		rc = session_print(session, &out, err);
	}
	if (!rc && job.report.added &&
		job.report.won + job.report.lost + job.report.undecided)
		session_say(session, "next: winloss prep --suggest ranks the "
				     "deals that are worth an interview");
	free(map);
	wl_arena_release(&arena);
	wl_buf_release(&out);
	wl_buf_release(&job.bytes);
	return rc;
}
