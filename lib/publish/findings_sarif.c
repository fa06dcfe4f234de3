/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "publish/findings.h"
#include "text/json.h"

#define SCHEMA "https://json.schemastore.org/sarif-2.1.0.json"

static const char *const levels[] = { "error", "warning", "note" };

static void put_text(struct wl_json *json, const char *key, const char *text)
{
	wl_json_object(json, key);
	wl_json_string(json, "text", text);
	wl_json_end_object(json);
}

static void put_rules(struct wl_json *json)
{
	const struct wl_rule *rule;
	struct wl_buf help = WL_BUF_INIT;

	wl_json_array(json, "rules");
	for (size_t i = 0; (rule = wl_rule_at(i)); i++) {
		wl_buf_clear(&help);
		wl_buf_addf(&help,
			"winloss-rules(7) says why the method wants "
			"it: %s",
			rule->name);
		wl_json_object(json, NULL);
		wl_json_string(json, "id", rule->name);
		put_text(json, "shortDescription", rule->summary);
		put_text(json, "fullDescription", rule->summary);
		put_text(json, "help", help.s);
		wl_json_object(json, "defaultConfiguration");
		wl_json_string(json, "level", levels[rule->severity]);
		wl_json_end_object(json);
		wl_json_end_object(json);
	}
	wl_json_end_array(json);
	wl_buf_release(&help);
}

static void put_tool(struct wl_json *json)
{
	wl_json_object(json, "tool");
	wl_json_object(json, "driver");
	wl_json_string(json, "name", "winloss");
	wl_json_string(json, "version", WL_VERSION);
	put_rules(json);
	wl_json_end_object(json);
	wl_json_end_object(json);
}

/* Everything but what a path is made of is escaped. */
static void add_uri(struct wl_buf *out, const char *path)
{
	static const char plain[] =
		"abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"
		"-._~/";

	for (; *path; path++)
		if (strchr(plain, *path))
			wl_buf_addc(out, *path);
		else
			wl_buf_addf(out, "%%%02X", (unsigned char)*path);
}

static void put_place(struct wl_json *json, const struct wl_findings_page *page,
	const struct wl_finding *one)
{
	struct wl_buf uri = WL_BUF_INIT;

	add_uri(&uri, page->prefix);
	add_uri(&uri, one->path);
	wl_json_array(json, "locations");
	wl_json_object(json, NULL);
	wl_json_object(json, "physicalLocation");
	wl_json_object(json, "artifactLocation");
	wl_json_string(json, "uri", uri.s);
	wl_json_end_object(json);
	wl_json_object(json, "region");
	wl_json_int(json, "startLine", one->line);
	if (one->column)
		wl_json_int(json, "startColumn", one->column);
	wl_json_end_object(json);
	wl_json_end_object(json);
	wl_json_end_object(json);
	wl_json_end_array(json);
	wl_buf_release(&uri);
}

static void put_suppression(struct wl_json *json, const char *reason)
{
	wl_json_array(json, "suppressions");
	wl_json_object(json, NULL);
	wl_json_string(json, "kind", "external");
	wl_json_string(json, "justification", reason);
	wl_json_end_object(json);
	wl_json_end_array(json);
}

static void put_result(struct wl_json *json,
	const struct wl_findings_page *page, const struct wl_finding *one,
	const char *print)
{
	struct wl_buf message = WL_BUF_INIT;

	wl_buf_adds(&message, one->message);
	if (one->hint)
		wl_buf_addf(&message, "\nhint: %s", one->hint);
	wl_json_object(json, NULL);
	wl_json_string(json, "ruleId", one->rule->name);
	wl_json_string(json, "level", levels[one->severity]);
	put_text(json, "message", message.s);
	put_place(json, page, one);
	wl_json_object(json, "partialFingerprints");
	wl_json_string(json, "primaryLocationLineHash", print);
	wl_json_end_object(json);
	if (one->excepted)
		put_suppression(json, one->excepted);
	wl_json_end_object(json);
	wl_buf_release(&message);
}

void wl_findings_sarif(struct wl_buf *out, const struct wl_findings_page *page)
{
	const struct wl_findings *findings = page->findings;
	struct wl_strv prints = { 0 };
	struct wl_json json;

	wl_findings_prints(&prints, findings);
	wl_json_init(&json, out, false);
	wl_json_object(&json, NULL);
	wl_json_string(&json, "$schema", SCHEMA);
	wl_json_string(&json, "version", "2.1.0");
	wl_json_array(&json, "runs");
	wl_json_object(&json, NULL);
	put_tool(&json);
	wl_json_object(&json, "automationDetails");
	wl_json_string(&json, "id", "winloss/check/");
	wl_json_end_object(&json);
	wl_json_string(&json, "columnKind", "unicodeCodePoints");
	wl_json_array(&json, "results");
	for (size_t i = 0; i < findings->n; i++)
		put_result(&json, page, &findings->v[i], prints.v[i]);
	wl_json_end_array(&json);
	wl_json_end_object(&json);
	wl_json_end_array(&json);
	wl_json_end_object(&json);
	wl_strv_release(&prints);
}
