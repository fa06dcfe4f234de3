/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/history.h"

const char wl_history_confidential[] = "(confidential)";

/* First all texts at once: a search of each is only made if there is a hit. */
struct withholding {
	const struct wl_withheld *withheld;
	struct wl_buf *all; /* collect here; NULL: replace */
	size_t n;
};

static bool holds(const struct wl_withheld *withheld, const struct wl_buf *text)
{
	struct wl_err err;

	return wl_withheld_check(withheld, text, &err) != 0;
}

static void one(struct withholding *w, const char **text)
{
	struct wl_buf alone = WL_BUF_INIT;

	if (!*text || *text == wl_history_confidential)
		return;
	if (w->all) {
		wl_buf_addf(w->all, "%s\n\n", *text);
		return;
	}
	wl_buf_adds(&alone, *text);
	if (holds(w->withheld, &alone)) {
		*text = wl_history_confidential;
		w->n++;
	}
	wl_buf_release(&alone);
}

/* What the history hands out as const is its own. */
static void one_claim(struct withholding *w, const struct wl_claim *claim)
{
	if (claim)
		one(w, &((struct wl_claim *)claim)->text);
}

static void entry(struct withholding *w, struct wl_entry *entry)
{
	one(w, &((struct wl_commit *)entry->commit)->subject);
	one(w, &entry->trailers.why);
	one(w, &entry->trailers.apply_first);
	for (size_t i = 0; i < entry->revised.ncards; i++) {
		const struct wl_card_revised *card = &entry->revised.cards[i];

		for (size_t j = 0; j < card->nclaims; j++) {
			one_claim(w, card->claims[j].before);
			one_claim(w, card->claims[j].after);
		}
	}
}

static void all(struct withholding *w, struct wl_history *history)
{
	for (size_t i = 0; i < history->n; i++)
		entry(w, &history->entries[i]);
}

size_t wl_history_withhold(
	struct wl_history *history, const struct wl_withheld *withheld)
{
	struct wl_buf texts = WL_BUF_INIT;
	struct withholding w = { withheld, &texts, 0 };

	all(&w, history);
	w.all = NULL;
	if (holds(withheld, &texts))
		all(&w, history);
	wl_buf_release(&texts);
	return w.n;
}
