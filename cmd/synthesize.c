/* SPDX-License-Identifier: GPL-3.0-or-later */
/* winloss synthesize: what the interviews of each group say, theme by theme,
 * and what is a pattern. */
#include "base/path.h"
#include "filters.h"
#include "grouping.h"
#include "store/layout.h"
#include "study/trust.h"
#include "synthesize.h"

static const struct cmd_option options[] = {
	OPTIONS_FILTER,
	OPTIONS_GROUPING,
	{ "evidence", 0, "N",
		"passages shown of each theme, or all "
		"(default 3)" },
	{ "rev", 0, "REV", "read the programme as it was at a revision" },
	{ "compare", 0, "A..B",
		"what became a pattern, and what stopped being one, between "
		"two revisions or periods" },
	{ "strict", 0, NULL,
		"exit with 1 where there are patterns and no card cites "
		"this cycle" },
	{ "write", 0, NULL, "write syntheses/ and record it" },
	OPTION_FORMAT("text, md or json"),
	OPTION_NO_COMMIT,
	OPTION_END,
};

/* What the command line asks for, beside the filter. */
struct choice {
	enum wl_format format;
	size_t evidence; /* passages of each theme; 0: all */
	bool writing;
	bool strict;
};

static int evidence_chosen(
	const struct cmd_args *args, size_t *out, struct wl_err *err)
{
	const char *given = args_value(args, "evidence");
	size_t digits = given ? strspn(given, "0123456789") : 0;
	long n;

	*out = 3;
	if (!given)
		return 0;
	n = digits && digits < 8 && !given[digits] ? strtol(given, NULL, 10)
						   : 0;
	if (n <= 0 && !wl_streq(given, "all"))
		return args_usage(err, "synthesize",
			"--evidence takes a number from 1, or all, not '%s'",
			given);
	*out = (size_t)n;
	return 0;
}

static int choose(
	const struct cmd_args *args, struct choice *choice, struct wl_err *err)
{
	static const char command[] = "synthesize";
	int rc;

	*choice = (struct choice){ .writing = args_has(args, "write"),
		.strict = args_has(args, "strict") };
	if (args->words.n)
		return args_usage(err, command, "'%s' is not an option",
			args->words.v[0]);
	rc = evidence_chosen(args, &choice->evidence, err);
	if (!rc)
		rc = format_chosen(args, command, &choice->format, err);
	if (rc)
		return rc;
	if (choice->format == WL_CSV || choice->format == WL_NDJSON)
		return args_usage(
			err, command, "--format takes text, md or json");
	if (choice->writing && args_has(args, "rev"))
		return args_usage(
			err, command, "--write and --rev do not go together");
	if (choice->writing && choice->format == WL_JSON)
		return args_usage(
			err, command, "--write writes Markdown, not JSON");
	if (choice->writing)
		choice->format = WL_MARKDOWN;
	return 0;
}

/* A filter by a value that is no id gives no name to a file. */
static int name_of(struct wl_buf *out, const struct wl_synthesis *synthesis,
	struct wl_err *err)
{
	wl_publish_synthesis_id(out, synthesis);
	if (wl_id_valid(out->s))
		return 0;
	wl_err_set(err, WL_EFAIL, "a synthesis cannot be called '%s'", out->s);
	return wl_err_hint(err, "print it with --format md, or choose fewer "
				"filters, by ids");
}

static int write_file(struct session *session,
	const struct wl_synthesis *synthesis, struct wl_buf *document,
	struct wl_err *err)
{
	struct wl_message message = { .area = "synthesis" };
	struct wl_buf name = WL_BUF_INIT, path = WL_BUF_INIT;
	struct wl_change change;
	int rc;

	rc = name_of(&name, synthesis, err);
	if (rc)
		goto done;
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
done:
	wl_buf_release(&name);
	wl_buf_release(&path);
	return rc;
}

static void publish(struct wl_buf *out, const struct session *session,
	const struct wl_synthesis *synthesis, const struct choice *choice)
{
	struct wl_look look = { session->colour, session->width };
	int evidence = (int)choice->evidence;

	if (choice->format == WL_JSON)
		wl_publish_synthesis_json(out, synthesis, evidence);
	else if (choice->format == WL_MARKDOWN)
		wl_publish_synthesis_markdown(out, synthesis, evidence);
	else
		wl_publish_synthesis_text(out, synthesis, evidence, &look);
}

/* A cycle without an output is named for what it is. */
static int judge(const struct wl_outputs *outputs, struct wl_err *err)
{
	char day[WL_DATE_TEXT];
	bool first = outputs->since == WL_NO_DAY;

	if (!wl_outputs_theatre(outputs))
		return 0;
	wl_err_set(err, WL_EFOUND,
		"no output%s%s: %zu pattern%s, and no card cites the %d "
		"interview%s behind %s; that is research theatre",
		first ? "" : " since ",
		first ? "" : wl_day_format(outputs->since, day), outputs->n,
		outputs->n == 1 ? "" : "s", outputs->interviews,
		outputs->interviews == 1 ? "" : "s",
		outputs->n == 1 ? "it" : "them");
	return wl_err_hint(err, "cite one of them in a card: OUTPUTS DUE names "
				"the file and the passage");
}

/* What the cards are worth, which takes all interviews. */
struct worth {
	struct wl_synthesis all; /* made if the other one is of some */
	struct wl_trust trust;
};

static bool any_cited(const struct wl_outputs *outputs)
{
	for (size_t i = 0; i < outputs->n; i++)
		if (outputs->v[i].ncited)
			return true;
	return false;
}

static int worth_make(
	struct worth *worth, struct wl_synthesis *synthesis, struct wl_err *err)
{
	const struct wl_filter all = WL_FILTER_ALL;
	const struct wl_filter *filter = &synthesis->filter;
	bool whole = wl_filter_passes_all(filter) && !filter->parents;
	int rc = 0;

	*worth = (struct worth){ 0 };
	if (!any_cited(&synthesis->outputs))
		return 0;
	if (!whole)
		rc = wl_synthesis_make(
			&worth->all, synthesis->corpus, &all, err);
	if (rc)
		return rc;
	wl_trust_make(&worth->trust, whole ? synthesis : &worth->all);
	synthesis->outputs.trust = &worth->trust;
	return 0;
}

static void worth_release(struct worth *worth)
{
	wl_trust_release(&worth->trust);
	wl_synthesis_release(&worth->all);
}

static int work(struct session *session, const struct wl_filter *filter,
	const struct choice *choice, struct wl_err *err)
{
	struct wl_synthesis synthesis;
	struct worth worth;
	struct wl_buf out = WL_BUF_INIT;
	int rc;

	rc = wl_synthesis_make(&synthesis, &session->corpus, filter, err);
	if (rc)
		return rc;
	rc = worth_make(&worth, &synthesis, err);
	if (!rc) {
		publish(&out, session, &synthesis, choice);
		rc = session_search(session, &out, false, err);
	}
	if (!rc)
		rc = choice->writing
			     ? write_file(session, &synthesis, &out, err)
			     : session_print(session, &out, err);
	if (!rc && choice->strict)
		rc = judge(&synthesis.outputs, err);
	worth_release(&worth);
	wl_synthesis_release(&synthesis);
	wl_buf_release(&out);
	return rc;
}

static int run(struct session *session, const struct cmd_args *args,
	struct wl_err *err)
{
	struct wl_filter filter = WL_FILTER_ALL;
	struct wl_declarations declarations = { 0 };
	struct wl_beside early;
	struct choice choice;
	const char *revision = args_value(args, "rev");
	int rc;

	rc = grouping_check(args, err);
	if (rc)
		return rc;
	if (args_has(args, "compare"))
		return synthesize_compare(session, args, err);
	rc = choose(args, &choice, err);
	if (!rc)
		rc = wl_tree_find(&session->place, ".", revision, err);
	if (rc)
		return rc;
	wl_declarations_prepare(&early, &session->place);
	/* Of ten thousand interviews some hundred passages are shown */
	session->later = !choice.writing;
	rc = session_corpus(session, revision, err);
	if (!rc)
		rc = filter_chosen(session, args, "synthesize", &filter, err);
	wl_beside_end(&early);
	if (!rc)
		rc = wl_declarations_read(
			&declarations, &session->place, &session->corpus, err);
	if (!rc) {
		filter.evidence = choice.evidence;
		filter.declarations = &declarations;
		grouping_set(args, &filter);
		rc = work(session, &filter, &choice, err);
	}
	wl_declarations_release(&declarations);
	free((void *)filter.where);
	return rc;
}

const struct cmd cmd_synthesize = {
	.name = "synthesize",
	.usage = "[--outcome <outcome>] [<filters>]",
	.summary = "find the patterns of each group of interviews",
	.needs = CMD_NOTHING, /* wl_tree_find: a revision may do */
	.options = options,
	.run = run,
};
