/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Patterns: what the interviews of a group say, theme by theme.  A pure
 * function of the corpus and the filter.  The unit of counting is the deal
 * (thresholds.unit may say interview): several quotes or respondents of one
 * deal count once.  Outcomes are never mixed.
 *
 * Everything that the results point to belongs to the corpus or to the
 * synthesis' own arena.
 */
#ifndef WL_STUDY_SYNTHESIS_H
#define WL_STUDY_SYNTHESIS_H

#include "store/corpus.h"
#include "study/stats.h"

/* Which interviews; unset fields (NULL, NONE, NO_DAY) let everything pass. */
struct wl_filter {
	enum wl_outcome outcome;
	const char *segment, *competitor;
	const struct wl_pair *where; /* dimension = value, all must hold */
	size_t nwhere;
	wl_day since, until; /* of the interview, both included */
};

enum wl_finding {
	WL_ANECDOTE,	/* 1 deal */
	WL_SIGNAL,	/* 2, or more in a group that is too small */
	WL_PATTERN,	/* thresholds.pattern in a group of group_min */
	WL_ESTABLISHED, /* pattern with 8 deals and saturation reached */
};

struct wl_evidence {
	const struct wl_interview *interview;
	const struct wl_passage *passage;
	int polarity;	     /* of this theme in this passage */
	enum wl_level level; /* with the interview's consent applied */
};

/* One theme in one group.  All counts are of the unit but where named. */
struct wl_theme_row {
	const char *id;
	const struct wl_theme *theme; /* NULL: not in the codebook */
	int deals, interviews, quotes, notes;
	int positive, negative; /* deals that speak for us / against us */
	int asked;   /* deals in which a question that invites it was asked;
			the group's if the theme names none */
	int counter; /* deals of the other sign, or asked and absent */
	enum wl_finding level;
	struct wl_interval interval; /* Wilson of deals in the group */
	struct wl_evidence *evidence; /* strongest first: public before
					 internal before confidential, quote
					 before note, newest first */
	size_t nevidence;
};

enum wl_group_state { WL_COLLECTING, WL_READY_STATE, WL_SATURATED };

struct wl_run {
	int after; /* interviews before this run */
	int fresh; /* themes that first appear in it */
	double ratio;
};

struct wl_saturation {
	bool computable; /* at least 6 interviews */
	int base;	 /* distinct themes in the first 4 */
	struct wl_run *runs;
	size_t nruns;
	int reached; /* interviews before the run; 0: not reached */
};

/* A criterion in the order said. */
struct wl_criterion {
	const char *id;
	int deals, first;
	double rank; /* mean, from 1 */
};

struct wl_count {
	const char *id;
	int deals;
};

struct wl_group {
	enum wl_outcome outcome;
	int deals, interviews;
	enum wl_group_state state;
	struct wl_theme_row *themes; /* most deals first, then id */
	size_t nthemes;
	struct wl_saturation saturation;
	struct wl_criterion *criteria;
	size_t ncriteria;
	struct wl_count *triggers;
	size_t ntriggers;
	int roots[4]; /* deals by enum wl_root */
};

/* A theme in wins against losses. */
struct wl_contrast {
	const char *id;
	int win[2], loss[2]; /* k, n */
	double difference;
	struct wl_interval interval;
	double fisher, odds;
	struct wl_interval odds_interval;
};

struct wl_synthesis {
	struct wl_arena arena;
	const struct wl_corpus *corpus;
	struct wl_filter filter;
	struct wl_group *groups; /* win, loss, no-decision; no empty ones */
	size_t ngroups;
	struct wl_contrast *contrast; /* if both wins and losses are there */
	size_t ncontrast;
	int confirmed, partly, refuted; /* hypotheses of these interviews */
	int internal; /* stakeholder interviews, left out of all counts */
};

/*
 * Make it.  Interviews of one deal with different outcomes are an error with
 * both places.  No interview at all is not an error.
 */
int wl_synthesis_make(struct wl_synthesis *out,
	const struct wl_corpus *corpus, const struct wl_filter *filter,
	struct wl_err *err);
void wl_synthesis_release(struct wl_synthesis *synthesis);
/* Does the interview pass the filter (outcome, segment, dates ...)? */
bool wl_filter_passes(const struct wl_filter *filter,
	const struct wl_interview *interview);
/* May it serve as evidence: tagged, and not in the preparation? */
bool wl_evidence_is(const struct wl_passage *passage);

#endif
