/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Themes on a terminal: a bar with a block for each deal, the counts, the
 * strongest quotes below.
 */
#ifndef WL_PUBLISH_THEME_TEXT_H
#define WL_PUBLISH_THEME_TEXT_H

#include "publish/screen.h"

/* Its line, the strongest evidence (0: all), the counter-evidence. */
void wl_theme_text_pattern(struct wl_screen *screen,
	const struct wl_synthesis *synthesis, const struct wl_group *group,
	const struct wl_theme_row *row, int evidence);
/* The rows from `from` on, in as many columns as there is room for. */
void wl_theme_text_points(struct wl_screen *screen,
	const struct wl_synthesis *synthesis, const struct wl_group *group,
	size_t from);
/* The first n rows of the contrast. */
void wl_theme_text_contrast(struct wl_screen *screen,
	const struct wl_synthesis *synthesis, size_t n);
/* "5 of 8", aligned with those below it. */
void wl_theme_text_share(struct wl_screen *screen, int k, int n);

#endif
