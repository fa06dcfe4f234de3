/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Whom to ask next: gaps of the sample, and the deals worth an interview. */
#include "base/path.h"
#include "rules/due.h"
#include "study/suggest.h"

#define GAP_DAYS 60
#define SUGGESTED 3

/* Deals of one outcome against one competitor. */
struct gap {
	const char *competitor;
	enum wl_outcome outcome;
	const struct wl_deal *last; /* closed in time, and not asked */
};

static bool is_asked(const struct wl_corpus *corpus, const struct wl_deal *deal)
{
	for (size_t i = 0; i < corpus->ninterviews; i++)
		if (!corpus->interviews[i].internal &&
			wl_streq(corpus->interviews[i].deal, deal->id))
			return true;
	return false;
}

/* Was a buyer of such a deal heard in time? */
static bool is_heard(
	const struct wl_corpus *corpus, const struct gap *gap, wl_day since)
{
	for (size_t i = 0; i < corpus->ninterviews; i++) {
		const struct wl_interview *one = &corpus->interviews[i];

		if (wl_interview_counts(one) && one->outcome == gap->outcome &&
			wl_streq(one->competitor, gap->competitor) &&
			wl_interview_day(one) >= since)
			return true;
	}
	return false;
}

static void find_last(const struct wl_corpus *corpus, struct gap *gap,
	wl_day since, wl_day today)
{
	const struct wl_programme *programme = &corpus->programme;

	for (size_t i = 0; i < corpus->deals.n; i++) {
		const struct wl_deal *deal = &corpus->deals.v[i];
		const struct wl_competitor *competitor;

		if (deal->outcome != gap->outcome ||
			deal->closed == WL_NO_DAY || deal->closed < since ||
			deal->closed > today)
			continue;
		competitor =
			wl_programme_competitor(programme, deal->competitor);
		if (competitor && wl_streq(competitor->id, gap->competitor) &&
			!is_asked(corpus, deal))
			gap->last = deal; /* they are sorted by close */
	}
}

static void put_prep(struct wl_dues_list *list, const struct wl_deal *deal)
{
	struct wl_buf id = WL_BUF_INIT;

	wl_shell_word(&id, deal->id);
	wl_due_command(list, "winloss prep %s", id.s);
	wl_buf_release(&id);
}

static void look_gap(struct wl_dues_list *list, struct gap *gap)
{
	const struct wl_corpus *corpus = list->subject->corpus;
	wl_day since = list->today - GAP_DAYS;
	struct wl_due_item *item;

	if (is_heard(corpus, gap, since))
		return;
	find_last(corpus, gap, since, list->today);
	if (!gap->last)
		return;
	item = wl_due_add(list, gap->competitor, WL_NO_DAY,
		"no %s %s %s heard in %d days, and deals closed",
		wl_outcome_noun(gap->outcome, 1),
		gap->outcome == WL_LOSS ? "to" : "against",
		wl_programme_competitor_name(
			&corpus->programme, gap->competitor),
		GAP_DAYS);
	item->since = gap->last->closed;
	put_prep(list, gap->last);
}

static void look_gaps(struct wl_dues_list *list)
{
	const struct wl_programme *programme =
		&list->subject->corpus->programme;
	static const enum wl_outcome outcomes[] = { WL_LOSS, WL_WIN };

	for (size_t i = 0; i < programme->ncompetitors; i++)
		for (size_t j = 0; j < WL_LEN(outcomes); j++)
			look_gap(list,
				&(struct gap){ programme->competitors[i].id,
					outcomes[j], NULL });
}

static void look_deals(struct wl_dues_list *list)
{
	struct wl_suggestions suggestions;

	wl_suggest_make(&suggestions, list->subject->corpus);
	for (size_t i = 0; i < suggestions.n && i < SUGGESTED; i++) {
		const struct wl_suggestion *one = &suggestions.v[i];
		struct wl_due_item *item;

		item = wl_due_add(list, one->deal->id, WL_NO_DAY, "%s, %s: %s",
			*one->deal->account ? one->deal->account
					    : one->deal->id,
			wl_outcomes[one->deal->outcome],
			one->reasons.n ? one->reasons.v[0]
				       : "worth an interview");
		item->since = one->deal->closed;
		put_prep(list, one->deal);
	}
	wl_suggest_release(&suggestions);
}

/* A programme begins with the deals of the CRM. */
static void look_crm(struct wl_dues_list *list)
{
	const struct wl_corpus *corpus = list->subject->corpus;

	if (corpus->deals.n || corpus->ninterviews)
		return;
	wl_due_add(list, "deals.csv", WL_NO_DAY,
		"no deals yet: export them from the CRM and read them");
	list->v[list->n - 1].owner = corpus->programme.owner;
	wl_due_command(list, "winloss prep --crm FILE");
}

const struct wl_due_kind wl_due_begin[] = {
	{ "deals", "No deals yet", look_crm },
	{ NULL, NULL, NULL },
};

const struct wl_due_kind wl_due_sample[] = {
	{ "gap", "Gaps of the sample", look_gaps },
	{ "interview", "Deals worth an interview", look_deals },
	{ NULL, NULL, NULL },
};
