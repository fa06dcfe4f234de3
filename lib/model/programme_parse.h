/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What winloss.yaml says about `check`, for programme.c alone.
 */
#ifndef WL_MODEL_PROGRAMME_PARSE_H
#define WL_MODEL_PROGRAMME_PARSE_H

#include "model/programme.h"
#include "model/schema.h"

/* `check:` of the file; whether a rule of that name exists is not looked at. */
void wl_programme_read_check(struct wl_schema *schema,
	const struct wl_yaml *root, struct wl_programme *out);

#endif
