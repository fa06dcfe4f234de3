/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * How a programme is doing: the last 90 days beside the 90 before them.  Raw
 * counts of what the files say; a trend only where both have enough.
 */
#ifndef WL_STUDY_HEALTH_H
#define WL_STUDY_HEALTH_H

#include "study/trust.h"

#define WL_HEALTH_DAYS 90
#define WL_HEALTH_LEAST 4 /* of both, for a trend */

enum wl_measure_name {
	WL_COVERAGE,  /* deals that closed: how many were interviewed */
	WL_PACE,      /* interviews that were held; of is 0 */
	WL_RESPONSE,  /* buyers who were asked: how many were heard */
	WL_TWO_HOURS, /* interviews: notes written in time */
	WL_HIT_RATE,  /* hypotheses judged: how many held (partly: half) */
	WL_TRUST,     /* cards in use: verified, on the last day of each */
	WL_OUTPUTS_IN_CARDS, /* patterns: cited by a card; no `before` */
	WL_MEASURES,
};

enum wl_trend { WL_TREND_UNKNOWN, WL_TREND_DOWN, WL_TREND_LEVEL, WL_TREND_UP };
extern const char *const wl_trends[]; /* "" "down" "level" "up" */

struct wl_share {
	int k, of;
	int partly; /* WL_HIT_RATE: beside k */
};

struct wl_measure {
	const char *name;            /* "two-hour-rate" */
	const char *title;           /* "Notes within two hours" */
	struct wl_share now, before; /* of 0: nothing to speak of */
	bool past;                   /* is there a `before` at all? */
	enum wl_trend trend;         /* level: less than a tenth apart */
	double bar; /* what it should reach; 0: nothing is said */
};

struct wl_health {
	struct wl_measure measures[WL_MEASURES];
	wl_day since[2], until[2]; /* now, before */
};

/*
 * Measure.  Late hypotheses are left out if declarations say so (may be NULL).
 * What cards were worth at the end of the time before is computed from their
 * dates as they stand today: an older `verified` that was overwritten since is
 * not known, so it can only be too low.
 */
void wl_health_make(struct wl_health *out, const struct wl_trust *trust,
	const struct wl_synthesis *synthesis,
	const struct wl_declarations *declarations);
/* The share; partly counts half.  NAN for of 0. */
double wl_share_of(const struct wl_share *share);

#endif
