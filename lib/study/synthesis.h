/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Patterns: what the interviews of a group say, theme by theme.  A pure
 * function of the corpus and the filter.  The unit of counting is the deal:
 * several quotes or respondents of one deal count once.  With thresholds.unit
 * `interview` each interview is a unit of its own, and whatever is called
 * `deals` below counts interviews.  An interview that names no deal is a unit
 * too.  Outcomes are never mixed.
 *
 * Everything that the results point to belongs to the corpus or to the
 * synthesis' own arena.
 */
#ifndef WL_STUDY_SYNTHESIS_H
#define WL_STUDY_SYNTHESIS_H

#include "store/corpus.h"
#include "store/declared.h"
#include "study/numbers.h"
#include "study/language.h"
#include "study/outputs.h"
#include "study/saturation.h"
#include "study/stats.h"

/* Which interviews; unset fields (NULL, NONE, NO_DAY) let everything pass.
 * WL_FILTER_ALL sets none. */
struct wl_filter {
	enum wl_outcome outcome;
	const char *segment, *competitor;
	const struct wl_pair *where; /* dimension = value, all must hold */
	size_t nwhere;
	wl_day since, until; /* of the interview, both included; an interview
				without a date does not pass them */
	size_t evidence;     /* passages to be shown of each theme; 0: all.  Of
				these, WL_EVIDENCE_CHOICE as many are kept */
	enum wl_by by;       /* split the groups further */
	bool parents; /* children of the codebook count as their parents */
	const struct wl_declarations *declarations; /* NULL: no history */
};
#define WL_EVIDENCE_CHOICE 16 /* what wl_evidence_pick has to choose from */
#define WL_FILTER_ALL                                                          \
	{                                                                      \
		.since = WL_NO_DAY, .until = WL_NO_DAY                         \
	}

struct wl_evidence {
	const struct wl_interview *interview;
	const struct wl_passage *passage; /* NULL until wl_evidence_at, where
					     passages are looked at later */
	uint32_t place;                   /* of it in the interview */
	int polarity;                     /* of this theme in this passage */
	enum wl_level level; /* with the interview's consent applied */
};

/* One theme in one group.  All counts are of the unit but where named. */
struct wl_theme_row {
	const struct wl_corpus *corpus; /* that its evidence is of */
	const char *id;
	const struct wl_theme *theme; /* NULL: not in the codebook */
	int deals, interviews, quotes, notes;
	int positive, negative; /* deals that speak for us / against us */
	int mixed;              /* deals that do both */
	int asked;   /* deals in which a question that invites it was asked;
			the group's if the theme names none */
	int absent;  /* of these, deals without the theme */
	int counter; /* counter-evidence: `absent`, and deals of the rarer sign
			(if both are as frequent: for us in losses and
			no-decisions, against us in wins) */
	enum wl_strength level;
	struct wl_interval interval;  /* Wilson of deals in the group */
	struct wl_evidence *evidence; /* strongest first: public before
					 internal before confidential, quote
					 before note, newest first */
	size_t nevidence;
	int confidential; /* of quotes + notes */
	uint32_t number;  /* of the theme, while the synthesis is made */
};

enum wl_group_state { WL_COLLECTING, WL_READY_STATE, WL_SATURATED };

/* A criterion in the order said.  Of several respondents of a deal the best
 * place counts. */
struct wl_criterion {
	const char *id;
	int deals, first; /* that named it, that named it first */
	double rank;      /* mean, from 1 */
};

/* Is a trigger in a card of type icp: named by its id, or cited? */
enum wl_in_icp { WL_ICP_MISSING, WL_ICP_SILENT, WL_ICP_KNOWS };

struct wl_count {
	const char *id;
	int deals;
	enum wl_in_icp in_icp; /* missing: there is no such card */
};

struct wl_group {
	enum wl_outcome outcome;
	int deals, interviews;
	enum wl_group_state state;
	struct wl_theme_row *themes; /* most deals first, then id */
	size_t nthemes;
	struct wl_saturation saturation;
	struct wl_criterion *criteria; /* most deals first, best rank, id */
	size_t ncriteria;
	struct wl_count *triggers; /* most deals first, id */
	size_t ntriggers;
	int roots[4];   /* deals by enum wl_root; 0: none was named */
	const char *by; /* value of filter.by, "" unknown; NULL: not split */
	struct wl_drivers drivers;
	const int *asked; /* of each theme by its number, also where no deal
			     has it, while the synthesis is made */
	const struct wl_sets *sets; /* only while it is made */
};

/* A theme in wins against losses.  Exploratory: many are compared. */
struct wl_contrast {
	const char *id;
	int win[2], loss[2]; /* k, n */
	int asked[2];        /* of the wins, of the losses; as
				wl_theme_row.asked */
	double difference;
	struct wl_interval interval;
	double fisher, odds;
	struct wl_interval odds_interval;
	double holm; /* fisher, adjusted for all themes compared (Holm 1979) */
};

/* How much of a stratum has been interviewed.  "" is unknown. */
struct wl_cover {
	const char *segment, *competitor;
	enum wl_outcome outcome;
	int interviewed, closed; /* deals */
};

struct wl_synthesis {
	struct wl_arena arena;
	const struct wl_corpus *corpus;
	struct wl_filter filter;
	struct wl_group *groups; /* win, loss, no-decision; no empty ones.
				    With filter.by each is split, by value;
				    an unknown value comes last */
	size_t ngroups;
	struct wl_group *whole; /* the groups before they were split */
	size_t nwhole;
	struct wl_contrast *contrast; /* if both wins and losses are there;
					 widest difference first, then id */
	size_t ncontrast;
	struct wl_cover *coverage; /* by segment, competitor, outcome; the
				      dates of the filter do not bound
				      `closed` */
	size_t ncoverage;
	int confirmed, partly, refuted; /* hypotheses of these interviews */
	struct wl_judge hypotheses;     /* the same, and what was left out */
	struct wl_judge *judges;        /* by interviewer, in order of ids */
	size_t njudges;
	const struct wl_interview **late; /* in order of ids */
	size_t nlate;
	struct wl_reasons reasons[3]; /* wins, losses, no-decisions */
	struct wl_bias bias;
	struct wl_stratum *strata; /* by segment, competitor, stage */
	size_t nstrata;
	int internal; /* stakeholder interviews, left out of all counts */
	struct wl_outputs outputs;
	struct wl_language language;
	struct wl_marks *marks; /* only while it is made */
};

/*
 * Make it, in one walk over the passages.  Interviews of one deal with
 * different outcomes are an error with both places, whatever the filter.  No
 * interview at all is not an error.  The filter's texts must live as long.
 */
int wl_synthesis_make(struct wl_synthesis *out, const struct wl_corpus *corpus,
	const struct wl_filter *filter, struct wl_err *err);
void wl_synthesis_release(struct wl_synthesis *synthesis);
/* The whole group, not split; NULL if there is none of this outcome. */
const struct wl_group *wl_synthesis_group(
	const struct wl_synthesis *synthesis, enum wl_outcome outcome);
/* "win", "wins", "loss" ... as n of them are called. */
const char *wl_outcome_noun(enum wl_outcome outcome, int n);
/* Share of hypotheses that held, a partly one as half; its Wilson interval is
 * of the whole hits (rounded down).  NAN for none. */
double wl_synthesis_hits(
	const struct wl_synthesis *synthesis, struct wl_interval *interval);
/* The theme that a tag counts for: itself, or with filter.parents its
 * parent. */
const char *wl_theme_counted(
	const struct wl_synthesis *synthesis, const char *id);
/*
 * Choose at most `most` passages to show (0: all): the strongest of each deal
 * before a second one of any, those with the sign of most deals first, so
 * that a pattern is seen to be of several deals.  picked has room for
 * row->nevidence; returns how many.
 */
size_t wl_evidence_pick(const struct wl_theme_row *row, size_t most,
	const struct wl_evidence **picked);
/* Does every interview pass it? */
bool wl_filter_passes_all(const struct wl_filter *filter);
/* Does the interview pass the filter (outcome, segment, dates ...)? */
bool wl_filter_passes(
	const struct wl_filter *filter, const struct wl_interview *interview);
/* The same of a deal; the dates are those of its close. */
bool wl_filter_passes_deal(const struct wl_filter *filter,
	const struct wl_programme *programme, const struct wl_deal *deal);
/* The evidence at a place of the row, with its passage. */
const struct wl_evidence *wl_evidence_at(
	const struct wl_theme_row *row, size_t i);
/* May it serve as evidence: tagged, and not in the preparation? */
bool wl_evidence_is(const struct wl_passage *passage);

#endif
