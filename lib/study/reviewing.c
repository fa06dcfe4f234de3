/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "study/reviewing.h"

#include "base/utf8.h"
#include "study/reviewing_internal.h"

const char *const wl_agenda_ids[] = { "market", "buyers", "performance",
	"scorecard", "requests", "actions", NULL };
const char *const wl_agenda_titles[] = { "What changed in the market",
	"What changed in buyers' behaviour",
	"What changed in our own performance", "Scorecard",
	"Requests from others", "Three actions", NULL };
const int wl_agenda_minutes[] = { 5, 8, 10, 12, 3, 7 };

const char *const wl_retire_words[] = { "not verified for two intervals",
	"no field note names it", "no evidence in twelve months", NULL };
const char *const wl_retro[] = {
	"What drove results this quarter, and which evidence shows it?",
	"What failed, and was it the message, the proof or the way it was "
	"used?",
	"What does the source of truth still say that nobody does?",
	"Which artefact goes to the archive today?", NULL
};

/* What was said */

void wl_spoken_add(struct wl_spoken_list *list, struct wl_arena *arena,
	const struct wl_spoken *spoken)
{
	if (list->n == list->cap) {
		size_t cap = list->cap ? list->cap * 2 : 8;
		struct wl_spoken *v = wl_arena_alloc(arena, cap * sizeof(*v));

		if (list->n)
			memcpy(v, list->v, list->n * sizeof(*v));
		list->v = v;
		list->cap = cap;
	}
	list->v[list->n++] = *spoken;
}

static const char *spoken_source(const struct wl_spoken *spoken)
{
	return spoken->interview ? spoken->interview->id : spoken->field->id;
}

static int by_day(const void *a, const void *b)
{
	const struct wl_spoken *x = a, *y = b;
	int order;

	if (x->stance != y->stance)
		return x->stance < y->stance ? -1 : 1;
	if (x->day != y->day)
		return x->day > y->day ? -1 : 1;
	if (!x->interview != !y->interview)
		return x->interview ? -1 : 1;
	order = strcmp(spoken_source(x), spoken_source(y));
	return order ? order : x->passage->line - y->passage->line;
}

void wl_spoken_sort(struct wl_spoken_list *list)
{
	if (list->n)
		qsort(list->v, list->n, sizeof(*list->v), by_day);
}

bool wl_spoken_from(const struct wl_spoken *note, const char *source)
{
	return wl_streq(note->passage->source, source);
}

int wl_spoken_sign(const struct wl_spoken *note)
{
	int sum = 0;

	for (size_t i = 0; i < note->passage->ntags; i++)
		sum += note->passage->tags[i].polarity;
	return sum > 0 ? 1 : sum < 0 ? -1 : 0;
}

bool wl_reviewing_is_new(const struct wl_reviewing *reviewing, wl_day day)
{
	return day != WL_NO_DAY && day <= reviewing->as_of &&
	       (reviewing->since == WL_NO_DAY || day > reviewing->since);
}

/* A note without a date stands for the last day of its month. */
static wl_day note_day(
	const struct wl_field *field, const struct wl_passage *note)
{
	int year, month;
	wl_day day;
	char first[WL_DATE_TEXT];

	if (note->day != WL_NO_DAY)
		return note->day;
	snprintf(first, sizeof(first), "%.7s-01", field->id);
	if (!wl_day_parse(&day, first))
		return WL_NO_DAY;
	wl_day_split(day, &year, &month, &(int){ 0 });
	if (!wl_day_make(&day, month == 12 ? year + 1 : year,
		    month == 12 ? 1 : month + 1, 1))
		return WL_NO_DAY;
	return day - 1;
}

void wl_reviewing_notes(struct wl_reviewing *reviewing,
	void (*take)(void *context, const struct wl_spoken *note),
	void *context)
{
	const struct wl_corpus *corpus = reviewing->corpus;

	for (size_t i = 0; i < corpus->nfields; i++) {
		const struct wl_field *field = &corpus->fields[i];

		for (size_t j = 0; j < field->npassages; j++) {
			const struct wl_passage *note = &field->passages[j];
			struct wl_spoken spoken = { NULL, field, note,
				note->words, note_day(field, note), 0 };

			if (spoken.day > reviewing->as_of &&
				note->day == WL_NO_DAY)
				spoken.day = reviewing->as_of;
			if (note->level == WL_CONFIDENTIAL)
				spoken.words = NULL;
			if (wl_reviewing_is_new(reviewing, spoken.day))
				take(context, &spoken);
		}
	}
}

/* Reviews and their actions */

const struct wl_review *wl_reviewing_last(const struct wl_corpus *corpus,
	enum wl_review_kind kind, const char *id)
{
	const struct wl_review *last = NULL;

	for (size_t i = 0; i < corpus->nreviews; i++) {
		const struct wl_review *one = &corpus->reviews[i];

		if (one->kind == kind && strcmp(one->id, id) < 0)
			last = one;
	}
	return last;
}

static int by_urgency(const void *a, const void *b)
{
	const struct wl_owed *x = a, *y = b;
	int order;

	if (x->state != y->state)
		return x->state < y->state ? -1 : 1;
	if (x->action->deadline != y->action->deadline)
		return x->action->deadline < y->action->deadline ? -1 : 1;
	order = strcmp(x->review->id, y->review->id);
	return order ? order : strcmp(x->action->id, y->action->id);
}

struct wl_owed *wl_reviewing_owed(struct wl_arena *arena,
	const struct wl_corpus *corpus, wl_day today, size_t *n)
{
	struct wl_owed *v;
	size_t all = 0;

	for (size_t i = 0; i < corpus->nreviews; i++)
		all += corpus->reviews[i].nactions;
	v = wl_arena_alloc(arena, all * sizeof(*v));
	*n = 0;
	for (size_t i = 0; i < corpus->nreviews; i++) {
		const struct wl_review *review = &corpus->reviews[i];

		for (size_t j = 0;
			wl_review_there(review, today) && j < review->nactions;
			j++)
			v[(*n)++] = (struct wl_owed){ review,
				&review->actions[j],
				wl_action_state(&review->actions[j], today) };
	}
	if (*n)
		qsort(v, *n, sizeof(*v), by_urgency);
	return v;
}

/* Last time's actions, and older ones that are not settled. */
static void take_owed(struct wl_reviewing *reviewing)
{
	size_t n, kept = 0;
	struct wl_owed *v = wl_reviewing_owed(
		&reviewing->arena, reviewing->corpus, reviewing->as_of, &n);

	for (size_t i = 0; i < n; i++)
		if (!wl_streq(v[i].review->id, reviewing->id) &&
			(v[i].review == reviewing->last ||
				v[i].state <= WL_ACTION_OPEN))
			v[kept++] = v[i];
	reviewing->owed = v;
	reviewing->nowed = kept;
}

/* Did a review before this one take or decline it? */
static bool is_settled(const struct wl_reviewing *reviewing, const char *words)
{
	const struct wl_corpus *corpus = reviewing->corpus;

	for (size_t i = 0; i < corpus->nreviews; i++) {
		const struct wl_review *review = &corpus->reviews[i];

		for (size_t j = 0;
			review != reviewing->self && j < review->nrequests; j++)
			if (review->requests[j].decision &&
				wl_streq(review->requests[j].what, words))
				return true;
	}
	return false;
}

static void take_request(void *context, const struct wl_spoken *note)
{
	struct wl_reviewing *reviewing = context;

	if (wl_spoken_from(note, "request") &&
		!is_settled(reviewing, note->passage->words))
		wl_spoken_add(&reviewing->requests, &reviewing->arena, note);
}

/* Whatever has been asked for and never answered, newest first. */
static void take_requests(struct wl_reviewing *reviewing)
{
	wl_day since = reviewing->since;

	reviewing->since = WL_NO_DAY;
	wl_reviewing_notes(reviewing, take_request, reviewing);
	reviewing->since = since;
	wl_spoken_sort(&reviewing->requests);
}

const struct wl_score *wl_reviewing_score(
	const struct wl_reviewing *reviewing, const char *claim)
{
	const struct wl_score *found = NULL;

	for (size_t i = 0; i < reviewing->nscores; i++) {
		const struct wl_score *one = &reviewing->scores[i];

		if (wl_streq(one->key, claim))
			return one;
		if (!wl_streq(strchr(one->key, '/') + 1, claim))
			continue;
		if (found)
			return NULL;
		found = one;
	}
	return found;
}

bool wl_score_moved(const struct wl_score *score)
{
	return score->spoken.n || score->fell;
}

static void count_moved(struct wl_reviewing *reviewing)
{
	reviewing->kept = true;
	for (size_t i = 0; i < reviewing->nscores; i++) {
		const struct wl_score *score = &reviewing->scores[i];

		reviewing->moved += wl_score_moved(score);
		if (score->deals[1] || score->notes[1] || score->fell)
			reviewing->kept = false;
	}
}

static int make_sides(struct wl_sides *sides,
	const struct wl_reviewing *reviewing, struct wl_err *err)
{
	struct wl_filter before = WL_FILTER_ALL, since = WL_FILTER_ALL;
	int rc = 0;

	before.until = reviewing->since;
	if (reviewing->since != WL_NO_DAY) {
		since.since = reviewing->since + 1;
		rc = wl_synthesis_make(
			&sides->of[0], reviewing->corpus, &before, err);
		sides->has[0] = !rc;
	}
	since.until = reviewing->as_of;
	if (!rc)
		rc = wl_synthesis_make(
			&sides->of[1], reviewing->corpus, &since, err);
	sides->has[1] = !rc;
	return rc;
}

int wl_reviewing_make(struct wl_reviewing *out, const struct wl_corpus *corpus,
	const struct wl_trust *trust, const struct wl_reviewing_of *of,
	struct wl_err *err)
{
	struct wl_sides sides = { .has = { false, false } };
	int rc;

	*out = (struct wl_reviewing){ .corpus = corpus,
		.kind = of->kind,
		.since = of->since,
		.as_of = of->as_of };
	out->id = wl_arena_strdup(&out->arena, of->id);
	out->last = wl_reviewing_last(corpus, of->kind, of->id);
	out->self = wl_corpus_review(corpus, of->id);
	rc = make_sides(&sides, out, err);
	if (!rc) {
		wl_reviewing_topics(out, &sides);
		wl_reviewing_scores(out, trust);
		take_owed(out);
		take_requests(out);
		wl_reviewing_quarter(out, &of->assets);
		count_moved(out);
	}
	for (size_t i = 0; i < WL_LEN(sides.of); i++)
		if (sides.has[i])
			wl_synthesis_release(&sides.of[i]);
	if (rc)
		wl_reviewing_release(out);
	return rc;
}

void wl_reviewing_release(struct wl_reviewing *reviewing)
{
	wl_arena_release(&reviewing->arena);
}
