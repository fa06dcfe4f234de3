/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "publish/summary.h"

#include "model/draft.h"
#include "store/redact.h"

static const struct wl_question *find_question(
	const struct wl_summary *summary, const char *id)
{
	const struct wl_corpus *corpus = summary->corpus;
	const struct wl_guide *guide =
		wl_corpus_guide(corpus, summary->interview->guide);
	const struct wl_question *question =
		guide ? wl_guide_question(guide, id) : NULL;

	for (size_t i = 0; i < corpus->nguides && !question; i++)
		question = wl_guide_question(&corpus->guides[i], id);
	return question;
}

void wl_summary_question(
	struct wl_buf *out, const struct wl_summary *summary, const char *id)
{
	const struct wl_question *question = find_question(summary, id);
	const struct wl_interview *interview = summary->interview;
	const struct wl_programme *programme = &summary->corpus->programme;

	if (!question)
		wl_buf_adds(out, id);
	else
		wl_guide_fill(out, question->text,
			wl_draft_alternative(programme, interview->competitor,
				interview->outcome),
			programme->product);
}

static bool shows(
	const struct wl_summary *summary, const struct wl_passage *passage)
{
	return (passage->quote || wl_evidence_is(passage)) &&
	       wl_redact_words(summary->interview, passage);
}

const struct wl_passage *wl_summary_next(
	const struct wl_summary *summary, const char *question, size_t *i)
{
	const struct wl_interview *interview = summary->interview;

	while (*i < interview->npassages) {
		const struct wl_passage *passage = &interview->passages[(*i)++];

		if (wl_streq(passage->question, question) &&
			shows(summary, passage))
			return passage;
	}
	return NULL;
}

const char *wl_summary_note(const struct wl_summary *summary, size_t i)
{
	const struct wl_interview *interview = summary->interview;

	return interview->consent == WL_CONSENT_NONE ? NULL
						     : interview->notes[i];
}

const char *wl_summary_price(enum wl_price price)
{
	static const char *const words[] = {
		[WL_PRICE_UNKNOWN] = NULL,
		[WL_PRICE_NONE] = "played no part",
		[WL_PRICE_NUMBER] = "the number itself",
		[WL_PRICE_VALUE_CASE] = "the value case behind the number",
	};

	return words[price];
}

static int refuse(const struct wl_interview *interview, struct wl_err *err)
{
	if (interview->status == WL_WITHDRAWN) {
		wl_err_set(err, WL_EFAIL,
			"interview '%s' was withdrawn, so nothing of it may "
			"be published",
			interview->id);
		return err ? err->code : WL_EFAIL;
	}
	wl_err_set(err, WL_EFAIL, "interview '%s' has not been held",
		interview->id);
	wl_err_hint(err, "winloss interview %s", interview->id);
	return WL_EFAIL;
}

int wl_publish_summary(struct wl_buf *out, const struct wl_corpus *corpus,
	const struct wl_interview *interview, enum wl_format format,
	struct wl_err *err)
{
	struct wl_summary summary = { out, corpus, interview, 0 };

	if (interview->status == WL_WITHDRAWN || !wl_interview_held(interview))
		return refuse(interview, err);
	for (size_t i = 0; i < interview->npassages; i++)
		summary.withheld +=
			!wl_redact_words(interview, &interview->passages[i]);
	if (format == WL_JSON || format == WL_NDJSON)
		wl_summary_json(&summary);
	else
		wl_summary_markdown(&summary);
	return 0;
}
