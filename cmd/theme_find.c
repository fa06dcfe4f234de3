/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Themes of the codebook, and ids that may become one. */
#include "base/path.h"
#include "theme.h"

static const struct wl_codebook *book_of(const struct theming *theming)
{
	return &theming->session->corpus.codebook;
}

int theme_find(const struct theming *theming, const char *id,
	const struct wl_theme **out, struct wl_err *err)
{
	const char *near;

	*out = wl_codebook_find(book_of(theming), id);
	if (*out)
		return 0;
	near = wl_codebook_suggest(book_of(theming), id);
	wl_err_set(err, WL_ENOTFOUND, "there is no theme '%s'", id);
	if (near)
		wl_err_hint(err, "did you mean '%s'?", near);
	else
		wl_err_hint(err, "'winloss theme list' shows them");
	return WL_ENOTFOUND;
}

const struct wl_theme *theme_of_alias(
	const struct theming *theming, const char *alias)
{
	const struct wl_codebook *book = book_of(theming);

	for (size_t i = 0; i < book->n; i++)
		if (wl_list_has(&book->themes[i].aliases, alias))
			return &book->themes[i];
	return NULL;
}

int theme_check_id(const char *id, struct wl_err *err)
{
	if (wl_theme_id_valid(id))
		return 0;
	wl_err_set(err, WL_EUSAGE, "'%s' is not an id for a theme", id);
	return wl_err_hint(err,
		"small letters and digits (at least one letter), with single "
		"dashes between them, at most %d",
		WL_ID_MAX);
}

int theme_check_free(const struct theming *theming, const char *id,
	const struct wl_theme *except, struct wl_err *err)
{
	const struct wl_theme *alias = theme_of_alias(theming, id);

	if (wl_codebook_find(book_of(theming), id)) {
		wl_err_set(
			err, WL_EEXISTS, "there is a theme '%s' already", id);
		if (except)
			return wl_err_hint(err,
				"'winloss theme merge %s --into %s' makes one "
				"of the two",
				except->id, id);
		return wl_err_hint(err, "choose another id");
	}
	if (!alias || alias == except)
		return 0;
	wl_err_set(err, WL_EEXISTS, "'%s' is an alias of the theme '%s'", id,
		alias->id);
	return wl_err_hint(
		err, "choose another id, or take the alias out of themes.yaml");
}

const struct wl_theme *theme_near(
	const struct theming *theming, const char *id, const char *title)
{
	return wl_codebook_near(book_of(theming), id, title);
}
