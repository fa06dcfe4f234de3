/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Asking: a line at a time with readline (a pasted paragraph is one answer),
 * or a text in the user's editor. */
#include <locale.h>
#include <readline/history.h>
#include <readline/readline.h>
#include <sys/stat.h>
#include <termios.h>
#include <unistd.h>

#include "base/file.h"
#include "base/proc.h"
#include "base/utf8.h"
#include "cmd.h"

static const struct wl_list *completions;

static char *next_completion(const char *text, int state)
{
	static size_t i;

	if (!state)
		i = 0;
	while (completions && i < completions->n) {
		const char *word = completions->v[i++];

		if (wl_starts(word, text))
			return wl_strdup(word);
	}
	return NULL;
}

static char **complete(const char *text, int start, int end)
{
	(void)start;
	(void)end;
	rl_attempted_completion_over = 1;
	rl_completion_append_character = '\0'; /* a + or - may follow */
	return rl_completion_matches(text, next_completion);
}

void prompt_complete(const struct wl_list *words)
{
	completions = words;
}

/* ^C as a key, so that it ends the question and not the program: what was
 * typed before it can still be kept. */
static bool stopped;

static int stop(int count, int key)
{
	(void)count;
	(void)key;
	stopped = true;
	rl_crlf();
	rl_done = 1;
	return 0;
}

static void prepare_terminal(int meta)
{
	struct termios tio;

	rl_prep_terminal(meta);
	if (tcgetattr(STDIN_FILENO, &tio))
		return;
	tio.c_cc[VINTR] = _POSIX_VDISABLE;
	tcsetattr(STDIN_FILENO, TCSADRAIN, &tio);
}

static void set_up(void)
{
	static bool done;

	if (done)
		return;
	done = true;
	/* Only what a character is; numbers and dates stay as they are */
	if (!setlocale(LC_CTYPE, "") || MB_CUR_MAX == 1)
		setlocale(LC_CTYPE, "C.UTF-8");
	rl_readline_name = "winloss";
	rl_outstream = stderr;
	rl_attempted_completion_function = complete;
	rl_completer_word_break_characters = " \t#";
	rl_prep_term_function = prepare_terminal;
	rl_initialize(); /* reads inputrc; what follows goes before it */
	rl_variable_bind("enable-bracketed-paste", "on");
	rl_bind_key('C' & 0x1f, stop);
}

/* One line of UTF-8; asks again for what is not. */
static char *read_line(const char *question)
{
	for (;;) {
		char *line = readline(question);

		if (stopped) {
			free(line);
			return NULL;
		}
		if (!line || wl_utf8_valid(line, strlen(line)) == strlen(line))
			return line;
		free(line);
		fputs("that was not UTF-8 text; once more, please\n", stderr);
	}
}

int prompt_line(struct session *session, const char *question, const char *flag,
	char **out, struct wl_err *err)
{
	char *line;

	if (!session->input) {
		wl_err_set(err, WL_EUSAGE, "there is no terminal to ask at: %s",
			flag);
		return wl_err_hint(err, "give it with an option, "
					"or run this on a terminal");
	}
	set_up();
	fflush(stdout);
	stopped = false;
	line = read_line(question);
	if (!line) {
		if (!stopped)
			fputc('\n', stderr); /* ^D leaves the cursor there */
		return wl_err_set(err, WL_EINTERRUPT, "stopped");
	}
	if (*line)
		add_history(line);
	*out = line;
	return 0;
}

static int find_editor(struct wl_buf *out, struct wl_err *err)
{
	struct wl_strv argv = { 0 };
	struct wl_proc proc = { .argv = &argv, .out = out };
	int status = 0, rc;

	wl_strv_add(&argv, "git");
	wl_strv_add(&argv, "var");
	wl_strv_add(&argv, "GIT_EDITOR");
	rc = wl_proc_run(&proc, &status, err);
	wl_strv_release(&argv);
	wl_buf_rtrim(out);
	if (!rc && (status || !out->n)) {
		rc = wl_err_set(err, WL_EFAIL, "git knows no editor");
		wl_err_hint(err, "set EDITOR, or git config core.editor");
	}
	return rc;
}

static int run_editor(const char *editor, const char *file, struct wl_err *err)
{
	struct wl_strv argv = { 0 };
	struct wl_proc proc = { .argv = &argv, .terminal = true };
	int status = 0, rc;

	wl_strv_add(&argv, "/bin/sh");
	wl_strv_add(&argv, "-c");
	wl_strv_addf(&argv, "%s \"$@\"", editor);
	wl_strv_add(&argv, editor);
	wl_strv_add(&argv, file);
	rc = wl_proc_run(&proc, &status, err);
	wl_strv_release(&argv);
	if (!rc && status)
		rc = wl_err_set(err, WL_EFAIL,
			"the editor '%s' ended with status %d", editor, status);
	return rc;
}

int prompt_edit(struct session *session, struct wl_buf *text, const char *name,
	struct wl_err *err)
{
	struct wl_buf editor = WL_BUF_INIT, file = WL_BUF_INIT;
	const char *tmp = getenv("TMPDIR");
	char *folder;
	int dir = -1, rc;

	(void)session;
	wl_buf_addf(&file, "%s/winloss-XXXXXX", tmp && *tmp ? tmp : "/tmp");
	folder = mkdtemp(file.s);
	if (!folder)
		return wl_err_errno(err, "cannot make a folder in '%s'",
			tmp && *tmp ? tmp : "/tmp");
	rc = find_editor(&editor, err);
	if (!rc)
		rc = wl_dir_open(&dir, folder, err);
	if (!rc)
		rc = wl_file_replace(dir, name, text, 0600, err);
	wl_buf_addf(&file, "/%s", name);
	if (!rc)
		rc = run_editor(editor.s, file.s, err);
	wl_buf_clear(text);
	if (!rc)
		rc = wl_file_read(text, dir, name, WL_MARKDOWN_MAX, err);
	unlink(file.s);
	*strrchr(file.s, '/') = '\0';
	rmdir(file.s);
	if (dir >= 0)
		close(dir);
	wl_buf_release(&editor);
	wl_buf_release(&file);
	return rc;
}
