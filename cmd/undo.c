/* SPDX-License-Identifier: GPL-3.0-or-later */
/* winloss undo: take the last command's commit back by a new commit, after
 * showing what it changed. */
#include "model/trailers.h"
#include "publish/difference.h"
#include "sides.h"
#include "store/undo.h"

static const char name[] = "undo";

static const struct cmd_option options[] = {
	{ "why", 0, "WORDS", "why it is taken back" },
	{ "yes", 'y', NULL, "do not ask" },
	OPTION_NO_COMMIT,
	OPTION_END,
};

struct undoing {
	struct session *session;
	const struct cmd_args *args;
	struct wl_undo undo;
	struct sides sides;
	char names[2][16]; /* of the sides */
};

/* Showing */

/* Who recorded what, when and why. */
static void put_commit(struct undoing *undoing, struct wl_buf *out)
{
	struct session *session = undoing->session;
	struct wl_look look = { session->colour, session->width };
	const struct wl_commit *commit = &undoing->undo.commit;
	struct wl_trailers trailers;
	struct wl_screen screen;
	char day[WL_DATE_TEXT];

	wl_trailers_parse(&trailers, &undoing->undo.arena, commit->message);
	wl_screen_init(&screen, out, &look);
	wl_screen_putf(&screen, WL_ACCENT, "undo %.7s", commit->id);
	wl_screen_space(&screen, 2);
	wl_screen_wrap(&screen, WL_STRONG, commit->subject, 2);
	wl_screen_end(&screen);
	wl_screen_space(&screen, 2);
	wl_screen_wrap(&screen, WL_FAINT, commit->name, 2);
	wl_screen_putf(&screen, WL_FAINT, ", %s",
		wl_day_format(wl_time_day(&commit->when), day));
	wl_screen_end(&screen);
	if (trailers.why) {
		wl_screen_space(&screen, 2);
		wl_screen_put(&screen, WL_FAINT, "why:");
		wl_screen_space(&screen, 1);
		wl_screen_wrap(&screen, WL_PLAIN, trailers.why, 7);
		wl_screen_end(&screen);
	}
	wl_screen_files(&screen, (const char *const *)undoing->undo.paths.v,
		undoing->undo.paths.n);
	wl_screen_end(&screen);
	wl_screen_release(&screen);
}

static int publish(
	struct undoing *undoing, struct wl_buf *out, struct wl_err *err)
{
	const struct session *session = undoing->session;
	struct sides *sides = &undoing->sides;
	struct wl_look look = { session->colour, session->width };
	struct wl_difference_ask ask = { { sides->names[0], sides->names[1] },
		NULL, NULL };
	struct wl_buf headline = WL_BUF_INIT;
	struct wl_difference difference;
	int rc;

	rc = wl_difference_make(&difference, sides->corpora, &ask, err);
	if (!rc) {
		/* The files are named already; more only if there is more */
		wl_difference_headline(&headline, &difference);
		if (headline.n)
			wl_publish_difference_text(out, &difference, &look);
		wl_difference_texts(&sides->whole, &difference);
		rc = sides_publish(sides, out, false, err);
	}
	wl_difference_release(&difference);
	wl_buf_release(&headline);
	return rc;
}

static bool is_interview(const char *path)
{
	return wl_starts(path, "interviews/") || wl_starts(path, "field/");
}

/* What is not in git stays as it is. */
static void say_what_stays(const struct undoing *undoing)
{
	const struct wl_strv *paths = &undoing->undo.paths;

	for (size_t i = 0; i < paths->n; i++) {
		if (!is_interview(paths->v[i]))
			continue;
		session_say(undoing->session,
			"what the command wrote outside git stays: private/, "
			"transcripts/, people.yaml");
		return;
	}
}

/* Both moments as they were recorded, also where a file of them is broken:
 * that may be what is to be undone. */
static int load(struct undoing *undoing, struct wl_err *err)
{
	struct sides *sides = &undoing->sides;
	const struct wl_undo *undo = &undoing->undo;
	int rc;

	snprintf(undoing->names[0], sizeof(undoing->names[0]), "%.7s",
		undo->parent);
	snprintf(undoing->names[1], sizeof(undoing->names[1]), "%.7s",
		undo->commit.id);
	sides->moments[0] = undo->parent;
	sides->moments[1] = undo->commit.id;
	sides->names[0] = undoing->names[0];
	sides->names[1] = undoing->names[1];
	undoing->session->skip_unreadable = true;
	rc = sides_load(sides, err);
	if (rc)
		wl_err_hint(err,
			"`git revert %.10s` takes it back without looking at "
			"it",
			undo->commit.id);
	return rc;
}

static int show(struct undoing *undoing, struct wl_err *err)
{
	struct wl_buf out = WL_BUF_INIT;
	int rc;

	put_commit(undoing, &out);
	rc = publish(undoing, &out, err);
	if (!rc)
		say_what_stays(undoing);
	wl_buf_release(&out);
	return rc;
}

/* Undoing */

static int ask(struct undoing *undoing, bool *yes, struct wl_err *err)
{
	char *answer = NULL;
	int rc;

	*yes = args_has(undoing->args, "yes");
	if (*yes)
		return 0;
	rc = prompt_line(undoing->session, "take it back? [y/N] ", "--yes",
		&answer, err);
	*yes = !rc && (*answer == 'y' || *answer == 'Y');
	if (!rc && !*yes)
		session_say(undoing->session, "nothing was undone");
	free(answer);
	return rc;
}

/* What is undone, redone and undone again keeps its one subject. */
static void name_it(struct wl_message *message, const char *subject)
{
	static const struct {
		const char *was, *is;
	} names[] = { { "undo: ", "redo" }, { "redo: ", "undo" } };

	message->area = name;
	message->what = subject;
	for (size_t i = 0; i < WL_LEN(names); i++)
		if (wl_starts(subject, names[i].was)) {
			message->area = names[i].is;
			message->what = subject + strlen(names[i].was);
		}
}

/* Is it still the commit that was shown, and may it be taken back? */
static int check_again(const struct undoing *undoing, struct wl_err *err)
{
	struct wl_undo now;
	int rc = wl_undo_find(&now, &undoing->session->place, err);

	if (!rc && !wl_streq(now.commit.id, undoing->undo.commit.id)) {
		wl_err_set(err, WL_EFAIL,
			"another command has recorded %.10s meanwhile",
			now.commit.id);
		rc = wl_err_hint(err, "run `winloss undo` again to see it");
	}
	wl_undo_release(&now);
	return rc;
}

static int apply(struct undoing *undoing, struct wl_err *err)
{
	const struct wl_commit *commit = &undoing->undo.commit;
	struct session *session = undoing->session;
	const char *why = args_value(undoing->args, "why");
	struct wl_message message = { .area = NULL };
	struct wl_trailers trailers;
	struct wl_change change;
	char usual[32];
	int rc;

	snprintf(usual, sizeof(usual), "undo of %.7s", commit->id);
	name_it(&message, commit->subject);
	message.why = why && *why ? why : usual;
	wl_trailers_parse(&trailers, &undoing->undo.arena, commit->message);
	if (trailers.cards.n == 1)
		message.card = trailers.cards.v[0];
	if (trailers.interviews.n == 1)
		message.interview = trailers.interviews.v[0];
	rc = session_begin(session, &change, err);
	if (rc)
		return rc;
	rc = check_again(undoing, err);
	if (!rc)
		rc = wl_undo_add(&undoing->undo, &change, err);
	change.whole = true;
	if (!rc)
		rc = session_apply(session, &change, &message, err);
	wl_change_end(&change);
	return rc;
}

static int run(struct session *session, const struct cmd_args *args,
	struct wl_err *err)
{
	struct undoing undoing = {
		.session = session,
		.args = args,
		.sides = { .session = session, .whole = WL_BUF_INIT },
	};
	struct wl_buf resumed = WL_BUF_INIT;
	bool yes = false;
	int rc;

	if (args->words.n)
		return args_usage(err, name,
			"it takes no '%s': what is undone is the last command",
			args->words.v[0]);
	rc = session_resume(session, &resumed, err);
	if (rc || resumed.n) {
		wl_buf_release(&resumed);
		return rc;
	}
	rc = wl_undo_find(&undoing.undo, &session->place, err);
	if (!rc)
		rc = load(&undoing, err);
	if (!rc)
		rc = show(&undoing, err);
	if (!rc)
		rc = ask(&undoing, &yes, err);
	if (!rc && yes)
		rc = apply(&undoing, err);
	sides_release(&undoing.sides);
	wl_undo_release(&undoing.undo);
	return rc;
}

const struct cmd cmd_undo = {
	.name = "undo",
	.usage = "[<options>]",
	.summary = "take back what the last command recorded",
	.needs = CMD_PLACE,
	.options = options,
	.run = run,
};
