/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "study/sample.h"

#include <math.h>

static void contrast_fill(struct wl_contrast *c)
{
	c->difference =
		(double)c->win[0] / c->win[1] - (double)c->loss[0] / c->loss[1];
	c->interval =
		wl_stats_newcombe(c->win[0], c->win[1], c->loss[0], c->loss[1]);
	c->fisher =
		wl_stats_fisher(c->win[0], c->win[1], c->loss[0], c->loss[1]);
	c->odds = wl_stats_odds(c->win[0], c->win[1], c->loss[0], c->loss[1],
		&c->odds_interval);
}

static int least_p(const void *left, const void *right)
{
	const struct wl_contrast *const *a = left, *const *b = right;
	double x = (*a)->fisher, y = (*b)->fisher;

	return x < y ? -1 : x > y;
}

/* Step down: the i-th smallest p times the number of those not yet done. */
static void adjust(struct wl_contrast *all, size_t n)
{
	struct wl_contrast **v = wl_alloc((n + 1) * sizeof(*v));
	double least = 0;

	for (size_t i = 0; i < n; i++)
		v[i] = &all[i];
	qsort(v, n, sizeof(struct wl_contrast *), least_p);
	for (size_t i = 0; i < n; i++) {
		least = fmax(least, v[i]->fisher * (double)(n - i));
		v[i]->holm = fmin(1, least);
	}
	free(v);
}

static int widest(const void *left, const void *right)
{
	const struct wl_contrast *a = left, *b = right;
	double x = fabs(a->difference), y = fabs(b->difference);

	if (x < y || x > y)
		return x > y ? -1 : 1;
	return strcmp(a->id, b->id);
}

static struct wl_contrast *contrast_add(struct wl_synthesis *synthesis,
	const struct wl_theme_row *row, const struct wl_group *win,
	const struct wl_group *loss)
{
	struct wl_contrast *c = &synthesis->contrast[synthesis->ncontrast++];

	c->id = row->id;
	c->asked[0] = win->asked[row->number];
	c->asked[1] = loss->asked[row->number];
	c->win[1] = win->deals;
	c->loss[1] = loss->deals;
	return c;
}

static void contrast_pair(struct wl_synthesis *synthesis,
	const struct wl_group *win, const struct wl_group *loss)
{
	struct wl_map by_id;

	wl_map_init(&by_id);
	for (size_t i = 0; i < win->nthemes; i++) {
		const struct wl_theme_row *row = &win->themes[i];
		struct wl_contrast *c =
			contrast_add(synthesis, row, win, loss);

		c->win[0] = row->deals;
		wl_map_put(&by_id, row->id, c);
	}
	for (size_t i = 0; i < loss->nthemes; i++) {
		const struct wl_theme_row *row = &loss->themes[i];
		struct wl_contrast *c = wl_map_get(&by_id, row->id);

		if (!c)
			c = contrast_add(synthesis, row, win, loss);
		c->loss[0] = row->deals;
	}
	wl_map_release(&by_id);
}

void wl_contrast_make(struct wl_synthesis *synthesis)
{
	const struct wl_group *win = wl_synthesis_group(synthesis, WL_WIN);
	const struct wl_group *loss = wl_synthesis_group(synthesis, WL_LOSS);

	if (!win || !loss)
		return;
	synthesis->contrast = wl_arena_alloc(&synthesis->arena,
		(win->nthemes + loss->nthemes) * sizeof(struct wl_contrast));
	contrast_pair(synthesis, win, loss);
	for (size_t i = 0; i < synthesis->ncontrast; i++)
		contrast_fill(&synthesis->contrast[i]);
	adjust(synthesis->contrast, synthesis->ncontrast);
	qsort(synthesis->contrast, synthesis->ncontrast,
		sizeof(struct wl_contrast), widest);
}
