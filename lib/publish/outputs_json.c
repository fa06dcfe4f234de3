/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "publish/outputs.h"
#include "publish/phrase.h"
#include "study/trust.h"

static void card_name(
	struct wl_json *json, const char *key, const struct wl_card *card)
{
	struct wl_buf name = WL_BUF_INIT;

	if (card)
		wl_buf_addf(
			&name, "%s/%s", wl_card_types[card->type], card->id);
	wl_json_string(json, key, card ? name.s : NULL);
	wl_buf_release(&name);
}

static void cited(struct wl_json *json, const struct wl_cited *one,
	const struct wl_trust *trust)
{
	const struct wl_card_trust *worth =
		trust ? wl_trust_of(trust, one->card) : NULL;

	wl_json_object(json, NULL);
	card_name(json, "card", one->card);
	wl_json_string(json, "claim", one->claim->id);
	wl_json_string(json, "path", one->card->path);
	wl_json_int(json, "line", one->claim->line);
	wl_json_string(
		json, "state", worth ? wl_card_states[worth->state] : NULL);
	wl_json_text(
		json, "reason", worth ? wl_card_reasons[worth->reason] : NULL);
	wl_json_end_object(json);
}

static void output(struct wl_json *json, const struct wl_synthesis *synthesis,
	const struct wl_output *one)
{
	wl_json_object(json, NULL);
	wl_json_string(json, "theme", one->theme);
	wl_json_string(json, "title", wl_phrase_theme(synthesis, one->theme));
	wl_json_string(json, "outcome", wl_outcomes[one->outcome]);
	wl_json_string(json, "kind",
		one->kind == WL_NO_KIND ? NULL : wl_card_types[one->kind]);
	wl_json_string(json, "competitor", one->competitor);
	card_name(json, "card", one->card);
	wl_json_array(json, "cited_by");
	for (size_t i = 0; i < one->ncited; i++)
		cited(json, &one->cited[i], synthesis->outputs.trust);
	wl_json_end_array(json);
	wl_json_string(json, "due", wl_dues[one->due]);
	wl_json_int(json, "deals", one->deals);
	wl_json_int(json, "recent", one->recent);
	wl_json_string(
		json, "command", one->due == WL_DUE_DONE ? NULL : one->path);
	wl_json_end_object(json);
}

static void again(struct wl_json *json, const struct wl_synthesis *synthesis,
	const struct wl_again *one)
{
	wl_json_object(json, NULL);
	wl_json_string(json, "theme", one->row->id);
	wl_json_string(json, "title", wl_phrase_theme(synthesis, one->row->id));
	wl_json_string(json, "outcome", wl_outcomes[one->outcome]);
	wl_json_string(json, "level", wl_strengths[one->row->level]);
	wl_json_int(json, "deals", one->row->deals);
	wl_json_int(json, "recent", one->recent);
	wl_json_end_object(json);
}

void wl_outputs_json(struct wl_json *json, const struct wl_synthesis *synthesis)
{
	const struct wl_outputs *outputs = &synthesis->outputs;

	wl_json_object(json, "cycle");
	wl_json_day(json, "since", outputs->since);
	wl_json_int(json, "interviews", outputs->interviews);
	wl_json_int(json, "claims", outputs->claims);
	wl_json_end_object(json);
	wl_json_array(json, "outputs_due");
	for (size_t i = 0; i < outputs->n; i++)
		output(json, synthesis, &outputs->v[i]);
	wl_json_end_array(json);
	wl_json_array(json, "this_week_again");
	for (size_t i = 0; i < outputs->nagain; i++)
		again(json, synthesis, &outputs->again[i]);
	wl_json_end_array(json);
}

static void share(struct wl_json *json, const char *key, int k, int n)
{
	if (n)
		wl_json_number(json, key, (double)k / n);
	else
		wl_json_null(json, key);
}

static void words(
	struct wl_json *json, const char *key, const struct wl_word_list *list)
{
	wl_json_array(json, key);
	for (size_t i = 0; i < list->n; i++) {
		wl_json_object(json, NULL);
		wl_json_string(json, "word", list->v[i].word);
		wl_json_int(json, "claims", list->v[i].claims);
		wl_json_int(json, "deals", list->v[i].deals);
		wl_json_end_object(json);
	}
	wl_json_end_array(json);
}

void wl_language_json(
	struct wl_json *json, const struct wl_synthesis *synthesis)
{
	const struct wl_language *language = &synthesis->language;

	wl_json_object(json, "language");
	wl_json_int(json, "phrases", language->phrases);
	wl_json_int(json, "deals", language->deals);
	wl_json_int(json, "cards", language->cards);
	wl_json_int(json, "claims", language->claims);
	wl_json_int(json, "ours", language->ours);
	wl_json_int(json, "theirs", language->theirs);
	wl_json_int(json, "shared", language->shared);
	share(json, "ours_share", language->shared, language->ours);
	share(json, "theirs_share", language->shared, language->theirs);
	words(json, "both", &language->both);
	words(json, "only_ours", &language->only_ours);
	words(json, "only_theirs", &language->only_theirs);
	wl_json_end_object(json);
}
