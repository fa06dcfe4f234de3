/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The three notes within two hours, as interview and note both write them.
 */
#ifndef WL_CMD_NOTES_H
#define WL_CMD_NOTES_H

#include "cmd.h"

enum { NOTE_SURPRISE, NOTE_PHRASE, NOTE_GAP, NOTES };
extern const char *const note_options[NOTES];   /* "surprise" ... */
extern const char *const note_questions[NOTES]; /* as asked, no colon */

/*
 * Write the notes that are not NULL; once all three stand, `noted` is set to
 * the moment and the status moves on.
 */
int notes_write(struct wl_edit *edit, const struct session *session,
	const char *const notes[NOTES], struct wl_err *err);
/* Were they, or are they by now, later than the programme allows? */
bool notes_late(
	const struct session *session, const struct wl_interview *interview);
/* Add "due 2026-11-21 12:43, 41 min left", "2026-11-21 11:20, in time",
 * "2026-11-21 14:25, late by 3 h 05 min". */
void notes_clock(struct wl_buf *out, const struct session *session,
	const struct wl_interview *interview);

#endif
