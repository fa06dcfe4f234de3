/* SPDX-License-Identifier: GPL-3.0-or-later */
/* winloss log: what changed on the cards, why, where first, on what evidence;
 * read from commits. */
#include "base/path.h"
#include "filters.h"
#include "publish/governance.h"
#include "store/redact.h"
#include "study/compare.h"
#include "study/difference.h"

static const char name[] = "log";

static const struct cmd_option options[] = {
	{ "card", 0, "CARD", "only this card" },
	{ "competitor", 0, "ID", "only cards on this competitor" },
	{ "author", 0, "PERSON",
		"an id of the team, or part of a name or e-mail" },
	{ "since", 0, "DATE", "commits from this date on" },
	{ "until", 0, "DATE", "commits up to this date" },
	{ "period", 0, "PERIOD", "the same for 2026, 2026-q3 or 2026-07" },
	{ "number", 'n', "N", "at most N commits" },
	{ "without-why", 0, NULL, "only commits that do not say why" },
	{ "evidence", 0, NULL, "show what the evidence says" },
	{ "note", 0, NULL, "write the governance note to be shared" },
	OPTION_FORMAT("text, md, json or ndjson"),
	OPTION_END,
};

struct request {
	struct session *session;
	const struct cmd_args *args;
	struct wl_history_query query;
	struct wl_history history;
	enum wl_format format;
	char *from, *without; /* the two sides of a range */
	bool note;
};

/* What is asked for */

/* "A..B" as git means it: an empty side is what is checked out. */
static int range_chosen(struct request *request, struct wl_err *err)
{
	const struct wl_strv *words = &request->args->words;
	const char *given = words->n ? words->v[0] : NULL, *dots;

	if (words->n > 1)
		return args_usage(err, name,
			"'%s' is one revision too many: write A..B",
			words->v[1]);
	if (!given)
		return 0;
	dots = strstr(given, "..");
	if (dots && dots[2] == '.')
		return args_usage(err, name,
			"'%s' has three dots: A..B is what B has and A has not",
			given);
	request->from = wl_strdup(dots ? dots + 2 : given);
	if (dots)
		request->without = wl_strndup(given, (size_t)(dots - given));
	request->query.from = *request->from ? request->from : "HEAD";
	if (dots)
		request->query.without =
			*request->without ? request->without : "HEAD";
	return 0;
}

static int number_chosen(struct request *request, struct wl_err *err)
{
	const char *given = args_value(request->args, "number");
	size_t digits = given ? strspn(given, "0123456789") : 0;

	if (!given)
		return 0;
	if (digits && digits < 10 && !given[digits])
		request->query.most = strtoul(given, NULL, 10);
	if (!request->query.most)
		return args_usage(err, name,
			"--number takes a number from 1 on, not '%s'", given);
	return 0;
}

/* Of --since and --until, or of --period. */
static int days_chosen(struct request *request, const struct wl_filter *filter,
	struct wl_err *err)
{
	const char *given = args_value(request->args, "period");
	struct wl_period period = { filter->since, filter->until };

	if (given && (filter->since != WL_NO_DAY || filter->until != WL_NO_DAY))
		return args_usage(
			err, name, "--period says both --since and --until");
	if (given && !wl_period_parse(&period, given))
		return args_usage(err, name,
			"--period takes 2026, 2026-q3, 2026-07 or "
			"2026-07-01:2026-09-30, not '%s'",
			given);
	request->query.since = period.since;
	request->query.until = period.until;
	return 0;
}

static int form_chosen(struct request *request, struct wl_err *err)
{
	const struct cmd_args *args = request->args;
	int rc = format_chosen(args, name, &request->format, err);

	if (rc)
		return rc;
	request->note = args_has(args, "note");
	if (request->note && request->format > WL_MARKDOWN)
		return args_usage(err, name, "--note is written as Markdown");
	if (request->note && args_has(args, "evidence"))
		return args_usage(err, name,
			"--note counts the evidence and does not quote it");
	if (request->format == WL_CSV)
		return args_usage(err, name,
			"this is written as text, md, json or ndjson");
	return 0;
}

static int choose(struct request *request, struct wl_err *err)
{
	struct wl_history_query *query = &request->query;
	const struct cmd_args *args = request->args;
	struct wl_filter filter = { .where = NULL };
	int rc;

	rc = filter_chosen(request->session, args, name, &filter, err);
	if (!rc)
		rc = days_chosen(request, &filter, err);
	free((void *)filter.where);
	query->competitor = filter.competitor;
	query->programme = &request->session->corpus.programme;
	query->card = args_value(args, "card");
	query->author = args_value(args, "author");
	query->without_why = args_has(args, "without-why");
	query->cards = request->note;
	return rc;
}

/* Printing */

static void publish(struct wl_buf *out, const struct request *request)
{
	struct session *session = request->session;
	struct wl_look look = { session->colour, session->width };
	struct wl_governance governance = { .history = &request->history,
		.corpus = &session->corpus,
		.quotes = args_has(request->args, "evidence"),
		.since = request->query.since,
		.until = request->query.until };

	if (request->note)
		wl_publish_governance_note(out, &governance);
	else if (request->format == WL_TEXT)
		wl_publish_governance_text(out, &governance, &look);
	else if (request->format == WL_MARKDOWN)
		wl_publish_governance_markdown(out, &governance);
	else
		wl_publish_governance_json(out, &governance, request->format);
}

/* Old wordings may hold what is confidential now. */
static int withhold(struct request *request, struct wl_err *err)
{
	struct session *session = request->session;
	struct wl_withheld withheld = { .private_missing = false };
	size_t n;
	int rc;

	rc = wl_withheld_collect(
		&withheld, &session->corpus, &session->place, err);
	n = rc ? 0 : wl_history_withhold(&request->history, &withheld);
	if (n)
		session_warn(session,
			"%zu text%s of the history hold%s what is "
			"confidential now, and %s withheld",
			n, n == 1 ? "" : "s", n == 1 ? "s" : "",
			n == 1 ? "is" : "are");
	wl_withheld_release(&withheld);
	return rc;
}

/* A card of which nothing was found may have been called something else. */
static void say_card(const struct request *request)
{
	const struct wl_corpus *corpus = &request->session->corpus;
	const char *given = request->query.card, *near;
	struct wl_strv names = { 0 };
	struct wl_list list;
	bool known = !given || request->history.n;

	for (size_t i = 0; i < corpus->ncards + corpus->nretired; i++) {
		const struct wl_card *card =
			i < corpus->ncards
				? &corpus->cards[i]
				: &corpus->retired[i - corpus->ncards];

		known = known || wl_card_named(card, given);
		wl_strv_addf(
			&names, "%s/%s", wl_card_types[card->type], card->id);
		wl_strv_add(&names, card->id);
	}
	list = (struct wl_list){ (const char **)names.v, names.n };
	near = known ? NULL : wl_nearest(given, &list);
	if (!known)
		session_warn(request->session, "there is no card '%s'%s%s%s",
			given, near ? "\nhint: did you mean '" : "",
			near ? near : "", near ? "'?" : "");
	wl_strv_release(&names);
}

static void say(const struct request *request)
{
	struct session *session = request->session;

	say_card(request);
	if (!request->history.n && !request->note)
		session_say(session, "no commit that was asked for changed a "
				     "card");
	if (request->history.cut)
		session_warn(session,
			"this is a shallow clone: its history is cut off, and "
			"there may be more\n"
			"hint: `git fetch --unshallow` brings the rest");
}

static int show(struct request *request, struct wl_err *err)
{
	struct session *session = request->session;
	struct wl_buf out = WL_BUF_INIT;
	struct wl_repo *repo = NULL;
	int rc;

	rc = wl_repo_open(&repo, &session->place, err);
	if (rc)
		return rc;
	rc = wl_history_read(&request->history, repo, &request->query, err);
	if (!rc)
		rc = withhold(request, err);
	if (!rc)
		publish(&out, request);
	if (!rc)
		rc = session_publish(session, &out,
			request->note || request->format != WL_TEXT, err);
	if (!rc)
		say(request);
	wl_history_release(&request->history);
	wl_repo_free(repo);
	wl_buf_release(&out);
	return rc;
}

static int run(struct session *session, const struct cmd_args *args,
	struct wl_err *err)
{
	struct request request = { .session = session, .args = args };
	int rc;

	rc = form_chosen(&request, err);
	if (!rc)
		rc = range_chosen(&request, err);
	if (!rc)
		rc = number_chosen(&request, err);
	if (!rc)
		rc = session_corpus(session, NULL, err);
	if (!rc)
		rc = choose(&request, err);
	if (!rc)
		rc = show(&request, err);
	free(request.from);
	free(request.without);
	return rc;
}

const struct cmd cmd_log = {
	.name = "log",
	.usage = "[<options>] [<revision>|<from>..<to>]",
	.summary = "what changed on the cards, why and on what evidence",
	.needs = CMD_PLACE,
	.options = options,
	.run = run,
};
