/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The parts of `winloss check --fix`.
 */
#ifndef WL_CMD_CHECK_FIX_H
#define WL_CMD_CHECK_FIX_H

#include "check.h"
#include "model/retheme.h"
#include "note.h"

/* What was put right. */
enum mended { IDS, TAGS, TOKENS, MOVED, CLAIMS, ORDER, KINDS };

struct fixing {
	struct session *session;
	struct noting noting; /* the change, and the file being edited */
	struct wl_repo *repo; /* NULL: none */
	char head[WL_COMMIT_TEXT];
	size_t mended[KINDS]; /* of the file */
	size_t files;
};

typedef int (*retheming)(struct wl_buf *file, const char *path,
	struct wl_retheme *retheme, struct wl_err *err);

/* check_mend.c: aliases of the file being edited made their themes. */
int check_mend_aliases(
	struct fixing *fixing, retheming how, struct wl_err *err);
/* Its passages, as noting.now has them: ids, tokens, words that are not to be
 * there.  noting.interview is NULL for field notes. */
int check_mend_passages(struct fixing *fixing, struct wl_err *err);

#endif
