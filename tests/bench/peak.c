/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Run a command without its output and print its peak memory in KB.  What
 * starts a process counts as its memory until it has begun, so this is small
 * where Python is not.
 */
#include <fcntl.h>
#include <stdio.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

static void become(char **argv)
{
	int nowhere = open("/dev/null", O_RDWR);

	dup2(nowhere, 0);
	dup2(nowhere, 1);
	dup2(nowhere, 2);
	execvp(argv[0], argv);
	_exit(127);
}

int main(int argc, char **argv)
{
	struct rusage usage;
	pid_t child;
	int status;

	if (argc < 2)
		return 2;
	child = fork();
	if (!child)
		become(argv + 1);
	if (child < 0 || wait4(child, &status, 0, &usage) < 0)
		return 1;
	printf("%ld\n", usage.ru_maxrss);
	return !WIFEXITED(status) || WEXITSTATUS(status) > 1;
}
