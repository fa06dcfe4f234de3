/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What a synthesis says beside its themes: what drove the decisions of a
 * group, and what the sample is worth.  All counts are of the unit (deals, or
 * interviews by thresholds.unit) but where named.
 */
#ifndef WL_STUDY_NUMBERS_H
#define WL_STUDY_NUMBERS_H

#include "model/interview.h"
#include "study/stats.h"

/* How the groups are split further. */
enum wl_by {
	WL_BY_NONE,
	WL_BY_SEGMENT,
	WL_BY_COMPETITOR,
	WL_BY_QUARTER, /* in which the interview was held: "2026-q4" */
	WL_BY_INTERVIEWER,
};
extern const char *const wl_bys[]; /* "" "segment" ... NULL */

/* Two themes in the same deals, among the WL_FREQUENT most frequent. */
#define WL_FREQUENT 64
struct wl_together {
	const char *a, *b; /* the more frequent one first */
	int both;          /* deals with both, at least 2 */
	int deals[2];      /* with a, with b */
	double jaccard;    /* both / (a + b - both) */
	double expected;   /* a * b / n, if they had nothing to do with each
			      other */
};

/* One quarter of a group; a deal counts where its first interview was. */
struct wl_quarter {
	int quarter; /* as wl_day_quarter; -1: no date, comes last */
	int deals;
	int *themes; /* deals with each of the first ntrend themes */
};

/* What one interview brought that none before it had. */
struct wl_fresh {
	const struct wl_interview *interview;
	const char **themes;
	size_t n;
};

/* A theme heard in answers to questions of role hidden-criteria. */
struct wl_hidden {
	const char *id;
	int deals;
};

struct wl_drivers {
	struct wl_together *together; /* most deals, then Jaccard, then id */
	size_t ntogether;
	struct wl_quarter *quarters; /* in order of time */
	size_t nquarters;
	size_t ntrend;            /* themes of the group that have a trend */
	struct wl_fresh *fresh;   /* as saturation.fresh, by date */
	int prices[4];            /* deals by enum wl_price; 0: not captured */
	struct wl_hidden *hidden; /* most deals first, then id */
	size_t nhidden;
	int asked_hidden;     /* deals in which such a question was asked */
	bool small_base;      /* saturation.base < 20: 5 % is no theme at all */
	bool closed_codebook; /* every theme is older than the first interview:
				 saturation is trivial */
};

/* Of one outcome, or of all. */
struct wl_response {
	int approached; /* interviews: held, declined, and those waiting whose
			   buyer was introduced or briefed */
	int held, declined;
	struct wl_interval rate; /* Wilson of held in approached */
	int dated; /* interviews that count, with a close before them */
	int within_30, within_90; /* days after the close */
	int before;               /* held before the close; not in `dated` */
	double median;            /* days; NAN without any */
};

enum wl_skew_kind {
	WL_SKEW_CREATED, /* held before the deal was created */
	WL_SKEW_NOTED,   /* the notes stood before the interview */
	WL_SKEW_CLOSED,  /* the deal closed before it was created */
	WL_SKEWS,
};

/* An interview whose dates contradict each other.  It counts. */
struct wl_skew {
	const struct wl_interview *interview;
	enum wl_skew_kind kind;
};

/* Do its dates contradict each other in this way? */
bool wl_skewed(const struct wl_interview *interview, enum wl_skew_kind kind);

struct wl_bias {
	struct wl_response of[4]; /* by outcome - WL_WIN; the last: of all */
	int wins, losses;         /* deals with an interview */
	double balance;           /* the smaller / the larger; NAN: none */
	const char *owner;       /* of most of the deals; NULL: none is known */
	int owner_deals, owned;  /* deals of that owner, of any known one */
	int held_closed, closed; /* deals with an interview, closed deals */
	struct wl_skew *skews;   /* in order of ids, then kind */
	size_t nskews;
};

/* Deals in which the seller said one thing and the buyer another. */
struct wl_reason {
	const char *seller, *buyer; /* themes */
	int deals;
};

struct wl_reasons {
	struct wl_reason *cells; /* most deals first, then ids */
	size_t n;
	int deals, agree; /* with both reasons as themes; the same theme */
	int unmatched;    /* with both, but the seller's names no theme */
	double kappa;     /* Cohen's, over all themes; NAN if undefined */
};

/* The hypotheses of one interviewer, or of all. */
struct wl_judge {
	const char *id;                 /* "" is unknown */
	int confirmed, partly, refuted; /* that count */
	int late;                       /* left out */
	int declared; /* of those that count, not shown by history to be
			 older than the interview */
};
/* (confirmed + partly / 2) / all that count, and Wilson's interval of the
 * whole hits (rounded down).  NAN for none. */
double wl_judge_rate(
	const struct wl_judge *judge, struct wl_interval *interval);

/* A cell of segment, competitor and stage.  "" is unknown; so is a stage that
 * only says how the deal ended. */
struct wl_stratum {
	const char *segment, *competitor, *stage;
	int interviewed, closed; /* deals, of any outcome */
	double difference; /* share of all interviewed - share of all closed */
};

#endif
