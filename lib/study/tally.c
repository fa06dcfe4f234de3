/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "study/sample.h"

/*
 * What is known so far of one theme in one group.  The stamps hold the number
 * of the deal or interview that counted last, so that each counts once
 * without a set.
 */
struct topic {
	struct wl_theme_row
		row; /* evidence grows by realloc until it is kept */
	size_t cap, order, first; /* place of the first interview, by date */
	size_t unit, interview, asked, positive, negative;
	const struct wl_passage *passage;
	struct topic *next_asked;
	bool ranked; /* evidence is sorted and cut */
};

/* The themes that a question invites. */
struct invited {
	struct topic *topic;
	struct invited *next;
};

struct tally {
	struct wl_arena *arena;
	size_t most;             /* evidence kept of a theme; 0: all */
	struct wl_map topics;    /* by theme: struct topic */
	struct wl_map questions; /* by question: struct invited */
	struct topic **v;        /* all topics */
	size_t n, cap;
	size_t unit, interview; /* stamps, from 1 */
	struct topic *asked;    /* invited in this deal */
};

static struct topic *topic_add(struct tally *tally, const char *id)
{
	struct topic *topic = wl_arena_alloc(tally->arena, sizeof(*topic));

	topic->row.id = id;
	topic->first = SIZE_MAX;
	WL_GROW(tally->v, tally->n, tally->cap);
	tally->v[tally->n++] = topic;
	wl_map_put(&tally->topics, id, topic);
	return topic;
}

static struct topic *topic_get(struct tally *tally, const char *id)
{
	struct topic *topic = wl_map_get(&tally->topics, id);

	return topic ? topic : topic_add(tally, id);
}

static void invite(struct tally *tally, struct topic *topic)
{
	const struct wl_list *questions = &topic->row.theme->asked_by;

	for (size_t i = 0; i < questions->n; i++) {
		struct invited *one =
			wl_arena_alloc(tally->arena, sizeof(*one));

		one->topic = topic;
		one->next = wl_map_put(&tally->questions, questions->v[i], one);
	}
}

static void tally_init(struct tally *tally, const struct wl_codebook *codebook)
{
	wl_map_init(&tally->topics);
	wl_map_init(&tally->questions);
	for (size_t i = 0; i < codebook->n; i++) {
		struct topic *topic = topic_add(tally, codebook->themes[i].id);

		topic->row.theme = &codebook->themes[i];
		invite(tally, topic);
	}
}

static void tally_release(struct tally *tally)
{
	free(tally->v);
	wl_map_release(&tally->topics);
	wl_map_release(&tally->questions);
}

/* Evidence */

static int strength(const struct wl_evidence *evidence)
{
	static const int by_level[] = {
		[WL_PUBLIC] = 4,
		[WL_INTERNAL] = 2,
		[WL_CONFIDENTIAL] = 0,
	};

	return by_level[evidence->level] + evidence->passage->quote;
}

static int stronger(const void *left, const void *right)
{
	const struct wl_evidence *a = left, *b = right;
	int difference = strength(b) - strength(a);

	if (difference)
		return difference;
	if (a->interview != b->interview)
		return wl_interview_order(b->interview, a->interview);
	return a->passage < b->passage ? -1 : a->passage > b->passage;
}

static void rank(struct topic *topic, size_t most)
{
	struct wl_theme_row *row = &topic->row;

	qsort(row->evidence, row->nevidence, sizeof(*row->evidence), stronger);
	if (most && row->nevidence > most)
		row->nevidence = most;
}

/*
 * With a limit the array is cut back whenever it holds twice as many, so a
 * hundred thousand interviews take no more memory than ten.
 */
static void keep(struct tally *tally, struct topic *topic,
	const struct wl_evidence *evidence)
{
	struct wl_theme_row *row = &topic->row;
	size_t most = tally->most;

	if (topic->ranked && stronger(evidence, &row->evidence[most - 1]) > 0)
		return;
	WL_GROW(row->evidence, row->nevidence, topic->cap);
	row->evidence[row->nevidence++] = *evidence;
	if (!most || row->nevidence < 2 * most)
		return;
	rank(topic, most);
	topic->ranked = true;
}

/* Counting */

static void count_sign(struct topic *topic, int polarity, size_t unit)
{
	size_t *mine = polarity > 0 ? &topic->positive : &topic->negative;
	size_t other = polarity > 0 ? topic->negative : topic->positive;

	if (!polarity || *mine == unit)
		return;
	*mine = unit;
	*(polarity > 0 ? &topic->row.positive : &topic->row.negative) += 1;
	topic->row.mixed += other == unit;
}

static void count_deal(struct tally *tally, struct topic *topic, size_t order)
{
	if (topic->unit != tally->unit) {
		topic->unit = tally->unit;
		topic->row.deals++;
	}
	if (topic->interview != tally->interview) {
		topic->interview = tally->interview;
		topic->row.interviews++;
	}
	if (order < topic->first)
		topic->first = order;
}

static int polarity_of(const struct wl_passage *passage, const char *theme)
{
	int sum = 0;

	for (size_t i = 0; i < passage->ntags; i++)
		if (!strcmp(passage->tags[i].theme, theme))
			sum += passage->tags[i].polarity;
	return sum > 0 ? 1 : sum < 0 ? -1 : 0;
}

static void count_passage(struct tally *tally, struct topic *topic,
	const struct wl_interview *interview, const struct wl_passage *passage)
{
	struct wl_evidence evidence = {
		.interview = interview,
		.passage = passage,
		.polarity = polarity_of(passage, topic->row.id),
		.level = wl_interview_level(interview, passage),
	};

	topic->passage = passage;
	topic->row.quotes += passage->quote;
	topic->row.notes += !passage->quote;
	topic->row.confidential += evidence.level == WL_CONFIDENTIAL;
	keep(tally, topic, &evidence);
}

static void count_interview(
	struct tally *tally, const struct wl_interview *interview, size_t order)
{
	tally->interview++;
	for (size_t i = 0; i < interview->npassages; i++) {
		const struct wl_passage *passage = &interview->passages[i];

		if (!wl_evidence_is(passage))
			continue;
		for (size_t j = 0; j < passage->ntags; j++) {
			const struct wl_tag *tag = &passage->tags[j];
			struct topic *topic = topic_get(tally, tag->theme);

			count_deal(tally, topic, order);
			count_sign(topic, tag->polarity, tally->unit);
			if (topic->passage != passage)
				count_passage(tally, topic, interview, passage);
		}
	}
}

static void count_asked(
	struct tally *tally, const struct wl_interview *interview)
{
	for (size_t i = 0; i < interview->nasked; i++) {
		const struct wl_asked *asked = &interview->asked[i];
		struct invited *one =
			asked->skipped
				? NULL
				: wl_map_get(&tally->questions, asked->id);

		for (; one; one = one->next) {
			if (one->topic->asked == tally->unit)
				continue;
			one->topic->asked = tally->unit;
			one->topic->next_asked = tally->asked;
			tally->asked = one->topic;
		}
	}
}

static void count_absent(struct tally *tally)
{
	for (struct topic *t = tally->asked; t; t = t->next_asked) {
		t->row.asked++;
		t->row.absent += t->unit != tally->unit;
	}
	tally->asked = NULL;
}

/* Order of dates */

struct dated {
	const struct wl_interview *interview;
	size_t place, order; /* in the walk over the units; by date */
};

static int by_date(const void *left, const void *right)
{
	const struct dated *a = left, *b = right;

	return wl_interview_order(a->interview, b->interview);
}

static bool has_evidence(const struct wl_interview *interview)
{
	for (size_t i = 0; i < interview->npassages; i++)
		if (wl_evidence_is(&interview->passages[i]))
			return true;
	return false;
}

/*
 * The place in the order of dates of each interview of the sample, in the
 * order in which the sample is walked; only tagged ones have one.
 */
static size_t *date_orders(
	struct wl_arena *arena, const struct wl_sample *sample, size_t *tagged)
{
	size_t all = (size_t)sample->interviews, place = 0, n = 0;
	struct dated *dated = wl_alloc(all * sizeof(*dated));
	size_t *orders = wl_arena_alloc(arena, all * sizeof(*orders));

	for (const struct wl_unit *u = sample->first; u; u = u->next)
		for (const struct wl_respondent *r = u->first; r;
			r = r->next, place++)
			if (has_evidence(r->interview))
				dated[n++] = (struct dated){
					.interview = r->interview,
					.place = place,
				};
	qsort(dated, n, sizeof(*dated), by_date);
	for (size_t i = 0; i < n; i++)
		orders[dated[i].place] = i;
	free(dated);
	*tagged = n;
	return orders;
}

/* The group */

static void finish_row(struct wl_theme_row *row, const struct wl_group *group)
{
	bool usually_negative =
		row->negative > row->positive ||
		(row->negative == row->positive && group->outcome != WL_WIN);

	if (!row->theme || !row->theme->asked_by.n) {
		row->asked = group->deals;
		row->absent = group->deals - row->deals;
	}
	row->counter = row->absent +
		       (usually_negative ? row->positive : row->negative);
	row->interval = wl_stats_wilson(row->deals, group->deals);
}

static void keep_evidence(struct tally *tally, struct topic *topic)
{
	struct wl_theme_row *row = &topic->row;
	struct wl_evidence *grown = row->evidence;

	rank(topic, tally->most);
	row->evidence =
		wl_arena_alloc(tally->arena, row->nevidence * sizeof(*grown));
	memcpy(row->evidence, grown, row->nevidence * sizeof(*grown));
	free(grown);
}

static int most_deals(const void *left, const void *right)
{
	const struct wl_theme_row *a = left, *b = right;

	if (a->deals != b->deals)
		return b->deals - a->deals;
	return strcmp(a->id, b->id);
}

static void finish_rows(struct tally *tally, struct wl_group *group)
{
	group->themes =
		wl_arena_alloc(tally->arena, tally->n * sizeof(*group->themes));
	for (size_t i = 0; i < tally->n; i++) {
		struct topic *topic = tally->v[i];

		if (!topic->row.deals)
			continue;
		keep_evidence(tally, topic);
		finish_row(&topic->row, group);
		group->themes[group->nthemes++] = topic->row;
	}
	qsort(group->themes, group->nthemes, sizeof(*group->themes),
		most_deals);
}

static void finish_saturation(
	struct tally *tally, struct wl_group *group, size_t tagged)
{
	int *fresh = wl_arena_alloc(tally->arena, tagged * sizeof(*fresh));
	int once = 0, incidences = 0;

	for (size_t i = 0; i < tally->n; i++) {
		const struct topic *topic = tally->v[i];

		if (!topic->row.deals)
			continue;
		fresh[topic->first]++;
		once += topic->row.interviews == 1;
		incidences += topic->row.interviews;
	}
	wl_saturation_make(&group->saturation, tally->arena, fresh, tagged);
	group->saturation.coverage = wl_stats_coverage(once, incidences);
}

void wl_tally_make(struct wl_group *group, struct wl_synthesis *synthesis,
	const struct wl_sample *sample)
{
	struct tally tally = {
		.arena = &synthesis->arena,
		.most = synthesis->filter.evidence,
	};
	size_t place = 0, tagged, *orders;

	tally_init(&tally, &synthesis->corpus->codebook);
	orders = date_orders(&synthesis->arena, sample, &tagged);
	for (const struct wl_unit *u = sample->first; u; u = u->next) {
		tally.unit++;
		for (const struct wl_respondent *r = u->first; r; r = r->next) {
			count_interview(&tally, r->interview, orders[place++]);
			count_asked(&tally, r->interview);
		}
		count_absent(&tally);
	}
	finish_rows(&tally, group);
	finish_saturation(&tally, group, tagged);
	tally_release(&tally);
}
