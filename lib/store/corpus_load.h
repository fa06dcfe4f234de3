/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Inside the corpus: what there is most of, interviews and deals, read on all
 * cores.
 */
#ifndef WL_STORE_CORPUS_LOAD_H
#define WL_STORE_CORPUS_LOAD_H

#include "store/corpus.h"

/* Fill corpus->interviews, in the order of paths, and what cannot be read. */
int wl_corpus_load_interviews(
	struct wl_corpus *corpus, struct wl_tree *tree, struct wl_err *err);

/* deals.csv, read by a thread of its own.  Zeroed but for the first two. */
struct wl_deal_loading {
	struct wl_tree *tree;
	const struct wl_programme *programme;
	struct wl_deals deals;
	struct wl_arena arena;
	struct wl_err err;
	int rc;
};

/* The job of that thread: context is a struct wl_deal_loading. */
void wl_corpus_read_deals(void *context);
/* Hand over what it read, or why it could not. */
void wl_corpus_take_deals(
	struct wl_corpus *corpus, const struct wl_deal_loading *loading);

#endif
