/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Which file is where in a programme.
 */
#ifndef WL_STORE_LAYOUT_H
#define WL_STORE_LAYOUT_H

#include "base/buf.h"
#include "base/date.h"

#define WL_PROGRAMME_FILE "winloss.yaml"
#define WL_CODEBOOK_FILE "themes.yaml"
#define WL_DEALS_FILE "deals.csv"
#define WL_INTERVIEWS_FOLDER "interviews"
#define WL_PEOPLE_FILE "people.yaml"

/* Add "interviews/2026/<id>.md", by the year the id begins with; an id that
 * begins with none has its file in interviews/ itself. */
void wl_layout_interview(struct wl_buf *out, const char *id);
/* Add "private/<id>.md". */
void wl_layout_private(struct wl_buf *out, const char *id);
/* Add "field/2026-11.md". */
void wl_layout_field(struct wl_buf *out, wl_day day);
#define WL_CARDS_FOLDER "cards"
#define WL_SYNTHESES_FOLDER "syntheses"
#define WL_ARCHIVE_FOLDER "archive"
#define WL_REVIEWS_FOLDER "reviews"
#define WL_PLANS_FOLDER "plans"
/* Add "cards/<type>/<id>.md"; the type as wl_card_types spells it. */
void wl_layout_card(struct wl_buf *out, const char *type, const char *id);
/* Add "syntheses/<name>.md". */
void wl_layout_synthesis(struct wl_buf *out, const char *name);

#endif
