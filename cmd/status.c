/* SPDX-License-Identifier: GPL-3.0-or-later */
/* winloss status: what needs somebody now, each with the command that does
 * it, and how the programme is doing. */
#include "filters.h"
#include "publish/status.h"

#define OF_EACH_KIND 2 /* on a screen */

static const char name[] = "status";

static const struct cmd_option options[] = {
	{ "all", 0, NULL, "show every item, not a few of each kind" },
	{ "mine", 0, NULL, "only what is yours, by git's e-mail or --by" },
	{ "owner", 0, "PERSON", "only what is this person's" },
	OPTION_BY,
	OPTION_FORMAT("text, md, json or ics"),
	OPTION_END,
};

/* One run. */
struct request {
	struct session *session;
	const struct cmd_args *args;
	enum wl_format format;
	bool calendar; /* --format ics */
	const char *owner;
};

static int choose(struct request *request, struct wl_err *err)
{
	int rc = 0;

	if (request->args->words.n)
		return args_usage(err, name, "'%s' is one word too many",
			request->args->words.v[0]);
	request->calendar =
		wl_streq(args_value(request->args, "format"), "ics");
	if (!request->calendar)
		rc = format_chosen(request->args, name, &request->format, err);
	if (!rc && (request->format == WL_CSV || request->format == WL_NDJSON))
		rc = args_usage(
			err, name, "this is written as text, md, json or ics");
	return rc;
}

static int choose_owner(struct request *request, struct wl_err *err)
{
	const struct wl_programme *programme =
		&request->session->corpus.programme;
	const struct wl_member *member;
	int rc;

	request->owner = args_value(request->args, "owner");
	if (args_has(request->args, "mine")) {
		rc = session_person(
			request->session, request->args, &member, err);
		if (rc)
			return rc;
		request->owner = member->id;
	}
	if (!request->owner || !programme->nteam ||
		wl_programme_member(programme, request->owner))
		return 0;
	wl_err_set(err, WL_EFAIL, "'%s' is not in the team", request->owner);
	return wl_err_hint(err, "winloss.yaml names the team");
}

static void publish(struct wl_buf *out, const struct request *request,
	const struct wl_standing_now *status)
{
	struct wl_look look = { request->session->colour,
		request->session->width };

	if (request->calendar)
		wl_publish_status_calendar(out, status);
	else if (request->format == WL_JSON)
		wl_publish_status_json(out, status);
	else if (request->format == WL_MARKDOWN)
		wl_publish_status_markdown(out, status);
	else
		wl_publish_status_text(out, status, &look);
}

static int show(struct request *request, const struct wl_subject *subject,
	struct wl_err *err)
{
	struct session *session = request->session;
	struct wl_standing_now status = { .corpus = &session->corpus,
		.owner = request->owner,
		.most = args_has(request->args, "all") ? 0 : OF_EACH_KIND };
	struct wl_buf out = WL_BUF_INIT;
	struct wl_dues_list due;
	struct wl_health health;
	int rc;

	wl_due_make(&due, subject);
	status.due = &due;
	if (subject->trust) {
		wl_health_make(&health, subject->trust, subject->synthesis,
			subject->declarations);
		status.health = &health;
	}
	publish(&out, request, &status);
	rc = session_publish(session, &out, false, err);
	wl_due_release(&due);
	wl_buf_release(&out);
	return rc;
}

static int run(struct session *session, const struct cmd_args *args,
	struct wl_err *err)
{
	struct request request = {
		.session = session, .args = args, .format = WL_TEXT
	};
	struct wl_subject subject;
	int rc;

	rc = choose(&request, err);
	if (!rc)
		rc = session_corpus(session, NULL, err);
	if (!rc)
		rc = choose_owner(&request, err);
	if (rc)
		return rc;
	rc = wl_subject_open(&subject, &session->place, &session->corpus, err);
	if (!rc)
		rc = show(&request, &subject, err);
	wl_subject_release(&subject);
	return rc;
}

const struct cmd cmd_status = {
	.name = name,
	.usage = "[--mine] [--all]",
	.summary = "show what needs somebody now, and how the programme does",
	.needs = CMD_PLACE,
	.options = options,
	.run = run,
};
