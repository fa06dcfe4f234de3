/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Asking: a line at a time with readline (a pasted paragraph is one answer),
 * or a text in the user's editor. */
#include <locale.h>
#include <readline/history.h>
#include <readline/readline.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/file.h"
#include "base/proc.h"
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
	return rl_completion_matches(text, next_completion);
}

void prompt_complete(const struct wl_list *words)
{
	completions = words;
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
	rl_variable_bind("enable-bracketed-paste", "on");
}

int prompt_line(struct session *session, const char *question,
	const char *flag, char **out, struct wl_err *err)
{
	char *line;

	if (!session->input) {
		wl_err_set(err, WL_EUSAGE,
			"there is no terminal to ask at: %s", flag);
		return wl_err_hint(err, "give it with an option, "
					"or run this on a terminal");
	}
	set_up();
	fflush(stdout);
	line = readline(question);
	if (!line)
		return wl_err_set(err, WL_EINTERRUPT, "stopped");
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

static int run_editor(const char *editor, const char *file,
	struct wl_err *err)
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
			"the editor '%s' ended with status %d", editor,
			status);
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
		return wl_err_errno(err, "cannot make a folder in '%s'", tmp);
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
