/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "publish/cards.h"
#include "publish/outputs.h"
#include "publish/phrase.h"
#include "study/trust.h"

#define CITED 2  /* claims that are named */

const char *const wl_due_words[] = {
	[WL_DUE_THIS_WEEK] = "this week",
	[WL_DUE_REVIEW] = "review",
	[WL_DUE_DONE] = "done",
};

void wl_phrase_output(struct wl_buf *out, const struct wl_output *output)
{
	wl_buf_addf(out, "%d of %d %s", output->deals, output->group,
		wl_outcome_noun(output->outcome, output->group));
	if (output->recent && output->due != WL_DUE_DONE)
		wl_buf_addf(out, ", %d closed in the last %d days",
			output->recent, WL_RECENT_DAYS);
}

void wl_phrase_unverified(struct wl_buf *out, const struct wl_outputs *outputs,
	const struct wl_card *card)
{
	const struct wl_card_trust *trust =
		outputs->trust ? wl_trust_of(outputs->trust, card) : NULL;

	if (trust && trust->state == WL_UNVERIFIED)
		wl_buf_addf(out, " (%s: %s)", wl_card_states[trust->state],
			wl_card_reasons[trust->reason]);
}

void wl_phrase_cited(struct wl_buf *out, const struct wl_outputs *outputs,
	const struct wl_output *output)
{
	size_t more;

	for (size_t i = 0; i < output->ncited && i < CITED; i++) {
		if (i)
			wl_buf_adds(out, ", ");
		wl_buf_addf(
			out, "%s/", wl_card_types[output->cited[i].card->type]);
		wl_phrase_claim(
			out, output->cited[i].card, output->cited[i].claim);
		wl_phrase_unverified(out, outputs, output->cited[i].card);
	}
	if (output->ncited <= CITED)
		return;
	more = output->ncited - CITED;
	wl_buf_addf(out, " and %zu more claim%s", more, more == 1 ? "" : "s");
}

/* Does the passage say what most deals say? */
static bool is_of_most(
	const struct wl_theme_row *row, const struct wl_evidence *one)
{
	return row->positive == row->negative ||
	       (row->positive > row->negative ? one->polarity > 0
					      : one->polarity < 0);
}

void wl_phrase_to_cite(struct wl_buf *out, const struct wl_output *output)
{
	const struct wl_theme_row *row = output->row;
	const struct wl_evidence *best = NULL;

	for (size_t i = 0; i < row->nevidence; i++) {
		const struct wl_evidence *one = wl_evidence_at(row, i);

		if (one->passage->id && (!best || is_of_most(row, one)))
			best = one;
		if (best && is_of_most(row, best))
			break;
	}
	if (best)
		wl_phrase_citation(out, best->interview, best->passage);
}

static const char *standing(const struct wl_theme_row *row)
{
	return row->level >= WL_PATTERN  ? "in a card"
	       : row->level == WL_SIGNAL ? "a signal"
					 : "an anecdote";
}

void wl_phrase_again(struct wl_buf *out, const struct wl_synthesis *synthesis)
{
	const struct wl_outputs *outputs = &synthesis->outputs;

	if (outputs->nagain)
		wl_buf_addf(out, "again in deals closed in the last %d days: ",
			WL_RECENT_DAYS);
	for (size_t i = 0; i < outputs->nagain; i++) {
		const struct wl_again *one = &outputs->again[i];

		wl_buf_addf(out, "%s%s in %d of %d %s (%s)", i ? " · " : "",
			wl_phrase_theme(synthesis, one->row->id), one->recent,
			one->group, wl_outcome_noun(one->outcome, one->group),
			standing(one->row));
	}
}

void wl_phrase_owed(struct wl_buf *out, const struct wl_outputs *outputs)
{
	int owed = 0;

	for (size_t i = 0; i < outputs->n; i++)
		owed += outputs->v[i].due != WL_DUE_DONE;
	if (!outputs->n)
		wl_buf_adds(out, "no pattern yet");
	else if (!owed)
		wl_buf_adds(out, "every pattern is in a card");
	else if (outputs->n == 1)
		wl_buf_adds(out, "the one pattern is in no card yet");
	else if ((size_t)owed == outputs->n)
		wl_buf_addf(out, "none of %zu patterns is in a card yet",
			outputs->n);
	else
		wl_buf_addf(out, "%d of %zu patterns %s in no card yet", owed,
			outputs->n, owed == 1 ? "is" : "are");
}

void wl_phrase_cycle(struct wl_buf *out, const struct wl_outputs *outputs)
{
	char day[WL_DATE_TEXT];

	if (!outputs->interviews)
		return;
	wl_buf_adds(out, "this cycle");
	if (outputs->since != WL_NO_DAY)
		wl_buf_addf(
			out, ", since %s", wl_day_format(outputs->since, day));
	wl_buf_adds(out, ": ");
	wl_phrase_count(out, outputs->interviews, "interview", "interviews");
	if (wl_outputs_theatre(outputs)) {
		wl_buf_adds(out, ", and no card cites them yet: without an "
				 "output a cycle is research theatre");
		return;
	}
	wl_buf_adds(out, ", cited by ");
	wl_phrase_count(out, outputs->claims, "claim", "claims");
}

const char *wl_phrase_no_file(const struct wl_output *output)
{
	if (output->path)
		return NULL;
	return output->kind == WL_NO_KIND
		       ? "first put the theme into themes.yaml"
		       : "a battlecard; these deals name no competitor yet";
}

const char *wl_phrase_in_icp(const struct wl_count *trigger)
{
	return trigger->in_icp == WL_ICP_SILENT ? " (not in the ICP card)" : "";
}

void wl_phrase_language(struct wl_buf *out, const struct wl_language *language)
{
	if (!language->phrases && !language->claims)
		return;
	if (!language->phrases) {
		wl_buf_adds(out, "no quote answers a question of the role "
				 "'referral': ask buyers how they would "
				 "describe you");
		return;
	}
	wl_phrase_count(out, language->phrases, "phrase", "phrases");
	wl_buf_adds(out, " of ");
	wl_phrase_count(out, language->deals, "deal", "deals");
	if (!language->claims) {
		wl_buf_adds(out, ", and no claim in cards/message/ to compare "
				 "with");
		return;
	}
	wl_buf_adds(out, " beside ");
	wl_phrase_count(out, language->claims, "claim", "claims");
	wl_buf_adds(out, ": buyers use ");
	wl_phrase_share(out, language->shared, language->ours);
	wl_buf_adds(out, " words of ours, we use ");
	wl_phrase_share(out, language->shared, language->theirs);
	wl_buf_adds(out, " of theirs");
}

static int times(const struct wl_word *word)
{
	return word->deals ? word->deals : word->claims;
}

void wl_phrase_words(struct wl_buf *out, const struct wl_word_list *list)
{
	for (size_t i = 0; i < list->n; i++)
		wl_buf_addf(out, "%s%s %d", i ? " · " : "", list->v[i].word,
			times(&list->v[i]));
}
