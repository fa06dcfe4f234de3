/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What main provides to a command, and the ways in which all of them speak. */
#include "cmd.h"

#include <errno.h>
#include <unistd.h>

#include "base/file.h"
#include "base/path.h"
#include "base/proc.h"
#include "base/utf8.h"
#include "store/intent.h"

/* Who reads files that a killed command has half changed is told. */
void session_intent(const struct session *session)
{
	if (wl_intent_left(&session->place))
		session_warn(session,
			"a change of many files was interrupted, or is being "
			"written: what is read may be half of it\n"
			"hint: the same command again, or any that changes "
			"something, finishes it or takes it back");
}

int session_corpus(
	struct session *session, const char *revision, struct wl_err *err)
{
	struct wl_corpus_options options = { .revision = revision,
		.as_of = session->as_of,
		.skip_unreadable = session->skip_unreadable,
		.later = session->later };
	int rc;

	if (!revision)
		session_intent(session);
	rc = wl_corpus_load(&session->corpus, &session->place, &options, err);
	session->has_corpus = true;
	for (size_t i = 0; i < session->corpus.unreadable.n; i++)
		session_error(&session->corpus.unreadable.v[i]);
	return rc;
}

int session_load(struct session *session, unsigned needs, struct wl_err *err)
{
	int rc = 0;

	if (session->folder && chdir(session->folder))
		return wl_err_errno(err, "cannot go to '%s'", session->folder);
	if (needs & (CMD_PLACE | CMD_CORPUS))
		rc = wl_place_find(&session->place, ".", err);
	if (!rc && (needs & CMD_CORPUS))
		rc = session_corpus(session, NULL, err);
	return rc;
}

int session_reload(struct session *session, struct wl_err *err)
{
	wl_corpus_release(&session->corpus);
	session->has_corpus = false;
	session->later = false;
	return session_corpus(session, NULL, err);
}

void session_release(struct session *session)
{
	if (session->has_corpus)
		wl_corpus_release(&session->corpus);
	wl_place_release(&session->place);
}

static bool fits_screen(const struct wl_buf *out)
{
	const char *lines = getenv("LINES");
	long rows = lines ? strtol(lines, NULL, 10) : 24, n = 0;

	for (size_t i = 0; i < out->n; i++)
		n += out->s[i] == '\n';
	return n < rows;
}

static const char *pager_command(void)
{
	const char *names[] = { "GIT_PAGER", "PAGER" };

	for (size_t i = 0; i < WL_LEN(names); i++)
		if (getenv(names[i]))
			return getenv(names[i]);
	return "less";
}

/* Through the pager; false if there is none to run. */
static bool page(const struct wl_buf *out)
{
	struct wl_strv argv = { 0 }, env = { 0 };
	struct wl_proc proc = { .argv = &argv, .env = &env, .in = out };
	const char *pager = pager_command();
	int status = 127;

	if (!*pager || wl_streq(pager, "cat"))
		return false;
	if (!getenv("LESS"))
		wl_strv_add(&env, "LESS=FRX");
	if (!getenv("LV"))
		wl_strv_add(&env, "LV=-c");
	wl_strv_add(&argv, "/bin/sh");
	wl_strv_add(&argv, "-c");
	wl_strv_add(&argv, pager);
	fflush(stdout);
	if (wl_proc_run(&proc, &status, NULL))
		status = 127;
	wl_strv_release(&argv);
	wl_strv_release(&env);
	return status != 127;
}

int session_print(
	struct session *session, const struct wl_buf *out, struct wl_err *err)
{
	int rc = session->has_corpus ? wl_corpus_complete(&session->corpus, err)
				     : 0;

	if (rc)
		return rc;
	if (session->pager && !fits_screen(out) && page(out))
		return 0;
	fwrite(out->s, 1, out->n, stdout);
	if (!fflush(stdout) && !ferror(stdout))
		return 0;
	if (errno != EPIPE)
		return wl_err_errno(err, "cannot write to standard output");
	clearerr(stdout); /* the reader has seen enough */
	return 0;
}

static void speak(const char *prefix, const char *fmt, va_list ap)
{
	struct wl_buf safe = WL_BUF_INIT;
	char *text = NULL;

	if (vasprintf(&text, fmt, ap) < 0)
		abort();
	wl_utf8_visible(&safe, text, true);
	fprintf(stderr, "%s%s\n", prefix, safe.s);
	wl_buf_release(&safe);
	free(text);
}

void session_say(const struct session *session, const char *fmt, ...)
{
	va_list ap;

	if (session->quiet)
		return;
	va_start(ap, fmt);
	speak("", fmt, ap);
	va_end(ap);
}

void session_warn(const struct session *session, const char *fmt, ...)
{
	va_list ap;

	(void)session;
	va_start(ap, fmt);
	speak("warning: ", fmt, ap);
	va_end(ap);
}

void session_error(const struct wl_err *err)
{
	struct wl_buf line = WL_BUF_INIT, safe = WL_BUF_INIT;

	if (*err->path && err->line)
		wl_buf_addf(&line, "%s:%d:%d: error: ", err->path, err->line,
			err->column ? err->column : 1);
	else if (*err->path)
		wl_buf_addf(&line, "%s: error: ", err->path);
	else
		wl_buf_adds(&line, "winloss: ");
	wl_buf_adds(&line, err->text);
	if (*err->rule)
		wl_buf_addf(&line, " [%s]", err->rule);
	if (*err->hint)
		wl_buf_addf(&line, "\nhint: %s", err->hint);
	wl_utf8_visible(&safe, line.s, true);
	fprintf(stderr, "%s\n", safe.s);
	wl_buf_release(&line);
	wl_buf_release(&safe);
}

wl_day session_today(const struct session *session)
{
	return wl_time_day(&session->as_of);
}

static int unknown_person(struct wl_err *err, const char *who)
{
	wl_err_set(err, WL_EFAIL, "'%s' is not in the team", who);
	return wl_err_hint(err,
		"add the person (with this e-mail) to 'team' in winloss.yaml, "
		"or say who it is with --by");
}

int session_person(struct session *session, const struct cmd_args *args,
	const struct wl_member **out, struct wl_err *err)
{
	const struct wl_programme *programme = &session->corpus.programme;
	const char *by = args_value(args, "by");
	struct wl_buf email = WL_BUF_INIT;
	int rc = 0;

	if (by) {
		*out = wl_programme_member(programme, by);
		return *out ? 0 : unknown_person(err, by);
	}
	rc = wl_repo_identity(&session->place, NULL, &email, err);
	if (!rc) {
		*out = wl_programme_by_email(programme, email.s);
		if (!*out)
			rc = unknown_person(err, email.s);
	}
	wl_buf_release(&email);
	return rc;
}

int session_begin(
	struct session *session, struct wl_change *change, struct wl_err *err)
{
	return wl_change_begin(change, &session->place, session->record, err);
}

int session_apply(struct session *session, struct wl_change *change,
	const struct wl_message *message, struct wl_err *err)
{
	char commit[WL_COMMIT_TEXT] = "";
	int rc;

	rc = session_guard(session, change, message, err);
	if (!rc)
		rc = wl_change_apply(change, message, commit, err);
	if (rc)
		return rc;
	for (size_t i = 0; session->verbose && i < change->n; i++)
		session_say(session, "%s %s",
			wl_change_content(change, wl_change_path(change, i))
				? "wrote"
				: "removed",
			wl_change_path(change, i));
	if (*commit)
		session_say(session, "recorded %.7s %s: %s", commit,
			message->area, message->what);
	else if (session->record)
		session_say(session, "nothing new to record");
	return 0;
}

int session_interview(struct session *session, const char *id,
	const struct wl_interview **out, struct wl_err *err)
{
	const struct wl_corpus *corpus = &session->corpus;
	const struct wl_interview *later = wl_corpus_later(corpus, id);
	char after[WL_AFTER_TEXT];

	*out = wl_corpus_interview(corpus, id);
	if (*out)
		return 0;
	if (later) {
		wl_err_at(err, later->path, 0, 0,
			"the interview '%s' is dated %s: it is not here yet",
			id,
			wl_corpus_after(corpus, &later->interviewed, after));
		err->code = WL_ENOTFOUND;
		return wl_err_hint(err, "if that is a slip, correct its "
					"'interviewed'");
	}
	wl_err_set(err, WL_ENOTFOUND, "there is no interview '%s'", id);
	wl_err_near(err,
		WL_NEAREST(id, corpus->interviews, corpus->ninterviews, id),
		"'winloss prep <deal>' makes one, 'winloss export interviews' "
		"lists them");
	return WL_ENOTFOUND;
}

int session_edit(struct session *session, const struct wl_interview *interview,
	struct wl_edit *edit, struct wl_err *err)
{
	wl_buf_init(&edit->file);
	edit->path = interview->path;
	return wl_file_read(&edit->file, session->place.dir, interview->path,
		WL_MARKDOWN_MAX, err);
}
