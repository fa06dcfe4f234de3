/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What follows an interview: the hypothesis judged, the steps ticked off, the
 * tags gone through. */
#include "base/utf8.h"
#include "note.h"

static const struct {
	const char *option, *title; /* title: under "## Seller review" */
	enum wl_after after;
} steps[] = {
	{ "thanked", NULL, WL_AFTER_THANKED },
	{ "confirmed", NULL, WL_AFTER_CONFIRMED },
	{ "seller-review", "What went well", WL_AFTER_SELLER_REVIEWED },
	{ "seller-better", "What could be better", WL_AFTER_SELLER_REVIEWED },
	{ "published", NULL, WL_AFTER_PUBLISHED },
	{ "shared", NULL, WL_AFTER_SHARED },
};

static int take_hypothesis(struct noting *noting, struct wl_err *err)
{
	const char *given = args_value(noting->args, "hypothesis");

	if (!given)
		return 0;
	if (wl_term(wl_verdicts, given) <= 0)
		return args_usage(err, "note",
			"--hypothesis takes confirmed, partly or refuted, not "
			"'%s'",
			given);
	return wl_edit_set(&noting->edit, "hypothesis", given, NULL, err);
}

static int write_words(struct noting *noting, const char *title,
	const char *words, struct wl_err *err)
{
	struct wl_buf tidy = WL_BUF_INIT;
	int rc;

	wl_utf8_words(&tidy, words);
	rc = wl_edit_section(
		&noting->edit, "Seller review", title, tidy.s, true, err);
	wl_buf_release(&tidy);
	return rc;
}

/* The day, and the person if --by names one. */
static int write_when(
	struct noting *noting, const char *step, struct wl_err *err)
{
	const struct wl_member *person = NULL;
	char date[WL_DATE_TEXT], key[32];
	const char *when;
	int rc = 0;

	wl_day_format(session_today(noting->session), date);
	if (args_has(noting->args, "by"))
		rc = session_person(
			noting->session, noting->args, &person, err);
	if (rc)
		return rc;
	when = person ? wl_arena_printf(
				&noting->arena, "%s %s", date, person->id)
		      : date;
	snprintf(key, sizeof(key), "after.%s", step);
	return wl_edit_set(&noting->edit, key, when, NULL, err);
}

/* A step that was ticked off keeps its day; new words of the seller's are a
 * new day. */
static int take_steps(struct noting *noting, struct wl_err *err)
{
	int rc = 0;

	for (size_t i = 0; !rc && i < WL_LEN(steps); i++) {
		if (!args_has(noting->args, steps[i].option))
			continue;
		if (steps[i].title)
			rc = write_words(noting, steps[i].title,
				args_value(noting->args, steps[i].option), err);
		else if (noting->now.after[steps[i].after].day != WL_NO_DAY)
			continue;
		if (!rc)
			rc = write_when(noting, wl_afters[steps[i].after], err);
	}
	return rc;
}

int note_set_coded(struct noting *noting, struct wl_err *err)
{
	char date[WL_DATE_TEXT];
	int rc;

	rc = wl_edit_set(&noting->edit, "coded",
		wl_day_format(session_today(noting->session), date), NULL, err);
	if (!rc && noting->now.status <= WL_NOTED)
		rc = wl_edit_set(&noting->edit, "status", "coded", NULL, err);
	return rc;
}

static int take_coded(struct noting *noting, struct wl_err *err)
{
	size_t n;
	int rc;

	if (!args_has(noting->args, "coded"))
		return 0;
	rc = noting_parse(noting, err);
	if (rc)
		return rc;
	n = note_untagged(noting->session, &noting->now);
	if (n)
		session_warn(noting->session,
			"%zu passage%s of '%s' %s no theme; 'winloss note %s "
			"--code' walks through",
			n, n == 1 ? "" : "s", noting->now.id,
			n == 1 ? "has" : "have", noting->now.id);
	return note_set_coded(noting, err);
}

int note_after(struct noting *noting, struct wl_err *err)
{
	int rc = take_hypothesis(noting, err);

	if (!rc)
		rc = take_steps(noting, err);
	return rc ? rc : take_coded(noting, err);
}
