/* SPDX-License-Identifier: GPL-3.0-or-later */
/* winloss prep: from the CRM's deals to an interview that is ready to be
 * held. */
#include "prep.h"

#include "base/path.h"
#include "base/utf8.h"

static const struct cmd_option options[] = {
	{ "crm", 0, "FILE", "read a CRM export (- is standard input)" },
	{ "encoding", 0, "NAME", "encoding of the export" },
	{ "date-format", 0, "ORDER", "order of its dates: dmy, mdy or ymd" },
	{ "map", 0, "COLUMN=FIELD", "what a column holds; repeatable" },
	{ "strict", 0, NULL, "import nothing if a row must be skipped" },
	{ "suggest", 0, NULL, "rank the closed deals worth an interview" },
	{ "most", 0, "N", "suggest at most so many (default 10)" },
	{ "role", 0, "ROLE", "the respondent's role in the buying group" },
	{ "interviewee", 0, "KEY", "the respondent's key in people.yaml" },
	{ "date", 0, "DATE", "when the interview will be (gives its id)" },
	{ "guide", 0, "ID", "the interview guide (default: buyer)" },
	{ "internal", 0, "TITLE", "prepare a stakeholder's interview" },
	{ "crm-reviewed", 0, NULL, "the CRM record was reviewed" },
	{ "first-call", 0, "TEXT", "problem and lead of the first call" },
	{ "last-call", 0, "TEXT", "problem and lead of the last call" },
	{ "call-gap", 0, "TEXT", "the gap between the two calls" },
	{ "no-recording", 0, NULL, "no call was recorded" },
	{ "hypothesis", 0, "TEXT", "what drove this win or loss" },
	{ "briefed", 0, NULL, "the interviewee was briefed" },
	{ "introduced", 0, NULL, "the account executive introduced us" },
	{ "background", 0, "TEXT", "what the opportunity's owner told" },
	OPTION_BY,
	OPTION_FORMAT("text, md, json, ndjson or csv"),
	OPTION_NO_COMMIT,
	OPTION_END,
};

enum { CRM = 1, SUGGEST = 2, INTERNAL = 4, DEAL = 8, INTERVIEW = 16 };

/* What an option goes with; one that is not here goes with all. */
static const struct {
	const char *option;
	unsigned jobs;
} goes_with[] = {
	{ "crm", CRM },
	{ "encoding", CRM },
	{ "date-format", CRM },
	{ "map", CRM },
	{ "strict", CRM },
	{ "suggest", SUGGEST },
	{ "most", SUGGEST },
	{ "internal", INTERNAL },
	{ "role", INTERNAL | DEAL },
	{ "interviewee", INTERNAL | DEAL },
	{ "date", INTERNAL | DEAL },
	{ "guide", INTERNAL | DEAL },
	{ "crm-reviewed", INTERNAL | DEAL | INTERVIEW },
	{ "first-call", INTERNAL | DEAL | INTERVIEW },
	{ "last-call", INTERNAL | DEAL | INTERVIEW },
	{ "call-gap", INTERNAL | DEAL | INTERVIEW },
	{ "no-recording", INTERNAL | DEAL | INTERVIEW },
	{ "hypothesis", INTERNAL | DEAL | INTERVIEW },
	{ "briefed", INTERNAL | DEAL | INTERVIEW },
	{ "introduced", INTERNAL | DEAL | INTERVIEW },
	{ "background", INTERNAL | DEAL | INTERVIEW },
};

/* Nothing that was asked for is left out silently. */
static int check_options(const struct cmd_args *args, unsigned job,
	const char *name, struct wl_err *err)
{
	for (size_t i = 0; i < WL_LEN(goes_with); i++)
		if (!(goes_with[i].jobs & job) &&
			args_has(args, goes_with[i].option))
			return args_usage(err, "prep",
				"--%s does not go with %s", goes_with[i].option,
				name);
	if (job <= INTERNAL && args->words.n)
		return args_usage(err, "prep",
			"'%s' is one word too many behind %s", args->words.v[0],
			name);
	return 0;
}

/* A number from 1; 0: it is none. */
static size_t number(const char *text)
{
	char *end;
	long n = strtol(text, &end, 10);

	return *text && !*end && n > 0 && n <= 1000000 ? (size_t)n : 0;
}

static int suggest(struct session *session, const struct cmd_args *args,
	struct wl_err *err)
{
	const char *most =
		args_has(args, "most") ? args_value(args, "most") : "10";
	struct wl_suggestions suggestions;
	struct wl_look look = { session->colour, session->width };
	struct wl_buf out = WL_BUF_INIT;
	enum wl_format format = WL_TEXT;
	size_t n = number(most);
	int rc;

	if (!n)
		return args_usage(err, "prep",
			"--most takes a number from 1, not '%s'", most);
	rc = format_chosen(args, "prep", &format, err);
	if (rc)
		return rc;
	wl_suggest_make(&suggestions, &session->corpus);
	wl_publish_suggestions(&out, &suggestions, n, format, &look);
	rc = session_print(session, &out, err);
	if (!session->corpus.deals.n)
		session_say(session, "hint: winloss prep --crm FILE reads the "
				     "deals of your CRM");
	wl_suggest_release(&suggestions);
	wl_buf_release(&out);
	return rc;
}

/* The first account whose name begins with the word, without regard to case. */
static const char *account_begun(
	const struct wl_corpus *corpus, const char *word)
{
	size_t n = strlen(word);

	for (size_t i = 0; n > 2 && i < corpus->deals.n; i++) {
		const char *account = corpus->deals.v[i].account;
		char *head =
			strlen(account) > n ? wl_strndup(account, n) : NULL;
		bool same = head && wl_utf8_same(head, word);

		free(head);
		if (same)
			return account;
	}
	return NULL;
}

static int unknown(
	struct session *session, const char *word, struct wl_err *err)
{
	const struct wl_corpus *corpus = &session->corpus;
	struct wl_list known = { 0 };
	const char *near;

	known.v = wl_alloc(
		(corpus->ninterviews + 2 * corpus->deals.n) * sizeof(*known.v));
	for (size_t i = 0; i < corpus->ninterviews; i++)
		known.v[known.n++] = corpus->interviews[i].id;
	for (size_t i = 0; i < corpus->deals.n; i++)
		known.v[known.n++] = corpus->deals.v[i].id;
	for (size_t i = 0; i < corpus->deals.n; i++)
		if (corpus->deals.v[i].account)
			known.v[known.n++] = corpus->deals.v[i].account;
	near = wl_nearest(word, &known);
	if (!near)
		near = account_begun(corpus, word);
	wl_err_set(err, WL_ENOTFOUND, "'%s' is neither an interview nor a deal",
		word);
	if (near)
		wl_err_hint(err, "did you mean '%s'?", near);
	else if (!corpus->deals.n)
		wl_err_hint(err, "'winloss prep --crm FILE' reads the deals "
				 "of a CRM export");
	else
		wl_err_hint(err, "'winloss prep --suggest' lists deals worth "
				 "an interview");
	free(known.v);
	return WL_ENOTFOUND;
}

/* A deal by its id, or by an account's name if that is one deal's only. */
static int find_deal(struct session *session, const char *word,
	const struct wl_deal **out, struct wl_err *err)
{
	const struct wl_deals *deals = &session->corpus.deals;
	const struct wl_deal *found = NULL;

	*out = wl_corpus_deal(&session->corpus, word);
	for (size_t i = 0; !*out && i < deals->n; i++) {
		if (!wl_utf8_same(deals->v[i].account, word))
			continue;
		if (found) {
			wl_err_set(
				err, WL_EFAIL, "'%s' has several deals", word);
			return wl_err_hint(err,
				"name one by its id: '%s' or "
				"'%s'",
				found->id, deals->v[i].id);
		}
		found = &deals->v[i];
	}
	if (!*out)
		*out = found;
	return *out ? 0 : unknown(session, word, err);
}

/* One word: an interview, which is looked for first, or a deal. */
static int prepare(struct session *session, const struct cmd_args *args,
	struct wl_err *err)
{
	const struct wl_interview *interview;
	const struct wl_deal *deal;
	const char *word;
	int rc;

	rc = args_one_word(args, "prep", "a deal or an interview", &word, err);
	if (rc)
		return rc;
	interview = wl_corpus_interview(&session->corpus, word);
	if (interview) {
		rc = check_options(
			args, INTERVIEW, "an interview that is there", err);
		return rc ? rc : prep_interview(session, args, interview, err);
	}
	rc = find_deal(session, word, &deal, err);
	if (!rc)
		rc = check_options(args, DEAL, "a deal", err);
	return rc ? rc : prep_deal(session, args, deal, err);
}

static int internal(struct session *session, const struct cmd_args *args,
	struct wl_err *err)
{
	return prep_deal(session, args, NULL, err);
}

static const struct {
	const char *option;
	unsigned job;
	int (*run)(struct session *session, const struct cmd_args *args,
		struct wl_err *err);
} jobs[] = {
	{ "crm", CRM, prep_crm },
	{ "suggest", SUGGEST, suggest },
	{ "internal", INTERNAL, internal },
};

static int run(struct session *session, const struct cmd_args *args,
	struct wl_err *err)
{
	char name[32];
	int rc;

	for (size_t i = 0; i < WL_LEN(jobs); i++) {
		if (!args_has(args, jobs[i].option))
			continue;
		snprintf(name, sizeof(name), "--%s", jobs[i].option);
		rc = check_options(args, jobs[i].job, name, err);
		return rc ? rc : jobs[i].run(session, args, err);
	}
	return prepare(session, args, err);
}

const struct cmd cmd_prep = {
	.name = "prep",
	.usage = "--crm <file>\n--suggest\n<deal>\n<interview>\n"
		 "--internal <title>",
	.summary = "read deals from the CRM, prepare an interview",
	.needs = CMD_CORPUS,
	.options = options,
	.run = run,
};
