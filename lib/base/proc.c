/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/proc.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

/* A pipe to one of the child's first three descriptors; ours is -1 if none. */
struct channel {
	int ours, theirs;
	struct wl_buf *out;
};

/* What was changed about signals, to be put back. */
struct signals {
	struct sigaction interrupt, quit, pipe;
	sigset_t defaults; /* what the child gets back */
};

static void shut(int *fd)
{
	if (*fd >= 0)
		close(*fd);
	*fd = -1;
}

static int open_channel(struct channel *channel, bool to_child)
{
	int fd[2];

	if (pipe2(fd, O_CLOEXEC))
		return -1;
	channel->ours = fd[to_child];
	channel->theirs = fd[!to_child];
	return to_child ? fcntl(channel->ours, F_SETFL, O_NONBLOCK) : 0;
}

static int open_channels(struct channel channels[3], const struct wl_proc *proc)
{
	channels[1].out = proc->out;
	channels[2].out = proc->errors;
	if (proc->in && open_channel(&channels[0], true))
		return -1;
	for (int i = 1; i < 3; i++)
		if (channels[i].out && open_channel(&channels[i], false))
			return -1;
	return 0;
}

/* Is the variable one that env sets or unsets? */
static bool overridden(const char *variable, const struct wl_strv *env)
{
	for (size_t i = 0; i < env->n; i++) {
		size_t n = strcspn(env->v[i], "=");

		if (!strncmp(variable, env->v[i], n) && variable[n] == '=')
			return true;
	}
	return false;
}

static void build_env(struct wl_strv *out, const struct wl_strv *env)
{
	static const struct wl_strv none;

	if (!env)
		env = &none;
	for (char **v = environ; v && *v; v++)
		if (!overridden(*v, env))
			wl_strv_add(out, *v);
	for (size_t i = 0; i < env->n; i++)
		if (strchr(env->v[i], '='))
			wl_strv_add(out, env->v[i]);
}

static void ignore(int number, struct sigaction *old, sigset_t *defaults)
{
	struct sigaction action = { .sa_handler = SIG_IGN };

	sigemptyset(&action.sa_mask);
	sigaction(number, &action, old);
	if (old->sa_handler != SIG_IGN)
		sigaddset(defaults, number);
}

/*
 * We outlive a reader of ours that closes
 * early, and a Ctrl-C that was meant for the editor or pager on the terminal.
 */
static void hold_signals(struct signals *saved, bool terminal)
{
	sigemptyset(&saved->defaults);
	ignore(SIGPIPE, &saved->pipe, &saved->defaults);
	if (!terminal)
		return;
	ignore(SIGINT, &saved->interrupt, &saved->defaults);
	ignore(SIGQUIT, &saved->quit, &saved->defaults);
}

static void restore_signals(const struct signals *saved, bool terminal)
{
	sigaction(SIGPIPE, &saved->pipe, NULL);
	if (!terminal)
		return;
	sigaction(SIGINT, &saved->interrupt, NULL);
	sigaction(SIGQUIT, &saved->quit, NULL);
}

static int add_actions(posix_spawn_file_actions_t *actions,
	const struct channel channels[3], const struct wl_proc *proc, int dir)
{
	int failed = 0;

	if (!proc->in && !proc->terminal)
		failed = posix_spawn_file_actions_addopen(
			actions, 0, "/dev/null", O_RDONLY, 0);
	for (int i = 0; i < 3 && !failed; i++)
		if (channels[i].theirs >= 0)
			failed = posix_spawn_file_actions_adddup2(
				actions, channels[i].theirs, i);
	if (!failed && dir >= 0)
		failed = posix_spawn_file_actions_addfchdir_np(actions, dir);
	return failed;
}

/* Start it; returns an errno.  posix_spawn reports what exec said. */
static int start(pid_t *pid, const struct wl_proc *proc,
	const struct channel channels[3], int dir, const sigset_t *defaults)
{
	posix_spawn_file_actions_t actions;
	posix_spawnattr_t attr;
	struct wl_strv env = { 0 };
	int failed;

	posix_spawn_file_actions_init(&actions);
	posix_spawnattr_init(&attr);
	build_env(&env, proc->env);
	posix_spawnattr_setsigdefault(&attr, defaults);
	posix_spawnattr_setflags(&attr, POSIX_SPAWN_SETSIGDEF);
	failed = add_actions(&actions, channels, proc, dir);
	if (!failed)
		failed = posix_spawnp(pid, proc->argv->v[0], &actions, &attr,
			proc->argv->v, env.v);
	posix_spawn_file_actions_destroy(&actions);
	posix_spawnattr_destroy(&attr);
	wl_strv_release(&env);
	return failed;
}

/* Write what the pipe takes; closes it at the end or if nobody reads. */
static void feed(int *fd, const struct wl_buf *in, size_t *written)
{
	ssize_t n = write(*fd, in->s + *written, in->n - *written);

	if (n > 0)
		*written += (size_t)n;
	else if (n < 0 && errno != EINTR && errno != EAGAIN)
		shut(fd);
	if (*written == in->n)
		shut(fd);
}

static void drain(int *fd, struct wl_buf *out)
{
	char bytes[16384];
	ssize_t n = read(*fd, bytes, sizeof(bytes));

	if (n > 0)
		wl_buf_add(out, bytes, (size_t)n);
	else if (n == 0 || errno != EINTR)
		shut(fd);
}

/* Serve all pipes at once until the child has closed its ends. */
static void pump(struct channel channels[3], const struct wl_buf *in)
{
	size_t written = 0;

	if (in && !in->n)
		shut(&channels[0].ours);
	for (;;) {
		struct pollfd poll_fds[3] = {
			{ channels[0].ours, POLLOUT, 0 },
			{ channels[1].ours, POLLIN, 0 },
			{ channels[2].ours, POLLIN, 0 },
		};

		if (channels[0].ours < 0 && channels[1].ours < 0 &&
			channels[2].ours < 0)
			return;
		if (poll(poll_fds, 3, -1) < 0)
			continue;
		if (poll_fds[0].revents)
			feed(&channels[0].ours, in, &written);
		for (int i = 1; i < 3; i++)
			if (poll_fds[i].revents)
				drain(&channels[i].ours, channels[i].out);
	}
}

static int await(pid_t pid)
{
	int status = 0;

	while (waitpid(pid, &status, 0) < 0)
		if (errno != EINTR)
			return 128;
	return WIFSIGNALED(status) ? 128 + WTERMSIG(status)
				   : WEXITSTATUS(status);
}

/* Is there a file of that name in a folder of the PATH? */
static bool on_path(const char *name)
{
	const char *path = getenv("PATH");
	struct wl_buf file = WL_BUF_INIT;
	bool found = false;

	while (path && *path && !found) {
		size_t n = strcspn(path, ":");

		wl_buf_clear(&file);
		wl_buf_add(&file, path, n);
		wl_buf_addf(&file, "%s%s", n ? "/" : "", name);
		found = !access(file.s, F_OK);
		path += n + (path[n] == ':');
	}
	wl_buf_release(&file);
	return found;
}

static int cannot_start(struct wl_err *err, const char *name, int reason)
{
	/* One folder of the PATH that may not be entered gives this, too */
	if (reason == EACCES && !strchr(name, '/') && !on_path(name))
		reason = ENOENT;
	errno = reason;
	wl_err_errno(err, "cannot start '%s'", name);
	if (reason != ENOENT)
		return WL_EFAIL;
	if (err)
		err->code = WL_ENOTFOUND;
	wl_err_hint(err, "install '%s' or put it on the PATH", name);
	return WL_ENOTFOUND;
}

int wl_proc_run(const struct wl_proc *proc, int *status, struct wl_err *err)
{
	struct channel channels[3] = { { -1, -1, NULL }, { -1, -1, NULL },
		{ -1, -1, NULL } };
	const char *name = proc->argv->v[0];
	struct signals saved;
	int dir = -1, code = 0, failed;
	pid_t pid;

	hold_signals(&saved, proc->terminal);
	if (proc->dir) {
		dir = open(proc->dir, O_PATH | O_DIRECTORY | O_CLOEXEC);
		if (dir < 0) {
			code = wl_err_errno(err, "cannot start '%s' in '%s'",
				name, proc->dir);
			goto done;
		}
	}
	if (open_channels(channels, proc)) {
		code = cannot_start(err, name, errno);
		goto done;
	}
	failed = start(&pid, proc, channels, dir, &saved.defaults);
	if (failed) {
		code = cannot_start(err, name, failed);
		goto done;
	}
	for (int i = 0; i < 3; i++)
		shut(&channels[i].theirs);
	pump(channels, proc->in);
	*status = await(pid);
done:
	for (int i = 0; i < 3; i++) {
		shut(&channels[i].ours);
		shut(&channels[i].theirs);
	}
	shut(&dir);
	restore_signals(&saved, proc->terminal);
	return code;
}
