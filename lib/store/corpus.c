/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/corpus.h"

#include "base/path.h"
#include "store/cache.h"
#include "store/corpus_load.h"
#include "store/layout.h"

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

/* "reviews/2026-11.md" */
static bool is_review_name(const char *path)
{
	const char *name = strrchr(path, '/');
	char id[WL_REVIEW_ID];

	if (!name || strlen(++name) != WL_REVIEW_ID - 2 + strlen(".md"))
		return false;
	snprintf(id, sizeof(id), "%.7s", name);
	return wl_review_id_valid(id, NULL);
}

static int parse_review(void *out, struct wl_corpus *corpus,
	const struct wl_source *source, struct wl_err *err)
{
	struct wl_review *review = out;

	*review = (struct wl_review){ .id = NULL };
	if (!wl_front_begins(source->bytes) && !is_review_name(source->path))
		return 0; /* somebody's text */
	return wl_review_parse(review, &corpus->arena, source, err);
}

static int parse_plan(void *out, struct wl_corpus *corpus,
	const struct wl_source *source, struct wl_err *err)
{
	return wl_plan_parse(out, &corpus->arena, source, err);
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
	static const char *const archive[] = {
		WL_ARCHIVE_FOLDER "/" WL_CARDS_FOLDER, ".md"
	};
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
	for (size_t i = 0; i < corpus->ncards; i++)
		if (!corpus->cards[i].verifier)
			corpus->cards[i].verifier =
				corpus->programme
					.verifiers[corpus->cards[i].type];
	index_cards(corpus, corpus->cards, &corpus->ncards);
	index_cards(corpus, corpus->retired, &corpus->nretired);
	return rc;
}

static int by_review(const void *a, const void *b)
{
	const struct wl_review *x = a, *y = b;

	int order = strcmp(x->id, y->id);

	return order ? order : strcmp(x->path, y->path);
}

/* Somebody's text beside the reviews is none. */
static void drop_texts(struct wl_corpus *corpus)
{
	size_t n = 0;

	for (size_t i = 0; i < corpus->nreviews; i++)
		if (corpus->reviews[i].id)
			corpus->reviews[n++] = corpus->reviews[i];
	corpus->nreviews = n;
}

static int load_reviews(
	struct wl_corpus *corpus, struct wl_tree *tree, struct wl_err *err)
{
	static const char *const reviews[] = { WL_REVIEWS_FOLDER, ".md" };
	int rc = load_folder(&corpus->reviews, &corpus->nreviews,
		sizeof(*corpus->reviews), corpus, tree, reviews, parse_review,
		err);

	drop_texts(corpus);
	if (corpus->nreviews)
		qsort(corpus->reviews, corpus->nreviews,
			sizeof(*corpus->reviews), by_review);
	for (size_t i = 1; i < corpus->nreviews; i++) {
		const struct wl_review *one = &corpus->reviews[i];
		struct wl_err twice;

		if (!wl_streq(one[-1].id, one->id))
			continue;
		wl_err_at(&twice, one->path, 1, 0, "id '%s' is taken by '%s'",
			one->id, one[-1].path);
		wl_err_hint(&twice, "remove one of the two");
		wl_errs_add(&corpus->unreadable, &twice);
	}
	return rc;
}

/* All but interviews and deals. */
static int load_few(
	struct wl_corpus *corpus, struct wl_tree *tree, struct wl_err *err)
{
	static const char *const guides[] = { "guides", ".yaml" };
	static const char *const fields[] = { "field", ".md" };
	static const char *const plans[] = { WL_PLANS_FOLDER, ".md" };
	int rc;

	rc = load_folder(&corpus->guides, &corpus->nguides,
		sizeof(*corpus->guides), corpus, tree, guides, parse_guide,
		err);
	if (!rc)
		rc = load_folder(&corpus->fields, &corpus->nfields,
			sizeof(*corpus->fields), corpus, tree, fields,
			parse_field, err);
	if (!rc)
		rc = load_folder(&corpus->plans, &corpus->nplans,
			sizeof(*corpus->plans), corpus, tree, plans, parse_plan,
			err);
	if (!rc)
		rc = load_cards(corpus, tree, err);
	if (!rc)
		rc = load_reviews(corpus, tree, err);
	return rc;
}

static int load_all(struct wl_corpus *corpus, struct wl_tree *tree,
	const struct wl_corpus_options *options, struct wl_err *err)
{
	struct wl_deal_loading deals = { .tree = tree,
		.programme = &corpus->programme };
	int rc;

	corpus->cache = wl_cache_open(wl_tree_place(tree));
	rc = load_file(&corpus->programme, corpus, tree, WL_PROGRAMME_FILE,
		parse_programme);
	if (rc == WL_ENOTFOUND) {
		wl_err_set(err, WL_EFAIL, "there is no '%s' in '%.10s'",
			WL_PROGRAMME_FILE, corpus->revision);
		return wl_err_hint(err, "choose a revision in which the "
					"programme exists");
	}
	if (rc)
		return 0; /* it is in the list of what is unreadable */
	load_file(&corpus->codebook, corpus, tree, WL_CODEBOOK_FILE,
		parse_codebook);
	wl_corpus_deals_begin(corpus, &deals);
	rc = load_few(corpus, tree, err);
	if (!rc)
		rc = wl_corpus_load_interviews(
			corpus, tree, &deals, options->like, err);
	else
		wl_corpus_deals_end(corpus, &deals);
	if (!rc && !options->later)
		wl_corpus_load_passages(corpus);
	return rc ? rc : wl_corpus_complete(corpus, err);
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
	rc = load_all(out, tree, options, err);
	if (!rc)
		rc = judge(out, options->skip_unreadable, err);
	wl_tree_free(tree);
	return rc;
}

void wl_corpus_release(struct wl_corpus *corpus)
{
	wl_numbers_release(&corpus->numbers);
	wl_codebook_release(&corpus->codebook);
	wl_errs_release(&corpus->unreadable);
	wl_cache_free(corpus->cache);
	wl_errs_release(&corpus->late);
	wl_arena_release(&corpus->arena);
	memset(corpus, 0, sizeof(*corpus));
}
