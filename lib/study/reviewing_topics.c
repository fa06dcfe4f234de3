/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The topics of a review: one row of the table each. */
#include <math.h>

#include "study/reviewing_internal.h"

#define KIND(kind) (1u << (kind))

struct filling {
	struct wl_reviewing *reviewing;
	const struct wl_sides *sides;
	struct wl_topic *topic;
	struct wl_arena *arena;
	struct wl_map seen; /* what was counted: "row side deal" */
};

/* Is it the first time that this deal counts for the row? */
static bool first_time(
	struct filling *filling, const char *row, bool since, const char *deal)
{
	const char *key =
		wl_arena_printf(filling->arena, "%s %d %s", row, since, deal);

	return !wl_map_put(&filling->seen, key, filling);
}

/* Themes */

static int kind_of(const struct wl_reviewing *reviewing, const char *theme)
{
	const struct wl_theme *found =
		wl_codebook_find(&reviewing->corpus->codebook, theme);

	return found ? (int)found->kind : -1;
}

static bool speaks_of(const struct wl_reviewing *reviewing,
	const struct wl_passage *passage, unsigned kinds)
{
	for (size_t i = 0; i < passage->ntags; i++) {
		int kind = kind_of(reviewing, passage->tags[i].theme);

		if (kind >= 0 && (kinds & KIND(kind)))
			return true;
	}
	return false;
}

static void add_quote(struct filling *filling,
	const struct wl_interview *interview, const struct wl_passage *passage)
{
	struct wl_spoken_list *list = &filling->topic->quotes;
	struct wl_spoken spoken = { interview, NULL, passage,
		wl_redact_words(interview, passage),
		wl_interview_day(interview), 0 };

	for (size_t i = 0; i < list->n; i++)
		if (list->v[i].passage == passage)
			return;
	if (spoken.words && list->n < WL_REVIEW_QUOTES)
		wl_spoken_add(list, filling->arena, &spoken);
}

static void add_theme(
	struct filling *filling, const struct wl_theme_row *theme, bool since)
{
	struct wl_topic_row *row =
		wl_topic_row_of(filling->topic, filling->arena, theme->id,
			theme->theme ? theme->theme->title : theme->id);

	wl_topic_count(row, since, theme->deals, 0);
	if (!since)
		return;
	row->positive += theme->positive;
	row->negative += theme->negative;
}

/* A place among the groups of both sides; begins as {0}. */
struct grouped {
	int side;
	size_t i; /* of the side */
};

/* The groups of both sides, one after the other; NULL behind the last.  at
 * says the side of the one that was given. */
static const struct wl_group *next_group(
	const struct filling *filling, struct grouped *at)
{
	for (; at->side < 2; at->side++, at->i = 0)
		if (filling->sides->has[at->side] &&
			at->i < filling->sides->of[at->side].ngroups)
			return &filling->sides->of[at->side].groups[at->i++];
	return NULL;
}

/* The whole that each row is of: the deals of all groups of a side. */
static void set_wholes(struct filling *filling)
{
	const struct wl_group *group;
	struct grouped at = { 0 };
	int of[2] = { 0, 0 };

	while ((group = next_group(filling, &at)))
		of[at.side] += group->deals;
	for (size_t i = 0; i < filling->topic->nrows; i++) {
		filling->topic->rows[i].of_before = of[0];
		filling->topic->rows[i].of_since = of[1];
	}
}

static const struct wl_theme_row *theme_in(
	const struct wl_group *group, const char *id)
{
	for (size_t i = 0; i < group->nthemes; i++)
		if (wl_streq(group->themes[i].id, id))
			return &group->themes[i];
	return NULL;
}

/* The strongest passage of each row, most frequent first. */
static void quote_themes(struct filling *filling)
{
	const struct wl_synthesis *since = &filling->sides->of[1];

	for (size_t i = 0; i < filling->topic->nrows; i++)
		for (size_t j = 0; j < since->ngroups; j++) {
			const struct wl_theme_row *theme = theme_in(
				&since->groups[j], filling->topic->rows[i].id);
			const struct wl_evidence **picked;

			if (!theme || !theme->nevidence)
				continue;
			picked = wl_arena_alloc(filling->arena,
				theme->nevidence * sizeof(*picked));
			if (wl_evidence_pick(theme, 1, picked))
				add_quote(filling, picked[0]->interview,
					picked[0]->passage);
		}
}

static void fill_themes(struct filling *filling, unsigned kinds)
{
	const struct wl_group *group;
	struct grouped at = { 0 };

	while ((group = next_group(filling, &at)))
		for (size_t i = 0; i < group->nthemes; i++) {
			const struct wl_theme *theme = group->themes[i].theme;

			if (theme && (kinds & KIND(theme->kind)))
				add_theme(filling, &group->themes[i], at.side);
		}
	wl_topic_settle(filling->topic);
	set_wholes(filling);
	quote_themes(filling);
}

/* Field notes of these kinds of themes, or of a source. */
struct noting {
	struct filling *filling;
	unsigned kinds;
	const char *const *sources;
};

/* Does a topic have it already? */
static bool is_shown(
	const struct wl_reviewing *reviewing, const struct wl_passage *note)
{
	for (size_t i = 0; i < reviewing->ntopics; i++)
		for (size_t j = 0; j < reviewing->topics[i].notes.n; j++)
			if (reviewing->topics[i].notes.v[j].passage == note)
				return true;
	return false;
}

static void take_note(void *context, const struct wl_spoken *note)
{
	/* These have topics of their own */
	static const char *const own[] = { "asset", "rep", "feedback",
		"request" };
	struct noting *noting = context;
	struct filling *filling = noting->filling;
	bool wanted = false, other = false;

	for (size_t i = 0; noting->sources && noting->sources[i]; i++)
		wanted = wanted || wl_spoken_from(note, noting->sources[i]);
	for (size_t i = 0; i < WL_LEN(own); i++)
		other = other || wl_spoken_from(note, own[i]);
	if (!noting->sources && !other)
		wanted = speaks_of(
			filling->reviewing, note->passage, noting->kinds);
	if (wanted && !is_shown(filling->reviewing, note->passage))
		wl_spoken_add(&filling->topic->notes, filling->arena, note);
}

static void fill_notes(
	struct filling *filling, unsigned kinds, const char *const *sources)
{
	struct noting noting = { filling, kinds, sources };

	wl_reviewing_notes(filling->reviewing, take_note, &noting);
	wl_spoken_sort(&filling->topic->notes);
}

/* Each topic */

static const char *deal_of(const struct wl_interview *interview)
{
	return interview->deal ? interview->deal : interview->id;
}

static void name_competitor(
	struct filling *filling, const char *name, wl_day day, const char *deal)
{
	const struct wl_programme *programme =
		&filling->reviewing->corpus->programme;
	const struct wl_competitor *known;
	const char *id;
	bool since = wl_reviewing_is_new(filling->reviewing, day);

	if (!name || !*name || wl_streq(name, "none") || day == WL_NO_DAY ||
		day > filling->reviewing->as_of)
		return;
	known = wl_programme_competitor(programme, name);
	id = known ? known->id : name;
	if (first_time(filling, id, since, deal))
		wl_topic_count(wl_topic_row_of(filling->topic, filling->arena,
				       id, known ? known->name : name),
			since, 1, 0);
}

/* Deals by the day of their close, or of their beginning while open. */
static wl_day deal_day(
	const struct wl_reviewing *reviewing, const struct wl_deal *deal)
{
	bool closed = deal->outcome != WL_OPEN && deal->closed != WL_NO_DAY &&
		      deal->closed <= reviewing->as_of;

	return closed ? deal->closed : deal->created;
}

static void fill_competitors(struct filling *filling)
{
	const struct wl_corpus *corpus = filling->reviewing->corpus;

	for (size_t i = 0; i < corpus->deals.n; i++) {
		const struct wl_deal *deal = &corpus->deals.v[i];

		name_competitor(filling, deal->competitor,
			deal_day(filling->reviewing, deal), deal->id);
	}
	for (size_t i = 0; i < corpus->ninterviews; i++) {
		const struct wl_interview *one = &corpus->interviews[i];
		wl_day day = wl_interview_day(one);

		if (!wl_interview_counts(one))
			continue;
		for (size_t j = 0; j < one->evaluated.n; j++)
			name_competitor(filling, one->evaluated.v[j], day,
				deal_of(one));
		name_competitor(filling, one->competitor, day, deal_of(one));
	}
	wl_topic_settle(filling->topic);
	fill_notes(filling, KIND(WL_COMPETITOR), NULL);
}

static void fill_triggers(struct filling *filling)
{
	fill_themes(filling, KIND(WL_TRIGGER));
	fill_notes(filling, KIND(WL_TRIGGER), NULL);
}

/* Deals that closed, by one of their values: before and since. */
static void fill_closed(struct filling *filling,
	const char *(*value)(const struct wl_deal *deal, size_t index),
	size_t index)
{
	const struct wl_corpus *corpus = filling->reviewing->corpus;
	int all[2] = { 0, 0 };

	for (size_t i = 0; i < corpus->deals.n; i++) {
		const struct wl_deal *deal = &corpus->deals.v[i];
		const char *of = value(deal, index);
		bool since =
			wl_reviewing_is_new(filling->reviewing, deal->closed);

		if (deal->outcome == WL_OPEN || deal->closed == WL_NO_DAY ||
			deal->closed > filling->reviewing->as_of)
			continue;
		all[since]++;
		if (of && *of)
			wl_topic_count(wl_topic_row_of(filling->topic,
					       filling->arena, of, of),
				since, 1, 0);
	}
	wl_topic_settle(filling->topic);
	for (size_t i = 0; i < filling->topic->nrows; i++) {
		filling->topic->rows[i].of_before = all[0];
		filling->topic->rows[i].of_since = all[1];
	}
}

static const char *get_segment(const struct wl_deal *deal, size_t index)
{
	(void)index;
	return deal->segment;
}

static const char *get_outcome(const struct wl_deal *deal, size_t index)
{
	(void)index;
	return wl_outcomes[deal->outcome];
}

static const char *get_dimension(const struct wl_deal *deal, size_t index)
{
	return deal->dimensions ? deal->dimensions[index] : NULL;
}

static void fill_segments(struct filling *filling)
{
	fill_closed(filling, get_segment, 0);
}

/* All of the programme's own dimensions: motion, geography ... */
static void fill_motions(struct filling *filling)
{
	const struct wl_programme *programme =
		&filling->reviewing->corpus->programme;

	for (size_t i = 0; i < programme->ndimensions; i++)
		fill_closed(filling, get_dimension, i);
}

static void fill_results(struct filling *filling)
{
	fill_closed(filling, get_outcome, 0);
}

static int by_number(const void *a, const void *b)
{
	int x = *(const int *)a, y = *(const int *)b;

	return (x > y) - (x < y);
}

static double median(int *v, size_t n)
{
	if (!n)
		return NAN;
	qsort(v, n, sizeof(*v), by_number);
	return n % 2 ? v[n / 2] : (v[n / 2 - 1] + v[n / 2]) / 2.0;
}

/* Days from created to closed of one segment (NULL: all) on one side. */
static size_t days_of(
	struct filling *filling, const char *segment, bool since, int *out)
{
	const struct wl_deals *deals = &filling->reviewing->corpus->deals;
	size_t n = 0;

	for (size_t i = 0; i < deals->n; i++) {
		const struct wl_deal *deal = &deals->v[i];

		if (deal->outcome == WL_OPEN || deal->created == WL_NO_DAY ||
			deal->closed == WL_NO_DAY ||
			deal->closed > filling->reviewing->as_of ||
			deal->closed < deal->created ||
			(segment && !wl_streq(deal->segment, segment)) ||
			wl_reviewing_is_new(filling->reviewing, deal->closed) !=
				since)
			continue;
		out[n++] = deal->closed - deal->created;
	}
	return n;
}

static void fill_speed(struct filling *filling)
{
	const struct wl_corpus *corpus = filling->reviewing->corpus;
	const struct wl_list *segments = &corpus->programme.segments;
	int *days = wl_alloc((corpus->deals.n + 1) * sizeof(*days));

	for (size_t i = 0; i <= segments->n; i++) {
		const char *id = i < segments->n ? segments->v[i] : NULL;
		struct wl_topic_row *row =
			wl_topic_row_of(filling->topic, filling->arena,
				id ? id : "all", id ? id : "all segments");

		for (int since = 0; since < 2; since++) {
			size_t n = days_of(filling, id, since, days);

			wl_topic_count(row, since, (int)n, 0);
			row->days[since] = median(days, n);
		}
	}
	wl_topic_settle(filling->topic);
	for (size_t i = 0; i < filling->topic->nrows; i++)
		filling->topic->rows[i].fresh = false;
	free(days);
}

static bool asks_of_people(const struct wl_corpus *corpus, const char *question)
{
	for (size_t i = 0; i < corpus->nguides; i++) {
		const struct wl_question *one =
			wl_guide_question(&corpus->guides[i], question);

		if (one)
			return wl_streq(one->role, "people");
	}
	return false;
}

/* How many people of a deal spoke; and what was said of who decides. */
static void fill_group(struct filling *filling)
{
	const struct wl_corpus *corpus = filling->reviewing->corpus;

	for (size_t i = 0; i < corpus->ninterviews; i++) {
		const struct wl_interview *one = &corpus->interviews[i];
		wl_day day = wl_interview_day(one);
		bool since = wl_reviewing_is_new(filling->reviewing, day);

		if (!wl_interview_counts(one) || day == WL_NO_DAY)
			continue;
		for (size_t j = 0; j < one->npassages; j++) {
			const struct wl_passage *said = &one->passages[j];

			if (!said->question ||
				!asks_of_people(corpus, said->question))
				continue;
			if (first_time(filling, "told", since, deal_of(one)))
				wl_topic_count(wl_topic_row_of(filling->topic,
						       filling->arena, "told",
						       "told who decided"),
					since, 1, 0);
			if (since && said->quote)
				add_quote(filling, one, said);
		}
	}
	wl_topic_settle(filling->topic);
	set_wholes(filling);
}

static void add_criterion(
	struct filling *filling, const struct wl_criterion *one, bool since)
{
	const char *title =
		wl_corpus_theme_title(filling->reviewing->corpus, one->id);

	wl_topic_count(
		wl_topic_row_of(filling->topic, filling->arena, one->id, title),
		since, one->deals, 0);
}

static void fill_criteria(struct filling *filling)
{
	const struct wl_group *group;
	struct grouped at = { 0 };

	while ((group = next_group(filling, &at)))
		for (size_t i = 0; i < group->ncriteria; i++)
			add_criterion(filling, &group->criteria[i], at.side);
	wl_topic_settle(filling->topic);
	set_wholes(filling);
	quote_themes(filling);
	fill_notes(filling, KIND(WL_CRITERION) | KIND(WL_PRODUCT), NULL);
}

static void fill_roots(struct filling *filling)
{
	for (int side = 0; side < 2; side++) {
		const struct wl_group *group =
			filling->sides->has[side]
				? wl_synthesis_group(
					  &filling->sides->of[side], WL_LOSS)
				: NULL;

		for (int root = 1; group && root < 4; root++)
			wl_topic_count(
				wl_topic_row_of(filling->topic, filling->arena,
					wl_roots[root], wl_roots[root]),
				side, group->roots[root], group->deals);
	}
	wl_topic_settle(filling->topic);
}

static void fill_friction(struct filling *filling)
{
	fill_themes(filling, KIND(WL_OBJECTION) | KIND(WL_PROCESS));
	fill_notes(filling, KIND(WL_OBJECTION) | KIND(WL_PROCESS), NULL);
}

static void fill_fit(struct filling *filling)
{
	fill_themes(filling, KIND(WL_MESSAGE));
	fill_notes(filling, KIND(WL_MESSAGE), NULL);
}

/* Counts of notes by what they say: "helped", "confused", "other". */
static void count_notes(struct filling *filling)
{
	static const char *const signs[] = { "against", "neither", "for" };
	static const char *const names[] = { "confused or ignored", "neither",
		"helped" };

	for (size_t i = 0; i < filling->topic->notes.n; i++) {
		int sign = wl_spoken_sign(&filling->topic->notes.v[i]);

		wl_topic_count(wl_topic_row_of(filling->topic, filling->arena,
				       signs[sign + 1], names[sign + 1]),
			true, 1, (int)filling->topic->notes.n);
	}
	wl_topic_settle(filling->topic);
	for (size_t i = 0; i < filling->topic->nrows; i++) {
		filling->topic->rows[i].fresh = false;
		filling->topic->rows[i].of_since = (int)filling->topic->notes.n;
	}
}

static void fill_assets(struct filling *filling)
{
	static const char *const sources[] = { "asset", "rep", NULL };

	fill_notes(filling, 0, sources);
	count_notes(filling);
}

static void fill_feedback(struct filling *filling)
{
	static const char *const sources[] = { "feedback", NULL };

	fill_notes(filling, 0, sources);
	count_notes(filling);
}

static const struct {
	enum wl_agenda part;
	const char *id, *title, *unit;
	void (*fill)(struct filling *filling);
} topics[] = {
	{ WL_AGENDA_MARKET, "competitors", "Competitors named", "deals",
		fill_competitors },
	{ WL_AGENDA_MARKET, "triggers", "What made it urgent", "deals",
		fill_triggers },
	{ WL_AGENDA_BUYERS, "segments", "Segments, deals closed", "deals",
		fill_segments },
	{ WL_AGENDA_BUYERS, "motions", "Way of buying, deals closed", "deals",
		fill_motions },
	{ WL_AGENDA_BUYERS, "speed", "Days from created to closed", "days",
		fill_speed },
	{ WL_AGENDA_BUYERS, "group", "Decision group", "deals", fill_group },
	{ WL_AGENDA_BUYERS, "criteria", "Criteria named", "deals",
		fill_criteria },
	{ WL_AGENDA_PERFORMANCE, "results", "Deals closed", "deals",
		fill_results },
	{ WL_AGENDA_PERFORMANCE, "roots", "Root of the losses", "deals",
		fill_roots },
	{ WL_AGENDA_PERFORMANCE, "friction", "Objections and process", "deals",
		fill_friction },
	{ WL_AGENDA_PERFORMANCE, "fit", "Message and proof fit", "deals",
		fill_fit },
	{ WL_AGENDA_PERFORMANCE, "assets", "Assets in use, and reps' flags",
		"notes", fill_assets },
	{ WL_AGENDA_PERFORMANCE, "feedback", "Feedback", "notes",
		fill_feedback },
};

void wl_reviewing_topics(
	struct wl_reviewing *reviewing, const struct wl_sides *sides)
{
	struct filling filling = { .reviewing = reviewing,
		.sides = sides,
		.arena = &reviewing->arena };

	reviewing->ntopics = WL_LEN(topics);
	reviewing->topics = wl_arena_alloc(
		&reviewing->arena, WL_LEN(topics) * sizeof(struct wl_topic));
	for (size_t i = 0; i < WL_LEN(topics); i++) {
		filling.topic = &reviewing->topics[i];
		*filling.topic = (struct wl_topic){ .part = topics[i].part,
			.id = topics[i].id,
			.title = topics[i].title,
			.unit = topics[i].unit };
		wl_map_init(&filling.seen);
		topics[i].fill(&filling);
		for (size_t j = 0; reviewing->since == WL_NO_DAY &&
				   j < filling.topic->nrows;
			j++)
			filling.topic->rows[j].fresh = false;
		wl_map_release(&filling.seen);
	}
}
