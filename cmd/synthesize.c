/* SPDX-License-Identifier: GPL-3.0-or-later */
/* winloss synthesize: what the interviews of each group say, theme by theme,
 * and what is a pattern. */
#include "base/file.h"
#include "filters.h"
#include "publish/redact.h"
#include "store/layout.h"

static const struct cmd_option options[] = {
	OPTIONS_FILTER,
	{ "evidence", 0, "N", "passages shown of each theme, or all "
			      "(default 3)" },
	{ "rev", 0, "REV", "read the programme as it was at a revision" },
	{ "write", 0, NULL, "write syntheses/ and record it" },
	OPTION_FORMAT("text, md or json"),
	OPTION_NO_COMMIT,
	OPTION_END,
};

static int evidence_chosen(const struct cmd_args *args, int *out,
	struct wl_err *err)
{
	const char *given = args_value(args, "evidence");
	char *end;
	long n;

	*out = 3;
	if (!given)
		return 0;
	n = strtol(given, &end, 10);
	if (wl_streq(given, "all"))
		*out = 0;
	else if (*given && !*end && n > 0 && n < 1000000)
		*out = (int)n;
	else
		return args_usage(err, "synthesize",
			"--evidence takes a number from 1, or all, not '%s'",
			given);
	return 0;
}

/* "2026-q4-loss-mid-market-rivalco": the quarter of the last day, and what
 * was asked for. */
static void name_of(struct wl_buf *out, const struct session *session,
	const struct wl_filter *filter)
{
	wl_day day = filter->until != WL_NO_DAY ? filter->until
						: session_today(session);
	int quarter = wl_day_quarter(day);

	wl_buf_addf(out, "%d-q%d", quarter / 4, quarter % 4 + 1);
	if (filter->outcome)
		wl_buf_addf(out, "-%s", wl_outcomes[filter->outcome]);
	if (filter->segment)
		wl_buf_addf(out, "-%s", filter->segment);
	if (filter->competitor)
		wl_buf_addf(out, "-%s", filter->competitor);
	for (size_t i = 0; i < filter->nwhere; i++)
		wl_buf_addf(out, "-%s", filter->where[i].to);
}

static int write_file(struct session *session, const struct wl_filter *filter,
	struct wl_buf *document, struct wl_err *err)
{
	struct wl_message message = { .area = "synthesis" };
	struct wl_buf name = WL_BUF_INIT, path = WL_BUF_INIT;
	struct wl_change change;
	int rc;

	name_of(&name, session, filter);
	wl_layout_synthesis(&path, name.s);
	message.what = name.s;
	rc = session_begin(session, &change, err);
	if (!rc) {
		wl_change_add(&change, path.s, document);
		rc = session_apply(session, &change, &message, err);
	}
	wl_change_end(&change);
	if (!rc)
		printf("%s\n", path.s);
	wl_buf_release(&name);
	wl_buf_release(&path);
	return rc;
}

static void publish(struct wl_buf *out, const struct session *session,
	const struct wl_synthesis *synthesis, enum wl_format format,
	int evidence)
{
	struct wl_look look = { session->colour, session->width };

	if (format == WL_JSON)
		wl_publish_synthesis_json(out, synthesis, evidence);
	else if (format == WL_MARKDOWN)
		wl_publish_synthesis_markdown(out, synthesis, evidence);
	else
		wl_publish_synthesis_text(out, synthesis, evidence, &look);
}

/* The finished bytes are searched for what must not leave. */
static int check(struct session *session, const struct wl_buf *out,
	struct wl_err *err)
{
	struct wl_withheld withheld = { .private_missing = false };
	int rc;

	rc = wl_withheld_collect(&withheld, &session->corpus, &session->place,
		err);
	if (!rc)
		rc = wl_withheld_check(&withheld, out, err);
	wl_withheld_release(&withheld);
	return rc;
}

static int work(struct session *session, const struct cmd_args *args,
	const struct wl_filter *filter, struct wl_err *err)
{
	enum wl_format format = WL_TEXT;
	struct wl_synthesis synthesis;
	struct wl_buf out = WL_BUF_INIT;
	bool writing = args_has(args, "write");
	int evidence, rc;

	rc = evidence_chosen(args, &evidence, err);
	if (!rc)
		rc = format_chosen(args, "synthesize", &format, err);
	if (!rc && (format == WL_CSV || format == WL_NDJSON))
		rc = args_usage(err, "synthesize",
			"--format takes text, md or json");
	if (!rc && writing && args_has(args, "rev"))
		rc = args_usage(err, "synthesize",
			"--write and --rev do not go together");
	if (rc)
		return rc;
	rc = wl_synthesis_make(&synthesis, &session->corpus, filter, err);
	if (rc)
		return rc;
	publish(&out, session, &synthesis, writing ? WL_MARKDOWN : format,
		evidence);
	rc = check(session, &out, err);
	if (!rc)
		rc = writing ? write_file(session, filter, &out, err)
			     : session_print(session, &out, err);
	wl_synthesis_release(&synthesis);
	wl_buf_release(&out);
	return rc;
}

static int run(struct session *session, const struct cmd_args *args,
	struct wl_err *err)
{
	struct wl_filter filter = { .where = NULL };
	int rc;

	if (args->words.n)
		return args_usage(err, "synthesize", "'%s' is not an option",
			args->words.v[0]);
	rc = session_corpus(session, args_value(args, "rev"), err);
	if (!rc)
		rc = filter_chosen(session, args, "synthesize", &filter, err);
	if (!rc)
		rc = work(session, args, &filter, err);
	free((void *)filter.where);
	return rc;
}

const struct cmd cmd_synthesize = {
	.name = "synthesize",
	.usage = "[--outcome <outcome>] [<filters>]",
	.summary = "find the patterns of each group of interviews",
	.needs = CMD_PLACE,
	.options = options,
	.run = run,
};
