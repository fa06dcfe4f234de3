/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Inside the corpus: what there is most of, interviews and deals, from the
 * cache or read on all cores.
 */
#ifndef WL_STORE_CORPUS_LOAD_H
#define WL_STORE_CORPUS_LOAD_H

#include "base/pool.h"
#include "store/corpus.h"

/* deals.csv, read by a thread of its own.  Zeroed but for the first two. */
struct wl_deal_loading {
	struct wl_tree *tree;
	const struct wl_programme *programme;
	struct wl_beside beside;
	bool known; /* from the cache; nothing is read */
	struct wl_deals deals;
	struct wl_arena arena;
	struct wl_err err;
	int rc;
};

/* Begin to read it; after the programme, and to be ended in any case. */
void wl_corpus_deals_begin(
	struct wl_corpus *corpus, struct wl_deal_loading *loading);
/* Hand over what it read, or why it could not. */
void wl_corpus_deals_end(
	struct wl_corpus *corpus, struct wl_deal_loading *loading);
/* Fill corpus->interviews, complete and sorted by id, corpus->deals, and what
 * cannot be read.  `like` as in wl_corpus_options. */
int wl_corpus_load_interviews(struct wl_corpus *corpus, struct wl_tree *tree,
	struct wl_deal_loading *deals, const struct wl_corpus *like,
	struct wl_err *err);
/* All passages, on all cores. */
void wl_corpus_load_passages(struct wl_corpus *corpus);

#endif
