/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What differs between two moments of a programme, for somebody who reviews a
 * change: cards claim by claim with what they are worth before and after,
 * themes, patterns, interviews.  A pure function of the two corpora, which
 * have one as_of: nothing differs only because time went by.
 */
#ifndef WL_STUDY_DIFFERENCE_H
#define WL_STUDY_DIFFERENCE_H

#include "base/strv.h"
#include "model/revised.h"
#include "study/compare.h"
#include "study/trust.h"

/* A card with an event or claims that changed, or one that fell or recovered
 * although nobody touched it (its evidence changed). */
struct wl_card_differs {
	const struct wl_card *card; /* the newer one, else the older */
	const struct wl_card_revised *revised; /* NULL: nobody touched it */
	const struct wl_card_trust *before, *after; /* NULL: not there */
	/* Claims of the newer one that stand no more, and did. */
	const struct wl_claim_trust **fallen;
	size_t nfallen;
};

enum wl_theme_change {
	WL_THEME_ADDED,
	WL_THEME_REMOVED,
	WL_THEME_RENAMED, /* the old id became an alias of a new theme */
	WL_THEME_MERGED,  /* of one that was there */
	WL_THEME_CHANGED,
};
extern const char *const wl_theme_changes[]; /* "added" ... NULL */

enum wl_theme_field {
	WL_THEME_TITLE = 1 << 0,
	WL_THEME_DEFINITION = 1 << 1,
	WL_THEME_KIND = 1 << 2,
	WL_THEME_PARENT = 1 << 3,
	WL_THEME_QUESTIONS = 1 << 4,
	WL_THEME_CONSUMER = 1 << 5,
	WL_THEME_ALIASES = 1 << 6,
	WL_THEME_SINCE = 1 << 7,
};
#define WL_THEME_FIELDS 8
extern const char *const wl_theme_fields[]; /* by bit: "title" ... NULL */

struct wl_theme_differs {
	enum wl_theme_change change;
	const struct wl_theme *before, *after; /* NULL: added, removed; merged:
						  what it became part of */
	unsigned fields; /* that differ; 0 of one added, removed or merged */
};

enum wl_interview_change {
	WL_INTERVIEW_ADDED,
	WL_INTERVIEW_HELD, /* counts, and was only planned or declined before */
	WL_INTERVIEW_WITHDRAWN,
	WL_INTERVIEW_RESTORED,
	WL_INTERVIEW_WITHHELD, /* consent became none */
	WL_INTERVIEW_REMOVED,  /* the file is gone */
	WL_INTERVIEW_CHANGED,  /* passages */
};
extern const char *const wl_interview_changes[]; /* "added" ... NULL */

struct wl_interview_differs {
	enum wl_interview_change change;
	const struct wl_interview *before, *after; /* NULL: added, removed */
	/* Passages; of one added or removed all of them.  The same passage is
	 * the one with the id, without one that with the words. */
	int more, fewer, reworded, retagged;
	int confidential; /* became so */
};

struct wl_difference {
	struct wl_arena arena;
	const char *names[2]; /* how the user called before and after */
	const struct wl_corpus *corpora[2];
	struct wl_synthesis syntheses[2];
	struct wl_trust trust[2];
	struct wl_compare compare; /* shifts; see shown */
	struct wl_revised revised;
	struct wl_card_differs *cards; /* by type, then id */
	size_t ncards;
	struct wl_theme_differs *themes; /* in the order of the newer codebook,
					    then what is gone */
	size_t nthemes;
	struct wl_interview_differs *interviews; /* by change, then id */
	size_t ninterviews;
	size_t npatterns;     /* rows of compare that became or stopped being a
				 pattern */
	struct wl_list files; /* changed ones that nothing above speaks of */
};

/* What to look at; NULL: everything. */
struct wl_difference_ask {
	const char *names[2];
	/* Only these cards ("rivalco", "battlecard/rivalco"), and nothing but
	 * cards; NULL or empty: all. */
	const struct wl_list *cards;
	const struct wl_strv *files; /* changed paths; NULL: not known */
};

/*
 * Compare.  The corpora, names and paths must live as long as *out, which is
 * the caller's to release, also after a failure.  Fails where a synthesis of
 * one side does (its error names the file).
 */
int wl_difference_make(struct wl_difference *out,
	const struct wl_corpus *const corpora[2],
	const struct wl_difference_ask *ask, struct wl_err *err);
void wl_difference_release(struct wl_difference *difference);
/* Add each text of which a page may show only what differs, marked word by
 * word: no search of the page finds what it says as a whole. */
void wl_difference_texts(
	struct wl_buf *out, const struct wl_difference *difference);
/* Is there any? */
bool wl_difference_any(const struct wl_difference *difference);
/* Is it the card that this names, "rivalco" or "battlecard/rivalco"? */
bool wl_card_named(const struct wl_card *card, const char *name);

#endif
