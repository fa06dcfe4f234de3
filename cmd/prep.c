/* SPDX-License-Identifier: GPL-3.0-or-later */
/* winloss prep: from the CRM's deals to an interview that is ready to be
 * held. */
#include "prep.h"

#include "base/path.h"
#include "base/utf8.h"
#include "filters.h"

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

static int suggest(struct session *session, const struct cmd_args *args,
	struct wl_err *err)
{
	const char *most = args_value(args, "most");
	struct wl_suggestions suggestions;
	struct wl_look look = { session->colour, session->width };
	struct wl_buf out = WL_BUF_INIT;
	enum wl_format format = WL_TEXT;
	long n = most ? strtol(most, NULL, 10) : 10;
	int rc;

	if (n <= 0 || n > 1000000)
		return args_usage(err, "prep",
			"--most takes a number from 1, not '%s'", most);
	rc = format_chosen(args, "prep", &format, err);
	if (rc)
		return rc;
	wl_suggest_make(&suggestions, &session->corpus);
	wl_publish_suggestions(&out, &suggestions, (size_t)n, format, &look);
	rc = session_print(session, &out, err);
	wl_suggest_release(&suggestions);
	wl_buf_release(&out);
	return rc;
}

static int unknown(struct session *session, const char *word,
	struct wl_err *err)
{
	const struct wl_corpus *corpus = &session->corpus;
	struct wl_list known = { 0 };
	const char *near;

	known.v = wl_alloc((corpus->ninterviews + corpus->deals.n) *
			   sizeof(*known.v));
	for (size_t i = 0; i < corpus->ninterviews; i++)
		known.v[known.n++] = corpus->interviews[i].id;
	for (size_t i = 0; i < corpus->deals.n; i++)
		known.v[known.n++] = corpus->deals.v[i].id;
	near = wl_nearest(word, &known);
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
			wl_err_set(err, WL_EFAIL, "'%s' has several deals",
				word);
			return wl_err_hint(err, "name one by its id: '%s' or "
						"'%s'",
				found->id, deals->v[i].id);
		}
		found = &deals->v[i];
	}
	if (!*out)
		*out = found;
	return *out ? 0 : unknown(session, word, err);
}

static int run(struct session *session, const struct cmd_args *args,
	struct wl_err *err)
{
	const struct wl_interview *interview;
	const struct wl_deal *deal;
	const char *word;
	int rc;

	if (args_has(args, "crm"))
		return prep_crm(session, args, err);
	if (args_has(args, "suggest"))
		return suggest(session, args, err);
	if (args_has(args, "internal"))
		return prep_deal(session, args, NULL, err);
	rc = args_one_word(args, "prep", "a deal or an interview", &word, err);
	if (rc)
		return rc;
	interview = wl_corpus_interview(&session->corpus, word);
	if (interview)
		return prep_interview(session, args, interview, err);
	rc = find_deal(session, word, &deal, err);
	return rc ? rc : prep_deal(session, args, deal, err);
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
