/* SPDX-License-Identifier: GPL-3.0-or-later */
/* prep <deal>: the interview file of a closed deal, ready to be filled. */
#include "base/file.h"
#include "base/path.h"
#include "base/utf8.h"
#include "model/draft.h"
#include "prep.h"
#include "store/layout.h"

struct job {
	const struct wl_deal *deal; /* NULL: an internal interview */
	const struct wl_guide *guide;
	const struct wl_member *interviewer;
	const char *role, *title;
	struct wl_buf id, path, interviewee;
	wl_day day;
};

/* The interview of this deal with the same respondent, if there is one. */
static const struct wl_interview *existing(const struct session *session,
	const struct job *job)
{
	const struct wl_corpus *corpus = &session->corpus;

	for (size_t i = 0; job->deal && i < corpus->ninterviews; i++) {
		const struct wl_interview *one = &corpus->interviews[i];

		if (!wl_streq(one->deal, job->deal->id) ||
			one->status == WL_DECLINED ||
			one->status == WL_WITHDRAWN)
			continue;
		if (!job->role || (one->role && wl_utf8_same(one->role,
							job->role)))
			return one;
	}
	return NULL;
}

static bool has_any(const struct session *session, const struct wl_deal *deal)
{
	const struct job any = { .deal = deal };

	return existing(session, &any) != NULL;
}

/* Two accounts may share a name: the deal's hash tells them apart. */
static void make_id(const struct session *session, struct job *job)
{
	bool second = job->deal && has_any(session, job->deal);
	const char *key = job->deal ? job->deal->id : job->title;
	char hash[8] = "";

	if (job->deal)
		wl_draft_id(&job->id, job->day, job->deal,
			second ? job->role : NULL,
			session->corpus.programme.opaque_ids);
	else
		wl_draft_id(&job->id, job->day,
			&(struct wl_deal){ .id = job->title,
				.account = job->title },
			NULL, session->corpus.programme.opaque_ids);
	if (wl_corpus_interview(&session->corpus, job->id.s)) {
		wl_id_from_hash(hash, wl_hash(key, strlen(key)), 4);
		wl_buf_cut(&job->id, WL_ID_MAX - 5);
		wl_buf_addf(&job->id, "-%s", hash);
	}
	wl_layout_interview(&job->path, job->id.s);
}

static void make_interviewee(const struct cmd_args *args, struct job *job)
{
	const char *given = args_value(args, "interviewee");
	char key[8];

	if (given) {
		wl_buf_adds(&job->interviewee, given);
		return;
	}
	wl_id_from_hash(key, wl_hash(job->id.s, job->id.n), 6);
	wl_buf_addf(&job->interviewee, "%s-%s", job->deal ? "buyer" : "staff",
		key);
}

/* A line in people.yaml for the name that only this machine knows. */
static int add_person(struct session *session, struct wl_change *change,
	const struct job *job, struct wl_err *err)
{
	struct wl_buf people = WL_BUF_INIT;
	int rc;

	rc = wl_file_read(&people, session->place.dir, WL_PEOPLE_FILE,
		WL_YAML_MAX, err);
	if (rc && rc != WL_ENOTFOUND)
		return rc;
	if (!strstr(people.s, job->interviewee.s)) {
		if (people.n && people.s[people.n - 1] != '\n')
			wl_buf_addc(&people, '\n');
		wl_buf_addf(&people, "%s: {name: , email: }\n",
			job->interviewee.s);
		wl_change_add_private(change, WL_PEOPLE_FILE, &people);
	}
	wl_buf_release(&people);
	return 0;
}

static int write_interview(struct session *session, const struct job *job,
	struct wl_err *err)
{
	struct wl_draft draft = { .id = job->id.s,
		.kind = job->deal ? "buyer" : "internal",
		.deal = job->deal,
		.interviewer = job->interviewer->id,
		.interviewee = job->interviewee.s,
		.role = job->role,
		.title = job->deal && *job->deal->account ? job->deal->account
			 : job->deal			  ? job->deal->id
							  : job->title };
	struct wl_message message = { .area = "prep", .interview = job->id.s };
	struct wl_buf file = WL_BUF_INIT, what = WL_BUF_INIT;
	struct wl_change change;
	int rc;

	rc = session_begin(session, &change, err);
	if (!rc && wl_file_exists(session->place.dir, job->path.s)) {
		rc = wl_err_set(err, WL_EEXISTS, "'%s' is already there",
			job->path.s);
		wl_err_hint(err, "see 'winloss prep %s'", job->id.s);
	}
	if (!rc)
		rc = add_person(session, &change, job, err);
	if (!rc) {
		wl_draft_write(&file, &draft, &session->corpus.programme,
			job->guide);
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

static int check_deal(const struct session *session, const struct job *job,
	struct wl_err *err)
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
		job->interviewer->id,
		wl_team_roles[job->interviewer->role]);
	(void)session;
	return wl_err_hint(err, "name the interviewer with --by");
}

static int settle(struct session *session, const struct cmd_args *args,
	struct job *job, struct wl_err *err)
{
	const char *guide = args_value(args, "guide");
	const char *date = args_value(args, "date");
	int rc;

	job->role = args_value(args, "role");
	job->title = args_value(args, "internal");
	job->day = session_today(session);
	if (date && !wl_day_parse(&job->day, date))
		return args_usage(err, "prep",
			"--date takes a date such as 2026-11-21, not '%s'",
			date);
	job->guide = wl_corpus_guide(&session->corpus,
		guide ? guide : "buyer");
	if (!job->guide) {
		wl_err_set(err, WL_ENOTFOUND, "there is no guide '%s'",
			guide ? guide : "buyer");
		return wl_err_hint(err, "put one into guides/, or name "
					"another with --guide");
	}
	rc = session_person(session, args, &job->interviewer, err);
	return rc ? rc : check_deal(session, job, err);
}

int prep_deal(struct session *session, const struct cmd_args *args,
	const struct wl_deal *deal, struct wl_err *err)
{
	struct job job = { .deal = deal, .id = WL_BUF_INIT,
		.path = WL_BUF_INIT, .interviewee = WL_BUF_INIT };
	const struct wl_interview *already;
	struct wl_buf out = WL_BUF_INIT;
	int rc;

	rc = settle(session, args, &job, err);
	if (rc)
		goto done;
	already = existing(session, &job);
	if (already) {
		session_say(session, "deal '%s' has an interview; --role "
				     "makes one for a second respondent",
			deal->id);
		rc = prep_interview(session, args, already, err);
		goto done;
	}
	make_id(session, &job);
	make_interviewee(args, &job);
	rc = write_interview(session, &job, err);
	if (rc)
		goto done;
	wl_buf_addf(&out, "%s\n", job.path.s);
	rc = session_print(session, &out, err);
	session_say(session, "next: winloss prep %s shows what is to do "
			     "before the interview",
		job.id.s);
done:
	wl_buf_release(&out);
	wl_buf_release(&job.id);
	wl_buf_release(&job.path);
	wl_buf_release(&job.interviewee);
	return rc;
}
