/* SPDX-License-Identifier: GPL-3.0-or-later */
/* theme split: some passages of a theme go over to another one. */
#include "base/file.h"
#include "base/path.h"
#include "model/codebook_edit.h"
#include "publish/redact.h"
#include "store/layout.h"
#include "theme.h"

/* The passages that go, as they are cited: 2026-11-acme^b3f9k. */
struct split {
	struct theming *theming;
	const char *id, *into;
	struct wl_strv chosen;
	struct wl_theme new; /* id NULL: it is there */
};

/* An interview, or the field notes of a month, by the id of its citations. */
struct place {
	const char *id, *path;
	const struct wl_interview *interview; /* NULL: field notes */
	const struct wl_passage *passages;
	size_t n;
};

static bool find_place(
	const struct wl_corpus *corpus, const char *id, struct place *out)
{
	const struct wl_interview *one = wl_corpus_interview(corpus, id);

	*out = (struct place){ .id = id };
	if (one) {
		*out = (struct place){ one->id, one->path, one, one->passages,
			one->npassages };
		return true;
	}
	for (size_t i = 0; i < corpus->nfields; i++) {
		const struct wl_field *field = &corpus->fields[i];

		if (wl_streq(field->id, id))
			*out = (struct place){ field->id, field->path, NULL,
				field->passages, field->npassages };
	}
	return out->path;
}

static bool has_theme(const struct wl_passage *passage, const char *theme)
{
	for (size_t i = 0; i < passage->ntags; i++)
		if (wl_streq(passage->tags[i].theme, theme))
			return true;
	return false;
}

static const struct wl_passage *find_passage(
	const struct place *place, const char *id)
{
	for (size_t i = 0; i < place->n; i++)
		if (wl_streq(place->passages[i].id, id))
			return &place->passages[i];
	return NULL;
}

/* Is there such a passage, with the theme or with the one that it moves to? */
static int check_chosen(
	const struct split *split, const char *citation, struct wl_err *err)
{
	struct session *session = split->theming->session;
	size_t n = strcspn(citation, "^");
	const struct wl_interview *interview;
	const struct wl_passage *passage;
	struct place place;
	char *id;
	int rc = 0;

	if (!citation[n])
		return args_usage(err, "theme",
			"--passage takes INTERVIEW^ID, not '%s'", citation);
	id = wl_strndup(citation, n);
	if (!find_place(&session->corpus, id, &place))
		rc = session_interview(session, id, &interview, err);
	free(id);
	if (rc)
		return rc;
	passage = find_passage(&place, citation + n + 1);
	if (!passage) {
		wl_err_at(err, place.path, 0, 0, "there is no passage '%s'",
			citation + n);
		return wl_err_hint(err,
			"'winloss theme split %s --into %s' on a terminal "
			"walks through them",
			split->id, split->into);
	}
	if (!has_theme(passage, split->id) && !has_theme(passage, split->into))
		return wl_err_at(err, place.path, passage->line, 0,
			"the passage '%s' does not have the theme '%s'",
			citation + n, split->id);
	return 0;
}

/* --- Asking on a terminal --- */

static int ask(struct split *split, const struct place *place,
	const struct wl_passage *passage, struct wl_err *err)
{
	struct session *session = split->theming->session;
	const char *words = place->interview
				    ? wl_redact_words(place->interview, passage)
				    : passage->words;
	char *typed = NULL, *question;
	int rc;

	session_say(session, "\n%s^%s\n%s%s", place->id, passage->id,
		passage->quote ? "> " : "", words ? words : "(confidential)");
	question = wl_arena_printf(&split->theming->arena,
		"does it go to %s? [y/N] ", split->into);
	rc = prompt_line(
		session, question, "--passage INTERVIEW^ID", &typed, err);
	if (!rc && (*typed == 'y' || *typed == 'Y'))
		wl_strv_addf(&split->chosen, "%s^%s", place->id, passage->id);
	free(typed);
	return rc;
}

static int ask_place(struct split *split, const struct place *place,
	size_t *nameless, struct wl_err *err)
{
	int rc = 0;

	for (size_t i = 0; !rc && i < place->n; i++) {
		if (!has_theme(&place->passages[i], split->id))
			continue;
		if (place->passages[i].id)
			rc = ask(split, place, &place->passages[i], err);
		else
			++*nameless;
	}
	return rc;
}

/* ^D stops; what was chosen so far goes. */
static int ask_all(struct split *split, struct wl_err *err)
{
	const struct wl_corpus *corpus = &split->theming->session->corpus;
	size_t nameless = 0;
	struct place place;
	int rc = 0;

	for (size_t i = 0; !rc && i < corpus->ninterviews; i++) {
		find_place(corpus, corpus->interviews[i].id, &place);
		rc = ask_place(split, &place, &nameless, err);
	}
	for (size_t i = 0; !rc && i < corpus->nfields; i++)
		if (find_place(corpus, corpus->fields[i].id, &place) &&
			!place.interview)
			rc = ask_place(split, &place, &nameless, err);
	if (nameless)
		session_warn(split->theming->session,
			"%zu passage%s without an id %s left out; 'winloss "
			"note <interview> --ids' gives them ids",
			nameless, nameless == 1 ? "" : "s",
			nameless == 1 ? "is" : "are");
	if (rc != WL_EINTERRUPT)
		return rc;
	memset(err, 0, sizeof(*err));
	return 0;
}

static int choose(struct split *split, struct wl_err *err)
{
	struct wl_list given;
	int rc = 0;

	args_values(split->theming->args, "passage", &given);
	for (size_t i = 0; i < given.n; i++)
		wl_strv_add_once(&split->chosen, given.v[i]);
	if (!given.n && !split->theming->session->input)
		rc = args_usage(err, "theme",
			"--passage INTERVIEW^ID is missing, and there is no "
			"terminal to ask at");
	else if (!given.n)
		rc = ask_all(split, err);
	free(given.v);
	return rc;
}

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
	struct place place;
	int rc;

	for (size_t k = i; k < split->chosen.n &&
			   !strncmp(split->chosen.v[k], citation, n + 1);
		k++)
		ids.v[ids.n++] = split->chosen.v[k] + n + 1;
	find_place(&theming->session->corpus,
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

/* Both themes, as the codebook has them now. */
static int check_themes(struct split *split, struct wl_err *err)
{
	struct theming *theming = split->theming;
	const struct wl_codebook *book = &theming->session->corpus.codebook;
	const struct wl_theme *theme;
	int rc = theme_find(theming, split->id, &theme, err);

	if (rc || wl_codebook_find(book, split->into)) {
		split->new.id = NULL;
		return rc;
	}
	if (split->new.id)
		return theme_check_described(theming, &split->new, err);
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
		rc = check_themes(split, err);
	if (!rc)
		rc = choose(split, err);
	if (!rc && !split->chosen.n) {
		session_say(theming->session, "no passage goes");
		return 0;
	}
	if (!rc)
		rc = theming_begin(theming, err);
	if (!rc)
		rc = check_themes(split, err);
	for (size_t i = 0; !rc && i < split->chosen.n; i++)
		rc = check_chosen(split, split->chosen.v[i], err);
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
