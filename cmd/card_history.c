/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A card as it was: in the last commit, and when it was verified. */
#include "card_change.h"
#include "store/commits.h"

int card_committed(struct card_change *change, struct wl_buf *out, bool *there,
	struct wl_err *err)
{
	char head[WL_COMMIT_TEXT] = "";
	struct wl_repo *repo = NULL;
	int rc;

	*there = false;
	rc = wl_repo_open(&repo, &change->carding->session->place, err);
	if (!rc)
		rc = wl_repo_head(repo, head, err);
	if (!rc && *head)
		rc = wl_repo_read(repo, head, change->edit.path,
			WL_MARKDOWN_MAX, out, err);
	*there = !rc && *head;
	wl_repo_free(repo);
	return rc == WL_ENOTFOUND ? 0 : rc;
}

/* Looking for the commit that has the verified claims. */
struct search {
	struct card_change *change;
	const struct wl_repo *repo;
	const char *digest;
	const struct wl_card *found;
};

static bool see(void *context, const struct wl_commit *commit,
	const struct wl_strv *changed)
{
	struct search *search = context;
	struct wl_arena *arena = &search->change->carding->arena;
	struct wl_edit edit = { .file = WL_BUF_INIT,
		.path = search->change->edit.path };
	struct wl_buf digest = WL_BUF_INIT;
	struct wl_card *card = wl_arena_alloc(arena, sizeof(*card));

	(void)changed;
	if (!wl_repo_read(search->repo, commit->id, edit.path, WL_MARKDOWN_MAX,
		    &edit.file, NULL) &&
		!wl_card_read(card, arena, &edit, NULL)) {
		wl_card_digest(&digest, card);
		if (wl_streq(digest.s, search->digest))
			search->found = card;
	}
	wl_buf_release(&digest);
	wl_buf_release(&edit.file);
	return !search->found;
}

int card_verified_state(struct card_change *change, const struct wl_card **out,
	struct wl_err *err)
{
	struct search search = { .change = change,
		.digest = change->trust->card->verified_as };
	const char *paths[] = { change->edit.path };
	struct wl_walk walk = { .paths = { paths, 1 },
		.arena = &change->carding->arena,
		.see = see,
		.context = &search };
	struct wl_repo *repo = NULL;
	int rc;

	if (!search.digest)
		return 0;
	rc = wl_repo_open(&repo, &change->carding->session->place, err);
	search.repo = repo;
	if (!rc)
		rc = wl_repo_walk(repo, &walk, err);
	wl_repo_free(repo);
	if (search.found)
		*out = search.found;
	return rc;
}
