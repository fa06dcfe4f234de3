/* SPDX-License-Identifier: GPL-3.0-or-later */
/* card show: each claim with what buyers said. */
#include "card.h"
#include "publish/cards.h"

void carding_publish(const struct carding *carding, struct wl_buf *out,
	const struct wl_card_view *view)
{
	const struct wl_look look = { carding->session->colour,
		carding->session->width };

	if (carding->format == WL_JSON)
		wl_publish_card_json(out, view);
	else if (carding->format == WL_MARKDOWN)
		wl_publish_card_markdown(out, view);
	else
		wl_publish_card_text(out, view, &look);
}

int card_show(struct carding *carding, struct wl_err *err)
{
	struct wl_card_view view = { .trust = &carding->trust };
	struct wl_buf out = WL_BUF_INIT;
	int rc;

	rc = carding_open(carding, err);
	if (!rc)
		rc = card_find_any(
			carding, carding_word(carding, 0), &view.card, err);
	if (rc)
		return rc;
	carding_publish(carding, &out, &view);
	rc = carding_print(carding, &out, err);
	wl_buf_release(&out);
	return rc;
}
