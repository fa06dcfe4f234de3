/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/git.h"

#include <unistd.h>

#include "base/path.h"
#include "base/proc.h"
#include "base/utf8.h"
#include "store/change.h"

/* Lines of git's that an error repeats. */
#define LINES 4

void wl_git_init(
	struct wl_git *git, const char *dir, const struct wl_repo *repo)
{
	memset(git, 0, sizeof(*git));
	git->dir = repo ? wl_repo_workdir(repo) : dir;
	git->repo = repo;
	wl_buf_init(&git->out);
	wl_buf_init(&git->errors);
}

void wl_git_release(struct wl_git *git)
{
	wl_buf_release(&git->out);
	wl_buf_release(&git->errors);
}

/*
 * git shall see the repository that we opened, whatever the variables say
 * that it was itself started with: some are relative to where we were.
 */
static void environment(struct wl_strv *env, const struct wl_git *git)
{
	static const char *const away[] = { "GIT_WORK_TREE", "GIT_COMMON_DIR",
		"GIT_PREFIX" };

	for (size_t i = 0; i < WL_LEN(away); i++)
		wl_strv_add(env, away[i]);
	if (git->repo && getenv("GIT_DIR"))
		wl_strv_addf(env, "GIT_DIR=%s", wl_repo_gitdir(git->repo));
	else
		wl_strv_add(env, "GIT_DIR");
	if (git->index)
		wl_strv_addf(env, "GIT_INDEX_FILE=%s", git->index);
	else
		wl_strv_add(env, "GIT_INDEX_FILE");
}

int wl_git_run(struct wl_git *git, const char *const *args, struct wl_err *err)
{
	struct wl_strv argv = { 0 }, env = { 0 };
	struct wl_proc proc = { &argv, &env, git->dir, git->in, &git->out,
		&git->errors, false };
	int code;

	wl_buf_clear(&git->out);
	wl_buf_clear(&git->errors);
	wl_strv_add(&argv, "git");
	for (size_t i = 0; args[i]; i++)
		wl_strv_add(&argv, args[i]);
	environment(&env, git);
	code = wl_proc_run(&proc, &git->status, err);
	if (code == WL_ENOTFOUND) {
		code = wl_err_set(err, WL_EFAIL,
			"cannot run 'git', which records changes: there is no "
			"such program");
		wl_err_hint(err, "install git, or use --no-commit");
	}
	wl_strv_release(&argv);
	wl_strv_release(&env);
	return code;
}

/* The first lines that are not empty, divided by semicolons. */
static void first_lines(struct wl_buf *out, const struct wl_buf *said)
{
	const char *s = said->s;
	struct wl_buf line = WL_BUF_INIT;
	int n = 0;

	while (*s && n < LINES) {
		size_t length = strcspn(s, "\n");
		char *copy = wl_strndup(s, length);

		wl_buf_clear(&line);
		wl_utf8_line(&line, copy);
		free(copy);
		if (line.n)
			wl_buf_addf(out, "%s%s", n++ ? "; " : "", line.s);
		s += length + (s[length] == '\n');
	}
	wl_buf_release(&line);
}

/* "Unable to create '<path>.lock': File exists", in any language. */
static char *lock_named(const struct wl_buf *said)
{
	const char *end = strstr(said->s, ".lock'");
	const char *start = end;

	while (start && start > said->s && start[-1] != '\'')
		start--;
	if (!start || start == said->s)
		return NULL;
	return wl_strndup(start, (size_t)(end - start) + strlen(".lock"));
}

int wl_git_failed(
	const struct wl_git *git, struct wl_err *err, const char *fmt, ...)
{
	struct wl_buf text = WL_BUF_INIT;
	char *what = NULL, *lock = lock_named(&git->errors);
	va_list ap;

	va_start(ap, fmt);
	if (vasprintf(&what, fmt, ap) < 0)
		wl_no_memory();
	va_end(ap);
	first_lines(&text, git->errors.n ? &git->errors : &git->out);
	if (!text.n)
		wl_buf_addf(
			&text, "git gave no reason (status %d)", git->status);
	wl_err_set(err, WL_EFAIL, "%s: %s", what, text.s);
	if (lock)
		wl_err_hint(err,
			"if no git or editor is at work here, remove '%s' and "
			"run the command again",
			lock);
	free(lock);
	free(what);
	wl_buf_release(&text);
	return WL_EFAIL;
}

static int no_identity(const struct wl_git *git, struct wl_err *err)
{
	const char *why = strstr(git->errors.s, "fatal: ");
	struct wl_buf text = WL_BUF_INIT;

	wl_utf8_line(&text, why ? why + strlen("fatal: ") : git->errors.s);
	wl_err_set(
		err, WL_ENOTFOUND, "git does not know who you are: %s", text.s);
	wl_err_hint(err, "`git config --global user.name 'Your Name'` and "
			 "`git config --global user.email you@example.com`");
	wl_buf_release(&text);
	return WL_ENOTFOUND;
}

/*
 * With user.useConfigOnly git refuses to guess.  It then does not take EMAIL
 * either, which the user did set.
 */
int wl_git_ident(struct wl_git *git, const char *variable, struct wl_buf *out,
	struct wl_err *err)
{
	static const char only[] = "user.useConfigOnly=true";
	const char *mail = getenv("EMAIL");
	char *setting = NULL;
	int code = wl_git_run(git, WL_ARGS("-c", only, "var", variable), err);

	if (!code && git->status && mail && *mail) {
		if (asprintf(&setting, "user.email=%s", mail) < 0)
			wl_no_memory();
		code = wl_git_run(git,
			WL_ARGS("-c", only, "-c", setting, "var", variable),
			err);
	}
	free(setting);
	if (code)
		return code;
	if (git->status)
		return no_identity(git, err);
	wl_buf_add(out, git->out.s, git->out.n);
	wl_buf_rtrim(out);
	return 0;
}

char *wl_git_top(const char *root)
{
	char *top = wl_strdup(root), *slash;
	struct wl_buf path = WL_BUF_INIT;

	while ((slash = strrchr(top, '/'))) {
		wl_buf_clear(&path);
		wl_path_join(&path, top, ".git");
		if (!access(path.s, F_OK))
			break;
		*slash = '\0';
	}
	wl_buf_release(&path);
	if (*top)
		return top;
	free(top);
	return wl_strdup(root);
}

bool wl_git_trusts(const char *root)
{
	struct wl_git git;
	bool trusts;

	wl_git_init(&git, root, NULL);
	trusts = !wl_git_run(&git, WL_ARGS("rev-parse", "--git-dir"), NULL) &&
		 !git.status;
	wl_git_release(&git);
	return trusts;
}

int wl_repo_identity(const struct wl_place *place, struct wl_buf *name,
	struct wl_buf *email, struct wl_err *err)
{
	struct wl_buf ident = WL_BUF_INIT;
	struct wl_git git;
	const char *open, *close;
	int code;

	wl_git_init(&git, place->root, NULL);
	code = wl_git_ident(&git, "GIT_AUTHOR_IDENT", &ident, err);
	if (code)
		goto done;
	open = strstr(ident.s, " <");
	close = strrchr(ident.s, '>');
	if (!open || !close || close < open) {
		code = wl_err_set(err, WL_EFAIL,
			"cannot understand who git says the author is");
		goto done;
	}
	if (name)
		wl_buf_add(name, ident.s, (size_t)(open - ident.s));
	if (email)
		wl_buf_add(email, open + 2, (size_t)(close - open) - 2);
done:
	wl_git_release(&git);
	wl_buf_release(&ident);
	return code;
}

int wl_repo_create(const char *folder, struct wl_err *err)
{
	struct wl_git git;
	int code;

	wl_git_init(&git, folder, NULL);
	code = wl_git_run(
		&git, WL_ARGS("config", "--get", "init.defaultBranch"), err);
	if (code)
		goto done;
	if (git.status == 1)
		code = wl_git_run(
			&git, WL_ARGS("init", "-q", "-b", "main"), err);
	else
		code = wl_git_run(&git, WL_ARGS("init", "-q"), err);
	if (!code && git.status)
		code = wl_git_failed(&git, err,
			"cannot make a git repository in '%s'", folder);
done:
	wl_git_release(&git);
	return code;
}
