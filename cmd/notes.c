/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "notes.h"

#include "base/utf8.h"

const char *const note_options[NOTES] = { "surprise", "phrase", "gap" };

const char *const note_questions[NOTES] = {
	"The one finding that surprised you most",
	"The one phrase most useful for positioning, in their words",
	"The one gap that matters most",
};

static const char *const titles[NOTES] = {
	"Most surprising finding",
	"Most useful phrase",
	"Most important gap",
};

/* All three there: the moment counts, once. */
static int settle(
	struct wl_edit *edit, const struct session *session, struct wl_err *err)
{
	struct wl_source source = {
		.path = edit->path, .bytes = edit->file.s, .n = edit->file.n
	};
	struct wl_interview now;
	struct wl_arena arena;
	char time[WL_TIME_TEXT];
	int rc;

	wl_arena_init(&arena);
	rc = wl_interview_parse(&now, &arena, &source, err);
	if (rc || now.noted.set || !now.notes[NOTE_SURPRISE] ||
		!now.notes[NOTE_PHRASE] || !now.notes[NOTE_GAP])
		goto done;
	rc = wl_edit_set(edit, "noted", wl_time_format(&session->as_of, time),
		NULL, err);
	if (!rc && now.status <= WL_INTERVIEWED)
		rc = wl_edit_set(edit, "status", "noted", NULL, err);
done:
	wl_arena_release(&arena);
	return rc;
}

int notes_write(struct wl_edit *edit, const struct session *session,
	const char *const notes[NOTES], struct wl_err *err)
{
	struct wl_buf tidy = WL_BUF_INIT;
	int rc = 0;

	for (int i = 0; !rc && i < NOTES; i++) {
		wl_buf_clear(&tidy);
		if (notes[i])
			wl_utf8_words(&tidy, notes[i]);
		if (tidy.n)
			rc = wl_edit_section(edit, "First impressions",
				titles[i], tidy.s, true, err);
	}
	wl_buf_release(&tidy);
	return rc ? rc : settle(edit, session, err);
}

static void add_span(struct wl_buf *out, int64_t seconds)
{
	long long minutes = (seconds + 59) / 60;

	if (minutes >= 48 * 60)
		wl_buf_addf(out, "%lld days", minutes / (24 * 60));
	else if (minutes >= 60)
		wl_buf_addf(
			out, "%lld h %02lld min", minutes / 60, minutes % 60);
	else
		wl_buf_addf(out, "%lld min", minutes);
}

/* "2026-11-21 12:43", at the moment's own offset. */
static void add_minute(struct wl_buf *out, const struct wl_time *time)
{
	char text[WL_TIME_TEXT];

	wl_time_format(time, text);
	wl_buf_addf(out, "%.10s %.5s", text, text + 11);
}

bool notes_late(
	const struct session *session, const struct wl_interview *interview)
{
	struct wl_time due = wl_interview_notes_due(
		interview, session->corpus.programme.thresholds.note_hours);
	const struct wl_time *when =
		interview->noted.set ? &interview->noted : &session->as_of;

	return due.set && due.utc < when->utc;
}

void notes_clock(struct wl_buf *out, const struct session *session,
	const struct wl_interview *interview)
{
	struct wl_time due = wl_interview_notes_due(
		interview, session->corpus.programme.thresholds.note_hours);
	bool written = interview->noted.set;
	const struct wl_time *when =
		written ? &interview->noted : &session->as_of;
	int64_t left = due.utc - when->utc;

	if (written) {
		add_minute(out, &interview->noted);
	} else if (due.set) {
		wl_buf_adds(out, "due ");
		add_minute(out, &due);
	} else {
		wl_buf_adds(out, "not written");
	}
	if (!due.set)
		return;
	if (left < 0) {
		wl_buf_adds(out, ", late by ");
		add_span(out, -left);
	} else if (written) {
		wl_buf_adds(out, ", in time");
	} else {
		wl_buf_adds(out, ", ");
		add_span(out, left);
		wl_buf_adds(out, " left");
	}
}
