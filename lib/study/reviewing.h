/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What a review looks at, in the method's order (method.md 6): the market, the
 * buyers' behaviour, our own performance, each topic with its numbers before
 * and since the last review and with what was said since; then the scorecard,
 * last time's actions, and what others ask for.  A quarterly review adds the
 * last ten opportunities, five assets, feedback, and cards to be retired.
 *
 * A pure function of the corpus, two syntheses and the trust; all that the
 * results point to belongs to these or to the arena.
 */
#ifndef WL_STUDY_REVIEWING_H
#define WL_STUDY_REVIEWING_H

#include "study/synthesis.h"
#include "study/trust.h"

#define WL_REVIEW_QUOTES 3 /* the most that a topic shows */
#define WL_REVIEW_ROWS 8
#define WL_REVIEW_DEALS 10 /* opportunities of a quarterly review */
#define WL_REVIEW_ASSETS 5
#define WL_RETIRE_INTERVALS 2
#define WL_RETIRE_DAYS 365

enum wl_agenda {
	WL_AGENDA_MARKET,
	WL_AGENDA_BUYERS,
	WL_AGENDA_PERFORMANCE,
	WL_AGENDA_SCORECARD,
	WL_AGENDA_REQUESTS,
	WL_AGENDA_ACTIONS,
	WL_AGENDA_ITEMS,
};
/* What each is called, and its minutes: WL_REVIEW_MINUTES in all. */
extern const char *const wl_agenda_ids[], *const wl_agenda_titles[];
extern const int wl_agenda_minutes[];

/* Something said since the last review: a passage or a field note. */
struct wl_spoken {
	const struct wl_interview *interview; /* NULL: a field note */
	const struct wl_field *field;         /* of a field note */
	const struct wl_passage *passage;
	const char *words; /* NULL: withheld */
	wl_day day;
	int stance; /* of the scorecard: 1 for the claim, -1 against it */
};
struct wl_spoken_list {
	struct wl_spoken *v;
	size_t n, cap;
};

/* Counts of deals (of field notes, where the topic says so) before and since
 * the last review. */
struct wl_topic_row {
	const char *id, *name;
	int before, since;
	int of_before, of_since; /* of so many; 0: there is no whole */
	int positive, negative;  /* of `since`: for us, against us */
	double days[2];          /* speed: median from created to closed,
				    before and since; NAN: none */
	bool fresh;              /* since, and never before */
};

struct wl_topic {
	enum wl_agenda part;
	const char *id, *title, *unit; /* "deals", "days" or "notes" */
	struct wl_topic_row *rows;     /* most since, then before, then id */
	size_t nrows, cap;
	struct wl_spoken_list quotes, notes;
};

/* One line of the scorecard. */
struct wl_score {
	const struct wl_card *card;
	const struct wl_claim *claim;
	const char *key;                    /* "battlecard/rivalco^r4w" */
	const struct wl_claim_trust *trust; /* NULL: not known */
	const char *fell; /* why it does not stand as it did; NULL: it does */
	struct wl_spoken_list spoken; /* since: against first, then newest */
	int deals[2];                 /* distinct, counted ones: for, against */
	int notes[2];          /* field notes: for, against; never counted */
	enum wl_standing last; /* the last review's verdict */
	enum wl_standing now;  /* of this one, if it has been held */
};

struct wl_owed {
	const struct wl_review *review;
	const struct wl_action *action;
	enum wl_action_state state; /* as of the day of this review */
};

struct wl_audited {
	const char *name; /* "proof-point/rollout", or as it was named */
	const struct wl_card *card; /* NULL: not one of ours */
	wl_day since;               /* last verified; WL_NO_DAY: never */
	int notes; /* field notes that name it or cite its themes' use */
	int words, shared; /* content words of it, also in a message card */
};

enum wl_retire {
	WL_RETIRE_UNVERIFIED = 1 << 0,  /* for two intervals */
	WL_RETIRE_UNUSED = 1 << 1,      /* no field note names it */
	WL_RETIRE_NO_EVIDENCE = 1 << 2, /* in twelve months */
};
struct wl_retiring {
	const struct wl_card *card;
	unsigned why;              /* of enum wl_retire */
	wl_day verified, evidence; /* the newest; WL_NO_DAY: none */
};

struct wl_reviewing {
	struct wl_arena arena;
	const struct wl_corpus *corpus;
	enum wl_review_kind kind;
	const char *id;
	wl_day since, as_of;
	const struct wl_review *last; /* of its kind; NULL */
	const struct wl_review *self; /* this one, if its file is there */
	struct wl_topic *topics;
	size_t ntopics;
	struct wl_score *scores; /* messages, ICP, battlecards */
	size_t nscores;
	int unnamed;          /* claims that have no id and cannot be judged */
	int moved;            /* scores with something said, or fallen */
	struct wl_owed *owed; /* overdue first, then by deadline, id */
	size_t nowed;
	/* Field notes: requests that no earlier review has settled, also older
	 * ones; feedback since. */
	struct wl_spoken_list requests, clear, unclear, missing;
	const struct wl_deal **deals; /* newest close first */
	size_t ndeals;
	struct wl_audited *assets;
	size_t nassets;
	struct wl_retiring *retiring;
	size_t nretiring;
	bool kept; /* nothing changed: no evidence against, nothing fell */
};

struct wl_reviewing_of {
	const char *id; /* of the review */
	enum wl_review_kind kind;
	wl_day since, as_of;
	struct wl_list assets; /* named ones, before those that are chosen */
};

/*
 * Make it.  `trust` may be NULL.  The corpus and the trust must live as long;
 * WL_E... only where a synthesis cannot be made.
 */
int wl_reviewing_make(struct wl_reviewing *out, const struct wl_corpus *corpus,
	const struct wl_trust *trust, const struct wl_reviewing_of *of,
	struct wl_err *err);
void wl_reviewing_release(struct wl_reviewing *reviewing);
/* The newest review of a kind that stands before the one of this id; NULL. */
const struct wl_review *wl_reviewing_last(const struct wl_corpus *corpus,
	enum wl_review_kind kind, const char *id);
/* The line of the scorecard that "battlecard/rivalco^r4w" or, if there is one
 * alone, "rivalco^r4w" names; NULL. */
const struct wl_score *wl_reviewing_score(
	const struct wl_reviewing *reviewing, const char *claim);
/* Has anything been said for or against it since, or has it fallen? */
bool wl_score_moved(const struct wl_score *score);
/* The actions of all reviews up to a day, as owed on it (arena); overdue
 * first. */
struct wl_owed *wl_reviewing_owed(struct wl_arena *arena,
	const struct wl_corpus *corpus, wl_day today, size_t *n);
extern const char *const wl_retire_words[]; /* by bit; NULL behind the last */
/* Questions, in the order of wl_retro_keys; NULL behind the last. */
extern const char *const wl_retro[];

#endif
