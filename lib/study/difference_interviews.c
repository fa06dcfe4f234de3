/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "study/difference_internal.h"

const char *const wl_interview_changes[] = { "added", "held", "withdrawn",
	"restored", "withheld", "removed", "changed", NULL };

/* Passages */

/* What tells a passage from others of its interview; words never look like
 * "^id" with a line end before it. */
static const char *key_of(
	struct wl_difference *difference, const struct wl_passage *passage)
{
	return passage->id ? wl_arena_printf(
				     &difference->arena, "\n^%s", passage->id)
			   : passage->words;
}

/* A theme by what it is called after. */
static const char *now_called(
	const struct wl_difference *difference, const char *theme)
{
	for (size_t i = 0; i < difference->nthemes; i++) {
		const struct wl_theme_differs *one = &difference->themes[i];

		if (one->before && one->after &&
			wl_streq(one->before->id, theme))
			return one->after->id;
	}
	return theme;
}

static bool has_tag(
	const struct wl_passage *passage, const char *theme, int polarity)
{
	for (size_t i = 0; i < passage->ntags; i++)
		if (passage->tags[i].polarity == polarity &&
			wl_streq(passage->tags[i].theme, theme))
			return true;
	return false;
}

/* What a rename did to them is said of the theme. */
static bool same_tags(const struct wl_difference *difference,
	const struct wl_passage *before, const struct wl_passage *after)
{
	if (before->ntags != after->ntags)
		return false;
	for (size_t i = 0; i < before->ntags; i++)
		if (!has_tag(after,
			    now_called(difference, before->tags[i].theme),
			    before->tags[i].polarity))
			return false;
	return true;
}

static void compare_passages(const struct wl_difference *difference,
	struct wl_interview_differs *differs, const struct wl_passage *before,
	const struct wl_passage *after)
{
	bool hidden = after->level == WL_CONFIDENTIAL;

	differs->confidential += hidden && before->level != WL_CONFIDENTIAL;
	differs->retagged += !same_tags(difference, before, after);
	differs->reworded += !hidden && !wl_streq(before->words, after->words);
}

/* Only those that read the tags of buyers are told of: all that can be said
 * without the words. */
static void count_passages(
	struct wl_difference *difference, struct wl_interview_differs *differs)
{
	const struct wl_interview *old = differs->before, *new = differs->after;
	size_t nold = old ? old->npassages : 0, same = 0;
	struct wl_map keys;

	wl_map_init(&keys);
	for (size_t i = 0; i < nold; i++)
		wl_map_put(&keys, key_of(difference, &old->passages[i]),
			&old->passages[i]);
	for (size_t i = 0; new &&i < new->npassages; i++) {
		const char *key = key_of(difference, &new->passages[i]);
		const struct wl_passage *was = wl_map_get(&keys, key);

		if (was) {
			compare_passages(
				difference, differs, was, &new->passages[i]);
			wl_map_put(&keys, key, NULL);
			same++;
		} else {
			differs->more++;
		}
	}
	differs->fewer = (int)(nold - same);
	wl_map_release(&keys);
}

/* Interviews */

static bool is_withdrawn(const struct wl_interview *interview)
{
	return interview->status == WL_WITHDRAWN;
}

static enum wl_interview_change change_of(
	const struct wl_interview *before, const struct wl_interview *after)
{
	if (!before)
		return WL_INTERVIEW_ADDED;
	if (!after)
		return WL_INTERVIEW_REMOVED;
	if (!is_withdrawn(before) && is_withdrawn(after))
		return WL_INTERVIEW_WITHDRAWN;
	if (is_withdrawn(before) && !is_withdrawn(after))
		return WL_INTERVIEW_RESTORED;
	if (before->consent != WL_CONSENT_NONE &&
		after->consent == WL_CONSENT_NONE)
		return WL_INTERVIEW_WITHHELD;
	if (!wl_interview_counts(before) && wl_interview_counts(after))
		return WL_INTERVIEW_HELD;
	return WL_INTERVIEW_CHANGED;
}

static void add(struct wl_difference *difference,
	const struct wl_interview *before, const struct wl_interview *after)
{
	struct wl_interview_differs differs = { change_of(before, after),
		before, after, 0, 0, 0, 0, 0 };

	count_passages(difference, &differs);
	if (differs.change != WL_INTERVIEW_CHANGED || differs.more ||
		differs.fewer || differs.reworded || differs.retagged ||
		differs.confidential)
		difference->interviews[difference->ninterviews++] = differs;
}

static const char *id_of(const struct wl_interview_differs *differs)
{
	return differs->after ? differs->after->id : differs->before->id;
}

static int by_change(const void *a, const void *b)
{
	const struct wl_interview_differs *x = a, *y = b;

	if (x->change != y->change)
		return x->change < y->change ? -1 : 1;
	return strcmp(id_of(x), id_of(y));
}

void wl_difference_interviews(struct wl_difference *difference)
{
	const struct wl_corpus *old = difference->corpora[0];
	const struct wl_corpus *new = difference->corpora[1];
	size_t i = 0, j = 0, n = old->ninterviews, m = new->ninterviews;

	difference->interviews = wl_arena_alloc(
		&difference->arena, (n + m) * sizeof(*difference->interviews));
	while (i < n || j < m) {
		int order = i == n   ? 1
			    : j == m ? -1
				     : strcmp(old->interviews[i].id,
					       new->interviews[j].id);

		add(difference, order <= 0 ? &old->interviews[i] : NULL,
			order >= 0 ? &new->interviews[j] : NULL);
		i += order <= 0;
		j += order >= 0;
	}
	if (difference->ninterviews)
		qsort(difference->interviews, difference->ninterviews,
			sizeof(*difference->interviews), by_change);
}
