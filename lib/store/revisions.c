/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/revisions.h"

#include "store/declared_cache.h"
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

static void ask(struct wl_card_revisions *out, const struct wl_place *place,
	const struct wl_history_query *query)
{
	struct wl_history history = { 0 };
	struct wl_repo *repo = NULL;
	struct wl_err none;

	if (!wl_repo_open(&repo, place, &none)) {
		if (!wl_history_read(&history, repo, query, &none))
			take_all(out, &history);
		wl_history_release(&history);
	}
	wl_repo_free(repo);
}

/* The answer of the last time: of each revision its day, its type and the id
 * of the card with its NUL. */

struct kept {
	int32_t day, type;
};

static bool recall(struct wl_card_revisions *out,
	const struct wl_declared_key *key, const struct wl_place *place)
{
	struct wl_buf bytes = WL_BUF_INIT;
	bool known = wl_declared_recall(key, place, &bytes);

	out->v = wl_arena_alloc(&out->arena,
		bytes.n / (sizeof(struct kept) + 1) * sizeof(*out->v));
	for (size_t at = 0; at + sizeof(struct kept) < bytes.n;) {
		struct kept kept;
		const char *id = bytes.s + at + sizeof(kept);

		memcpy(&kept, bytes.s + at, sizeof(kept));
		out->v[out->n++] =
			(struct wl_card_revision){ (enum wl_card_type)kept.type,
				wl_arena_strdup(&out->arena, id), kept.day };
		at += sizeof(kept) + strlen(id) + 1;
	}
	out->known = known;
	wl_buf_release(&bytes);
	return known;
}

static void remember(const struct wl_card_revisions *revisions,
	const struct wl_declared_key *key, const struct wl_place *place)
{
	struct wl_buf bytes = WL_BUF_INIT;

	for (size_t i = 0; i < revisions->n; i++) {
		const struct wl_card_revision *one = &revisions->v[i];
		struct kept kept = { one->day, (int32_t)one->type };

		wl_buf_add(&bytes, &kept, sizeof(kept));
		wl_buf_add(&bytes, one->id, strlen(one->id) + 1);
	}
	wl_declared_remember(key, place, &bytes);
	wl_buf_release(&bytes);
}

void wl_card_revisions_read(struct wl_card_revisions *out,
	const struct wl_place *place, const struct wl_programme *programme,
	const wl_day days[2])
{
	struct wl_history_query query = { .programme = programme,
		.since = days[0],
		.until = days[1],
		.cards = true };
	struct wl_declared_key key = { .question = wl_hash(
					       days, 2 * sizeof(*days)) };

	/* Several programmes of a repository share its folder */
	key.question =
		wl_hash_more(key.question, place->root, strlen(place->root));
	memset(out, 0, sizeof(*out));
	wl_declared_key(&key, place, "worktree");
	if (recall(out, &key, place))
		return;
	ask(out, place, &query);
	if (out->known)
		remember(out, &key, place);
}

void wl_card_revisions_release(struct wl_card_revisions *revisions)
{
	wl_arena_release(&revisions->arena);
}
