/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/interview.h"

#include "model/interview_parse.h"

const char *const wl_preparations[] = {
	[WL_PREP_CRM] = "crm",
	[WL_PREP_CALLS] = "calls",
	[WL_PREP_HYPOTHESIS] = "hypothesis",
	[WL_PREP_BRIEFED] = "briefed",
	[WL_PREP_BACKGROUND] = "background",
	[WL_PREP_INTRODUCED] = "introduced",
	NULL,
};

const char *const wl_afters[] = {
	[WL_AFTER_THANKED] = "thanked",
	[WL_AFTER_CONFIRMED] = "confirmed",
	[WL_AFTER_SELLER_REVIEWED] = "seller-reviewed",
	[WL_AFTER_PUBLISHED] = "published",
	[WL_AFTER_SHARED] = "shared",
	NULL,
};

int wl_interview_parse(struct wl_interview *out, struct wl_arena *arena,
	const struct wl_source *source, struct wl_err *err)
{
	struct wl_schema schema = {
		.arena = arena, .source = source, .err = err
	};
	struct wl_interview interview = { 0 };
	size_t body = 0;
	int rc = wl_schema_front(
		&schema, wl_interview_front, &interview, &body);

	if (!rc)
		rc = wl_interview_body(&interview, arena, source, body, err);
	if (rc)
		return rc;
	interview.path = wl_arena_strdup(arena, source->path);
	interview.own = (unsigned)interview.extra.n;
	wl_interview_seal(&interview, arena);
	*out = interview;
	return 0;
}

static bool held_by_content(const struct wl_interview *interview)
{
	if (interview->interviewed.set)
		return true;
	for (size_t i = 0; i < interview->npassages; i++)
		if (interview->passages[i].quote)
			return true;
	return false;
}

bool wl_interview_held(const struct wl_interview *interview)
{
	switch (interview->status) {
	case WL_INTERVIEWED:
	case WL_NOTED:
	case WL_CODED:
	case WL_PARTIAL:
		return true;
	case WL_PLANNED:
	case WL_READY:
	case WL_DECLINED:
		return false;
	default:
		return held_by_content(interview);
	}
}

bool wl_interview_counts(const struct wl_interview *interview)
{
	return !interview->internal && interview->status != WL_WITHDRAWN &&
	       wl_interview_held(interview);
}

enum wl_level wl_interview_level(
	const struct wl_interview *interview, const struct wl_passage *passage)
{
	if (interview->consent == WL_CONSENT_NONE)
		return WL_CONFIDENTIAL;
	return passage->level;
}

wl_day wl_interview_day(const struct wl_interview *interview)
{
	if (interview->interviewed.set)
		return wl_time_day(&interview->interviewed);
	if (interview->noted.set)
		return wl_time_day(&interview->noted);
	return interview->coded;
}

int64_t wl_interview_moment(const struct wl_interview *interview)
{
	wl_day day;

	if (interview->interviewed.set)
		return interview->interviewed.utc;
	day = wl_interview_day(interview);
	return day == WL_NO_DAY ? INT64_MIN : (int64_t)day * 86400;
}

static bool is_secret(const struct wl_interview *interview, size_t i)
{
	return wl_interview_level(interview, &interview->passages[i]) ==
	       WL_CONFIDENTIAL;
}

void wl_interview_seal(struct wl_interview *interview, struct wl_arena *arena)
{
	struct wl_secret *secret;
	size_t n = 0;

	for (size_t i = 0; i < interview->npassages; i++)
		n += is_secret(interview, i);
	interview->nsecrets = n;
	if (!n)
		return;
	secret = wl_arena_alloc(arena, n * sizeof(*secret));
	interview->secrets = secret;
	for (size_t i = 0; i < interview->npassages; i++) {
		const struct wl_passage *passage = &interview->passages[i];

		if (is_secret(interview, i))
			*secret++ = (struct wl_secret){ passage->words,
				passage->id, passage->line };
	}
}

const char *wl_interview_extra(
	const struct wl_interview *interview, const char *key)
{
	for (size_t i = 0; i < interview->extra.n; i++)
		if (wl_streq(interview->extra.key[i], key))
			return interview->extra.value[i];
	return NULL;
}

bool wl_interview_ready(const struct wl_interview *interview)
{
	for (int i = 0; i < WL_PREP_NEEDED; i++)
		if (interview->prepared[i].day == WL_NO_DAY)
			return false;
	return true;
}

struct wl_time wl_interview_notes_due(
	const struct wl_interview *interview, double hours)
{
	struct wl_time due = interview->interviewed;

	if (due.set && interview->whole_day)
		return wl_time_end_of(wl_time_day(&due));
	due.utc += interview->minutes * 60 + (int64_t)(hours * 3600);
	return due;
}
