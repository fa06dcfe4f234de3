/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "study/sample.h"

#include <math.h>

#include "base/strv.h"
#include "base/utf8.h"

/* Names of themes without regard to case. */
struct names {
	struct wl_map by_name; /* struct wl_theme */
	struct wl_map asked;   /* as somebody wrote it: the same, or no_theme */
	struct wl_strv folded;
};

static const struct wl_theme no_theme;

struct cell {
	struct wl_reason reason;
	struct cell *next;
};

/* How often a theme was the seller's, the buyer's. */
struct margin {
	int seller, buyer;
	struct margin *next;
};

struct comparing {
	struct wl_synthesis *synthesis;
	struct wl_reasons *reasons; /* of one outcome: they never mix */
	struct names names;
	struct wl_map cells, margins; /* by both ids; by id */
	struct cell *all;
	struct margin *all_margins;
	struct wl_buf key;
};

static char *fold(const char *name)
{
	struct wl_buf out = WL_BUF_INIT;

	wl_utf8_fold(&out, name);
	return wl_buf_detach(&out);
}

/* An id before a title, a title before an alias; the first theme keeps it. */
static void add_name(
	struct names *names, const char *name, const struct wl_theme *theme)
{
	char *folded = fold(name);

	if (wl_map_get(&names->by_name, folded)) {
		free(folded);
		return;
	}
	wl_strv_take(&names->folded, folded);
	wl_map_put(&names->by_name, folded, (void *)theme);
}

static void names_init(struct names *names, const struct wl_codebook *codebook)
{
	for (size_t i = 0; i < codebook->n; i++)
		add_name(names, codebook->themes[i].id, &codebook->themes[i]);
	for (size_t i = 0; i < codebook->n; i++)
		add_name(
			names, codebook->themes[i].title, &codebook->themes[i]);
	for (size_t i = 0; i < codebook->n; i++)
		for (size_t j = 0; j < codebook->themes[i].aliases.n; j++)
			add_name(names, codebook->themes[i].aliases.v[j],
				&codebook->themes[i]);
}

static void spell_as_id(struct wl_buf *out, const char *name)
{
	wl_utf8_slug(out, name, SIZE_MAX);
}

/* A CRM has its own way with spaces, dashes and underscores. */
static const struct wl_theme *find_theme(
	const struct names *names, const char *name)
{
	static void (*const spell[])(
		struct wl_buf *, const char *) = { wl_utf8_fold, spell_as_id };
	struct wl_buf spelled = WL_BUF_INIT;
	const struct wl_theme *theme = NULL;

	for (size_t i = 0; i < WL_LEN(spell) && !theme; i++) {
		wl_buf_clear(&spelled);
		spell[i](&spelled, name);
		theme = wl_map_get(&names->by_name, spelled.s);
	}
	wl_buf_release(&spelled);
	return theme ? theme : &no_theme;
}

static const char *theme_named(struct comparing *comparing, const char *name)
{
	struct names *names = &comparing->names;
	const struct wl_theme *theme = wl_map_get(&names->asked, name);

	if (!theme) {
		theme = find_theme(names, name);
		wl_map_put(&names->asked, name, (void *)(uintptr_t)theme);
	}
	return theme == &no_theme
		       ? NULL
		       : wl_theme_counted(comparing->synthesis, theme->id);
}

static struct margin *margin_of(struct comparing *comparing, const char *id)
{
	struct margin *margin = wl_map_get(&comparing->margins, id);

	if (margin)
		return margin;
	margin = wl_arena_alloc(&comparing->synthesis->arena, sizeof(*margin));
	margin->next = comparing->all_margins;
	comparing->all_margins = margin;
	wl_map_put(&comparing->margins, id, margin);
	return margin;
}

static void count_pair(
	struct comparing *comparing, const char *seller, const char *buyer)
{
	struct wl_arena *arena = &comparing->synthesis->arena;
	struct cell *cell;

	wl_buf_clear(&comparing->key);
	wl_buf_addf(&comparing->key, "%s\x1f%s", seller, buyer);
	cell = wl_map_get(&comparing->cells, comparing->key.s);
	if (!cell) {
		cell = wl_arena_alloc(arena, sizeof(*cell));
		cell->reason = (struct wl_reason){ seller, buyer, 0 };
		cell->next = comparing->all;
		comparing->all = cell;
		comparing->reasons->n++;
		wl_map_put(&comparing->cells,
			wl_arena_strdup(arena, comparing->key.s), cell);
	}
	cell->reason.deals++;
	margin_of(comparing, seller)->seller++;
	margin_of(comparing, buyer)->buyer++;
}

/* Of a deal the first respondent who gave a reason speaks. */
static void compare(struct comparing *comparing, const struct wl_unit *unit)
{
	struct wl_reasons *reasons = comparing->reasons;
	const struct wl_respondent *r = unit->first;
	const char *seller, *buyer;

	while (r && (!r->interview->buyer_reason || !r->interview->reason ||
			    !*r->interview->reason))
		r = r->next;
	if (!r)
		return;
	seller = theme_named(comparing, r->interview->reason);
	buyer = theme_named(comparing, r->interview->buyer_reason);
	if (!buyer)
		buyer = r->interview->buyer_reason;
	if (!seller) {
		reasons->unmatched++;
		return;
	}
	reasons->deals++;
	reasons->agree += !strcmp(seller, buyer);
	count_pair(comparing, seller, buyer);
}

static int most_deals(const void *left, const void *right)
{
	const struct wl_reason *a = left, *b = right;
	int order = strcmp(a->seller, b->seller);

	if (a->deals != b->deals)
		return b->deals - a->deals;
	return order ? order : strcmp(a->buyer, b->buyer);
}

/* Cohen (1960), with as many categories as themes were named. */
static double kappa(const struct comparing *comparing)
{
	const struct wl_reasons *reasons = comparing->reasons;
	double n = reasons->deals, chance = 0;

	for (const struct margin *m = comparing->all_margins; m; m = m->next)
		chance += (double)m->seller * m->buyer / (n * n);
	return !reasons->deals || chance >= 1
		       ? (double)NAN
		       : (reasons->agree / n - chance) / (1 - chance);
}

static void finish(struct comparing *comparing)
{
	struct wl_reasons *reasons = comparing->reasons;
	size_t n = 0;

	reasons->cells = wl_arena_alloc(&comparing->synthesis->arena,
		reasons->n * sizeof(*reasons->cells));
	for (const struct cell *cell = comparing->all; cell; cell = cell->next)
		reasons->cells[n++] = cell->reason;
	qsort(reasons->cells, n, sizeof(*reasons->cells), most_deals);
	reasons->kappa = kappa(comparing);
}

void wl_reasons_make(struct wl_synthesis *synthesis,
	const struct wl_sample samples[WL_SAMPLES])
{
	struct comparing comparing = { .synthesis = synthesis };

	wl_buf_init(&comparing.key);
	names_init(&comparing.names, &synthesis->corpus->codebook);
	for (int i = 0; i < WL_SAMPLES; i++) {
		comparing.reasons = &synthesis->reasons[i];
		comparing.all = NULL;
		comparing.all_margins = NULL;
		for (const struct wl_unit *u = samples[i].first; u; u = u->next)
			compare(&comparing, u);
		finish(&comparing);
		wl_map_release(&comparing.cells);
		wl_map_release(&comparing.margins);
	}
	wl_map_release(&comparing.names.by_name);
	wl_map_release(&comparing.names.asked);
	wl_strv_release(&comparing.names.folded);
	wl_buf_release(&comparing.key);
}
