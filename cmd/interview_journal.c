/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The journal: an answers file that is replaced, durably, at each answer. */
#include <fcntl.h>
#include <unistd.h>

#include "base/file.h"
#include "interview.h"

static int journal_open(
	const struct conduct *conduct, struct wl_buf *name, struct wl_err *err)
{
	return session_journal(conduct->session, "interview",
		conduct->interview->id, name, err);
}

static void add_field(
	struct wl_buf *out, const char *indent, const char *key, const char *s)
{
	wl_buf_addf(out, "%s%s: ", indent, key);
	wl_yaml_quote(out, s, false);
	wl_buf_addc(out, '\n');
}

static void add_list(struct wl_buf *out, const char *indent, const char *key,
	const struct wl_list *list)
{
	wl_buf_addf(out, "%s%s: [", indent, key);
	for (size_t i = 0; i < list->n; i++) {
		wl_buf_adds(out, i ? ", " : "");
		wl_yaml_quote(out, list->v[i], true);
	}
	wl_buf_adds(out, "]\n");
}

static void add_answer(struct wl_buf *out, const struct wl_answer *answer)
{
	char clock[16];

	add_field(
		out, "    - ", answer->quote ? "quote" : "note", answer->words);
	wl_buf_adds(out, "      themes: [");
	for (size_t i = 0; i < answer->ntags; i++)
		wl_buf_addf(out, "%s%s%s", i ? ", " : "", answer->tags[i].theme,
			answer->tags[i].polarity > 0   ? "+"
			: answer->tags[i].polarity < 0 ? "-"
						       : "");
	wl_buf_adds(out, "]\n");
	add_field(out, "      ", "level", wl_level_names[answer->level]);
	if (answer->seconds >= 0)
		add_field(out, "      ", "time",
			wl_clock_format(answer->seconds, clock));
}

static void add_answers(struct wl_buf *out, const struct wl_answers *answers)
{
	if (answers->n)
		wl_buf_adds(out, "answers:\n");
	for (size_t i = 0; i < answers->n; i++) {
		const struct wl_answered *one = &answers->answered[i];

		wl_buf_addf(out, "  %s:%s\n", one->question,
			one->skipped ? " skipped" : "");
		for (size_t j = 0; j < one->n; j++)
			add_answer(out, &one->answers[j]);
	}
	if (answers->ncaptures)
		wl_buf_adds(out, "captures:\n");
	for (size_t i = 0; i < answers->ncaptures; i++) {
		const struct wl_capture *one = &answers->captures[i];

		if (one->text)
			add_field(out, "  ", one->key, one->text);
		else
			add_list(out, "  ", one->key, &one->list);
	}
}

int journal_save(const struct conduct *conduct, struct wl_err *err)
{
	const struct wl_answers *answers = &conduct->answers;
	struct wl_buf name = WL_BUF_INIT, file = WL_BUF_INIT;
	char time[WL_TIME_TEXT];
	int dir, rc;

	dir = journal_open(conduct, &name, err);
	if (dir < 0) {
		rc = err->code;
		goto done;
	}
	add_field(&file, "", "interviewed",
		wl_time_format(&answers->interviewed, time));
	if (answers->interviewer)
		add_field(&file, "", "interviewer", answers->interviewer);
	if (answers->minutes)
		wl_buf_addf(&file, "minutes: %d\n", answers->minutes);
	add_list(&file, "", "attendees", &answers->attendees);
	if (answers->consent)
		add_field(&file, "", "consent", wl_consents[answers->consent]);
	add_answers(&file, answers);
	rc = wl_file_replace(dir, name.s, &file, 0600, err);
	close(dir);
done:
	wl_buf_release(&name);
	wl_buf_release(&file);
	return rc;
}

int journal_load(struct conduct *conduct, struct wl_err *err)
{
	struct wl_buf name = WL_BUF_INIT, file = WL_BUF_INIT;
	int dir, rc;

	dir = journal_open(conduct, &name, err);
	if (dir < 0) {
		rc = err->code;
		goto done;
	}
	rc = wl_file_read(&file, dir, name.s, WL_YAML_MAX, err);
	if (!rc) {
		struct wl_source source = {
			.path = name.s, .bytes = file.s, .n = file.n
		};

		rc = wl_answers_parse(
			&conduct->answers, &conduct->arena, &source, err);
	} else if (rc == WL_ENOTFOUND) {
		wl_err_set(err, rc, "no interview '%s' was cut off",
			conduct->interview->id);
		wl_err_hint(err, "begin it without --resume");
	}
	close(dir);
done:
	wl_buf_release(&name);
	wl_buf_release(&file);
	return rc;
}

bool journal_there(const struct conduct *conduct)
{
	struct wl_buf name = WL_BUF_INIT;
	int dir = journal_open(conduct, &name, NULL);
	bool there = dir >= 0 && !faccessat(dir, name.s, F_OK, 0);

	if (dir >= 0)
		close(dir);
	wl_buf_release(&name);
	return there;
}

void journal_remove(const struct conduct *conduct)
{
	session_journal_remove(
		conduct->session, "interview", conduct->interview->id);
}
