/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "study/sample.h"

#include <math.h>

#define FEW 16

struct judging {
	struct wl_synthesis *synthesis;
	struct wl_map by_id; /* place + 1 in synthesis->judges */
	size_t cap, cap_late;
};

static size_t judge_at(struct judging *judging, const char *id)
{
	struct wl_synthesis *synthesis = judging->synthesis;
	size_t at;

	/* Texts of a corpus mostly stand once, and few people interview */
	for (at = 0; at < synthesis->njudges && at < FEW; at++)
		if (synthesis->judges[at].id == id)
			return at;
	at = (size_t)(uintptr_t)wl_map_get(&judging->by_id, id);
	if (at)
		return at - 1;
	WL_GROW(synthesis->judges, synthesis->njudges, judging->cap);
	at = synthesis->njudges++;
	synthesis->judges[at] = (struct wl_judge){ .id = id };
	wl_map_put(&judging->by_id, id, (void *)(uintptr_t)(at + 1));
	return at;
}

static void count(struct wl_judge *judge, enum wl_verdict verdict,
	enum wl_declared declared)
{
	if (declared == WL_LATE) {
		judge->late++;
		return;
	}
	judge->confirmed += verdict == WL_CONFIRMED;
	judge->partly += verdict == WL_PARTLY;
	judge->refuted += verdict == WL_REFUTED;
	judge->declared += declared == WL_DECLARED;
}

static void judge(
	struct judging *judging, const struct wl_respondent *respondent)
{
	struct wl_synthesis *synthesis = judging->synthesis;
	const struct wl_interview *one = respondent->interview;
	enum wl_declared declared;
	size_t at;

	if (!respondent->hypothesis)
		return;
	at = judge_at(judging, one->interviewer ? one->interviewer : "");
	declared = wl_declared_of(synthesis->filter.declarations, one->id);
	count(&synthesis->hypotheses, one->hypothesis, declared);
	count(&synthesis->judges[at], one->hypothesis, declared);
	if (declared != WL_LATE)
		return;
	WL_GROW(synthesis->late, synthesis->nlate, judging->cap_late);
	synthesis->late[synthesis->nlate++] = one;
}

static int by_id(const void *left, const void *right)
{
	const struct wl_judge *a = left, *b = right;

	return strcmp(a->id, b->id);
}

static int by_interview(const void *left, const void *right)
{
	const struct wl_interview *const *a = left, *const *b = right;

	return strcmp((*a)->id, (*b)->id);
}

/* Move what has grown into the arena. */
static void *keep(struct wl_arena *arena, void *grown, size_t n)
{
	void *kept = wl_arena_alloc(arena, n);

	if (n)
		memcpy(kept, grown, n);
	free(grown);
	return kept;
}

void wl_hypotheses_make(struct wl_synthesis *synthesis,
	const struct wl_sample samples[WL_SAMPLES])
{
	struct judging judging = { .synthesis = synthesis };
	size_t judges, late;

	synthesis->hypotheses.id = "";
	for (int i = 0; i < WL_SAMPLES; i++)
		for (const struct wl_unit *u = samples[i].first; u; u = u->next)
			for (const struct wl_respondent *r = u->first; r;
				r = r->next)
				judge(&judging, r);
	synthesis->confirmed = synthesis->hypotheses.confirmed;
	synthesis->partly = synthesis->hypotheses.partly;
	synthesis->refuted = synthesis->hypotheses.refuted;
	judges = synthesis->njudges * sizeof(*synthesis->judges);
	late = synthesis->nlate * sizeof(*synthesis->late);
	synthesis->judges = keep(&synthesis->arena, synthesis->judges, judges);
	synthesis->late =
		keep(&synthesis->arena, (void *)synthesis->late, late);
	qsort(synthesis->judges, synthesis->njudges, sizeof(struct wl_judge),
		by_id);
	qsort(synthesis->late, synthesis->nlate, sizeof(*synthesis->late),
		by_interview);
	wl_map_release(&judging.by_id);
}

double wl_judge_rate(const struct wl_judge *judge, struct wl_interval *interval)
{
	int halves = 2 * judge->confirmed + judge->partly;
	int n = judge->confirmed + judge->partly + judge->refuted;

	*interval = wl_stats_wilson(halves / 2, n);
	return n ? halves / 2.0 / n : (double)NAN;
}
