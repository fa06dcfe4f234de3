/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * An interview file: front matter, questions asked, passages.
 *
 * A question is a heading of level 3 or deeper with a comment
 * <!-- <question id> [skipped] -->; it ends at the next question, at a level-3
 * heading without one, or at a heading of level 1 or 2.
 *
 * Passages are all block quotes, every paragraph or list item that carries a
 * theme, an id or a level, and each paragraph or list item under a question.
 * What stands in the level-2 sections "Preparation" and "Seller review" is
 * ours or the seller's, not the buyer's: nothing there is a passage or a
 * question.
 */
#ifndef WL_MODEL_INTERVIEW_H
#define WL_MODEL_INTERVIEW_H

#include "model/terms.h"
#include "text/front.h"
#include "text/passage.h"

/* The preparations; the first four make an interview ready. */
enum wl_preparation {
	WL_PREP_CRM,
	WL_PREP_CALLS,
	WL_PREP_HYPOTHESIS,
	WL_PREP_BRIEFED,
	WL_PREP_BACKGROUND,
	WL_PREP_INTRODUCED,
	WL_PREPS,
};
#define WL_PREP_NEEDED 4
extern const char *const wl_preparations[]; /* "crm" "calls" ... */

/* What follows an interview. */
enum wl_after {
	WL_AFTER_THANKED,
	WL_AFTER_CONFIRMED, /* the AE was told that it took place */
	WL_AFTER_SELLER_REVIEWED,
	WL_AFTER_PUBLISHED,
	WL_AFTER_SHARED,
	WL_AFTERS,
};
extern const char *const wl_afters[];

/* A thing done: when and by whom; day WL_NO_DAY: not done. */
struct wl_done {
	wl_day day;
	const char *person; /* may be NULL */
};

/* A question of the guide that stands as a heading in the file. */
struct wl_asked {
	const char *id;
	bool skipped;
	int line;
};

struct wl_passage {
	const char *id;       /* NULL: none yet */
	const char *words;    /* rendered; "(confidential)" where withheld */
	const char *question; /* id of the question it answers; NULL */
	const char *source;   /* of a field note: call ...; NULL */
	struct wl_tag *tags;
	uint32_t ntags;
	enum wl_level level;         /* as marked in the file */
	int seconds;                 /* into the conversation; -1 */
	wl_day day;                  /* of a field note; WL_NO_DAY */
	int line;                    /* first line in the file */
	uint32_t start, end;         /* bytes of the block in the file */
	uint32_t tokens, tokens_end; /* bytes of its tokens; equal: none */
	bool quote;                  /* else a note */
};

/* A confidential passage: what must not get out is looked for by these. */
struct wl_secret {
	const char *words;
	const char *id; /* NULL: none yet */
	int line;
};

struct wl_interview {
	const char *path; /* relative to the programme */
	const char *id;
	bool internal; /* a stakeholder's view, apart from buyers */
	enum wl_outcome outcome;
	enum wl_status status;
	enum wl_consent consent;
	enum wl_verdict hypothesis;
	enum wl_root root;
	enum wl_price price;
	/* NULL where the file has nothing. */
	const char *deal, *account, *segment, *competitor, *chosen;
	const char *incumbent, *stage, *amount, *currency, *reason;
	const char *interviewee, *role, *interviewer, *guide;
	const char *trigger, *buyer_reason, *product;
	struct wl_list evaluated, attendees, objections, criteria;
	wl_day created, closed, coded;
	struct wl_time interviewed, noted; /* start; when the notes stood */
	/* A date only; its time is noon. */
	bool whole_day, noted_whole_day;
	/* Written without an offset, so read in the local zone. */
	bool interviewed_local, noted_local;
	int minutes; /* 0: unknown */
	bool forced; /* begun before its preparations were done */
	struct wl_done prepared[WL_PREPS];
	struct wl_done after[WL_AFTERS];
	struct wl_pair_list extra; /* scalar keys that are not the format's:
				      dimensions */
	/* Surprise, phrase, gap, one line a block; NULL: not written.  What is
	 * marked confidential there reads "(confidential)". */
	const char *notes[3];
	struct wl_asked *asked;
	size_t nasked;
	struct wl_passage *passages; /* NULL: not looked at yet, see
					wl_corpus_passages */
	size_t npassages;
	const struct wl_secret *secrets; /* its confidential passages */
	size_t nsecrets;
	const void *kept; /* where the cache has its passages; NULL */
	unsigned filled;  /* what came from deals.csv: see store/complete.h */
	unsigned own;     /* pairs of `extra` that stand in the file itself */
};

/*
 * Parse a file.  Everything lives in the arena; strings never point into the
 * source, which may be freed.  Keys that are wrong, a question or the id of a
 * passage that stands twice: WL_EUNREADABLE with the place.
 */
int wl_interview_parse(struct wl_interview *out, struct wl_arena *arena,
	const struct wl_source *source, struct wl_err *err);

/* Make `secrets` of the passages. */
void wl_interview_seal(struct wl_interview *interview, struct wl_arena *arena);

/* Is it a key of the format, one that no dimension may have? */
bool wl_interview_key(const char *key);
/* The keys in order; NULL behind the last. */
const char *wl_interview_key_at(size_t i);

/*
 * The passages of a body without the rest of an interview: field notes and
 * the words in private/.  There any token makes a paragraph or list item a
 * passage, and no section is left out.
 */
int wl_passages_parse(struct wl_passage **out, size_t *n,
	struct wl_arena *arena, const struct wl_source *source, size_t body,
	struct wl_err *err);

/* Does it count: a buyer's, held, not withdrawn?  (By status; without one
 * by what the file holds.) */
bool wl_interview_counts(const struct wl_interview *interview);
/* Has it taken place?  By status; without one, or if it was withdrawn since,
 * by what the file holds: the time of the interview, or a quote. */
bool wl_interview_held(const struct wl_interview *interview);
/* The level a passage has in this interview: confidential for all of it if
 * consent is none. */
enum wl_level wl_interview_level(
	const struct wl_interview *interview, const struct wl_passage *passage);
/* The value of a key of the programme's own (a dimension); NULL. */
const char *wl_interview_extra(
	const struct wl_interview *interview, const char *key);
/* Are all four preparations done? */
bool wl_interview_ready(const struct wl_interview *interview);
/* The day that an interview stands for: held, else noted, else coded. */
wl_day wl_interview_day(const struct wl_interview *interview);
/* For ordering: seconds since 1970; INT64_MIN without a date. */
int64_t wl_interview_moment(const struct wl_interview *interview);
/* When the notes are due: the end of the interview + hours; if only its day
 * is known, the end of that day.  Not set before the interview. */
struct wl_time wl_interview_notes_due(
	const struct wl_interview *interview, double hours);

#endif
