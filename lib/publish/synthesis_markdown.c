/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * For syntheses/: tables of raw counts, then the evidence of each pattern.
 * Neither the revision nor a clock is in it, so that the same commit gives
 * the same bytes before and after it was written.
 */
#include "base/utf8.h"
#include "publish/outputs.h"
#include "publish/numbers.h"
#include "publish/phrase.h"
#include "store/redact.h"
#include "publish/screen.h"
#include "publish/table.h"
#include "text/yaml.h"

struct report {
	struct wl_buf *out;
	const struct wl_synthesis *synthesis;
	int evidence;
};

static const char *theme_title(const struct report *report, const char *id)
{
	return wl_phrase_theme(report->synthesis, id);
}

/* Front matter */

static void add_day(struct wl_buf *out, const char *before, wl_day day)
{
	char text[WL_DATE_TEXT]; /* an id has no room for the dashes */

	if (day != WL_NO_DAY)
		wl_buf_addf(out, "%s%.4s%.2s%.2s", before,
			wl_day_format(day, text), text + 5, text + 8);
}

void wl_publish_synthesis_id(
	struct wl_buf *out, const struct wl_synthesis *synthesis)
{
	const struct wl_filter *filter = &synthesis->filter;
	wl_day day = wl_time_day(&synthesis->corpus->as_of);
	int quarter = day == WL_NO_DAY ? 0 : wl_day_quarter(day);
	const char *parts[] = { wl_outcomes[filter->outcome], filter->segment,
		filter->competitor };

	wl_buf_addf(out, "%04d-q%d", quarter / 4, quarter % 4 + 1);
	for (size_t i = 0; i < WL_LEN(parts); i++)
		if (parts[i] && *parts[i])
			wl_buf_addf(out, "-%s", parts[i]);
	for (size_t i = 0; i < filter->nwhere; i++)
		wl_buf_addf(out, "-%s", filter->where[i].to);
	if (filter->by)
		wl_buf_addf(out, "-by-%s", wl_bys[filter->by]);
	if (filter->parents)
		wl_buf_adds(out, "-depth-1");
	add_day(out, "-since-", filter->since);
	add_day(out, "-until-", filter->until);
}

static void key(struct wl_buf *out, const char *name, const char *value)
{
	if (!value || !*value)
		return;
	wl_buf_addf(out, "%s: ", name);
	wl_yaml_quote(out, value, false);
	wl_buf_addc(out, '\n');
}

static void where(struct wl_buf *out, const struct wl_filter *filter)
{
	if (!filter->nwhere)
		return;
	wl_buf_adds(out, "where: {");
	for (size_t i = 0; i < filter->nwhere; i++) {
		wl_buf_addf(
			out, "%s%s: ", i ? ", " : "", filter->where[i].from);
		wl_yaml_quote(out, filter->where[i].to, true);
	}
	wl_buf_adds(out, "}\n");
}

static void front(struct report *report)
{
	const struct wl_filter *filter = &report->synthesis->filter;
	wl_day as_of = wl_time_day(&report->synthesis->corpus->as_of);
	struct wl_buf id = WL_BUF_INIT, *out = report->out;
	char day[WL_DATE_TEXT];

	wl_publish_synthesis_id(&id, report->synthesis);
	wl_buf_adds(out, "---\nwinloss: 1\n");
	key(out, "id", id.s);
	key(out, "as-of", wl_day_format(as_of, day));
	key(out, "outcome", wl_outcomes[filter->outcome]);
	key(out, "segment", filter->segment);
	key(out, "competitor", filter->competitor);
	where(out, filter);
	key(out, "since", wl_day_format(filter->since, day));
	key(out, "until", wl_day_format(filter->until, day));
	key(out, "by", wl_bys[filter->by]);
	key(out, "depth", filter->parents ? "1" : NULL);
	wl_buf_adds(out, "---\n");
	wl_buf_release(&id);
}

/* Parts of a line */

static void line(struct report *report, const char *before, const char *text)
{
	if (!*text)
		return;
	wl_buf_adds(report->out, before);
	wl_markdown_line(report->out, text);
	wl_buf_addc(report->out, '\n');
}

static void heading(struct report *report, const char *marks, const char *text)
{
	struct wl_buf clean = WL_BUF_INIT;

	wl_clean_line(&clean, text);
	wl_buf_addf(report->out, "\n%s ", marks);
	wl_markdown_escape_heading(report->out, clean.s);
	wl_buf_adds(report->out, "\n\n");
	wl_buf_release(&clean);
}

static void cell(struct report *report, const char *text)
{
	wl_buf_adds(report->out, "| ");
	wl_markdown_cell(report->out, text);
	wl_buf_addc(report->out, ' ');
}

static void cell_share(struct report *report, int k, int n)
{
	wl_buf_adds(report->out, "| ");
	wl_phrase_share(report->out, k, n);
	wl_buf_addc(report->out, ' ');
}

static void cell_int(struct report *report, int n)
{
	wl_buf_addf(report->out, "| %d ", n);
}

static void end_row(struct report *report)
{
	wl_buf_adds(report->out, "|\n");
}

/* Evidence */

static void evidence(struct report *report, const struct wl_evidence *one)
{
	static const char *const signs[] = { " against us", "", " for us" };
	const char *words = wl_redact_words(one->interview, one->passage);
	struct wl_buf clean = WL_BUF_INIT;

	if (!words)
		return;
	wl_utf8_visible(&clean, words, true);
	if (one->passage->quote) {
		wl_markdown_escape(report->out, clean.s, "> ", "\n");
		wl_buf_adds(report->out, "\n\n");
	} else {
		wl_buf_adds(report->out, "Note: ");
		wl_markdown_line(report->out, words);
		wl_buf_addc(report->out, ' ');
	}
	wl_buf_adds(report->out, "[@");
	wl_phrase_citation(report->out, one->interview, one->passage);
	wl_buf_addf(report->out, "]%s\n\n", signs[one->polarity + 1]);
	wl_buf_release(&clean);
}

static void theme_counts(struct report *report, const struct wl_group *group,
	const struct wl_theme_row *row)
{
	struct wl_buf *out = report->out;
	struct wl_buf reach = WL_BUF_INIT;

	wl_phrase_count(out, row->quotes, "quote", "quotes");
	wl_buf_adds(out, " and ");
	wl_phrase_count(out, row->notes, "note", "notes");
	if (row->confidential)
		wl_buf_addf(
			out, ", %d of them confidential", row->confidential);
	wl_buf_adds(out, "; ");
	wl_buf_addf(
		out, "%d for us, %d against us", row->positive, row->negative);
	wl_phrase_reach(&reach, group, row);
	if (reach.n)
		wl_buf_addf(out, "; %s", reach.s);
	if (row->counter)
		wl_buf_adds(out, "; ");
	wl_phrase_counter(out, report->synthesis, row);
	wl_buf_adds(out, ".\n\n");
	wl_buf_release(&reach);
}

static void pattern(struct report *report, const struct wl_group *group,
	const struct wl_theme_row *row)
{
	const struct wl_evidence **picked =
		wl_alloc((row->nevidence + 1) * sizeof(*picked));
	size_t n = wl_evidence_pick(row, (size_t)report->evidence, picked);
	struct wl_buf text = WL_BUF_INIT;

	wl_buf_addf(&text, "%s: ", theme_title(report, row->id));
	wl_phrase_share(&text, row->deals, group->deals);
	heading(report, "###", text.s);
	theme_counts(report, group, row);
	for (size_t i = 0; i < n; i++)
		evidence(report, picked[i]);
	free(picked);
	/* One empty line before whatever comes next */
	wl_buf_rtrim(report->out);
	wl_buf_addc(report->out, '\n');
	wl_buf_release(&text);
}

/* Groups */

static void theme_table(struct report *report, const struct wl_group *group)
{
	if (!group->nthemes)
		return;
	wl_buf_addf(report->out,
		"\n| Theme | %s | For | Against | Counter | Level |\n"
		"|---|---|---|---|---|---|\n",
		strcmp(wl_phrase_unit(report->synthesis), "deals")
			? "Interviews"
			: "Deals");
	for (size_t i = 0; i < group->nthemes; i++) {
		const struct wl_theme_row *row = &group->themes[i];

		cell(report, theme_title(report, row->id));
		cell_share(report, row->deals, group->deals);
		cell_int(report, row->positive);
		cell_int(report, row->negative);
		cell_int(report, row->counter);
		cell(report, wl_strengths[row->level]);
		end_row(report);
	}
}

static void criteria(struct report *report, const struct wl_group *group)
{
	if (!group->ncriteria)
		return;
	wl_buf_adds(report->out,
		"\n| Criterion | Named by | Named first by | Mean rank |\n"
		"|---|---|---|---|\n");
	for (size_t i = 0; i < group->ncriteria; i++) {
		const struct wl_criterion *one = &group->criteria[i];

		cell(report, theme_title(report, one->id));
		cell_share(report, one->deals, group->deals);
		cell_int(report, one->first);
		wl_buf_addf(report->out, "| %.1f ", one->rank);
		end_row(report);
	}
}

static void captured(struct report *report, const struct wl_group *group)
{
	struct wl_buf text = WL_BUF_INIT;

	for (size_t i = 0; i < group->ntriggers; i++)
		wl_buf_addf(&text, "%s%s %d%s", i ? ", " : "Triggers: ",
			theme_title(report, group->triggers[i].id),
			group->triggers[i].deals,
			wl_phrase_in_icp(&group->triggers[i]));
	line(report, "\n", text.s);
	wl_buf_clear(&text);
	for (size_t i = 1; i < WL_LEN(group->roots); i++)
		if (group->roots[i])
			wl_buf_addf(&text, "%s%s %d",
				text.n ? ", " : "Where it was decided: ",
				wl_roots[i], group->roots[i]);
	line(report, "\n", text.s);
	wl_buf_release(&text);
}

static void group_lines(struct report *report, const struct wl_group *group)
{
	struct wl_buf text = WL_BUF_INIT;

	wl_phrase_size(&text, report->synthesis, group);
	wl_buf_addf(&text, ": %s; ", wl_state_words[group->state]);
	wl_phrase_saturation(&text, &group->saturation);
	wl_buf_addc(&text, '.');
	line(report, "", text.s);
	wl_buf_clear(&text);
	wl_phrase_missing(&text, report->synthesis, group);
	line(report, "\nMissing: ", text.s);
	wl_buf_clear(&text);
	wl_phrase_unseen(&text, report->synthesis, group);
	line(report, "\n", text.s);
	wl_buf_release(&text);
}

/* "Losses", "Losses, segment smb". */
static void group_name(struct wl_buf *out, const struct report *report,
	const struct wl_group *group)
{
	wl_buf_adds(out, wl_group_titles[group->outcome]);
	if (group->by)
		wl_buf_addf(
			out, ", %s", wl_numbers_part(report->synthesis, group));
}

/* What a reviewer reads who reads one line of each group. */
static void group_short(struct report *report, const struct wl_group *group)
{
	size_t n = wl_phrase_patterns(group);
	struct wl_buf text = WL_BUF_INIT;

	group_name(&text, report, group);
	wl_buf_adds(&text, ", ");
	wl_phrase_size(&text, report->synthesis, group);
	if (n)
		wl_buf_addf(&text, ": %zu pattern%s: ", n, n == 1 ? "" : "s");
	else
		wl_buf_adds(&text, ": no pattern yet");
	for (size_t i = 0; i < n; i++) {
		wl_buf_addf(&text, "%s%s (", i ? "; " : "",
			theme_title(report, group->themes[i].id));
		wl_phrase_share(&text, group->themes[i].deals, group->deals);
		wl_buf_addc(&text, ')');
	}
	line(report, "- ", text.s);
	wl_buf_release(&text);
}

static void in_short(struct report *report)
{
	const struct wl_synthesis *synthesis = report->synthesis;
	size_t due = 0;

	if (!synthesis->ngroups)
		return;
	heading(report, "##", "In short");
	for (size_t i = 0; i < synthesis->ngroups; i++)
		group_short(report, &synthesis->groups[i]);
	for (size_t i = 0; i < synthesis->outputs.n; i++)
		due += synthesis->outputs.v[i].due != WL_DUE_DONE;
	if (synthesis->outputs.n)
		wl_buf_addf(report->out,
			"- Outputs due: %zu of %zu patterns are in no card "
			"yet\n",
			due, synthesis->outputs.n);
}

static void group_report(struct report *report, const struct wl_group *group)
{
	size_t n = wl_phrase_patterns(group);
	struct wl_buf text = WL_BUF_INIT;

	group_name(&text, report, group);
	heading(report, "##", text.s);
	wl_buf_release(&text);
	group_lines(report, group);
	theme_table(report, group);
	criteria(report, group);
	captured(report, group);
	wl_numbers_markdown_group(report->out, report->synthesis, group);
	for (size_t i = 0; i < n; i++)
		pattern(report, group, &group->themes[i]);
}

/* Below the groups */

static void contrast(struct report *report)
{
	const struct wl_synthesis *synthesis = report->synthesis;
	struct wl_buf text = WL_BUF_INIT;

	if (!synthesis->ncontrast)
		return;
	heading(report, "##", "Wins against losses");
	wl_buf_adds(report->out,
		"Exploratory: many themes are compared in small groups.\n\n"
		"| Theme | Wins | Losses | p (Fisher) |\n|---|---|---|---|\n");
	for (size_t i = 0; i < synthesis->ncontrast; i++) {
		const struct wl_contrast *one = &synthesis->contrast[i];

		cell(report, theme_title(report, one->id));
		cell_share(report, one->win[0], one->win[1]);
		cell_share(report, one->loss[0], one->loss[1]);
		wl_buf_adds(report->out, "| ");
		wl_phrase_p(report->out, one->fisher);
		wl_buf_addc(report->out, ' ');
		end_row(report);
	}
	wl_numbers_contrast(&text, synthesis);
	wl_buf_addc(&text, '.');
	line(report, "\nTogether: ", text.s);
	wl_buf_release(&text);
}

static void coverage(struct report *report)
{
	const struct wl_synthesis *synthesis = report->synthesis;

	if (!synthesis->ncoverage)
		return;
	heading(report, "##", "Coverage");
	wl_buf_adds(report->out,
		"| Segment | Competitor | Outcome | Interviewed | Closed |\n"
		"|---|---|---|---|---|\n");
	for (size_t i = 0; i < synthesis->ncoverage; i++) {
		const struct wl_cover *one = &synthesis->coverage[i];

		cell(report, *one->segment ? one->segment : "unknown");
		cell(report, *one->competitor
				     ? wl_programme_competitor_name(
					       &synthesis->corpus->programme,
					       one->competitor)
				     : "none");
		cell(report, wl_outcomes[one->outcome]);
		cell_int(report, one->interviewed);
		cell_int(report, one->closed);
		end_row(report);
	}
}

static void notes(struct report *report)
{
	struct wl_buf text = WL_BUF_INIT;
	int internal = report->synthesis->internal;

	wl_phrase_absent(&text, report->synthesis, WL_WIN);
	line(report, "\nNot there: ", text.s);
	wl_buf_clear(&text);
	wl_phrase_absent(&text, report->synthesis, WL_LOSS);
	line(report, "\nNot there: ", text.s);
	wl_buf_clear(&text);
	wl_phrase_hypotheses(&text, report->synthesis);
	line(report, "\nHypotheses: ", text.s);
	if (internal)
		wl_buf_addf(report->out,
			"\nKept apart and not counted: %d internal "
			"interview%s\n",
			internal, internal == 1 ? "" : "s");
	wl_buf_release(&text);
}

static void later(struct report *report)
{
	struct wl_buf text = WL_BUF_INIT;

	wl_phrase_later(&text, report->synthesis);
	line(report, "\n", text.s);
	wl_buf_release(&text);
}

static void title(struct report *report)
{
	const struct wl_corpus *corpus = report->synthesis->corpus;
	struct wl_buf text = WL_BUF_INIT;
	char day[WL_DATE_TEXT];

	if (corpus->programme.product)
		wl_buf_addf(&text, "%s: ", corpus->programme.product);
	wl_buf_adds(&text, "what buyers said");
	heading(report, "#", text.s);
	wl_buf_clear(&text);
	wl_buf_addf(&text, "As of %s",
		wl_day_format(wl_time_day(&corpus->as_of), day));
	line(report, "", text.s);
	wl_buf_clear(&text);
	wl_phrase_filter(&text, &report->synthesis->filter);
	line(report, "\nOnly: ", text.s);
	wl_buf_release(&text);
}

void wl_publish_synthesis_markdown(
	struct wl_buf *out, const struct wl_synthesis *synthesis, int shown)
{
	struct report report = { out, synthesis, shown };
	struct wl_buf why = WL_BUF_INIT, command = WL_BUF_INIT;

	front(&report);
	title(&report);
	in_short(&report);
	for (size_t i = 0; i < synthesis->ngroups; i++)
		group_report(&report, &synthesis->groups[i]);
	contrast(&report);
	coverage(&report);
	wl_numbers_markdown_sample(out, synthesis);
	if (synthesis->ngroups)
		wl_language_markdown(out, synthesis);
	wl_outputs_markdown(out, synthesis);
	if (synthesis->ngroups)
		notes(&report);
	else
		wl_phrase_empty(&why, &command, synthesis);
	line(&report, "\n", why.s);
	later(&report);
	wl_buf_release(&why);
	wl_buf_release(&command);
}
