/* SPDX-License-Identifier: GPL-3.0-or-later */
/* winloss note: the three notes, passages and tags, and what follows an
 * interview. */
#include "note.h"

#include "base/path.h"
#include "notes.h"

static const struct cmd_option options[] = {
	{ "surprise", 0, "TEXT", "the most surprising finding" },
	{ "phrase", 0, "TEXT", "the most useful phrase for positioning" },
	{ "gap", 0, "TEXT", "the most important gap" },
	{ "edit", 'e', NULL, "write the three notes in the editor" },
	{ "hypothesis", 0, "VERDICT", "confirmed, partly or refuted" },
	{ "quote", 0, "TEXT", "add words of the interviewee; repeatable" },
	{ "note", 0, "TEXT", "add words of your own; repeatable" },
	{ "tag", 0, "THEME", "theme, theme+ or theme- of the passage before; "
			     "repeatable" },
	{ "question", 0, "ID", "the question that the passages answer" },
	{ "level", 0, "LEVEL", "public, internal or confidential" },
	{ "time", 0, "MM:SS", "when in the conversation it was said" },
	{ "passage", 0, "ID", "add the tags to this passage" },
	{ "code", 0, NULL, "walk through the untagged passages" },
	{ "coded", 0, NULL, "the tags were gone through" },
	{ "ids", 0, NULL, "give every passage an id" },
	{ "field", 0, "SOURCE", "add a field note: call, onboarding, "
				"implementation, rep, feedback, asset or "
				"request" },
	{ "date", 0, "DATE", "the day of a field note" },
	{ "thanked", 0, NULL, "the thank-you note was sent" },
	{ "confirmed", 0, NULL, "the AE knows that it took place" },
	{ "seller-review", 0, "TEXT", "what went well, in the AE's words" },
	{ "seller-better", 0, "TEXT", "what could be better, in the AE's "
				      "words" },
	{ "published", 0, NULL, "the summary is in the knowledge base" },
	{ "shared", 0, NULL, "the consumers of its themes have it" },
	OPTION_BY,
	OPTION_FORMAT("text or json"),
	OPTION_NO_COMMIT,
	OPTION_END,
};

int noting_parse(struct noting *noting, struct wl_err *err)
{
	struct wl_source source = { .path = noting->edit.path,
		.bytes = noting->edit.file.s,
		.n = noting->edit.file.n };

	return wl_interview_parse(&noting->now, &noting->arena, &source, err);
}

int noting_begin(struct noting *noting, struct wl_err *err)
{
	int rc;

	rc = session_begin(noting->session, &noting->change, err);
	if (!rc)
		rc = session_edit(noting->session, noting->interview,
			&noting->edit, err);
	return rc ? rc : noting_parse(noting, err);
}

int noting_apply(struct noting *noting, const char *what, struct wl_err *err)
{
	struct wl_message message = { .area = "note",
		.interview = noting->interview->id };

	message.what = wl_arena_printf(&noting->arena, "%s %s", what,
		noting->interview->id);
	wl_change_add(&noting->change, noting->interview->path,
		&noting->edit.file);
	return session_apply(noting->session, &noting->change, &message, err);
}

void noting_end(struct noting *noting)
{
	wl_change_end(&noting->change);
	wl_buf_release(&noting->edit.file);
	wl_arena_release(&noting->arena);
}

/* Texts of the three notes: from options, the editor or prompts. */
struct texts {
	struct wl_buf buf[NOTES];
	const char *note[NOTES];
};

static void split_edited(struct texts *texts, const char *edited)
{
	int current = -1;

	for (const char *line = edited; *line;) {
		size_t n = strcspn(line, "\n");

		if (*line == '#')
			current++;
		else if (current >= 0 && current < NOTES)
			wl_buf_addf(&texts->buf[current], "%.*s\n", (int)n,
				line);
		line += n + (line[n] != '\0');
	}
	for (int i = 0; i < NOTES; i++) {
		wl_buf_rtrim(&texts->buf[i]);
		texts->note[i] = texts->buf[i].n ? texts->buf[i].s : NULL;
	}
}

static int edit_notes(struct noting *noting, struct texts *texts,
	struct wl_err *err)
{
	struct wl_buf form = WL_BUF_INIT;
	int rc;

	for (int i = 0; i < NOTES; i++)
		wl_buf_addf(&form, "# %s\n\n%s\n\n", note_questions[i],
			noting->interview->notes[i]
				? noting->interview->notes[i]
				: "");
	rc = prompt_edit(noting->session, &form, "notes.md", err);
	if (!rc)
		split_edited(texts, form.s);
	wl_buf_release(&form);
	return rc;
}

static int ask_notes(struct noting *noting, struct texts *texts,
	struct wl_err *err)
{
	int rc = 0;

	for (int i = 0; !rc && i < NOTES; i++) {
		char *typed = NULL;

		if (noting->interview->notes[i])
			continue;
		rc = prompt_line(noting->session, note_questions[i],
			note_options[i], &typed, err);
		if (!rc && *typed) {
			wl_buf_adds(&texts->buf[i], typed);
			texts->note[i] = texts->buf[i].s;
		}
		free(typed);
	}
	return rc;
}

static int gather(struct noting *noting, struct texts *texts, bool asking,
	struct wl_err *err)
{
	if (args_has(noting->args, "edit"))
		return edit_notes(noting, texts, err);
	if (asking)
		return ask_notes(noting, texts, err);
	for (int i = 0; i < NOTES; i++)
		texts->note[i] = args_value(noting->args, note_options[i]);
	return 0;
}

static int take_hypothesis(struct noting *noting, struct wl_err *err)
{
	const char *given = args_value(noting->args, "hypothesis");

	if (!given)
		return 0;
	if (wl_term(wl_verdicts, given) <= 0)
		return args_usage(err, "note",
			"--hypothesis takes confirmed, partly or refuted, not "
			"'%s'",
			given);
	return wl_edit_set(&noting->edit, "hypothesis", given, NULL, err);
}

static const struct {
	const char *option, *title; /* title: under "## Seller review" */
	enum wl_after after;
} after_steps[] = {
	{ "thanked", NULL, WL_AFTER_THANKED },
	{ "confirmed", NULL, WL_AFTER_CONFIRMED },
	{ "seller-review", "What went well", WL_AFTER_SELLER_REVIEWED },
	{ "seller-better", "What could be better", WL_AFTER_SELLER_REVIEWED },
	{ "published", NULL, WL_AFTER_PUBLISHED },
	{ "shared", NULL, WL_AFTER_SHARED },
};

static int take_after(struct noting *noting, struct wl_err *err)
{
	char date[WL_DATE_TEXT], key[32];
	int rc = 0;

	wl_day_format(session_today(noting->session), date);
	for (size_t i = 0; !rc && i < WL_LEN(after_steps); i++) {
		const char *text = args_value(noting->args,
			after_steps[i].option);

		if (!args_has(noting->args, after_steps[i].option))
			continue;
		snprintf(key, sizeof(key), "after.%s",
			wl_afters[after_steps[i].after]);
		if (after_steps[i].title)
			rc = wl_edit_section(&noting->edit, "Seller review",
				after_steps[i].title, text, true, err);
		if (!rc)
			rc = wl_edit_set(&noting->edit, key, date, NULL, err);
	}
	return rc;
}

/* The tags were gone through: the date, and the status if it was noted. */
static int take_coded(struct noting *noting, struct wl_err *err)
{
	char date[WL_DATE_TEXT];
	size_t n;
	int rc;

	if (!args_has(noting->args, "coded"))
		return 0;
	rc = noting_parse(noting, err);
	if (rc)
		return rc;
	n = note_untagged(&noting->now);
	if (n)
		session_warn(noting->session,
			"%zu passage%s of '%s' %s no theme; 'winloss note %s "
			"--code' walks through",
			n, n == 1 ? "" : "s", noting->now.id,
			n == 1 ? "has" : "have", noting->now.id);
	rc = wl_edit_set(&noting->edit, "coded",
		wl_day_format(session_today(noting->session), date), NULL,
		err);
	if (!rc && noting->now.status <= WL_NOTED)
		rc = wl_edit_set(&noting->edit, "status", "coded", NULL, err);
	return rc;
}

static int write_notes(struct noting *noting, bool asking, struct wl_err *err)
{
	struct texts texts = { .buf = { WL_BUF_INIT, WL_BUF_INIT,
				       WL_BUF_INIT } };
	int rc;

	rc = gather(noting, &texts, asking, err);
	if (!rc)
		rc = noting_begin(noting, err);
	if (!rc)
		rc = notes_write(&noting->edit, noting->session, texts.note,
			err);
	if (!rc)
		rc = note_add_passages(noting, err);
	if (!rc)
		rc = note_tag_passage(noting, err);
	if (!rc)
		rc = take_hypothesis(noting, err);
	if (!rc)
		rc = take_after(noting, err);
	if (!rc)
		rc = take_coded(noting, err);
	if (!rc)
		rc = noting_apply(noting, "note", err);
	for (int i = 0; i < NOTES; i++)
		wl_buf_release(&texts.buf[i]);
	return rc;
}

/* Is there anything to write, as the options say? */
static bool any_change(const struct cmd_args *args)
{
	static const char *const reading[] = { "format", "by", "no-commit" };

	for (size_t i = 0; i < args->n; i++) {
		const char *name = args->v[i].option->name;
		bool reads = false;

		for (size_t j = 0; j < WL_LEN(reading); j++)
			reads |= wl_streq(name, reading[j]);
		for (const struct cmd_option *o = global_options; o->name; o++)
			reads |= wl_streq(name, o->name);
		if (!reads)
			return true;
	}
	return false;
}

static int check_held(const struct noting *noting, struct wl_err *err)
{
	if (wl_interview_held(noting->interview))
		return 0;
	wl_err_set(err, WL_EFAIL, "'%s' has not been held yet",
		noting->interview->id);
	return wl_err_hint(err, "'winloss interview %s' holds it",
		noting->interview->id);
}

static bool wants_notes(const struct noting *noting)
{
	const struct wl_interview *one = noting->interview;

	return noting->session->input &&
	       !(one->notes[0] && one->notes[1] && one->notes[2]);
}

static int work(struct noting *noting, struct wl_err *err)
{
	bool changes = any_change(noting->args), asking = false;
	int rc;

	if (!changes && wants_notes(noting) &&
		wl_interview_held(noting->interview))
		changes = asking = true;
	if (!changes)
		return 0;
	rc = check_held(noting, err);
	if (rc)
		return rc;
	if (args_has(noting->args, "code"))
		return note_code(noting, err);
	if (args_has(noting->args, "ids"))
		return note_ids(noting, err);
	return write_notes(noting, asking, err);
}

static int run(struct session *session, const struct cmd_args *args,
	struct wl_err *err)
{
	struct noting noting = { .session = session, .args = args,
		.change = { .lock = { .dir = -1 } },
		.edit = { .file = WL_BUF_INIT } };
	char id[WL_ID_MAX + 1];
	const char *word;
	int rc;

	if (args_has(args, "field")) {
		rc = note_field(&noting, err);
		noting_end(&noting);
		return rc;
	}
	rc = args_one_word(args, "note", "an interview", &word, err);
	if (!rc)
		rc = session_interview(session, word, &noting.interview, err);
	if (rc)
		return rc;
	snprintf(id, sizeof(id), "%s", word);
	rc = work(&noting, err);
	noting_end(&noting);
	if (!rc)
		rc = session_reload(session, err);
	if (!rc)
		rc = session_interview(session, id, &noting.interview, err);
	return rc ? rc : note_show(session, args, noting.interview, err);
}

const struct cmd cmd_note = {
	.name = "note",
	.usage = "<interview>\n--field <source> --note <text>",
	.summary = "write the notes, tag passages, tick off what follows",
	.needs = CMD_CORPUS,
	.options = options,
	.run = run,
};
