/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Commands whose second word says what to do. */
#include "parts.h"

#include "base/path.h"
#include "publish/publish.h"

static const struct part *part_at(const struct parts *parts, size_t i)
{
	const void *row = (const char *)parts->rows + i * parts->size;

	return row;
}

static int missing(const struct parts *parts, struct wl_err *err)
{
	struct wl_buf known = WL_BUF_INIT;

	for (size_t i = 0; i < parts->n; i++)
		wl_buf_addf(&known, "%s%s",
			!i                 ? ""
			: i + 1 < parts->n ? ", "
					   : " or ",
			part_at(parts, i)->name);
	args_usage(err, parts->command->name, "what to do is missing: %s",
		known.s);
	wl_buf_release(&known);
	return WL_EUSAGE;
}

static int unknown(
	const struct parts *parts, const char *word, struct wl_err *err)
{
	const char *command = parts->command->name;
	const char *near = wl_nearest_of(word, parts->rows, parts->n,
		parts->size, offsetof(struct part, name));

	wl_err_set(err, WL_EUSAGE, "%s does not know '%s'", command, word);
	if (near)
		wl_err_hint(
			err, "did you mean 'winloss %s %s'?", command, near);
	else
		wl_err_hint(err, "see 'winloss %s -h'", command);
	return WL_EUSAGE;
}

static bool is_own(const struct cmd *command, const char *name)
{
	for (const struct cmd_option *o = command->options; o->name; o++)
		if (wl_streq(o->name, name))
			return true;
	return false;
}

/* Does a list of words between spaces hold this one? */
static bool holds(const char *words, const char *name)
{
	char word[64];

	snprintf(word, sizeof(word), " %s ", name);
	return strstr(words, word) != NULL;
}

static int check_options(const struct parts *parts, const struct part *part,
	const struct cmd_args *args, struct wl_err *err)
{
	const char *command = parts->command->name;
	const char *format = args_value(args, "format");

	for (size_t i = 0; i < args->n; i++) {
		const char *name = args->v[i].option->name;

		if (is_own(parts->command, name) && !holds(part->options, name))
			return args_usage(err, command, "'%s %s' takes no --%s",
				command, part->name, name);
	}
	if (format && part->formats && wl_term(wl_formats, format) >= 0 &&
		!holds(part->formats, format))
		return args_usage(err, command, "'%s %s' has no format '%s'",
			command, part->name, format);
	return 0;
}

static int check_words(const struct parts *parts, const struct part *part,
	const struct cmd_args *args, struct wl_err *err)
{
	const char *command = parts->command->name;
	size_t n = args->words.n - 1;

	if (n < part->least)
		return args_usage(err, command, "'%s %s' takes %s", command,
			part->name, part->what);
	if (n > part->most)
		return args_usage(err, command,
			"'%s' is one word too many: '%s %s' takes %s",
			args->words.v[part->most + 1], command, part->name,
			part->what);
	return 0;
}

int parts_choose(const struct parts *parts, const struct cmd_args *args,
	const void **row, struct wl_err *err)
{
	const struct part *part = NULL;
	int rc;

	if (!args->words.n)
		return missing(parts, err);
	for (size_t i = 0; i < parts->n && !part; i++)
		if (wl_streq(part_at(parts, i)->name, args->words.v[0]))
			part = part_at(parts, i);
	if (!part)
		return unknown(parts, args->words.v[0], err);
	rc = check_options(parts, part, args, err);
	if (!rc)
		rc = check_words(parts, part, args, err);
	*row = part;
	return rc;
}
