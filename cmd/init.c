/* SPDX-License-Identifier: GPL-3.0-or-later */
/* winloss init: makes a programme with everything in it that the method needs,
 * or sets up what git does not carry in a clone of one. */
#include "init.h"

#include <errno.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/file.h"
#include "store/layout.h"

static const struct cmd_option options[] = {
	{ "product", 0, "NAME", "what we sell (default: the folder's name)" },
	{ "owner", 0, "NAME", "who owns the programme (default: git's user)" },
	{ "competitor", 0, "NAME", "whom we are compared with; repeatable" },
	{ "segment", 0, "NAME", "how we cut the market; repeatable" },
	OPTION_NO_COMMIT,
	OPTION_END,
};

/* Open the repository, or make one.  With `idle` it must not be in the middle
 * of a merge. */
static int open_repo(struct session *session, struct wl_repo **out, bool idle,
	struct wl_err *err)
{
	int rc = wl_repo_open(out, &session->place, err);

	if (rc == WL_ENOTFOUND) {
		rc = wl_repo_create(session->place.root, err);
		if (!rc)
			rc = wl_repo_open(out, &session->place, err);
		if (!rc)
			session_say(session, "made a git repository in '%s'",
				session->place.root);
	}
	if (!rc && idle)
		rc = wl_repo_check_idle(*out, err);
	return rc;
}

static bool is_recorded(const struct wl_repo *repo)
{
	char head[WL_COMMIT_TEXT] = "";

	return !wl_repo_head(repo, head, NULL) && *head &&
	       wl_repo_has(repo, head, WL_PROGRAMME_FILE);
}

static int already_there(struct session *session, struct wl_err *err)
{
	struct wl_repo *repo = NULL;
	int rc = open_repo(session, &repo, false, err);

	if (rc)
		goto done;
	session_say(session,
		"'%s' is a programme already; nothing in it was overwritten",
		session->place.root);
	init_show(session);
	rc = init_local(session, repo, err);
	if (rc)
		goto done;
	session_say(session, "people.yaml, private/ and transcripts/ are set "
			     "up on this machine,\nand so is how git merges");
	rc = init_attributes(session, repo, is_recorded(repo), err);
	if (!rc && !is_recorded(repo))
		session_say(session, "git has nothing of it yet: `git add .` "
				     "and `git commit` record it");
done:
	wl_repo_free(repo);
	return rc;
}

/* What would refuse the commit later is found out before any question. */
static int check_repo(struct session *session, struct wl_err *err)
{
	struct wl_repo *repo = NULL;
	int rc = wl_repo_open(&repo, &session->place, err);

	if (!rc && session->record)
		rc = wl_repo_check_idle(repo, err);
	wl_repo_free(repo);
	return rc == WL_ENOTFOUND ? 0 : rc;
}

static int make_programme(struct session *session, const struct cmd_args *args,
	struct wl_err *err)
{
	struct init_plan plan = { .product = WL_BUF_INIT,
		.owner = WL_BUF_INIT,
		.owner_id = WL_BUF_INIT,
		.email = WL_BUF_INIT };
	struct wl_repo *repo = NULL;
	int rc;

	rc = check_repo(session, err);
	if (!rc)
		rc = init_plan_make(session, args, &plan, err);
	/* A file in the way is found before a repository is made */
	if (!rc)
		rc = init_write(session, &plan, true, err);
	if (!rc)
		rc = open_repo(session, &repo, session->record, err);
	if (!rc)
		rc = init_write(session, &plan, false, err);
	if (!rc)
		rc = init_local(session, repo, err);
	if (!rc)
		session_say(session,
			"made a programme for %s in '%s'\n"
			"next: winloss prep --crm FILE reads the deals of "
			"your CRM",
			plan.product.s, session->place.root);
	wl_repo_free(repo);
	init_plan_release(&plan);
	return rc;
}

static int make_folder(const char *folder, bool *made, struct wl_err *err)
{
	*made = !mkdir(folder, 0777);
	if (*made || errno == EEXIST)
		return 0;
	wl_err_errno(err, "cannot make the folder '%s'", folder);
	return wl_err_hint(err, "make the folder above it first");
}

/* A programme inside another would be found from some of its folders only. */
static int nested(
	struct session *session, const char *above, struct wl_err *err)
{
	wl_err_set(err, WL_EEXISTS, "'%s' is inside the programme '%s'",
		session->place.root, above);
	return wl_err_hint(err, "choose a folder beside it; without a folder, "
				"`winloss init` sets up the one that you "
				"stand in");
}

/* Without a folder: the programme that we stand in, else here. */
static int find_place(
	struct session *session, const char *folder, struct wl_err *err)
{
	struct wl_place above = { NULL, -1 };
	int rc = wl_place_find(&above, folder ? folder : ".", err);

	if (!folder && rc != WL_ENOTFOUND) {
		session->place = above;
		return rc;
	}
	if (rc && rc != WL_ENOTFOUND)
		return rc;
	rc = wl_place_at(&session->place, folder ? folder : ".", err);
	if (!rc && above.root && !wl_streq(above.root, session->place.root))
		rc = nested(session, above.root, err);
	wl_place_release(&above);
	return rc;
}

static int run(struct session *session, const struct cmd_args *args,
	struct wl_err *err)
{
	const char *folder = args->words.n ? args->words.v[0] : NULL;
	bool made = false;
	int rc = 0;

	if (args->words.n > 1)
		return args_usage(err, "init", "init takes one folder");
	if (folder)
		rc = make_folder(folder, &made, err);
	if (!rc)
		rc = find_place(session, folder, err);
	if (!rc)
		rc = wl_file_exists(session->place.dir, WL_PROGRAMME_FILE)
			     ? already_there(session, err)
			     : make_programme(session, args, err);
	if (rc && made)
		rmdir(folder); /* if nothing is in it */
	return rc;
}

const struct cmd cmd_init = {
	.name = "init",
	.usage = "[<folder>]",
	.summary = "make a programme, or set up a clone of one",
	.needs = CMD_NOTHING,
	.options = options,
	.run = run,
};
