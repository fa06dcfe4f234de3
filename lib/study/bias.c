/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "study/sample.h"

#include <math.h>

#define ALL WL_SAMPLES

/* How many interviews were held so many days after the close. */
struct days {
	int *counts; /* by days */
	size_t n;    /* days that have a place */
};

struct weighing {
	struct wl_synthesis *synthesis;
	struct wl_bias *bias;
	struct days days[WL_SAMPLES + 1]; /* as bias->of */
	size_t cap;                       /* of bias->skews */
};

/* Who answered */

static bool was_asked(const struct wl_interview *one)
{
	return one->prepared[WL_PREP_BRIEFED].day != WL_NO_DAY ||
	       one->prepared[WL_PREP_INTRODUCED].day != WL_NO_DAY;
}

static void count_response(
	struct wl_response *response, const struct wl_interview *one)
{
	bool declined = one->status == WL_DECLINED;
	bool held = !declined && wl_interview_held(one);

	response->held += held;
	response->declined += declined;
	response->approached += held || declined || was_asked(one);
}

static void count_days(struct weighing *weighing, size_t at, int days)
{
	struct wl_response *response = &weighing->bias->of[at];
	struct days *grown = &weighing->days[at];
	size_t day = (size_t)days;

	if (days < 0) {
		response->before++;
		return;
	}
	response->dated++;
	response->within_30 += days <= 30;
	response->within_90 += days <= 90;
	if (day >= grown->n) {
		grown->counts = wl_realloc(
			grown->counts, 2 * (day + 1) * sizeof(*grown->counts));
		memset(grown->counts + grown->n, 0,
			(2 * (day + 1) - grown->n) * sizeof(*grown->counts));
		grown->n = 2 * (day + 1);
	}
	grown->counts[day]++;
}

/* Dates that contradict each other */

static bool noted_first(const struct wl_interview *one)
{
	if (!one->noted.set || !one->interviewed.set)
		return false;
	if (one->whole_day || one->noted_whole_day)
		return wl_time_day(&one->noted) <
		       wl_time_day(&one->interviewed);
	return wl_time_compare(&one->noted, &one->interviewed) < 0;
}

static bool is_before(wl_day day, wl_day other)
{
	return day != WL_NO_DAY && other != WL_NO_DAY && day < other;
}

bool wl_skewed(const struct wl_interview *interview, enum wl_skew_kind kind)
{
	switch (kind) {
	case WL_SKEW_CREATED:
		return is_before(
			wl_interview_day(interview), interview->created);
	case WL_SKEW_NOTED:
		return noted_first(interview);
	case WL_SKEW_CLOSED:
		return is_before(interview->closed, interview->created);
	case WL_SKEWS:
		break;
	}
	return false;
}

static void look_at_dates(
	struct weighing *weighing, const struct wl_interview *one)
{
	struct wl_bias *bias = weighing->bias;

	for (size_t i = 0; i < WL_SKEWS; i++) {
		if (!wl_skewed(one, (enum wl_skew_kind)i))
			continue;
		WL_GROW(bias->skews, bias->nskews, weighing->cap);
		bias->skews[bias->nskews++] =
			(struct wl_skew){ one, (enum wl_skew_kind)i };
	}
}

static void weigh_interview(
	struct weighing *weighing, const struct wl_interview *one)
{
	size_t at = (size_t)one->outcome - WL_WIN;
	wl_day day;

	count_response(&weighing->bias->of[at], one);
	count_response(&weighing->bias->of[ALL], one);
	if (!wl_interview_counts(one))
		return;
	day = wl_interview_day(one);
	look_at_dates(weighing, one);
	if (day == WL_NO_DAY || one->closed == WL_NO_DAY)
		return;
	count_days(weighing, at, day - one->closed);
	count_days(weighing, ALL, day - one->closed);
}

static void weigh_interviews(struct weighing *weighing)
{
	const struct wl_corpus *corpus = weighing->synthesis->corpus;
	const struct wl_filter *filter = &weighing->synthesis->filter;
	bool all = wl_filter_passes_all(filter);

	for (size_t i = 0; i < corpus->ninterviews; i++) {
		const struct wl_interview *one = &corpus->interviews[i];

		if (one->internal || one->outcome < WL_WIN ||
			one->outcome > WL_NO_DECISION ||
			!(all || wl_filter_passes(filter, one)))
			continue;
		weigh_interview(weighing, one);
	}
}

/* The days of the interview that has `rank` before it. */
static int days_at(const struct days *days, int rank)
{
	int day = 0;

	while (rank >= days->counts[day])
		rank -= days->counts[day++];
	return day;
}

static void finish_response(struct wl_response *response, struct days *days)
{
	int n = response->dated;

	response->rate = wl_stats_wilson(response->held, response->approached);
	response->median =
		n ? (days_at(days, (n - 1) / 2) + days_at(days, n / 2)) / 2.0
		  : (double)NAN;
	free(days->counts);
}

/* Owners */

struct owner {
	const char *id;
	int deals;
};

/* Those with deals.  Texts of the corpus mostly stand once, so an address
 * tells those that were met first. */
#define FEW 16

struct owners {
	struct wl_map by_id; /* struct owner */
	struct wl_arena scratch;
	struct owner *met[FEW];
	size_t n; /* of them */
};

static struct owner *owner_of(struct owners *owners, const char *id)
{
	struct owner *owner;

	for (size_t i = 0; i < owners->n; i++)
		if (owners->met[i]->id == id)
			return owners->met[i];
	owner = wl_map_get(&owners->by_id, id);
	if (owner)
		return owner;
	owner = wl_arena_alloc(&owners->scratch, sizeof(*owner));
	owner->id = id;
	wl_map_put(&owners->by_id, id, owner);
	if (owners->n < FEW)
		owners->met[owners->n++] = owner;
	return owner;
}

static void count_owner(
	struct wl_bias *bias, struct owners *owners, const struct wl_deal *deal)
{
	struct owner *owner;

	if (!*deal->owner)
		return;
	owner = owner_of(owners, deal->owner);
	owner->deals++;
	bias->owned++;
	if (owner->deals < bias->owner_deals ||
		(owner->deals == bias->owner_deals &&
			strcmp(owner->id, bias->owner) >= 0))
		return;
	bias->owner_deals = owner->deals;
	bias->owner = owner->id;
}

/* A deal is one unit, if interviews are none. */
static void weigh_owners(
	struct wl_bias *bias, const struct wl_sample samples[WL_SAMPLES])
{
	struct owners owners = { .n = 0 };

	for (int i = 0; i < WL_SAMPLES; i++)
		for (const struct wl_unit *u = samples[i].first; u; u = u->next)
			if (u->crm && !u->again)
				count_owner(bias, &owners, u->crm);
	wl_map_release(&owners.by_id);
	wl_arena_release(&owners.scratch);
}

static void weigh_deals(struct weighing *weighing)
{
	const struct wl_synthesis *synthesis = weighing->synthesis;
	struct wl_bias *bias = weighing->bias;

	for (size_t i = 0; i < synthesis->ncoverage; i++) {
		const struct wl_cover *cover = &synthesis->coverage[i];

		bias->held_closed += cover->interviewed;
		bias->closed += cover->closed;
		bias->wins += cover->outcome == WL_WIN ? cover->interviewed : 0;
		bias->losses +=
			cover->outcome == WL_LOSS ? cover->interviewed : 0;
	}
	bias->balance = (double)NAN;
	if (bias->wins || bias->losses)
		bias->balance = fmin(bias->wins, bias->losses) /
				fmax(bias->wins, bias->losses);
}

void wl_bias_make(struct wl_synthesis *synthesis,
	const struct wl_sample samples[WL_SAMPLES])
{
	struct weighing weighing = { .synthesis = synthesis };
	struct wl_bias *bias = &synthesis->bias;
	struct wl_skew *grown;
	size_t n;

	weighing.bias = bias;
	weigh_interviews(&weighing);
	for (size_t i = 0; i <= ALL; i++)
		finish_response(&bias->of[i], &weighing.days[i]);
	weigh_owners(bias, samples);
	weigh_deals(&weighing);
	grown = bias->skews;
	n = bias->nskews * sizeof(*grown);
	bias->skews = wl_arena_alloc(&synthesis->arena, n);
	if (n)
		memcpy(bias->skews, grown, n);
	free(grown);
}
