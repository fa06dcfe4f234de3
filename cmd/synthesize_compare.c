/* SPDX-License-Identifier: GPL-3.0-or-later */
/* winloss synthesize --compare: two revisions or two periods, what became a
 * pattern between them and what stopped being one. */
#include "synthesize.h"

#include "filters.h"
#include "grouping.h"
#include "publish/compare.h"

static const char name[] = "synthesize";

struct choice {
	struct session *session;
	const struct cmd_args *args;
	char *first;          /* A, with B behind its NUL */
	const char *names[2]; /* A and B as they are shown */
	const char *second;   /* B as a revision; NULL: the working tree */
	bool periods;
	struct wl_period period[2];
	struct wl_filter filter;
	enum wl_format format;
};

/* What is compared */

static int shape(struct wl_err *err, const char *given)
{
	args_usage(err, name,
		"--compare takes two revisions or two periods, A..B, not '%s'",
		given);
	return wl_err_hint(err,
		"write v1..v2, HEAD~5.. (to the working tree), "
		"2026-q2..2026-q3 "
		"or 2026-01-01:2026-05-31..2026-06-01:2026-11-30");
}

static int sides_chosen(struct choice *choice, struct wl_err *err)
{
	const char *given = args_value(choice->args, "compare");
	char *dots;
	bool first, second;

	choice->first = wl_strdup(given);
	dots = strstr(choice->first, "..");
	if (!dots || dots == choice->first || dots[2] == '.')
		return shape(err, given);
	*dots = '\0';
	choice->names[0] = choice->first;
	choice->second = dots[2] ? dots + 2 : NULL;
	choice->names[1] = choice->second ? choice->second : "working tree";
	first = wl_period_parse(&choice->period[0], choice->first);
	second = choice->second &&
		 wl_period_parse(&choice->period[1], choice->second);
	if (first != second)
		return shape(err, given);
	choice->periods = first;
	return 0;
}

static int choose(struct choice *choice, struct wl_err *err)
{
	static const struct {
		const char *option;
		int only; /* with 0 periods, 1 revisions, 2 either */
	} others[] = {
		{ "write", 2 },
		{ "strict", 2 },
		{ "evidence", 2 },
		{ "rev", 1 },
		{ "since", 0 },
		{ "until", 0 },
	};
	const struct cmd_args *args = choice->args;
	int rc;

	if (args->words.n)
		return args_usage(
			err, name, "'%s' is not an option", args->words.v[0]);
	rc = format_chosen(args, name, &choice->format, err);
	if (!rc)
		rc = sides_chosen(choice, err);
	if (rc)
		return rc;
	if (choice->format == WL_CSV || choice->format == WL_NDJSON)
		return args_usage(err, name, "--format takes text, md or json");
	if (choice->periods && wl_streq(args_value(args, "by"), "quarter"))
		return args_usage(err, name,
			"--compare of two periods and --by quarter do not go "
			"together");
	for (size_t i = 0; i < WL_LEN(others); i++)
		if (args_has(args, others[i].option) &&
			others[i].only != choice->periods)
			return args_usage(err, name,
				"--compare of two %s and --%s do not go "
				"together",
				choice->periods ? "periods" : "revisions",
				others[i].option);
	return 0;
}

/* Comparing */

static int print(struct choice *choice, const struct wl_compare *compare,
	struct wl_err *err)
{
	struct session *session = choice->session;
	struct wl_look look = { session->colour, session->width };
	struct wl_buf out = WL_BUF_INIT;
	int rc;

	if (choice->format == WL_JSON)
		wl_publish_compare_json(&out, compare);
	else if (choice->format == WL_MARKDOWN)
		wl_publish_compare_markdown(&out, compare);
	else
		wl_publish_compare_text(&out, compare, &look);
	rc = session_publish(session, &out, false, err);
	wl_buf_release(&out);
	return rc;
}

/* The corpora may be one and the same. */
static int compare(struct choice *choice, const struct wl_corpus *corpora[2],
	struct wl_err *err)
{
	struct wl_synthesis sides[2] = { { .corpus = NULL } };
	struct wl_compare compared;
	int rc = 0;

	for (int i = 0; i < 2 && !rc; i++) {
		struct wl_filter filter = choice->filter;

		filter.evidence = 1; /* none is shown */
		grouping_set(choice->args, &filter);
		if (choice->periods) {
			filter.since = choice->period[i].since;
			filter.until = choice->period[i].until;
		}
		rc = wl_synthesis_make(&sides[i], corpora[i], &filter, err);
	}
	if (!rc) {
		wl_compare_make(&compared, &sides[0], &sides[1], choice->names);
		rc = print(choice, &compared, err);
		wl_compare_release(&compared);
	}
	wl_synthesis_release(&sides[0]);
	wl_synthesis_release(&sides[1]);
	return rc;
}

static int compare_periods(struct choice *choice, struct wl_err *err)
{
	const struct wl_corpus *corpus = &choice->session->corpus;
	const struct wl_corpus *both[] = { corpus, corpus };

	return compare(choice, both, err);
}

static int compare_revisions(struct choice *choice, struct wl_err *err)
{
	struct session *session = choice->session;
	struct session old = *session;
	const struct wl_corpus *both[] = { &old.corpus, &session->corpus };
	int rc;

	/* Its corpus alone is its own */
	memset(&old.corpus, 0, sizeof(old.corpus));
	rc = session_corpus(&old, choice->first, err);
	if (!rc)
		rc = compare(choice, both, err);
	wl_corpus_release(&old.corpus);
	return rc;
}

int synthesize_compare(struct session *session, const struct cmd_args *args,
	struct wl_err *err)
{
	struct choice choice = {
		.session = session, .args = args, .filter = WL_FILTER_ALL
	};
	const char *revision;
	int rc;

	rc = choose(&choice, err);
	revision = choice.periods ? args_value(args, "rev") : choice.second;
	if (!rc)
		rc = wl_tree_find(&session->place, ".", revision, err);
	if (!rc)
		rc = session_corpus(session, revision, err);
	if (!rc)
		rc = filter_chosen(session, args, name, &choice.filter, err);
	if (!rc)
		rc = choice.periods ? compare_periods(&choice, err)
				    : compare_revisions(&choice, err);
	free((void *)choice.filter.where);
	free(choice.first);
	return rc;
}
