/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "notes.h"

const char *const note_options[NOTES] = { "surprise", "phrase", "gap" };

const char *const note_questions[NOTES] = {
	"the one finding that surprised you most: ",
	"the one phrase most useful for positioning, in their words: ",
	"the one gap that matters most: ",
};

static const char *const titles[NOTES] = {
	"Most surprising finding",
	"Most useful phrase",
	"Most important gap",
};

/* All three there: the moment counts, once. */
static int settle(struct wl_edit *edit, const struct session *session,
	struct wl_err *err)
{
	struct wl_source source = { .path = edit->path,
		.bytes = edit->file.s,
		.n = edit->file.n };
	struct wl_interview now;
	struct wl_arena arena;
	char time[WL_TIME_TEXT];
	int rc;

	wl_arena_init(&arena);
	rc = wl_interview_parse(&now, &arena, &source, err);
	if (rc || now.noted.set || !now.notes[NOTE_SURPRISE] ||
		!now.notes[NOTE_PHRASE] || !now.notes[NOTE_GAP])
		goto done;
	rc = wl_edit_set(edit, "noted",
		wl_time_format(&session->as_of, time), NULL, err);
	if (!rc && now.status <= WL_INTERVIEWED)
		rc = wl_edit_set(edit, "status", "noted", NULL, err);
done:
	wl_arena_release(&arena);
	return rc;
}

int notes_write(struct wl_edit *edit, const struct session *session,
	const char *const notes[NOTES], struct wl_err *err)
{
	int rc = 0;

	for (int i = 0; !rc && i < NOTES; i++)
		if (notes[i] && *notes[i])
			rc = wl_edit_section(edit, "First impressions",
				titles[i], notes[i], true, err);
	return rc ? rc : settle(edit, session, err);
}

static void add_span(struct wl_buf *out, int64_t seconds)
{
	long long minutes = (seconds + 59) / 60;

	if (minutes >= 48 * 60)
		wl_buf_addf(out, "%lld days", minutes / (24 * 60));
	else if (minutes >= 60)
		wl_buf_addf(out, "%lld h %02lld min", minutes / 60,
			minutes % 60);
	else
		wl_buf_addf(out, "%lld min", minutes);
}

void notes_clock(struct wl_buf *out, const struct session *session,
	const struct wl_interview *interview)
{
	struct wl_time due = wl_interview_notes_due(interview,
		session->corpus.programme.thresholds.note_hours);
	const struct wl_time *when = interview->noted.set ? &interview->noted
							  : &session->as_of;
	char text[WL_TIME_TEXT];
	int64_t left;

	if (!due.set) {
		wl_buf_adds(out, interview->noted.set ? "written"
						      : "not written");
		return;
	}
	left = due.utc - when->utc;
	wl_time_format(&due, text);
	text[16] = '\0'; /* to the minute */
	text[10] = ' ';
	if (interview->noted.set) {
		wl_buf_adds(out, left >= 0 ? "in time" : "late by ");
	} else {
		wl_buf_addf(out, "due %s, ", text);
		wl_buf_adds(out, left >= 0 ? "" : "late by ");
	}
	if (left < 0)
		add_span(out, -left);
	else if (!interview->noted.set) {
		add_span(out, left);
		wl_buf_adds(out, " left");
	}
}
