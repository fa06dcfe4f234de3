/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/corpus.h"

#include "base/path.h"
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
		wl_cache_get(loading->cache, i, &loading->interviews[i], arena);
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

	corpus->interviews = wl_arena_alloc(
		&corpus->arena, loading->paths.n * sizeof(*corpus->interviews));
	for (size_t i = 0; i < loading->paths.n; i++) {
		const struct wl_interview *one = &loading->interviews[i];

		if (!loading->readable[i])
			continue;
		if (is_later(&one->interviewed, &corpus->as_of))
			continue;
		corpus->interviews[n++] = *one;
	}
	corpus->ninterviews = n;
}

static int load_interviews(
	struct wl_corpus *corpus, struct wl_tree *tree, struct wl_err *err)
{
	struct loading loading = { .tree = tree };
	size_t workers;
	int rc;

	rc = wl_tree_list(tree, "interviews", ".md", &loading.paths, err);
	if (rc)
		goto done;
	workers = wl_pool_workers(loading.paths.n);
	loading.interviews =
		wl_alloc(loading.paths.n * sizeof(*loading.interviews));
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
	free(loading.interviews);
	wl_strv_release(&loading.paths);
	return rc;
}

/* One file, parsed by `parse` into `out`; missing leaves out as it is. */
typedef int (*parser)(void *out, struct wl_corpus *corpus,
	const struct wl_source *source, struct wl_err *err);

static int load_file(void *out, struct wl_corpus *corpus, struct wl_tree *tree,
	const char *path, parser parse)
{
	struct wl_buf bytes = WL_BUF_INIT;
	struct wl_err err;
	int rc;

	rc = wl_tree_read(tree, path,
		wl_ends(path, ".csv")  ? WL_CSV_MAX
		: wl_ends(path, ".md") ? WL_MARKDOWN_MAX
				       : WL_YAML_MAX,
		&bytes, &err);
	if (!rc) {
		struct wl_source source = {
			.path = wl_arena_strdup(&corpus->arena, path),
			.bytes = bytes.s,
			.n = bytes.n,
		};

		rc = parse(out, corpus, &source, &err);
	}
	if (rc && rc != WL_ENOTFOUND)
		wl_errs_add(&corpus->unreadable, &err);
	wl_buf_release(&bytes);
	return rc;
}

static int parse_programme(void *out, struct wl_corpus *corpus,
	const struct wl_source *source, struct wl_err *err)
{
	int rc = wl_source_check(source, WL_YAML_MAX, err);

	return rc ? rc : wl_programme_parse(out, &corpus->arena, source, err);
}

static int parse_codebook(void *out, struct wl_corpus *corpus,
	const struct wl_source *source, struct wl_err *err)
{
	int rc = wl_source_check(source, WL_YAML_MAX, err);

	return rc ? rc : wl_codebook_parse(out, &corpus->arena, source, err);
}

static int parse_guide(void *out, struct wl_corpus *corpus,
	const struct wl_source *source, struct wl_err *err)
{
	int rc = wl_source_check(source, WL_YAML_MAX, err);

	return rc ? rc : wl_guide_parse(out, &corpus->arena, source, err);
}

static int parse_deals(void *out, struct wl_corpus *corpus,
	const struct wl_source *source, struct wl_err *err)
{
	return wl_deals_parse(
		out, &corpus->arena, &corpus->programme, source, err);
}

static int parse_field(void *out, struct wl_corpus *corpus,
	const struct wl_source *source, struct wl_err *err)
{
	return wl_field_parse(out, &corpus->arena, source, err);
}

static int parse_card(void *out, struct wl_corpus *corpus,
	const struct wl_source *source, struct wl_err *err)
{
	return wl_card_parse(out, &corpus->arena, source, err);
}

static int parse_kept(void *out, struct wl_corpus *corpus,
	const struct wl_source *source, struct wl_err *err)
{
	return wl_kept_parse(out, &corpus->arena, source, err);
}

/* All files of a folder into a new array of elements of `size`. */
static int load_folder(void *out, size_t *n, size_t size,
	struct wl_corpus *corpus, struct wl_tree *tree,
	const char *const folder[2], parser parse, struct wl_err *err)
{
	struct wl_strv paths;
	char *v;
	int rc;

	wl_strv_init(&paths);
	rc = wl_tree_list(tree, folder[0], folder[1], &paths, err);
	v = wl_arena_alloc(&corpus->arena, paths.n * size);
	*n = 0;
	for (size_t i = 0; !rc && i < paths.n; i++)
		if (!load_file(v + *n * size, corpus, tree, paths.v[i], parse))
			++*n;
	*(void **)out = v;
	wl_strv_release(&paths);
	return rc;
}

static int by_id(const void *a, const void *b)
{
	const struct wl_interview *x = a, *y = b;
	int order = strcmp(x->id, y->id);

	return order ? order : strcmp(x->path, y->path);
}

/* The same id twice: neither can be cited any more. */
static void index_interviews(struct wl_corpus *corpus)
{
	struct wl_interview *v = corpus->interviews;
	size_t n = 0;

	if (corpus->ninterviews)
		qsort(v, corpus->ninterviews, sizeof(*v), by_id);
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
		v[n++] = v[i];
	}
	corpus->ninterviews = n;
	for (size_t i = 0; i < n; i++)
		wl_map_put(&corpus->interviews_by_id, v[i].id, &v[i]);
}

static int by_card(const void *a, const void *b)
{
	const struct wl_card *x = a, *y = b;
	int order = wl_card_order(x, y);

	return order ? order : strcmp(x->path, y->path);
}

static void taken_card(struct wl_corpus *corpus, const struct wl_card *card,
	const struct wl_card *by)
{
	struct wl_err err;

	wl_err_at(&err, card->path, 1, 0, "the card '%s/%s' is already in '%s'",
		wl_card_types[card->type], card->id, by->path);
	wl_err_hint(&err, "give one of the two another id and file name");
	wl_errs_add(&corpus->unreadable, &err);
}

static void index_cards(
	struct wl_corpus *corpus, struct wl_card *v, size_t *count)
{
	size_t n = 0;

	if (*count)
		qsort(v, *count, sizeof(*v), by_card);
	for (size_t i = 0; i < *count; i++) {
		if (n && !wl_card_order(&v[n - 1], &v[i]))
			taken_card(corpus, &v[i], &v[n - 1]);
		else
			v[n++] = v[i];
	}
	*count = n;
}

static int load_cards(
	struct wl_corpus *corpus, struct wl_tree *tree, struct wl_err *err)
{
	static const char *const cards[] = { WL_CARDS_FOLDER, ".md" };
	static const char *const archive[] = { WL_ARCHIVE_FOLDER
		"/" WL_CARDS_FOLDER, ".md" };
	static const char *const kept[] = { WL_SYNTHESES_FOLDER, ".md" };
	int rc;

	rc = load_folder(&corpus->cards, &corpus->ncards,
		sizeof(*corpus->cards), corpus, tree, cards, parse_card, err);
	if (!rc)
		rc = load_folder(&corpus->retired, &corpus->nretired,
			sizeof(*corpus->retired), corpus, tree, archive,
			parse_card, err);
	if (!rc)
		rc = load_folder(&corpus->syntheses, &corpus->nsyntheses,
			sizeof(*corpus->syntheses), corpus, tree, kept,
			parse_kept, err);
	index_cards(corpus, corpus->cards, &corpus->ncards);
	index_cards(corpus, corpus->retired, &corpus->nretired);
	return rc;
}

static void fill_text(const char **field, const char *s)
{
	if (!*field && s && *s)
		*field = s;
}

static void fill_dimensions(struct wl_corpus *corpus,
	struct wl_interview *interview, const struct wl_deal *deal)
{
	const struct wl_programme *programme = &corpus->programme;
	size_t n = interview->extra.n;
	const char **key, **value;

	if (!programme->ndimensions || !deal->dimensions)
		return;
	key = wl_arena_alloc(
		&corpus->arena, (n + programme->ndimensions) * sizeof(*key));
	value = wl_arena_alloc(
		&corpus->arena, (n + programme->ndimensions) * sizeof(*value));
	for (size_t i = 0; i < n; i++) {
		key[i] = interview->extra.key[i];
		value[i] = interview->extra.value[i];
	}
	for (size_t i = 0; i < programme->ndimensions; i++) {
		const char *id = programme->dimensions[i].id;

		if (!*deal->dimensions[i] || wl_interview_extra(interview, id))
			continue;
		key[n] = id;
		value[n++] = deal->dimensions[i];
	}
	interview->extra.key = key;
	interview->extra.value = value;
	interview->extra.n = n;
}

/* Front matter wins; where it is silent, the deal speaks. */
static void complete(struct wl_corpus *corpus, struct wl_interview *interview)
{
	const struct wl_deal *deal = wl_corpus_deal(corpus, interview->deal);

	if (!deal)
		return;
	fill_text(&interview->account, deal->account);
	fill_text(&interview->segment, deal->segment);
	fill_text(&interview->competitor, deal->competitor);
	fill_text(&interview->stage, deal->stage);
	fill_text(&interview->amount, deal->amount);
	fill_text(&interview->currency, deal->currency);
	fill_text(&interview->reason, deal->reason);
	fill_text(&interview->product, deal->product);
	if (interview->created == WL_NO_DAY)
		interview->created = deal->created;
	if (interview->closed == WL_NO_DAY)
		interview->closed = deal->closed;
	fill_dimensions(corpus, interview, deal);
}

static int load_all(
	struct wl_corpus *corpus, struct wl_tree *tree, struct wl_err *err)
{
	static const char *const guides[] = { "guides", ".yaml" };
	static const char *const fields[] = { "field", ".md" };
	int rc;

	rc = load_file(&corpus->programme, corpus, tree, WL_PROGRAMME_FILE,
		parse_programme);
	if (rc == WL_ENOTFOUND) {
		wl_err_set(err, WL_EFAIL, "there is no '%s' in '%s'",
			WL_PROGRAMME_FILE, corpus->revision);
		return wl_err_hint(err, "choose a revision in which the "
					"programme exists");
	}
	if (rc)
		return 0; /* it is in the list of what is unreadable */
	load_file(&corpus->codebook, corpus, tree, WL_CODEBOOK_FILE,
		parse_codebook);
	load_file(&corpus->deals, corpus, tree, WL_DEALS_FILE, parse_deals);
	rc = load_folder(&corpus->guides, &corpus->nguides,
		sizeof(*corpus->guides), corpus, tree, guides, parse_guide,
		err);
	if (!rc)
		rc = load_folder(&corpus->fields, &corpus->nfields,
			sizeof(*corpus->fields), corpus, tree, fields,
			parse_field, err);
	if (!rc)
		rc = load_cards(corpus, tree, err);
	if (!rc)
		rc = load_interviews(corpus, tree, err);
	if (rc)
		return rc;
	for (size_t i = 0; i < corpus->deals.n; i++)
		wl_map_put(&corpus->deals_by_id, corpus->deals.v[i].id,
			&corpus->deals.v[i]);
	index_interviews(corpus);
	for (size_t i = 0; i < corpus->ninterviews; i++)
		complete(corpus, &corpus->interviews[i]);
	return 0;
}

static int judge(struct wl_corpus *corpus, bool skip, struct wl_err *err)
{
	size_t n = corpus->unreadable.n;
	bool needed = false;

	wl_errs_sort(&corpus->unreadable);
	for (size_t i = 0; i < n; i++)
		if (wl_streq(corpus->unreadable.v[i].path, WL_PROGRAMME_FILE) ||
			wl_streq(
				corpus->unreadable.v[i].path, WL_CODEBOOK_FILE))
			needed = true;
	if (!n || (skip && !needed))
		return 0;
	wl_err_set(err, WL_EUNREADABLE, "%zu file%s cannot be read", n,
		n == 1 ? "" : "s");
	return wl_err_hint(err, "mend %s%s", n == 1 ? "it" : "them",
		needed ? ": nothing goes without " WL_PROGRAMME_FILE
			 " and " WL_CODEBOOK_FILE
		       : ", or go on without with --skip-unreadable");
}

int wl_corpus_load(struct wl_corpus *out, const struct wl_place *place,
	const struct wl_corpus_options *options, struct wl_err *err)
{
	struct wl_tree *tree = NULL;
	int rc;

	memset(out, 0, sizeof(*out));
	out->as_of = options->as_of;
	rc = wl_tree_open(&tree, place, options->revision, err);
	if (rc)
		return rc;
	snprintf(out->revision, sizeof(out->revision), "%s",
		wl_tree_revision(tree));
	rc = load_all(out, tree, err);
	if (!rc)
		rc = judge(out, options->skip_unreadable, err);
	wl_tree_free(tree);
	return rc;
}

void wl_corpus_release(struct wl_corpus *corpus)
{
	wl_map_release(&corpus->deals_by_id);
	wl_map_release(&corpus->interviews_by_id);
	wl_codebook_release(&corpus->codebook);
	wl_errs_release(&corpus->unreadable);
	wl_cache_free(corpus->cache);
	wl_arena_release(&corpus->arena);
	memset(corpus, 0, sizeof(*corpus));
}

const struct wl_interview *wl_corpus_interview(
	const struct wl_corpus *corpus, const char *id)
{
	return wl_map_get(&corpus->interviews_by_id, id);
}

const struct wl_deal *wl_corpus_deal(
	const struct wl_corpus *corpus, const char *id)
{
	return wl_map_get(&corpus->deals_by_id, id);
}

const struct wl_guide *wl_corpus_guide(
	const struct wl_corpus *corpus, const char *id)
{
	for (size_t i = 0; i < corpus->nguides; i++)
		if (wl_streq(corpus->guides[i].id, id))
			return &corpus->guides[i];
	return NULL;
}

const struct wl_card *wl_corpus_card(
	const struct wl_corpus *corpus, const char *name, bool *many)
{
	const struct wl_card *found = NULL;
	const char *slash = strchr(name, '/');
	int n = 0;

	for (size_t i = 0; i < corpus->ncards; i++) {
		const struct wl_card *card = &corpus->cards[i];
		const char *type = wl_card_types[card->type];

		if (!wl_streq(card->id, slash ? slash + 1 : name))
			continue;
		if (slash && (strlen(type) != (size_t)(slash - name) ||
				     memcmp(type, name, strlen(type))))
			continue;
		found = card;
		n++;
	}
	if (many)
		*many = n > 1;
	return n == 1 ? found : NULL;
}

static const struct wl_passage *passage_of(
	const struct wl_passage *v, size_t n, const char *id)
{
	for (size_t i = 0; i < n; i++)
		if (v[i].id && wl_streq(v[i].id, id))
			return &v[i];
	return NULL;
}

const struct wl_passage *wl_corpus_cited(const struct wl_corpus *corpus,
	const struct wl_citation *citation,
	const struct wl_interview **interview)
{
	const struct wl_interview *one =
		wl_corpus_interview(corpus, citation->source);

	if (interview)
		*interview = one;
	if (one)
		return passage_of(one->passages, one->npassages,
			citation->passage);
	for (size_t i = 0; i < corpus->nfields; i++)
		if (wl_streq(corpus->fields[i].id, citation->source))
			return passage_of(corpus->fields[i].passages,
				corpus->fields[i].npassages, citation->passage);
	return NULL;
}

const char *wl_corpus_theme_title(
	const struct wl_corpus *corpus, const char *id)
{
	const struct wl_theme *theme = wl_codebook_find(&corpus->codebook, id);

	return theme ? theme->title : id;
}
