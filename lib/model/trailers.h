/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What a commit message says for governance: lines `Key: value` below the
 * subject.  The program writes each once at the end; by hand they may stand
 * anywhere (a forge that squashes puts them in the middle), in any case, more
 * than once, and go on in lines that are indented further.
 */
#ifndef WL_MODEL_TRAILERS_H
#define WL_MODEL_TRAILERS_H

#include "base/arena.h"

struct wl_trailers {
	const char *why, *apply_first; /* several: "one; other"; NULL: none */
	struct wl_list evidence;       /* citations "2026-11-acme^b3f9k" */
	struct wl_list cards;          /* "battlecard/rivalco" */
	struct wl_list interviews;     /* ids */
};

/* Lists are in the order of the message, each value once; everything lives in
 * the arena. */
void wl_trailers_parse(
	struct wl_trailers *out, struct wl_arena *arena, const char *message);

#endif
