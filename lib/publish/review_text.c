/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A review on a terminal. */
#include "publish/phrase.h"
#include "publish/review.h"

#define INDENT 2
#define NUMBERS 34 /* column at which the numbers of a row begin */
#define SIDE 20    /* columns of each side */

static void line(struct wl_screen *screen, enum wl_style style, size_t indent,
	const char *text)
{
	wl_screen_space(screen, indent);
	wl_screen_wrap(screen, style, text, indent);
	wl_screen_end(screen);
}

/* ‘words’  and below it, faint, where they stand. */
void wl_review_text_spoken(
	struct wl_screen *screen, const struct wl_spoken *spoken)
{
	static const char *const marks[] = { "−", "·", "+" };
	static const enum wl_style styles[] = { WL_AGAINST, WL_FAINT, WL_FOR };
	struct wl_buf where = WL_BUF_INIT;
	char day[WL_DATE_TEXT];

	wl_screen_space(screen, 4);
	wl_screen_put(
		screen, styles[spoken->stance + 1], marks[spoken->stance + 1]);
	wl_screen_space(screen, 1);
	wl_screen_wrap(screen, WL_PLAIN,
		spoken->words ? spoken->words : "(confidential)", 6);
	wl_screen_space(screen, 2);
	wl_phrase_spoken(&where, spoken);
	wl_buf_addf(&where, "%s%s %s", spoken->field ? " " : "",
		spoken->field && spoken->passage->source
			? spoken->passage->source
			: "",
		wl_day_format(spoken->day, day));
	wl_screen_place(screen, WL_FAINT, where.s, 6);
	wl_screen_end(screen);
	wl_buf_release(&where);
}

static void spoken_list(
	struct wl_screen *screen, const struct wl_spoken_list *list)
{
	for (size_t i = 0; i < list->n; i++)
		wl_review_text_spoken(screen, &list->v[i]);
}

static enum wl_style style_of(const struct wl_topic_row *row)
{
	if (row->positive == row->negative)
		return WL_ACCENT;
	return row->negative > row->positive ? WL_AGAINST : WL_FOR;
}

static void topic_row(struct wl_screen *screen,
	const struct wl_reviewing *reviewing, const struct wl_topic *topic,
	const struct wl_topic_row *row)
{
	struct wl_buf text = WL_BUF_INIT;

	wl_screen_space(screen, 4);
	wl_screen_fit(screen, WL_PLAIN, row->name, NUMBERS - 5);
	wl_screen_to(screen, NUMBERS);
	wl_phrase_side(&text, reviewing, topic, row, 1);
	wl_screen_fit(screen, row->since ? WL_STRONG : WL_FAINT, text.s, SIDE);
	wl_buf_clear(&text);
	wl_phrase_side(&text, reviewing, topic, row, 0);
	wl_screen_fit(screen, WL_FAINT, text.s, SIDE);
	wl_buf_clear(&text);
	wl_phrase_row(&text, row);
	if (text.n)
		wl_screen_place(screen, style_of(row), text.s, 6);
	wl_screen_end(screen);
	wl_buf_release(&text);
}

static void topic(struct wl_screen *screen,
	const struct wl_reviewing *reviewing, const struct wl_topic *topic)
{
	size_t n =
		topic->nrows < WL_REVIEW_ROWS ? topic->nrows : WL_REVIEW_ROWS;

	wl_screen_space(screen, INDENT);
	wl_screen_put(screen, WL_ACCENT, topic->title);
	if (n) {
		wl_screen_space(screen, 1);
		wl_screen_to(screen, NUMBERS);
		wl_screen_fit(screen, WL_FAINT, "since", SIDE);
		if (reviewing->since != WL_NO_DAY)
			wl_screen_put(screen, WL_FAINT, "before");
	}
	wl_screen_end(screen);
	for (size_t i = 0; i < n; i++)
		topic_row(screen, reviewing, topic, &topic->rows[i]);
	if (topic->nrows > n) {
		wl_screen_space(screen, 4);
		wl_screen_putf(
			screen, WL_FAINT, "and %zu more", topic->nrows - n);
		wl_screen_end(screen);
	}
	spoken_list(screen, &topic->quotes);
	spoken_list(screen, &topic->notes);
	if (!n && !topic->quotes.n && !topic->notes.n)
		line(screen, WL_FAINT, 4, "nothing");
}

void wl_review_text_score(
	struct wl_screen *screen, const struct wl_score *score, size_t most)
{
	size_t n = most && most < score->spoken.n ? most : score->spoken.n;
	struct wl_buf text = WL_BUF_INIT;

	wl_screen_space(screen, INDENT);
	wl_screen_put(screen, WL_STRONG, score->key);
	if (score->last) {
		wl_screen_space(screen, 2);
		wl_screen_putf(screen, WL_FAINT, "last time: %s",
			wl_standings[score->last]);
	}
	wl_screen_end(screen);
	line(screen, WL_PLAIN, 4, score->claim->text);
	wl_screen_space(screen, 4);
	wl_buf_adds(&text, "for ");
	wl_phrase_score(&text, score, 0);
	wl_screen_put(screen, score->deals[0] ? WL_FOR : WL_FAINT, text.s);
	wl_buf_clear(&text);
	wl_buf_adds(&text, "against ");
	wl_phrase_score(&text, score, 1);
	wl_screen_space(screen, 1);
	wl_screen_put(screen, WL_FAINT, "·");
	wl_screen_space(screen, 1);
	wl_screen_put(screen, score->deals[1] ? WL_AGAINST : WL_FAINT, text.s);
	wl_screen_end(screen);
	for (size_t i = 0; i < n; i++)
		wl_review_text_spoken(screen, &score->spoken.v[i]);
	if (score->spoken.n > n) {
		wl_screen_space(screen, 6);
		wl_screen_putf(
			screen, WL_FAINT, "and %zu more", score->spoken.n - n);
		wl_screen_end(screen);
	}
	if (score->fell)
		line(screen, WL_AGAINST, 4, score->fell);
	wl_buf_release(&text);
}

static void scores(
	struct wl_screen *screen, const struct wl_reviewing *reviewing)
{
	size_t quiet = 0;

	for (size_t i = 0; i < reviewing->nscores; i++) {
		if (wl_score_moved(&reviewing->scores[i]))
			wl_review_text_score(screen, &reviewing->scores[i], 2);
		else
			quiet++;
	}
	if (quiet) {
		wl_screen_space(screen, INDENT);
		wl_screen_putf(screen, WL_FAINT,
			"%zu statement%s: nothing new since", quiet,
			quiet == 1 ? "" : "s");
		wl_screen_end(screen);
	}
}

void wl_review_text_action(
	struct wl_screen *screen, const struct wl_owed *owed, wl_day today)
{
	static const enum wl_style styles[] = { WL_AGAINST, WL_ACCENT, WL_FOR,
		WL_FAINT };
	const struct wl_action *action = owed->action;
	struct wl_buf state = WL_BUF_INIT;

	wl_phrase_action(&state, action, today);
	wl_screen_space(screen, INDENT);
	wl_screen_fit(screen, WL_STRONG, action->id, 8);
	wl_screen_fit(
		screen, WL_PLAIN, action->owner ? action->owner : "nobody", 10);
	wl_screen_fit(screen, styles[owed->state], state.s, 20);
	wl_screen_wrap(screen, WL_PLAIN, action->what ? action->what : "", 40);
	wl_screen_end(screen);
	if (action->outcome) {
		wl_screen_space(screen, 40);
		wl_screen_wrap(screen, WL_FAINT, action->outcome, 40);
		wl_screen_end(screen);
	}
	wl_buf_release(&state);
}

static void actions(
	struct wl_screen *screen, const struct wl_reviewing *reviewing)
{
	const struct wl_review *self = reviewing->self;

	for (size_t i = 0; i < reviewing->nowed; i++)
		wl_review_text_action(
			screen, &reviewing->owed[i], reviewing->as_of);
	for (size_t i = 0; self && i < self->nactions; i++) {
		const struct wl_owed owed = { self, &self->actions[i],
			wl_action_state(&self->actions[i], reviewing->as_of) };

		wl_review_text_action(screen, &owed, reviewing->as_of);
	}
	if (self && self->decision == WL_KEEP)
		line(screen, WL_FOR, INDENT,
			"Nothing changed: the plan is kept.");
	else if (!reviewing->nowed && (!self || !self->nactions))
		line(screen, WL_FAINT, INDENT, "none yet");
}

static void requests(
	struct wl_screen *screen, const struct wl_reviewing *reviewing)
{
	const struct wl_review *self = reviewing->self;

	spoken_list(screen, &reviewing->requests);
	for (size_t i = 0; self && i < self->nrequests; i++) {
		const struct wl_request *one = &self->requests[i];

		wl_screen_space(screen, 4);
		wl_screen_fit(screen,
			one->decision == WL_TAKEN ? WL_FOR : WL_FAINT,
			one->decision ? wl_decisions[one->decision] : "open",
			10);
		wl_screen_wrap(
			screen, WL_PLAIN, one->what ? one->what : "", 14);
		wl_screen_end(screen);
		if (one->reason)
			line(screen, WL_FAINT, 14, one->reason);
	}
	if (!reviewing->requests.n && (!self || !self->nrequests))
		line(screen, WL_FAINT, 4, "none");
}

void wl_review_text_item(struct wl_screen *screen,
	const struct wl_reviewing *reviewing, enum wl_agenda item)
{
	wl_screen_end(screen);
	wl_screen_put(screen, WL_STRONG, wl_agenda_titles[item]);
	wl_screen_space(screen, 2);
	wl_screen_putf(screen, WL_FAINT, "%d min", wl_agenda_minutes[item]);
	wl_screen_end(screen);
	for (size_t i = 0; i < reviewing->ntopics; i++)
		if (reviewing->topics[i].part == item)
			topic(screen, reviewing, &reviewing->topics[i]);
	if (item == WL_AGENDA_SCORECARD)
		scores(screen, reviewing);
	else if (item == WL_AGENDA_REQUESTS)
		requests(screen, reviewing);
	else if (item == WL_AGENDA_ACTIONS)
		actions(screen, reviewing);
}

/* Quarterly */

static void feedback(struct wl_screen *screen, const char *title,
	const struct wl_spoken_list *list)
{
	wl_screen_space(screen, INDENT);
	wl_screen_put(screen, WL_ACCENT, title);
	wl_screen_end(screen);
	spoken_list(screen, list);
	if (!list->n)
		line(screen, WL_FAINT, 4, "nothing");
}

static void head(struct wl_screen *screen, const char *title)
{
	wl_screen_end(screen);
	wl_screen_put(screen, WL_STRONG, title);
	wl_screen_end(screen);
}

static void opportunities(
	struct wl_screen *screen, const struct wl_reviewing *reviewing)
{
	const struct wl_review *self = reviewing->self;
	char day[WL_DATE_TEXT];

	head(screen, "Where the framework helped");
	for (size_t i = 0; i < reviewing->ndeals; i++) {
		const struct wl_deal *deal = reviewing->deals[i];
		const struct wl_opportunity *told =
			wl_review_opportunity(self, deal->id);

		wl_screen_space(screen, INDENT);
		wl_screen_fit(
			screen, WL_FAINT, wl_day_format(deal->closed, day), 12);
		wl_screen_fit(screen, WL_PLAIN, wl_outcomes[deal->outcome], 13);
		wl_screen_fit(screen, WL_PLAIN, deal->account, 24);
		wl_screen_fit(screen, WL_ACCENT,
			told && told->helped ? wl_answer_words[told->helped]
					     : "not told",
			10);
		wl_screen_put(screen, WL_FAINT, deal->id);
		wl_screen_end(screen);
	}
}

static void assets(
	struct wl_screen *screen, const struct wl_reviewing *reviewing)
{
	struct wl_buf text = WL_BUF_INIT;

	head(screen, "Customer-facing assets");
	for (size_t i = 0; i < reviewing->nassets; i++) {
		wl_buf_clear(&text);
		wl_phrase_asset(&text, &reviewing->assets[i]);
		line(screen, WL_PLAIN, INDENT, reviewing->assets[i].name);
		line(screen, WL_FAINT, 4, text.s);
		wl_buf_clear(&text);
		wl_phrase_audit(&text, wl_review_asset(reviewing->self,
					       reviewing->assets[i].name));
		if (text.n)
			line(screen, WL_ACCENT, 4, text.s);
	}
	if (reviewing->nassets < WL_REVIEW_ASSETS) {
		wl_screen_space(screen, INDENT);
		wl_screen_putf(screen, WL_FAINT, "%zu more to be named:",
			WL_REVIEW_ASSETS - reviewing->nassets);
		wl_screen_space(screen, 1);
		wl_screen_put(screen, WL_ACCENT,
			"winloss review --quarterly --asset NAME");
		wl_screen_end(screen);
	}
	head(screen, "To be retired");
	for (size_t i = 0; i < reviewing->nretiring; i++) {
		const struct wl_card *card = reviewing->retiring[i].card;

		wl_buf_clear(&text);
		wl_phrase_retiring(&text, &reviewing->retiring[i]);
		wl_screen_space(screen, INDENT);
		wl_screen_putf(screen, WL_PLAIN, "%s/%s",
			wl_card_types[card->type], card->id);
		wl_screen_space(screen, 2);
		wl_screen_place(screen, WL_AGAINST, text.s, 4);
		wl_screen_end(screen);
	}
	if (!reviewing->nretiring)
		line(screen, WL_FAINT, INDENT, "no card");
	wl_buf_release(&text);
}

void wl_review_text_quarter(
	struct wl_screen *screen, const struct wl_reviewing *reviewing)
{
	if (reviewing->kind != WL_QUARTERLY)
		return;
	opportunities(screen, reviewing);
	assets(screen, reviewing);
	head(screen, "Feedback from sales, customer success and product");
	feedback(screen, "clear", &reviewing->clear);
	feedback(screen, "unclear", &reviewing->unclear);
	feedback(screen, "missing", &reviewing->missing);
	head(screen, "Retro");
	for (size_t i = 0; wl_retro[i]; i++) {
		line(screen, WL_PLAIN, INDENT, wl_retro[i]);
		if (reviewing->self && reviewing->self->retro[i])
			line(screen, WL_ACCENT, 4, reviewing->self->retro[i]);
	}
}

void wl_review_text(struct wl_buf *out, const struct wl_reviewing *reviewing,
	const struct wl_look *look)
{
	struct wl_buf text = WL_BUF_INIT;
	struct wl_screen screen;
	char day[WL_DATE_TEXT];

	wl_screen_init(&screen, out, look);
	wl_screen_product(&screen, reviewing->corpus);
	wl_phrase_review(&text, reviewing);
	wl_screen_put(&screen, WL_STRONG, text.s);
	wl_screen_end(&screen);
	wl_buf_clear(&text);
	wl_buf_addf(&text, "as of %s, ", wl_day_format(reviewing->as_of, day));
	wl_phrase_since(&text, reviewing);
	line(&screen, WL_FAINT, 0, text.s);
	for (int i = 0; i < WL_AGENDA_ITEMS; i++)
		wl_review_text_item(&screen, reviewing, (enum wl_agenda)i);
	wl_review_text_quarter(&screen, reviewing);
	wl_screen_release(&screen);
	wl_buf_release(&text);
}
