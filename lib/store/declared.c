/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/declared.h"

#include "model/edit.h"
#include "model/revised.h"
#include "store/declared_cache.h"
#include "store/repo.h"

/* One interview whose hypothesis is looked for. */
struct search {
	const struct wl_interview *interview;
	enum wl_declared found;
	bool ended; /* what brought the words, or the file, was seen */
};

struct searches {
	struct wl_map by_path; /* struct search */
	struct search *v;
	size_t n, left;
	struct wl_declared_key key; /* of all of them */
	struct wl_arena scratch;
};

static bool judged(const struct wl_interview *one)
{
	return one->hypothesis && one->interviewed.set &&
	       wl_interview_counts(one);
}

static uint64_t stir(uint64_t hash, uint64_t word)
{
	hash = (hash ^ word) * UINT64_C(0x9e3779b97f4a7c15);
	return hash ^ hash >> 32;
}

/* Eight bytes at a time: the key of an answer that is kept on one machine. */
static void add_key(struct wl_declared_key *key, const struct wl_interview *one)
{
	size_t n = strlen(one->path) + 1;
	uint64_t hash = stir(key->question, n), word = 0;
	const char *at = one->path;

	for (; n >= sizeof(word); n -= sizeof(word)) {
		memcpy(&word, at, sizeof(word));
		hash = stir(hash, word);
		at += sizeof(word);
	}
	word = 0;
	memcpy(&word, at, n);
	hash = stir(hash, word);
	hash = stir(hash, (uint64_t)one->interviewed.utc);
	key->question = stir(hash, one->whole_day);
}

static void collect(struct searches *searches, const struct wl_corpus *corpus)
{
	searches->v =
		wl_alloc((corpus->ninterviews + 1) * sizeof(*searches->v));
	for (size_t i = 0; i < corpus->ninterviews; i++) {
		struct search *search = &searches->v[searches->n];

		if (!judged(&corpus->interviews[i]))
			continue;
		search->interview = &corpus->interviews[i];
		add_key(&searches->key, search->interview);
		searches->n++;
	}
}

/* The words before / after the edit, NULL if there are none; false if the file
 * cannot be read. */
static bool read_words(const char **out, struct wl_arena *arena,
	const struct wl_repo_edit *edit, bool before)
{
	struct wl_edit file = { .path = edit->path };
	struct wl_err err = { 0 };
	bool read;

	wl_buf_init(&file.file);
	read = !wl_repo_edit_read(edit, before, &file.file);
	*out = read ? wl_edit_section_text(
			      arena, &file, "Preparation", "Hypothesis", &err)
		    : NULL;
	wl_buf_release(&file.file);
	return read;
}

/* Are there words after the edit, and none or others before it? */
static bool brings(struct wl_arena *scratch, const struct wl_repo_edit *edit)
{
	const char *before = NULL, *after;
	bool brings = read_words(&after, scratch, edit, false) && after;

	if (brings && !edit->added)
		brings = read_words(&before, scratch, edit, true) &&
			 !(before && wl_revised_keeps(before, after));
	wl_arena_release(scratch);
	return brings;
}

#define NOON_TO_END (12 * 3600 - 1)

/* A day without a time is over at its end; its moment is noon. */
static bool in_time(const struct search *search, int64_t moment)
{
	const struct wl_interview *one = search->interview;

	return moment <=
	       one->interviewed.utc + (one->whole_day ? NOON_TO_END : 0);
}

static bool see(void *context, const struct wl_repo_edit *edit)
{
	struct searches *searches = context;
	struct search *search = wl_map_get(&searches->by_path, edit->path);
	bool early;

	if (!search || search->ended)
		return true;
	early = in_time(search, edit->moment);
	/* A file that is added later than the interview is an import, which
	 * says no more than finding nothing does */
	if ((early || !edit->added) && brings(&searches->scratch, edit)) {
		search->found = early ? WL_RECORDED : WL_LATE;
		search->ended = true;
	}
	search->ended |= edit->added;
	searches->left -= search->ended;
	return searches->left > 0;
}

static int look(struct searches *searches, const struct wl_repo *repo,
	const struct wl_corpus *corpus, struct wl_err *err)
{
	struct wl_repo_watch watch = { "interviews", see, searches };
	char head[WL_COMMIT_TEXT];
	int rc = 0;

	if (wl_repo_is_shallow(repo))
		return 0;
	for (size_t i = 0; i < searches->n; i++)
		wl_map_put(&searches->by_path, searches->v[i].interview->path,
			&searches->v[i]);
	searches->left = searches->n;
	snprintf(head, sizeof(head), "%s", corpus->revision);
	if (wl_streq(head, "worktree"))
		rc = wl_repo_head(repo, head, err);
	return rc || !*head ? rc : wl_repo_edits(repo, head, &watch, err);
}

static int ask(struct searches *searches, const struct wl_place *place,
	const struct wl_corpus *corpus, struct wl_err *err)
{
	struct wl_repo *repo = NULL;
	int rc = wl_repo_open(&repo, place, err);

	if (!rc)
		rc = look(searches, repo, corpus, err);
	wl_repo_free(repo);
	return rc;
}

/* The answer of the last time; false if there is none. */
static bool recall(struct searches *searches, const struct wl_place *place)
{
	struct wl_buf kept = WL_BUF_INIT;
	bool known = wl_declared_recall(&searches->key, place, &kept) &&
		     kept.n == searches->n;

	for (size_t i = 0; known && i < searches->n; i++)
		searches->v[i].found = (enum wl_declared)kept.s[i];
	wl_buf_release(&kept);
	return known;
}

static void remember(
	const struct searches *searches, const struct wl_place *place)
{
	struct wl_buf found = WL_BUF_INIT;

	for (size_t i = 0; i < searches->n; i++)
		wl_buf_addc(&found, (char)searches->v[i].found);
	wl_declared_remember(&searches->key, place, &found);
	wl_buf_release(&found);
}

static int answer(struct searches *searches, const struct wl_place *place,
	const struct wl_corpus *corpus, struct wl_err *err)
{
	int rc;

	/* Several programmes of a repository share its folder */
	searches->key.question = wl_hash_more(
		searches->key.question, place->root, strlen(place->root));
	wl_declared_key(&searches->key, place, corpus->revision);
	if (recall(searches, place))
		return 0;
	rc = ask(searches, place, corpus, err);
	if (!rc)
		remember(searches, place);
	return rc;
}

void wl_declarations_prepare(
	struct wl_beside *beside, const struct wl_place *place)
{
	*beside = (struct wl_beside){ .running = false };
	if (wl_declared_empty(place))
		wl_repo_prepare(beside, place);
}

int wl_declarations_read(struct wl_declarations *out,
	const struct wl_place *place, const struct wl_corpus *corpus,
	struct wl_err *err)
{
	struct searches searches = { .n = 0 };
	int rc = 0;

	memset(out, 0, sizeof(*out));
	collect(&searches, corpus);
	if (!searches.n)
		goto done;
	rc = answer(&searches, place, corpus, err);
	if (rc == WL_ENOTFOUND)
		rc = 0;
	/* What is not set is declared */
	for (size_t i = 0; !rc && i < searches.n; i++)
		if (searches.v[i].found != WL_DECLARED)
			wl_declared_set(out, searches.v[i].interview->id,
				searches.v[i].found);
done:
	wl_map_release(&searches.by_path);
	free(searches.v);
	return rc;
}

void wl_declarations_release(struct wl_declarations *declarations)
{
	wl_map_release(&declarations->by_id);
	wl_arena_release(&declarations->arena);
}

void wl_declared_set(struct wl_declarations *declarations, const char *id,
	enum wl_declared declared)
{
	enum wl_declared *kept =
		wl_arena_alloc(&declarations->arena, sizeof(*kept));

	*kept = declared;
	wl_map_put(&declarations->by_id, id, kept);
}

enum wl_declared wl_declared_of(
	const struct wl_declarations *declarations, const char *id)
{
	const enum wl_declared *kept =
		declarations ? wl_map_get(&declarations->by_id, id) : NULL;

	return kept ? *kept : WL_DECLARED;
}
