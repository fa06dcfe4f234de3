/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/git2_load.h" /* first: git2.h names a field "ctime" */

#include <dlfcn.h>
#include <pthread.h>
#include <unistd.h>

#include "store/repo.h"

/* Its interface changes with this number, not with a smaller one. */
#define LIBRARY "libgit2.so." LIBGIT2_SOVERSION

struct wl_git2 git2;

static pthread_once_t once = PTHREAD_ONCE_INIT;
static struct wl_err failure;

static void not_there(const char *what)
{
	const char *why = dlerror();

	wl_err_set(&failure, WL_EFAIL, "cannot %s libgit2: %s", what, why);
	if (strstr(why, "failed to map") || strstr(why, "allocate memory"))
		return; /* it is there, and memory is not */
	wl_err_hint(&failure, "install libgit2 " LIBGIT2_SOVERSION
			      " (Debian: libgit2-" LIBGIT2_SOVERSION ")");
}

static void find(void *library, const char *name, void *function)
{
	void *at = dlsym(library, name);

	if (!at && !failure.code)
		not_there("use");
	memcpy(function, &at, sizeof(at));
}

static void find_all(void *library)
{
#define FIND(name) find(library, "git_" #name, &git2.name);
	WL_GIT2(FIND)
#undef FIND
}

/*
 * What libgit2 starts for a network, which winloss never uses: with mbedTLS it
 * reads every certificate of the system, with libssh2 it starts OpenSSL, 5 ms
 * and 2 MB together, and it knows no option.  The program is asked for a name
 * before the libraries are, so these two stand in their place (cmd/meson.build
 * exports them); nobody is trusted then, nobody can be called.
 */
#define IN_PLACE __attribute__((used, visibility("default")))

int mbedtls_x509_crt_parse_file(void *chain, const char *path);
int libssh2_init(int flags);

IN_PLACE int mbedtls_x509_crt_parse_file(void *chain, const char *path)
{
	(void)chain;
	(void)path;
	return 0;
}

IN_PLACE int libssh2_init(int flags)
{
	(void)flags;
	return 0;
}

static void start(void)
{
	/* Never closed: what it gave to others may be freed at the exit */
	void *library = dlopen(LIBRARY, RTLD_LAZY | RTLD_LOCAL);

	if (library)
		find_all(library);
	else
		not_there("load");
	if (failure.code)
		return;
	if (git2.libgit2_init() < 0) {
		wl_err_set(&failure, WL_EFAIL, "cannot start libgit2: %s",
			wl_git2_reason());
		return;
	}
	/* Measured: half the time of reading; git itself does not do it */
	git2.libgit2_opts(GIT_OPT_ENABLE_STRICT_HASH_VERIFICATION, 0);
}

int wl_git2_load(struct wl_err *err)
{
	pthread_once(&once, start);
	return wl_git2_failed(err);
}

int wl_git2_failed(struct wl_err *err)
{
	if (failure.code && err)
		*err = failure;
	return failure.code;
}

const char *wl_git2_reason(void)
{
	const git_error *last = git2.error_last();

	return last && last->message ? last->message : "no reason given";
}

static void load(void *nothing)
{
	struct wl_err said_later;

	(void)nothing;
	wl_git2_load(&said_later);
}

void wl_repo_prepare(struct wl_beside *beside, const struct wl_place *place)
{
	int common = wl_place_common(place);

	*beside = (struct wl_beside){ .running = false };
	if (common < 0)
		return;
	close(common);
	wl_beside_begin(beside, load, NULL);
}
