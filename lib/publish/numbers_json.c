/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>

#include "publish/numbers.h"
#include "publish/phrase.h"

#define PAIRS 10
#define TRENDS 12

void wl_numbers_json_interval(
	struct wl_json *json, const char *key, struct wl_interval interval)
{
	if (isnan(interval.lo) || isnan(interval.hi)) {
		wl_json_null(json, key);
		return;
	}
	wl_json_array(json, key);
	wl_json_number(json, NULL, interval.lo);
	wl_json_number(json, NULL, interval.hi);
	wl_json_end_array(json);
}

void wl_numbers_json_as_of(struct wl_json *json, const struct wl_time *as_of)
{
	char text[WL_TIME_TEXT];

	if (as_of->whole_day)
		wl_json_day(json, "as_of", wl_time_day(as_of));
	else
		wl_json_text(json, "as_of", wl_time_format(as_of, text));
}

void wl_numbers_json_thresholds(
	struct wl_json *json, const struct wl_thresholds *thresholds)
{
	wl_json_object(json, "thresholds");
	wl_json_string(json, "unit",
		thresholds->unit_interview ? "interview" : "deal");
	wl_json_int(json, "pattern", thresholds->pattern);
	wl_json_int(json, "group_min", thresholds->group_min);
	wl_json_int(json, "group_target", thresholds->group_target);
	wl_json_end_object(json);
}

void wl_numbers_json_chosen(
	struct wl_json *json, const struct wl_filter *filter)
{
	wl_json_text(json, "outcome", wl_outcomes[filter->outcome]);
	wl_json_text(json, "segment", filter->segment);
	wl_json_text(json, "competitor", filter->competitor);
	wl_json_object(json, "where");
	for (size_t i = 0; i < filter->nwhere; i++)
		wl_json_text(json, filter->where[i].from, filter->where[i].to);
	wl_json_end_object(json);
}

void wl_numbers_json_filter(
	struct wl_json *json, const struct wl_filter *filter)
{
	wl_json_text(json, "by", wl_bys[filter->by]);
	wl_json_int(json, "depth", filter->parents ? 1 : 2);
}

void wl_numbers_json_by(
	struct wl_json *json, const struct wl_filter *filter, const char *by)
{
	wl_json_object(json, "by");
	if (by)
		wl_json_text(json, wl_bys[filter->by], by);
	wl_json_end_object(json);
}

void wl_numbers_json_saturation(
	struct wl_json *json, const struct wl_group *group)
{
	const struct wl_drivers *drivers = &group->drivers;

	wl_json_bool(json, "small_base", drivers->small_base);
	wl_json_bool(json, "closed_codebook", drivers->closed_codebook);
	wl_json_array(json, "interviews");
	for (size_t i = 0; i < group->saturation.n; i++) {
		const struct wl_fresh *one = &drivers->fresh[i];

		wl_json_object(json, NULL);
		wl_json_string(json, "interview", one->interview->id);
		wl_json_array(json, "themes");
		for (size_t j = 0; j < one->n; j++)
			wl_json_string(json, NULL, one->themes[j]);
		wl_json_end_array(json);
		wl_json_end_object(json);
	}
	wl_json_end_array(json);
}

static void prices(struct wl_json *json, const struct wl_drivers *drivers)
{
	wl_json_object(json, "prices");
	for (size_t i = 1; i < WL_LEN(drivers->prices); i++)
		wl_json_int(json, wl_prices[i], drivers->prices[i]);
	wl_json_int(json, "unknown", drivers->prices[WL_PRICE_UNKNOWN]);
	wl_json_end_object(json);
}

static void hidden(struct wl_json *json, const struct wl_synthesis *synthesis,
	const struct wl_drivers *drivers)
{
	wl_json_object(json, "hidden");
	wl_json_int(json, "asked", drivers->asked_hidden);
	wl_json_array(json, "criteria");
	for (size_t i = 0; i < drivers->nhidden; i++) {
		const struct wl_hidden *one = &drivers->hidden[i];

		wl_json_object(json, NULL);
		wl_json_string(json, "id", one->id);
		wl_json_string(
			json, "title", wl_phrase_theme(synthesis, one->id));
		wl_json_int(json, "deals", one->deals);
		wl_json_end_object(json);
	}
	wl_json_end_array(json);
	wl_json_end_object(json);
}

static void together(struct wl_json *json, const struct wl_drivers *drivers)
{
	wl_json_array(json, "together");
	for (size_t i = 0; i < drivers->ntogether && i < PAIRS; i++) {
		const struct wl_together *one = &drivers->together[i];

		wl_json_object(json, NULL);
		wl_json_array(json, "themes");
		wl_json_string(json, NULL, one->a);
		wl_json_string(json, NULL, one->b);
		wl_json_end_array(json);
		wl_json_int(json, "both", one->both);
		wl_json_number(json, "jaccard", one->jaccard);
		wl_json_number(json, "expected", one->expected);
		wl_json_end_object(json);
	}
	wl_json_end_array(json);
}

static void trend(struct wl_json *json, const struct wl_group *group)
{
	const struct wl_drivers *drivers = &group->drivers;

	wl_json_array(json, "trend");
	for (size_t i = 0; i < drivers->nquarters; i++) {
		const struct wl_quarter *one = &drivers->quarters[i];
		char quarter[32] = "";

		if (one->quarter >= 0)
			snprintf(quarter, sizeof(quarter), "%04d-q%d",
				one->quarter / 4, one->quarter % 4 + 1);
		wl_json_object(json, NULL);
		wl_json_text(json, "quarter", quarter);
		wl_json_int(json, "deals", one->deals);
		wl_json_array(json, "themes");
		for (size_t j = 0; j < drivers->ntrend && j < TRENDS; j++) {
			wl_json_object(json, NULL);
			wl_json_string(json, "id", group->themes[j].id);
			wl_json_int(json, "deals", one->themes[j]);
			wl_json_end_object(json);
		}
		wl_json_end_array(json);
		wl_json_end_object(json);
	}
	wl_json_end_array(json);
}

static void unseen(struct wl_json *json, const struct wl_synthesis *synthesis,
	const struct wl_group *group)
{
	static const double prevalences[] = { .1, .2, .3, .4, .5 };
	int least = synthesis->corpus->programme.thresholds.pattern;

	wl_json_array(json, "sees");
	for (size_t i = 0; i < WL_LEN(prevalences); i++) {
		double p = prevalences[i];

		wl_json_object(json, NULL);
		wl_json_number(json, "prevalence", p);
		wl_json_number(json, "once", wl_stats_seen(1, group->deals, p));
		wl_json_number(
			json, "pattern", wl_stats_seen(least, group->deals, p));
		wl_json_end_object(json);
	}
	wl_json_end_array(json);
}

void wl_numbers_json_group(struct wl_json *json,
	const struct wl_synthesis *synthesis, const struct wl_group *group)
{
	prices(json, &group->drivers);
	hidden(json, synthesis, &group->drivers);
	together(json, &group->drivers);
	trend(json, group);
	unseen(json, synthesis, group);
}

void wl_numbers_json_coverage(
	struct wl_json *json, const struct wl_synthesis *synthesis)
{
	wl_json_array(json, "matrix");
	for (size_t i = 0; i < synthesis->nstrata; i++) {
		const struct wl_stratum *one = &synthesis->strata[i];

		wl_json_object(json, NULL);
		wl_json_text(json, "segment", one->segment);
		wl_json_text(json, "competitor", one->competitor);
		wl_json_text(json, "stage", one->stage);
		wl_json_int(json, "interviewed", one->interviewed);
		wl_json_int(json, "closed", one->closed);
		wl_json_number(json, "difference", one->difference);
		wl_json_end_object(json);
	}
	wl_json_end_array(json);
}

static void judge(struct wl_json *json, const struct wl_judge *one)
{
	struct wl_interval bounds;
	double rate = wl_judge_rate(one, &bounds);

	wl_json_object(json, NULL);
	wl_json_text(json, "interviewer", one->id);
	wl_json_int(json, "confirmed", one->confirmed);
	wl_json_int(json, "partly", one->partly);
	wl_json_int(json, "refuted", one->refuted);
	wl_json_int(json, "late", one->late);
	wl_json_int(json, "declared", one->declared);
	wl_json_number(json, "rate", rate);
	wl_numbers_json_interval(json, "interval", bounds);
	wl_json_end_object(json);
}

void wl_numbers_json_hypotheses(
	struct wl_json *json, const struct wl_synthesis *synthesis)
{
	wl_json_array(json, "late");
	for (size_t i = 0; i < synthesis->nlate; i++)
		wl_json_string(json, NULL, synthesis->late[i]->id);
	wl_json_end_array(json);
	wl_json_int(json, "declared", synthesis->hypotheses.declared);
	wl_json_array(json, "interviewers");
	for (size_t i = 0; i < synthesis->njudges; i++)
		judge(json, &synthesis->judges[i]);
	wl_json_end_array(json);
}

/* The sample */

static void reasons_of(struct wl_json *json, const struct wl_reasons *reasons,
	const char *outcome)
{
	wl_json_object(json, NULL);
	wl_json_string(json, "outcome", outcome);
	wl_json_int(json, "deals", reasons->deals);
	wl_json_int(json, "agree", reasons->agree);
	wl_json_int(json, "unmatched", reasons->unmatched);
	wl_json_number(json, "kappa", reasons->kappa);
	wl_json_array(json, "table");
	for (size_t i = 0; i < reasons->n; i++) {
		wl_json_object(json, NULL);
		wl_json_string(json, "seller", reasons->cells[i].seller);
		wl_json_string(json, "buyer", reasons->cells[i].buyer);
		wl_json_int(json, "deals", reasons->cells[i].deals);
		wl_json_end_object(json);
	}
	wl_json_end_array(json);
	wl_json_end_object(json);
}

static void reasons(struct wl_json *json, const struct wl_synthesis *synthesis)
{
	wl_json_array(json, "reasons");
	for (size_t i = 0; i < WL_LEN(synthesis->reasons); i++) {
		const struct wl_reasons *one = &synthesis->reasons[i];

		if (one->deals || one->unmatched)
			reasons_of(json, one, wl_outcomes[i + 1]);
	}
	wl_json_end_array(json);
}

static void response(struct wl_json *json, const char *outcome,
	const struct wl_response *response)
{
	const struct {
		const char *key;
		int n;
	} counts[] = {
		{ "approached", response->approached },
		{ "held", response->held },
		{ "declined", response->declined },
		{ "dated", response->dated },
		{ "within_30", response->within_30 },
		{ "within_90", response->within_90 },
		{ "before_close", response->before },
	};

	wl_json_object(json, NULL);
	wl_json_string(json, "outcome", outcome);
	for (size_t i = 0; i < WL_LEN(counts); i++)
		wl_json_int(json, counts[i].key, counts[i].n);
	wl_json_number(json, "median_days", response->median);
	wl_numbers_json_interval(json, "interval", response->rate);
	wl_json_end_object(json);
}

static void owner(struct wl_json *json, const struct wl_bias *bias)
{
	wl_json_object(json, "owner");
	wl_json_text(json, "name", bias->owner);
	wl_json_int(json, "deals", bias->owner_deals);
	wl_json_int(json, "of", bias->owned);
	wl_json_end_object(json);
}

static void skews(struct wl_json *json, const struct wl_bias *bias)
{
	wl_json_array(json, "skew");
	for (size_t i = 0; i < bias->nskews; i++) {
		const struct wl_skew *one = &bias->skews[i];

		wl_json_object(json, NULL);
		wl_json_string(json, "interview", one->interview->id);
		wl_json_string(json, "path", one->interview->path);
		wl_json_string(json, "message", wl_skew_words[one->kind]);
		wl_json_end_object(json);
	}
	wl_json_end_array(json);
}

void wl_numbers_json_sample(
	struct wl_json *json, const struct wl_synthesis *synthesis)
{
	const struct wl_bias *bias = &synthesis->bias;

	reasons(json, synthesis);
	wl_json_object(json, "sample");
	wl_json_array(json, "response");
	for (int i = WL_WIN; i <= WL_NO_DECISION; i++)
		response(json, wl_outcomes[i], &bias->of[i - WL_WIN]);
	response(json, NULL, &bias->of[WL_LEN(bias->of) - 1]);
	wl_json_end_array(json);
	wl_json_int(json, "wins", bias->wins);
	wl_json_int(json, "losses", bias->losses);
	wl_json_number(json, "balance", bias->balance);
	wl_json_int(json, "interviewed", bias->held_closed);
	wl_json_int(json, "closed", bias->closed);
	owner(json, bias);
	skews(json, bias);
	wl_json_end_object(json);
}
