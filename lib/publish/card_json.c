/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "publish/cards.h"
#include "publish/phrase.h"
#include "publish/table.h"

static void put_passage(struct wl_json *json, const struct wl_supported *one)
{
	const struct wl_passage *passage = one->passage;
	const struct wl_interview *interview = one->interview;
	enum wl_level level = !passage ? WL_INTERNAL
			      : interview
				      ? wl_interview_level(interview, passage)
				      : passage->level;

	wl_json_string(json, "kind",
		!passage         ? NULL
		: passage->quote ? "quote"
				 : "note");
	wl_tags_json(json, "themes", passage ? passage->tags : NULL,
		passage ? passage->ntags : 0);
	wl_json_string(json, "level", passage ? wl_level_names[level] : NULL);
	wl_json_string(json, "path", interview ? interview->path : NULL);
	if (passage)
		wl_json_int(json, "line", passage->line);
	else
		wl_json_null(json, "line");
	wl_json_string(json, "text", wl_supported_words(one));
}

void wl_supported_json(struct wl_json *json, const struct wl_supported *one)
{
	const struct wl_interview *interview = one->interview;

	wl_json_object(json, NULL);
	wl_json_string(json, "source", one->citation->source);
	wl_json_string(json, "passage", one->citation->passage);
	wl_json_string(json, "support", wl_support_names[one->support]);
	wl_json_bool(json, "lost", wl_support_lost(one->support));
	wl_json_text(json, "deal", interview ? interview->deal : NULL);
	wl_json_text(json, "account", interview ? interview->account : NULL);
	wl_json_text(json, "outcome",
		interview ? wl_outcomes[interview->outcome] : NULL);
	wl_json_day(json, "date",
		interview      ? wl_interview_day(interview)
		: one->passage ? one->passage->day
			       : WL_NO_DAY);
	put_passage(json, one);
	wl_json_end_object(json);
}

/* Where its theme stands. */
static void put_theme(struct wl_json *json, const struct wl_trust *trust,
	const struct wl_claim_trust *claim)
{
	const struct wl_group *group =
		wl_synthesis_group(trust->synthesis, claim->outcome);

	if (!claim->row || !group) {
		wl_json_null(json, "theme");
		return;
	}
	wl_json_object(json, "theme");
	wl_json_string(json, "id", claim->theme);
	wl_json_int(json, "cited", claim->theme_deals);
	wl_json_string(json, "outcome", wl_outcomes[claim->outcome]);
	wl_json_int(json, "deals", claim->row->deals);
	wl_json_int(json, "group", group->deals);
	wl_json_string(json, "level", wl_strengths[claim->level]);
	wl_json_int(json, "counter", claim->row->counter);
	wl_json_end_object(json);
}

static void put_fall(struct wl_json *json, const struct wl_trust *trust,
	const struct wl_claim_trust *claim)
{
	struct wl_buf text = WL_BUF_INIT;

	wl_trust_explain(&text, trust, claim);
	wl_json_text(json, "fall", wl_falls[claim->fall]);
	wl_json_text(json, "because", text.s);
	wl_buf_release(&text);
}

static void put_claim(struct wl_json *json, const struct wl_trust *trust,
	const struct wl_claim_trust *one)
{
	const struct wl_claim *claim = one->claim;

	wl_json_object(json, NULL);
	wl_json_string(json, "id", claim->id);
	wl_json_string(json, "section", claim->section);
	wl_json_text(json, "outcome", wl_outcomes[claim->outcome]);
	wl_json_int(json, "line", claim->line);
	wl_json_string(json, "claim", claim->text);
	wl_json_bool(json, "unproven", claim->unproven);
	wl_json_int(json, "deals", one->deals);
	put_theme(json, trust, one);
	wl_json_day(json, "newest", one->newest);
	wl_json_day(json, "oldest", one->oldest);
	wl_json_bool(json, "ageing", one->ageing);
	put_fall(json, trust, one);
	wl_json_array(json, "evidence");
	for (size_t i = 0; i < one->nsupports; i++)
		wl_supported_json(json, &one->supports[i]);
	wl_json_end_array(json);
	wl_json_end_object(json);
}

static void put_card(struct wl_json *json, const struct wl_card_trust *one)
{
	const struct wl_card *card = one->card;

	wl_json_string(json, "id", card->id);
	wl_json_string(json, "type", wl_card_types[card->type]);
	wl_json_string(json, "title", card->title);
	wl_json_string(json, "state", wl_card_states[one->state]);
	wl_json_text(json, "reason", wl_card_reasons[one->reason]);
	wl_json_string(json, "verifier", card->verifier);
	wl_json_day(json, "verified", card->verified);
	wl_json_string(json, "verified_by", card->verified_by);
	wl_json_day(json, "due", one->due);
	wl_json_int(json, "unproven", one->unproven);
	wl_json_int(json, "fallen", one->fallen);
	wl_json_string(json, "competitor", card->competitor);
	wl_json_string(json, "owner", card->owner);
	wl_json_string(
		json, "audience", card->external ? "external" : "internal");
	wl_json_day(json, "retired", card->retired);
	wl_json_string(json, "replaced_by", card->replaced_by);
	wl_json_string(json, "path", card->path);
}

static void put_claims(struct wl_json *json, const struct wl_card_view *view)
{
	wl_json_array(json, "claims");
	for (size_t i = 0; i < view->card->nclaims; i++)
		if (!view->claim || view->claim == &view->card->claims[i])
			put_claim(json, view->trust, &view->card->claims[i]);
	wl_json_end_array(json);
}

static void put_commit(struct wl_json *json, const struct wl_claim_commit *one)
{
	char day[WL_TIME_TEXT];

	wl_json_object(json, NULL);
	wl_json_string(json, "commit", one->commit->id);
	wl_json_text(json, "date", wl_time_format(&one->commit->when, day));
	wl_json_text(json, "author", one->commit->name);
	wl_json_string(json, "subject", one->commit->subject);
	wl_json_string(json, "kind", one->what);
	wl_json_text(json, "why", one->why);
	wl_json_end_object(json);
}

static void put_history(
	struct wl_json *json, const struct wl_claim_history *history)
{
	wl_json_array(json, "commits");
	for (size_t i = 0; i < history->n; i++)
		put_commit(json, &history->v[i]);
	wl_json_end_array(json);
	wl_json_bool(json, "uncommitted", history->uncommitted);
	wl_json_bool(json, "cut", history->cut);
}

void wl_publish_card_json(struct wl_buf *out, const struct wl_card_view *view)
{
	struct wl_json json;

	wl_json_init(&json, out, false);
	wl_json_object(&json, NULL);
	wl_json_int(&json, "winloss", 1);
	wl_json_object(&json, "card");
	put_card(&json, view->card);
	wl_json_end_object(&json);
	put_claims(&json, view);
	if (view->history)
		put_history(&json, view->history);
	wl_json_end_object(&json);
}

static void put_whole(struct wl_json *json, const struct wl_card_view *view)
{
	wl_json_object(json, NULL);
	put_card(json, view->card);
	put_claims(json, view);
	wl_json_end_object(json);
}

void wl_publish_whole_cards_json(
	struct wl_buf *out, const struct wl_card_list *list, bool lines)
{
	struct wl_json json;

	wl_json_init(&json, out, lines);
	if (!lines) {
		wl_json_object(&json, NULL);
		wl_json_int(&json, "winloss", 1);
		wl_json_array(&json, "cards");
	}
	for (size_t i = 0; i < list->n; i++)
		put_whole(&json, &(struct wl_card_view){ .trust = list->trust,
					 .card = list->v[i] });
	if (!lines) {
		wl_json_end_array(&json);
		wl_json_end_object(&json);
	}
}
