/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Inside a difference: its parts.
 */
#ifndef WL_STUDY_DIFFERENCE_INTERNAL_H
#define WL_STUDY_DIFFERENCE_INTERNAL_H

#include "study/difference.h"

void wl_difference_themes(struct wl_difference *difference);
void wl_difference_interviews(struct wl_difference *difference);

#endif
