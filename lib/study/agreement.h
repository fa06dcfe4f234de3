/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * How far two or more people who code the same passages agree, theme by theme
 * (statistics: Cohen 1960, Krippendorff 2011).  The first coder is the
 * interview's file; the others are codings.  A unit is a passage that the
 * first one has and at least one of the others went through; a passage that a
 * coder did not go through is a gap of that coder.
 */
#ifndef WL_STUDY_AGREEMENT_H
#define WL_STUDY_AGREEMENT_H

#include "base/strv.h"
#include "model/coding.h"
#include "model/interview.h"
#include "study/stats.h"

#define WL_ALPHA_RELIABLE 0.8
#define WL_ALPHA_TENTATIVE 0.667

/* One theme.  The four counts and what follows from them are of two coders;
 * with more of them they are -1 and NAN, and alpha speaks for all. */
struct wl_agreed {
	const char *theme;
	int both, first, second, neither;
	double observed;     /* share of passages on which both say the same */
	double prevalence;   /* share of judgements that it is there */
	double positive;     /* 2a / (2a + b + c); NAN if nobody saw it */
	double kappa, alpha; /* NAN if undefined */
};

/* A coder who differs from the first one on a passage. */
struct wl_disagreed {
	const struct wl_interview *interview;
	const struct wl_passage *passage;
	const char *coder, *theme;
	bool first, second; /* who has it; both: the signs differ */
	int first_sign, second_sign;
};

struct wl_agreement {
	struct wl_arena arena;
	const char **coders; /* besides the first, sorted */
	size_t ncoders;
	size_t passages;          /* units */
	struct wl_agreed *themes; /* by id; of those that somebody used */
	size_t nthemes;
	struct wl_disagreed *disagreed; /* by interview, place, coder, theme */
	size_t ndisagreed;
	size_t open; /* passages of the codings not gone through */
	size_t lost; /* that the interview does not have any more */
};

/* One coding with its interview. */
struct wl_second {
	const struct wl_interview *interview;
	const struct wl_coding *coding;
};

/* Make it; what is handed in must live as long. */
void wl_agreement_make(
	struct wl_agreement *out, const struct wl_second *seconds, size_t n);
void wl_agreement_release(struct wl_agreement *agreement);
/* "reliable", "tentative", "discuss the definition", or "" without alpha. */
const char *wl_agreement_verdict(double alpha);

/*
 * The key by which passages are drawn: lowest first.  The same seed draws the
 * same passages, in any order of files, also when others are added.
 */
uint64_t wl_agreement_draw(
	const char *seed, const char *interview, const char *passage);

#endif
