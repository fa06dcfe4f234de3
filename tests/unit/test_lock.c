/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sandbox.h"

#include "store/lock.h"

static void take(struct wl_lock *lock, int seconds)
{
	struct wl_err err = { 0 };

	if (wl_lock_take(lock, in("winloss"), seconds, &err))
		fail_msg("%s", err.text);
}

/* A child that takes the lock, says so, and then waits to be killed. */
static pid_t holder(const char *command)
{
	int ready[2];
	char c;
	pid_t pid;

	assert_int_equal(pipe(ready), 0);
	pid = fork();
	if (!pid) {
		struct wl_lock lock;

		wl_lock_command(command);
		if (wl_lock_take(&lock, in("winloss"), 0, NULL))
			_exit(1);
		if (write(ready[1], "x", 1) != 1)
			_exit(1);
		for (;;)
			pause();
	}
	close(ready[1]);
	assert_int_equal(read(ready[0], &c, 1), 1);
	close(ready[0]);
	return pid;
}

static void reap(pid_t pid)
{
	kill(pid, SIGKILL);
	waitpid(pid, NULL, 0);
}

static void write_lock(const char *line)
{
	sh("mkdir -p -m 700 winloss; printf '%%s' '%s' >winloss/lock", line);
}

static const char *boot(void)
{
	return sh("cat /proc/sys/kernel/random/boot_id");
}

static void test_is_taken_and_dropped(void **state)
{
	struct wl_lock lock, again;
	struct wl_err err;

	(void)state;
	wl_lock_command("note");
	take(&lock, 0);
	assert_string_equal(sh("stat -c %%a winloss"), "700");
	assert_string_equal(sh("stat -c %%a winloss/lock"), "600");
	assert_string_equal(sh("ls -A winloss"), "lock");
	assert_int_equal(
		wl_lock_take(&again, in("winloss"), 0, &err), WL_EFAIL);
	assert_int_equal(again.dir, -1);
	wl_lock_drop(&again);
	assert_string_equal(sh("ls -A winloss"), "lock");
	wl_lock_drop(&lock);
	wl_lock_drop(&lock);
	assert_string_equal(sh("ls -A winloss"), "");
	take(&lock, 0);
	wl_lock_drop(&lock);
}

static void test_a_living_owner_is_named(void **state)
{
	pid_t pid = holder("synthesize");
	struct wl_lock lock;
	struct wl_err err = { 0 };
	char expect[80];

	(void)state;
	assert_int_equal(wl_lock_take(&lock, in("winloss"), 0, &err), WL_EFAIL);
	snprintf(expect, sizeof(expect),
		"another winloss (pid %d, 'synthesize') is writing", (int)pid);
	assert_string_equal(err.text, expect);
	assert_contains(err.hint, "wait");
	assert_string_equal(sh("ls -A winloss"), "lock");
	reap(pid);
}

static void test_a_living_owner_is_waited_for(void **state)
{
	pid_t pid = holder("note"), killer;
	struct wl_lock lock;

	(void)state;
	killer = fork();
	if (!killer) {
		usleep(300 * 1000);
		kill(pid, SIGKILL);
		_exit(0);
	}
	/* Not reaped: a zombie must count as dead */
	take(&lock, 30);
	wl_lock_drop(&lock);
	waitpid(killer, NULL, 0);
	reap(pid);
}

static void test_a_lock_written_by_hand_of_a_living_process(void **state)
{
	pid_t pid = holder("note");
	struct wl_lock lock;
	struct wl_err err = { 0 };
	struct wl_buf line = WL_BUF_INIT;

	(void)state;
	/* The same line in a file that nobody holds open */
	wl_buf_adds(&line, sh("cat winloss/lock"));
	sh("rm winloss/lock");
	write_lock(line.s);
	assert_int_equal(wl_lock_take(&lock, in("winloss"), 0, &err), WL_EFAIL);
	assert_contains(err.text, "'note'");
	reap(pid);
	take(&lock, 0);
	wl_lock_drop(&lock);
	wl_buf_release(&line);
}

static void test_an_owner_that_cannot_be_seen_lives(void **state)
{
	pid_t pid = holder("note");
	struct wl_lock lock;
	struct wl_err err = { 0 };

	(void)state;
	/* As in another container: the line's pid does not exist here */
	sh("n=$(sed 's/^[0-9]*/999999999/' winloss/lock);"
	   "echo \"$n\" >winloss/lock");
	assert_int_equal(wl_lock_take(&lock, in("winloss"), 0, &err), WL_EFAIL);
	assert_contains(err.text, "999999999");
	reap(pid);
	take(&lock, 0);
	wl_lock_drop(&lock);
}

static void dead(const char *line)
{
	struct wl_lock lock;

	write_lock(line);
	take(&lock, 0);
	assert_int_equal(sh_status("grep -q '^%d ' winloss/lock", getpid()), 0);
	wl_lock_drop(&lock);
	assert_string_equal(sh("ls -A winloss"), "");
}

static void test_a_dead_owner_is_cleared(void **state)
{
	struct wl_lock lock;
	char line[200];

	(void)state;
	snprintf(line, sizeof(line), "999999999 1 %s note\n", boot());
	dead(line);
	/* Another process has its pid now */
	snprintf(line, sizeof(line), "%d 1 %s note\n", getppid(), boot());
	dead(line);
	/* All the same, but before the machine was started */
	take(&lock, 0);
	snprintf(line, sizeof(line), "%s",
		sh("sed 's/ [^ ]*-[^ ]*/ 0000-00/' winloss/lock"));
	wl_lock_drop(&lock);
	assert_contains(line, " 0000-00 ");
	dead(line);
	/* Lost in a power cut */
	dead("");
	dead("12");
	dead("not a lock at all");
}

static void test_killed_by_surprise(void **state)
{
	struct wl_lock lock;

	(void)state;
	reap(holder("note"));
	assert_string_equal(sh("ls -A winloss"), "lock");
	take(&lock, 0);
	wl_lock_drop(&lock);
}

static void test_litter_is_swept(void **state)
{
	struct wl_lock lock;

	(void)state;
	sh("mkdir winloss; touch winloss/lock.123 winloss/index.7"
	   " winloss/index.7.lock winloss/other winloss/indexes");
	take(&lock, 0);
	assert_string_equal(sh("ls -A winloss"),
		"index.7\nindex.7.lock\nindexes\nlock\nother");
	wl_lock_sweep(&lock, "index");
	wl_lock_drop(&lock);
	assert_string_equal(sh("ls -A winloss"), "indexes\nother");
}

/* Many at once: each adds one to a number under the lock. */
static void count(int rounds)
{
	for (int i = 0; i < rounds; i++) {
		struct wl_lock lock;
		char text[16] = "0";
		int fd;

		if (wl_lock_take(&lock, in("winloss"), 60, NULL))
			_exit(1);
		fd = open(in("number"), O_RDWR | O_CREAT, 0600);
		if (pread(fd, text, sizeof(text) - 1, 0) < 0)
			_exit(1);
		snprintf(text, sizeof(text), "%ld", strtol(text, NULL, 10) + 1);
		if (pwrite(fd, text, strlen(text), 0) < 0)
			_exit(1);
		close(fd);
		/* The last round of each ends with the lock in its hand */
		if (i == rounds - 1)
			kill(getpid(), SIGKILL);
		wl_lock_drop(&lock);
	}
}

static void test_one_at_a_time(void **state)
{
	enum { PROCESSES = 8, ROUNDS = 20 };

	(void)state;
	for (int i = 0; i < PROCESSES; i++)
		if (!fork())
			count(ROUNDS);
	while (wait(NULL) > 0)
		continue;
	assert_int_equal(
		strtol(sh("cat number"), NULL, 10), PROCESSES * ROUNDS);
}

static void test_the_folder_cannot_be_made(void **state)
{
	struct wl_lock lock;
	struct wl_err err = { 0 };

	(void)state;
	sh("touch winloss");
	assert_int_not_equal(wl_lock_take(&lock, in("winloss"), 0, &err), 0);
	assert_contains(err.text, "winloss");
	assert_int_not_equal(wl_lock_take(&lock, in("a/b"), 0, &err), 0);
	assert_contains(err.text, "a/b");
	wl_lock_drop(&lock);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		SANDBOX(test_is_taken_and_dropped),
		SANDBOX(test_a_living_owner_is_named),
		SANDBOX(test_a_living_owner_is_waited_for),
		SANDBOX(test_a_lock_written_by_hand_of_a_living_process),
		SANDBOX(test_an_owner_that_cannot_be_seen_lives),
		SANDBOX(test_a_dead_owner_is_cleared),
		SANDBOX(test_killed_by_surprise),
		SANDBOX(test_litter_is_swept),
		SANDBOX(test_one_at_a_time),
		SANDBOX(test_the_folder_cannot_be_made),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
