/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which passages theme split moves: those of --passage, else a walk through
 * them on a terminal. */
#include "publish/screen.h"
#include "store/redact.h"
#include "theme_split.h"

#define QUOTE 2 /* columns of "> " */

bool split_find_place(
	const struct wl_corpus *corpus, const char *id, struct split_place *out)
{
	const struct wl_interview *one = wl_corpus_interview(corpus, id);

	*out = (struct split_place){ .id = id };
	if (one) {
		*out = (struct split_place){ one->id, one->path, one,
			one->passages, one->npassages };
		return true;
	}
	for (size_t i = 0; i < corpus->nfields; i++) {
		const struct wl_field *field = &corpus->fields[i];

		if (wl_streq(field->id, id))
			*out = (struct split_place){ field->id, field->path,
				NULL, field->passages, field->npassages };
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
	const struct split_place *place, const char *id)
{
	for (size_t i = 0; i < place->n; i++)
		if (wl_streq(place->passages[i].id, id))
			return &place->passages[i];
	return NULL;
}

/* Is there such a passage, with the theme or with the one that it moves to? */
int split_check(
	const struct split *split, const char *citation, struct wl_err *err)
{
	struct session *session = split->theming->session;
	size_t n = strcspn(citation, "^");
	const struct wl_interview *interview;
	const struct wl_passage *passage;
	struct split_place place;
	char *id;
	int rc = 0;

	if (!citation[n])
		return args_usage(err, "theme",
			"--passage takes INTERVIEW^ID, not '%s'", citation);
	id = wl_strndup(citation, n);
	if (!split_find_place(&session->corpus, id, &place))
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

static const char *words_of(
	const struct split_place *place, const struct wl_passage *passage)
{
	const char *words = passage->words;

	if (place->interview)
		words = wl_redact_words(place->interview, passage);
	else if (passage->level == WL_CONFIDENTIAL)
		words = NULL;
	return words ? words : "(confidential)";
}

static void show(const struct session *session, const struct split_place *place,
	const struct wl_passage *passage)
{
	const struct wl_look look = { false, session->width };
	struct wl_buf out = WL_BUF_INIT;
	struct wl_screen screen;

	wl_screen_init(&screen, &out, &look);
	wl_screen_put(&screen, WL_PLAIN, passage->quote ? ">" : "");
	wl_screen_to(&screen, passage->quote ? QUOTE : 0);
	wl_screen_wrap(&screen, WL_PLAIN, words_of(place, passage),
		passage->quote ? QUOTE : 0);
	session_say(session, "\n%s^%s\n%s", place->id, passage->id, out.s);
	wl_screen_release(&screen);
	wl_buf_release(&out);
}

static int ask(struct split *split, const struct split_place *place,
	const struct wl_passage *passage, struct wl_err *err)
{
	struct session *session = split->theming->session;
	char *typed = NULL, *question;
	int rc;

	show(session, place, passage);
	question = wl_arena_printf(&split->theming->arena,
		"does it go to %s? [y/N] ", split->into);
	rc = prompt_line(
		session, question, "--passage INTERVIEW^ID", &typed, err);
	if (!rc && (*typed == 'y' || *typed == 'Y'))
		wl_strv_addf(&split->chosen, "%s^%s", place->id, passage->id);
	free(typed);
	return rc;
}

static int ask_place(struct split *split, const struct split_place *place,
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
	struct split_place place;
	int rc = 0;

	for (size_t i = 0; !rc && i < corpus->ninterviews; i++) {
		split_find_place(corpus, corpus->interviews[i].id, &place);
		rc = ask_place(split, &place, &nameless, err);
	}
	for (size_t i = 0; !rc && i < corpus->nfields; i++)
		if (split_find_place(corpus, corpus->fields[i].id, &place) &&
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

int split_choose(struct split *split, struct wl_err *err)
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
