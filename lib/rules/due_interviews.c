/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What one interview still needs. */
#include "rules/due.h"

#define CODED_IN 7     /* days after the interview */
#define FOLLOWED_IN 7  /* the thank-you note and the rest */
#define PREPARED_IN 30 /* days after the deal closed, while it is fresh */
#define HOUR 3600

/* Held, and not taken back. */
static bool is_held(const struct wl_interview *one)
{
	return one->status != WL_WITHDRAWN && one->status != WL_DECLINED &&
	       wl_interview_held(one);
}

/* Notes, under the two-hour clock */

static bool has_notes(const struct wl_interview *one)
{
	return one->noted.set ||
	       (one->notes[0] && one->notes[1] && one->notes[2]);
}

static void look_notes_of(
	struct wl_dues_list *list, const struct wl_interview *one)
{
	const struct wl_thresholds *thresholds =
		&list->subject->corpus->programme.thresholds;
	struct wl_time due =
		wl_interview_notes_due(one, thresholds->note_hours);
	int64_t left = due.utc - list->now.utc;
	struct wl_due_item *item;

	if (!is_held(one) || one->internal || has_notes(one) || !due.set)
		return;
	if (list->now.whole_day && wl_time_day(&due) >= list->today)
		left = 0;
	if (left > 0)
		item = wl_due_add(list, one->id, wl_time_day(&due),
			"%s: three notes in %d:%02d hours", one->id,
			(int)(left / HOUR), (int)(left / 60 % 60));
	else
		item = wl_due_add(list, one->id, wl_time_day(&due),
			"%s: the three notes are missing", one->id);
	item->overdue |= left < 0;
	item->since = wl_time_day(&one->interviewed);
	item->owner = one->interviewer;
	wl_due_command(list, "winloss note %s", one->id);
}

/* Preparation */

static bool is_waiting(const struct wl_interview *one)
{
	return !is_held(one) && one->status != WL_WITHDRAWN &&
	       one->status != WL_DECLINED;
}

static void look_preparation_of(
	struct wl_dues_list *list, const struct wl_interview *one)
{
	wl_day due = one->closed == WL_NO_DAY ? WL_NO_DAY
					      : one->closed + PREPARED_IN;
	struct wl_due_item *item;
	struct wl_buf missing = WL_BUF_INIT;

	if (!is_waiting(one) || one->internal)
		return;
	for (int i = 0; i < WL_PREP_NEEDED; i++)
		if (one->prepared[i].day == WL_NO_DAY)
			wl_buf_addf(&missing, "%s%s", missing.n ? ", " : "",
				wl_preparations[i]);
	if (missing.n)
		item = wl_due_add(list, one->id, due,
			"%s: not prepared yet (%s)", one->id, missing.s);
	else
		item = wl_due_add(
			list, one->id, due, "%s: ready, to be held", one->id);
	item->since = one->closed;
	item->owner = one->interviewer;
	wl_due_command(list, "winloss %s %s", missing.n ? "prep" : "interview",
		one->id);
	wl_buf_release(&missing);
}

/* Tagging */

static void look_tagging_of(
	struct wl_dues_list *list, const struct wl_interview *one)
{
	wl_day held = wl_interview_day(one);
	struct wl_due_item *item;
	int untagged = 0;

	/* What was gone through and left without a theme is for `check` */
	if (!is_held(one) || one->internal || one->coded != WL_NO_DAY ||
		one->status == WL_CODED)
		return;
	for (size_t i = 0; i < one->npassages; i++)
		untagged += one->passages[i].quote && !one->passages[i].ntags;
	if (!untagged)
		return;
	item = wl_due_add(list, one->id,
		held == WL_NO_DAY ? WL_NO_DAY : held + CODED_IN,
		"%s: %d quote%s without a theme", one->id, untagged,
		untagged == 1 ? "" : "s");
	item->since = held;
	item->owner = one->interviewer;
	wl_due_command(list, "winloss note %s --code", one->id);
}

/* What follows */

static const struct {
	const char *words, *option; /* NULL: words are needed; see the list */
} followings[] = {
	[WL_AFTER_THANKED] = { "the thank-you note", "thanked" },
	[WL_AFTER_CONFIRMED] = { "telling the seller", "confirmed" },
	[WL_AFTER_SELLER_REVIEWED] = { "the seller's review", NULL },
	[WL_AFTER_PUBLISHED] = { "the summary", "published" },
	[WL_AFTER_SHARED] = { "sharing it", "shared" },
};

static void look_following_of(
	struct wl_dues_list *list, const struct wl_interview *one)
{
	wl_day held = wl_interview_day(one);
	struct wl_buf open = WL_BUF_INIT;
	struct wl_due_item *item;
	int first = -1;

	if (!is_held(one) || one->internal || held == WL_NO_DAY)
		return;
	for (int i = 0; i < WL_AFTERS; i++) {
		if (one->after[i].day != WL_NO_DAY)
			continue;
		wl_buf_addf(
			&open, "%s%s", open.n ? ", " : "", followings[i].words);
		if (first < 0)
			first = i;
	}
	if (first >= 0) {
		item = wl_due_add(list, one->id, held + FOLLOWED_IN,
			"%s: still to do: %s", one->id, open.s);
		item->since = held;
		item->owner = one->interviewer;
		wl_due_command(list, "winloss note %s%s%s", one->id,
			followings[first].option ? " --" : "",
			followings[first].option ? followings[first].option
						 : "");
	}
	wl_buf_release(&open);
}

/* Each of them looks at all interviews. */
static void each(struct wl_dues_list *list,
	void (*look)(struct wl_dues_list *list, const struct wl_interview *one))
{
	const struct wl_corpus *corpus = list->subject->corpus;

	for (size_t i = 0; i < corpus->ninterviews; i++)
		look(list, &corpus->interviews[i]);
}

static void look_notes(struct wl_dues_list *list)
{
	each(list, look_notes_of);
}

static void look_preparation(struct wl_dues_list *list)
{
	each(list, look_preparation_of);
}

static void look_tagging(struct wl_dues_list *list)
{
	each(list, look_tagging_of);
}

static void look_following(struct wl_dues_list *list)
{
	each(list, look_following_of);
}

const struct wl_due_kind wl_due_interviews[] = {
	{ "notes", "Notes", look_notes },
	{ "preparation", "Interviews to prepare", look_preparation },
	{ "tagging", "Passages to tag", look_tagging },
	{ "following", "After the interview", look_following },
	{ NULL, NULL, NULL },
};
