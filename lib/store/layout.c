/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/layout.h"

void wl_layout_interview(struct wl_buf *out, const char *id)
{
	size_t year = strspn(id, "0123456789");

	/* A hand-made id that does not begin with a year has no such folder */
	if (year == 4 && id[year] == '-')
		wl_buf_addf(out, "interviews/%.4s/%s.md", id, id);
	else
		wl_buf_addf(out, "interviews/%s.md", id);
}

void wl_layout_private(struct wl_buf *out, const char *id)
{
	wl_buf_addf(out, "private/%s.md", id);
}

void wl_layout_field(struct wl_buf *out, wl_day day)
{
	char text[WL_DATE_TEXT];

	wl_buf_addf(out, "field/%.7s.md", wl_day_format(day, text));
}

void wl_layout_card(struct wl_buf *out, const char *type, const char *id)
{
	wl_buf_addf(out, WL_CARDS_FOLDER "/%s/%s.md", type, id);
}

void wl_layout_synthesis(struct wl_buf *out, const char *name)
{
	wl_buf_addf(out, WL_SYNTHESES_FOLDER "/%s.md", name);
}
