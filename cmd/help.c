/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Help made from the tables, and `winloss help`, which opens the manual. */
#include <unistd.h>

#include "base/path.h"
#include "base/proc.h"
#include "cmd.h"

#define COLUMN 28
#define WIDTH 80

/* Words behind COLUMN, going on below themselves. */
static void add_words(struct wl_buf *out, const char *words)
{
	size_t column = COLUMN;

	while (*words) {
		size_t n = strcspn(words, " ");

		if (column > COLUMN && column + 1 + n > WIDTH) {
			wl_buf_addc(out, '\n');
			wl_buf_fill(out, ' ', COLUMN);
			column = COLUMN;
		} else if (column > COLUMN) {
			wl_buf_addc(out, ' ');
			column++;
		}
		wl_buf_add(out, words, n);
		column += n;
		words += n + strspn(words + n, " ");
	}
	wl_buf_addc(out, '\n');
}

static void add_option(struct wl_buf *out, const struct cmd_option *option)
{
	size_t begin = out->n;

	wl_buf_adds(out, "  ");
	if (option->letter)
		wl_buf_addf(out, "-%c, ", option->letter);
	else
		wl_buf_adds(out, "    ");
	wl_buf_addf(out, "--%s", option->name);
	if (option->value)
		wl_buf_addf(out, " %s", option->value);
	if (out->n - begin + 1 >= COLUMN) {
		wl_buf_addc(out, '\n');
		begin = out->n;
	}
	wl_buf_fill(out, ' ', COLUMN - (out->n - begin));
	add_words(out, option->help);
}

static void add_options(
	struct wl_buf *out, const char *title, const struct cmd_option *options)
{
	if (!options || !options->name)
		return;
	wl_buf_addf(out, "\n%s:\n", title);
	for (; options->name; options++)
		add_option(out, options);
}

static void add_usage(struct wl_buf *out, const struct cmd *command)
{
	const char *line = command->usage, *prefix = "usage:";

	do {
		size_t n = strcspn(line, "\n");

		wl_buf_addf(out, "%s winloss %s%s%.*s\n", prefix, command->name,
			n ? " " : "", (int)n, line);
		prefix = "   or:";
		line += n;
	} while (*line++);
}

void help_command(struct wl_buf *out, const struct cmd *command)
{
	add_usage(out, command);
	wl_buf_addf(out, "\n%s\n", command->summary);
	add_options(out, "Options", command->options);
	add_options(out, "Options of every command", global_options);
	wl_buf_addf(out, "\n'winloss help %s' opens the manual page.\n",
		command->name);
}

void help_overview(struct wl_buf *out)
{
	wl_buf_adds(out, "usage: winloss [options] <command> [<args>]\n\n"
			 "Win/loss interviews over plain files in git.\n\n"
			 "Commands:\n");
	for (size_t i = 0; commands[i]; i++)
		wl_buf_addf(out, "  %-14s%s\n", commands[i]->name,
			commands[i]->summary);
	add_options(out, "Options of every command", global_options);
	wl_buf_adds(out,
		"\n'winloss <command> -h' lists the options of a command,\n"
		"'winloss help <command>' opens its manual page, and\n"
		"'winloss help tutorial' is the place to start.\n");
}

static int page_of(const char *topic, char page[64], struct wl_err *err)
{
	static const char *const topics[] = { "format", "json", "rules",
		"tutorial", "winloss", NULL };
	const char *names[32];
	struct wl_list list = { names, 0 };

	for (size_t i = 0; topics[i]; i++)
		names[list.n++] = topics[i];
	for (size_t i = 0; commands[i]; i++)
		names[list.n++] = commands[i]->name;
	if (!wl_list_has(&list, topic)) {
		wl_err_set(err, WL_EUSAGE, "there is no help on '%s'", topic);
		return wl_err_near(err, wl_nearest(topic, &list),
			"'winloss -h' lists the commands");
	}
	snprintf(page, 64, "%s%s", wl_streq(topic, "winloss") ? "" : "winloss-",
		topic);
	return 0;
}

/* Where the page lies: installed, or beside a build that is not. */
static void add_page(struct wl_strv *argv, const char *page)
{
	static const char *const sections = "157";
	struct wl_buf path = WL_BUF_INIT;
	char self[4096];
	ssize_t n = readlink("/proc/self/exe", self, sizeof(self) - 1);
	char *slash;

	self[n < 0 ? 0 : n] = '\0';
	slash = strrchr(self, '/');
	if (slash)
		*slash = '\0';
	for (const char *s = sections; *s; s++) {
		wl_buf_clear(&path);
		wl_buf_addf(&path, "%s/../man/%s.%c", self, page, *s);
		if (!access(path.s, R_OK))
			break;
		wl_buf_clear(&path);
	}
	wl_strv_add(argv, path.n ? path.s : page);
	wl_buf_release(&path);
}

static int run(struct session *session, const struct cmd_args *args,
	struct wl_err *err)
{
	struct wl_strv argv = { 0 };
	struct wl_proc proc = { .argv = &argv, .terminal = true };
	struct wl_buf out = WL_BUF_INIT;
	char page[64] = "winloss";
	int status, rc = 0;

	if (!args->words.n) {
		help_overview(&out);
		rc = session_print(session, &out, err);
		goto done;
	}
	rc = page_of(args->words.v[0], page, err);
	if (rc)
		goto done;
	wl_strv_add(&argv, "man");
	add_page(&argv, page);
	rc = wl_proc_run(&proc, &status, err);
	if (rc == WL_ENOTFOUND)
		wl_err_hint(err, "install man, or read 'winloss %s -h'",
			args->words.v[0]);
	else if (!rc && status)
		rc = wl_err_set(err, WL_EFAIL, "man could not show '%s'", page);
done:
	wl_strv_release(&argv);
	wl_buf_release(&out);
	return rc;
}

static const struct cmd_option options[] = { OPTION_END };

const struct cmd cmd_help = {
	.name = "help",
	.usage = "[<command>|format|json|rules|tutorial]",
	.summary = "open a manual page",
	.needs = CMD_NOTHING,
	.options = options,
	.run = run,
};
