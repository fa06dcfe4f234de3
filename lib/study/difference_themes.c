/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "study/difference_internal.h"

const char *const wl_theme_changes[] = { "added", "removed", "renamed",
	"merged", "changed", NULL };

const char *const wl_theme_fields[] = { "title", "definition", "kind", "parent",
	"asked-by", "consumer", "aliases", "since", NULL };

static bool same_list(const struct wl_list *a, const struct wl_list *b)
{
	if (a->n != b->n)
		return false;
	for (size_t i = 0; i < a->n; i++)
		if (!wl_streq(a->v[i], b->v[i]))
			return false;
	return true;
}

static unsigned field(bool same, enum wl_theme_field field)
{
	return same ? 0 : (unsigned)field;
}

/* A theme without a title is called by its id, which a rename changes. */
static bool same_title(const struct wl_theme *a, const struct wl_theme *b)
{
	return wl_streq(a->title, b->title) ||
	       (wl_streq(a->title, a->id) && wl_streq(b->title, b->id));
}

static unsigned fields_of(const struct wl_theme *a, const struct wl_theme *b)
{
	return field(same_title(a, b), WL_THEME_TITLE) |
	       field(wl_streq(a->definition, b->definition),
		       WL_THEME_DEFINITION) |
	       field(a->kind == b->kind, WL_THEME_KIND) |
	       field(wl_streq(a->parent, b->parent), WL_THEME_PARENT) |
	       field(same_list(&a->asked_by, &b->asked_by),
		       WL_THEME_QUESTIONS) |
	       field(wl_streq(a->consumer, b->consumer), WL_THEME_CONSUMER) |
	       field(same_list(&a->aliases, &b->aliases), WL_THEME_ALIASES) |
	       field(a->since == b->since, WL_THEME_SINCE);
}

static const struct wl_theme *owner_of(
	const struct wl_codebook *codebook, const char *alias)
{
	for (size_t i = 0; i < codebook->n; i++)
		if (wl_list_has(&codebook->themes[i].aliases, alias))
			return &codebook->themes[i];
	return NULL;
}

static void add(struct wl_difference *difference, enum wl_theme_change change,
	const struct wl_theme *before, const struct wl_theme *after)
{
	bool one = change == WL_THEME_RENAMED || change == WL_THEME_CHANGED;
	unsigned fields = one ? fields_of(before, after) : 0;

	if (change == WL_THEME_RENAMED)
		fields &= ~(unsigned)WL_THEME_ALIASES;
	if (change == WL_THEME_CHANGED && !fields)
		return;
	difference->themes[difference->nthemes++] =
		(struct wl_theme_differs){ change, before, after, fields };
}

/* The theme that a new one was called before: the first that became its alias
 * and stands for itself no more. */
static const struct wl_theme *was(const struct wl_codebook *before,
	const struct wl_codebook *after, const struct wl_theme *theme)
{
	for (size_t i = 0; i < before->n; i++)
		if (wl_list_has(&theme->aliases, before->themes[i].id) &&
			!wl_codebook_find(after, before->themes[i].id))
			return &before->themes[i];
	return NULL;
}

static void add_newer(struct wl_difference *difference,
	const struct wl_codebook *before, const struct wl_codebook *after,
	const struct wl_theme *theme)
{
	const struct wl_theme *same = wl_codebook_find(before, theme->id);
	const struct wl_theme *old = same ? NULL : was(before, after, theme);

	if (same)
		add(difference, WL_THEME_CHANGED, same, theme);
	else if (old)
		add(difference, WL_THEME_RENAMED, old, theme);
	else
		add(difference, WL_THEME_ADDED, NULL, theme);
}

static void add_gone(struct wl_difference *difference,
	const struct wl_codebook *before, const struct wl_codebook *after,
	const struct wl_theme *theme)
{
	const struct wl_theme *owner = owner_of(after, theme->id);

	if (wl_codebook_find(after, theme->id))
		return;
	if (!owner)
		add(difference, WL_THEME_REMOVED, theme, NULL);
	else if (wl_codebook_find(before, owner->id) ||
		 was(before, after, owner) != theme)
		add(difference, WL_THEME_MERGED, theme, owner);
}

void wl_difference_themes(struct wl_difference *difference)
{
	const struct wl_codebook *before = &difference->corpora[0]->codebook;
	const struct wl_codebook *after = &difference->corpora[1]->codebook;

	difference->themes = wl_arena_alloc(&difference->arena,
		(before->n + after->n) * sizeof(*difference->themes));
	for (size_t i = 0; i < after->n; i++)
		add_newer(difference, before, after, &after->themes[i]);
	for (size_t i = 0; i < before->n; i++)
		add_gone(difference, before, after, &before->themes[i]);
}
