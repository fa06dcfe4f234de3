/* SPDX-License-Identifier: GPL-3.0-or-later */
/* winloss: finds the command, provides what it needs, prints the one error. */
#include <errno.h>
#ifdef __GLIBC__
#include <malloc.h>
#endif
#include <signal.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include "base/path.h"
#include "cmd.h"

const struct cmd *const commands[] = {
	&cmd_init,
	&cmd_prep,
	&cmd_interview,
	&cmd_note,
	&cmd_theme,
	&cmd_synthesize,
	&cmd_quotes,
	&cmd_card,
	&cmd_review,
	&cmd_plan,
	&cmd_status,
	&cmd_check,
	&cmd_log,
	&cmd_diff,
	&cmd_undo,
	&cmd_export,
	&cmd_merge_driver,
	&cmd_textconv,
	&cmd_completion,
	&cmd_help,
	NULL,
};

const struct cmd_option global_options[] = {
	{ "directory", 'C', "DIR", "work in this folder" },
	{ "as-of", 0, "DATE", "take this date (or time) as now" },
	{ "color", 0, "WHEN", "auto, always or never" },
	{ "no-pager", 0, NULL, "print straight to the terminal" },
	{ "no-input", 0, NULL, "never ask; fail and name the option" },
	{ "names", 0, NULL, "show names from people.yaml" },
	{ "skip-unreadable", 0, NULL, "go on without unreadable files" },
	{ "quiet", 'q', NULL, "say only what went wrong" },
	{ "verbose", 'v', NULL, "also name the files that were written" },
	{ "version", 0, NULL, "print the version" },
	{ "help", 'h', NULL, "print this help" },
	OPTION_END,
};

const struct cmd *cmd_find(const char *name)
{
	for (size_t i = 0; commands[i]; i++)
		if (wl_streq(commands[i]->name, name))
			return commands[i];
	return NULL;
}

static int exit_status(int code)
{
	switch (code) {
	case WL_OK:
		return 0;
	case WL_EFOUND:
		return 1;
	case WL_EUSAGE:
		return 129;
	case WL_EINTERRUPT:
		return 130;
	default:
		return 128;
	}
}

static int terminal_width(void)
{
	const char *columns = getenv("COLUMNS");
	struct winsize size;
	long n = columns ? strtol(columns, NULL, 10) : 0;

	if (n <= 0 && !ioctl(STDOUT_FILENO, TIOCGWINSZ, &size))
		n = size.ws_col;
	if (n <= 0)
		n = 80;
	return n < 40 ? 40 : n > 200 ? 200 : (int)n;
}

static int set_as_of(
	struct session *session, const char *given, struct wl_err *err)
{
	wl_day day;

	session->as_of = wl_time_now();
	if (!given)
		given = getenv("WINLOSS_AS_OF");
	if (!given)
		return 0;
	if (wl_day_parse(&day, given)) {
		session->as_of = wl_time_end_of(day);
		session->as_of.whole_day = true;
		return 0;
	}
	if (wl_time_parse(&session->as_of, given))
		return 0;
	wl_err_set(err, WL_EUSAGE, "'%s' is not a date", given);
	return wl_err_hint(err, "write --as-of 2026-11-21 or --as-of "
				"2026-11-21T10:00:00+01:00");
}

static int set_colour(
	struct session *session, const char *when, struct wl_err *err)
{
	const char *no = getenv("NO_COLOR"), *term = getenv("TERM");
	bool able = isatty(STDOUT_FILENO) && !(no && *no) &&
		    !wl_streq(term, "dumb");

	if (!when || wl_streq(when, "auto"))
		session->colour = able;
	else if (wl_streq(when, "always"))
		session->colour = true;
	else if (!wl_streq(when, "never"))
		return wl_err_set(err, WL_EUSAGE,
			"--color takes auto, always or never, not '%s'", when);
	return 0;
}

static int set_up(struct session *session, const struct cmd_args *before,
	const struct cmd_args *after, struct wl_err *err)
{
	const struct cmd_args *both[] = { before, after };
	const char *as_of = NULL, *colour = NULL;

	session->input = isatty(STDIN_FILENO) && isatty(STDERR_FILENO);
	session->pager = isatty(STDOUT_FILENO);
	session->record = true;
	session->width = terminal_width();
	for (size_t i = 0; i < WL_LEN(both); i++) {
		if (args_value(both[i], "directory"))
			session->folder = args_value(both[i], "directory");
		if (args_value(both[i], "as-of"))
			as_of = args_value(both[i], "as-of");
		if (args_value(both[i], "color"))
			colour = args_value(both[i], "color");
		session->pager &= !args_has(both[i], "no-pager");
		session->input &= !args_has(both[i], "no-input");
		session->names |= args_has(both[i], "names");
		session->quiet |= args_has(both[i], "quiet");
		session->verbose |= args_has(both[i], "verbose");
		session->skip_unreadable |=
			args_has(both[i], "skip-unreadable");
		session->record &= !args_has(both[i], "no-commit");
	}
	if (set_colour(session, colour, err))
		return err->code;
	return set_as_of(session, as_of, err);
}

/* The command's own options and those of every command in one table. */
static struct cmd_option *all_options(const struct cmd *command)
{
	size_t n = 0, m = WL_LEN(global_options);
	struct cmd_option *all;

	while (command->options[n].name)
		n++;
	all = wl_alloc((n + m) * sizeof(*all));
	memcpy(all, command->options, n * sizeof(*all));
	memcpy(all + n, global_options, m * sizeof(*all));
	return all;
}

/* The system takes memory back faster than we give it; only who looks for
 * leaks wants it given. */
static void leave(struct session *session)
{
#ifdef __SANITIZE_ADDRESS__
	session_release(session);
#else
	(void)session;
#endif
}

static int run_command(const struct cmd *command, const struct cmd_args *before,
	char *const *argv, struct wl_err *err)
{
	struct cmd_option *options = all_options(command);
	struct session session = { .place = { .dir = -1 } };
	struct cmd_args args;
	struct wl_buf out = WL_BUF_INIT;
	int rc;

	rc = args_parse(&args, options, argv, false, err);
	if (rc) {
		if (!*err->hint)
			wl_err_hint(err, "see 'winloss %s -h'", command->name);
		free(options);
		return rc;
	}
	if (args_has(&args, "help") || args_has(before, "help")) {
		help_command(&out, command);
		fwrite(out.s, 1, out.n, stdout);
		goto done;
	}
	wl_lock_command(command->name);
	rc = set_up(&session, before, &args, err);
	if (!rc)
		rc = session_load(&session, command->needs, err);
	if (!rc)
		rc = command->run(&session, &args, err);
	if (!rc || rc == WL_EFOUND)
		rc = wl_repo_wanted(err) ? err->code : rc;
done:
	leave(&session);
	args_release(&args);
	wl_buf_release(&out);
	free(options);
	return rc;
}

static int no_command(const char *name, struct wl_err *err)
{
	const char *names[32], *near;
	struct wl_list list = { names, 0 };

	for (size_t i = 0; commands[i]; i++)
		names[list.n++] = commands[i]->name;
	near = wl_nearest(name, &list);
	wl_err_set(err, WL_EUSAGE, "there is no command '%s'", name);
	return near ? wl_err_hint(err, "did you mean 'winloss %s'?", near)
		    : wl_err_hint(err, "'winloss -h' lists the commands");
}

static int dispatch(char **argv, struct wl_err *err)
{
	struct wl_buf out = WL_BUF_INIT;
	const struct cmd *command;
	struct cmd_args before;
	int rc;

	rc = args_parse(&before, global_options, argv, true, err);
	if (rc)
		return rc;
	if (args_has(&before, "version")) {
		puts("winloss " WL_VERSION);
	} else if (!before.words.n) {
		help_overview(&out);
		fwrite(out.s, 1, out.n,
			args_has(&before, "help") ? stdout : stderr);
		rc = args_has(&before, "help") ? 0 : WL_EUSAGE;
	} else if (!(command = cmd_find(before.words.v[0]))) {
		rc = no_command(before.words.v[0], err);
	} else {
		rc = run_command(command, &before, before.words.v, err);
	}
	args_release(&before);
	wl_buf_release(&out);
	return rc;
}

/* The heap of a thread else grows page by page: a call each, during which all
 * other threads wait for memory. */
static void take_memory_in_bulk(void)
{
#ifdef M_TOP_PAD
	mallopt(M_TOP_PAD, 1024 * 1024);
#endif
}

int main(int argc, char **argv)
{
	struct wl_err err = { 0 };
	int rc;

	(void)argc;
	signal(SIGPIPE, SIG_IGN);
	take_memory_in_bulk();
	rc = dispatch(argv, &err);
	/* A full disk must not look like success; a closed pager may */
	errno = 0;
	if ((fflush(stdout) || ferror(stdout)) && !rc && errno != EPIPE)
		rc = wl_err_errno(&err, "cannot write to standard output");
	if (rc && *err.text)
		session_error(&err);
	return exit_status(rc);
}
