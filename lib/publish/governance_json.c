/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "publish/governance.h"
#include "text/json.h"

static void put_list(
	struct wl_json *json, const char *key, const struct wl_list *list)
{
	wl_json_array(json, key);
	for (size_t i = 0; i < list->n; i++)
		wl_json_string(json, NULL, list->v[i]);
	wl_json_end_array(json);
}

/* Words that are withheld are null, as everywhere. */
static void put_words(struct wl_json *json, const char *key, const char *words)
{
	wl_json_string(
		json, key, words == wl_history_confidential ? NULL : words);
}

static void put_citations(
	struct wl_json *json, const char *key, const struct wl_claim *claim)
{
	wl_json_array(json, key);
	for (size_t i = 0; claim && i < claim->ncitations; i++) {
		struct wl_buf text = WL_BUF_INIT;

		wl_buf_addf(&text, "%s^%s", claim->citations[i].source,
			claim->citations[i].passage);
		wl_json_string(json, NULL, text.s);
		wl_buf_release(&text);
	}
	wl_json_end_array(json);
}

static void put_change(struct wl_json *json, const char *card,
	const struct wl_claim_revised *revised)
{
	const struct wl_claim *claim =
		revised->after ? revised->after : revised->before;

	wl_json_object(json, NULL);
	wl_json_string(json, "card", card);
	wl_json_string(json, "id", claim->id);
	wl_json_string(json, "kind", wl_revision_kinds[revised->kind]);
	wl_json_string(json, "section", claim->section);
	put_words(json, "claim", claim->text);
	put_words(
		json, "before", revised->before ? revised->before->text : NULL);
	put_citations(json, "evidence", revised->after);
	put_citations(json, "evidence_before", revised->before);
	wl_json_end_object(json);
}

static const struct {
	enum wl_card_event event;
	const char *name;
} events[] = {
	{ WL_CARD_NEW, "new" },
	{ WL_CARD_GONE, "deleted" },
	{ WL_CARD_RETIRED, "retired" },
	{ WL_CARD_RESTORED, "restored" },
	{ WL_CARD_VERIFIED, "verified" },
	{ WL_CARD_UNVERIFIED, "unverified" },
	{ WL_CARD_VERIFIER, "verifier" },
	{ WL_CARD_OWNER, "owner" },
	{ WL_CARD_AUDIENCE, "audience" },
	{ WL_CARD_TITLE, "title" },
	{ WL_CARD_DISPUTED_NOW, "disputed" },
	{ WL_CARD_RENAMED, "renamed" },
};

static void put_events(struct wl_json *json, const struct wl_entry *entry)
{
	wl_json_array(json, "events");
	for (size_t i = 0; i < entry->revised.ncards; i++)
		for (size_t j = 0; j < WL_LEN(events); j++) {
			if (!(entry->revised.cards[i].events & events[j].event))
				continue;
			wl_json_object(json, NULL);
			wl_json_string(json, "card", entry->cards.v[i]);
			wl_json_string(json, "event", events[j].name);
			wl_json_end_object(json);
		}
	wl_json_end_array(json);
}

static void put_quotes(struct wl_json *json, const struct wl_corpus *corpus,
	const struct wl_list *citations)
{
	wl_json_array(json, "quotes");
	for (size_t i = 0; i < citations->n; i++) {
		struct wl_governance_quote quote;

		wl_governance_quote(&quote, corpus, citations->v[i]);
		wl_json_object(json, NULL);
		wl_json_string(json, "passage", quote.citation);
		wl_json_text(json, "deal",
			quote.interview ? quote.interview->deal : NULL);
		wl_json_string(json, "level",
			quote.passage ? wl_level_names[quote.passage->level]
				      : NULL);
		wl_json_string(json, "text", quote.words);
		wl_json_end_object(json);
	}
	wl_json_end_array(json);
}

static void put_changes(struct wl_json *json, const struct wl_entry *entry)
{
	wl_json_array(json, "changes");
	for (size_t i = 0; i < entry->revised.ncards; i++) {
		const struct wl_card_revised *card = &entry->revised.cards[i];

		for (size_t j = 0; j < card->nclaims; j++)
			put_change(json, entry->cards.v[i], &card->claims[j]);
	}
	wl_json_end_array(json);
}

static void put_entry(struct wl_json *json,
	const struct wl_governance *governance, const struct wl_entry *entry)
{
	const struct wl_commit *commit = entry->commit;
	char when[WL_TIME_TEXT];

	wl_json_object(json, NULL);
	wl_json_string(json, "commit", commit->id);
	wl_json_string(json, "date", wl_time_format(&commit->when, when));
	wl_json_string(json, "author", wl_governance_author(entry));
	wl_json_string(
		json, "person", entry->author ? entry->author->id : NULL);
	put_words(json, "subject", commit->subject);
	put_list(json, "cards", &entry->cards);
	put_changes(json, entry);
	put_events(json, entry);
	put_words(json, "why", entry->trailers.why);
	put_words(json, "apply_first", entry->trailers.apply_first);
	put_list(json, "evidence", &entry->evidence);
	if (governance->quotes)
		put_quotes(json, governance->corpus, &entry->evidence);
	put_list(json, "interviews", &entry->trailers.interviews);
	put_list(json, "files", &entry->files);
	put_list(json, "unreadable", &entry->unreadable);
	wl_json_bool(json, "without_why", entry->without_why);
	wl_json_bool(json, "merge", commit->parents.n > 1);
	wl_json_bool(json, "import", entry->import);
	wl_json_bool(json, "cut", commit->cut);
	wl_json_end_object(json);
}

void wl_publish_governance_json(struct wl_buf *out,
	const struct wl_governance *governance, enum wl_format format)
{
	const struct wl_history *history = governance->history;
	bool whole = format == WL_JSON;
	struct wl_json json;

	wl_json_init(&json, out, !whole);
	if (whole) {
		wl_json_object(&json, NULL);
		wl_json_int(&json, "winloss", 1);
		wl_json_bool(&json, "cut", history->cut);
		wl_json_array(&json, "entries");
	}
	for (size_t i = 0; i < history->n; i++)
		put_entry(&json, governance, &history->entries[i]);
	if (whole) {
		wl_json_end_array(&json);
		wl_json_end_object(&json);
	}
}
