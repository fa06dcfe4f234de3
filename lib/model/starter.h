/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The files that `winloss init` writes, embedded from lib/model/starter/.
 */
#ifndef WL_MODEL_STARTER_H
#define WL_MODEL_STARTER_H

#include "base/buf.h"

struct wl_starter_file {
	const char *name, *bytes; /* NUL-terminated */
};

extern const struct wl_starter_file wl_starter_files[]; /* NULL at the end */

/* What stands for what: "@PRODUCT@" and the text for it. */
struct wl_starter_word {
	const char *mark, *text;
	bool raw; /* put in as it is; else quoted as YAML or Markdown wants */
};

/*
 * Add a starter file with its marks filled in; words ends with a row whose
 * mark is NULL.  Aborts if there is no file of that name.
 */
void wl_starter_write(struct wl_buf *out, const char *name,
	const struct wl_starter_word *words);

#endif
