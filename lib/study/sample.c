/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "study/sample.h"

/* A deal that an interview names. */
struct dealt {
	const struct wl_interview *origin; /* to name a conflict */
	unsigned char outcome;             /* of it */
	const struct wl_deal *crm;         /* NULL: not in deals.csv */
	struct wl_unit *unit;              /* the last one; NULL: none passed */
};

struct taking {
	struct wl_arena *arena;
	const struct wl_corpus *corpus;
	const struct wl_filter *filter;
	bool by_interview;
	bool all;             /* the filter passes all */
	struct dealt *known;  /* as the deals of the corpus */
	struct wl_map others; /* of deals that it has not, by id */
};

static bool has_dates(const struct wl_filter *filter)
{
	return filter->since != WL_NO_DAY || filter->until != WL_NO_DAY;
}

static bool dated_within(const struct wl_filter *filter, wl_day day)
{
	return day != WL_NO_DAY && day >= filter->since &&
	       (filter->until == WL_NO_DAY || day <= filter->until);
}

bool wl_filter_passes_all(const struct wl_filter *filter)
{
	return !filter->outcome && !filter->segment && !filter->competitor &&
	       !filter->nwhere && !has_dates(filter);
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
	return !has_dates(filter) ||
	       dated_within(filter, wl_interview_day(interview));
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
	return !has_dates(filter) || dated_within(filter, deal->closed);
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

static struct dealt *dealt_of(struct taking *taking,
	const struct wl_interview *interview, const struct wl_coded *coded)
{
	struct dealt *dealt;

	if (coded->crm != WL_NO_NUMBER) {
		dealt = &taking->known[coded->crm];
		dealt->crm = &taking->corpus->deals.v[coded->crm];
		return dealt;
	}
	dealt = wl_map_get(&taking->others, interview->deal);
	if (!dealt) {
		dealt = wl_arena_alloc(taking->arena, sizeof(*dealt));
		if (interview->deal)
			wl_map_put(&taking->others, interview->deal, dealt);
	}
	return dealt;
}

/* The unit of an interview of the deal: a new one, or that of the last. */
static struct wl_unit *unit_of(
	struct wl_sample *sample, struct taking *taking, struct dealt *dealt)
{
	struct wl_unit *unit = dealt->unit;

	if (unit && !taking->by_interview)
		return unit;
	unit = wl_arena_alloc(taking->arena, sizeof(*unit));
	unit->crm = dealt->crm;
	unit->again = dealt->unit;
	dealt->unit = unit;
	*(sample->last ? &sample->last->next : &sample->first) = unit;
	sample->last = unit;
	sample->units++;
	return unit;
}

static struct wl_respondent *respondent_new(struct wl_arena *arena,
	const struct wl_interview *interview, const struct wl_coded *coded)
{
	struct wl_respondent *one = wl_arena_raw(arena, sizeof(*one));

	*one = (struct wl_respondent){
		.interview = interview,
		.moment = coded->moment,
		.day = coded->day,
		.closed = coded->closed,
		.root = coded->root,
		.price = coded->price,
		.hypothesis = coded->hypothesis,
	};
	return one;
}

static void join(struct wl_unit *unit, struct wl_respondent *respondent)
{
	*(unit->last ? &unit->last->next : &unit->first) = respondent;
	unit->last = respondent;
}

static int take(struct wl_sample *samples, struct taking *taking,
	const struct wl_interview *interview, const struct wl_coded *coded,
	struct wl_err *err)
{
	struct wl_sample *sample;
	struct dealt *dealt;

	if (!makes_group((enum wl_outcome)coded->outcome) || !coded->counts)
		return 0;
	dealt = dealt_of(taking, interview, coded);
	if (dealt->origin && dealt->outcome != coded->outcome)
		return conflict(dealt->origin, interview, err);
	if (!dealt->origin || taking->by_interview) {
		dealt->origin = interview;
		dealt->outcome = coded->outcome;
	}
	if (!taking->all && !wl_filter_passes(taking->filter, interview))
		return 0;
	sample = &samples[coded->outcome - WL_WIN];
	sample->interviews++;
	join(unit_of(sample, taking, dealt),
		respondent_new(taking->arena, interview, coded));
	return 0;
}

int wl_samples_take(struct wl_sample samples[WL_SAMPLES],
	struct wl_arena *arena, const struct wl_corpus *corpus,
	const struct wl_filter *filter, struct wl_err *err)
{
	struct taking taking = {
		.arena = arena, .corpus = corpus, .filter = filter
	};
	int code = 0;

	taking.all = wl_filter_passes_all(filter);
	taking.by_interview = corpus->programme.thresholds.unit_interview;
	taking.known = wl_alloc(corpus->deals.n * sizeof(*taking.known));
	wl_map_init(&taking.others);
	for (int i = 0; i < WL_SAMPLES; i++)
		samples[i] = (struct wl_sample){ .outcome = WL_WIN + i };
	for (size_t i = 0; i < corpus->ninterviews && !code; i++) {
		const struct wl_interview *one = &corpus->interviews[i];
		struct wl_coded made;

		if (!corpus->coded)
			wl_coded_fill(&made, one, &corpus->deals);
		code = take(samples, &taking, one,
			corpus->coded ? &corpus->coded[i] : &made, err);
	}
	wl_map_release(&taking.others);
	free(taking.known);
	return code;
}
