/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "study/agreement.h"

#include <math.h>

/* A passage and what each coder gave it; index 0 is the first coder. */
struct unit {
	const struct wl_interview *interview;
	const struct wl_passage *passage;
	const struct wl_coded_passage **coded; /* by coder, NULL: a gap */
};

struct study {
	struct wl_agreement *out;
	struct unit *units;
	size_t n, cap;
	struct wl_strv coders, themes;
	size_t cap_disagreed;
};

static const struct wl_passage *find_passage(
	const struct wl_interview *interview, const char *id)
{
	for (size_t i = 0; i < interview->npassages; i++)
		if (wl_streq(interview->passages[i].id, id))
			return &interview->passages[i];
	return NULL;
}

static size_t coder_index(const struct study *study, const char *coder)
{
	for (size_t i = 0; i < study->coders.n; i++)
		if (wl_streq(study->coders.v[i], coder))
			return i;
	return 0;
}

static struct unit *unit_of(struct study *study,
	const struct wl_interview *interview, const struct wl_passage *passage)
{
	struct unit *unit;

	for (size_t i = study->n; i-- > 0;)
		if (study->units[i].passage == passage)
			return &study->units[i];
	WL_GROW(study->units, study->n, study->cap);
	unit = &study->units[study->n++];
	unit->interview = interview;
	unit->passage = passage;
	unit->coded = wl_arena_alloc(
		&study->out->arena, study->coders.n * sizeof(*unit->coded));
	return unit;
}

static void add_themes(struct study *study, const struct wl_tag *tags, size_t n)
{
	for (size_t i = 0; i < n; i++)
		wl_strv_add_once(&study->themes, tags[i].theme);
}

static void take(struct study *study, const struct wl_second *second)
{
	size_t coder = coder_index(study, second->coding->coder);

	for (size_t i = 0; i < second->coding->n; i++) {
		const struct wl_coded_passage *coded = &second->coding->v[i];
		const struct wl_passage *passage =
			find_passage(second->interview, coded->passage);

		if (!passage) {
			study->out->lost++;
		} else if (!coded->done) {
			study->out->open++;
		} else {
			unit_of(study, second->interview, passage)
				->coded[coder] = coded;
			add_themes(study, coded->tags, coded->ntags);
			add_themes(study, passage->tags, passage->ntags);
		}
	}
}

static int by_place(const void *a, const void *b)
{
	const struct unit *x = a, *y = b;
	int order = strcmp(x->interview->id, y->interview->id);

	return order ? order : x->passage->line - y->passage->line;
}

/* Has it?  *sign is that of the theme, if it is there with one sign. */
static bool has(
	const struct wl_tag *tags, size_t n, const char *theme, int *sign)
{
	bool found = false;

	*sign = 0;
	for (size_t i = 0; i < n; i++) {
		if (!wl_streq(tags[i].theme, theme))
			continue;
		/* Both signs at once are as good as none */
		*sign = found && *sign != tags[i].polarity ? 0
							   : tags[i].polarity;
		found = true;
	}
	return found;
}

static void disagree(struct study *study, const struct unit *unit, size_t coder,
	const char *theme)
{
	const struct wl_coded_passage *coded = unit->coded[coder];
	struct wl_disagreed one = { .interview = unit->interview,
		.passage = unit->passage,
		.coder = study->out->coders[coder],
		.theme = theme };

	one.first = has(unit->passage->tags, unit->passage->ntags, theme,
		&one.first_sign);
	one.second = has(coded->tags, coded->ntags, theme, &one.second_sign);
	if (one.first == one.second && one.first_sign == one.second_sign)
		return;
	WL_GROW(study->out->disagreed, study->out->ndisagreed,
		study->cap_disagreed);
	study->out->disagreed[study->out->ndisagreed++] = one;
}

/* 0 and 1 by unit and coder, -1 for a gap. */
static void fill_values(
	const struct study *study, const char *theme, int *values)
{
	size_t coders = study->coders.n + 1;
	int sign;

	for (size_t u = 0; u < study->n; u++) {
		const struct unit *unit = &study->units[u];
		int *row = values + u * coders;

		row[0] = has(unit->passage->tags, unit->passage->ntags, theme,
			&sign);
		for (size_t c = 1; c < coders; c++)
			row[c] = !unit->coded[c - 1]
					 ? -1
					 : has(unit->coded[c - 1]->tags,
						   unit->coded[c - 1]->ntags,
						   theme, &sign);
	}
}

/* The four cells of two coders; everybody went through each unit. */
static void count_pairs(struct wl_agreed *row, const int *values, size_t units)
{
	for (size_t u = 0; u < units; u++) {
		bool first = values[2 * u] == 1,
		     second = values[2 * u + 1] == 1;

		row->both += first && second;
		row->first += first && !second;
		row->second += !first && second;
		row->neither += !first && !second;
	}
}

static double ratio(double a, double b)
{
	return b > 0 ? a / b : NAN;
}

static void judge(
	struct wl_agreed *row, const int *values, const struct study *study)
{
	double n = (double)study->n;

	row->alpha = wl_stats_alpha(values, study->n, study->coders.n + 1);
	row->observed = row->prevalence = row->positive = row->kappa = NAN;
	if (study->coders.n != 1) {
		row->both = row->first = row->second = row->neither = -1;
		return;
	}
	count_pairs(row, values, study->n);
	row->observed = ratio(row->both + row->neither, n);
	row->prevalence =
		ratio(2.0 * row->both + row->first + row->second, 2 * n);
	row->positive = ratio(
		2.0 * row->both, 2.0 * row->both + row->first + row->second);
	row->kappa = wl_stats_kappa(
		row->both, row->first, row->second, row->neither);
}

static void judge_themes(struct study *study)
{
	struct wl_agreement *out = study->out;
	int *values = wl_alloc(
		(study->n * (study->coders.n + 1) + 1) * sizeof(*values));

	out->themes = wl_arena_alloc(
		&out->arena, study->themes.n * sizeof(*out->themes));
	for (size_t i = 0; i < study->themes.n; i++) {
		struct wl_agreed *row = &out->themes[out->nthemes++];

		row->theme = wl_arena_strdup(&out->arena, study->themes.v[i]);
		fill_values(study, row->theme, values);
		judge(row, values, study);
	}
	free(values);
}

static void list_disagreements(struct study *study)
{
	for (size_t u = 0; u < study->n; u++)
		for (size_t c = 0; c < study->coders.n; c++)
			for (size_t t = 0; study->units[u].coded[c] &&
					   t < study->out->nthemes;
				t++)
				disagree(study, &study->units[u], c,
					study->out->themes[t].theme);
}

void wl_agreement_make(
	struct wl_agreement *out, const struct wl_second *seconds, size_t n)
{
	struct study study = { .out = out };

	memset(out, 0, sizeof(*out));
	for (size_t i = 0; i < n; i++)
		wl_strv_add_once(&study.coders, seconds[i].coding->coder);
	wl_strv_sort(&study.coders);
	out->ncoders = study.coders.n;
	out->coders = wl_arena_alloc(
		&out->arena, out->ncoders * sizeof(*out->coders));
	for (size_t i = 0; i < out->ncoders; i++)
		out->coders[i] =
			wl_arena_strdup(&out->arena, study.coders.v[i]);
	for (size_t i = 0; i < n; i++)
		take(&study, &seconds[i]);
	if (study.n)
		qsort(study.units, study.n, sizeof(*study.units), by_place);
	wl_strv_sort(&study.themes);
	out->passages = study.n;
	judge_themes(&study);
	list_disagreements(&study);
	wl_strv_release(&study.coders);
	wl_strv_release(&study.themes);
	free(study.units);
}

void wl_agreement_release(struct wl_agreement *agreement)
{
	free(agreement->disagreed);
	wl_arena_release(&agreement->arena);
	memset(agreement, 0, sizeof(*agreement));
}

const char *wl_agreement_verdict(double alpha)
{
	if (isnan(alpha))
		return "";
	return alpha >= WL_ALPHA_RELIABLE    ? "reliable"
	       : alpha >= WL_ALPHA_TENTATIVE ? "tentative"
					     : "discuss the definition";
}

uint64_t wl_agreement_draw(
	const char *seed, const char *interview, const char *passage)
{
	/* With the NUL behind each, so that parts cannot run together */
	uint64_t hash = wl_hash(seed, strlen(seed) + 1);

	hash = wl_hash_more(hash, interview, strlen(interview) + 1);
	return wl_hash_more(hash, passage, strlen(passage));
}
