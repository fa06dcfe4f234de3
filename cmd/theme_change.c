/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What every change of the codebook and of the tags of many files needs: one
 * commit, all of it or nothing. */
#include <ctype.h>

#include "base/file.h"
#include "store/layout.h"
#include "text/front.h"
#include "theme.h"

int theming_begin(struct theming *theming, struct wl_err *err)
{
	struct session *session = theming->session;
	int rc = session_begin(session, &theming->change, err);

	theming->change.whole = true;
	if (!rc)
		rc = session->has_corpus ? session_reload(session, err)
					 : session_corpus(session, NULL, err);
	if (!rc)
		rc = wl_file_read(&theming->codebook, session->place.dir,
			WL_CODEBOOK_FILE, WL_YAML_MAX, err);
	theming->was = wl_hash(theming->codebook.s, theming->codebook.n);
	return rc;
}

void theming_end(struct theming *theming)
{
	wl_change_end(&theming->change);
	wl_buf_release(&theming->codebook);
	wl_errs_release(&theming->retheme.clashes);
	wl_arena_release(&theming->arena);
}

static bool mentions(const struct wl_buf *file, const struct wl_list *ids)
{
	for (size_t i = 0; i < ids->n; i++)
		if (strstr(file->s, ids->v[i]))
			return true;
	return false;
}

int theming_rewrite_file(struct theming *theming, const char *path,
	theming_how how, struct wl_err *err)
{
	struct wl_buf file = WL_BUF_INIT;
	size_t tags = theming->retheme.tags;
	int rc;

	rc = wl_file_read(&file, theming->session->place.dir, path,
		wl_ends(path, ".md") ? WL_MARKDOWN_MAX : WL_YAML_MAX, err);
	if (!rc && mentions(&file, theming->retheme.from))
		rc = how(&file, path, &theming->retheme, err);
	if (!rc && theming->retheme.tags > tags) {
		wl_change_add(&theming->change, path, &file);
		theming->files++;
	}
	wl_buf_release(&file);
	return rc;
}

/* Is it one that the corpus has already named? */
static bool was_named(const struct theming *theming, const char *path)
{
	const struct wl_errs *errs = &theming->session->corpus.unreadable;

	for (size_t i = 0; i < errs->n; i++)
		if (wl_streq(errs->v[i].path, path))
			return true;
	return false;
}

static bool is_word(char c)
{
	return isalnum((unsigned char)c) || c == '-' || c == '_';
}

/* Where the id stands as a word of its own; NULL. */
static const char *find_word(const char *text, const char *id)
{
	const char *at = text ? strstr(text, id) : NULL;

	while (at &&
		((at > text && is_word(at[-1])) || is_word(at[strlen(id)])))
		at = strstr(at + 1, id);
	return at;
}

/* Words of a card that name a theme stay as they are, so that is said. */
static void warn_words(
	const struct wl_source *source, size_t body, struct wl_retheme *retheme)
{
	for (size_t i = 0; i < retheme->from->n; i++) {
		const char *id = retheme->from->v[i];
		const char *at = find_word(source->bytes + body, id);
		struct wl_err place;

		if (!at)
			continue;
		wl_source_error(&place, source, (size_t)(at - source->bytes),
			"'%s' stands in the words of this card, which stay",
			id);
		wl_errs_add(&retheme->clashes, &place);
	}
}

/* `verified-on` stays: it says the theme as it was called then, and an alias
 * is understood there. */
static int card(struct wl_buf *file, const char *path,
	struct wl_retheme *retheme, struct wl_err *err)
{
	struct wl_source source = {
		.path = path, .bytes = file->s, .n = file->n
	};
	struct wl_arena arena = { 0 };
	struct wl_front front = { 0 };
	int rc = 0;

	if (wl_front_begins(file->s))
		rc = wl_front_parse(&front, &arena, &source, err);
	if (!rc)
		warn_words(&source, front.body, retheme);
	if (!rc && front.body)
		rc = wl_retheme_front(file, path, retheme, err);
	wl_arena_release(&arena);
	return rc;
}

static const struct {
	const char *folder, *ending;
	theming_how how;
} kinds[] = {
	{ "interviews", ".md", wl_retheme_markdown },
	{ "field", ".md", wl_retheme_markdown },
	{ "codings", ".yaml", wl_retheme_coding },
	{ "cards", ".md", card },
	{ "archive", ".md", card },
};

/* All files, so that all places are named at once. */
static size_t rewrite_kind(
	struct theming *theming, const struct wl_strv *paths, theming_how how)
{
	size_t bad = 0;

	for (size_t i = 0; i < paths->n; i++) {
		struct wl_err err = { 0 };

		if (!theming_rewrite_file(theming, paths->v[i], how, &err))
			continue;
		if (was_named(theming, paths->v[i]))
			continue;
		session_error(&err);
		bad++;
	}
	return bad;
}

int theming_rewrite(struct theming *theming, struct wl_err *err)
{
	struct session *session = theming->session;
	size_t bad = 0;

	for (size_t i = 0; i < WL_LEN(kinds); i++) {
		struct wl_strv paths = { 0 };
		int rc = wl_file_list(&paths, session->place.dir,
			kinds[i].folder, kinds[i].ending, err);

		if (!rc)
			bad += rewrite_kind(theming, &paths, kinds[i].how);
		wl_strv_release(&paths);
		if (rc)
			return rc;
	}
	if (!bad || session->skip_unreadable)
		return 0;
	wl_err_set(err, WL_EUNREADABLE, "%zu file%s cannot be changed", bad,
		bad == 1 ? "" : "s");
	return wl_err_hint(err,
		"nothing was written; mend %s, or go on without with "
		"--skip-unreadable",
		bad == 1 ? "it" : "them");
}

void theming_definitions(const struct theming *theming, bool gone)
{
	const struct wl_codebook *book = &theming->session->corpus.codebook;
	const struct wl_list *from = theming->retheme.from;

	for (size_t i = 0; i < book->n; i++) {
		const struct wl_theme *theme = &book->themes[i];
		bool one = wl_list_has(from, theme->id);

		if (one && gone)
			continue;
		for (size_t k = 0; k < from->n; k++)
			if (find_word(theme->definition, from->v[k]))
				session_warn(theming->session,
					WL_CODEBOOK_FILE
					": '%s' stands in the definition of "
					"'%s', which stays",
					from->v[k],
					one ? theming->retheme.to : theme->id);
	}
}

int theming_apply(struct theming *theming, const char *what,
	const char *evidence, struct wl_err *err)
{
	const struct wl_message message = {
		.area = "theme", .what = what, .evidence = evidence
	};
	const struct wl_errs *clashes = &theming->retheme.clashes;

	for (size_t i = 0; i < clashes->n; i++)
		session_warn(theming->session, "%s:%d: %s", clashes->v[i].path,
			clashes->v[i].line, clashes->v[i].text);
	if (theming->files)
		session_say(theming->session, "%zu tag%s in %zu file%s",
			theming->retheme.tags,
			theming->retheme.tags == 1 ? "" : "s", theming->files,
			theming->files == 1 ? "" : "s");
	if (wl_hash(theming->codebook.s, theming->codebook.n) != theming->was)
		wl_change_add(
			&theming->change, WL_CODEBOOK_FILE, &theming->codebook);
	return session_apply(theming->session, &theming->change, &message, err);
}
