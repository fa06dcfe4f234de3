/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A claim as it changed, on a terminal: the sign, the words with what went and
 * what came marked (by colour, or [-so-]{+so+}), its id.
 */
#ifndef WL_PUBLISH_REVISED_TEXT_H
#define WL_PUBLISH_REVISED_TEXT_H

#include "model/revised.h"
#include "publish/screen.h"

/* At column `indent`; a faint aside ("2 deals", "") stands behind it. */
void wl_screen_claim_revised(struct wl_screen *screen,
	const struct wl_claim_revised *revised, const char *aside,
	size_t indent);

#endif
