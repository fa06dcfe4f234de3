/* SPDX-License-Identifier: GPL-3.0-or-later */
/* review --run: the review is held. */
#include "review.h"

#define NOW 60 /* seconds that a clock which was not set is off, at most */

static int was_held(const struct sitting *sitting, struct wl_err *err)
{
	const struct wl_review *self = sitting->review.self;
	char day[WL_DATE_TEXT];

	if (!self || self->held == WL_NO_DAY)
		return 0;
	wl_err_set(err, WL_EEXISTS, "the review '%s' was held on %s",
		sitting->id, wl_day_format(self->held, day));
	return wl_err_hint(err,
		"'winloss review show %s' shows it; its actions "
		"are settled with review close, hand and "
		"decline",
		sitting->id);
}

static bool is_there(const struct sitting *sitting, enum wl_team_role role)
{
	const struct wl_list *present = &sitting->told.present;

	for (size_t i = 0; i < present->n; i++) {
		const struct wl_member *one = wl_programme_member(
			&sitting->session->corpus.programme, present->v[i]);

		if (one && one->role == role)
			return true;
	}
	return false;
}

/* The review group: a PMM, a sales manager and a founder (method.md 6). */
static void warn_absent(const struct sitting *sitting)
{
	static const enum wl_team_role group[] = { WL_ROLE_PMM,
		WL_ROLE_SALES_MANAGER, WL_ROLE_FOUNDER };
	struct wl_buf absent = WL_BUF_INIT;

	for (size_t i = 0; i < WL_LEN(group); i++)
		if (!is_there(sitting, group[i]))
			wl_buf_addf(&absent, "%sno %s", absent.n ? ", " : "",
				wl_team_roles[group[i]]);
	if (absent.n)
		session_warn(sitting->session,
			"%s is noted as present: a review needs a pmm, a "
			"sales-manager and a founder",
			absent.s);
	wl_buf_release(&absent);
}

static void start_clock(struct sitting *sitting)
{
	struct wl_time now = wl_time_now();
	int64_t off = now.utc - sitting->session->as_of.utc;

	sitting->began = now;
	sitting->clock = off >= -NOW && off <= NOW;
}

/* Find the review; *done if it was this that a killed command recorded, and
 * it is finished now. */
static int choose(struct sitting *sitting, bool *done, struct wl_err *err)
{
	struct wl_buf subject = WL_BUF_INIT;
	int rc = session_resume(sitting->session, &subject, err);

	if (!rc && subject.n)
		rc = session_reload(sitting->session, err);
	if (!rc)
		rc = sitting_choose(sitting,
			sitting->args->words.n ? sitting->args->words.v[0]
					       : NULL,
			err);
	*done = !rc && wl_starts(subject.s, "review: hold ") &&
		wl_streq(strrchr(subject.s, ' ') + 1, sitting->id);
	if (*done)
		sitting_forget(sitting);
	wl_buf_release(&subject);
	return rc;
}

int review_run(struct sitting *sitting, struct wl_err *err)
{
	struct session *session = sitting->session;
	bool done;
	int rc = choose(sitting, &done, err);

	if (done)
		return 0;
	if (!rc)
		rc = sitting_open(sitting, err);
	if (!rc)
		rc = was_held(sitting, err);
	if (rc)
		return rc;
	sitting->resumed = sitting_resume(sitting);
	if (sitting->resumed)
		session_say(session, "going on where this review stopped");
	rc = answers_take(sitting, err);
	start_clock(sitting);
	if (!rc && session->input)
		rc = review_ask(sitting, err);
	if (!rc)
		rc = answers_check(sitting, err);
	if (rc)
		return rc;
	warn_absent(sitting);
	if (!sitting->told.decision)
		sitting->told.decision = WL_CHANGED;
	answers_open(sitting);
	return review_record(sitting, err);
}
