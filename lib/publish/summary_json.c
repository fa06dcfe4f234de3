/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "publish/summary.h"
#include "publish/table.h"

static void facts(struct wl_json *json, const struct wl_interview *one)
{
	const struct {
		const char *key, *value;
	} facts[] = {
		{ "interview", one->id },
		{ "kind", one->internal ? "internal" : "buyer" },
		{ "deal", one->deal },
		{ "account", one->account },
		{ "outcome", wl_outcomes[one->outcome] },
		{ "segment", one->segment },
		{ "competitor", one->competitor },
		{ "chosen", one->chosen },
		{ "incumbent", one->incumbent },
		{ "stage", one->stage },
		{ "amount", one->amount },
		{ "currency", one->currency },
		{ "role", one->role },
		{ "interviewer", one->interviewer },
		{ "trigger", one->trigger },
		{ "buyer_reason", one->buyer_reason },
		{ "reason", one->reason },
		{ "root", wl_roots[one->root] },
		{ "price_factor", wl_prices[one->price] },
		{ "hypothesis", wl_verdicts[one->hypothesis] },
	};

	for (size_t i = 0; i < WL_LEN(facts); i++)
		wl_json_text(json, facts[i].key, facts[i].value);
}

static void dates(struct wl_json *json, const struct wl_interview *one)
{
	char interviewed[WL_TIME_TEXT];

	wl_json_day(json, "created", one->created);
	wl_json_day(json, "closed", one->closed);
	if (one->whole_day)
		wl_json_day(
			json, "interviewed", wl_time_day(&one->interviewed));
	else
		wl_json_text(json, "interviewed",
			wl_time_format(&one->interviewed, interviewed));
	if (one->minutes)
		wl_json_int(json, "minutes", one->minutes);
	else
		wl_json_null(json, "minutes");
}

static void list(
	struct wl_json *json, const char *key, const struct wl_list *list)
{
	wl_json_array(json, key);
	for (size_t i = 0; i < list->n; i++)
		wl_json_string(json, NULL, list->v[i]);
	wl_json_end_array(json);
}

static void notes(struct wl_json *json, const struct wl_summary *summary)
{
	static const char *const keys[] = { "surprise", "phrase", "gap" };

	wl_json_object(json, "notes");
	for (size_t i = 0; i < WL_LEN(keys); i++)
		wl_json_text(json, keys[i], wl_summary_note(summary, i));
	wl_json_end_object(json);
}

static void said(struct wl_json *json, const struct wl_passage *passage)
{
	char clock[16];

	wl_json_object(json, NULL);
	wl_json_text(json, "passage", passage->id);
	wl_json_int(json, "line", passage->line);
	wl_json_string(json, "kind", passage->quote ? "quote" : "note");
	wl_tags_json(json, "themes", passage->tags, passage->ntags);
	wl_json_string(json, "level", wl_level_names[passage->level]);
	wl_json_text(json, "time",
		passage->seconds < 0
			? NULL
			: wl_clock_format(passage->seconds, clock));
	wl_json_string(json, "text", passage->words);
	wl_json_end_object(json);
}

static void answers(struct wl_json *json, const struct wl_summary *summary,
	const char *question)
{
	const struct wl_passage *passage;
	struct wl_buf words = WL_BUF_INIT;
	size_t i = 0;

	passage = wl_summary_next(summary, question, &i);
	if (!passage)
		return;
	if (question)
		wl_summary_question(&words, summary, question);
	wl_json_object(json, NULL);
	wl_json_text(json, "question", question);
	wl_json_text(json, "text", words.s);
	wl_json_array(json, "passages");
	for (; passage; passage = wl_summary_next(summary, question, &i))
		said(json, passage);
	wl_json_end_array(json);
	wl_json_end_object(json);
	wl_buf_release(&words);
}

void wl_summary_json(const struct wl_summary *summary)
{
	const struct wl_interview *one = summary->interview;
	struct wl_json json;

	wl_json_init(&json, summary->out, false);
	wl_json_object(&json, NULL);
	wl_json_int(&json, "winloss", 1);
	facts(&json, one);
	dates(&json, one);
	list(&json, "evaluated", &one->evaluated);
	list(&json, "criteria", &one->criteria);
	notes(&json, summary);
	wl_json_array(&json, "answers");
	for (size_t i = 0; i < one->nasked; i++)
		answers(&json, summary, one->asked[i].id);
	answers(&json, summary, NULL);
	wl_json_end_array(&json);
	wl_json_int(&json, "withheld", summary->withheld);
	wl_json_end_object(&json);
}
