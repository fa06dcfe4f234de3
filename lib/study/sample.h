/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Inside the study: the interviews of each outcome that pass the filter,
 * gathered by deal, before anything is counted.
 */
#ifndef WL_STUDY_SAMPLE_H
#define WL_STUDY_SAMPLE_H

#include "study/marks.h"
#include "study/synthesis.h"

/* The outcomes that make a group, in the order of wl_synthesis.groups. */
#define WL_SAMPLES 3

/*
 * What is counted of an interview beside its marks: the struct of the model is
 * large, and most of what a walk over it costs is waiting for memory.
 */
struct wl_respondent {
	const struct wl_interview *interview; /* one of the corpus, so that
						 its place is that of its id */
	const struct wl_coded *coded;         /* by wl_marks_read */
	struct wl_respondent *next;           /* of the same unit */
	size_t order;   /* by date among those with evidence; for the tally */
	int64_t moment; /* wl_interview_moment */
	wl_day day;     /* wl_interview_day */
	wl_day closed;
	unsigned char root, price, hypothesis; /* of their enums */
};

/* A deal (or an interview, by thresholds.unit) with its respondents. */
struct wl_unit {
	struct wl_respondent *first, *last;
	const struct wl_deal *crm; /* what deals.csv has of it; NULL */
	bool again; /* another unit of the deal stands before it: only where
		       each interview is one */
	struct wl_unit *next; /* of the same outcome */
};

struct wl_sample {
	enum wl_outcome outcome;
	struct wl_unit *first, *last;
	int units, interviews;
};

/* Sort the interviews of the corpus into samples, in the order of ids. */
int wl_samples_take(struct wl_sample samples[WL_SAMPLES],
	struct wl_arena *arena, const struct wl_corpus *corpus,
	const struct wl_filter *filter, struct wl_err *err);

/* Count the themes of a sample into its group, except levels. */
void wl_tally_make(struct wl_group *group, struct wl_synthesis *synthesis,
	const struct wl_sample *sample);
/* Criteria, triggers, roots and prices, from front matter; hidden criteria,
 * from passages. */
void wl_captures_make(struct wl_group *group, struct wl_synthesis *synthesis,
	const struct wl_sample *sample);
/* Fill group->drivers, once its themes and its sets stand. */
void wl_drivers_make(struct wl_group *group, struct wl_synthesis *synthesis,
	const struct wl_sample *sample);
/* Make synthesis->groups anew, split by filter.by. */
void wl_split_make(struct wl_synthesis *synthesis,
	const struct wl_sample samples[WL_SAMPLES]);
/*
 * Make synthesis->groups of n samples, which have units, on all cores; beside
 * them, unless it is NULL, of `all` WL_SAMPLES what needs no group.
 */
void wl_groups_make(struct wl_synthesis *synthesis,
	const struct wl_sample *const *samples, size_t n,
	const struct wl_sample *all);
/* Fill what the synthesis has of each; the bias behind the coverage. */
void wl_hypotheses_make(struct wl_synthesis *synthesis,
	const struct wl_sample samples[WL_SAMPLES]);
void wl_reasons_make(struct wl_synthesis *synthesis,
	const struct wl_sample samples[WL_SAMPLES]);
void wl_bias_make(struct wl_synthesis *synthesis,
	const struct wl_sample samples[WL_SAMPLES]);
/* Fill synthesis->contrast, synthesis->coverage and its strata. */
void wl_contrast_make(struct wl_synthesis *synthesis);
void wl_coverage_make(struct wl_synthesis *synthesis,
	const struct wl_sample samples[WL_SAMPLES]);

#endif
