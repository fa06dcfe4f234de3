/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Actions between the reviews: listed, closed, handed over, declined. */
#include "base/file.h"
#include "review.h"

int review_actions(struct sitting *sitting, struct wl_err *err)
{
	struct session *session = sitting->session;
	const struct wl_look look = { session->colour, session->width };
	struct wl_buf out = WL_BUF_INIT;
	wl_day today = session_today(session);
	size_t n;
	struct wl_owed *owed =
		wl_reviewing_owed(&sitting->arena, &session->corpus, today, &n);
	int rc;

	wl_actions_publish(&out, owed, n, sitting->format, today, &look);
	rc = session_publish(session, &out, sitting->format != WL_TEXT, err);
	wl_buf_release(&out);
	return rc;
}

/* The action that is to be changed, under the lock. */
struct acting {
	const struct wl_review *review;
	const struct wl_action *action;
	struct wl_buf file;
};

static int begin(
	struct sitting *sitting, struct acting *acting, struct wl_err *err)
{
	struct session *session = sitting->session;
	int rc;

	wl_buf_init(&acting->file);
	rc = session_begin(session, &sitting->change, err);
	if (!rc)
		rc = session_reload(session, err);
	if (!rc)
		rc = sitting_action(sitting, sitting->args->words.v[1],
			&acting->review, &acting->action, err);
	if (!rc)
		rc = wl_file_read(&acting->file, session->place.dir,
			acting->review->path, WL_MARKDOWN_MAX, err);
	return rc;
}

static int apply(struct sitting *sitting, struct acting *acting,
	const char *what, const char *why, struct wl_err *err)
{
	const struct wl_message message = { .area = "review",
		.what = wl_arena_printf(
			&sitting->arena, "%s %s", what, acting->action->id),
		.why = why };

	wl_change_add(&sitting->change, acting->review->path, &acting->file);
	return session_apply(sitting->session, &sitting->change, &message, err);
}

/* What is settled stays so. */
static int check_open(const struct sitting *sitting,
	const struct acting *acting, struct wl_err *err)
{
	enum wl_action_state state = wl_action_state(
		acting->action, session_today(sitting->session));

	if (state <= WL_ACTION_OPEN)
		return 0;
	return wl_err_set(err, WL_EFAIL, "the action '%s' is %s already",
		acting->action->id, wl_action_states[state]);
}

static int set(struct acting *acting, const char *key, const char *value,
	struct wl_err *err)
{
	const struct wl_entry which = { "id", acting->action->id };
	const struct wl_entry entry = { key, value };

	return wl_review_change(&acting->file, acting->review->path, "actions",
		&which, &entry, err);
}

int review_close(struct sitting *sitting, struct wl_err *err)
{
	struct acting acting = { .file = WL_BUF_INIT };
	char day[WL_DATE_TEXT];
	wl_day today = session_today(sitting->session);
	int rc = begin(sitting, &acting, err);
	bool done =
		!rc && wl_action_state(acting.action, today) == WL_ACTION_DONE;

	if (done)
		session_say(sitting->session, "'%s' is done already",
			acting.action->id);
	if (!rc && !done)
		rc = check_open(sitting, &acting, err);
	if (!rc && !done)
		rc = set(&acting, "done", wl_day_format(today, day), err);
	/* Also if done: who closed it may have been killed before recording */
	if (!rc)
		rc = apply(sitting, &acting, "close action",
			acting.action->outcome, err);
	wl_buf_release(&acting.file);
	return rc;
}

/* --to, or an answer on a terminal (arena). */
static int wanted(struct sitting *sitting, const char *option,
	const char *question, const char **out, struct wl_err *err)
{
	char *typed = NULL, *flag = NULL;
	int rc;

	*out = args_value(sitting->args, option);
	if (*out && **out)
		return 0;
	if (asprintf(&flag, "--%s", option) < 0)
		abort();
	rc = prompt_line(sitting->session, question, flag, &typed, err);
	if (!rc && !*typed)
		rc = args_usage(err, "review", "--%s is missing", option);
	if (!rc)
		*out = wl_arena_strdup(&sitting->arena, typed);
	free(typed);
	free(flag);
	return rc;
}

int review_hand(struct sitting *sitting, struct wl_err *err)
{
	struct acting acting = { .file = WL_BUF_INIT };
	const char *to = NULL, *from;
	int rc = wanted(sitting, "to", "who takes it over? ", &to, err);

	if (!rc)
		rc = sitting_member(sitting, to, err);
	if (!rc)
		rc = begin(sitting, &acting, err);
	if (rc)
		goto done;
	from = acting.action->owner ? acting.action->owner : "nobody";
	if (wl_streq(from, to)) {
		session_say(sitting->session, "'%s' is %s's already",
			acting.action->id, to);
		goto done;
	}
	rc = check_open(sitting, &acting, err);
	if (!rc)
		rc = wl_review_hand(&acting.file, acting.review->path,
			acting.action->id, session_today(sitting->session),
			from, to, err);
	if (!rc)
		rc = apply(sitting, &acting, "hand over action",
			wl_arena_printf(&sitting->arena, "%s had it, %s has it",
				from, to),
			err);
done:
	wl_buf_release(&acting.file);
	return rc;
}

int review_decline(struct sitting *sitting, struct wl_err *err)
{
	struct acting acting = { .file = WL_BUF_INIT };
	const char *why = NULL;
	char day[WL_DATE_TEXT];
	int rc = wanted(sitting, "why", "why not? ", &why, err);

	if (!rc)
		rc = begin(sitting, &acting, err);
	if (!rc)
		rc = check_open(sitting, &acting, err);
	if (!rc)
		rc = set(&acting, "declined",
			wl_day_format(session_today(sitting->session), day),
			err);
	if (!rc)
		rc = set(&acting, "reason", why, err);
	if (!rc)
		rc = apply(sitting, &acting, "decline action", why, err);
	wl_buf_release(&acting.file);
	return rc;
}
