/* SPDX-License-Identifier: GPL-3.0-or-later */
/* winloss review: once a month and once a quarter, what is still true. */
#include "review.h"

#include "filters.h"
#include "parts.h"

static const struct cmd_option options[] = {
	{ "quarterly", 0, NULL, "the review of the quarter" },
	{ "since", 0, "DATE",
		"what changed behind this day, not behind the "
		"last review" },
	{ "again", 0, NULL, "make the text anew, unless somebody edited it" },
	{ "run", 0, NULL, "hold it: verdicts, requests, three actions" },
	{ "present", 0, "PERSON", "who is there; repeatable" },
	{ "verdict", 0, "CLAIM=VERDICT",
		"still, partly or no-longer; CLAIM all is the rest; "
		"repeatable" },
	{ "request", 0, "TEXT;DECISION;REASON",
		"taken or declined; then priority, impact, by; repeatable" },
	{ "action", 0, "TEXT;OWNER;DEADLINE;OUTCOME", "one of the three" },
	{ "keep", 0, NULL, "nothing changed: keep the plan" },
	{ "opportunity", 0, "DEAL=yes|no",
		"did the framework help; :WHERE behind it; repeatable" },
	{ "asset", 0, "NAME",
		"an asset to audit; =CONSISTENT;USED;NOTE tells; repeatable" },
	{ "retro", 0, "QUESTION=TEXT",
		"drove, failed, stale or archive: what the quarter taught; "
		"repeatable" },
	{ "to", 0, "PERSON", "who takes the action over" },
	{ "why", 0, "TEXT", "the reason" },
	OPTION_FORMAT("text, json, ndjson, csv or md"),
	OPTION_NO_COMMIT,
	OPTION_END,
};

static const struct row {
	struct part part;
	int (*run)(struct sitting *sitting, struct wl_err *err);
} rows[] = {
	{ { "list", 0, 0, "nothing", " format ", NULL }, review_list },
	{ { "show", 0, 1, "a review, or nothing",
		  " quarterly since asset format ", " text json md " },
		review_show },
	{ { "actions", 0, 0, "nothing", " format ", NULL }, review_actions },
	{ { "close", 1, 1, "an action", " no-commit ", NULL }, review_close },
	{ { "hand", 1, 1, "an action", " to no-commit ", NULL }, review_hand },
	{ { "decline", 1, 1, "an action", " why no-commit ", NULL },
		review_decline },
};

/* Without a word of the table: to make a review, or to hold it. */
static const struct row make = {
	{ "", 0, 0, "a month, a quarter or nothing",
		" quarterly since again asset no-commit ", NULL },
	review_make
};
static const struct row hold = {
	{ "--run", 0, 0, "a month, a quarter or nothing",
		" run quarterly since present verdict request action keep "
		"opportunity asset retro no-commit ",
		NULL },
	review_run
};

static int check_options(
	const struct cmd_args *args, const struct row *row, struct wl_err *err)
{
	for (size_t i = 0; i < args->n; i++) {
		const char *name = args->v[i].option->name;
		bool own = false;
		char word[32];

		for (size_t k = 0; options[k].name; k++)
			own = own || wl_streq(options[k].name, name);
		snprintf(word, sizeof(word), " %s ", name);
		if (!own || strstr(row->part.options, word))
			continue;
		return row == &make && strstr(hold.part.options, word)
			       ? args_usage(err, "review",
					 "--%s is said while the review is "
					 "held: add --run",
					 name)
			       : args_usage(err, "review",
					 "--%s is of no use here", name);
	}
	return 0;
}

static int choose(
	const struct cmd_args *args, const struct row **row, struct wl_err *err)
{
	const struct parts parts = { &cmd_review, rows, sizeof(*rows),
		WL_LEN(rows) };
	const void *found = NULL;
	int rc;

	if (args->words.n && !wl_review_id_valid(args->words.v[0], NULL)) {
		rc = parts_choose(&parts, args, &found, err);
		*row = found;
		return rc;
	}
	*row = args_has(args, "run") ? &hold : &make;
	if (args->words.n > 1)
		return args_usage(err, "review",
			"'%s' is one word too many: a review is of one month "
			"or quarter",
			args->words.v[1]);
	return check_options(args, *row, err);
}

static int run(struct session *session, const struct cmd_args *args,
	struct wl_err *err)
{
	struct sitting sitting = { .session = session,
		.args = args,
		.format = WL_TEXT,
		.change = { .lock = { .dir = -1, .file = -1 } } };
	const struct row *row = NULL;
	int rc;

	rc = choose(args, &row, err);
	if (!rc)
		rc = format_chosen(args, "review", &sitting.format, err);
	if (!rc)
		rc = session_corpus(session, NULL, err);
	if (!rc)
		rc = row->run(&sitting, err);
	sitting_end(&sitting);
	return rc;
}

const struct cmd cmd_review = {
	.name = "review",
	.usage = "[<review>] [--again]\n"
		 "--run [<review>] [<options>]\n"
		 "--quarterly [<options>]\n"
		 "list\n"
		 "show [<review>]\n"
		 "actions\n"
		 "close <action>\n"
		 "hand <action> --to <person>\n"
		 "decline <action> --why <text>",
	.summary = "hold the monthly and the quarterly review",
	.needs = CMD_PLACE,
	.options = options,
	.run = run,
};
