/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>

#include "publish/phrase.h"
#include "publish/review.h"

static const char *const months[] = { "January", "February", "March", "April",
	"May", "June", "July", "August", "September", "October", "November",
	"December" };
static const char *const quarters[] = { "first", "second", "third", "fourth" };

void wl_phrase_review(struct wl_buf *out, const struct wl_reviewing *reviewing)
{
	const char *id = reviewing->id;

	if (reviewing->kind == WL_QUARTERLY)
		wl_buf_addf(out, "Review, %s quarter of %.4s",
			quarters[id[6] - '1'], id);
	else
		wl_buf_addf(out, "Review, %s %.4s",
			months[((id[5] - '0') * 10 + id[6] - '1') % 12], id);
}

void wl_phrase_since(struct wl_buf *out, const struct wl_reviewing *reviewing)
{
	char day[WL_DATE_TEXT];

	if (reviewing->since == WL_NO_DAY)
		wl_buf_adds(out, "the first review: all of it counts as since");
	else if (reviewing->last)
		wl_buf_addf(out, "since %s, the day of the review %s",
			wl_day_format(reviewing->since, day),
			reviewing->last->id);
	else
		wl_buf_addf(
			out, "since %s", wl_day_format(reviewing->since, day));
}

void wl_phrase_side(struct wl_buf *out, const struct wl_reviewing *reviewing,
	const struct wl_topic *topic, const struct wl_topic_row *row, int side)
{
	int n = side ? row->since : row->before;
	int of = side ? row->of_since : row->of_before;

	/* Of field notes only the new ones are looked at */
	if (!side && (reviewing->since == WL_NO_DAY ||
			     wl_streq(topic->unit, "notes")))
		return;
	if (wl_streq(topic->unit, "days")) {
		if (isnan(row->days[side]))
			wl_buf_adds(out, "none closed");
		else
			wl_buf_addf(out, "%.0f days (%d deal%s)",
				row->days[side], n, n == 1 ? "" : "s");
	} else if (of) {
		wl_phrase_share(out, n, of);
	} else {
		wl_buf_addf(out, "%d", n);
	}
}

void wl_phrase_row(struct wl_buf *out, const struct wl_topic_row *row)
{
	if (row->fresh)
		wl_buf_adds(out, "new");
	if (row->positive || row->negative)
		wl_buf_addf(out, "%s%d for us, %d against us",
			out->n ? ", " : "", row->positive, row->negative);
}

void wl_phrase_spoken(struct wl_buf *out, const struct wl_spoken *spoken)
{
	if (spoken->interview) {
		wl_phrase_citation(out, spoken->interview, spoken->passage);
		return;
	}
	wl_buf_adds(out, spoken->field->id);
	if (spoken->passage->id)
		wl_buf_addf(out, "^%s", spoken->passage->id);
}

void wl_phrase_score(
	struct wl_buf *out, const struct wl_score *score, int against)
{
	int deals = score->deals[against], notes = score->notes[against];

	if (deals)
		wl_phrase_count(out, deals, "deal", "deals");
	if (deals && notes)
		wl_buf_adds(out, ", ");
	if (notes)
		wl_phrase_count(out, notes, "field note", "field notes");
	if (!deals && !notes)
		wl_buf_adds(out, "nothing");
}

void wl_phrase_action(
	struct wl_buf *out, const struct wl_action *action, wl_day today)
{
	char day[WL_DATE_TEXT];

	switch (wl_action_state(action, today)) {
	case WL_ACTION_DONE:
		wl_buf_addf(out, "done %s", wl_day_format(action->done, day));
		return;
	case WL_ACTION_DECLINED:
		wl_buf_addf(out, "declined %s",
			wl_day_format(action->declined, day));
		return;
	case WL_ACTION_OVERDUE:
		wl_buf_adds(out, "overdue by ");
		wl_phrase_count(out, today - action->deadline, "day", "days");
		return;
	case WL_ACTION_OPEN:
		break;
	}
	if (action->deadline == WL_NO_DAY)
		wl_buf_adds(out, "no deadline");
	else if (action->deadline == today)
		wl_buf_adds(out, "due today");
	else
		wl_buf_addf(
			out, "due %s", wl_day_format(action->deadline, day));
}

void wl_phrase_audit(struct wl_buf *out, const struct wl_asset *told)
{
	if (!told || told->consistent == WL_UNKNOWN)
		return;
	wl_buf_addf(out, "consistent: %s, used: %s",
		wl_answer_words[told->consistent], wl_answer_words[told->used]);
	if (told->note)
		wl_buf_addf(out, ". %s", told->note);
}

void wl_phrase_asset(struct wl_buf *out, const struct wl_audited *asset)
{
	char day[WL_DATE_TEXT];

	if (!asset->card) {
		wl_buf_adds(out, "not a card: read it beside the message "
				 "cards");
	} else {
		wl_phrase_share(out, asset->shared, asset->words);
		wl_buf_addf(out, " content words are in a message card; %s%s",
			asset->since == WL_NO_DAY ? "never verified"
						  : "verified ",
			wl_day_format(asset->since, day));
	}
	wl_buf_adds(out, "; ");
	wl_phrase_count(out, asset->notes, "field note", "field notes");
	wl_buf_addf(out, " name%s it", asset->notes == 1 ? "s" : "");
}

void wl_phrase_retiring(struct wl_buf *out, const struct wl_retiring *retiring)
{
	size_t before = out->n;

	for (size_t i = 0; wl_retire_words[i]; i++)
		if (retiring->why & (1u << i))
			wl_buf_addf(out, "%s%s", out->n > before ? "; " : "",
				wl_retire_words[i]);
}
