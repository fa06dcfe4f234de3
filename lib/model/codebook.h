/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * themes.yaml: the codebook.
 */
#ifndef WL_MODEL_CODEBOOK_H
#define WL_MODEL_CODEBOOK_H

#include "base/date.h"
#include "base/map.h"
#include "model/terms.h"
#include "text/yaml.h"

struct wl_theme {
	const char *id, *title; /* title is the id if none is given */
	enum wl_theme_kind kind;
	const char *definition; /* may be NULL */
	struct wl_list aliases;
	const char *parent;      /* a theme's id; NULL */
	const char *consumer;    /* who acts on it; NULL */
	struct wl_list asked_by; /* question ids */
	wl_day since;
	int line;
};

struct wl_codebook {
	struct wl_theme *themes; /* in the order of the file */
	size_t n;
	struct wl_map by_id; /* id -> struct wl_theme */
};

int wl_codebook_parse(struct wl_codebook *out, struct wl_arena *arena,
	const struct wl_source *source, struct wl_err *err);
void wl_codebook_release(struct wl_codebook *codebook);
/* The theme of this id, NULL if there is none (an alias is not an id). */
const struct wl_theme *wl_codebook_find(
	const struct wl_codebook *codebook, const char *id);
/* For messages: the id that was probably meant (alias, near miss), or NULL. */
const char *wl_codebook_suggest(
	const struct wl_codebook *codebook, const char *id);
/* Another theme whose id, alias or title is nearly this one; NULL.  title may
 * be NULL. */
const struct wl_theme *wl_codebook_near(
	const struct wl_codebook *codebook, const char *id, const char *title);

#endif
