/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <errno.h>

#include "base/utf8.h"
#include "publish/findings.h"

/* Text or an attribute's value; what XML cannot hold is shown. */
static void add_xml(struct wl_buf *out, const char *s)
{
	struct wl_buf visible = WL_BUF_INIT;

	wl_utf8_visible(&visible, s, true);
	for (const char *p = visible.s; *p; p++)
		switch (*p) {
		case '&':
			wl_buf_adds(out, "&amp;");
			break;
		case '<':
			wl_buf_adds(out, "&lt;");
			break;
		case '>':
			wl_buf_adds(out, "&gt;");
			break;
		case '"':
			wl_buf_adds(out, "&quot;");
			break;
		default:
			wl_buf_addc(out, *p);
		}
	wl_buf_release(&visible);
}

static bool fails(
	const struct wl_findings_page *page, const struct wl_finding *one)
{
	return !one->excepted &&
	       (one->severity == WL_SEVERE ||
		       (page->strict && one->severity == WL_WARNING));
}

static void add_place(struct wl_buf *out, const struct wl_findings_page *page,
	const struct wl_finding *one)
{
	struct wl_buf text = WL_BUF_INIT;

	wl_buf_addf(&text, "%s%s:%d: %s", page->prefix, one->path, one->line,
		one->message);
	add_xml(out, text.s);
	wl_buf_release(&text);
}

static void put_failure(struct wl_buf *out, const struct wl_findings_page *page,
	const struct wl_finding *one)
{
	wl_buf_addf(out, "    <testcase name=\"");
	add_place(out, page, one);
	wl_buf_addf(out, "\" classname=\"winloss.%s\" time=\"0\">\n",
		one->rule->name);
	wl_buf_addf(out, "      <failure type=\"%s\" message=\"",
		wl_severities[one->severity]);
	add_xml(out, one->message);
	wl_buf_adds(out, "\">");
	add_place(out, page, one);
	if (one->hint) {
		wl_buf_adds(out, "\nhint: ");
		add_xml(out, one->hint);
	}
	wl_buf_adds(out, "</failure>\n    </testcase>\n");
}

/* Does any finding of the rule fail? */
static bool rule_fails(
	const struct wl_findings_page *page, const struct wl_rule *rule)
{
	for (size_t i = 0; i < page->findings->n; i++)
		if (page->findings->v[i].rule == rule &&
			fails(page, &page->findings->v[i]))
			return true;
	return false;
}

static bool ran(const struct wl_findings_page *page, const struct wl_rule *rule)
{
	const struct wl_list *asked = &page->findings->selection->rules;

	return !asked->n || wl_list_has(asked, rule->name);
}

static size_t put_cases(struct wl_buf *out, const struct wl_findings_page *page)
{
	const struct wl_rule *rule;
	size_t n = 0;

	for (size_t i = 0; (rule = wl_rule_at(i)); i++) {
		if (!ran(page, rule) || rule_fails(page, rule))
			continue;
		wl_buf_addf(out,
			"    <testcase name=\"%s\" classname=\"winloss.%s\" "
			"time=\"0\"/>\n",
			rule->name, rule->name);
		n++;
	}
	for (size_t i = 0; i < page->findings->n; i++)
		if (fails(page, &page->findings->v[i])) {
			put_failure(out, page, &page->findings->v[i]);
			n++;
		}
	return n;
}

/* What does not fail is there to be read. */
static void put_rest(struct wl_buf *out, const struct wl_findings_page *page)
{
	for (size_t i = 0; i < page->findings->n; i++) {
		const struct wl_finding *one = &page->findings->v[i];

		if (fails(page, one))
			continue;
		wl_buf_addf(out, "%s: ",
			one->excepted ? "excepted"
				      : wl_severities[one->severity]);
		add_place(out, page, one);
		wl_buf_addf(out, " [%s]\n", one->rule->name);
	}
}

/* SOURCE_DATE_EPOCH, or what counts as now; in UTC, as the schema has it. */
static void add_timestamp(struct wl_buf *out, const struct wl_corpus *corpus)
{
	const char *epoch = getenv("SOURCE_DATE_EPOCH");
	struct wl_time moment = { .utc = corpus->as_of.utc, .set = true };
	char text[WL_TIME_TEXT], *end = NULL;
	long long seconds;

	errno = 0;
	seconds = epoch ? strtoll(epoch, &end, 10) : 0;
	if (epoch && *epoch && !*end && !errno && seconds >= 0 &&
		seconds < 253402300800)
		moment.utc = seconds;
	wl_buf_add(out, wl_time_format(&moment, text), 19);
}

void wl_findings_junit(struct wl_buf *out, const struct wl_findings_page *page)
{
	struct wl_buf cases = WL_BUF_INIT, rest = WL_BUF_INIT;
	size_t n = put_cases(&cases, page), failures = 0;

	for (size_t i = 0; i < page->findings->n; i++)
		failures += fails(page, &page->findings->v[i]);
	put_rest(&rest, page);
	wl_buf_addf(out,
		"<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
		"<testsuites>\n"
		"  <testsuite name=\"winloss check\" package=\"winloss\" "
		"id=\"0\" hostname=\"localhost\" timestamp=\"");
	add_timestamp(out, page->findings->subject->corpus);
	wl_buf_addf(out,
		"\" tests=\"%zu\" failures=\"%zu\" errors=\"0\" time=\"0\">\n"
		"    <properties/>\n%s"
		"    <system-out>%s</system-out>\n"
		"    <system-err/>\n"
		"  </testsuite>\n</testsuites>\n",
		n, failures, cases.s, rest.s);
	wl_buf_release(&cases);
	wl_buf_release(&rest);
}
