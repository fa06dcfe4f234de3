/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The files of a new programme, as one change and one commit. */
#include "base/file.h"
#include "init.h"
#include "model/starter.h"
#include "store/layout.h"

/* winloss.yaml makes a folder a programme: it comes last, so that an init that
 * was interrupted can be run again. */
static const struct {
	const char *file; /* of the starters; NULL: written by ourselves */
	const char *path;
} files[] = {
	{ "themes.yaml", WL_CODEBOOK_FILE },
	{ "buyer.yaml", "guides/buyer.yaml" },
	{ "card-objection.md", "cards/objection/too-expensive.md" },
	{ "card-proof-point.md", "cards/proof-point/rollout.md" },
	{ "card-icp.md", "cards/icp/core.md" },
	{ "card-message.md", "cards/message/value.md" },
	{ NULL, WL_DEALS_FILE },
	{ "winloss.yaml", WL_PROGRAMME_FILE },
};

/* Files of the user's that we add lines to. */
static const struct {
	const char *file, *path;
} shared[] = {
	{ "gitignore", ".gitignore" },
	{ "gitattributes", ".gitattributes" },
};

static void team_text(struct wl_buf *out, const struct init_plan *plan)
{
	wl_buf_addf(out, "  %s: {name: ", plan->owner_id.s);
	wl_yaml_quote(out, plan->owner.s, true);
	wl_buf_adds(out, ", role: pmm, email: ");
	wl_yaml_quote(out, plan->email.s, true);
	wl_buf_addc(out, '}');
}

static void competitors_text(
	struct wl_buf *out, const struct init_names *competitors)
{
	for (size_t i = 0; i < competitors->ids.n; i++) {
		wl_buf_addf(out, "%s%s: {name: ", i ? "\n  " : "  ",
			competitors->ids.v[i]);
		wl_yaml_quote(out, competitors->names.v[i], true);
		wl_buf_addc(out, '}');
	}
}

static void segments_text(struct wl_buf *out, const struct init_names *segments)
{
	wl_buf_addc(out, '[');
	for (size_t i = 0; i < segments->ids.n; i++)
		wl_buf_addf(out, "%s%s", i ? ", " : "", segments->ids.v[i]);
	wl_buf_addc(out, ']');
}

/* A file that must not be there yet, unless it is the very same. */
static int add_new(struct session *session, struct wl_change *change,
	const char *path, struct wl_buf *file, struct wl_err *err)
{
	struct wl_buf old = WL_BUF_INIT;
	bool same;

	if (wl_file_exists(session->place.dir, path)) {
		same = !wl_file_read(
			       &old, session->place.dir, path, file->n, NULL) &&
		       old.n == file->n && !memcmp(old.s, file->s, old.n);
		wl_buf_release(&old);
		if (!same) {
			wl_buf_release(file);
			wl_err_set(err, WL_EEXISTS,
				"'%s' is there already, and is not what init "
				"would write",
				path);
			return wl_err_hint(err, "choose another folder, or "
						"move the file away");
		}
	}
	wl_change_add(change, path, file);
	return 0;
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
	rc = rc == WL_ENOTFOUND ? 0 : rc;
	if (!rc && !strstr(file.s, ours.s)) {
		if (file.n && file.s[file.n - 1] != '\n')
			wl_buf_addc(&file, '\n');
		wl_buf_add(&file, ours.s, ours.n);
	}
	if (!rc)
		wl_change_add(change, path, &file);
	wl_buf_release(&file);
	wl_buf_release(&ours);
	return rc;
}

static int add_cards(struct session *session, struct wl_change *change,
	const struct init_names *competitors, struct wl_starter_word *words,
	struct wl_err *err)
{
	int rc = 0;

	for (size_t i = 0; !rc && i < competitors->ids.n; i++) {
		struct wl_buf path = WL_BUF_INIT, file = WL_BUF_INIT;

		words[0].text = competitors->ids.v[i];
		words[1].text = competitors->names.v[i];
		wl_buf_addf(
			&path, "cards/battlecard/%s.md", competitors->ids.v[i]);
		wl_starter_write(&file, "card-battlecard.md", words);
		rc = add_new(session, change, path.s, &file, err);
		wl_buf_release(&path);
	}
	return rc;
}

static int add_files(struct session *session, struct wl_change *change,
	const struct wl_starter_word *words, struct wl_err *err)
{
	struct wl_programme none = { 0 };
	int rc = 0;

	for (size_t i = 0; !rc && i < WL_LEN(shared); i++)
		rc = add_lines(
			session, change, shared[i].file, shared[i].path, err);
	for (size_t i = 0; !rc && i < WL_LEN(files); i++) {
		struct wl_buf file = WL_BUF_INIT;

		if (files[i].file)
			wl_starter_write(&file, files[i].file, words);
		else
			wl_deals_write(&file, &(struct wl_deals){ 0 }, &none);
		rc = add_new(session, change, files[i].path, &file, err);
	}
	return rc;
}

int init_write(struct session *session, const struct init_plan *plan,
	bool trying, struct wl_err *err)
{
	struct wl_message message = { .area = "init",
		.what = "begin a win/loss programme" };
	struct wl_buf team = WL_BUF_INIT, rivals = WL_BUF_INIT;
	struct wl_buf segments = WL_BUF_INIT;
	struct wl_change change = { .lock = { .dir = -1, .file = -1 } };
	char today[WL_DATE_TEXT];
	int rc;

	wl_day_format(session_today(session), today);
	team_text(&team, plan);
	competitors_text(&rivals, &plan->competitors);
	segments_text(&segments, &plan->segments);
	struct wl_starter_word words[] = {
		{ "@COMPETITOR_ID@", "", false },
		{ "@COMPETITOR@", "", false },
		{ "@PRODUCT@", plan->product.s, false },
		{ "@OWNER@", plan->owner_id.s, false },
		{ "@TODAY@", today, false },
		{ "@TEAM@", team.s, true },
		{ "@COMPETITORS@", rivals.s, true },
		{ "@SEGMENTS@", segments.s, true },
		{ NULL, NULL, false },
	};
	rc = trying ? 0 : session_begin(session, &change, err);
	if (!rc)
		rc = add_cards(
			session, &change, &plan->competitors, words, err);
	if (!rc)
		rc = add_files(session, &change, words, err);
	if (!rc && !trying)
		rc = session_apply(session, &change, &message, err);
	wl_change_end(&change);
	wl_buf_release(&team);
	wl_buf_release(&rivals);
	wl_buf_release(&segments);
	return rc;
}

void init_show(const struct session *session)
{
	for (size_t i = 0; i < WL_LEN(files); i++)
		session_say(session, "  %-34s%s", files[i].path,
			wl_file_exists(session->place.dir, files[i].path)
				? "is there"
				: "is not there");
}
