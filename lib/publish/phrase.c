/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "publish/phrase.h"

#include <math.h>

/* A theme that this share of all deals has is what small groups miss. */
#define PREVALENCE 0.3
#define SMALL_GROUP 6
#define PERCENT_FROM 10

const char *const wl_group_titles[] = {
	[WL_WIN] = "Wins",
	[WL_LOSS] = "Losses",
	[WL_NO_DECISION] = "No decision",
};

const char *const wl_group_heads[] = {
	[WL_WIN] = "WINS",
	[WL_LOSS] = "LOSSES",
	[WL_NO_DECISION] = "NO DECISION",
};

const char *const wl_state_words[] = {
	[WL_COLLECTING] = "collecting",
	[WL_READY_STATE] = "ready",
	[WL_SATURATED] = "saturated",
};

static const struct wl_thresholds *thresholds_of(
	const struct wl_synthesis *synthesis)
{
	return &synthesis->corpus->programme.thresholds;
}

void wl_phrase_count(
	struct wl_buf *out, int n, const char *one, const char *many)
{
	wl_buf_addf(out, "%d %s", n, n == 1 ? one : many);
}

const char *wl_phrase_unit(const struct wl_synthesis *synthesis)
{
	return thresholds_of(synthesis)->unit_interview ? "interviews"
							: "deals";
}

void wl_phrase_size(struct wl_buf *out, const struct wl_synthesis *synthesis,
	const struct wl_group *group)
{
	if (!thresholds_of(synthesis)->unit_interview) {
		wl_phrase_count(out, group->deals, "deal", "deals");
		wl_buf_adds(out, ", ");
	}
	wl_phrase_count(out, group->interviews, "interview", "interviews");
}

void wl_phrase_share(struct wl_buf *out, int k, int n)
{
	wl_buf_addf(out, "%d of %d", k, n);
	if (n >= PERCENT_FROM)
		wl_buf_addf(out, " (%ld %%)", lround(100.0 * k / n));
}

/* The filter */

static void phrase_part(struct wl_buf *out, const char *name, const char *value)
{
	if (!value || !*value)
		return;
	if (out->n)
		wl_buf_adds(out, ", ");
	if (*name)
		wl_buf_addf(out, "%s ", name);
	wl_buf_adds(out, value);
}

void wl_phrase_filter(struct wl_buf *out, const struct wl_filter *filter)
{
	struct wl_buf text = WL_BUF_INIT;
	char since[WL_DATE_TEXT], until[WL_DATE_TEXT];

	if (filter->outcome)
		phrase_part(&text, "", wl_outcome_noun(filter->outcome, 2));
	phrase_part(&text, "segment", filter->segment);
	phrase_part(&text, "competitor", filter->competitor);
	for (size_t i = 0; i < filter->nwhere; i++)
		phrase_part(&text, filter->where[i].from, filter->where[i].to);
	phrase_part(&text, "since", wl_day_format(filter->since, since));
	phrase_part(&text, "until", wl_day_format(filter->until, until));
	wl_buf_add(out, text.s, text.n);
	wl_buf_release(&text);
}

/* Groups */

void wl_phrase_saturation(
	struct wl_buf *out, const struct wl_saturation *saturation)
{
	const int least = WL_SATURATION_BASE + WL_SATURATION_RUN;

	if (saturation->reached)
		wl_buf_addf(out, "saturation reached at %d + %d",
			saturation->reached, WL_SATURATION_RUN);
	else if (saturation->computable)
		wl_buf_addf(out,
			"saturation not yet: %d of the last %d interviews "
			"brought new themes",
			wl_saturation_recent(saturation), WL_SATURATION_RUN);
	else if (saturation->n < (size_t)least)
		wl_buf_addf(out,
			"saturation: %zu of the %d tagged interviews that it "
			"takes",
			saturation->n, least);
	else
		wl_buf_adds(out, "saturation: no theme in the first four");
}

void wl_phrase_missing(struct wl_buf *out, const struct wl_synthesis *synthesis,
	const struct wl_group *group)
{
	const struct wl_thresholds *thresholds = thresholds_of(synthesis);
	int least = thresholds->group_min - group->deals;
	int target = thresholds->group_target - group->deals;

	if (least > 0)
		wl_buf_addf(out, "%d more %s before a synthesis", least,
			wl_outcome_noun(group->outcome, least));
	else if (target > 0)
		wl_buf_addf(out, "%d more %s to the target of %d", target,
			wl_outcome_noun(group->outcome, target),
			thresholds->group_target);
}

void wl_phrase_unseen(struct wl_buf *out, const struct wl_synthesis *synthesis,
	const struct wl_group *group)
{
	static const char *const numbers[SMALL_GROUP + 1] = { "none", "one",
		"two", "three", "four", "five", "six" };
	const struct wl_thresholds *thresholds = thresholds_of(synthesis);
	int n = group->deals, pattern = thresholds->pattern;
	const char *unit = wl_phrase_unit(synthesis);

	if (n > SMALL_GROUP || n < thresholds->group_min)
		return;
	if (n < pattern)
		wl_buf_addf(out,
			"A pattern takes %d %s: after %s, that there is none "
			"says nothing",
			pattern, unit, numbers[n]);
	else
		wl_buf_addf(out,
			"No pattern after %s is not evidence of absence: of "
			"the themes that 3 in 10 %s share, only %ld in 100 "
			"would show as a pattern here",
			numbers[n], wl_outcome_noun(group->outcome, 2),
			lround(100 * wl_stats_seen(pattern, n, PREVALENCE)));
}

void wl_phrase_absent(struct wl_buf *out, const struct wl_synthesis *synthesis,
	enum wl_outcome outcome)
{
	static const char *const lessons[] = {
		[WL_WIN] = "wins show what works",
		[WL_LOSS] = "losses show the gaps",
	};
	enum wl_outcome wanted = synthesis->filter.outcome;

	if (wl_synthesis_group(synthesis, outcome) ||
		(wanted && wanted != outcome))
		return;
	wl_buf_addf(out, "no %s interviewed yet: %s",
		wl_outcome_noun(outcome, 1), lessons[outcome]);
}

/* Themes */

void wl_phrase_counter(struct wl_buf *out, const struct wl_synthesis *synthesis,
	const struct wl_theme_row *row)
{
	int other = row->counter - row->absent;
	bool asked = row->theme && row->theme->asked_by.n;
	const char *silent = asked ? "asked and silent" : "without it";

	if (!row->counter)
		return;
	wl_buf_adds(out, "against it: ");
	if (thresholds_of(synthesis)->unit_interview)
		wl_phrase_count(out, row->counter, "interview", "interviews");
	else
		wl_phrase_count(out, row->counter, "deal", "deals");
	if (other && row->absent)
		wl_buf_addf(out, " (%d of the other sign, %d %s)", other,
			row->absent, silent);
	else
		wl_buf_addf(out, " %s", other ? "of the other sign" : silent);
}

void wl_phrase_reach(struct wl_buf *out, const struct wl_group *group,
	const struct wl_theme_row *row)
{
	size_t start = out->n;

	if (row->theme && row->theme->asked_by.n && row->asked != group->deals)
		wl_buf_addf(out, "asked in %d of %d", row->asked, group->deals);
	if (group->deals < PERCENT_FROM)
		return;
	wl_buf_addf(out, "%s%ld to %ld %% of such deals (95 %% interval)",
		out->n > start ? ", " : "", lround(100 * row->interval.lo),
		lround(100 * row->interval.hi));
}

void wl_phrase_p(struct wl_buf *out, double p)
{
	if (p < 0.01)
		wl_buf_adds(out, "under 0.01");
	else
		wl_buf_addf(out, "%.2f", p);
}

void wl_phrase_citation(struct wl_buf *out,
	const struct wl_interview *interview, const struct wl_passage *passage)
{
	wl_buf_adds(out, interview->id);
	if (passage->id)
		wl_buf_addf(out, "^%s", passage->id);
}

const char *wl_phrase_theme(
	const struct wl_synthesis *synthesis, const char *id)
{
	return wl_corpus_theme_title(synthesis->corpus, id);
}

size_t wl_phrase_patterns(const struct wl_group *group)
{
	size_t n = 0;

	while (n < group->nthemes && group->themes[n].level >= WL_PATTERN)
		n++;
	return n;
}

void wl_phrase_hypotheses(
	struct wl_buf *out, const struct wl_synthesis *synthesis)
{
	if (!synthesis->confirmed && !synthesis->partly && !synthesis->refuted)
		return;
	wl_buf_addf(out, "%d confirmed, %d partly, %d refuted",
		synthesis->confirmed, synthesis->partly, synthesis->refuted);
}

void wl_phrase_later(struct wl_buf *out, const struct wl_synthesis *synthesis)
{
	const struct wl_corpus *corpus = synthesis->corpus;
	const struct wl_interview *first = corpus->later;
	bool one = corpus->nlater == 1;
	char after[WL_AFTER_TEXT];

	if (!first)
		return;
	wl_phrase_count(out, (int)corpus->nlater, "interview", "interviews");
	wl_buf_addf(out, " %s not here yet: %s%s%s is dated %s",
		one ? "is" : "are", one ? "" : "the first, ", first->id,
		one ? "" : ",",
		wl_corpus_after(corpus, &first->interviewed, after));
}

/* What to do */

/* The interview that comes next: a ready one before a planned one. */
static const struct wl_interview *waiting(const struct wl_corpus *corpus)
{
	const struct wl_interview *planned = NULL;

	for (size_t i = 0; i < corpus->ninterviews; i++) {
		const struct wl_interview *one = &corpus->interviews[i];

		if (one->internal)
			continue;
		if (one->status == WL_READY)
			return one;
		if (!planned && one->status == WL_PLANNED)
			planned = one;
	}
	return planned;
}

static bool any_counts(const struct wl_corpus *corpus)
{
	for (size_t i = 0; i < corpus->ninterviews; i++)
		if (wl_interview_counts(&corpus->interviews[i]))
			return true;
	return false;
}

static void nobody_held(struct wl_buf *why, struct wl_buf *command,
	const struct wl_corpus *corpus)
{
	const struct wl_interview *next = waiting(corpus);

	wl_buf_adds(why, next ? "No interview has been held yet."
			      : "No interview of a buyer has been held yet.");
	if (!next)
		wl_buf_adds(command, "winloss prep --suggest");
	else if (next->status == WL_READY)
		wl_buf_addf(command, "winloss interview %s", next->id);
	else
		wl_buf_addf(command, "winloss prep %s", next->id);
}

void wl_phrase_empty(struct wl_buf *why, struct wl_buf *command,
	const struct wl_synthesis *synthesis)
{
	const struct wl_corpus *corpus = synthesis->corpus;

	if (!corpus->ninterviews && !corpus->deals.n) {
		wl_buf_adds(why, "No deal and no interview yet.");
		wl_buf_adds(command, "winloss prep --crm FILE");
	} else if (!corpus->ninterviews) {
		wl_buf_adds(why, "No interview yet.");
		wl_buf_adds(command, "winloss prep --suggest");
	} else if (!any_counts(corpus)) {
		nobody_held(why, command, corpus);
	} else if (!wl_filter_passes_all(&synthesis->filter)) {
		wl_buf_adds(why, "No interview passes the filter.");
		wl_buf_adds(command, "winloss synthesize");
	} else {
		wl_buf_adds(why, "No interview has an outcome.");
		wl_buf_adds(command, "winloss export interviews");
	}
}

static bool any_missing(const struct wl_synthesis *synthesis)
{
	enum wl_outcome wanted = synthesis->filter.outcome;

	for (size_t i = 0; i < synthesis->ngroups; i++)
		if (synthesis->groups[i].state == WL_COLLECTING &&
			synthesis->groups[i].outcome != WL_NO_DECISION)
			return true;
	return !wanted && synthesis->ngroups &&
	       (!wl_synthesis_group(synthesis, WL_WIN) ||
		       !wl_synthesis_group(synthesis, WL_LOSS));
}

static bool any_pattern(const struct wl_synthesis *synthesis)
{
	for (size_t i = 0; i < synthesis->ngroups; i++)
		if (wl_phrase_patterns(&synthesis->groups[i]))
			return true;
	return false;
}

void wl_phrase_next(struct wl_buf *why, struct wl_buf *command,
	const struct wl_synthesis *synthesis)
{
	if (any_missing(synthesis)) {
		wl_buf_adds(command, "winloss prep --suggest");
		wl_buf_adds(why, "the deals to interview next");
	} else if (any_pattern(synthesis)) {
		wl_buf_adds(command, "winloss synthesize --write");
		wl_buf_adds(why, "keep this, then act on a pattern");
	} else {
		wl_buf_adds(command, "winloss prep --suggest");
		wl_buf_adds(why, "no pattern yet: hear more buyers");
	}
}
