/* SPDX-License-Identifier: GPL-3.0-or-later */
/* card why: the chain behind one claim, from its line to the commits. */
#include "card.h"
#include "publish/cards.h"
#include "store/history.h"

struct looking {
	struct carding *carding;
	const struct wl_card *card;
	const struct wl_claim *claim; /* as the walk knows it so far */
	struct wl_repo *repo;
	struct wl_history history;
	struct wl_claim_history out;
	struct wl_claim_commit *commits;
};

/* One that had no id yet is known by its words. */
static bool is_same(const struct wl_claim *a, const struct wl_claim *b)
{
	if (!a || !b)
		return false;
	return a->id && b->id ? wl_streq(a->id, b->id)
			      : wl_streq(a->text, b->text);
}

static const char *what_of(const struct wl_claim_revised *one)
{
	if (one->kind != WL_CLAIM_CHANGED)
		return wl_revision_kinds[one->kind];
	if (one->words && one->evidence)
		return "words and evidence";
	return one->words ? "words" : "evidence";
}

static const struct wl_claim_revised *touched(
	const struct looking *looking, const struct wl_entry *entry)
{
	for (size_t i = 0; i < entry->revised.ncards; i++) {
		const struct wl_card_revised *card = &entry->revised.cards[i];
		const struct wl_card *one =
			card->after ? card->after : card->before;

		if (wl_card_order(one, looking->card))
			continue;
		for (size_t j = 0; j < card->nclaims; j++)
			if (is_same(card->claims[j].after, looking->claim))
				return &card->claims[j];
	}
	return NULL;
}

static void gather(struct looking *looking)
{
	const struct wl_history *history = &looking->history;

	looking->commits = wl_arena_alloc(&looking->carding->arena,
		(history->n + 1) * sizeof(*looking->commits));
	for (size_t i = 0; i < history->n; i++) {
		const struct wl_entry *entry = &history->entries[i];
		const struct wl_claim_revised *one = touched(looking, entry);

		if (!one)
			continue;
		looking->commits[looking->out.n++] =
			(struct wl_claim_commit){ entry->commit, what_of(one),
				entry->trailers.why };
		looking->claim = one->before ? one->before : looking->claim;
	}
	looking->out.v = looking->commits;
	looking->out.cut = history->cut;
}

/* Does the commit that is checked out hold the claim as it stands? */
static bool is_committed(struct looking *looking, const char *commit)
{
	struct wl_buf bytes = WL_BUF_INIT;
	struct wl_card old;
	const struct wl_card *before = &old, *after = looking->card;
	struct wl_revised revised = { 0 };
	bool same;

	same = *commit &&
	       !wl_repo_read(looking->repo, commit, looking->card->path,
		       WL_MARKDOWN_MAX, &bytes, NULL);
	if (same) {
		const struct wl_source source = { .path = looking->card->path,
			.bytes = bytes.s,
			.n = bytes.n };

		same = !wl_card_parse(
			&old, &looking->carding->arena, &source, NULL);
	}
	if (same)
		wl_revised_make(&revised, &looking->carding->arena, &before, 1,
			&after, 1);
	for (size_t i = 0; same && i < revised.ncards; i++)
		for (size_t j = 0; j < revised.cards[i].nclaims; j++)
			same &= revised.cards[i].claims[j].after !=
				looking->claim;
	wl_buf_release(&bytes);
	return same;
}

static int look(struct looking *looking, struct wl_err *err)
{
	struct carding *carding = looking->carding;
	struct wl_history_query query = {
		.programme = &carding->session->corpus.programme,
		.since = WL_NO_DAY,
		.until = WL_NO_DAY
	};
	char head[WL_COMMIT_TEXT] = "";
	int rc;

	query.card = wl_arena_printf(&carding->arena, "%s/%s",
		wl_card_types[looking->card->type], looking->card->id);
	rc = wl_repo_open(&looking->repo, &carding->session->place, err);
	if (rc == WL_ENOTFOUND) {
		looking->out.none = true;
		return 0;
	}
	if (!rc)
		rc = wl_repo_head(looking->repo, head, err);
	if (rc)
		return rc;
	looking->out.uncommitted = !is_committed(looking, head);
	rc = wl_history_read(&looking->history, looking->repo, &query, err);
	if (!rc)
		gather(looking);
	return rc;
}

int card_why(struct carding *carding, struct wl_err *err)
{
	struct looking looking = { .carding = carding };
	struct wl_card_view view = { .trust = &carding->trust };
	struct wl_buf out = WL_BUF_INIT;
	int rc;

	rc = carding_open(carding, err);
	if (!rc)
		rc = card_find_claim(carding, carding_word(carding, 0),
			&view.card, &view.claim, err);
	if (rc)
		return rc;
	looking.card = view.card->card;
	looking.claim = view.claim->claim;
	rc = look(&looking, err);
	if (!rc) {
		view.history = &looking.out;
		carding_publish(carding, &out, &view);
		rc = carding_print(carding, &out, err);
	}
	wl_history_release(&looking.history);
	wl_repo_free(looking.repo);
	wl_buf_release(&out);
	return rc;
}
