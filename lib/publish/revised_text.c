/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "publish/revised_text.h"

#include "publish/difference.h"

struct putting {
	struct wl_screen *screen;
	size_t indent; /* of the words */
	int side;      /* of the piece before */
};

static void put_piece(void *context, const struct wl_difference_piece *piece)
{
	static const char *const marks[][2] = { { "[-", "-]" },
		{ "{+", "+}" } };
	static const enum wl_style styles[] = { WL_AGAINST, WL_FOR };
	struct putting *putting = context;
	struct wl_screen *screen = putting->screen;
	bool marked = piece->side >= 0 && !screen->look->colour;
	struct wl_buf text = WL_BUF_INIT;

	wl_buf_addf(&text, "%s%s%s", marked ? marks[piece->side][0] : "",
		piece->text, marked ? marks[piece->side][1] : "");
	/* Colour alone does not part two words */
	wl_screen_space(
		screen, piece->spaced || (!putting->side && piece->side == 1 &&
						 screen->look->colour));
	putting->side = piece->side;
	wl_screen_wrap(screen, piece->side < 0 ? WL_PLAIN : styles[piece->side],
		text.s, putting->indent);
	wl_buf_release(&text);
}

void wl_screen_claim_revised(struct wl_screen *screen,
	const struct wl_claim_revised *revised, const char *aside,
	size_t indent)
{
	static const struct {
		const char *sign;
		enum wl_style style;
	} kinds[] = {
		[WL_CLAIM_ADDED] = { "+", WL_FOR },
		[WL_CLAIM_REMOVED] = { "−", WL_AGAINST },
		[WL_CLAIM_CHANGED] = { "~", WL_MIXED },
	};
	const struct wl_claim *claim =
		revised->after ? revised->after : revised->before;
	struct putting putting = { screen, indent + 2, -1 };
	struct wl_buf id = WL_BUF_INIT;

	wl_screen_space(screen, indent);
	wl_screen_put(
		screen, kinds[revised->kind].style, kinds[revised->kind].sign);
	wl_screen_space(screen, 1);
	if (revised->kind == WL_CLAIM_CHANGED)
		wl_difference_words(revised->before->text, claim->text,
			put_piece, &putting);
	else
		wl_screen_wrap(screen, WL_PLAIN, claim->text, indent + 2);
	if (claim->id) {
		wl_buf_addf(&id, "^%s", claim->id);
		wl_screen_space(screen, 1);
		wl_screen_place(screen, WL_FAINT, id.s, indent + 2);
	}
	if (*aside) {
		wl_screen_space(screen, 2);
		wl_screen_place(screen, WL_FAINT, aside, indent + 2);
	}
	wl_screen_end(screen);
	wl_buf_release(&id);
}
