/* SPDX-License-Identifier: GPL-3.0-or-later */
/* theme rename and merge: a theme gets another id, or becomes another one, in
 * all files. */
#include "model/codebook_edit.h"
#include "store/layout.h"
#include "theme.h"

/* --- rename --- */

/* The codebook has it so already: tags that came from a parallel branch, or
 * nothing. */
static int catch_up(
	struct theming *theming, const char *what, struct wl_err *err)
{
	int rc = theming_rewrite(theming, err);

	if (rc)
		return rc;
	if (!theming->retheme.tags) {
		session_say(theming->session, "%s: done already", what);
		return 0;
	}
	return theming_apply(theming, what, NULL, err);
}

static int rename_theme(struct theming *theming, const char *old,
	const char *new, struct wl_err *err)
{
	const char *what =
		wl_arena_printf(&theming->arena, "rename %s to %s", old, new);
	const struct wl_theme *theme =
		wl_codebook_find(&theming->session->corpus.codebook, old);
	const struct wl_theme *known = theme_of_alias(theming, old);
	int rc;

	if (wl_streq(old, new) && theme) {
		session_say(theming->session, "'%s' is called so already", old);
		return 0;
	}
	if (!theme && known && wl_streq(known->id, new))
		return catch_up(theming, what, err);
	rc = theme_find(theming, old, &theme, err);
	if (!rc)
		rc = theme_check_free(theming, new, theme, err);
	if (!rc)
		rc = wl_codebook_rename(
			&theming->codebook, WL_CODEBOOK_FILE, old, new, err);
	if (!rc)
		rc = theming_rewrite(theming, err);
	if (rc)
		return rc;
	theming_definitions(theming, false);
	return theming_apply(theming, what, NULL, err);
}

int theme_rename(struct theming *theming, struct wl_err *err)
{
	char **words = theming->args->words.v;
	const char *old = words[1], *new = words[2];
	struct wl_list from = { &old, 1 };
	int rc;

	rc = theme_check_id(new, err);
	if (!rc)
		rc = theming_begin(theming, err);
	theming->retheme.from = &from;
	theming->retheme.to = new;
	return rc ? rc : rename_theme(theming, old, new, err);
}

/* --- merge --- */

/* A name that may be merged: a theme, an alias of the target, or one that only
 * tags have.  *edits: the codebook is to be changed. */
static int check_from(struct theming *theming, const char *from,
	const char *into, bool *edits, struct wl_err *err)
{
	const struct wl_theme *theme =
		wl_codebook_find(&theming->session->corpus.codebook, from);
	const struct wl_theme *known = theme_of_alias(theming, from);
	struct theme_uses uses = { 0 };
	bool used;

	*edits = !known;
	if (theme || (known && wl_streq(known->id, into)))
		return 0;
	if (known) {
		wl_err_set(err, WL_EFAIL, "'%s' is an alias of the theme '%s'",
			from, known->id);
		return wl_err_hint(err,
			"merge '%s', or take the alias out of "
			"themes.yaml",
			known->id);
	}
	theme_count(&uses, theming);
	used = theme_use(&uses, from) != NULL;
	theme_uses_release(&uses);
	return used ? 0 : theme_find(theming, from, &theme, err);
}

static int merge_all(struct theming *theming, const struct wl_list *from,
	const char *into, struct wl_err *err)
{
	struct wl_buf what = WL_BUF_INIT;
	bool any = false, edits = false;
	const struct wl_theme *target;
	int rc = theme_find(theming, into, &target, err);

	wl_buf_adds(&what, "merge ");
	for (size_t i = 0; !rc && i < from->n; i++) {
		wl_buf_addf(&what, "%s%s", i ? ", " : "", from->v[i]);
		rc = check_from(theming, from->v[i], into, &edits, err);
		any |= edits;
		if (!rc && edits)
			rc = wl_codebook_merge(&theming->codebook,
				WL_CODEBOOK_FILE, from->v[i], into, err);
	}
	wl_buf_addf(&what, " into %s", into);
	if (!rc && !any) {
		rc = catch_up(theming, what.s, err);
	} else if (!rc && !(rc = theming_rewrite(theming, err))) {
		theming_definitions(theming, true);
		rc = theming_apply(theming, what.s, NULL, err);
	}
	wl_buf_release(&what);
	return rc;
}

int theme_merge(struct theming *theming, struct wl_err *err)
{
	const char *into = args_value(theming->args, "into");
	const struct wl_strv *words = &theming->args->words;
	struct wl_list from = {
		wl_arena_alloc(&theming->arena, words->n * sizeof(*from.v)), 0
	};
	int rc;

	if (!into)
		return args_usage(
			err, "theme", "--into says which theme stays");
	for (size_t i = 1; i < words->n; i++) {
		if (wl_streq(words->v[i], into))
			return args_usage(err, "theme",
				"'%s' cannot be merged into itself", into);
		if (!wl_list_has(&from, words->v[i]))
			from.v[from.n++] = words->v[i];
	}
	rc = theming_begin(theming, err);
	theming->retheme.from = &from;
	theming->retheme.to = into;
	return rc ? rc : merge_all(theming, &from, into, err);
}
