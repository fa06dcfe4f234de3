/* SPDX-License-Identifier: GPL-3.0-or-later */
/* prep <deal>: the interview file of a closed deal, ready to be filled. */
#include "base/file.h"
#include "base/path.h"
#include "base/utf8.h"
#include "model/draft.h"
#include "prep.h"
#include "store/layout.h"

#define HASH_LENGTH 4

struct job {
	const struct wl_deal *deal; /* NULL: an internal interview */
	const struct wl_guide *guide;
	const struct wl_member *interviewer;
	const char *role, *title;
	struct wl_buf id, path, interviewee;
	wl_day day;
};

/* The interview of this deal with the same respondent, or the internal one of
 * this id, if there is one. */
static const struct wl_interview *existing(
	const struct session *session, const struct job *job)
{
	const struct wl_corpus *corpus = &session->corpus;
	const struct wl_interview *same;

	if (!job->deal) {
		same = wl_corpus_interview(corpus, job->id.s);
		return same && same->internal ? same : NULL;
	}
	for (size_t i = 0; i < corpus->ninterviews; i++) {
		const struct wl_interview *one = &corpus->interviews[i];

		if (!wl_streq(one->deal, job->deal->id) ||
			one->status == WL_DECLINED ||
			one->status == WL_WITHDRAWN)
			continue;
		if (!job->role ||
			(one->role && wl_utf8_same(one->role, job->role)))
			return one;
	}
	return NULL;
}

static bool has_any(const struct session *session, const struct wl_deal *deal)
{
	const struct job any = { .deal = deal };

	return existing(session, &any) != NULL;
}

/* The id without regard to what is there.  What is internal has no deal: its
 * title stands for it. */
static void first_id(const struct session *session, struct job *job)
{
	bool second = job->deal && has_any(session, job->deal);
	const struct wl_deal title = { .id = job->title,
		.account = job->title };

	wl_draft_id(&job->id, job->day, job->deal ? job->deal : &title,
		second ? job->role : NULL,
		session->corpus.programme.opaque_ids);
}

/* Accounts may share a name, roles their letters: a hash tells them apart. */
static void settle_id(const struct session *session, struct job *job)
{
	struct wl_buf key = WL_BUF_INIT;
	char hash[HASH_LENGTH + 1] = "";

	if (wl_corpus_interview(&session->corpus, job->id.s)) {
		wl_buf_addf(&key, "%s\n%s",
			job->deal ? job->deal->id : job->title,
			job->role ? job->role : "");
		wl_id_from_hash(hash, wl_hash(key.s, key.n), HASH_LENGTH);
		wl_buf_cut(&job->id, WL_ID_MAX - HASH_LENGTH - 1);
		while (wl_ends(job->id.s, "-"))
			wl_buf_cut(&job->id, job->id.n - 1);
		wl_buf_addf(&job->id, "-%s", hash);
	}
	wl_layout_interview(&job->path, job->id.s);
	wl_buf_release(&key);
}

static void make_interviewee(struct job *job)
{
	char key[8];

	if (job->interviewee.n)
		return;
	wl_id_from_hash(key, wl_hash(job->id.s, job->id.n), 6);
	wl_buf_addf(
		&job->interviewee, "%s-%s", job->deal ? "buyer" : "staff", key);
}

static int write_interview(
	struct session *session, const struct job *job, struct wl_err *err)
{
	struct wl_draft draft = { .id = job->id.s,
		.kind = job->deal ? "buyer" : "internal",
		.deal = job->deal,
		.interviewer = job->interviewer->id,
		.interviewee = job->interviewee.s,
		.role = job->role,
		.title = job->deal && *job->deal->account ? job->deal->account
			 : job->deal                      ? job->deal->id
							  : job->title };
	struct wl_message message = { .area = "prep", .interview = job->id.s };
	struct wl_buf file = WL_BUF_INIT, what = WL_BUF_INIT;
	struct wl_change change;
	int rc;

	rc = session_begin(session, &change, err);
	if (!rc && wl_file_exists(session->place.dir, job->path.s)) {
		rc = wl_err_set(
			err, WL_EEXISTS, "'%s' is already there", job->path.s);
		wl_err_hint(err, "see 'winloss prep %s'", job->id.s);
	}
	if (!rc)
		rc = prep_add_person(session, &change, job->interviewee.s, err);
	if (!rc) {
		wl_draft_write(
			&file, &draft, &session->corpus.programme, job->guide);
		wl_change_add(&change, job->path.s, &file);
		wl_buf_addf(&what, "begin %s", job->id.s);
		message.what = what.s;
		rc = session_apply(session, &change, &message, err);
	}
	wl_change_end(&change);
	wl_buf_release(&file);
	wl_buf_release(&what);
	return rc;
}

static int check_deal(const struct job *job, struct wl_err *err)
{
	if (job->deal && job->deal->outcome == WL_OPEN) {
		wl_err_at(err, WL_DEALS_FILE, job->deal->line, 1,
			"deal '%s' is still open: an interview needs an "
			"outcome",
			job->deal->id);
		err->code = WL_EFAIL;
		return wl_err_hint(err, "when it is decided, import the "
					"CRM's export again");
	}
	if (job->interviewer->role == WL_ROLE_PMM)
		return 0;
	wl_err_set(err, WL_EFAIL,
		"'%s' is %s: only a product marketing manager interviews",
		job->interviewer->id, wl_team_roles[job->interviewer->role]);
	return wl_err_hint(err, "name the interviewer with --by");
}

static int take_words(const struct session *session,
	const struct cmd_args *args, struct job *job, struct wl_err *err)
{
	const char *date = args_value(args, "date");
	const char *key = args_value(args, "interviewee");

	if (args_has(args, "role") && !*job->role)
		return args_usage(err, "prep", "--role takes a role");
	if (!job->deal && !*job->title)
		return args_usage(err, "prep", "--internal takes a title");
	job->day = session_today(session);
	if (date && !wl_day_parse(&job->day, date))
		return args_usage(err, "prep",
			"--date takes a date such as 2026-11-21, not '%s'",
			date);
	if (key && !wl_id_valid(key)) {
		wl_err_set(err, WL_EUSAGE,
			"'%s' is not a key: small letters, digits and single "
			"dashes",
			key);
		return wl_err_hint(err, "the name itself stands in people.yaml "
					"only, which git never sees");
	}
	if (key)
		wl_buf_adds(&job->interviewee, key);
	return 0;
}

/* What a new interview needs besides. */
static int settle(struct session *session, const struct cmd_args *args,
	struct job *job, struct wl_err *err)
{
	const char *guide = args_value(args, "guide");
	int rc;

	guide = guide ? guide : "buyer";
	job->guide = wl_corpus_guide(&session->corpus, guide);
	if (!job->guide) {
		wl_err_set(err, WL_ENOTFOUND, "there is no guide '%s'", guide);
		return wl_err_hint(err, "put one into guides/, or name "
					"another with --guide");
	}
	rc = session_person(session, args, &job->interviewer, err);
	return rc ? rc : check_deal(job, err);
}

/* Say where the new file is, or show what --format or the steps ask for. */
static int show_new(struct session *session, const struct cmd_args *args,
	const struct job *job, struct wl_err *err)
{
	const struct wl_interview *interview;
	struct wl_buf out = WL_BUF_INIT;
	int rc;

	if (prep_given(args) || args_has(args, "format")) {
		rc = session_reload(session, err);
		if (!rc)
			rc = session_interview(
				session, job->id.s, &interview, err);
		return rc ? rc : prep_interview(session, args, interview, err);
	}
	wl_buf_addf(&out, "%s\n", job->path.s);
	rc = session_print(session, &out, err);
	session_say(session,
		"next: winloss prep %s shows what is to do "
		"before the interview",
		job->id.s);
	wl_buf_release(&out);
	return rc;
}

static int make(struct session *session, const struct cmd_args *args,
	struct job *job, struct wl_err *err)
{
	int rc = settle(session, args, job, err);

	if (rc)
		return rc;
	settle_id(session, job);
	make_interviewee(job);
	rc = write_interview(session, job, err);
	return rc ? rc : show_new(session, args, job, err);
}

static int show_old(struct session *session, const struct cmd_args *args,
	const struct job *job, const struct wl_interview *interview,
	struct wl_err *err)
{
	session_say(session,
		job->deal ? "deal '%s' has an interview; --role makes one for "
			    "a second respondent"
			  : "'%s' has an interview of this month",
		job->deal ? job->deal->id : job->title);
	return prep_interview(session, args, interview, err);
}

static void normalise(struct wl_buf *out, const char **text)
{
	if (!*text)
		return;
	wl_utf8_line(out, *text);
	*text = out->s;
}

int prep_deal(struct session *session, const struct cmd_args *args,
	const struct wl_deal *deal, struct wl_err *err)
{
	struct job job = { .deal = deal,
		.role = args_value(args, "role"),
		.title = args_value(args, "internal"),
		.id = WL_BUF_INIT,
		.path = WL_BUF_INIT,
		.interviewee = WL_BUF_INIT };
	struct wl_buf role = WL_BUF_INIT, title = WL_BUF_INIT;
	struct prep_answers answers = { { NULL } };
	enum wl_format format = WL_TEXT;
	const struct wl_interview *old = NULL;
	bool any;
	int rc;

	normalise(&role, &job.role);
	normalise(&title, &job.title);
	rc = take_words(session, args, &job, err);
	if (!rc)
		rc = format_document(args, "prep", &format, err);
	if (!rc) /* before anything is written */
		rc = prep_answers_given(args, &answers, &any, err);
	if (rc)
		goto done;
	first_id(session, &job);
	old = existing(session, &job);
	rc = old ? show_old(session, args, &job, old, err)
		 : make(session, args, &job, err);
done:
	prep_answers_release(&answers);
	wl_buf_release(&role);
	wl_buf_release(&title);
	wl_buf_release(&job.id);
	wl_buf_release(&job.path);
	wl_buf_release(&job.interviewee);
	return rc;
}
