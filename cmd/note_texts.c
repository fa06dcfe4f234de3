/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The texts of the three notes: from options, the editor or prompts. */
#include "checklist.h"
#include "note.h"

/* The note whose heading in the form this line is; -1: it is text. */
static int heading_of(const char *line, size_t n)
{
	for (int i = 0; i < NOTES; i++)
		if (n > 2 && !strncmp(line, "# ", 2) &&
			strlen(note_questions[i]) == n - 2 &&
			!strncmp(line + 2, note_questions[i], n - 2))
			return i;
	return -1;
}

static void split_form(struct texts *texts, const char *form)
{
	int current = -1;

	for (const char *line = form; *line;) {
		size_t n = strcspn(line, "\r\n");
		int heading = heading_of(line, n);

		if (heading >= 0)
			current = heading;
		else if (current >= 0)
			wl_buf_addf(
				&texts->buf[current], "%.*s\n", (int)n, line);
		line += n;
		line += *line == '\r';
		line += *line == '\n';
	}
	for (int i = 0; i < NOTES; i++) {
		wl_buf_rtrim(&texts->buf[i]);
		texts->note[i] = texts->buf[i].n ? texts->buf[i].s : NULL;
	}
}

static int edit(struct noting *noting, struct texts *texts, struct wl_err *err)
{
	struct wl_buf form = WL_BUF_INIT;
	int rc;

	for (int i = 0; i < NOTES; i++)
		wl_buf_addf(&form, "# %s\n\n%s%s", note_questions[i],
			noting->interview->notes[i]
				? noting->interview->notes[i]
				: "",
			noting->interview->notes[i] ? "\n\n" : "\n");
	rc = prompt_edit(noting->session, &form, "notes.md", err);
	if (!rc)
		split_form(texts, form.s);
	wl_buf_release(&form);
	return rc;
}

static void show_what_is_due(const struct noting *noting)
{
	struct wl_buf out = WL_BUF_INIT;

	checklist_title(&out, noting->session, noting->interview);
	wl_buf_adds(&out, "Three notes, while they are fresh: ");
	notes_clock(&out, noting->session, noting->interview);
	fprintf(stderr, "%s.\nEnter leaves one for later, ^D stops.\n\n",
		out.s);
	wl_buf_release(&out);
}

/* ^D stops; what was typed before it is kept. */
static int ask(struct noting *noting, struct texts *texts, struct wl_err *err)
{
	size_t given = 0;
	int rc = 0;

	show_what_is_due(noting);
	for (int i = 0; !rc && i < NOTES; i++) {
		char prompt[96], flag[32], *typed = NULL;

		if (noting->interview->notes[i])
			continue;
		snprintf(prompt, sizeof(prompt), "%s:\n > ", note_questions[i]);
		snprintf(flag, sizeof(flag), "--%s", note_options[i]);
		rc = prompt_line(noting->session, prompt, flag, &typed, err);
		if (!rc && typed[strspn(typed, " \t\n")]) {
			wl_buf_adds(&texts->buf[i], typed);
			texts->note[i] = texts->buf[i].s;
			given++;
		}
		free(typed);
	}
	if (rc == WL_EINTERRUPT && given) {
		memset(err, 0, sizeof(*err));
		rc = 0;
	}
	return rc;
}

int note_texts(struct noting *noting, struct texts *texts, bool asking,
	struct wl_err *err)
{
	bool editing = args_has(noting->args, "edit");
	int rc = editing || asking ? noting_allowed(noting, err) : 0;

	if (rc)
		return rc;
	if (editing)
		return edit(noting, texts, err);
	if (asking)
		return ask(noting, texts, err);
	for (int i = 0; i < NOTES; i++)
		texts->note[i] = args_value(noting->args, note_options[i]);
	return 0;
}
