/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/corpus_load.h"

#include "base/pool.h"
#include "store/cache.h"
#include "store/layout.h"

/* What the workers share; each writes to its own arena, errors and slot. */
struct loading {
	struct wl_tree *tree;
	struct wl_cache *cache; /* NULL: all is read */
	struct wl_strv paths;
	struct wl_interview *interviews; /* by path */
	bool *readable;
	struct wl_arena *arenas; /* by worker */
	struct wl_errs *errors;  /* by worker */
	struct wl_buf *bytes;    /* by worker, used again */
};

static void load_interview(void *context, size_t i, size_t worker)
{
	struct loading *loading = context;
	struct wl_buf *bytes = &loading->bytes[worker];
	const char *path = loading->paths.v[i];
	struct wl_arena *arena = &loading->arenas[worker];
	struct wl_err err;
	int rc;

	loading->readable[i] =
		wl_cache_get(loading->cache, i, &loading->interviews[i]);
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
	else
		loading->interviews[i].path = wl_arena_strdup(arena, path);
}

/*
 * Is it after what counts as now?  A date means all of that day, wherever the
 * interview took place, so that the answer does not depend on our zone.
 */
static bool is_later(const struct wl_time *when, const struct wl_time *as_of)
{
	if (!when->set || !as_of->set)
		return false;
	if (as_of->whole_day)
		return wl_time_day(when) > wl_time_day(as_of);
	return wl_time_compare(when, as_of) > 0;
}

static void gather(struct wl_corpus *corpus, struct loading *loading)
{
	size_t n = 0;

	corpus->interviews = loading->interviews;
	for (size_t i = 0; i < loading->paths.n; i++) {
		const struct wl_interview *one = &loading->interviews[i];

		if (!loading->readable[i] ||
			is_later(&one->interviewed, &corpus->as_of))
			continue;
		if (n < i)
			corpus->interviews[n] = *one;
		n++;
	}
	corpus->ninterviews = n;
}

int wl_corpus_load_interviews(
	struct wl_corpus *corpus, struct wl_tree *tree, struct wl_err *err)
{
	struct loading loading = { .tree = tree };
	size_t workers;
	int rc;

	rc = wl_tree_list(tree, "interviews", ".md", &loading.paths, err);
	if (rc)
		goto done;
	workers = wl_pool_workers(loading.paths.n);
	loading.interviews = wl_arena_raw(
		&corpus->arena, loading.paths.n * sizeof(*loading.interviews));
	loading.readable = wl_alloc(loading.paths.n);
	loading.arenas = wl_alloc(workers * sizeof(*loading.arenas));
	loading.errors = wl_alloc(workers * sizeof(*loading.errors));
	loading.bytes = wl_alloc(workers * sizeof(*loading.bytes));
	for (size_t i = 0; i < workers; i++)
		wl_buf_init(&loading.bytes[i]);
	loading.cache = wl_cache_open(wl_tree_place(tree), &loading.paths);
	wl_pool_run(loading.paths.n, load_interview, &loading);
	wl_cache_save(loading.cache, loading.interviews, loading.readable);
	corpus->cache = loading.cache;
	gather(corpus, &loading);
	for (size_t i = 0; i < workers; i++) {
		wl_arena_adopt(&corpus->arena, &loading.arenas[i]);
		for (size_t j = 0; j < loading.errors[i].n; j++)
			wl_errs_add(
				&corpus->unreadable, &loading.errors[i].v[j]);
		wl_errs_release(&loading.errors[i]);
		wl_buf_release(&loading.bytes[i]);
	}
done:
	free(loading.bytes);
	free(loading.errors);
	free(loading.arenas);
	free(loading.readable);
	wl_strv_release(&loading.paths);
	return rc;
}

void wl_corpus_read_deals(void *context)
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

void wl_corpus_take_deals(
	struct wl_corpus *corpus, const struct wl_deal_loading *loading)
{
	struct wl_arena arena = loading->arena;

	wl_arena_adopt(&corpus->arena, &arena);
	if (!loading->rc)
		corpus->deals = loading->deals;
	else if (loading->rc != WL_ENOTFOUND)
		wl_errs_add(&corpus->unreadable, &loading->err);
}
