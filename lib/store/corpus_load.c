/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/corpus_load.h"

#include "store/cache.h"
#include "store/complete.h"
#include "store/layout.h"

/* Deals */

static void read_deals(void *context)
{
	struct wl_deal_loading *loading = context;
	struct wl_buf bytes = WL_BUF_INIT;
	struct wl_source source = { .path = WL_DEALS_FILE };

	loading->rc = wl_tree_read(
		loading->tree, source.path, WL_CSV_MAX, &bytes, &loading->err);
	source.bytes = bytes.s;
	source.n = bytes.n;
	if (!loading->rc)
		loading->rc = wl_deals_parse(&loading->deals, &loading->arena,
			loading->programme, &source, &loading->err);
	wl_buf_release(&bytes);
}

void wl_corpus_deals_begin(
	struct wl_corpus *corpus, struct wl_deal_loading *loading)
{
	loading->known = wl_cache_deals(corpus->cache, &loading->deals);
	if (!loading->known)
		wl_beside_begin(&loading->beside, read_deals, loading);
}

void wl_corpus_deals_end(
	struct wl_corpus *corpus, struct wl_deal_loading *loading)
{
	struct wl_arena arena;

	if (loading->known && wl_cache_deals(corpus->cache, &loading->deals)) {
		corpus->deals = loading->deals;
		return;
	}
	if (loading->known)
		read_deals(loading);
	else
		wl_beside_end(&loading->beside);
	loading->known = false;
	arena = loading->arena;
	wl_arena_adopt(&corpus->arena, &arena);
	if (!loading->rc)
		corpus->deals = loading->deals;
	else if (loading->rc != WL_ENOTFOUND)
		wl_errs_add(&corpus->unreadable, &loading->err);
	wl_deals_index(&corpus->deals, &corpus->arena);
}

/* Interviews */

/* What the workers share; each writes to its own arena, errors and slot. */
struct loading {
	struct wl_tree *tree;
	struct wl_cache *cache; /* NULL: all is read */
	bool deals;             /* are as the cache has them */
	const char *const *paths;
	size_t n;
	struct wl_map alike;   /* path -> an interview of the working tree */
	struct wl_strv listed; /* the paths, without a cache */
	struct wl_interview *interviews; /* by path */
	bool *readable;
	struct wl_arena *arenas; /* by worker */
	struct wl_errs *errors;  /* by worker */
	struct wl_buf *bytes;    /* by worker, used again */
};

/* One that came from the cache is complete, unless deals have changed. */
static bool take_interview(struct loading *loading, size_t i)
{
	struct wl_interview *one = &loading->interviews[i];

	if (!wl_cache_get(loading->cache, i, one))
		return false;
	if (!loading->deals)
		wl_complete_undo(one);
	return true;
}

static void find_alike(struct loading *loading, const struct wl_corpus *like)
{
	for (size_t i = 0; like && i < like->ninterviews; i++) {
		struct wl_interview *one = &like->interviews[i];

		if (one->passages || !one->npassages)
			wl_map_put(&loading->alike, one->path, one);
	}
}

/* What the same bytes gave when the working tree was read. */
static bool share_interview(
	struct loading *loading, size_t i, struct wl_buf *scratch)
{
	const char *path = loading->paths[i];
	const struct wl_interview *same = wl_map_get(&loading->alike, path);
	struct wl_interview *one = &loading->interviews[i];

	if (!same || !wl_tree_unchanged(
			     loading->tree, path, WL_MARKDOWN_MAX, scratch))
		return false;
	*one = *same;
	one->kept = NULL; /* in the other's cache */
	wl_complete_undo(one);
	return true;
}

static void load_interview(void *context, size_t i, size_t worker)
{
	struct loading *loading = context;
	struct wl_buf *bytes = &loading->bytes[worker];
	const char *path = loading->paths[i];
	struct wl_arena *arena = &loading->arenas[worker];
	struct wl_err err;
	int rc;

	loading->readable[i] = take_interview(loading, i) ||
			       share_interview(loading, i, bytes);
	if (loading->readable[i])
		return;
	wl_buf_clear(bytes);
	rc = wl_tree_read(loading->tree, path, WL_MARKDOWN_MAX, bytes, &err);
	if (!rc) {
		struct wl_source source = {
			.path = path, .bytes = bytes->s, .n = bytes->n
		};

		rc = wl_interview_parse(
			&loading->interviews[i], arena, &source, &err);
	}
	loading->readable[i] = rc == 0;
	if (rc)
		wl_errs_add(&loading->errors[worker], &err);
}

#define TWO_DAYS ((int64_t)2 * 24 * 3600) /* more than zones can make */

static bool is_later(
	const struct wl_corpus *corpus, const struct wl_interview *one)
{
	return wl_corpus_is_later(corpus, &one->interviewed, one->whole_day);
}

/* Put what took place later apart, if anything did; what is in the cache stays
 * as it is there. */
static void leave_out_later(struct wl_corpus *corpus)
{
	struct wl_interview *v = corpus->interviews;
	struct wl_coded *coded = corpus->coded;
	size_t n = corpus->ninterviews;
	bool any = false;

	for (size_t i = 0; i < n; i++)
		any = any || is_later(corpus, &v[i]);
	if (!any)
		return;
	corpus->interviews = wl_arena_raw(&corpus->arena, n * sizeof(*v));
	corpus->coded = wl_arena_raw(&corpus->arena, n * sizeof(*coded));
	corpus->later = wl_arena_raw(&corpus->arena, n * sizeof(*v));
	corpus->ninterviews = 0;
	for (size_t i = 0; i < n; i++) {
		if (is_later(corpus, &v[i])) {
			corpus->later[corpus->nlater++] = v[i];
			continue;
		}
		corpus->interviews[corpus->ninterviews] = v[i];
		corpus->coded[corpus->ninterviews++] = coded[i];
	}
}

static void gather(struct wl_corpus *corpus, const struct loading *loading)
{
	size_t n = 0;

	corpus->interviews = loading->interviews;
	for (size_t i = 0; i < loading->n; i++) {
		if (!loading->readable[i])
			continue;
		if (n < i)
			corpus->interviews[n] = loading->interviews[i];
		n++;
	}
	corpus->ninterviews = n;
}

static int by_id(const void *a, const void *b)
{
	const struct wl_interview *x = a, *y = b;
	int order = strcmp(x->id, y->id);

	return order ? order : strcmp(x->path, y->path);
}

/* The same id twice: neither can be cited any more. */
static void sort_interviews(struct wl_corpus *corpus)
{
	struct wl_interview *v = corpus->interviews;
	size_t n = 0;

	/* By path they mostly are by id */
	while (n + 1 < corpus->ninterviews && by_id(&v[n], &v[n + 1]) < 0)
		n++;
	if (n + 1 < corpus->ninterviews)
		qsort(v, corpus->ninterviews, sizeof(*v), by_id);
	n = 0;
	for (size_t i = 0; i < corpus->ninterviews; i++) {
		if (n && wl_streq(v[n - 1].id, v[i].id)) {
			struct wl_err err;

			wl_err_at(&err, v[i].path, 1, 0,
				"id '%s' is taken by '%s'", v[i].id,
				v[n - 1].path);
			wl_err_hint(&err, "give one of the two another id "
					  "and file name");
			wl_errs_add(&corpus->unreadable, &err);
			continue;
		}
		if (n < i)
			v[n] = v[i];
		n++;
	}
	corpus->ninterviews = n;
}

static void load_all(struct wl_corpus *corpus, struct loading *loading)
{
	size_t workers = wl_pool_workers(loading->n);

	loading->interviews = wl_arena_raw(
		&corpus->arena, loading->n * sizeof(*loading->interviews));
	loading->readable = wl_alloc(loading->n);
	loading->arenas = wl_alloc(workers * sizeof(*loading->arenas));
	loading->errors = wl_alloc(workers * sizeof(*loading->errors));
	loading->bytes = wl_alloc(workers * sizeof(*loading->bytes));
	for (size_t i = 0; i < workers; i++)
		wl_buf_init(&loading->bytes[i]);
	wl_pool_run(loading->n, load_interview, loading);
	gather(corpus, loading);
	for (size_t i = 0; i < workers; i++) {
		struct wl_errs *errors = &loading->errors[i];

		wl_arena_adopt(&corpus->arena, &loading->arenas[i]);
		for (size_t j = 0; j < errors->n; j++)
			wl_errs_add(&corpus->unreadable, &errors->v[j]);
		wl_errs_release(errors);
		wl_buf_release(&loading->bytes[i]);
	}
	free(loading->bytes);
	free(loading->errors);
	free(loading->arenas);
	free(loading->readable);
}

/* Numbers */

struct numbering {
	struct wl_corpus *corpus;
	struct wl_renumbering numbers; /* of what the cache has */
	struct wl_arena *arenas;       /* by worker */
	struct wl_number_memory **memories;
};

static void number_interview(void *context, size_t i, size_t worker)
{
	struct numbering *numbering = context;
	struct wl_corpus *corpus = numbering->corpus;
	const struct wl_interview *one = &corpus->interviews[i];
	const struct wl_coded *old = wl_cache_coded(corpus->cache, one);
	struct wl_arena *arena = &numbering->arenas[worker];

	if (old)
		wl_coded_renumber(
			&corpus->coded[i], old, &numbering->numbers, arena);
	else
		wl_coded_number(&corpus->coded[i], &corpus->numbers,
			numbering->memories[worker], one, arena);
	wl_coded_fill(&corpus->coded[i], one, &corpus->deals);
}

static void number_all(struct numbering *numbering)
{
	struct wl_corpus *corpus = numbering->corpus;
	size_t n = corpus->ninterviews, workers = wl_pool_workers(n);

	corpus->coded = wl_arena_alloc(
		&corpus->arena, (n + 1) * sizeof(*corpus->coded));
	numbering->arenas = wl_alloc(workers * sizeof(*numbering->arenas));
	numbering->memories = wl_alloc(workers * sizeof(*numbering->memories));
	for (size_t i = 0; i < workers; i++)
		numbering->memories[i] = wl_number_memory_new();
	wl_pool_run(n, number_interview, numbering);
	for (size_t i = 0; i < workers; i++) {
		wl_arena_adopt(&corpus->arena, &numbering->arenas[i]);
		wl_number_memory_free(numbering->memories[i]);
	}
	free(numbering->memories);
	free(numbering->arenas);
}

static void save(struct wl_corpus *corpus, const struct wl_deal_loading *deals,
	bool renumbered)
{
	const struct wl_cache_load load = {
		.interviews = corpus->interviews,
		.coded = corpus->coded,
		.ninterviews = corpus->ninterviews,
		.numbers = &corpus->numbers,
		.renumbered = renumbered,
		.deals = deals->rc && deals->rc != WL_ENOTFOUND
				 ? NULL
				 : &corpus->deals,
		.ndimensions = corpus->programme.ndimensions,
	};

	wl_cache_save(corpus->cache, &load);
}

/* Those that are not as the cache has them, or not in one. */
static void load_changed(struct wl_corpus *corpus, struct loading *loading,
	struct wl_deal_loading *deals)
{
	loading->deals = deals->known;
	load_all(corpus, loading);
	wl_corpus_deals_end(corpus, deals);
	sort_interviews(corpus);
	for (size_t i = 0; i < corpus->ninterviews; i++) {
		struct wl_interview *one = &corpus->interviews[i];

		wl_complete(one, wl_corpus_deal(corpus, one->deal),
			&corpus->programme, &corpus->arena);
	}
}

/* All as the cache has it, if nothing has changed; true then. */
static bool take_all(struct wl_corpus *corpus, struct loading *loading,
	struct wl_deal_loading *deals)
{
	if (!loading->cache || !wl_cache_look(loading->cache))
		return false;
	wl_corpus_deals_end(corpus, deals);
	corpus->interviews = wl_cache_interviews(
		loading->cache, &corpus->coded, &corpus->ninterviews);
	return true;
}

static void load_interviews(struct wl_corpus *corpus, struct loading *loading,
	struct wl_deal_loading *deals)
{
	struct numbering numbering = { .corpus = corpus };
	struct wl_numbers old = wl_cache_numbers(corpus->cache);
	bool whole = take_all(corpus, loading, deals);

	if (!whole)
		load_changed(corpus, loading, deals);
	wl_numbers_init(&corpus->numbers, &corpus->codebook, corpus->guides,
		corpus->nguides);
	wl_numbers_adopt(
		&corpus->numbers, &numbering.numbers, &corpus->arena, &old);
	if (!whole || !numbering.numbers.same) {
		number_all(&numbering);
		save(corpus, deals, !numbering.numbers.same);
	}
	if (!whole || !corpus->as_of.set ||
		!wl_cache_before(corpus->cache, corpus->as_of.utc - TWO_DAYS))
		leave_out_later(corpus);
}

int wl_corpus_load_interviews(struct wl_corpus *corpus, struct wl_tree *tree,
	struct wl_deal_loading *deals, const struct wl_corpus *like,
	struct wl_err *err)
{
	struct loading loading = { .tree = tree, .cache = corpus->cache };
	int rc;

	find_alike(&loading, like);
	if (loading.cache) {
		rc = wl_cache_list(
			loading.cache, &loading.paths, &loading.n, err);
	} else {
		rc = wl_tree_list(tree, WL_INTERVIEWS_FOLDER, ".md",
			&loading.listed, err);
		loading.paths = (const char *const *)loading.listed.v;
		loading.n = loading.listed.n;
	}
	if (rc)
		wl_corpus_deals_end(corpus, deals);
	else
		load_interviews(corpus, &loading, deals);
	wl_strv_release(&loading.listed);
	wl_map_release(&loading.alike);
	return rc;
}

/* Passages */

struct opening {
	struct wl_corpus *corpus;
	struct wl_arena *arenas; /* by worker */
	struct wl_errs *errors;  /* by worker */
};

/* A file that changed while it was read says nothing. */
static void empty(struct wl_interview *interview, struct wl_arena *arena)
{
	interview->passages = wl_arena_alloc(
		arena, interview->npassages * sizeof(*interview->passages));
	for (size_t i = 0; i < interview->npassages; i++)
		interview->passages[i].words = "";
}

static void open_passages(struct wl_cache *cache,
	struct wl_interview *interview, struct wl_arena *arena,
	struct wl_errs *errors)
{
	struct wl_err err;

	if (!wl_cache_passages(cache, interview, arena, &err))
		return;
	wl_errs_add(errors, &err);
	empty(interview, arena);
}

static void open_interview(void *context, size_t i, size_t worker)
{
	struct opening *opening = context;

	open_passages(opening->corpus->cache, &opening->corpus->interviews[i],
		&opening->arenas[worker], &opening->errors[worker]);
}

void wl_corpus_load_passages(struct wl_corpus *corpus)
{
	size_t workers = wl_pool_workers(corpus->ninterviews);
	struct opening opening = { .corpus = corpus };

	if (!corpus->cache)
		return;
	opening.arenas = wl_alloc(workers * sizeof(*opening.arenas));
	opening.errors = wl_alloc(workers * sizeof(*opening.errors));
	wl_pool_run(corpus->ninterviews, open_interview, &opening);
	for (size_t i = 0; i < workers; i++) {
		struct wl_errs *errors = &opening.errors[i];

		wl_arena_adopt(&corpus->arena, &opening.arenas[i]);
		for (size_t j = 0; j < errors->n; j++)
			wl_errs_add(&corpus->late, &errors->v[j]);
		wl_errs_release(errors);
	}
	free(opening.errors);
	free(opening.arenas);
}

void wl_corpus_passages(
	const struct wl_corpus *corpus, const struct wl_interview *interview)
{
	static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;
	struct wl_corpus *mine = (struct wl_corpus *)corpus;

	if (!interview->kept)
		return;
	pthread_mutex_lock(&mutex);
	open_passages(corpus->cache, (struct wl_interview *)interview,
		&mine->arena, &mine->late);
	pthread_mutex_unlock(&mutex);
}

int wl_corpus_complete(const struct wl_corpus *corpus, struct wl_err *err)
{
	if (!corpus->late.n)
		return 0;
	*err = corpus->late.v[0];
	return err->code;
}
