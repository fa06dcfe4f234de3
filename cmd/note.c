/* SPDX-License-Identifier: GPL-3.0-or-later */
/* winloss note: the three notes, passages and tags, and what follows an
 * interview. */
#include "note.h"

#include "base/path.h"
#include "filters.h"
#include "notes.h"

static const struct cmd_option options[] = {
	{ "surprise", 0, "TEXT", "the most surprising finding" },
	{ "phrase", 0, "TEXT", "the most useful phrase for positioning" },
	{ "gap", 0, "TEXT", "the most important gap" },
	{ "edit", 'e', NULL, "write the three notes in the editor" },
	{ "hypothesis", 0, "VERDICT", "confirmed, partly or refuted" },
	{ "quote", 0, "TEXT", "add words of the interviewee; repeatable" },
	{ "note", 0, "TEXT", "add words of your own; repeatable" },
	{ "tag", 0, "THEME",
		"theme, theme+ or theme- of the passage before; "
		"repeatable" },
	{ "question", 0, "ID", "the question that the passages answer" },
	{ "level", 0, "LEVEL", "public, internal or confidential" },
	{ "time", 0, "MM:SS", "when in the conversation it was said" },
	{ "passage", 0, "ID", "add the tags to this passage" },
	{ "code", 0, NULL, "walk through the untagged passages" },
	{ "coded", 0, NULL, "the tags were gone through" },
	{ "ids", 0, NULL, "give every passage an id" },
	{ "field", 0, "SOURCE",
		"add a field note: call, onboarding, "
		"implementation, rep, feedback, asset or "
		"request" },
	{ "date", 0, "DATE", "the day of a field note" },
	{ "thanked", 0, NULL, "the thank-you note was sent" },
	{ "confirmed", 0, NULL, "the AE knows that it took place" },
	{ "seller-review", 0, "TEXT", "what went well, in the AE's words" },
	{ "seller-better", 0, "TEXT",
		"what could be better, in the AE's "
		"words" },
	{ "published", 0, NULL, "the summary is in the knowledge base" },
	{ "shared", 0, NULL, "the consumers of its themes have it" },
	{ "withdraw", 0, NULL, "it may not be used any more" },
	{ "why", 0, "TEXT", "why it is withdrawn" },
	OPTION_BY,
	OPTION_FORMAT("text or json"),
	OPTION_NO_COMMIT,
	OPTION_END,
};

static int write_all(struct noting *noting, bool asking, struct wl_err *err)
{
	struct texts texts = { .buf = { WL_BUF_INIT, WL_BUF_INIT,
				       WL_BUF_INIT } };
	struct wl_buf subject = WL_BUF_INIT;
	int rc;

	rc = note_texts(noting, &texts, asking, err);
	if (!rc)
		rc = noting_begin(noting, err);
	if (!rc)
		rc = notes_write(
			&noting->edit, noting->session, texts.note, err);
	if (!rc)
		rc = note_add_passages(noting, err);
	if (!rc)
		rc = note_tag_passage(noting, err);
	if (!rc)
		rc = note_after(noting, err);
	note_subject(&subject, noting->args, asking);
	if (!rc)
		rc = noting_apply(noting, subject.s, err);
	for (int i = 0; i < NOTES; i++)
		wl_buf_release(&texts.buf[i]);
	wl_buf_release(&subject);
	return rc;
}

static int check_held(const struct noting *noting, struct wl_err *err)
{
	if (wl_interview_held(noting->interview))
		return 0;
	wl_err_set(err, WL_EFAIL, "'%s' has not been held yet",
		noting->interview->id);
	return wl_err_hint(
		err, "'winloss interview %s' holds it", noting->interview->id);
}

static bool wants_notes(const struct noting *noting)
{
	const struct wl_interview *one = noting->interview;

	return noting->session->input &&
	       !(one->notes[0] && one->notes[1] && one->notes[2]);
}

static int work(struct noting *noting, struct wl_err *err)
{
	bool changes = note_changes(noting->args), asking = false;
	int rc;

	if (!changes && wants_notes(noting) &&
		wl_interview_held(noting->interview))
		changes = asking = true;
	if (!changes)
		return 0;
	if (args_has(noting->args, "withdraw"))
		return note_withdraw(noting, err);
	rc = check_held(noting, err);
	if (rc)
		return rc;
	if (args_has(noting->args, "code"))
		return note_code(noting, err);
	if (args_has(noting->args, "ids"))
		return note_ids(noting, err);
	return write_all(noting, asking, err);
}

/* The words behind the options: none with --field, else one interview. */
static int on_interview(
	struct noting *noting, enum wl_format format, struct wl_err *err)
{
	struct session *session = noting->session;
	char id[WL_ID_MAX + 1];
	const char *word;
	int rc;

	rc = args_one_word(noting->args, "note", "an interview", &word, err);
	if (!rc)
		rc = session_interview(session, word, &noting->interview, err);
	if (rc)
		return rc;
	snprintf(id, sizeof(id), "%s", word);
	rc = work(noting, err);
	noting_end(noting); /* before the corpus goes */
	if (!rc)
		rc = session_reload(session, err);
	if (!rc)
		rc = session_interview(session, id, &noting->interview, err);
	return rc ? rc : note_show(session, format, noting->interview, err);
}

static int run(struct session *session, const struct cmd_args *args,
	struct wl_err *err)
{
	struct noting noting = { .session = session,
		.args = args,
		.change = { .lock = { .dir = -1, .file = -1 } },
		.edit = { .file = WL_BUF_INIT } };
	enum wl_format format = WL_TEXT;
	int rc;

	rc = format_document(args, "note", &format, err);
	if (!rc)
		rc = note_check_options(args, err);
	if (rc)
		return rc;
	if (!args_has(args, "field"))
		return on_interview(&noting, format, err);
	rc = note_field(&noting, err);
	noting_end(&noting);
	return rc;
}

const struct cmd cmd_note = {
	.name = "note",
	.usage = "<interview>\n--field <source> --note <text>",
	.summary = "write the notes, tag passages, tick off what follows",
	.needs = CMD_CORPUS,
	.options = options,
	.run = run,
};
