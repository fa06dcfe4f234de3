/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/utf8.h"
#include "publish/phrase.h"
#include "publish/screen.h"
#include "publish/summary.h"
#include "publish/table.h"

static const char *competitor_name(
	const struct wl_summary *summary, const char *id)
{
	return wl_programme_competitor_name(&summary->corpus->programme, id);
}

static const char *theme_title(const struct wl_summary *summary, const char *id)
{
	return wl_corpus_theme_title(summary->corpus, id);
}

static bool named(const char *s)
{
	return s && *s && strcmp(s, "none");
}

/* Title: "Acme Corp: lost to RivalCo" */
static void title(const struct wl_summary *summary)
{
	static const struct {
		const char *alone, *against;
	} verbs[] = {
		[WL_OUTCOME_NONE] = { "interview", NULL },
		[WL_WIN] = { "won", "won against " },
		[WL_LOSS] = { "lost", "lost to " },
		[WL_NO_DECISION] = { "no decision", NULL },
		[WL_OPEN] = { "open", NULL },
	};
	const struct wl_interview *one = summary->interview;
	const char *rival = one->outcome == WL_LOSS && named(one->chosen)
				    ? one->chosen
				    : one->competitor;
	const char *against = verbs[one->outcome].against;
	struct wl_buf text = WL_BUF_INIT;

	wl_clean_line(&text, one->account ? one->account : one->id);
	wl_buf_adds(&text, ": ");
	if (one->internal)
		wl_buf_adds(&text, "a view from inside");
	else if (against && named(rival))
		wl_buf_adds(&text, against);
	else
		wl_buf_adds(&text, verbs[one->outcome].alone);
	if (!one->internal && against && named(rival))
		wl_clean_line(&text, competitor_name(summary, rival));
	wl_buf_adds(summary->out, "# ");
	wl_markdown_escape_heading(summary->out, text.s);
	wl_buf_addc(summary->out, '\n');
	wl_buf_release(&text);
}

/* Facts */

static void fact(
	const struct wl_summary *summary, const char *name, const char *value)
{
	if (!value || !*value)
		return;
	wl_buf_addf(summary->out, "| %s | ", name);
	wl_markdown_cell(summary->out, value);
	wl_buf_adds(summary->out, " |\n");
}

static void fact_amount(const struct wl_summary *summary)
{
	const struct wl_interview *one = summary->interview;
	struct wl_buf text = WL_BUF_INIT;

	if (one->amount)
		wl_buf_addf(&text, "%s %s", one->amount,
			one->currency ? one->currency : "");
	fact(summary, "Amount", text.s);
	wl_buf_release(&text);
}

static void fact_dates(const struct wl_summary *summary)
{
	const struct wl_interview *one = summary->interview;
	char created[WL_DATE_TEXT], closed[WL_DATE_TEXT];
	char held[WL_DATE_TEXT + 32];

	fact(summary, "Opened", wl_day_format(one->created, created));
	fact(summary, "Closed", wl_day_format(one->closed, closed));
	wl_day_format(wl_interview_day(one), held);
	if (*held && one->minutes)
		snprintf(held + strlen(held), 32, ", %d minutes", one->minutes);
	fact(summary, "Interview", held);
}

static void fact_evaluated(const struct wl_summary *summary)
{
	const struct wl_list *evaluated = &summary->interview->evaluated;
	struct wl_buf text = WL_BUF_INIT;

	for (size_t i = 0; i < evaluated->n; i++)
		wl_buf_addf(&text, "%s%s", i ? ", " : "",
			competitor_name(summary, evaluated->v[i]));
	fact(summary, "Evaluated", text.s);
	wl_buf_release(&text);
}

static void facts(const struct wl_summary *summary)
{
	const struct wl_interview *one = summary->interview;

	wl_buf_adds(summary->out, "\n| Deal | |\n|---|---|\n");
	fact(summary, "Id", one->deal);
	fact(summary, "Outcome", wl_outcomes[one->outcome]);
	fact(summary, "Segment", one->segment);
	fact_amount(summary);
	fact(summary, "Stage", one->stage);
	fact_evaluated(summary);
	if (one->competitor)
		fact(summary, "Compared with",
			competitor_name(summary, one->competitor));
	if (one->chosen)
		fact(summary, "Chosen", competitor_name(summary, one->chosen));
	fact(summary, "Before", one->incumbent);
	fact_dates(summary);
	fact(summary, "Interviewee", one->role);
	fact(summary, "Interviewer", one->interviewer);
}

/* The decision */

static void point(
	const struct wl_summary *summary, const char *name, const char *value)
{
	if (!value || !*value)
		return;
	wl_buf_addf(summary->out, "- **%s:** ", name);
	wl_markdown_line(summary->out, value);
	wl_buf_addc(summary->out, '\n');
}

static void point_theme(
	const struct wl_summary *summary, const char *name, const char *id)
{
	if (id)
		point(summary, name, theme_title(summary, id));
}

static void point_criteria(const struct wl_summary *summary)
{
	const struct wl_list *criteria = &summary->interview->criteria;
	struct wl_buf text = WL_BUF_INIT;

	for (size_t i = 0; i < criteria->n; i++)
		wl_buf_addf(&text, "%s(%zu) %s", i ? ", " : "", i + 1,
			theme_title(summary, criteria->v[i]));
	point(summary, "Criteria, in the order said", text.s);
	wl_buf_release(&text);
}

static void decision(const struct wl_summary *summary)
{
	const struct wl_interview *one = summary->interview;
	size_t start = summary->out->n, empty;

	wl_buf_adds(summary->out, "\n## The decision\n\n");
	empty = summary->out->n;
	point_theme(summary, "What set it off", one->trigger);
	point_criteria(summary);
	point_theme(summary, "The buyer's reason", one->buyer_reason);
	point(summary, "The seller's reason (CRM)", one->reason);
	point(summary, "Where the buyer met it", wl_roots[one->root]);
	point(summary, "Price", wl_summary_price(one->price));
	point(summary, "Our hypothesis", wl_verdicts[one->hypothesis]);
	if (summary->out->n == empty)
		wl_buf_cut(summary->out, start);
}

static void impressions(const struct wl_summary *summary)
{
	static const char *const names[] = { "Most surprising",
		"Most useful phrase", "Most important gap" };
	size_t start = summary->out->n, empty;

	wl_buf_adds(summary->out, "\n## First impressions\n\n");
	empty = summary->out->n;
	for (size_t i = 0; i < WL_LEN(names); i++)
		point(summary, names[i], wl_summary_note(summary, i));
	if (summary->out->n == empty)
		wl_buf_cut(summary->out, start);
}

/* What was said */

static void source_line(
	const struct wl_summary *summary, const struct wl_passage *passage)
{
	struct wl_buf *out = summary->out;
	char clock[16];

	wl_buf_adds(out, "[@");
	wl_phrase_citation(out, summary->interview, passage);
	wl_buf_adds(out, "]");
	if (passage->seconds >= 0)
		wl_buf_addf(out, " at %s",
			wl_clock_format(passage->seconds, clock));
	for (size_t i = 0; i < passage->ntags; i++) {
		wl_buf_adds(out, i ? ", " : " · ");
		wl_markdown_line(
			out, theme_title(summary, passage->tags[i].theme));
	}
	if (passage->level == WL_PUBLIC)
		wl_buf_adds(out, " · public");
	wl_buf_adds(out, "\n");
}

static void said(
	const struct wl_summary *summary, const struct wl_passage *passage)
{
	struct wl_buf clean = WL_BUF_INIT;

	wl_buf_addc(summary->out, '\n');
	if (passage->quote) {
		wl_utf8_visible(&clean, passage->words, true);
		wl_markdown_escape(summary->out, clean.s, "> ", "\n");
		wl_buf_adds(summary->out, "\n\n");
	} else {
		wl_buf_adds(summary->out, "Note: ");
		wl_markdown_line(summary->out, passage->words);
		wl_buf_addc(summary->out, ' ');
	}
	source_line(summary, passage);
	wl_buf_release(&clean);
}

static void answers(const struct wl_summary *summary, const char *question)
{
	const struct wl_passage *passage;
	struct wl_buf text = WL_BUF_INIT, clean = WL_BUF_INIT;
	size_t i = 0;

	passage = wl_summary_next(summary, question, &i);
	if (!passage)
		return;
	if (question)
		wl_summary_question(&text, summary, question);
	else
		wl_buf_adds(&text, "Also said");
	wl_clean_line(&clean, text.s);
	wl_buf_adds(summary->out, "\n### ");
	wl_markdown_escape_heading(summary->out, clean.s);
	wl_buf_addc(summary->out, '\n');
	for (; passage; passage = wl_summary_next(summary, question, &i))
		said(summary, passage);
	wl_buf_release(&text);
	wl_buf_release(&clean);
}

void wl_summary_markdown(const struct wl_summary *summary)
{
	const struct wl_interview *one = summary->interview;
	size_t start, empty;

	title(summary);
	facts(summary);
	decision(summary);
	impressions(summary);
	start = summary->out->n;
	wl_buf_addf(summary->out, "\n## In the %s words\n",
		one->internal ? "colleague's" : "buyer's");
	empty = summary->out->n;
	for (size_t i = 0; i < one->nasked; i++)
		answers(summary, one->asked[i].id);
	answers(summary, NULL);
	if (summary->out->n == empty)
		wl_buf_cut(summary->out, start);
	if (summary->withheld)
		wl_buf_addf(summary->out,
			"\n%d passage%s said in confidence %s left out.\n",
			summary->withheld, summary->withheld == 1 ? "" : "s",
			summary->withheld == 1 ? "is" : "are");
}
