/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Changes to an interview file (or a field-note file) as bytes: nothing but
 * what is meant to change does.  Each call parses, splices and leaves `file`
 * as it was if it fails.
 */
#ifndef WL_MODEL_EDIT_H
#define WL_MODEL_EDIT_H

#include "model/guide.h"
#include "model/interview.h"

struct wl_edit {
	struct wl_buf file; /* the bytes, changed in place */
	const char *path;   /* for messages */
};

/* Set a front-matter key to a text or (text NULL) to a list. */
int wl_edit_set(struct wl_edit *edit, const char *key, const char *text,
	const struct wl_list *list, struct wl_err *err);
/*
 * Put a paragraph under a heading "## title" or, with `under`, "### title"
 * inside the section "## under".  Missing headings are added: inside their
 * section, a missing section at the end of the file.  Text that is there
 * is replaced if `replace`, else a paragraph is added.
 */
int wl_edit_section(struct wl_edit *edit, const char *under, const char *title,
	const char *words, bool replace, struct wl_err *err);
/* The words under such a heading (arena), NULL if there are none. */
const char *wl_edit_section_text(struct wl_arena *arena,
	const struct wl_edit *edit, const char *under, const char *title,
	struct wl_err *err);
/* Mark a question as skipped, or as asked. */
int wl_edit_asked(struct wl_edit *edit, const char *question, bool skipped,
	struct wl_err *err);
/* Add the heading of a question that the file does not have, at its place
 * in the order of the guide (or at the end of its block). */
int wl_edit_question(struct wl_edit *edit, const struct wl_guide *guide,
	const struct wl_question *question, const char *text,
	struct wl_err *err);
/*
 * Add a passage behind the last one of a question.  Without a question it goes
 * to the end of the file, or, if that has questions or sections of ours, into
 * the section "Also said", made before "First impressions" and "Seller
 * review".  tokens->id must be set.
 */
int wl_edit_add_passage(struct wl_edit *edit, const char *question, bool quote,
	const char *words, const struct wl_tokens *tokens, struct wl_err *err);
/* Give passage i of the parsed file new tokens; its words stay. */
int wl_edit_retag(struct wl_edit *edit, const struct wl_passage *passage,
	const struct wl_tokens *tokens, struct wl_err *err);

#endif
