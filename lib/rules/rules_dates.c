/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Dates that cannot be, or that are not there. */
#include "rules/rules.h"
#include "store/layout.h"

static const struct wl_yaml *value_of(struct wl_findings *out,
	const struct wl_interview *one, const char *key)
{
	const struct wl_subject_file *file =
		wl_subject_file(out->subject, one->path);

	return wl_yaml_get(file->front.yaml, key);
}

/* Later than now */

static void interview_later(struct wl_subject *subject, struct wl_findings *out)
{
	const struct wl_corpus *corpus = subject->corpus;
	char after[WL_AFTER_TEXT];

	for (size_t i = 0; i < corpus->nlater; i++) {
		const struct wl_interview *one = &corpus->later[i];

		wl_found_key(out, one->path, "interviewed",
			"the interview is dated %s: it does not count before "
			"then",
			wl_corpus_after(corpus, &one->interviewed, after));
		wl_found_subject(out, one->id);
		wl_found_hint(out, "if that is a slip, correct the date");
	}
}

static void theme_later(struct wl_subject *subject, struct wl_findings *out)
{
	const struct wl_codebook *book = &subject->corpus->codebook;
	wl_day today = wl_time_day(&subject->corpus->as_of);
	char key[128], since[WL_DATE_TEXT], now[WL_DATE_TEXT];

	for (size_t i = 0; i < book->n; i++) {
		const struct wl_theme *theme = &book->themes[i];

		if (today == WL_NO_DAY || theme->since == WL_NO_DAY ||
			theme->since <= today)
			continue;
		snprintf(key, sizeof(key), "themes.%s.since", theme->id);
		wl_found_key(out, WL_CODEBOOK_FILE, key,
			"the definition of '%s' is dated %s, after %s",
			theme->id, wl_day_format(theme->since, since),
			wl_day_format(today, now));
		wl_found_subject(out, theme->id);
		wl_found_hint(out, "'since' is the day on which it changed: "
				   "until then every coding would be stale");
	}
}

/* One against the other */

static bool noted_first(struct wl_findings *out, const struct wl_interview *one)
{
	(void)out;
	return wl_skewed(one, WL_SKEW_NOTED);
}

static bool noted_later(struct wl_findings *out, const struct wl_interview *one)
{
	return wl_corpus_is_later(
		out->subject->corpus, &one->noted, one->noted_whole_day);
}

static bool coded_first(struct wl_findings *out, const struct wl_interview *one)
{
	(void)out;
	return one->coded != WL_NO_DAY && one->interviewed.set &&
	       one->coded < wl_time_day(&one->interviewed);
}

static bool coded_later(struct wl_findings *out, const struct wl_interview *one)
{
	const struct wl_time *as_of = &out->subject->corpus->as_of;

	return one->coded != WL_NO_DAY && as_of->set &&
	       one->coded > wl_time_day(as_of);
}

static bool created_later(
	struct wl_findings *out, const struct wl_interview *one)
{
	(void)out;
	return wl_skewed(one, WL_SKEW_CREATED);
}

static bool closed_first(
	struct wl_findings *out, const struct wl_interview *one)
{
	(void)out;
	return wl_skewed(one, WL_SKEW_CLOSED);
}

enum date { NOTED, CODED, CREATED, CLOSED, HELD, NOW };

static const struct {
	const char *key, *what, *against;
	enum date date, other;
	bool (*is_wrong)(
		struct wl_findings *out, const struct wl_interview *one);
} contradictions[] = {
	{ "noted", "the notes are dated", "before the interview of", NOTED,
		HELD, noted_first },
	{ "noted", "the notes are dated", "after", NOTED, NOW, noted_later },
	{ "coded", "the coding is dated", "before the interview of", CODED,
		HELD, coded_first },
	{ "coded", "the coding is dated", "after", CODED, NOW, coded_later },
	{ "created", "the deal was created on", "after the interview of",
		CREATED, HELD, created_later },
	{ "closed", "the deal closed on", "before it was created on", CLOSED,
		CREATED, closed_first },
};

/* The two dates; with their clocks where the day is the same. */
static void show_dates(struct wl_findings *out, const struct wl_interview *one,
	const enum date dates[2], char texts[2][WL_TIME_TEXT])
{
	const struct wl_time *as_of = &out->subject->corpus->as_of;
	const struct wl_time *const times[] = {
		[NOTED] = &one->noted, [HELD] = &one->interviewed, [NOW] = as_of
	};
	const wl_day days[] = {
		[NOTED] = wl_time_day(&one->noted),
		[CODED] = one->coded,
		[CREATED] = one->created,
		[CLOSED] = one->closed,
		[HELD] = wl_interview_day(one),
		[NOW] = wl_time_day(as_of),
	};
	bool same = days[dates[0]] == days[dates[1]];

	for (int i = 0; i < 2; i++)
		if (same && times[dates[i]])
			wl_time_format(times[dates[i]], texts[i]);
		else
			wl_day_format(days[dates[i]], texts[i]);
}

/* Created and closed mostly come from deals.csv. */
static void found_dates(
	struct wl_findings *out, const struct wl_interview *one, size_t row)
{
	const enum date dates[] = { contradictions[row].date,
		contradictions[row].other };
	const struct wl_deal *deal =
		wl_corpus_deal(out->subject->corpus, one->deal);
	const char *key = contradictions[row].key;
	char texts[2][WL_TIME_TEXT];
	const char *message;

	show_dates(out, one, dates, texts);
	message = wl_arena_printf(&out->arena, "%s %s, %s %s",
		contradictions[row].what, texts[0], contradictions[row].against,
		texts[1]);
	if (!deal || value_of(out, one, key))
		wl_found_key(out, one->path, key, "%s", message);
	else
		wl_found_line(out, WL_DEALS_FILE, deal->line, "'%s': %s",
			one->id, message);
	wl_found_subject(out, one->id);
	wl_found_hint(out, "correct the date that is wrong");
}

static void dates_contradict(
	struct wl_subject *subject, struct wl_findings *out)
{
	const struct wl_corpus *corpus = subject->corpus;
	size_t n = WL_LEN(contradictions);

	for (size_t i = 0; i < corpus->ninterviews * n; i++) {
		const struct wl_interview *one = &corpus->interviews[i / n];

		if (contradictions[i % n].is_wrong(out, one))
			found_dates(out, one, i % n);
	}
}

/* Not there */

static void coded_missing(struct wl_subject *subject, struct wl_findings *out)
{
	const struct wl_corpus *corpus = subject->corpus;

	for (size_t i = 0; i < corpus->ninterviews; i++) {
		const struct wl_interview *one = &corpus->interviews[i];

		if (one->status != WL_CODED || one->coded != WL_NO_DAY)
			continue;
		wl_found_key(out, one->path, "status",
			"coded, and 'coded' does not say when: its tags can "
			"never be found stale");
		wl_found_subject(out, one->id);
		wl_found_hint(out,
			"go through the tags, then 'winloss note %s --coded' "
			"adds the date",
			one->id);
	}
}

const struct wl_rule wl_rules_dates[] = {
	{ "interview-later", WL_WARNING,
		"an interview that is dated later than now", interview_later },
	{ "dates-contradict", WL_WARNING,
		"dates of an interview that cannot both be right",
		dates_contradict },
	{ "coded-missing", WL_WARNING,
		"a coded interview that does not say when", coded_missing },
	{ "theme-later", WL_WARNING,
		"a definition that is dated later than now", theme_later },
	{ NULL },
};
