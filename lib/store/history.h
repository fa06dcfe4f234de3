/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Governance, read from commits and never typed twice: what each commit
 * changed of the cards (claims, not lines), why, where teams apply it first,
 * on what evidence, by whom.
 */
#ifndef WL_STORE_HISTORY_H
#define WL_STORE_HISTORY_H

#include "model/programme.h"
#include "model/revised.h"
#include "model/trailers.h"
#include "store/commits.h"
#include "store/redact.h"

struct wl_history_query {
	const char *from, *without;           /* as of wl_walk */
	const struct wl_programme *programme; /* says who the authors are */
	const char *card; /* "rivalco" or "battlecard/rivalco"; NULL: any */
	const char *competitor; /* id; NULL */
	const char *author;     /* a team id, or part of a name or e-mail */
	wl_day since, until;    /* of the author's date; WL_NO_DAY */
	bool without_why;       /* only entries that are */
	bool cards;             /* leave out those that touched no card */
	size_t most;            /* 0: all */
};

struct wl_entry {
	const struct wl_commit *commit;
	const struct wl_member *author; /* NULL: not of the team */
	struct wl_trailers trailers;
	/* Against the parent; of a merge only what is in none of them.
	 * Nothing if commit->cut: it is not known. */
	struct wl_revised revised;
	/* Cards that it touched, "battlecard/rivalco": those of `revised`
	 * first, then those of which no claim changed, then those that only
	 * the message names. */
	struct wl_list cards;
	/* Paths of cards that cannot be read before or after it: what changed
	 * of them is not known. */
	struct wl_list unreadable;
	struct wl_list files;    /* others of governance: codebook ... */
	struct wl_list evidence; /* of the message; if it names none, what the
				    claims cite now and did not before */
	bool import;      /* the programme began with it: all there was */
	bool without_why; /* claims or cards came or went and nobody said why
			     (a first commit need not) */
};

struct wl_history {
	struct wl_arena arena;
	struct wl_entry *entries; /* in the order of wl_repo_walk */
	size_t n, cap;
	bool cut; /* a shallow clone: the history ends too early */
};

/* What wl_entry.files may name beside the cards: "themes.yaml" ... */
extern const struct wl_list wl_history_files;

/* Read it.  *out is the caller's to release, also after a failure. */
int wl_history_read(struct wl_history *out, const struct wl_repo *repo,
	const struct wl_history_query *query, struct wl_err *err);
/*
 * Put wl_history_confidential, itself, in the place of each claim, reason and
 * subject that holds words or names which must not leave: an old wording of
 * what is confidential now.  To be done before the words of two claims are
 * compared, for no search finds what is marked word by word.  Gives how many.
 */
size_t wl_history_withhold(
	struct wl_history *history, const struct wl_withheld *withheld);
extern const char wl_history_confidential[]; /* "(confidential)" */
void wl_history_release(struct wl_history *history);

#endif
