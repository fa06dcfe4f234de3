/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Two syntheses side by side, of two revisions or two periods: what became a
 * pattern, what stopped being one, what changed its level.  Nothing is tested
 * here: two small groups differ by chance, so the counts before and after are
 * all that is said.
 */
#ifndef WL_STUDY_COMPARE_H
#define WL_STUDY_COMPARE_H

#include "study/synthesis.h"

/* What became of a theme; levels are those of enum wl_strength, and a theme
 * that nobody named is below them all. */
enum wl_shift {
	WL_BECAME,  /* a pattern, and was none */
	WL_STOPPED, /* being a pattern */
	WL_ROSE,    /* to a higher level, otherwise */
	WL_FELL,    /* to a lower one */
	WL_FRESH,   /* was not named before; no pattern now */
	WL_GONE,    /* is not named any more; was no pattern */
	WL_STAYED,  /* at its level */
	WL_SHIFTS,
};

struct wl_shift_row {
	const char *id;  /* as it is called after */
	const char *was; /* before, if a rename left it as an alias; NULL */
	enum wl_shift shift;
	const struct wl_theme_row *before, *after; /* NULL: not named */
};

/* A group, in either or both. */
struct wl_compared {
	enum wl_outcome outcome;
	const char *by; /* as wl_group.by: "" unknown; NULL: not split */
	const struct wl_group *before, *after; /* NULL: no interview */
	struct wl_shift_row *rows; /* by shift, most deals after, most
				      before, id */
	size_t nrows;
	int shifts[WL_SHIFTS]; /* how many rows of each */
};

struct wl_compare {
	struct wl_arena arena;
	const char *names[2]; /* how the user called before and after */
	const struct wl_synthesis *before, *after;
	struct wl_compared *groups; /* win, loss, no-decision; then by value, an
				       unknown one last */
	size_t ngroups;
};

/* Compare.  The syntheses and names must live as long as *out, which is the
 * caller's to release. */
void wl_compare_make(struct wl_compare *out, const struct wl_synthesis *before,
	const struct wl_synthesis *after, const char *const names[2]);
void wl_compare_release(struct wl_compare *compare);
/* Has the group too few deals for any pattern, or none at all?  Then what
 * stopped may not have been asked yet, and what became may be older. */
bool wl_compare_small(
	const struct wl_synthesis *synthesis, const struct wl_group *group);

/* Days from - to, both included. */
struct wl_period {
	wl_day since, until;
};

/*
 * Read "2026", "2026-q3", "2026-07" or "2026-07-01:2026-09-30".  False if s is
 * none of them, as a revision is not.  A period that ends before it begins is
 * none either.
 */
bool wl_period_parse(struct wl_period *out, const char *s);

#endif
