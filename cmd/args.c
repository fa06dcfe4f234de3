/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Options: one table of ours becomes a table of popt, and a list of what was
 * given, in order. */
#include <popt.h>

#include "base/path.h"
#include "cmd.h"

static struct poptOption *popt_table(const struct cmd_option *options)
{
	struct poptOption *table;
	size_t n = 0;

	while (options[n].name)
		n++;
	table = wl_alloc((n + 1) * sizeof(*table));
	for (size_t i = 0; i < n; i++) {
		table[i].longName = options[i].name;
		table[i].shortName = options[i].letter;
		table[i].argInfo =
			options[i].value ? POPT_ARG_STRING : POPT_ARG_NONE;
		table[i].val = (int)i + 1;
	}
	return table;
}

static int bad_option(struct wl_err *err, const struct cmd_option *options,
	poptContext context, int code)
{
	const char *given = poptBadOption(context, POPT_BADOPTION_NOALIAS);
	const char *near;
	size_t n = 0;

	wl_err_set(
		err, WL_EUSAGE, "option '%s': %s", given, poptStrerror(code));
	if (code != POPT_ERROR_BADOPT)
		return WL_EUSAGE;
	while (options[n].name)
		n++;
	near = WL_NEAREST(given + strspn(given, "-"), options, n, name);
	wl_err_set(err, WL_EUSAGE, "there is no option '%s'", given);
	if (near)
		wl_err_hint(err, "did you mean '--%s'?", near);
	return WL_EUSAGE;
}

static void keep(
	struct cmd_args *args, const struct cmd_option *option, char *value)
{
	WL_GROW(args->v, args->n, args->cap);
	args->v[args->n].option = option;
	args->v[args->n++].value = value;
	if (value)
		wl_strv_take(&args->kept, value);
}

int args_parse(struct cmd_args *out, const struct cmd_option *options,
	char *const *argv, bool until_word, struct wl_err *err)
{
	struct poptOption *table = popt_table(options);
	poptContext context;
	const char **words;
	int argc = 0, code, rc = 0;

	while (argv[argc])
		argc++;
	memset(out, 0, sizeof(*out));
	/* No POPT_CONTEXT_NO_EXEC, no configuration files are read */
	context = poptGetContext(NULL, argc, (const char **)(void *)argv, table,
		until_word ? POPT_CONTEXT_POSIXMEHARDER : 0);
	while ((code = poptGetNextOpt(context)) > 0)
		keep(out, &options[code - 1], poptGetOptArg(context));
	if (code < -1)
		rc = bad_option(err, options, context, code);
	words = poptGetArgs(context);
	while (!rc && words && *words)
		wl_strv_add(&out->words, *words++);
	poptFreeContext(context);
	free(table);
	if (rc)
		args_release(out);
	return rc;
}

void args_release(struct cmd_args *args)
{
	free(args->v);
	wl_strv_release(&args->words);
	wl_strv_release(&args->kept);
	memset(args, 0, sizeof(*args));
}

bool args_has(const struct cmd_args *args, const char *name)
{
	for (size_t i = 0; i < args->n; i++)
		if (wl_streq(args->v[i].option->name, name))
			return true;
	return false;
}

const char *args_value(const struct cmd_args *args, const char *name)
{
	for (size_t i = args->n; i-- > 0;)
		if (wl_streq(args->v[i].option->name, name))
			return args->v[i].value;
	return NULL;
}

void args_values(
	const struct cmd_args *args, const char *name, struct wl_list *list)
{
	list->v = wl_alloc((args->n + 1) * sizeof(*list->v));
	list->n = 0;
	for (size_t i = 0; i < args->n; i++)
		if (wl_streq(args->v[i].option->name, name))
			list->v[list->n++] = args->v[i].value;
}

int args_usage(struct wl_err *err, const char *command, const char *fmt, ...)
{
	char text[512];
	va_list ap;

	va_start(ap, fmt);
	vsnprintf(text, sizeof(text), fmt, ap);
	va_end(ap);
	wl_err_set(err, WL_EUSAGE, "%s", text);
	return wl_err_hint(err, "see 'winloss %s -h'", command);
}

int args_one_word(const struct cmd_args *args, const char *command,
	const char *what, const char **out, struct wl_err *err)
{
	if (args->words.n == 0)
		return args_usage(err, command, "%s is missing", what);
	if (args->words.n > 1)
		return args_usage(err, command,
			"'%s' is one word too many behind %s", args->words.v[1],
			what);
	*out = args->words.v[0];
	return 0;
}
