/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "study/sample.h"

#include "base/pool.h"

/* A passage of a theme; the smaller the key, the stronger it is. */
struct ranked {
	uint64_t key;
	struct wl_evidence evidence;
};

/*
 * What is known so far of one theme in one group.  The stamps hold the number
 * of the deal or interview that counted last, so that each counts once
 * without a set.
 */
struct topic {
	struct wl_theme_row row; /* without evidence until the end */
	struct ranked *ranked;
	size_t n, cap;
	bool sorted;  /* and cut: the last one is what others must beat */
	size_t first; /* place of its first interview, by date */
	size_t unit, interview, asked, positive, negative;
	const struct wl_passage *passage;
	struct topic *next_asked;
};

/* The themes that a question invites. */
struct invited {
	struct topic *topic;
	struct invited *next;
};

/* The count of one worker. */
struct tally {
	struct wl_arena arena;
	const struct wl_sample *sample;
	size_t most;             /* evidence kept of a theme; 0: all */
	struct wl_map topics;    /* by theme: struct topic */
	struct wl_map questions; /* by question: struct invited */
	struct topic **v;        /* all topics */
	size_t n, cap;
	size_t unit, interview; /* stamps, from 1 */
	struct topic *asked;    /* invited in this deal */
};

/* Topics */

static struct topic *topic_add(struct tally *tally, const char *id)
{
	struct topic *topic = wl_arena_alloc(&tally->arena, sizeof(*topic));

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

static void invite(struct tally *tally, struct topic *topic,
	const struct wl_list *questions)
{
	for (size_t i = 0; i < questions->n; i++) {
		struct invited *one =
			wl_arena_alloc(&tally->arena, sizeof(*one));

		one->topic = topic;
		one->next = wl_map_put(&tally->questions, questions->v[i], one);
	}
}

/* Children count as their parents; a question that invites one invites the
 * parent too, unless all deals are its denominator. */
static void adopt(struct tally *tally, const struct wl_synthesis *synthesis)
{
	const struct wl_codebook *codebook = &synthesis->corpus->codebook;

	for (size_t i = 0; i < codebook->n; i++) {
		const struct wl_theme *child = &codebook->themes[i];
		const char *id = wl_theme_counted(synthesis, child->id);
		struct topic *parent = topic_get(tally, id);

		if (id == child->id)
			continue;
		wl_map_put(&tally->topics, child->id, parent);
		if (parent->row.theme->asked_by.n)
			invite(tally, parent, &child->asked_by);
	}
}

static void tally_init(struct tally *tally,
	const struct wl_synthesis *synthesis, const struct wl_sample *sample)
{
	const struct wl_codebook *codebook = &synthesis->corpus->codebook;

	tally->sample = sample;
	tally->most = synthesis->filter.evidence * WL_EVIDENCE_CHOICE;
	for (size_t i = 0; i < codebook->n; i++) {
		struct topic *topic = topic_add(tally, codebook->themes[i].id);

		topic->row.theme = &codebook->themes[i];
		invite(tally, topic, &topic->row.theme->asked_by);
	}
	if (synthesis->filter.parents)
		adopt(tally, synthesis);
}

static void tally_release(struct tally *tally)
{
	for (size_t i = 0; i < tally->n; i++)
		free(tally->v[i]->ranked);
	free(tally->v);
	wl_map_release(&tally->topics);
	wl_map_release(&tally->questions);
	wl_arena_release(&tally->arena);
}

/* Evidence */

/* Level, then quote or note, then newest, then place in the file. */
static uint64_t key_of(const struct tally *tally,
	const struct wl_respondent *respondent,
	const struct wl_evidence *evidence)
{
	static const uint64_t weakness[] = {
		[WL_PUBLIC] = 0,
		[WL_INTERNAL] = 2,
		[WL_CONFIDENTIAL] = 4,
	};
	uint64_t weak = weakness[evidence->level] + !evidence->passage->quote;
	uint64_t age = (uint64_t)tally->sample->interviews - respondent->order;
	uint64_t place =
		(uint64_t)(evidence->passage - respondent->interview->passages);

	return weak << 56 | age << 24 | place;
}

static int stronger(const void *left, const void *right)
{
	const struct ranked *a = left, *b = right;

	return a->key < b->key ? -1 : a->key > b->key;
}

static void sort_and_cut(struct topic *topic, size_t most)
{
	if (topic->n)
		qsort(topic->ranked, topic->n, sizeof(*topic->ranked),
			stronger);
	if (most && topic->n >= most) {
		topic->n = most;
		topic->sorted = true;
	}
}

/*
 * With a limit the array is cut back whenever it holds twice as many, so a
 * hundred thousand interviews take no more memory than ten.
 */
static void keep(struct topic *topic, const struct ranked *one, size_t most)
{
	if (topic->sorted && one->key > topic->ranked[most - 1].key)
		return;
	WL_GROW(topic->ranked, topic->n, topic->cap);
	topic->ranked[topic->n++] = *one;
	if (most && topic->n >= 2 * most)
		sort_and_cut(topic, most);
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

/* Of the theme of tag i, also if it stands there more than once. */
static int polarity_of(
	struct tally *tally, const struct wl_passage *passage, size_t i)
{
	const struct topic *topic = topic_get(tally, passage->tags[i].theme);
	int sum = passage->tags[i].polarity;

	for (size_t j = i + 1; j < passage->ntags; j++)
		if (topic_get(tally, passage->tags[j].theme) == topic)
			sum += passage->tags[j].polarity;
	return sum > 0 ? 1 : sum < 0 ? -1 : 0;
}

static void count_tag(struct tally *tally,
	const struct wl_respondent *respondent,
	const struct wl_passage *passage, size_t i)
{
	struct topic *topic = topic_get(tally, passage->tags[i].theme);
	struct ranked one = { .evidence = { .passage = passage } };

	count_deal(tally, topic, respondent->order);
	count_sign(topic, passage->tags[i].polarity, tally->unit);
	if (topic->passage == passage)
		return;
	topic->passage = passage;
	one.evidence.interview = respondent->interview;
	one.evidence.polarity = polarity_of(tally, passage, i);
	one.evidence.level = wl_interview_level(respondent->interview, passage);
	one.key = key_of(tally, respondent, &one.evidence);
	topic->row.quotes += passage->quote;
	topic->row.notes += !passage->quote;
	topic->row.confidential += one.evidence.level == WL_CONFIDENTIAL;
	keep(topic, &one, tally->most);
}

static void count_passages(
	struct tally *tally, const struct wl_respondent *respondent)
{
	const struct wl_interview *interview = respondent->interview;

	tally->interview++;
	for (size_t i = 0; i < interview->npassages; i++) {
		const struct wl_passage *passage = &interview->passages[i];

		if (!wl_evidence_is(passage))
			continue;
		for (size_t j = 0; j < passage->ntags; j++)
			count_tag(tally, respondent, passage, j);
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

/* The walk over the deals */

struct walk {
	const struct wl_unit **units;
	struct tally *tallies; /* one a worker */
};

static void count_unit(void *context, size_t index, size_t worker)
{
	struct walk *walk = context;
	struct tally *tally = &walk->tallies[worker];
	const struct wl_respondent *r = walk->units[index]->first;

	tally->unit++;
	for (; r; r = r->next) {
		count_passages(tally, r);
		count_asked(tally, r->interview);
	}
	count_absent(tally);
}

static void walk_units(struct walk *walk, const struct wl_sample *sample)
{
	size_t n = 0;

	walk->units = wl_alloc((size_t)sample->units * sizeof(*walk->units));
	for (const struct wl_unit *u = sample->first; u; u = u->next)
		walk->units[n++] = u;
	wl_pool_run(n, count_unit, walk);
	free(walk->units);
}

/* A deal is one worker's, so counts are sums. */
static void add_row(struct wl_theme_row *sum, const struct wl_theme_row *row)
{
	sum->deals += row->deals;
	sum->interviews += row->interviews;
	sum->quotes += row->quotes;
	sum->notes += row->notes;
	sum->confidential += row->confidential;
	sum->positive += row->positive;
	sum->negative += row->negative;
	sum->mixed += row->mixed;
	sum->asked += row->asked;
	sum->absent += row->absent;
}

static void add_tally(struct tally *sum, const struct tally *tally)
{
	for (size_t i = 0; i < tally->n; i++) {
		const struct topic *from = tally->v[i];
		struct topic *to = topic_get(sum, from->row.id);

		add_row(&to->row, &from->row);
		if (from->first < to->first)
			to->first = from->first;
		for (size_t j = 0; j < from->n; j++)
			keep(to, &from->ranked[j], sum->most);
	}
}

/* Order of dates */

static int by_date(const void *left, const void *right)
{
	const struct wl_respondent *const *a = left, *const *b = right;

	return wl_interview_order((*a)->interview, (*b)->interview);
}

static bool has_evidence(const struct wl_interview *interview)
{
	for (size_t i = 0; i < interview->npassages; i++)
		if (wl_evidence_is(&interview->passages[i]))
			return true;
	return false;
}

/* Number the tagged interviews by date; returns how many there are. */
static size_t order_by_date(const struct wl_sample *sample)
{
	struct wl_respondent **v =
		wl_alloc((size_t)sample->interviews * sizeof(*v));
	size_t n = 0;

	for (struct wl_unit *u = sample->first; u; u = u->next)
		for (struct wl_respondent *r = u->first; r; r = r->next)
			if (has_evidence(r->interview))
				v[n++] = r;
	qsort(v, n, sizeof(struct wl_respondent *), by_date);
	for (size_t i = 0; i < n; i++)
		v[i]->order = i;
	free(v);
	return n;
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

static void finish_evidence(
	struct topic *topic, struct wl_arena *arena, size_t most)
{
	struct wl_theme_row *row = &topic->row;

	sort_and_cut(topic, most);
	row->evidence =
		wl_arena_alloc(arena, topic->n * sizeof(*row->evidence));
	row->nevidence = topic->n;
	for (size_t i = 0; i < topic->n; i++)
		row->evidence[i] = topic->ranked[i].evidence;
}

static int most_deals(const void *left, const void *right)
{
	const struct wl_theme_row *a = left, *b = right;

	if (a->deals != b->deals)
		return b->deals - a->deals;
	return strcmp(a->id, b->id);
}

static void finish_rows(
	struct wl_group *group, struct wl_arena *arena, struct tally *tally)
{
	group->themes =
		wl_arena_alloc(arena, tally->n * sizeof(*group->themes));
	for (size_t i = 0; i < tally->n; i++) {
		struct topic *topic = tally->v[i];

		if (!topic->row.deals)
			continue;
		finish_evidence(topic, arena, tally->most);
		finish_row(&topic->row, group);
		group->themes[group->nthemes++] = topic->row;
	}
	qsort(group->themes, group->nthemes, sizeof(*group->themes),
		most_deals);
}

static void finish_saturation(struct wl_group *group, struct wl_arena *arena,
	const struct tally *tally, size_t tagged)
{
	int *fresh = wl_arena_alloc(arena, tagged * sizeof(*fresh));
	int once = 0, incidences = 0;

	for (size_t i = 0; i < tally->n; i++) {
		const struct topic *topic = tally->v[i];

		if (!topic->row.deals)
			continue;
		fresh[topic->first]++;
		once += topic->row.interviews == 1;
		incidences += topic->row.interviews;
	}
	wl_saturation_make(&group->saturation, arena, fresh, tagged);
	group->saturation.coverage = wl_stats_coverage(once, incidences);
}

void wl_tally_make(struct wl_group *group, struct wl_synthesis *synthesis,
	const struct wl_sample *sample)
{
	size_t workers = wl_pool_workers((size_t)sample->units);
	struct walk walk = {
		.tallies = wl_alloc(workers * sizeof(struct tally)),
	};
	size_t tagged = order_by_date(sample);

	for (size_t i = 0; i < workers; i++)
		tally_init(&walk.tallies[i], synthesis, sample);
	walk_units(&walk, sample);
	for (size_t i = 1; i < workers; i++)
		add_tally(&walk.tallies[0], &walk.tallies[i]);
	finish_rows(group, &synthesis->arena, &walk.tallies[0]);
	finish_saturation(group, &synthesis->arena, &walk.tallies[0], tagged);
	for (size_t i = 0; i < workers; i++)
		tally_release(&walk.tallies[i]);
	free(walk.tallies);
}
