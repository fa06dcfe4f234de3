/* SPDX-License-Identifier: GPL-3.0-or-later */
/* theme split: some passages of a theme go over to another one. */
#include "base/file.h"
#include "model/codebook_edit.h"
#include "store/layout.h"
#include "theme_split.h"

/* --- Writing --- */

static int rewrite_codings(
	struct theming *theming, const char *interview, struct wl_err *err)
{
	const char *stem =
		wl_arena_printf(&theming->arena, "codings/%s.", interview);
	struct wl_strv paths = { 0 };
	int rc = wl_file_list(
		&paths, theming->session->place.dir, "codings", ".yaml", err);

	for (size_t i = 0; !rc && i < paths.n; i++)
		if (wl_starts(paths.v[i], stem))
			rc = theming_rewrite_file(
				theming, paths.v[i], wl_retheme_coding, err);
	wl_strv_release(&paths);
	return rc;
}

/* The chosen passages of one file, from the i-th citation on. */
static int rewrite_place(struct split *split, size_t i, struct wl_err *err)
{
	struct theming *theming = split->theming;
	const char *citation = split->chosen.v[i];
	size_t n = strcspn(citation, "^");
	struct wl_list ids = { wl_arena_alloc(&theming->arena,
				       split->chosen.n * sizeof(*ids.v)),
		0 };
	struct split_place place;
	int rc;

	for (size_t k = i; k < split->chosen.n &&
			   !strncmp(split->chosen.v[k], citation, n + 1);
		k++)
		ids.v[ids.n++] = split->chosen.v[k] + n + 1;
	split_find_place(&theming->session->corpus,
		wl_arena_strndup(&theming->arena, citation, n), &place);
	theming->retheme.passages = &ids;
	rc = theming_rewrite_file(
		theming, place.path, wl_retheme_markdown, err);
	if (!rc && place.interview)
		rc = rewrite_codings(theming, place.id, err);
	theming->retheme.passages = NULL;
	return rc;
}

static int rewrite(struct split *split, struct wl_err *err)
{
	const char *last = NULL;
	int rc = 0;

	wl_strv_sort(&split->chosen);
	for (size_t i = 0; !rc && i < split->chosen.n; i++) {
		const char *one = split->chosen.v[i];

		if (last && !strncmp(last, one, strcspn(one, "^") + 1))
			continue;
		rc = rewrite_place(split, i, err);
		last = one;
	}
	return rc;
}

/* Both definitions have changed today. */
static int edit_codebook(struct split *split, struct wl_err *err)
{
	struct wl_buf *file = &split->theming->codebook;
	wl_day today = session_today(split->theming->session);
	int rc = 0;

	if (split->new.id)
		rc = wl_codebook_add(file, WL_CODEBOOK_FILE, &split->new, err);
	if (!rc)
		rc = wl_codebook_since(
			file, WL_CODEBOOK_FILE, split->id, today, err);
	if (!rc)
		rc = wl_codebook_since(
			file, WL_CODEBOOK_FILE, split->into, today, err);
	return rc;
}

static int change(struct split *split, struct wl_err *err)
{
	struct theming *theming = split->theming;
	struct wl_buf evidence = WL_BUF_INIT;
	const char *what = wl_arena_printf(
		&theming->arena, "split %s into %s", split->id, split->into);
	int rc = rewrite(split, err);

	if (!rc && !theming->retheme.tags) {
		session_say(theming->session, "%s: done already", what);
		return 0;
	}
	if (!rc)
		rc = edit_codebook(split, err);
	for (size_t i = 0; i < split->chosen.n; i++)
		wl_buf_addf(
			&evidence, "%s%s", i ? " " : "", split->chosen.v[i]);
	if (!rc)
		rc = theming_apply(theming, what, evidence.s, err);
	wl_buf_release(&evidence);
	return rc;
}

/* Both themes, as the codebook has them now; `last`: before it is changed. */
static int check_themes(struct split *split, bool last, struct wl_err *err)
{
	struct theming *theming = split->theming;
	const struct wl_codebook *book = &theming->session->corpus.codebook;
	const struct wl_theme *theme;
	int rc = theme_find(theming, split->id, &theme, err);

	if (rc || wl_codebook_find(book, split->into)) {
		split->new.id = last ? NULL : split->new.id;
		return rc;
	}
	if (split->new.id)
		return last ? theme_check_described(theming, &split->new, err)
			    : theme_check_free(theming, split->into, NULL, err);
	rc = theme_find(theming, split->into, &theme, err);
	wl_err_hint(err,
		"'winloss theme add %s', or --title, --kind and "
		"--definition",
		split->into);
	return rc;
}

static int split_theme(struct split *split, struct wl_err *err)
{
	struct theming *theming = split->theming;
	struct wl_list from = { &split->id, 1 };
	int rc = session_corpus(theming->session, NULL, err);

	if (!rc)
		rc = check_themes(split, false, err);
	if (!rc)
		rc = split_choose(split, err);
	if (!rc && !split->chosen.n) {
		session_say(theming->session, "no passage goes");
		return 0;
	}
	if (!rc)
		rc = theming_begin(theming, err);
	if (!rc)
		rc = check_themes(split, true, err);
	for (size_t i = 0; !rc && i < split->chosen.n; i++)
		rc = split_check(split, split->chosen.v[i], err);
	theming->retheme.from = &from;
	theming->retheme.to = split->into;
	return rc ? rc : change(split, err);
}

int theme_split(struct theming *theming, struct wl_err *err)
{
	const struct cmd_args *args = theming->args;
	struct split split = { .theming = theming,
		.id = args->words.v[1],
		.into = args_value(args, "into") };
	int rc = 0;

	if (!split.into)
		return args_usage(err, "theme",
			"--into says which theme takes the passages");
	if (wl_streq(split.id, split.into))
		return args_usage(err, "theme",
			"'%s' cannot be split into itself", split.id);
	if (args_has(args, "title") || args_has(args, "kind") ||
		args_has(args, "definition"))
		rc = theme_described(theming, split.into, &split.new, err);
	if (!rc)
		rc = split_theme(&split, err);
	wl_strv_release(&split.chosen);
	return rc;
}
