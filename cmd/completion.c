/* SPDX-License-Identifier: GPL-3.0-or-later */
/* winloss completion: completion for a shell, made from the option tables. */
#include "cmd.h"

static const struct cmd_option options[] = { OPTION_END };

/* What stands behind an option, by what its row says that it takes; NULL: the
 * row's help lists it. */
static const struct {
	const char *value, *words;
} values[] = {
	{ "OUTCOME", "win loss no-decision" },
	{ "FORMAT", NULL },
	{ "STATE", NULL },
	{ "TYPE", NULL },
	{ "WHEN", "auto always never" },
	{ "CONSENT", "named anonymous none" },
	{ "LEVEL", "internal public confidential" },
	{ "VERDICT", "confirmed partly refuted" },
	{ "ORDER", "dmy mdy ymd" },
	{ "SOURCE", "call onboarding implementation rep feedback asset "
		    "request" },
};

/* "output as text, md or json" is: text md json */
static void add_listed(struct wl_buf *out, const char *help)
{
	static const char *const others[] = { "output", "as", "or" };
	size_t n, start = out->n;

	for (; *(help += strspn(help, " ,")); help += n) {
		bool other = false;

		n = strcspn(help, " ,");
		for (size_t i = 0; i < WL_LEN(others); i++)
			other |= strlen(others[i]) == n &&
				 !strncmp(others[i], help, n);
		if (other)
			continue;
		wl_buf_adds(out, out->n > start ? " " : "");
		wl_buf_add(out, help, n);
	}
}

static void add_values(struct wl_buf *out, const struct cmd_option *option)
{
	for (size_t i = 0; i < WL_LEN(values); i++) {
		if (!wl_streq(values[i].value, option->value))
			continue;
		if (values[i].words)
			wl_buf_adds(out, values[i].words);
		else
			add_listed(out, option->help);
	}
}

static bool takes_file(const struct cmd_option *option)
{
	return wl_streq(option->value, "FILE") ||
	       wl_streq(option->value, "DIR");
}

/* Add the words that a command takes as they are: in its usage those that
 * are neither an option nor in angle brackets; each behind a space. */
static void add_usage(struct wl_buf *out, const struct cmd *command)
{
	static const char letters[] = "abcdefghijklmnopqrstuvwxyz-";

	for (const char *s = command->usage; *s;) {
		size_t n = strspn(s, letters);

		if (*s == '<')
			n = strcspn(s, ">");
		else if (n && *s != '-')
			wl_buf_addf(out, " %.*s", (int)n, s);
		s += n ? n : 1;
	}
	if (strstr(command->usage, "<command>"))
		for (size_t i = 0; commands[i]; i++)
			wl_buf_addf(out, " %s", commands[i]->name);
}

static void add_names(struct wl_buf *out, const struct cmd_option *table)
{
	for (; table->name; table++)
		wl_buf_addf(out, " --%s", table->name);
}

/* What is offered behind the options that take a value. */
static void bash_values(
	struct wl_buf *out, const struct cmd_option *table, const char *command)
{
	for (; table->name; table++) {
		if (!table->value)
			continue;
		wl_buf_addf(out, "    %s:--%s", command, table->name);
		if (table->letter)
			wl_buf_addf(out, "|%s:-%c", command, table->letter);
		if (takes_file(table)) {
			wl_buf_adds(out, ") COMPREPLY=($(compgen -f -- "
					 "\"$cur\")); return ;;\n");
			continue;
		}
		wl_buf_adds(out, ") words='");
		add_values(out, table);
		wl_buf_adds(out, "' ;;\n");
	}
}

/* The command is the first word that is no option and no option's value. */
static void bash_command(struct wl_buf *out)
{
	wl_buf_adds(out, "_winloss() {\n"
			 "  local cur=${COMP_WORDS[COMP_CWORD]} i command=\n"
			 "  local prev=${COMP_WORDS[COMP_CWORD-1]} words=\n"
			 "  [ \"$cur\" = = ] && cur=\n"
			 "  [ \"$prev\" = = ] && "
			 "prev=${COMP_WORDS[COMP_CWORD-2]}\n"
			 "  for ((i = 1; i < COMP_CWORD; i++)); do\n"
			 "    case ${COMP_WORDS[i]} in\n");
	for (const struct cmd_option *o = global_options; o->name; o++)
		if (o->value && o->letter)
			wl_buf_addf(out, "    --%s|-%c) ((i++)) ;;\n", o->name,
				o->letter);
		else if (o->value)
			wl_buf_addf(out, "    --%s) ((i++)) ;;\n", o->name);
	wl_buf_adds(out, "    -*) ;;\n"
			 "    *) command=${COMP_WORDS[i]}; break ;;\n"
			 "    esac\n"
			 "  done\n");
}

static void bash(struct wl_buf *out)
{
	bash_command(out);
	wl_buf_adds(out, "  case $command in\n");
	for (size_t i = 0; commands[i]; i++) {
		wl_buf_addf(out, "    %s) words='", commands[i]->name);
		add_usage(out, commands[i]);
		add_names(out, commands[i]->options);
		wl_buf_adds(out, "' ;;\n");
	}
	wl_buf_adds(out, "    *) words='");
	for (size_t i = 0; commands[i]; i++)
		wl_buf_addf(out, " %s", commands[i]->name);
	wl_buf_adds(out, "' ;;\n  esac\n  words+='");
	add_names(out, global_options);
	wl_buf_adds(out, "'\n  case $command:$prev in\n");
	for (size_t i = 0; commands[i]; i++)
		bash_values(out, commands[i]->options, commands[i]->name);
	bash_values(out, global_options, "*");
	wl_buf_adds(out, "  esac\n"
			 "  COMPREPLY=($(compgen -W \"$words\" -- \"$cur\"))\n"
			 "}\n"
			 "complete -F _winloss winloss\n");
}

/* In single quotes for zsh's _arguments and fish: no quote, no bracket. */
static void add_help(struct wl_buf *out, const char *help)
{
	for (; *help; help++)
		if (!strchr("'[]:", *help))
			wl_buf_addc(out, *help);
}

static void zsh_options(struct wl_buf *out, const struct cmd_option *table)
{
	for (; table->name; table++) {
		wl_buf_addf(out, " \\\n        '*--%s[", table->name);
		add_help(out, table->help);
		wl_buf_adds(out, "]");
		if (table->value && takes_file(table)) {
			wl_buf_addf(out, ":%s:_files", table->value);
		} else if (table->value) {
			wl_buf_addf(out, ":%s:(", table->value);
			add_values(out, table);
			wl_buf_addc(out, ')');
		}
		wl_buf_addc(out, '\'');
	}
}

static void zsh(struct wl_buf *out)
{
	wl_buf_adds(out, "#compdef winloss\n"
			 "_winloss() {\n"
			 "  local -a names\n"
			 "  names=(");
	for (size_t i = 0; commands[i]; i++) {
		wl_buf_addf(out, "\n    '%s:", commands[i]->name);
		add_help(out, commands[i]->summary);
		wl_buf_addc(out, '\'');
	}
	wl_buf_adds(out, ")\n"
			 "  if (( CURRENT == 2 )); then\n"
			 "    _describe command names\n"
			 "    return\n"
			 "  fi\n"
			 "  case $words[2] in\n");
	for (size_t i = 0; commands[i]; i++) {
		wl_buf_addf(
			out, "    %s)\n      _arguments", commands[i]->name);
		zsh_options(out, commands[i]->options);
		zsh_options(out, global_options);
		wl_buf_adds(out, " \\\n        '*:word:(");
		add_usage(out, commands[i]);
		wl_buf_adds(out, ")' ;;\n");
	}
	wl_buf_adds(out, "  esac\n}\n_winloss \"$@\"\n");
}

static void fish_options(
	struct wl_buf *out, const struct cmd_option *table, const char *command)
{
	for (; table->name; table++) {
		wl_buf_adds(out, "complete -c winloss");
		if (command)
			wl_buf_addf(out,
				" -n '__fish_seen_subcommand_from "
				"%s'",
				command);
		wl_buf_addf(out, " -l %s", table->name);
		if (table->letter)
			wl_buf_addf(out, " -s %c", table->letter);
		if (table->value && takes_file(table)) {
			wl_buf_adds(out, " -r -F");
		} else if (table->value) {
			wl_buf_adds(out, " -x -a '");
			add_values(out, table);
			wl_buf_addc(out, '\'');
		}
		wl_buf_adds(out, " -d '");
		add_help(out, table->help);
		wl_buf_adds(out, "'\n");
	}
}

static void fish(struct wl_buf *out)
{
	wl_buf_adds(out, "complete -c winloss -f\n");
	for (size_t i = 0; commands[i]; i++) {
		wl_buf_addf(out,
			"complete -c winloss -n __fish_use_subcommand -a %s "
			"-d '",
			commands[i]->name);
		add_help(out, commands[i]->summary);
		wl_buf_adds(out, "'\n");
	}
	for (size_t i = 0; commands[i]; i++) {
		wl_buf_addf(out,
			"complete -c winloss -n '__fish_seen_subcommand_from "
			"%s' -a '",
			commands[i]->name);
		add_usage(out, commands[i]);
		wl_buf_adds(out, "'\n");
		fish_options(out, commands[i]->options, commands[i]->name);
	}
	fish_options(out, global_options, NULL);
}

static const struct {
	const char *name;
	void (*write)(struct wl_buf *out);
} shells[] = { { "bash", bash }, { "zsh", zsh }, { "fish", fish } };

static int run(struct session *session, const struct cmd_args *args,
	struct wl_err *err)
{
	struct wl_buf out = WL_BUF_INIT;
	const char *word;
	int rc;

	rc = args_one_word(args, "completion", "a shell", &word, err);
	for (size_t i = 0; !rc && i < WL_LEN(shells); i++)
		if (wl_streq(shells[i].name, word))
			shells[i].write(&out);
	if (!rc && !out.n)
		rc = args_usage(err, "completion",
			"'%s' is not bash, zsh or fish", word);
	session->pager = false;
	if (!rc)
		rc = session_print(session, &out, err);
	wl_buf_release(&out);
	return rc;
}

const struct cmd cmd_completion = {
	.name = "completion",
	.usage = "bash|zsh|fish",
	.summary = "print completion for a shell",
	.needs = CMD_NOTHING,
	.options = options,
	.run = run,
};
