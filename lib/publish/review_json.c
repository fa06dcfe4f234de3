/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "publish/review.h"

static void put_spoken(struct wl_json *json, const struct wl_spoken *spoken)
{
	const struct wl_passage *passage = spoken->passage;

	wl_json_object(json, NULL);
	wl_json_text(json, "interview",
		spoken->interview ? spoken->interview->id : NULL);
	wl_json_text(json, "field", spoken->field ? spoken->field->id : NULL);
	wl_json_text(json, "passage", passage->id);
	wl_json_text(json, "path",
		spoken->interview ? spoken->interview->path
				  : spoken->field->path);
	wl_json_int(json, "line", passage->line);
	wl_json_text(json, "source", passage->source);
	wl_json_day(json, "date", spoken->day);
	wl_json_int(json, "stance", spoken->stance);
	wl_json_string(json, "text", spoken->words);
	wl_json_end_object(json);
}

static void put_list(struct wl_json *json, const char *key,
	const struct wl_spoken_list *list)
{
	wl_json_array(json, key);
	for (size_t i = 0; i < list->n; i++)
		put_spoken(json, &list->v[i]);
	wl_json_end_array(json);
}

static void put_row(struct wl_json *json, const struct wl_topic_row *row)
{
	wl_json_object(json, NULL);
	wl_json_string(json, "id", row->id);
	wl_json_string(json, "title", row->name);
	wl_json_int(json, "since", row->since);
	wl_json_int(json, "before", row->before);
	wl_json_int(json, "of_since", row->of_since);
	wl_json_int(json, "of_before", row->of_before);
	wl_json_int(json, "for", row->positive);
	wl_json_int(json, "against", row->negative);
	wl_json_number(json, "days_since", row->days[1]);
	wl_json_number(json, "days_before", row->days[0]);
	wl_json_bool(json, "new", row->fresh);
	wl_json_end_object(json);
}

static void put_topics(
	struct wl_json *json, const struct wl_reviewing *reviewing)
{
	wl_json_array(json, "topics");
	for (size_t i = 0; i < reviewing->ntopics; i++) {
		const struct wl_topic *topic = &reviewing->topics[i];

		wl_json_object(json, NULL);
		wl_json_string(json, "item", wl_agenda_ids[topic->part]);
		wl_json_string(json, "id", topic->id);
		wl_json_string(json, "title", topic->title);
		wl_json_string(json, "unit", topic->unit);
		wl_json_array(json, "rows");
		for (size_t j = 0; j < topic->nrows; j++)
			put_row(json, &topic->rows[j]);
		wl_json_end_array(json);
		put_list(json, "quotes", &topic->quotes);
		put_list(json, "notes", &topic->notes);
		wl_json_end_object(json);
	}
	wl_json_end_array(json);
}

static void put_scores(
	struct wl_json *json, const struct wl_reviewing *reviewing)
{
	wl_json_array(json, "scorecard");
	for (size_t i = 0; i < reviewing->nscores; i++) {
		const struct wl_score *score = &reviewing->scores[i];

		wl_json_object(json, NULL);
		wl_json_string(json, "claim", score->key);
		wl_json_string(json, "text", score->claim->text);
		wl_json_int(json, "for", score->deals[0]);
		wl_json_int(json, "against", score->deals[1]);
		wl_json_int(json, "notes_for", score->notes[0]);
		wl_json_int(json, "notes_against", score->notes[1]);
		wl_json_text(json, "fall",
			score->trust ? wl_falls[score->trust->fall] : NULL);
		wl_json_text(json, "last", wl_standings[score->last]);
		wl_json_text(json, "verdict", wl_standings[score->now]);
		put_list(json, "evidence", &score->spoken);
		wl_json_end_object(json);
	}
	wl_json_end_array(json);
}

static void put_action(struct wl_json *json, const struct wl_owed *owed)
{
	const struct wl_action *action = owed->action;

	wl_json_object(json, NULL);
	wl_json_string(json, "id", action->id);
	wl_json_string(json, "review", owed->review->id);
	wl_json_text(json, "what", action->what);
	wl_json_text(json, "owner", action->owner);
	wl_json_day(json, "deadline", action->deadline);
	wl_json_text(json, "outcome", action->outcome);
	wl_json_string(json, "state", wl_action_states[owed->state]);
	wl_json_day(json, "done", action->done);
	wl_json_end_object(json);
}

static void put_actions(
	struct wl_json *json, const struct wl_reviewing *reviewing)
{
	const struct wl_review *self = reviewing->self;

	wl_json_array(json, "last_actions");
	for (size_t i = 0; i < reviewing->nowed; i++)
		put_action(json, &reviewing->owed[i]);
	wl_json_end_array(json);
	wl_json_array(json, "actions");
	for (size_t i = 0; self && i < self->nactions; i++) {
		const struct wl_owed owed = { self, &self->actions[i],
			wl_action_state(&self->actions[i], reviewing->as_of) };

		put_action(json, &owed);
	}
	wl_json_end_array(json);
}

static void put_decisions(struct wl_json *json, const struct wl_review *self)
{
	wl_json_day(json, "held", self ? self->held : WL_NO_DAY);
	wl_json_text(
		json, "decision", self ? wl_movements[self->decision] : NULL);
	wl_json_array(json, "present");
	for (size_t i = 0; self && i < self->present.n; i++)
		wl_json_string(json, NULL, self->present.v[i]);
	wl_json_end_array(json);
	wl_json_array(json, "decided");
	for (size_t i = 0; self && i < self->nrequests; i++) {
		const struct wl_request *one = &self->requests[i];

		wl_json_object(json, NULL);
		wl_json_text(json, "what", one->what);
		wl_json_text(json, "by", one->by);
		wl_json_text(json, "priority", wl_weights[one->priority]);
		wl_json_text(json, "impact", wl_weights[one->impact]);
		wl_json_text(json, "decision", wl_decisions[one->decision]);
		wl_json_text(json, "reason", one->reason);
		wl_json_end_object(json);
	}
	wl_json_end_array(json);
}

/* Quarterly */

static void put_deals(
	struct wl_json *json, const struct wl_reviewing *reviewing)
{
	const struct wl_review *self = reviewing->self;

	wl_json_array(json, "opportunities");
	for (size_t i = 0; i < reviewing->ndeals; i++) {
		const struct wl_deal *deal = reviewing->deals[i];
		const struct wl_opportunity *told =
			wl_review_opportunity(self, deal->id);

		wl_json_object(json, NULL);
		wl_json_string(json, "deal", deal->id);
		wl_json_string(json, "account", deal->account);
		wl_json_string(json, "outcome", wl_outcomes[deal->outcome]);
		wl_json_day(json, "closed", deal->closed);
		wl_json_text(json, "helped",
			told && told->helped ? wl_answer_words[told->helped]
					     : NULL);
		wl_json_text(json, "where", told ? told->where : NULL);
		wl_json_end_object(json);
	}
	wl_json_end_array(json);
}

static void put_assets(
	struct wl_json *json, const struct wl_reviewing *reviewing)
{
	wl_json_array(json, "assets");
	for (size_t i = 0; i < reviewing->nassets; i++) {
		const struct wl_audited *asset = &reviewing->assets[i];
		const struct wl_asset *told =
			wl_review_asset(reviewing->self, asset->name);

		wl_json_object(json, NULL);
		wl_json_string(json, "name", asset->name);
		wl_json_day(json, "verified", asset->since);
		wl_json_int(json, "notes", asset->notes);
		wl_json_int(json, "words", asset->words);
		wl_json_int(json, "shared", asset->shared);
		wl_json_text(json, "consistent",
			told ? wl_answer_words[told->consistent] : NULL);
		wl_json_text(json, "used",
			told ? wl_answer_words[told->used] : NULL);
		wl_json_text(json, "note", told ? told->note : NULL);
		wl_json_end_object(json);
	}
	wl_json_end_array(json);
}

static void put_retiring(
	struct wl_json *json, const struct wl_reviewing *reviewing)
{
	wl_json_array(json, "retire");
	for (size_t i = 0; i < reviewing->nretiring; i++) {
		const struct wl_retiring *one = &reviewing->retiring[i];

		wl_json_object(json, NULL);
		wl_json_string(json, "type", wl_card_types[one->card->type]);
		wl_json_string(json, "id", one->card->id);
		wl_json_day(json, "verified", one->verified);
		wl_json_day(json, "evidence_of", one->evidence);
		wl_json_array(json, "reasons");
		for (size_t j = 0; wl_retire_words[j]; j++)
			if (one->why & (1u << j))
				wl_json_string(json, NULL, wl_retire_words[j]);
		wl_json_end_array(json);
		wl_json_end_object(json);
	}
	wl_json_end_array(json);
}

static void put_quarter(
	struct wl_json *json, const struct wl_reviewing *reviewing)
{
	put_deals(json, reviewing);
	put_assets(json, reviewing);
	put_list(json, "clear", &reviewing->clear);
	put_list(json, "unclear", &reviewing->unclear);
	put_list(json, "missing", &reviewing->missing);
	put_retiring(json, reviewing);
	wl_json_object(json, "retro");
	for (size_t i = 0; wl_retro_keys[i]; i++)
		wl_json_text(json, wl_retro_keys[i],
			reviewing->self ? reviewing->self->retro[i] : NULL);
	wl_json_end_object(json);
}

void wl_review_json(struct wl_buf *out, const struct wl_reviewing *reviewing)
{
	struct wl_json json;

	wl_json_init(&json, out, false);
	wl_json_object(&json, NULL);
	wl_json_int(&json, "winloss", 1);
	wl_json_string(&json, "review", reviewing->id);
	wl_json_string(&json, "kind", wl_review_kinds[reviewing->kind]);
	wl_json_day(&json, "since", reviewing->since);
	wl_json_day(&json, "as_of", reviewing->as_of);
	wl_json_text(
		&json, "last", reviewing->last ? reviewing->last->id : NULL);
	put_decisions(&json, reviewing->self);
	put_topics(&json, reviewing);
	put_scores(&json, reviewing);
	wl_json_int(&json, "unnamed", reviewing->unnamed);
	put_list(&json, "requests", &reviewing->requests);
	put_actions(&json, reviewing);
	put_quarter(&json, reviewing);
	wl_json_end_object(&json);
}
