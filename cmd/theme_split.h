/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The two halves of `winloss theme split`.
 */
#ifndef WL_CMD_THEME_SPLIT_H
#define WL_CMD_THEME_SPLIT_H

#include "theme.h"

/* The passages that go, as they are cited: 2026-11-acme^b3f9k. */
struct split {
	struct theming *theming;
	const char *id, *into;
	struct wl_strv chosen;
	struct wl_theme new; /* id NULL: it is there */
};

/* An interview, or the field notes of a month, by the id of its citations. */
struct split_place {
	const char *id, *path;
	const struct wl_interview *interview; /* NULL: field notes */
	const struct wl_passage *passages;
	size_t n;
};

/* False if no interview or month has this id. */
bool split_find_place(const struct wl_corpus *corpus, const char *id,
	struct split_place *out);
/* Fill split->chosen.  ^D at a prompt keeps what was chosen so far. */
int split_choose(struct split *split, struct wl_err *err);
/* Is there such a passage, with the theme or with the one it moves to? */
int split_check(
	const struct split *split, const char *citation, struct wl_err *err);

#endif
