/* SPDX-License-Identifier: GPL-3.0-or-later */
/* winloss init: makes a programme with everything in it that the method needs,
 * or sets up what git does not carry in a clone of one. */
#include <errno.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/file.h"
#include "base/path.h"
#include "base/utf8.h"
#include "cmd.h"
#include "model/starter.h"
#include "store/layout.h"

static const struct cmd_option options[] = {
	{ "product", 0, "NAME", "what we sell (default: the folder's name)" },
	{ "owner", 0, "NAME", "who owns the programme (default: git's user)" },
	{ "competitor", 0, "NAME", "whom we are compared with; repeatable" },
	{ "segment", 0, "NAME", "how we cut the market; repeatable" },
	OPTION_NO_COMMIT,
	OPTION_END,
};

/* What the new programme is told about itself. */
struct plan {
	struct wl_buf product, owner, owner_id, email;
	struct wl_strv competitors, segments;
};

static void plan_release(struct plan *plan)
{
	wl_buf_release(&plan->product);
	wl_buf_release(&plan->owner);
	wl_buf_release(&plan->owner_id);
	wl_buf_release(&plan->email);
	wl_strv_release(&plan->competitors);
	wl_strv_release(&plan->segments);
}

/* The value of an option, else what the user answers, else `fallback`. */
static int ask(struct session *session, const struct cmd_args *args,
	const char *flag, struct wl_buf *out, struct wl_err *err)
{
	struct wl_buf question = WL_BUF_INIT;
	const char *given = args_value(args, flag);
	char *answer = NULL;
	int rc = 0;

	if (!given && session->input) {
		wl_buf_addf(&question, "%s [%s]: ", flag, out->s);
		rc = prompt_line(session, question.s, flag, &answer, err);
		given = !rc && *answer ? answer : NULL;
	}
	if (given) {
		wl_buf_clear(out);
		wl_utf8_line(out, given);
	}
	free(answer);
	wl_buf_release(&question);
	return rc;
}

/* The same for names of which there may be several, divided by commas. */
static int ask_list(struct session *session, const struct cmd_args *args,
	const char *flag, struct wl_strv *out, struct wl_err *err)
{
	struct wl_list given;
	char *answer = NULL;
	int rc = 0;

	args_values(args, flag, &given);
	for (size_t i = 0; i < given.n; i++)
		wl_strv_add(out, given.v[i]);
	free(given.v);
	if (!out->n && session->input) {
		rc = prompt_line(session,
			wl_streq(flag, "competitor")
				? "competitors, divided by commas: "
				: "segments [smb, mid-market, enterprise]: ",
			flag, &answer, err);
		for (char *p = answer; p && *p;) {
			size_t n = strcspn(p, ",");
			struct wl_buf one = WL_BUF_INIT;
			char *part = wl_strndup(p, n);

			wl_utf8_line(&one, part);
			if (one.n)
				wl_strv_add(out, one.s);
			wl_buf_release(&one);
			free(part);
			p += n + (p[n] == ',');
		}
	}
	free(answer);
	return rc;
}

/* "Priya Nair" is priya. */
static void owner_id(struct plan *plan)
{
	char *first = wl_strndup(plan->owner.s, strcspn(plan->owner.s, " "));

	wl_utf8_slug(&plan->owner_id, first, 32);
	if (!plan->owner_id.n)
		wl_buf_adds(&plan->owner_id, "owner");
	free(first);
}

static int make_plan(struct session *session, const struct cmd_args *args,
	struct plan *plan, struct wl_err *err)
{
	int rc;

	wl_buf_adds(&plan->product, wl_path_base(session->place.root));
	rc = wl_repo_identity(&session->place, &plan->owner, &plan->email,
		err);
	if (!rc)
		rc = ask(session, args, "product", &plan->product, err);
	if (!rc)
		rc = ask(session, args, "owner", &plan->owner, err);
	if (!rc)
		rc = ask_list(session, args, "competitor", &plan->competitors,
			err);
	if (!rc)
		rc = ask_list(session, args, "segment", &plan->segments, err);
	if (rc)
		return rc;
	if (!plan->competitors.n)
		wl_strv_add(&plan->competitors, "Status quo");
	if (!plan->segments.n) {
		wl_strv_add(&plan->segments, "smb");
		wl_strv_add(&plan->segments, "mid-market");
		wl_strv_add(&plan->segments, "enterprise");
	}
	owner_id(plan);
	return 0;
}

static void add_slug(struct wl_buf *out, const char *name)
{
	size_t begin = out->n;

	wl_utf8_slug(out, name, WL_ID_MAX);
	if (out->n == begin)
		wl_buf_adds(out, "unnamed");
}

static void team_text(struct wl_buf *out, const struct plan *plan)
{
	wl_buf_addf(out, "  %s: {name: ", plan->owner_id.s);
	wl_yaml_quote(out, plan->owner.s, true);
	wl_buf_adds(out, ", role: pmm, email: ");
	wl_yaml_quote(out, plan->email.s, true);
	wl_buf_addc(out, '}');
}

static void competitors_text(struct wl_buf *out, const struct plan *plan)
{
	for (size_t i = 0; i < plan->competitors.n; i++) {
		wl_buf_adds(out, i ? "\n  " : "  ");
		add_slug(out, plan->competitors.v[i]);
		wl_buf_adds(out, ": {name: ");
		wl_yaml_quote(out, plan->competitors.v[i], true);
		wl_buf_addc(out, '}');
	}
}

static void segments_text(struct wl_buf *out, const struct plan *plan)
{
	wl_buf_addc(out, '[');
	for (size_t i = 0; i < plan->segments.n; i++) {
		wl_buf_adds(out, i ? ", " : "");
		add_slug(out, plan->segments.v[i]);
	}
	wl_buf_addc(out, ']');
}

struct starter_path {
	const char *file, *path;
};

static const struct starter_path starter_paths[] = {
	{ "winloss.yaml", WL_PROGRAMME_FILE },
	{ "themes.yaml", WL_CODEBOOK_FILE },
	{ "buyer.yaml", "guides/buyer.yaml" },
	{ "card-objection.md", "cards/objection/too-expensive.md" },
	{ "card-proof-point.md", "cards/proof-point/rollout.md" },
	{ "card-icp.md", "cards/icp/core.md" },
	{ "card-message.md", "cards/message/value.md" },
};

static void add_starters(struct wl_change *change, const struct plan *plan,
	struct wl_starter_word *words)
{
	for (size_t i = 0; i < WL_LEN(starter_paths); i++) {
		struct wl_buf file = WL_BUF_INIT;

		wl_starter_write(&file, starter_paths[i].file, words);
		wl_change_add(change, starter_paths[i].path, &file);
	}
	for (size_t i = 0; i < plan->competitors.n; i++) {
		struct wl_buf id = WL_BUF_INIT, path = WL_BUF_INIT;
		struct wl_buf file = WL_BUF_INIT;

		add_slug(&id, plan->competitors.v[i]);
		wl_buf_addf(&path, "cards/battlecard/%s.md", id.s);
		words[0].text = id.s;
		words[1].text = plan->competitors.v[i];
		wl_starter_write(&file, "card-battlecard.md", words);
		wl_change_add(change, path.s, &file);
		wl_buf_release(&id);
		wl_buf_release(&path);
	}
}

/* Add the lines of a starter file that a file of the user's lacks. */
static int add_lines(struct session *session, struct wl_change *change,
	const char *starter, const char *path, struct wl_err *err)
{
	static const struct wl_starter_word none[] = { { NULL, NULL, false } };
	struct wl_buf file = WL_BUF_INIT, ours = WL_BUF_INIT;
	int rc;

	wl_starter_write(&ours, starter, none);
	rc = wl_file_read(&file, session->place.dir, path, WL_YAML_MAX, err);
	if (rc == WL_ENOTFOUND) {
		wl_change_add(change, path, &ours);
		rc = 0;
	} else if (!rc && !strstr(file.s, ours.s)) {
		if (file.n && file.s[file.n - 1] != '\n')
			wl_buf_addc(&file, '\n');
		wl_buf_add(&file, ours.s, ours.n);
		wl_change_add(change, path, &file);
	}
	wl_buf_release(&file);
	wl_buf_release(&ours);
	return rc;
}

static int write_programme(struct session *session, const struct plan *plan,
	struct wl_err *err)
{
	struct wl_message message = { .area = "init",
		.what = "begin a win/loss programme" };
	struct wl_buf team = WL_BUF_INIT, rivals = WL_BUF_INIT;
	struct wl_buf segments = WL_BUF_INIT, deals = WL_BUF_INIT;
	struct wl_programme empty = { 0 };
	char today[WL_DATE_TEXT];
	struct wl_starter_word words[] = {
		{ "@COMPETITOR_ID@", "", false },
		{ "@COMPETITOR@", "", false },
		{ "@PRODUCT@", plan->product.s, false },
		{ "@OWNER@", plan->owner_id.s, false },
		{ "@TODAY@", wl_day_format(session_today(session), today),
			false },
		{ "@TEAM@", "", true },
		{ "@COMPETITORS@", "", true },
		{ "@SEGMENTS@", "", true },
		{ NULL, NULL, false },
	};
	struct wl_change change;
	int rc;

	rc = session_begin(session, &change, err);
	if (rc)
		goto done;
	team_text(&team, plan);
	competitors_text(&rivals, plan);
	segments_text(&segments, plan);
	words[5].text = team.s;
	words[6].text = rivals.s;
	words[7].text = segments.s;
	add_starters(&change, plan, words);
	wl_deals_write(&deals, &(struct wl_deals){ 0 }, &empty);
	wl_change_add(&change, WL_DEALS_FILE, &deals);
	rc = add_lines(session, &change, "gitignore", ".gitignore", err);
	if (!rc)
		rc = add_lines(session, &change, "gitattributes",
			".gitattributes", err);
	if (!rc)
		rc = session_apply(session, &change, &message, err);
done:
	wl_change_end(&change);
	wl_buf_release(&team);
	wl_buf_release(&rivals);
	wl_buf_release(&segments);
	wl_buf_release(&deals);
	return rc;
}

/* What git does not carry: the private folders. */
static int set_up_local(struct session *session, struct wl_err *err)
{
	static const char *const folders[] = { "private", "transcripts" };
	struct wl_buf people = WL_BUF_INIT;
	int rc = 0;

	for (size_t i = 0; i < WL_LEN(folders); i++) {
		if (mkdirat(session->place.dir, folders[i], 0700) &&
			errno != EEXIST)
			return wl_err_errno(err, "cannot make '%s'",
				folders[i]);
		fchmodat(session->place.dir, folders[i], 0700,
			AT_SYMLINK_NOFOLLOW);
	}
	if (wl_file_exists(session->place.dir, WL_PEOPLE_FILE))
		return 0;
	wl_buf_adds(&people,
		"# Who the interviewees are; git never sees this file.\n"
		"# buyer-7f3k2m: {name: Full Name, email: "
		"name@company.example}\n");
	rc = wl_file_replace(session->place.dir, WL_PEOPLE_FILE, &people, 0600,
		err);
	wl_buf_release(&people);
	return rc;
}

/* Anything of ours that is there although winloss.yaml is not. */
static int refuse_overwrite(struct session *session, struct wl_err *err)
{
	for (size_t i = 0; i < WL_LEN(starter_paths) + 1; i++) {
		const char *path = i < WL_LEN(starter_paths)
					   ? starter_paths[i].path
					   : WL_DEALS_FILE;

		if (!wl_file_exists(session->place.dir, path))
			continue;
		wl_err_set(err, WL_EEXISTS, "'%s' is already there", path);
		return wl_err_hint(err, "choose another folder, or move the "
					"file away; nothing was changed");
	}
	return 0;
}

static int already_there(struct session *session, struct wl_err *err)
{
	int rc = set_up_local(session, err);

	if (rc)
		return rc;
	session_say(session, "'%s' is a programme already; nothing in it "
			     "was overwritten",
		session->place.root);
	for (size_t i = 0; i < WL_LEN(starter_paths); i++)
		session_say(session, "  %-36s%s", starter_paths[i].path,
			wl_file_exists(session->place.dir,
				starter_paths[i].path)
				? "is there"
				: "is not there");
	session_say(session, "people.yaml, private/ and transcripts/ are set "
			     "up on this machine");
	return 0;
}

static int make_folder(const char *folder, struct wl_err *err)
{
	if (!mkdir(folder, 0777) || errno == EEXIST)
		return 0;
	wl_err_errno(err, "cannot make the folder '%s'", folder);
	return wl_err_hint(err, "make its parent folder first");
}

static int make_programme(struct session *session,
	const struct cmd_args *args, struct wl_err *err)
{
	struct plan plan = { WL_BUF_INIT, WL_BUF_INIT, WL_BUF_INIT,
		WL_BUF_INIT, { 0 }, { 0 } };
	struct wl_repo *repo = NULL;
	int rc;

	rc = refuse_overwrite(session, err);
	if (!rc)
		rc = make_plan(session, args, &plan, err);
	if (rc)
		goto done;
	rc = wl_repo_open(&repo, &session->place, err);
	wl_repo_free(repo);
	if (rc == WL_ENOTFOUND)
		rc = wl_repo_create(session->place.root, err);
	if (!rc)
		rc = write_programme(session, &plan, err);
	if (!rc)
		rc = set_up_local(session, err);
	if (!rc)
		session_say(session, "made a programme for %s in '%s'\n"
				     "next: winloss prep --crm FILE reads the "
				     "deals of your CRM",
			plan.product.s, session->place.root);
done:
	plan_release(&plan);
	return rc;
}

static int run(struct session *session, const struct cmd_args *args,
	struct wl_err *err)
{
	const char *folder = args->words.n ? args->words.v[0] : ".";
	int rc;

	if (args->words.n > 1)
		return args_usage(err, "init", "init takes one folder");
	rc = make_folder(folder, err);
	if (!rc)
		rc = wl_place_at(&session->place, folder, err);
	if (rc)
		return rc;
	session->has_place = true;
	if (wl_file_exists(session->place.dir, WL_PROGRAMME_FILE))
		return already_there(session, err);
	return make_programme(session, args, err);
}

const struct cmd cmd_init = {
	.name = "init",
	.usage = "[<folder>]",
	.summary = "make a programme, or set up a clone of one",
	.needs = CMD_NOTHING,
	.options = options,
	.run = run,
};
