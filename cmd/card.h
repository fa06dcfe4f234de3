/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The parts of `winloss card`.
 */
#ifndef WL_CMD_CARD_H
#define WL_CMD_CARD_H

#include "cmd.h"
#include "study/trust.h"

struct wl_card_view; /* publish/cards.h */

/* One run. */
struct carding {
	struct session *session;
	const struct cmd_args *args;
	enum wl_format format;
	struct wl_arena arena;
	struct wl_change change;
	struct wl_synthesis synthesis; /* of all; once open */
	struct wl_trust trust;
	bool open;
};

/* The second word of the command line. */
int card_list(struct carding *carding, struct wl_err *err);
int card_show(struct carding *carding, struct wl_err *err);
int card_why(struct carding *carding, struct wl_err *err);
int card_impact(struct carding *carding, struct wl_err *err);
int card_new(struct carding *carding, struct wl_err *err);
int card_revise(struct carding *carding, struct wl_err *err);
int card_verify(struct carding *carding, struct wl_err *err);
int card_retire(struct carding *carding, struct wl_err *err);

/* card_open.c: the corpus with what its cards are worth. */
/* Load it; call again behind session_begin, when what pointed into it is
 * gone. */
int carding_open(struct carding *carding, struct wl_err *err);
void carding_end(struct carding *carding);
/* The word of the command line behind the sub-command; NULL. */
const char *carding_word(const struct carding *carding, size_t i);
/*
 * The card of "rivalco" or "battlecard/rivalco".  WL_ENOTFOUND with the
 * nearest name, or with what replaced it if it is retired; WL_EUSAGE with the
 * full names if several have the id.
 */
int card_find(struct carding *carding, const char *name,
	const struct wl_card_trust **out, struct wl_err *err);
/* The same, retired ones included. */
int card_find_any(struct carding *carding, const char *name,
	const struct wl_card_trust **out, struct wl_err *err);
/* The claim of "rivalco^r4w" or "battlecard/rivalco^r4w"; *card is the one
 * that has it. */
int card_find_claim(struct carding *carding, const char *address,
	const struct wl_card_trust **card, const struct wl_claim_trust **out,
	struct wl_err *err);
/* Add a card, or one claim of it, in the format asked for. */
void carding_publish(const struct carding *carding, struct wl_buf *out,
	const struct wl_card_view *view);
/* Search the finished bytes for what must not leave, then print them. */
int carding_print(
	struct carding *carding, const struct wl_buf *out, struct wl_err *err);

#endif
