/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A folder of its own for each test, in which no configuration of the user
 * matters, and a shell in it to say what git should have done.
 */
#ifndef WL_TESTS_SANDBOX_H
#define WL_TESTS_SANDBOX_H

#include <errno.h>
#include <fcntl.h>
#include <setjmp.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/file.h"
#include "base/proc.h"

#include <cmocka.h>

static char sandbox[64];
static struct wl_buf sh_out, sh_errors;

/* Run in the sandbox; returns the exit status, sh_out what it printed. */
__attribute__((unused))
WL_PRINTF(1, 2) static int sh_status(const char *fmt, ...)
{
	struct wl_strv argv = { 0 };
	struct wl_proc proc = { &argv, NULL, sandbox, NULL, &sh_out, &sh_errors,
		false };
	char *line;
	va_list ap;
	int status = -1;

	va_start(ap, fmt);
	if (vasprintf(&line, fmt, ap) < 0)
		abort();
	va_end(ap);
	wl_strv_add(&argv, "sh");
	wl_strv_add(&argv, "-ec");
	wl_strv_take(&argv, line);
	wl_buf_clear(&sh_out);
	wl_buf_clear(&sh_errors);
	assert_int_equal(wl_proc_run(&proc, &status, NULL), 0);
	wl_buf_rtrim(&sh_out);
	wl_strv_release(&argv);
	return status;
}

/* The same, which must succeed; gives what it printed until the next one. */
#define sh(...) sh_must(sh_status(__VA_ARGS__), #__VA_ARGS__)

__attribute__((unused)) static const char *sh_must(int status, const char *what)
{
	if (status)
		fail_msg("status %d of %s: %s", status, what, sh_errors.s);
	return sh_out.s;
}

/* A path in the sandbox; good for the next eight calls. */
__attribute__((unused)) static const char *in(const char *path)
{
	static char paths[8][256];
	static int next;
	char *s = paths[next++ % 8];

	snprintf(
		s, sizeof(paths[0]), "%s%s%s", sandbox, *path ? "/" : "", path);
	return s;
}

__attribute__((unused)) static int sandbox_make(void **state)
{
	(void)state;
	snprintf(sandbox, sizeof(sandbox), "/tmp/winloss-test-XXXXXX");
	if (!mkdtemp(sandbox))
		return -1;
	wl_buf_init(&sh_out);
	wl_buf_init(&sh_errors);
	for (char **v = environ; *v;) {
		char *name = wl_strndup(*v, strcspn(*v, "="));

		if (wl_starts(name, "GIT_") || wl_streq(name, "EMAIL") ||
			wl_streq(name, "SUDO_UID"))
			unsetenv(name);
		else
			v++;
		free(name);
	}
	setenv("HOME", in("home"), 1);
	setenv("XDG_CONFIG_HOME", in("home/.config"), 1);
	setenv("GIT_CONFIG_NOSYSTEM", "1", 1);
	setenv("GIT_CONFIG_GLOBAL", in("home/.gitconfig"), 1);
	setenv("GIT_AUTHOR_DATE", "2026-11-21T10:00:00+01:00", 1);
	setenv("GIT_COMMITTER_DATE", "2026-11-21T10:00:00+01:00", 1);
	setenv("LC_ALL", "C", 1);
	if (sh_status("mkdir -p home/.config"))
		return -1;
	return sh_status(
		"git config --global user.name 'Priya Nair';"
		"git config --global user.email priya@ledgerly.example;"
		"git config --global init.defaultBranch main");
}

__attribute__((unused)) static int sandbox_remove(void **state)
{
	(void)state;
	/* A killed test could leave files of others behind */
	sh_status("chmod -R u+rwx .; cd /; rm -rf '%s'", sandbox);
	wl_buf_release(&sh_out);
	wl_buf_release(&sh_errors);
	return 0;
}

/* A test in a sandbox of its own. */
#define SANDBOX(test)                                                          \
	cmocka_unit_test_setup_teardown(test, sandbox_make, sandbox_remove)

#define assert_contains(s, part)                                               \
	do {                                                                   \
		if (!strstr((s), (part)))                                      \
			fail_msg("'%s' is not in '%s'", (part), (s));          \
	} while (0)

#endif
