/* SPDX-License-Identifier: GPL-3.0-or-later */
/* winloss theme: the codebook, and the tags of all files that stand on it. */
#include "theme.h"

#include "filters.h"
#include "parts.h"

static const struct cmd_option options[] = {
	{ "title", 0, "TEXT", "what people call the new theme" },
	{ "kind", 0, "KIND",
		"trigger, criterion, objection, competitor, product, message "
		"or process" },
	{ "definition", 0, "TEXT", "what counts as it, and what does not" },
	{ "consumer", 0, "PERSON", "who acts on it" },
	{ "parent", 0, "THEME", "the theme above it" },
	{ "asked-by", 0, "QUESTION", "a question that invites it; repeatable" },
	{ "into", 0, "THEME", "the theme that takes the tags over" },
	{ "passage", 0, "INTERVIEW^ID", "a passage that moves; repeatable" },
	{ "coder", 0, "NAME", "the second coder" },
	{ "sample", 0, "N", "draw so many passages for blind coding" },
	{ "seed", 0, "SEED", "the same seed draws the same passages" },
	OPTION_FORMAT("text, json, ndjson, csv or md"),
	OPTION_NO_COMMIT,
	OPTION_END,
};

static const struct row {
	struct part part;
	int (*run)(struct theming *theming, struct wl_err *err);
} rows[] = {
	{ { "list", 0, 0, "nothing", " format ", NULL }, theme_list },
	{ { "add", 1, 1, "the id of the new theme",
		  " title kind definition consumer parent asked-by no-commit ",
		  NULL },
		theme_add },
	{ { "rename", 2, 2, "the old and the new id", " no-commit ", NULL },
		theme_rename },
	{ { "merge", 1, SIZE_MAX, "one or more themes", " into no-commit ",
		  NULL },
		theme_merge },
	{ { "split", 1, 1, "the theme to be split",
		  " into passage title kind definition consumer parent "
		  "asked-by no-commit ",
		  NULL },
		theme_split },
	{ { "stale", 0, 0, "nothing", " format ", NULL }, theme_stale },
	{ { "agreement", 0, 1, "an interview, or nothing",
		  " coder sample seed format no-commit ", NULL },
		theme_agreement },
};

static int run(struct session *session, const struct cmd_args *args,
	struct wl_err *err)
{
	const struct parts parts = { &cmd_theme, rows, sizeof(*rows),
		WL_LEN(rows) };
	struct theming theming = { .session = session,
		.args = args,
		.format = WL_TEXT,
		.change = { .lock = { .dir = -1, .file = -1 } },
		.codebook = WL_BUF_INIT };
	const void *row = NULL;
	int rc;

	rc = parts_choose(&parts, args, &row, err);
	if (!rc)
		rc = format_chosen(args, "theme", &theming.format, err);
	if (!rc)
		rc = ((const struct row *)row)->run(&theming, err);
	theming_end(&theming);
	return rc;
}

const struct cmd cmd_theme = {
	.name = "theme",
	.usage = "list\nadd <id> [<options>]\nrename <old> <new>\n"
		 "merge <theme> ... --into <theme>\n"
		 "split <theme> --into <theme> [<options>]\nstale\n"
		 "agreement [<interview>]\n"
		 "agreement --sample <n> --seed <seed>",
	.summary = "keep the codebook and the tags that stand on it",
	.needs = CMD_PLACE,
	.options = options,
	.run = run,
};
