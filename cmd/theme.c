/* SPDX-License-Identifier: GPL-3.0-or-later */
/* winloss theme: the codebook, and the tags of all files that stand on it. */
#include "theme.h"

#include "base/path.h"
#include "filters.h"

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

/* The kinds of this command: their words and options of their own. */
static const struct part {
	const char *name;
	size_t least, most; /* words behind the name */
	const char *what;   /* they are */
	const char *options;
	int (*run)(struct theming *theming, struct wl_err *err);
} parts[] = {
	{ "list", 0, 0, "nothing", " format ", theme_list },
	{ "add", 1, 1, "the id of the new theme",
		" title kind definition consumer parent asked-by no-commit ",
		theme_add },
	{ "rename", 2, 2, "the old and the new id", " no-commit ",
		theme_rename },
	{ "merge", 1, SIZE_MAX, "one or more themes", " into no-commit ",
		theme_merge },
	{ "split", 1, 1, "the theme to be split",
		" into passage title kind definition consumer parent asked-by "
		"no-commit ",
		theme_split },
	{ "stale", 0, 0, "nothing", " format ", theme_stale },
	{ "agreement", 0, 1, "an interview, or nothing",
		" coder sample seed format no-commit ", theme_agreement },
};

static int find_part(const struct cmd_args *args, const struct part **out,
	struct wl_err *err)
{
	const char *names[WL_LEN(parts)], *near;
	struct wl_list list = { names, WL_LEN(parts) };

	if (!args->words.n)
		return args_usage(err, "theme",
			"what to do is missing: list, add, rename, merge, "
			"split, stale or agreement");
	for (size_t i = 0; i < WL_LEN(parts); i++) {
		names[i] = parts[i].name;
		if (wl_streq(names[i], args->words.v[0])) {
			*out = &parts[i];
			return 0;
		}
	}
	near = wl_nearest(args->words.v[0], &list);
	wl_err_set(
		err, WL_EUSAGE, "theme does not know '%s'", args->words.v[0]);
	return near ? wl_err_hint(err, "did you mean 'winloss theme %s'?", near)
		    : wl_err_hint(err, "see 'winloss theme -h'");
}

static bool is_own(const char *name)
{
	for (size_t i = 0; options[i].name; i++)
		if (wl_streq(options[i].name, name))
			return true;
	return false;
}

static int check_options(const struct cmd_args *args, const struct part *part,
	struct wl_err *err)
{
	for (size_t i = 0; i < args->n; i++) {
		const char *name = args->v[i].option->name;
		char word[32];

		snprintf(word, sizeof(word), " %s ", name);
		if (is_own(name) && !strstr(part->options, word))
			return args_usage(err, "theme",
				"'theme %s' takes no --%s", part->name, name);
	}
	return 0;
}

static int check_words(const struct cmd_args *args, const struct part *part,
	struct wl_err *err)
{
	size_t n = args->words.n - 1;

	if (n < part->least)
		return args_usage(err, "theme", "'theme %s' takes %s",
			part->name, part->what);
	if (n > part->most)
		return args_usage(err, "theme",
			"'%s' is one word too many: 'theme %s' takes %s",
			args->words.v[part->most + 1], part->name, part->what);
	return 0;
}

static int run(struct session *session, const struct cmd_args *args,
	struct wl_err *err)
{
	struct theming theming = { .session = session,
		.args = args,
		.format = WL_TEXT,
		.change = { .lock = { .dir = -1, .file = -1 } },
		.codebook = WL_BUF_INIT };
	const struct part *part = NULL;
	int rc;

	rc = find_part(args, &part, err);
	if (!rc)
		rc = check_options(args, part, err);
	if (!rc)
		rc = check_words(args, part, err);
	if (!rc)
		rc = format_chosen(args, "theme", &theming.format, err);
	if (!rc)
		rc = part->run(&theming, err);
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
