/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The parts of `winloss theme`.
 */
#ifndef WL_CMD_THEME_H
#define WL_CMD_THEME_H

#include "base/utf8.h"
#include "cmd.h"
#include "model/coding.h"
#include "model/retheme.h"
#include "study/agreement.h"

/* One run.  A change reads everything under the lock, for what a killed
 * command left behind is finished there first. */
struct theming {
	struct session *session;
	const struct cmd_args *args;
	enum wl_format format;
	struct wl_arena arena;
	struct wl_change change;
	struct wl_buf codebook; /* themes.yaml, to be changed */
	uint64_t was;           /* hash of what it was */
	struct wl_retheme retheme;
	size_t files; /* whose tags were changed */
};

/* The second word of the command line. */
int theme_list(struct theming *theming, struct wl_err *err);
int theme_add(struct theming *theming, struct wl_err *err);
int theme_rename(struct theming *theming, struct wl_err *err);
int theme_merge(struct theming *theming, struct wl_err *err);
int theme_split(struct theming *theming, struct wl_err *err);
int theme_stale(struct theming *theming, struct wl_err *err);
int theme_agreement(struct theming *theming, struct wl_err *err);
int theme_sample(struct theming *theming, struct wl_err *err);

/* theme_change.c: one commit over all files. */
int theming_begin(struct theming *theming, struct wl_err *err);
/* Rewrite the tags of all files as theming->retheme says. */
int theming_rewrite(struct theming *theming, struct wl_err *err);
/* Those of one file; `how` is a function of model/retheme.h. */
typedef int (*theming_how)(struct wl_buf *file, const char *path,
	struct wl_retheme *retheme, struct wl_err *err);
int theming_rewrite_file(struct theming *theming, const char *path,
	theming_how how, struct wl_err *err);
/* Warn of definitions that name an id which goes: their words stay.  gone: so
 * do the themes that had these ids. */
void theming_definitions(const struct theming *theming, bool gone);
/* Record with "theme: <what>", the codebook if it was changed. */
int theming_apply(struct theming *theming, const char *what,
	const char *evidence, struct wl_err *err);
void theming_end(struct theming *theming);

/* theme_find.c: themes of the codebook and ids that may become one. */
/* The theme, or an error with the nearest one as a hint. */
int theme_find(const struct theming *theming, const char *id,
	const struct wl_theme **out, struct wl_err *err);
/* The theme that has this alias; NULL. */
const struct wl_theme *theme_of_alias(
	const struct theming *theming, const char *alias);
/* Fail if it is no id for a theme, or taken by one, or by an alias of one
 * other than `except`. */
int theme_check_id(const char *id, struct wl_err *err);
int theme_check_free(const struct theming *theming, const char *id,
	const struct wl_theme *except, struct wl_err *err);
/* A theme whose id, alias or title is nearly this one; NULL. */
const struct wl_theme *theme_near(
	const struct theming *theming, const char *id, const char *title);

/* theme_add.c: add the theme that the options describe, asking for what is
 * missing; *theme lives in the arena. */
int theme_described(struct theming *theming, const char *id,
	struct wl_theme *theme, struct wl_err *err);
int theme_check_described(struct theming *theming, const struct wl_theme *theme,
	struct wl_err *err);

/* theme_count.c: how often a theme is used. */
struct theme_use {
	const char *id;
	int deals, interviews, passages; /* of interviews that count */
	int all;          /* also of others, of field notes and front matter */
	const char *path; /* where it stands first */
	int line;
};
struct theme_uses {
	struct theme_use *v; /* by id */
	size_t n, cap;
	struct wl_map by_id; /* index, from 1, while counting */
	struct wl_map seen;  /* theme and deal, theme and interview */
};
void theme_count(struct theme_uses *uses, struct theming *theming);
/* NULL if it is used nowhere. */
const struct theme_use *theme_use(
	const struct theme_uses *uses, const char *id);
void theme_uses_release(struct theme_uses *uses);

/* theme_rows.c: the lines of theme list, each a theme or an id that only tags
 * have. */
struct theme_row {
	const struct wl_theme *theme; /* NULL: not in the codebook */
	const char *id;
	struct theme_use use;
	const char *marks[4];
	size_t nmarks;
	const char *near; /* the theme that it should become; NULL */
};
/* The themes in the order of the codebook, then what only tags have (arena). */
struct theme_row *theme_rows(
	struct theming *theming, const struct theme_uses *uses, size_t *n);
void theme_rows_table(struct wl_buf *out, enum wl_format format,
	const struct theme_row *rows, size_t n);

/* theme_coding.c: the codings of the programme. */
struct theme_codings {
	struct wl_coding *v; /* by path */
	size_t n;
};
/* All that can be read (arena); others are said, and an error unless
 * --skip-unreadable. */
int theme_codings(
	struct theming *theming, struct theme_codings *out, struct wl_err *err);
/* Add "codings/<interview>.<coder>.yaml". */
void theme_coding_path(
	struct wl_buf *out, const char *interview, const char *coder);

/* theme_agree_table.c */
void theme_agreement_json(
	struct wl_buf *out, const struct wl_agreement *agreement);
void theme_agreement_table(struct wl_buf *out, enum wl_format format,
	const struct wl_agreement *agreement);
/* What was drawn into one file. */
struct theme_drawn {
	const char *interview, *coder, *path;
	struct wl_list passages; /* ids */
};
void theme_drawn_table(struct wl_buf *out, enum wl_format format,
	const struct theme_drawn *drawn, size_t n);
/* "0.9524" or, with 2 decimals, "0.95"; "" if undefined. */
void theme_figure(char text[32], double value, int decimals);

#endif
