/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Everything a programme holds, in flat arrays in one arena: what all later
 * layers read.  Front matter has been completed from deals.csv where it says
 * nothing (front matter wins), so an interview's segment, competitor, amount,
 * stage, dates and account are what counts.
 */
#ifndef WL_STORE_CORPUS_H
#define WL_STORE_CORPUS_H

#include "base/map.h"
#include "model/card.h"
#include "model/codebook.h"
#include "model/deal.h"
#include "model/field.h"
#include "model/guide.h"
#include "model/interview.h"
#include "model/kept.h"
#include "model/plan.h"
#include "model/programme.h"
#include "model/review.h"
#include "store/numbers.h"
#include "store/tree.h"

struct wl_cache;

struct wl_corpus {
	struct wl_arena arena;
	struct wl_cache *cache;        /* holds much of it; NULL */
	char revision[WL_COMMIT_TEXT]; /* 40 hex or "worktree" */
	struct wl_time as_of;
	struct wl_programme programme;
	struct wl_codebook codebook;
	struct wl_guide *guides;
	size_t nguides;
	struct wl_deals deals;
	struct wl_interview *interviews; /* sorted by id */
	size_t ninterviews;
	struct wl_interview *later; /* left out: dated after as_of; by id */
	size_t nlater;
	struct wl_numbers numbers; /* of what the interviews name */
	struct wl_coded *coded;    /* as interviews; NULL: made by hand */
	struct wl_field *fields;   /* sorted by id */
	size_t nfields;
	struct wl_card *cards; /* sorted by type, then id; not the archive */
	size_t ncards;
	struct wl_card *retired; /* the same of archive/cards */
	size_t nretired;
	struct wl_kept *syntheses; /* sorted by path */
	size_t nsyntheses;
	struct wl_review *reviews; /* sorted by id */
	size_t nreviews;
	struct wl_plan *plans; /* sorted by path */
	size_t nplans;
	struct wl_errs unreadable; /* files left out (skip_unreadable) */
	struct wl_errs late;       /* see wl_corpus_complete */
};

struct wl_corpus_options {
	const char *revision; /* NULL: the working tree */
	struct wl_time as_of; /* interviews after it are not there yet */
	bool skip_unreadable;
	/* Passages are looked at when somebody asks for those of an interview:
	 * for whoever wants few of many.  Without, they are all there. */
	bool later;
	/* The working tree's corpus, for a revision: an interview whose file is
	 * the same byte for byte is taken from it instead of parsed.  It must
	 * live longer than the new one.  NULL: none. */
	const struct wl_corpus *like;
};

/*
 * Load on all cores.  Files that cannot be read as what they are: all of them
 * are collected in out->unreadable; without skip_unreadable the call then
 * fails (WL_EUNREADABLE; err is the summary, out holds nothing but
 * `unreadable`, and must be released).  winloss.yaml and themes.yaml must be
 * readable in any case.
 */
int wl_corpus_load(struct wl_corpus *out, const struct wl_place *place,
	const struct wl_corpus_options *options, struct wl_err *err);
void wl_corpus_release(struct wl_corpus *corpus);
/*
 * See to it that the passages of one of its interviews are there, with
 * options.later: before that `passages` is NULL.  Safe from several threads.
 */
void wl_corpus_passages(
	const struct wl_corpus *corpus, const struct wl_interview *interview);
/*
 * Was all there that was asked for later?  If a file has changed between the
 * load and the asking, its passages are empty and this fails: nothing that was
 * made of them may be shown.
 */
int wl_corpus_complete(const struct wl_corpus *corpus, struct wl_err *err);
/* NULL if there is none. */
const struct wl_interview *wl_corpus_interview(
	const struct wl_corpus *corpus, const char *id);
/* One that is there and dated after as_of, so that it was left out; NULL. */
const struct wl_interview *wl_corpus_later(
	const struct wl_corpus *corpus, const char *id);
/* Is it after as_of?  A date means all of that day, wherever it was, so that
 * the answer does not depend on our zone; on its own day it is not later. */
bool wl_corpus_is_later(const struct wl_corpus *corpus,
	const struct wl_time *when, bool whole_day);
#define WL_AFTER_TEXT (2 * WL_TIME_TEXT + 8)
/* Writes "2027-10-10, after 2026-11-21"; moments where days do not tell which
 * is the later one.  Returns text. */
char *wl_corpus_after(const struct wl_corpus *corpus,
	const struct wl_time *when, char text[WL_AFTER_TEXT]);
const struct wl_deal *wl_corpus_deal(
	const struct wl_corpus *corpus, const char *id);
const struct wl_guide *wl_corpus_guide(
	const struct wl_corpus *corpus, const char *id);
/* A card by "type/id" or, if only one of that id is in use, by its id; NULL.
 * *many is set if several have the id (many may be NULL). */
const struct wl_card *wl_corpus_card(
	const struct wl_corpus *corpus, const char *name, bool *many);
/* The passage that a citation names, of an interview or a field note; NULL.
 * *interview is NULL for a field note. */
const struct wl_passage *wl_corpus_cited(const struct wl_corpus *corpus,
	const struct wl_citation *citation,
	const struct wl_interview **interview);
/* NULL if there is none. */
const struct wl_review *wl_corpus_review(
	const struct wl_corpus *corpus, const char *id);
/* What to call a theme: its title, or the id itself if unknown. */
const char *wl_corpus_theme_title(
	const struct wl_corpus *corpus, const char *id);

#endif
