/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What `status` says: what needs somebody now.  As with the rules of `check`,
 * each kind is one row and one function of a file due_<family>.c.
 */
#ifndef WL_RULES_DUE_H
#define WL_RULES_DUE_H

#include "rules/rules.h"

/* One thing to do.  Texts live in the arena of the list. */
struct wl_due_item {
	const char *kind;
	const char *what;    /* "2026-11-acme: 3 passages without a theme" */
	const char *subject; /* "2026-11-acme": what it is about, for sorting
				and for the calendar */
	const char *command; /* that does it, to be pasted into a shell */
	const char *owner;   /* who sees to it; NULL: nobody in particular */
	wl_day since;        /* it waits since that day; WL_NO_DAY: unknown */
	wl_day due;          /* WL_NO_DAY: no date, but it should be done */
	int days;            /* today - due: more than 0 is overdue; 0 without
				a date */
	bool overdue;
	size_t order; /* of the kind */
};

struct wl_dues_list {
	struct wl_arena arena;
	const struct wl_subject *subject;
	wl_day today;
	struct wl_time now;
	struct wl_due_item *v;
	size_t n, cap;
	size_t overdue;
	size_t order;     /* of the kind that is looked for */
	const char *kind; /* the same */
};

struct wl_due_kind {
	const char *name;
	const char *title; /* over its items */
	void (*look)(struct wl_dues_list *list);
};

/* Look for everything; the subject must live as long.  Sorted: what has run
 * out within the day; then what is overdue, the longest first; then what has a
 * date, the nearest first; then the rest in the order of the kinds; within that
 * by subject. */
void wl_due_make(struct wl_dues_list *out, const struct wl_subject *subject);
void wl_due_release(struct wl_dues_list *list);
/* All kinds, in the order of importance; NULL behind the last. */
const struct wl_due_kind *wl_due_kind_at(size_t i);

/* For kinds: add an item, to be filled further.  what is formatted. */
struct wl_due_item *wl_due_add(struct wl_dues_list *list, const char *subject,
	wl_day due, const char *fmt, ...) WL_PRINTF(4, 5);
/* The command that does the last item. */
void wl_due_command(struct wl_dues_list *list, const char *fmt, ...)
	WL_PRINTF(2, 3);

/* The tables of the families; each ends with a row without a name. */
extern const struct wl_due_kind wl_due_begin[];      /* a new programme */
extern const struct wl_due_kind wl_due_interviews[]; /* one interview */
extern const struct wl_due_kind wl_due_cards[];      /* cards, patterns */
extern const struct wl_due_kind wl_due_rhythm[];     /* the cadence */
extern const struct wl_due_kind wl_due_sample[];     /* whom to ask next */

#endif
