/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/proc.h"

#define MEGABYTE ((size_t)1 << 20)

/* A run of `sh -c script`, all of whose streams are ours. */
struct run {
	struct wl_strv argv;
	struct wl_buf out, errors;
	struct wl_proc proc;
	int status;
};

static void run_init(struct run *run, const char *script)
{
	*run = (struct run){ .status = -1 };
	wl_buf_init(&run->out);
	wl_buf_init(&run->errors);
	wl_strv_add(&run->argv, "sh");
	wl_strv_add(&run->argv, "-c");
	wl_strv_add(&run->argv, script);
	run->proc.argv = &run->argv;
	run->proc.out = &run->out;
	run->proc.errors = &run->errors;
}

static void run_release(struct run *run)
{
	wl_strv_release(&run->argv);
	wl_buf_release(&run->out);
	wl_buf_release(&run->errors);
}

static void run_it(struct run *run)
{
	struct wl_err err = { 0 };

	assert_int_equal(wl_proc_run(&run->proc, &run->status, &err), 0);
	assert_int_equal(err.code, 0);
}

static void expect(
	const char *script, int status, const char *out, const char *errors)
{
	struct run run;

	run_init(&run, script);
	run_it(&run);
	assert_int_equal(run.status, status);
	assert_string_equal(run.out.s, out);
	assert_string_equal(run.errors.s, errors);
	run_release(&run);
}

static void status_and_output(void **state)
{
	(void)state;
	expect("true", 0, "", "");
	expect("exit 7", 7, "", "");
	expect("echo out; echo err >&2; exit 1", 1, "out\n", "err\n");
	expect("kill -TERM $$", 128 + SIGTERM, "", "");
	expect("kill -KILL $$", 128 + SIGKILL, "", "");
}

static void output_is_added(void **state)
{
	struct run run;

	(void)state;
	run_init(&run, "printf b");
	wl_buf_adds(&run.out, "a");
	run_it(&run);
	assert_string_equal(run.out.s, "ab");
	run_release(&run);
}

/* Run with "typed" as our own standard input. */
static void run_typed(struct run *run)
{
	int saved = dup(STDIN_FILENO), fd = memfd_create("input", MFD_CLOEXEC);

	assert_int_equal(pwrite(fd, "typed", 5, 0), 5);
	assert_return_code(dup2(fd, STDIN_FILENO), errno);
	run_it(run);
	if (saved >= 0)
		dup2(saved, STDIN_FILENO);
	close(saved);
	close(fd);
}

static void input_is_empty_by_default(void **state)
{
	struct run run;

	(void)state;
	run_init(&run, "cat; readlink /proc/self/fd/0");
	run_typed(&run);
	assert_string_equal(run.out.s, "/dev/null\n");
	run_release(&run);
}

static void terminal_has_our_input(void **state)
{
	struct run run;

	(void)state;
	run_init(&run, "cat");
	run.proc.terminal = true;
	run_typed(&run);
	assert_string_equal(run.out.s, "typed");
	run_release(&run);
}

static void input_is_given(void **state)
{
	struct wl_buf in = WL_BUF_INIT;
	struct run run;

	(void)state;
	run_init(&run, "cat");
	run.proc.in = &in;
	run_it(&run);
	assert_int_equal(run.out.n, 0);
	wl_buf_add(&in, "a\0b", 3);
	run_it(&run);
	assert_int_equal(run.out.n, 3);
	assert_memory_equal(run.out.s, "a\0b", 3);
	run_release(&run);
	wl_buf_release(&in);
}

/* More than the pipes hold, in all directions at once. */
static void much_does_not_block(void **state)
{
	struct wl_buf in = WL_BUF_INIT;
	struct run run;

	(void)state;
	for (size_t i = 0; i < MEGABYTE; i++)
		wl_buf_addc(&in, (char)('a' + i % 23));
	run_init(&run, "tee /dev/stderr");
	run.proc.in = &in;
	run_it(&run);
	assert_int_equal(run.status, 0);
	assert_int_equal(run.out.n, in.n);
	assert_memory_equal(run.out.s, in.s, in.n);
	assert_int_equal(run.errors.n, in.n);
	assert_memory_equal(run.errors.s, in.s, in.n);
	run_release(&run);
	wl_buf_release(&in);
}

static void errors_first_does_not_block(void **state)
{
	struct run run;

	(void)state;
	run_init(&run, "head -c 1048576 /dev/zero >&2; echo done");
	run_it(&run);
	assert_string_equal(run.out.s, "done\n");
	assert_int_equal(run.errors.n, MEGABYTE);
	run_release(&run);
}

static void input_that_nobody_reads_is_dropped(void **state)
{
	struct wl_buf in = WL_BUF_INIT;
	struct sigaction now;
	struct run run;

	(void)state;
	wl_buf_fill(&in, 'x', MEGABYTE);
	run_init(&run, "exec <&-; echo out; exit 3");
	run.proc.in = &in;
	run_it(&run);
	assert_int_equal(run.status, 3);
	assert_string_equal(run.out.s, "out\n");
	sigaction(SIGPIPE, NULL, &now);
	assert_true(now.sa_handler == SIG_DFL);
	run_release(&run);
	wl_buf_release(&in);
}

static void signals_are_the_usual_ones(void **state)
{
	struct sigaction now;
	struct run run;

	(void)state;
	expect("kill -PIPE $$", 128 + SIGPIPE, "", "");
	run_init(&run, "kill -INT $$; echo alive");
	run.proc.terminal = true;
	run_it(&run);
	assert_int_equal(run.status, 128 + SIGINT);
	sigaction(SIGINT, NULL, &now);
	assert_true(now.sa_handler == SIG_DFL);
	run_release(&run);
}

/* Ctrl-C on the terminal reaches both; it was meant for the editor. */
static void an_editor_gets_the_interrupt_alone(void **state)
{
	struct run run;

	(void)state;
	run_init(&run, "kill -INT $PPID; kill -QUIT $PPID; echo alive");
	run.proc.terminal = true;
	run_it(&run);
	assert_string_equal(run.out.s, "alive\n");
	run_release(&run);
}

static void variables_are_set_and_unset(void **state)
{
	struct wl_strv env = { 0 };
	struct run run;

	(void)state;
	setenv("WL_OLDER", "old", 1);
	setenv("WL_KEPT", "kept", 1);
	setenv("WL_KE", "ke", 1);
	wl_strv_add(&env, "WL_NEW=new=2");
	wl_strv_add(&env, "WL_OLDER");
	wl_strv_add(&env, "WL_KE=");
	run_init(
		&run, "echo $WL_NEW,${WL_OLDER-unset},$WL_KEPT,${WL_KE-unset}");
	run.proc.env = &env;
	run_it(&run);
	assert_string_equal(run.out.s, "new=2,unset,kept,\n");
	assert_string_equal(getenv("WL_OLDER"), "old");
	assert_null(getenv("WL_NEW"));
	run_release(&run);
	wl_strv_release(&env);
}

static void runs_in_a_folder(void **state)
{
	char before[4096], after[4096];
	struct run run;

	(void)state;
	assert_non_null(getcwd(before, sizeof(before)));
	run_init(&run, "pwd -P");
	run.proc.dir = "/proc";
	run_it(&run);
	assert_string_equal(run.out.s, "/proc\n");
	assert_non_null(getcwd(after, sizeof(after)));
	assert_string_equal(after, before);
	run_release(&run);
}

/* Run the program `name`, which cannot be. */
static int fails(const char *name, const char *dir, struct wl_err *err)
{
	struct wl_strv argv = { 0 };
	struct wl_buf out = WL_BUF_INIT, in = WL_BUF_INIT;
	struct wl_proc proc = {
		.argv = &argv, .out = &out, .in = &in, .dir = dir
	};
	int status = 77, code;

	wl_strv_add(&argv, name);
	wl_strv_add(&argv, "--version");
	code = wl_proc_run(&proc, &status, err);
	assert_int_equal(code, err->code);
	assert_int_equal(status, 77);
	assert_int_equal(out.n, 0);
	wl_strv_release(&argv);
	return code;
}

static void what_cannot_start_says_why(void **state)
{
	struct wl_err err = { 0 };

	(void)state;
	assert_int_equal(fails("winloss-no-such", NULL, &err), WL_ENOTFOUND);
	assert_string_equal(err.text, "cannot start 'winloss-no-such': "
				      "No such file or directory");
	assert_non_null(strstr(err.hint, "PATH"));
	assert_int_equal(fails("/no/such/git", NULL, &err), WL_ENOTFOUND);
	assert_int_equal(fails("/proc", NULL, &err), WL_EFAIL);
	assert_string_equal(err.text, "cannot start '/proc': "
				      "Permission denied");
	/* It is the folder that is missing, not the program */
	assert_int_equal(fails("sh", "/no/such", &err), WL_EFAIL);
	assert_string_equal(err.text, "cannot start 'sh' in '/no/such': "
				      "No such file or directory");
}

/* Entries of the PATH that cannot be entered are the user's own affair. */
static void path_may_have_locked_folders(void **state)
{
	char *saved = wl_strdup(getenv("PATH"));
	char locked[] = "/tmp/wl-proc-XXXXXX";
	struct wl_buf file = WL_BUF_INIT;
	struct wl_err err = { 0 };

	(void)state;
	assert_non_null(mkdtemp(locked));
	wl_buf_addf(&file, "%s/wl-tool", locked);
	close(open(file.s, O_CREAT | O_WRONLY, 0600));
	setenv("PATH", locked, 1);
	assert_int_equal(fails("wl-tool", NULL, &err), WL_EFAIL);
	assert_string_equal(err.text, "cannot start 'wl-tool': "
				      "Permission denied");
	chmod(locked, 0);
	assert_int_equal(fails("wl-tool-2", NULL, &err), WL_ENOTFOUND);
	setenv("PATH", saved, 1);
	chmod(locked, 0700);
	unlink(file.s);
	rmdir(locked);
	wl_buf_release(&file);
	free(saved);
}

static void no_descriptor_is_lost(void **state)
{
	int before = dup(STDOUT_FILENO), after;
	struct wl_err err = { 0 };

	(void)state;
	close(before);
	expect("true", 0, "", "");
	fails("winloss-no-such", NULL, &err);
	fails("winloss-no-such", "/proc", &err);
	fails("sh", "/no/such", &err);
	after = dup(STDOUT_FILENO);
	close(after);
	assert_int_equal(after, before);
}

/* A child that held the other end of its own input would never see its end. */
static void child_has_its_streams_alone(void **state)
{
	struct wl_buf in = WL_BUF_INIT;
	struct run few, all;

	(void)state;
	wl_buf_adds(&in, "x");
	run_init(&few, "ls /proc/self/fd");
	few.proc.errors = NULL;
	run_it(&few);
	run_init(&all, "ls /proc/self/fd");
	all.proc.in = &in;
	all.proc.dir = "/";
	run_it(&all);
	assert_string_equal(all.out.s, few.out.s);
	run_release(&few);
	run_release(&all);
	wl_buf_release(&in);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(status_and_output),
		cmocka_unit_test(output_is_added),
		cmocka_unit_test(input_is_empty_by_default),
		cmocka_unit_test(input_is_given),
		cmocka_unit_test(much_does_not_block),
		cmocka_unit_test(errors_first_does_not_block),
		cmocka_unit_test(input_that_nobody_reads_is_dropped),
		cmocka_unit_test(signals_are_the_usual_ones),
		cmocka_unit_test(an_editor_gets_the_interrupt_alone),
		cmocka_unit_test(terminal_has_our_input),
		cmocka_unit_test(variables_are_set_and_unset),
		cmocka_unit_test(runs_in_a_folder),
		cmocka_unit_test(what_cannot_start_says_why),
		cmocka_unit_test(path_may_have_locked_folders),
		cmocka_unit_test(no_descriptor_is_lost),
		cmocka_unit_test(child_has_its_streams_alone),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
