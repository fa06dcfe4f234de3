/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Inside review --run: the questions.
 */
#ifndef WL_CMD_REVIEW_ASK_H
#define WL_CMD_REVIEW_ASK_H

#include "review.h"

void ask_show(const struct sitting *sitting, const struct wl_buf *text);
/* One line, tidied (arena). */
int ask_line(struct sitting *sitting, const char *question, const char *flag,
	const char **out, struct wl_err *err);
/* One of the words, or its first letter; asks again for anything else. */
int ask_word(struct sitting *sitting, const char *question, const char *flag,
	const char *const *words, int *out, struct wl_err *err);
/* Say what was wrong with an answer, which is asked for again. */
void ask_complain(const struct sitting *sitting, struct wl_err *err);

/* review_ask_more.c */
int ask_requests(struct sitting *sitting, struct wl_err *err);
/* Is there anything that nothing was said of: a request, a deal, an asset, a
 * question of the retro? */
bool ask_is_open(const struct sitting *sitting);
int ask_actions(struct sitting *sitting, struct wl_err *err);

/* review_ask_quarter.c: opportunities, assets and the retro; nothing for a
 * monthly review. */
int ask_quarter(struct sitting *sitting, struct wl_err *err);

#endif
