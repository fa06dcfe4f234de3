/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "study/saturation.h"

#define THRESHOLD 0.05

static int sum(const int *fresh, size_t from, size_t n)
{
	int total = 0;

	for (size_t i = from; i < from + n; i++)
		total += fresh[i];
	return total;
}

void wl_saturation_make(struct wl_saturation *out, struct wl_arena *arena,
	const int *fresh, size_t n)
{
	const size_t least = WL_SATURATION_BASE + WL_SATURATION_RUN;

	out->fresh = fresh;
	out->n = n;
	out->reached = 0;
	out->nruns = 0;
	out->runs = NULL;
	out->base =
		sum(fresh, 0, n < WL_SATURATION_BASE ? n : WL_SATURATION_BASE);
	out->computable = n >= least && out->base > 0;
	if (!out->computable)
		return;
	out->runs = wl_arena_alloc(arena, (n - least + 1) * sizeof(*out->runs));
	for (size_t at = WL_SATURATION_BASE; at + WL_SATURATION_RUN <= n;
		at++) {
		struct wl_run *run = &out->runs[out->nruns++];

		run->after = (int)at;
		run->fresh = sum(fresh, at, WL_SATURATION_RUN);
		run->ratio = (double)run->fresh / out->base;
		if (!out->reached && run->ratio <= THRESHOLD)
			out->reached = run->after;
	}
}

int wl_saturation_recent(const struct wl_saturation *saturation)
{
	size_t n = saturation->n;
	int brought = 0;

	for (size_t i = n < WL_SATURATION_RUN ? 0 : n - WL_SATURATION_RUN;
		i < n; i++)
		brought += saturation->fresh[i] > 0;
	return brought;
}
