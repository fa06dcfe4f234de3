/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "study/health.h"

#include <math.h>

#define LEVEL 0.1 /* shares nearer than this are level */

const char *const wl_trends[] = { "", "down", "level", "up", NULL };

/* One stretch of time that is looked at. */
struct stretch {
	const struct wl_corpus *corpus;
	const struct wl_trust *trust;
	const struct wl_synthesis *synthesis;
	const struct wl_declarations *declarations;
	wl_day since, until;
	bool past; /* it ended before as_of */
};

static bool within(const struct stretch *stretch, wl_day day)
{
	return day != WL_NO_DAY && day >= stretch->since &&
	       day <= stretch->until;
}

/* A buyer's interview that took place then. */
static bool held_within(
	const struct stretch *stretch, const struct wl_interview *one)
{
	return wl_interview_counts(one) && wl_interview_held(one) &&
	       within(stretch, wl_interview_day(one));
}

static bool is_interviewed(
	const struct wl_corpus *corpus, const struct wl_deal *deal)
{
	for (size_t i = 0; i < corpus->ninterviews; i++)
		if (wl_interview_counts(&corpus->interviews[i]) &&
			wl_streq(corpus->interviews[i].deal, deal->id))
			return true;
	return false;
}

static void measure_coverage(
	struct wl_share *out, const struct stretch *stretch)
{
	const struct wl_deals *deals = &stretch->corpus->deals;

	for (size_t i = 0; i < deals->n; i++) {
		const struct wl_deal *deal = &deals->v[i];

		if (deal->outcome == WL_OPEN || !within(stretch, deal->closed))
			continue;
		out->of++;
		out->k += is_interviewed(stretch->corpus, deal);
	}
}

static void measure_pace(struct wl_share *out, const struct stretch *stretch)
{
	const struct wl_corpus *corpus = stretch->corpus;

	for (size_t i = 0; i < corpus->ninterviews; i++)
		out->k += held_within(stretch, &corpus->interviews[i]);
}

/* The day on which a buyer was asked, or gave an answer. */
static wl_day asked_on(const struct wl_interview *one)
{
	static const enum wl_preparation asking[] = { WL_PREP_INTRODUCED,
		WL_PREP_BRIEFED };

	for (size_t i = 0; i < WL_LEN(asking); i++)
		if (one->prepared[asking[i]].day != WL_NO_DAY)
			return one->prepared[asking[i]].day;
	return wl_interview_day(one);
}

static void measure_response(
	struct wl_share *out, const struct stretch *stretch)
{
	const struct wl_corpus *corpus = stretch->corpus;

	for (size_t i = 0; i < corpus->ninterviews; i++) {
		const struct wl_interview *one = &corpus->interviews[i];

		if (one->internal || !within(stretch, asked_on(one)))
			continue;
		out->of++;
		out->k += one->status != WL_DECLINED && wl_interview_held(one);
	}
}

static void measure_two_hours(
	struct wl_share *out, const struct stretch *stretch)
{
	const struct wl_corpus *corpus = stretch->corpus;
	double hours = corpus->programme.thresholds.note_hours;

	for (size_t i = 0; i < corpus->ninterviews; i++) {
		const struct wl_interview *one = &corpus->interviews[i];
		struct wl_time due = wl_interview_notes_due(one, hours);

		if (!held_within(stretch, one) || !due.set)
			continue;
		if (!one->noted.set &&
			wl_time_compare(&due, &corpus->as_of) > 0)
			continue; /* they still may be */
		out->of++;
		out->k += one->noted.set &&
			  wl_time_compare(&one->noted, &due) <= 0;
	}
}

static void measure_hits(struct wl_share *out, const struct stretch *stretch)
{
	const struct wl_corpus *corpus = stretch->corpus;

	for (size_t i = 0; i < corpus->ninterviews; i++) {
		const struct wl_interview *one = &corpus->interviews[i];

		if (!one->hypothesis || !held_within(stretch, one) ||
			wl_declared_of(stretch->declarations, one->id) ==
				WL_LATE)
			continue;
		out->of++;
		out->k += one->hypothesis == WL_CONFIRMED;
		out->partly += one->hypothesis == WL_PARTLY;
	}
}

/* Of the past only the dates are known. */
static bool was_verified(
	const struct wl_card_trust *card, const struct stretch *stretch)
{
	return card->card->verified != WL_NO_DAY &&
	       card->card->verified <= stretch->until &&
	       card->card->verified + card->days >= stretch->until;
}

static void measure_trust(struct wl_share *out, const struct stretch *stretch)
{
	const struct wl_trust *trust = stretch->trust;

	for (size_t i = 0; i < trust->ncards; i++) {
		const struct wl_card_trust *card = &trust->cards[i];

		if (card->state == WL_RETIRED)
			continue;
		out->of++;
		out->k += stretch->past ? was_verified(card, stretch)
					: card->state != WL_UNVERIFIED;
	}
}

static void measure_outputs(struct wl_share *out, const struct stretch *stretch)
{
	const struct wl_outputs *outputs = &stretch->synthesis->outputs;

	out->of = (int)outputs->n;
	for (size_t i = 0; i < outputs->n; i++)
		out->k += outputs->v[i].due == WL_DUE_DONE;
}

static const struct {
	const char *name, *title;
	void (*measure)(struct wl_share *out, const struct stretch *stretch);
	bool past;
	double bar;
} measures[WL_MEASURES] = {
	[WL_COVERAGE] = { "coverage", "Closed deals interviewed",
		measure_coverage, true, 0 },
	[WL_PACE] = { "pace", "Interviews held", measure_pace, true, 0 },
	[WL_RESPONSE] = { "response-rate", "Buyers asked who were heard",
		measure_response, true, 0 },
	[WL_TWO_HOURS] = { "two-hour-rate", "Notes within their time",
		measure_two_hours, true, 0 },
	[WL_HIT_RATE] = { "hypothesis-hit-rate", "Hypotheses that held",
		measure_hits, true, 0 },
	[WL_TRUST] = { "trust-score", "Cards verified", measure_trust, true,
		WL_TRUST_BAR },
	[WL_OUTPUTS_IN_CARDS] = { "outputs", "Patterns that a card cites",
		measure_outputs, false, 0 },
};

double wl_share_of(const struct wl_share *share)
{
	return share->of ? (share->k + share->partly / 2.0) / share->of : NAN;
}

static enum wl_trend trend_of(const struct wl_measure *measure)
{
	const struct wl_share *now = &measure->now, *before = &measure->before;
	double difference = wl_share_of(now) - wl_share_of(before);
	double level = LEVEL;

	if (!measure->past)
		return WL_TREND_UNKNOWN;
	if (!now->of && !before->of) { /* a plain number */
		if (now->k + before->k < WL_HEALTH_LEAST)
			return WL_TREND_UNKNOWN;
		difference = now->k - before->k;
		level = 1;
	} else if (now->of < WL_HEALTH_LEAST || before->of < WL_HEALTH_LEAST) {
		return WL_TREND_UNKNOWN;
	}
	return difference >= level    ? WL_TREND_UP
	       : difference <= -level ? WL_TREND_DOWN
				      : WL_TREND_LEVEL;
}

void wl_health_make(struct wl_health *out, const struct wl_trust *trust,
	const struct wl_synthesis *synthesis,
	const struct wl_declarations *declarations)
{
	wl_day today = wl_time_day(&trust->corpus->as_of);

	memset(out, 0, sizeof(*out));
	for (int past = 0; past < 2; past++) {
		out->until[past] = today - past * WL_HEALTH_DAYS;
		out->since[past] = out->until[past] - WL_HEALTH_DAYS + 1;
	}
	for (size_t i = 0; i < WL_MEASURES; i++) {
		struct wl_measure *measure = &out->measures[i];

		measure->name = measures[i].name;
		measure->title = measures[i].title;
		measure->past = measures[i].past;
		measure->bar = measures[i].bar;
		for (int past = 0; past <= measure->past; past++)
			measures[i].measure(
				past ? &measure->before : &measure->now,
				&(struct stretch){ trust->corpus, trust,
					synthesis, declarations,
					out->since[past], out->until[past],
					past });
		measure->trend = trend_of(measure);
	}
}
