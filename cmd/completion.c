/* SPDX-License-Identifier: GPL-3.0-or-later */
/* winloss completion: completion for a shell, made from the option tables. */
#include "cmd.h"

static const struct cmd_option options[] = { OPTION_END };

/* Behind which options a file stands. */
static const char *const file_values[] = { "FILE", "DIR", NULL };

static bool takes_file(const struct cmd_option *option)
{
	return option->value && wl_term(file_values, option->value) >= 0;
}

static void add_names(struct wl_buf *out, const struct cmd_option *table)
{
	for (; table->name; table++)
		wl_buf_addf(out, " --%s", table->name);
}

static void bash(struct wl_buf *out)
{
	wl_buf_adds(out,
		"_winloss() {\n"
		"  local cur=${COMP_WORDS[COMP_CWORD]}\n"
		"  local prev=${COMP_WORDS[COMP_CWORD-1]} word command=\n"
		"  for word in \"${COMP_WORDS[@]:1:COMP_CWORD-1}\"; do\n"
		"    case $word in -*) ;; *) command=$word; break ;; esac\n"
		"  done\n"
		"  local words=\n"
		"  case $command in\n");
	for (size_t i = 0; commands[i]; i++) {
		wl_buf_addf(out, "    %s) words='", commands[i]->name);
		add_names(out, commands[i]->options);
		wl_buf_adds(out, "' ;;\n");
	}
	wl_buf_adds(out, "    *) words='");
	for (size_t i = 0; commands[i]; i++)
		wl_buf_addf(out, " %s", commands[i]->name);
	wl_buf_adds(out, "' ;;\n  esac\n  words+='");
	add_names(out, global_options);
	wl_buf_adds(out,
		"'\n"
		"  case $prev in\n"
		"    --crm|--answers|--output|-o|--directory|-C)\n"
		"      COMPREPLY=($(compgen -f -- \"$cur\")); return ;;\n"
		"  esac\n"
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
		if (table->value)
			wl_buf_addf(out, ":%s:%s", table->value,
				takes_file(table) ? "_files" : "");
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
		wl_buf_adds(out, " \\\n        '*:word:_files' ;;\n");
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
		if (table->value)
			wl_buf_adds(out, takes_file(table) ? " -r -F" : " -x");
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
	for (size_t i = 0; commands[i]; i++)
		fish_options(out, commands[i]->options, commands[i]->name);
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
