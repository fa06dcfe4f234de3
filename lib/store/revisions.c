/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/revisions.h"

#include "store/history.h"

static void take(
	struct wl_card_revisions *out, const struct wl_card *card, wl_day day)
{
	for (size_t i = 0; i < out->n; i++) {
		struct wl_card_revision *one = &out->v[i];

		if (one->type != card->type || !wl_streq(one->id, card->id))
			continue;
		if (day < one->day)
			one->day = day;
		return;
	}
	out->v[out->n++] = (struct wl_card_revision){ card->type,
		wl_arena_strdup(&out->arena, card->id), day };
}

static void take_entry(
	struct wl_card_revisions *out, const struct wl_entry *entry)
{
	wl_day day = wl_time_day(&entry->commit->when);

	for (size_t i = 0; !entry->import && i < entry->revised.ncards; i++) {
		const struct wl_card_revised *card = &entry->revised.cards[i];

		if (card->nclaims && card->after)
			take(out, card->after, day);
	}
}

static void take_all(
	struct wl_card_revisions *out, const struct wl_history *history)
{
	size_t most = 0;

	for (size_t i = 0; i < history->n; i++)
		most += history->entries[i].revised.ncards;
	out->v = wl_arena_alloc(&out->arena, most * sizeof(*out->v));
	for (size_t i = 0; i < history->n; i++)
		take_entry(out, &history->entries[i]);
	out->known = !history->cut;
}

void wl_card_revisions_read(struct wl_card_revisions *out,
	const struct wl_place *place, const struct wl_programme *programme,
	const wl_day days[2])
{
	struct wl_history_query query = { .programme = programme,
		.since = days[0],
		.until = days[1],
		.cards = true };
	struct wl_history history = { 0 };
	struct wl_repo *repo = NULL;
	struct wl_err none;

	memset(out, 0, sizeof(*out));
	if (!wl_repo_open(&repo, place, &none)) {
		if (!wl_history_read(&history, repo, &query, &none))
			take_all(out, &history);
		wl_history_release(&history);
	}
	wl_repo_free(repo);
}

void wl_card_revisions_release(struct wl_card_revisions *revisions)
{
	wl_arena_release(&revisions->arena);
}
