/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * reviews/2026-11.md and reviews/2026-q4.md: what a review found and what it
 * decided.  All of that is front matter; the body is made by the program from
 * the programme as it was (its digest is `made-as`), but for the section
 * "Notes", which is the team's.
 *
 * Only what makes a review unreadable is an error here: that an action has no
 * owner, or that there are not three, is a finding of `check`.
 */
#ifndef WL_MODEL_REVIEW_H
#define WL_MODEL_REVIEW_H

#include "base/date.h"
#include "model/terms.h"
#include "text/front.h"

#define WL_REVIEW_ACTIONS 3 /* of each review: one owner, deadline, outcome */
#define WL_REVIEW_MINUTES 45
#define WL_REVIEW_RETRO 4         /* questions that end a quarter */
#define WL_REVIEW_MONTHLY_DAYS 31 /* between two of a kind, at the most */
#define WL_REVIEW_QUARTERLY_DAYS 92

enum wl_review_kind { WL_MONTHLY, WL_QUARTERLY };

/* What a review found of a claim. */
enum wl_standing {
	WL_NOT_JUDGED,
	WL_STILL_TRUE,
	WL_PARTLY_TRUE,
	WL_NO_LONGER_TRUE,
};

enum wl_weight { WL_WEIGHT_NONE, WL_HIGH, WL_MEDIUM, WL_LOW };
enum wl_decision { WL_UNDECIDED, WL_TAKEN, WL_TURNED_DOWN };
enum wl_movement { WL_NOT_HELD, WL_KEEP, WL_CHANGED }; /* of the review */
enum wl_answer_word { WL_UNKNOWN, WL_YES, WL_PARTLY_YES, WL_NO };

/* The spellings, NULL behind the last; index 0 of those with a "none" is "". */
extern const char *const wl_review_kinds[]; /* monthly quarterly */
extern const char *const wl_standings[];    /* "" still partly no-longer */
extern const char *const wl_weights[];      /* "" high medium low */
extern const char *const wl_decisions[];    /* "" taken declined */
extern const char *const wl_movements[];    /* "" keep changed */
extern const char *const wl_answer_words[]; /* unknown yes partly no */
extern const char *const wl_retro_keys[];   /* drove failed stale archive */

/* One line of the scorecard: "battlecard/rivalco^r4w". */
struct wl_judged {
	const char *claim;
	enum wl_standing standing;
	int line;
};

/* What others asked for.  Texts are NULL where the file has nothing. */
struct wl_request {
	const char *what, *by; /* by: a person or a department */
	enum wl_weight priority, impact;
	enum wl_decision decision;
	const char *reason;
	int line;
};

/* An action went from one owner to the next. */
struct wl_handed {
	wl_day day;
	const char *from; /* who had it until then */
};

struct wl_action {
	const char *id;
	const char *what, *owner, *outcome; /* NULL: missing */
	const char *claim;     /* opened because this one is no longer true; it
				  does not count among the three.  NULL */
	wl_day deadline;       /* WL_NO_DAY: missing */
	wl_day done, declined; /* WL_NO_DAY: not */
	const char *reason;    /* why it was declined */
	struct wl_handed *handed; /* oldest first */
	size_t nhanded;
	int line;
};

/* Of a quarterly review: did the framework help with this deal? */
struct wl_opportunity {
	const char *deal;
	enum wl_answer_word helped; /* yes, no */
	const char *where;
	int line;
};

struct wl_asset {
	const char *name; /* of a card, "proof-point/rollout", or any other */
	enum wl_answer_word consistent; /* yes, partly, no */
	enum wl_answer_word used;       /* yes, no, unknown */
	const char *note;
	int line;
};

struct wl_review {
	const char *path, *id; /* "2026-11", "2026-q4" */
	enum wl_review_kind kind;
	wl_day since; /* day of the last review; what changed is counted behind
			 it.  WL_NO_DAY: it is the first */
	wl_day as_of; /* the day that it was made for */
	wl_day held;  /* WL_NO_DAY: not yet */
	const char *made_as; /* digest of the body; NULL */
	struct wl_list present;
	enum wl_movement decision;
	struct wl_judged *verdicts; /* each array in the order of the file */
	size_t nverdicts;
	struct wl_request *requests;
	size_t nrequests;
	struct wl_action *actions;
	size_t nactions;
	struct wl_opportunity *opportunities;
	size_t nopportunities;
	struct wl_asset *assets;
	size_t nassets;
	const char *retro[WL_REVIEW_RETRO]; /* by question; NULL: no answer */
};

/*
 * Parse a file.  Everything lives in the arena; strings never point into the
 * source, which may be freed.  A wrong key, a claim, deal or action that
 * stands twice: WL_EUNREADABLE with the place.
 */
int wl_review_parse(struct wl_review *out, struct wl_arena *arena,
	const struct wl_source *source, struct wl_err *err);
/* Is it the id of a review: a month, or a quarter?  *kind may be NULL. */
bool wl_review_id_valid(const char *s, enum wl_review_kind *kind);
/* The id of a review on a day: "2026-11", "2026-q4". */
#define WL_REVIEW_ID 9
char *wl_review_id(
	char text[WL_REVIEW_ID], enum wl_review_kind kind, wl_day day);
/* The day that a review stands for: held, else as-of. */
wl_day wl_review_day(const struct wl_review *review);
/* Is it of that day or an earlier one?  One without any day always is. */
bool wl_review_there(const struct wl_review *review, wl_day today);
/* NULL if there is none. */
const struct wl_judged *wl_review_verdict(
	const struct wl_review *review, const char *claim);
const struct wl_action *wl_review_action(
	const struct wl_review *review, const char *id);

/* What was told of a deal, of an asset; review may be NULL. */
const struct wl_opportunity *wl_review_opportunity(
	const struct wl_review *review, const char *deal);
const struct wl_asset *wl_review_asset(
	const struct wl_review *review, const char *name);

enum wl_action_state {
	WL_ACTION_OVERDUE,
	WL_ACTION_OPEN,
	WL_ACTION_DONE,
	WL_ACTION_DECLINED,
};
extern const char *const wl_action_states[]; /* "overdue" "open" ... NULL */
/* On a day; one that was done or declined later than it is still open. */
enum wl_action_state wl_action_state(
	const struct wl_action *action, wl_day today);
/* Is it one outcome: one sentence, and no "and" in it? */
bool wl_outcome_single(const char *outcome);

#endif
