/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "study/sample.h"

struct taking {
	struct wl_arena *arena;
	const struct wl_filter *filter;
	bool by_interview;
	struct wl_map units; /* by deal: struct wl_unit */
};

wl_day wl_interview_day(const struct wl_interview *interview)
{
	if (interview->interviewed.set)
		return wl_time_day(&interview->interviewed);
	if (interview->noted.set)
		return wl_time_day(&interview->noted);
	return interview->coded;
}

int64_t wl_interview_moment(const struct wl_interview *interview)
{
	wl_day day;

	if (interview->interviewed.set)
		return interview->interviewed.utc;
	day = wl_interview_day(interview);
	return day == WL_NO_DAY ? INT64_MIN : (int64_t)day * 86400;
}

int wl_interview_order(
	const struct wl_interview *a, const struct wl_interview *b)
{
	int64_t first = wl_interview_moment(a);
	int64_t second = wl_interview_moment(b);

	if (first != second)
		return first < second ? -1 : 1;
	return strcmp(a->id, b->id);
}

static bool dated_within(const struct wl_filter *filter, wl_day day)
{
	if (filter->since == WL_NO_DAY && filter->until == WL_NO_DAY)
		return true;
	return day != WL_NO_DAY && day >= filter->since &&
	       (filter->until == WL_NO_DAY || day <= filter->until);
}

bool wl_filter_passes_all(const struct wl_filter *filter)
{
	return !filter->outcome && !filter->segment && !filter->competitor &&
	       !filter->nwhere && filter->since == WL_NO_DAY &&
	       filter->until == WL_NO_DAY;
}

bool wl_filter_passes(
	const struct wl_filter *filter, const struct wl_interview *interview)
{
	if (filter->outcome && filter->outcome != interview->outcome)
		return false;
	if (filter->segment && !wl_streq(filter->segment, interview->segment))
		return false;
	if (filter->competitor &&
		!wl_streq(filter->competitor, interview->competitor))
		return false;
	for (size_t i = 0; i < filter->nwhere; i++)
		if (!wl_streq(filter->where[i].to,
			    wl_interview_extra(
				    interview, filter->where[i].from)))
			return false;
	return dated_within(filter, wl_interview_day(interview));
}

static const char *deal_dimension(const struct wl_programme *programme,
	const struct wl_deal *deal, const char *id)
{
	for (size_t i = 0; i < programme->ndimensions; i++)
		if (!strcmp(programme->dimensions[i].id, id))
			return deal->dimensions[i];
	return NULL;
}

bool wl_filter_passes_deal(const struct wl_filter *filter,
	const struct wl_programme *programme, const struct wl_deal *deal)
{
	if (filter->outcome && filter->outcome != deal->outcome)
		return false;
	if (filter->segment && !wl_streq(filter->segment, deal->segment))
		return false;
	if (filter->competitor &&
		!wl_streq(filter->competitor, deal->competitor))
		return false;
	for (size_t i = 0; i < filter->nwhere; i++)
		if (!wl_streq(filter->where[i].to,
			    deal_dimension(
				    programme, deal, filter->where[i].from)))
			return false;
	return dated_within(filter, deal->closed);
}

static int conflict(const struct wl_interview *a, const struct wl_interview *b,
	struct wl_err *err)
{
	wl_err_at(err, b->path, 1, 0, "deal '%s' is '%s' here and '%s' in '%s'",
		b->deal, wl_outcomes[b->outcome], wl_outcomes[a->outcome],
		a->path);
	wl_err_rule(err, "one-outcome");
	return wl_err_hint(err,
		"one deal has one outcome: make `outcome` the same in both");
}

static bool makes_group(enum wl_outcome outcome)
{
	return outcome == WL_WIN || outcome == WL_LOSS ||
	       outcome == WL_NO_DECISION;
}

/* The unit of an interview: a new one, or that of its deal. */
static int find_unit(struct wl_unit **out, struct taking *taking,
	const struct wl_interview *interview, struct wl_err *err)
{
	struct wl_unit *unit = wl_map_get(&taking->units, interview->deal);

	if (unit && unit->origin->outcome != interview->outcome)
		return conflict(unit->origin, interview, err);
	if (!unit || taking->by_interview) {
		unit = wl_arena_alloc(taking->arena, sizeof(*unit));
		unit->origin = interview;
		if (interview->deal)
			wl_map_put(&taking->units, interview->deal, unit);
	}
	*out = unit;
	return 0;
}

static void join(struct wl_sample *sample, struct wl_unit *unit,
	struct wl_respondent *respondent)
{
	sample->interviews++;
	if (unit->last) {
		unit->last->next = respondent;
		unit->last = respondent;
		return;
	}
	unit->first = unit->last = respondent;
	sample->units++;
	if (sample->last)
		sample->last->next = unit;
	else
		sample->first = unit;
	sample->last = unit;
}

static int take(struct wl_sample *samples, struct taking *taking,
	const struct wl_interview *interview, struct wl_err *err)
{
	struct wl_respondent *respondent;
	struct wl_unit *unit = NULL;
	int code;

	if (!makes_group(interview->outcome) || !wl_interview_counts(interview))
		return 0;
	if ((code = find_unit(&unit, taking, interview, err)))
		return code;
	if (!wl_filter_passes(taking->filter, interview))
		return 0;
	respondent = wl_arena_alloc(taking->arena, sizeof(*respondent));
	respondent->interview = interview;
	join(&samples[interview->outcome - WL_WIN], unit, respondent);
	return 0;
}

int wl_samples_take(struct wl_sample samples[WL_SAMPLES],
	struct wl_arena *arena, const struct wl_corpus *corpus,
	const struct wl_filter *filter, struct wl_err *err)
{
	struct taking taking = { .arena = arena, .filter = filter };
	int code = 0;

	taking.by_interview = corpus->programme.thresholds.unit_interview;
	wl_map_init(&taking.units);
	wl_map_reserve(&taking.units, corpus->ninterviews);
	for (int i = 0; i < WL_SAMPLES; i++)
		samples[i] = (struct wl_sample){ .outcome = WL_WIN + i };
	for (size_t i = 0; i < corpus->ninterviews && !code; i++)
		code = take(samples, &taking, &corpus->interviews[i], err);
	wl_map_release(&taking.units);
	return code;
}
