/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "publish/findings.h"
#include "publish/phrase.h"
#include "publish/screen.h"
#include "text/json.h"

static const enum wl_style styles[] = {
	[WL_SEVERE] = WL_AGAINST,
	[WL_WARNING] = WL_MIXED,
	[WL_INFO] = WL_ACCENT,
	[WL_SILENT] = WL_FAINT,
};

struct page {
	struct wl_screen screen;
	const struct wl_findings_page *asked;
	const struct wl_findings *findings;
	struct wl_buf text;
};

static struct wl_buf *phrase(struct page *page)
{
	wl_buf_clear(&page->text);
	return &page->text;
}

static bool is_shown(const struct page *page, const struct wl_finding *one)
{
	return page->asked->all || (!one->excepted && one->severity != WL_INFO);
}

/* The shown one behind i; NULL. */
static const struct wl_finding *next_of(const struct page *page, size_t i)
{
	while (++i < page->findings->n)
		if (is_shown(page, &page->findings->v[i]))
			return &page->findings->v[i];
	return NULL;
}

static void put_line(struct page *page, const struct wl_finding *one)
{
	struct wl_screen *screen = &page->screen;

	wl_buf_addf(phrase(page), "%s:%d:%d:", one->path, one->line,
		one->column ? one->column : 1);
	wl_screen_put(screen, WL_STRONG, page->text.s);
	wl_screen_space(screen, 1);
	if (one->excepted)
		wl_screen_put(screen, WL_FAINT, "excepted:");
	else
		wl_screen_putf(screen, styles[one->severity],
			"%s:", wl_severities[one->severity]);
	wl_screen_space(screen, 1);
	wl_screen_put(
		screen, one->excepted ? WL_FAINT : WL_PLAIN, one->message);
	wl_screen_space(screen, 1);
	wl_screen_putf(screen, WL_FAINT, "[%s]", one->rule->name);
	wl_screen_end(screen);
}

static void put_below(struct page *page, const char *what, const char *text)
{
	wl_screen_space(&page->screen, 2);
	wl_screen_putf(&page->screen, WL_FAINT, "%s:", what);
	wl_screen_space(&page->screen, 1);
	wl_screen_put(&page->screen, WL_FAINT, text);
	wl_screen_end(&page->screen);
}

/* A hint that several lines have in common is said once, behind them. */
static void put_finding(struct page *page, size_t i)
{
	const struct wl_finding *one = &page->findings->v[i];
	const struct wl_finding *next = next_of(page, i);
	bool same_file = next && wl_streq(next->path, one->path);

	put_line(page, one);
	if (one->excepted)
		put_below(page, "reason", one->excepted);
	else if (one->hint && !(same_file && wl_streq(next->hint, one->hint)))
		put_below(page, "hint", one->hint);
	if (!same_file)
		wl_screen_end(&page->screen);
}

/* What winloss.yaml made of a rule, if that shows here. */
static void put_setting(struct page *page, const struct wl_rule_setting *one)
{
	bool shows = one->severity == WL_SILENT && page->asked->all;

	for (size_t i = 0; i < page->findings->n; i++)
		shows |= wl_streq(page->findings->v[i].rule->name, one->rule) &&
			 is_shown(page, &page->findings->v[i]);
	if (!shows)
		return;
	wl_buf_addf(phrase(page), "%s is %s here: %s", one->rule,
		wl_severities[one->severity], one->reason);
	wl_screen_put(&page->screen, WL_FAINT, page->text.s);
	wl_screen_end(&page->screen);
}

static void add_reasons(struct wl_buf *out, const struct wl_findings *findings)
{
	struct wl_strv reasons = { 0 };

	for (size_t i = 0; i < findings->n; i++)
		if (findings->v[i].excepted)
			wl_strv_add_once(&reasons, findings->v[i].excepted);
	for (size_t i = 0; i < reasons.n; i++)
		wl_buf_addf(out, "%s%s", i ? "; " : " (", reasons.v[i]);
	wl_buf_adds(out, reasons.n ? ")" : "");
	wl_strv_release(&reasons);
}

static void add_counts(struct wl_buf *out, const struct wl_findings *findings)
{
	static const char *const one[] = { "error", "warning", "remark" };
	static const char *const many[] = { "errors", "warnings", "remarks" };
	bool any = false;

	for (size_t i = 0; i < WL_LEN(one); i++) {
		if (!findings->counts[i])
			continue;
		wl_buf_adds(out, any ? ", " : "");
		wl_phrase_count(out, (int)findings->counts[i], one[i], many[i]);
		any = true;
	}
}

static void add_size(struct wl_buf *out, const struct wl_corpus *corpus)
{
	wl_phrase_count(
		out, (int)corpus->ninterviews, "interview", "interviews");
	wl_buf_adds(out, ", ");
	wl_phrase_count(out, (int)corpus->ncards, "card", "cards");
	wl_buf_adds(out, ", ");
	wl_phrase_count(out, (int)corpus->codebook.n, "theme", "themes");
}

static void put_end(struct page *page)
{
	const struct wl_findings *findings = page->findings;
	struct wl_buf *out = phrase(page);
	bool clean = findings->n == findings->excepted;

	if (!clean)
		add_counts(out, findings);
	else if (page->asked->against)
		wl_buf_addf(out, "nothing new since %s", page->asked->against);
	else
		wl_buf_adds(out, "all is well");
	if (!clean && page->asked->against)
		wl_buf_addf(out, " since %s", page->asked->against);
	if (!findings->selection->paths.n) {
		wl_buf_adds(out, clean ? ": " : " in ");
		add_size(out, findings->subject->corpus);
	}
	if (findings->excepted) {
		wl_buf_addf(out, "; %zu excepted", findings->excepted);
		add_reasons(out, findings);
	}
	if (findings->counts[WL_INFO] && !page->asked->all)
		wl_buf_adds(out, "; -v shows the remarks");
	wl_screen_put(&page->screen,
		findings->counts[WL_SEVERE] ? WL_AGAINST
		: clean                     ? WL_FOR
					    : WL_STRONG,
		page->text.s);
	wl_screen_end(&page->screen);
}

void wl_findings_text(struct wl_buf *out, const struct wl_findings_page *asked)
{
	struct page page = { .asked = asked, .findings = asked->findings };
	const struct wl_programme *programme =
		&asked->findings->subject->corpus->programme;

	wl_screen_init(&page.screen, out, asked->look);
	wl_buf_init(&page.text);
	for (size_t i = 0; i < page.findings->n; i++)
		if (is_shown(&page, &page.findings->v[i]))
			put_finding(&page, i);
	for (size_t i = 0; i < programme->nsettings; i++)
		put_setting(&page, &programme->settings[i]);
	put_end(&page);
	wl_screen_release(&page.screen);
	wl_buf_release(&page.text);
}

/* The rules themselves */

static enum wl_severity weight(
	const struct wl_programme *programme, const struct wl_rule *rule)
{
	const struct wl_rule_setting *setting =
		wl_rule_setting(programme, rule);

	return setting ? setting->severity : rule->severity;
}

static void rules_json(struct wl_buf *out, const struct wl_programme *programme)
{
	const struct wl_rule *rule;
	struct wl_json json;

	wl_json_init(&json, out, false);
	wl_json_object(&json, NULL);
	wl_json_int(&json, "winloss", 1);
	wl_json_array(&json, "rules");
	for (size_t i = 0; (rule = wl_rule_at(i)); i++) {
		wl_json_object(&json, NULL);
		wl_json_string(&json, "rule", rule->name);
		wl_json_string(&json, "severity",
			wl_severities[weight(programme, rule)]);
		wl_json_string(&json, "summary", rule->summary);
		wl_json_end_object(&json);
	}
	wl_json_end_array(&json);
	wl_json_end_object(&json);
}

void wl_publish_rules(struct wl_buf *out, const struct wl_programme *programme,
	const struct wl_look *look, bool json)
{
	const struct wl_rule *rule;
	struct wl_screen screen;

	if (json) {
		rules_json(out, programme);
		return;
	}
	wl_screen_init(&screen, out, look);
	for (size_t i = 0; (rule = wl_rule_at(i)); i++) {
		enum wl_severity severity = weight(programme, rule);

		wl_screen_fit(&screen, WL_STRONG, rule->name, 22);
		wl_screen_space(&screen, 1);
		wl_screen_fit(
			&screen, styles[severity], wl_severities[severity], 7);
		wl_screen_space(&screen, 1);
		wl_screen_wrap(&screen, WL_PLAIN, rule->summary, 31);
		wl_screen_end(&screen);
	}
	wl_screen_release(&screen);
}
