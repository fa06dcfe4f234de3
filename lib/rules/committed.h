/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The text files that git has, or will have: of a revision all, of the working
 * tree those of the programme's folders and those of the last commit.
 */
#ifndef WL_RULES_COMMITTED_H
#define WL_RULES_COMMITTED_H

#include "rules/rules.h"
#include "store/redact.h"

struct wl_committed {
	struct wl_repo *repo; /* kept open, for that is slow; NULL: none */
	struct wl_strv paths;
	struct wl_strv recorded; /* paths that the last commit has, sorted */
	/* What must not be in them; clean: and is not. */
	struct wl_withheld withheld;
	bool clean;
};

/* Looked for once, and kept with the subject; nothing at all if that has no
 * files. */
const struct wl_committed *wl_committed_of(struct wl_subject *subject);
void wl_committed_free(struct wl_committed *committed); /* or NULL */
/* Does history have this path? */
bool wl_committed_has(const struct wl_committed *committed, const char *path);

#endif
