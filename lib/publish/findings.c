/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "publish/findings.h"

#include <inttypes.h>

#include "base/utf8.h"
#include "text/json.h"

const char *const wl_findings_formats[] = { "text", "json", "sarif", "junit",
	"github", "gitlab", NULL };

void wl_publish_findings(struct wl_buf *out,
	const struct wl_findings_page *page, enum wl_findings_format format)
{
	static void (*const write[])(
		struct wl_buf *, const struct wl_findings_page *) = {
		[WL_FINDINGS_TEXT] = wl_findings_text,
		[WL_FINDINGS_JSON] = wl_findings_json,
		[WL_FINDINGS_SARIF] = wl_findings_sarif,
		[WL_FINDINGS_JUNIT] = wl_findings_junit,
		[WL_FINDINGS_GITHUB] = wl_findings_github,
		[WL_FINDINGS_GITLAB] = wl_findings_gitlab,
	};

	write[format](out, page);
}

/* Of findings that are otherwise the same, which one it is. */
void wl_findings_prints(struct wl_strv *out, const struct wl_findings *findings)
{
	struct wl_map seen = { 0 }; /* identity -> how often */
	struct wl_buf text = WL_BUF_INIT;
	struct wl_strv kept = { 0 };

	wl_map_init(&seen);
	for (size_t i = 0; i < findings->n; i++) {
		uintptr_t nth;

		wl_buf_clear(&text);
		wl_finding_identity(&text, &findings->v[i]);
		wl_strv_add(&kept, text.s);
		nth = (uintptr_t)wl_map_get(&seen, text.s) + 1;
		wl_map_put(&seen, kept.v[i], (void *)nth);
		wl_strv_addf(out, "%016" PRIx64 ":%zu", wl_hash(text.s, text.n),
			(size_t)nth);
	}
	wl_map_release(&seen);
	wl_strv_release(&kept);
	wl_buf_release(&text);
}

/* JSON */

static void put_finding(struct wl_json *json, const struct wl_finding *finding)
{
	wl_json_object(json, NULL);
	wl_json_string(json, "rule", finding->rule->name);
	wl_json_string(json, "severity", wl_severities[finding->severity]);
	wl_json_string(json, "path", finding->path);
	wl_json_int(json, "line", finding->line);
	if (finding->column)
		wl_json_int(json, "column", finding->column);
	else
		wl_json_null(json, "column");
	wl_json_string(json, "message", finding->message);
	wl_json_string(json, "hint", finding->hint);
	wl_json_string(json, "subject", finding->subject);
	if (finding->excepted)
		wl_json_string(json, "reason", finding->excepted);
	wl_json_end_object(json);
}

static void put_list(struct wl_json *json, const char *key,
	const struct wl_findings *findings, bool excepted)
{
	wl_json_array(json, key);
	for (size_t i = 0; i < findings->n; i++)
		if (!findings->v[i].excepted != excepted)
			put_finding(json, &findings->v[i]);
	wl_json_end_array(json);
}

void wl_findings_json(struct wl_buf *out, const struct wl_findings_page *page)
{
	const struct wl_findings *findings = page->findings;
	const struct wl_corpus *corpus = findings->subject->corpus;
	char as_of[WL_TIME_TEXT];
	struct wl_json json;

	wl_json_init(&json, out, false);
	wl_json_object(&json, NULL);
	wl_json_int(&json, "winloss", 1);
	wl_json_string(&json, "revision", corpus->revision);
	wl_json_string(&json, "as_of", wl_time_format(&corpus->as_of, as_of));
	wl_json_string(&json, "against", page->against);
	put_list(&json, "findings", findings, false);
	put_list(&json, "excepted", findings, true);
	wl_json_int(&json, "errors", (long long)findings->counts[WL_SEVERE]);
	wl_json_int(&json, "warnings", (long long)findings->counts[WL_WARNING]);
	wl_json_int(&json, "infos", (long long)findings->counts[WL_INFO]);
	wl_json_end_object(&json);
}

void wl_findings_gitlab(struct wl_buf *out, const struct wl_findings_page *page)
{
	static const char *const severities[] = { "major", "minor", "info" };
	const struct wl_findings *findings = page->findings;
	struct wl_buf path = WL_BUF_INIT;
	struct wl_strv prints = { 0 };
	struct wl_json json;

	wl_findings_prints(&prints, findings);
	wl_json_init(&json, out, false);
	wl_json_array(&json, NULL);
	for (size_t i = 0; i < findings->n; i++) {
		const struct wl_finding *one = &findings->v[i];

		if (one->excepted)
			continue;
		wl_buf_clear(&path);
		wl_buf_addf(&path, "%s%s", page->prefix, one->path);
		wl_json_object(&json, NULL);
		wl_json_string(&json, "description", one->message);
		wl_json_string(&json, "check_name", one->rule->name);
		wl_json_string(&json, "fingerprint", prints.v[i]);
		wl_json_string(&json, "severity", severities[one->severity]);
		wl_json_object(&json, "location");
		wl_json_string(&json, "path", path.s);
		wl_json_object(&json, "lines");
		wl_json_int(&json, "begin", one->line);
		wl_json_end_object(&json);
		wl_json_end_object(&json);
		wl_json_end_object(&json);
	}
	wl_json_end_array(&json);
	wl_strv_release(&prints);
	wl_buf_release(&path);
}

/* GitHub Actions */

static void add_escaped(struct wl_buf *out, const char *text, const char *also)
{
	struct wl_buf safe = WL_BUF_INIT;

	wl_utf8_visible(&safe, text, true);
	for (const char *s = safe.s; *s; s++)
		if (strchr("%\r\n", *s) || strchr(also, *s))
			wl_buf_addf(out, "%%%02X", (unsigned char)*s);
		else
			wl_buf_addc(out, *s);
	wl_buf_release(&safe);
}

void wl_findings_github(struct wl_buf *out, const struct wl_findings_page *page)
{
	static const char *const commands[] = { "error", "warning", "notice" };

	for (size_t i = 0; i < page->findings->n; i++) {
		const struct wl_finding *one = &page->findings->v[i];

		if (one->excepted)
			continue;
		wl_buf_addf(out, "::%s file=", commands[one->severity]);
		add_escaped(out, page->prefix, ":,");
		add_escaped(out, one->path, ":,");
		wl_buf_addf(out, ",line=%d", one->line);
		if (one->column)
			wl_buf_addf(out, ",col=%d", one->column);
		wl_buf_addf(out, ",title=%s::", one->rule->name);
		add_escaped(out, one->message, "");
		if (one->hint) {
			wl_buf_adds(out, "%0Ahint: ");
			add_escaped(out, one->hint, "");
		}
		wl_buf_addc(out, '\n');
	}
}
