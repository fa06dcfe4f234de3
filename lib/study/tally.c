/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "study/sample.h"

#define SOON 4 /* deals ahead */

/* A passage of a theme; the smaller the key, the stronger it is. */
struct ranked {
	uint64_t key;
	const struct wl_respondent *respondent;
	const struct wl_mark *mark; /* the first of the theme there */
};

/*
 * What is known so far of one theme in one group.  The stamps hold the number
 * of the deal, interview or passage that counted last, so that each counts
 * once without a set.
 */
struct topic {
	struct wl_theme_row row; /* without evidence until the end */
	struct ranked *ranked;   /* the strongest first, if not all are kept */
	size_t n, cap;
	uint64_t limit; /* the key that one more must be below to be kept */
	size_t first; /* place of its first interview, by date */
	size_t unit, interview, asked;
	size_t sign[3]; /* stamps by polarity: against, neither, for */
	int signs[3];   /* deals by polarity */
	uint64_t passage;
	struct topic *next_asked;
};

/* The themes that a question invites. */
struct invited {
	uint32_t theme;
	struct invited *next;
};

struct tally {
	const struct wl_marks *marks;
	const struct wl_sample *sample;
	struct wl_arena scratch;
	size_t most;              /* evidence kept of a theme; 0: all */
	struct invited **invited; /* by question */
	struct topic *topics;     /* by theme */
	size_t unit, interview;   /* stamps, from 1 */
	struct topic *asked;      /* invited in this deal */
};

/* Whom a question invites */

static void invite(
	struct tally *tally, uint32_t theme, const struct wl_list *questions)
{
	for (size_t i = 0; i < questions->n; i++) {
		uint32_t number =
			wl_marks_question(tally->marks, questions->v[i]);
		struct invited *one =
			wl_arena_alloc(&tally->scratch, sizeof(*one));

		one->theme = theme;
		one->next = tally->invited[number];
		tally->invited[number] = one;
	}
}

/* Children count as their parents; a question that invites one invites the
 * parent too, unless all deals are its denominator. */
static void invite_all(struct tally *tally)
{
	const struct wl_codebook *codebook = tally->marks->codebook;

	tally->invited = wl_arena_alloc(&tally->scratch,
		tally->marks->nquestions * sizeof(struct invited *));
	for (size_t i = 0; i < codebook->n; i++) {
		const struct wl_list *questions = &codebook->themes[i].asked_by;
		uint32_t counted = tally->marks->counted[i];

		invite(tally, (uint32_t)i, questions);
		if (counted != i && codebook->themes[counted].asked_by.n)
			invite(tally, counted, questions);
	}
}

static void begin_topics(struct tally *tally)
{
	const struct wl_marks *marks = tally->marks;

	tally->topics = wl_alloc(marks->nthemes * sizeof(*tally->topics));
	for (size_t i = 0; i < marks->nthemes; i++) {
		struct topic *topic = &tally->topics[i];

		topic->row.id = marks->themes[i];
		topic->first = SIZE_MAX;
		topic->limit = UINT64_MAX;
		if (i < marks->codebook->n)
			topic->row.theme = &marks->codebook->themes[i];
	}
}

static void tally_release(struct tally *tally)
{
	for (size_t i = 0; i < tally->marks->nthemes; i++)
		free(tally->topics[i].ranked);
	free(tally->topics);
	wl_arena_release(&tally->scratch);
}

/* Evidence */

static size_t weakness_of(const struct wl_mark *mark)
{
	static const size_t weakness[] = {
		[WL_PUBLIC] = 0,
		[WL_INTERNAL] = 2,
		[WL_CONFIDENTIAL] = 4,
	};

	return weakness[mark->level] + !mark->quote;
}

/* Level, then quote or note, then newest, then place in the file. */
static uint64_t key_of(const struct tally *tally,
	const struct wl_respondent *respondent, const struct wl_mark *mark)
{
	uint64_t age = (uint64_t)tally->sample->interviews - respondent->order;

	return (uint64_t)weakness_of(mark) << 56 | age << 24 | mark->passage;
}

static int stronger(const void *left, const void *right)
{
	const struct ranked *a = left, *b = right;

	return a->key < b->key ? -1 : a->key > b->key;
}

/*
 * So many at most, sorted.  The newest come first, mostly, so most of what
 * follows is not kept, and a hundred thousand interviews take no more memory
 * than ten.
 */
static void keep_strongest(
	struct topic *topic, const struct ranked *one, size_t most)
{
	size_t i = topic->n < most ? topic->n++ : most - 1;

	for (; i && topic->ranked[i - 1].key > one->key; i--)
		topic->ranked[i] = topic->ranked[i - 1];
	topic->ranked[i] = *one;
	if (topic->n == most)
		topic->limit = topic->ranked[most - 1].key;
}

/* `most` 0: all. */
static void keep(struct topic *topic, const struct ranked *one, size_t most)
{
	WL_GROW(topic->ranked, topic->n, topic->cap);
	if (most)
		keep_strongest(topic, one, most);
	else
		topic->ranked[topic->n++] = *one;
}

/* Counting */

/* Which deal, interview and sign come next nobody can foresee, a processor
 * neither: so nothing here branches. */
static void count_deal(struct tally *tally, struct topic *topic,
	const struct wl_respondent *respondent, size_t sign)
{
	size_t unit = tally->unit;
	bool both = topic->sign[WL_LEN(topic->sign) - 1 - sign] == unit;
	bool fresh = topic->sign[sign] != unit;

	topic->row.deals += topic->unit != unit;
	topic->unit = unit;
	topic->row.interviews += topic->interview != tally->interview;
	topic->interview = tally->interview;
	topic->first = respondent->order < topic->first ? respondent->order
							: topic->first;
	topic->signs[sign] += fresh;
	topic->row.mixed += fresh & both;
	topic->sign[sign] = unit;
}

static void count_mark(struct tally *tally,
	const struct wl_respondent *respondent, const struct wl_mark *mark)
{
	struct topic *topic = &tally->topics[mark->theme];
	uint64_t passage = (uint64_t)tally->interview << 32 | mark->passage;
	struct ranked one;

	count_deal(tally, topic, respondent, (size_t)(mark->polarity + 1));
	if (topic->passage == passage)
		return;
	topic->passage = passage;
	topic->row.quotes += mark->quote;
	topic->row.notes += !mark->quote;
	topic->row.confidential += mark->level == WL_CONFIDENTIAL;
	one = (struct ranked){ key_of(tally, respondent, mark), respondent,
		mark };
	if (one.key < topic->limit)
		keep(topic, &one, tally->most);
}

static void count_asked(struct tally *tally, const struct wl_coded *coded)
{
	for (size_t i = 0; i < coded->nasked; i++) {
		const struct invited *one = tally->invited[coded->asked[i]];

		for (; one; one = one->next) {
			struct topic *topic = &tally->topics[one->theme];

			if (topic->asked == tally->unit)
				continue;
			topic->asked = tally->unit;
			topic->next_asked = tally->asked;
			tally->asked = topic;
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

static void count_unit(struct tally *tally, const struct wl_unit *unit)
{
	tally->unit++;
	for (const struct wl_respondent *r = unit->first; r; r = r->next) {
		tally->interview++;
		for (size_t i = 0; i < r->coded->nmarks; i++)
			count_mark(tally, r, &r->coded->marks[i]);
		count_asked(tally, r->coded);
	}
	count_absent(tally);
}

/* The marks of a deal that will be counted soon; they stand all over memory,
 * and waiting for them took longer than counting them. */
static void fetch(const struct wl_unit *unit)
{
	const struct wl_coded *coded = unit->first->coded;

	for (size_t i = 0; i < coded->nmarks; i += 4) /* 64 bytes */
		__builtin_prefetch(&coded->marks[i]);
}

/* The last first: where ids begin with dates, most of the older evidence is
 * then seen at once to be weaker. */
static void count_units(struct tally *tally)
{
	size_t n = (size_t)tally->sample->units;
	const struct wl_unit **units = wl_alloc(n * sizeof(*units));
	size_t i = 0;

	for (const struct wl_unit *u = tally->sample->first; u; u = u->next)
		units[i++] = u;
	while (i--) {
		if (i >= SOON)
			fetch(units[i - SOON]);
		count_unit(tally, units[i]);
	}
	free(units);
}

/* Order of dates */

struct dated {
	int64_t moment;
	const struct wl_interview *interview; /* in the order of ids */
	struct wl_respondent *respondent;
};

static int by_date(const void *left, const void *right)
{
	const struct dated *a = left, *b = right;

	if (a->moment != b->moment)
		return a->moment < b->moment ? -1 : 1;
	return a->interview < b->interview ? -1 : a->interview > b->interview;
}

/* Number the tagged interviews by date; returns how many there are. */
static size_t order_by_date(const struct wl_sample *sample)
{
	struct dated *v = wl_alloc((size_t)sample->interviews * sizeof(*v));
	bool sorted = true;
	size_t n = 0;

	for (struct wl_unit *u = sample->first; u; u = u->next)
		for (struct wl_respondent *r = u->first; r; r = r->next) {
			if (!r->coded->nmarks)
				continue;
			v[n] = (struct dated){ r->moment, r->interview, r };
			sorted =
				sorted && (!n || by_date(&v[n - 1], &v[n]) < 0);
			n++;
		}
	if (!sorted)
		qsort(v, n, sizeof(*v), by_date);
	for (size_t i = 0; i < n; i++)
		v[i].respondent->order = i;
	free(v);
	return n;
}

/* The group */

/* Of a theme that no question invites, all deals are the denominator. */
static bool is_invited(const struct wl_theme_row *row)
{
	return row->theme && row->theme->asked_by.n;
}

static void finish_row(struct wl_theme_row *row, const struct wl_group *group)
{
	bool usually_negative =
		row->negative > row->positive ||
		(row->negative == row->positive && group->outcome != WL_WIN);

	if (!is_invited(row)) {
		row->asked = group->deals;
		row->absent = group->deals - row->deals;
	}
	row->counter = row->absent +
		       (usually_negative ? row->positive : row->negative);
	row->interval = wl_stats_wilson(row->deals, group->deals);
}

/* Of the theme in its passage, also if it stands there more than once. */
static int polarity_of(const struct ranked *ranked)
{
	const struct wl_coded *coded = ranked->respondent->coded;
	const struct wl_mark *end = coded->marks + coded->nmarks;
	int sum = 0;

	for (const struct wl_mark *m = ranked->mark;
		m < end && m->passage == ranked->mark->passage; m++)
		if (m->theme == ranked->mark->theme)
			sum += m->polarity;
	return sum > 0 ? 1 : sum < 0 ? -1 : 0;
}

static void finish_evidence(
	struct topic *topic, struct wl_arena *arena, bool sorted)
{
	struct wl_theme_row *row = &topic->row;

	if (!sorted)
		qsort(topic->ranked, topic->n, sizeof(*topic->ranked),
			stronger);
	row->evidence =
		wl_arena_alloc(arena, topic->n * sizeof(*row->evidence));
	row->nevidence = topic->n;
	for (size_t i = 0; i < topic->n; i++) {
		const struct ranked *from = &topic->ranked[i];
		const struct wl_interview *one = from->respondent->interview;
		uint32_t place = from->mark->passage;

		row->evidence[i] = (struct wl_evidence){ one,
			one->passages ? &one->passages[place] : NULL, place,
			polarity_of(from), (enum wl_level)from->mark->level };
	}
}

static int most_deals(const void *left, const void *right)
{
	const struct wl_theme_row *a = left, *b = right;

	if (a->deals != b->deals)
		return b->deals - a->deals;
	return strcmp(a->id, b->id);
}

static void finish_rows(struct wl_group *group, struct wl_synthesis *synthesis,
	struct tally *tally)
{
	struct wl_arena *arena = &synthesis->arena;
	size_t n = tally->marks->nthemes;

	int *asked = wl_arena_alloc(arena, n * sizeof(*asked));

	group->themes = wl_arena_alloc(arena, n * sizeof(*group->themes));
	group->asked = asked;
	for (size_t i = 0; i < n; i++) {
		struct topic *topic = &tally->topics[i];

		asked[i] = is_invited(&topic->row) ? topic->row.asked
						   : group->deals;
		if (!topic->row.deals)
			continue;
		topic->row.number = (uint32_t)i;
		topic->row.negative = topic->signs[0];
		topic->row.positive = topic->signs[2];
		topic->row.corpus = synthesis->corpus;
		finish_evidence(topic, arena, tally->most > 0);
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

	for (size_t i = 0; i < tally->marks->nthemes; i++) {
		const struct topic *topic = &tally->topics[i];

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
	struct tally tally = {
		.marks = synthesis->marks,
		.sample = sample,
		.most = synthesis->filter.evidence * WL_EVIDENCE_CHOICE,
	};
	size_t tagged = order_by_date(sample);

	invite_all(&tally);
	begin_topics(&tally);
	count_units(&tally);
	finish_rows(group, synthesis, &tally);
	finish_saturation(group, &synthesis->arena, &tally, tagged);
	tally_release(&tally);
}
