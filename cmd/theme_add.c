/* SPDX-License-Identifier: GPL-3.0-or-later */
/* theme add: a new entry of the codebook, from options or prompts. */
#include "base/path.h"
#include "model/codebook_edit.h"
#include "store/layout.h"
#include "theme.h"

/* What a theme cannot be without, in the order asked. */
static const struct {
	const char *option, *question;
} needed[] = {
	{ "title", "Title: " },
	{ "kind", "Kind (trigger, criterion, objection, competitor, product, "
		  "message, process): " },
	{ "definition", "What counts as it, and what does not: " },
};

/* The value of an option, else of a prompt; one line of words (arena). */
static int text_of(
	struct theming *theming, size_t i, const char **out, struct wl_err *err)
{
	const char *given = args_value(theming->args, needed[i].option);
	struct wl_buf line = WL_BUF_INIT;
	char *typed = NULL;
	int rc = 0;

	if (!given && !theming->session->input)
		return args_usage(err, "theme",
			"--%s is missing, and there is no terminal to ask at",
			needed[i].option);
	if (!given)
		rc = prompt_line(theming->session, needed[i].question,
			needed[i].option, &typed, err);
	if (rc)
		return rc;
	wl_utf8_line(&line, given ? given : typed);
	*out = wl_arena_strdup(&theming->arena, line.s);
	if (!line.n)
		rc = args_usage(
			err, "theme", "--%s needs words", needed[i].option);
	wl_buf_release(&line);
	free(typed);
	return rc;
}

static int take_kind(
	const char *given, enum wl_theme_kind *kind, struct wl_err *err)
{
	int term = wl_term(wl_theme_kinds, given);

	*kind = (enum wl_theme_kind)term;
	if (term >= 0)
		return 0;
	wl_err_set(err, WL_EUSAGE, "there is no kind '%s'", given);
	return wl_err_near(err, wl_nearest_term(given, wl_theme_kinds),
		"--kind takes trigger, criterion, objection, competitor, "
		"product, message or process");
}

static int take_questions(
	struct theming *theming, struct wl_theme *theme, struct wl_err *err)
{
	struct wl_list given;
	int rc = 0;

	args_values(theming->args, "asked-by", &given);
	theme->asked_by.v = wl_arena_alloc(
		&theming->arena, (given.n + 1) * sizeof(*theme->asked_by.v));
	for (size_t i = 0; !rc && i < given.n; i++) {
		if (!wl_question_id_valid(given.v[i]))
			rc = args_usage(err, "theme",
				"--asked-by '%s' is not the id of a question",
				given.v[i]);
		if (!wl_list_has(&theme->asked_by, given.v[i]))
			theme->asked_by.v[theme->asked_by.n++] = given.v[i];
	}
	free(given.v);
	return rc;
}

int theme_described(struct theming *theming, const char *id,
	struct wl_theme *theme, struct wl_err *err)
{
	const char *texts[WL_LEN(needed)] = { NULL };
	int rc = theme_check_id(id, err);

	*theme = (struct wl_theme){ .id = id,
		.parent = args_value(theming->args, "parent"),
		.consumer = args_value(theming->args, "consumer"),
		.since = session_today(theming->session) };
	for (size_t i = 0; !rc && i < WL_LEN(needed); i++) {
		rc = text_of(theming, i, &texts[i], err);
		if (!rc && i == 1)
			rc = take_kind(texts[1], &theme->kind, err);
	}
	theme->title = texts[0];
	theme->definition = texts[2];
	return rc ? rc : take_questions(theming, theme, err);
}

static int check_parent(const struct theming *theming,
	const struct wl_theme *theme, struct wl_err *err)
{
	const struct wl_theme *parent;
	int rc;

	if (!theme->parent)
		return 0;
	if (wl_streq(theme->parent, theme->id))
		return wl_err_set(err, WL_EFAIL,
			"'%s' cannot be its own parent", theme->id);
	rc = theme_find(theming, theme->parent, &parent, err);
	if (rc || !parent->parent)
		return rc;
	wl_err_set(err, WL_EFAIL,
		"'%s' has the parent '%s' itself: themes "
		"have two levels",
		parent->id, parent->parent);
	return wl_err_hint(err, "--parent %s", parent->parent);
}

static bool is_asked(const struct wl_corpus *corpus, const char *question)
{
	for (size_t i = 0; i < corpus->nguides; i++)
		if (wl_guide_question(&corpus->guides[i], question))
			return true;
	return !corpus->nguides;
}

int theme_check_described(struct theming *theming, const struct wl_theme *theme,
	struct wl_err *err)
{
	const struct wl_corpus *corpus = &theming->session->corpus;
	const struct wl_theme *near =
		theme_near(theming, theme->id, theme->title);
	int rc = theme_check_free(theming, theme->id, NULL, err);

	if (!rc)
		rc = check_parent(theming, theme, err);
	if (rc)
		return rc;
	if (near)
		session_warn(theming->session, "'%s' is close to '%s' (%s)",
			theme->id, near->id, near->title);
	if (theme->consumer && corpus->programme.nteam &&
		!wl_programme_member(&corpus->programme, theme->consumer))
		session_warn(theming->session, "'%s' is not in the team",
			theme->consumer);
	for (size_t i = 0; i < theme->asked_by.n; i++)
		if (!is_asked(corpus, theme->asked_by.v[i]))
			session_warn(theming->session,
				"no guide has the question '%s'",
				theme->asked_by.v[i]);
	return 0;
}

static bool same_list(const struct wl_list *a, const struct wl_list *b)
{
	for (size_t i = 0; i < a->n; i++)
		if (!wl_list_has(b, a->v[i]))
			return false;
	return a->n == b->n;
}

/* Is it there, just as it is described? */
static bool is_there(const struct theming *theming, const struct wl_theme *new)
{
	const struct wl_theme *old =
		wl_codebook_find(&theming->session->corpus.codebook, new->id);

	return old &&
	       old->kind == new->kind &&wl_streq(old->title, new->title) &&
	       wl_streq(old->definition, new->definition) &&
	       wl_streq(old->parent, new->parent) &&
	       wl_streq(old->consumer, new->consumer) &&
	       same_list(&old->asked_by, &new->asked_by);
}

int theme_add(struct theming *theming, struct wl_err *err)
{
	const char *id = theming->args->words.v[1];
	struct wl_theme theme;
	int rc;

	rc = theme_described(theming, id, &theme, err);
	if (!rc)
		rc = theming_begin(theming, err);
	if (!rc && is_there(theming, &theme)) {
		session_say(theming->session, "'%s' is there already", id);
		return 0;
	}
	if (!rc)
		rc = theme_check_described(theming, &theme, err);
	if (!rc)
		rc = wl_codebook_add(
			&theming->codebook, WL_CODEBOOK_FILE, &theme, err);
	return rc ? rc
		  : theming_apply(theming,
			    wl_arena_printf(&theming->arena, "add %s", id),
			    NULL, err);
}
