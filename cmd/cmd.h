/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What a command is, and what main hands to it.
 *
 * A command is one const struct: its row says its name, what it needs and its
 * options; main provides what it needs, calls run, prints the one error.  The
 * option table gives the parser, -h, the completions and the test against
 * the manual page.
 */
#ifndef WL_CMD_CMD_H
#define WL_CMD_CMD_H

#include "base/date.h"
#include "base/err.h"
#include "publish/publish.h"
#include "store/change.h"
#include "model/edit.h"
#include "store/corpus.h"

enum cmd_needs {
	CMD_NOTHING = 0,
	CMD_PLACE = 1,  /* the folder of a programme */
	CMD_CORPUS = 2, /* everything in it, loaded */
};

/* An option; the table ends with a row whose name is NULL. */
struct cmd_option {
	const char *name;  /* long, without -- */
	char letter;       /* short; 0: none */
	const char *value; /* what it takes, as in help; NULL: a flag */
	const char *help;
};

/* One option or word as it was given, in order. */
struct cmd_arg {
	const struct cmd_option *option;
	const char *value; /* NULL for a flag */
};

struct cmd_args {
	struct cmd_arg *v; /* the options, in the order given */
	size_t n, cap;
	struct wl_strv words; /* what is not an option */
	struct wl_strv kept;  /* owns the values */
};

struct session {
	const char *folder; /* -C; NULL: here */
	struct wl_time as_of;
	bool colour, pager, input; /* settled from options and terminal */
	bool quiet, verbose, names;
	bool skip_unreadable, record;
	bool later; /* wl_corpus_options.later, for what is loaded next */
	int width;
	struct wl_place place;   /* if the command needs it, or found it */
	struct wl_corpus corpus; /* if the command needs it */
	bool has_corpus;
};

struct cmd {
	const char *name;
	const char *usage;   /* behind "winloss <name> "; lines by \n */
	const char *summary; /* one line */
	unsigned needs;
	const struct cmd_option *options;
	int (*run)(struct session *session, const struct cmd_args *args,
		struct wl_err *err);
};

extern const struct cmd *const commands[]; /* NULL behind the last */
extern const struct cmd_option global_options[];
extern const struct cmd cmd_init, cmd_prep, cmd_interview, cmd_note, cmd_log,
	cmd_synthesize, cmd_quotes, cmd_export, cmd_help, cmd_completion,
	cmd_check, cmd_theme, cmd_merge_driver, cmd_card, cmd_status, cmd_plan,
	cmd_diff, cmd_review, cmd_textconv, cmd_undo;

const struct cmd *cmd_find(const char *name);

/* args.c: the only file that knows popt. */
int args_parse(struct cmd_args *out, const struct cmd_option *options,
	char *const *argv, bool until_word, struct wl_err *err);
void args_release(struct cmd_args *args);
bool args_has(const struct cmd_args *args, const char *name);
/* The last value given; NULL if none was. */
const char *args_value(const struct cmd_args *args, const char *name);
/* All values of a repeatable option, in order; the caller frees list->v. */
void args_values(
	const struct cmd_args *args, const char *name, struct wl_list *list);
/* A wrong command line: WL_EUSAGE with the hint to read the help. */
int args_usage(struct wl_err *err, const char *command, const char *fmt, ...)
	WL_PRINTF(3, 4);
/* The one word that the command takes, or an error that names it. */
int args_one_word(const struct cmd_args *args, const char *command,
	const char *what, const char **out, struct wl_err *err);

/* help.c */
void help_command(struct wl_buf *out, const struct cmd *command);
void help_overview(struct wl_buf *out);

/* session.c */
int session_load(struct session *session, unsigned needs, struct wl_err *err);
void session_release(struct session *session);
/* Load the corpus of a revision (NULL: the working tree). */
int session_corpus(
	struct session *session, const char *revision, struct wl_err *err);
/* Warn of files that a killed command has half changed, as session_corpus
 * does. */
void session_intent(const struct session *session);
/* Load the corpus again after a change; what pointed into it is gone. */
int session_reload(struct session *session, struct wl_err *err);
/* Write a result to stdout, through the pager where that helps. */
int session_print(
	struct session *session, const struct wl_buf *out, struct wl_err *err);
/* Search a result for what must not leave.  `leaves`: it is made for going
 * elsewhere, so what could not be searched for is said. */
int session_search(struct session *session, const struct wl_buf *out,
	bool leaves, struct wl_err *err);
/* Search a result, then print it. */
int session_publish(struct session *session, const struct wl_buf *out,
	bool leaves, struct wl_err *err);
/* A line to stderr, unless -q; made safe for a terminal. */
void session_say(const struct session *session, const char *fmt, ...)
	WL_PRINTF(2, 3);
void session_warn(const struct session *session, const char *fmt, ...)
	WL_PRINTF(2, 3);
/* Print an error and its hint to stderr as every command does. */
void session_error(const struct wl_err *err);
/* The day of --as-of (today). */
wl_day session_today(const struct session *session);
/* The team member who is at work: --by, else by git's e-mail. */
int session_person(struct session *session, const struct cmd_args *args,
	const struct wl_member **out, struct wl_err *err);
/* Begin a change, honouring --no-commit. */
int session_begin(
	struct session *session, struct wl_change *change, struct wl_err *err);
/* Refuse a change that would bring confidential words into the repository, by
 * a file or by the message of its commit; warn of a name.  session_apply asks
 * it. */
int session_guard(const struct session *session, const struct wl_change *change,
	const struct wl_message *message, struct wl_err *err);
/* Apply it and say what was recorded. */
int session_apply(struct session *session, struct wl_change *change,
	const struct wl_message *message, struct wl_err *err);
/* resume.c: if a killed command left a change of many files half done, bring it
 * to its end and say so; adds the subject of the commit that this made.  For
 * commands that would refuse what they find half done. */
int session_resume(
	struct session *session, struct wl_buf *subject, struct wl_err *err);
/* The interview of this id, or an error with the nearest one as a hint. */
int session_interview(struct session *session, const char *id,
	const struct wl_interview **out, struct wl_err *err);
/* Read an interview's bytes for editing; call behind session_begin. */
int session_edit(struct session *session, const struct wl_interview *interview,
	struct wl_edit *edit, struct wl_err *err);

/* journal.c: open <repository>/winloss/ (-1: err says why) and add the name of
 * the file in which the answers of this interview or review are kept. */
int session_journal(const struct session *session, const char *kind,
	const char *id, struct wl_buf *name, struct wl_err *err);
/* Remove that file, if it is there. */
void session_journal_remove(
	const struct session *session, const char *kind, const char *id);

/* prompt.c: the only file that knows readline. */
/* Ask for a line; *out is the caller's, "" if nothing was said.  Fails with
 * WL_EINTERRUPT on ^C or end of input, WL_EUSAGE naming `flag` without a
 * terminal. */
int prompt_line(struct session *session, const char *question, const char *flag,
	char **out, struct wl_err *err);
/* Words that TAB completes at the next prompts (borrowed; NULL: none). */
void prompt_complete(const struct wl_list *words);
/* Let the user edit a text in the editor that git would use. */
int prompt_edit(struct session *session, struct wl_buf *text, const char *name,
	struct wl_err *err);

/* The options that several commands have. */
#define OPTION_BY                                                              \
	{                                                                      \
		"by", 0, "PERSON", "who does this: an id of the team"          \
	}
#define OPTION_NO_COMMIT                                                       \
	{                                                                      \
		"no-commit", 0, NULL, "leave the change in the working tree"   \
	}
#define OPTION_FORMAT(formats)                                                 \
	{                                                                      \
		"format", 'f', "FORMAT", "output as " formats                  \
	}
#define OPTION_END                                                             \
	{                                                                      \
		NULL, 0, NULL, NULL                                            \
	}

#endif
