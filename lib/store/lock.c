/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/lock.h"

#include <dirent.h>
#include <errno.h>
#include <signal.h>
#include <sys/file.h>
#include <unistd.h>

#include "base/file.h"

#define NAME "lock"
#define POLL_MS 50
#define STAT_MAX 4096

/* Who holds a lock: the line in its file. */
struct owner {
	int pid;                  /* 0: the line could not be read */
	unsigned long long start; /* of the process, in ticks since boot */
	char boot[64];
	char command[64];
};

static const char *command_name = "-";

void wl_lock_command(const char *name)
{
	command_name = name;
}

/* Read a short file of /proc; "" if it cannot be. */
static void read_proc(const char *path, char *out, size_t size)
{
	int fd = open(path, O_RDONLY | O_CLOEXEC);
	ssize_t n = fd < 0 ? -1 : read(fd, out, size - 1);

	out[n > 0 ? n : 0] = '\0';
	if (fd >= 0)
		close(fd);
}

/*
 * When a process started; 0 if it is gone or a zombie, whose parent has only
 * not looked yet.  The name before the state may hold spaces and brackets.
 */
static unsigned long long start_time(int pid)
{
	char path[64], text[STAT_MAX], *s;
	unsigned long long start = 0;
	char state = 'X';

	snprintf(path, sizeof(path), "/proc/%d/stat", pid);
	read_proc(path, text, sizeof(text));
	s = strrchr(text, ')');
	if (!s)
		return 0;
	sscanf(s + 1,
		" %c %*d %*d %*d %*d %*d %*u %*u %*u %*u %*u %*u %*u %*d %*d "
		"%*d %*d %*d %*d %llu",
		&state, &start);
	return state == 'Z' || state == 'X' ? 0 : start;
}

static void boot_id(char out[64])
{
	read_proc("/proc/sys/kernel/random/boot_id", out, 64);
	out[strcspn(out, "\n")] = '\0';
	if (!*out)
		memcpy(out, "-", 2);
}

static void describe(struct owner *self)
{
	memset(self, 0, sizeof(*self));
	self->pid = (int)getpid();
	self->start = start_time(self->pid);
	boot_id(self->boot);
	snprintf(self->command, sizeof(self->command), "%s", command_name);
}

static void read_owner(struct owner *owner, int fd)
{
	char text[256];
	ssize_t n = pread(fd, text, sizeof(text) - 1, 0);

	memset(owner, 0, sizeof(*owner));
	text[n > 0 ? n : 0] = '\0';
	if (sscanf(text, "%d %llu %63s %63[^\n]", &owner->pid, &owner->start,
		    owner->boot, owner->command) < 3)
		owner->pid = 0;
}

/* A line that cannot be read was cut by a power cut: its writer is dead. */
static bool is_dead(const struct owner *owner)
{
	struct owner self;

	describe(&self);
	if (owner->pid <= 0)
		return true;
	if (!self.start) /* no /proc here */
		return kill(owner->pid, 0) && errno == ESRCH;
	return !wl_streq(owner->boot, self.boot) ||
	       start_time(owner->pid) != owner->start;
}

/* Does the name still stand for the open file? */
static bool same_file(int dir, int fd)
{
	struct stat named, open;

	return !fstatat(dir, NAME, &named, AT_SYMLINK_NOFOLLOW) &&
	       !fstat(fd, &open) && named.st_ino == open.st_ino &&
	       named.st_dev == open.st_dev;
}

/*
 * Write the line under a name of our own, then give it the name of the lock,
 * so that a half-written lock is never seen.  Returns an errno; EEXIST:
 * somebody holds it.
 */
static int try_take(struct wl_lock *lock)
{
	char name[64];
	struct owner self;
	int failed = 0;

	describe(&self);
	snprintf(name, sizeof(name), NAME ".%d", self.pid);
	unlinkat(lock->dir, name, 0);
	lock->file = openat(
		lock->dir, name, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
	if (lock->file < 0)
		return errno;
	if (flock(lock->file, LOCK_EX | LOCK_NB) && errno == EWOULDBLOCK)
		failed = EEXIST;
	else if (dprintf(lock->file, "%d %llu %s %s\n", self.pid, self.start,
			 self.boot, self.command) < 0 ||
		 linkat(lock->dir, name, lock->dir, NAME, 0))
		failed = errno;
	unlinkat(lock->dir, name, 0);
	if (failed) {
		close(lock->file);
		lock->file = -1;
	}
	/* Another one swept our temporary file: it has the lock now */
	return failed == ENOENT ? EEXIST : failed;
}

/*
 * Remove the lock if its owner is dead.  Under flock nobody else clears it,
 * and a dead owner does not drop it: it stays the file that was judged.
 * Returns an errno; EBUSY: the owner lives.
 */
static int try_clear(int dir, struct owner *owner)
{
	int fd = openat(dir, NAME, O_RDWR | O_CLOEXEC | O_NOFOLLOW);
	int failed = 0;

	if (fd < 0)
		return errno == ENOENT ? 0 : errno;
	read_owner(owner, fd);
	if (flock(fd, LOCK_EX | LOCK_NB) && errno == EWOULDBLOCK)
		failed = EBUSY;
	else if (!same_file(dir, fd))
		failed = 0;
	else if (!is_dead(owner))
		failed = EBUSY;
	else if (unlinkat(dir, NAME, 0))
		failed = errno;
	close(fd);
	return failed;
}

static void pause_a_little(void)
{
	struct timespec time = { .tv_nsec = POLL_MS * 1000000L };

	nanosleep(&time, NULL);
}

static int held(
	struct wl_err *err, const struct owner *owner, const char *folder)
{
	char command[80] = "";

	if (*owner->command && !wl_streq(owner->command, "-"))
		snprintf(command, sizeof(command), ", '%s'", owner->command);
	wl_err_set(err, WL_EFAIL, "another winloss (pid %d%s) is writing",
		owner->pid, command);
	return wl_err_hint(err,
		"wait for it to end, or end it (`kill %d`); its lock is "
		"'%s/" NAME "'",
		owner->pid, folder);
}

static int open_folder(
	struct wl_lock *lock, const char *folder, struct wl_err *err)
{
	if (mkdir(folder, 0700) && errno != EEXIST)
		return wl_err_errno(err, "cannot make the folder '%s'", folder);
	return wl_dir_open(&lock->dir, folder, err);
}

static int take(struct wl_lock *lock, const char *folder, int seconds,
	struct wl_err *err)
{
	int tries = seconds * 1000 / POLL_MS;
	struct owner owner;
	int failed;

	for (;;) {
		failed = try_take(lock);
		if (!failed)
			return 0;
		if (failed == EEXIST)
			failed = try_clear(lock->dir, &owner);
		if (failed == EBUSY && tries <= 0)
			return held(err, &owner, folder);
		if (failed && failed != EBUSY)
			break;
		if (failed == EBUSY) {
			pause_a_little();
			tries--;
		}
	}
	errno = failed;
	return wl_err_errno(err, "cannot lock '%s/" NAME "'", folder);
}

int wl_lock_take(struct wl_lock *lock, const char *folder, int seconds,
	struct wl_err *err)
{
	int code;

	lock->dir = lock->file = -1;
	code = open_folder(lock, folder, err);
	if (code)
		return code;
	code = take(lock, folder, seconds, err);
	if (code) {
		close(lock->dir);
		lock->dir = -1;
		return code;
	}
	wl_lock_sweep(lock, NAME);
	return 0;
}

void wl_lock_drop(struct wl_lock *lock)
{
	if (lock->dir < 0)
		return;
	/* Somebody may have removed it by hand, and another have taken it */
	if (same_file(lock->dir, lock->file))
		unlinkat(lock->dir, NAME, 0);
	close(lock->file);
	close(lock->dir);
	lock->dir = lock->file = -1;
}

void wl_lock_sweep(const struct wl_lock *lock, const char *stem)
{
	int fd = openat(lock->dir, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	DIR *stream = fd < 0 ? NULL : fdopendir(fd);
	size_t n = strlen(stem);
	struct dirent *entry;

	while (stream && (entry = readdir(stream)))
		if (!strncmp(entry->d_name, stem, n) && entry->d_name[n] == '.')
			unlinkat(fd, entry->d_name, 0);
	if (stream)
		closedir(stream);
	else if (fd >= 0)
		close(fd);
}
