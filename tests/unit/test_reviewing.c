/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "corpus_fixture.h"
#include "model/schema.h"
#include "publish/review.h"
#include "study/reviewing.h"

static wl_day day(const char *text)
{
	wl_day out;

	assert_true(wl_day_parse(&out, text));
	return out;
}

static struct wl_claim *add_claim(struct wl_corpus *corpus,
	struct wl_card *card, const char *id, const char *text,
	const char *source)
{
	struct wl_claim *claim = &card->claims[card->nclaims++];

	claim->id = id;
	claim->text = text;
	if (source) {
		claim->citations = wl_arena_alloc(
			&corpus->arena, sizeof(*claim->citations));
		claim->citations[0] = (struct wl_citation){ source, "p1" };
		claim->ncitations = 1;
	}
	return claim;
}

static struct wl_card *add_card(struct wl_corpus *corpus,
	enum wl_card_type type, const char *id, const char *competitor)
{
	struct wl_card *card = &corpus->cards[corpus->ncards++];

	*card = (struct wl_card){ .path = "cards/x.md",
		.id = id,
		.title = id,
		.type = type,
		.competitor = competitor,
		.verified = WL_NO_DAY,
		.retired = WL_NO_DAY };
	card->claims = wl_arena_alloc(
		&corpus->arena, FIXTURE_MOST * sizeof(*card->claims));
	return card;
}

static struct wl_passage *add_note(struct wl_corpus *corpus, const char *words,
	const char *theme, int polarity, const char *source)
{
	struct wl_field *field = &corpus->fields[0];
	struct wl_passage *note = &field->passages[field->npassages++];

	*note = (struct wl_passage){ .id = "n1",
		.words = words,
		.day = WL_NO_DAY,
		.source = source,
		.line = 10 + (int)field->npassages };
	note->tags = wl_arena_alloc(&corpus->arena, sizeof(*note->tags));
	note->tags[0] = (struct wl_tag){ theme, polarity };
	note->ntags = 1;
	return note;
}

/* Two deals before 2026-10-31, two behind it. */
static void set_up(struct wl_corpus *corpus)
{
	struct wl_interview *one;
	struct wl_card *card;

	fixture_init(corpus);
	corpus->cards = wl_arena_alloc(
		&corpus->arena, FIXTURE_MOST * sizeof(*corpus->cards));
	corpus->fields =
		wl_arena_alloc(&corpus->arena, sizeof(*corpus->fields));
	corpus->fields[0] = (struct wl_field){ "field/2026-11.md", "2026-11",
		wl_arena_alloc(&corpus->arena,
			FIXTURE_MOST * sizeof(struct wl_passage)),
		0 };
	corpus->nfields = 1;
	fixture_theme(corpus, "rollout", "Rollout", "");
	fixture_theme(corpus, "words", "Words", "")->kind = WL_MESSAGE;
	fixture_theme(corpus, "too-slow", "Too slow", "")->kind = WL_OBJECTION;
	fixture_deal(corpus, "D1", WL_LOSS, "2026-09-01")->created =
		day("2026-08-02");
	fixture_deal(corpus, "D2", WL_WIN, "2026-10-01")->created =
		day("2026-08-02");
	fixture_deal(corpus, "D3", WL_LOSS, "2026-11-10")->created =
		day("2026-10-31");
	fixture_deal(corpus, "D4", WL_LOSS, "2026-11-20")->created =
		day("2026-10-31");
	one = fixture_interview(
		corpus, "2026-09-a", WL_LOSS, "D1", "2026-09-10");
	one->competitor = "rival";
	fixture_quote(corpus, one, "Ten weeks was long.", "rollout-");
	one = fixture_interview(
		corpus, "2026-10-b", WL_WIN, "D2", "2026-10-31");
	fixture_quote(corpus, one, "It remembers who decided.", "words+");
	one = fixture_interview(
		corpus, "2026-11-c", WL_LOSS, "D3", "2026-11-01");
	one->competitor = "rival";
	one->root = WL_ROOT_SALES;
	fixture_quote(corpus, one, "Again too long.", "rollout- too-slow");
	fixture_quote(corpus, one, "Far too long.", "rollout-");
	one = fixture_interview(
		corpus, "2026-11-d", WL_LOSS, "D4", "2026-11-20");
	one->competitor = "other";
	fixture_quote(corpus, one, "Quick it was.", "rollout+ words-");
	card = add_card(corpus, WL_BATTLECARD, "rival", "rival");
	add_claim(corpus, card, "r1", "Their rollout is short.", "2026-09-a");
	add_claim(corpus, card, NULL, "No id.", NULL);
	card = add_card(corpus, WL_MESSAGE_CARD, "value", NULL);
	add_claim(corpus, card, "m1", "Remembers who decides.", "2026-10-b");
	add_claim(corpus, card, "m2", "rollout counts", NULL);
	card = add_card(corpus, WL_PROOF_POINT, "proof", NULL);
	card->external = true;
	add_claim(corpus, card, "x1", "Remembers decisions and lamps.", NULL);
}

static void make(struct wl_reviewing *out, struct wl_corpus *corpus,
	const char *id, const char *since, const char *as_of)
{
	const struct wl_reviewing_of of = { .id = id,
		.kind = id[5] == 'q' ? WL_QUARTERLY : WL_MONTHLY,
		.since = since ? day(since) : WL_NO_DAY,
		.as_of = day(as_of) };
	struct wl_err err = { 0 };

	if (wl_reviewing_make(out, corpus, NULL, &of, &err))
		fail_msg("%s", err.text);
}

static const struct wl_topic *topic_of(
	const struct wl_reviewing *review, const char *id)
{
	for (size_t i = 0; i < review->ntopics; i++)
		if (wl_streq(review->topics[i].id, id))
			return &review->topics[i];
	fail_msg("no topic %s", id);
	return NULL;
}

static const struct wl_topic_row *row_of(
	const struct wl_reviewing *review, const char *topic, const char *id)
{
	const struct wl_topic *of = topic_of(review, topic);

	for (size_t i = 0; i < of->nrows; i++)
		if (wl_streq(of->rows[i].id, id))
			return &of->rows[i];
	return NULL;
}

static void test_agenda(void **state)
{
	int minutes = 0;

	(void)state;
	for (int i = 0; i < WL_AGENDA_ITEMS; i++)
		minutes += wl_agenda_minutes[i];
	assert_int_equal(minutes, WL_REVIEW_MINUTES);
}

static void test_topics(void **state)
{
	struct wl_corpus corpus;
	struct wl_reviewing review;
	const struct wl_topic_row *row;

	(void)state;
	set_up(&corpus);
	make(&review, &corpus, "2026-11", "2026-10-31", "2026-11-30");
	row = row_of(&review, "results", "loss");
	assert_int_equal(row->before, 1);
	assert_int_equal(row->since, 2);
	assert_int_equal(row->of_before, 2);
	assert_int_equal(row->of_since, 2);
	assert_false(row->fresh);
	row = row_of(&review, "friction", "too-slow");
	assert_int_equal(row->before, 0);
	assert_int_equal(row->since, 1);
	assert_int_equal(row->of_since, 2);
	assert_true(row->fresh);
	assert_int_equal(topic_of(&review, "friction")->quotes.n, 1);
	row = row_of(&review, "speed", "all");
	assert_int_equal((int)row->days[0], 45);
	assert_int_equal((int)row->days[1], 15);
	row = row_of(&review, "competitors", "other");
	assert_int_equal(row->since, 1);
	assert_true(row->fresh);
	row = row_of(&review, "competitors", "rival");
	assert_int_equal(row->before, 1);
	assert_int_equal(row->since, 1);
	row = row_of(&review, "roots", "sales");
	assert_int_equal(row->since, 1);
	assert_int_equal(row->of_since, 2);
	row = row_of(&review, "fit", "words");
	assert_int_equal(row->positive, 0);
	assert_int_equal(row->negative, 1);
	wl_reviewing_release(&review);
	fixture_release(&corpus);
}

/* The day of the last review belongs to it, the day of this one to this. */
static void test_days(void **state)
{
	struct wl_corpus corpus;
	struct wl_reviewing review;

	(void)state;
	set_up(&corpus);
	make(&review, &corpus, "2026-11", "2026-10-30", "2026-11-10");
	assert_int_equal(row_of(&review, "fit", "words")->since, 1);
	assert_int_equal(row_of(&review, "results", "loss")->since, 1);
	wl_reviewing_release(&review);
	make(&review, &corpus, "2026-11", "2026-10-31", "2026-11-09");
	assert_int_equal(row_of(&review, "fit", "words")->since, 0);
	assert_int_equal(row_of(&review, "results", "loss")->since, 0);
	wl_reviewing_release(&review);
	make(&review, &corpus, "2026-11", NULL, "2026-11-30");
	assert_int_equal(row_of(&review, "results", "loss")->since, 3);
	assert_int_equal(row_of(&review, "results", "loss")->before, 0);
	assert_false(row_of(&review, "results", "loss")->fresh);
	wl_reviewing_release(&review);
	fixture_release(&corpus);
}

static void test_scores(void **state)
{
	struct wl_corpus corpus;
	struct wl_reviewing review;
	const struct wl_score *score;

	(void)state;
	set_up(&corpus);
	make(&review, &corpus, "2026-11", "2026-10-31", "2026-11-30");
	assert_int_equal(review.nscores, 3);
	assert_int_equal(review.unnamed, 1);
	assert_string_equal(review.scores[0].key, "message/value^m1");
	/* The other competitor's deal says nothing of this one; two quotes
	 * of a deal are one deal */
	score = wl_reviewing_score(&review, "rival^r1");
	assert_ptr_equal(
		score, wl_reviewing_score(&review, "battlecard/rival^r1"));
	assert_int_equal(score->deals[0], 1);
	assert_int_equal(score->deals[1], 0);
	assert_int_equal(score->spoken.n, 2);
	/* "words-" without a word in common is not about this message */
	score = wl_reviewing_score(&review, "value^m1");
	assert_int_equal(score->spoken.n, 0);
	assert_false(wl_score_moved(score));
	/* A claim that calls a theme by its id has no sign of its own */
	score = wl_reviewing_score(&review, "value^m2");
	assert_int_equal(score->deals[0], 2);
	assert_null(wl_reviewing_score(&review, "value^none"));
	assert_int_equal(review.moved, 2);
	assert_true(review.kept);
	wl_reviewing_release(&review);
	fixture_release(&corpus);
}

static void test_against(void **state)
{
	struct wl_corpus corpus;
	struct wl_reviewing review;
	const struct wl_score *score;

	(void)state;
	set_up(&corpus);
	corpus.interviews[3].competitor = "rival";
	corpus.interviews[3].passages[0].words = "Who decided? Nobody knew.";
	add_note(&corpus, "Rival was slow.", "rollout", -1, "call");
	add_note(&corpus, "Somebody was quick.", "rollout", 1, "call");
	make(&review, &corpus, "2026-11", "2026-10-31", "2026-11-30");
	score = wl_reviewing_score(&review, "rival^r1");
	assert_int_equal(score->deals[0], 1);
	assert_int_equal(score->deals[1], 1);
	/* Only the note that names the competitor is about it */
	assert_int_equal(score->notes[0], 1);
	assert_int_equal(score->notes[1], 0);
	assert_int_equal(score->spoken.v[0].stance, -1);
	score = wl_reviewing_score(&review, "value^m1");
	assert_int_equal(score->deals[1], 1);
	assert_false(review.kept);
	wl_reviewing_release(&review);
	fixture_release(&corpus);
}

static void test_withheld(void **state)
{
	struct wl_corpus corpus;
	struct wl_reviewing review;
	struct wl_buf out = WL_BUF_INIT;

	(void)state;
	set_up(&corpus);
	corpus.interviews[2].passages[0].level = WL_CONFIDENTIAL;
	corpus.interviews[3].consent = WL_CONSENT_NONE;
	make(&review, &corpus, "2026-11", "2026-10-31", "2026-11-30");
	assert_int_equal(wl_reviewing_score(&review, "rival^r1")->deals[0], 1);
	wl_review_body(&out, &review);
	wl_review_json(&out, &review);
	wl_review_text(&out, &review, &(struct wl_look){ false, 80 });
	assert_null(strstr(out.s, "Again too long"));
	assert_null(strstr(out.s, "Quick it was"));
	assert_non_null(strstr(out.s, "Far too long"));
	wl_buf_release(&out);
	wl_reviewing_release(&review);
	fixture_release(&corpus);
}

static void test_quarter(void **state)
{
	struct wl_corpus corpus;
	struct wl_reviewing review;

	(void)state;
	set_up(&corpus);
	add_note(&corpus, "Confused by the proof page.", "words", -1, "rep");
	add_note(&corpus, "A page, please.", "words", 0, "request");
	make(&review, &corpus, "2026-q4", "2026-10-31", "2026-12-31");
	assert_int_equal(review.ndeals, 4);
	assert_string_equal(review.deals[0]->id, "D4");
	assert_int_equal(review.unclear.n, 1);
	assert_int_equal(review.missing.n, 1);
	assert_int_equal(review.clear.n, 0);
	assert_int_equal(review.requests.n, 1);
	assert_int_equal(review.nassets, 1);
	assert_string_equal(review.assets[0].name, "proof-point/proof");
	assert_int_equal(review.assets[0].words, 3);
	assert_int_equal(review.assets[0].shared, 1);
	assert_int_equal(review.assets[0].notes, 1);
	/* Without any evidence; two of them are also named by no note */
	assert_int_equal(review.nretiring, 1);
	assert_ptr_equal(review.retiring[0].card, &corpus.cards[2]);
	assert_int_equal(review.retiring[0].why, WL_RETIRE_NO_EVIDENCE);
	wl_reviewing_release(&review);
	make(&review, &corpus, "2027-q4", "2026-12-31", "2027-10-31");
	assert_int_equal(review.nretiring, 2);
	assert_int_equal(review.retiring[0].why,
		WL_RETIRE_NO_EVIDENCE | WL_RETIRE_UNUSED);
	wl_reviewing_release(&review);
	fixture_release(&corpus);
}

/* Last time's actions, and those before that are not settled. */
static void test_owed(void **state)
{
	struct wl_action old[] = {
		{ .id = "open",
			.deadline = WL_NO_DAY,
			.done = WL_NO_DAY,
			.declined = WL_NO_DAY },
		{ .id = "gone", .done = WL_NO_DAY, .declined = WL_NO_DAY },
	};
	struct wl_action last[] = {
		{ .id = "done", .declined = WL_NO_DAY },
		{ .id = "late", .done = WL_NO_DAY, .declined = WL_NO_DAY },
	};
	struct wl_review reviews[] = {
		{ .id = "2026-09", .actions = old, .nactions = 2 },
		{ .id = "2026-10", .actions = last, .nactions = 2 },
	};
	struct wl_corpus corpus;
	struct wl_reviewing review;

	(void)state;
	set_up(&corpus);
	old[1].done = day("2026-10-02");
	last[0].done = day("2026-11-02");
	last[1].deadline = day("2026-11-29");
	corpus.reviews = reviews;
	corpus.nreviews = 2;
	make(&review, &corpus, "2026-11", "2026-10-31", "2026-11-30");
	assert_ptr_equal(review.last, &reviews[1]);
	assert_int_equal(review.nowed, 3);
	assert_string_equal(review.owed[0].action->id, "late");
	assert_int_equal(review.owed[0].state, WL_ACTION_OVERDUE);
	assert_string_equal(review.owed[1].action->id, "open");
	assert_string_equal(review.owed[2].action->id, "done");
	assert_null(wl_reviewing_last(&corpus, WL_QUARTERLY, "2026-q4"));
	wl_reviewing_release(&review);
	fixture_release(&corpus);
}

/* The text is known to be as it was made, until somebody touches it. */
static void test_pristine(void **state)
{
	struct wl_corpus corpus;
	struct wl_reviewing review;
	struct wl_buf file = WL_BUF_INIT, again = WL_BUF_INIT;
	struct wl_source source = { .path = "a" };
	struct wl_front front;
	struct wl_arena arena;
	struct wl_err err = { 0 };
	const char *made;
	size_t start, end;

	(void)state;
	set_up(&corpus);
	wl_arena_init(&arena);
	make(&review, &corpus, "2026-11", "2026-10-31", "2026-11-30");
	wl_review_draft(&file, &review);
	wl_buf_adds(&file, "\nours\n");
	source.bytes = file.s;
	source.n = file.n;
	assert_int_equal(wl_front_parse(&front, &arena, &source, &err), 0);
	made = wl_yaml_text(front.yaml, "made-as");
	assert_true(wl_review_pristine(&file, front.body, made, &start, &end));
	wl_buf_adds(&again, file.s);
	assert_int_equal(wl_review_remake(&again, "a", &review, &err), 0);
	assert_string_equal(again.s, file.s);
	/* Another line end is no edit */
	wl_buf_splice(&again, end - 1, 0, "\r", 1);
	assert_true(wl_review_pristine(&again, front.body, made, &start, &end));
	again.s[start + 5] ^= 1;
	assert_false(
		wl_review_pristine(&again, front.body, made, &start, &end));
	wl_buf_release(&file);
	wl_buf_release(&again);
	wl_arena_release(&arena);
	wl_reviewing_release(&review);
	fixture_release(&corpus);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_agenda),
		cmocka_unit_test(test_topics),
		cmocka_unit_test(test_days),
		cmocka_unit_test(test_scores),
		cmocka_unit_test(test_against),
		cmocka_unit_test(test_withheld),
		cmocka_unit_test(test_quarter),
		cmocka_unit_test(test_owed),
		cmocka_unit_test(test_pristine),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
