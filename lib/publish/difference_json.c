/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "publish/difference.h"

#include "publish/compare.h"
#include "publish/numbers.h"
#include "publish/phrase.h"
#include "text/json.h"

static void side(struct wl_json *json, const char *key, const char *name,
	const struct wl_corpus *corpus)
{
	wl_json_object(json, key);
	wl_json_string(json, "name", name);
	wl_json_string(json, "revision", corpus->revision);
	wl_json_end_object(json);
}

/* Claims */

static void citation(struct wl_json *json, const struct wl_corpus *corpus,
	const struct wl_citation *citation)
{
	const struct wl_interview *interview = NULL;

	wl_corpus_cited(corpus, citation, &interview);
	wl_json_object(json, NULL);
	wl_json_string(json, "interview", citation->source);
	wl_json_string(json, "passage", citation->passage);
	wl_json_string(json, "deal", interview ? interview->deal : NULL);
	wl_json_end_object(json);
}

static void evidence(struct wl_json *json, const char *key,
	const struct wl_corpus *corpus, const struct wl_claim *claim)
{
	if (!claim) {
		wl_json_null(json, key);
		return;
	}
	wl_json_array(json, key);
	for (size_t i = 0; i < claim->ncitations; i++)
		citation(json, corpus, &claim->citations[i]);
	wl_json_end_array(json);
}

static void claim(struct wl_json *json, const struct wl_difference *difference,
	const struct wl_claim_revised *revised)
{
	const struct wl_claim *before = revised->before,
			      *after = revised->after;
	const struct wl_claim *one = after ? after : before;

	wl_json_object(json, NULL);
	wl_json_string(json, "id", one->id);
	wl_json_string(json, "kind", wl_revision_kinds[revised->kind]);
	wl_json_string(json, "section", one->section);
	wl_json_string(json, "claim", after ? after->text : NULL);
	wl_json_string(json, "before", before ? before->text : NULL);
	wl_json_bool(json, "unproven", after && after->unproven);
	evidence(json, "evidence", difference->corpora[1], after);
	evidence(json, "evidence_before", difference->corpora[0], before);
	wl_json_end_object(json);
}

/* Cards */

static void state(struct wl_json *json, const char *key,
	const struct wl_card_trust *trust)
{
	if (!trust) {
		wl_json_null(json, key);
		return;
	}
	wl_json_object(json, key);
	wl_json_string(json, "state", wl_card_states[trust->state]);
	wl_json_text(json, "reason", wl_card_reasons[trust->reason]);
	wl_json_string(json, "owner", trust->card->owner);
	wl_json_string(json, "verifier", trust->card->verifier);
	wl_json_day(json, "verified", trust->card->verified);
	wl_json_string(json, "audience",
		trust->card->external ? "external" : "internal");
	wl_json_string(json, "path", trust->card->path);
	wl_json_end_object(json);
}

static void events(struct wl_json *json, const struct wl_card_revised *revised)
{
	static const char *const names[] = { "new", "deleted", "retired",
		"restored", "verified", "unverified", "verifier", "owner",
		"audience", "title", "disputed", "renamed" };

	wl_json_array(json, "events");
	for (size_t i = 0; revised && i < WL_LEN(names); i++)
		if (revised->events & 1u << i)
			wl_json_string(json, NULL, names[i]);
	wl_json_end_array(json);
}

static void fallen(struct wl_json *json, const struct wl_difference *difference,
	const struct wl_card_differs *card)
{
	struct wl_buf why = WL_BUF_INIT;

	wl_json_array(json, "fallen");
	for (size_t i = 0; i < card->nfallen; i++) {
		const struct wl_claim_trust *one = card->fallen[i];

		wl_buf_clear(&why);
		wl_trust_explain(&why, &difference->trust[1], one);
		wl_json_object(json, NULL);
		wl_json_string(json, "id", one->claim->id);
		wl_json_string(json, "reason", wl_falls[one->fall]);
		wl_json_string(json, "text", why.s);
		wl_json_end_object(json);
	}
	wl_json_end_array(json);
	wl_buf_release(&why);
}

static void card(struct wl_json *json, const struct wl_difference *difference,
	const struct wl_card_differs *card)
{
	const struct wl_card_revised *revised = card->revised;
	struct wl_buf name = WL_BUF_INIT;

	wl_buf_addf(&name, "%s/%s", wl_card_types[card->card->type],
		card->card->id);
	wl_json_object(json, NULL);
	wl_json_string(json, "card", name.s);
	wl_json_string(json, "title", card->card->title);
	events(json, revised);
	state(json, "before", card->before);
	state(json, "after", card->after);
	wl_json_array(json, "claims");
	for (size_t i = 0; revised && i < revised->nclaims; i++)
		claim(json, difference, &revised->claims[i]);
	wl_json_end_array(json);
	fallen(json, difference, card);
	wl_json_end_object(json);
	wl_buf_release(&name);
}

/* Patterns */

static void counts(struct wl_json *json, const char *key,
	const struct wl_theme_row *row, const struct wl_group *group)
{
	wl_json_object(json, key);
	wl_json_int(json, "deals", wl_compare_deals(row));
	wl_json_int(json, "of", wl_compare_size(group));
	wl_json_string(json, "level", row ? wl_strengths[row->level] : NULL);
	wl_json_end_object(json);
}

static void patterns(
	struct wl_json *json, const struct wl_difference *difference)
{
	const struct wl_compare *compare = &difference->compare;

	wl_json_array(json, "patterns");
	for (size_t i = 0; difference->npatterns && i < compare->ngroups; i++) {
		const struct wl_compared *group = &compare->groups[i];

		for (size_t j = 0; j < group->nrows; j++) {
			const struct wl_shift_row *row = &group->rows[j];

			if (row->shift > WL_STOPPED)
				continue;
			wl_json_object(json, NULL);
			wl_json_string(json, "theme", row->id);
			wl_json_string(
				json, "outcome", wl_outcomes[group->outcome]);
			wl_json_string(
				json, "change", wl_shift_words[row->shift]);
			counts(json, "before", row->before, group->before);
			counts(json, "after", row->after, group->after);
			wl_json_end_object(json);
		}
	}
	wl_json_end_array(json);
}

/* Themes and interviews */

static void theme(
	struct wl_json *json, const char *key, const struct wl_theme *theme)
{
	if (!theme) {
		wl_json_null(json, key);
		return;
	}
	wl_json_object(json, key);
	wl_json_string(json, "id", theme->id);
	wl_json_string(json, "title", theme->title);
	wl_json_string(json, "kind", wl_theme_kinds[theme->kind]);
	wl_json_string(json, "definition", theme->definition);
	wl_json_end_object(json);
}

static void themes(struct wl_json *json, const struct wl_difference *difference)
{
	wl_json_array(json, "themes");
	for (size_t i = 0; i < difference->nthemes; i++) {
		const struct wl_theme_differs *one = &difference->themes[i];

		wl_json_object(json, NULL);
		wl_json_string(json, "change", wl_theme_changes[one->change]);
		wl_json_array(json, "fields");
		for (unsigned bit = 0; bit < WL_THEME_FIELDS; bit++)
			if (one->fields & 1u << bit)
				wl_json_string(
					json, NULL, wl_theme_fields[bit]);
		wl_json_end_array(json);
		theme(json, "before", one->before);
		theme(json, "after", one->after);
		wl_json_end_object(json);
	}
	wl_json_end_array(json);
}

static void interview(
	struct wl_json *json, const struct wl_interview_differs *differs)
{
	const struct wl_interview *one =
		differs->after ? differs->after : differs->before;

	wl_json_object(json, NULL);
	wl_json_string(json, "interview", one->id);
	wl_json_string(json, "change", wl_interview_changes[differs->change]);
	wl_json_text(json, "outcome", wl_outcomes[one->outcome]);
	wl_json_string(json, "deal", one->deal);
	wl_json_text(json, "status", wl_statuses[one->status]);
	wl_json_int(json, "more", differs->more);
	wl_json_int(json, "fewer", differs->fewer);
	wl_json_int(json, "reworded", differs->reworded);
	wl_json_int(json, "retagged", differs->retagged);
	wl_json_int(json, "confidential", differs->confidential);
	wl_json_end_object(json);
}

void wl_publish_difference_json(
	struct wl_buf *out, const struct wl_difference *difference)
{
	struct wl_json json;

	wl_json_init(&json, out, false);
	wl_json_object(&json, NULL);
	wl_json_int(&json, "winloss", 1);
	wl_numbers_json_as_of(&json, &difference->corpora[1]->as_of);
	side(&json, "before", difference->names[0], difference->corpora[0]);
	side(&json, "after", difference->names[1], difference->corpora[1]);
	wl_json_array(&json, "cards");
	for (size_t i = 0; i < difference->ncards; i++)
		card(&json, difference, &difference->cards[i]);
	wl_json_end_array(&json);
	patterns(&json, difference);
	themes(&json, difference);
	wl_json_array(&json, "interviews");
	for (size_t i = 0; i < difference->ninterviews; i++)
		interview(&json, &difference->interviews[i]);
	wl_json_end_array(&json);
	wl_json_array(&json, "files");
	for (size_t i = 0; i < difference->files.n; i++)
		wl_json_string(&json, NULL, difference->files.v[i]);
	wl_json_end_array(&json);
	wl_json_end_object(&json);
}
