/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "study/suggest.h"
#include "study/synthesis.h"

#define RECENT_DAYS 365
#define KEY_END "\x1f"

static const struct {
	double outcome, competitor, segment, recency, turn;
} weights = { .35, .20, .20, .15, .10 };

/* Deals of one outcome, or of one outcome and competitor or segment. */
struct stratum {
	int closed, with; /* an interview */
	int turns;        /* candidates that came before */
};

struct balance {
	const struct wl_corpus *corpus;
	struct wl_arena *arena;
	wl_day today;
	struct wl_map asked; /* deals with an interview: its status counts? */
	struct wl_map strata;
	struct wl_buf key;
	int most; /* deals with an interview of the outcome that has most */
};

static const char asked_counts[] = "counts", asked_not[] = "asked";

static void note_asked(struct balance *balance)
{
	for (size_t i = 0; i < balance->corpus->ninterviews; i++) {
		const struct wl_interview *one =
			&balance->corpus->interviews[i];
		bool counts = one->status != WL_DECLINED &&
			      one->status != WL_WITHDRAWN;

		if (one->internal || !one->deal)
			continue;
		if (counts || !wl_map_get(&balance->asked, one->deal))
			wl_map_put(&balance->asked, one->deal,
				(void *)(counts ? asked_counts : asked_not));
	}
}

static bool is_closed(const struct balance *balance, const struct wl_deal *deal)
{
	if (deal->outcome < WL_WIN || deal->outcome > WL_NO_DECISION)
		return false;
	return deal->closed == WL_NO_DAY || balance->today == WL_NO_DAY ||
	       deal->closed <= balance->today;
}

static bool is_candidate(
	const struct balance *balance, const struct wl_deal *deal)
{
	return is_closed(balance, deal) &&
	       (deal->outcome != WL_NO_DECISION || *deal->reason) &&
	       !wl_map_get(&balance->asked, deal->id);
}

/* By outcome and up to two names; made where there is none yet. */
static struct stratum *stratum_of(struct balance *balance,
	enum wl_outcome outcome, const char *competitor, const char *segment)
{
	struct stratum *stratum;

	wl_buf_clear(&balance->key);
	wl_buf_addf(&balance->key, "%d" KEY_END "%s" KEY_END "%s", outcome,
		competitor ? competitor : KEY_END, segment ? segment : KEY_END);
	stratum = wl_map_get(&balance->strata, balance->key.s);
	if (!stratum) {
		stratum = wl_arena_alloc(balance->arena, sizeof(*stratum));
		wl_map_put(&balance->strata,
			wl_arena_strdup(balance->arena, balance->key.s),
			stratum);
	}
	return stratum;
}

static void count_deal(struct balance *balance, const struct wl_deal *deal)
{
	struct stratum *strata[] = {
		stratum_of(balance, deal->outcome, NULL, NULL),
		stratum_of(balance, deal->outcome, deal->competitor, NULL),
		stratum_of(balance, deal->outcome, NULL, deal->segment),
	};
	bool with = wl_map_get(&balance->asked, deal->id) == asked_counts;

	for (size_t i = 0; i < WL_LEN(strata); i++) {
		strata[i]->closed++;
		strata[i]->with += with;
	}
	if (strata[0]->with > balance->most)
		balance->most = strata[0]->with;
}

static void balance_make(struct balance *balance)
{
	const struct wl_deals *deals = &balance->corpus->deals;

	balance->today = wl_time_day(&balance->corpus->as_of);
	balance->most = balance->corpus->programme.thresholds.group_target;
	note_asked(balance);
	for (size_t i = 0; i < deals->n; i++)
		if (is_closed(balance, &deals->v[i]))
			count_deal(balance, &deals->v[i]);
}

/* The parts of the score */

static double share(int part, int whole)
{
	return whole ? (double)part / whole : 0;
}

static double outcome_part(
	const struct balance *balance, const struct stratum *outcome)
{
	return balance->most ? 1 - share(outcome->with, balance->most) : 0;
}

static double stratum_part(
	const struct stratum *stratum, const struct stratum *outcome)
{
	double closed = share(stratum->closed, outcome->closed);
	double with = share(stratum->with, outcome->with);

	return closed > 0 ? closed / (closed + with) : 0;
}

static double recency_part(
	const struct balance *balance, const struct wl_deal *deal)
{
	int days;

	if (deal->closed == WL_NO_DAY || balance->today == WL_NO_DAY)
		return 0;
	days = balance->today - deal->closed;
	return days < RECENT_DAYS ? 1 - (double)days / RECENT_DAYS : 0;
}

/* The reasons */

struct because {
	struct balance *balance;
	const struct wl_deal *deal;
	struct wl_list *reasons;
};

static void because(struct because *why, const char *reason)
{
	why->reasons->v[why->reasons->n++] = reason;
}

/* "2 of 9 losses to RivalCo have an interview" */
static void because_of(struct because *why, const struct stratum *stratum,
	const char *before, const char *behind)
{
	struct wl_arena *arena = why->balance->arena;
	const char *noun = wl_outcome_noun(why->deal->outcome, stratum->closed);
	int with = stratum->with, closed = stratum->closed;

	if (closed == 1)
		because(why, wl_arena_printf(arena, "the only %s%s%s", before,
				     noun, behind));
	else if (!with)
		because(why, wl_arena_printf(arena,
				     "none of %d %s%s%s has an interview",
				     closed, before, noun, behind));
	else
		because(why, wl_arena_printf(arena,
				     "%d of %d %s%s%s %s an interview", with,
				     closed, before, noun, behind,
				     with == 1 ? "has" : "have"));
}

static void because_competitor(
	struct because *why, const struct stratum *stratum)
{
	static const char *const prepositions[] = {
		[WL_WIN] = "against",
		[WL_LOSS] = "to",
		[WL_NO_DECISION] = "with",
	};
	const struct wl_programme *programme = &why->balance->corpus->programme;
	const char *name =
		wl_programme_competitor_name(programme, why->deal->competitor);

	because_of(why, stratum, "",
		wl_arena_printf(why->balance->arena, " %s %s",
			prepositions[why->deal->outcome], name));
}

static void because_segment(struct because *why, const struct stratum *stratum)
{
	because_of(why, stratum,
		wl_arena_printf(why->balance->arena, "%s ", why->deal->segment),
		"");
}

static void because_closed(struct because *why)
{
	const struct balance *balance = why->balance;
	int days = balance->today - why->deal->closed;

	if (why->deal->closed == WL_NO_DAY || balance->today == WL_NO_DAY)
		because(why, "no close date");
	else if (!days)
		because(why, "closed today");
	else
		because(why,
			wl_arena_printf(balance->arena, "closed %d day%s ago",
				days, days == 1 ? "" : "s"));
}

static void suggest(struct wl_suggestion *out, struct balance *balance,
	const struct wl_deal *deal)
{
	enum wl_outcome outcome = deal->outcome;
	struct stratum *all = stratum_of(balance, outcome, NULL, NULL);
	struct stratum *rival =
		stratum_of(balance, outcome, deal->competitor, NULL);
	struct stratum *segment =
		stratum_of(balance, outcome, NULL, deal->segment);
	struct stratum *alike =
		stratum_of(balance, outcome, deal->competitor, deal->segment);
	struct because why = { balance, deal, &out->reasons };

	out->deal = deal;
	out->reasons.v =
		wl_arena_alloc(balance->arena, 4 * sizeof(*out->reasons.v));
	out->score = weights.outcome * outcome_part(balance, all) +
		     weights.recency * recency_part(balance, deal) +
		     weights.turn / ++alike->turns;
	because_of(&why, all, "", "");
	if (*deal->competitor) {
		out->score += weights.competitor * stratum_part(rival, all);
		because_competitor(&why, rival);
	}
	if (*deal->segment) {
		out->score += weights.segment * stratum_part(segment, all);
		because_segment(&why, segment);
	}
	because_closed(&why);
}

static int newest(const void *left, const void *right)
{
	const struct wl_suggestion *a = left, *b = right;

	if (a->deal->closed != b->deal->closed)
		return a->deal->closed > b->deal->closed ? -1 : 1;
	return strcmp(a->deal->id, b->deal->id);
}

static int best(const void *left, const void *right)
{
	const struct wl_suggestion *a = left, *b = right;

	if (a->score < b->score || a->score > b->score)
		return a->score > b->score ? -1 : 1;
	return newest(left, right);
}

static void rank(struct wl_suggestions *out, struct balance *balance)
{
	const struct wl_deals *deals = &balance->corpus->deals;

	out->v = wl_arena_alloc(&out->arena, deals->n * sizeof(*out->v));
	for (size_t i = 0; i < deals->n; i++)
		if (is_candidate(balance, &deals->v[i]))
			out->v[out->n++].deal = &deals->v[i];
	qsort(out->v, out->n, sizeof(*out->v), newest);
	for (size_t i = 0; i < out->n; i++)
		suggest(&out->v[i], balance, out->v[i].deal);
	qsort(out->v, out->n, sizeof(*out->v), best);
}

void wl_suggest_make(struct wl_suggestions *out, const struct wl_corpus *corpus)
{
	struct balance balance = { .corpus = corpus, .arena = &out->arena };

	*out = (struct wl_suggestions){ 0 };
	wl_buf_init(&balance.key);
	balance_make(&balance);
	rank(out, &balance);
	wl_map_release(&balance.asked);
	wl_map_release(&balance.strata);
	wl_buf_release(&balance.key);
}

void wl_suggest_release(struct wl_suggestions *suggestions)
{
	wl_arena_release(&suggestions->arena);
	*suggestions = (struct wl_suggestions){ 0 };
}
